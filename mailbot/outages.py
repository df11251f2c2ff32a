"""The state of the ways in and out: open or closed, since when, and when one is tried again."""

import logging
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailbot.settings import Pauses

# Reasons remembered of one outage: each is logged once.
_REASONS = 20


log = logging.getLogger("mailbot.daemon")


@dataclass(slots=True)
class Way:
    """One way in or out: is it open, since when not, and when is it tried again.

    Units: `next_try` in seconds of the monotonic clock.
    """

    what: str  # mailbox, relay, store
    name: str
    pauses: Pauses
    failures: int = 0
    next_try: float = 0.0
    since: datetime | None = None
    reason: str = ""
    alarmed: bool = False
    told: set[str] = field(default_factory=set)

    @property
    def down(self) -> bool:
        """True after a failure, until the next success."""
        return self.failures > 0

    def failed(self, reason: str, now: datetime, tick: float) -> None:
        """Note a failure: the next pause is longer. Each reason of an outage is logged once."""
        self.failures += 1
        self.since = self.since or now
        self.reason = reason
        pause = self.pauses.first * self.pauses.factor ** min(self.failures - 1, 60)
        spread = 1 + self.pauses.jitter * random.uniform(-1, 1)
        pause = min(pause, self.pauses.longest) * spread
        self.next_try = tick + pause
        if reason not in self.told and len(self.told) < _REASONS:
            self.told.add(reason)
            log.warning("%s=%s down: %s; trying again", self.what, self.name, reason)

    def worked(self, now: datetime) -> None:
        """Note a success; the end of an outage is logged."""
        if self.since is not None:
            took = timedelta(seconds=round((now - self.since).total_seconds()))
            log.info("%s=%s works again after %s", self.what, self.name, took)
        self.failures, self.since, self.next_try = 0, None, 0.0
        self.told.clear()
