"""Header values to text: RFC 2047 words, raw 8-bit bytes, and the broken forms of both."""

import base64
import binascii
import re
from email.message import Message
from itertools import islice

from mailbot.adapters.reading.charsets import clean, codec_for, decode, unmangle

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_FOLD = re.compile(r"[\r\n\t ]+")

_MOST_FIELDS = 2_000

Fields = tuple[tuple[str, str], ...]


def raw_fields(message: Message, limit: int) -> Fields:
    """Every header of a message in order, names in lower case, values as text that is not yet RFC
    2047 decoded.

    A value is cut at `limit` characters; of the fields the first 2,000 are kept.
    """
    fields = islice(message.raw_items(), _MOST_FIELDS)
    return tuple((name.lower()[:200], unescape_8bit(str(value)[:limit])) for name, value in fields)


def unescape_8bit(value: str) -> str:
    """A header value whose raw 8-bit bytes the parser kept as surrogates, read as UTF-8 or
    Windows-1252.
    """
    if value.isascii():
        return value
    return decode(value.encode("utf-8", "surrogateescape"))


def decode_words(value: str) -> str:
    """The text of a header value: unfolded, RFC 2047 words decoded, one line, nothing dropped.

    Neighbouring words of one charset are joined as bytes before they are decoded, since senders cut
    them inside characters. A word that cannot be decoded stays as it was written.
    """
    if "=?" not in value:
        return _one_line(value)
    pieces: list[str] = []
    waiting: list[bytes] = []
    label = ""
    position = 0

    def flush() -> None:
        if waiting:
            pieces.append(decode(b"".join(waiting), label))
            waiting.clear()

    for match in _WORD.finditer(value):
        gap = value[position : match.start()]
        data = _word_bytes(match[2], match[3])
        if data is None:
            continue
        charset = match[1].partition("*")[0].lower()
        if gap.strip() or not (waiting or pieces):
            flush()
            pieces.append(gap)
        if waiting and codec_for(charset) != codec_for(label):
            flush()
        label = charset
        waiting.append(data)
        position = match.end()
    flush()
    pieces.append(value[position:])
    return _one_line("".join(pieces))


def _word_bytes(encoding: str, text: str) -> bytes | None:
    """The bytes of one encoded word, or None where they are past repair."""
    if encoding in "qQ":
        raw = text.replace("_", " ").encode("utf-8", "surrogateescape")
        return _HEX.sub(lambda m: bytes.fromhex(m[1].decode()), raw)
    compact = re.sub(r"[^A-Za-z0-9+/]", "", text)
    if len(compact) % 4 == 1:
        compact = compact[:-1]
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4))
    except (binascii.Error, ValueError):
        return None


def _one_line(text: str) -> str:
    """Unfolded: one line, single spaces where it was folded."""
    return _FOLD.sub(" ", clean(unmangle(text))).strip()
