"""A text in segments, and which of its units each segment speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from mailbot.domain.counting import counts, numbers_in
from mailbot.domain.phrases import phrases
from mailbot.domain.products import FAMILIES, is_of
from mailbot.domain.registry import SoldUnit
from mailbot.domain.sentences import Span
from mailbot.domain.symptoms import is_symptom, names_part

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
_OF_ITS_PARTS = re.compile(
    r"\s+(?:(?:the|le|i|gli|die|der|les|las|los)\s+)?(?:\d+\s+)?(?:channels?|ports?|ears?|sides?|orecch\w+|lati|auricolari|ohren|seiten|oreilles|oídos|lados|lines?|keys?|leds?"
    r"|buttons?|calls?|canali|porte|linee|tasti|led|chiamate|kanäle|ports|leitungen|tasten|anrufe"
    r"|canaux|touches|lignes|appels|canales|puertos|líneas|teclas|llamadas)\b",
    re.IGNORECASE,
)
JOINT = re.compile(
    r",\s+|\s+(?:e|ed|mentre|invece|and|while|whereas|und|während|et|tandis que|y|mientras|poi"
    r"|inoltre)\s+|\s+[-–]\s+|;\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text names a unit."""

    start: int
    end: int
    sold: SoldUnit | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or the part of one that speaks of one group of units."""

    start: int
    end: int
    line: int
    block: int
    group: int | None  # the last group of spots in it


class Bond(Enum):
    """What ties a segment to its units: they stand in it or on its line, it points at them, they
    are near, or nothing."""

    HERE = "here"
    POINTED = "pointed"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Owned:
    """The units a segment speaks of, by their place among the spots, and why they are meant."""

    owners: tuple[int, ...]
    bond: Bond
    near: tuple[int, ...] = ()  # those it stands in or beside, whatever it points at


_LABEL = re.compile(r"[\s(*•–-]{0,6}(\d{1,3})\s?(?:[.):|–-]|\s{2,})")


def labels_of(text: str, spots: Sequence[Spot]) -> list[int]:
    """The numbers that the units have in the writer's own list, else 1, 2, 3."""
    found = []
    for spot in spots:
        start = text.rfind("\n", 0, spot.start) + 1
        match = _LABEL.match(text, start, spot.start)
        found.append(int(match[1]) if match else 0)
    return found if all(found) and len(set(found)) == len(found) else [*range(1, len(spots) + 1)]


def named_by_product(words: str, spots: Sequence[Spot]) -> list[int]:
    """Which of the units the words call by their product."""
    head = words[:60]
    families = [f for f, p in FAMILIES.items() if p.search(head)]
    if "fxs_adapter" in families and not any(is_of(s.sold, "fxs_adapter") for s in spots):
        families.append("power_supply")  # an "adapter" of who returns none of the other sort
    return [
        i for i, s in enumerate(spots) if any(is_of(s.sold, family, head) for family in families)
    ]


def find_segments(
    text: str, sentences: Sequence[Span], spots: Sequence[Spot], groups: Sequence[Sequence[int]]
) -> list[Segment]:
    """Sentences, cut between two groups of units that stand in the same one."""
    segments = []
    for sentence in sentences:
        inside = [
            g
            for g, members in enumerate(groups)
            if any(sentence.start <= spots[i].start < sentence.end for i in members)
        ]
        start = sentence.start
        if not inside:
            for cut in _cuts_at_pointers(text, sentence, spots):
                segments.append(Segment(start, cut, sentence.line, sentence.block, None))
                start = cut
        elif (told := _cut_before(text, sentence, spots, groups[inside[0]])) is not None:
            segments.append(Segment(start, told, sentence.line, sentence.block, None))
            start = told
        for before, after in pairwise(inside):
            cut = _cut_between(text, spots[groups[before][-1]].end, spots[groups[after][0]].start)
            segments.append(Segment(start, cut, sentence.line, sentence.block, before))
            start = cut
        last = inside[-1] if inside else None
        segments.append(Segment(start, sentence.end, sentence.line, sentence.block, last))
    return segments


_ARTICLE = re.compile(
    r"(?:[,;\s–-]|l'|\b(?:e|ed|and|und|et|y|mentre|while|während|con|en|on|bei|beim|au|sur|nel|sul|al"
    r"|per|for|with|il|la|lo|i|gli|le|the|der|die|das|den|dem|el|los|las|les)\b)*",
    re.IGNORECASE,
)
EXCEPT = re.compile(
    r"[,;\s]*(?:tranne|eccetto|meno|salvo|except(?:\sfor)?|but|apart\sfrom|au(?:ß|ss)er|bis\sauf|sauf"
    r"|excepto|menos)\s",
    re.IGNORECASE,
)


def turns_of(text: str, sentence: Span, spots: Sequence[Spot]) -> list[str]:
    """The parts of a sentence that speak of one unit each: `il fax non riceve, il telefono è
    muto`."""
    at = [sentence.start, *_cuts_at_pointers(text, sentence, spots), sentence.end]
    return [text[low:high].strip(" ,;") for low, high in pairwise(at)]


