"""The bounds that hold before anything parses: size, header block, header lines, boundary lines
(mail-layer 6).
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

# Stands around the name of a block that is kept away from the parser.
MARK = "\x01"
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
# Without its last line end, with which the next field begins.
_PART_FIELD = re.compile(rb"\n[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[^\n]*(?:\n[ \t][^\n]*)*")
# Of a mail over the size limit this much after the headers is read: the writer's text comes first
# in almost all mails.
_HEAD_OF_A_LARGE_MAIL = 262_144


# A stretch between two boundary lines that is longer than this is kept away from the parser, which
# makes an object of each line: 25 MB of short lines would be 400 MB of objects.
_LONG = 262_144
_SHOWN = 32_768  # of such a stretch; the headers of a part stand in it
_CONTENT_FIELD = 8_192  # bytes of a `Content-` field; a name of 255 characters, encoded, is 2 KB
_MOST_SHOWN = 1_000_000  # of a mail; past it this much of a stretch, where most parts' headers fit:
_SHOWN_AT_LAST = 512


@dataclass(frozen=True, slots=True)
class Bounded:
    """Bytes a parser may see, what was left out of them, and the long stretches by the mark
    that stands there.
    """

    data: bytes
    problems: tuple[str, ...] = ()
    blocks: Mapping[str, memoryview] = field(default_factory=dict)


def bound(raw: bytes, limits: Limits) -> Bounded:
    """The mail cut to its bounds, with line ends a parser knows and a header block it does not trip
    over.

    Errors: Unreadable for an empty mail and for one with more boundary lines than
    `limits.boundary_lines`.
    """
    problems = []
    data = raw
    if len(raw) > limits.mail_bytes:
        data = raw[: limits.header_block_bytes + _HEAD_OF_A_LARGE_MAIL]
        problems.append(
            f"the mail has {len(raw)} bytes, the limit is {limits.mail_bytes}:"
            " only its beginning was read"
        )
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not data.strip():
        raise Unreadable("the mail is empty")
    head, start = _split_head(data, limits.header_block_bytes)
    if len(head) > limits.header_block_bytes:
        head = head[: limits.header_block_bytes]
        problems.append(f"the header block was cut at {limits.header_block_bytes} bytes")
    _check_boundaries(data, start, limits.boundary_lines)
    fields, cut = _repair_fields(head, limits.header_bytes)
    if cut:
        problems.append(f"{cut} headers were cut at {limits.header_bytes} bytes")
    body, blocks = _set_blocks_aside(data, start)
    body = _cut_part_fields(body, limits.header_bytes)
    return Bounded(b"".join(fields) + b"\r\n" + body, tuple(problems), blocks)


def _set_blocks_aside(data: bytes, start: int) -> tuple[bytes, dict[str, memoryview]]:
    """The body with a mark in the place of what is long in it, and that by its mark.

    The mark has the digest of the mail in it, so that no mail can hold one of its own.
    """
    if len(data) - start <= _LONG:
        return data[start:], {}
    own = hashlib.sha256(data).hexdigest()[:32]
    view = memoryview(data)
    pieces: list[bytes | memoryview] = []
    blocks: dict[str, memoryview] = {}
    left = _MOST_SHOWN
    while start < len(data):
        end = data.find(b"\n--", start) + 1 or len(data)
        long, shown = (_LONG, _SHOWN) if left > 0 else (2 * _SHOWN_AT_LAST, _SHOWN_AT_LAST)
        if end - start > long:
            mark = f"{MARK}{own}-{len(blocks)}{MARK}"
            blocks[mark] = view[start + shown : end]
            pieces += [view[start : start + shown], mark.encode(), b"\r\n"]
            left -= shown
        else:
            pieces.append(view[start:end])
            left -= end - start
        start = end
    return b"".join(pieces), blocks


def _cut_part_fields(body: bytes, limit: int) -> bytes:
    """The body with the `Content-` fields of its parts cut.

    The parameters of such a field are read in time that grows with its square: 100 KB of semicolons
    take seconds.
    """
    pieces = []
    done = 0
    limit = min(limit, _CONTENT_FIELD)
    for match in _PART_FIELD.finditer(body):
        if match.end() - match.start() > limit:
            pieces.append(body[done : match.start() + limit].rstrip())
            done = match.end()
    return b"".join([*pieces, body[done:]]) if pieces else body


def _split_head(data: bytes, limit: int) -> tuple[bytes, int]:
    """Header block with its last line end, and where the body begins."""
    end = _BLANK_LINE.search(data)
    if end is None:
        return data, len(data)
    if end.start() > limit and b"\n" not in data[:limit]:
        return data[:limit], end.end()
    return data[: data.find(b"\n", end.start()) + 1], end.end()


def _check_boundaries(data: bytes, start: int, limit: int) -> None:
    """Errors: Unreadable when a multipart could have more parts than anyone writes."""
    count = data.count(b"\n--", start) + data.startswith(b"--", start)
    if count > limit:
        raise Unreadable(f"{count} lines look like part boundaries, the limit is {limit}")


def _repair_fields(head: bytes, limit: int) -> tuple[list[bytes], int]:
    """The fields of a header block, each bounded, and how many were cut.

    A line that is neither a field nor a continuation would end the headers for every parser behind
    us and turn the rest of them into text. It is taken as a continuation; before the first field
    (`From ` of an mbox) it is dropped. If nothing in the block is a field at all, the block is the
    text: bodies without headers exist.
    """
    fields: list[bytearray] = []
    for match in _LINE.finditer(head):
        line = match[0]
        if _FIELD.match(line) and line[:1] not in b" \t":
            fields.append(bytearray(line))
        elif fields and line.strip():
            fields[-1] += line if line[:1] in b" \t" else b" " + line
    if not fields:
        return [b"\r\n", head], 0
    cut = 0
    done = []
    for line in map(bytes, fields):
        most = min(limit, _CONTENT_FIELD) if line[:8].lower() == b"content-" else limit
        if len(line) > most:
            cut += 1
            done.append(line[:most].replace(b"\r", b"").rstrip(b"\n") + b"\r\n")
        else:
            done.append(line if line.endswith(b"\n") else line + b"\r\n")
    return done, cut
