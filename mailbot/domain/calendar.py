"""Working days (A1-A4, A12, A17)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days the desk works. `closed` has national holidays and the settings' own closures."""

    zone: tzinfo
    closed: frozenset[date] = field(default=frozenset())
    weekend: frozenset[int] = frozenset({5, 6})

    def is_open(self, day: date) -> bool:
        """True for a working day."""
        return day.weekday() not in self.weekend and day not in self.closed

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def working_day_after(self, day: date, days: int) -> date:
        """The `days`-th working day after `day`; `day` itself is not counted (A3)."""
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_open(day)
        return day

    def local_day(self, at: datetime) -> date:
        """The desk's own date of an instant."""
        return at.astimezone(self.zone).date()

    def at(self, day: date, hour: time) -> datetime:
        """The instant of a local date and hour."""
        return datetime.combine(day, hour, tzinfo=self.zone)
