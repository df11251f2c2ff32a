"""The run itself: many damaged mails read, each timed."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from mailbot.adapters.reader import MailReader
from mailbot.domain.mail import RawMail
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable
from tests.fuzz.mutations import damaged

RECEIVED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a stretch of damaged mails. `bad` has those that raised something else."""

    read: int
    unreadable: int
    slowest: float
    slowest_number: int
    bad: tuple[str, ...]


def read_stretch(folders: tuple[str, ...], numbers: range, seed: int) -> Outcome:
    """Read the damaged mails of these numbers."""
    seeds = [path.read_bytes() for folder in folders for path in sorted(Path(folder).glob("*.eml"))]
    reader = MailReader(Limits(), "rma@voismart.example")
    read = unreadable = 0
    slowest = (0.0, -1)
    bad: list[str] = []
    for number in numbers:
        raw = RawMail("1", damaged(seeds, number, seed), RECEIVED)
        start = time.perf_counter()
        try:
            reader.read(raw)
            read += 1
        except Unreadable as error:
            unreadable += 1
            if "cannot be parsed" in error.reason:
                bad.append(f"{number}: {error.reason}: {error.__cause__!r}")
        except Exception as error:
            bad.append(f"{number}: {error!r}")
        slowest = max(slowest, (time.perf_counter() - start, number))
    reader.close()
    return Outcome(read, unreadable, *slowest, tuple(bad))


def run(folders: tuple[Path, ...], count: int, seed: int, processes: int = 2) -> Outcome:
    """Read `count` damaged mails in several processes."""
    names = tuple(str(folder) for folder in folders)
    step = max(1, count // (processes * 4))
    stretches = [range(at, min(at + step, count)) for at in range(0, count, step)]
    with ProcessPoolExecutor(
        min(processes, os.cpu_count() or 1), mp_context=get_context("spawn")
    ) as pool:
        found = list(pool.map(read_stretch, [names] * len(stretches), stretches, [seed] * 999))
    slowest = max((o.slowest, o.slowest_number) for o in found)
    return Outcome(
        sum(o.read for o in found),
        sum(o.unreadable for o in found),
        *slowest,
        tuple(line for o in found for line in o.bad),
    )
