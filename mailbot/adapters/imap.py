"""A mailbox on an IMAP server.

The read flag is never looked at nor changed: people and other programs change it. What was handled
shows by where a mail lies (or by a keyword, or by our own records), and the desk's store knows the
bytes of every mail it has recorded: a mail that comes twice, after a crash or because the server
gave new UIDs, is recognised there.
"""

import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol

from mailbot.adapters.imap_batches import Batch, Handled, plan_batches, read_uid, spell_uid
from mailbot.adapters.imap_login import where
from mailbot.adapters.imap_session import Denied, Fetched, ImapSession
from mailbot.domain.mail import RawMail
from mailbot.errors import Unavailable
from mailbot.ports import Clock
from mailbot.settings import ImapSettings

log = logging.getLogger("mailbot.imap")

# So often the server may refuse to hand over one mail before it is filed for a person unread.
_REFUSALS = 3

# An IDLE that ends within so many seconds, so many times, is none to build on.
_SHORT_IDLE = 30.0
_SHORT_IDLES = 3


class Marks(Protocol):
    """Small remembered texts; the store has them."""

    def mark(self, name: str) -> str:
        """The text, or empty."""
        ...

    def set_mark(self, name: str, value: str) -> None:
        """Remember it."""
        ...


class ImapMailbox:
    """The port `Mailbox` over IMAP. Errors of every method but `close`: Unavailable.

    Filing is gathered and told to the server in one command per batch, at the latest by `wait`
    and `close`: a crash before it leaves the mails waiting, and they come again as duplicates.
    """

    def __init__(
        self,
        settings: ImapSettings,
        clock: Clock,
        marks: Marks | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = settings.label
        self._settings, self._clock, self._marks, self._sleep = settings, clock, marks, sleep
        self._session: ImapSession | None = None
        self._known: frozenset[int] = frozenset()
        self._handled = Handled()
        self._done: list[tuple[int, int]] = []
        self._aside: list[tuple[int, int]] = []
        self._trouble: Counter[tuple[int, int]] = Counter()
        self._refusal = ""
        self._short_idles = 0

    def waiting(self) -> Iterator[RawMail]:
        """The mails that wait, oldest first; one that made trouble before comes last."""
        self._test_kept_connection()
        with self._connected() as session:
            self._file(session)
            present = self._present(session)
            todo = sorted(
                (uid for uid in present if uid not in self._handled),
                key=lambda uid: (self._trouble[session.validity, uid], uid),
            )
            for batch in self._batches(session, todo):
                for mail in self._fetched(session, batch):
                    yield self._raw(session, mail)
                self._file(session)

    def _present(self, session: ImapSession) -> list[int]:
        if self._handled.validity != session.validity:
            if self._handled.validity:
                log.warning("mailbox=%s: the server numbers its mails anew", self.name)
            self._handled = self._remembered(session).under(session.validity)
            self._trouble.clear()
        present = session.uids()
        self._known = frozenset(present)
        self._handled = self._handled.settled(present)
        return present

    def _remembered(self, session: ImapSession) -> Handled:
        if self._marks is None or not self._by_records(session):
            return Handled()
        return Handled.parse(self._marks.mark(self._mark_name))

    def _by_records(self, session: ImapSession) -> bool:
        """True where nothing on the server tells what was handled."""
        done = self._settings.done
        return done == "leave" or (done == "keyword" and not session.keeps_keywords)

    def _batches(self, session: ImapSession, todo: list[int]) -> Iterator[Batch]:
        """Batches by bytes; each mail that made trouble alone, so it holds up no other."""
        given = self._settings
        calm = [u for u in todo if not self._trouble[session.validity, u]]
        for uids, mails in ((calm, given.batch_mails), (todo[len(calm) :], 1)):
            sizes = session.sizes(uids)
            yield from plan_batches(sizes, mails, given.batch_bytes, given.mail_bytes)

    def _fetched(self, session: ImapSession, batch: Batch) -> list[Fetched]:
        try:
            return session.fetch(batch)
        except Unavailable:
            self._trouble.update((session.validity, uid) for uid in batch.uids)
            raise
        except Denied as error:
            if len(batch.uids) > 1:
                alone = [Batch((uid,), batch.cut) for uid in batch.uids]
                return [mail for one in alone for mail in self._fetched(session, one)]
            self._refused(session, batch.uids[0], error)
            return []

    def _refused(self, session: ImapSession, uid: int, error: Denied) -> None:
        """Count that the server does not hand a mail over; in the end file it for a person."""
        key = (session.validity, uid)
        self._trouble[key] += 1
        log.warning(
            "mailbox=%s uid=%s: the server does not hand it over (%s)", self.name, uid, error
        )
        if self._trouble[key] >= _REFUSALS:
            self._gather(self._aside, key)

    def _raw(self, session: ImapSession, mail: Fetched) -> RawMail:
        received = mail.received or self._clock.now()
        return RawMail(spell_uid(session.validity, mail.uid), mail.raw, received, mail.size)

    def done(self, mail: RawMail) -> None:
        """File a mail that was recorded, with its batch."""
        self._gather(self._done, read_uid(mail.uid))

    def set_aside(self, mail: RawMail) -> None:
        """File a mail that could not be handled in the folder of those, with its batch."""
        self._gather(self._aside, read_uid(mail.uid))

    def _gather(self, pile: list[tuple[int, int]], key: tuple[int, int]) -> None:
        validity, uid = key
        # Of another numbering than today's: the mail comes again under its new number.
        if validity == self._handled.validity and uid not in self._handled:
            pile.append(key)
            self._handled = self._handled.plus((uid,))

    def _file(self, session: ImapSession) -> None:
        """Tell the server what was handled. A clean no is logged once and tried again later."""
        by_records = self._by_records(session)
        for pile, folder in (
            (self._done, self._settings.done_folder if self._settings.done == "move" else ""),
            (self._aside, "" if self._settings.done == "leave" else self._settings.aside_folder),
        ):
            uids = [uid for validity, uid in pile if validity == session.validity]
            try:
                if uids and folder:
                    session.file_away(uids, folder)
                elif uids and not by_records:
                    session.mark(uids)
            except Denied as error:
                self._log_refusal(folder, str(error))
                continue
            if uids and by_records and self._marks is not None:
                self._marks.set_mark(self._mark_name, self._handled.text())
            if uids:
                self._refusal = ""
            pile.clear()

    def _log_refusal(self, folder: str, reason: str) -> None:
        if reason != self._refusal:
            line = "mailbox=%s: handled mails stay where they are, %s refuses to file them%s (%s)"
            into = f" into {folder}" if folder else ""
            log.warning(line, self.name, where(self._settings), into, reason)
        self._refusal = reason

    @property
    def _mark_name(self) -> str:
        return f"imap:{self.name}:{self._settings.folder}"

    def wait(self, seconds: float) -> bool:
        """Return after `seconds`, or at once when something arrived (then True).

        IDLE goes on between two waits, so short ones cost the server nothing.
        """
        with self._connected() as session:
            if not session.idling:
                self._file(session)
            if not (self._settings.idle and session.can_idle and self._short_idles < _SHORT_IDLES):
                self._sleep(seconds)
                return False
            if not session.idling and set(session.uids()) - self._known:
                return True
            return self._idle(session, seconds)

    def _idle(self, session: ImapSession, seconds: float) -> bool:
        try:
            if not session.idling:
                session.start_idle()
            return session.arrived(seconds)
        except Denied as error:
            log.info("mailbox=%s: the server refuses IDLE (%s)", self.name, error)
            self._short_idles += 1
            self._drop()
            return True
        except Unavailable:
            # Servers end IDLE after a while: no news. One that ends it at once is polled.
            if session.idle_seconds() < _SHORT_IDLE:
                self._short_idles += 1
                raise
            self._drop()
            return True

    def check(self) -> str:
        """One line about the server, after a real login. Errors: Unavailable."""
        with self._connected() as session:
            mails = len(session.uids())
            idle = "IDLE" if session.can_idle and self._settings.idle else "polling"
            return f"{where(self._settings)}: {self._settings.folder} has {mails} mails, {idle}"

    def close(self) -> None:
        """File what is gathered, say goodbye. Never raises."""
        session, self._session = self._session, None
        if session is None:
            return
        with contextlib.suppress(Unavailable, Denied):
            session.leave_idle()
            self._file(session)
        session.close()

    def _test_kept_connection(self) -> None:
        """Let go of a connection that the server has ended meanwhile: no news either."""
        if self._session is not None:
            try:
                self._session.leave_idle()
                self._session.noop()
            except (Unavailable, Denied):
                self._drop()

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.drop()

    @contextlib.contextmanager
    def _connected(self) -> Iterator[ImapSession]:
        """The session, made where there is none; dropped when it fails."""
        if self._session is None:
            self._session = ImapSession(self._settings)
        try:
            yield self._session
        except Unavailable:
            self._drop()
            raise
        except Denied as error:
            self._drop()
            raise Unavailable(f"{where(self._settings)} refuses to go on ({error})") from error
