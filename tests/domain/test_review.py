"""What the passing of time brings: each warning and each end once (workflow 2.5, X8-X37)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.alarms import EFFECTS
from mailbot.domain.clocks import next_alarm, restart_clock, settle_clocks, stop_unheard
from mailbot.domain.deadlines import CLOCKS, latest_extension
from mailbot.domain.lifecycle import State, with_missing
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.review import review
from mailbot.domain.states import public_status, unit_status
from mailbot.domain.ticket import Quote, SentLetter
from tests.domain.timely import (
    MOMENT,
    SECOND,
    clock_of,
    day,
    desk,
    in_state,
    moved,
    opened,
    rome,
    running,
    unit,
)

SITE = desk()
S = State
NOON = rome(2026, 11, 20, 12)
HOUR = timedelta(hours=1)


def told(ticket, at, site=SITE):
    """The ticket after a review, and its letters as (name, addresses, units)."""
    decision = review(ticket, site, at)
    (after,) = decision.tickets or (ticket,)
    letters = [(n.name, tuple(a.email for a in n.to), n.units) for n in decision.notifications]
    return after, letters


def names(letters):
    return [name for name, _, _ in letters]


def facts(ticket, at, site=SITE):
    """The facts of the one letter of a review."""
    (letter,) = review(ticket, site, at).notifications
    assert set(letter.parts[0].facts) == set(NOTIFICATIONS[letter.name].facts)
    assert letter.audience is NOTIFICATIONS[letter.name].audience
    return letter.parts[0].facts


# -- TM1 --


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (6 * HOUR - MOMENT, []),
        (6 * HOUR, [("sla", ("support@voismart.example",), ())]),
        (12 * HOUR, [("sla", ("support@voismart.example",), ())]),
        (12 * HOUR + SECOND, [("sla", ("boss@voismart.example",), ())]),
    ],
)
def test_twelve_hours_in_time_and_one_second_more(after, expected):
    """R32, X11, decisions 5: the queue is warned, the manager hears at 12 h 00 m 01 s."""
    ticket = in_state(S.NEW, NOON, SITE)
    ticket = opened(NOON, SITE)
    assert told(ticket, NOON + after)[1] == expected


def test_each_warning_of_the_twelve_hours_comes_once():
    """X11: 6 h, 10 h, 12 h, and then silence."""
    ticket, letters = opened(NOON, SITE), []
    for minutes in range(0, 24 * 60, 10):
        ticket, new = told(ticket, NOON + timedelta(minutes=minutes))
        letters += [(minutes, to) for _, to, _ in new]
    support, boss = ("support@voismart.example",), ("boss@voismart.example",)
    assert letters == [(360, support), (600, support), (730, boss)]
    assert clock_of(ticket, "TM1").breached
    assert [e.what for e in ticket.history] == ["escalate"] * 3
    assert {e.who for e in ticket.history} == {"time"}


def test_the_letter_about_a_target_says_which_and_when():
    """M91."""
    due = NOON + 12 * HOUR
    assert facts(opened(NOON, SITE), NOON + 6 * HOUR) == {
        "clock": "TM1",
        "breached": False,
        "due": due,
    }
    assert facts(opened(NOON, SITE), due + SECOND)["breached"] is True


def test_a_ticket_in_another_queue_warns_that_queue():
    """A rule may put it there; an unknown queue falls back to support."""
    sales = replace(opened(NOON, SITE), queue="sales")
    assert told(sales, NOON + 6 * HOUR)[1][0][1] == ("sales@voismart.example",)
    other = replace(opened(NOON, SITE), queue="nowhere")
    assert told(other, NOON + 6 * HOUR)[1][0][1] == ("support@voismart.example",)


# -- TM2 --


def test_a_late_validation_is_told_to_the_owner_and_the_manager():
    """R34, decisions 5; the two warnings go to the owner alone."""
    ticket = in_state(S.IN_CHARGE, rome(2026, 11, 20, 17), SITE)
    ticket, half = told(ticket, rome(2026, 11, 23, 17, 30))
    ticket, four = told(ticket, rome(2026, 11, 24, 14))
    ticket, in_time = told(ticket, rome(2026, 11, 24, 18))
    ticket, late = told(ticket, rome(2026, 11, 24, 18) + MOMENT)
    owner = ("luca.conti@voismart.example",)
    assert half == four == [("sla", owner, ())]
    assert in_time == []
    assert late == [("sla", owner, ()), ("sla", ("boss@voismart.example",), ())]
    assert told(ticket, rome(2026, 12, 24, 18))[1] == []


def test_who_is_owner_and_manager_in_one_hears_once():
    """decisions 3: one letter to the same person."""
    site = replace(
        SITE, role_addresses={**SITE.role_addresses, "manager": ("luca.conti@voismart.example",)}
    )
    ticket = in_state(S.IN_CHARGE, rome(2026, 11, 20, 17), site)
    assert len(told(ticket, rome(2026, 11, 25, 9), site)[1]) == 1


# -- TM3 --


def test_missing_data_is_asked_again_twice_and_then_the_request_is_closed():
    """X8, X9: 3, 7 and 14 working days; the last day is still in time."""
    unit_1 = with_missing(unit(1, S.WAITING_INFO), ("fault",))
    ticket = replace(opened(NOON, SITE, unit_1), taken=NOON, clocks=())
    ticket = moved(ticket, S.WAITING_INFO, NOON, SITE)
    ticket = restart_clock(ticket, "TM3", (1,), NOON, SITE, "asked again")
    seen = []
    for hours in range(0, 30 * 24, 1):
        at = rome(2026, 11, 20, 12) + timedelta(hours=hours)
        ticket, letters = told(ticket, at)
        seen += [(SITE.calendar.local_day(at), name) for name in names(letters)]
    assert seen == [
        (day("2026-11-25"), "data_reminder"),
        (day("2026-12-01"), "data_reminder"),
        (day("2026-12-12"), "closed"),
    ]
    assert ticket.units[0].state is S.CLOSED_CANCELLED
    assert running(ticket) == set()


def test_a_reminder_asks_only_what_is_missing_and_says_when_the_request_ends():
    """M08: the blanks of the units that wait, the words staff asked with, the last day."""
    ticket = in_state(S.WAITING_INFO, NOON, SITE)
    ticket = ticket.with_unit(with_missing(ticket.units[0], ("fault",)))
    ticket = replace(ticket, pending={"asked": {"text": "Which firmware?"}})
    told_facts = facts(ticket, rome(2026, 11, 25, 9))
    assert [(q.unit, q.field, q.serial) for q in told_facts["questions"]] == [(1, "fault", "SN1")]
    assert told_facts["text"] == "Which firmware?"
    assert told_facts["cancel_on"] == day("2026-12-11")


def test_a_request_closed_for_want_of_an_answer_says_so():
    """M20: why, and the ticket in the letter is the closed one."""
    ticket = in_state(S.WAITING_INFO, NOON, SITE)
    (letter,) = review(ticket, SITE, rome(2026, 12, 12, 0)).notifications
    assert letter.parts[0].facts["why"] == "no_answer"
    assert [u.state for u in letter.parts[0].facts["units"]] == [S.CLOSED_CANCELLED]
    assert public_status(letter.ticket) == "Closed - cancelled"


def test_a_serial_that_nobody_knows_is_put_to_a_person():
    """A26: after five working days without an answer; never refused by itself (R36)."""
    ticket = opened(NOON, SITE, unit(1, S.WAITING_INFO, known=False), taken=NOON)
    assert told(ticket, rome(2026, 11, 27, 23, 59))[1] == [
        ("data_reminder", ("m.bellini@telecomnord.example",), (1,))
    ]
    after, letters = told(ticket, rome(2026, 11, 28, 0))
    assert names(letters) == ["needs_person", "needs_person", "data_reminder"]
    assert [to for _, to, _ in letters[:2]] == [
        ("support@voismart.example",),
        ("sales@voismart.example",),
    ]
    assert (after.units[0].state, after.units[0].flags) == (S.WAITING_INFO, ())


# -- TM4 --


def test_goods_that_never_come_are_awaited_thirty_days():
    """X19, X20, A22: reminders on day 14 and 25; day 30 is in time, day 31 is not."""
    ticket = in_state(S.VALIDATED_IW, rome(2026, 11, 6, 10), SITE)
    assert told(ticket, rome(2026, 11, 20, 8, 59))[1] == []
    first = facts(ticket, rome(2026, 11, 20, 9))
    assert (first["valid_until"], first["days_left"]) == (day("2026-12-06"), 16)
    ticket, letters = told(ticket, rome(2026, 11, 20, 9))
    assert letters == [("goods_awaited", ("m.bellini@telecomnord.example",), (1,))]
    ticket, letters = told(ticket, rome(2026, 12, 1, 9))
    assert names(letters) == ["goods_awaited"]
    ticket, letters = told(ticket, rome(2026, 12, 7, 0) - MOMENT)
    assert letters == []
    ticket, letters = told(ticket, rome(2026, 12, 7, 0))
    assert names(letters) == ["closed"]
    assert ticket.units[0].state is S.CLOSED_EXPIRED
    assert ticket.units[0].closed_reason == "expired"
    assert (ticket.history[-1].before, ticket.history[-1].after) == (
        "Validated",
        "Closed - expired",
    )


# -- TM5, TM7 --


def test_the_bench_is_reminded_and_told_when_it_is_late():
    """TM5: an internal target; the partner hears nothing."""
    ticket = in_state(S.RECEIVED, NOON, SITE)
    lab = ("lab@voismart.example",)
    ticket, letters = told(ticket, rome(2026, 11, 25, 9))
    assert letters == [("sla", lab, (1,))]
    ticket, letters = told(ticket, rome(2026, 11, 28, 0))
    assert letters == [("sla", lab, (1,))]
    assert ticket.units[0].state is S.RECEIVED


def test_a_promise_that_will_not_hold_is_asked_about_before_and_after():
    """X46, TM7: the lab and the owner, two working days before and when the day is over."""
    ticket = in_state(S.REPAIRING, NOON, SITE, promised=day("2026-12-09"))
    people = [("lab@voismart.example",), ("luca.conti@voismart.example",)]
    ticket, letters = told(ticket, rome(2026, 12, 4, 9))
    assert [to for _, to, _ in letters] == people
    ticket, letters = told(ticket, rome(2026, 12, 9, 23, 59))
    assert letters == []
    ticket, letters = told(ticket, rome(2026, 12, 10, 0))
    assert [to for _, to, _ in letters] == people
    assert [e.what for e in ticket.history] == ["promise_missed"]


# -- TM6 --


@pytest.mark.parametrize("state", [S.QUOTED, S.HELD])
def test_the_hold_is_counted_down_and_ends_after_the_fifteenth_day(state):
    """R53, R55, X35, X37; gold date: mailed 22 Nov 2026, disposal due from 8 Dec 00:00."""
    ticket = in_state(state, rome(2026, 11, 22, 12), SITE)
    seen = []
    for hours in range(20 * 24):
        at = rome(2026, 11, 22, 12) + timedelta(hours=hours)
        decision = review(ticket, SITE, at)
        (ticket,) = decision.tickets or (ticket,)
        for letter in decision.notifications:
            left = letter.parts[0].facts.get("days_left")
            seen.append((SITE.calendar.local_day(at).isoformat(), letter.name, left))
    assert seen == [
        ("2026-11-27", "days_left", 10),
        ("2026-12-02", "days_left", 5),
        ("2026-12-05", "days_left", 2),
        ("2026-12-08", "deadline_passed", None),
        ("2026-12-08", "disposal_list", None),
    ]
    assert ticket.units[0].state is S.DISPOSAL_DUE


@pytest.mark.parametrize(
    ("at", "left"),
    [(rome(2026, 12, 5, 9), 2), (rome(2026, 12, 6, 23), 1), (rome(2026, 12, 7, 9), 0)],
)
def test_on_the_last_day_itself_no_day_is_left(at, left):
    """delight.md 9: a reminder that comes late, after a downtime, counts from its own day."""
    ticket = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    assert facts(ticket, at)["days_left"] == left


def test_disposal_is_due_at_midnight_and_never_before():
    """R55: day 15 and day 15 + 1."""
    ticket = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    last_moment, midnight = rome(2026, 12, 8, 0) - MOMENT, rome(2026, 12, 8, 0)
    assert told(ticket, last_moment)[0].units[0].state is S.HELD
    after, letters = told(ticket, midnight)
    assert after.units[0].state is S.DISPOSAL_DUE
    assert letters == [
        ("deadline_passed", ("m.bellini@telecomnord.example",), (1,)),
        ("disposal_list", ("luca.conti@voismart.example",), (1,)),
    ]
    assert unit_status(after, after.units[0]) == "In process"


def test_a_deadline_on_saint_stephens_day_waits_for_monday():
    """A17; gold date: mailed Fri 11 Dec 2026."""
    ticket = in_state(S.QUOTED, rome(2026, 12, 11, 12), SITE)
    assert told(ticket, rome(2026, 12, 28, 23, 59))[0].units[0].state is S.QUOTED
    assert told(ticket, rome(2026, 12, 29, 0))[0].units[0].state is S.DISPOSAL_DUE


def test_goods_whose_notice_bounced_are_never_due_for_disposal():
    """Workflow 2.5, I3: the partner never heard of the deadline."""
    ticket = in_state(S.QUOTED, NOON, SITE)
    letter = SentLetter(4, "quote", ("m.bellini@telecomnord.example",), "<m@x>", NOON, (1,))
    ticket = stop_unheard(ticket, letter, NOON + HOUR)
    assert next_alarm(ticket) is None
    assert told(ticket, rome(2027, 6, 1, 12)) == (ticket, [])


def test_an_extension_granted_is_a_deadline_like_the_first():
    """X36, R56."""
    held = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    at = rome(2026, 12, 7, 10)
    longer = restart_clock(held, "TM6", (1,), at, SITE, "extension", until=day("2026-12-18"))
    assert names(told(longer, rome(2026, 12, 16, 9))[1]) == ["days_left"]
    assert told(longer, rome(2026, 12, 18, 23, 59))[0].units[0].state is S.HELD
    assert told(longer, rome(2026, 12, 19, 0))[0].units[0].state is S.DISPOSAL_DUE


# -- TM8 --


def test_a_faulty_unit_that_does_not_come_back_is_flagged_for_the_bill():
    """X47, TM8: a reminder after ten days, staff and a flag after thirty; nothing is charged."""
    ticket = in_state(S.VALIDATED_IW, NOON, SITE)
    ahead = moved(ticket, S.VALIDATED_IW, NOON, SITE, shipped_ahead=True)
    ahead, letters = told(ahead, rome(2026, 11, 30, 9))
    assert letters == [("goods_awaited", ("m.bellini@telecomnord.example",), (1,))]
    ahead, letters = told(ahead, rome(2026, 12, 21, 0))
    assert [(name, to) for name, to, _ in letters] == [
        ("needs_person", ("sales@voismart.example",)),
        ("needs_person", ("luca.conti@voismart.example",)),
    ]
    assert "bill" in ahead.units[0].flags
    assert ahead.units[0].state is S.VALIDATED_IW


# -- all of them --


def test_after_a_long_downtime_missed_warnings_make_one_letter():
    """Each clock speaks once for what was missed."""
    ticket = in_state(S.QUOTED, rome(2026, 11, 22, 12), SITE)
    ticket, letters = told(ticket, rome(2026, 12, 6, 12))
    assert names(letters) == ["days_left"]
    assert told(ticket, rome(2026, 12, 7, 12))[1] == []


def test_after_a_longer_downtime_the_end_is_told_without_the_warnings():
    """A warning of what is over helps nobody."""
    ticket = in_state(S.QUOTED, rome(2026, 11, 22, 12), SITE)
    assert names(told(ticket, rome(2027, 1, 15, 12))[1]) == ["deadline_passed", "disposal_list"]


def test_two_units_of_one_last_day_are_told_in_one_letter():
    """mail-layer 28: one letter per ticket and event, never one per unit."""
    ticket = opened(NOON, SITE, unit(1, S.HELD), unit(2, S.RECEIVED), taken=NOON)
    ticket = moved(ticket, S.HELD, rome(2026, 11, 21, 12), SITE, 2)
    (letter,) = review(ticket, SITE, rome(2026, 11, 27, 12)).notifications
    assert letter.units == (1, 2)
    assert letter.parts[0].facts["last_day"] == day("2026-12-07")


def test_units_of_different_last_days_are_told_each_its_own():
    """delight.md: days left and the exact last day; two parts for one reader."""
    ticket = opened(NOON, SITE, unit(1, S.HELD), unit(2, S.RECEIVED), taken=NOON)
    ticket = moved(ticket, S.HELD, rome(2026, 11, 24, 12), SITE, 2)
    letters = review(ticket, SITE, rome(2026, 11, 29, 12)).notifications
    told_days = [(n.units, n.parts[0].facts["last_day"]) for n in letters if n.name == "days_left"]
    assert told_days == [((1,), day("2026-12-07")), ((2,), day("2026-12-09"))]


def test_a_unit_that_left_is_not_spoken_of():
    """Only the units that the clock still counts for."""
    ticket = opened(NOON, SITE, unit(1, S.HELD), unit(2, S.HELD), taken=NOON)
    ticket = moved(ticket, S.CLOSED_RETURNED, NOON + HOUR, SITE, 1)
    assert told(ticket, rome(2026, 11, 25, 9))[1][0][2] == (2,)


@pytest.mark.parametrize("state", [S.WAITING_INFO, S.VALIDATED_IW, S.QUOTED, S.HELD])
def test_no_deadline_of_the_partner_ends_while_his_mail_cannot_be_read(state):
    """A15, R55: the acceptance may lie in a mailbox that does not answer."""
    ticket, late = in_state(state, NOON, SITE), rome(2027, 2, 1, 9)
    deaf = review(ticket, SITE, late, hears=False)
    assert deaf.tickets == ()
    assert review(ticket, SITE, late).tickets[0].units[0].state is not state


def test_what_the_desk_owes_ends_whether_it_hears_or_not():
    """R32: the twelve hours, the validation, the bench."""
    for ticket in (opened(NOON, SITE), in_state(S.RECEIVED, NOON, SITE)):
        assert review(ticket, SITE, rome(2027, 2, 1, 9), hears=False).notifications


def test_a_clock_of_the_machine_put_back_repeats_nothing():
    """What was announced stays announced."""
    ticket, _ = told(opened(NOON, SITE), NOON + 10 * HOUR)
    assert told(ticket, NOON + 5 * HOUR) == (ticket, [])
    assert names(told(ticket, NOON + 13 * HOUR)[1]) == ["sla"]


def test_nothing_due_changes_nothing():
    """The cheap case."""
    ticket = opened(NOON, SITE)
    decision = review(ticket, SITE, NOON)
    assert (decision.outcome, decision.tickets, decision.notifications) == ("", (), ())


def test_a_unit_that_cannot_move_stays_and_is_asked_about_no_more():
    """A clock out of step with its unit must not stop the desk's reviews."""
    ticket = in_state(S.HELD, NOON, SITE)
    odd = replace(ticket, units=(replace(ticket.units[0], state=S.READY),))
    after, letters = told(odd, rome(2027, 1, 1, 12))
    assert letters == []
    assert after.units[0].state is S.READY
    assert next_alarm(after) is None


