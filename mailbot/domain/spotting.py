"""Where a text names serials that the registry need not have: labelled, of a known shape,
abbreviated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mailbot.domain.endings import Ending
from mailbot.domain.labels import FRIEND_LABEL, NEGATION, SERIAL_LABEL, WEAK_LABEL
from mailbot.domain.registry import bare_key
from mailbot.domain.serials import LONGEST, Written, find_written
from mailbot.domain.site import SerialFormat

_REACH = 48  # characters between a label and its serial
_LABELS = 400  # of one text
_LIST = re.compile(
    r"\s{0,3}(?:,|;|/|\+|&|-|–|\be\b|\bed\b|\band\b|\bund\b|\bet\b|\by\b|\n)\s{0,3}"
    r"(?:(?:e|ed|and|und|et|y|il|la|the|der|die|le)\s)?(?:s/?n:?\s?)?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[0-9A-Za-z]{2,10}\b")
_TIED = re.compile(r"@|://|www\.|\.(?:com|it|net|org|example|de|fr|es|eu)\b")
_LABEL_BEFORE = re.compile(
    r"(?:(?:il|la|den|die|le|el)\s)?(?:s/?n|seriale|matricola|serial(?:\snumber)?|seriennummer"
    r"|serie)[\s.:n°]{0,4}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$|\d{1,2}[:.]\d{2}$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands after a label. `choices` are the readings, longest first. `mac`: the label
    says so."""

    choices: tuple[Written, ...]
    strong: bool
    mac: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.choices[0].start


def find_labelled(text: str, written: Sequence[Sequence[Written]]) -> list[Labelled]:
    """What stands after words like `S/N`, and what goes on a list begun so. In order, bounded."""
    found: dict[int, Labelled] = {}
    written = [choices for choices in written if _begins_a_serial(text, choices)]
    for pattern, strong in ((SERIAL_LABEL, True), (WEAK_LABEL, False)):
        for count, label in enumerate(pattern.finditer(text)):
            if count == _LABELS:
                break
            mac = "mac" in label[0].lower()
            first = _first_after(text, label.end(), written, strong)
            while first is not None and first[0].start not in found:
                item = Labelled(first, strong, mac)
                found[item.start] = item
                first = _next_in_list(text, first, written)
    for choices in written:
        # "SN031026…": the label is glued to the serial; the readings without it begin later.
        inner = [w for w in choices if w.start > choices[0].start]
        if inner and choices[0].start not in found:
            found.setdefault(inner[0].start, Labelled(tuple(inner), True))
    return [found[start] for start in sorted(found)]


def _begins_a_serial(text: str, choices: Sequence[Written]) -> bool:
    """True if a digit stands in the first piece: the words after a label are not its serial."""
    start = choices[0].start
    piece = text[start : start + LONGEST].split(maxsplit=1)[0]
    return any(c.isdigit() for c in piece) or piece.isupper()


def _first_after(
    text: str, at: int, written: Sequence[Sequence[Written]], strong: bool
) -> tuple[Written, ...] | None:
    choices = _starting(written, at)
    if choices is None:
        return None
    start = choices[0].start
    between = text[at:start]
    if start - at > (_REACH if strong else 24) or "\n\n" in between or "?" in between:
        return None
    if any(c.isdigit() for c in between) or FRIEND_LABEL.search(between):
        return None
    if re.search(r"\w", between.rpartition("\n")[2]) and "\n" in between:
        return None  # the next line begins with something else
    if _is_other(text, choices[0]) or FRIEND_LABEL.match(text, start):
        return None
    return choices


def _starting(written: Sequence[Sequence[Written]], at: int) -> tuple[Written, ...] | None:
    low, high = 0, len(written)
    while low < high:
        middle = (low + high) // 2
        if written[middle][0].start < at:
            low = middle + 1
        else:
            high = middle
    return tuple(written[low]) if low < len(written) else None


def _next_in_list(
    text: str, before: tuple[Written, ...], written: Sequence[Sequence[Written]]
) -> tuple[Written, ...] | None:
    end = glued(text, before).end
    gap = _LIST.match(text, end)
    if gap is None:
        return None
    choices = _starting(written, gap.end())
    if choices is None or choices[0].start != gap.end() or _is_other(text, choices[0]):
        return None
    here, there = glued(text, choices).key, glued(text, before).key
    return choices if abs(len(here) - len(there)) <= 2 and _alike(here, there) else None


def _alike(one: str, other: str) -> bool:
    return one.isdigit() == other.isdigit()


def _is_other(text: str, written: Written) -> bool:
    token = text[written.start : written.end + 30].split(maxsplit=1)[0]
    return bool(_TIED.search(token) or _DATE.match(token.rstrip(".,;)")))


