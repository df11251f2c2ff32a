"""`Idem`, `the same as the first`, `lo mismo que el de la clínica`: a fault told by another's."""

import re
from collections.abc import Sequence

from mailbot.domain.counting import numbers_in
from mailbot.domain.phrases import phrases
from mailbot.domain.products import without_products
from mailbot.domain.segments import Spot, labels_of
from mailbot.domain.sentences import content_words
from mailbot.domain.symptoms import is_symptom

_SAME = phrases(
    r"""
    stess[oaie](?: identic[oa])? (?:difett[oi]¦problem[ai]¦guast[oi]¦cos[ae]¦fatto¦sintom[oi]¦\
      storia¦discorso¦malattia¦roba)
    (?:lo ¦la )stess[oa](?: identic[oa])?(?= ?$¦ ?[.,;:!)]¦ d¦ che¦ per¦ anche¦ qui)
    idem(?: come sopra)?
    come sopra | vedi sopra
    come (?:il¦la¦per il¦per la¦quell[oa]) \w+ | uguale | anche (?:quello¦quella¦questo¦questa)
    (?:the )?same (?:for¦with¦here¦fault¦problem¦issue¦symptom¦thing¦story¦again¦as) | ditto
    (?:the )?same(?= ?$¦ ?[.,;:!)])
    as above | see above | likewise | s\.? ?o\. | siehe oben | wie (?:oben¦vor¦beim? \w+¦der \w+)
    dito
    das ?selbe | gleiche[rs]? (?:fehler¦problem)
    das gleiche | ebenso | idem pour
    même (?:chose¦panne¦problème¦défaut¦souci) | pareil | voir (?:ci-dessus¦plus haut)
    ci-dessus | lo mismo | (?:el ¦la )?mism[oa] (?:fallo¦problema¦avería) | ídem | igual(?: que)?
    """
)
# Who it is said of, and how: `l'altra ... la storia è la stessa`.
_ONE = phrases(
    """
    altr[oaie] | storia | discorso | musica | others? | story | andere\\w* | geschichte | autres?
    histoire | otr[oa]s? | historia
    """
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def says_same(words: str) -> bool:
    """True if all that the words tell is that the fault is another unit's."""
    if not _SAME.search(words):
        return False
    rest = _ONE.sub(" ", _SAME.sub(" ", words))
    return not is_symptom(rest) and content_words(without_products(rest)) < 2


def find_model(words: str, unit: int, text: str, spots: Sequence[Spot]) -> int | None:
    """The unit whose fault is meant, where the words say which: by place, by the end of its
    serial, by a word that only its line has. None where they do not."""
    match = _SAME.search(words)
    rest = words[match.start() :] if match else words
    numbered = re.search(r"\b(\d{1,2})\b", rest)
    labels = labels_of(text, spots)
    placed = numbers_in(rest, labels, set())
    if numbered and int(numbered[1]) in labels:
        placed = {labels.index(int(numbered[1]))}
    if len(placed - {unit}) == 1:
        return (placed - {unit}).pop()
    mine = set(map(str.lower, _WORD.findall(rest)))
    lines = [_line(text, s) for s in spots]
    fitting = [
        n
        for n, line in enumerate(lines)
        if n != unit and mine & line - lines[unit] - _common(lines)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _line(text: str, spot: Spot) -> frozenset[str]:
    start = text.rfind("\n", 0, spot.start) + 1
    end = text.find("\n", spot.end)
    return frozenset(map(str.lower, _WORD.findall(text[start : end if end >= 0 else len(text)])))


def _common(lines: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words that stand on the lines of several units."""
    return frozenset(w for line in lines for w in line if sum(w in x for x in lines) > 1)
