"""The new words of a mail, apart from what it quotes, forwards and signs with.

Nothing is thrown away. Linear: each line is looked at a bounded number of times, and only its first
1,000 characters (libraries.md 6.1).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from mailbot.domain.quotemarks import (
    Opening,
    find_opening,
    is_closing,
    is_device_line,
    is_disclaimer,
    is_forward_subject,
)
from mailbot.domain.signatures import find_signature

_LINE = 1_000  # characters of a line that are looked at
_MOST_LINES = 20_000  # that are looked at; what follows them is as the last one
_MARK = re.compile(r"^(?:[ \t]{0,3}>){1,40} ?")
_AFTERTHOUGHT = re.compile(
    r"^(?:p\.?\s?s\.?|n\.?\s?b\.?|ps|dimenticavo|aggiungo|nachtrag|i forgot|olvidaba|j'oubliais)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines in a row of one kind: reply, quoted, forwarded, signature, disclaimer."""

    kind: str
    text: str
    author: str = ""  # address of who wrote a quoted or forwarded part, as far as it is named


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its parts, in order: joined by line ends they are the full text again."""

    full: str
    parts: tuple[Part, ...]

    def of(self, *kinds: str) -> str:
        """The text of these kinds, quote marks taken off."""
        return "\n".join(unmarked(p.text) for p in self.parts if p.kind in kinds)

    @property
    def reply(self) -> str:
        """The writer's own new words."""
        return self.of("reply").strip()

    @property
    def quoted(self) -> str:
        """What was quoted of a letter of ours, or of the conversation with us."""
        return self.of("quoted").strip("\n")

    @property
    def forwarded(self) -> str:
        """What somebody else wrote and the writer passed on."""
        return self.of("forwarded").strip("\n")

    @property
    def signature(self) -> str:
        """What follows the farewell, and the lines that devices add."""
        return self.of("signature").strip()

    @property
    def first_reply(self) -> str:
        """The writer's words up to the first quote between them: where commands may stand."""
        return next((p.text for p in self.parts if p.kind == "reply" and p.text.strip()), "").strip(
            "\n"
        )

    @property
    def author(self) -> str:
        """Who wrote the outermost forwarded part, as far as it is named."""
        return next((p.author for p in self.parts if p.kind == "forwarded" and p.author), "")


def unmarked(text: str) -> str:
    """The text without the `>` at the head of its lines."""
    if ">" not in text:
        return text
    return "\n".join(_MARK.sub("", line) for line in text.split("\n"))


def is_farewell(line: str) -> bool:
    """True where a signature begins: `-- Rossi`, `Kind regards`."""
    return (line.startswith("-- ") and len(line) < 60) or is_closing(line)


class _Splitter:
    """One walk over the lines. `mode` is the kind of plain lines, `marked` that of `>` lines."""

    def __init__(self, text: str, ours: Collection[str], subject: str) -> None:
        self.raw = text.split("\n")
        self.lines = [line.strip()[:_LINE] for line in self.raw]
        self.ours = ours
        self.passed_on = is_forward_subject(subject)
        self.kinds: list[tuple[str, str]] = []
        self.mode = "reply"
        self.marked = "forwarded" if self.passed_on else "quoted"
        self.author = ""
        self.wrote_something = False

    def walk(self) -> None:
        """Give each line its kind."""
        while len(self.kinds) < len(self.lines):
            at = len(self.kinds)
            if at >= _MOST_LINES:
                self.take(self.mode, len(self.lines) - at)
                return
            line = self.lines[at]
            if not line:
                self.take(self.kinds[-1][0] if self.kinds else "reply")
            elif line.startswith(">") or self.is_rest_of_quote(at, line):
                self.take(self.marked)
                if self.mode in ("signature", "disclaimer"):
                    self.mode = "reply"
            else:
                opening = find_opening(self.lines, at)
                if opening is None:
                    self.plain(at, line)
                else:
                    self.open(opening, at)

    def is_rest_of_quote(self, at: int, line: str) -> bool:
        """True for the end of a quoted line that a program broke without marking the rest."""
        if at == 0 or at + 1 >= len(self.lines):
            return False
        before, after = self.lines[at - 1], self.lines[at + 1]
        return (
            before.startswith(">")
            and after.startswith(">")
            and len(before) >= 55
            and len(before) + 1 + len(line.split(maxsplit=1)[0]) > 72
        )

    def take(self, kind: str, count: int = 1) -> None:
        self.kinds.extend([(kind, self.author)] * count)

    def open(self, opening: Opening, at: int) -> None:
        """A quote or a forward begins here."""
        author = opening.author
        desk = author in self.ours
        if self.mode == "quoted" and not opening.forward:
            kind = "quoted"  # the history below a letter of ours
        elif desk:
            kind = "quoted"
        elif self.passed_on or opening.forward or author or self.mode == "forwarded":
            kind = "forwarded"
        else:
            kind = "quoted"
        self.author = author
        self.take(kind, max(opening.lines, 1))
        follows = next(
            (line for line in self.lines[at + opening.lines : at + opening.lines + 4] if line), ""
        )
        if follows.startswith(">"):
            self.marked = kind
            self.mode = "reply"
        else:
            self.mode = kind

    def plain(self, at: int, line: str) -> None:
        """A line without any mark."""
        kind = self.mode
        if kind == "reply":
            if is_device_line(line):
                kind = "signature"
            elif line == "--" or (self.wrote_something and is_farewell(line)):
                kind = self.mode = "signature"
            elif self.wrote_something and is_disclaimer(line, self.after(at)):
                kind = self.mode = "disclaimer"
            elif self.wrote_something and self.signs(at):
                kind = self.mode = "signature"
            else:
                self.wrote_something = True
        elif kind == "signature":
            if _AFTERTHOUGHT.match(line):
                kind = self.mode = "reply"
            elif is_disclaimer(line, self.after(at)):
                kind = self.mode = "disclaimer"
        self.take(kind)

    def signs(self, at: int) -> bool:
        """True if a signature begins here, and nothing of the writer's follows it."""
        count = find_signature(self.lines, at)
        follows = next((n for n in range(at + count, len(self.lines)) if self.lines[n]), None)
        if not count or follows is None:
            return bool(count)
        line = self.lines[follows]
        return (
            line.startswith(">")
            or is_device_line(line)
            or line == "--"
            or _AFTERTHOUGHT.match(line) is not None
            or is_disclaimer(line, self.after(follows))
            or find_opening(self.lines, follows) is not None
        )

    def after(self, at: int) -> str:
        return " ".join(self.lines[at + 1 : at + 4])


def split(text: str, ours: Collection[str] = (), subject: str = "") -> Words:
    """The parts of a mail's text. What `ours`, the desk's addresses, wrote is quoted."""
    splitter = _Splitter(text, frozenset(ours), subject)
    splitter.walk()
    parts: list[Part] = []
    start = 0
    kinds = splitter.kinds[: len(splitter.raw)]
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[start]:
            kind, author = kinds[start]
            body = "\n".join(splitter.raw[start:index])
            parts.append(Part(kind, body, author if kind in ("quoted", "forwarded") else ""))
            start = index
    return Words(text, tuple(parts))
