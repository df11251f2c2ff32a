"""What stands in a text/plain part: format=flowed, PGP armour, uuencoded files, words that say 'see
the HTML'.
"""

import binascii
import re
from dataclasses import dataclass

_UU_BEGIN = re.compile(r"begin(?:-base64)? [0-7]{3,4} (\S.{0,200})\Z")
_STUB = re.compile(
    r"(?:not|cannot|does not|doesn't|unable to|kann|keine|non|ne|no)\b.{0,80}\bhtml"
    r"|\bhtml\b.{0,80}(?:view|display|anzeig|visualiz|affich|support|richiest|required|client)"
    r"|view (?:this|the) (?:e-?mail|message|mail)|in (?:your|a|the) (?:web )?browser"
    r"|im browser|nel (?:tuo )?browser"
    r"|dans votre navigateur|en (?:su|tu) navegador",
    re.IGNORECASE | re.DOTALL,
)
_ARMOUR = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = ("-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----")
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"


@dataclass(frozen=True, slots=True)
class Plain:
    """The text of a plain part, the files that were uuencoded in it, and what could not be read."""

    text: str
    files: tuple[tuple[str, bytes], ...] = ()
    problem: str = ""


def read_plain(text: str, *, flowed: bool, delsp: bool) -> Plain:
    """The writer's text of a plain part."""
    problem = "the text is encrypted with PGP" if _ENCRYPTED in text else ""
    text = strip_armour(text)
    files: tuple[tuple[str, bytes], ...] = ()
    if "begin" in text:
        text, files = _take_uuencoded(text)
    if flowed:
        text = unflow(text, delsp=delsp)
    return Plain(text, files, problem)


def is_stub(text: str) -> bool:
    """True for a text that only says that the mail is in HTML."""
    return len(text) < 600 and bool(_STUB.search(text[:600]))


def unflow(text: str, *, delsp: bool) -> str:
    """The paragraphs of a format=flowed text (RFC 3676): soft line breaks joined within one quote
    depth.
    """
    done: list[str] = []
    open_depth = -1  # the quote depth of the paragraph that waits for its next line
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        signature = content == "-- "
        if open_depth == depth and not signature:
            done[-1] += content
        else:
            done.append(">" * depth + (" " if depth else "") + content)
        soft = content.endswith(" ") and not signature
        if soft and delsp:
            done[-1] = done[-1][:-1]
        open_depth = depth if soft else -1
    return "\n".join(done)


def strip_armour(text: str) -> str:
    """The text inside a PGP clear-signed message, its dashes unescaped (RFC 9580 section 7), and
    what stands around.
    """
    if _ARMOUR not in text:
        return text
    kept: list[str] = []
    state = "out"
    for line in text.split("\n"):
        mark = line.strip()
        if mark == _ARMOUR:
            state = "armour headers"
        elif mark == _SIGNATURE[0]:
            state = "signature"
        elif mark == _SIGNATURE[1]:
            state = "out"
        elif state == "armour headers":
            state = "signed" if not mark else state
        elif state == "signed":
            kept.append(line[2:] if line.startswith("- ") else line)
        elif state == "out":
            kept.append(line)
    return "\n".join(kept)


def _take_uuencoded(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """The text without its uuencoded files, and these. A `begin` without its `end` stays text."""
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    name = ""
    start = 0
    data = bytearray()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not name:
            begin = _UU_BEGIN.match(line.rstrip())
            if begin and len(files) < 50:
                name, start, data = begin[1], number, bytearray()
            else:
                kept.append(line)
        elif line.strip() in {"end", "===="}:
            files.append((name, bytes(data)))
            name = ""
        else:
            data += _uu_line(line)
    if name:
        kept += lines[start:]
    return "\n".join(kept), tuple(files)


def _uu_line(line: str) -> bytes:
    """The bytes of one uuencoded line, as far as it is sound."""
    raw = line.encode("ascii", "replace")
    try:
        return binascii.a2b_uu(raw)
    except binascii.Error:
        count = (((raw[0] - 32) & 63) * 4 + 5) // 3 if raw else 0
        try:
            return binascii.a2b_uu(raw[:count])
        except binascii.Error:
            return b""
