"""The serial that an answer picks from the ones our letter proposed (A6, mails.md 10)."""

import re

from mailbot.domain.counting import numbered_in, numbers_in
from mailbot.domain.intent import UnitClaim
from mailbot.domain.mentions import Lens, Mention, find_mentions
from mailbot.domain.passages import Reading
from mailbot.domain.phrases import phrases

# Our letters that propose serials near to what was written.
_PROPOSES = phrases(
    r"""
    non risulta\w* | più vicin[aeoi] | not (?:among¦in our¦found¦known) | closest | nearest
    similar
    nicht (?:unter¦gefunden¦bekannt) | ähnlich\w* | nächst\w+ | ne figure pas | plus proches?
    proches?
    no (?:figura¦consta) | más (?:parecid¦cercan¦próxim)\w+ | intendevate | did you mean
    meinten sie
    """
)
_MEANT = phrases(
    r"""
    intendev\w+ | voleva dire | did you mean | do you mean | meinten sie | vouliez-vous | serait-ce
    querí\w+ decir | se refier\w+
    """
)
_PROPOSED = re.compile(r"^[ \t>]{0,12}(\d{1,2})[.)]\s{1,4}(\S[^\n]{0,200})$", re.MULTILINE)
_YES = re.compile(
    r"\W{0,4}(?:s[iì]|yes|ja|oui|sí|esatto|corretto|confermo|confermiamo|correct|right|genau|stimmt"
    r"|richtig|exact|correcto)\b",
    re.IGNORECASE,
)


def picked_proposal(reading: Reading, lens: Lens) -> list[UnitClaim]:
    """The serial of our own numbered proposals that the answer points at: `è il secondo`, `la 2`;
    the only one, if the answer is yes."""
    proposed: dict[int, Mention] = {}
    for match in _PROPOSED.finditer(reading.quoted[:20_000]):
        mentions = [m for m in find_mentions(match[2], lens, strict=True) if m.sold]
        if len(mentions) == 1:
            proposed.setdefault(int(match[1]), mentions[0])
    if not _PROPOSES.search(reading.quoted):
        return []
    if not proposed:
        proposed = _in_prose(reading.quoted, lens)
    if not proposed:
        return []
    head = reading.body[:200]
    alone = re.fullmatch(r"\W{0,6}(\d{1,2})\W{0,10}", head.split("\n", maxsplit=1)[0])
    labels = list(proposed)
    if alone and int(alone[1]) in proposed:
        places = {labels.index(int(alone[1]))}
    else:
        places = numbers_in(head, labels, set()) or numbered_in(head, labels)
    if len(proposed) == 1 and _YES.match(head):
        places = {0}
    if len(places) != 1:
        return []
    mention = proposed[labels[places.pop()]]
    return [UnitClaim(mention.serial, mention.written, "quoted", mention.sold)]


def _in_prose(quoted: str, lens: Lens) -> dict[int, Mention]:
    """The one serial that a sentence of our letter proposes: `Forse intendeva ...?`"""
    lines = [line for line in quoted.split("\n")[:200] if _MEANT.search(line)]
    found = [m for line in lines for m in find_mentions(line, lens, strict=True) if m.sold]
    return {1: found[0]} if len(found) == 1 else {}
