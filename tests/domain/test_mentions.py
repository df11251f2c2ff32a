"""Serials in plain words: also those that miss a character (mails.md 10, decisions 2)."""

import pytest

from mailbot.domain.spotting import nearly_shaped
from tests.domain.eyesight import read, site, sold

GATEWAY = sold("SG2 0031 4477", "gsm_gateway")


def test_a_serial_without_a_label_that_misses_a_digit_is_proposed():
    """Nothing says `s/n`, but one digit more makes one of ours."""
    intent = read("Il gateway SG20314477 si riavvia da solo ogni ora.", GATEWAY)
    (unit,) = intent.units
    assert unit.sold is None
    assert unit.suggested == GATEWAY


def test_of_another_buyer_nothing_is_proposed():
    """Decisions 2: only where the near unit was sold to the asker."""
    theirs = sold("SG2 0031 4477", "gsm_gateway", to="bianchi")
    intent = read("Il gateway SG20314477 si riavvia da solo ogni ora.", theirs)
    assert all(u.suggested is None for u in intent.units)


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("SG20314477", True),
        ("SG2003144771", True),
        ("SG2031447", False),
        ("SG200314477", False),
        ("SG20314", False),
        ("MODELLO330", False),
        ("0031447", False),
    ],
)
def test_one_character_from_a_shape_of_ours(key, near):
    """One too few or too many, letters first."""
    shapes = [f for f in site().serial_formats if f.pattern]
    assert nearly_shaped(key, shapes) is near


@pytest.mark.parametrize("line", ["SG 200.31.44.77", "BR 41.23.45.6", "fw BR4 12.34.56"])
def test_dotted_numbers_are_no_serial_of_ours(line):
    """mails.md 5.2: addresses and versions are false friends, whatever letters stand before."""
    intent = read(f"Il telefono 0777262100041801 è muto.\n{line}", sold("0777262100041801"))
    assert [u.serial for u in intent.units] == ["0777262100041801"]
