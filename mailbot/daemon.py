"""The beat: rounds, letters, the passing of time; growing pauses; a clean stop. It decides nothing.

All handling happens in the one thread that calls `run`. Waiting is done in short slices over all
mailboxes that listen, so that a mail, the end of a pause and a stop are each noticed within half a
second.
"""

import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING

from mailbot.beat import Beat, guarded
from mailbot.domain.mail import RawMail
from mailbot.errors import NoWayOut, Unavailable
from mailbot.outages import Way
from mailbot.ports import Hand, Mailbox
from mailbot.settings import DaemonSettings

if TYPE_CHECKING:
    from mailbot.pipeline import Desk, Outcome

log = logging.getLogger("mailbot.daemon")

# Seconds that one wait takes at most: how soon a stop is noticed.
_SLICE = 0.5

# With a mail that was in hand so many times when the process died, it is not tried again.
_DEATHS = 3

# Bytes that a store which failed must keep before it is trusted again: more than a letter's state.
_PROBE = 262_144

# Letters leave after so many mails of a long queue, not only at its end.
_MAILS_BETWEEN_LETTERS = 20


class Daemon:
    """The desk, run for ever or for one round."""

    def __init__(
        self,
        desk: "Desk",
        settings: DaemonSettings,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], object] | None = None,
        hand: Hand | None = None,
    ) -> None:
        self._desk, self._settings, self._monotonic = desk, settings, monotonic
        self._stop = threading.Event()
        self._pause, self._hand = pause or self._stop.wait, hand
        self._boxes = [(box, self._way("mailbox", box.name)) for box in desk.mailboxes]
        self._relay = self._way("relay", "smtp")
        self._store = self._way("store", "store")
        self._beat = Beat(
            (
                (settings.poll_seconds, self._rounds),
                (settings.outbox_seconds, self._letters),
                (settings.review_seconds, self._review),
            )
        )

    def _way(self, what: str, name: str) -> Way:
        return Way(what, name, self._settings.reconnect)

    def stop(self) -> None:
        """Ask for an end: the mail in hand is finished. Safe from any thread and from a signal."""
        self._stop.set()

    def run(self) -> None:
        """Serve until `stop`; then close the desk. What fails outside is waited for."""
        log.info("started mailboxes=%s", ",".join(box.name for box, _ in self._boxes))
        try:
            self._beat.run_all()
            while not self._stop.is_set():
                self._beat.run_due()
                self._retry()
                self._rest()
        finally:
            self._desk.close()
            log.info("stopped")

    def once(self) -> None:
        """One round: what waits is handled, what is due is sent; then close the desk.

        Errors: Unavailable, after everything else was done, with what could not be reached.
        """
        try:
            for job in (self._rounds, self._review, self._letters):
                job()
        finally:
            self._desk.close()
        ways = [*(way for _, way in self._boxes), self._relay, self._store]
        if reasons := [way.reason for way in ways if way.down]:
            raise Unavailable("; ".join(reasons))

    def _rounds(self) -> None:
        for box, way in self._boxes:
            self._round(box, way)

    def _round(self, box: Mailbox, way: Way) -> None:
        """Handle what waits in one mailbox, if it and the store may be asked now."""
        if self._stop.is_set() or not self._may_try(way) or not self._store_answers():
            return
        with self._watching(way):
            complete = self._handle_waiting(box)
            if complete:
                self._works(way)
        self._letters()

    def _handle_waiting(self, box: Mailbox) -> bool:
        """True if the mailbox was read to its end. Errors: Unavailable, of the mailbox alone."""
        for count, raw in enumerate(box.waiting(), 1):
            try:
                outcome = self._handle(raw)
            except Unavailable as error:
                self._fails(self._store, str(error))
                return False
            if outcome.aside:
                box.set_aside(raw)
            elif not outcome.later:
                box.done(raw)
            if count % _MAILS_BETWEEN_LETTERS == 0:
                self._letters()
            if self._stop.is_set():
                return False
        return True

    def _handle(self, raw: RawMail) -> "Outcome":
        """What became of a mail; one that ends the process each time is set aside."""
        if self._hand is None:
            return self._desk.handle(raw)
        died = self._hand.take(raw.raw)
        try:
            if died >= _DEATHS:
                reason = f"the process ended {died} times with this mail in hand"
                return self._desk.set_aside(raw, reason)
            return self._desk.handle(raw)
        finally:
            self._hand.drop()

    def _letters(self) -> None:
        """Send what is due, if the relay and the store may be asked now.

        The store is asked for a small write first: with a full disk a letter would leave and
        nothing would remember it, and it would leave again at every try.
        """
        if not self._may_try(self._relay) or not self._store_answers():
            return
        try:
            self._desk.send_due(self._stop.is_set)
        except NoWayOut as error:
            self._fails(self._relay, str(error))
        except Unavailable as error:
            self._fails(self._store, str(error))
        else:
            self._works(self._relay)

    def _review(self) -> None:
        """Let time pass, and tell staff of ways that are closed for too long."""
        self._alarms()
        if not self._store_answers():
            return
        try:
            # An answer that came in time may lie in a mailbox that cannot be read now.
            self._desk.review(hears=not any(way.down for _, way in self._boxes))
        except Unavailable as error:
            self._fails(self._store, str(error))
        self._letters()

    def _store_answers(self) -> bool:
        """True if the store keeps what it is given; after a failure a larger piece, to be sure."""
        if not self._may_try(self._store):
            return False
        try:
            if self._store.down:
                self._desk.store.set_mark("beat", "." * _PROBE)
            self._desk.store.set_mark("beat", self._desk.clock.now().isoformat())
        except Unavailable as error:
            self._fails(self._store, str(error))
            return False
        self._works(self._store)
        return True

    def _alarms(self) -> None:
        """One letter to staff for an outage of many minutes (mail-layer 8)."""
        limit = timedelta(minutes=self._settings.alarm_minutes)
        now = self._desk.clock.now()
        for way in (*(way for _, way in self._boxes), self._relay):
            if way.since is not None and not way.alarmed and now - way.since >= limit:
                with contextlib.suppress(Unavailable):
                    self._desk.alarm(way.what, f"{way.name}: {way.reason}", way.since, False)
                    way.alarmed = True

    def _works(self, way: Way) -> None:
        now = self._desk.clock.now()
        if way.alarmed:
            with contextlib.suppress(Unavailable):
                since = way.since or now
                self._desk.alarm(way.what, f"{way.name}: {way.reason}", since, True)
                way.alarmed = False
        way.worked(now)

    def _fails(self, way: Way, reason: str) -> None:
        way.failed(reason, self._desk.clock.now(), self._monotonic())

    @contextlib.contextmanager
    def _watching(self, way: Way) -> Iterator[None]:
        """What fails in it closes the way for a while; a bug, too, but with its traceback."""
        try:
            yield
        except Unavailable as error:
            self._fails(way, str(error))
        except Exception as error:
            log.exception("%s=%s: this is a bug", way.what, way.name)
            self._fails(way, f"unexpected: {error!r:.200}")

    def _may_try(self, way: Way) -> bool:
        return not way.down or self._monotonic() >= way.next_try

    def _retry(self) -> None:
        """Try the ways whose pause is over. After the store, everything was waiting."""
        if self._store.down and self._may_try(self._store):
            guarded(self._rounds)
        for box, way in self._boxes:
            if way.down and self._may_try(way):
                guarded(lambda box=box, way=way: self._round(box, way))  # type: ignore[misc]
        if self._relay.down and self._may_try(self._relay):
            guarded(self._letters)

    def _rest(self) -> None:
        """Wait for a mail, a little while; a mailbox that has one is read at once."""
        listening = [(box, way) for box, way in self._boxes if not way.down]
        if not listening or self._store.down:
            self._pause(_SLICE)
            return
        for box, way in listening:
            if self._stop.is_set():
                return
            arrived = False
            with self._watching(way):
                arrived = box.wait(_SLICE / len(listening))
            if arrived:
                guarded(lambda box=box, way=way: self._round(box, way))  # type: ignore[misc]


def run(desk: "Desk", settings: DaemonSettings, hand: Hand | None = None) -> None:
    """Serve until SIGTERM or SIGINT: the mail in hand is finished, then all is closed.

    A second signal ends the process at once, as if nobody caught it.
    """
    daemon = Daemon(desk, settings, hand=hand)
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = {kind: signal.getsignal(kind) for kind in kinds}

    def stop(_kind: int, _frame: FrameType | None) -> None:
        for kind, handler in before.items():
            signal.signal(kind, handler)
        daemon.stop()

    for kind in kinds:
        signal.signal(kind, stop)
    try:
        daemon.run()
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def once(desk: "Desk", settings: DaemonSettings, hand: Hand | None = None) -> None:
    """One round. Errors: Unavailable, with what could not be reached."""
    Daemon(desk, settings, hand=hand).once()
