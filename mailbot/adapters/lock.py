"""One daemon per store.

The lock is the kernel's, on a file beside the store: it ends with the process, however that ends,
so a file left behind by a crash holds nobody up. What is in the file only says who holds it.
"""

import contextlib
import fcntl
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from mailbot.errors import Unavailable


class StoreLock:
    """The lock of one store. Errors of taking it: Unavailable, naming who holds it."""

    def __init__(self, store: Path, now: datetime) -> None:
        self.path = store.with_name(store.name + ".lock")
        try:
            self._file = self.path.open("a+", encoding="utf-8")
        except OSError as error:
            raise Unavailable(f"{self.path}: {error.strerror or error}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = self._holder()
            self._file.close()
            raise Unavailable(
                f"{store} is held by another mailbot{holder}; stop it first, "
                "or give this one a store of its own"
            ) from error
        self._sign(now)

    def _sign(self, now: datetime) -> None:
        facts = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": now.isoformat(timespec="seconds"),
        }
        # A full disk must not keep the daemon from starting: the lock holds without its name tag.
        with contextlib.suppress(OSError):
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(facts) + "\n")
            self._file.flush()

    def _holder(self) -> str:
        try:
            self._file.seek(0)
            facts = json.loads(self._file.read(1000))
            return f" (pid {facts['pid']} on {facts['host']}, since {facts['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def close(self) -> None:
        """Let go. The file stays: removing it would let two others hold one each."""
        with contextlib.suppress(OSError):
            self._file.close()
