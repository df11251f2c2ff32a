"""When digests are due: once per period, also after a downtime (decisions 12, mail-layer 29)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mailbot.domain.site import Site

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """What a digest speaks of: a day (`2026-11-20`) or an ISO week (`2026-W47`), ends included."""

    name: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date | None) -> bool:
        """True for a day of the period."""
        return day is not None and self.first <= day <= self.last


def day_period(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day)


def week_period(day: date) -> Period:
    """The ISO week of a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year}-W{week:02}", monday, monday + 6 * _DAY)


def year_up_to(day: date) -> Period:
    """The 365 days up to a day: for rates that one week is too short for."""
    return Period(f"{day.year}", day - timedelta(days=364), day)


def _staff(site: Site, now: datetime) -> tuple[datetime, Period]:
    """This morning's, or that of the last working day."""
    calendar, day = site.calendar, site.calendar.local_day(now)
    while not calendar.is_open(day) or calendar.at(day, site.digests.staff) > now:
        day -= _DAY
    return calendar.at(day, site.digests.staff), day_period(day)


def _weekly(site: Site, now: datetime, weekday: int, hour: time) -> tuple[datetime, Period]:
    """The last one on this weekday; it speaks of the week before."""
    calendar, day = site.calendar, site.calendar.local_day(now)
    day -= timedelta(days=(day.weekday() - weekday) % 7)
    if calendar.at(day, hour) > now:
        day -= _WEEK
    return calendar.at(day, hour), week_period(day - _WEEK)


def _manager(site: Site, now: datetime) -> tuple[datetime, Period]:
    return _weekly(site, now, site.digests.manager_weekday, site.digests.manager)


def _partner(site: Site, now: datetime) -> tuple[datetime, Period]:
    return _weekly(site, now, site.digests.partner_weekday, site.digests.partner)


DIGESTS: Mapping[str, Callable[[Site, datetime], tuple[datetime, Period]]] = {
    "staff": _staff,
    "manager": _manager,
    "partner": _partner,
}


def last_period(kind: str, site: Site, now: datetime) -> Period:
    """The period that the latest digest of this kind speaks of, sent or not."""
    return DIGESTS[kind](site, now)[1]


def due_period(
    kind: str, site: Site, now: datetime, *, sent: str, began: datetime
) -> Period | None:
    """The period whose digest has to go out now, or None.

    `sent` is the name of the last period sent (or empty), `began` when the desk first ran: what was
    due before is not made up for. Of several that were missed only the latest is due.
    """
    if kind not in site.digests.sent:
        return None
    at, period = DIGESTS[kind](site, now)
    return period if at > began and period.name > sent else None
