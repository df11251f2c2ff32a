"""What a reply says to a quote (A15): only a plain, unconditional yes is an acceptance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.amounts import find_offers
from mailbot.domain.answerwords import (
    ACCEPT,
    ASKS_TO_ACCEPT,
    BARE,
    CONDITION,
    DECLINE,
    HARMLESS,
    JOKE,
    NO,
    ONLY,
    QUOTE_WORDS,
    REST,
    THANKS,
    UNDECIDED,
)
from mailbot.domain.assent import is_weak, says_more
from mailbot.domain.intent import Answer, QuoteAnswer
from mailbot.domain.quotedunits import QuotedUnit, find_named_units, names_no_unit

_PLAIN_NO = re.compile(
    r"\b(?:no|nein|non)\b\s*(?:[.!:,;]|$)|^\s*(?:no|nein|non)\b|\b(?:invece|però|mentre)\s+no\b"
    r"|\b(?:nicht|not|pas)\b\s*[.!]?\s*$|^\W{0,3}(?:nicht|not|pas)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:(?:n(?:s|ostr[oa])\.?|our|unsere?|notre|nuestro)\s)?(?:ordine|ord\.|oda|o\.d\.a\.|p\."
    r"?o\.?|purchase order|order|bestellnummer|bestell-?nr\.?|bestellung|auftrag|commande|bon "
    r"de commande|pedido)"
    r"(?:\s(?:n\.?|nr\.?|no\.?|num\w*\.?|number|nummer|lautet|is|è|ist|:|#|n°)){0,3}\s?:?\s?(["
    r"A-Z0-9][A-Z0-9/_.-]{2,30})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<=[.!?;])\s+|;|\n+|,\s*(?=(?:ma|però|invece|mentre|but|while|aber|jedoch|mais|pero|e\s"
    r"|and\s|il|la|i|le|gli|the|unit)\b)|\s(?=(?:ma|però|invece|mentre|but|whereas|aber|hingeg"
    r"en|mais|tandis|pero|mientras)\s)|\s[-–]\s|(?<=\w)\.\s"
    r"|(?<=\d)\s+(?=(?:accett|rifiut|accept|declin)\w+\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a reply. `says` is +1, -1 or 0; `units` those it names, empty for none;
    `rest`: the others."""

    text: str
    says: int
    units: frozenset[int]
    only: bool
    rest: bool


def read_answer(text: str, units: Sequence[QuotedUnit], amounts: frozenset[str]) -> QuoteAnswer:
    """The answer in the writer's own new words; `units` and `amounts` are those of the quote.

    Whatever is conditional, asked, undecided or priced otherwise is unclear. Source: A15, R52.
    """
    order = find_order(text)
    text = JOKE.sub(" ", text[:20_000])
    plain = " ".join(text.split())
    last = plain.rpartition(" ")[2]
    if THANKS.match(plain) and not ACCEPT.search(last) and not DECLINE.search(last):
        return QuoteAnswer(Answer.UNCLEAR, reason="other", order_number=order)
    if BARE.match(plain):
        return QuoteAnswer(Answer.ACCEPT, order_number=order)
    clauses = [_judge(piece, units) for piece in _clauses(text)]
    said = [m for words in (ACCEPT, DECLINE) for m in words.finditer(text)]
    if any(c.says > 0 and len(c.units) > 1 and NO.search(c.text) for c in clauses) or any(
        names_no_unit(text[m.end() :], units) for m in said
    ):
        return QuoteAnswer(Answer.UNCLEAR, reason="other", order_number=order)
    doubt = _doubt(text, clauses, amounts)
    decided = _all_but(text, units) or _decide(clauses, units)
    if decided.answer is Answer.DECLINE and len(units) > 1 and _SOME_YES.search(text):
        return QuoteAnswer(Answer.UNCLEAR, reason="other", order_number=order)
    if doubt and (decided.answer is not Answer.DECLINE or doubt != "condition"):
        return QuoteAnswer(Answer.UNCLEAR, reason=doubt, order_number=order)
    return QuoteAnswer(decided.answer, decided.accept, decided.decline, decided.reason, order)


