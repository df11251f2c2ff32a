"""The numbered units of a quote, and which of them a reply names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.phrases import phrases
from mailbot.domain.products import FAMILIES, find_family, is_family
from mailbot.domain.registry import bare_key
from mailbot.domain.ticket import Ticket

_LINE = re.compile(r"^\s{0,8}(\d{1,2})[.)]\s+(.{3,300})$", re.MULTILINE)
# What a number counts that is no unit: money, times, dates.
_COUNTED = (
    r"\d|[.,/:]\d|\s?[-–]\s?\d|\s?(?:€|eur|%|x\b|volte|giorni|gg|days|tage|jours|días|ore|hours|stunden|mesi"
    r"|months|settiman|weeks|anni|years|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre|nov|dec|jan)"
)
_NUMBER = re.compile(rf"(?<![\d.,/:€-])(?<!\w)(\d{{1,2}})(?!{_COUNTED})", re.IGNORECASE)
# `2-4`, `dal 2 al 4`: all of them, where the quote has these numbers.
_RANGE = re.compile(
    rf"(?<![\d.,/:€-])(?<!\w)(\d{{1,2}})(?:\s?[-–]\s?|\s(?:al?|to|through|bis|à|au)\s)"
    rf"(\d{{1,2}})(?![-–]|{_COUNTED})",
    re.IGNORECASE,
)
# `1,3` and `1/2` are units, not decimals or a day, where the quote has all these numbers.
_LIST = re.compile(
    r"(?<![\d.,/:€+-])(?<!\w)(?<!entro )(?<!il )(?<!dal )(?<!am )(?<!vom )(?<!le )(?<!on )(?<!by )"
    r"\d{1,2}(?:[,/+&;]\d{1,2}){1,30}(?![\d.,/]|\s?(?:€|eur|%))",
    re.IGNORECASE,
)
_PLACE = r"(?:il|lo|la|l'|the|der|die|das|den|dem|le|el|al|alla|unit|to the|number|für)"
_ORDINALS = tuple(
    (
        re.compile(
            rf"(?:^\W*|\b{_PLACE}\s?)(?:{words})(?!\w)"
            r"(?!\s(?:di|che|possibile|cosa|of|place|time))",
            re.IGNORECASE,
        ),
        number,
    )
    for words, number in (
        (r"prim[oa]|first|erste[rns]?|premi(?:er|ère)|primer[oa]?", 1),
        (r"second[oa]?|zweite[rns]?|deuxième|segund[oa]", 2),
        (r"terz[oa]|third|dritte[rns]?|troisième|tercer[oa]?", 3),
        (r"quart[oa]|fourth|vierte[rns]?|quatrième|cuart[oa]", 4),
    )
)
# Names that mean a unit only where a quote has such a unit.
_SHORT = {"fax_server": phrases("fax | faxe"), "ip_phone": phrases("postes? | apparecchi[o]?")}


_PRICE = re.compile(r"\d+[.,]\d\d(?!\d)")
_TOKEN = re.compile(r"[^\W_]+")
_SERIAL = re.compile(r"\d{4}|\d[a-z]+\d")
_WRITTEN = re.compile(r"[^\W\d_][^\s,;:.!?()]+(?: (?:fxs|gsm|isdn|server))?", re.IGNORECASE)
_PHONE_NUMBER = re.compile(
    r"numero di telefono|(?:tele)?phone number|telefonnummer|numéro de téléphone"
    r"|número de teléfono",
    re.IGNORECASE,
)
# `All 3 units`: how many, not which.
_ALL_OF = re.compile(
    r"\b(?:all|alle|tutt[ie]|tous les|toutes les|tod[oa]s l[oa]s)(?: [ei])? \d{1,2}\b",
    re.IGNORECASE,
)
# The number that stands where a unit is named: right after the word of assent.
_MEANT = re.compile(
    rf"\s{{0,3}}(?:(?:con|with|mit|avec|il|la|le|the|die|el|n\.?|nr\.?|no\.?|nº|posizion[ei]|pos\.?|positions?|"
    rf"positionen|unit[àsy]?|unidad|punto|punkt|point|riga|lines?|lignes?|zeile|línea|items?|article)"
    rf"[\s:]{{1,3}}){{0,3}}(\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)(?!{_COUNTED})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuotedUnit:
    """A line of a quote. `words` is what stands on it, `serial` its bare key or empty."""

    number: int
    words: str
    serial: str = ""
    family: str = ""


def quoted_units(quoted: str, ticket: Ticket | None) -> list[QuotedUnit]:
    """The units of the quote: those of the ticket's current quotes, else the lines of the
    quoted letter."""
    if ticket is not None:
        numbers = {n for q in ticket.quotes if q.current for n in q.units}
        return [
            QuotedUnit(u.number, u.product, bare_key(u.serial or ""), u.family)
            for u in ticket.units
            if u.number in numbers
        ]
    found: dict[int, QuotedUnit] = {}
    for match in _LINE.finditer(quoted[:50_000]):
        number, words = int(match[1]), match[2]
        if number == len(found) + 1:
            found[number] = QuotedUnit(number, words, "", find_family(words))
    return list(found.values())


def find_named_units(text: str, units: Sequence[QuotedUnit]) -> frozenset[int]:
    """The numbers of the units that a piece of a reply names: by number, place, serial or
    product."""
    known = {u.number for u in units}
    text = _ALL_OF.sub(" ", _PHONE_NUMBER.sub(" ", text))
    text = _RANGE.sub(lambda m: _spread(m, known), text)
    text = _LIST.sub(lambda m: _apart(m[0], known), text)
    found = {n for m in _NUMBER.finditer(text) if (n := int(m[1])) in known and len(known) > 1}
    bare = bare_key(text)
    for unit in units:
        keys = [unit.serial] if unit.serial else _serials(unit.words)
        if any(k in bare for k in keys if len(k) >= 5):
            found.add(unit.number)
    found |= {n for pattern, n in _ORDINALS if n in known and pattern.search(text)}
    return frozenset(found or _by_product(text, units))


def names_no_unit(after: str, units: Sequence[QuotedUnit]) -> bool:
    """True if the words after a yes or a no name a number that the quote has not: `accetto 7`."""
    known = {u.number for u in units}
    match = _MEANT.match(after[:60])
    numbers = {int(n) for n in re.findall(r"\d+", match[1])} if match else set()
    return bool(known) and not numbers <= known


def _spread(match: re.Match[str], known: set[int]) -> str:
    """A range of numbers as its numbers, if all are numbers of units."""
    wanted = list(range(int(match[1]), int(match[2]) + 1))
    return " ; ".join(map(str, wanted)) if wanted and set(wanted) <= known else match[0]


def _apart(written: str, known: set[int]) -> str:
    """A list of numbers with blanks between them, if all are numbers of units in their order."""
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    if set(numbers) <= known and numbers == sorted(set(numbers)):
        return " ; ".join(map(str, numbers))
    return written


def _serials(words: str) -> list[str]:
    return [bare_key(w.strip(":;,.")) for w in words.split() if sum(c.isdigit() for c in w) >= 4]


def _by_product(text: str, units: Sequence[QuotedUnit]) -> set[int]:
    """Of the units that the text calls by their product, those that its model or words fit."""
    if len(units) < 2:
        return set()
    rest = FAMILIES["fxs_adapter"].sub(" ", text)
    named = {f for f, p in FAMILIES.items() if p.search(text)}
    named |= {f for f, p in _SHORT.items() if p.search(rest)}
    found: set[int] = set()
    for family in named:
        own = {u.number for u in units if is_family(u.family, family)}
        if 0 < len(own) < len(units):
            found |= own
    said = set(_TOKEN.findall(text.lower()))
    models = {u.number for u in units if said & _tokens(u) - _shared(units)}
    return found & models or found or models


def _tokens(unit: QuotedUnit) -> set[str]:
    words = _PRICE.sub(" ", unit.words.lower())
    return {t for t in _TOKEN.findall(words) if not _SERIAL.search(t)}


def _shared(units: Sequence[QuotedUnit]) -> set[str]:
    """The words that stand on more lines of the quote than one, and small ones."""
    every = [t for u in units for t in _tokens(u)]
    return {t for t in every if every.count(t) > 1 or len(t) < 3}


def find_unit_places(text: str, units: Sequence[QuotedUnit]) -> list[tuple[int, int]]:
    """Where a piece of a reply names units, in order: a start and an end each."""
    if not find_named_units(text, units):
        return []
    known = {u.number for u in units}
    text = _ALL_OF.sub(lambda m: " " * len(m[0]), text)
    text = _PHONE_NUMBER.sub(lambda m: " " * len(m[0]), text)
    places = [m.span() for m in _NUMBER.finditer(text) if int(m[1]) in known]
    for several in (_RANGE, _LIST):
        places += [m.span() for m in several.finditer(text) if find_named_units(m[0], units)]
    for word in _WRITTEN.finditer(text):
        if find_named_units(word[0], units):
            places.append(word.span())
    out: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
