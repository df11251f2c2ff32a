"""Wishes in plain words, and in lines of their own (decisions.md, words of partners)."""

from datetime import date

import pytest

from mailbot.domain.wishes import read_wishes


@pytest.mark.parametrize(
    ("line", "cancels"),
    [
        ("annulla", True),
        ("annulla one two three four five six seven eight", True),
        ("annulla one two three four five six seven eight nine", False),
        ("ANNULLA one two three four five six seven eight nine", True),
        ("cancel the meeting with the customer, he has no time at all", False),
    ],
)
def test_a_word_at_the_head_of_a_long_sentence_is_no_line_of_its_own(
    line: str, cancels: bool
) -> None:
    """Eight words may follow it; a sentence is read as one, unless the word is in capitals."""
    wishes = read_wishes(line, date(2026, 11, 20), distributor=False, on_ticket=True)
    assert ("cancel" in {w.name for w in wishes}) is cancels
