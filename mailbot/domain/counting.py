"""Units by their place: `i primi due`, `the third one`, `zu 1 und 2`, `die anderen`."""

import re
from collections.abc import Sequence

from mailbot.domain.phrases import alternatives, phrases

_ORDINALS = (
    (phrases("prim[oa] | first | former | erste[rns]? | premi(?:er¦ère) | primer[oa]?"), 0),
    (phrases("second[oae]? | latter | zweite[rns]? | deuxième | segund[oa]"), 1),
    (phrases("terz[oa] | third | dritte[rns]? | troisième | tercer[oa]?"), 2),
    (phrases("quart[oa] | fourth | vierte[rns]? | quatrième | cuart[oa]"), 3),
    (phrases("quint[oa] | fifth | fünfte[rns]? | cinquième | quint[oa]"), 4),
    (phrases("sest[oa] | sixth | sechste[rns]? | sixième | sext[oa]"), 5),
    (phrases("settim[oa] | seventh | siebte[rns]? | septième | séptim[oa]"), 6),
    (phrases("ottav[oa] | eighth | achte[rns]? | huitième | octav[oa]"), 7),
    (phrases("ultim[oa] | last one | the last | letzte[rns]? | derni(?:er¦ère) | últim[oa]"), -1),
)
# `la terza porta`, `the second ring`, `dopo l'ultimo aggiornamento`: a place that is no unit's.
_OF_A_PART = re.compile(
    r"\s+(?:(?:and|e|und|et|y|o|or|oder)\s\w+\s+)?(?:"
    + alternatives(
        r"""
        port\w* | line[ae]s? | canal\w* | tast[oi] | led | slot\w* | sim | pagin\w+ | volt[ae]
        squill\w+ | giorn[oi] | settiman\w+ | mes[ei] | or[ae] | pian[oi] | rig[ah]e? | col[ou]\w+
        fil[ae]\w? | pres[ae] | sched[ae] | interfacc\w+ | chiamat[ae] | tentativ\w+
        aggiornament\w+
        riavvi\w+ | version\w+ | cifr[ae] | mett?à | moment\w* | minut\w* | second[oi] | cos[ae]
        tip[oi]
        intervent\w+ | man[oi] | livell\w+ | accension\w+ | temporal\w+ | bolletta | avviso
        sollecito
        channels? | keys? | buttons? | pages? | rings? | times? | days? | weeks? | months? | floors?
        rows? | columns? | cards? | calls? | attempts? | updates? | digits? | half | hours?
        things?
        place | glance | sight | reboot\w* | minutes? | seconds? | night\w* | years?
        anschl\w+ | leitung\w* | kanal | tast\w+ | seite\w* | mal | tag\w* | woche\w* | monat\w*
        stock\w* | zeile\w* | spalte\w* | karte\w* | anruf\w* | versuch\w* | ziffer\w* | klingel\w*
        minute\w* | sekunde\w* | stunde\w* | neustart\w* | gespräch\w* | blick
        lignes? | canaux | touches? | sonnerie\w* | fois | jours? | semaines? | mois | étage\w*
        cartes? | appels? | essais? | chiffres? | heures? | démarrage | mise
        puertos? | canal\w* | tecl\w+ | página\w* | tono\w* | ve[zc]\w* | día\w* | semana\w*
        plant\w+
        fila\w* | tarjet\w+ | llamada\w* | intento\w* | hora\w* | actualización
        """
    )
    + r")\b",
    re.IGNORECASE,
)
_FIRST_FEW = phrases(
    r"""
    (?:i ¦le )?prim[ie] (?P<it>due¦tre¦quattro) | (?:the )?first (?P<en>two¦three¦four)
    (?:die )?ersten (?P<de>beiden¦zwei¦drei¦vier)
    (?:les )?(?P<fr>deux¦trois¦quatre) premi(?:ers¦ères)
    (?:l[oa]s )?(?P<es>dos¦tres¦cuatro) primer[oa]s
    (?:l[oa]s )?primer[oa]s (?P<es2>dos¦tres¦cuatro)
    """
)
_OTHERS = phrases(
    r"""
    (?:gli ¦le )?altr[ie](?: (?:due¦tre))? | the others? | the other (?:one¦two¦three) | the rest
    die anderen?
    der andere | les autres | l'autre | l'altro | l'altra | l[oa]s otr[oa]s | el otro | la otra
    """
)
_NUMBERS = {"due": 2, "two": 2, "beiden": 2, "zwei": 2, "deux": 2, "dos": 2}
_NUMBERS |= {"tre": 3, "three": 3, "drei": 3, "trois": 3, "tres": 3}
_NUMBERS |= {"quattro": 4, "four": 4, "vier": 4, "quatre": 4, "cuatro": 4}

