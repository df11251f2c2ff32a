"""What a partner and staff hear as time passes: reminders, breaches, the countdown of a hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailbot.bootstrap import build_desk, load
from mailbot.domain.lifecycle import State
from mailbot.domain.site import DigestTimes
from tests.conftest import ROOT, SetClock
from tests.conversations.conversation import Conversation, Letter

PARTNER = "luca.neri@rossi-telecom.example"
SUPPORT, LAB = "supporto@voismart.example", "lab@voismart.example"
WAREHOUSE, BOSS = "magazzino@voismart.example", "direzione@voismart.example"
LUCA = "luca.conti@voismart.example"


@pytest.fixture
def desk(clock: SetClock) -> Iterator[Conversation]:
    """The desk of the tests without digests, which have tests of their own below."""
    config, site = load(ROOT / "tests" / "desk" / "desk.toml")
    silent = replace(site, digests=DigestTimes(sent=()))
    conversation = Conversation(build_desk(config, silent, rehearsal=True, clock=clock), clock)
    yield conversation
    conversation.sends_nothing()
    conversation.desk.close()


def request(desk: Conversation) -> Letter:
    """A complete request; the acknowledgement."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: Telefono guasto

        Buongiorno, il telefono VST2026224711B non si accende più.
        Luca Neri
    """)
    desk.sends_to(SUPPORT)
    return desk.sends_to(PARTNER)


def staff(desk: Conversation, answers: Letter, commands: str, sender: str = LUCA) -> None:
    """A member of staff answers with commands."""
    desk.receives(f"From: {sender}\n\n{commands}", answers=answers)


def heard(desk: Conversation, days: int, hour: int = 10) -> list[tuple[str, str, str]]:
    """Each day at that hour (UTC): which day, who heard of it, the subject's words."""
    letters = []
    for _ in range(days):
        desk.later(days=1)
        today = f"{desk.clock.now():%m-%d}"
        letters += [(today, min(x.to), x.subject) for x in desk.unread]
        desk.unread.clear()
    return letters


def approved(desk: Conversation) -> Letter:
    """A ticket of Friday 20 November, taken and approved at once; the approval."""
    acknowledgement = request(desk)
    staff(desk, acknowledgement, "TAKE\nAPPROVE")
    desk.sends_to(LUCA)
    desk.sends_to(WAREHOUSE)
    return desk.sends_to(PARTNER)


def diagnosed(desk: Conversation, line: str) -> Letter:
    """The goods came and were tested; what the partner was told."""
    approval = approved(desk)
    staff(desk, approval, "RECEIVED", "franco.neri@voismart.example")
    desk.unread.clear()
    staff(desk, approval, line, "andrea.bassi@voismart.example")
    letter = desk.sends_to(PARTNER)
    desk.unread.clear()
    return letter


def test_twelve_hours_without_anybody_are_told_to_the_queue_and_then_to_the_manager(desk):
    """R32, X11, decisions 5: the queue at 6 h and 10 h, the manager after 12 h."""
    request(desk)
    desk.later(hours=5, minutes=59)
    desk.sends_nothing()
    desk.later(minutes=1)
    desk.sends_to(SUPPORT)
    desk.later(hours=4)
    desk.sends_to(SUPPORT)
    desk.later(hours=2)
    desk.sends_nothing()
    desk.later(seconds=1)
    desk.sends_to(BOSS)


def test_what_is_taken_in_time_wakes_nobody(desk):
    """R32, R33."""
    acknowledgement = request(desk)
    desk.later(hours=5)
    staff(desk, acknowledgement, "TAKE")
    desk.sends_to(LUCA)
    assert "In charge" in desk.sends_to(PARTNER).text
    desk.later(hours=8)
    desk.sends_nothing()


def test_two_working_days_without_a_decision_are_told_to_the_owner_and_the_manager(desk):
    """R34, decisions 5: complete on Friday at ten, due on Tuesday at 18:00 in Rome."""
    staff(desk, request(desk), "TAKE")
    desk.unread.clear()
    desk.clock.instant = datetime(2026, 11, 24, 16, 59, 59, tzinfo=UTC)
    desk.later(seconds=1)
    desk.sends_to(LUCA)
    desk.later(seconds=1)
    desk.sends_to(LUCA)
    desk.sends_to(BOSS)


