"""The clause that decides: after "scrap it" the questions and remarks before it are only anger."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mailbot.domain.answerwords import ALL
from mailbot.domain.polarity import Said
from mailbot.domain.statements import Statement

# Questions that nobody is to answer: `310 euro?!`, `Are you serious?`
_RHETORICAL = re.compile(
    r"\?!|!\?|\?\?|^\W*[\d.,]+\s?(?:€|eur\w*)?(?:\s\w+){0,2}\W*\?"
    r"|\b(?:seri[oi]?|serious\w*|scherz\w+|joking|kidding|plaisant\w+|blague|broma|witz|loc[oa]s?"
    r"|davvero|really|geht's noch|spinnt|rigole\w*|pazzi|matti|crazy|verrückt|fous?)\b",
    re.IGNORECASE,
)


def after_last_word(found: Sequence[Statement]) -> list[Statement]:
    """The statements without what a final no to all outweighs; for a yes every doubt still counts.

    An order to throw the units away or to send them back outweighs each doubt of the sentences
    before it but "we do not know yet"; another no outweighs only questions that are none.
    """
    at = _last_word(found)
    if at is None:
        return list(found)
    begins = max(i for i in range(at + 1) if i == 0 or found[i].piece.joint == "start")
    order = found[at].said.ending
    return [
        replace(one, doubt="", said=Said()) if i < begins and _yields(one, order=order) else one
        for i, one in enumerate(found)
    ]


def ends_all(found: Sequence[Statement]) -> bool:
    """True if the last word orders the end of all units: what they would cost is told no more."""
    at = _last_word(found)
    return at is not None and found[at].said.ending


def _last_word(found: Sequence[Statement]) -> int | None:
    """The place of the last statement that says anything, if that is a no to all."""
    last = next((i for i in reversed(range(len(found))) if found[i].said.sign or found[i].doubt), 0)
    if not found or found[last].sign >= 0:
        return None
    if found[last].named and not ALL.search(found[last].piece.text):
        return None
    return last


def _yields(one: Statement, *, order: bool) -> bool:
    if one.doubt == "question":
        return order or _RHETORICAL.search(one.piece.text) is not None
    return order and bool(one.doubt) and one.doubt != "undecided"
