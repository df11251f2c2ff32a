"""The facts that all letters may use, beside their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mailbot.adapters.sealed import one_line
from mailbot.adapters.words import Words
from mailbot.domain.commands import COMMANDS, possible
from mailbot.domain.decision import Audience, Notification, Part
from mailbot.domain.lifecycle import State, is_closed
from mailbot.domain.outlook import Outlook, UnitRow, next_step, outlook, unit_rows
from mailbot.domain.site import Site
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import Unit

# What `common_facts` and the renderer give; a template may use no other name but its own facts.
COMMON = frozenset(
    {
        "attached",
        "audience",
        "language",
        "now",
        "open_quotes",
        "open_states",
        "outlooks",
        "owner_shown",
        "parts_told",
        "person",
        "phrase",
        "possible_now",
        "quotes_told",
        "reference",
        "rows",
        "say",
        "seal",
        "site",
        "ticket",
        "today",
        "told",
        "words",
    }
)

# Words in a From name that say it is an office or a firm, not a person.
_OFFICE = """
assistenza supporto support ufficio office magazzino warehouse laboratorio tecnico tecnici technik
service servizio sav soporte info rma resi returns acquisti postvendita noc ops amministrazione
segreteria team staff reparto srl spa snc sas gmbh ltd sarl aps sl scarl coop kg ag inc llc via
desk customer clienti no-reply noreply partner telecom telefonia telefonica impianti sistemi systems
solutions servizi services elettronica elettrica informatica distribuzione forniture group gruppo
network networks reti studio comune azienda impresa hotel voip communication communications
"""
# What a letter asks staff to do: its name, its `why` or clock, and the commands for it.
_MATTERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("disposal_list", ""): ("DISPOSE", "HOLD"),
    ("needs_person", "late_acceptance"): ("ADMIT",),
    ("needs_person", "extension"): ("HOLD",),
    ("needs_person", "collection_wish"): ("COLLECTED",),
    ("needs_person", "disposal_wish"): ("DISPOSE",),
    ("needs_person", "counter_offer"): ("QUOTE",),
    ("needs_person", "not_separable"): ("QUOTE",),
    ("needs_person", "mismatch"): ("SN",),
    ("needs_person", "cancelled"): ("CANCEL",),
    ("needs_person", "solved"): ("CLOSE",),
    ("needs_person", "advance_swap"): ("APPROVE", "SHIP"),
    ("sla", "TM7"): ("PROMISE",),
}
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-])*"
_PERSON = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")


def common_facts(
    notification: Notification, words: Words, site: Site, now: datetime
) -> dict[str, object]:
    """The values under the names of COMMON, but `seal` and `attached`."""
    ticket = notification.ticket
    return {
        "audience": str(notification.audience),
        "language": words.language,
        "now": now,
        "open_quotes": open_quotes(ticket),
        "open_states": frozenset(s.value for s in State if not is_closed(s)),
        "outlooks": _outlooks(ticket, words, site, now),
        "owner_shown": _owner(ticket, site),
        "parts_told": frozenset(part.name for part in notification.parts),
        "person": _person(notification),
        "phrase": words.phrase,
        "possible_now": _possible(notification, site),
        "quotes_told": _quotes_told(notification),
        "reference": notification.reference,
        "rows": _rows(ticket, notification.units),
        "say": words.say,
        "site": site,
        "ticket": ticket,
        "today": now.astimezone(site.zone).date(),
        "told": _told(ticket, notification.units),
        "words": words,
    }


def _owner(ticket: Ticket | None, site: Site) -> str:
    """Who has the ticket in charge, by name; empty while nobody has."""
    owner = ticket.owner if ticket else ""
    member = site.staff_by_id(owner) if owner else None
    return member.name if member else owner


def _person(notification: Notification) -> str:
    """Who is greeted by name: the one reader, unless that is his firm's name.

    A mail without a display name is greeted by the name that the ticket knows for its address.
    """
    if len(notification.to) != 1:
        return ""
    reader, ticket = notification.to[0], notification.ticket
    known = ticket.requester.address if ticket else reader
    name = person_name(reader.name or (known.name if known.email == reader.email else ""))
    firm = ticket.requester.partner_name if ticket else ""
    return "" if name and name.lower() in firm.lower() else name


def person_name(name: str) -> str:
    """The name if it looks like a person's, two to four words, else an empty text.

    A display name is the sender's claim: it may greet him, no more. `MARIO ROSSI` becomes `Mario
    Rossi`.
    """
    words = one_line(name, 61)
    if len(words) > 60 or not _PERSON.fullmatch(words):
        return ""
    office = frozenset(_OFFICE.split())
    if any(word.lower().replace(".", "") in office for word in words.split()):
        return ""
    return words.title() if words.isupper() or words.islower() else words


def _rows(ticket: Ticket | None, units: tuple[int, ...]) -> tuple[UnitRow, ...]:
    return () if ticket is None else unit_rows(ticket, units)


@dataclass(frozen=True, slots=True)
class NextStep:
    """An Outlook with the units it speaks of; none where it speaks of the whole ticket."""

    step: str
    who: str
    by: date | datetime | None
    units: tuple[int, ...] = ()


def _outlooks(
    ticket: Ticket | None, words: Words, site: Site, now: datetime
) -> tuple[NextStep, ...]:
    """What happens next, each thing once: two states may be told in the same words."""
    if ticket is None:
        return ()
    steps: dict[tuple[str, str, object], list[int]] = {}
    first: dict[tuple[str, str, object], Outlook] = {}
    for line in outlook(ticket, site, now):
        key = (words.phrase("next", line.step), line.who, line.by)
        first.setdefault(key, line)
        same = [u.number for u in ticket.units if next_step(ticket, u, site) == line]
        steps.setdefault(key, []).extend(n for n in same if n not in steps.get(key, []))
    shown = len(steps) > 1
    return tuple(
        NextStep(line.step, line.who, line.by, tuple(sorted(steps[key])) if shown else ())
        for key, line in first.items()
    )


def _told(ticket: Ticket | None, units: tuple[int, ...]) -> tuple[Unit, ...]:
    """The units that the letter's table has."""
    if ticket is None:
        return ()
    return tuple(unit for unit in ticket.units if not units or unit.number in units)


def open_quotes(ticket: Ticket | None) -> tuple[Quote, ...]:
    """The quotes that wait for the partner's answer: each is accepted or declined by its units."""
    if ticket is None:
        return ()
    waiting = {unit.number for unit in ticket.units if unit.state is State.QUOTED}
    return tuple(q for q in ticket.quotes if q.current and waiting & set(q.units))


def _quotes_told(notification: Notification) -> tuple[Quote, ...]:
    """The quotes that this letter brings, in its order."""
    told = (part.facts["quote"] for part in notification.parts if part.name == "quote")
    return tuple(quote for quote in told if isinstance(quote, Quote))


def _possible(notification: Notification, site: Site) -> tuple[str, ...]:
    """The commands that would do something on the ticket now: those of the reader's roles first.

    Only for letters to staff that do not have their own list.
    """
    ticket, parts = notification.ticket, notification.parts
    if ticket is None or notification.audience != Audience.STAFF:
        return ()
    if any("possible" in part.facts for part in parts):
        return ()
    roles = _roles(notification, site)
    names = possible(ticket)
    told = (_matter(part) for part in parts)
    wanted = {name for commands in told for name in commands}
    mine = tuple(n for n in names if n in wanted or roles & set(COMMANDS[n].roles))
    return mine or names


def _matter(part: Part) -> tuple[str, ...]:
    """The commands that the part asks its reader for, whatever his roles."""
    code = part.facts.get("why") or part.facts.get("clock") or ""
    return _MATTERS.get((part.name, str(code)), ())


def _roles(notification: Notification, site: Site) -> set[str]:
    """The roles of all who read the letter, by person or by shared address."""
    emails = {address.email for address in notification.to}
    members = (site.staff_member(email) for email in emails)
    roles = {role for member in members if member for role in member.roles}
    return roles | {r for r, shared in site.role_addresses.items() if emails & set(shared)}
