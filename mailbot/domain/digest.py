"""What stands in the digests: the worklist of staff, the week of a partner (decisions 12).

A line is one thing that waits: the units of a ticket that are at the same step. Its number is kept
with the digest, so that `2 APPROVE` or `1 accetto` in an answer means that ticket.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailbot.domain.clocks import running_clock
from mailbot.domain.deadlines import UNCLAIMED
from mailbot.domain.lifecycle import State, is_closed
from mailbot.domain.outlook import MISSING, Outlook, next_step
from mailbot.domain.periods import Period
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

_S = State
_KEY = 16  # characters of a digest that name a mail in quarantine, as its own letter prints them
_SHOWN_SERIALS = 5  # of one line; the ticket's own letters have them all


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits. `n` 0 has no number; `what` is a State's value or `missing_data`.

    `text` is data: unit numbers, product, serials. `by` is a local day, or an instant (UTC).
    """

    n: int
    ticket: str
    who: str
    text: str
    what: str
    by: date | datetime | None = None
    breached: bool = False
    possible: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    owner: str = ""  # who has the ticket in charge


@dataclass(frozen=True, slots=True)
class Section:
    """The lines that wait for one sort of people. `more` lines were left out (the bound)."""

    key: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class HeldMail:
    """A mail in quarantine, as staff are told of it."""

    digest: str
    sender: str
    subject: str
    reason: str


# The order of the sections of the worklist: what burns, then by who acts, then what only waits.
STAFF_SECTIONS = (
    "breached", "failed", "due_today", "holds_ending", "waiting_support", "waiting_lab",
    "waiting_warehouse", "waiting_sales", "waiting_manager", "waiting_partner", "quarantine",
)  # fmt: skip
PARTNER_SECTIONS = ("waiting_for_you", "we_work_on", "closed")

# What a member of staff may answer to a line, by the state of its units.
COMMANDS: Mapping[State, tuple[str, ...]] = {
    _S.NEW: ("TAKE", "ASK", "CANCEL"),
    _S.WAITING_INFO: ("TAKE", "ASK", "CANCEL"),
    _S.IN_CHARGE: ("APPROVE", "REJECT", "ASK"),
    _S.VALIDATED_IW: ("RECEIVED", "CANCEL"),
    _S.VALIDATED_OOW: ("RECEIVED", "CANCEL"),
    _S.INBOUND: ("RECEIVED", "CANCEL"),
    _S.RECEIVED: ("TESTED",),
    _S.TESTING: ("TESTED",),
    _S.IN_PROCESS_COVERED: ("REPAIR START", "REPLACE", "SHIP", "PROMISE"),
    _S.TESTED_CHARGEABLE: ("QUOTE",),
    _S.QUOTED: ("QUOTE", "HOLD"),
    _S.ACCEPTED: ("REPAIR START", "REPLACE", "SHIP", "PROMISE"),
    _S.REPAIRING: ("REPAIR DONE", "SHIP", "PROMISE"),
    _S.HELD: ("COLLECTED", "HOLD", "QUOTE"),
    _S.DISPOSAL_DUE: ("DISPOSE", "HOLD", "COLLECTED"),
    _S.READY: ("SHIP", "PROMISE"),
}

# What a partner may answer, as keys of the words that his language has for them.
ANSWERS: Mapping[State, tuple[str, ...]] = {
    _S.NEW: ("cancel",),
    _S.WAITING_INFO: ("answer", "cancel"),
    _S.IN_CHARGE: ("cancel",),
    _S.VALIDATED_IW: ("cancel",),
    _S.VALIDATED_OOW: ("cancel",),
    _S.INBOUND: ("cancel",),
    _S.QUOTED: ("accept", "decline", "extend"),
    _S.HELD: ("collect", "dispose", "extend"),
    _S.DISPOSAL_DUE: ("collect", "extend"),
}

_HEARD = {_S.WAITING_INFO: "TM3", _S.QUOTED: "TM6", _S.HELD: "TM6"} | dict.fromkeys(
    (_S.VALIDATED_IW, _S.VALIDATED_OOW), "TM4"
)


def worklist(
    tickets: Iterable[Ticket], held: Sequence[HeldMail], site: Site, now: datetime
) -> tuple[Section, ...]:
    """What waits for whom, what breaches when, holds that end, mails in quarantine.

    Sections in the order of STAFF_SECTIONS, the empty ones left out; in each the nearest deadline
    first; numbered through; no more lines than `site.digests.lines`.
    """
    view = _View(site, now)
    found: dict[str, list[Line]] = {key: [] for key in STAFF_SECTIONS}
    for ticket in tickets:
        for units, public in _steps(ticket, site):
            step = _for_staff(ticket, units[0], public)
            late = step.who != "you" and _is_late(step, view)
            key = "breached" if late else _staff_section(ticket, units[0], step, view)
            line = _line(ticket, units, step, ticket.requester.partner_name, late)
            possible = COMMANDS.get(units[0].state, ())
            owner = site.staff_by_id(ticket.owner) if ticket.owner else None
            name = owner.name if owner else ticket.owner
            found[key].append(replace(line, possible=possible, owner=name))
    found["quarantine"] = [_held_line(mail) for mail in held]
    return _numbered(found, site)


def _held_line(mail: HeldMail) -> Line:
    """A mail in quarantine: no ticket and no number, so its commands name it by its key."""
    key = mail.digest[:_KEY]
    possible = tuple(f"{word} {key}" for word in ("RELEASE", "DROP", "BAN"))
    text = f"{mail.subject} ({mail.reason})"
    return Line(0, "", mail.sender, text, "quarantine", possible=possible)


