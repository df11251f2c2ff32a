"""A deadline counts from the day on which its letter left the desk (A17, workflow 2.5)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mailbot.domain.clocks import last_day, stop_unheard
from mailbot.domain.delivery import delivered, undeliverable
from mailbot.domain.lifecycle import State
from mailbot.domain.ticket import Quote, SentLetter
from tests.domain.timely import clock_of, day, desk, in_state, opened, rome, running, unit

SITE = desk()
S = State
NOON = rome(2026, 11, 20, 12)
MARTA, COLLEAGUE = "m.bellini@telecomnord.example", "tecnici@telecomnord.example"
QUOTE = SentLetter(4, "quote", (MARTA, COLLEAGUE), "<q@x>", NOON, (1,))


def quoted():
    return replace(in_state(S.QUOTED, NOON, SITE), letters=(QUOTE,))


@pytest.mark.parametrize(
    ("left", "last"),
    [
        (NOON + timedelta(seconds=2), "2026-12-07"),
        (rome(2026, 11, 20, 23, 59), "2026-12-07"),
        (rome(2026, 11, 25, 0), "2026-12-10"),
    ],
)
def test_a_letter_that_left_on_a_later_day_gives_the_days_back(left, last):
    """A17, R53: fifteen days from the day after the notice was sent."""
    ticket = delivered(quoted(), "<q@x>", MARTA, left, SITE)
    assert last_day(clock_of(ticket, "TM6"), SITE) == day(last)


def test_a_quote_that_left_late_stands_as_long_as_the_hold():
    """A16: the same clock; a quote of other units, or one that is superseded, stays as it was."""
    offer = Quote(1, 2, (1,), Decimal(90), "EUR", NOON, "lab", day("2026-12-07"))
    old = replace(offer, revision=1, current=False)
    other = replace(offer, number=2, units=(2,))
    ticket = replace(quoted(), quotes=(old, offer, other))
    late = delivered(ticket, "<q@x>", MARTA, rome(2026, 11, 25, 9), SITE)
    assert [q.valid_until for q in late.quotes] == [
        day("2026-12-07"),
        day("2026-12-10"),
        day("2026-12-07"),
    ]


def test_an_approval_that_left_late_is_valid_from_then():
    """A22: the thirty days as well."""
    letter = replace(QUOTE, name="approval")
    ticket = replace(in_state(S.VALIDATED_IW, NOON, SITE), letters=(letter,))
    late = delivered(ticket, "<q@x>", MARTA, rome(2026, 11, 25, 9), SITE)
    assert last_day(clock_of(late, "TM4"), SITE) == day("2026-12-25")


def test_a_letter_in_time_changes_nothing_at_all():
    """The very same ticket: nothing has to be recorded."""
    ticket = quoted()
    assert delivered(ticket, "<q@x>", MARTA, NOON, SITE) is ticket
    assert delivered(ticket, "<other@x>", MARTA, rome(2026, 11, 25, 9), SITE) is ticket


def test_a_colleague_in_copy_who_gets_it_later_moves_no_deadline():
    """Only the first address counts."""
    ticket = quoted()
    assert delivered(ticket, "<q@x>", COLLEAGUE, rome(2026, 11, 25, 9), SITE) is ticket
    assert undeliverable(ticket, "<q@x>", COLLEAGUE, rome(2026, 11, 25, 9)) is ticket


def test_the_desks_own_clocks_do_not_wait_for_the_relay():
    """R32: the twelve hours are ours, whenever the acknowledgement leaves."""
    letter = replace(QUOTE, name="acknowledgement", units=())
    ticket = replace(opened(NOON, SITE), letters=(letter,))
    assert delivered(ticket, "<q@x>", MARTA, rome(2026, 11, 25, 9), SITE) is ticket


def test_other_units_of_the_ticket_keep_their_deadline():
    """The letter spoke of unit 1."""
    both = opened(NOON, SITE, unit(1, S.QUOTED), unit(2, S.QUOTED), taken=NOON)
    ticket = delivered(replace(both, letters=(QUOTE,)), "<q@x>", MARTA, rome(2026, 11, 25, 9), SITE)
    lasts = {c.units: last_day(c, SITE) for c in ticket.clocks if c.running}
    assert lasts == {(1,): day("2026-12-10"), (2,): day("2026-12-07")}
    third = replace(both, letters=(replace(QUOTE, units=(3,)),))
    assert delivered(third, "<q@x>", MARTA, rome(2026, 11, 25, 9), SITE) is third


def test_a_letter_that_the_relay_refuses_stops_its_clock():
    """Workflow 2.5: as a bounce does."""
    ticket = undeliverable(quoted(), "<q@x>", MARTA, NOON + timedelta(minutes=1))
    assert running(ticket) == set()
    assert ticket.letters[0].bounced
    assert undeliverable(ticket, "<q@x>", MARTA, NOON + timedelta(minutes=2)) is ticket


def test_a_letter_that_left_late_and_then_bounced_stops_its_clock_too():
    """It counts as sent when it left."""
    left = rome(2026, 11, 25, 9)
    late = delivered(quoted(), "<q@x>", MARTA, left, SITE)
    assert running(stop_unheard(late, late.letters[0], left + timedelta(hours=1))) == set()
