"""What one ticket contributes to the manager's figures (delight.md 3.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from mailbot.domain.lifecycle import IN_REPAIR
from mailbot.domain.periods import Period
from mailbot.domain.registry import bare_key
from mailbot.domain.site import Site
from mailbot.domain.states import State
from mailbot.domain.ticket import Clock, Ticket
from mailbot.domain.unit import Unit

_ARRIVAL = timedelta(days=30)  # failed so soon after the warranty's start: dead on arrival


@dataclass(frozen=True, slots=True)
class Span:
    """What is measured: the period, the year up to its end, and the desk's own calendar."""

    site: Site
    period: Period
    year: Period

    def day(self, at: datetime) -> date:
        """The desk's local date of an instant."""
        return self.site.calendar.local_day(at)


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation: a hit or a miss, a quantity, and what it is broken down by."""

    hit: bool = True
    value: Decimal = Decimal(0)
    labels: tuple[str, ...] = ()


def taken_in_charge(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Taken within the deadline that its clock had (R32); not yet taken and in time: not seen."""
    if not span.period.holds(span.day(ticket.opened)):
        return
    clock = _first(ticket, "TM1")
    if ticket.taken is not None:
        # Without a clock it was taken as it came in (A2).
        yield Seen(clock is None or ticket.taken <= clock.due)
    elif clock is not None and clock.breached:
        yield Seen(False)


def first_touched(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Hours from the arrival to the first thing a person of staff did."""
    if not span.period.holds(span.day(ticket.opened)):
        return
    touched = (e.at for e in ticket.history if span.site.staff_by_id(e.who) is not None)
    first = next(touched, None)
    if first is not None:
        yield Seen(value=_hours(first - ticket.opened))


def validated(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Decided within the deadline that its clock had (R34)."""
    for clock in ticket.clocks:
        ended = clock.name == "TM2" and clock.stopped_by == "done" and clock.stopped
        if ended and span.period.holds(span.day(ended)) and any(map(_is_decided, ticket.units)):
            yield Seen(ended <= clock.due)


def complete_at_first(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Complete at first mail: the validation began before anything had to be asked."""
    if span.period.holds(span.day(ticket.opened)) and ticket.clocks:
        asked = _first(ticket, "TM3")
        decidable = _first(ticket, "TM2")
        at_once = decidable is not None and (asked is None or decidable.started < asked.started)
        yield Seen(at_once)


def on_bench(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Working days from the arrival of a unit to its shipment, by outcome."""
    for unit in ticket.units:
        if unit.shipment and unit.received_on and span.period.holds(unit.shipment.on):
            days = span.site.calendar.working_days(unit.received_on, unit.shipment.on)
            outcome = f"{unit.test.coverage}/{unit.test.result}" if unit.test else ""
            yield Seen(value=Decimal(days), labels=(outcome,))


def with_partner(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Calendar days from the request to the shipment of a unit."""
    for unit in ticket.units:
        if unit.shipment and span.period.holds(unit.shipment.on):
            days = (unit.shipment.on - span.day(ticket.opened)).days
            yield Seen(value=Decimal(max(0, days)))


def tested(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Units tested; a hit has no fault."""
    for unit in ticket.units:
        if unit.test and span.period.holds(span.day(unit.test.at)):
            labels = (unit.family, unit.fault_code, ticket.requester.partner_name)
            yield Seen(unit.test.result == "no-fault", labels=labels)


def dead_on_arrival(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Confirmed failures of units whose warranty had begun lately."""
    for unit in ticket.units:
        starts = unit.verdict.starts if unit.verdict else None
        if _is_confirmed(unit, span) and starts is not None:
            age = span.day(ticket.opened) - starts
            if age <= _ARRIVAL:
                yield Seen(labels=(unit.product or unit.family,))


def failed_in_warranty(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Confirmed failures of units in warranty, by product."""
    for unit in ticket.units:
        if _is_confirmed(unit, span) and unit.verdict and unit.verdict.covered == "in":
            yield Seen(labels=(unit.product or unit.family,))


def quoted(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Quotes sent, with their amounts; a hit was accepted."""
    latest = {q.number: q for q in ticket.quotes}
    for number, quote in latest.items():
        if span.period.holds(span.day(quote.at)):
            accepted = any(u.acceptance and u.acceptance.quote == number for u in ticket.units)
            yield Seen(accepted, quote.amount)


def answered(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Days from a quote to its acceptance."""
    sent = {(q.number, q.revision): q.at for q in ticket.quotes}
    accepted = {u.acceptance for u in ticket.units if u.acceptance}
    for acceptance in accepted:
        at = sent.get((acceptance.quote, acceptance.revision))
        if at is not None and span.period.holds(span.day(acceptance.at)):
            yield Seen(value=_days(acceptance.at - at))


_ENDS: Mapping[str, str] = {
    State.CLOSED_RETURNED: "collected",
    State.CLOSED_DISPOSED: "disposed",
    "extension": "extended",
} | dict.fromkeys((*IN_REPAIR, State.CLOSED_SUCCESS), "accepted")

# What stopped a hold that goes on under another deadline, or stands still.
_GOES_ON = frozenset({"revision", "bounce", "sent late"})


def held(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """How the holds that ended in the period ended: by what stopped them, else where units are."""
    for clock in ticket.clocks:
        if (
            clock.name != "TM6"
            or not clock.stopped
            or not span.period.holds(span.day(clock.stopped))
        ):
            continue
        for number in clock.units:
            unit = ticket.unit(number)
            state = str(unit.state) if unit else ""
            end = _ENDS.get(clock.stopped_by) or _ENDS.get(state, "open")
            if clock.stopped_by not in _GOES_ON:
                yield Seen(labels=(end,))


def deflected(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Requests; a hit was solved without a return."""
    if span.period.holds(span.day(ticket.opened)):
        yield Seen(any(unit.closed_reason == "solved" for unit in ticket.units))


def received(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Units received; a hit came in a parcel that was not marked (R45)."""
    for unit in ticket.units:
        if span.period.holds(unit.received_on):
            yield Seen(unit.marked is False)


def shipped_and_opened(ticket: Ticket, span: Span) -> Iterator[Seen]:
    """Shipments (hits) and openings (misses) of serials, as day numbers, to be paired."""
    opened = span.day(ticket.opened)
    for unit in ticket.units:
        key = bare_key(unit.replacement_serial or unit.serial or "")
        if unit.shipment and key and span.year.holds(unit.shipment.on):
            yield Seen(True, Decimal(unit.shipment.on.toordinal()), (key,))
        if unit.serial:
            yield Seen(False, Decimal(opened.toordinal()), (bare_key(unit.serial),))


def nothing(ticket: Ticket, span: Span) -> Iterator[Seen]:  # noqa: ARG001 - the shape of a row
    """What is counted in mails, not in tickets."""
    return iter(())


def _is_decided(unit: Unit) -> bool:
    return bool(unit.approved_by or unit.refusal)


def _is_confirmed(unit: Unit, span: Span) -> bool:
    """The lab found a fault, and not one of misuse, in the year."""
    test = unit.test
    return (
        test is not None
        and test.result != "no-fault"
        and test.coverage != "misuse"
        and span.year.holds(span.day(test.at))
    )


def _first(ticket: Ticket, name: str) -> Clock | None:
    return next((clock for clock in ticket.clocks if clock.name == name), None)


def _days(span: timedelta) -> Decimal:
    return Decimal(int(span.total_seconds())) / 86_400


def _hours(span: timedelta) -> Decimal:
    return Decimal(int(span.total_seconds())) / 3_600
