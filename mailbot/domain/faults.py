"""Each unit its own fault, in the writer's words: by nearness, by place, by product, by counting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.counting import counts, numbers_in
from mailbot.domain.phrases import phrases
from mailbot.domain.products import FAMILIES, is_of
from mailbot.domain.registry import SoldUnit
from mailbot.domain.sentences import Span, content_words, find_sentences
from mailbot.domain.symptoms import FAULT_LABEL, is_symptom, is_vague, without_vague

_FAULT = 1_000  # characters of a fault that are kept
_ALL = phrases(
    r"""
    entramb[ie](?! le porte¦ i lati¦ le linee) | tutt[ie] e (?:due¦tre¦quattro¦\d)
    tutti(?! i¦ gli)
    ambedue
    stesso (?:difetto¦problema¦guasto¦sintomo)
    both(?! ways) | all (?:of them¦three¦four¦units¦phones) | all(?= \w+s\b)
    each (?:of¦one¦unit) | same (?:fault¦problem¦issue¦symptom)
    beide[nr]? | alle (?:drei¦vier¦geräte¦telefone) | jeweils
    gleiche[rs]? (?:fehler¦problem) | les (?:deux¦trois) | tous les (?:deux¦trois)
    toutes les (?:deux¦trois)
    même (?:panne¦problème¦défaut)
    los (?:dos¦tres) | ambos | todos | el mismo (?:fallo¦problema)
    """
)
_JOINT = re.compile(
    r",\s+|\s+(?:e|ed|mentre|invece|and|while|whereas|und|während|et|tandis que|y|mientras|poi|inoltre)\s+|\s+[-–]\s+|;\s*",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"s/?n\.?|serial\w*|serien\w*|matricol\w*|matr\.?|seri[eé]|num\w*|nr\.?|n[°º.]|mac|[\W\d_]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text names a unit."""

    start: int
    end: int
    sold: SoldUnit | None = None


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    line: int
    block: int
    group: int | None  # the last group of spots in it


def assign(text: str, spots: Sequence[Spot]) -> list[str]:
    """For each unit named in a text, in order of the spots, the words about its fault; empty if none."""
    if not spots:
        return []
    sentences = find_sentences(text)
    groups = _group(text, spots)
    if len(groups) == 1:
        return _of_one_group(text, spots, sentences)
    segments = _segments(text, sentences, spots, groups)
    owned: list[list[str]] = [[] for _ in spots]
    shared: list[str] = []
    for segment, owners in zip(segments, _owners(text, segments, spots, groups), strict=True):
        words = text[segment.start : segment.end]
        told = is_symptom(words) or _tells(text, segment, spots) or _is_field(words)
        if not told:
            continue
        for owner in owners:
            owned[owner].append(words)
        if not owners:
            shared.append(words)
    if not any(owned):
        owned = [shared for _ in spots]
    return [_clean(pieces) for pieces in owned]


def assign_loose(text: str, spots: Sequence[Spot]) -> list[str]:
    """The faults of units that stand elsewhere: by counting, by product, else the same for all."""
    return _of_one_group(text, spots, find_sentences(text))


def whole_fault(text: str) -> str:
    """The words about a fault in a text that speaks of one unit; empty if it tells none."""
    sentences = find_sentences(text)
    words = [text[s.start : s.end] for s in sentences]
    told = [w for w in words if is_symptom(w)]
    if not told:
        told = [w for w in _labelled_values(text) if content_words(without_vague(w)) >= 1]
    if not told:
        told = [w for w in words if content_words(_without_products(without_vague(w))) >= 4]
    return _clean(told)


def _without_products(text: str) -> str:
    for pattern in FAMILIES.values():
        text = pattern.sub(" ", text)
    return text


def _labelled_values(text: str) -> list[str]:
    return [text[m.end() :].split("\n", maxsplit=1)[0] for m in FAULT_LABEL.finditer(text)]


def _clean(pieces: Sequence[str]) -> str:
    words = " ".join(" ".join(p.split()).strip(" ,;–-•*") for p in pieces)
    return words[:_FAULT].strip()


def _group(text: str, spots: Sequence[Spot]) -> list[list[int]]:
    """Spots that stand in a list with nothing told between them belong together."""
    groups: list[list[int]] = [[0]]
    for index in range(1, len(spots)):
        between = text[spots[index - 1].end : spots[index].start]
        if "\n\n" not in between and not _says_something(between):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _says_something(between: str) -> bool:
    if is_symptom(between):
        return True
    rest = _FILLER.sub(" ", _without_products(between))
    return content_words(rest) >= 1 or "\n" in between


def _of_one_group(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str]:
    counted = _by_counting(text, len(spots), sentences) if len(spots) > 1 else None
    if counted:
        return counted
    by_product = _by_product(text, spots, sentences) if len(spots) > 1 else None
    if by_product:
        return by_product
    return [whole_fault(_after_label(text, spots))] * len(spots)


def _after_label(text: str, spots: Sequence[Spot]) -> str:
    """The text without the serials themselves: their letters must not look like words."""
    pieces = []
    at = 0
    for spot in sorted(spots, key=lambda s: s.start):
        pieces.append(text[at : spot.start])
        at = max(at, spot.end)
    return " · ".join([*pieces, text[at:]])


def _pieces(text: str, sentences: Sequence[Span]) -> list[str]:
    out = []
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        at = 0
        for joint in _JOINT.finditer(words):
            if counts(words[joint.end() : joint.end() + 25]):
                out.append(words[at : joint.start()])
                at = joint.end()
        out.append(words[at:])
    return out


