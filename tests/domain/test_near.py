"""Serials one slip away: proposed, never taken (decisions 2, A26)."""

import pytest

from mailbot.domain.near import completed, nearest, spread

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


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("0330262400018801", "0330262400018803", 3),
        ("SG2A10B", "SG2A12B", 3),
        ("SG2A01B", "SG2A51B", 51),
        ("SG2A01B", "SG2A52B", 0),
        ("SG2A12B", "SG2A10B", 0),
        ("SG2A10B", "SG2A10B", 0),
        ("SG2A10B", "SG2A100B", 0),
        ("SG2A10B", "SG2A12C", 0),
        ("SG2AXB", "SG2AYB", 0),
    ],
)
def test_a_range_counts_up_at_one_place_only(first, last, count):
    """At most fifty apart, else it is none (mails.md 10)."""
    between = spread((first, last))
    assert len(between) == count
    assert between[:1] + between[-1:] == ([first, last] if count else [])


def test_an_ending_completes_what_is_longer_than_itself():
    """A whole serial is no ending."""
    assert completed("8817", ["0330262400018801", "8801"]) == ["0330262400018817"]
