"""Working days and working hours of the desk (A1-A4, A12, A17).

Every instant that comes back is in UTC: two instants of one local zone would be compared by the
wall clock, which repeats an hour each autumn.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days the desk works. `closed` has national holidays and the settings' own closures.

    `opens` and `closes` are local hours; reminders go out when the desk opens.
    Errors: ValueError if no day of the week is open, or the desk closes before it opens.
    """

    zone: tzinfo
    closed: frozenset[date] = field(default=frozenset())
    weekend: frozenset[int] = frozenset({5, 6})
    opens: time = time(9, 0)
    closes: time = time(18, 0)

    def __post_init__(self) -> None:
        if self.weekend >= frozenset(range(7)) or self.closes <= self.opens:
            raise ValueError("a calendar needs a weekday that is open, and hours in it")

    def is_open(self, day: date) -> bool:
        """True for a working day."""
        return day.weekday() not in self.weekend and day not in self.closed

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_open(day):
            day += _DAY
        return day

    def working_day_after(self, day: date, days: int) -> date:
        """The `days`-th working day after `day`; `day` itself is not counted (A3)."""
        while days > 0:
            day += _DAY
            days -= self.is_open(day)
        return day

    def working_day_before(self, day: date, days: int) -> date:
        """The `days`-th working day before `day`; `day` itself is not counted."""
        while days > 0:
            day -= _DAY
            days -= self.is_open(day)
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and with `last`; 0 if it is not later."""
        count, day = 0, first
        while day < last:
            day += _DAY
            count += self.is_open(day)
        return count

    def local_day(self, at: datetime) -> date:
        """The desk's own date of an instant."""
        return at.astimezone(self.zone).date()

    def at(self, day: date, hour: time) -> datetime:
        """The instant of a local date and hour, in UTC."""
        return datetime.combine(day, hour, tzinfo=self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """The last instant of a local day, in UTC: what is later is the next day."""
        return self.at(day + _DAY, time()) - _INSTANT

    def opening(self, day: date) -> datetime:
        """When the desk opens on that day, or on the next working day, in UTC."""
        return self.at(self.roll(day), self.opens)

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How long the desk is open between two instants; zero if `end` is not later."""
        total, day = timedelta(), self.local_day(start)
        while day <= self.local_day(end):
            if self.is_open(day):
                since, until = self.at(day, self.opens), self.at(day, self.closes)
                total += max(timedelta(), min(until, end) - max(since, start))
            day += _DAY
        return total

    def after_working_time(self, start: datetime, span: timedelta) -> datetime:
        """The first instant by which the desk was open for `span` since `start`, in UTC."""
        day = self.local_day(start)
        while True:
            if self.is_open(day):
                since = max(start.astimezone(UTC), self.at(day, self.opens))
                left = self.at(day, self.closes) - since
                if left >= max(span, _INSTANT):
                    return since + span
                span -= max(timedelta(), left)
            day += _DAY

    def before_working_time(self, end: datetime, span: timedelta) -> datetime:
        """The last instant from which the desk is still open for `span` until `end`, in UTC."""
        day = self.local_day(end)
        while True:
            if self.is_open(day):
                until = min(end.astimezone(UTC), self.at(day, self.closes))
                left = until - self.at(day, self.opens)
                if left >= max(span, _INSTANT):
                    return until - span
                span -= max(timedelta(), left)
            day -= _DAY
