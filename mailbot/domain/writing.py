"""Small readings of what people write in a field: addresses, dates, amounts, unit names."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def addresses_in(text: str) -> tuple[str, ...]:
    """The mail addresses in a line, lower case, in order, at most fifty."""
    return tuple(dict.fromkeys(m[0].lower() for m in _ADDRESS.finditer(text[:5000])))[:50]


def text_of(args: Mapping[str, object], name: str) -> str:
    """An argument as text, or an empty text."""
    value = args.get(name)
    return "" if value is None else str(value).strip()


def day_of(args: Mapping[str, object], name: str) -> date | None:
    """An argument as a date: a date, or its ISO form; None where it is absent or no date."""
    value = args.get(name)
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def amount_of(args: Mapping[str, object], name: str) -> Decimal | None:
    """An argument as an amount; None where it is absent or no number."""
    value = args.get(name)
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def number_of(args: Mapping[str, object], name: str) -> int | None:
    """An argument as a whole number; None where it is absent or none."""
    value = args.get(name)
    text = str(value) if value is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def names_of(args: Mapping[str, object], name: str) -> tuple[int | str, ...]:
    """An argument as unit numbers and serials, as the sender put them."""
    value = args.get(name)
    if value is None:
        return ()
    items: Iterable[object] = (
        value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    )
    return tuple(item if isinstance(item, int) else str(item) for item in items)


def plain(value: object) -> object:
    """A value of dates, decimals and tuples as what JSON can hold, for codes that wait."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
