"""One SQLite connection with transactions, and errors as one clear line."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mailbot.adapters.store.faults import clear_errors
from mailbot.errors import Unavailable

# A writer waits this long for another one (an import beside the daemon), then gives up.
BUSY_MILLISECONDS = 30_000
MEMORY = ":memory:"


class Database:
    """A connection to one file, or to a database in memory. Of one thread.

    WAL with synchronous=FULL: an acknowledged commit survives `kill -9` and a power cut, and
    readers in other processes are safe.

    Errors: Unavailable if the file cannot be opened, written or is damaged; nothing is half-written
    then.
    """

    def __init__(self, path: str, read_only: bool = False) -> None:
        self.path = path
        self._depth = 0
        if read_only and not Path(path).exists():
            todo = "import the partners or start the daemon: both make it"
            raise Unavailable(f"store {path}: it is not there yet; {todo}")
        with clear_errors(path):
            self._db = _connect(path, read_only)

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement answers."""
        with clear_errors(self.path):
            return self._db.execute(sql, [storable(value) for value in values]).fetchall()

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of the rows."""
        with clear_errors(self.path):
            self._db.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is one commit, or nothing of it. May be nested."""
        with self._framed("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything inside reads one state of the store."""
        with self._framed("BEGIN"):
            yield

    def close(self) -> None:
        """Let go of the file."""
        with clear_errors(self.path):
            self._db.close()

    @contextmanager
    def _framed(self, begin: str) -> Iterator[None]:
        depth = self._depth
        self.run(begin if depth == 0 else f"SAVEPOINT level{depth}")
        self._depth = depth + 1
        try:
            yield
            self.run("COMMIT" if depth == 0 else f"RELEASE level{depth}")
        except BaseException:
            # On a full disk SQLite may have rolled everything back by itself.
            if self._db.in_transaction:
                self.run("ROLLBACK" if depth == 0 else f"ROLLBACK TO level{depth}")
            raise
        finally:
            self._depth = depth


def storable(value: Any) -> Any:
    """A text as SQLite takes it: NUL and half characters, which broken mails bring, become `?`."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "?").encode("utf-8", "replace").decode()


def _connect(path: str, read_only: bool) -> sqlite3.Connection:
    if path != ":memory:" and not read_only:
        # Mail is personal data: the file, and with it its journal, is for the desk's user alone.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    target = f"{Path(path).absolute().as_uri()}?mode=ro" if read_only else path
    db = sqlite3.connect(target, uri=read_only, isolation_level=None)
    try:
        db.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        if not read_only:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
        db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db
