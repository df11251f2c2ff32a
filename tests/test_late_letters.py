"""A deadline counts from the day on which its letter left; one that never left stands still."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.adapters.store import open_store
from mailbot.domain.clocks import last_day
from mailbot.domain.decision import Audience, Decision, Notification, Part
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.threads import letter_id
from mailbot.office import Office
from mailbot.ports import Delivery, Letter, Posting, Receipt
from mailbot.postroom import Postroom
from tests.conftest import SetClock
from tests.domain.timely import clock_of, day, desk, in_state, rome, running

SITE = desk()
NOON = rome(2026, 11, 20, 12)
PARTNER = "m.bellini@telecomnord.example"


class PlainWriter:
    """The Message-ID of the real one, no text."""

    def write(self, notification: Notification, now: object) -> Letter:
        to = tuple(a.email for a in notification.to)
        message_id = letter_id(SITE, notification.reference, notification.n, to)
        return Letter(message_id, notification.name, "", to, b"letter", notification.reference)


class SetRelay:
    """Answers as it is told."""

    def __init__(self) -> None:
        self.answer = Receipt(Delivery.SENT, 250, "ok")

    def send(self, posting: Posting) -> Receipt:
        return self.answer

    def check(self) -> str:
        return ""

    def close(self) -> None:
        pass


class Desk:
    """A ticket whose quote waits in the outbox."""

    def __init__(self) -> None:
        self.store, self.relay = open_store("memory", Path()), SetRelay()
        self.clock = SetClock(NOON)
        self.office = Office(SITE, self.store, PlainWriter())
        self.postroom = Postroom(self.store, self.relay, self.office, self.clock)
        ticket = in_state(State.QUOTED, NOON, SITE)
        quote = Notification(
            (Part("noted", {"what": "added"}),),
            (Address(PARTNER),),
            "it",
            Audience.PARTNER,
            ticket=ticket,
            reference=ticket.number,
            units=(1,),
        )
        self.office.commit(Decision("test", tickets=(ticket,), notifications=(quote,)), NOON)

    def sends(self, at, answer=None):
        self.clock.instant = at
        self.relay.answer = answer or self.relay.answer
        self.postroom.send_due()
        return self.store.ticket("RMA-2026-00042")


@pytest.fixture
def room() -> Iterator[Desk]:
    started = Desk()
    yield started
    started.store.close()


def test_a_quote_that_leaves_at_once_keeps_its_deadline(room):
    """A17."""
    before = room.store.ticket("RMA-2026-00042")
    after = room.sends(NOON + timedelta(seconds=5))
    assert after == before
    assert last_day(clock_of(after, "TM6"), SITE) == day("2026-12-07")


def test_a_relay_that_was_away_costs_the_partner_no_day(room):
    """A17, R53: fifteen days from the day after the letter left."""
    after = room.sends(rome(2026, 11, 25, 9))
    assert last_day(clock_of(after, "TM6"), SITE) == day("2026-12-10")


def test_a_quote_that_the_relay_refuses_for_good_stops_its_clock(room):
    """Workflow 2.5: a clock the partner never heard of must not destroy his goods."""
    refused = Receipt(Delivery.FAILED, 550, "5.1.1 user unknown")
    after = room.sends(NOON + timedelta(minutes=1), refused)
    assert running(after) == set()


def test_a_quote_that_is_tried_again_later_waits(room):
    """A greylisted letter has not left."""
    later = Receipt(Delivery.RETRY, 451, "4.7.1 later")
    after = room.sends(rome(2026, 11, 25, 9), later)
    assert last_day(clock_of(after, "TM6"), SITE) == day("2026-12-07")
