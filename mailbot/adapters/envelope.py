"""A written letter as a mail: threading headers, loop headers, the parts, the same bytes each time.

Source: mail-layer.md 12, RFC 3834 section 3.1.7, RFC 5322 section 3.6.4.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from mailbot.adapters.sealed import one_line, unlinked
from mailbot.domain.decision import Notification
from mailbot.domain.mail import Address
from mailbot.domain.site import Site
from mailbot.domain.threads import find_references, letter_id, reply_address
from mailbot.ports import Letter

# Our own letters coming back carry this header with the desk's address (mail-layer 9).
LOOP_HEADER = "X-Mailbot-Desk"
# References grow with each answer; RFC 5537 section 3.4.4 keeps the first and the last ones.
_REFERENCES = 20
_SUBJECT_CHARS = 150
_THEIR_SUBJECT_CHARS = 100
_NAME_CHARS = 60

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,240}>")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
# Reply and forward marks in front of a subject, in the languages of our partners.
_MARKS = re.compile(
    r"(?:re|r|rif|fw|fwd|i|inoltra|aw|antw|antwort|wg|tr|rv|res|sv|vs)(?:\[\d{1,3}\])?\s?:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    filename: str
    content_type: str
    data: bytes
    kind: str = ""  # that of the Document it was made of


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's words, before they are a mail."""

    subject: str
    text: str
    html: str
    language: str
    enclosures: tuple[Enclosure, ...] = ()


class _Policy(EmailPolicy):
    """The SMTP policy, with two headers folded by ourselves.

    The library encodes Message-IDs that are longer than a line, and its folding of subjects adds
    a blank that mail programs show.
    """

    def fold(self, name: str, value: str) -> str:
        """A header as it is sent."""
        if name.lower() in ("message-id", "in-reply-to", "references"):
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        if name.lower() == "subject":
            return f"{name}: {_folded_subject(str(value))}\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as it is sent."""
        if name.lower() in ("message-id", "in-reply-to", "references", "subject"):
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(**{k: getattr(SMTP, k) for k in ("linesep", "raise_on_defect")})


def _folded_subject(subject: str) -> str:
    """Lines of at most 76 characters, as encoded words where it is not ASCII (RFC 2047)."""
    charset = "us-ascii" if subject.isascii() else "utf-8"
    header = Header(subject, charset, maxlinelen=76, header_name="Subject")
    return header.encode(linesep="\r\n")


def make_letter(notification: Notification, written: Written, site: Site, now: datetime) -> Letter:
    """The finished letter. Same words, same bytes but for the Date.

    Errors: ValueError without a recipient that can be written to.
    """
    to = [a for a in map(_address, notification.to) if a is not None]
    cc = [a for a in map(_address, notification.cc) if a is not None]
    if not to:
        raise ValueError(f"{notification.name}: no address to write to")
    identity = _identity(notification, written, site)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _own(site, site.address)
    mail["To"] = to
    if cc:
        mail["Cc"] = cc
    mail["Reply-To"] = _own(site, _answers_to(notification, site))
    mail["Subject"] = written.subject
    mail["Date"] = format_datetime(now.astimezone(site.zone))
    mail["Message-ID"] = identity
    _thread(mail, notification, identity)
    mail["Auto-Submitted"] = "auto-replied" if notification.thread else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail[LOOP_HEADER] = site.address
    _fill(mail, written, identity)
    mail["Content-Language"] = written.language  # set earlier it would move into the first part
    return Letter(
        message_id=identity,
        name=notification.name,
        sender=site.address,
        recipients=tuple(dict.fromkeys(a.addr_spec.lower() for a in (*to, *cc))),
        raw=mail.as_bytes(),
        reference=notification.reference,
    )


def make_subject(own: str, notification: Notification, site: Site) -> str:
    """The Subject of a letter: `own` is the template's.

    A partner's thread keeps his own subject with our number in front, so that mail clients keep it
    together and the number is seen on a phone; staff and letters that begin a thread get the
    letter's own subject.
    """
    tag = f"[{notification.reference}] " if _is_told(notification, site) else ""
    theirs = "" if notification.thread is None else strip_subject(notification.thread.subject, site)
    is_staff = notification.audience == "staff"
    if theirs and not is_staff:
        return f"Re: {tag}{one_line(unlinked(theirs), _THEIR_SUBJECT_CHARS)}"
    return tag + one_line(own, _SUBJECT_CHARS - len(tag))


