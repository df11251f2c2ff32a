"""Commands of the warehouse: what came in, what was turned away, what went out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mailbot.domain.acting import announce, move_units, names, require_ticket
from mailbot.domain.decision import Document, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_partner, to_requester, to_staff
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import AWAITED, REFUSED, UNDECIDED, State, is_legal
from mailbot.domain.registry import bare_key
from mailbot.domain.scanning import codes_in_attachments, is_label_of, ticket_of_code
from mailbot.domain.selection import choose, match_unit, not_possible
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Shipment, Unit
from mailbot.domain.writing import day_of, names_of, text_of
from mailbot.errors import Refused

_UNAUTHORISED = (*UNDECIDED, *REFUSED, State.CLOSED_CANCELLED)  # not validated (R43)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What of a scanned list belongs to a ticket: units that are awaited, units whose return nobody
    authorised, and serials that are none of them; what the parcel and its paper bore."""

    units: tuple[Unit, ...]
    foreign: tuple[str, ...] = ()
    early: tuple[Unit, ...] = ()
    # A parcel without the mark is turned away with REFUSE-PARCEL: what is let in was marked (R45)
    # unless it is said that it was not.
    marked: bool = True
    on_ddt: bool | None = None  # R46


def received(draft: Draft, order: Order, number: str) -> Draft:
    """The units of the list checked in; without a list, all that are awaited (X21, X24).

    A list without a ticket, or with codes of several, goes to the tickets that the codes name. A
    serial that nobody awaits stands for a unit of the ticket that did not come (M17); with no
    ticket at all it is an arrival that nobody authorised, told to staff (X23, R43).
    """
    codes = names_of(order.args, "units") or names_of(order.args, "codes")
    codes = codes or codes_in_attachments(draft.scene.mail)
    if not codes:
        ticket = require_ticket(draft, number)
        chosen = choose(ticket, (), "receive")
        arrived = _checked(Arrived(chosen.units), order)
        return _check_in(draft, ticket, arrived, _day(draft, order))
    for ticket_number, own in _by_ticket(draft, codes, number).items():
        if not ticket_number:
            draft = _unknown_arrival(draft, own, number)
            continue
        ticket = require_ticket(draft, ticket_number)
        arrived = _checked(_arrived(ticket, own), order)
        draft = _check_in(draft, ticket, arrived, _day(draft, order))
    return draft


def _checked(arrived: Arrived, order: Order) -> Arrived:
    """With what the warehouse says of the mark and of the transport document (R45, R46)."""
    paper = text_of(order.args, "ddt")
    return replace(
        arrived,
        marked=text_of(order.args, "marked") != "no",
        on_ddt=(paper == "yes") if paper else None,
    )


def _by_ticket(
    draft: Draft, codes: Sequence[int | str], number: str
) -> dict[str, tuple[int | str, ...]]:
    """The codes by the ticket they belong to; an unknown one to the mail's own, or to none."""
    parted: dict[str, tuple[int | str, ...]] = {}
    own = draft.ticket(number) if number else None
    for code in codes:
        if own is not None and (match_unit(own, code) or is_label_of(own, code)):
            place = number
        else:
            place = ticket_of_code(draft, code) or number
        parted[place] = (*parted.get(place, ()), code)
    return parted


def _arrived(ticket: Ticket, codes: Sequence[int | str]) -> Arrived:
    """Errors: Refused `unknown_unit` for a number, `illegal_move` for a unit that came before."""
    units: dict[int, Unit] = {}
    early: dict[int, Unit] = {}
    foreign: list[str] = []
    for code in codes:
        unit = match_unit(ticket, code)
        if unit is not None:
            if unit.state in _UNAUTHORISED:
                early[unit.number] = unit
            elif is_legal(unit, "receive"):
                units[unit.number] = unit
            else:
                raise not_possible(unit, "receive")
        elif is_label_of(ticket, code):
            continue
        elif isinstance(code, int) or len(bare_key(code)) < 4:
            raise Refused("unknown_unit", unit=str(code), numbers=_numbers(ticket), serials=())
        else:
            foreign.append(str(code).upper()[:60])
    if not (units or early or foreign):  # the parcel's label alone: all that is awaited is in it
        units = {u.number: u for u in choose(ticket, (), "receive").units}
    return Arrived(tuple(units.values()), tuple(dict.fromkeys(foreign)), tuple(early.values()))


