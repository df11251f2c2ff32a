"""The way out: every letter that is due is tried, and what became of it is kept (mail-layer 26)."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from mailbot.domain.brakes import is_inside
from mailbot.domain.decision import Decision
from mailbot.domain.delivery import delivered, undeliverable
from mailbot.domain.postage import next_try
from mailbot.domain.threads import parse_letter_refs
from mailbot.office import Office
from mailbot.ports import Clock, Delivery, Posting, Receipt, Relay, Store

log = logging.getLogger("mailbot")


class Postroom:
    """Hands the outbox over to the relay."""

    def __init__(self, store: Store, relay: Relay | None, office: Office, clock: Clock) -> None:
        self._store, self._relay, self._office, self._clock = store, relay, office, clock

    def send_due(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Try every posting whose time has come; how many were tried.

        Errors: Unavailable if no letter can leave at all; what was sent so far is kept.
        """
        tried = 0
        while self._relay is not None and not stop():
            postings = self._store.due_postings(self._clock.now())
            if not postings:
                break
            for posting in postings:
                self._keep(posting, self._relay.send(posting))
                tried += 1
                if stop():
                    break
        return tried

    def _keep(self, posting: Posting, receipt: Receipt) -> None:
        now = self._clock.now()
        retry_at = None
        if receipt.outcome is Delivery.RETRY:
            retry_at = next_try(str(posting.id), posting.tries + 1, now)
            if retry_at is None:
                receipt = replace(receipt, outcome=Delivery.FAILED)
        self._store.posted(posting, receipt, retry_at, now)
        line = "letter=%s to=%s outcome=%s code=%d"
        log.info(line, posting.message_id, posting.recipient, receipt.outcome, receipt.code)
        if is_inside(self._office.site, posting.recipient):
            return
        self._tell_clocks(posting, receipt.outcome, now)
        if receipt.outcome is Delivery.FAILED:
            facts: dict[str, object] = {
                "recipient": posting.recipient,
                "reason": f"{receipt.code} {receipt.text}".strip()[:300],
                "letter": posting.name,
            }
            notice = self._office.staff_letter("address_failed", facts)
            self._office.commit(Decision("address_failed", notifications=(notice,)), now)

    def _tell_clocks(self, posting: Posting, outcome: Delivery, now: datetime) -> None:
        """A deadline counts from the day on which its letter left, and stands still if it never
        will (A17, workflow 2.5)."""
        ref = next(iter(parse_letter_refs(posting.message_id)), None)
        ticket = self._store.ticket(ref.reference) if ref else None
        if ticket is None or outcome is Delivery.RETRY:
            return
        letter = (ticket, posting.message_id, posting.recipient, now)
        sent = outcome is Delivery.SENT
        after = delivered(*letter, self._office.site) if sent else undeliverable(*letter)
        if after is not ticket:
            word = "sent_late" if sent else "unheard"
            self._office.commit(Decision(word, tickets=(after,)), now)
