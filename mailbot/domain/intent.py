"""What a mail means: the result of `understand`, before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from mailbot.domain.mail import Address, DeliveryReport
from mailbot.domain.registry import Partner, Role, SoldUnit
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral, Ticket


class Kind(StrEnum):
    """What sort of mail it is. One per mail."""

    NEW_REQUEST = "new_request"
    INFO_REPLY = "info_reply"  # any other mail of a partner on a ticket
    QUOTE_REPLY = "quote_reply"
    STATUS_QUESTION = "status_question"
    WARRANTY_QUESTION = "warranty_question"
    STAFF_COMMANDS = "staff_commands"  # any mail of staff
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    UNRELATED = "unrelated"


MACHINE_KINDS = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.RECEIPT, Kind.UNRELATED})


class Strength(IntEnum):
    """How far a mail's From is believed (mail-layer 16). Ordered."""

    NONE = 0  # no single From, or a machine
    FROM = 1  # a From header, nothing else
    ALIGNED = 2  # the desk's own mail server vouches for the sender
    TOKEN = 3  # it answers a letter that went to this sender, with the letter's keyed token


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as far as it is believed. `id` is the staff id or the partner id, empty if
    unknown."""

    address: Address
    role: Role
    strength: Strength
    id: str = ""
    partner: Partner | None = None
    author: Address | None = None  # who wrote the request inside a forward or an attached mail
    author_partner: Partner | None = None


@dataclass(frozen=True, slots=True)
class UnitClaim:
    """A unit as the mail names it. `number` is the ticket's unit number where it refers to one."""

    serial: str | None  # the registry's spelling if it matches, else the writer's in upper case
    as_written: str = ""
    where: str = "body"  # body, subject, quoted, rfc822, attachment:NAME, image:NAME, tnef:NAME
    sold: SoldUnit | None = None
    suggested: SoldUnit | None = None
    fault: str = ""
    fault_code: str = ""
    product: str = ""  # family or the product's words, where there is no serial
    number: int | None = None
    third_party: bool = False
    confirm: bool = False  # found in forwarded text or a photo only: ask the writer to confirm


class Answer(StrEnum):
    """What a reply says to a quote (A15)."""

    ACCEPT = "accept"
    DECLINE = "decline"
    PARTIAL = "partial"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class QuoteAnswer:
    """The answer to a quote. `accept` and `decline` are unit numbers, only for PARTIAL; `reason`
    why unclear.

    `reason`: question, condition, counter_offer, undecided, other.
    """

    answer: Answer
    accept: tuple[int, ...] = ()
    decline: tuple[int, ...] = ()
    reason: str = ""
    order_number: str = ""  # the partner's purchase order


@dataclass(frozen=True, slots=True)
class Order:
    """A command of staff, read and valid in form. `line` is how it stood in the mail."""

    name: str
    args: Mapping[str, object]
    line: str
    ticket: str | None = None  # where the line itself names one (digest lines)
    digest_line: int | None = None  # "2 APPROVE": the 2


@dataclass(frozen=True, slots=True)
class BadCommand:
    """A line that was meant as a command and cannot be run. `suggestion` is the command meant,
    `why` a refusal code."""

    line: str
    suggestion: str
    why: str = "unknown_command"


@dataclass(frozen=True, slots=True)
class Wish:
    """A plain word of a partner: see `WISHES`.

    `name`: status, warranty, cancel, solved, collect, dispose, extend, shipped, open, thanks,
    chaser, advance_swap.
    """

    name: str
    units: tuple[int, ...] = ()
    args: Mapping[str, str] = field(
        default_factory=dict
    )  # shipped: carrier, tracking, ddt, ddt_date, collect=yes
    digest_line: int | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """What a mail could mean, to be looked up in one call. Everything bounded, serials as
    `bare_key`."""

    serials: frozenset[str] = frozenset()  # also MACs and the near variants of a serial
    tails: frozenset[str] = frozenset()  # last four of a serial, for abbreviated ones
    references: frozenset[str] = frozenset()  # ticket, referral and digest numbers
    addresses: frozenset[str] = frozenset()
    searches: frozenset[str] = frozenset()  # the words of FIND lines, lower case
    partners: frozenset[str] = frozenset()  # partner ids that AUTHORISE lines name, lower case


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has for the keys of a mail.

    `open_units` has, for a bare serial, the ticket and unit number of its open unit; `past_units`
    those of its closed
    ones, newest first.
    """

    sold: Mapping[str, SoldUnit] = field(default_factory=dict)
    tails: Mapping[str, tuple[SoldUnit, ...]] = field(default_factory=dict)
    partners: Mapping[str, Partner] = field(default_factory=dict)  # by address asked for
    owners: Mapping[str, Partner] = field(default_factory=dict)  # by partner id
    tickets: Mapping[str, Ticket] = field(default_factory=dict)  # by number
    referrals: Mapping[str, Referral] = field(default_factory=dict)
    digests: Mapping[str, Digest] = field(default_factory=dict)
    open_units: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    # Also under the serial that was sent in its place (A13); the tickets of the newest are found.
    past_units: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()  # of the addresses asked for: letters do not reach them
    banned: frozenset[str] = frozenset()  # of the addresses asked for: their mail is not wanted
    # Those of the partners of the addresses asked for (R6, A28).
    authorisations: tuple[Authorisation, ...] = ()
    # Unused ones whose person is an address asked for (CONFIRM, UNDO, DISPOSE).
    challenges: tuple[Challenge, ...] = ()
    # By partner id, for the addresses asked for: numbers of the open tickets, newest first. The
    # tickets themselves come only where the mail names no other reference or unit.
    of_partner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # By reference of the letter that told staff of it: the digest of a mail held in quarantine.
    held: Mapping[str, str] = field(default_factory=dict)
    # By searched words: numbers of the tickets that have them, newest first.
    hits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intent:
    """What one mail means."""

    kind: Kind
    language: str  # it, en, de, fr, es
    sender: Sender
    text: str  # the writer's new words
    reference: str | None = (
        None  # the ticket (or referral, digest) the mail names, in the desk's spelling
    )
    other_references: tuple[str, ...] = ()
    units: tuple[UnitClaim, ...] = ()
    missing: tuple[str, ...] = ()  # "serial", "fault"
    quote: QuoteAnswer | None = None
    wishes: tuple[Wish, ...] = ()
    orders: tuple[Order, ...] = ()
    bad_commands: tuple[BadCommand, ...] = ()
    report: DeliveryReport | None = None
    machine: str = ""  # why it is machine mail, empty for a person's
    reason: str = "defect"  # R1: non_compliant, damaged, incomplete, defect, after_warranty
    technical_contact: str = ""
    return_address: str = ""
    external_reference: str = ""
    hints: tuple[str, ...] = ()  # for staff only: surge, impact, liquid, own_repair, photo, urgent
