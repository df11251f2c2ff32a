"""A reply to a quote, cut into pieces that say one thing each."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailbot.domain.answerwords import EXCEPT
from mailbot.domain.doubtwords import CONDITION, HARMLESS
from mailbot.domain.nowords import DECLINE, IDIOM, NO_CHOICE, NONE, NOT
from mailbot.domain.phrases import endings
from mailbot.domain.quotedunits import QuotedUnit, find_unit_places
from mailbot.domain.yeswords import ACCEPT

_MOST = 400  # pieces; whoever writes more says no plain yes
_LONG = 700  # characters of a sentence
_ABBREVIATED = re.compile(
    r"\b(?:pos|posiz|nr|no|n|num|art|rif)\.\s?(?=\d)|\bn[º°]\s?(?=\d)|#\s?(?=\d)|№\s?(?=\d)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^[ \t]*[-*•>]?[ \t]*(\d{1,2})[.)][ \t]+", re.MULTILINE)
# A line that ends in one of these goes on in the next: `we do not / accept`.
_UNENDED = re.compile(
    r"(?<=[ \t])(?<![:=\d–-][ \t])"
    r"(not|non|nicht|ne|no|kein\w*|the|il|la|le|die|das|der|den|el|und|and|,)[ \t]*\n",
    re.IGNORECASE,
)
# `I primi due`, `les deux premiers`.
_FIRST = re.compile(
    r"\b(?:prim[ie]|first|ersten|premi(?:er|ère)s|primer[oa]s) (?:due|two|beiden|zwei|deux|dos)\b"
    r"|\b(?:due|two|beiden|zwei|deux|dos) (?:prim[ie]|first|ersten|premi(?:er|ère)s|primer[oa]s)\b",
    re.IGNORECASE,
)
# `Wir lehnen jedoch ab`: within a split verb a "but" parts nothing.
_WITHIN = re.compile(
    r"\b((?:lehn|nehm|stimm|seh|verzicht)en?(?: \w+)?) (?:jedoch|aber|allerdings)\b", re.IGNORECASE
)
# `2: no 3: ok`: this "no" is the answer for 2 and negates nothing after it.
_ANSWERED = re.compile(r"\d\s*[:=–—-]*\s*(?:no|nein|non|not|nicht)\W*$", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()\n]{0,40})\)")
_SENTENCE = re.compile(r"(?<=[.!?;…])(?<!\d\.\d\.)(?<!\d\.\d\d\.)\s+|;|\n+|¿")
_BUT = (
    r"ma|però|tuttavia|but|however|aber|jedoch|allerdings|mais|cependant|toutefois|pero|sin embargo"
)
_WHY = (
    r"perch[éè]|poich[éè]|dato che|visto che|siccome|because|since|weil|denn|parce que|puisque"
    r"|porque|ya que|puesto que"
)
_JOINT = re.compile(
    rf"(?P<but>,?\s+(?:{_BUT})(?=\s))|(?P<why>,?\s+(?:{_WHY})(?=\s))"
    r"|(?P<and>,?\s+(?:e|ed|and|und|et|y(?!\s(?:aller|va|allons|compris))|&|sowie|nonché)(?=\s))"
    r"|(?P<comma>,\s+(?!(?:dass|daß|che|que|that|sauf|tranne|eccetto|au(?:ß|ss)er|except|bis auf"
    r"|excepto|menos|meno|salvo|hormis|apart from)\s)"
    r"(?:mentre|invece|while|whereas|während|hingegen|tandis que|mientras(?: que)?)?"
    r"|\s+(?:mentre|whereas|hingegen|tandis que)(?=\s)|\s+[-–—]+\s+|:\s+|\s+\+\s+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"\W*(?:(?P<but>{_BUT})|(?P<why>{_WHY}))\b[\s,]*", re.IGNORECASE)
# `All but unit 2`: no joint.
_EVERY = endings("all | everything | alle[sn]? | tutt[oaie] | tod[oa]s? | the lot", r"(?: \w+)?")
_GO = re.compile(r"(?:go ahead|proceed|procedete(?: pure)?|allez-y|adelante)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply. `joint` is how it hangs on the one before: start, and, comma, but, why;
    `asked` is what sort of question it is: empty, harmless, or question."""

    text: str
    joint: str
    asked: str = ""


