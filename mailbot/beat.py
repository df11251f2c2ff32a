"""The metronome: which jobs are due. What is due in the desk's own sense is in the store."""

import logging
from collections.abc import Callable, Sequence

import schedule

log = logging.getLogger("mailbot.daemon")

Job = Callable[[], None]


def guarded(job: Job) -> None:
    """Run a job. One that raises would never be scheduled again, and would starve the others."""
    try:
        job()
    except Exception:
        log.exception("job=%s failed: this is a bug", getattr(job, "__name__", job))


class Beat:
    """Runs each job every so many seconds."""

    def __init__(self, jobs: Sequence[tuple[float, Job]]) -> None:
        self._jobs = tuple(jobs)
        self._scheduler = schedule.Scheduler()
        self._set()

    def run_all(self) -> None:
        """Run every job now."""
        self._scheduler.run_all()

    def run_due(self) -> None:
        """Run the jobs whose time has come.

        The library computes with local wall time: a clock put back, or the end of summer time,
        would let all jobs rest for an hour. None can rest longer than its interval, so then all
        begin anew.
        """
        idle = self._scheduler.idle_seconds
        if idle is None or idle > min(seconds for seconds, _ in self._jobs) + 1:
            self._set()
        self._scheduler.run_pending()

    def _set(self) -> None:
        self._scheduler.clear()
        for seconds, job in self._jobs:
            self._scheduler.every(max(1, round(seconds))).seconds.do(guarded, job)
