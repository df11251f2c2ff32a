"""The manager's figures, measured from the tickets (delight.md 3.4)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mailbot.domain.clocks import stop_clock
from mailbot.domain.kpis import MEASURES, measure
from mailbot.domain.lifecycle import State, with_missing
from mailbot.domain.periods import week_period
from mailbot.domain.review import review
from mailbot.domain.ticket import Event, Quote
from mailbot.domain.unit import Acceptance, Shipment, Verdict
from mailbot.domain.unit import TestReport as LabReport
from tests.domain.timely import day, desk, in_state, moved, opened, rome, unit

SITE = desk()
S = State
WEEK = week_period(day("2026-11-16"))
MONDAY = rome(2026, 11, 16, 10)
HOUR = timedelta(hours=1)


def figures(*tickets, period=WEEK, tally=None, delivered=()):
    measured = measure(tickets, period, SITE, tally=tally, delivered=delivered)
    return {kpi.key: kpi for kpi in measured}


def taken(after):
    """A ticket of Monday that Luca took after so long."""
    ticket, at = opened(MONDAY, SITE), MONDAY + after
    ticket = replace(ticket, taken=at, owner="luca.conti")
    event = Event(at, "luca.conti", "take", (1,))
    return moved(ticket, S.IN_CHARGE, at, SITE).with_event(event)


def repaired(shipped, *, received="2026-11-17", arrived=MONDAY, **fields):
    """A ticket whose one unit came, was tested and was shipped."""
    report = LabReport("warranty", "repairable", "burnt", rome(2026, 11, 18, 9), "lab")
    test = fields.pop("test", report)
    one = unit(
        1,
        S.CLOSED_SUCCESS,
        received_on=day(received),
        test=test,
        shipment=Shipment("BRT", "1Z", day(shipped)),
        family="ip_phone",
        **fields,
    )
    return opened(arrived, SITE, one, taken=arrived)


def test_a_week_without_anything_has_no_values_and_no_zeros():
    """mail-layer 29: the digest goes out empty; a share of nothing is not zero."""
    empty = figures()
    assert list(empty) == [row.key for row in MEASURES]
    assert {k for k, kpi in empty.items() if kpi.value is not None} == {
        "quote_value",
        "hold_outcome",
    }
    assert all(kpi.share is None for kpi in empty.values())


def test_in_charge_within_twelve_hours_counts_by_the_stored_deadline():
    """R32: 12 h is in time, one second more is not; what still has time is not counted."""
    late = taken(12 * HOUR + timedelta(seconds=1))
    kpi = figures(taken(HOUR), taken(12 * HOUR), late, opened(MONDAY, SITE))["in_charge_sla"]
    assert (kpi.value, kpi.share, kpi.count) == (Decimal("66.7"), Decimal("0.667"), 3)


def test_what_nobody_took_and_is_breached_counts_against_the_desk():
    """R32: the figure cannot be bettered by not taking."""
    (untaken,) = review(opened(MONDAY, SITE), SITE, MONDAY + 13 * HOUR).tickets
    kpi = figures(taken(HOUR), untaken)["in_charge_sla"]
    assert (kpi.value, kpi.count) == (Decimal("50.0"), 2)


def test_what_a_rule_took_at_once_was_taken_in_time():
    """A2: its clock never started; what was closed untaken in time is not seen at all."""
    at_once = opened(MONDAY, SITE, unit(1, S.IN_CHARGE), taken=MONDAY)
    closed = moved(opened(MONDAY, SITE), S.CLOSED_CANCELLED, MONDAY + HOUR, SITE)
    kpi = figures(at_once, closed)["in_charge_sla"]
    assert (kpi.share, kpi.count) == (1, 1)


def test_the_first_human_touch_is_a_persons():
    """A2: the desk's own letters and the clock's events are no touch."""
    ticket = taken(4 * HOUR)
    by_time = Event(MONDAY + HOUR, "time", "escalate")
    ticket = replace(ticket, history=(by_time, *ticket.history))
    kpi = figures(ticket, taken(2 * HOUR), opened(MONDAY, SITE))["first_human_touch"]
    assert (kpi.value, kpi.unit, kpi.count) == (Decimal("3.0"), "hours", 2)


def test_validation_counts_what_was_decided_in_the_period():
    """R34: within two working days after completeness, of those decided."""
    in_time = moved(taken(HOUR), S.VALIDATED_IW, rome(2026, 11, 18, 18), SITE, approved_by="luca")
    late = moved(taken(HOUR), S.REFUSED_TECHNICAL, rome(2026, 11, 18, 18, 1), SITE, refusal="ok")
    next_week = moved(taken(HOUR), S.VALIDATED_IW, rome(2026, 11, 23, 9), SITE, approved_by="luca")
    cancelled = moved(taken(HOUR), S.CLOSED_CANCELLED, rome(2026, 11, 18, 9), SITE)
    kpi = figures(in_time, late, next_week, cancelled)["validation_sla"]
    assert (kpi.value, kpi.count) == (Decimal("50.0"), 2)


def test_complete_at_first_is_what_needed_no_question_to_begin():
    """R34, A5: an ASK later on does not count against the first mail."""
    asked = moved(taken(HOUR), S.WAITING_INFO, MONDAY + 2 * HOUR, SITE)
    lacking = opened(MONDAY, SITE, with_missing(unit(1, S.WAITING_INFO), ("fault",)))
    kpi = figures(asked, lacking)["complete_at_first"]
    assert (kpi.value, kpi.count) == (Decimal("50.0"), 2)


def test_turn_arounds_are_medians_and_ninetieth_percentiles():
    """Bench: working days received to shipped; partner: calendar days request to shipped."""
    shipped = [repaired(f"2026-11-{d}") for d in (18, 19, 20, 21, 22)]
    found = figures(*shipped)
    assert found["bench_turnaround"].value == Decimal("3.0")
    assert found["bench_turnaround_p90"].value == Decimal("3.0")
    assert found["partner_turnaround"].value == Decimal("4.0")
    assert found["partner_turnaround_p90"].value == Decimal("6.0")
    (row,) = found["bench_turnaround"].rows
    assert (row.label, row.value, row.count) == ("warranty/repairable", Decimal("3.0"), 5)


def test_the_ninetieth_percentile_is_by_nearest_rank():
    """Of ten the ninth, of one that one; what is shipped on the day of the request took 0 days."""
    days = [1, 1, 1, 1, 1, 1, 1, 1, 5, 6]
    shipped = [repaired(f"2026-11-{16 + d}") for d in days]
    assert figures(*shipped)["partner_turnaround_p90"].value == Decimal("5.0")
    same_day = repaired("2026-11-16", received="2026-11-16")
    assert figures(same_day)["partner_turnaround_p90"].value == 0


def test_what_was_shipped_in_another_week_is_not_of_this_one():
    """Below and above the bounds of the period."""
    outside = [
        repaired("2026-11-15", received="2026-11-12", arrived=rome(2026, 11, 10, 9)),
        repaired("2026-11-23"),
    ]
    assert figures(*outside)["bench_turnaround"].value is None
    for inside in ("2026-11-17", "2026-11-22"):
        assert figures(repaired(inside))["bench_turnaround"].count == 1


def test_no_fault_found_is_broken_down():
    """By family, fault code and partner."""
    nothing = LabReport("warranty", "no-fault", "works", rome(2026, 11, 18, 9), "lab")
    kpi = figures(
        repaired("2026-11-20", test=nothing, fault_code="AUD-01"), repaired("2026-11-20")
    )["nff_rate"]
    assert (kpi.value, kpi.count) == (Decimal("50.0"), 2)
    assert {(r.label, r.value, r.count) for r in kpi.rows} == {
        ("AUD-01", Decimal("100.0"), 1),
        ("ip_phone", Decimal("50.0"), 1),
        ("Telecom Nord S.r.l.", Decimal("50.0"), 1),
    }


@pytest.mark.parametrize(("days", "repeats"), [(0, 0), (1, 1), (90, 1), (91, 0)])
def test_a_unit_back_within_ninety_days_is_a_repeat(days, repeats):
    """Below, at and above; of the units shipped in the year."""
    first = repaired("2026-08-01", received="2026-07-20", arrived=rome(2026, 7, 15, 9))
    back = opened(rome(2026, 8, 1, 12) + timedelta(days=days), SITE)
    kpi = figures(first, back)["repeat_rate"]
    assert (kpi.count, kpi.share) == (1, Decimal(repeats))


def test_a_replaced_unit_is_followed_by_its_new_serial():
    """What left the house is the new one."""
    first = repaired("2026-11-17", replacement_serial="NEW-1")
    back = opened(rome(2026, 11, 20, 9), SITE, unit(1, serial="new1"))
    assert figures(first, back)["repeat_rate"].share == 1


@pytest.mark.parametrize(("age", "dead"), [(30, 1), (31, 0)])
def test_dead_on_arrival_is_a_failure_within_thirty_days(age, dead):
    """At and above; per unit delivered in the year."""
    starts = day("2026-11-16") - timedelta(days=age)
    verdict = Verdict("in", "delivery", starts, day("2027-11-01"))
    delivered = [starts, day("2026-01-01"), day("2025-01-01"), None]
    found = figures(repaired("2026-11-20", verdict=verdict), delivered=delivered)
    assert (found["doa_rate"].share, found["doa_rate"].count) == (Decimal(dead) / 2, 2)
    assert found["field_failure_rate"].share == Decimal("0.5")
    assert [r.label for r in found["field_failure_rate"].rows] == ["Phone"]


def test_misuse_and_no_fault_are_no_failures_of_the_product():
    """Confirmed failures only."""
    verdict = Verdict("in", "delivery", day("2026-11-01"), day("2027-11-01"))
    for coverage, result in (("misuse", "repairable"), ("warranty", "no-fault")):
        test = LabReport(coverage, result, "EX2", rome(2026, 11, 18, 9), "lab")
        ticket = repaired("2026-11-20", verdict=verdict, test=test)
        found = figures(ticket, delivered=[day("2026-11-01")])
        assert found["doa_rate"].share == found["field_failure_rate"].share == 0


def test_quotes_are_counted_by_their_latest_revision():
    """Accepted of those sent; days to the answer; the value that was accepted."""
    at, answered = rome(2026, 11, 17, 9), rome(2026, 11, 19, 21)
    quotes = tuple(
        Quote(n, r, (n,), Decimal(amount), "EUR", at, "luca.conti", day("2026-12-31"))
        for n, r, amount in ((1, 1, 200), (1, 2, 180), (2, 1, 90))
    )
    acceptance = Acceptance(1, 2, (1,), "x@y", answered, "<m@x>", "ab", "token")
    units = (unit(1, S.ACCEPTED, acceptance=acceptance), unit(2, S.QUOTED))
    ticket = replace(opened(MONDAY, SITE, *units, taken=MONDAY), quotes=quotes)
    found = figures(ticket)
    assert (found["quote_acceptance"].share, found["quote_acceptance"].count) == (Decimal("0.5"), 2)
    assert found["quote_answer_days"].value == Decimal("2.5")
    assert (found["quote_value"].value, found["quote_value"].unit) == (Decimal(180), "money")


def test_holds_end_in_one_of_four_ways():
    """Accepted, collected, disposed, extended; what is due and undecided is open."""
    at = rome(2026, 11, 18, 12)
    accepted = moved(in_state(S.QUOTED, MONDAY, SITE), S.ACCEPTED, at, SITE)
    collected = moved(in_state(S.HELD, MONDAY, SITE), S.CLOSED_RETURNED, at, SITE)
    due = moved(in_state(S.HELD, MONDAY, SITE), S.DISPOSAL_DUE, at, SITE)
    disposed = moved(due, S.CLOSED_DISPOSED, at, SITE)
    still = in_state(S.HELD, MONDAY, SITE)
    kpi = figures(accepted, collected, due, disposed, still)["hold_outcome"]
    assert (kpi.value, kpi.unit) == (Decimal(4), "count")
    assert {row.label: row.share for row in kpi.rows} == dict.fromkeys(
        ("accepted", "collected", "disposed", "open"), Decimal("0.25")
    )


def test_units_of_one_ticket_are_counted_each_for_itself():
    """One tested this week, one not yet; one dead on arrival, one old; one hold of two ended."""
    test = LabReport("warranty", "repairable", "burnt", rome(2026, 11, 18, 9), "lab")
    young = Verdict("in", "delivery", day("2026-11-01"), day("2027-11-01"))
    old = replace(young, starts=day("2026-01-01"))
    units = (
        unit(1, S.RECEIVED, received_on=day("2026-11-01")),
        unit(2, S.REPAIRING, test=test, verdict=old, received_on=day("2026-11-17")),
        unit(3, S.REPAIRING, test=test, verdict=young, received_on=day("2026-11-17")),
        unit(4, S.RECEIVED),
    )
    found = figures(opened(MONDAY, SITE, *units, taken=MONDAY), delivered=[day("2026-11-01")] * 4)
    assert found["nff_rate"].count == 2
    assert found["doa_rate"].share == Decimal("0.25")
    assert found["field_failure_rate"].share == Decimal("0.5")
    assert found["unauthorised_parcels"].count == 2


def test_a_hold_that_a_new_quote_or_a_bounce_cut_short_has_no_outcome():
    """What goes on under another deadline has not ended."""
    held = in_state(S.HELD, MONDAY, SITE)
    for why, count in (("revision", 0), ("bounce", 0), ("sent late", 0), ("extension", 1)):
        cut = stop_clock(held, "TM6", (1,), MONDAY + HOUR, why)
        assert figures(cut)["hold_outcome"].count == count
    two = opened(MONDAY, SITE, unit(1, S.HELD), unit(2, S.HELD), taken=MONDAY)
    both = stop_clock(two, "TM6", (), MONDAY + HOUR, "revision")
    assert figures(both)["hold_outcome"].count == 0


def test_deflection_is_what_was_solved_without_a_return():
    """X13: of the requests of the period."""
    solved = moved(taken(HOUR), S.CLOSED_CANCELLED, MONDAY + 2 * HOUR, SITE, closed_reason="solved")
    kpi = figures(solved, taken(HOUR), taken(HOUR))["deflection"]
    assert (kpi.share, kpi.count) == (Decimal("0.333"), 3)


def test_channel_errors_are_counted_in_mails():
    """Redirected of all mails of the period."""
    kpi = figures(tally={"mails": 40, "mails:redirected": 3})["channel_errors"]
    assert (kpi.value, kpi.count) == (Decimal("7.5"), 40)
    assert figures(tally={"mails": 40})["channel_errors"].value == 0


def test_parcels_astray_are_counted_with_what_came_in():
    """R43, R45: unmarked ones, and those without a valid RMA, per hundred received."""
    unmarked = repaired("2026-11-20", marked=False)
    fine = [repaired("2026-11-20", marked=marked) for marked in (True, None)]
    kpi = figures(unmarked, *fine, tally={"letters:unauthorised_arrival": 1})[
        "unauthorised_parcels"
    ]
    assert (kpi.share, kpi.count) == (Decimal("0.5"), 4)


def test_a_breakdown_shows_the_most_frequent_eight():
    """Below, at and above the bound of its rows."""
    for count in (7, 8, 9):
        nothing = LabReport("warranty", "no-fault", "works", rome(2026, 11, 18, 9), "lab")
        tickets = [
            repaired("2026-11-20", test=nothing, fault_code=f"C-{n}") for n in range(count - 2)
        ]
        rows = figures(*tickets)["nff_rate"].rows
        assert len(rows) == min(count, 8)
        assert {rows[0].label, rows[1].label} == {"Telecom Nord S.r.l.", "ip_phone"}


def test_a_unit_without_a_serial_is_no_repeat_of_any():
    """Nobody knows which one it is: what was shipped of it, and what came, is paired with none."""
    first = repaired("2026-11-17", serial=None)
    back = opened(rome(2026, 11, 20, 9), SITE, unit(1, serial=None))
    assert figures(first, back)["repeat_rate"].count == 0
