"""What the desk keeps: tickets with their units, quotes, clocks, letters and history. Every value
is frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from mailbot.domain.mail import Address
from mailbot.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Quote:
    """A price for repair or replacement of some units. Amounts are net, in `currency`."""

    number: int
    revision: int
    units: tuple[int, ...]
    amount: Decimal  # for all its units together
    currency: str
    at: datetime
    by: str
    valid_until: date
    labour: Decimal | None = None
    parts: Decimal | None = None
    shipping: Decimal | None = None
    days: int | None = None  # working days from acceptance to shipment
    kind: str = "repair"  # repair, replacement
    vat_rate: Decimal = Decimal(22)
    vat_note: str = ""
    current: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline that was stored when it started (I8). `name` is TM1..TM8."""

    name: str
    units: tuple[int, ...]  # empty: the whole ticket
    started: datetime
    due: datetime
    warnings: tuple[datetime, ...] = ()
    warned: int = 0  # how many of `warnings` were announced
    breached: bool = False
    stopped: datetime | None = None
    stopped_by: str = ""  # what stopped it: an event, "bounce", "paused"

    @property
    def running(self) -> bool:
        """True until it is stopped."""
        return self.stopped is None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of history: who did what, when, from which mail, before and after."""

    at: datetime
    who: str  # staff id, address of a partner, "desk", "time"
    what: str  # the name of the event: opened, take, approve, answered, ...
    units: tuple[int, ...] = ()
    mail: str = ""  # Message-ID
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that belongs to the ticket. Its outbox row says whether it left."""

    n: int
    name: str
    to: tuple[str, ...]
    message_id: str
    at: datetime
    units: tuple[int, ...] = ()
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail that belongs to the ticket. The raw bytes are stored under `digest`."""

    message_id: str
    digest: str
    sender: str
    at: datetime
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Requester:
    """The requester of record."""

    address: Address
    partner_id: str
    partner_name: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request for return, with 1..n units."""

    number: str
    opened: datetime
    subject: str
    requester: Requester
    units: tuple[Unit, ...]
    technical_contact: str = ""
    return_address: str = ""
    external_reference: str = ""
    watchers: tuple[str, ...] = ()  # further addresses of the same partner
    queue: str = ""
    rule: str = ""  # "name (path:line)" of the rule that opened it
    owner: str = ""  # staff id
    taken: datetime | None = None
    complete_since: datetime | None = None
    quotes: tuple[Quote, ...] = ()
    clocks: tuple[Clock, ...] = ()
    history: tuple[Event, ...] = ()
    letters: tuple[SentLetter, ...] = ()
    mails: tuple[ReceivedMail, ...] = ()
    flags: tuple[str, ...] = ()
    pending: Mapping[str, object] = field(
        default_factory=dict
    )  # codes that wait for an answer, undo steps

    def unit(self, number: int) -> Unit | None:
        """The unit of this number, or None."""
        return next((u for u in self.units if u.number == number), None)

    def with_unit(self, unit: Unit) -> "Ticket":
        """The ticket with this unit in the place of the one of its number."""
        return replace(
            self, units=tuple(unit if u.number == unit.number else u for u in self.units)
        )

    def with_event(self, event: Event) -> "Ticket":
        """The ticket with one more line of history."""
        return replace(self, history=(*self.history, event))


@dataclass(frozen=True, slots=True)
class Referral:
    """A dealer's request that belongs to his distributor (R3). No RMA; the distributor may open one
    (APRI)."""

    number: str  # REF-2026-00001
    at: datetime
    dealer: Address
    dealer_name: str
    distributor_id: str
    units: tuple[Unit, ...]
    message_id: str
    text: str
    opened_as: str = ""  # the ticket it became
    letters: tuple[SentLetter, ...] = ()


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A prior authorisation (A28). `serials` are bare keys, empty: all."""

    partner_id: str
    serials: tuple[str, ...]
    until: date
    by: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A numbered digest that was sent; answering `2 APPROVE` means its line 2."""

    number: str  # DIG-2026-00001
    kind: str  # staff, manager, partner
    period: str  # 2026-11-20, 2026-W47
    to: str
    at: datetime
    lines: Mapping[str, str] = field(default_factory=dict)  # line number to ticket number
    letters: tuple[SentLetter, ...] = ()


@dataclass(frozen=True, slots=True)
class Challenge:
    """A command that waits for CONFIRM code (mail-layer 17), or an UNDO step."""

    code_digest: str  # keyed hash of the code, the code itself is only in the letter
    kind: str  # confirm, undo, dispose
    person: str  # the address on file that must answer
    reference: str
    expires: datetime
    orders: tuple[tuple[str, Mapping[str, object], str], ...] = ()  # name, args, line
    before: Mapping[str, object] = field(default_factory=dict)
    used: bool = False
    undo: tuple[Ticket, ...] = ()  # UNDO: the tickets as they were before
