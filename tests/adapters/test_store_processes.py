"""The store among processes: readers beside the writer, kill -9 at any moment, a full disk."""

import os
import random
import select
import signal
import sqlite3
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mailbot.adapters.store import open_store
from mailbot.errors import Unavailable
from tests.adapters.stock import NOW, opened, some_letter, some_mail, some_sold, some_ticket

KILLS = 50

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


class Child:
    """A forked process that runs `work` and tells numbers as it goes."""

    def __init__(self, work: Callable[[Callable[[int], None]], None]) -> None:
        self._numbers, told = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._run(work, told)
        os.close(told)

    def _run(self, work: Callable[[Callable[[int], None]], None], told: int) -> NoReturn:
        status = 1
        try:
            work(lambda n: os.write(told, struct.pack("I", n)) and None)
            status = 0
        finally:
            os._exit(status)

    def hear(self, seconds: float) -> int | None:
        """The next number, or None if none comes in time."""
        if not select.select([self._numbers], [], [], seconds)[0]:
            return None
        some = os.read(self._numbers, 4)
        return struct.unpack("I", some)[0] if len(some) == 4 else None

    def kill(self) -> list[int]:
        """End it as a power cut would; the numbers that were told and not heard yet."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return list(iter(lambda: self.hear(0), None))

    def wait(self) -> int:
        """Its exit status."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._numbers)
        return status


def keep_recording(path: Path) -> Callable[[Callable[[int], None]], None]:
    """Record mail after mail, and tell each number once the store has acknowledged it."""

    def work(tell: Callable[[int], None]) -> None:
        store = open_store("tinydb", path)
        while True:
            n = store.next_number("ticket", 2026)
            raw, mail = some_mail(n)
            letters = [some_letter(n, "a@x.example", "b@x.example")]
            store.record(raw, mail, opened(some_ticket(n)), letters, NOW)
            tell(n)

    return work


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    """kill -9, 50 times, at random moments: the file opens, each mail is whole or not there."""
    path, acknowledged, moments = tmp_path / "desk.db", 0, random.Random(20261120)
    for _ in range(KILLS):
        child = Child(keep_recording(path))
        acknowledged = max([acknowledged, child.hear(30) or 0])
        time.sleep(moments.uniform(0, 0.03))
        acknowledged = max([acknowledged, *child.kill()])
    assert acknowledged >= KILLS
    store: Any = open_store("tinydb", path)
    numbers = [int(ticket.number[-5:]) for ticket in store.tickets()]
    assert len(numbers) in (acknowledged, acknowledged + 1)
    assert numbers == list(range(1, len(numbers) + 1))
    assert store.outbox_counts()["pending"] == 2 * len(numbers)
    for n in numbers:
        raw, mail = some_mail(n)
        assert store.seen(mail.message_id, mail.digest) == "duplicate"
        assert store.raw(mail.digest) == raw.raw
    assert store._db.sql("PRAGMA integrity_check") == [("ok",)]
    store.close()


def test_an_import_that_is_killed_leaves_the_registry_as_it_was(tmp_path: Path) -> None:
    """All or nothing, whatever ends it."""
    path = tmp_path / "desk.db"
    store = open_store("tinydb", path)
    store.import_sales([some_sold(1)])
    store.close()

    def work(tell: Callable[[int], None]) -> None:
        def rows() -> Iterator[Any]:
            for n in range(1_000_000):
                if n == 3000:
                    tell(n)
                yield some_sold(n)

        open_store("tinydb", path).import_sales(rows())

    child = Child(work)
    assert child.hear(30) == 3000
    child.kill()
    store = open_store("tinydb", path)
    assert list(store.sold()) == [some_sold(1)]
    store.close()


def test_readers_in_another_process_see_whole_commits(tmp_path: Path) -> None:
    """While a writer writes: never locked out, never a ticket without its letters."""
    path = tmp_path / "desk.db"
    open_store("tinydb", path).close()
    writer = Child(keep_recording(path))
    assert writer.hear(30)

    def read(tell: Callable[[int], None]) -> None:
        reader: Any = open_store("tinydb", path, read_only=True)
        for _ in range(25):
            with reader._db.rows.db.snapshot():
                tickets = len(list(reader.tickets()))
                assert reader.outbox_counts()["pending"] == 2 * tickets
        tell(tickets)

    readers = [Child(read) for _ in range(2)]
    seen = [reader.hear(60) for reader in readers]
    assert [reader.wait() for reader in readers] == [0, 0]
    writer.kill()
    assert min(n or 0 for n in seen) > 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no right to mount a disk: the test with a bounded file stands in for it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_really_is_full_gives_one_line_and_goes_on_later(small_disk: Path) -> None:
    """The kernel says ENOSPC; what was kept is whole, and with room again the desk works."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(os.urandom(500_000))
    store = open_store("tinydb", small_disk / "desk.db")

    def record(n: int) -> None:
        raw, mail = some_mail(n)
        packed = replace(raw, raw=raw.raw + random.Random(n).randbytes(9_000))
        store.record(packed, mail, opened(some_ticket(n)), [some_letter(n)], NOW)

    kept, said = 0, ""
    while not said and kept < 1_000:
        try:
            record(kept + 1)
            kept += 1
        except Unavailable as error:
            said = str(error)
    assert kept > 0
    assert "the disk is full; free some space" in said
    assert len(list(store.tickets())) == store.outbox_counts()["pending"] == kept
    ballast.unlink()
    record(kept + 1)
    assert len(list(store.tickets())) == kept + 1
    store.close()
    with sqlite3.connect(small_disk / "desk.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
