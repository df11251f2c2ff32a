"""The tree of a mail, walked within bounds: which parts are the writer's text, which are attached
(RFC 2045-2049).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from mailbot.adapters.reading.cms import signed_content
from mailbot.adapters.reading.headers import decode_words, unescape_8bit
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

_MESSAGE_START = re.compile(
    rb"\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]{0,998}\r?\n)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part that holds bytes. `alternative` numbers the multipart/alternative it belongs to, 0
    for none.
    """

    part: Message
    content_type: str
    charset: str
    name: str
    disposition: str
    content_id: str
    related: bool
    alternative: int
    parent: str

    @property
    def data(self) -> bytes:
        """The bytes with the transfer encoding undone, as far as it is sound."""
        return payload(self.part)

    def param(self, key: str) -> str:
        """A parameter of Content-Type, lower case, or empty."""
        return _param(self.part, key).lower()


@dataclass(frozen=True, slots=True)
class Tree:
    """The parts of one mail: leaves in order, mails enclosed in it, the delivery-status texts."""

    top: Message
    leaves: tuple[Leaf, ...]
    enclosed: tuple[Message, ...]
    problems: tuple[str, ...] = ()


def parse(data: bytes) -> Message:
    """The parsed message. Errors: Unreadable when it is nested past the interpreter's depth."""
    try:
        return message_from_bytes(data)
    except RecursionError:
        raise Unreadable("its parts are nested too deep") from None


def walk(top: Message, limits: Limits, depth: int = 0) -> Tree:
    """The parts of a mail, without those of the mails enclosed in it.

    Errors: Unreadable past `limits.nesting` or `limits.parts`.
    """
    leaves: list[Leaf] = []
    enclosed: list[Message] = []
    types: set[str] = set()
    for number, (part, level, parent, related, alternative) in enumerate(_parts(top)):
        if level + depth > limits.nesting:
            raise Unreadable(f"its parts are nested deeper than {limits.nesting}")
        if number >= limits.parts:
            raise Unreadable(f"it has more than {limits.parts} parts")
        kind = part.get_content_type()
        types.add(kind)
        inner = _inner(part, kind)
        if inner is not None:
            enclosed.append(inner)
            continue
        if not part.is_multipart() or kind.startswith("message/"):
            leaves.append(_leaf(part, kind, parent, related, alternative))
    return Tree(
        top,
        tuple(leaves),
        tuple(enclosed),
        _unread(leaves, types),
    )


def _unread(leaves: list[Leaf], types: set[str]) -> tuple[str, ...]:
    """What keeps the text of a mail from us."""
    if "multipart/encrypted" in types:
        return ("the mail is encrypted with PGP",)
    if any(is_smime(leaf.content_type, leaf.name) for leaf in leaves):
        return ("the mail is encrypted with S/MIME, or signed in a form that is not read",)
    return ()


def is_smime(content_type: str, name: str) -> bool:
    """True for a part that is a whole mail in an S/MIME wrapping, not a signed file."""
    if content_type not in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return False
    return name.lower() in {"", "smime.p7m"}


def _parts(top: Message) -> Iterator[tuple[Message, int, str, bool, int]]:
    """Every part, its level, its parent's type, whether it is inside multipart/related, its
    alternative's number.
    """
    stack = [(top, 0, "", False, 0)]
    alternatives = 0
    while stack:
        part, level, parent, related, alternative = stack.pop()
        opened = _opened(part)
        if opened is not None:
            stack.append((opened, level + 1, parent, related, alternative))
            continue
        yield part, level, parent, related, alternative
        kind = part.get_content_type()
        children = part.get_payload() if part.is_multipart() else None
        if kind.startswith("message/") or not isinstance(children, list):
            continue
        if kind == "multipart/alternative":
            alternatives += 1
            alternative = alternatives
        for index, child in reversed(list(enumerate(children))):
            if isinstance(child, Message):
                inside = related or (kind == "multipart/related" and index > 0)
                stack.append((child, level + 1, kind, inside, alternative))


def _opened(part: Message) -> Message | None:
    """The mail inside an opaque S/MIME signature."""
    if part.is_multipart() or not is_smime(part.get_content_type(), file_name(part)):
        return None
    data = signed_content(payload(part))
    return parse(data) if data is not None and looks_like_a_mail(data) else None


def _leaf(part: Message, kind: str, parent: str, related: bool, alternative: int) -> Leaf:
    return Leaf(
        part=part,
        content_type=kind,
        charset=_param(part, "charset"),
        name=file_name(part),
        disposition=_disposition(part),
        content_id=decode_words(unescape_8bit(str(part.get("Content-ID", ""))))[:200].strip("<> "),
        related=related,
        alternative=alternative,
        parent=parent,
    )


def _disposition(part: Message) -> str:
    value = unescape_8bit(str(part.get("Content-Disposition", "")))
    return value.partition(";")[0].strip().lower()


def _param(part: Message, key: str, header: str = "content-type") -> str:
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
    name = _param(part, "filename", "content-disposition") or _param(part, "name")
    return decode_words(name)[:1_000]


def payload(part: Message) -> bytes:
    """The bytes of a leaf with base64 or quoted-printable undone; what is damaged comes as far as
    it is sound.
    """
    if part.is_multipart():
        groups = (p for p in part.get_payload() if isinstance(p, Message))
        return b"\n\n".join(_group(p) for p in groups)
    try:
        data = part.get_payload(decode=True)
    except (LookupError, ValueError, AssertionError):
        data = None
    if isinstance(data, bytes):
        return data
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def _group(message: Message) -> bytes:
    """The fields of a part that a parser took for a message, and what follows them."""
    lines = [f"{name}: {value}" for name, value in message.raw_items()]
    rest = message.get_payload()
    text = "\n".join([*lines, "", rest if isinstance(rest, str) else ""])
    return text.strip().encode("utf-8", "surrogateescape")


def _inner(part: Message, kind: str) -> Message | None:
    """The mail inside a message/rfc822 part, also where it is in base64 against RFC 2046."""
    if kind not in {"message/rfc822", "message/global"}:
        if part.is_multipart() or not file_name(part).lower().endswith(".eml"):
            return None
        data = payload(part)
        return parse(data) if looks_like_a_mail(data) else None
    children = part.get_payload()
    inner = children[0] if isinstance(children, list) and children else None
    if not isinstance(inner, Message):
        return None
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding in {"base64", "quoted-printable"} and not inner.keys():
        shell = Message()
        shell["Content-Transfer-Encoding"] = encoding
        shell.set_payload(inner.get_payload())
        data = payload(shell)
        return parse(data) if looks_like_a_mail(data) else None
    return inner


def looks_like_a_mail(data: bytes) -> bool:
    """True for bytes that begin with header fields."""
    return bool(_MESSAGE_START.match(data[:2_000]))
