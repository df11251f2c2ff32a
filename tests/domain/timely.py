"""A desk in Rome and tickets in any state, for tests of what time does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailbot.adapters.closures import closed_days
from mailbot.domain.calendar import WorkCalendar
from mailbot.domain.clocks import settle_clocks
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.site import Contacts, Site, StaffMember, Targets
from mailbot.domain.ticket import Clock, Requester, Ticket
from mailbot.domain.unit import Unit

ROME = ZoneInfo("Europe/Rome")
MOMENT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
LUCA = StaffMember("luca.conti", "Luca Conti", ("luca.conti@voismart.example",), ("support",), "it")


def rome(*parts: int) -> datetime:
    """An instant by the wall clock of Rome, in UTC."""
    return datetime(*parts, tzinfo=ROME).astimezone(UTC)


def desk(subdivision: str = "", **targets: object) -> Site:
    """The desk, with these targets."""
    return Site(
        name="voismart",
        address="rma@voismart.example",
        aliases=(),
        trusted_server="mx.voismart.example",
        secret=b"k" * 32,
        zone=ROME,
        language="it",
        languages=("it", "en"),
        number_prefix="RMA",
        number_digits=5,
        plus_addressing=True,
        staff=(LUCA,),
        role_addresses={
            "support": ("support@voismart.example",),
            "lab": ("lab@voismart.example",),
            "warehouse": ("warehouse@voismart.example",),
            "sales": ("sales@voismart.example",),
            "manager": ("boss@voismart.example",),
        },
        contacts=Contacts("VoiSmart", "Elena", "sales@voismart.example", "info@x.example", ("W",)),
        calendar=WorkCalendar(ROME, closed_days(subdivision=subdivision)),
        targets=replace(Targets(), **targets),
    )


def unit(number: int = 1, state: State = State.NEW, **fields: object) -> Unit:
    """A phone."""
    phone = Unit(number, state, serial=f"SN{number}", known=True, product="Phone", fault="dead")
    return replace(phone, **fields)


def opened(at: datetime, site: Site, *units: Unit, **fields: object) -> Ticket:
    """A ticket that came in at that instant, its clocks settled."""
    writer = Requester(
        Address("m.bellini@telecomnord.example", "Marta Bellini"),
        "telecomnord",
        "Telecom Nord S.r.l.",
        "quality_partner",
        "it",
    )
    ticket = Ticket("RMA-2026-00042", at, "VST20 guasto", writer, units or (unit(),))
    return settle_clocks(None, replace(ticket, **fields), at, site)


def moved(
    ticket: Ticket, state: State, at: datetime, site: Site, *numbers: int, **fields: object
) -> Ticket:
    """The ticket with its units (or those numbered) in another state, its clocks settled."""
    after = replace(
        ticket,
        units=tuple(
            replace(u, state=state, **fields) if not numbers or u.number in numbers else u
            for u in ticket.units
        ),
    )
    return settle_clocks(ticket, after, at, site)


def in_state(state: State, at: datetime, site: Site, **fields: object) -> Ticket:
    """A taken ticket whose one unit came into that state at that instant."""
    return moved(
        opened(at, site, unit(1, State.IN_CHARGE), taken=at, owner="luca.conti"),
        state,
        at,
        site,
        **fields,
    )


def clock_of(ticket: Ticket, name: str) -> Clock:
    """The one running clock of this name."""
    (clock,) = (c for c in ticket.clocks if c.name == name and c.running)
    return clock


def running(ticket: Ticket) -> set[str]:
    """The names of what runs."""
    return {c.name for c in ticket.clocks if c.running}


def day(text: str) -> date:
    """A date."""
    return date.fromisoformat(text)