_NEXT = (
    r"(?:\s?(?:,|/|\+|&|e|ed|and|und|et|y|bis|to|a|al|alla|à|au|-|–)\s?(?:(?:il|la|the|der|die|das|le"
    r"|el)\s|l'|(?:numero|n\.|nr\.?|no\.|number|nummer|numéro|número|pos\.)\s?)?\d{1,2})"
)
_LIST = rf"(\d{{1,2}}{_NEXT}{{0,10}})(?!\d|[/:.,]\d)"
_SEVERAL = rf"(\d{{1,2}}{_NEXT}{{1,10}})(?!\d|[/:.,]\d)"
_RANGED = re.compile(r"\d+\s?(?:-|–|\b(?:bis|to|a|al|alla|à|au)\b)\s?\D{0,8}\d+", re.IGNORECASE)
_LED = alternatives(
    r"""
    pos\.? | posizion[ei] | positions? | positionen | posición | n[.°º] | nr\.? | no\.? | num\.?
    nummer | number | numer[oi] | números? | punto | punti | punkt | points? | rig[ah]e? | lines?
    zeilen?
    lignes? | línea | unit[àaes]? | units? | unités? | unidad | gerät | apparat[oi] | devices?
    items?
    artikel | article | #
    """
)
_BEFORE = alternatives(
    r"""
    zu[rm]? | ad | dal | dalla | dai | from | von | vom | du | de | desde | for | bei | per | sul
    sulla | on | re | del | della | al | alla | ai | il | la
    i
    le | the | der | die | das | el | les | pour | para | regarding
    """
)
# `Zu 1 und 2: ...`, `pos. 3 ...`, `n. 2 - ...`: the numbers of a list, at the head of a piece.
_POINTED = re.compile(
    rf"[\W_]{{0,6}}(?:(?:(?:{_BEFORE})\s)?(?:{_LED})\s?{_LIST}|(?:(?:{_BEFORE})\s)?{_LIST}"
    r"(?=\s?(?:[:)\]–—]|\.\s|-\s)))",
    re.IGNORECASE,
)
_VERB = alternatives(
    r"""
    non | ha | è | fa | si | dà | invece | resta | va | has | is | does | doesn't | won't | keeps
    hat
    ist | geht | zeigt | macht | ne | n' | a | est | fait | no | se | tiene | da | hace
    """
)
_NAMED = re.compile(
    rf"[\W_]{{0,4}}(?:(?:(?:il|la|the|der|die|das|le|el)\s|l['’]){_LIST}(?=\s(?:{_VERB})\b)"
    rf"|(?:il|la|i|gli|the|die|das|le|les|los|las)\s{_SEVERAL}(?=\s[a-zà-ÿ]))",
    re.IGNORECASE,
)


def counts(words: str) -> bool:
    """True if the words begin by counting units: `il terzo`, `the others`."""
    head = words[:25]
    if _FIRST_FEW.search(head) or _OTHERS.search(head) or _NAMED.match(words):
        return True
    return any(_places(pattern, words, 25) for pattern, _ in _ORDINALS)


def only_counts(words: str) -> bool:
    """True if the words name units by their place and say nothing yet: `Il primo`."""
    rest = _FIRST_FEW.sub(" ", words)
    for pattern, _ in _ORDINALS:
        rest = pattern.sub(" ", rest)
    return rest != words and not re.search(r"[^\W\d_]{4,}", _OTHERS.sub(" ", rest))


def numbers_in(piece: str, labels: Sequence[int], told: set[int]) -> set[int]:
    """Which units the words point at, by their place; `labels` are the numbers they have in their
    list, `told` those already spoken of."""
    count = len(labels)
    few = _FIRST_FEW.search(piece)
    if few:
        word = next(w for w in few.groups() if w).lower()
        return set(range(min(_NUMBERS[word], count)))
    pointed = listed_numbers(piece)
    if pointed and pointed <= set(labels):
        return {labels.index(n) for n in pointed}
    named = {
        index % count
        for pattern, index in _ORDINALS
        if index < count and _places(pattern, piece, len(piece))
    }
    if named:
        return named
    if _OTHERS.search(piece):
        return set(range(count)) - told
    return set()


def listed_numbers(piece: str) -> set[int]:
    """The numbers of a list that a piece begins with, ranges spread; empty for none."""
    match = _POINTED.match(piece) or _NAMED.match(piece)
    if match is None:
        return set()
    written = next(g for g in match.groups() if g)
    found = [int(n) for n in re.findall(r"\d+", written)]
    ranged = _RANGED.fullmatch(written)
    return set(range(found[0], found[1] + 1)) if ranged and found[0] < found[1] else set(found)


def _places(pattern: re.Pattern[str], words: str, within: int) -> bool:
    """True if an ordinal stands among the first characters and counts no part of a unit."""
    return any(
        m.start() < within and not _OF_A_PART.match(words, m.end()) for m in pattern.finditer(words)
    )


_ONE_OF = re.compile(
    rf"\b(?:(?:è|e'|sarebbe|is|it's|ist|c'est|es)\s)?(?:(?:{_BEFORE})\s)?(?:{_LED})?\s?(\d{{1,2}})(?![\d/:.,-]?\d)",
    re.IGNORECASE,
)


def numbered_in(piece: str, labels: Sequence[int]) -> set[int]:
    """The places of the numbers of a list that stand anywhere in a short answer: `è la 2`."""
    found = {int(m[1]) for m in _ONE_OF.finditer(piece)}
    return {labels.index(n) for n in found} if found and found <= set(labels) else set()
