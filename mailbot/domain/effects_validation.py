"""Commands that decide about a request: approve, refuse, authorise beforehand, correct a serial."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mailbot.domain.acting import announce, last_day_of, move_units, names, require_ticket
from mailbot.domain.asking import fields_missing
from mailbot.domain.clocks import last_day, running_clock
from mailbot.domain.decision import Document
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_requester
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import (
    AWAITED,
    ON_BENCH,
    UNDECIDED,
    State,
    missing_fields,
    move,
    with_missing,
)
from mailbot.domain.opening import given_fields, is_complete, with_sold
from mailbot.domain.registry import bare_key
from mailbot.domain.selection import choose, find_unit, not_possible
from mailbot.domain.serial_use import check_serial_is_free
from mailbot.domain.ticket import Authorisation
from mailbot.domain.unit import Unit
from mailbot.domain.writing import day_of, names_of, text_of
from mailbot.errors import Refused

_COVERED = {"in": True, "out": False}


def approve(draft: Draft, order: Order, number: str) -> Draft:
    """The return authorised (X14): label and transport-document words to the requester, a line to
    the warehouse. Without a word the registry's verdict stands (R38, R39).

    None named: the units in charge that are complete. Whoever says the coverage himself answers
    for a unit whose fault the partner never told; the serial must be there (R34).
    """
    ticket = require_ticket(draft, number)
    word = text_of(order.args, "coverage")
    named = names_of(order.args, "units")
    chosen = choose(ticket, named, "approve_warranty", suits=lambda u: not missing_fields(u))
    scene = draft.scene

    def approved(unit: Unit) -> Unit:
        missing = missing_fields(unit)
        if word and "serial" not in missing:
            unit = with_missing(unit, ())
        return replace(
            unit,
            covered=_coverage(unit, word),
            approved_on=scene.today,
            approved_by=scene.staff.id,
            flags=tuple(f for f in unit.flags if not f.startswith("hold:")),
        )

    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        lambda u: "approve_warranty" if u.covered else "approve_out_of_warranty",
        change=approved,
        text=word or "registry",
    )
    told = part(
        "approval", units=units, accepted_on=scene.today, valid_until=last_day_of(draft, "TM4")
    )
    label = Document("label", {"units": units, "accepted_on": scene.today})
    reminder = Document("ics", {"on": told.facts["valid_until"]})
    letter = to_requester(scene, draft.tickets[number], told, documents=(label, reminder))
    return announce(draft.tell(letter), "warehouse", number, "approved", names(units))


def _coverage(unit: Unit, word: str) -> bool:
    """Errors: Refused `no_verdict` where nobody says it and the registry has no date."""
    if word:
        return word == "warranty"
    covered = _COVERED.get(unit.verdict.covered) if unit.verdict else None
    if covered is None:
        raise Refused("no_verdict", unit=unit.number, serial=unit.serial or unit.as_written)
    return covered


def reject(draft: Draft, order: Order, number: str) -> Draft:
    """The request refused, with its reason and what was looked up (X15, X16, R36, R37, R44)."""
    ticket = require_ticket(draft, number)
    kind, reason = text_of(order.args, "kind"), text_of(order.args, "reason")
    event = f"reject_{kind}"
    if event not in ("reject_commercial", "reject_technical"):
        raise Refused("reject_kind", kind=kind[:40])
    chosen = choose(ticket, names_of(order.args, "units"), event)
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        event,
        change=lambda u: replace(u, refusal=reason[:2000], refusal_checked=_looked_up(u)),
        text=f"{kind}: {reason}"[:1500] + _owners(chosen.units),
    )
    told = part("refusal", units=units, kind=kind, reason=reason[:2000])
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told))


def _looked_up(unit: Unit) -> str:
    """What the registry said of the serial (R36); empty without a serial. Letters show it, so it
    never says to whom a unit was sold: that stands in the history alone (A27)."""
    serial = unit.serial or unit.as_written
    if not serial:
        return ""
    if not unit.known:
        return f"{serial}: not_sold"
    held = any(flag.startswith("hold:") for flag in unit.flags)
    return f"{serial}: {'not_sold_to_you' if held else 'sold_to_you'}"


def _owners(units: Sequence[Unit]) -> str:
    """To whom the units were sold, for the ticket's history: staff read it with WHY."""
    known = (f"{u.serial} sold_to {u.sold_to}" for u in units if u.serial and u.sold_to)
    return "".join(f" [{line}]" for line in known)