def test_every_clock_has_its_effects():
    """The table of clocks and the table of effects have the same rows."""
    assert set(EFFECTS) == set(CLOCKS)


STATES = st.sampled_from(list(State))


@given(
    st.lists(STATES, min_size=1, max_size=3),
    st.lists(st.integers(0, 20 * 24 * 60), min_size=1, max_size=8),
)
def test_a_second_review_at_the_same_instant_changes_nothing(states, minutes):
    """Idempotent; and every alarm that is past was dealt with, whatever the pauses between."""
    units = [unit(n, s, promised=day("2026-12-01")) for n, s in enumerate(states, 1)]
    ticket, at = opened(NOON, SITE, *units), NOON
    for pause in minutes:
        at += timedelta(minutes=pause)
        ticket, _ = told(ticket, at)
        assert told(ticket, at) == (ticket, [])
        assert (next_alarm(ticket) or at + SECOND) > at


@given(
    st.lists(STATES, min_size=1, max_size=3),
    st.lists(st.integers(0, 20 * 24 * 60), min_size=1, max_size=8),
)
def test_a_public_status_changes_only_with_a_letter_to_the_partner(states, minutes):
    """I4, R60: each review that changes a public status writes exactly one letter that says so."""
    units = [unit(n, s, promised=day("2026-12-01")) for n, s in enumerate(states, 1)]
    ticket, at = opened(NOON, SITE, *units), NOON
    for pause in minutes:
        at += timedelta(minutes=pause)
        after, letters = told(ticket, at)
        changed = {
            u.number
            for u in after.units
            if unit_status(after, u) != unit_status(ticket, ticket.unit(u.number))
        }
        closing = [set(numbers) for name, _, numbers in letters if name == "closed"]
        assert set().union(*closing) == changed
        assert sum(map(len, closing)) == len(changed)
        ticket = after


