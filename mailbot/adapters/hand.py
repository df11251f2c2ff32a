"""Which mail is in hand, so that one that ends the whole process is known at the next start.

A mail may make a library crash, or the machine run out of memory: the process is gone before it
can count a failure, the next one takes the same mail, and so on. So its digest is noted before and
taken away after. The note is not synced: it has to survive the process, not a power cut.

A library written in C may also hang, where no exception reaches it. Then the process is ended with
a traceback on standard error, and whoever supervises it starts the next one.
"""

import contextlib
import faulthandler
import hashlib
import sys
from pathlib import Path


class HandFile:
    """The note beside the store. Never raises: without a note the desk works as well."""

    def __init__(self, path: Path, hang_seconds: float = 0.0) -> None:
        self._path, self._hang_seconds = path, hang_seconds
        self._left = self._read()

    def _read(self) -> tuple[str, int]:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            digest, _, count = self._path.read_text(encoding="ascii").strip().partition(" ")
            if digest and count.isdecimal():
                return digest, int(count)
        return "", 0

    def take(self, raw: bytes) -> int:
        """Note that these bytes are in hand; how often the process died with them, in a row."""
        digest = hashlib.sha256(raw).hexdigest()
        died = self._left[1] if self._left[0] == digest else 0
        self._left = digest, died + 1
        self._write(f"{digest} {died + 1}\n")
        if self._hang_seconds and sys.__stderr__ is not None:
            faulthandler.dump_traceback_later(self._hang_seconds, exit=True, file=sys.__stderr__)
        return died

    def drop(self) -> None:
        """Note that nothing is in hand."""
        if self._hang_seconds:
            faulthandler.cancel_dump_traceback_later()
        self._left = "", 0
        self._write("")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._path.write_text(text, encoding="ascii")
