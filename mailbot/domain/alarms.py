"""What a due clock does: who is told, and where its units go (workflow 2.5, decisions 5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailbot.domain.asking import asked_text, open_questions
from mailbot.domain.decision import Audience, Notification, Part
from mailbot.domain.hearers import to_owner, to_staff
from mailbot.domain.lifecycle import is_legal, move
from mailbot.domain.mail import Address
from mailbot.domain.site import Site
from mailbot.domain.states import public_status
from mailbot.domain.ticket import Event, Ticket
from mailbot.domain.unit import Unit

WHO = "time"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is due of one clock name on a ticket: all its due clocks of that sort together."""

    name: str
    ended: bool
    units: tuple[int, ...]
    due: datetime  # the earliest
    last: date  # its last local day


@dataclass(frozen=True, slots=True)
class Hour:
    """The ticket as it has become, and what else an effect looks at."""

    ticket: Ticket
    site: Site
    now: datetime

    def days_left(self, last: date) -> int:
        """Whole days from today to the last day; 0 on the day itself."""
        return max(0, (last - self.site.calendar.local_day(self.now)).days)


Effect = Callable[[Hour, Alarm], tuple[Ticket, Sequence[Notification]]]


def _sla(*roles: str, event: str = "") -> Effect:
    """A letter about a target to each of these roles (`owner`, `queue`, or a role of the desk)."""

    def tell(hour: Hour, alarm: Alarm) -> tuple[Ticket, Sequence[Notification]]:
        facts = {"clock": alarm.name, "breached": alarm.ended, "due": alarm.due}
        part = Part("sla", facts)
        letters = [_to_role(hour, role, part, alarm.units) for role in roles]
        ticket = hour.ticket
        if event:
            ticket = ticket.with_event(Event(hour.now, WHO, event, alarm.units, note=alarm.name))
        return ticket, _once_each(letters)

    return tell


def _remind(name: str, event: str, facts: Callable[[Hour, Alarm], Mapping[str, object]]) -> Effect:
    """A reminder to the requester; the units stay where they are."""

    def tell(hour: Hour, alarm: Alarm) -> tuple[Ticket, Sequence[Notification]]:
        ticket = hour.ticket.with_event(Event(hour.now, WHO, event, alarm.units, note=alarm.name))
        return ticket, [_to_requester(ticket, Part(name, facts(hour, alarm)), alarm.units)]

    return tell


def _move(event: str, name: str, *, why: str = "", owner: str = "") -> Effect:
    """The units go where the event leads; the requester hears of it, and the owner if named."""

    def tell(hour: Hour, alarm: Alarm) -> tuple[Ticket, Sequence[Notification]]:
        ticket = hour.ticket
        going = [u for u in ticket.units if u.number in alarm.units and is_legal(u, event)]
        if not going:
            return ticket, []
        numbers = tuple(u.number for u in going)
        for unit in going:
            ticket = ticket.with_unit(replace(move(unit, event), closed_reason=why))
        before, after = (public_status(t) for t in (hour.ticket, ticket))
        ticket = ticket.with_event(Event(hour.now, WHO, event, numbers, "", before, after, why))
        units = _units(ticket, numbers)
        facts: dict[str, object] = {"units": units}
        if why:
            facts |= {"why": why, "text": ""}
        letters = [_to_requester(ticket, Part(name, facts), numbers)]
        if owner:
            letters.append(
                _to_role(
                    Hour(ticket, hour.site, hour.now),
                    "owner",
                    Part(owner, {"units": units}),
                    numbers,
                )
            )
        return ticket, letters

    return tell


def _ask_person(why: str, *roles: str, flag: str = "") -> Effect:
    """A person has to decide; nothing else happens by itself. `flag` is put on the units."""

    def tell(hour: Hour, alarm: Alarm) -> tuple[Ticket, Sequence[Notification]]:
        ticket = hour.ticket.with_event(Event(hour.now, WHO, why, alarm.units, note=alarm.name))
        units = _units(ticket, alarm.units)
        for unit in units:
            if flag and flag not in unit.flags:
                ticket = ticket.with_unit(replace(unit, flags=(*unit.flags, flag)))
        serials = ", ".join(unit.serial or unit.as_written for unit in units)
        who = str(ticket.requester.address)
        part = Part("needs_person", {"why": why, "text": serials, "who": who, "details": ()})
        letters = [
            _to_role(Hour(ticket, hour.site, hour.now), role, part, alarm.units) for role in roles
        ]
        return ticket, _once_each(letters)

    return tell


