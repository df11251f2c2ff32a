"""Units written line by line: `Serial | 0350…`, below it `Fault | no link`; one or several."""

from collections.abc import Sequence
from itertools import pairwise

from mailbot.domain.columns import is_value, title_of
from mailbot.domain.symptoms import is_symptom

_LINES = 200
_WIDEST = 20

Card = dict[str, str]
Line = Sequence[str]


def is_card_line(rows: Sequence[Line], index: int, titles: Sequence[str]) -> bool:
    """True if a row with a serial's title is a line of a card, not the header of columns: the
    value stands beside it, or the next title below.

    `titles`: what each cell of the row announces, or an empty text.
    """
    places = [n for n, title in enumerate(titles) if title]
    if any(after - before == 1 for before, after in pairwise(places)):
        return False
    place = next(n for n in places if titles[n] in ("serial", "mac"))
    if index + 1 < len(rows) and is_value(_cell(rows[index + 1], place)):
        return False
    if is_value(_cell(rows[index], place + 1)):
        return True
    near = rows[max(0, index - 4) : index + 10]
    return len({t for row in near if (t := title_of(_cell(row, place)))}) >= 2


def _cell(row: Line, place: int) -> str:
    return row[place] if place < len(row) else ""


def read_cards(rows: Sequence[Line]) -> list[Card]:
    """What each unit's lines say, by title; `line` is the number of its first row."""
    cards: list[Card] = []
    stack: list[Card] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[:_LINES]):
        for key, name, values in _entries(row):
            again = key in seen or (name == "serial" and any("serial" in c for c in stack))
            if again and any(_names(c) for c in stack):
                cards += stack
                stack, seen = [], set()
            seen.add(key)
            for place, value in enumerate(values):
                if place >= len(stack):
                    stack.append({"line": str(number)})
                _fill(stack[place], name, value)
    return [c for c in [*cards, *stack] if _names(c)]


def _names(card: Card) -> bool:
    return "serial" in card or "mac" in card


def _fill(card: Card, name: str, value: str) -> None:
    """Take a value in; one without a known title counts only if it tells a fault. `all` is
    whatever stands on the card."""
    card["all"] = f"{card.get('all', '')}\t{value}".strip()
    if name:
        card.setdefault(name, value)
    elif is_symptom(value):
        card.setdefault("told", value)


def _entries(row: Line) -> list[tuple[str, str, list[str]]]:
    """The titles of a row, each with its values: `Serial | A | B`, or `Serial | A | Fault | x`."""
    cells = [" ".join(c.split()) for c in row[:_WIDEST]]
    while cells and not cells[0]:
        cells.pop(0)
    while cells and not cells[-1]:
        cells.pop()
    if not cells or len(row) < 2:
        return []
    paired = len(cells) >= 4 and all(title_of(c) for c in cells[::2])
    entries: dict[str, list[str]] = {}
    for at in range(0, len(cells) - 1, 2) if paired else (0,):
        values = cells[at + 1 : at + 2] if paired else cells[1:]
        entries.setdefault(cells[at], []).extend(values or [""])
    return [
        ("".join(c for c in cell.lower() if c.isalpha()), title_of(cell), values)
        for cell, values in entries.items()
    ]
