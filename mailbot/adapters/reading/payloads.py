"""What a part of a mail says about itself, and its bytes with the transfer encoding undone (RFC
2045).
"""

import binascii
import re
from collections.abc import Mapping
from email import message_from_bytes
from email.message import Message

from mailbot.adapters.reading.bounds import MARK, bound
from mailbot.adapters.reading.headers import decode_words, unescape_8bit
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

# The long stretches of the mails of one tree, by the mark that stands for them.
Blocks = dict[str, memoryview]

_MARK = re.compile(f"({MARK}[0-9a-f-]{{34,50}}{MARK})")
_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_MESSAGE_START = re.compile(
    rb"\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]{0,998}\r?\n)", re.ASCII
)


def parse(data: bytes) -> Message:
    """The parsed message. Errors: Unreadable when it is nested past the interpreter's depth."""
    try:
        return message_from_bytes(data)
    except RecursionError:
        raise Unreadable("its parts are nested too deep") from None


def parse_inner(data: bytes, limits: Limits, blocks: Blocks) -> Message | None:
    """A mail that came out of a part, within the same bounds; None if it is no mail."""
    if not _MESSAGE_START.match(data[:2_000]):
        return None
    bounded = bound(data, limits)
    blocks.update(bounded.blocks)
    return parse(bounded.data)


def disposition(part: Message) -> str:
    """The word of Content-Disposition, lower case, or empty."""
    value = unescape_8bit(str(part.get("Content-Disposition", "")))
    return value.partition(";")[0].strip().lower()


def param(part: Message, key: str, header: str = "content-type") -> str:
    """A parameter of a header, empty where it is missing or past reading."""
    try:
        value = part.get_param(key, "", header)
        if isinstance(value, tuple):
            charset, _, text = value
            raw = text.encode("latin-1", "replace")
            return raw.decode(charset or "utf-8", "replace")
        return unescape_8bit(str(value or ""))
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return ""


def file_name(part: Message) -> str:
    """The name the sender gave a part, RFC 2231 and RFC 2047 forms undone, not yet safe."""
    name = param(part, "filename", "content-disposition") or param(part, "name")
    return decode_words(name)[:1_000]


def payload(part: Message, blocks: Mapping[str, memoryview]) -> bytes:
    """The bytes of a leaf; what is damaged in it comes as far as it is sound."""
    if part.is_multipart():
        groups = (p for p in part.get_payload() if isinstance(p, Message))
        return b"\n\n".join(_group(p) for p in groups)
    text = part.get_payload()
    if isinstance(text, str) and blocks:
        mark = _MARK.search(text[:_MARK_WITHIN])
        if mark and mark[1] in blocks:
            shown = text[: mark.start()].encode("ascii", "surrogateescape")
            return _undo(b"".join((shown, blocks[mark[1]])), part)
    try:
        data = part.get_payload(decode=True)
    except (LookupError, ValueError, AssertionError):
        data = None
    if isinstance(data, bytes):
        return data
    return str(text).encode("utf-8", "surrogateescape")


_MARK_WITHIN = 100_000


def _undo(data: bytes, part: Message) -> bytes:
    """Bytes with the part's transfer encoding undone."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding != "base64":
        return data
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        sound = _BASE64.sub(b"", data)
        return binascii.a2b_base64(sound[: len(sound) // 4 * 4])


def _group(message: Message) -> bytes:
    """The fields of a part that a parser took for a message, and what follows them."""
    lines = [f"{name}: {value}" for name, value in message.raw_items()]
    rest = message.get_payload()
    text = "\n".join([*lines, "", rest if isinstance(rest, str) else ""])
    return text.strip().encode("utf-8", "surrogateescape")


def inner_mail(part: Message, kind: str, limits: Limits, blocks: Blocks) -> Message | None:
    """The mail inside a message/rfc822 part or an `.eml` file, also where it is in base64 against
    RFC 2046.
    """
    if kind not in {"message/rfc822", "message/global"}:
        if part.is_multipart() or not file_name(part).lower().endswith(".eml"):
            return None
        return parse_inner(payload(part, blocks), limits, blocks)
    children = part.get_payload()
    inner = children[0] if isinstance(children, list) and children else None
    if not isinstance(inner, Message):
        return None
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding in {"base64", "quoted-printable"} and not inner.keys():
        shell = Message()
        shell["Content-Transfer-Encoding"] = encoding
        shell.set_payload(inner.get_payload())
        return parse_inner(payload(shell, blocks), limits, blocks)
    return inner