_SOME_YES = re.compile(r"\b(?:sì|yes|ja|oui|sí|ok)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:tutt[oiae]|all|everything|alles?|tous|tout(?:es)?|tod[oa]s?)\s(?:\w+\s)?(?:tranne|eccetto|meno"
    r"|but|except(?: for)?|au(?:ß|ss)er|bis auf|sauf|menos|excepto)\s([^.;\n]{1,80})",
    re.IGNORECASE,
)


def _all_but(text: str, units: Sequence[QuotedUnit]) -> QuoteAnswer | None:
    """`Accetto tutto tranne il 2`: the others are accepted. Unclear where no unit is named or
    nothing is accepted in words; None where nothing is excepted."""
    match = _EXCEPT.search(text)
    if match is None or len(units) < 2:
        return None
    left = find_named_units(match[1], units)
    rest = {u.number for u in units} - left
    before = text[: match.start()]
    if not left or not rest or not ACCEPT.search(text) or NO.search(before):
        return QuoteAnswer(Answer.UNCLEAR, reason="other")
    return QuoteAnswer(Answer.PARTIAL, tuple(sorted(rest)), tuple(sorted(left)))


def find_order(text: str) -> str:
    """The partner's purchase order in the text, or an empty text."""
    for match in _ORDER.finditer(text[:20_000]):
        if any(c.isdigit() for c in match[1]):
            return match[1].rstrip(".-")
    return ""


