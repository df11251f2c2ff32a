"""Clocks TM1-TM8: deadlines, warnings, start and stop by the states (workflow 2.5, I8)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.clocks import (
    last_day,
    next_alarm,
    restart_clock,
    running_clock,
    settle_clocks,
    start_clock,
    stop_clock,
    stop_unheard,
)
from mailbot.domain.deadlines import CLOCKS, latest_extension
from mailbot.domain.lifecycle import State, with_missing
from mailbot.domain.ticket import Quote, SentLetter
from tests.domain.timely import (
    MOMENT,
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


# -- TM1: in charge --


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        (rome(2026, 11, 21, 22, 10), rome(2026, 11, 22, 10, 10)),
        (rome(2026, 10, 24, 20), rome(2026, 10, 25, 7)),
        (rome(2026, 3, 28, 20), rome(2026, 3, 29, 9)),
    ],
)
def test_twelve_hours_elapse_by_the_clock_summer_time_or_not(arrived, due):
    """R32, A1; gold dates: Sat 22:10, and twelve elapsed hours over both changes of the hour."""
    clock = clock_of(opened(arrived, SITE), "TM1")
    assert clock.due == due
    assert clock.due - arrived == timedelta(hours=12)
    assert [w - arrived for w in clock.warnings] == [timedelta(hours=6), timedelta(hours=10)]


def test_twelve_hours_may_be_counted_in_business_hours():
    """A1: `in_charge_calendar = "business"`."""
    site = desk(in_charge_calendar="business")
    clock = clock_of(opened(rome(2026, 11, 20, 17), site), "TM1")
    assert clock.due == rome(2026, 11, 24, 11)
    assert clock.warnings == (rome(2026, 11, 23, 14), rome(2026, 11, 23, 18))


def test_the_twelve_hours_run_while_data_is_missing_and_end_when_somebody_takes_it():
    """R32 has no such condition, R34 has (workflow 2.5); decisions 4."""
    waiting = opened(NOON, SITE, with_missing(unit(1, S.WAITING_INFO), ("fault",)))
    assert running(waiting) == {"TM1", "TM3"}
    later = NOON + timedelta(hours=1)
    taken = settle_clocks(waiting, replace(waiting, taken=later), later, SITE)
    assert running(taken) == {"TM3"}
    assert taken.clocks[0].stopped == later


def test_the_twelve_hours_begin_with_the_arrival_even_if_the_desk_was_down():
    """R32: `opened` is when the mail arrived."""
    ticket = opened(NOON, SITE)
    late = settle_clocks(None, replace(ticket, clocks=()), NOON + timedelta(hours=5), SITE)
    assert clock_of(late, "TM1").due == NOON + timedelta(hours=12)


# -- TM2: validation --


@pytest.mark.parametrize(
    ("complete", "subdivision", "due"),
    [
        (rome(2026, 11, 20, 17), "", rome(2026, 11, 24, 18)),
        (rome(2026, 12, 4, 10), "", rome(2026, 12, 9, 18)),
        (rome(2026, 12, 4, 10), "MI", rome(2026, 12, 10, 18)),
        (rome(2026, 11, 26, 9), "", rome(2026, 11, 30, 18)),
    ],
)
def test_two_working_days_end_at_the_close_of_the_second(complete, subdivision, due):
    """R34, A3, A4; gold dates, with the holiday and the patron day."""
    assert clock_of(opened(complete, desk(subdivision)), "TM2").due == due


def test_validation_warns_at_half_and_four_working_hours_before():
    """Workflow 2.5: 19 working hours from Friday 17:00 to Tuesday 18:00."""
    clock = clock_of(opened(rome(2026, 11, 20, 17), SITE), "TM2")
    assert clock.warnings == (rome(2026, 11, 23, 17, 30), rome(2026, 11, 24, 14))


def test_the_cutoff_is_a_setting():
    """A3."""
    ticket = opened(rome(2026, 11, 20, 17), desk(cutoff=time(12, 30)))
    assert clock_of(ticket, "TM2").due == rome(2026, 11, 24, 12, 30)


def test_an_incomplete_request_starts_no_validation_until_it_is_complete():
    """R34; gold date: incomplete Mon 23 Nov, completed Thu 26 Nov 09:00, due Mon 30 Nov 18:00."""
    arrived, answered = rome(2026, 11, 23, 10), rome(2026, 11, 26, 9)
    ticket = opened(arrived, SITE, with_missing(unit(1, S.WAITING_INFO), ("fault",)))
    assert running_clock(ticket, "TM2") is None
    complete = moved(ticket, S.NEW, answered, SITE, flags=())
    assert clock_of(complete, "TM2").due == rome(2026, 11, 30, 18)
    assert running_clock(complete, "TM3", 1) is None


def test_one_unit_that_waits_keeps_the_ticket_from_being_complete():
    """R34: all the necessary information, for each unit (decisions 1)."""
    ticket = opened(NOON, SITE, unit(1), with_missing(unit(2, S.WAITING_INFO), ("serial",)))
    assert running(ticket) == {"TM1", "TM3"}
    assert clock_of(ticket, "TM3").units == (2,)


@pytest.mark.parametrize(
    ("how", "due"),
    [("restart", rome(2026, 11, 27, 18)), ("resume", rome(2026, 11, 26, 11))],
)
def test_a_question_pauses_the_validation(how, due):
    """A6: 11 of 18 working hours were left when the question went out on Monday at 16:00."""
    site = desk(validation_on_complete=how)
    ticket = in_state(S.IN_CHARGE, rome(2026, 11, 20, 18), site)
    assert clock_of(ticket, "TM2").due == rome(2026, 11, 24, 18)
    asked = moved(ticket, S.WAITING_INFO, rome(2026, 11, 23, 16), site)
    assert running(asked) == {"TM3"}
    assert asked.clocks[-2].stopped_by == "paused"
    answered = moved(asked, S.IN_CHARGE, rome(2026, 11, 25, 9), site)
    assert clock_of(answered, "TM2").due == due


def test_a_decision_ends_the_validation():
    """R34: validated or rejected."""
    for state in (S.VALIDATED_IW, S.REFUSED_TECHNICAL):
        decided = in_state(state, NOON, SITE)
        assert running_clock(decided, "TM2") is None
        assert [c.stopped_by for c in decided.clocks if c.name == "TM2"] == ["done"]


def test_a_reopened_refusal_is_decided_again_within_two_days():
    """X17: the clock starts anew, not with what was left."""
    refused = in_state(S.REFUSED_TECHNICAL, NOON, desk(validation_on_complete="resume"))
    again = moved(refused, S.IN_CHARGE, rome(2026, 12, 4, 10), SITE)
    assert clock_of(again, "TM2").due == rome(2026, 12, 9, 18)


# -- TM3: information --


def test_the_partner_has_fourteen_working_days_to_answer():
    """X8, X9: reminders after 3 and 7, the 14th is the last day; 8 December does not count."""
    clock = clock_of(in_state(S.WAITING_INFO, NOON, SITE), "TM3")
    assert clock.warnings == (rome(2026, 11, 25, 9), rome(2026, 12, 1, 9))
    assert last_day(clock, SITE) == day("2026-12-11")


def test_the_reminders_go_on_when_somebody_takes_what_lacks_data():
    """decisions 4."""
    waiting = opened(NOON, SITE, with_missing(unit(1, S.WAITING_INFO), ("fault",)))
    taken = moved(waiting, S.IN_CHARGE, NOON + timedelta(hours=1), SITE)
    assert clock_of(taken, "TM3") == clock_of(waiting, "TM3")
    assert running_clock(taken, "TM2") is None


def test_an_answer_for_one_unit_leaves_the_other_waiting_to_its_own_deadline():
    """I8: the deadline of what still waits stays as it was stored."""
    both = opened(NOON, SITE, unit(1, S.WAITING_INFO), unit(2, S.WAITING_INFO))
    due = clock_of(both, "TM3").due
    one = moved(both, S.NEW, NOON + timedelta(days=2), SITE, 1)
    assert clock_of(one, "TM3").units == (2,)
    assert clock_of(one, "TM3").due == due
    assert [c.units for c in one.clocks if c.name == "TM3" and not c.running] == [(1,)]


def test_a_second_question_gives_its_own_time_to_answer():
    """X12: asked on Friday and again on Tuesday; an answer in between would have stopped it."""
    asked = in_state(S.WAITING_INFO, NOON, SITE)
    asked = replace(asked, pending={"asked": {"text": "Which firmware?"}})
    at = rome(2026, 11, 24, 9)
    again = replace(asked, pending={"asked": {"text": "And which switch?"}})
    settled = settle_clocks(asked, again, at, SITE)
    assert last_day(clock_of(settled, "TM3"), SITE) == day("2026-12-15")
    assert [c.stopped_by for c in settled.clocks if c.name == "TM3"] == ["asked again", ""]
    forgotten = settle_clocks(asked, replace(asked, pending={}), at, SITE)
    assert clock_of(forgotten, "TM3") == clock_of(asked, "TM3")


def test_an_unknown_serial_is_put_to_a_person_after_five_working_days():
    """A26."""
    unknown = opened(NOON, SITE, unit(1, S.WAITING_INFO, known=False))
    assert last_day(clock_of(unknown, "TM3S"), SITE) == day("2026-11-27")
    no_serial = opened(NOON, SITE, unit(1, S.WAITING_INFO, known=False, serial=None))
    assert running_clock(no_serial, "TM3S", 1) is None


# -- TM4, TM8: goods on their way --


def test_an_approval_is_valid_for_thirty_days():
    """A22: reminders at 14 and 25, the thirtieth day is the last; it does not roll."""
    ticket = in_state(S.VALIDATED_IW, rome(2026, 11, 6, 23, 30), SITE)
    clock = clock_of(ticket, "TM4")
    assert last_day(clock, SITE) == day("2026-12-06")
    assert clock.warnings == (rome(2026, 11, 20, 9), rome(2026, 12, 1, 9))
    inbound = moved(ticket, S.INBOUND, rome(2026, 11, 20, 9), SITE)
    assert clock_of(inbound, "TM4") == clock
    assert running(moved(inbound, S.RECEIVED, rome(2026, 11, 24, 9), SITE)) == {"TM5"}


def test_a_replacement_sent_ahead_has_its_own_clock():
    """R29, TM8: a reminder after 10 days, the bill after 30; the approval no longer expires."""
    ticket = in_state(S.VALIDATED_IW, NOON, SITE)
    ahead = moved(ticket, S.VALIDATED_IW, rome(2026, 11, 23, 10), SITE, shipped_ahead=True)
    assert running(ahead) == {"TM8"}
    clock = clock_of(ahead, "TM8")
    assert clock.warnings == (rome(2026, 12, 3, 9),)
    assert last_day(clock, SITE) == day("2026-12-23")


# -- TM5: the bench --


def test_the_bench_has_five_working_days():
    """Workflow 2.5: an internal target, a word after three."""
    ticket = in_state(S.RECEIVED, NOON, SITE)
    clock = clock_of(ticket, "TM5")
    assert clock.warnings == (rome(2026, 11, 25, 9),)
    assert last_day(clock, SITE) == day("2026-11-27")
    assert clock_of(moved(ticket, S.TESTING, NOON + timedelta(days=1), SITE), "TM5") == clock


# -- TM6: the hold --


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (rome(2026, 11, 22, 12), "2026-12-07"),
        (rome(2026, 12, 11, 12), "2026-12-28"),
        (rome(2026, 11, 22, 0), "2026-12-07"),
        (rome(2026, 11, 22, 23, 59), "2026-12-07"),
    ],
)
def test_goods_stay_fifteen_days_from_the_day_after_the_notice(told, last):
    """R53, A17; gold dates: mailed 22 Nov and 11 Dec 2026 (Saint Stephen's rolls to Monday)."""
    clock = clock_of(in_state(S.QUOTED, told, SITE), "TM6")
    assert last_day(clock, SITE) == day(last)
    assert clock.due + MOMENT == rome(*map(int, last.split("-")), 0) + timedelta(days=1)


def test_the_hold_warns_on_days_five_ten_and_thirteen():
    """X35: in the morning of the day."""
    clock = clock_of(in_state(S.HELD, rome(2026, 11, 22, 12), SITE), "TM6")
    assert clock.warnings == (
        rome(2026, 11, 27, 9),
        rome(2026, 12, 2, 9),
        rome(2026, 12, 5, 9),
    )


def test_a_refused_quote_goes_on_with_the_same_fifteen_days():
    """R53: the goods are available from the notice on, whatever the answer."""
    quoted = in_state(S.QUOTED, NOON, SITE)
    declined = moved(quoted, S.HELD, NOON + timedelta(days=3), SITE)
    assert clock_of(declined, "TM6") == clock_of(quoted, "TM6")


def with_quote(ticket, revision, at):
    kept = tuple(replace(q, current=False) for q in ticket.quotes)
    quote = Quote(1, revision, (1,), 100, "EUR", at, "luca.conti", day("2026-12-31"))
    return settle_clocks(ticket, replace(ticket, quotes=(*kept, quote)), at, SITE)


def test_a_revised_quote_restarts_the_hold_once():
    """A18."""
    quoted = with_quote(in_state(S.QUOTED, NOON, SITE), 1, NOON)
    again = with_quote(quoted, 2, rome(2026, 11, 25, 9))
    assert last_day(clock_of(again, "TM6"), SITE) == day("2026-12-10")
    third = with_quote(again, 3, rome(2026, 11, 27, 9))
    assert clock_of(third, "TM6") == clock_of(again, "TM6")


def test_a_first_quote_for_goods_on_hold_restarts_the_hold():
    """A17: the fifteen days run from the notice that asks for the answer."""
    held = in_state(S.HELD, NOON, SITE)
    at = rome(2026, 11, 25, 9)
    quote = Quote(1, 1, (1,), 100, "EUR", at, "luca.conti", day("2026-12-31"))
    offered = replace(held, quotes=(quote,), units=(replace(held.units[0], state=S.QUOTED),))
    settled = settle_clocks(held, offered, at, SITE)
    assert last_day(clock_of(settled, "TM6"), SITE) == day("2026-12-10")


def test_a_quote_for_extra_costs_starts_a_hold_of_its_own():
    """X42: the first one ended with the acceptance."""
    accepted = moved(in_state(S.QUOTED, NOON, SITE), S.ACCEPTED, NOON + timedelta(days=1), SITE)
    repairing = moved(accepted, S.REPAIRING, NOON + timedelta(days=2), SITE)
    assert running_clock(repairing, "TM6", 1) is None
    overrun = moved(repairing, S.QUOTED, rome(2026, 12, 1, 9), SITE)
    assert last_day(clock_of(overrun, "TM6"), SITE) == day("2026-12-16")


def test_an_extension_is_a_new_deadline_that_is_warned_before():
    """R56, A20: until the day granted, rolled if it is closed, warned 10, 5 and 2 days before."""
    held = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    assert latest_extension(clock_of(held, "TM6").due, SITE) == day("2026-12-22")
    at = rome(2026, 12, 7, 10)
    longer = restart_clock(held, "TM6", (1,), at, SITE, "extension", until=day("2026-12-20"))
    clock = clock_of(longer, "TM6")
    assert last_day(clock, SITE) == day("2026-12-21")
    assert clock.warnings == (
        rome(2026, 12, 10, 9),
        rome(2026, 12, 15, 9),
        rome(2026, 12, 18, 9),
    )
    assert settle_clocks(held, longer, at, SITE) == longer


@pytest.mark.parametrize(("minutes", "first"), [(-1, 10), (0, 15), (1, 15)])
def test_a_warning_that_would_come_at_once_is_none(minutes, first):
    """The letter that starts a clock says the last day itself; below, at and above the hour."""
    held = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    at = rome(2026, 12, 10, 9) + timedelta(minutes=minutes)
    longer = restart_clock(held, "TM6", (1,), at, SITE, "extension", until=day("2026-12-20"))
    assert clock_of(longer, "TM6").warnings[0] == rome(2026, 12, first, 9)


# -- TM7: the promise --


def test_a_promise_is_watched_two_working_days_before():
    """R48, X46: kept until the end of the day."""
    covered = in_state(S.IN_PROCESS_COVERED, NOON, SITE, promised=day("2026-12-09"))
    clock = clock_of(covered, "TM7")
    assert last_day(clock, SITE) == day("2026-12-09")
    assert clock.warnings == (rome(2026, 12, 4, 9),)
    repairing = moved(covered, S.REPAIRING, NOON + timedelta(days=1), SITE)
    assert clock_of(repairing, "TM7") == clock
    assert running(moved(repairing, S.CLOSED_SUCCESS, NOON + timedelta(days=2), SITE)) == set()


def test_a_promise_for_the_year_9999_breaks_nothing():
    """A slip of the pen is watched for ten years, not longer."""
    covered = in_state(S.IN_PROCESS_COVERED, NOON, SITE, promised=date.max)
    assert last_day(clock_of(covered, "TM7"), SITE) == day("2036-11-17")


def test_a_moved_promise_starts_its_clock_anew():
    """X46."""
    covered = in_state(S.IN_PROCESS_COVERED, NOON, SITE, promised=day("2026-12-09"))
    later = moved(
        covered, S.IN_PROCESS_COVERED, rome(2026, 12, 2, 9), SITE, promised=day("2026-12-18")
    )
    assert last_day(clock_of(later, "TM7"), SITE) == day("2026-12-18")
    assert [c.stopped_by for c in later.clocks if c.name == "TM7"] == ["moved", ""]


def test_units_with_different_promises_have_clocks_of_their_own():
    """R48: the promise is made for the unit."""
    units = (
        unit(1, S.IN_PROCESS_COVERED, promised=day("2026-12-01")),
        unit(2, S.IN_PROCESS_COVERED, promised=day("2026-12-09")),
        unit(3, S.IN_PROCESS_COVERED, promised=day("2026-12-01")),
    )
    ticket = opened(NOON, SITE, *units, taken=NOON)
    clocks = [(c.units, last_day(c, SITE)) for c in ticket.clocks]
    assert clocks == [((1, 3), day("2026-12-01")), ((2,), day("2026-12-09"))]
    no_date = in_state(S.ACCEPTED, NOON, SITE)
    assert running(no_date) == set()


# -- all of them --


def test_a_letter_that_bounced_stops_the_clock_it_started():
    """Workflow 2.5: a clock the partner never heard of must not destroy his goods."""
    quoted = with_quote(in_state(S.QUOTED, NOON, SITE), 1, NOON)
    letter = SentLetter(4, "quote", ("x@telecomnord.example",), "<m@x>", NOON, (1,))
    later = NOON + timedelta(hours=1)
    bounced = stop_unheard(quoted, letter, later)
    assert running(bounced) == set()
    assert bounced.clocks[-1].stopped_by == "bounce"
    # It stays stopped whatever else happens, until a new quote tells the partner.
    declined = moved(bounced, S.HELD, later, SITE)
    assert running(declined) == set()
    assert running(with_quote(bounced, 2, later)) == {"TM6"}


def test_a_question_that_bounced_stops_its_reminders():
    """The question about an unknown serial as well (A26)."""
    asked = opened(NOON, SITE, unit(1, S.WAITING_INFO, known=False), taken=NOON)
    assert running(asked) == {"TM3", "TM3S"}
    letter = SentLetter(1, "acknowledgement", ("x@telecomnord.example",), "<m@x>", NOON)
    assert running(stop_unheard(asked, letter, NOON + timedelta(hours=1))) == set()


def test_a_letter_about_other_units_or_of_another_hour_stops_nothing():
    """Only the clock that it started."""
    quoted = in_state(S.QUOTED, NOON, SITE)
    letter = SentLetter(4, "quote", ("x@telecomnord.example",), "<m@x>", NOON, (2,))
    assert stop_unheard(quoted, letter, NOON) == quoted
    other = replace(letter, units=(), at=NOON - timedelta(hours=1))
    assert stop_unheard(quoted, other, NOON) == quoted


def test_a_bounced_acknowledgement_does_not_stop_what_the_desk_owes():
    """R32: the twelve hours are ours."""
    ticket = opened(NOON, SITE, unit(1, S.WAITING_INFO))
    letter = SentLetter(1, "acknowledgement", ("x@telecomnord.example",), "<m@x>", NOON)
    assert running(stop_unheard(ticket, letter, NOON)) == {"TM1"}


def test_starting_twice_changes_nothing():
    """I8: a stored deadline stays."""
    ticket = in_state(S.HELD, NOON, SITE)
    assert start_clock(ticket, "TM6", (1,), NOON + timedelta(days=1), SITE) == ticket
    fresh = opened(NOON, SITE)
    assert start_clock(fresh, "TM1", (), NOON + timedelta(days=1), SITE) == fresh


def test_a_changed_setting_moves_no_deadline_that_is_stored():
    """I8."""
    held = in_state(S.HELD, NOON, SITE)
    other = desk(hold_days=3)
    assert settle_clocks(held, held, NOON + timedelta(days=1), other) == held


def test_stopping_names_the_units_or_all():
    """A stopped clock keeps what stopped it."""
    both = opened(NOON, SITE, unit(1, S.HELD), unit(2, S.HELD), taken=NOON)
    assert running(stop_clock(both, "TM6", (), NOON, "test")) == set()
    assert clock_of(stop_clock(both, "TM6", (1,), NOON, "test"), "TM6").units == (2,)
    assert stop_clock(both, "TM6", (9,), NOON, "test") == both
    assert stop_clock(both, "TM1", (), NOON, "test") == both


def test_the_next_alarm_is_the_next_warning_or_just_after_the_end():
    """What `review` is woken by."""
    ticket = opened(NOON, SITE, unit(1, S.WAITING_INFO))
    assert next_alarm(ticket) == NOON + timedelta(hours=6)
    clock = clock_of(ticket, "TM1")
    assert next_alarm(replace(ticket, clocks=(replace(clock, warned=2),))) == clock.due + MOMENT
    assert next_alarm(replace(ticket, clocks=(replace(clock, warned=2, breached=True),))) is None
    assert next_alarm(replace(ticket, clocks=())) is None


def test_every_clock_of_the_workflow_has_a_row():
    """Workflow 2.5: TM1-TM8, and A26's own."""
    assert set(CLOCKS) == {f"TM{n}" for n in range(1, 9)} | {"TM3S"}
    for kind in CLOCKS.values():
        assert kind.states
        assert kind.counts
        assert kind.ends


STATES = st.sampled_from(list(State))
ARRIVALS = st.integers(0, 3 * 365 * 86_400).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(ARRIVALS, st.lists(st.tuples(STATES, STATES, st.integers(0, 40)), max_size=6))
def test_clocks_are_always_those_of_the_states(start, steps):
    """Each running clock counts for a unit in one of its states, and none runs twice for a unit."""
    ticket, at = opened(start, SITE, unit(1), unit(2)), start
    for one, two, days in steps:
        at += timedelta(days=days, hours=1)
        after = replace(ticket, units=(unit(1, one), unit(2, two)), taken=at)
        ticket = settle_clocks(ticket, after, at, SITE)
        assert settle_clocks(ticket, ticket, at, SITE) == ticket
        states = {u.number: u.state for u in ticket.units}
        for name, kind in CLOCKS.items():
            units = [n for c in ticket.clocks if c.name == name and c.running for n in c.units]
            assert len(units) == len(set(units))
            assert all(states[n] in kind.states for n in units)
        for number, state in states.items():
            for name, states_of in (("TM4", S.INBOUND), ("TM5", S.TESTING), ("TM6", S.QUOTED)):
                assert (state is not states_of) or running_clock(ticket, name, number)


@given(ARRIVALS, st.sampled_from(sorted(CLOCKS)))
def test_warnings_lie_in_order_between_start_and_end(start, name):
    """Whatever day and hour a clock starts on; and a hold or a validation ends on an open day."""
    promised = SITE.calendar.local_day(start) + timedelta(days=20)
    plan = CLOCKS[name].plan(start, SITE, {"promised": promised})
    instants = (start, *plan.warnings, plan.due)
    assert list(instants) == sorted(set(instants))
    assert plan.due.tzinfo is UTC
    if name in ("TM2", "TM3", "TM5", "TM6"):
        assert SITE.calendar.is_open(SITE.calendar.local_day(plan.due))


@given(ARRIVALS, ARRIVALS, st.sampled_from(["TM1", "TM2", "TM3", "TM4", "TM5", "TM6", "TM8"]))
def test_who_starts_later_is_never_due_earlier(one, two, name):
    """Monotone, over holidays and both changes of the hour."""
    first, second = sorted((one, two))
    plan = CLOCKS[name].plan
    assert plan(first, SITE, {}).due <= plan(second, SITE, {}).due


def test_the_hold_of_the_policy_is_never_short():
    """R55: at least fifteen whole days after the notice, for every day of three years."""
    start = date(2025, 1, 1)
    for count in range(3 * 365):
        told = start + timedelta(days=count)
        at = SITE.calendar.at(told, time(23, 59))
        last = SITE.calendar.local_day(CLOCKS["TM6"].plan(at, SITE, {}).due)
        assert (last - told).days >= 15
        assert SITE.calendar.is_open(last)
