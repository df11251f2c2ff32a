"""Commands about the ticket as a whole: in charge, words to and fro, giving up, starting again."""

from dataclasses import replace

from mailbot.domain.acting import last_day_of, move_units, require_ticket
from mailbot.domain.arguments import split_units
from mailbot.domain.asking import open_questions
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester, to_technical_contact
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import AWAITED, State, is_closed, is_legal, public_status
from mailbot.domain.selection import choose, find_unit
from mailbot.domain.serial_use import check_serial_is_free
from mailbot.domain.site import StaffMember
from mailbot.domain.ticket import Ticket
from mailbot.domain.writing import names_of, text_of
from mailbot.errors import Refused


def take(draft: Draft, _order: Order, number: str) -> Draft:
    """The ticket in the writer's charge; the requester hears so the first time (X10, R33)."""
    ticket = require_ticket(draft, number)
    return _put_in_charge(draft, ticket, draft.scene.staff)


def assign(draft: Draft, order: Order, number: str) -> Draft:
    """The ticket in a colleague's charge, who is told."""
    ticket = require_ticket(draft, number)
    member = find_member(draft, text_of(order.args, "to"))
    draft = _put_in_charge(draft, ticket, member)
    if member.id == draft.scene.staff.id:
        return draft
    told = part("announcement", what="assigned", text=draft.scene.who)
    return draft.tell(to_owner(draft.scene.site, draft.tickets[number], told))


def find_member(draft: Draft, name: str) -> StaffMember:
    """A member of staff by id, address, or a part of the name that only one has.

    Errors: Refused `unknown_staff` (name, known).
    """
    site, wanted = draft.scene.site, name.strip().lower()
    member = site.staff_by_id(wanted) or site.staff_member(wanted)
    if member is not None:
        return member
    words = wanted.replace(".", " ").split()
    like = [s for s in site.staff if words and all(w in _words(s) for w in words)]
    if len(like) == 1:
        return like[0]
    raise Refused("unknown_staff", name=name[:60], known=tuple(s.id for s in site.staff))


def _words(member: StaffMember) -> frozenset[str]:
    return frozenset(f"{member.name} {member.id.replace('.', ' ')}".lower().split())


def _put_in_charge(draft: Draft, ticket: Ticket, member: StaffMember) -> Draft:
    waiting = [u for u in ticket.units if is_legal(u, "take")]
    if ticket.owner == member.id and not waiting:
        raise Refused("already_in_charge", owner=member.id)
    if all(is_closed(u.state) for u in ticket.units):
        choose(ticket, (), "take")  # refuses, and says what is possible
    first, before = ticket.taken is None, public_status(ticket)
    ticket = replace(ticket, owner=member.id, taken=ticket.taken or draft.scene.now)
    draft, _ = move_units(draft, ticket, waiting, "take", text=member.id)
    if not waiting:
        draft = draft.note(draft.tickets[ticket.number], "assign", text=member.id)
    ticket = draft.tickets[ticket.number]
    if not first and public_status(ticket) == before:
        return draft
    told = part("in_charge", owner_name=member.name)
    return draft.tell(to_requester(draft.scene, ticket, told))


def ask(draft: Draft, order: Order, number: str) -> Draft:
    """A question to the technical contact, else the requester; what is undecided waits (X12)."""
    ticket, (text, named) = require_ticket(draft, number), _text_and_units(order, "text")
    scene = draft.scene
    meant = [find_unit(ticket, name) for name in named] or ticket.units
    waiting = [u for u in meant if is_legal(u, "ask")]
    asked = {"text": text, "by": scene.who}
    ticket = replace(ticket, pending={**ticket.pending, "asked": asked})
    draft, _ = move_units(draft, ticket, waiting, "ask", text=text)
    if not waiting:
        draft = draft.note(draft.tickets[number], "ask", text=text)
    ticket = draft.tickets[number]
    told = part("missing_data", questions=open_questions(ticket), text=text)
    return draft.tell(to_technical_contact(scene, ticket, told))