STEPS = st.sampled_from(["quote", "decline", "extend", "bounce", "accept", "nothing"])


def happens(ticket, step, at):
    """The ticket after a thing that people or mail servers do to a hold."""
    state = ticket.units[0].state
    if step == "quote" and state in (S.TESTED_CHARGEABLE, S.QUOTED, S.HELD):
        number = len(ticket.quotes) + 1
        old = tuple(replace(q, current=False) for q in ticket.quotes)
        quote = Quote(1, number, (1,), Decimal(90), "EUR", at, "lab", day("2027-12-31"))
        letter = SentLetter(number, "quote", ("x@telecomnord.example",), f"<{number}@x>", at, (1,))
        more = replace(ticket, quotes=(*old, quote), letters=(*ticket.letters, letter))
        units = (replace(ticket.units[0], state=S.QUOTED),)
        return settle_clocks(ticket, replace(more, units=units), at, SITE)
    if step == "decline" and state is S.QUOTED:
        return moved(ticket, S.HELD, at, SITE)
    if step == "accept" and state is S.QUOTED:
        return moved(ticket, S.ACCEPTED, at, SITE)
    if step == "extend" and state in (S.QUOTED, S.HELD) and running(ticket):
        until = latest_extension(clock_of(ticket, "TM6").due, SITE)
        return restart_clock(ticket, "TM6", (1,), at, SITE, "extension", until=until)
    if step == "bounce" and ticket.letters:
        return stop_unheard(ticket, ticket.letters[-1], at)
    return ticket


@given(st.lists(st.tuples(STEPS, st.integers(1, 12 * 24)), min_size=1, max_size=12))
def test_goods_are_due_for_disposal_fifteen_days_after_a_notice_that_was_heard(steps):
    """I3, R55: whatever is quoted, declined, extended or bounced in between."""
    ticket, at = in_state(S.TESTED_CHARGEABLE, NOON, SITE), NOON
    for step, hours in steps:
        ticket = happens(ticket, step, at)
        at += timedelta(hours=hours)
        ticket, letters = told(ticket, at)
        if "deadline_passed" in names(letters):
            heard = [c for c in ticket.clocks if c.name == "TM6" and c.stopped_by != "bounce"]
            first = SITE.calendar.local_day(heard[0].started)
            assert (SITE.calendar.local_day(at) - first).days > 15
            assert heard[-1].due < at
