"""RTF to text in one linear pass; the compressed form of winmail.dat undone (MS-OXRTFCP)."""

import re
import struct
from collections.abc import Mapping

from mailbot.adapters.reading.charsets import clean, codec_for

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"
    rb"|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups whose words are not the writer's text.
_HIDDEN = frozenset(
    b"colortbl datastore fldinst fonttbl footer generator header info latentstyles listtable"
    b" listoverridetable mhtmltag object pict pntext rsidtbl stylesheet themedata xmlnstbl".split()
)
_WORDS: Mapping[bytes, str] = {
    b"par": "\n",
    b"line": "\n",
    b"row": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_SYMBOLS: Mapping[bytes, str] = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript"
    rb" \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4_096
_LARGEST = 4_000_000
_STORED, _COMPRESSED = 0x414C454D, 0x75465A4C


def decompress_rtf(data: bytes) -> bytes:
    """The RTF of a compressed one, at most 4 MB; what is damaged comes as far as it is sound."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<4xII", data)
    size = min(size, _LARGEST)
    if kind == _STORED:
        return data[16 : 16 + size]
    return _expand(data, size) if kind == _COMPRESSED else b""


def _expand(data: bytes, size: int) -> bytes:
    """LZFu: a control byte, then eight literals or references into the last 4,096 bytes."""
    # All output so far, with the agreed beginning in front of it, is the window.
    seen = bytearray(_DICTIONARY)
    start = len(_DICTIONARY)
    at = 16
    while at < len(data) and len(seen) - start < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if not control >> bit & 1:
                seen.append(data[at])
                at += 1
                continue
            token = int.from_bytes(data[at : at + 2])
            at += 2
            back = (len(seen) - (token >> 4)) % _WINDOW
            if back == 0 or back > len(seen):
                return bytes(seen[start:])
            for _ in range((token & 15) + 2):
                seen.append(seen[-back])
    return bytes(seen[start : start + size])


class _Rtf:
    """The state while an RTF text is read: which group we are in, and what was said so far."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.codec = "cp1252"
        self.hidden = False
        self.stack: list[tuple[bool, int]] = []
        self.opened = False
        self.spare = 1  # characters that stand for a \u in old readers
        self.skip = 0

    def brace(self, brace: bytes) -> None:
        """Enter or leave a group."""
        if brace == b"{":
            if len(self.stack) < 2_000:
                self.stack.append((self.hidden, self.spare))
        else:
            self.hidden, self.spare = self.stack.pop() if self.stack else (False, 1)

    def control(self, word: bytes, number: int | None) -> None:
        """Obey a control word."""
        if word in _HIDDEN:
            self.hidden = True
        elif word == b"htmlrtf":
            self.hidden = number != 0
        elif word == b"ansicpg" and number:
            self.codec = codec_for(f"cp{number}") or self.codec
        elif word == b"uc" and number is not None:
            self.spare = max(0, min(number, 8))
        elif word == b"u" and number is not None:
            code = number % 65_536
            self.say("" if 0xD800 <= code < 0xE000 else chr(code))
            self.skip = self.spare
        else:
            self.say(_WORDS.get(word, ""))

    def say(self, text: str) -> None:
        """Keep visible words, without those that only repeat a `\\u`."""
        if self.skip and text:
            text, self.skip = text[self.skip :], max(0, self.skip - len(text))
        if not self.hidden:
            self.words.append(text)


def read_rtf(data: bytes) -> str:
    """The words of an RTF text; of one that wraps HTML (`\\fromhtml`) the words of the HTML."""
    state = _Rtf()
    for match in _TOKEN.finditer(data):
        word, number, hexa, symbol, brace, text = match.groups()
        if brace is not None:
            state.brace(brace)
        elif symbol == b"*" and state.opened:
            state.hidden = True
        elif word is not None:
            state.control(word, int(number) if number else None)
        elif hexa is not None:
            state.say(bytes.fromhex(hexa.decode()).decode(state.codec, "replace"))
        elif symbol is not None:
            state.say(_SYMBOLS.get(symbol, ""))
        elif text is not None:
            state.say(text.decode(state.codec, "replace"))
        state.opened = brace == b"{"
    return clean("".join(state.words)).strip()
