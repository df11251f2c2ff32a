"""Delivery reports in the words of mail servers that know no RFC 3464: who, why, for how long."""

import re
from collections.abc import Mapping

from mailbot.domain.mail import DeliveryReport, Mail

_READ = 20_000  # characters of a report; the reason stands at its top
_ADDRESS = r"[^\s<>;,:\"'()\[\]{}|]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])"
_ANY_ADDRESS = re.compile(_ADDRESS)
_DAEMON = re.compile(
    r"mailer-?daemon|po+stmaster|mail delivery (?:sub)?system|mail administrator|double-bounce"
    r"|mmsc ndr|microsoftexchange[0-9a-f]{8}|\bmail-?router\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|unzustellbar|delivery (?:has )?fail|failure notice|returned mail|mail system error"
    r"|delivery (?:status )?notification|delivery (?:failure|problem|delay|report)|non[- ]delivery"
    r"|non recapitabile|mancato recapito|mancata consegna|messaggio non recapitato|nicht zugestellt"
    r"|non remis|[eé]chec de (?:la )?remise|no se (?:puede|pudo) entregar|no entregado"
    r"|mail delivery failed|could not be delivered|rejected mail|не доставлено|недоставленное"
    r"|warning: message .{1,60} delayed|message delivery",
    re.IGNORECASE,
)
# How such a report begins, whoever sends it: it speaks of a message, never of a parcel.
_OPENING = re.compile(
    r"(?:message|mail)[^\n]{0,160}\s(?:could not be|was not|cannot be|has not been) delivered"
    r"|could not deliver (?:the |your )?(?:message|mail)"
    r"|created automatically by mail delivery software|non-delivery report"
    r"|-- ?failed recipients? ?--|delivery to the following recipients? failed"
    r"|message n'a pas pu [eê]tre (?:d[eé]livr[eé]|remis)"
    r"|nachricht[^\n]{0,80} konnte nicht zugestellt werden"
    r"|messaggio[^\n]{0,80} non (?:è stato|può essere|ha potuto essere) (?:re)?capitat"
    r"|(?:recapitare|consegnare) il (?:suo |tuo |vostro )?messaggio"
    r"|(?:mensaje|correo)[^\n]{0,80} no (?:se pudo|ha podido|pudo ser) entrega",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"\s*(?:fwd?|i|wg|tr|rv|rif)\s*:", re.IGNORECASE)
# Where the letter that comes back begins: nothing after it says why.
_RETURNED = re.compile(
    r"^[ \t>]{0,8}(?:-{2,}[ \t]*)?(?:below this line is a copy|this is a copy of|original message"
    r"|returned message|unsent message|message header|copy of (?:the|your) message"
    r"|the header of the original|forwarded message|included is a copy|your original message"
    r"|original headers|message text follows|header of the message|start of message)"
    r"|^(?:return-path|received|message-id|mime-version)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
# The words before the address that could not be reached, the surest first.
_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^[ \t]*(?:final|original|failed|addressed|intended)?[ \t-]*recipients?[ \t]*:[ \t]*"
        rf"(?:rfc822;)?[ \t]*<?({_ADDRESS})",
        rf"^[ \t]*<({_ADDRESS})>[ \t]*(?:\([^)\n]{{0,200}}\))?[ \t]*:?[ \t]*\.{{0,3}}",
        rf"RCPT TO:[ \t]*<({_ADDRESS})>",
        rf"^[ \t]*({_ADDRESS})[ \t]*$",
        rf"^[ \t]*({_ADDRESS})[ \t]+(?:on[ \t]\d|:|\()",
        rf"(?:delivery to|deliver(?:ed)? (?:your )?(?:message |mail )?to|addressed to:?|userid:?"
        rf"|following address(?:es)?:?|recipient:?|user:?|for|account \(|550 unknown user)"
        rf"[ \t]*\n?[ \t]*<?({_ADDRESS})",
        rf"<({_ADDRESS})>",
        rf"(?<![^\s:<])({_ADDRESS})",
    )
)
_STATUS = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
_REPLY = re.compile(r"(?:^|[\s:<>(\]])([45])(\d\d)[ \-]")
_DELAYED = re.compile(
    r"delay|still trying|will (?:be|keep|continue)[^.\n]{0,40}(?:retr|try)|not yet been delivered"
    r"|temporary (?:failure|problem|error)|will retry|in ritardo|verzögert|retard[ée]",
    re.IGNORECASE,
)
_PERMANENT = re.compile(r"permanent(?:ly)?|given up|giving up|fatal error", re.IGNORECASE)
# What servers say where they give no number (RFC 3463 names the numbers).
_REASONS: Mapping[str, re.Pattern[str]] = {
    status: re.compile(words, re.IGNORECASE)
    for status, words in {
        "5.1.1": r"user unknown|unknown (?:local )?user|no such (?:user|recipient|address)"
        r"|does(?: not|n't) (?:exist|have)|recipient not found|not listed|invalid final"
        r"|mailbox (?:not found|unavailable)|no mailbox|recipient unknown|unknown address"
        r"|not a valid|no valid recipients|account (?:has been )?(?:disabled|closed)|inesistente",
        "5.2.2": r"(?:mailbox|folder|mailfolder|quota)[^.\n]{0,30}(?:full|exceed)|over ?quota"
        r"|quota|insufficient (?:disk )?(?:space|storage)|casella piena",
        "5.1.2": r"host (?:or domain name )?(?:unknown|not found)|find any host|domain not found"
        r"|unrouteable|no such (?:host|domain)|name service error|nxdomain",
        "5.3.4": r"too (?:large|big)|size (?:limit|exceed)|exceeds? (?:the )?(?:maximum|size)",
        "5.4.6": r"hop count|too many hops|routing loop|mail loop",
        "5.7.1": r"spam|blocked|blacklist|block list|rejected|refused by|denied|policy|virus"
        r"|not (?:allowed|permitted)|authenticat",
        "5.4.7": r"timed? ?out|expired|too long|connection (?:refused|reset)|could not connect"
        r"|unable to (?:connect|contact)|not respond",
    }.items()
}
_COMPLAINT = re.compile(r"[ \t]*complaint about message from ", re.IGNORECASE)


