"""One IMAP connection with its folder open: what can be asked of it."""

import contextlib
import selectors
import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from imapclient.exceptions import IMAPClientError, IMAPClientReadOnlyError

from mailbot.adapters.imap_batches import Batch
from mailbot.adapters.imap_login import hang_up, log_in, network_errors, where
from mailbot.adapters.tls import one_line
from mailbot.errors import MailbotError, Unavailable
from mailbot.settings import ImapSettings

# One command names at most so many mails: servers cut command lines at 8 KB or more.
_UIDS_PER_COMMAND = 500


class Denied(MailbotError):
    """The server said a clean no to one command; the connection is good."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as the server handed it over. `received` is None where the server gave no date."""

    uid: int
    raw: bytes
    received: datetime | None
    size: int


class ImapSession:
    """A logged-in connection with the folder selected.

    Errors of every method: Unavailable when the connection is of no more use, Denied when the
    server refused that one command.
    """

    def __init__(self, settings: ImapSettings) -> None:
        self._settings = settings
        self._client = log_in(settings)
        self._idle_until = self._idle_since = 0.0
        self.idling = self._settled = False
        try:
            answer = self._select()
            self._prefix, self._separator = self._naming()
        except BaseException:
            hang_up(self._client)
            raise
        self.validity = int(answer.get(b"UIDVALIDITY", 1))
        self.keeps_keywords = b"\\*" in answer.get(b"PERMANENTFLAGS", ())
        self.can_idle = self._client.has_capability("IDLE")
        self.can_move = self._client.has_capability("MOVE")
        self.can_expunge = self._client.has_capability("UIDPLUS")

    def _select(self) -> dict[bytes, Any]:
        folder, leave = self._settings.folder, self._settings.done == "leave"
        place = f"{where(self._settings)}: folder {folder}"
        try:
            with network_errors(self._settings):
                # Opened for reading alone where nothing is to change: not even \Recent does then.
                return dict(self._client.select_folder(folder, readonly=leave))
        except IMAPClientReadOnlyError as error:
            raise Unavailable(f'{place} may only be read; set done = "leave"') from error
        except IMAPClientError as error:
            raise Unavailable(f"{place} cannot be opened ({one_line(error)})") from error

    def _naming(self) -> tuple[str, str]:
        """Prefix and separator of the user's own folders."""
        with self._asking():
            if self._client.has_capability("NAMESPACE"):
                personal = self._client.namespace().personal
                if personal:
                    return str(personal[0][0]), str(personal[0][1] or "/")
            listed = self._client.list_folders("", "")
        separator = listed[0][1] if listed else None
        return "", separator.decode("ascii", "replace") if separator else "/"

    def uids(self) -> list[int]:
        """The mails in the folder that are not yet filed, oldest first."""
        criteria = ["UNDELETED"]
        if self._settings.done == "keyword" and self.keeps_keywords:
            criteria += ["UNKEYWORD", self._settings.keyword]
        with self._asking():
            return sorted(self._client.search(criteria))

    def sizes(self, uids: Sequence[int]) -> list[tuple[int, int]]:
        """UID and bytes of those that are still there, in the order given."""
        found: list[tuple[int, int]] = []
        for some in _portions(uids):
            with self._asking():
                answer = self._client.fetch(some, ["RFC822.SIZE"])
            found += [(u, int(answer[u].get(b"RFC822.SIZE", 0))) for u in some if u in answer]
        return found

    def fetch(self, batch: Batch) -> list[Fetched]:
        """The mails of the batch without marking them as read; one that is gone is left out."""
        part = f"BODY.PEEK[]<0.{self._settings.cut_bytes}>" if batch.cut else "BODY.PEEK[]"
        key = b"BODY[]<0>" if batch.cut else b"BODY[]"
        with self._asking():
            answer = self._client.fetch(batch.uids, [part, "INTERNALDATE", "RFC822.SIZE"])
        mails = []
        for uid in batch.uids:
            if uid not in answer:
                continue
            raw = answer[uid].get(key)
            if raw is None:
                raise Denied(f"no text for mail {uid}")
            size = int(answer[uid].get(b"RFC822.SIZE", len(raw)))
            mails.append(self._bounded(uid, raw, answer[uid].get(b"INTERNALDATE"), size))
        return mails

    def _bounded(self, uid: int, raw: bytes, date: datetime | None, size: int) -> Fetched:
        # The size that a server names is a claim, too.
        if len(raw) > self._settings.mail_bytes:
            size = max(size, len(raw))
            raw = raw[: self._settings.cut_bytes]
        elif size <= self._settings.mail_bytes:
            size = len(raw)
        received = date.astimezone(UTC) if date is not None and date.tzinfo else None
        return Fetched(uid, raw, received, size)

    def file_away(self, uids: Sequence[int], folder: str) -> None:
        """Move the mails to a folder, made where it is missing. Gone ones are no mistake."""
        name = self._folder(folder)
        for some in _portions(uids):
            try:
                self._move(some, name)
            except Denied:
                if self._exists(name):
                    raise
                self._create(name)
                self._move(some, name)

    def _move(self, uids: list[int], name: str) -> None:
        with self._asking():
            if self.can_move:
                self._client.move(uids, name)
                return
            self._client.copy(uids, name)
            self._client.delete_messages(uids, silent=True)
            if self.can_expunge:
                # Never plain EXPUNGE: it would remove what other people have marked.
                self._client.uid_expunge(uids)

    def _folder(self, name: str) -> str:
        local = name.replace("/", self._separator)
        return local if local.startswith(self._prefix) else self._prefix + local

    def _exists(self, name: str) -> bool:
        with self._asking():
            return bool(self._client.folder_exists(name))

    def _create(self, name: str) -> None:
        with self._asking():
            self._client.create_folder(name)
        with contextlib.suppress(Denied), self._asking():
            self._client.subscribe_folder(name)

    def mark(self, uids: Sequence[int]) -> None:
        """Give the mails the keyword of handled ones."""
        for some in _portions(uids):
            with self._asking():
                self._client.add_flags(some, [self._settings.keyword], silent=True)

    def start_idle(self) -> None:
        """Ask the server to speak up when something arrives."""
        self._idle_since = time.monotonic()
        self._idle_until = self._idle_since + self._settings.idle_renew_seconds
        self._settled = False
        with self._asking():
            self._client.idle()
        self.idling = True

    def idle_seconds(self) -> float:
        """How long ago IDLE was begun or last renewed."""
        return time.monotonic() - self._idle_since

    def noop(self) -> list[tuple[object, ...]]:
        """Show the connection to be alive; what the server has to tell."""
        with self._asking():
            return list(self._client.noop()[1])

    def arrived(self, seconds: float) -> bool:
        """True as soon as the server speaks of a new mail, False after `seconds` of silence.

        What the server says is read by ending IDLE, whole lines at a time: a line may come in two
        pieces. What it says together with its consent to IDLE lies unseen in the library's buffer,
        so the first silence ends IDLE once, too; with a NOOP, for servers gather what is new for a
        moment (Dovecot: half a second), and a DONE within it looks nowhere.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._speaks(min(left, max(0.0, self._idle_until - time.monotonic()))):
                said = self.leave_idle() + self.noop()
            elif time.monotonic() >= self._idle_until:
                # A dead connection is silent, too: NOOP tells.
                said = self.leave_idle() + self.noop()
            else:
                continue
            if _is_news(said):
                return True
            self.start_idle()
        if self._settled:
            return False
        said = self.leave_idle() + self.noop()
        if _is_news(said):
            return True
        self.start_idle()
        self._settled = True
        return False

    def _speaks(self, seconds: float) -> bool:
        """True as soon as there is something to read, the end of the connection included."""
        connection = self._client.socket()
        if isinstance(connection, ssl.SSLSocket) and connection.pending():
            return True
        with network_errors(self._settings), selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            return bool(selector.select(seconds))

    def leave_idle(self) -> list[tuple[object, ...]]:
        """End IDLE so that other commands may be given; what the server said last."""
        if not self.idling:
            return []
        self.idling = False
        with self._asking():
            return list(self._client.idle_done()[1])

    def close(self) -> None:
        """Say goodbye where that is still possible. Never raises."""
        with contextlib.suppress(Unavailable, Denied):
            self.leave_idle()
            with self._asking():
                self._client.logout()
                return
        self.drop()

    def drop(self) -> None:
        """Let go of the connection without a word. Never raises."""
        hang_up(self._client)

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            with network_errors(self._settings):
                yield
        except IMAPClientError as error:
            raise Denied(one_line(error)) from error
        except ValueError as error:
            # An answer that the library cannot read, a date from nowhere for one.
            raise Denied(f"an answer that makes no sense: {one_line(error)}") from error


def _portions(uids: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(uids)
    for start in range(0, len(ordered), _UIDS_PER_COMMAND):
        yield ordered[start : start + _UIDS_PER_COMMAND]


def _is_news(said: Sequence[Sequence[object]]) -> bool:
    return any(len(words) > 1 and words[1] in (b"EXISTS", b"RECENT") for words in said)
