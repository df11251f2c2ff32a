"""The clock of this machine."""

from datetime import timedelta

from mailbot.adapters.clock import SystemClock


def test_now_is_aware_and_utc_and_goes_on() -> None:
    """`now` is aware, UTC (style 10)."""
    clock = SystemClock()
    first, second = clock.now(), clock.now()

    assert first.utcoffset() == timedelta(0)
    assert timedelta(0) <= second - first < timedelta(seconds=5)
