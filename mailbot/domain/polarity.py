"""What one piece of a reply says: yes, no, or nothing; a "not" binds by its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.answerwords import MATTER, OTHER
from mailbot.domain.assent import says_more
from mailbot.domain.doubtwords import RECEIVED
from mailbot.domain.nowords import (
    COMPLAINT,
    DECLINE,
    ENDING,
    NEITHER,
    NONE,
    NOT,
    RETURNING,
    WITHOUT,
)
from mailbot.domain.scrapwords import ENDS
from mailbot.domain.yeswords import (
    ACCEPT,
    CONFIRM,
    INFINITIVE,
    ORDERED,
    SPLIT,
    SPOKEN_OF,
    WEAK,
    WILLING,
)

_REACH = 70  # characters between a "not" and the verb it negates
_NEAR = 26  # between a verb and the "none" after it
_NEXT = 12  # between "without" and what it takes away
# `Accettiamo di valutare`, `agree to discuss`: a deed that is no repair.
_OTHER_DEED = re.compile(
    r"\s(?:(?:di|ad?)\s\w+[aei]re\b|(?:à|de|d'|a)\s?\w+[aei]r\b"
    r"|to\s(?!the\b|your|our|this|that|these|all\b|both|it\b|go\b|proceed|carry|get\b)[a-z]+\b)",
    re.IGNORECASE,
)
# `We accept that it was lightning`: a yes to the finding.
_THAT = re.compile(
    r",?\s(?:che|dass|daß|que|qu'|that (?:it|this|the|there|we|you|they|these)\b"
    r"|(?:it|this|they)(?:'s|'re| is| was| are| were)\b)",
    re.IGNORECASE,
)
# `Ma non il prezzo`: who says so may want another price.
_PRICE = re.compile(
    r"\b(?:il|the|den|dem|der|le|el) (?:prezzo|costo|price|cost|preis|prix|precio)\b", re.IGNORECASE
)
_LAST_NO = re.compile(
    r"\b(?:no|nein|non)\W*$"
    r"|\b(?:rather|better|lieber|besser|leider|plutôt|mejor|think|hope|i'm afraid)"
    r" (?:not|nicht|pas|no)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a piece says: +1, -1 or 0.

    `weak`: a yes that may be no more than "I see"; `complaint`: a no that is only a word of
    dislike; `returning`: a no that after a yes tells where the unit goes; `negated`: it has a yes
    with a "not"; `everything`: none of all units; `ending`: a no that orders the end of the unit.
    """

    sign: int = 0
    weak: bool = False
    complaint: bool = False
    returning: bool = False
    negated: bool = False
    everything: bool = False
    ending: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str  # yes, no, split, infinitive
    text: str


def find_said(text: str, *, names: bool) -> Said:
    """What the piece says; `names`: it names units."""
    if NEITHER.search(text):
        return Said(-1, negated=True, everything=not names)
    words = _words(text)
    nots = _nots(text, words)
    signs = [_sign(text, words, i, nots, names=names) for i in range(len(words))]
    negated = any(_is_negated(text, words, i, nots) for i in range(len(words)))
    both = {w.kind == "no" for i, w in enumerate(words) if _is_negated(text, words, i, nots)}
    if len(both) == 2:
        return Said(negated=True)
    if -1 in signs:
        no = [w for w, sign in zip(words, signs, strict=True) if sign < 0]
        complaint = all(COMPLAINT.search(w.text) for w in no)
        returning = all(RETURNING.match(w.text) for w in no)
        ending = any(ENDS.fullmatch(w.text) for w in no)
        return Said(-1, False, complaint, returning, negated, ending=ending)
    if 1 in signs:
        yes = [w for w, sign in zip(words, signs, strict=True) if sign > 0]
        return Said(1, weak=all(_is_weak(text, w) for w in yes))
    return Said(-1 if _is_bare_no(text, nots) else 0, negated=negated)


def _is_weak(text: str, word: _Word) -> bool:
    """True for a yes that may be no more than "I see", or "I confirm something"."""
    bare = word.text.strip()
    if CONFIRM.match(bare):
        after = text[word.end : word.end + 60]
        alone = not says_more(text.replace(word.text, " "))
        return not (alone or MATTER.search(after) or re.search(r"\d", after))
    return WEAK.match(bare) is not None


def _words(text: str) -> list[_Word]:
    """The words of yes and no in their order; of those that overlap the longest."""
    found = [
        _Word(m.start(), m.end(), kind, m[0])
        for kind, table in (
            ("no", DECLINE),
            ("split", SPLIT),
            ("yes", ACCEPT),
            ("infinitive", INFINITIVE),
        )
        for m in table.finditer(text)
    ]
    kept: list[_Word] = []
    for word in sorted(found, key=lambda w: w.start - w.end):
        if all(word.end <= k.start or word.start >= k.end for k in kept):
            kept.append(word)
    return sorted(kept, key=lambda w: w.start)


