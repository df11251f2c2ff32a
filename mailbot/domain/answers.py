"""What a reply says to a quote (A15): only a plain, unconditional yes is an acceptance."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mailbot.domain.amounts import find_offers
from mailbot.domain.answerwords import ASKS_TO_ACCEPT, BARE, QUOTE_WORDS, THANKS
from mailbot.domain.doubtwords import HARMLESS, HASTE, RECEIVED
from mailbot.domain.intent import Answer, QuoteAnswer
from mailbot.domain.lastword import after_last_word, ends_all
from mailbot.domain.nowords import DECLINE
from mailbot.domain.pieces import sentences
from mailbot.domain.purchases import find_order
from mailbot.domain.quotedunits import QuotedUnit, names_no_unit
from mailbot.domain.spellings import spell_out
from mailbot.domain.statements import Statement, find_statements
from mailbot.domain.yeswords import ACCEPT

_YES = QuoteAnswer(Answer.ACCEPT)
_NO_THANKS = QuoteAnswer(Answer.DECLINE)
_UNCLEAR = QuoteAnswer(Answer.UNCLEAR, reason="other")
_READ = 8_000  # characters; whoever writes more says no plain yes
_BLANKS = re.compile(r"[^\S\n]+")
_SIGNED = re.compile(
    r"\n+\s*[^\W\d_a-zà-þ][\w.'’-]*(?:[ -]+[^\W\d_a-zà-þ&][\w.'’-]*){0,4}[.,]?\s*$"
)
_ORDER = re.compile(
    r"\b(?:ordine|oda|order|po|bestellung|auftrag|commande|bon de commande|pedido)\b", re.IGNORECASE
)
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|dear|ciao|salve|gentil\w+|spett\w*|egregi\w*|buon\w+|guten|hallo|liebe[rs]?"
    r"|sehr geehrte\w*|moin|bonjour|bonsoir|chers?|chère|hola|estimad\w+|buen[oa]s|good|mit|with"
    r"|gru(?:ß|ss)|cheers|br|rgds|cordial\w*|un saludo|saludos|saluti|viele|beste|best|kind"
    r"|regards|grüße)\b",
    re.IGNORECASE,
)


def read_answer(text: str, units: Sequence[QuotedUnit], amounts: frozenset[str]) -> QuoteAnswer:
    """The answer in the writer's own new words; `units` and `amounts` are those of the quote.

    Whatever is conditional, asked, undecided or priced otherwise is unclear. Source: A15, R52.
    """
    order = find_order(text)
    if len(text) > _READ:
        return replace(_UNCLEAR, order_number=order)
    own = _without_name(_BLANKS.sub(" ", spell_out(text)))
    return replace(_read(own, units, amounts), order_number=order)


def _read(text: str, units: Sequence[QuotedUnit], amounts: frozenset[str]) -> QuoteAnswer:
    plain = " ".join(text.split())
    last = plain.rpartition(" ")[2]
    if BARE.match(plain):
        return _YES
    thanks = THANKS.match(plain) and not ACCEPT.search(last) and not DECLINE.search(last)
    words = [m for p in (ACCEPT, DECLINE) for m in p.finditer(text)]
    if thanks or any(names_no_unit(text[m.end() :], units) for m in words):
        return _UNCLEAR
    stated = find_statements(text, units)
    found = _weighed(after_last_word(stated))
    decided = _decide(found, frozenset(u.number for u in units))
    offers = frozenset() if ends_all(stated) else find_offers(text) - amounts
    doubt = _doubt(found, offers)
    if doubt and not (decided.answer is Answer.DECLINE and doubt == "condition"):
        return QuoteAnswer(Answer.UNCLEAR, reason=doubt)
    if decided.answer is Answer.UNCLEAR and RECEIVED.search(text):
        return QuoteAnswer(Answer.UNCLEAR, reason="undecided")
    return decided


def _without_name(text: str) -> str:
    """The text without the name it is signed with, which is no word of the answer."""
    match = _SIGNED.search(text.rstrip())
    if match is None or any(p.search(match[0]) for p in (ACCEPT, DECLINE)):
        return text
    return text[: match.start()]


def _weighed(found: list[Statement]) -> list[Statement]:
    """Without the yes that may only mean "I see", and the no that is only a complaint."""
    no = any(s.sign < 0 and not s.named for s in found)
    strong = any(s.sign > 0 and not s.faint for s in found)
    alone = not no and (strong or not any(_says_else(s) for s in found))
    out: list[Statement] = []
    for index, one in enumerate(found):
        dislike = one.sign < 0 and one.said.complaint and not one.named
        outweighed = dislike and any(s.sign > 0 and not s.faint for s in found[index + 1 :])
        reason = one.piece.joint == "why" and not one.named and any(s.sign for s in out)
        back = one.sign < 0 and one.said.returning and _follows_yes(one, out)
        if outweighed or reason or back or (one.sign > 0 and one.faint and not alone):
            continue
        out.append(one)
    return out


def _follows_yes(one: Statement, before: Sequence[Statement]) -> bool:
    """True if the units that are to come back were to be repaired first."""
    last = next((s for s in reversed(before) if s.sign), None)
    if last is None or last.sign < 0 or one.rest:
        return False
    return one.units <= last.units or (one.piece.joint == "and" and not last.named)


def _says_else(one: Statement) -> bool:
    """True for a statement besides a yes that makes the yes a word of politeness."""
    text = one.piece.text
    harmless = one.piece.asked == "harmless" or any(
        p.search(text) for p in (HARMLESS, HASTE, _ORDER)
    )
    greets = _GREETING.match(text) is not None and len(text.split()) < 6
    return one.more and not harmless and not greets and not one.sign < 0


def _doubt(found: Sequence[Statement], offers: frozenset[str]) -> str:
    """Why the whole is no plain answer, or empty if it is. What is left open of some units only
    is no doubt about the others; `offers` are prices that the quote has not."""
    if offers:
        return "counter_offer"
    answered = any(s.sign and s.named for s in found)
    open_ = [s.doubt for s in found if s.doubt and not (answered and _is_of_some(s))]
    if "undecided" in open_:
        return "undecided"
    if open_[:1] == ["question"]:
        return "question"
    if open_[:1] == ["condition"]:
        return "condition"
    return "other" if open_ else ""


def _is_of_some(one: Statement) -> bool:
    """True for doubt about units that are named before it: `il 2 se costa meno`."""
    return one.rest or (bool(one.units) and (one.first or one.doubt == "undecided"))


def _decide(found: Sequence[Statement], every: frozenset[int]) -> QuoteAnswer:
    accept: set[int] = set()
    decline: set[int] = set()
    left: set[int] = set()  # open: something is said of them, and it is neither
    overall: set[int] = set()
    for one in found:
        units = _units_of(one, every, accept | decline | left)
        if one.doubt:
            left |= units if one.named else set()
        elif not one.sign:
            continue
        elif one.named:
            (accept if one.sign > 0 else decline).update(units)
            decline |= one.bar if one.sign > 0 else set()
            if one.only and one.sign > 0:
                overall.add(-1)
        elif one.said.everything or not _repeats(one.sign, accept, decline):
            overall.add(one.sign)
    if accept & decline:
        return _UNCLEAR
    return _result(frozenset(accept), frozenset(decline), frozenset(left), overall, every)


def _units_of(one: Statement, every: frozenset[int], told: set[int]) -> set[int]:
    """The units a statement is about; "the others" are those of which nothing was said yet."""
    return set(every - told) if one.rest and not one.units else set(one.units)


def _repeats(sign: int, accept: set[int], decline: set[int]) -> bool:
    """True if a yes or no without a unit only goes on about those it was said of before."""
    return bool(accept if sign > 0 else decline)


def _result(
    accept: frozenset[int],
    decline: frozenset[int],
    left: frozenset[int],
    overall: set[int],
    every: frozenset[int],
) -> QuoteAnswer:
    if overall == {1, -1}:
        return _UNCLEAR
    if -1 in overall:
        decline = every - accept - left if accept else every
    elif 1 in overall and not accept:
        accept = every - decline - left
    if not every:
        return _YES if 1 in overall else _NO_THANKS if -1 in overall else _UNCLEAR
    if accept == every:
        return _YES
    if decline == every:
        return _NO_THANKS
    if not accept and not decline:
        return _UNCLEAR
    return QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept)), tuple(sorted(decline)))


def is_quote_thread(subject: str, quoted: str) -> bool:
    """True if the mail answers a quote of ours, by its subject or by what it quotes."""
    return bool(QUOTE_WORDS.search(subject[:300]) or ASKS_TO_ACCEPT.search(quoted[:20_000]))


_SAID_FIRST = re.compile(
    r"\b(?:previ[ao]|prima|before|vorher|avant|antes|nach|after|dopo)\b", re.IGNORECASE
)


def accepts_by_name(text: str) -> bool:
    """True for words about a quote that need no letter of ours: `accettiamo il preventivo`."""
    return any(
        s.said.sign and QUOTE_WORDS.search(s.piece.text) and not _SAID_FIRST.search(s.piece.text)
        for sentence in sentences(_BLANKS.sub(" ", text[:5_000]))
        if QUOTE_WORDS.search(sentence)
        for s in find_statements(sentence, ())
    )
