"""Italian certified mail (PEC): envelopes unwrapped, receipts recognised (DM 2 November 2005,
annex).
"""

import re
from dataclasses import replace

from mailbot.domain.mail import DeliveryReport, Mail

_ENVELOPE_SUBJECT = re.compile(r"(?:POSTA CERTIFICATA|ANOMALIA MESSAGGIO)[ \t]*:", re.IGNORECASE)
_ON_BEHALF = re.compile(r"per conto di[ \t]*:", re.IGNORECASE)
_RECEIPT_SUBJECT = re.compile(
    r"(?:ACCETTAZIONE|CONSEGNA|AVVENUTA CONSEGNA|PRESA IN CARICO|AVVISO DI (?:MANCATA CONSEGNA"
    r"|NON ACCETTAZIONE)(?: [A-Z ]{1,60})?|RILEVAZIONE VIRUS|PROBLEMA DI SICUREZZA)[ \t]*:",
    re.IGNORECASE,
)
_FAILED = re.compile(r"errore|non-accettazione|virus|mancata consegna|non accettazione", re.I)
_ID = re.compile(r"<[^<>\s]{1,400}>")


def unwrap(mail: Mail) -> Mail:
    """The mail, or the one inside its PEC envelope; a PEC receipt with what it reports.

    The inner mail gives sender, subject, texts and attachments; id, headers and envelope sender
    stay those that our server saw, so that an envelope somebody made up proves nothing.
    """
    if _is_receipt(mail):
        return replace(mail, pec="receipt", report=mail.report or _report(mail))
    if not mail.enclosed or not _is_envelope(mail):
        return mail
    inner = mail.enclosed[0]
    certified = (mail.header("x-trasporto") or "").strip().lower() != "errore"
    anomaly = () if certified else ("a PEC anomaly: its sender has no certified mail",)
    return replace(
        mail,
        senders=inner.senders,
        subject=inner.subject,
        text=inner.text,
        html_text=inner.html_text,
        tables=inner.tables,
        reply_to=inner.reply_to,
        in_reply_to=inner.in_reply_to,
        references=inner.references,
        attachments=inner.attachments + mail.attachments,
        enclosed=inner.enclosed + mail.enclosed[1:],
        pec="message" if certified else "",
        report=None,
        problems=mail.problems + inner.problems + anomaly,
    )


def _is_envelope(mail: Mail) -> bool:
    """True for a transport or anomaly envelope: by its header, or by subject, sender and data."""
    transport = (mail.header("x-trasporto") or "").strip().lower()
    if transport in {"posta-certificata", "errore"}:
        return True
    on_behalf = bool(_ON_BEHALF.search((mail.header("from") or "")[:300]))
    return _has_data(mail) and (on_behalf or bool(_ENVELOPE_SUBJECT.match(mail.subject)))


def _is_receipt(mail: Mail) -> bool:
    """True for a receipt of a PEC provider. Its subject alone proves nothing: people accept offers
    too.
    """
    if (mail.header("x-ricevuta") or "").strip():
        return True
    provider = "posta-certificata@" in (mail.header("from") or "").lower()
    return (_has_data(mail) or provider) and bool(_RECEIPT_SUBJECT.match(mail.subject))


def _has_data(mail: Mail) -> bool:
    """True if the provider's certification data is attached."""
    return any(a.name.lower() == "daticert.xml" for a in mail.attachments)


def _report(mail: Mail) -> DeliveryReport:
    """What a receipt says about the letter it names."""
    kind = (mail.header("x-ricevuta") or mail.subject.partition(":")[0]).strip().lower()
    original = _ID.search(mail.header("x-riferimento-message-id") or "")
    delivered = "consegna" in kind
    action = "failed" if _FAILED.search(kind) else "delivered" if delivered else "relayed"
    return DeliveryReport(
        action=action,
        recipient="",
        status="5.0.0" if action == "failed" else "",
        reason=kind[:100],
        original_message_id=original[0] if original else "",
        original_subject=mail.subject.partition(":")[2].strip()[:300],
    )
