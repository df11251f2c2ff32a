"""What SQLite and the disk complain of, as one clear line each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from mailbot.errors import Unavailable

# Words of SQLite's message, what is wrong, what to do.
_FAULTS = (
    ("disk is full", "the disk is full", "free some space; nothing was half-written"),
    ("unable to open", "cannot be opened", "check that its folder exists and may be written"),
    ("locked", "is held by another program", "wait for it, or stop it"),
    ("busy", "is held by another program", "wait for it, or stop it"),
    ("readonly", "may not be written", "give the desk's user the right to write it and its folder"),
    (
        "malformed",
        "is damaged",
        "restore it from a backup, or save it with `sqlite3 FILE .recover`",
    ),
    ("not a database", "is no store of mailbot", "name another file in the config"),
    ("encrypted", "is no store of mailbot", "name another file in the config"),
    ("no such module: fts5", "this SQLite has no full-text search", "use a Python with FTS5"),
    ("disk i/o", "the disk does not answer", "check the disk and its space"),
)


@contextmanager
def clear_errors(path: str) -> Iterator[None]:
    """Let faults of the disk pass as Unavailable. Errors in our own statements stay errors."""
    try:
        yield
    except OSError as error:
        wrong, todo = error.strerror or error, "check that its folder exists and may be written"
        raise Unavailable(f"store {path}: {wrong}; {todo}") from error
    except sqlite3.Error as error:
        for words, wrong, todo in _FAULTS:
            if words in str(error).lower():
                raise Unavailable(f"store {path}: {wrong}; {todo}") from error
        raise