def _nots(text: str, words: Sequence[_Word]) -> list[tuple[int, int, str]]:
    """The words that negate, outside of fixed phrases: their place and their kind."""
    fixed = [w for w in words if w.kind == "no"]
    out = []
    for kind, table in (("not", NOT), ("none", NONE), ("without", WITHOUT)):
        for m in table.finditer(text):
            end = m.start() + 2 if m[0].lower().startswith("n'") else m.end()
            if not any(w.start <= m.start() < w.end for w in fixed):
                out.append((m.start(), end, kind))
    return sorted(out)


def _is_negated(
    text: str, words: Sequence[_Word], at: int, nots: Sequence[tuple[int, int, str]]
) -> bool:
    """True if a "not" binds to this word: before it with no other such word between, inside a
    split verb, or after the last one."""
    word = words[at]
    since = words[at - 1].end if at else 0
    for start, end, kind in nots:
        if word.kind != "no" and word.start <= start < word.end:
            return True
        if (
            since <= start
            and end <= word.start
            and word.start - end <= _REACH
            and kind != "without"
        ):
            return True
        after = at == len(words) - 1 and word.kind != "no" and start >= word.end
        if after and kind == "none" and start - word.end <= _NEAR:
            return True
        if after and kind == "not" and _negates_before(text, start, end):
            return True
    return False


def _negates_before(text: str, start: int, end: int) -> bool:
    """`not`, `no` and `non` only at the end, `nicht` and `pas` anywhere after the verb."""
    word = text[start:end].lower()
    return word in ("nicht", "pas", "plus", "nie") or not text[end:].strip(" .!")


def _sign(
    text: str,
    words: Sequence[_Word],
    at: int,
    nots: Sequence[tuple[int, int, str]],
    *,
    names: bool,
) -> int:
    """What the word says in its place: a yes that is only spoken of says nothing."""
    word = words[at]
    negated = _is_negated(text, words, at, nots)
    if word.kind == "no":
        return 0 if negated else -1
    if _is_of_another_thing(text, word):
        return 0
    if negated:
        return -1
    spoken = not _is_said(text, word, nots, names=names)
    if spoken or any(w.kind == "no" for w in words[at + 1 :]):
        return 0
    return -1 if _ends(text, word) else 1


def _is_said(text: str, word: _Word, nots: Sequence[tuple[int, int, str]], *, names: bool) -> bool:
    """True unless the word is only spoken of: `prima di accettare`, `without approval`."""
    if any(kind == "without" and 0 <= word.start - end <= _NEXT for _, end, kind in nots):
        return False
    before = text[max(0, word.start - 60) : word.start]
    if word.kind != "infinitive" and not SPOKEN_OF.search(before):
        return True
    return WILLING.search(before) is not None or _is_order(text, word, names=names)


def _is_order(text: str, word: _Word, *, names: bool) -> bool:
    """`Riparare il telefono`, `Telefon reparieren`: an infinitive that orders."""
    if not ORDERED.match(word.text) or SPOKEN_OF.search(text[: word.start]):
        return False
    first = not says_more(text[: word.start])
    last = not text[word.end :].strip(" .!") or not says_more(text[word.end :])
    return (first or last) and (names or not says_more(text.replace(word.text, " ")))


def _is_of_another_thing(text: str, word: _Word) -> bool:
    """`Confermo la ricezione del preventivo`: the yes is to something else than the quote."""
    if _THAT.match(text, word.end) and not _says_yes(text, word.end):
        return True
    if _OTHER_DEED.match(text, word.end) and not INFINITIVE.search(text, word.end, word.end + 30):
        return True
    low, high = max(0, word.start - 40), word.end + 60
    matter = MATTER.search(text[low:high])
    others = (OTHER.search(text[low:high]), RECEIVED.search(text, word.end, high))
    starts = [m.start() for m in others[:1] if m] + [m.start() - low for m in others[1:] if m]
    return bool(starts) and (matter is None or min(starts) < matter.start())


def _says_yes(text: str, start: int) -> bool:
    return any(p.search(text, start) for p in (ACCEPT, SPLIT, INFINITIVE))


def _ends(text: str, word: _Word) -> bool:
    """`Autorizziamo lo smaltimento`: the yes is to the end of the unit."""
    ending = ENDING.search(text[word.end : word.end + 40])
    matter = MATTER.search(text[word.end : word.end + 40])
    return ending is not None and (matter is None or ending.start() < matter.start())


def _is_bare_no(text: str, nots: Sequence[tuple[int, int, str]]) -> bool:
    """`No`, `il gateway no`, `pas pour l'adaptateur`: a "not" with nothing else than units."""
    if _LAST_NO.search(text):
        return True
    if _PRICE.search(text):
        return False
    rest = text
    for start, end, kind in nots:
        if kind != "without":
            rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    return rest != text and not says_more(rest)