def reply(draft: Draft, order: Order, number: str) -> Draft:
    """A text of staff to the requester."""
    ticket, text = require_ticket(draft, number), _text(order)
    draft = draft.note(ticket, "reply", text=text)
    return draft.tell(to_requester(draft.scene, draft.tickets[number], part("reply", text=text)))


def note(draft: Draft, order: Order, number: str) -> Draft:
    """A text that only staff see."""
    return draft.note(require_ticket(draft, number), "note", text=_text(order))


def _text(order: Order) -> str:
    text = text_of(order.args, "text")
    if not text:
        raise Refused("no_text", command=order.name)
    return text[:5000]


def cancel(draft: Draft, order: Order, number: str) -> Draft:
    """Units given up before their goods came (X48)."""
    return _end(draft, order, number, "cancel", "cancelled")


def close(draft: Draft, order: Order, number: str) -> Draft:
    """Solved without a return (X13); a unit whose replacement went ahead is done with (X47)."""
    ticket = require_ticket(draft, number)
    _, names = _text_and_units(order, "reason")
    ahead = [u for u in ticket.units if u.shipped_ahead and is_legal(u, "settle")]
    if ahead and not names:
        draft, units = move_units(draft, ticket, ahead, "settle", text=_reason(order))
        told = part("closed", units=units, why="replaced", text=_reason(order))
        return draft.tell(to_requester(draft.scene, draft.tickets[number], told))
    return _end(draft, order, number, "solve", "solved")


def _end(draft: Draft, order: Order, number: str, event: str, why: str) -> Draft:
    ticket, (reason, named) = require_ticket(draft, number), _text_and_units(order, "reason")
    chosen = choose(ticket, named, event)
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        event,
        change=lambda u: replace(u, closed_reason=why),
        text=reason,
    )
    told = (
        part("solved", units=units, text=reason)
        if event == "solve"
        else part("closed", units=units, why=why, text=reason)
    )
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told))


def _text_and_units(order: Order, name: str) -> tuple[str, tuple[int | str, ...]]:
    """A free text and the units in brackets after it (decisions, "Commands of staff"; I7)."""
    text = _text(order) if name == "text" else _reason(order)
    named = names_of(order.args, "units")
    if named:
        return text, named
    return split_units(text) if text.endswith((")", "]")) else (text, ())


def _reason(order: Order) -> str:
    reason = text_of(order.args, "reason") or text_of(order.args, "text")
    if not reason:
        raise Refused("no_reason", command=order.name)
    return reason[:2000]


def reopen(draft: Draft, order: Order, number: str) -> Draft:
    """Refused or cancelled units in charge again, expired ones awaited again (X20, X50)."""
    ticket = require_ticket(draft, number)
    chosen = choose(ticket, names_of(order.args, "units"), "reopen")
    scene = draft.scene
    for unit in chosen.units:
        check_serial_is_free(draft, number, unit.number, unit.serial or "")
    owner = scene.site.staff_by_id(ticket.owner) or scene.staff
    ticket = replace(
        ticket,
        owner=owner.id,
        taken=ticket.taken or scene.now,
        complete_since=scene.now,
    )
    draft, units = move_units(
        draft, ticket, chosen.units, "reopen", change=lambda u: replace(u, closed_reason="")
    )
    ticket = draft.tickets[number]
    if any(u.state is State.IN_CHARGE for u in units):
        told = part("in_charge", owner_name=owner.name if owner else "")
        draft = draft.tell(to_requester(scene, ticket, told))
    awaited = tuple(u for u in units if u.state in AWAITED)
    if awaited:
        until = last_day_of(draft, "TM4")
        days = (until - scene.today).days
        told = part("goods_awaited", units=awaited, valid_until=until, days_left=days)
        draft = draft.tell(to_requester(scene, ticket, told))
    return draft