def _cuts_at_pointers(text: str, sentence: Span, spots: Sequence[Spot]) -> list[int]:
    """Where a sentence that names no serial turns to other units: `il fax non riceve, il telefono
    è muto`, `tutti gracchiano, tranne l'ultimo`."""
    cuts = []
    words = text[sentence.start : sentence.end]
    at = 0
    for joint in JOINT.finditer(words):
        right = words[joint.end() : joint.end() + 40]
        skipped = _ARTICLE.match(right)
        begins = any(p.match(right, skipped.end() if skipped else 0) for p in FAMILIES.values())
        turns = (begins and named_by_product(right, spots)) or counts(right) or EXCEPT.match(right)
        left = words[at : joint.start()]
        if turns and (is_symptom(left) or names_part(left)):
            cuts.append(sentence.start + joint.start())
            at = joint.end()
    return cuts


def _cut_before(
    text: str, sentence: Span, spots: Sequence[Spot], group: Sequence[int]
) -> int | None:
    """Where a sentence has told of another unit, by its product, and comes to the one it names:
    `la centralita no graba y el teléfono · se cuelga`."""
    first = min(spots[i].start for i in group)
    for joint in JOINT.finditer(text, sentence.start, first):
        left = text[sentence.start : joint.start()]
        named = named_by_product(left, spots)
        if named and not set(named) & set(group) and is_symptom(left):
            return joint.start()
    return None


def _cut_between(text: str, low: int, high: int) -> int:
    """Where the words about the next unit begin: at the last joint before it."""
    joints = [m.start() for m in JOINT.finditer(text[low:high])]
    told = [j for j in joints if is_symptom(text[low : low + j])]
    return low + (told[-1] if told else joints[-1] if joints else high - low)


def find_owners(
    text: str,
    segments: Sequence[Segment],
    spots: Sequence[Spot],
    groups: Sequence[Sequence[int]],
) -> list[Owned]:
    """For each segment the units it speaks of."""
    ground = _Ground(text, segments, spots, groups, labels_of(text, spots))
    owned: list[Owned] = []
    told: set[int] = set()
    for index, segment in enumerate(segments):
        if segment.group is not None:
            members = tuple(groups[segment.group])
            owned.append(Owned(members, Bond.HERE, members))
            continue
        owned.append(_owned(ground, index, told))
        told |= set(owned[-1].owners) if owned[-1].bond is Bond.POINTED else set()
    for index, segment in enumerate(segments):
        if index and EXCEPT.match(text, segment.start) and segment.group is None:
            before, mine = owned[index - 1], set(owned[index].owners)
            rest = tuple(o for o in before.owners if o not in mine)
            owned[index - 1] = replace(before, owners=rest)
    return owned


@dataclass(frozen=True, slots=True)
class _Ground:
    """A text with all that is known of its units; `labels` are their numbers in its list."""

    text: str
    segments: Sequence[Segment]
    spots: Sequence[Spot]
    groups: Sequence[Sequence[int]]
    labels: Sequence[int]


def _owned(ground: _Ground, index: int, told: set[int]) -> Owned:
    segment, spots, groups = ground.segments[index], ground.spots, ground.groups
    words = ground.text[segment.start : segment.end]
    group = _neighbour(ground.segments, index, ground.text)
    near = tuple(groups[group]) if group is not None else ()
    counted = numbers_in(words[:60], ground.labels, told)
    if counted and len(counted) < len(spots):
        return Owned(tuple(sorted(counted)), Bond.POINTED, near)
    product = named_by_product(words, spots)
    some = 0 < len(product) < len(spots)
    if _speaks_of_all(words) and is_symptom(words):
        # `both phones` of two phones and a power supply.
        meant = product if some and len(product) > 1 else []
        on_line = _several_on_line(segment, ground.segments, groups)
        return Owned(tuple(meant or on_line or range(len(spots))), Bond.POINTED, near)
    if some and not set(product) & set(near):
        return Owned(tuple(product), Bond.POINTED, near)
    here = any(
        s.group == group and s.line == segment.line and s.start < segment.start
        for s in ground.segments
    )
    return Owned(near, (Bond.HERE if here else Bond.NEAR) if near else Bond.NONE, near)


def _speaks_of_all(words: str) -> bool:
    """True for `entrambi`, `all three`: of the units, not of a unit's channels or keys."""
    return any(not _OF_ITS_PARTS.match(words, m.end()) for m in _ALL.finditer(words))


def _several_on_line(
    me: Segment, segments: Sequence[Segment], groups: Sequence[Sequence[int]]
) -> list[int]:
    """The units named together on the segment's own line, if they are several."""
    named = [s.group for s in segments if s.line == me.line and s.group is not None]
    return list(groups[named[-1]]) if named and len(groups[named[-1]]) > 1 else []


def _neighbour(segments: Sequence[Segment], index: int, text: str) -> int | None:
    """The group a segment without a unit belongs to: on its line, else in its paragraph, else
    before."""
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


def _told_first(same: Sequence[Segment], text: str) -> bool:
    """True where the fault comes before its serial: told before the first, nothing after the
    last."""
    with_group = [i for i, s in enumerate(same) if s.group is not None]
    before = any(is_symptom(text[s.start : s.end]) for s in same[: with_group[0]])
    after = any(is_symptom(text[s.start : s.end]) for s in same[with_group[-1] + 1 :])
    return before and not after
