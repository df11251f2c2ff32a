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
_BOUNDARY = re.compile(r"^--([A-Za-z0-9'()+_,./:=?-]{1,70})[ \t]*\r?$", re.MULTILINE)
_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\r\n]")
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


def mended(part: Message) -> Message | None:
    """A multipart whose boundary is not the one it names, parsed by the one that stands in it."""
    text = getattr(part, "_payload", None)
    found = _BOUNDARY.search(text[:_MARK_WITHIN]) if isinstance(text, str) else None
    if found is None or not isinstance(text, str):
        return None
    kind = part.get_content_type()
    head = f'Content-Type: {kind}; boundary="{found[1]}"\r\n\r\n'
    again = parse((head + text).encode("utf-8", "surrogateescape"))
    return again if again.is_multipart() else None


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
    # `get_payload()` would decode the text by its label, losing bytes: the untouched one is here.
    text = getattr(part, "_payload", None)
    if not isinstance(text, str):
        return b""
    mark = _MARK.search(text[:_MARK_WITHIN]) if blocks else None
    if mark and mark[1] in blocks:
        shown = text[: mark.start()].encode("utf-8", "surrogateescape")
        return _undo(b"".join((shown, blocks[mark[1]])), part)
    return _undo(text.encode("utf-8", "surrogateescape"), part)


_MARK_WITHIN = 100_000


def _undo(data: bytes, part: Message) -> bytes:
    """Bytes with the part's transfer encoding undone."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding == "base64":
        return _unbase64(data)
    if encoding in {"x-uuencode", "uuencode", "uue", "x-uue"}:
        found = part.get_payload(decode=True)
        return found if isinstance(found, bytes) else data
    return data


def _unbase64(data: bytes) -> bytes:
    """The bytes of base64, also without its padding or with dirt in it; text that is none stays."""
    try:
        return binascii.a2b_base64(data, strict_mode=False) if not _is_text(data) else data
    except binascii.Error:
        sound = _BASE64.sub(b"", data)
        sound = sound[:-1] if len(sound) % 4 == 1 else sound
        return binascii.a2b_base64(sound + b"=" * (-len(sound) % 4))


def _is_text(data: bytes) -> bool:
    """True for what is labelled base64 and has words in its first lines."""
    head = data[:2_000].strip()
    dirt = len(_NO_BASE64.findall(head))
    return dirt > 2 and dirt * 20 > len(head)


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
