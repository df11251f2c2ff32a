"""The straight line: receive, read, understand, decide, record, answer. One mail, six steps.

The other thing that can happen is that time passes: `review` takes the same road.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailbot.domain.decide import decide
from mailbot.domain.decision import Decision
from mailbot.domain.intent import Intent, Kind
from mailbot.domain.keys import named_keys
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.understand import understand
from mailbot.errors import Unavailable, Unreadable
from mailbot.office import Office, Written
from mailbot.ports import Clock, Letter, Mailbox, Reader, Relay, Store
from mailbot.postroom import Postroom
from mailbot.timekeeper import Timekeeper

log = logging.getLogger("mailbot")

# The same request again under another id so soon is a second press of a button (mail-layer 3).
_TWIN_WINDOW = timedelta(minutes=10)
TRIES = 3  # a mail whose handling is a bug of ours is set aside after so many tries


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail. `aside`: file it for a person; `later`: leave it and try again."""

    word: str
    aside: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A mail with all that would come of it; nothing is recorded yet."""

    mail: Mail
    intent: Intent
    written: Written

    @property
    def decision(self) -> Decision:
        """What is to be changed."""
        return self.written.decision

    @property
    def letters(self) -> tuple[Letter, ...]:
        """What is to be sent."""
        return self.written.letters


@dataclass(frozen=True, slots=True)
class World:
    """What a desk stands in. A rehearsal has no mailboxes and no relay."""

    store: Store
    reader: Reader
    clock: Clock
    mailboxes: tuple[Mailbox, ...] = ()
    relay: Relay | None = None
    # Raises Unreadable in what takes longer than so many seconds (mail-layer 6).
    limit: Callable[[float], AbstractContextManager[object]] = nullcontext


class Desk:
    """The running whole."""

    def __init__(self, world: World, office: Office) -> None:
        self.site, self.store, self.clock = office.site, world.store, world.clock
        self.mailboxes = world.mailboxes
        self._reader, self._relay, self._office = world.reader, world.relay, office
        self._postroom = Postroom(world.store, world.relay, office, world.clock)
        self._limit = world.limit
        self._timekeeper = Timekeeper(office.site, world.store, office)

    def handle(self, raw: RawMail) -> Outcome:
        """Take one mail through the line and record what comes of it in one commit.

        Errors: Unavailable, and then nothing was changed. No other: an unreadable mail is set
        aside, a bug of ours is counted and the mail set aside at the third try.
        """
        return self._guarded(raw, again=False)

    def release(self, digest: str) -> Outcome | None:
        """Handle a mail that was set aside as if it came now; None if none of this digest is held.

        Errors: Unavailable.
        """
        kept = self.store.raw(digest)
        if kept is None or not self.store.settle(digest, "release"):
            return None
        return self._release(digest)

    def _release(self, digest: str) -> Outcome:
        kept = self.store.raw(digest) or b""
        return self._guarded(RawMail(digest, kept, self.clock.now(), len(kept)), again=True)

    def _guarded(self, raw: RawMail, again: bool) -> Outcome:
        now = self.clock.now()
        self._timekeeper.begin(now)
        try:
            return self._handle(raw, now, again)
        except Unavailable:
            raise
        except Unreadable as error:
            return self._set_aside(raw, error.reason, now)
        except Exception as error:
            log.exception("mail=%s outcome=failed", raw.uid)
            if self.store.failed(raw, repr(error)[:300], now) >= TRIES:
                return self._set_aside(raw, f"handling failed {TRIES} times: {error!r}", now)
            return Outcome("failed", later=True)

    def _handle(self, raw: RawMail, now: datetime, again: bool) -> Outcome:
        with self._limit(self.site.limits.seconds):
            mail = self._reader.read(raw)
        seen = "" if again else self.store.seen(mail.message_id, mail.digest)
        if seen in {"duplicate", "folded"}:
            if seen == "folded":
                self.store.record(raw, mail, Decision(seen), (), now)
            log.info("mail=%s outcome=%s", mail.message_id[:200], seen)
            return Outcome(seen)
        if seen == "reused":
            log.warning("mail=%s: this id came before with other bytes", mail.message_id[:200])
        with self._limit(self.site.limits.seconds):
            judged = self._judge(mail, now)
        if judged.intent.kind is Kind.NEW_REQUEST and self.store.twin(mail, now - _TWIN_WINDOW):
            self.store.record(raw, mail, Decision("folded"), (), now)
            log.info("mail=%s outcome=folded", mail.message_id[:200])
            return Outcome("folded")
        self._office.record(raw, mail, judged.written, now)
        _report(judged)
        self._afterwards(judged.decision, now)
        return Outcome(judged.decision.outcome, aside=bool(judged.decision.quarantine))

    def _afterwards(self, decision: Decision, now: datetime) -> None:
        """What a command asked for beyond its own ticket: a digest now, a held mail again."""
        if address := decision.facts.get("digest_for"):
            self._timekeeper.send_worklist(str(address), now)
        for digest, what in decision.release:
            if what == "release":
                self._release(digest)

    def rehearse(self, raw: RawMail) -> Judged:
        """What would come of a mail. Writes nothing, sends nothing. Errors: Unreadable.

        Bounded as a mail that comes: whatever the daemon would set aside is set aside here too.
        """
        with self._limit(self.site.limits.seconds):
            mail = self._reader.read(raw)
        with self._limit(self.site.limits.seconds):
            return self._judge(mail, self.clock.now())

    def _judge(self, mail: Mail, now: datetime) -> Judged:
        found = self.store.look_up(named_keys(mail, self.site))
        intent = understand(mail, found, self.site)
        numbers = self._office.numbers(now)
        decision = decide(intent, mail, found, self.site, numbers, now)
        return Judged(mail, intent, self._office.write(decision, numbers, now))

    def review(self, *, hears: bool = True) -> None:
        """Let time pass: clocks and digests that are due. Errors: Unavailable.

        `hears` is False while a mailbox cannot be read: an answer that came in time may lie there,
        so no deadline against a partner ends.
        """
        self._timekeeper.pass_time(self.clock.now(), hears=hears)

    def digest(self, kind: str, partner: str = "") -> tuple[Written, ...]:
        """The digests of a kind as they would go out now; nothing is kept or sent."""
        now = self.clock.now()
        return tuple(
            self._office.write(decision, self._office.numbers(now), now, answer=False)
            for decision in self._timekeeper.compose(kind, now, partner)
        )

    def send_digest(self, kind: str, partner: str = "") -> int:
        """Put the digests of a kind into the outbox now; how many. Errors: Unavailable."""
        now, count = self.clock.now(), 0
        for decision in self._timekeeper.compose(kind, now, partner):
            # Each is kept before the next is made: it takes its number with it.
            self._office.commit(decision, now)
            count += 1
        return count

    def send_due(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Try every letter whose time has come; how many. Errors: Unavailable."""
        return self._postroom.send_due(stop)

    def alarm(self, what: str, reason: str, since: datetime, over: bool) -> None:
        """Tell one person that mail does not come in or go out, or that it is over (mail-layer 8).

        `what` is `mailbox` or `relay`. Errors: Unavailable.
        """
        facts: dict[str, object] = {"what": f"{what}: {reason}"[:300], "since": since, "over": over}
        notice = self._office.staff_letter("silence", facts)
        self._office.commit(Decision("silence", notifications=(notice,)), self.clock.now())

    def set_aside(self, raw: RawMail, reason: str) -> Outcome:
        """Keep a mail for a person without looking into it. Errors: Unavailable."""
        return self._set_aside(raw, reason, self.clock.now())

    def _set_aside(self, raw: RawMail, reason: str, now: datetime) -> Outcome:
        """Keep the bytes for a person, who hears of it once, in one commit."""
        decision = Decision("set_aside", quarantine=reason[:300])
        if not self.store.is_set_aside(raw):
            facts: dict[str, object] = {
                "reason": reason[:300],
                "who": "",
                "mail_subject": "",
                "digest": "",
            }
            notice = self._office.staff_letter("quarantined", facts)
            decision = replace(decision, notifications=(notice,))
        written = self._office.write(decision, self._office.numbers(now), now)
        self._office.record(raw, None, written, now)
        log.warning("mail=%s outcome=set_aside reason=%s", raw.uid, reason[:200])
        return Outcome("set_aside", aside=True)

    def close(self) -> None:
        """Let go of everything."""
        for mailbox in self.mailboxes:
            mailbox.close()
        if self._relay is not None:
            self._relay.close()
        self.store.close()


def _report(judged: Judged) -> None:
    """The one line per mail: never its text."""
    sender = judged.mail.senders[0].email if judged.mail.senders else "-"
    tickets = ",".join(t.number for t in judged.decision.tickets) or "-"
    log.info(
        "mail=%s from=%s ticket=%s outcome=%s letters=%d",
        judged.mail.message_id[:200],
        sender[:200],
        tickets,
        judged.decision.outcome,
        len(judged.letters),
    )
