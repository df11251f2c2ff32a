"""A bound on the seconds that one mail may take."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from mailbot.errors import Unreadable


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise Unreadable in what is inside when it takes longer.

    Only put work inside that changes nothing: it may end anywhere. It cannot end inside a call of
    a library written in C; such calls have bounds of their own. In a thread other than the main
    one, and on systems without the timer, nothing is bounded.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not (in_main and hasattr(signal, "setitimer")):
        yield
        return

    def late(_kind: int, _frame: FrameType | None) -> None:
        raise Unreadable(f"its handling took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    # Again every second: a guard inside may take the first one for the fault of an attachment.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
