"""A mailbox that a local mail server delivers to: a Maildir.

Waiting are the files of `new/` and `cur/`; handled ones lie in the Maildir++ folders `.Done` and
`.Quarantine` beside them. A move is one atomic rename; the flags in a file's name stay as they are.
Source: https://cr.yp.to/proto/maildir.html
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from mailbot.domain.mail import RawMail
from mailbot.errors import Unavailable
from mailbot.settings import MaildirSettings


class Maildir:
    """The port `Mailbox` over a Maildir. Errors of every method but `close`: Unavailable."""

    def __init__(
        self, settings: MaildirSettings, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.name = settings.label
        self._settings, self._sleep = settings, sleep
        self._known: dict[str, Path] = {}

    def waiting(self) -> Iterator[RawMail]:
        """The mails that wait, oldest first. One that is being moved by another is left out."""
        listed = self._listed()
        self._known = {_unique(path): path for _, path in listed}
        for modified, path in listed:
            mail = self._read(path, modified)
            if mail is not None:
                yield mail

    def _listed(self) -> list[tuple[float, Path]]:
        found = []
        for part in ("new", "cur"):
            try:
                with os.scandir(self._settings.path / part) as entries:
                    for entry in entries:
                        with contextlib.suppress(FileNotFoundError):
                            if entry.is_file() and not entry.name.startswith("."):
                                found.append((entry.stat().st_mtime, Path(entry.path)))
            except OSError as error:
                raise Unavailable(
                    f"{self._settings.path}: no Maildir that can be read "
                    f"({error.strerror or error}); path must hold new/, cur/ and tmp/"
                ) from error
        return sorted(found, key=lambda pair: (pair[0], pair[1].name))

    def _read(self, path: Path, modified: float) -> RawMail | None:
        try:
            size = path.stat().st_size
            keep = size if size <= self._settings.mail_bytes else self._settings.cut_bytes
            with path.open("rb") as stream:
                raw = stream.read(keep)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(f"{path}: {error.strerror or error}") from error
        return RawMail(_unique(path), raw, datetime.fromtimestamp(modified, UTC), size)

    def done(self, mail: RawMail) -> None:
        """Move a mail that was recorded to the folder of handled ones."""
        self._move(mail, self._settings.done_folder)

    def set_aside(self, mail: RawMail) -> None:
        """Move a mail that could not be handled to the folder of those."""
        self._move(mail, self._settings.aside_folder)

    def _move(self, mail: RawMail, folder: str) -> None:
        path = self._find(mail.uid)
        if path is None:
            return
        target = self._settings.path / f".{folder.replace('/', '.')}"
        # Flags belong to cur/: a mail that nobody has seen yet has none.
        name = path.name if ":2," in path.name else f"{path.name}:2,"
        try:
            for part in ("tmp", "new", "cur"):
                (target / part).mkdir(mode=0o700, parents=True, exist_ok=True)
            (target / "maildirfolder").touch()
            path.rename(target / "cur" / name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise Unavailable(
                f"{target}: cannot file a mail ({error.strerror or error})"
            ) from error

    def _find(self, uid: str) -> Path | None:
        """Where the mail lies now: another program may have changed its flags."""
        known = self._known.get(uid)
        if known is not None and known.is_file():
            return known
        return next((path for _, path in self._listed() if _unique(path) == uid), None)

    def wait(self, seconds: float) -> bool:
        """Return after `seconds`, or as soon as a mail lies there that was not listed before."""
        end = time.monotonic() + seconds
        while True:
            if any(_unique(path) not in self._known for _, path in self._listed()):
                return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            self._sleep(min(left, self._settings.check_seconds))

    def check(self) -> str:
        """One line about the folder. Errors: Unavailable."""
        return f"{self._settings.path}: {len(self._listed())} mails"

    def close(self) -> None:
        """Nothing is held open."""


def _unique(path: Path) -> str:
    """The part of the name that stays the same when flags change."""
    return path.name.partition(":2,")[0]
