"""When digests are due: in the desk's zone, once per period, after a downtime too."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.periods import (
    DIGESTS,
    day_period,
    due_period,
    last_period,
    week_period,
    year_up_to,
)
from mailbot.domain.site import DigestTimes
from tests.domain.timely import SECOND, desk, rome

SITE = desk()
LONG_AGO = rome(2026, 1, 1, 0)


def due(kind: str, now: datetime, sent: str = "", began: datetime = LONG_AGO, site=SITE) -> str:
    period = due_period(kind, site, now, sent=sent, began=began)
    return str(period) if period else ""


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (rome(2026, 11, 20, 7, 30) - SECOND, "2026-11-19"),
        (rome(2026, 11, 20, 7, 30), "2026-11-20"),
        (rome(2026, 11, 21, 12), "2026-11-20"),
        (rome(2026, 11, 23, 7), "2026-11-20"),
        (rome(2026, 11, 23, 8), "2026-11-23"),
        (rome(2026, 12, 8, 12), "2026-12-07"),
    ],
)
def test_the_worklist_is_of_the_last_working_morning(now, expected):
    """decisions 12: 07:30 on working days; none on Saturday, Sunday and 8 December."""
    assert due("staff", now) == expected


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        ("manager", rome(2026, 11, 23, 7, 30) - SECOND, "2026-W46"),
        ("manager", rome(2026, 11, 23, 7, 30), "2026-W47"),
        ("partner", rome(2026, 11, 23, 7, 59), "2026-W46"),
        ("partner", rome(2026, 11, 23, 8), "2026-W47"),
        ("partner", rome(2026, 11, 29, 23), "2026-W47"),
    ],
)
def test_the_weekly_ones_speak_of_the_week_before(kind, now, expected):
    """decisions 12: Monday 07:30 and 08:00."""
    assert due(kind, now) == expected


def test_the_hour_is_the_desks_own_in_summer_and_in_winter():
    """decisions 12: in the desk's zone; 26 October 2026 is the Monday after the change."""
    for day in (19, 26):
        assert due("staff", rome(2026, 10, day, 7, 29)) != f"2026-10-{day}"
        assert due("staff", rome(2026, 10, day, 7, 30)) == f"2026-10-{day}"


def test_a_period_is_due_once():
    """mail-layer 29: also after a restart; an older name never comes again."""
    now = rome(2026, 11, 23, 9)
    assert due("staff", now, sent="2026-11-20") == "2026-11-23"
    assert due("staff", now, sent="2026-11-23") == ""
    assert due("staff", now, sent="2026-11-24") == ""
    assert due("manager", now, sent="2026-W47") == ""


def test_of_several_that_were_missed_the_latest_is_due():
    """A desk that was away for weeks sends one of each."""
    now = rome(2026, 12, 20, 12)
    assert due("staff", now, sent="2026-11-20") == "2026-12-18"
    assert due("partner", now, sent="2026-W46") == "2026-W50"


def test_the_week_of_the_new_year_is_later_than_the_last_of_the_old():
    """Names are compared: 2026-W53 < 2027-W01."""
    assert due("manager", rome(2027, 1, 4, 9), sent="2026-W52") == "2026-W53"
    assert due("manager", rome(2027, 1, 11, 9), sent="2026-W53") == "2027-W01"


def test_nothing_is_made_up_for_from_before_the_first_start():
    """A desk started on Friday at ten sends its first worklist on Monday."""
    began = rome(2026, 11, 20, 10)
    assert due("staff", rome(2026, 11, 20, 10, 1), began=began) == ""
    assert due("staff", rome(2026, 11, 23, 7, 30), began=began) == "2026-11-23"
    assert due("partner", rome(2026, 11, 22, 12), began=began) == ""


def test_hours_days_and_which_are_sent_are_settings():
    """decisions 12: all settable."""
    times = DigestTimes(
        staff=time(6), manager=time(18), manager_weekday=4, sent=("staff", "manager")
    )
    site = replace(SITE, digests=times)
    assert due("staff", rome(2026, 11, 20, 6), site=site) == "2026-11-20"
    assert due("manager", rome(2026, 11, 20, 18), site=site) == "2026-W46"
    assert due("partner", rome(2026, 11, 23, 9), site=site) == ""


def test_a_period_has_its_days():
    """First and last day are in it."""
    week = week_period(date(2026, 11, 22))
    assert (str(week), week.first, week.last) == (
        "2026-W47",
        date(2026, 11, 16),
        date(2026, 11, 22),
    )
    assert week.holds(week.first)
    assert week.holds(week.last)
    assert not week.holds(week.last + timedelta(days=1))
    assert not week.holds(None)
    year = year_up_to(week.last)
    assert (year.last - year.first).days == 364
    assert day_period(week.first).holds(week.first)


@given(st.sampled_from(sorted(DIGESTS)), st.lists(st.integers(0, 72), max_size=30))
def test_however_often_time_is_looked_at_each_period_goes_out_once_and_in_order(kind, pauses):
    """Whatever the beat and the downtimes."""
    began = now = rome(2026, 10, 20, 10)
    sent: list[str] = []
    for hours in pauses:
        now += timedelta(hours=hours)
        period = due(kind, now, sent=sent[-1] if sent else "", began=began)
        if period:
            sent.append(period)
            assert period == str(last_period(kind, SITE, now))
    assert sent == sorted(set(sent))