def glued(text: str, choices: Sequence[Written]) -> Written:
    """The reading that takes what stands together without white space, and a bit more if that
    is short."""
    tight = [w for w in choices if not any(c.isspace() for c in text[w.start : w.end])]
    best = max(tight, key=lambda w: len(w.key)) if tight else choices[-1]
    if tight and len(best.key) >= 8:
        return best
    wider = [w for w in choices if len(w.key) <= 18 and _in_groups(text[w.start : w.end])]
    return max([best, *wider], key=lambda w: len(w.key))


def _in_groups(text: str) -> bool:
    groups = text.split()
    return all(any(c.isdigit() for c in g) or len(g) == 1 for g in groups) and all(
        len(g) >= 2 for g in groups[:-1]
    )


def holds_words(text: str) -> bool:
    """True for `0777 e poi`: words of the sentence among the groups, no letters of a serial."""
    return any(len(g) > 1 and g.isalpha() and not g.isupper() for g in text.split())


def shaped(choices: Sequence[Written], formats: Sequence[SerialFormat]) -> Written | None:
    """The reading that has one of the vendor's shapes, or None."""
    shapes = _compiled(tuple(f.pattern for f in formats))
    for written in choices:
        if any(shape.fullmatch(written.key) for shape in shapes):
            return written
    return None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def nearly_shaped(key: str, formats: Sequence[SerialFormat]) -> bool:
    """True if one character more or less would give the vendor's shape: `VF4S155022`."""
    if not 8 <= len(key) <= LONGEST or not key[0].isalpha():
        return False
    slips = {key[:i] + "0" + key[i:] for i in range(1, len(key) + 1)}
    slips |= {key[:i] + key[i + 1 :] for i in range(1, len(key))}
    shapes = _compiled(tuple(f.pattern for f in formats))
    return any(shape.fullmatch(slip) for shape in shapes for slip in slips)


def is_friend(text: str, start: int) -> bool:
    """True if what begins here is the number of something else, by the words before it."""
    before = text[max(0, start - 32) : start]
    line = before.rpartition("\n")[2]
    if _TIED.search(before.split()[-1] if before and not before[-1].isspace() else ""):
        return True
    last = None
    for match in FRIEND_LABEL.finditer(line):
        last = match
    if last is None:
        return False
    rest = line[last.end() :]
    labelled = SERIAL_LABEL.search(rest) or WEAK_LABEL.search(rest)
    return len(rest) <= 16 and not labelled and not re.search(r"[,;]", rest)


def is_negated(text: str, start: int) -> bool:
    """True if the words say that this is the wrong one: `e non 41782`."""
    before = text[max(0, start - 32) : start]
    if not NEGATION.search(before):
        return False
    before = _LABEL_BEFORE.sub(" ", before)
    last = None
    for match in NEGATION.finditer(before):
        last = match
    return last is not None and not re.search(r"\w|[:?]", before[last.end() :])


def find_continued(text: str, end: int) -> Iterator[Ending]:
    """Short pieces in a list after a whole serial: `0330262400018801, 804 e 817`."""
    at = end
    for _ in range(30):
        gap = _LIST.match(text, at)
        if gap is None:
            return
        dots = re.compile(r"(?:\.{2,}|…|-|\*+)\s?").match(text, gap.end())
        start = dots.end() if dots else gap.end()
        match = _SHORT.match(text, start)
        if match is None or not any(c.isdigit() for c in match[0]) or len(match[0]) > LONGEST // 2:
            return
        yield Ending(bare_key(match[0]), start, match.end())
        at = match.end()


_RANGE = re.compile(
    r"\s{0,3}(?:\b(?:a|al|alla|fino a|fino al|to|through|till|until|up to|bis|à|au|jusqu'à|jus"
    r"qu'au|hasta)\b|[-–—]|\.{2,3}|…|->|→)\s{0,3}(?:\.{2,3}|…|s/?n:?\s?)?\s?",
    re.IGNORECASE,
)


def find_range_end(text: str, end: int) -> Ending | None:
    """The last serial of a range, whole or by its ending, after the first one: `da X a Y`."""
    gap = _RANGE.match(text, end)
    if gap is None:
        return None
    match = re.compile(r"[0-9A-Za-z][0-9A-Za-z/-]{0,30}\b").match(text, gap.end())
    if match is None or not any(c.isdigit() for c in match[0]):
        return None
    return Ending(bare_key(match[0]), match.start(), match.end())


def readings(text: str) -> list[list[Written]]:
    """All that could be a serial in the text, by where it begins."""
    return list(find_written(text))