def authorise(draft: Draft, order: Order, number: str) -> Draft:
    """A prior authorisation on record, for some serials or all (A28, R6).

    Errors: Refused `unknown_partner`, `date_in_past`, `date_too_late` (latest).
    """
    scene = draft.scene
    partner, until = text_of(order.args, "partner").lower(), day_of(order.args, "until")
    serials = tuple(str(s) for s in names_of(order.args, "serials"))
    if partner not in scene.found.owners:
        raise Refused("unknown_partner", name=partner[:60])
    latest = scene.today + timedelta(days=scene.site.terms.prior_authorisation_days)
    until = check_day(until, scene.today, latest)
    keys = () if [s.lower() for s in serials] in (["all"], []) else serials
    given = Authorisation(
        partner,
        tuple(bare_key(s) for s in keys),
        until,
        scene.who,
        scene.mail.message_id,
    )
    draft = replace(draft, authorisations=(*draft.authorisations, given))
    ticket = draft.ticket(number) if number else None
    text = f"{partner}: {', '.join(keys) or 'all'} until {given.until.isoformat()}"
    return draft.note(ticket, "authorise", text=text) if ticket else draft


def check_day(day: date | None, today: date, latest: date | None = None) -> date:
    """The day, if it lies ahead and not beyond the latest; today counts as ahead.

    Errors: Refused `no_date`, `date_in_past`, `date_too_late`.
    """
    if day is None:
        raise Refused("no_date")
    if day < today:
        raise Refused("date_in_past", date=day, today=today)
    if latest is not None and day > latest:
        raise Refused("date_too_late", date=day, latest=latest)
    return day


def correct_serial(draft: Draft, order: Order, number: str) -> Draft:
    """A unit's serial put right, with all that the registry has about it.

    Errors: Refused `unknown_unit`; `illegal_move` once the unit is tested or closed; `serial_open`
    (ticket) where another open unit has that serial (I6).
    """
    ticket = require_ticket(draft, number)
    unit = find_unit(ticket, (names_of(order.args, "unit") or names_of(order.args, "units"))[0])
    serial = text_of(order.args, "serial")
    if unit.state not in (*UNDECIDED, *AWAITED, *ON_BENCH):
        raise not_possible(unit, "serial")
    check_serial_is_free(draft, number, unit.number, serial)
    unit = set_serial(draft, unit, serial)
    missing = fields_missing(unit, draft.scene.site, given_fields(ticket))
    was_waiting = bool(missing_fields(unit))
    unit = with_missing(unit, missing if unit.state in UNDECIDED else ())
    if was_waiting and not missing and unit.state is State.WAITING_INFO:
        unit = move(unit, "complete_taken" if ticket.owner else "complete")
    ticket = ticket.with_unit(unit)
    if is_complete(ticket) and ticket.complete_since is None:
        ticket = replace(ticket, complete_since=draft.scene.now)
    draft = draft.note(ticket, "serial", (unit.number,), f"{unit.as_written} -> {serial}")
    return _tell_corrected(draft, number, unit)


def _tell_corrected(draft: Draft, number: str, unit: Unit) -> Draft:
    """The corrected data to the requester: with a new label and transport-document words where he
    holds an approval with the old serial (mail-layer 23)."""
    scene, ticket = draft.scene, draft.tickets[number]
    clock = running_clock(ticket, "TM4", unit.number)
    if unit.state not in AWAITED or unit.approved_on is None or clock is None:
        return draft.tell(to_requester(scene, ticket, part("status"), units=(unit.number,)))
    told = part(
        "approval",
        units=(unit,),
        accepted_on=unit.approved_on,
        valid_until=last_day(clock, scene.site),
    )
    label = Document("label", {"units": (unit,), "accepted_on": unit.approved_on})
    return draft.tell(to_requester(scene, ticket, told, documents=(label,)))


def set_serial(draft: Draft, unit: Unit, serial: str) -> Unit:
    """The unit with this serial and what the registry has; no suggestion any more."""
    sold = draft.scene.found.sold.get(bare_key(serial))
    kept = (flag for flag in unit.flags if flag != "mismatch")
    flags = tuple(dict.fromkeys((*kept, "serial_confirmed")))
    unit = replace(unit, serial=serial.upper(), suggestion=None, flags=flags, known=False)
    return with_sold(draft.scene, unit, sold, mine=True) if sold else unit
