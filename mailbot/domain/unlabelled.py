"""Units that a mail names beside others, without a serial of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.phrases import alternatives, phrases
from mailbot.domain.products import find_family, is_of
from mailbot.domain.sameness import says_same
from mailbot.domain.segments import Spot
from mailbot.domain.sentences import find_sentences
from mailbot.domain.symptoms import is_symptom

_MOST = 20  # of one text
_ALSO = re.compile(
    r"\W{0,4}(?:"
    + alternatives(
        r"""
        inoltre | anche | poi | in più | oltre a (?:questo¦ciò) | pure | also | plus | additionally
        and also | besides | außerdem | zudem | auch | ferner | de plus | également | aussi
        en outre | además | también
        """
    )
    + r"),?\s",
    re.IGNORECASE,
)
_NO_LABEL = phrases(
    r"""
    pers[oa] (?:l'¦l’¦la ¦il )?(?:adesiv¦etichett¦targhett)\w+ | lost its (?:label¦sticker)
    (?:etikett¦aufkleber)\w* verloren | perdu son étiquette | perdió la etiqueta
    senza (?:l')?(?:etichett[ae]¦matricol[ae]¦serial[ei]¦targhett[ae])
    (?:strappat¦stacc¦staccat¦tolt¦pers¦rovinat¦consumat¦sbiadit)\w* (?:via )?(?:l'¦l’¦\
      la )?(?:etichett¦targhett)\w+
    (?:etichett¦targhett)\w+ (?:\w+ )?(?:strappat¦staccat¦pers¦rovinat¦consumat¦sbiadit¦mancant)\w*
    (?:label¦sticker) (?:\w+ )?(?:torn¦ripped¦missing¦gone¦fell¦worn) | (?:torn¦ripped)[- ]off label
    etikett\w* (?:\w+ )?(?:abgerissen¦fehlt¦abgefallen)
    étiquette (?:\w+ )?(?:arrachée¦décollée¦absente)
    etiqueta (?:\w+ )?(?:arrancada¦despegada¦rota)
    (?:non¦nn) si (?:legg\w+¦ved\w+ (?:il seriale¦la matricola)) | illeggibil[ei]
    no (?:label¦serial¦sticker)s? | without (?:a )?(?:label¦serial¦sticker)s?
    (?:not¦un)[- ]?(?:readable¦legible) | illegible | ohne (?:etikett\w*¦aufkleber¦seriennummer)
    (?:nicht lesbar¦unleserlich) | sans (?:étiquettes?¦numéro) | illisibles? | ilegibles?
    sin (?:etiquetas?¦número de serie) | no se le(?:e¦en)
    """
)
_OTHERS = re.compile(
    r"(?:gli|le|l[oa]s|les|the|die)\s+(?:altr[ie]|others?|anderen?|autres|otr[oa]s)"
    r"(?:\s+(due|tre|two|three|zwei|drei|beiden|deux|trois|dos|tres))?\b[^.\n;]{0,40}",
    re.IGNORECASE,
)
_OTHER_ONE = re.compile(
    r"\W{0,4}(?:l['’]altr[oa]|the other(?: one)?|d(?:er|ie|as) andere|l['’]autre"
    r"|(?:el|la) otr[oa])\b",
    re.IGNORECASE,
)
_COUNTS = {"tre": 3, "three": 3, "drei": 3, "trois": 3, "tres": 3}
# What was only tried with the unit that is meant.
_TRIED = phrases(
    r"""
    prov\w+ | test\w+ | con (?:un¦un'¦una )? ?altr\w+ | cambia\w+ | sostituit\w+ | collegat\w+
    another | tried | swapped | replaced | connected | mit (?:einem¦einer )? ?ander\w+
    getestet | (?:aus)?getauscht | avec une? autre | essayé\w* | remplacé\w* | changé\w*
    con otr[oa] | prob(?:ado¦amos) | funziona(?:no)? (?:bene¦regolarmente) | works? (?:fine¦well)
    """
)


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """`count` units of a family without a serial, and where the text speaks of them.

    `told` is what it says of them; empty where they share the fault of the others.
    """

    start: int
    end: int
    family: str
    count: int = 1
    told: str = ""


def find_unlabelled(text: str, spots: Sequence[Spot]) -> list[Unlabelled]:
    """The units that stand beside those at `spots` and have no serial; none where there are no
    spots."""
    if not spots:
        return []
    found = []
    for sentence in find_sentences(text):
        words = text[sentence.start : sentence.end]
        if any(sentence.start <= s.start < sentence.end for s in spots):
            found += _others(words, sentence.start, spots)
        elif _OTHER_ONE.match(words) and _NO_LABEL.search(words):
            told = "" if says_same(_NO_LABEL.sub(" ", words)) else " ".join(words.split())
            sold = next((s.sold for s in spots if s.sold), None)
            family = sold.family if sold else ""
            found.append(Unlabelled(sentence.start, sentence.end, family, told=told))
        elif _is_another(words, spots):
            told = " ".join(words.split())
            found.append(Unlabelled(sentence.start, sentence.end, find_family(words), told=told))
    return found[:_MOST]


def blanked(text: str, units: Sequence[Unlabelled]) -> str:
    """The text, as long as before, without what it says of these units."""
    for unit in units:
        text = f"{text[: unit.start]}{' ' * (unit.end - unit.start)}{text[unit.end :]}"
    return text


def _is_another(words: str, spots: Sequence[Spot]) -> bool:
    """True for a sentence about one more unit: `also a headset without label, its mic is dead`."""
    family = find_family(words[:80])
    if not family or _TRIED.search(words):
        return False
    told = is_symptom(_NO_LABEL.sub(" ", words))
    if _NO_LABEL.search(words):
        return told or _ALSO.match(words) is not None
    of_another = all(s.sold is not None and not is_of(s.sold, family) for s in spots)
    return told and of_another and _ALSO.match(words) is not None


def _others(words: str, start: int, spots: Sequence[Spot]) -> list[Unlabelled]:
    """`gli altri due non si leggono`, in the sentence that gives the serial of the first."""
    match = _OTHERS.search(words)
    if match is None or not _NO_LABEL.search(match[0]):
        return []
    sold = next((s.sold for s in spots if s.sold), None)
    count = _COUNTS.get((match[1] or "").lower(), 2 if match[1] else 1)
    family = sold.family if sold else ""
    return [Unlabelled(start + match.start(), start + match.end(), family, count)]
