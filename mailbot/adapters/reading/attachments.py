"""The parts that are not the writer's text, with what could be read out of them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailbot.adapters.reading.bench import Bench, File
from mailbot.adapters.reading.contents import Contents, kind_of
from mailbot.adapters.reading.names import safe_name
from mailbot.adapters.reading.structure import Leaf
from mailbot.domain.mail import Attachment
from mailbot.domain.site import Limits

# Parts that belong to the envelope of a mail, not to what its writer attached.
_ENVELOPE_TYPES = frozenset(
    {
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "message/global-delivery-status",
        "text/rfc822-headers",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)
_PICTURES = frozenset({"picture", "bitmap"})
# A picture of fewer bytes is an icon; it does not count as one of the pictures of a mail.
_ICON_BYTES = 2_500
_LEAST = 0.7  # seconds for a picture, in which one of twelve megapixels can be read


@dataclass(frozen=True, slots=True)
class Opened:
    """The attachments of a mail, and the body that a winmail.dat among them held."""

    attachments: tuple[Attachment, ...]
    text: str = ""
    html: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """One attachment before it is opened. `kind` is empty for what is only kept."""

    name: str
    content_type: str
    data: bytes
    kind: str
    charset: str = ""
    inline: bool = False


def open_attachments(
    leaves: Sequence[Leaf], files: Sequence[tuple[str, bytes]], limits: Limits, bench: Bench
) -> Opened:
    """Every attachment in order, opened as far as the time for one mail allows."""
    items = [_item(leaf, number) for number, leaf in enumerate(leaves[: limits.attachments], 1)]
    for name, data in files[: limits.attachments - len(items)]:
        shown = safe_name(name, "", len(items) + 1)
        kind = kind_of(shown, "", data)
        items.append(_Item(shown, "application/octet-stream", data, kind))
    contents = _contents(items, limits, bench)
    found = [a for item, inside in zip(items, contents, strict=True) for a in _shown(item, inside)]
    bodies = (c for i, c in zip(items, contents, strict=True) if i.kind == "tnef")
    body = next(bodies, Contents())
    missed = len(leaves) + len(files) - len(items)
    return Opened(
        tuple(found[: limits.attachments]),
        body.text,
        body.html,
        (f"{missed} attachments over the limit were left out",) if missed > 0 else (),
    )


def _item(leaf: Leaf, number: int) -> _Item:
    data = leaf.data
    name = safe_name(leaf.name, leaf.content_type, number)
    enveloping = leaf.content_type in _ENVELOPE_TYPES
    return _Item(
        name=name,
        content_type=leaf.content_type,
        data=data,
        kind="" if enveloping else kind_of(name, leaf.content_type, data),
        charset=leaf.charset,
        inline=leaf.related or bool(leaf.content_id and leaf.disposition != "attachment"),
    )


def _contents(items: Sequence[_Item], limits: Limits, bench: Bench) -> list[Contents]:
    """What is in each item.

    Tables and texts come first, then a look at each picture; those that showed nothing are turned
    and sharpened with the time that is left, in equal shares: a picture on which nothing can be
    found takes all it gets.
    """
    found = [Contents()] * len(items)
    files = [i for i, item in enumerate(items) if item.kind and item.kind not in _PICTURES]
    pictures = [
        i
        for i, item in enumerate(items)
        if item.kind in _PICTURES and len(item.data) >= _ICON_BYTES
    ]
    for index in pictures[limits.pictures :]:
        found[index] = Contents(problem=f"only the first {limits.pictures} pictures were looked at")
    pictures = pictures[: limits.pictures]
    left = bench.seconds
    for index in (*files, *pictures):
        file = _file(items[index], thorough=False)
        found[index], took = bench.open(file, left)
        left -= took
    dark = [i for i in pictures if not found[i].codes and not found[i].problem]
    for number, index in enumerate(dark):
        share = min(left, max(left / (len(dark) - number), _LEAST))
        found[index], took = bench.open(_file(items[index], thorough=True), share)
        left -= took
    return found


def _file(item: _Item, *, thorough: bool) -> File:
    return File(item.name, item.content_type, item.data, item.charset, thorough)


def _shown(item: _Item, inside: Contents) -> Iterator[Attachment]:
    """The attachment, and those packed in it."""
    tnef = item.kind == "tnef"
    yield Attachment(
        name=item.name,
        content_type=item.content_type,
        size=len(item.data),
        digest=hashlib.sha256(item.data).hexdigest(),
        text="" if tnef else inside.text,
        tables=inside.tables,
        codes=inside.codes,
        inline=item.inline,
        problem=inside.problem,
    )
    yield from _packed(inside, "tnef" if tnef else "")


def _packed(inside: Contents, origin: str) -> Iterator[Attachment]:
    """The files packed in a file, and those in them."""
    for file in inside.files:
        yield Attachment(
            name=file.name,
            content_type=file.content_type or "application/octet-stream",
            size=file.size,
            digest=file.digest,
            text=file.contents.text,
            tables=file.contents.tables,
            codes=file.contents.codes,
            origin=origin,
            problem=file.contents.problem,
        )
        yield from _packed(file.contents, origin)
