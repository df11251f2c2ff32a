"""Serials one slip away: proposed, never taken (decisions 2, A26)."""

import pytest

from mailbot.domain.near import nearest

KNOWN = ("0350263000094992", "OR1263437M", "FX2B013640", "PW1226356223")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("O350263OOOO94992", "0350263000094992"),
        ("O35O263OOOO94992", "0350263000094992"),
        ("0350263000O94992", "0350263000094992"),
        ("0RL263437M", "OR1263437M"),
        ("350263000094992", "0350263000094992"),
        ("ORL263437M", "OR1263437M"),
        ("FX28O1364O", "FX2B013640"),
        ("PW1223656223", "PW1226356223"),
    ],
)
def test_whoever_reads_a_letter_for_a_digit_may_do_so_all_along(written, meant):
    """A26: O for 0, I and L for 1, S for 5, B for 8, each once or at every place."""
    assert nearest(written, KNOWN) == [meant]


@pytest.mark.parametrize("written", ["0350263000094992", "9950263000094911", "KX2B918844"])
def test_the_right_serial_and_a_far_one_are_near_to_nothing(written):
    """Decisions 2: only a slip is proposed."""
    assert nearest(written, KNOWN) == []
