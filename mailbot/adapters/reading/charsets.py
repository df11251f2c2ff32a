"""Bytes to text, whatever the label says: wrong labels, missing labels, names no codec has
(mail-layer 5).
"""

import codecs
import re

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}\Z")
# Labels that mail carries and that Python reads as another thing, or not at all.
_ALIASES = {
    "ansi": "cp1252",
    "ansi_x3.4-1968": "ascii",
    "ascii": "ascii",
    "cp-850": "cp850",
    "default": "ascii",
    "default_charset": "ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso8859_1": "cp1252",
    "ks_c_5601-1987": "cp949",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
    "unicode": "utf-16",
    "unicode-1-1-utf-7": "utf-7",
    "unknown": "ascii",
    "unknown-8bit": "ascii",
    "us-ascii": "ascii",
    "utf8mb4": "utf-8",
    "windows-1252http-equivcontent-type": "cp1252",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "x-unknown": "ascii",
    "shift_jis": "cp932",
}
# Typical of UTF-8 read as Windows-1252: the text was already broken before it was sent.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u2122]"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")


def codec_for(label: str) -> str:
    """The name of a text codec for a charset label, empty if there is none (hex, idna, bogus)."""
    label = label.strip().strip("\"'").lower().partition("*")[0]
    if not _LABEL.match(label):
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(label, label))
    except (LookupError, ValueError):
        return ""
    # `_is_text_encoding` is how the standard library itself parts hex, zip and rot13 from charsets.
    if not getattr(found, "_is_text_encoding", True) or found.name in _NO_CHARSETS:
        return ""
    return found.name


_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`. The label is believed as far as the bytes bear it out; nothing is ever
    dropped.

    UTF-8 is tried before any eight-bit charset, since text in another charset is almost never valid
    UTF-8; then the label, then Windows-1252, of which ISO 8859-1 and ASCII are parts.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _attempt(data, name) or data.decode(name, "replace")
    codec = codec_for(label)
    if codec.startswith(("utf-16", "utf-32")):
        return _wide(data, codec)
    if b"\0" in data[:200] and not codec and _looks_like_utf16(data):
        return _wide(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    tries = [codec] if codec in _STATEFUL else ["utf-8"] if data.isascii() else ["utf-8", codec]
    for name in tries:
        text = _attempt(data, name)
        if text is not None:
            return text
    return _forced(data, codec)


def _forced(data: bytes, codec: str) -> str:
    """The text where no codec fits all of it."""
    if codec in {"", "utf-8", "ascii"}:
        return _mixed(data)
    return _latin(data) if codec == "cp1252" else data.decode(codec, "replace")


_STATEFUL = frozenset({"utf-7", "iso2022_jp", "iso2022_kr", "iso2022_jp_2", "hz", "iso2022_jp_ext"})


def _attempt(data: bytes, codec: str) -> str | None:
    """The text, or None if the codec does not fit."""
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _latin(data: bytes) -> str:
    """Windows-1252, with its five undefined bytes read as ISO 8859-1 has them."""
    text = _attempt(data, "cp1252")
    return text if text is not None else data.decode("latin-1")


def _mixed(data: bytes) -> str:
    """Text that is UTF-8 in most lines: only the lines that are not are read as Windows-1252."""
    lines = data.split(b"\n")
    if len(lines) > 20_000:
        return data.decode("utf-8", "replace")
    return "\n".join(_attempt(line, "utf-8") or _latin(line) for line in lines)


def _looks_like_utf16(data: bytes) -> bool:
    """True if every other byte of the beginning is zero, as in western text."""
    head = data[:200]
    return max(head[0::2].count(0), head[1::2].count(0)) * 4 > len(head)


def _wide(data: bytes, codec: str) -> str:
    """UTF-16 or UTF-32, unless the bytes are plainly single ones: a label without truth."""
    if b"\0" not in data:
        return _attempt(data, "utf-8") or _latin(data)
    if codec == "utf-16":
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    return data.decode(codec, "replace")


def unmangle(text: str) -> str:
    """Text in which `Ã¨` stands for `è` put right, if all of it can be; else the text as it is."""
    if len(_MOJIBAKE.findall(text)) < 1:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def clean(text: str) -> str:
    """The text with `\\n` line ends, plain spaces, and without control, invisible and direction
    characters.

    A zero-width space inside a serial pasted from a web page would hide it; a direction mark would
    disguise a name.
    """
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return _CONTROL.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
