"""What the desk asks of the world, as protocols with promises."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from mailbot.domain.decision import Decision, Notification
from mailbot.domain.intent import Found, Keys
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.registry import Partner, SoldUnit
from mailbot.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished mail. `raw` is exactly what will be sent, now and after a crash."""

    message_id: str
    name: str
    sender: str  # the envelope sender
    recipients: tuple[str, ...]
    raw: bytes
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A letter on its way to one recipient: a row of the outbox."""

    id: int
    message_id: str
    name: str
    sender: str
    recipient: str
    raw: bytes
    tries: int
    due: datetime


class Delivery(StrEnum):
    """What became of one try to send."""

    SENT = "sent"
    RETRY = "retry"  # 4xx, a drop, a stall
    FAILED = "failed"  # 5xx


@dataclass(frozen=True, slots=True)
class Receipt:
    """The relay's answer for one posting. `code` is the SMTP code or 0, `text` one bounded line."""

    outcome: Delivery
    code: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A mail in quarantine."""

    digest: str
    message_id: str
    sender: str
    subject: str
    received: datetime
    reason: str
    tries: int
    state: str  # held, released, dropped


class Clock(Protocol):
    """The only one who knows the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class Mailbox(Protocol):
    """Where mail arrives. Every step has a time limit. Errors: Unavailable."""

    name: str

    def waiting(self) -> Iterator[RawMail]:
        """The mails that wait, oldest first, without marking them. A mail over the size limit comes
        cut to its
        headers. Read in batches; the caller may stop at any time."""
        ...

    def done(self, mail: RawMail) -> None:
        """File a mail that was recorded. Filing it twice, or one that is gone, does nothing."""
        ...

    def set_aside(self, mail: RawMail) -> None:
        """File a mail that could not be handled where a person finds it."""
        ...

    def wait(self, seconds: float) -> bool:
        """Return after `seconds`, or at once when something arrived (then True)."""
        ...

    def check(self) -> str:
        """Connect and log in for real, change nothing; one line of what was found."""
        ...

    def close(self) -> None:
        """Let go of the connection. Never raises."""
        ...


class Hand(Protocol):
    """Remembers which mail is in hand, over the death of the process. Never raises."""

    def take(self, raw: bytes) -> int:
        """Note these bytes; how often the process died with them in hand, in a row."""
        ...

    def drop(self) -> None:
        """Note that nothing is in hand."""
        ...


class Reader(Protocol):
    """Bytes to mails. Errors: Unreadable."""

    def read(self, raw: RawMail) -> Mail:
        """The mail, decoded and bounded. Same bytes, same result."""
        ...


class Writer(Protocol):
    """Notifications to letters."""

    def write(self, notification: Notification, now: datetime) -> Letter:
        """The finished letter. Same notification, same bytes but for the Date."""
        ...


class Relay(Protocol):
    """The way out. Never raises for one letter; Errors: NoWayOut if no letter can leave at
    all."""

    def send(self, posting: Posting) -> Receipt:
        """Try once to hand one posting over."""
        ...

    def check(self) -> str:
        """Connect and log in for real, change nothing; one line of what was found."""
        ...

    def close(self) -> None:
        """Let go of the connection. Never raises."""
        ...


