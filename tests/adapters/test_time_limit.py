"""A bound on the seconds that one mail may take."""

import signal
import threading
import time

import pytest

from mailbot.adapters.time_limit import time_limit
from mailbot.errors import Unreadable


def spin(seconds: float) -> int:
    end, turns = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        turns += 1
    return turns


def test_work_within_the_limit_is_left_alone() -> None:
    """Below the bound nothing happens; the timer and its handler are as before."""
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(5):
        spin(0.01)

    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_work_over_the_limit_makes_the_mail_unreadable() -> None:
    """Seconds for one mail are a bound (mail-layer 6): never a hang."""
    begun = time.monotonic()
    with pytest.raises(Unreadable, match=r"took longer than 0\.1 s"), time_limit(0.1):
        spin(5)

    assert time.monotonic() - begun < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_guard_that_swallows_the_first_meets_a_second() -> None:
    """A part of the reader may take it for the fault of one attachment, and go on."""

    def stubborn() -> None:
        try:
            spin(5)
        except Exception:
            spin(5)

    begun = time.monotonic()
    with pytest.raises(Unreadable), time_limit(0.1):
        stubborn()
    assert time.monotonic() - begun < 3


def test_another_thread_is_not_bounded() -> None:
    """Signals belong to the main thread: the demo's daemon runs without."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with time_limit(0.01):
                spin(0.05)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert failed == []
