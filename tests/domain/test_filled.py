"""Answers to what the desk asked (X7): also plain ones, below a bare quoted question."""

import pytest

from mailbot.domain.filled import filled_blanks
from mailbot.domain.intent import Kind, UnitClaim
from mailbot.domain.understand import understand
from tests.domain import exchange
from tests.domain.eyesight import found, mail, read, serials, site, sold

PHONE = sold("0777262100041801")


def test_a_plain_answer_is_the_fault_that_was_asked_for():
    """The question stands above it without the line that says who wrote it."""
    intent = read(
        "> - the fault of the IP phone, serial number 0777262100041801\n\n"
        "Caller hears their own voice back about half a second later.\n",
        PHONE,
        subject="Re: [RMA-2026-00042] Missing information",
    )
    assert serials(intent) == [PHONE.key]
    assert "own voice" in intent.units[0].fault
    assert intent.missing == ()


@pytest.mark.parametrize(
    "text", ["ok", "Grazie mille\nLuca", "> - serial number of the phone\n\nok"]
)
def test_a_word_or_two_is_no_fault(text):
    """Nothing is told, nothing is taken."""
    intent = read(text, PHONE, subject="Re: [RMA-2026-00042] Missing information")
    assert not any(u.fault for u in intent.units)


@pytest.mark.parametrize("count", [199, 200, 201])
def test_no_more_than_two_hundred_blanks_are_read(count):
    """Below, at and above."""
    assert len(filled_blanks("> 1. Difetto: muto\n" * count)) == min(count, 200)


def of_a_ticket(ticket, blanks):
    """The units of an answer with these lines of our letter filled in."""
    sample = mail(
        f"Compilato\n\nIl 20/11/2026 RMA <rma@voismart.example> ha scritto:\n{blanks}",
        subject=f"Re: [{ticket.number}] Informazioni mancanti",
    )
    here = found(exchange.PHONE, exchange.OLD, tickets={ticket.number: ticket})
    return understand(sample, here, site()).units


PROPOSED = "> Il seriale è VST2026224711B? Se sì, scrivete «sì»; altrimenti il seriale corretto.\n"


@pytest.mark.parametrize(
    ("answer", "serial"),
    [
        ("sì", exchange.PHONE.serial),
        ("Sì, esatto", exchange.PHONE.serial),
        ("yes", exchange.PHONE.serial),
        ("no", "VST2026224711X"),
        (exchange.OLD.serial, exchange.OLD.serial),
    ],
)
def test_a_yes_beside_a_proposed_serial_is_that_serial(answer, serial):
    """Decisions 2: the partner confirms it, or writes another one; a no leaves his own."""
    desk = exchange.Exchange()
    claim = UnitClaim("VST2026224711X", "VST2026224711X", suggested=exchange.PHONE, fault="muto")
    desk.partner(Kind.NEW_REQUEST, exchange.ROSSI, units=(claim,))
    (unit,) = of_a_ticket(desk.ticket, f"{PROPOSED}> 1. Seriale (S/N): {answer}\n")
    assert (unit.number, unit.serial) == (1, serial)


def test_a_fault_filled_in_is_that_of_the_unit_whose_number_stands_there():
    """X7: no serial need be repeated."""
    desk = exchange.Exchange()
    claims = (UnitClaim(None, fault="rete"), UnitClaim(exchange.OLD.serial, sold=exchange.OLD))
    desk.partner(Kind.NEW_REQUEST, exchange.ROSSI, units=claims)
    (unit,) = of_a_ticket(desk.ticket, "> 1. Seriale (S/N): ____\n> 2. Difetto: muto da ieri\n")
    assert (unit.number, unit.serial, unit.fault) == (2, exchange.OLD.serial, "muto da ieri")
