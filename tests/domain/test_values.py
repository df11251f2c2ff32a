"""Dates, amounts and lists of units as people type them."""

from datetime import date

import pytest

from mailbot.domain.values import parse_amount, parse_date, parse_units

TODAY = date(2026, 11, 20)
DAYS: dict[str, date | None] = {
    "oggi": TODAY,
    "ieri": date(2026, 11, 19),
    "tomorrow": date(2026, 11, 21),
    "2026-12-04": date(2026, 12, 4),
    "4/12/2026": date(2026, 12, 4),
    "4.12.26": date(2026, 12, 4),
    "4-12": date(2026, 12, 4),
    "19/11": date(2027, 11, 19),
    "20/11": TODAY,
    "4 dicembre": date(2026, 12, 4),
    "4. Dez. 2026": date(2026, 12, 4),
    "1 août": date(2027, 8, 1),
    "31/02/2027": None,
    "45/13": None,
    "4 brumaio": None,
    "presto": None,
    "": None,
}
PAST = {"19/11": date(2026, 11, 19), "5/12": date(2026, 12, 5), "6/12": date(2025, 12, 6)}
AMOUNTS = {
    "129,50": "129.50",
    "129.5": "129.50",
    "1.250,50": "1250.50",
    "1,250.50": "1250.50",
    "1'250": "1250.00",
    "€ 1 250,00": "1250.00",
    "60 euro": "60.00",
    "1.2.3": None,
    "12,345,6": None,
    "gratis": None,
    "": None,
}
UNITS: dict[str, tuple[int | str, ...] | None] = {
    "all": (),
    "tutti": (),
    "1": (1,),
    "1,2 e 3": (1, 2, 3),
    "[1; #3]": (1, 3),
    "unità 2": (2,),
    "1-3": (1, 2, 3),
    "1 - 3": (1, 2, 3),
    "vsp1225470427q": ("VSP1225470427Q",),
    "SG2 0031 4477": ("SG2 0031 4477",),
    "VSP1225470427Q VST2026224711B": ("VSP1225470427Q", "VST2026224711B"),
    "3-1": None,
    "2-2": None,
    "4/12/2026": None,
    "il secondo": None,
    "1,,2": None,
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_as_it_is_typed(text: str, day: date | None) -> None:
    """Day before month; without a year the next such day; what is no day is none."""
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(("text", "day"), PAST.items())
def test_a_day_that_was_is_the_last_such_day(text: str, day: date) -> None:
    """A paper may be dated fifteen days ahead, not sixteen."""
    assert parse_date(text, TODAY, past=True) == day


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_an_amount_is_read_as_it_is_typed(text: str, amount: str | None) -> None:
    """QUOTE 1.250,50: thousands and decimals of both worlds; a doubtful one is none."""
    assert parse_amount(text) == amount


@pytest.mark.parametrize(("text", "units"), UNITS.items())
def test_a_list_of_units_is_read_as_it_is_typed(
    text: str, units: tuple[int | str, ...] | None
) -> None:
    """I7: numbers, ranges, serials, all; anything else is no list of units."""
    assert parse_units(text) == units
