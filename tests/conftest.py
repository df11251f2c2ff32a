"""Clocks and folders that every test may ask for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ("tests.servers.fixtures",)

# The same examples each time, whatever the machine's speed: a red run can be run again.
settings.register_profile("mailbot", derandomize=True, deadline=None)
settings.load_profile("mailbot")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self.instant = start

    def now(self) -> datetime:
        return self.instant

    def move(self, **duration: float) -> None:
        self.instant += timedelta(**duration)


@pytest.fixture
def clock() -> SetClock:
    """Friday 20 November 2026, 10:00 in Rome."""
    return SetClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


@pytest.fixture
def shared() -> Path:
    """The reference material beside a developer's checkout; without it the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: the reference mails cannot be read")
    return SHARED
