"""A new ticket and its units, as they stand after the first mail (X1, X6, A2, A5)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mailbot.domain.asking import fields_missing
from mailbot.domain.channel import HOLD, Route
from mailbot.domain.intent import UnitClaim
from mailbot.domain.lifecycle import State, missing_fields, move, with_missing
from mailbot.domain.registry import Partner, SoldUnit, bare_key
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Requester, Ticket
from mailbot.domain.unit import Unit
from mailbot.domain.warranty import judge, judge_again


def open_ticket(scene: Scene, partner: Partner, routes: Sequence[Route]) -> Ticket:
    """The ticket of these units, each new or waiting for data; taken, where a rule's owner takes
    what is complete and known (A2)."""
    intent = scene.intent
    opened = min(scene.mail.received, scene.now)
    ticket = Ticket(
        number=scene.numbers.ticket,
        opened=opened,
        subject=scene.mail.subject[:300],
        requester=requester_of(scene, partner),
        units=(),
        technical_contact=intent.technical_contact or str(scene.writer),
        return_address=intent.return_address or partner.return_address,
        external_reference=intent.external_reference,
        queue=next((q for r in routes for q in r.action("queue")), ""),
        rule=next((r.match.label for r in routes if r.match), ""),
        flags=tuple(dict.fromkeys(tag for r in routes for tag in r.action("tag"))),
    )
    units = tuple(new_unit(scene, ticket, n, route) for n, route in enumerate(routes, 1))
    ticket = replace(ticket, units=units)
    if is_complete(ticket):
        ticket = replace(ticket, complete_since=opened)
    return _taken_by_rule(scene, ticket)


def requester_of(scene: Scene, partner: Partner) -> Requester:
    """The requester of record: the writer, for his firm."""
    return Requester(
        scene.writer, partner.id, partner.name, partner.role.value, scene.language(partner)
    )


def new_unit(scene: Scene, ticket: Ticket, number: int, route: Route) -> Unit:
    """One unit of the ticket, judged and asked about as far as the claim goes."""
    claim = route.claim
    unit = Unit(
        number=number,
        state=State.NEW,
        serial=claim.serial,
        as_written=claim.as_written[:200],
        product=_product(route),
        fault=claim.fault[:2000],
        fault_code=claim.fault_code,
        reason=scene.intent.reason,
        third_party=claim.third_party,
        suggestion=_suggestion(scene, claim),
    )
    if claim.sold is not None:
        unit = with_sold(scene, unit, claim.sold, mine=route.what != HOLD)
        unit = with_repairs(scene, unit)
    if route.what == HOLD:
        unit = replace(unit, flags=(*unit.flags, f"hold:{route.target}"))
    missing = (*fields_missing(unit, scene.site, given_fields(ticket)), *route.action("ask"))
    if "fault" in scene.intent.missing and len(scene.intent.units) == 1:
        missing = (*missing, "fault")  # words there are, but they say nothing: "it does not work"
    if route.what == HOLD or (unit.known and not unit.suggestion):
        missing = tuple(name for name in missing if name != "serial")
    return settle_missing(unit, tuple(dict.fromkeys(missing)))


def _product(route: Route) -> str:
    """The product in the writer's words; never the registry's name of goods of another (A27)."""
    claim = route.claim
    theirs = route.what == HOLD and claim.sold is not None
    named = {claim.sold.product_name, claim.sold.product_code} if theirs and claim.sold else set()
    return "" if claim.product in named else claim.product[:200]


def settle_missing(unit: Unit, missing: tuple[str, ...]) -> Unit:
    """The unit with these fields marked, and waiting for them if it was new (X6)."""
    unit = with_missing(unit, missing)
    return move(unit, "miss") if missing and unit.state is State.NEW else unit


def with_sold(scene: Scene, unit: Unit, sold: SoldUnit, *, mine: bool) -> Unit:
    """The unit with what the registry has. Of goods sold to another the ticket keeps who it was,
    for staff, and nothing that a letter would show (A27)."""
    unit = replace(unit, known=True, sold_to=sold.sold_to, family=sold.family)
    if not mine:
        return unit
    flags = ("hardware_replacement",) if sold.hardware_replacement else ()
    return replace(
        unit,
        serial=sold.serial,
        mac=sold.mac,
        product_code=sold.product_code,
        product=sold.product_name,
        third_party=unit.third_party or sold.family == "third_party",
        verdict=judge(sold, scene.today, scene.site.warranty),
        flags=tuple(dict.fromkeys((*unit.flags, *flags))),
    )


def with_repairs(scene: Scene, unit: Unit) -> Unit:
    """The unit with what its earlier paid repairs for this partner still cover (A13)."""
    if unit.verdict is None or scene.partner is None:
        return unit
    past = []
    for number, n in scene.found.past_units.get(bare_key(unit.serial or ""), ()):
        ticket = scene.found.tickets.get(number)
        before = ticket.unit(n) if ticket else None
        if ticket and before and ticket.requester.partner_id == scene.partner.id:
            past.append(before)
    terms = scene.site.warranty
    verdict = judge_again(unit.verdict, past, unit.fault_code, scene.today, terms)
    return replace(unit, verdict=verdict)


def given_fields(ticket: Ticket) -> Mapping[str, str]:
    """The fields of the ticket itself that a request may need (A5)."""
    return {
        "technical_contact": ticket.technical_contact,
        "return_address": ticket.return_address,
        "purchase_proof": str(ticket.pending.get("purchase_proof", "")),
    }


def is_complete(ticket: Ticket) -> bool:
    """True if no open unit of the ticket lacks anything."""
    return not any(
        missing_fields(unit) or unit.state is State.WAITING_INFO for unit in ticket.units
    )


def _suggestion(scene: Scene, claim: UnitClaim) -> str | None:
    """A near serial, only if it was sold to the asker (decisions 2); or the one to be confirmed."""
    partner = scene.partner
    if claim.suggested is not None and partner and claim.suggested.sold_to == partner.id:
        return claim.suggested.serial
    return claim.serial if claim.confirm else None


def _taken_by_rule(scene: Scene, ticket: Ticket) -> Ticket:
    taker = scene.site.staff_by_id(scene.site.terms.in_charge_auto)
    ready = all(u.known and u.state is State.NEW and not u.flags for u in ticket.units)
    if taker is None or not ready:
        return ticket
    units = tuple(move(u, "take") for u in ticket.units)
    return replace(ticket, units=units, owner=taker.id, taken=scene.now)