def _by_counting(text: str, count: int, sentences: Sequence[Span]) -> list[str] | None:
    """`I primi due ... il terzo ...`: the faults by the order of the units."""
    owned: list[list[str]] = [[] for _ in range(count)]
    current: set[int] = set()
    told = False
    for piece in _pieces(text, sentences):
        named = numbers_in(piece, count, {i for i, o in enumerate(owned) if o})
        current = named or current
        told = told or (is_symptom(piece) and bool(current))
        if is_symptom(piece) or (named and _is_telling(piece)):
            for index in current:
                owned[index].append(piece)
    return [_clean(o) for o in owned] if told else None


def _by_product(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str] | None:
    """`Il telefono ..., il gateway ...`: the faults by what the units are."""
    owned: list[list[str]] = [[] for _ in spots]
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        if any(sentence.start <= s.start < sentence.end for s in spots) or not is_symptom(words):
            continue
        owners = named_by_product(words, spots)
        if 0 < len(owners) < len(spots):
            for owner in owners:
                owned[owner].append(words)
    return [_clean(o) for o in owned] if any(owned) else None


def named_by_product(words: str, spots: Sequence[Spot]) -> list[int]:
    """Which of the units the words call by their product."""
    head = words[:60]
    families = [f for f, p in FAMILIES.items() if p.search(head)]
    return [
        i for i, s in enumerate(spots) if any(is_of(s.sold, family, head) for family in families)
    ]


def _segments(
    text: str, sentences: Sequence[Span], spots: Sequence[Spot], groups: Sequence[Sequence[int]]
) -> list[_Segment]:
    """Sentences, cut between two groups of units that stand in the same one."""
    segments = []
    for sentence in sentences:
        inside = [
            g
            for g, members in enumerate(groups)
            if any(sentence.start <= spots[i].start < sentence.end for i in members)
        ]
        start = sentence.start
        for before, after in zip(inside, inside[1:], strict=False):
            cut = _cut_between(text, spots[groups[before][-1]].end, spots[groups[after][0]].start)
            segments.append(_Segment(start, cut, sentence.line, sentence.block, before))
            start = cut
        last = inside[-1] if inside else None
        segments.append(_Segment(start, sentence.end, sentence.line, sentence.block, last))
    return segments


def _cut_between(text: str, low: int, high: int) -> int:
    """Where the words about the next unit begin: at the last joint before it."""
    joints = [m.start() for m in _JOINT.finditer(text[low:high])]
    told = [j for j in joints if is_symptom(text[low : low + j])]
    return low + (told[-1] if told else joints[-1] if joints else high - low)


def _owners(
    text: str,
    segments: Sequence[_Segment],
    spots: Sequence[Spot],
    groups: Sequence[Sequence[int]],
) -> list[list[int]]:
    out: list[list[int]] = []
    for index, segment in enumerate(segments):
        if segment.group is not None:
            out.append(list(groups[segment.group]))
            continue
        words = text[segment.start : segment.end]
        if _ALL.search(words) and is_symptom(words):
            out.append(list(range(len(spots))))
            continue
        counted = numbers_in(words[:40], len(spots), set())
        if counted and len(counted) < len(spots):
            out.append(sorted(counted))
            continue
        near = _neighbour(segments, index, text)
        product = named_by_product(words, spots)
        if 0 < len(product) < len(spots) and not (
            near is not None and set(product) & set(groups[near])
        ):
            out.append(product)
        else:
            out.append(list(groups[near]) if near is not None else [])
    return out


def _neighbour(segments: Sequence[_Segment], index: int, text: str) -> int | None:
    """The group a segment without a unit belongs to: on its line, else in its paragraph, else before."""
    me = segments[index]
    for same in (
        [s for s in segments if s.line == me.line],
        [s for s in segments if s.block == me.block],
    ):
        before = [s.group for s in same if s.start < me.start and s.group is not None]
        after = [s.group for s in same if s.start > me.start and s.group is not None]
        if before and after and _told_first(same, text):
            return after[0]
        if before:
            return before[-1]
        if after:
            return after[0] if _told_first(same, text) or len(set(after)) == 1 else None
    previous = [s for s in segments if s.start < me.start]
    if previous and previous[-1].group is not None:
        words = text[previous[-1].start : previous[-1].end]
        return None if is_symptom(words) else previous[-1].group
    return None


def _told_first(same: Sequence[_Segment], text: str) -> bool:
    """True where the fault comes before its serial: told before the first, nothing after the last."""
    with_group = [i for i, s in enumerate(same) if s.group is not None]
    before = any(is_symptom(text[s.start : s.end]) for s in same[: with_group[0]])
    after = any(is_symptom(text[s.start : s.end]) for s in same[with_group[-1] + 1 :])
    return before and not after


def _tells(text: str, segment: _Segment, spots: Sequence[Spot]) -> bool:
    """True if something stands beside a serial that is more than its product and courtesy."""
    inside = [s for s in spots if segment.start <= s.start < segment.end]
    end = max((s.end for s in inside), default=segment.start)
    rest = text[end : segment.end]
    beside = r"\s*[\])]?\s*[:,–-]" if inside else r"\s*[–-]\s"
    return bool(re.match(beside, rest)) and _is_telling(rest)


def _is_field(words: str) -> bool:
    """True for a line of a form that names the fault: `Difetto: volume basso`."""
    label = FAULT_LABEL.match(words)
    return label is not None and _is_telling(words[label.end() :])


def _is_telling(words: str) -> bool:
    rest = _without_products(without_vague(words)) if is_vague(words) else _without_products(words)
    return content_words(rest) >= 1
