"""Each unit its own fault, in the writer's words: by nearness, by place, by product, by
counting."""

import re
from collections.abc import Sequence

from mailbot.domain.counting import counts, numbers_in, only_counts
from mailbot.domain.phrases import phrases
from mailbot.domain.products import without_products
from mailbot.domain.segments import (
    JOINT,
    Segment,
    Spot,
    find_owners,
    find_segments,
    named_by_product,
)
from mailbot.domain.sentences import Span, content_words, find_sentences
from mailbot.domain.symptoms import FAULT_LABEL, is_symptom, is_vague, without_vague

_FAULT = 1_000  # characters of a fault that are kept
_SAME = phrases(
    """
    lo stesso | stess[oa] (?:difetto¦problema¦guasto¦cosa) | idem | anche (?:quello¦quella)
    same (?:for¦with¦here¦fault¦problem¦issue) | dasselbe | (?:das )?gleiche | idem pour
    même (?:chose¦panne¦problème) | lo mismo | el mismo (?:fallo¦problema)
    """
)
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
    groups = _group(text, spots)
    if len(groups) == 1:
        return _of_one_group(text, spots, sentences)
    segments = find_segments(text, sentences, spots, groups)
    owned: list[list[str]] = [[] for _ in spots]
    shared: list[str] = []
    above = ""
    for segment, owners in zip(segments, find_owners(text, segments, spots, groups), strict=True):
        words = _masked(text, segment, spots)
        headed = segment.group is None and _is_heading(above) and content_words(words) >= 2
        above = words
        carried = _SAME.search(words) and not is_symptom(_SAME.sub(" ", words))
        if carried and owners and not any(owned[o] for o in owners):
            before = next((o for o in owned[: min(owners)][::-1] if o), [])
            for owner in owners:
                owned[owner] += before
            continue
        told = is_symptom(words) or _tells(text, segment, spots) or _is_field(words)
        if not (told or headed or _trails(words)):
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
        told = [w for w in words if content_words(without_products(without_vague(w))) >= 4]
    return _clean(told)


def _labelled_values(text: str) -> list[str]:
    return [text[m.end() :].split("\n", maxsplit=1)[0] for m in FAULT_LABEL.finditer(text)]


_PLACE = "·"  # where a serial stood
_EDGES = " \t\n,;:.–—-•*()[]"
_NAMED = re.compile(
    r"[(\[]?(?:(?:con|with|mit|avec|con el)\s)?(?:il\s|the\s|der\s|le\s)?(?:s/?n|serial\w*(?:"
    r"\s(?:number|no))?|serien\w*|matricola|matr|"
    r"n[°º.]?\s?(?:de\s|di\s)?s[eé]rie|numero di serie|numéro de série|número de serie|mac)?["
    r"\s.:°º-]{0,6}·[)\]]?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"·[)\]\"' ]{0,4},?\s+(?:che|chi|con(?: el| la)?|dà|da(?= \d)|ha|fa|mostra|emette"
    r"|presenta|it|has|with|which|that|shows?|gives?|mit|der|die|das|hat|zeigt|gibt|qui|avec|dont|que|da|tiene)"
    r"\s(.*)$",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(r"·[)\]\"']?\s?:\s+([^·]*)$")  # `S/N X: il tasto 3 è incastrato`
_ENTRY = re.compile(r"\W{0,4}(?:\d{1,3}[.)]\s+)?·\s+([^·]*)$")  # of a list: serial, fault
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}[.)]\s|[-*•]\s|(?:riga|pos\.?|line|zeile)\s\d{1,3}\s?:)")


def _masked(text: str, segment: Segment, spots: Sequence[Spot]) -> str:
    """The words of a segment with a mark where its serials stand."""
    pieces = []
    at = segment.start
    for spot in sorted(spots, key=lambda s: s.start):
        if at <= spot.start < segment.end:
            pieces.append(text[at : spot.start])
            at = min(spot.end, segment.end)
    return _PLACE.join([*pieces, text[at : segment.end]])


def _clean(pieces: Sequence[str]) -> str:
    """What is told about a fault, without list numbers, labels, serials and their products."""
    return " ".join(t for p in pieces if (t := _tidy(p)))[:_FAULT].strip()


def _tidy(piece: str) -> str:
    words = _NUMBERING.sub("", FAULT_LABEL.sub("", " ".join(piece.split())))
    if _PLACE in words:
        parts = [p.strip(_EDGES) for p in _NAMED.sub(_PLACE, words).split(_PLACE)]
        telling = [p for p in parts if is_symptom(p) or content_words(without_products(p)) >= 3]
        words = " ".join(telling or parts)
    return words.strip(" ,;:–—-•*")


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
    rest = _FILLER.sub(" ", without_products(between))
    return content_words(rest) >= 1 or "\n" in between


def _of_one_group(text: str, spots: Sequence[Spot], sentences: Sequence[Span]) -> list[str]:
    counted = _by_counting(text, len(spots), sentences) if len(spots) > 1 else None
    if counted:
        return counted
    by_product = _by_product(text, spots, sentences) if len(spots) > 1 else None
    if by_product:
        return by_product
    masked = _after_label(text, spots)
    told = whole_fault(masked)
    beside = [w for s in find_sentences(masked) if _trails(w := masked[s.start : s.end])]
    if beside and not any(is_symptom(w) for w in beside):
        told = " ".join(dict.fromkeys([*map(_tidy, beside), told])).strip()[:_FAULT]
    return [told] * len(spots)


def _after_label(text: str, spots: Sequence[Spot]) -> str:
    """The text without the serials themselves: their letters must not look like words."""
    pieces = []
    at = 0
    for spot in sorted(spots, key=lambda s: s.start):
        pieces.append(text[at : spot.start])
        at = max(at, spot.end)
    return _PLACE.join([*pieces, text[at:]])


def _pieces(text: str, sentences: Sequence[Span]) -> list[str]:
    out = []
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        at = 0
        for joint in JOINT.finditer(words):
            before = words[at : joint.start()]
            if counts(words[joint.end() : joint.end() + 25]) and not only_counts(before):
                out.append(before)
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


def _tells(text: str, segment: Segment, spots: Sequence[Spot]) -> bool:
    """True if something stands beside a serial that is more than its product and courtesy."""
    inside = [s for s in spots if segment.start <= s.start < segment.end]
    end = max((s.end for s in inside), default=segment.start)
    rest = text[end : segment.end]
    beside = r"\s*[\])]?\s*[:,–-]" if inside else r"\s*[–-]\s"
    return bool(re.match(beside, rest)) and _is_telling(rest)


def _trails(words: str) -> bool:
    """True if a clause about the unit follows its serial: `· che stampa pagine nere`."""
    named = _NAMED_AS.search(words)
    if named and _is_telling(named[1]):
        return True
    match = _CLAUSE.search(words) or _ENTRY.match(words)
    return match is not None and content_words(without_products(without_vague(match[1]))) >= 2


def _is_heading(words: str) -> bool:
    """True for a line that only names a unit: what is told on the next one is its fault."""
    return _PLACE in words and content_words(without_products(_NAMED.sub(" ", words))) == 0


def _is_field(words: str) -> bool:
    """True for a line of a form that names the fault: `Difetto: volume basso`."""
    label = FAULT_LABEL.match(words)
    return label is not None and _is_telling(words[label.end() :])


def _is_telling(words: str) -> bool:
    rest = without_products(without_vague(words)) if is_vague(words) else without_products(words)
    return content_words(rest) >= 1
