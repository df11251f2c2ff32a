"""Delivery reports, complaints and read receipts as what they say (RFC 3464, 5965, 8098)."""

import re
from collections.abc import Sequence

from mailbot.adapters.reading.bounces import read_bounce, read_complaint, read_notice
from mailbot.adapters.reading.charsets import clean, decode
from mailbot.adapters.reading.fields import OWN_PREFIX
from mailbot.adapters.reading.headers import decode_words
from mailbot.adapters.reading.structure import Leaf
from mailbot.domain.mail import DeliveryReport, Mail

Block = dict[str, str]

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[ \t]*(.*)\Z")
_ADDRESS = re.compile(r"[^\s<>;,\"()\[\]]{1,64}@[^\s<>;,\"()\[\]]{1,255}")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_ID = re.compile(r"<[^<>\s]{1,400}>")
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_MOST = 65_536
_LONGEST_REASON = 300


def read_report(mail: Mail, leaves: Sequence[Leaf]) -> DeliveryReport | None:
    """What a mail reports about one of ours, or None for a mail that is no report."""
    status = _blocks(leaves, {"message/delivery-status", "message/global-delivery-status"})
    if status:
        return _with_original(_delivery(status, mail), mail, leaves)
    feedback = _blocks(leaves, {"message/feedback-report"})
    if feedback:
        return _with_original(_complaint(feedback[0]), mail, leaves)
    receipt = _blocks(leaves, {"message/disposition-notification"})
    if receipt:
        return _with_original(_read_receipt(receipt[0]), mail, leaves)
    freely = read_complaint(mail) or read_notice(mail) or read_bounce(mail)
    return _with_original(freely, mail, leaves)


def _blocks(leaves: Sequence[Leaf], types: set[str]) -> list[Block]:
    """The field groups of the first leaf of one of these types."""
    for leaf in leaves:
        if leaf.content_type in types:
            text = clean(decode(leaf.data[:_MOST], leaf.charset))
            return [b for b in map(_fields, re.split(r"\n[ \t]*\n", text)) if b]
    return []


def _fields(text: str) -> Block:
    """The fields of one group, unfolded, the first of each name."""
    found: Block = {}
    last = ""
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if line[:1] in {" ", "\t"} and last:
            found[last] = f"{found[last]} {line.strip()}"[:2_000]
        elif match:
            last = match[1].lower()
            if last in found:
                last = ""
            else:
                found[last] = match[2].strip()[:2_000]
    return {k: v for k, v in found.items() if not k.startswith(OWN_PREFIX)}


def _delivery(blocks: Sequence[Block], mail: Mail) -> DeliveryReport:
    """The worst of what a delivery-status part says about its recipients."""
    groups = [b for b in blocks if "action" in b or "final-recipient" in b] or [blocks[0]]

    def rank(group: Block) -> int:
        action = group.get("action", "failed").lower()
        return next((i for i, a in enumerate(_ACTIONS) if action.startswith(a)), 0)

    worst = min(groups, key=rank)
    action = _ACTIONS[rank(worst)]
    diagnostic = worst.get("diagnostic-code", "")
    status = _STATUS.search(worst.get("status", ""))
    exact = _STATUS.search(diagnostic)
    if status is None or (status[0].endswith(".0.0") and exact and exact[1] == status[1]):
        status = exact
    recipient = _recipient(worst, blocks)
    freely = read_bounce(mail) if not (recipient and status) else None
    return DeliveryReport(
        action=action,
        recipient=recipient or (freely.recipient if freely else ""),
        status=status[0] if status else (freely.status if freely else ""),
        reason=_reason(diagnostic) or (freely.reason if freely else ""),
    )


def _recipient(group: Block, blocks: Sequence[Block]) -> str:
    """Whom the group speaks of: the address we wrote to, before where it was forwarded."""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        for block in (group, *blocks):
            match = _ADDRESS.search(decode_words(block.get(name, "")))
            if match:
                return match[0].lower()
    return ""


def _complaint(block: Block) -> DeliveryReport:
    """A feedback report: somebody marked our letter as spam."""
    found = "original-rcpt-to", "removal-recipient"
    match = next((m for name in found if (m := _ADDRESS.search(block.get(name, "")))), None)
    return DeliveryReport(
        action="complaint",
        recipient=match[0].lower() if match else "",
        reason=_reason(block.get("feedback-type", "")),
    )


def _read_receipt(block: Block) -> DeliveryReport:
    """A read receipt: the letter arrived, and what became of it is the reason."""
    match = _ADDRESS.search(block.get("final-recipient", block.get("original-recipient", "")))
    original = _ID.search(block.get("original-message-id", ""))
    return DeliveryReport(
        action="delivered",
        recipient=match[0].lower() if match else "",
        reason=_reason(block.get("disposition", "")),
        original_message_id=original[0] if original else "",
    )


def _with_original(
    report: DeliveryReport | None, mail: Mail, leaves: Sequence[Leaf]
) -> DeliveryReport | None:
    """The report with id and subject of the letter it speaks of, by what of it came back."""
    if report is None:
        return None
    block = _returned_headers(mail, leaves)
    found = _ID.search(block.get("message-id", ""))
    ids = [report.original_message_id, found[0] if found else "", *mail.in_reply_to]
    recipient = report.recipient
    if not recipient and report.action != "complaint":
        match = _ADDRESS.search(block.get("x-failed-recipients", "") or block.get("to", ""))
        recipient = match[0].lower() if match else ""
    return DeliveryReport(
        action=report.action,
        recipient=recipient,
        status=report.status,
        reason=report.reason,
        original_message_id=next(filter(None, [*ids, *reversed(mail.references)]), ""),
        original_subject=report.original_subject or decode_words(block.get("subject", ""))[:300],
    )


def _returned_headers(mail: Mail, leaves: Sequence[Leaf]) -> Block:
    """The headers of the letter that came back: attached, its headers alone, or in the text."""
    if mail.enclosed:
        return dict(reversed(mail.enclosed[0].headers))
    for leaf in leaves:
        if leaf.content_type == "text/rfc822-headers":
            return _fields(clean(decode(leaf.data[:_MOST], leaf.charset)))
    blocks = [_fields(b) for b in re.split(r"\n[ \t]*\n", mail.text[:_MOST])]
    letters = [b for b in blocks if "message-id" in b or {"from", "subject"} <= b.keys()]
    if letters:
        return letters[0]
    texts = (leaf for leaf in leaves if leaf.content_type.startswith("text/"))
    for leaf in texts:
        block = _fields(clean(decode(leaf.data[:_MOST], leaf.charset)).strip())
        if "message-id" in block:
            return block
    return {}


def _reason(text: str) -> str:
    """The diagnosis in one line, without the type in front of it."""
    kind, mark, rest = text.partition(";")
    words = rest if mark and len(kind) < 20 and " " not in kind.strip() else text
    return " ".join(words.split())[:_LONGEST_REASON]
