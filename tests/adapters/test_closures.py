"""Italian holidays from the holidays package, and the settings' own closures (A4)."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from mailbot.adapters.closures import YEARS, closed_days
from mailbot.domain.calendar import WorkCalendar

ITALY = closed_days()


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 6),
        date(2026, 4, 25),
        date(2026, 5, 1),
        date(2026, 6, 2),
        date(2026, 8, 15),
        date(2026, 10, 4),
        date(2026, 11, 1),
        date(2026, 12, 8),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 3, 29),
    ],
)
def test_the_italian_national_holidays_are_closed(day):
    """A4: the national list, Easter Monday with it, and 4 October, national again from 2026."""
    assert day in ITALY


def test_the_fourth_of_october_was_a_working_day_before():
    """A4: the holiday of Saint Francis begins in 2026."""
    assert date(2024, 10, 4) not in ITALY


def test_a_patron_day_is_closed_only_where_it_is_set():
    """A4: Saint Ambrose in Milan."""
    assert date(2026, 12, 7) not in ITALY
    assert date(2026, 12, 7) in closed_days(subdivision="MI")


def test_extra_days_are_closed_too():
    """A4: company closures from the settings."""
    bridge = date(2026, 12, 24)
    assert closed_days(extra=[bridge]) == ITALY | {bridge}


def test_the_range_of_years_has_both_its_ends():
    """Bounded on purpose: the first and the last year are in, their neighbours are not."""
    years = {day.year for day in ITALY}
    assert years == set(YEARS)


@pytest.mark.parametrize(("country", "part"), [("IT", "XX"), ("QQ", ""), ("", "")])
def test_an_unknown_place_is_a_mistake_that_names_the_right_ones(country, part):
    """Settings are checked before the desk starts."""
    with pytest.raises(LookupError) as caught:
        closed_days(country, part)
    known = str(caught.value).split(", ")
    assert ("MI" if country == "IT" else "IT") in known


@pytest.mark.parametrize(
    ("subdivision", "due"), [("", date(2026, 12, 9)), ("MI", date(2026, 12, 10))]
)
def test_two_working_days_over_the_immaculate_conception(subdivision, due):
    """Gold dates: complete on Fri 4 Dec 2026; with the patron day of 7 Dec one day later."""
    calendar = WorkCalendar(ZoneInfo("Europe/Rome"), closed_days(subdivision=subdivision))
    assert calendar.working_day_after(date(2026, 12, 4), 2) == due
