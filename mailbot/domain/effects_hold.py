"""Commands about units that wait: more time, a late acceptance, disposal in two steps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from mailbot.domain.acceptances import Offer, record_acceptance
from mailbot.domain.acting import move_units, require_ticket
from mailbot.domain.clocks import restart_clock
from mailbot.domain.codes import code_digest, code_for
from mailbot.domain.deadlines import latest_extension
from mailbot.domain.draft import Draft
from mailbot.domain.effects_validation import check_day
from mailbot.domain.hearers import part, to_requester, to_sender_of_commands
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import find_transition
from mailbot.domain.mail_trail import mail_trail
from mailbot.domain.selection import Chosen, choose
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.domain.writing import day_of, names_of, text_of
from mailbot.errors import Refused


def hold(draft: Draft, order: Order, number: str) -> Draft:
    """More days for the units that wait, on a written reason (X36, X38, R56, A20).

    Errors: Refused `no_reason`; `too_many_extensions` (most); `date_too_late` (latest).
    """
    ticket, scene = require_ticket(draft, number), draft.scene
    until, reason = day_of(order.args, "until"), text_of(order.args, "reason")
    if not reason:
        raise Refused("no_reason", command=order.name)
    chosen = choose(ticket, names_of(order.args, "units"), "extend")
    most = scene.site.targets.extensions
    if any(u.extensions >= most for u in chosen.units):
        raise Refused("too_many_extensions", most=most)
    until = check_day(until, scene.today, _latest(draft, ticket, chosen))
    until = scene.site.calendar.roll(until)  # a closed day rolls on: one day for all (A17)

    def extended(u: Unit) -> Unit:
        flags = tuple(f for f in u.flags if f != "extension_asked")
        return replace(u, extensions=u.extensions + 1, flags=flags)

    text = f"{until.isoformat()}: {reason}"
    draft, units = move_units(draft, ticket, chosen.units, "extend", change=extended, text=text)
    ticket = draft.tickets[number]
    quotes = tuple(
        replace(q, valid_until=until) if q.current and set(q.units) & set(chosen.numbers) else q
        for q in ticket.quotes
    )
    ticket = restart_clock(
        replace(ticket, quotes=quotes),
        "TM6",
        chosen.numbers,
        scene.now,
        scene.site,
        "extension",
        until=until,
    )
    told = part("extension", units=units, granted=True, last_day=until, text=reason)
    return draft.keep(ticket).tell(to_requester(scene, ticket, told))


def _latest(draft: Draft, ticket: Ticket, chosen: Chosen) -> date:
    """The latest day one extension may reach: counted from the hold's own end (A20), or from today
    where that has passed."""
    scene = draft.scene
    ends = [
        clock.due
        for clock in ticket.clocks
        if clock.name == "TM6" and set(clock.units) & set(chosen.numbers)
    ]
    end = max([*ends[-1:], scene.now]) if ends else scene.now
    return latest_extension(end, scene.site)


def admit(draft: Draft, order: Order, number: str) -> Draft:
    """A late acceptance counts after all (X33, X38, decisions 9).

    Errors: Refused `no_late_acceptance` where none came in.
    """
    ticket = require_ticket(draft, number)
    late = ticket.pending.get("late")
    if not isinstance(late, Mapping):
        raise Refused("no_late_acceptance")
    offer = Offer.of_pending(ticket, late)
    named = names_of(order.args, "units")
    units = choose(ticket, named or offer.units, "admit").units
    pending = {key: value for key, value in ticket.pending.items() if key != "late"}
    draft = draft.keep(replace(ticket, pending=pending))
    return record_acceptance(draft, number, offer, tuple(u.number for u in units), "admit")


def dispose(draft: Draft, order: Order, number: str) -> Draft:
    """First a code, with it the disposal (X39, A19, I3). A wrong code does nothing."""
    code = text_of(order.args, "code")
    ticket = require_ticket(draft, number)
    return _dispose(draft, ticket, code) if code else _ask_code(draft, ticket, order)


def _ask_code(draft: Draft, ticket: Ticket, order: Order) -> Draft:
    scene = draft.scene
    chosen = choose(ticket, names_of(order.args, "units"), "dispose", suits=_may_go)
    for unit in chosen.units:
        find_transition(unit, "dispose")  # its guards: deadline or consent, nothing pending
    code = code_for(scene.site, scene.mail.message_id, f"dispose {ticket.number}")
    expires = scene.now + scene.site.targets.confirm
    waiting = {
        "digest": code_digest(scene.site, code),
        "by": scene.who,
        "units": list(chosen.numbers),
        "expires": expires.isoformat(),
    }
    ticket = replace(ticket, pending={**ticket.pending, "dispose": waiting})
    draft = draft.note(ticket, "dispose_asked", chosen.numbers)
    ticket = draft.tickets[ticket.number]
    trail = mail_trail(ticket, chosen.numbers)
    told = part("disposal_code", units=chosen.units, code=code, expires=expires, trail=trail)
    return draft.tell(to_sender_of_commands(scene, told, ticket=ticket))


def _may_go(unit: Unit) -> bool:
    try:
        find_transition(unit, "dispose")
    except Refused:
        return False
    return True


def _dispose(draft: Draft, ticket: Ticket, code: str) -> Draft:
    """Errors: Refused `wrong_code`, `code_expired`, `second_person` (by)."""
    scene, waiting = draft.scene, ticket.pending.get("dispose")
    if not isinstance(waiting, Mapping) or waiting.get("digest") != code_digest(scene.site, code):
        raise Refused("wrong_code")
    if scene.now > datetime.fromisoformat(str(waiting["expires"])):
        raise Refused("code_expired")
    if scene.site.terms.disposal_two_people and waiting.get("by") == scene.who:
        raise Refused("second_person", by=scene.who)
    units = choose(ticket, names_of(waiting, "units"), "dispose").units
    pending = {key: value for key, value in ticket.pending.items() if key != "dispose"}
    draft, gone = move_units(
        draft,
        replace(ticket, pending=pending),
        units,
        "dispose",
        change=lambda u: replace(u, closed_reason="disposed"),
        text=f"asked by {waiting.get('by')}, confirmed by {scene.who}",
    )
    told = part("disposal_record", units=gone, on=scene.today, text="")
    return draft.tell(to_requester(scene, draft.tickets[ticket.number], told))
