"""Each unit its own fault, in the writer's words: by nearness, by place, by product, by
counting."""

import re
from collections.abc import Sequence
from itertools import pairwise

from mailbot.domain.counting import counts, numbers_in, only_counts
from mailbot.domain.people import promises
from mailbot.domain.phrases import phrases
from mailbot.domain.products import without_products
from mailbot.domain.sameness import find_model, says_same
from mailbot.domain.segments import (
    JOINT,
    Bond,
    Spot,
    find_owners,
    find_segments,
    labels_of,
    named_by_product,
    turns_of,
)
from mailbot.domain.sentences import Span, content_words, find_sentences
from mailbot.domain.symptoms import FAULT_LABEL, FAULT_TITLE, is_symptom, is_vague, without_vague
from mailbot.domain.telling import (
    PLACE,
    breaks_supply,
    hints,
    is_field,
    is_heading,
    masked,
    only_names,
    tells_beside,
    tells_something,
    tidied,
    tidy,
    trails,
)

_FAULT = 1_000  # characters of a fault that are kept
_VAGUE_CLAUSE = re.compile(r"[,;:]|\s(?:e|and|und|et|y)\s", re.IGNORECASE)
_STOP = re.compile(r"[.!?;]\s")
_FILLER = re.compile(
    r"s/?n\.?|serial\w*|serien\w*|matricol\w*|matr\.?|seri[eé]|num\w*|nr\.?|n[°º.]|mac|[\W\d_]+",
    re.IGNORECASE,
)


def assign(text: str, spots: Sequence[Spot]) -> list[str]:
    """For each unit named in a text, in order of the spots, the words about its fault; empty if
    none."""
    if not spots:
        return []
    sentences = find_sentences(text)
    in_turn = _respectively(text, spots, sentences)
    if in_turn:
        return in_turn
    groups = _group(text, spots, sentences)
    if len(groups) == 1:
        return _of_one_group(text, spots, sentences)
    told: list[list[str]] = [[] for _ in spots]
    hinted: list[list[str]] = [[] for _ in spots]
    shared: list[str] = []
    same: dict[int, str] = {}
    segments = find_segments(text, sentences, spots, groups)
    above = ""
    for segment, owned in zip(segments, find_owners(text, segments, spots, groups), strict=True):
        words = masked(text, segment.start, segment.end, spots)
        headed = segment.group is None and is_heading(above) and _says_enough(words)
        above = words
        if owned.near and says_same(words):
            same |= dict.fromkeys(owned.near, words)
            continue
        plain = is_symptom(words) or tells_beside(words) or is_field(words)
        plain = plain or (breaks_supply(words) and _are_no_supply([spots[o] for o in owned.owners]))
        if plain or headed or trails(words):
            for owner in owned.owners:
                told[owner].append(words)
            if not owned.owners:
                shared.append(words)
        elif owned.bond in (Bond.HERE, Bond.POINTED) and hints(words):
            for owner in owned.owners:
                hinted[owner].append(words)
    told = [told[n] or (hinted[n] if n not in same else []) for n in range(len(spots))]
    _follow(text, same, told, spots)
    if not any(told):
        told = [shared for _ in spots]
    return [tidied(pieces, _FAULT) for pieces in told]


def _says_enough(words: str) -> bool:
    return content_words(words) >= 2 and tells_something(words)


def assign_loose(text: str, spots: Sequence[Spot]) -> list[str]:
    """The faults of units that stand elsewhere: by counting, by product, else the same for all."""
    return _of_one_group(text, spots, find_sentences(text))


def assign_apart(text: str, spots: Sequence[Spot]) -> list[str]:
    """The faults of units that stand elsewhere, where the words tell them apart by place or
    product; empty where they do not."""
    sentences = find_sentences(text)
    return _by_counting(text, spots, sentences) or _by_product(text, spots, sentences) or []


def whole_fault(text: str) -> str:
    """The words about a fault in a text that speaks of one unit; empty if it tells none."""
    told = sure_fault(text)
    if told:
        return told
    words = [text[s.start : s.end] for s in find_sentences(text)]
    if any(map(is_vague, words)):
        # The rest is about something else: `it acts up, and my boss is angry`.
        words = [c for w in words for c in _VAGUE_CLAUSE.split(w) if is_vague(c)]
    return tidied([w for w in words if _may_tell(w)], _FAULT)


def sure_fault(text: str) -> str:
    """The words of a text that tell a fault beyond doubt; empty where it has none."""
    sentences = find_sentences(text)
    words = [text[s.start : s.end] for s in sentences]
    titled = [False, *(FAULT_TITLE.fullmatch(w.strip()) is not None for w in words)]
    sure = [is_symptom(w) or title for w, title in zip(words, titled, strict=False)]
    # Where one sentence of a paragraph tells it, those beside it go on about it.
    blocks = {s.block for s, told in zip(sentences, sure, strict=True) if told}
    told = [
        w
        for w, s, plain in zip(words, sentences, sure, strict=True)
        if plain or (s.block in blocks and hints(w, 3))
    ]
    if not told:
        told = [w for w in _labelled_values(text) if content_words(without_vague(w)) >= 1]
    return tidied(told, _FAULT)


def _are_no_supply(spots: Sequence[Spot]) -> bool:
    return bool(spots) and all(s.sold and s.sold.family != "power_supply" for s in spots)


