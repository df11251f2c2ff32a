"""How much the words beside a unit tell of its fault: everything, a hint, or nothing."""

import re
from collections.abc import Sequence

from mailbot.domain.people import promises, without_people
from mailbot.domain.phrases import phrases
from mailbot.domain.products import FAMILIES, without_products
from mailbot.domain.segments import Spot
from mailbot.domain.sentences import content_of, content_words
from mailbot.domain.symptoms import FAULT_LABEL, is_symptom, is_vague, names_part, without_vague

PLACE = "·"  # where a serial stood
_EDGES = " \t\n,;:.–—-•*()[]|"
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
# Of a list: serial, fault.
_ENTRY = re.compile(
    r"\W{0,4}(?:\d{1,3}[.)]\s+)?(?:·\s*(?:(?:,|e|ed|and|und|et|y|/|&)\s)?){1,20}\s?([^·]*)$"
)
_FOLLOWS = re.compile(r"·[)\]\"']?\s?[:–-]\s+\S[^·]*$")
_NUMBERING = re.compile(
    r"^\s*(?:\(?\d{1,3}\s?[.):]\s|[-*•]\s|(?:riga|pos\.?|line|zeile)\s\d{1,3}\s?:)"
)
_WELL = phrases(
    r"""
    (?:e¦ed¦and¦und¦et¦y) (?:funziona(?:no)?¦va(?:nno)? bene¦works?¦funktionier(?:t¦en)¦\
      fonctionne(?:nt)?)
    """
)
_CUT = re.compile(r"[,;:.!?()–—|]|\s-\s")


def masked(text: str, start: int, end: int, spots: Sequence[Spot]) -> str:
    """The words of a stretch with a mark where its serials stand."""
    pieces = []
    at = start
    for spot in sorted(spots, key=lambda s: s.start):
        if at <= spot.start < min(spot.end, end):
            pieces.append(text[at : spot.start])
            at = min(spot.end, end)
    return PLACE.join([*pieces, text[at:end]])


def tidied(pieces: Sequence[str], most: int) -> str:
    """What is told about a fault, without list numbers, labels, serials and their products."""
    return " ".join(t for p in pieces if (t := tidy(p)))[:most].strip()


def tidy(piece: str) -> str:
    """One piece of it."""
    words = _NUMBERING.sub("", FAULT_LABEL.sub("", " ".join(piece.split())))
    if PLACE in words:
        parts = [p.strip(_EDGES) for p in _NAMED.sub(PLACE, words).split(PLACE)]
        telling = [
            p
            for p in parts
            if is_symptom(p) or names_part(p) or content_words(without_products(p)) >= 3
        ]
        if _FOLLOWS.search(words) and tells_something(parts[-1]) and not is_symptom(parts[0]):
            telling = [parts[-1]]  # `while she was there ...: · : press 7 and you get 77`
        words = " ".join(telling or parts)
    return words.strip(" ,;:–—-•*|")


def tells_beside(words: str) -> bool:
    """True if something stands beside a serial that is more than its product and courtesy."""
    if PLACE not in words:
        return bool(re.match(r"\s*[–-]\s", words)) and tells_something(words)
    rest = words.rpartition(PLACE)[2]
    beside = re.match(r"\s*[\])]?\s*(?:[:,|–-]|\s{2,})", rest)
    return beside is not None and tells_something(rest)


def trails(words: str) -> bool:
    """True if a clause about the unit follows its serial: `· che stampa pagine nere`."""
    named = _NAMED_AS.search(words)
    if named and tells_something(named[1]):
        return True
    if PLACE in words and is_vague(words.rpartition(PLACE)[2]):
        words = _CUT.split(words.rpartition(PLACE)[2], maxsplit=1)[0]
        return content_words(without_products(without_vague(words))) >= 2
    match = _CLAUSE.search(words) or _ENTRY.match(words)
    return match is not None and content_words(without_products(without_vague(match[1]))) >= 2


def is_heading(words: str) -> bool:
    """True for a line that only names a unit: what is told on the next one is its fault."""
    return PLACE in words and content_words(without_products(_NAMED.sub(" ", words))) == 0


def is_field(words: str) -> bool:
    """True for a line of a form that names the fault: `Difetto: volume basso`."""
    label = FAULT_LABEL.match(words)
    return label is not None and tells_something(words[label.end() :])


def tells_something(words: str) -> bool:
    """True if the words hold one that is neither product nor courtesy nor "it is broken"."""
    words = without_people(words)
    if promises(words):
        return False
    rest = without_products(without_vague(words)) if is_vague(words) else without_products(words)
    return content_words(rest) >= 1 and not only_names(rest)


def breaks_supply(words: str) -> bool:
    """True for "power supply faulty": of a unit that is none itself this is no vague word."""
    return FAMILIES["power_supply"].search(words) is not None and is_vague(words)


def only_names(words: str) -> bool:
    """True if each word of weight is written like a name: `Hotel Miramar`, `Rossi Impianti`."""
    found = content_of(words)
    return bool(found) and not words.isupper() and all(w[0].isupper() for w in found)


def hints(words: str, least: int = 2) -> bool:
    """True if a clause holds two words of its own that speak of no person, paper or business: in
    the entry of a unit they are about the unit."""
    words = without_people(without_vague(words.rpartition(PLACE)[2]))
    if promises(words) or _WELL.search(words):
        return False
    return any(
        content_words(rest) >= least and not only_names(rest)
        for clause in _CUT.split(words)
        for rest in [without_products(clause)]
    )
