"""The bounds that hold before anything parses: size, header block, header lines, boundary lines
(mail-layer 6).
"""

import re
from dataclasses import dataclass

from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_PART_FIELD = re.compile(rb"\n[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[^\n]*\n(?:[ \t][^\n]*\n)*")
# Of a mail over the size limit this much after the headers is read: the writer's text comes first
# in almost all mails.
_HEAD_OF_A_LARGE_MAIL = 262_144


@dataclass(frozen=True, slots=True)
class Bounded:
    """Bytes that a parser may see, and what was left out of them."""

    data: bytes
    problems: tuple[str, ...] = ()


def bound(raw: bytes, limits: Limits) -> Bounded:
    """The mail cut to its bounds, with line ends a parser knows and a header block it does not trip
    over.

    Errors: Unreadable for an empty mail and for one with more boundary lines than
    `limits.boundary_lines`.
    """
    problems = []
    if len(raw) > limits.mail_bytes:
        problems.append(
            f"the mail has {len(raw)} bytes, the limit is {limits.mail_bytes}:"
            " only its beginning was read"
        )
    data = raw[: limits.header_block_bytes + _HEAD_OF_A_LARGE_MAIL] if problems else raw
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not data.strip():
        raise Unreadable("the mail is empty")
    head, body = _split_head(data, limits.header_block_bytes)
    if len(head) > limits.header_block_bytes:
        head = head[: limits.header_block_bytes]
        problems.append(f"the header block was cut at {limits.header_block_bytes} bytes")
    _check_boundaries(body, limits.boundary_lines)
    fields, cut = _repair_fields(head, limits.header_bytes)
    if cut:
        problems.append(f"{cut} headers were cut at {limits.header_bytes} bytes")
    body = _cut_part_fields(body, limits.header_bytes)
    return Bounded(b"".join(fields) + b"\r\n" + body, tuple(problems))


def _cut_part_fields(body: bytes, limit: int) -> bytes:
    """The body with the `Content-` fields of its parts cut.

    The parameters of such a field are read in time that grows with its square: 100 KB of semicolons
    take seconds.
    """
    pieces = []
    done = 0
    for match in _PART_FIELD.finditer(body):
        if match.end() - match.start() > limit:
            pieces.append(body[done : match.start() + limit].rstrip())
            pieces.append(b"\r\n")
            done = match.end()
    return b"".join([*pieces, body[done:]]) if pieces else body


def _split_head(data: bytes, limit: int) -> tuple[bytes, bytes]:
    """Header block with its last line end, and the body."""
    end = _BLANK_LINE.search(data)
    if end is None:
        return data, b""
    if end.start() > limit and b"\n" not in data[:limit]:
        return data[:limit], data[end.end() :]
    first_end = data.find(b"\n", end.start()) + 1
    return data[:first_end], data[end.end() :]


def _check_boundaries(body: bytes, limit: int) -> None:
    """Errors: Unreadable when a multipart could have more parts than anyone writes."""
    count = body.count(b"\n--") + body.startswith(b"--")
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
    for field in fields:
        if len(field) > limit:
            cut += 1
            done.append(bytes(field[:limit].replace(b"\r", b"").rstrip(b"\n")) + b"\r\n")
        else:
            done.append(bytes(field) if field.endswith(b"\n") else bytes(field) + b"\r\n")
    return done, cut
