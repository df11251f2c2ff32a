"""What the desk does by itself as time passes: due clocks, then due digests, each in one commit."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from mailbot.domain.decision import Decision
from mailbot.domain.digest import HeldMail
from mailbot.domain.digesting import (
    Edition,
    manager_digest,
    mark_of,
    partner_digest,
    staff_digest,
)
from mailbot.domain.kpis import measure
from mailbot.domain.periods import DIGESTS, Period, day_period, due_period, last_period
from mailbot.domain.registry import Partner
from mailbot.domain.review import review
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.errors import Unavailable
from mailbot.office import Office
from mailbot.ports import Store

log = logging.getLogger("mailbot")

Maker = Callable[[], Decision | None]

_BEGAN = "began"
_BATCH = 200  # tickets of one look at the store
_BATCHES = 50  # of one beat: after a long downtime mail is answered in between, too


class Timekeeper:
    """Lets time pass. Nothing in it waits: the daemon calls it at each beat."""

    def __init__(self, site: Site, store: Store, office: Office) -> None:
        self._site, self._store, self._office = site, store, office

    def begin(self, now: datetime) -> None:
        """Remember when the desk first ran; no digest of before is ever made up for."""
        if not self._store.mark(_BEGAN):
            self._store.set_mark(_BEGAN, now.isoformat())

    def pass_time(self, now: datetime, *, hears: bool = True) -> None:
        """Do what is due. A ticket or a digest that fails is logged, tried again at the next beat
        and stops no other. `hears` is False while a mailbox cannot be read: then no deadline of a
        partner ends. Errors: Unavailable, and then what was done before is kept."""
        self.begin(now)
        # What is held back stays due, and must not hide what is not.
        batch = _BATCH if hears else _BATCH * _BATCHES
        for _ in range(_BATCHES):
            tickets = self._store.tickets_due(now, batch)
            done = sum(self._review(ticket, now, hears) for ticket in tickets)
            if len(tickets) < batch or not done:
                break
        for kind in DIGESTS:
            self._send_due(kind, now)

    def compose(self, kind: str, now: datetime, partner: str = "") -> Iterator[Decision]:
        """The digests of this kind as they would go out now, recorded nowhere.

        Sent, they are extra: those of the period still go out at their hour. One at a time: each
        takes its number when it is recorded. `partner`: only this one's, by its id.
        Errors: Unavailable.
        """
        period = last_period(kind, self._site, now)
        for make in self._makers(kind, period, now, partner):
            decision = make()
            if decision is not None:
                yield replace(decision, marks={})

    def send_worklist(self, reader: str, now: datetime) -> None:
        """Send the worklist to one of staff who asked for it (DIGEST). Errors: Unavailable."""
        period = day_period(self._site.calendar.local_day(now))
        tickets = self._store.tickets(open_only=True)
        edition = self._edition(period, now)
        self._office.commit(staff_digest(tickets, self._held(), edition, reader), now)

    def _review(self, ticket: Ticket, now: datetime, hears: bool) -> bool:
        """Whether something was done for this ticket."""
        try:
            decision = review(ticket, self._site, now, hears=hears)
            if decision.outcome:
                self._office.commit(decision, now)
        except Unavailable:
            raise
        except Exception:
            log.exception("ticket=%s outcome=review_failed", ticket.number)
            return False
        return bool(decision.outcome)

    def _send_due(self, kind: str, now: datetime) -> None:
        began = datetime.fromisoformat(self._store.mark(_BEGAN))
        sent = self._store.mark(mark_of(kind))
        period = due_period(kind, self._site, now, sent=sent, began=began)
        if period is None:
            return
        for make in self._makers(kind, period, now):
            self._send(kind, make, now)
        if kind == "partner":
            # Each partner has a mark of its own; this one says that all of them had theirs.
            self._store.set_mark(mark_of(kind), period.name)

    def _send(self, kind: str, make: Maker, now: datetime) -> None:
        try:
            decision = make()
            if decision is not None:
                self._office.commit(decision, now)
        except Unavailable:
            raise
        except Exception:
            log.exception("digest=%s outcome=failed", kind)

    def _makers(self, kind: str, period: Period, now: datetime, only: str = "") -> Iterator[Maker]:
        """What makes each digest of a kind; made one by one, so that one cannot stop the others."""
        if kind != "partner":
            yield partial(self._of_manager if kind == "manager" else self._of_staff, period, now)
            return
        for partner in list(self._store.partners()):
            had = self._store.mark(mark_of(kind, partner.id)) >= period.name
            if partner.id == only or not (only or had):
                yield partial(self._of_partner, partner, period, now)

    def _of_staff(self, period: Period, now: datetime) -> Decision:
        tickets = self._store.tickets(open_only=True)
        return staff_digest(tickets, self._held(), self._edition(period, now))

    def _of_manager(self, period: Period, now: datetime) -> Decision:
        kpis = measure(
            self._store.tickets(),
            period,
            self._site,
            tally=self._store.tally(*self._span(period)),
            delivered=(unit.delivered_on for unit in self._store.sold()),
        )
        return manager_digest(kpis, self._edition(period, now))

    def _of_partner(self, partner: Partner, period: Period, now: datetime) -> Decision | None:
        tickets = self._store.tickets(partner=partner.id)
        return partner_digest(partner, tickets, self._edition(period, now))

    def _edition(self, period: Period, now: datetime) -> Edition:
        return Edition(self._site, period, self._office.numbers(now).digest, now)

    def _span(self, period: Period) -> tuple[datetime, datetime]:
        calendar = self._site.calendar
        return calendar.at(period.first, time()), calendar.at(
            period.last + timedelta(days=1), time()
        )

    def _held(self) -> list[HeldMail]:
        return [
            HeldMail(mail.digest, mail.sender, mail.subject, mail.reason)
            for mail in self._store.set_aside()
            if mail.state == "held"
        ]