def looks_like_a_bounce(mail: Mail) -> bool:
    """True for mail of a mail system about a letter, by its sender or its subject and its form."""
    named = mail.header("from") or ""
    if mail.header("x-failed-recipients"):
        return True
    if _DAEMON.search(named[:300]):
        return True
    if not _SUBJECT.search(mail.subject[:200]):
        return False
    if mail.envelope_sender in {"", "null"} or "mailer-daemon" in (mail.envelope_sender or ""):
        return True
    text = (mail.text or mail.html_text)[:500]
    return bool(_OPENING.search(text)) and not _PASSED_ON.match(mail.subject)


def read_complaint(mail: Mail) -> DeliveryReport | None:
    """A complaint without a feedback-report part: a subject, and the letter complained of."""
    if not mail.enclosed or not _COMPLAINT.match(mail.subject):
        return None
    letter = mail.enclosed[0]
    found = _ANY_ADDRESS.search(letter.header("x-hmxmroriginalrecipient") or "")
    addressee = letter.recipients[0].email if letter.recipients else ""
    return DeliveryReport("complaint", found[0].lower() if found else addressee)


def read_notice(mail: Mail) -> DeliveryReport | None:
    """The bounce notice that Amazon SES sends as JSON through a notification topic."""
    if mail.header("x-amz-sns-message-id") is None or '"Bounce' not in mail.text.replace("\\", ""):
        return None
    said = mail.text[:_READ].replace("\\", "")
    recipient = re.search(rf'"emailAddress":"({_ADDRESS})"', said)
    status = re.search(r'"status":"([45]\.\d{1,3}\.\d{1,3})"', said)
    reason = re.search(r'"diagnosticCode":"([^"]{1,300})"', said)
    subject = re.search(r'"subject":"([^"]{1,300})"', said)
    return DeliveryReport(
        action="failed",
        recipient=recipient[1].lower() if recipient else "",
        status=status[1] if status else "5.0.0",
        reason=reason[1] if reason else "",
        original_subject=subject[1] if subject else "",
    )


def read_bounce(mail: Mail) -> DeliveryReport | None:
    """What a free-form report says, or None for a mail that is none."""
    if not looks_like_a_bounce(mail):
        return None
    text = (mail.text or mail.html_text)[:_READ]
    cut = _RETURNED.search(text)
    said = text[: cut.start()] if cut else text
    if not said.strip():
        said = text
    status = _status(said)
    delayed = bool(_DELAYED.search(f"{mail.subject}\n{said}"))
    if delayed and (_PERMANENT.search(said) or status.startswith("5")):
        delayed = bool(re.search(r"delay|warning", mail.subject, re.IGNORECASE))
    if delayed and status.startswith("5"):
        status = "4" + status[1:]
    return DeliveryReport(
        action="delayed" if delayed else "failed",
        recipient=_recipient(mail, said),
        status=status or ("4.0.0" if delayed else "5.0.0"),
        reason=_reason(said),
    )


def _recipient(mail: Mail, said: str) -> str:
    """The address that was not reached: not ours, not the server's."""
    failed = _ANY_ADDRESS.search((mail.header("x-failed-recipients") or "")[:2_000])
    if failed:
        return failed[0].lower()
    ours = {a.email for a in mail.recipients} | {a.email for a in mail.senders}
    for pattern in _BEFORE:
        for match in pattern.finditer(said):
            address = match[1].lower().strip(".")
            if address not in ours and not _DAEMON.search(address):
                return address
    return ""


def _status(said: str) -> str:
    """The enhanced status code, else one made from the reply code and the words."""
    match = _STATUS.search(said)
    if match:
        return match[0]
    reply = _REPLY.search(said)
    known = next((status for status, words in _REASONS.items() if words.search(said)), "")
    if reply:
        return f"{reply[1]}{known[1:]}" if known else f"{reply[1]}.0.0"
    return known


def _reason(said: str) -> str:
    """The line that says why: with a code in it, else with the words for a reason."""
    lines = [" ".join(line.split()) for line in said.split("\n") if line.strip()]
    for pattern in (_STATUS, _REPLY, *_REASONS.values()):
        for line in lines:
            if pattern.search(f" {line}"):
                return line[:300]
    return lines[0][:300] if lines else ""
