"""The tree of a mail, walked within bounds: which parts are the writer's text, which are attached
(RFC 2045-2049).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from mailbot.adapters.reading.cms import signed_content
from mailbot.adapters.reading.headers import decode_words, unescape_8bit
from mailbot.adapters.reading.payloads import (
    Blocks,
    disposition,
    file_name,
    inner_mail,
    mended,
    param,
    parse_inner,
    payload,
)
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable


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
    blocks: Blocks

    @property
    def data(self) -> bytes:
        """The bytes with the transfer encoding undone, as far as it is sound."""
        return payload(self.part, self.blocks)

    def param(self, key: str) -> str:
        """A parameter of Content-Type, lower case, or empty."""
        return param(self.part, key).lower()


@dataclass(frozen=True, slots=True)
class Tree:
    """The parts of one mail: leaves in order, mails enclosed in it, the delivery-status texts."""

    top: Message
    leaves: tuple[Leaf, ...]
    enclosed: tuple[Message, ...]
    problems: tuple[str, ...] = ()


def walk(top: Message, limits: Limits, blocks: Blocks, depth: int = 0) -> Tree:
    """The parts of a mail, without those of the mails enclosed in it.

    Errors: Unreadable past `limits.nesting` or `limits.parts`.
    """
    leaves: list[Leaf] = []
    enclosed: list[Message] = []
    types: set[str] = set()
    for number, (part, level, parent, related, alternative) in enumerate(
        _parts(top, limits, blocks)
    ):
        if level + depth > limits.nesting:
            raise Unreadable(f"its parts are nested deeper than {limits.nesting}")
        if number >= limits.parts:
            raise Unreadable(f"it has more than {limits.parts} parts")
        kind = part.get_content_type()
        types.add(kind)
        inner = inner_mail(part, kind, limits, blocks)
        if inner is not None:
            enclosed.append(inner)
            continue
        if kind.startswith("multipart/") and not part.is_multipart():
            kind = "text/plain"  # no parts at all: what stands there is all there is
        if not part.is_multipart() or kind.startswith("message/"):
            leaves.append(
                _leaf(
                    part,
                    kind,
                    parent=parent,
                    related=related,
                    alternative=alternative,
                    blocks=blocks,
                )
            )
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


def _parts(
    top: Message, limits: Limits, blocks: Blocks
) -> Iterator[tuple[Message, int, str, bool, int]]:
    """Every part, its level, its parent's type, whether it is inside multipart/related, its
    alternative's number.
    """
    stack = [(top, 0, "", False, 0)]
    alternatives = 0
    while stack:
        part, level, parent, related, alternative = stack.pop()
        opened = _opened(part, limits, blocks)
        if opened is not None:
            stack.append((opened, level + 1, parent, related, alternative))
            continue
        kind = part.get_content_type()
        if kind.startswith("multipart/") and not part.is_multipart():
            again = mended(part)
            if again is not None:
                stack.append((again, level + 1, parent, related, alternative))
                continue
        yield part, level, parent, related, alternative
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


def _opened(part: Message, limits: Limits, blocks: Blocks) -> Message | None:
    """The mail inside an opaque S/MIME signature."""
    if part.is_multipart() or not is_smime(part.get_content_type(), file_name(part)):
        return None
    data = signed_content(payload(part, blocks))
    return parse_inner(data, limits, blocks) if data is not None else None


def _leaf(
    part: Message, kind: str, *, parent: str, related: bool, alternative: int, blocks: Blocks
) -> Leaf:
    return Leaf(
        part=part,
        content_type=kind,
        charset=param(part, "charset"),
        name=file_name(part),
        disposition=disposition(part),
        content_id=decode_words(unescape_8bit(str(part.get("Content-ID", ""))))[:200].strip("<> "),
        related=related,
        alternative=alternative,
        parent=parent,
        blocks=blocks,
    )
