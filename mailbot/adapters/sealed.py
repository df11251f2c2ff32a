"""Data for letters, sealed so that no parser ever reads it.

A value does not go into a template's output as itself but as a short token of private-use
characters. Jinja2 and Markdown carry the token through unread; the writers of text and HTML put the
value in its place at the very end, so nothing from a mail can become code, markup or a link
(mail-layer 20). This needs no escaping to be right.
"""

import re
import unicodedata

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
_TOKEN = re.compile("\ue000([\ue010-\ue019]{1,6})\ue001")
# Controls, format characters (the bidirectional ones among them), private use, surrogates.
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
# Mail programs make a link of every address they see; a stranger's must not become one in our
# letter.
_WEB = re.compile(r"\b(https?|ftp)://", re.IGNORECASE)
# Longer values are cut: a letter is no archive, the raw mail is kept.
_VALUE_CHARS = 20_000


def clean(text: str) -> str:
    """The text without control, bidirectional and private-use characters.

    Line ends as `\\n`, at most 20,000 characters.
    """
    text = text[: 2 * _VALUE_CHARS].replace("\r\n", "\n").replace("\r", "\n")
    kept = []
    for char in text:
        if char in "\n\u2028\u2029":
            kept.append("\n")
        elif char in "\t\u00a0":
            kept.append(" ")
        elif unicodedata.category(char) not in _DROPPED:
            kept.append(char)
    return "".join(kept)[:_VALUE_CHARS].strip("\n")


def one_line(text: str, limit: int = 200) -> str:
    """The cleaned text in one line of at most `limit` characters, cut with an ellipsis."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def unlinked(text: str) -> str:
    """The text with its web addresses made unusable: `http[:]//`."""
    return _WEB.sub(r"\1[:]//", text)


class Seal:
    """The sealed values of one letter."""

    def __init__(self) -> None:
        self._values: list[str] = []

    def close(self, value: str, *, links: bool = False) -> str:
        """A token that stands for the cleaned value.

        Without `links`, web addresses in it are made unusable.
        """
        text = clean(value)
        self._values.append(text if links else unlinked(text))
        digits = "".join(chr(_ZERO + int(d)) for d in str(len(self._values) - 1))
        return f"{_OPEN}{digits}{_CLOSE}"

    def open(self, text: str) -> str:
        """The text with each token replaced by its value."""
        return _TOKEN.sub(lambda m: self._values[_index(m[1])], text)


def is_sealed(text: str) -> bool:
    """True if a token stands in the text."""
    return _OPEN in text


def _index(digits: str) -> int:
    return int("".join(str(ord(d) - _ZERO) for d in digits))