def cut(text: str, units: Sequence[QuotedUnit]) -> list[Piece]:
    """The pieces of a reply, in order."""
    text = _LISTED.sub(r"\1 ", text.replace("’", "'").replace("`", "'"))
    text = _UNENDED.sub(r"\1 ", _ABBREVIATED.sub("n ", text))
    if {1, 2} <= {u.number for u in units}:
        text = _FIRST.sub("1+2", text)
    text = _WITHIN.sub(r"\1", text)
    text = _ASIDE.sub(lambda m: f" {m[1]} " if len(m[1].split()) < 5 else f", {m[1]}, ", text)
    text = IDIOM.sub(" , ", re.sub(r"(vogliamo )\s*d'", r"\1", NO_CHOICE.sub(" vogliamo ", text)))
    out: list[Piece] = []
    for sentence in sentences(text):
        if len(out) < _MOST:
            out.extend(_pieces(sentence, units))
    return out[:_MOST]


def sentences(text: str) -> Iterator[str]:
    """The sentences; one without an end is cut after some lines."""
    for sentence in _SENTENCE.split(text):
        for part in textwrap.wrap(sentence, _LONG):
            if part.strip(" ,.-"):
                yield part


def _pieces(sentence: str, units: Sequence[QuotedUnit]) -> Iterator[Piece]:
    asked = sentence.rstrip(" !").endswith("?")
    parts = list(_parts(_unmarked(sentence, units)))
    # A "when" at the end takes nothing back of what was said before it.
    last = asked and HARMLESS.search(parts[-1][0]) is not None
    last = last and not CONDITION.search(sentence)
    for index, (part, joint) in enumerate(parts):
        end = index == len(parts) - 1
        how = "" if not asked or (last and not end) else "harmless" if last else "question"
        for number, text in enumerate(_apart(part, units)):
            yield Piece(text, "comma" if number else joint, how)


def _unmarked(sentence: str, units: Sequence[QuotedUnit]) -> str:
    """The sentence without the marks between a unit and what is said of it: `1: ok`, `2 - no`."""
    for start, end in find_unit_places(sentence, units):
        mark = re.match(r"\s?[:=–—-]+(?=\s)|\)", sentence[end : end + 4])
        before = sentence[max(0, start - 12) : start]
        negated = NOT.search(before) and not _ANSWERED.search(before)
        if mark and not negated and not EXCEPT.search(sentence[:end]):
            sentence = f"{sentence[:end]}{' ' * mark.end()}{sentence[end + mark.end() :]}"
    return sentence


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    at, joint = 0, "start"
    begins = _BEGINS.match(sentence)
    if begins:
        at, joint = begins.end(), str(begins.lastgroup)
    for match in _JOINT.finditer(sentence, at):
        left = sentence[at : match.start()]
        if (
            match.lastgroup == "and"
            and _GO.search(left)
            and DECLINE.match(sentence[match.end() + 1 :])
        ):
            continue
        if match.lastgroup == "but" and _EVERY.search(left):
            continue
        if left.strip(" ,.-"):
            yield left.strip(), joint
            joint = ""
        elif joint == "start" and match.lastgroup in ("comma", "and"):
            at = match.end()
            continue
        # The weightier of two joints that stand together: `, but`.
        joint = str(match.lastgroup) if joint in ("", "comma", "start", "and") else joint
        at = match.end()
    yield sentence[at:].strip(), joint


def _apart(part: str, units: Sequence[QuotedUnit]) -> list[str]:
    """`1 ok 2 no 3 ok` and `accept 1 decline 2` cut into what is said of each unit."""
    places = find_unit_places(part, units) if len(units) > 1 else []
    if len(places) < 2:
        return [part]
    marks = sorted([*((s, e, "unit") for s, e in places), *_said(part)])
    runs: list[tuple[int, str]] = []
    for start, _, kind in marks:
        if not runs or runs[-1][1] != kind:
            runs.append((start, kind))
    if len(runs) < 4:
        return [part]
    first = runs[0][1]
    cuts = [0, *(start for start, kind in runs[1:] if kind == first), len(part)]
    return [part[a:b].strip() for a, b in pairwise(cuts) if part[a:b].strip()]


def _said(part: str) -> list[tuple[int, int, str]]:
    return [(*m.span(), "word") for p in (ACCEPT, DECLINE, NOT, NONE) for m in p.finditer(part)]
