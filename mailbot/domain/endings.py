"""Serials of which only the last characters are written: `con finale 2349 e 6213`, `...804`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.domain.labels import ENDING
from mailbot.domain.registry import bare_key

_MOST = 60  # endings of one text
_REACH = 40  # characters after a label
_CUT = r"(?:\.{2,5}|…|\*{1,6}|[xX]{2,6}|-|#)?\s?[\"'«“]?"
_ITEM = _CUT + r"(?P<key>(?=[0-9A-Za-z]{0,9}\d)[0-9A-Za-z]{2,10})\b[\"'»”]?"
_FIRST = re.compile(
    r"[\s:=(,-]{0,3}(?:(?:sono|è|sarebbero|are|is|sind|ist|lauten|lautet|sont|est|son|es|in|con|"
    r"per|with|auf|par|en|n[.°r]{0,2}|nr\.?|nos?\.?)[\s:=(]{1,3}){0,2}" + _ITEM,
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s?(?:,|;|/|\+|&|\s(?:e|ed|and|und|et|y|sowie|o|or|oder)\s)\s?"
    r"(?:(?:e|ed|and|und|et|y|il|la|the|der|die|le|el|un|one|auf)\s){0,2}" + _ITEM,
    re.IGNORECASE,
)
# German says it afterwards: `die auf 2349 und 6213 enden`.
_BEFORE_END = re.compile(r"(?<!\w)auf(?=\s)", re.IGNORECASE)
_AFTERWARDS = re.compile(r"\s?,?\s?(?:enden|endet|endend\w{0,2})\b", re.IGNORECASE)
_DOTS = re.compile(
    r"(?:(?<!\.)\.{2,}+|…|(?<!\*)\*{1,6}|(?<![A-Za-z0-9])[xX]{2,}|(?<=\s)-)"
    r"\s?([0-9A-Za-z]{2,10})\b"
)
_LOOSE = re.compile(r"(?<![\w.])[0-9A-Za-z]{2,10}\b")


@dataclass(frozen=True, slots=True)
class Ending:
    """A serial given by its last characters only. `group`: the place of the words that say so,
    shared by the endings of one list; -1 where none do."""

    key: str
    start: int
    end: int
    group: int = -1


def find_endings(text: str) -> Iterator[Ending]:
    """Serials of which only the last characters are given, those of a list first. Bounded."""
    seen: set[int] = set()
    for ending in _all(text):
        if ending.start not in seen:
            seen.add(ending.start)
            yield ending
        if len(seen) >= _MOST:
            return


def _all(text: str) -> Iterator[Ending]:
    labels = list(ENDING.finditer(text))[: _MOST * 4]
    for label in labels:
        yield from _listed(text, label.end())
    for word in list(_BEFORE_END.finditer(text))[: _MOST * 4]:
        found = list(_listed(text, word.end()))
        if found and _AFTERWARDS.match(text, found[-1].end):
            yield from found
    for label in labels:
        at = label.end()
        reach = text[at : at + _REACH].split("\n\n", maxsplit=1)[0]
        for match in _LOOSE.finditer(reach):
            if any(c.isdigit() for c in match[0]):
                yield Ending(bare_key(match[0]), at + match.start(), at + match.end())
    for match in _DOTS.finditer(text):
        if any(c.isdigit() for c in match[1]):
            yield Ending(bare_key(match[1]), match.start(), match.end())


def _listed(text: str, at: int) -> Iterator[Ending]:
    """The list that begins right after the words."""
    match = _FIRST.match(text, at)
    while match is not None:
        yield Ending(bare_key(match["key"]), match.start("key"), match.end("key"), at)
        match = _NEXT.match(text, match.end())
