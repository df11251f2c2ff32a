"""What is asked along with a letter, without stopping a clock (decisions 1, mails.md 5.3)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailbot.domain.asking import MOST_COURTESIES, courtesy_questions
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.questions import Question
from mailbot.domain.registry import Partner, Role
from mailbot.domain.ticket import Requester, Ticket
from mailbot.domain.unit import Unit

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHO = Requester(Address("ada@partner.example"), "ada", "Ada S.r.l.", "quality_partner", "it")
HOME = Partner("ada", "Ada S.r.l.", Role.QUALITY_PARTNER, return_address="Via Roma 1, Milano")
DEAD = Unit(1, State.NEW, serial="A1", fault="non si accende", fault_code="PWR-01", known=True)


def ticket(*units: Unit) -> Ticket:
    return Ticket("RMA-2026-00001", NOW, "RMA", WHO, units)


def test_a_fault_is_worth_its_one_question() -> None:
    """Each code has one triage question; it is asked once, with what is known beside it."""
    (asked,) = courtesy_questions(ticket(DEAD), HOME)

    assert (asked.unit, asked.field, asked.code) == (1, "triage", "PWR-01")


@pytest.mark.parametrize(
    "unit",
    [
        replace(DEAD, fault="non si accende, provato con altro alimentatore"),
        replace(DEAD, fault_code="PHY-01", fault="vetro rotto"),
        replace(DEAD, fault_code=""),
        replace(DEAD, state=State.VALIDATED_IW),
    ],
)
def test_what_was_said_or_helps_nobody_is_not_asked(unit: Unit) -> None:
    """Already answered, no question for this code, no code, decided already."""
    assert courtesy_questions(ticket(unit), HOME) == ()


def test_the_return_address_is_asked_where_nobody_knows_it() -> None:
    """It defaults to the partner's on file; what is on neither is asked along (decisions 1)."""
    plain = replace(DEAD, fault_code="")
    unknown = replace(HOME, return_address="")

    assert courtesy_questions(ticket(plain), unknown) == (Question(0, "return_address"),)
    known = replace(ticket(plain), return_address="Via Po 2, Torino")
    assert courtesy_questions(known, unknown) == ()


@pytest.mark.parametrize(("units", "asked"), [(9, 9), (10, 10), (11, 10)])
def test_a_long_letter_asks_no_more_than_ten(units: int, asked: int) -> None:
    """Below, at and above the bound."""
    many = ticket(*(replace(DEAD, number=n, serial=f"A{n}") for n in range(1, units + 1)))

    assert len(courtesy_questions(many, HOME)) == asked
    assert asked <= MOST_COURTESIES
