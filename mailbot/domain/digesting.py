"""Digests as decisions: who gets them, in which language, and what is kept (decisions 12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.domain.decision import Audience, Decision, Document, Notification, Part
from mailbot.domain.digest import (
    HeldMail,
    Section,
    closed_lately,
    line_numbers,
    partner_week,
    worklist,
)
from mailbot.domain.hearers import role_addresses
from mailbot.domain.kpis import Kpi
from mailbot.domain.mail import Address
from mailbot.domain.outlook import next_step
from mailbot.domain.periods import Period, day_period
from mailbot.domain.registry import Partner
from mailbot.domain.scene import spoken
from mailbot.domain.site import Site
from mailbot.domain.states import is_closed, unit_status
from mailbot.domain.ticket import Digest, Ticket

CSV_HEADER = (
    "ticket", "opened", "unit", "product", "serial", "fault", "status", "warranty",
    "warranty_ends", "by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest to be: of which period, under which number, written when."""

    site: Site
    period: Period
    number: str
    now: datetime


def mark_of(kind: str, partner: str = "") -> str:
    """The name under which the last period sent is remembered."""
    return f"digest:{kind}:{partner}" if partner else f"digest:{kind}"


def staff_digest(
    tickets: Iterable[Ticket], held: Sequence[HeldMail], edition: Edition, reader: str = ""
) -> Decision:
    """The worklist to everybody of the roles in `site.digests.staff_roles`, empty or not.

    One letter per language; its lines can be answered with commands (`2 APPROVE`). With `reader`
    it goes to this address alone, who asked for it (DIGEST), and does not count as the day's.
    """
    site = edition.site
    sections = worklist(tickets, held, site, edition.now)
    # One that was missed is written later: it speaks of the day on which it is read.
    today = day_period(site.calendar.local_day(edition.now))
    facts = {"sections": sections, "period": today}
    everybody = [a for role in site.digests.staff_roles for a in role_addresses(site, role)]
    letters = _to_staff("staff_digest", facts, [reader] if reader else everybody, edition)
    decision = _decision("staff", sections, letters, edition)
    return replace(decision, marks={}) if reader else decision


def manager_digest(kpis: Sequence[Kpi], edition: Edition) -> Decision:
    """The figures of the week to the manager, also of a week in which nothing happened."""
    facts = {"kpis": tuple(kpis), "period": edition.period}
    people = role_addresses(edition.site, "manager")
    letters = _to_staff("manager_digest", facts, people, edition)
    return _decision("manager", (), letters, edition)


def partner_digest(
    partner: Partner, tickets: Iterable[Ticket], edition: Edition
) -> Decision | None:
    """The week to a partner, with a CSV of its units; None if it has nothing open or just closed.

    It goes to the first address on file, else to who wrote the latest request.
    """
    site, period = edition.site, edition.period
    shown = [t for t in tickets if _is_open(t) or closed_lately(t, period, site)]
    if not shown:
        return None
    sections = partner_week(shown, period, site, edition.now)
    latest = max(shown, key=lambda ticket: ticket.opened).requester
    to = Address(partner.contact, partner.name) if partner.contact else latest.address
    rows = tuple(row for ticket in shown for row in _csv_rows(ticket, site))
    sheet = {"filename": f"rma-{period}.csv", "header": CSV_HEADER, "rows": rows}
    letter = Notification(
        (Part("partner_digest", {"sections": sections, "period": period}),),
        (to,),
        spoken(site, partner.language or latest.language),
        Audience.PARTNER,
        reference=edition.number,
        documents=(Document("csv", sheet),),
    )
    return _decision("partner", sections, (letter,), edition, partner.id)


def _is_open(ticket: Ticket) -> bool:
    return any(not is_closed(unit.state) for unit in ticket.units)


def _to_staff(
    name: str, facts: Mapping[str, object], people: Iterable[str], edition: Edition
) -> tuple[Notification, ...]:
    """A letter for each language that is read among these people."""
    site = edition.site
    readers: dict[str, dict[str, Address]] = {}
    for email in people:
        member = site.staff_member(email)
        language = spoken(site, (member.language if member else "") or site.language)
        address = Address(email, member.name if member else "")
        readers.setdefault(language, {})[email] = address
    part = Part(name, facts)
    return tuple(
        Notification(
            (part,), tuple(to.values()), language, Audience.STAFF, reference=edition.number
        )
        for language, to in readers.items()
    )


def _decision(
    kind: str,
    sections: Sequence[Section],
    letters: tuple[Notification, ...],
    edition: Edition,
    partner: str = "",
) -> Decision:
    to = ", ".join(a.email for letter in letters for a in letter.to)
    period = edition.period.name
    lines = line_numbers(sections)
    return Decision(
        f"digest_{kind}",
        digests=(Digest(edition.number, kind, period, to, edition.now, lines),),
        notifications=letters,
        marks={mark_of(kind, partner): period},
    )


def _csv_rows(ticket: Ticket, site: Site) -> Iterable[tuple[object, ...]]:
    """A row for each unit, in the order of CSV_HEADER."""
    for unit in ticket.units:
        verdict = unit.verdict
        step = next_step(ticket, unit, site)
        by = site.calendar.local_day(step.by) if isinstance(step.by, datetime) else step.by
        yield (
            ticket.number,
            site.calendar.local_day(ticket.opened),
            unit.number,
            unit.product or unit.product_code,
            unit.serial or unit.as_written,
            unit.fault,
            unit_status(ticket, unit),
            verdict.covered if verdict else "",
            (verdict.ends if verdict else None) or "",
            by or "",
        )
