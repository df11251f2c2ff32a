"""One serial is in at most one open unit (I6)."""

from mailbot.domain.draft import Draft
from mailbot.domain.lifecycle import is_closed
from mailbot.domain.registry import bare_key
from mailbot.errors import Refused


def find_other_use(draft: Draft, number: str, unit: int, serial: str) -> tuple[str, int] | None:
    """The ticket and number of another open unit that has this serial, or None."""
    key = bare_key(serial)
    place = draft.scene.found.open_units.get(key) if key else None
    if place is not None and place != (number, unit):
        return place
    # Two units of this very ticket: what was found for the mail does not know its changes.
    ticket = draft.ticket(number)
    for other in ticket.units if ticket and key else ():
        same = other.number != unit and bare_key(other.serial or "") == key
        if same and not is_closed(other.state):
            return (number, other.number)
    return None


def check_serial_is_free(draft: Draft, number: str, unit: int, serial: str) -> None:
    """Errors: Refused `serial_open` (ticket, unit) where another open unit has it."""
    place = find_other_use(draft, number, unit, serial)
    if place is not None:
        raise Refused("serial_open", serial=serial, ticket=place[0], unit=place[1])