class Store(Protocol):
    """What is kept. One writer; readers in other processes are safe. Errors: Unavailable (disk
    full, locked)."""

    def seen(self, message_id: str, digest: str) -> str:
        """`""` for a new mail; `duplicate` for the same id and bytes; `reused` for the same id with
        other bytes;
        `folded` for the same bytes under another id."""
        ...

    def twin(self, mail: Mail, since: datetime) -> str:
        """The Message-ID of an earlier mail of the same sender, subject, words and attachments with
        other bytes, recorded at or after `since`, or empty (mail-layer 3: folded)."""
        ...

    def look_up(self, keys: Keys) -> Found:
        """All that is known for these keys, in one call."""
        ...

    def next_number(self, kind: str, year: int) -> int:
        """The number the next `ticket`, `referral` or `digest` of that year would get. Taken by
        `record`."""
        ...

    def record(
        self,
        raw: RawMail | None,
        mail: Mail | None,
        decision: Decision,
        letters: Sequence[Letter],
        now: datetime,
    ) -> None:
        """Keep everything of one mail (or of one review: no mail) in one commit."""
        ...

    def failed(self, raw: RawMail, reason: str, now: datetime) -> int:
        """Count one more failure of these bytes and return the count."""
        ...

    def quarantine(self, raw: RawMail, reason: str, now: datetime) -> bool:
        """Keep the bytes for a person. True the first time, so staff hear of it once."""
        ...

    def is_set_aside(self, raw: RawMail) -> bool:
        """True if these bytes are in quarantine already, so staff hear of them once."""
        ...

    def settle(self, digest: str, verdict: str) -> bool:
        """`release`, `drop` or `ban` a mail held in quarantine; False if none of this digest is.

        A released mail has its three tries again; `ban` drops it and refuses mail of its sender
        from now on (`Found.banned`).
        """
        ...

    def set_aside(self) -> Iterable[SetAside]:
        """What is in quarantine."""
        ...

    def raw(self, digest: str) -> bytes | None:
        """The stored bytes of a mail."""
        ...

    def ticket(self, number: str) -> Ticket | None:
        """One ticket."""
        ...

    def tickets(
        self, *, open_only: bool = False, partner: str = "", owner: str = ""
    ) -> Iterable[Ticket]:
        """Tickets, by number."""
        ...

    def search(self, query: str, limit: int = 50) -> Sequence[Ticket]:
        """Tickets that have all words of the query (or longer ones), newest first."""
        ...

    def tickets_due(self, now: datetime, limit: int = 200) -> Sequence[Ticket]:
        """Tickets whose `clocks.next_alarm` is not later than `now`, earliest first."""
        ...

    def due_postings(self, now: datetime, limit: int = 100) -> Sequence[Posting]:
        """Postings whose time has come, oldest first."""
        ...

    def posted(
        self, posting: Posting, receipt: Receipt, retry_at: datetime | None, now: datetime
    ) -> None:
        """Keep what became of a try. With `retry_at` it waits until then."""
        ...

    def outbox_counts(self) -> Mapping[str, int]:
        """Postings by state: pending, retrying, sent, failed."""
        ...

    def letters_since(self, recipient: str, since: datetime, reference: str = "") -> int:
        """How many letters were made for a recipient at or after `since`, about one reference or
        all (mail-layer 11)."""
        ...

    def dead_addresses(self, addresses: Iterable[str]) -> Mapping[str, str]:
        """Those of the addresses that letters do not reach, with the reason. Letters to them are
        kept as failed."""
        ...

    def tally(self, since: datetime, until: datetime) -> Mapping[str, int]:
        """What was recorded from `since` up to before `until`: `mails`, `mails:<outcome>` for each
        outcome of a mail, `letters:<name>` for each name of a letter."""
        ...

    def mark(self, name: str) -> str:
        """A small remembered text (last review, last digest), or empty."""
        ...

    def set_mark(self, name: str, value: str) -> None:
        """Remember it."""
        ...

    def import_sales(self, rows: Iterable[SoldUnit]) -> int:
        """Replace the registry by these rows, all or nothing; their count."""
        ...

    def import_partners(self, rows: Iterable[Partner]) -> int:
        """Replace the partner directory, all or nothing; the count."""
        ...

    def partners(self) -> Iterable[Partner]:
        """The directory."""
        ...

    def sold(self, sold_to: str = "") -> Iterable[SoldUnit]:
        """The registry, or what one partner bought."""
        ...

    def export(self, path: Path) -> None: ...  # everything, as plain TinyDB JSON

    def import_export(self, path: Path) -> None: ...  # into a new store; all of it or nothing

    def close(self) -> None:
        """Let go."""
        ...
