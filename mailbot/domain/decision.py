"""What is to be changed and who is to hear of it: the result of `decide` and of `review`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mailbot.domain.mail import Address
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral, Ticket


class Audience(StrEnum):
    """Who a letter is for."""

    PARTNER = "partner"
    DISTRIBUTOR = "distributor"
    STRANGER = "stranger"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Thread:
    """The mail that a letter answers."""

    message_id: str
    references: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a letter tells. `name` is a row of NOTIFICATIONS, `facts` are exactly the names
    that row lists."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line of a staff mail and what became of it (mail-layer 23).

    `result` is a refusal's code, or empty; `facts` fill its sentence. `before` and `after` are the
    public statuses of the units it touched, empty where it touches none.
    """

    line: str
    ok: bool
    result: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    units: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    ticket: str = ""  # where the mail speaks of several


@dataclass(frozen=True, slots=True)
class Document:
    """Something to attach: `kind` is label, quote, service_report, csv or ics; `facts` are what it
    is made of."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notification:
    """Who should hear what. The first part gives the subject; all parts stand in one letter
    (decisions 3).

    `reference` is the ticket, referral or digest the letter belongs to (empty: the desk itself),
    `n` its number in it,
    set by `number_letters`. With `ticket` the letter carries the table of its `units` (none named:
    all) and what
    happens next, who must act and by when.
    """

    parts: tuple[Part, ...]
    to: tuple[Address, ...]
    language: str
    audience: Audience
    ticket: Ticket | None = None
    reference: str = ""
    n: int = 0
    cc: tuple[Address, ...] = ()
    thread: Thread | None = None
    units: tuple[int, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def name(self) -> str:
        """The name of the letter: that of its first part."""
        return self.parts[0].name


@dataclass(frozen=True, slots=True)
class Numbers:
    """The next free numbers, in the desk's spelling. `record` takes those that a decision uses."""

    ticket: str  # RMA-2026-00042
    referral: str  # REF-2026-00007
    digest: str  # DIG-2026-00311
    letter: str  # DESK-2026-00120: for letters that belong to none of these


@dataclass(frozen=True, slots=True)
class AddressState:
    """What we know of an address from bounces. `dead`: letters to it stop (mail-layer 10)."""

    address: str
    dead: bool
    reason: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything one mail, or one review, changes. Recorded in one commit or not at all."""

    # One word for the log: opened, added, commands, refused, redirected, stranger, machine, note...
    outcome: str
    tickets: tuple[Ticket, ...] = ()
    referrals: tuple[Referral, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    digests: tuple[Digest, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    addresses: tuple[AddressState, ...] = ()
    notifications: tuple[Notification, ...] = ()
    rule: str = ""  # "name (path:line)" of the rule that fired
    quarantine: str = ""  # keep the mail for a person: why
    release: tuple[
        tuple[str, str], ...
    ] = ()  # quarantined digests and what to do: release, drop, ban
    facts: Mapping[str, object] = field(default_factory=dict)  # for `mailbot try`: what was judged
    marks: Mapping[str, str] = field(default_factory=dict)  # remembered in the same commit
