"""Data that was missing and comes in: serials, faults, a yes to a proposed serial (X7, A6)."""

import re
from dataclasses import dataclass, replace

from mailbot.domain.acting import require_ticket
from mailbot.domain.asking import asked_text, fields_missing, open_questions
from mailbot.domain.channel import HOLD, REDIRECT, STRANGER, Route, find_route
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_writer
from mailbot.domain.intent import UnitClaim
from mailbot.domain.lifecycle import UNDECIDED, State, missing_fields, move, with_missing
from mailbot.domain.opening import given_fields, is_complete, new_unit, with_repairs, with_sold
from mailbot.domain.redirecting import redirect
from mailbot.domain.registry import bare_key
from mailbot.domain.selection import match_unit
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

_YES = re.compile(
    r"\s{0,20}(?:(?:s[iì]|ok|yes|confermo|confermiamo|confirmed?|esatto|corretto|correct|giusto)\b"
    r"[\s.,!]{0,20}){1,3}(?:grazie|thanks|thank you)?[\s.,!]{0,20}(?:\n|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a reply brought: units that got data, new units, whether staff got their answer."""

    changed: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    redirected: tuple[Route, ...] = ()
    answered: bool = False

    @property
    def anything(self) -> bool:
        """True if the reply brought something."""
        return bool(self.changed or self.added or self.redirected or self.answered)


def take_data(draft: Draft, number: str) -> tuple[Draft, Supplied]:
    """The ticket with what the mail supplies: M07 when all is there, else only what is still
    missing is asked (M06); the owner hears of both."""
    scene, before = draft.scene, require_ticket(draft, number)
    ticket, supplied = _with_claims(draft, before)
    ticket = _with_contacts(draft, ticket)
    if asked_text(ticket) and scene.intent.text.strip():
        supplied = replace(supplied, answered=True)
        pending = {key: value for key, value in ticket.pending.items() if key != "asked"}
        ticket = replace(ticket, pending=pending)
    ticket = _completed(draft, ticket, supplied)
    if not supplied.anything:
        return (draft.keep(ticket) if ticket != before else draft), supplied
    draft = draft.note(ticket, "answered", supplied.changed, scene.intent.text[:1000])
    if supplied.redirected:
        draft = redirect(draft, supplied.redirected, along_with=number)
    return _tell(draft, number, before, supplied), supplied


def _with_claims(draft: Draft, ticket: Ticket) -> tuple[Ticket, Supplied]:
    changed, added, redirected = [], [], []
    for claim in _claims(draft, ticket):
        unit = _meant(ticket, claim)
        route = find_route(draft.scene, claim)
        if unit is None and _is_new(draft, ticket, claim, route):
            number = max((u.number for u in ticket.units), default=0) + 1
            if route.what == REDIRECT:
                redirected.append(route)
                continue
            unit = new_unit(draft.scene, ticket, number, route)
            ticket = replace(ticket, units=(*ticket.units, unit))
            added.append(number)
        elif unit is not None and unit.state in UNDECIDED:
            after = _supplied(draft, ticket, unit, claim, route)
            if after != unit:
                ticket = ticket.with_unit(after)
                changed.append(unit.number)
            if after.state is State.REDIRECTED:
                redirected.append(route)
    return ticket, Supplied(tuple(dict.fromkeys(changed)), tuple(added), tuple(redirected))


def _claims(draft: Draft, ticket: Ticket) -> tuple[UnitClaim, ...]:
    """The claims of the mail; a bare yes claims every serial that was proposed."""
    claims, intent = draft.scene.intent.units, draft.scene.intent
    if claims or not _YES.match(intent.text[:200]):
        return claims
    sold = draft.scene.found.sold
    return tuple(
        UnitClaim(u.suggestion, sold=sold.get(bare_key(u.suggestion)), number=u.number)
        for u in ticket.units
        if u.suggestion and u.state in UNDECIDED
    )


def _meant(ticket: Ticket, claim: UnitClaim) -> Unit | None:
    """The unit that the claim speaks of: by number, by its serial or the one proposed, else the
    only one that lacks what the claim brings."""
    if claim.number is not None:
        return ticket.unit(claim.number)
    key = bare_key(claim.serial or "")
    if key:
        named = match_unit(ticket, claim.serial or "")
        proposed = [u for u in ticket.units if bare_key(u.suggestion or "") == key]
        if named or proposed:
            return named or proposed[0]
    field = "serial" if key else "fault"
    lacking = [u for u in ticket.units if u.state in UNDECIDED and field in missing_fields(u)]
    return lacking[0] if len(lacking) == 1 or (lacking and key) else None


def _is_new(draft: Draft, ticket: Ticket, claim: UnitClaim, route: Route) -> bool:
    """A further unit: it has a serial that no open unit has, and is not only mentioned."""
    key = bare_key(claim.serial or "")
    if not key or claim.where == "quoted" or route.what == STRANGER:
        return False
    known = {bare_key(u.serial or "") for u in ticket.units}
    return key not in known and key not in draft.scene.found.open_units and claim.sold is not None


def _supplied(draft: Draft, ticket: Ticket, unit: Unit, claim: UnitClaim, route: Route) -> Unit:
    """The unit with what the claim brings. A serial that is open elsewhere is not taken (I6)."""
    scene = draft.scene
    if claim.serial and "serial" in missing_fields(unit):
        key = bare_key(claim.serial)
        place = scene.found.open_units.get(key)
        if place is None or place == (ticket.number, unit.number):
            repeated = key == bare_key(unit.serial or "")
            flags = (*unit.flags, "serial_confirmed") if repeated else unit.flags
            unit = replace(unit, serial=claim.serial, suggestion=None, flags=flags)
            if claim.sold is not None:
                unit = with_sold(scene, unit, claim.sold, mine=route.what != HOLD)
            elif claim.suggested is not None and scene.partner is not None:
                mine = claim.suggested.sold_to == scene.partner.id
                unit = replace(unit, suggestion=claim.suggested.serial if mine else None)
            if route.what == HOLD:
                unit = replace(unit, flags=(*unit.flags, f"hold:{route.target}"))
            if route.what == REDIRECT:
                return move(unit, "redirect")
    if claim.fault and not unit.fault:
        unit = replace(unit, fault=claim.fault[:2000], fault_code=claim.fault_code)
    unit = with_repairs(scene, unit)
    missing = fields_missing(unit, scene.site, given_fields(ticket))
    held = any(flag.startswith("hold:") for flag in unit.flags)
    return with_missing(unit, tuple(m for m in missing if m != "serial" or not held))


def _with_contacts(draft: Draft, ticket: Ticket) -> Ticket:
    intent = draft.scene.intent
    return replace(
        ticket,
        technical_contact=intent.technical_contact or ticket.technical_contact,
        return_address=intent.return_address or ticket.return_address,
        external_reference=intent.external_reference or ticket.external_reference,
    )


def _completed(draft: Draft, ticket: Ticket, supplied: Supplied) -> Ticket:
    """Units that wait for nothing any more go on: new, or in charge where somebody has it (X7)."""
    event = "complete_taken" if ticket.owner else "complete"
    asked = bool(asked_text(ticket))
    for unit in ticket.units:
        ready = unit.state is State.WAITING_INFO and not missing_fields(unit) and not asked
        if ready and (supplied.answered or unit.number in supplied.changed):
            ticket = ticket.with_unit(move(unit, event))
    if not is_complete(ticket):
        return replace(ticket, complete_since=None)
    if ticket.complete_since is None:
        return replace(ticket, complete_since=draft.scene.now)
    return ticket


def _tell(draft: Draft, number: str, before: Ticket, supplied: Supplied) -> Draft:
    scene, ticket = draft.scene, draft.tickets[number]
    parts = [part("noted", what="added")] if supplied.added else []
    questions = open_questions(ticket)
    was_waiting = any(u.state is State.WAITING_INFO or missing_fields(u) for u in before.units)
    if questions:
        parts.append(part("missing_data", questions=questions, text=asked_text(ticket)))
    elif was_waiting and any(u.state in UNDECIDED for u in ticket.units):
        parts.append(part("data_complete"))
    if parts:
        draft = draft.tell(to_writer(scene, ticket, *parts))
    told = part(
        "needs_person",
        why="answered",
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=", ".join(str(n) for n in (*supplied.changed, *supplied.added)),
    )
    return draft.tell(to_owner(scene.site, ticket, told))
