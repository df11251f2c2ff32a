"""Who must act next and by when, for every state; the lines of the table."""

from dataclasses import replace
from datetime import date

from mailbot.domain.lifecycle import State, with_missing
from mailbot.domain.outlook import STEPS, Outlook, outlook, unit_rows
from tests.domain.exchange import OLD, PHONE, Exchange

WHO = {"you", "desk", "support", "lab", "warehouse", "distributor", "nobody"}


def test_every_state_has_its_step() -> None:
    """Who acts: one of the readers of the words file."""
    assert set(STEPS) == set(State)
    assert {step.who for step in STEPS.values()} <= WHO


def test_a_new_request_waits_for_support_up_to_the_twelfth_hour() -> None:
    """R32: the deadline is the stored one, to the minute."""
    desk = Exchange()
    ticket = desk.opens(PHONE)
    (line,) = outlook(ticket, desk.site, desk.now)
    assert (line.step, line.who) == ("new", "support")
    assert line.by == ticket.clocks[0].due


def test_missing_data_waits_for_the_reader_whoever_has_it_in_charge() -> None:
    """Decisions 4."""
    desk = Exchange()
    ticket = desk.opens(PHONE)
    unit = replace(with_missing(ticket.units[0], ("fault",)), state=State.IN_CHARGE)
    assert outlook(ticket.with_unit(unit), desk.site, desk.now) == (Outlook("missing_data", "you"),)


def test_what_waits_for_the_reader_stands_first_and_each_thing_once() -> None:
    """A mixed ticket: the quote of one unit, the promise of two."""
    desk = Exchange()
    desk.brings_to("quoted", PHONE, OLD)
    promised = replace(
        desk.ticket.units[1], state=State.REPAIRING, promised=date(2026, 12, 4), number=2
    )
    ticket = desk.ticket.with_unit(promised)
    assert outlook(ticket, desk.site, desk.now) == (
        Outlook("quoted", "you", date(2026, 12, 7)),
        Outlook("repairing", "lab", date(2026, 12, 4)),
    )


def test_a_closed_ticket_waits_for_nobody() -> None:
    """One line, of its last state."""
    desk = Exchange()
    desk.brings_to("in_charge")
    desk.command("CLOSE", reason="risolto")
    assert outlook(desk.ticket, desk.site, desk.now) == (Outlook("closed_cancelled", "nobody"),)


def test_a_row_says_what_a_reader_needs() -> None:
    """R38, R59: serial, fault, the policy's word, the verdict with its end."""
    desk = Exchange()
    ticket = desk.opens(PHONE, OLD)
    rows = unit_rows(ticket)
    assert [(r.number, r.serial, r.status, r.substatus, r.warranty) for r in rows] == [
        (1, PHONE.serial, "New", "", "in"),
        (2, OLD.serial, "New", "", "out"),
    ]
    assert rows[0].warranty_ends == date(2027, 6, 10)
    assert unit_rows(ticket, (2,)) == rows[1:]
    bare = replace(ticket.units[0], verdict=None, serial=None, as_written="VST20..", product="")
    row = unit_rows(ticket.with_unit(bare))[0]
    assert (row.serial, row.product, row.warranty, row.warranty_ends) == (
        "VST20..",
        "VST20",
        "",
        None,
    )
