"""Units without a serial beside units that have one, and papers that name none (mails.md 3)."""

import pytest

from mailbot.domain.documents import is_log
from mailbot.domain.mail import Attachment, Mail
from mailbot.domain.understand import understand
from tests.domain.eyesight import found, mail, read, serials, site, sold

PHONE = sold("0777262100041801")
SECOND = sold("0777262100041802")
HEADSET = sold("HSZ55F0101K", "headset")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (
            "Il telefono 0777262100041801 ha il display nero.\n"
            "Inoltre l'alimentatore da 48V scotta e sa di bruciato.",
            "power_supply",
        ),
        (
            "Phone 0777262100041801 has no dial tone. Also a headset with no label left on it, "
            "its mic is broken off.",
            "headset",
        ),
        (
            "Das Telefon 0777262100041801 hat keinen Ton. Außerdem ist beim Netzteil das Kabel "
            "gerissen.",
            "power_supply",
        ),
    ],
)
def test_one_more_unit_without_a_serial_is_a_unit(text, family):
    """Its serial is asked for, and its fault is not the other unit's."""
    intent = read(text, PHONE)
    first, other = intent.units
    assert serials(intent) == [PHONE.key, ""]
    assert other.product == family
    assert other.fault
    assert other.fault not in first.fault
    assert intent.missing == ("serial",)


def test_the_others_that_cannot_be_read_are_units_too():
    """`gli altri due non si leggono`: three units, one serial."""
    intent = read(
        "3 telefoni che si bloccano dopo un'ora. Uno ha il seriale 0777262100041801, gli altri "
        "due non si leggono.",
        PHONE,
    )
    assert serials(intent) == [PHONE.key, "", ""]
    assert all(u.fault for u in intent.units)
    assert intent.missing == ("serial",)


@pytest.mark.parametrize(
    "text",
    [
        "Il telefono 0777262100041801 non si accende. Anche con altro alimentatore è spento.",
        "Il telefono 0777262100041801 non si accende. Provato anche l'alimentatore, che è spento.",
        "Phone 0777262100041801 has no dial tone. The switch shows an error on that port.",
        "Phone 0777262100041801 is dead. Also tried another power supply, it stays off.",
        "Il telefono 0777262100041801 è muto. Inoltre il telefono ha il display nero.",
    ],
)
def test_what_was_tried_with_a_unit_is_none(text):
    """A spare, a switch, the same unit again: nothing more to ask for."""
    intent = read(text, PHONE)
    assert serials(intent) == [PHONE.key]
    assert intent.missing == ()


def test_healthy_units_of_a_list_are_all_left_out():
    """`ci sono anche A e B ma quelli vanno bene`: neither is returned."""
    intent = read(
        "La cuffia HSZ55F0101K ha il microfono muto.\n"
        "Nel DDT ci sono anche 0777262100041801 e 0777262100041802 ma quelli vanno bene.",
        PHONE,
        SECOND,
        HEADSET,
    )
    assert serials(intent) == [HEADSET.key]


LOG = "Nov 16 10:00:01 pbx voicemail[4417]: segfault ip 0777262100041801\n" * 4
LIST = "0777262100041801 muto\n0777262100041802 spento\n"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (LOG, True),
        ("2026-11-16 10:00:01 boot\n" * 3, True),
        ("[12:01] start\n" * 3, True),
        ("<6>kernel: x\n" * 3, True),
        ("2026-11-16 10:00:01 boot\n" * 2, False),
        (LIST * 2, False),
        ("12/11/2026 reso telefono\n" * 4, False),
    ],
)
def test_a_log_is_known_by_the_times_its_lines_begin_with(text, is_one):
    """Three lines or more, most of them with a time."""
    assert is_log(text) is is_one


def _with_file(name: str, text: str) -> Mail:
    paper = Attachment(name, "text/plain", 100, "1" * 64, text=text)
    return mail("La cuffia HSZ55F0101K è muta, vedi allegato.", attachments=(paper,))


def test_numbers_in_a_log_are_no_units():
    """A device's log names no unit of the request; a list does."""
    facts = found(PHONE, SECOND, HEADSET)
    assert serials(understand(_with_file("syslog.txt", LOG), facts, site())) == [HEADSET.key]
    listed = understand(_with_file("elenco.txt", LIST), facts, site())
    assert serials(listed) == [HEADSET.key, PHONE.key, SECOND.key]


def test_a_table_of_a_paper_is_not_read_again_as_prose():
    """The words after a header are no serials: `Matricola | Difetto` / `1 | VS-ORC-50`."""
    table = "Pos\tArticolo\tMatricola\tDifetto\n1\tVS-ORC-50\t0777262100041801\tporta bruciata\n"
    intent = understand(_with_file("RF-0615.txt", table), found(PHONE, HEADSET), site())
    assert PHONE.key in serials(intent)
    assert "1VSORC50" not in serials(intent)
