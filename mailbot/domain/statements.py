"""The statements of a reply to a quote: of which units yes or no is said, and what is left open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mailbot.domain.answerwords import ALL, EXCEPT, MATTER, ONLY, OTHER, REST
from mailbot.domain.assent import says_more
from mailbot.domain.doubtwords import CONDITION, HASTE, UNDECIDED, UNTIL
from mailbot.domain.language import detect
from mailbot.domain.nowords import DECLINE
from mailbot.domain.pieces import Piece, cut
from mailbot.domain.polarity import Said, find_said
from mailbot.domain.quotedunits import QuotedUnit, find_named_units, find_unit_places
from mailbot.domain.yeswords import ACCEPT, INFINITIVE

# `Si accetta`, `se autoriza`: nobody sets a condition.
_IMPERSONAL = {
    "it": re.compile(
        r"\bsi\b(?!\s(?:l[oa]s?|me|nos|os|les?|se|el|no|vous|on|il|elle|nous|je|tu|votre|notre|dice"
        r"|hace\w*|baja\w*|deja\w*|repara[nr]?|client\w*|cuesta|\w+[éá]is)\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(r"\bse\b(?!\s(?:dice di|il|non|mi|vi|ci|avete|fate|costa)\b)", re.IGNORECASE),
}
# Who repairs it himself does not want it repaired here.
_OURSELVES = re.compile(
    r"\b(?:elsewhere|altrove|anderswo|woanders|ailleurs|en otro sitio|ourselves"
    r"|myself|in-house|in house|selbst|selber|nous-mêmes|moi-même|en interne|noi stessi"
    r"|da noi|da sol[oi]|per conto nostro|internamente|ripar\w+ noi|ripar(?:o|erò) io"
    r"|nosotros mismos|yo mismo|por nuestra cuenta|internamente)\b",
    re.IGNORECASE,
)
# `Could you please send it back unrepaired?` is no question.
_PLEASE = re.compile(
    r"\b(?:please|kindly|per (?:favore|cortesia|piacere)|cortesemente|gentilmente|bitte|svp"
    r"|s'il vous plaît|por favor)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\W*(?:e |and |und |et |y |ma |but |aber |mais |pero )?"
    r"(?:se|if|wenn|falls|sofern|si|s'ils?|qualora|nel caso|in case|should|unless)\b",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:schon|doch|eben|freilich|sí|sì|do)\b", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\b(?:numero|number|nummer|nr\.?|n\.|order|ordine|po|bestellung|commande|pedido)\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:not|non|nicht|pas|no) (?:all|both|tutt|alle|beide|tou[st]|les deux|tod|amb)",
    re.IGNORECASE,
)
# These except without an "all" before them.
_BARRED = re.compile(
    r"\b(?:tranne|eccetto|except(?: for)?|au(?:ß|ss)er|sauf|excepto|hormis|ausgenommen)\b",
    re.IGNORECASE,
)
_FEW = 6  # words of a piece that goes on with what the one before it said


@dataclass(frozen=True, slots=True)
class Statement:
    """What one piece says. `units`: those it names; `rest`: of the others; `bar`: all but these;
    `doubt`: why it leaves things open, or empty; `first`: it names its units before it says
    anything; `more`: it holds words besides assent, courtesy and units."""

    piece: Piece
    said: Said
    units: frozenset[int] = frozenset()
    bar: frozenset[int] = frozenset()
    rest: bool = False
    only: bool = False
    doubt: str = ""
    first: bool = False
    more: bool = False

    @property
    def sign(self) -> int:
        """+1, -1, or 0 for nothing, and for what is left open."""
        return 0 if self.doubt else self.said.sign

    @property
    def named(self) -> bool:
        """True if it is about some of the units."""
        return bool(self.units) or self.rest

    @property
    def bare(self) -> bool:
        """True if it names units and says nothing else."""
        return self.named and not (self.said.sign or self.doubt or self.more or self.bar)

    @property
    def faint(self) -> bool:
        """True for a yes to nothing in particular that may be no more than "I see"."""
        about = self.named or MATTER.search(self.piece.text)
        return self.said.weak and not (about and not self.more)


def find_statements(text: str, units: Sequence[QuotedUnit]) -> list[Statement]:
    """The statements of a reply, in order; lists of units are joined to what is said of them."""
    language = detect(text)
    found = [_state(piece, units, language) for piece in cut(text, units)]
    return _carried(_joined(_opposed(_conditioned(_answered(_excepted(found))))))


def _excepted(found: Sequence[Statement]) -> list[Statement]:
    """`Everything except 3 please - that one can come home`: the no is of what was excepted, and
    the others are accepted. Without the no the excepting says too little."""
    out = list(found)
    for n, (before, after) in enumerate(pairwise(found)):
        open_yet = before.bar and not before.said.sign and not before.doubt
        if open_yet and after.sign < 0 and not after.named and not after.bar:
            out[n] = replace(before, said=Said(1))
            out[n + 1] = replace(after, units=before.bar)
    return out


def _state(piece: Piece, units: Sequence[QuotedUnit], language: str) -> Statement:
    every = frozenset(u.number for u in units)
    whole, barred = _parted(piece.text, every)
    bar = find_named_units(barred, units) if barred else frozenset()
    text = whole if barred else piece.text
    named = every - bar if bar else find_named_units(text, units)
    rest = not named and REST.search(text) is not None
    said, plain = _said(piece.text, units, names=bool(named) or rest)
    if barred:
        alone, before = _said(whole, units, names=True)
        said, plain = (alone, before) if alone.sign else (said, plain)
    doubt = _doubt(replace(piece, text=text), said, language)
    # `All but 2, that one scrap`: which one?
    unsure = barred and said.sign < 0 and DECLINE.search(barred)
    if barred and (unsure or not bar or bar == every):
        doubt = doubt or "other"
    elif ALL.search(text) and not named and not rest and len(every) > 1:
        named = every if said.sign else named
        none = said.negated and not said.everything
        doubt = doubt or ("other" if none or _NOT_ALL.search(text) else "")
    only = bool(named) and ONLY.search(text) is not None
    first = _is_first(text, units)
    return Statement(piece, said, named, bar, rest, only, doubt, first, says_more(plain))


def _without_units(text: str, units: Sequence[QuotedUnit]) -> str:
    """The text with a number and blanks where it names units."""
    for start, end in find_unit_places(text, units):
        text = f"{text[:start]}{'1'.ljust(end - start)}{text[end:]}"
    return text


def _said(text: str, units: Sequence[QuotedUnit], *, names: bool) -> tuple[Said, str]:
    plain = _without_units(text, units)
    return find_said(plain, names=names), plain


def _parted(text: str, every: frozenset[int]) -> tuple[str, str]:
    """`Tutto tranne il 2`: what stands before the exception, and the exception; else empty."""
    whole = ALL.search(text)
    match = EXCEPT.search(text, whole.end()) if whole else _BARRED.search(text)
    if match is None or len(every) < 2:
        return text, ""
    return text[: match.start()], text[match.end() :].strip() or "-"


def _is_first(text: str, units: Sequence[QuotedUnit]) -> bool:
    places = find_unit_places(text, units)
    before = text[: places[0][0]] if places else text
    return bool(places) and not any(p.search(before) for p in (ACCEPT, DECLINE, INFINITIVE))


def _doubt(piece: Piece, said: Said, language: str) -> str:
    """Why a piece leaves things open: question, undecided or condition; empty if it does not."""
    text = piece.text
    if said.sign > 0 and _OURSELVES.search(text):
        return "other"
    please = said.ending and _PLEASE.search(text)
    if not please and (piece.asked == "question" or (piece.asked and said.sign)):
        return "question"
    later = UNDECIDED.search(text)
    if later and not _is_by_the_way(text[later.end() :]):
        return "undecided"
    if said.negated and UNTIL.search(text):
        return "undecided"
    plain = _IMPERSONAL[language].sub(" ", text) if language in _IMPERSONAL else text
    if CONDITION.search(plain):
        return "condition"
    return ""


def _is_by_the_way(after: str) -> bool:
    """`Vi faccio sapere l'indirizzo`: what is told later is not the answer."""
    return OTHER.search(after) is not None or _NUMBERS.search(after) is not None


def _answered(found: list[Statement]) -> list[Statement]:
    """Without the questions that the writer answers himself: `Accettiamo?? No.`"""
    out: list[Statement] = []
    for one, after in zip(found, [*found[1:], None], strict=False):
        own = after is not None and after.piece.joint == "start" and after.sign < 0
        rhetoric = one.doubt == "question" and one.said.sign > 0 and own and len(out) == 0
        out.append(replace(one, doubt="", said=Said()) if rhetoric else one)
    return out


def _conditioned(found: list[Statement]) -> list[Statement]:
    """With the condition that stands before an order: `Wenn er ablehnt, entsorgen Sie es`."""
    out: list[Statement] = []
    for one in found:
        if_ = bool(out) and out[-1].doubt == "condition" and _IF.match(out[-1].piece.text)
        held = if_ and one.said.sign and one.piece.joint in ("comma", "")
        out.append(replace(one, doubt=one.doubt or "condition") if held else one)
    return out


def _opposed(found: list[Statement]) -> list[Statement]:
    """With the condition that a "but" makes after a yes, where nothing of units is told apart."""
    out: list[Statement] = []
    for one in found:
        text = one.piece.text
        dislike = one.said.complaint and not one.named
        silent = not (one.named or one.said.sign or one.doubt or HASTE.search(text)) or dislike
        agreed = any(s.sign > 0 for s in out)
        but = one.piece.joint == "but" and silent and agreed
        out.append(replace(one, doubt="condition") if but else one)
    return out


def _joined(found: list[Statement]) -> list[Statement]:
    """With lists of units joined to what is said of them: `il 1, il 2 e il 3 no`."""
    out: list[Statement] = []
    waiting: list[Statement] = []
    for one in found:
        begins = one.piece.joint == "start"
        if one.bare and not one.only and not _STILL.search(one.piece.text):
            if begins:
                out, waiting = [*out, *waiting], []
            waiting.append(one)
            continue
        on = bool(waiting) and _goes_on(waiting, one, out)
        out = [*out, _with_units(one, waiting)] if on else [*_listed(out, waiting), one]
        waiting = []
    return _listed(out, waiting)


def _with_units(one: Statement, waiting: Sequence[Statement]) -> Statement:
    units = one.units.union(*(w.units for w in waiting))
    return replace(one, units=units, first=True, said=replace(one.said, everything=False))


def _goes_on(waiting: Sequence[Statement], one: Statement, before: Sequence[Statement]) -> bool:
    """True if the units listed belong to what is said after them, not to what was before."""
    if one.piece.joint == "start":
        return False
    lists = waiting[0].piece.joint != "start" and bool(before) and before[-1].sign != 0
    if not lists:
        closed = one.piece.joint != "and" and any(w.piece.joint == "and" for w in waiting)
        if one.named and closed:
            return False
        return bool(one.said.sign or one.doubt) and (one.first or not one.named)
    return one.first and one.piece.joint == "and"


def _listed(before: list[Statement], waiting: Sequence[Statement]) -> list[Statement]:
    """The statements with a list of units added to the one it goes on; where it begins a sentence
    it stands by itself."""
    for one in waiting:
        last = before[-1] if before else None
        on = last is not None and last.units and not one.rest and one.piece.joint != "start"
        if last is not None and on and not last.bar:
            before = [*before[:-1], replace(last, units=last.units | one.units)]
        else:
            before = [*before, one]
    return before


def _carried(found: list[Statement]) -> list[Statement]:
    """With what is said where a piece only names units, or goes on about those just named."""
    out: list[Statement] = []
    last = 0
    named: Statement | None = None  # the piece before, if it names units and says nothing of them
    for one in found:
        whole = one
        if one.bare:
            whole = replace(one, said=Said(_elided(one, last)))
        elif one.said.sign and not one.named and named and one.piece.joint != "why":
            whole = replace(one, units=named.units, bar=named.bar)
        named = whole if whole.units and not whole.said.sign and not whole.doubt else None
        last = whole.sign or last
        out.append(whole)
    return out


def _elided(one: Statement, last: int) -> int:
    """What a list of units says by itself: `solo il 2`, `das Telefon schon`, or what was before."""
    if one.only:
        return 1
    if _STILL.search(one.piece.text):
        return -last
    return last if len(one.piece.text.split()) <= _FEW else 0