def _data_facts(hour: Hour, alarm: Alarm) -> Mapping[str, object]:
    """What was asked and not yet answered: the blanks of these units, the words of staff."""
    asked = open_questions(hour.ticket)
    return {
        "questions": tuple(q for q in asked if q.unit in (0, *alarm.units)),
        "text": asked_text(hour.ticket),
        "cancel_on": alarm.last,
    }


def _goods_facts(hour: Hour, alarm: Alarm) -> Mapping[str, object]:
    return {
        "units": _units(hour.ticket, alarm.units),
        "valid_until": alarm.last,
        "days_left": hour.days_left(alarm.last),
    }


def _hold_facts(hour: Hour, alarm: Alarm) -> Mapping[str, object]:
    return {
        "units": _units(hour.ticket, alarm.units),
        "last_day": alarm.last,
        "days_left": hour.days_left(alarm.last),
    }


@dataclass(frozen=True, slots=True)
class Effects:
    """A row of EFFECTS: what a due warning does, and what the end does."""

    warns: Effect
    ends: Effect


_UNKNOWN = _ask_person("unknown_serial", "owner", "sales")

EFFECTS: Mapping[str, Effects] = {
    "TM1": Effects(_sla("queue", event="escalate"), _sla("manager", event="escalate")),
    "TM2": Effects(_sla("owner"), _sla("owner", "manager", event="validation_late")),
    "TM3": Effects(
        _remind("data_reminder", "remind_data", _data_facts),
        _move("give_up", "closed", why="no_answer"),
    ),
    "TM3S": Effects(_UNKNOWN, _UNKNOWN),
    "TM4": Effects(
        _remind("goods_awaited", "remind_goods", _goods_facts),
        _move("expire", "closed", why="expired"),
    ),
    "TM5": Effects(_sla("lab"), _sla("lab", event="test_late")),
    "TM6": Effects(
        _remind("days_left", "remind_hold", _hold_facts),
        _move("deadline", "deadline_passed", owner="disposal_list"),
    ),
    "TM7": Effects(_sla("lab", "owner"), _sla("lab", "owner", event="promise_missed")),
    "TM8": Effects(
        _remind("goods_awaited", "remind_goods", _goods_facts),
        _ask_person("not_returned", "sales", "owner", flag="bill"),
    ),
}


# -- to whom --


def _to_requester(ticket: Ticket, part: Part, units: tuple[int, ...]) -> Notification:
    return Notification(
        (part,),
        (ticket.requester.address,),
        ticket.requester.language,
        Audience.PARTNER,
        ticket=ticket,
        reference=ticket.number,
        units=units,
    )


def _to_role(hour: Hour, role: str, part: Part, units: tuple[int, ...]) -> Notification:
    """The owner (support while there is none), the ticket's queue, or a role of the desk."""
    ticket, site = hour.ticket, hour.site
    if role == "owner":
        letter = to_owner(site, ticket, part)
    else:
        letter = to_staff(
            site, ticket.queue or "support" if role == "queue" else role, part, ticket=ticket
        )
    return replace(letter, units=units)


def _once_each(letters: Sequence[Notification]) -> list[Notification]:
    """The letters without a second one to people who have one already."""
    told: set[Address] = set()
    kept = []
    for letter in letters:
        to = tuple(a for a in letter.to if Address(a.email) not in told)
        told |= {Address(a.email) for a in to}
        if to:
            kept.append(replace(letter, to=to))
    return kept


def _units(ticket: Ticket, numbers: tuple[int, ...]) -> tuple[Unit, ...]:
    return tuple(unit for unit in ticket.units if unit.number in numbers)
