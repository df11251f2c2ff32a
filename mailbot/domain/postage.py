"""When a letter that could not leave is tried again (mail-layer 26)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Retries:
    """Growing pauses: `first`, doubled each time, at most `longest`; given up after `tries` tries.

    With these numbers patience lasts four days, as RFC 5321 section 4.5.4.1 asks of a sender.
    """

    first: timedelta = timedelta(seconds=15)
    longest: timedelta = timedelta(hours=4)
    tries: int = 32
    jitter: float = 0.2


def next_try(key: str, tries: int, now: datetime, rule: Retries | None = None) -> datetime | None:
    """When the letter is tried again, or None when it is given up.

    `tries` counts the tries so far, this one included. The spread is made from `key` and `tries`,
    so the same question has the same answer, and the letters of one outage do not all come back
    at once.
    Source: RFC 5321 section 4.5.4.1, mail-layer 26.
    """
    rule = rule or Retries()
    if tries >= rule.tries:
        return None
    pause = min(rule.first * (1 << max(tries - 1, 0)), rule.longest)
    return now + pause * (1 + rule.jitter * _spread(key, tries))


def _spread(key: str, tries: int) -> float:
    """A number from -1 to 1 that looks random and is the same for the same words."""
    digest = hashlib.sha256(f"{key}|{tries}".encode()).digest()
    return int.from_bytes(digest[:4]) / 0xFFFFFFFF * 2 - 1