def _may_tell(words: str) -> bool:
    """True for a sentence of four words or more that are neither business nor courtesy: where
    nothing else tells a fault, it does."""
    rest = without_products(without_vague(words))
    return content_words(rest) >= 4 and not promises(words) and not only_names(rest)


def _follow(text: str, same: dict[int, str], told: list[list[str]], spots: Sequence[Spot]) -> None:
    """Give the units of which only "the same" is said the words about the unit that is meant."""
    for unit, words in same.items():
        model = find_model(words, unit, text, spots)
        before = next((n for n in range(unit - 1, -1, -1) if told[n]), None)
        meant = model if model is not None and told[model] else before
        if meant is not None:
            told[unit] = [*told[meant], *(w for w in told[unit] if w not in told[meant])]


def _labelled_values(text: str) -> list[str]:
    return [text[m.end() :].split("\n", maxsplit=1)[0] for m in FAULT_LABEL.finditer(text)]


_IN_TURN = phrases(
    """
    rispettivamente | nell'ordine | respectively | in (?:that )?order | beziehungsweise
    der reihe nach | respectivement | respectivamente
    """
)
_AND = re.compile(r"\s*(?:[,;]|\b(?:e|ed|and|und|et|y)\b)\s*", re.IGNORECASE)


def _respectively(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str] | None:
    """`A e B hanno rispettivamente X e Y`: as many faults as units, in their order; else None."""
    for sentence in sentences:
        match = _IN_TURN.search(text, sentence.start, sentence.end)
        if match is None or len(spots) < 2:
            continue
        after = [s.start for s in spots if match.end() <= s.start < sentence.end]
        low, high = match.end(), min(after, default=sentence.end)
        if after and text[sentence.start : match.start()].strip():
            low, high = sentence.start, match.start()
        parts = [p.strip(" .:,") for p in _AND.split(text[low:high]) if p.strip(" .:,")]
        if len(parts) == len(spots) and all(map(tells_something, parts)):
            return [p[:_FAULT] for p in parts]
    return None


def _group(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[list[int]]:
    """Spots that stand in a list with nothing told between them belong together."""
    groups: list[list[int]] = [[0]]
    for index, (before, after) in enumerate(pairwise(spots), 1):
        between = text[before.end : after.start]
        apart = any(before.end <= s.end <= after.start for s in sentences) and _STOP.search(between)
        if "\n\n" not in between and not _says_something(between) and not apart:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _says_something(between: str) -> bool:
    if is_symptom(between):
        return True
    rest = _FILLER.sub(" ", without_products(between))
    return content_words(rest) >= 1 or "\n" in between


def _of_one_group(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str]:
    counted = _by_counting(text, spots, sentences) if len(spots) > 1 else None
    if counted:
        return counted
    by_product = _by_product(text, spots, sentences) if len(spots) > 1 else None
    if by_product:
        return by_product
    # The serials themselves are taken out: their letters must not look like words.
    plain = masked(text, 0, len(text), spots)
    told = whole_fault(plain)
    beside = [
        words
        for s in find_sentences(plain)
        if trails(words := plain[s.start : s.end]) or (PLACE in words and tells_beside(words))
    ]
    if beside and not any(is_symptom(w) for w in beside):
        told = " ".join(dict.fromkeys([*map(tidy, beside), told])).strip()[:_FAULT]
    if not told and _are_no_supply(spots):
        pieces = [w for s in sentences if breaks_supply(w := plain[s.start : s.end])]
        told = tidied(pieces, _FAULT)
    return [told] * len(spots)


def _pieces(text: str, sentences: Sequence[Span]) -> list[str]:
    out = []
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        at = 0
        for joint in JOINT.finditer(words):
            before = words[at : joint.start()]
            if counts(words[joint.end() : joint.end() + 40]) and not only_counts(before):
                out.append(before)
                at = joint.end()
        out.append(words[at:])
    return out


def _by_counting(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str] | None:
    """`I primi due ... il terzo ...`: the faults by the order of the units."""
    labels = labels_of(text, spots)
    owned: list[list[str]] = [[] for _ in spots]
    current: set[int] = set()
    told = False
    for piece in _pieces(text, sentences):
        named = numbers_in(piece, labels, {i for i, o in enumerate(owned) if o})
        if named and current and says_same(piece):
            for index in named:
                owned[index] += owned[min(current)]
            continue
        current = named or current
        told = told or (is_symptom(piece) and bool(current))
        if is_symptom(piece) or (named and tells_something(piece)):
            for index in current:
                owned[index].append(piece)
    return [tidied(o, _FAULT) for o in owned] if told else None


def _by_product(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str] | None:
    """`Il telefono ..., il gateway ...`: the faults by what the units are."""
    owned: list[list[str]] = [[] for _ in spots]
    for sentence in sentences:
        if any(sentence.start <= s.start < sentence.end for s in spots if s.end > s.start):
            continue
        before: list[str] = []
        for words in turns_of(text, sentence, spots):
            owners = named_by_product(words, spots)
            same = says_same(words)
            if not 0 < len(owners) < len(spots) or not (same or is_symptom(words) or hints(words)):
                continue
            for owner in owners:
                owned[owner] += before if same else [words]
            before = before if same else [words]
    return [tidied(o, _FAULT) for o in owned] if any(owned) else None
