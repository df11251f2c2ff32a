"""A mail as the rest of the desk sees it: decoded, bounded, nothing left to parse."""

from dataclasses import dataclass, field
from datetime import datetime

_CHAIN = 20  # mails within one; more is no conversation


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox. `email` is lower case; `name` is the sender's claim and only ever shown."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after the last `@`, lower case, or an empty text."""
        return self.email.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True, slots=True)
class RawMail:
    """One mail as it lies in a mailbox. `uid` is the mailbox's own key; `received` the server's
    time (UTC). `size` is what it has on the server: a mail over the limit comes cut."""

    uid: str
    raw: bytes
    received: datetime
    size: int = 0

    @property
    def cut(self) -> bool:
        """True if the rest of the mail was left on the server."""
        return self.size > len(self.raw)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as text, from an HTML table, a sheet or a CSV. `name` is the sheet's or
    empty; `quoted` marks a table of the mail that an HTML reply answers: not the writer's own."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    hidden: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the writer's text, with what could be read out of it.

    `name` is safe to show and to use as a file name (no path, no control characters, bounded).
    `problem` says in one
    line why something in it was not read; the bytes stay in the stored raw mail.
    """

    name: str
    content_type: str
    size: int
    digest: str
    text: str = ""
    tables: tuple[Table, ...] = ()
    codes: tuple[str, ...] = ()
    inline: bool = False
    origin: str = ""  # "tnef" for what was unpacked from winmail.dat, else empty
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a bounce or a delay notice says (RFC 3464 or free form)."""

    action: str  # failed, delayed, delivered, relayed, expanded, complaint
    recipient: str  # lower case, empty where the report names none
    status: str = ""  # 5.1.1
    reason: str = ""
    original_message_id: str = ""
    original_subject: str = ""

    @property
    def permanent(self) -> bool:
        """True if letters to this recipient will not get through by waiting."""
        return self.action == "failed" and not self.status.startswith("4")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, read. Everything in it is the sender's claim except `digest` and `received`.

    `headers` has every header once per occurrence, top first, name in lower case, value unfolded
    and decoded, bounded,
    with the desk's own control headers removed. `text` is the best text of the writer: text/plain
    repaired and unflowed,
    or the HTML as text. `html_text` is the HTML part as text where there is one (table cells parted
    by tabs).
    `enclosed` are mails attached as message/rfc822, outermost first. For certified mail (PEC)
    `sender`, `subject` and
    texts are those of the inner mail and `pec` names the kind of envelope.
    """

    message_id: str  # with angle brackets; made from the bytes where the mail has none
    digest: str  # SHA-256 of the raw bytes, hexadecimal
    received: datetime  # the server's time, aware, UTC
    senders: tuple[Address, ...]  # every address of every From header
    subject: str
    text: str
    headers: tuple[tuple[str, str], ...] = ()
    html_text: str = ""
    tables: tuple[Table, ...] = ()
    recipients: tuple[Address, ...] = ()  # To, Cc, Delivered-To, X-Original-To, in this order
    reply_to: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    enclosed: tuple["Mail", ...] = ()
    report: DeliveryReport | None = None
    pec: str = ""  # "", "message", "receipt"
    envelope_sender: str | None = (
        None  # Return-Path without brackets; "" for <>; None if there was none
    )
    problems: tuple[str, ...] = field(default=())
    own_desk: str = ""  # the desk named in our own loop header: one of our letters coming back

    @property
    def sender(self) -> Address | None:
        """The one address of the one From header, or None where there is no or no single one."""
        return self.senders[0] if len(self.senders) == 1 else None

    @property
    def chain(self) -> tuple["Mail", ...]:
        """The mails enclosed, and those enclosed in them, outermost first; 20 at most."""
        found: list[Mail] = []
        waiting = list(reversed(self.enclosed))
        while waiting and len(found) < _CHAIN:
            found.append(waiting.pop())
            waiting += reversed(found[-1].enclosed)
        return tuple(found)

    def header(self, name: str) -> str | None:
        """The topmost value of a header, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a header, top first."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key == wanted)