def test_missing_data_is_asked_for_again_and_then_the_request_is_closed(desk):
    """X8, X9: reminders after 3 and 7 working days, the end after the fourteenth."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: Richiesta di reso

        Buongiorno, dobbiamo rendere il telefono VST2026224711B.
        Luca Neri
    """)
    desk.sends_to(PARTNER)
    desk.sends_to(SUPPORT)
    letters = [x for x in heard(desk, 25) if x[1] == PARTNER]
    assert [on for on, _, _ in letters] == ["11-25", "12-01", "12-12"]
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.CLOSED_CANCELLED


def test_goods_that_never_come_are_asked_after_and_then_the_approval_expires(desk):
    """X19, X20, A22: day 14, day 25, and the end after day 30."""
    approved(desk)
    letters = heard(desk, 35)
    assert [(on, to) for on, to, _ in letters] == [
        ("12-04", PARTNER),
        ("12-15", PARTNER),
        ("12-21", PARTNER),
    ]
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.CLOSED_EXPIRED


def test_goods_that_came_are_not_asked_after(desk):
    """TM4 ends with the receipt."""
    staff(desk, approved(desk), "RECEIVED", "franco.neri@voismart.example")
    desk.unread.clear()
    assert PARTNER not in {to for _, to, _ in heard(desk, 35)}


def test_a_hold_is_counted_down_and_nothing_is_ever_disposed_of_by_itself(desk):
    """R53-R55, X35, X37, A19: days 5, 10, 13; due after day 15; then it waits for people."""
    letter = diagnosed(
        desk, "TESTED misuse not-repairable: EX2 scheda bruciata da una sovratensione"
    )
    assert "7 dicembre 2026" in letter.text
    letters = heard(desk, 30)
    told = [on for on, to, _ in letters if to == PARTNER]
    assert told == ["11-25", "11-30", "12-03", "12-08"]
    assert ("12-08", LUCA) in [(on, to) for on, to, _ in letters]
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.DISPOSAL_DUE


def test_the_days_left_are_exact(desk):
    """delight.md 9: days left and the exact last day in every reminder."""
    diagnosed(desk, "TESTED misuse not-repairable: EX2 scheda bruciata da una sovratensione")
    desk.later(days=5)
    text = desk.sends_to(PARTNER).text
    assert "7 dicembre 2026" in text
    assert "12 giorni" in text


def test_an_extension_moves_the_last_day(desk):
    """R56, A20: granted until a day, and warned before that day."""
    letter = diagnosed(
        desk, "TESTED misuse not-repairable: EX2 scheda bruciata da una sovratensione"
    )
    staff(desk, letter, "HOLD until 18/12/2026: chiusi per trasloco")
    desk.sends_to(LUCA)
    assert "18 dicembre 2026" in desk.sends_to(PARTNER).text
    letters = heard(desk, 30)
    told = [on for on, to, _ in letters if to == PARTNER]
    assert told == ["12-08", "12-13", "12-16", "12-19"]


def test_a_quote_that_came_back_stops_the_countdown(desk):
    """Workflow 2.5: a clock the partner never heard of must not destroy his goods."""
    letter = diagnosed(desk, "TESTED misuse repairable: EX2 scheda bruciata da una sovratensione")
    staff(desk, letter, "QUOTE 120 EUR days=5", "andrea.bassi@voismart.example")
    quote = desk.sends_to(PARTNER)
    desk.unread.clear()
    desk.receives(
        f"""
        From: Mail Delivery System <mailer-daemon@rossi-telecom.example>
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Your message could not be delivered.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.rossi-telecom.example

        Final-Recipient: rfc822; {PARTNER}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 user unknown

        --b
        Content-Type: message/rfc822

        From: rma@voismart.example
        To: {PARTNER}
        Subject: {quote.subject}
        Message-ID: {quote.message["Message-ID"]}

        --b--
        """,
        headers="Return-Path: <>",
    )
    desk.unread.clear()
    heard(desk, 40)
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.QUOTED


def test_after_a_downtime_one_letter_tells_what_was_missed(desk):
    """Each warning once, missed ones together, none for what is over."""
    diagnosed(desk, "TESTED misuse not-repairable: EX2 scheda bruciata da una sovratensione")
    desk.later(days=14)
    desk.sends_to(PARTNER)
    desk.later(minutes=1)
    desk.sends_nothing()
