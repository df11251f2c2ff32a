"""Decisions to letters: the loop breaker, the numbers, the writing, the one commit."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.domain.brakes import Counts, Sent, brake, is_inside, keys_of, one_person
from mailbot.domain.decision import Audience, Decision, Notification, Numbers, Part
from mailbot.domain.letters import number_letters
from mailbot.domain.mail import Address, Mail, RawMail
from mailbot.domain.site import Site
from mailbot.domain.threads import spell_reference
from mailbot.ports import Letter, Store, Writer

log = logging.getLogger("mailbot")


@dataclass(frozen=True, slots=True)
class Written:
    """A decision whose letters are finished."""

    decision: Decision
    letters: tuple[Letter, ...]


class Office:
    """Writes what was decided and records it."""

    def __init__(self, site: Site, store: Store, writer: Writer) -> None:
        self.site = site
        self._store = store
        self._writer = writer

    def numbers(self, now: datetime) -> Numbers:
        """The next free numbers of the desk's own year."""
        year = now.astimezone(self.site.zone).year

        def spell(kind: str, prefix: str) -> str:
            number = self._store.next_number(kind, year)
            return spell_reference(prefix, year, number, self.site.number_digits)

        return Numbers(
            ticket=spell("ticket", self.site.number_prefix),
            referral=spell("referral", "REF"),
            digest=spell("digest", "DIG"),
            letter=spell("letter", "DESK"),
        )

    def write(
        self, decision: Decision, numbers: Numbers, now: datetime, *, answer: bool = True
    ) -> Written:
        """The finished letters. One that cannot be written stops all, before anything is kept.

        Letters that answer a mail pass the loop breaker; those that time brings cannot loop.
        """
        if answer:
            decision = brake(decision, self._sent_lately(decision, now), self.site)
        decision = number_letters(decision, self.site, numbers, now)
        letters = tuple(self._writer.write(n, now) for n in decision.notifications)
        return Written(decision, letters)

    def record(
        self, raw: RawMail | None, mail: Mail | None, written: Written, now: datetime
    ) -> None:
        """Keep all of it in one commit. Errors: Unavailable, and then nothing is kept."""
        self._store.record(raw, mail, written.decision, written.letters, now)
        for notification in written.decision.notifications:
            if notification.name == "loop_tripped":
                recipient = notification.parts[0].facts["recipient"]
                self._store.set_mark(f"loop:{recipient}", now.isoformat())

    def commit(self, decision: Decision, now: datetime) -> None:
        """Write and record what no mail caused. Errors: Unavailable."""
        written = self.write(decision, self.numbers(now), now, answer=False)
        self.record(None, None, written, now)
        log.info("time outcome=%s letters=%d", decision.outcome, len(written.letters))

    def staff_letter(self, name: str, facts: dict[str, object]) -> Notification:
        """A letter to the one person who hears of the desk's own troubles."""
        person = Address(one_person(self.site))
        return Notification((Part(name, facts),), (person,), self.site.language, Audience.STAFF)

    def _sent_lately(self, decision: Decision, now: datetime) -> Counts:
        return {
            key: self._sent(*key, now)
            for notification in decision.notifications
            for key in keys_of(notification)
            if not is_inside(self.site, key[0])
        }

    def _sent(self, address: str, reference: str, now: datetime) -> Sent:
        limits = self.site.limits

        def count(window: timedelta, about: str = "") -> int:
            return self._store.letters_since(address, now - window, about)

        return Sent(
            burst=count(limits.letters_burst[1], reference),
            long=count(limits.letters_long[1], reference),
            total=count(limits.letters_total[1]),
            told=self._told(address, now),
        )

    def _told(self, address: str, now: datetime) -> bool:
        mark = self._store.mark(f"loop:{address}")
        return bool(mark) and datetime.fromisoformat(mark) > now - self.site.limits.letters_long[1]
