"""A ticket as people and programs see it from outside: a table, a page, JSON, rows of a sheet."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from mailbot.adapters.sheets_out import Cell
from mailbot.domain.states import public_status, unit_status
from mailbot.domain.ticket import Clock, Ticket
from mailbot.domain.unit import Unit
from mailbot.terminal import cut, shown

# Name, columns taken at 80; the last one has what is left.
_LIST = (("number", 14), ("status", 21), ("units", 5), ("owner", 11), ("due", 11), ("partner", 0))
_UNITS = (("unit", 4), ("serial", 20), ("status", 34), ("state", 0))


def as_json(ticket: Ticket) -> dict[str, object]:
    """The ticket for a program. Instants are ISO 8601 in UTC; `messages` are Message-IDs."""
    return {
        "number": ticket.number,
        "public_status": public_status(ticket),
        "owner": ticket.owner,
        "opened": _iso(ticket.opened),
        "subject": ticket.subject,
        "requester": ticket.requester.address.email,
        "partner": ticket.requester.partner_id,
        "deadlines": [_deadline(clock) for clock in ticket.clocks],
        "messages": messages(ticket),
        "units": [_unit(ticket, unit) for unit in ticket.units],
    }


def messages(ticket: Ticket) -> list[str]:
    """The Message-IDs of the ticket's mails and letters, in the order in which they came."""
    both = [(mail.at, 0, mail.message_id) for mail in ticket.mails]
    both += [(letter.at, letter.n, letter.message_id) for letter in ticket.letters]
    return list(dict.fromkeys(message_id for _, _, message_id in sorted(both)))


def _unit(ticket: Ticket, unit: Unit) -> dict[str, object]:
    concerned = [c for c in ticket.clocks if not c.units or unit.number in c.units]
    return {
        "number": unit.number,
        "serial": unit.serial,
        "product": unit.product,
        "state": unit.state.value,
        "public_status": unit_status(ticket, unit),
        "deadlines": [_deadline(clock) for clock in concerned],
    }


def _deadline(clock: Clock) -> dict[str, object]:
    return {
        "name": clock.name,
        "units": list(clock.units),
        "due": _iso(clock.due),
        "running": clock.running,
        "breached": clock.breached,
    }


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def list_lines(tickets: Iterable[Ticket], zone: tzinfo, width: int) -> Iterator[str]:
    """A header and a line for each ticket, no wider than `width`. Times are those of `zone`."""
    yield _line(_LIST, [name for name, _ in _LIST], width).upper()
    for ticket in tickets:
        due = next_deadline(ticket)
        cells = [
            ticket.number,
            public_status(ticket),
            str(len(ticket.units)),
            ticket.owner or "-",
            f"{due.astimezone(zone):%d/%m %H:%M}" if due else "-",
            ticket.requester.partner_name or ticket.requester.address.email,
        ]
        yield _line(_LIST, cells, width)


def next_deadline(ticket: Ticket) -> datetime | None:
    """The earliest deadline that still runs, or None."""
    return min((clock.due for clock in ticket.clocks if clock.running), default=None)


def page_lines(ticket: Ticket, zone: tzinfo, width: int) -> Iterator[str]:
    """All that a person asks of one ticket. Times are those of `zone`."""
    who = ticket.requester
    yield f"{ticket.number}  {public_status(ticket)}"
    facts = {
        "subject": ticket.subject,
        "from": f"{who.address} ({who.partner_name or 'no partner'})",
        "opened": _local(ticket.opened, zone),
        "owner": ticket.owner or "nobody yet",
        "their ref.": ticket.external_reference,
        "rule": ticket.rule,
    }
    yield from cut((f"{k:<11}{_one_line(v)}" for k, v in facts.items() if v), width)
    yield ""
    yield _line(_UNITS, [name for name, _ in _UNITS], width).upper()
    for unit in ticket.units:
        product = unit.product or unit.family
        what = f"{product}: {unit.fault}" if unit.fault else product
        status = unit_status(ticket, unit)
        cells = [str(unit.number), unit.serial or "?", status, unit.state.value]
        yield _line(_UNITS, cells, width)
        yield from cut([f"     {_one_line(what)}"], width) if what else ()
    running = [clock for clock in ticket.clocks if clock.running]
    yield from _section("DEADLINES", (_clock_line(clock, zone) for clock in running), width)
    history = (
        f"{_local(e.at, zone)}  {e.what:<12} {e.who}  {_one_line(e.note)}" for e in ticket.history
    )
    yield from _section("HISTORY", history, width)
    yield from _section("MESSAGES", messages(ticket), width)


def _clock_line(clock: Clock, zone: tzinfo) -> str:
    units = ",".join(map(str, clock.units)) or "all"
    late = "  LATE" if clock.breached else ""
    return f"{_local(clock.due, zone)}  {clock.name}  units {units}{late}"


def _section(title: str, lines: Iterable[str], width: int) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from cut((shown(line).rstrip() for line in found), width)


def _local(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _one_line(text: str) -> str:
    return " ".join(shown(text).split())


def _line(columns: tuple[tuple[str, int], ...], cells: list[str], width: int) -> str:
    parts, left = [], width
    for (_, room), cell in zip(columns, cells, strict=True):
        space = room or left
        [part] = cut([_one_line(cell)], space)
        parts.append(part.ljust(room))
        left -= room + 1
    return " ".join(parts).rstrip()


COLUMNS = [
    "number",
    "opened",
    "status",
    "owner",
    "partner_id",
    "partner",
    "requester",
    "subject",
    "reference",
    "unit",
    "serial",
    "product_code",
    "product",
    "family",
    "fault",
    "state",
    "unit_status",
    "warranty",
    "warranty_ends",
    "approved_on",
    "received_on",
    "shipped_on",
    "carrier",
    "tracking",
    "next_deadline",
]


def sheet_rows(tickets: Iterable[Ticket], zone: tzinfo) -> Iterator[list[Cell]]:
    """The header, then a row for each unit of each ticket. Days are those of `zone`."""
    yield list(COLUMNS)
    for ticket in tickets:
        who, due = ticket.requester, next_deadline(ticket)
        head: list[Cell] = [
            ticket.number,
            ticket.opened.astimezone(zone).date(),
            public_status(ticket),
            ticket.owner,
            who.partner_id,
            who.partner_name,
            who.address.email,
            ticket.subject,
            ticket.external_reference,
        ]
        for unit in ticket.units:
            last: list[Cell] = [due.astimezone(zone).date() if due else None]
            yield head + _unit_cells(ticket, unit) + last


def _unit_cells(ticket: Ticket, unit: Unit) -> list[Cell]:
    verdict, shipment = unit.verdict, unit.shipment
    return [
        unit.number,
        unit.serial or "",
        unit.product_code,
        unit.product,
        unit.family,
        unit.fault,
        unit.state.value,
        unit_status(ticket, unit),
        verdict.covered if verdict else "",
        verdict.ends if verdict else None,
        unit.approved_on,
        unit.received_on,
        shipment.on if shipment else None,
        shipment.carrier if shipment else "",
        shipment.tracking if shipment else "",
    ]
