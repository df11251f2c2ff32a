"""Answers to what the desk asked (X7): also plain ones, below a bare quoted question."""

import pytest

from tests.domain.eyesight import read, serials, sold

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