def _check_in(draft: Draft, ticket: Ticket, arrived: Arrived, day: date) -> Draft:
    scene, number = draft.scene, ticket.number
    marked, on_ddt = arrived.marked, arrived.on_ddt
    units: tuple[Unit, ...] = ()
    if arrived.units:
        draft, units = move_units(
            draft,
            ticket,
            arrived.units,
            "receive",
            change=lambda u: replace(u, received_on=day, marked=marked, on_ddt=on_ddt),
        )
    for serial in arrived.foreign:
        draft = _check_in_other(draft, number, serial, day)
    if arrived.early:
        draft = _unauthorised(draft, number, arrived.early)
    ticket = draft.tickets[number]
    awaited = tuple(u for u in ticket.units if u.state in AWAITED)
    if units:
        told = part("goods_received", units=units, still_awaited=awaited)
        draft = draft.tell(to_requester(scene, ticket, told))
        draft = announce(draft, "lab", number, "received", names(units))
    return draft


def _unauthorised(draft: Draft, number: str, units: Sequence[Unit]) -> Draft:
    """Goods that nobody authorised to come: told to the partner and to the owner (R43, X23)."""
    scene, ticket = draft.scene, require_ticket(draft, number)
    numbers = tuple(u.number for u in units)
    draft = draft.note(ticket, "unauthorised_arrival", numbers)
    codes = tuple(u.serial or u.as_written for u in units)
    ticket = draft.tickets[number]
    told = part("unauthorised_arrival", codes=codes, text="")
    draft = draft.tell(to_requester(scene, ticket, told))
    needed = part(
        "needs_person",
        why="unauthorised_arrival",
        text="",
        who=scene.who,
        details=names(units),
    )
    return draft.tell(to_owner(scene.site, ticket, needed))


def _check_in_other(draft: Draft, number: str, serial: str, day: date) -> Draft:
    """The box held another unit than announced: received, flagged, and a person looks (X24)."""
    scene, ticket = draft.scene, require_ticket(draft, number)
    unit = _which_awaited(draft, ticket, serial)

    def other(u: Unit) -> Unit:
        flags = tuple(dict.fromkeys((*u.flags, "mismatch")))
        return replace(u, arrived_serial=serial, received_on=day, marked=True, flags=flags)

    draft, moved = move_units(draft, ticket, (unit,), "receive_other", change=other, text=serial)
    told = part("serial_mismatch", unit=moved[0], arrived=serial)
    draft = draft.tell(to_requester(scene, draft.tickets[number], told))
    needed = part("needs_person", why="mismatch", text=serial, who=scene.who, details=names(moved))
    return draft.tell(to_owner(scene.site, draft.tickets[number], needed))


def _which_awaited(draft: Draft, ticket: Ticket, serial: str) -> Unit:
    """The awaited unit that this one came instead of: the only one, or the only one of its kind.

    Errors: Refused `which_unit` (serial, units) where several could be meant.
    """
    awaited = [u for u in ticket.units if is_legal(u, "receive_other")]
    if not awaited:
        raise not_possible(ticket.units[0], "receive")
    sold = draft.scene.found.sold.get(bare_key(serial))
    alike = [u for u in awaited if sold is not None and u.product_code == sold.product_code]
    for candidates in (awaited, alike):
        if len(candidates) == 1:
            return candidates[0]
    raise Refused("which_unit", serial=serial, units=tuple(u.number for u in awaited))


def _unknown_arrival(draft: Draft, codes: Sequence[int | str], number: str) -> Draft:
    """Nobody awaits these and the mail names no ticket: an incident for support, and a word to
    who bought the unit from us directly: it was his to announce (X23, M16)."""
    scene = draft.scene
    text = ", ".join(str(code)[:60] for code in codes)
    owners: dict[str, list[str]] = {}
    for code in codes:
        sold = scene.found.sold.get(bare_key(str(code)))
        if sold is not None and sold.channel == "direct":
            owners.setdefault(sold.sold_to, []).append(sold.serial)
    for owner, serials in owners.items():
        partner = scene.found.owners.get(owner)
        if partner is not None and partner.contact:
            told = part("unauthorised_arrival", codes=tuple(serials), text="")
            draft = draft.tell(to_partner(scene, partner, told))
    return draft.tell(_incident(draft, "unauthorised_arrival", text, number))