_NEXT_UNIT = re.compile(
    r"(?:(?:no|non|nicht|not|pas|but not|ma non|aber nicht|mais pas|pero no)\s)?"
    r"(?:(?:il|la|l'|the|der|die|das|den|le|les|el|al|alla|to|to the)\s?)?"
    r"(?:positions?|posizione|pos\.?|units?|unità|nr\.?|no\.?|n\.|number|numero|nummer|punto|punkt"
    r"|riga|line|ligne|zeile|línea|item|artikel|article|point)?\s?\d{1,2}\b(?=\s\w|\s?:|[\s.!]*$)",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s+|\s+(?:e|ed|and|und|et|y)\s+", re.IGNORECASE)


def _clauses(text: str) -> list[str]:
    """The pieces that say one thing each: cut where another yes, no, or "the others" begins."""
    out: list[str] = []
    for piece in _CLAUSE.split(text):
        at = 0
        for joint in _JOINT.finditer(piece or ""):
            right = piece[joint.end() : joint.end() + 40]
            begins = any(p.match(right) for p in (ACCEPT, DECLINE, REST, _NEXT_UNIT))
            if begins and (ACCEPT.search(piece[at : joint.start()]) or DECLINE.search(piece)):
                out.append(piece[at : joint.start()])
                at = joint.end()
        if piece and piece[at:].strip():
            out.append(piece[at:])
    return out


def _judge(piece: str, units: Sequence[QuotedUnit]) -> _Clause:
    yes = _polarity(piece, ACCEPT, 1)
    no = _polarity(piece, DECLINE, -1)
    says = -1 if -1 in (yes, no) else 1 if yes == 1 else 0
    if says == 0 and _PLAIN_NO.search(piece):
        says = -1
    return _Clause(
        piece,
        says,
        find_named_units(piece, units),
        bool(ONLY.search(piece)),
        bool(REST.search(piece)),
    )


def _polarity(piece: str, words: re.Pattern[str], sign: int) -> int:
    """+1 or -1 by the words of one kind and a "not" that stands close before them; 0 for none."""
    said = 0
    more = says_more(piece)
    for match in words.finditer(piece):
        if sign > 0 and more and is_weak(match[0]):
            continue
        before = piece[max(0, match.start() - 28) : match.start()].rpartition(":")[2]
        negated = bool(NO.search(before)) and not match[0].lower().startswith(
            ("non", "no ", "not", "pas")
        )
        said = (-1 if sign > 0 else 0) if negated else sign
        if said < 0:
            return said
    return said


def _doubt(text: str, clauses: Sequence[_Clause], amounts: frozenset[str]) -> str:
    """Why the text is no plain answer: counter_offer, undecided, condition, question; empty if
    it is."""
    if find_offers(text) - amounts:
        return "counter_offer"
    if UNDECIDED.search(text):
        return "undecided"
    for clause in clauses:
        if "?" in clause.text and not HARMLESS.search(clause.text):
            return "question"
        if CONDITION.search(_soft(clause)):
            return "condition"
    asked = [c for c in clauses if "?" in c.text]
    return "question" if asked and any(c.says for c in asked) else ""


def _soft(clause: _Clause) -> str:
    """The clause without the "but" that only tells units apart: `yes, but only unit 2`."""
    text = clause.text
    if clause.units or clause.rest or clause.only:
        text = re.sub(r"(?i)\b(?:ma|però|but|aber|mais|pero|jedoch|however)\b", " ", text)
    elif clause.says < 0:
        text = re.sub(r"(?i)^\W*(?:ma|però|but|aber|mais|pero)\b", " ", text)
    return text


def _decide(clauses: Sequence[_Clause], units: Sequence[QuotedUnit]) -> QuoteAnswer:
    everything = frozenset(u.number for u in units)
    accept: set[int] = set()
    decline: set[int] = set()
    overall: set[int] = set()
    only = False
    last = 0
    waiting: frozenset[int] = frozenset()  # named, and nothing said of them yet
    for clause, after in zip(clauses, [*clauses[1:], None], strict=False):
        says, named = clause.says, clause.units
        if clause.rest and not named:
            named = everything - accept - decline
        elif not named and says and waiting:
            named = waiting
        if not named:
            overall.update({says} - {0})
        else:
            waits = after is not None and after.says and not after.units and not after.rest
            says = says or (0 if clause.rest or waits else _carried(clause, last))
            (accept if says > 0 else decline).update(named if says else ())
            waiting = named if not says else frozenset()
            only = only or (clause.only and says > 0)
        last = says or last
    if only or (accept and not decline and 1 in overall and len(units) > 1):
        decline |= everything - accept
    return _result(
        frozenset(accept), frozenset(decline) - accept, overall, everything, bool(accept & decline)
    )


def _carried(clause: _Clause, last: int) -> int:
    """What a clause says that only lists units: what the one before it said."""
    if clause.only:
        return 1
    if NO.search(clause.text):
        return -1 if last > 0 else 0
    return last if len(clause.text.split()) <= 6 and not says_more(clause.text) else 0


_YES = QuoteAnswer(Answer.ACCEPT)
_NO_THANKS = QuoteAnswer(Answer.DECLINE)
_UNCLEAR = QuoteAnswer(Answer.UNCLEAR, reason="other")


def _result(
    accept: frozenset[int],
    decline: frozenset[int],
    overall: set[int],
    everything: frozenset[int],
    torn: bool,
) -> QuoteAnswer:
    if torn:
        return _UNCLEAR
    if accept and not decline and -1 in overall:
        decline = everything - accept
    elif decline and not accept and 1 in overall:
        accept = everything - decline
    if accept and decline:
        return QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept)), tuple(sorted(decline)))
    if accept and -1 not in overall:
        part = everything and accept != everything
        return QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept))) if part else _YES
    if decline and 1 not in overall:
        some = QuoteAnswer(Answer.PARTIAL, decline=tuple(sorted(decline)))
        return _NO_THANKS if decline == everything else some
    if len(overall) == 1 and not decline:
        return _YES if 1 in overall else _NO_THANKS
    return _UNCLEAR


def is_quote_thread(subject: str, quoted: str) -> bool:
    """True if the mail answers a quote of ours, by its subject or by what it quotes."""
    return bool(QUOTE_WORDS.search(subject[:300]) or ASKS_TO_ACCEPT.search(quoted[:20_000]))


def accepts_by_name(text: str) -> bool:
    """True for words about a quote that need no letter of ours: `accettiamo il preventivo`."""
    return any(
        QUOTE_WORDS.search(c) and (ACCEPT.search(c) or DECLINE.search(c))
        for c in _CLAUSE.split(text[:5_000])
        if c
    )