def strip_subject(subject: str, site: Site) -> str:
    """A subject without reply marks and the desk's tags in front: answers do not pile them up."""
    rest = one_line(subject, 500)
    while True:
        mark = _MARKS.match(rest)
        if mark:
            rest = rest[mark.end() :]
        elif rest.startswith("[") and _is_tag(rest.partition("]")[0][1:], site):
            rest = rest.partition("]")[2].lstrip()
        else:
            return rest


def _is_tag(inside: str, site: Site) -> bool:
    return bool(find_references(inside, site)) or inside.startswith(("REF-", "DIG-"))


def _is_told(notification: Notification, site: Site) -> bool:
    """True where the reader has a use for the reference.

    Of a ticket or a referral, not of a desk's own letter.
    """
    reference = notification.reference
    return reference.startswith((f"{site.number_prefix}-", "REF-")) and (
        notification.audience != "stranger"
    )


def _address(address: Address) -> MailAddress | None:
    """The address for a header, or None for one that cannot be written to.

    The name loses all that has a meaning.
    """
    local, _, domain = address.email.rpartition("@")
    try:
        spec = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None
    if not _ADDRESS.fullmatch(spec) or local.startswith(".") or local.endswith("."):
        return None
    if ".." in spec:
        return None
    name = one_line(re.sub(r"[\"\\<>@,;:()\[\]=?]", " ", address.name), _NAME_CHARS)
    return MailAddress(display_name=name, addr_spec=spec)


def _own(site: Site, address: str) -> MailAddress:
    return MailAddress(display_name=one_line(site.name, _NAME_CHARS), addr_spec=address)


def _meant(notification: Notification) -> tuple[str, ...]:
    """All that were to hear of it, as the ticket keeps them: the token is made for these."""
    return tuple(a.email for a in (*notification.to, *notification.cc))


def _answers_to(notification: Notification, site: Site) -> str:
    if not notification.reference:
        return site.address
    return reply_address(site, notification.reference, notification.n, _meant(notification))


def _identity(notification: Notification, written: Written, site: Site) -> str:
    """The letter's Message-ID: of its reference and number; of its words where it has none."""
    meant = _meant(notification)
    if notification.reference:
        return letter_id(site, notification.reference, notification.n, meant)
    thread = notification.thread.message_id if notification.thread else ""
    words = "\0".join((notification.name, thread, *meant, written.subject, written.text))
    return f"<desk.{hashlib.sha256(words.encode()).hexdigest()[:32]}@{site.domain}>"


def _thread(mail: EmailMessage, notification: Notification, identity: str) -> None:
    """In-Reply-To and References, with well-formed ids only."""
    thread = notification.thread
    if thread is None or not _MESSAGE_ID.fullmatch(thread.message_id):
        return
    mail["In-Reply-To"] = thread.message_id
    ids = [i for i in thread.references if _MESSAGE_ID.fullmatch(i) and i != identity]
    ids = list(dict.fromkeys([*(i for i in ids if i != thread.message_id), thread.message_id]))
    if len(ids) > _REFERENCES:
        ids = [ids[0], *ids[1 - _REFERENCES :]]
    mail["References"] = " ".join(ids)


def _fill(mail: EmailMessage, written: Written, identity: str) -> None:
    """The parts. Their boundaries are made from the Message-ID: the same bytes each time."""
    mail.set_content(written.text, cte="quoted-printable")
    mail.add_alternative(written.html, subtype="html", cte="quoted-printable")
    for enclosure in written.enclosures:
        maintype, _, subtype = enclosure.content_type.partition("/")
        mail.add_attachment(
            enclosure.data, maintype=maintype, subtype=subtype, filename=enclosure.filename
        )
    for number, part in enumerate(_multiparts(mail)):
        digest = hashlib.sha256(f"{identity}{number}".encode()).hexdigest()[:32]
        part.set_boundary(f"=_{digest}")


def _multiparts(mail: EmailMessage) -> Iterator[EmailMessage]:
    parts: Sequence[object] = list(mail.walk())
    return (p for p in parts if isinstance(p, EmailMessage) and p.is_multipart())
