"""Serials in plain words: also those that miss a character (mails.md 10, decisions 2)."""

import pytest

from mailbot.domain.mentions import Lens, find_mentions
from mailbot.domain.serials import find_hits
from mailbot.domain.spotting import nearly_shaped
from tests.domain.eyesight import found, read, serials, site, sold

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


ROW = [sold(f"07772621000418{n:02}") for n in range(1, 5)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("telefoni da 0777262100041801 a 0777262100041803, tutti muti", 3),
        ("phones 0777262100041801 to 803, all dead", 3),
        ("die Telefone 0777262100041801 bis 0777262100041804 sind stumm", 4),
        ("les téléphones 0777262100041801 à 0777262100041802 sont muets", 2),
        ("los teléfonos 0777262100041801 hasta 0777262100041803 no suenan", 3),
        ("0777262100041801-804 muti", 4),
        ("0777262100041801 → 04 muti", 4),
    ],
)
def test_a_range_of_serials_is_every_one_of_them(text, count):
    """mails.md 10: from the first to the last, if all were sold to the same buyer."""
    assert sorted(serials(read(text, *ROW))) == [u.key for u in ROW[:count]]


@pytest.mark.parametrize(
    "missing", [(), (sold("0777262100041802", to="bianchi"),)], ids=["unsold", "of another"]
)
def test_a_range_with_a_gap_names_its_ends_alone(missing):
    """Nobody else's unit is drawn in (decisions 2)."""
    text = "telefoni da 0777262100041801 a 0777262100041803, tutti muti"
    assert serials(read(text, ROW[0], ROW[2], *missing)) == [ROW[0].key, ROW[2].key]


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        ("Telefono muto, MAC 00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
        ("telefono muto, mac address 001A2B3C4D5E", "001A2B3C4D5E"),
        ("Telefono muto, MAC 00:1A:2B:3C:4D", None),
        ("telefono muto, MAC: 12345678", None),
        ("telefono muto, MAC: 12345678901Z", None),
        ("telefono muto, sull'etichetta 123456", None),
        ("telefono muto, S/N 123456", "123456"),
        ("telefono muto, sull'etichetta SG200314478", "SG200314478"),
        ("telefono muto, S/N 12345678901234567890", "12345678901234567890"),
        ("telefono muto, S/N 123456789012345678901", None),
        ("telefono muto, S/N 1234", None),
    ],
)
def test_what_stands_after_a_label_has_the_form_that_the_label_promises(text, serial):
    """A MAC has twelve hexadecimal digits, a serial five to twenty characters; after a vague label
    only what looks like one of ours is one."""
    (unit,) = read(text).units
    assert unit.serial == serial


@pytest.mark.parametrize(
    "text",
    [
        "SN0777262100041899 muto",
        "S/N0777262100041899 muto",
        "MATRICOLA0777262100041899 muta",
        "sn:0777262100041899 muto",
    ],
)
def test_a_label_glued_to_a_serial_is_no_part_of_it(text):
    """With the space forgotten it is still the serial that is asked about."""
    (unit,) = read(text, *ROW).units
    assert unit.serial == "0777262100041899"


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        ("telefono muto, matricola:\n0777262100041899", "0777262100041899"),
        ("telefono muto, matricola illeggibile\nordine 4711/26 0777262", None),
        ("telefono muto, matricola:\nquello nero 9912345", None),
    ],
)
def test_a_label_is_for_what_begins_its_line_or_the_next(text, serial):
    """Below the label stands its serial, or something else with words of its own."""
    (unit,) = read(text, sold("PW1226010123", "power_supply")).units
    assert unit.serial == serial


def test_a_list_after_a_serial_is_read_up_to_a_bound():
    """Thirty endings below one another; whoever has more sends a list."""
    text = "0777262100041801" + "".join(f", {n}" for n in range(802, 842)) + " muti"
    units = [sold(f"0777262100041{n}") for n in range(801, 842)]
    assert len(read(text, *units).units) == 31


def test_a_text_of_nothing_but_labels_and_numbers_is_read_up_to_a_bound():
    """Whoever sends a thousand serials in words gets the first ones read, and soon."""
    text = "".join(f"S/N 9{n:09} muto\n" for n in range(1_000))
    lens = Lens.over(found(), (), ())
    assert len(find_mentions(text, lens)) == 400
    text = "".join(f"07772621{n:08}\n" for n in range(1_000))
    units = [sold(f"07772621{n:08}") for n in range(1_000)]
    assert len(find_mentions(text, Lens.over(found(*units), (), ()))) == 400


@pytest.mark.parametrize(("before", "seen"), [(19_998, 1), (19_999, 1), (20_000, 0)])
def test_a_serial_after_twenty_thousand_words_is_not_looked_for(before, seen):
    """Below, at and above the bound of one text."""
    text = "x " * before + ROW[0].serial
    assert len(find_hits(text, {ROW[0].key: ROW[0]})) == seen


@pytest.mark.parametrize(
    "text",
    [
        "telefono muto, S/N 0777 e poi non si legge",
        "phone is dead, serial 0777 and the rest is gone",
        "Telefon stumm, Seriennummer 0777 und dann unlesbar",
        "téléphone muet, numéro de série 0777 puis effacé",
        "teléfono mudo, número de serie 0777 pero no se lee",
    ],
)
def test_the_words_after_half_a_serial_are_no_part_of_it(text):
    """What cannot be read is asked for; nothing is made up of it."""
    assert [u.serial for u in read(text).units] == [None]


@pytest.mark.parametrize("written", ["0777 2621 0004", "PW 12260 101", "12345 678 A"])
def test_the_groups_of_a_serial_are_put_together(written):
    """Digits and capitals, whatever stands between them."""
    (unit,) = read(f"telefono muto, S/N {written}").units
    assert unit.serial == written
