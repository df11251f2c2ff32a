"""Who wrote this, a person or a machine (mail-layer 9, RFC 3834). Machine mail gets no answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailbot.domain.absence import is_absence_subject, is_absence_text, is_automatic_text
from mailbot.domain.intent import Kind
from mailbot.domain.mail import Mail
from mailbot.domain.markings import (
    Finding,
    auto_header,
    auto_submitted,
    mailing_list,
    precedence,
    suppressing,
    system_header,
)
from mailbot.domain.site import Site
from mailbot.domain.solicitation import solicits


@dataclass(frozen=True, slots=True)
class Machine:
    """A mail that no person wrote to us, or that must not be answered for another reason.

    `kind` is one of `MACHINE_KINDS`, `reason` says in words what gave it away. `asks` is True where
    the text asks for a return all the same (a partner's group address, ticket system or portal): no
    answer, but staff should see it.
    """

    kind: Kind
    reason: str
    asks: bool = False


_ROBOTS = re.compile(
    r"(?:mailer-?daemon|po+stmaster|mail-?system|mail-?delivery|double-bounce|auto-?(?:reply"
    r"|responder|mailer)"
    r"|listserv|majordomo|mailman|mdaemon|ndr|cron|nobody|root|daemon|bounces?|abuse)(?:[+_=-].*)?",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"(?:.*[._-])?(?:no-?_?reply|do-?not-?reply|no-?responder?|non-?rispondere|noreply"
    r"|ne-?pas-?repondre"
    r"|nicht-?antworten|keine-?antwort|nao-?responda)(?:[+._-].*)?",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    r"mailer-?daemon|po+stmaster|mail-?delivery|double-bounce|mdaemon|ndr\b", re.IGNORECASE
)
_READ_SUBJECT = re.compile(
    r"\s*(?:(?:letto|read|gelesen|lu|le[ií]do|non letto|not read|nicht gelesen|non lu"
    r"|no le[ií]do)[ \t]?:"
    r"|ricevuta di (?:ritorno|lettura)|conferma di lettura|return receipt|read receipt"
    r"|lesebest[äa]tigung|empfangsbest[äa]tigung|accus[ée] de (?:lecture|r[ée]ception)"
    r"|confirmaci[óo]n de lectura|acuse de recibo)",
    re.IGNORECASE,
)
_READ_TEXT = re.compile(
    r"è stat[oa] (?:lett[oa]|visualizzat[oa]|eliminat[oa])|ricevuta di (?:ritorno|lettura)"
    r"|was (?:read|displayed|deleted|received by)|return receipt"
    r"|wurde[^.\n]{0,80}(?:gelesen|angezeigt|gel[öo]scht)|a [ée]t[ée] (?:lu|affich|supprim)"
    r"|(?:ha sido|fue) (?:le[ií]do|mostrado|eliminado)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:rma|reso|resi|rientr[oi]|riparazion\w{0,4}|guast\w{0,4}|difett\w{0,6}|matricola"
    r"|seriale|garanzia|s/n"
    r"|repair\w{0,4}|faulty|defect\w{0,4}|serial|warranty|broken|r[üu]cksendung|reparatur|defekt"
    r"|garantie"
    r"|seriennummer|retour|panne|r[ée]paration|d[ée]fectueu\w{1,3}|averiad[oa]|reparaci[óo]n"
    r"|devoluci[óo]n)\b",
    re.IGNORECASE,
)
_READ_CHARS = 20_000


def machine_reason(mail: Mail, site: Site) -> Machine | None:
    """What shows that no person wrote this mail to us, or None for a person's mail.

    The detectors are asked in the order of `DETECTORS`; the first that finds something decides.
    """
    for detect in DETECTORS:
        found = detect(mail, site)
        if found is not None:
            kind, reason = found
            asks = kind in _MAY_ASK and detect is not _solicitation and _asks(mail)
            return Machine(kind, reason, asks)
    return None


_MAY_ASK = frozenset({Kind.AUTO_REPLY, Kind.UNRELATED})


def _asks(mail: Mail) -> bool:
    """True for a text with words of returns and repairs that is no absence note and answers no
    letter of ours.
    """
    if mail.in_reply_to or is_absence_subject(mail.subject) or is_absence_text(mail.text):
        return False
    return bool(_ASKS.search(f"{mail.subject}\n{mail.text[:_READ_CHARS]}"))


def _own_letter(mail: Mail, site: Site) -> Finding:
    """One of our letters coming back, or a mail that carries our own address as its sender."""
    if mail.own_desk and mail.own_desk.strip("<> ").lower() == site.address.lower():
        return Kind.AUTO_REPLY, "our own letter came back: it carries this desk's name"
    if mail.sender is not None and site.is_own(mail.sender.email):
        return Kind.AUTO_REPLY, "it comes from this desk's own address"
    return None


def _certified_receipt(mail: Mail, _: Site) -> Finding:
    """A receipt of a PEC provider. One that tells of a failure is a delivery report."""
    if mail.pec != "receipt":
        return None
    if mail.report is not None and mail.report.action == "failed":
        return (
            Kind.BOUNCE,
            "a certified mail (PEC) provider reports that a letter was not delivered",
        )
    return Kind.RECEIPT, "a receipt of a certified mail (PEC) provider"


def _report(mail: Mail, _: Site) -> Finding:
    """Delivery reports, complaints, read receipts."""
    kind = (mail.header("content-type") or "").lower()
    if "disposition-notification" in kind or "message/disposition-notification" in kind:
        return Kind.RECEIPT, "a read receipt (RFC 8098)"
    if mail.report is not None:
        if mail.report.action in {"failed", "delayed"}:
            return Kind.BOUNCE, f"a delivery report: {mail.report.action}"
        if mail.report.action == "complaint":
            return Kind.BOUNCE, "a complaint about one of our letters (RFC 5965)"
        return Kind.RECEIPT, f"a report that a letter was {mail.report.action}"
    if kind.startswith("multipart/report"):
        return Kind.BOUNCE, "a report of a mail system (multipart/report)"
    return None


def _read_receipt(mail: Mail, _: Site) -> Finding:
    """A read receipt in free form: its subject and its only sentence say so."""
    if _READ_SUBJECT.match(mail.subject[:200]) and _READ_TEXT.search(mail.text[:1_000]):
        return Kind.RECEIPT, "a read receipt: its subject and text say so"
    return None


def _invitation_answer(mail: Mail, _: Site) -> Finding:
    """What a calendar answers to an invitation (RFC 5546)."""
    kind = (mail.header("content-type") or "").lower()
    if kind.startswith("text/calendar") and re.search(r"method=\"?(?:reply|cancel)", kind):
        return Kind.UNRELATED, "a calendar's answer to an invitation"
    return None


def _robot_sender(mail: Mail, _: Site) -> Finding:
    """Mail of a mail system, by its From or its envelope sender."""
    named = (mail.header("from") or "").strip()
    addresses = [a.email for a in mail.senders] or [named.strip("<> ").lower()]
    for address in addresses:
        local = address.partition("@")[0]
        if _ROBOTS.fullmatch(local[:100]):
            kind = Kind.BOUNCE if _REPORTERS.match(local) else Kind.UNRELATED
            return kind, f"the sender {local} is a mail system"
    if re.match(r'"?mailer-?daemon|"?mail delivery (?:sub)?system', named, re.IGNORECASE):
        return Kind.BOUNCE, "the sender names itself a mail system"
    if (
        not mail.senders
        and named.replace(" ", "") in {"", "<>"}
        and mail.header("from") is not None
    ):
        return Kind.AUTO_REPLY, "its From is empty"
    return None


def _empty_envelope(mail: Mail, _: Site) -> Finding:
    """No envelope sender: nobody waits for an answer (RFC 3834 section 2)."""
    sender = mail.envelope_sender
    if sender is None:
        return None
    if sender.strip("<> ") in {"", "null"}:
        return Kind.AUTO_REPLY, "its Return-Path is empty"
    local = sender.partition("@")[0]
    if _REPORTERS.match(local):
        return Kind.BOUNCE, f"its Return-Path is that of a mail system ({local[:40]})"
    return None


def _no_reply(mail: Mail, _: Site) -> Finding:
    """A sender that says it reads no answers, and names no address that does."""
    if mail.sender is None or not _NO_REPLY.fullmatch(mail.sender.email.partition("@")[0][:100]):
        return None
    if any(not _NO_REPLY.fullmatch(a.email.partition("@")[0][:100]) for a in mail.reply_to):
        return None
    return Kind.UNRELATED, "its sender reads no answers (no-reply)"


def _absence(mail: Mail, site: Site) -> Finding:
    """An out-of-office text without any header that says so."""
    if mail.sender is not None and site.staff_member(mail.sender.email) is not None:
        return None
    if is_absence_subject(mail.subject) and not _wants_something(mail):
        return Kind.AUTO_REPLY, "its subject is that of an absence note"
    if is_absence_text(mail.text):
        return Kind.AUTO_REPLY, "its text only says that the writer is away"
    if is_automatic_text(mail.text):
        return Kind.AUTO_REPLY, "its text calls itself automatic"
    return None


def _wants_something(mail: Mail) -> bool:
    """True for a text under an absence note's subject that asks for a return: a request titled by
    chance.
    """
    return bool(_ASKS.search(mail.text[:1_500])) and not is_absence_text(mail.text)


def _solicitation(mail: Mail, site: Site) -> Finding:
    """Spam, phishing and advertising, by several marks together."""
    marks = solicits(mail, site)
    return (Kind.UNRELATED, "advertising or fraud: " + ", ".join(marks)) if marks else None


DETECTORS: tuple[Callable[[Mail, Site], Finding], ...] = (
    _own_letter,
    _certified_receipt,
    _report,
    _read_receipt,
    _invitation_answer,
    _robot_sender,
    _empty_envelope,
    auto_submitted,
    auto_header,
    suppressing,
    precedence,
    mailing_list,
    system_header,
    _absence,
    _no_reply,
    _solicitation,
)
