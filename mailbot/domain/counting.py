"""Units by their place: `i primi due`, `the third one`, `die anderen`."""

import re

from mailbot.domain.phrases import phrases

_ORDINALS = (
    (phrases("prim[oa] | first | erste[rns]? | premi(?:er¦ère) | primer[oa]?"), 0),
    (phrases("second[oa] | second | zweite[rns]? | deuxième | segund[oa]"), 1),
    (phrases("terz[oa] | third | dritte[rns]? | troisième | tercer[oa]?"), 2),
    (phrases("quart[oa] | fourth | vierte[rns]? | quatrième | cuart[oa]"), 3),
    (phrases("quint[oa] | fifth | fünfte[rns]? | cinquième"), 4),
    (phrases("ultim[oa] | last one | the last | letzte[rns]? | derni(?:er¦ère) | últim[oa]"), -1),
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


def counts(words: str) -> bool:
    """True if the words begin by counting units: `il terzo`, `the others`."""
    head = words[:25]
    if _FIRST_FEW.search(head) or _OTHERS.search(head):
        return True
    return any(pattern.search(head) for pattern, _ in _ORDINALS)


def only_counts(words: str) -> bool:
    """True if the words name units by their place and say nothing yet: `Il primo`."""
    rest = _FIRST_FEW.sub(" ", words)
    for pattern, _ in _ORDINALS:
        rest = pattern.sub(" ", rest)
    return rest != words and not re.search(r"[^\W\d_]{4,}", _OTHERS.sub(" ", rest))


def numbers_in(piece: str, count: int, told: set[int]) -> set[int]:
    """Which of `count` units the words count out; `told` are those already spoken of."""
    few = _FIRST_FEW.search(piece)
    if few:
        word = next(w for w in few.groups() if w).lower()
        return set(range(min(_NUMBERS[word], count)))
    named = {
        index % count for pattern, index in _ORDINALS if pattern.search(piece) and index < count
    }
    if named:
        return named
    if _OTHERS.search(piece):
        return set(range(count)) - told
    return set()