def _incident(draft: Draft, why: str, text: str, details: str) -> Notification:
    needed = part("needs_person", why=why, text=text, who=draft.scene.who, details=details)
    return to_staff(draft.scene.site, "support", needed)


def _day(draft: Draft, order: Order) -> date:
    """The day named, or today. Errors: Refused `date_in_future`."""
    today = draft.scene.today
    day = day_of(order.args, "date") or today
    if day > today + timedelta(days=1):
        raise Refused("date_in_future", date=day, today=today)
    return day


def _numbers(ticket: Ticket) -> tuple[int, ...]:
    return tuple(u.number for u in ticket.units)


def refuse_parcel(draft: Draft, order: Order, number: str) -> Draft:
    """A parcel that did not come in; the units stay as they are (X22, R16, R45). Of one without a
    ticket nobody knows whose it was: support hears of it."""
    why = text_of(order.args, "why") or text_of(order.args, "kind")
    text = text_of(order.args, "text")[:2000]
    if why not in ("freight-collect", "unmarked", "damaged"):
        raise Refused("parcel_reason", why=why[:40])
    if not number:
        return draft.tell(_incident(draft, "parcel_refused", text, why))
    ticket = require_ticket(draft, number)
    units = tuple(u for u in ticket.units if u.state in AWAITED) or ticket.units
    draft, _ = move_units(draft, ticket, units, "refuse_parcel", text=f"{why}: {text}")
    told = part("parcel_refused", why=why, text=text)
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told))


def ship(draft: Draft, order: Order, number: str) -> Draft:
    """The units on their way back: closed with success (X45, R57, R58). One that is only validated
    leaves ahead under the Hardware Replacement service, or not at all (X47, R27, R29)."""
    ticket = require_ticket(draft, number)
    named = names_of(order.args, "units")
    chosen = choose(ticket, named, "ship", suits=lambda u: u.state not in AWAITED)
    day = _day(draft, order)
    carrier, tracking = text_of(order.args, "carrier"), text_of(order.args, "tracking")
    shipment = Shipment(carrier, tracking, day, text_of(order.args, "ddt")[:40])

    text = f"{shipment.carrier} {shipment.tracking} {day.isoformat()}"
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        "ship",
        change=lambda u: replace(u, shipment=shipment),
        text=text,
    )
    ticket = draft.tickets[number]
    closed = tuple(u for u in units if u.state is State.CLOSED_SUCCESS)
    if closed:
        report = Document("service_report", {"units": closed})
        told = part("shipped", units=closed)
        draft = draft.tell(to_requester(draft.scene, ticket, told, documents=(report,)))
    ahead = tuple(replace(u, shipped_ahead=True) for u in units if u not in closed)
    return _ship_ahead(draft, number, ahead) if ahead else draft


def _ship_ahead(draft: Draft, number: str, units: tuple[Unit, ...]) -> Draft:
    """The replacement left first; the faulty unit is due within days (TM8)."""
    ticket = require_ticket(draft, number)
    for unit in units:
        ticket = ticket.with_unit(unit)
    targets = draft.scene.site.targets
    return_by = draft.scene.today + timedelta(days=targets.replacement_return_days)
    told = part("hardware_replacement", units=units, return_by=return_by)
    return draft.keep(ticket).tell(to_requester(draft.scene, ticket, told))


def collected(draft: Draft, order: Order, number: str) -> Draft:
    """Taken back unrepaired, at the partner's expense (X40, R54)."""
    ticket = require_ticket(draft, number)
    chosen = choose(ticket, names_of(order.args, "units"), "collect")
    day = _day(draft, order)
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        "collect",
        change=lambda u: replace(u, closed_reason="collected"),
        text=day.isoformat(),
    )
    told = part("returned_unrepaired", units=units, on=day)
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told))
