"""What the passing of time costs: `python -m tests.bench.time [--tickets 10000]`.

A beat in which nothing is due, one in which a few are, the worklist and the manager's figures.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from mailbot.adapters.store import open_store
from mailbot.domain.decision import Decision, Notification
from mailbot.domain.lifecycle import State
from mailbot.domain.ticket import Ticket
from mailbot.office import Office
from mailbot.ports import Letter
from mailbot.timekeeper import Timekeeper
from tests.domain.timely import desk, in_state, opened, rome

SITE = desk()
START = rome(2026, 11, 20, 10)
STATES = (State.IN_CHARGE, State.VALIDATED_IW, State.RECEIVED, State.QUOTED, State.REPAIRING)


class NoWriter:
    """Letters are measured elsewhere (`tests/bench/letters.py`)."""

    def write(self, notification: Notification, now: object) -> Letter:
        return Letter(
            f"<{notification.reference}.{notification.n}@x>", notification.name, "", (), b""
        )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=10_000)
    count = parser.parse_args().tickets
    with tempfile.TemporaryDirectory() as folder:
        store = open_store("tinydb", Path(folder) / "store.db")
        for batch in _batches(count):
            store.record(None, None, Decision("opened", tickets=tuple(batch)), (), START)
        keeper = Timekeeper(SITE, store, Office(SITE, store, NoWriter()))
        keeper.begin(rome(2026, 11, 23, 8, 30))
        quiet = rome(2026, 11, 20, 15, 59)
        _measure("a beat, nothing due", lambda: keeper.pass_time(quiet), 50)
        _measure("a beat, 10 due", lambda: keeper.pass_time(quiet + timedelta(minutes=1)), 1)
        monday = rome(2026, 11, 23, 9)
        _measure("the worklist", lambda: list(keeper.compose("staff", monday)), 1)
        _measure("the manager's figures", lambda: list(keeper.compose("manager", monday)), 1)
        store.close()
    return 0


def _batches(count: int) -> Sequence[Sequence[Ticket]]:
    """Ten tickets that nobody took, the others at work."""
    fresh = opened(START, SITE)
    working = [in_state(s, START, SITE) for s in STATES]
    tickets = [
        replace(fresh if n < 10 else working[n % len(working)], number=f"RMA-2026-{n:05}")
        for n in range(count)
    ]
    return [tickets[n : n + 500] for n in range(0, count, 500)]


def _measure(what: str, act: Callable[[], object], runs: int) -> None:
    start = perf_counter()
    for _ in range(runs):
        act()
    print(f"{what:<24} {(perf_counter() - start) / runs * 1000:9.2f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
