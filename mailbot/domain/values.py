"""Dates, amounts and lists of units as people type them into a command."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

_MONTHS = (
    "gen jan janv ene",
    "feb fév feb febr",
    "mar mär märz mars",
    "apr avr abr",
    "mag may mai",
    "giu jun juin",
    "lug jul juil",
    "ago aug août",
    "set sep sett sept",
    "ott oct okt",
    "nov",
    "dic dec dez déc",
)
_MONTH_OF = {w: n for n, words in enumerate(_MONTHS, 1) for w in words.split()}
_WORDS = {"oggi": 0, "today": 0, "heute": 0, "ieri": -1, "yesterday": -1, "gestern": -1}
_WORDS |= {"domani": 1, "tomorrow": 1, "morgen": 1}
DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?"
    r"|\d{1,2}\.?\s[a-zàéûä]{3,10}\.?(?:\s\d{4})?|oggi|ieri|domani|today|yesterday|tomorrow)"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})\.?\s([a-zàéûä]{3,10})\.?(?:\s(\d{4}))?")
_AMOUNT = re.compile(
    r"\d{1,3}(?:[.\s']\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
)
_SERIAL = re.compile(r"[A-Z0-9][A-Z0-9/.:-]{3,23}", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_BETWEEN = re.compile(r"\s*(?:[,;+&]|\s(?:e|and|und|et|y)\s)\s*", re.IGNORECASE)


def parse_date(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that was typed, or None. Day before month, as Italians write it; ISO too.

    Without a year it is the next such day, or with `past` the last one.
    """
    words = text.strip().lower()
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    iso = _ISO.fullmatch(words)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _NUMBERS.fullmatch(words)
    month = int(match[2]) if match else 0
    if match is None:
        match = _NAMED.fullmatch(words)
        if match is None:
            return None
        month = next((n for w, n in _MONTH_OF.items() if match[2].startswith(w)), 0)
    if match[3]:
        year = int(match[3])
        return _day(year + 2000 if year < 100 else year, month, int(match[1]))
    return _nearest(today, month, int(match[1]), past=past)


def _nearest(today: date, month: int, day: int, *, past: bool) -> date | None:
    days = [_day(today.year + y, month, day) for y in ((0, -1) if past else (0, 1))]
    latest = today + timedelta(days=15)  # a paper dated a little ahead
    fitting = [d for d in days if d and (d <= latest if past else d >= today)]
    return fitting[0] if fitting else days[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_amount(text: str) -> str | None:
    """An amount as text with a point and two decimals: `1.250,50` is `1250.50`; None if it is
    none."""
    bare = re.sub(r"(?i)€|eur(?:o|os)?\b", "", text).strip()
    if not _AMOUNT.fullmatch(bare):
        return None
    bare = re.sub(r"[.,\s'](?=\d{3}(?:\D|$))", "", bare).replace(",", ".")
    return f"{Decimal(bare):.2f}"


def parse_units(text: str) -> tuple[int | str, ...] | None:
    """Unit numbers and serials of a list, in order; empty for `all`; None if it is no such list."""
    words = text.strip().strip("[]()").strip()
    words = re.sub(r"(?i)^(?:unità|units?|n\.|nr\.?)\s*", "", words)
    if words.lower() in ("all", "tutti", "tutte", "tutto"):
        return ()
    spans = re.fullmatch(r"(\d{1,2})\s?[-–]\s?(\d{1,2})", words)
    if spans and int(spans[1]) < int(spans[2]):
        return tuple(range(int(spans[1]), int(spans[2]) + 1))
    found: list[int | str] = []
    for item in _BETWEEN.split(words):
        units = _unit_item(item.split())
        if units is None:
            return None
        found += units
    return tuple(found)


def _unit_item(words: list[str]) -> list[int | str] | None:
    """The units of a piece between commas: numbers, serials, or one serial typed with spaces."""
    numbers = [w.lstrip("#") for w in words]
    if numbers and all(n.isdigit() and len(n) <= 3 for n in numbers):
        return [int(n) for n in numbers]
    # "3 GG4 0088 7777": a unit's number, then a serial; no serial begins with such a number.
    leading = list(takewhile(re.compile(r"[1-9]\d?").fullmatch, numbers))
    after = words[len(leading) :]
    if leading and after and (after[0][0].isalpha() or _is_whole(after[0])):
        serials = _unit_item(after)
        return None if serials is None else [*map(int, leading), *serials]
    if len(words) > 1 and _begins_anew(words):
        return _one_by_one(words)
    if any(_DAY.fullmatch(w) for w in words):
        return None
    if words and all(_SERIAL.fullmatch(w) and _has_digit(w) and len(w) >= 5 for w in words):
        return [w.upper() for w in words]
    joined = " ".join(words).upper()
    fits = _SERIAL.fullmatch(joined.replace(" ", "")) and _has_digit(joined)
    pieces = all(_has_digit(w) or len(w) <= 2 for w in words)
    return [joined] if fits and pieces and len(joined) >= 4 else None


def _is_whole(word: str) -> bool:
    return len(word) >= 8 and _has_digit(word) and bool(_SERIAL.fullmatch(word))


def _begins_anew(words: list[str]) -> bool:
    """True for serials of groups one after the other: `GG4 0088 7777 GG4 0088 7778`."""
    heads = [w for w in words if w[0].isalpha() and _has_digit(w) and len(w) <= 4]
    return words[0] in heads and len(heads) > 1 and all(map(_has_digit, words))


def _one_by_one(words: list[str]) -> list[int | str] | None:
    found: list[list[str]] = []
    for word in words:
        if word[0].isalpha():
            found.append([])
        found[-1].append(word)
    units = [_unit_item(group) for group in found]
    return None if None in units else [unit for group in units for unit in group or ()]


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)
