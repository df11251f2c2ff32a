"""Working days and working hours (policy A1-A4, A17)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.calendar import WorkCalendar

ROME = ZoneInfo("Europe/Rome")
DAY = timedelta(days=1)
HOLIDAYS = frozenset({date(2026, 12, 8), date(2026, 12, 25), date(2026, 12, 26)})
CALENDAR = WorkCalendar(ROME, HOLIDAYS)

days = st.dates(date(2020, 1, 1), date(2032, 1, 1))
instants = st.integers(0, 12 * 365 * 86_400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
spans = st.timedeltas(timedelta(), timedelta(hours=100))
calendars = st.builds(
    WorkCalendar,
    st.sampled_from([ROME, ZoneInfo("UTC"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")]),
    st.frozensets(days, max_size=60),
    st.frozensets(st.integers(0, 6), max_size=5),
)


def rome(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ROME).astimezone(UTC)


def test_a_working_day_is_no_weekend_and_no_holiday():
    """A4."""
    assert CALENDAR.is_open(date(2026, 12, 7))
    assert not CALENDAR.is_open(date(2026, 12, 8))
    assert not CALENDAR.is_open(date(2026, 12, 12))
    assert not CALENDAR.is_open(date(2026, 12, 13))


@pytest.mark.parametrize(
    ("day", "open_day"),
    [
        (date(2026, 12, 7), date(2026, 12, 7)),
        (date(2026, 12, 26), date(2026, 12, 28)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_day_rolls_to_the_next_open_one(day, open_day):
    """A17: only if it is closed itself."""
    assert CALENDAR.roll(day) == open_day


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 2, date(2026, 11, 24)),
        (date(2026, 12, 4), 2, date(2026, 12, 9)),
        (date(2026, 11, 21), 2, date(2026, 11, 24)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_working_days_are_counted_without_the_first(day, count, expected):
    """A3; gold dates."""
    assert CALENDAR.working_day_after(day, count) == expected
    assert CALENDAR.working_days(day, expected) == count


def test_working_days_backwards_skip_what_is_closed():
    """A promise is announced two working days before (workflow 2.5)."""
    assert CALENDAR.working_day_before(date(2026, 12, 9), 2) == date(2026, 12, 4)
    assert CALENDAR.working_days(date(2026, 12, 9), date(2026, 12, 4)) == 0


def test_instants_come_back_in_utc_whatever_the_season():
    """A3: 18:00 in Rome is 16:00 UTC in summer and 17:00 in winter."""
    assert CALENDAR.at(date(2026, 7, 1), time(18)) == datetime(2026, 7, 1, 16, tzinfo=UTC)
    assert CALENDAR.at(date(2026, 12, 1), time(18)) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert CALENDAR.at(date(2026, 12, 1), time(18)).tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 22), 24)],
)
def test_a_day_is_as_long_as_summer_time_makes_it(day, hours):
    """R55: midnight is the desk's own, on the days of the change too."""
    length = CALENDAR.end_of(day) - CALENDAR.end_of(day - DAY)
    assert length == timedelta(hours=hours)
    assert CALENDAR.local_day(CALENDAR.end_of(day)) == day
    assert CALENDAR.local_day(CALENDAR.end_of(day) + timedelta(microseconds=1)) == day + DAY


def test_the_desk_opens_on_the_next_working_day():
    """Reminders go out in the morning of a day on which somebody reads them."""
    assert CALENDAR.opening(date(2026, 12, 5)) == rome(2026, 12, 7, 9)
    assert CALENDAR.opening(date(2026, 12, 7)) == rome(2026, 12, 7, 9)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (rome(2026, 11, 20, 17), 2, rome(2026, 11, 23, 10)),
        (rome(2026, 11, 20, 17), 1, rome(2026, 11, 20, 18)),
        (rome(2026, 11, 20, 20), 1, rome(2026, 11, 23, 10)),
        (rome(2026, 11, 21, 12), 12, rome(2026, 11, 24, 12)),
        (rome(2026, 11, 23, 6), 0, rome(2026, 11, 23, 9)),
    ],
)
def test_working_hours_run_while_the_desk_is_open(start, hours, end):
    """A1: twelve hours as business hours."""
    assert CALENDAR.after_working_time(start, timedelta(hours=hours)) == end


def test_working_hours_backwards():
    """TM2 warns four working hours before its end."""
    four = timedelta(hours=4)
    assert CALENDAR.before_working_time(rome(2026, 11, 24, 18), four) == rome(2026, 11, 24, 14)
    assert CALENDAR.before_working_time(rome(2026, 11, 24, 10), four) == rome(2026, 11, 23, 15)
    assert CALENDAR.before_working_time(rome(2026, 11, 22, 10), four) == rome(2026, 11, 20, 14)


@pytest.mark.parametrize(
    "wrong",
    [{"weekend": frozenset(range(7))}, {"closes": time(9)}, {"opens": time(19)}],
)
def test_a_calendar_without_any_open_hour_is_refused(wrong):
    """Otherwise counting working days would never end."""
    with pytest.raises(ValueError, match="weekday that is open"):
        WorkCalendar(ROME, **wrong)


@given(calendars, days, st.integers(1, 40))
def test_a_deadline_in_working_days_is_open_later_and_counted_right(calendar, day, count):
    """A3, A4: never on a closed day, never at or before the start, and counting agrees."""
    end = calendar.working_day_after(day, count)
    assert calendar.is_open(end)
    assert end > day
    assert calendar.working_days(day, end) == count
    assert calendar.working_day_before(end, count) <= day


@given(calendars, days, days, st.integers(0, 40))
def test_a_later_start_is_never_due_earlier(calendar, one, two, count):
    """Monotone: nobody gains by writing later."""
    first, second = sorted((one, two))
    assert calendar.working_day_after(first, count) <= calendar.working_day_after(second, count)
    assert calendar.roll(first) <= calendar.roll(second)


@given(calendars, days)
def test_rolling_lands_on_an_open_day_and_rolling_again_stays(calendar, day):
    """A17."""
    rolled = calendar.roll(day)
    assert calendar.is_open(rolled)
    assert rolled >= day
    assert calendar.roll(rolled) == rolled


@given(calendars, instants, spans)
def test_working_time_there_and_back_is_the_same(calendar, start, span):
    """A1, A6: what is left of a paused clock is exactly what it goes on with."""
    end = calendar.after_working_time(start, span)
    assert calendar.working_time(start, end) == span
    back = calendar.before_working_time(end, span)
    assert calendar.working_time(back, end) == span


@given(calendars, instants, spans, spans)
def test_more_working_time_never_ends_earlier(calendar, start, one, two):
    """Monotone in the span too."""
    less, more = sorted((one, two))
    assert calendar.after_working_time(start, less) <= calendar.after_working_time(start, more)
