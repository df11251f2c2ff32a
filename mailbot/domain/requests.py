"""A new request: each unit goes its way, and one letter answers the writer (X1-X6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.acting import require_ticket
from mailbot.domain.asking import courtesy_questions, open_questions
from mailbot.domain.channel import HOLD, OPEN, REDIRECT, STRANGER, Route, find_route
from mailbot.domain.chasers import add_chaser
from mailbot.domain.decision import Decision, Part
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester, to_staff, to_writer
from mailbot.domain.intent import UnitClaim
from mailbot.domain.opening import open_ticket
from mailbot.domain.redirecting import redirect
from mailbot.domain.registry import Partner, bare_key
from mailbot.domain.scene import Scene
from mailbot.domain.strangers import answer_stranger
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.domain.watchers import with_watcher


@dataclass(frozen=True, slots=True)
class Sorted:
    """The units of a mail by what becomes of them."""

    opened: tuple[Route, ...]  # held ones too: they are opened and a person looks
    redirected: tuple[Route, ...]
    already_open: tuple[tuple[str, int], ...]  # ticket and unit number


def answer_request(scene: Scene) -> Decision:
    """Open what may be opened, send the rest to the right door, tell it all in one letter.

    A serial that is in an open unit of the same partner opens nothing (I6): the writer hears how
    it stands and follows the ticket from now on.
    """
    partner = scene.partner
    routes = tuple(find_route(scene, claim) for claim in _claims(scene))
    stranger = next((route for route in routes if route.what == STRANGER), None)
    if partner is None or stranger is not None:
        return answer_stranger(scene, stranger or routes[0])
    sorting = _sort(scene, partner, routes)
    draft = Draft(scene, rule=next((r.match.label for r in routes if r.match), ""))
    draft = replace(draft, facts={"rules": tuple(r.match.explanation for r in routes if r.match)})
    draft = _tell_already_open(draft, sorting.already_open)
    number = scene.numbers.ticket if sorting.opened else ""
    if sorting.redirected:
        draft = redirect(draft, sorting.redirected, along_with=number)
    if sorting.opened:
        draft = _open(draft, partner, sorting.opened)
    return draft.finish(_outcome(sorting))


def _claims(scene: Scene) -> tuple[UnitClaim, ...]:
    """The units of the mail; one without anything where it names none (mail 5 of mails.md)."""
    return scene.intent.units or (UnitClaim(serial=None),)


def _sort(scene: Scene, partner: Partner, routes: Sequence[Route]) -> Sorted:
    opened, redirected, already = [], [], []
    for route in routes:
        key = bare_key(route.claim.serial or "")
        place = scene.found.open_units.get(key) if key else None
        ticket = scene.found.tickets.get(place[0]) if place else None
        if route.what == REDIRECT:
            redirected.append(route)
        elif place and ticket and ticket.requester.partner_id == partner.id:
            already.append(place)
        elif place:
            # Another firm's open ticket: a person decides, and the writer is told of neither.
            opened.append(replace(route, what=HOLD, target="open_elsewhere"))
        else:
            opened.append(route)
    return Sorted(tuple(opened), tuple(redirected), tuple(dict.fromkeys(already)))


def _outcome(sorting: Sorted) -> str:
    if sorting.opened:
        return "opened"
    return "redirected" if sorting.redirected else "already_open"


def _open(draft: Draft, partner: Partner, routes: Sequence[Route]) -> Draft:
    scene = draft.scene
    ticket = open_ticket(scene, partner, routes)
    matches = dict.fromkeys(r.match.explanation for r in routes if r.match)
    draft = draft.note(ticket, "opened", text="; ".join(matches))
    ticket = draft.tickets[ticket.number]
    draft = draft.tell(to_requester(scene, ticket, *acknowledgement(scene, ticket, partner)))
    return _tell_staff(draft, ticket, routes)


def acknowledgement(scene: Scene, ticket: Ticket, partner: Partner | None) -> tuple[Part, ...]:
    """The parts of the first letter: it is here (R31), and what is missing (M06) if anything."""
    parts = [part("acknowledgement")]
    questions = open_questions(ticket)
    courtesies = courtesy_questions(ticket, partner)
    if questions:
        parts.append(part("missing_data", questions=(*questions, *courtesies), text=""))
    elif courtesies:
        parts.append(part("courtesy", questions=courtesies))
    if ticket.owner:
        owner = scene.site.staff_by_id(ticket.owner)
        parts.append(part("in_charge", owner_name=owner.name if owner else ticket.owner))
    wishes = {wish.name for wish in scene.intent.wishes}
    entitled = any("hardware_replacement" in unit.flags for unit in ticket.units)
    if "advance_swap" in wishes:  # R27, R29: only the service has it, and staff carry it out
        parts.append(part("noted", what="passed_on" if entitled else "no_advance_replacement"))
    return tuple(parts)


def _tell_staff(draft: Draft, ticket: Ticket, routes: Sequence[Route]) -> Draft:
    scene, site = draft.scene, draft.scene.site
    rule = "; ".join(dict.fromkeys(r.match.explanation for r in routes if r.match))
    hints = (*scene.intent.hints, *_seen_before(scene, ticket.units))
    parts = [part("new_request", mail_text=scene.intent.text[:5000], hints=hints, rule=rule)]
    for route in routes:
        if route.what != OPEN:
            shown = route.claim.serial or route.claim.as_written
            parts.append(_needs_person(scene, route.target, shown))
    wishes = {wish.name for wish in scene.intent.wishes}
    if "advance_swap" in wishes and any("hardware_replacement" in u.flags for u in ticket.units):
        parts.append(_needs_person(scene, "advance_swap", ""))
    assigned = next((a for r in routes for a in r.action("assign")), "")
    letter = (
        to_owner(site, replace(ticket, owner=assigned or ticket.owner), *parts)
        if assigned or ticket.owner
        else to_staff(site, ticket.queue or "support", *parts, ticket=ticket)
    )
    return draft.tell(replace(letter, ticket=ticket))


def _needs_person(scene: Scene, why: str, details: str) -> Part:
    return part(
        "needs_person",
        why=why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=details,
    )


def _seen_before(scene: Scene, units: Sequence[Unit]) -> tuple[str, ...]:
    """Hints for staff: where a unit of this request was handled before."""
    past = scene.found.past_units
    numbers = (place[0] for u in units for place in past.get(bare_key(u.serial or ""), ())[:2])
    return tuple(f"returned_before:{number}" for number in dict.fromkeys(numbers))


def _tell_already_open(draft: Draft, places: Sequence[tuple[str, int]]) -> Draft:
    """M05 for each ticket that has one of the units open already (X5, mail 12)."""
    for number in dict.fromkeys(place[0] for place in places):
        units = tuple(u for n, u in places if n == number)
        ticket = with_watcher(draft.scene, require_ticket(draft, number))
        draft = draft.note(ticket, "asked_again", units, draft.scene.intent.text[:500])
        if any(wish.name == "chaser" for wish in draft.scene.intent.wishes):
            draft = add_chaser(draft, number)
        ticket = draft.tickets[number]
        named = tuple(u for u in ticket.units if u.number in units)
        draft = draft.tell(to_writer(draft.scene, ticket, part("already_open", units=named)))
    return draft
