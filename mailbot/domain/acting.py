"""What the effects of commands have in common: moving units, writing it down, telling people."""

from collections.abc import Callable, Sequence
from datetime import date

from mailbot.domain.deadlines import CLOCKS
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_staff
from mailbot.domain.lifecycle import move, public_status
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.errors import Refused


def require_ticket(draft: Draft, number: str) -> Ticket:
    """The ticket as it has become. Errors: Refused `which_ticket` where the mail names none."""
    ticket = draft.ticket(number) if number else None
    if ticket is None:
        raise Refused("which_ticket", reference=number)
    return ticket


def move_units(
    draft: Draft,
    ticket: Ticket,
    units: Sequence[Unit],
    event: str | Callable[[Unit], str],
    *,
    change: Callable[[Unit], Unit] = lambda unit: unit,
    text: str = "",
) -> tuple[Draft, tuple[Unit, ...]]:
    """The draft with these units changed and moved, one line of history for each event, and the
    units as they are now. Errors: Refused by the lifecycle; the draft given is unchanged."""
    before = public_status(ticket)
    events: dict[str, list[int]] = {}
    moved = []
    for unit in units:
        changed = change(unit)
        name = event if isinstance(event, str) else event(changed)
        after = move(changed, name)
        moved.append(after)
        ticket = ticket.with_unit(after)
        events.setdefault(name, []).append(unit.number)
    draft = draft.keep(ticket)
    for name, numbers in events.items():
        ticket = draft.tickets[ticket.number]
        draft = draft.note(ticket, name, tuple(numbers), text, before, public_status(ticket))
    return draft, tuple(moved)


def announce(draft: Draft, role: str, number: str, what: str, text: str) -> Draft:
    """The draft with a line to a role of the desk (decisions 11)."""
    scene, ticket = draft.scene, draft.ticket(number)
    return draft.tell(
        to_staff(scene.site, role, part("announcement", what=what, text=text), ticket=ticket)
    )


def last_day_of(draft: Draft, clock: str) -> date:
    """The last day in time of a clock that starts now: what the letter that starts it prints."""
    scene = draft.scene
    due = CLOCKS[clock].plan(scene.now, scene.site, {}).due
    return scene.site.calendar.local_day(due)


def names(units: Sequence[Unit]) -> str:
    """The units in one line, for a colleague: `1 VSP12 VSP1225470427Q, 2 ...`."""
    return ", ".join(
        " ".join(word for word in (str(u.number), u.product, u.serial or u.as_written) if word)
        for u in units
    )