def partner_week(
    tickets: Iterable[Ticket], period: Period, site: Site, now: datetime
) -> tuple[Section, ...]:
    """What waits for the partner, what the desk works on, what was closed lately."""
    view = _View(site, now)
    found: dict[str, list[Line]] = {key: [] for key in PARTNER_SECTIONS}
    for ticket in tickets:
        if all(is_closed(unit.state) for unit in ticket.units):
            if closed_lately(ticket, period, site):
                found["closed"] += [_line(ticket, us, s) for us, s in _groups(ticket, site)]
            continue
        for units, step in _steps(ticket, site):
            key = "waiting_for_you" if step.who == "you" else "we_work_on"
            first = ("answer",) if step.step == MISSING else ()
            possible = dict.fromkeys((*first, *ANSWERS.get(units[0].state, ())))
            line = replace(_line(ticket, units, step), possible=tuple(possible))
            if step.who != "you" and _is_late(step, view):
                # What the desk owes and is late with is staff's to see; a past day helps nobody.
                line = replace(line, by=None)
            found[key].append(line)
    return _numbered(found, site)


def closed_lately(ticket: Ticket, period: Period, site: Site) -> bool:
    """True if the last thing that happened to it was in the period or after it."""
    last = ticket.history[-1].at if ticket.history else ticket.opened
    return site.calendar.local_day(last) >= period.first


def line_numbers(sections: Iterable[Section]) -> dict[str, str]:
    """The ticket behind each numbered line."""
    return {str(line.n): line.ticket for s in sections for line in s.lines if line.n}


Group = tuple[tuple[Unit, ...], Outlook]


def _steps(ticket: Ticket, site: Site) -> list[Group]:
    """The open units that are at the same step, together."""
    return [g for g in _groups(ticket, site) if not is_closed(g[0][0].state)]


def _groups(ticket: Ticket, site: Site) -> list[Group]:
    groups: dict[tuple[State, Outlook], list[Unit]] = {}
    for unit in ticket.units:
        groups.setdefault((unit.state, next_step(ticket, unit, site)), []).append(unit)
    return [(tuple(units), step) for (_, step), units in groups.items()]


def _line(
    ticket: Ticket, units: Sequence[Unit], step: Outlook, who: str = "", late: bool = False
) -> Line:
    numbers = tuple(unit.number for unit in units)
    return Line(0, ticket.number, who, _text(units), step.step, step.by, late, units=numbers)


def _text(units: Sequence[Unit]) -> str:
    """Numbers, products and serials of the units, as far as they are known."""
    numbers = ", ".join(str(unit.number) for unit in units)
    products = ", ".join(dict.fromkeys(u.product or u.product_code or u.family for u in units))
    serials = [u.serial or u.as_written for u in units if u.serial or u.as_written]
    shown = ", ".join(serials[:_SHOWN_SERIALS])
    if len(serials) > _SHOWN_SERIALS:
        shown += f" (+{len(serials) - _SHOWN_SERIALS})"
    return " - ".join(part for part in (numbers, products, shown) if part)


@dataclass(frozen=True, slots=True)
class _View:
    """The hour at which a worklist is drawn up."""

    site: Site
    now: datetime

    def days_to(self, by: date | datetime) -> int:
        """Days from today to that day; negative once it is past."""
        calendar = self.site.calendar
        day = calendar.local_day(by) if isinstance(by, datetime) else by
        return (day - calendar.local_day(self.now)).days


def _for_staff(ticket: Ticket, unit: Unit, step: Outlook) -> Outlook:
    """The step as the desk has it: what nobody took yet waits for support, complete or not."""
    clock = running_clock(ticket, "TM1")
    if clock is None or unit.state not in UNCLAIMED:
        return step
    return Outlook(step.step, "support", clock.due)


def _is_late(step: Outlook, view: _View) -> bool:
    if isinstance(step.by, datetime):
        return view.now > step.by
    return step.by is not None and view.days_to(step.by) < 0


def _staff_section(ticket: Ticket, unit: Unit, step: Outlook, view: _View) -> str:
    """Where a line stands that is not late: its urgency before its people."""
    if _is_unheard(ticket, unit):
        return "failed"
    if "extension_asked" in unit.flags:
        return "waiting_support"
    days = view.days_to(step.by) if step.by is not None else None
    if step.who == "you":
        ending = running_clock(ticket, "TM6", unit.number) is not None
        soon = ending and days is not None and days <= view.site.digests.holds_ending_days
        return "holds_ending" if soon else "waiting_partner"
    if days is not None and days <= 0:
        return "due_today"
    return "waiting_manager" if step.who == "desk" else f"waiting_{step.who}"


def _is_unheard(ticket: Ticket, unit: Unit) -> bool:
    """A letter came back and the clock that it had started stands still: a person must act."""
    name = _HEARD.get(unit.state)
    if name is None or running_clock(ticket, name, unit.number) is not None:
        return False
    past = [c for c in ticket.clocks if c.name == name and unit.number in c.units]
    return bool(past) and past[-1].stopped_by == "bounce"


def _numbered(found: Mapping[str, list[Line]], site: Site) -> tuple[Section, ...]:
    sections, count, left = [], 0, site.digests.lines
    for key, lines in found.items():
        lines.sort(key=lambda line: (_instant(line.by), line.ticket, line.units))
        shown = []
        for line in lines[:left]:
            count += bool(line.ticket)
            shown.append(replace(line, n=count) if line.ticket else line)
        left -= len(shown)
        if lines:
            sections.append(Section(key, tuple(shown), len(lines) - len(shown)))
    return tuple(sections)


def _instant(by: date | datetime | None) -> str:
    """Days and instants in one order, the nearest first, nothing last."""
    return by.isoformat() if by is not None else "9999"
