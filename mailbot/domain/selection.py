"""Which units a command means: those named, or all for which it is legal (I7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailbot.domain.lifecycle import is_legal, possible_events, public_label
from mailbot.domain.registry import bare_key
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.errors import Refused

_TAIL = 4  # characters of a serial's end that may stand for it, if only one unit ends so


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units a command acts on."""

    units: tuple[Unit, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(unit.number for unit in self.units)


def choose(
    ticket: Ticket,
    names: Sequence[int | str],
    *events: str,
    suits: Callable[[Unit], bool] | None = None,
) -> Chosen:
    """The units named, or all for which one of the events is legal (and that suit, if asked).

    Errors: Refused `unknown_unit` for a name that is none of the ticket's; `illegal_move` (state,
    possible) where a named unit, or every unit, is in a state that knows none of the events.
    """
    if names:
        units = tuple(dict.fromkeys(find_unit(ticket, name) for name in names))
        for unit in units:
            if not any(is_legal(unit, event) for event in events):
                raise not_possible(unit, events[0])
        return Chosen(units)
    legal = [u for u in ticket.units if any(is_legal(u, event) for event in events)]
    if suits is not None and any(suits(u) for u in legal):
        legal = [u for u in legal if suits(u)]
    if not legal:
        raise not_possible(ticket.units[0], events[0]) if ticket.units else Refused("no_units")
    return Chosen(tuple(legal))


def not_possible(unit: Unit, event: str) -> Refused:
    """The refusal that names the unit's present state and what is possible from it."""
    return Refused(
        "illegal_move",
        unit=unit.number,
        serial=unit.serial or unit.as_written,
        event=event,
        state=unit.state.value,
        status=public_label(unit.state),
        possible=possible_events(unit),
    )


def find_unit(ticket: Ticket, name: int | str) -> Unit:
    """The unit of this number, serial, label code (`RMA-2026-00042/1`) or unmistakable end of a
    serial. Errors: Refused `unknown_unit` (unit, numbers, serials)."""
    unit = match_unit(ticket, name)
    if unit is None:
        raise Refused(
            "unknown_unit",
            unit=str(name)[:60],
            numbers=tuple(u.number for u in ticket.units),
            serials=tuple(u.serial or u.as_written for u in ticket.units),
        )
    return unit


def match_unit(ticket: Ticket, name: int | str) -> Unit | None:
    """As `find_unit`, but None where no unit has that name."""
    text = str(name).strip()
    label, _, number = text.rpartition("/")
    if bare_key(label) == bare_key(ticket.number) and number.isdecimal() and len(number) < 6:
        return ticket.unit(int(number))
    if isinstance(name, int) or (text.isdecimal() and len(text) <= 3):
        return ticket.unit(int(text))
    key = bare_key(text)
    keys = {u.number: _keys(u) for u in ticket.units}
    exact = [u for u in ticket.units if key and key in keys[u.number]]
    if len(exact) == 1:
        return exact[0]
    tail = [
        u
        for u in ticket.units
        if len(key) >= _TAIL and any(k.endswith(key) for k in keys[u.number])
    ]
    return tail[0] if len(tail) == 1 else None


def _keys(unit: Unit) -> frozenset[str]:
    """What the unit can be called: its serial, MAC, the serial that came instead, as written."""
    names = (unit.serial, unit.mac, unit.arrived_serial, unit.as_written, unit.replacement_serial)
    return frozenset(bare_key(name) for name in names if name and bare_key(name))
