"""Answers to letters that the desk's store does not know: what the quoted letter says counts."""

import pytest

from mailbot.domain.intent import Intent, Kind
from tests.domain.eyesight import read, serials, sold

SUBJECT = "Re: [RMA-2026-00042] Informazioni mancanti"
ONE, TWO, THREE = (sold(f"07772621000418{n:02}") for n in (1, 4, 17))
SUPPLY = sold("PW1226010123", "power_supply")
HEAD = "\n\nIl 20/11/2026 RMA <rma@voismart.example> ha scritto:\n"
PROPOSALS = (
    "> la matricola 0777262100041807 non risulta. Le più vicine:\n>\n"
    "> 1. Telefono 0777262100041801\n> 2. Telefono 0777262100041804\n"
    "> 3. Telefono 0777262100041817\n"
)


def answered(text: str, quoted: str, *units: object) -> Intent:
    """The intent of an answer above this quoted letter."""
    return read(f"{text}{HEAD}{quoted}", *(units or (ONE, TWO, THREE)), subject=SUBJECT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "picked"),
    [
        ("È il secondo della vostra lista, l'ultima cifra era rovinata.", TWO),
        ("La 3.", THREE),
        ("1", ONE),
        ("it's number 2", TWO),
        ("C'est le troisième", THREE),
        ("Das zweite ist richtig", TWO),
        ("n. 1 grazie", ONE),
    ],
)
def test_a_proposal_is_picked_by_its_place(words: str, picked: object) -> None:
    """A6: one of the near serials of our letter, and no other."""
    assert serials(answered(words, PROPOSALS)) == [picked.key]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words", ["non saprei, domani guardo", "il primo o il terzo", "la 7", "sì"]
)
def test_what_picks_none_or_several_is_no_choice(words: str) -> None:
    """Asked again, nothing guessed."""
    assert serials(answered(words, PROPOSALS)) == []


def test_yes_picks_the_only_proposal() -> None:
    """And only where serials were proposed at all."""
    one = "> 1. Telefono 0777262100041801\n"
    only = f"> la matricola 0777262100041807 non risulta. La più vicina:\n{one}"
    assert serials(answered("Sì, esatto", only)) == [ONE.key]
    assert serials(answered("Sì, esatto", one)) == []


def test_a_fault_beside_its_question_is_of_that_unit() -> None:
    """Answers typed into our lines; what we asked and nobody answered is asked still."""
    intent = read(
        "I answered in red below.\n\n________________________________\n"
        "From: RMA <rma@voismart.example>\nSent: 18 November 2026 15:20\n"
        "Subject: [RMA-2026-00042] Missing information\n\nwe still need:\n\n"
        f"1) serial number of the phone {ONE.serial}\n"
        "2) fault of the power supply, serial number PW1226010123 whistles and sags to 39 V\n",
        ONE,
        SUPPLY,
        subject="RE: [RMA-2026-00042] Missing information",
    )
    by_serial = {u.serial: u.fault for u in intent.units}
    assert by_serial == {ONE.serial: "", SUPPLY.serial: by_serial[SUPPLY.serial]}
    assert "whistles" in by_serial[SUPPLY.serial]
    assert intent.missing == ()


ASKS_TWO = (
    "> Il nous manque encore :\n>\n"
    f"> - la description de la panne du téléphone, numéro de série {ONE.serial}\n"
    "> - le numéro de série de l'alimentation\n"
)


def test_a_serial_of_our_own_question_answers_none() -> None:
    """One of two questions is answered; the other stays open, whatever is promised."""
    intent = answered(
        "Pour le poste : à la première sonnerie il décroche de lui-même.\n\n"
        "Pour l'alimentation, je vous envoie la photo vendredi.",
        ASKS_TWO,
        ONE,
        SUPPLY,
    )
    assert "décroche" in " ".join(u.fault for u in intent.units)
    assert intent.missing == ("serial",)


def test_a_promise_is_no_fault() -> None:
    """`Lo otro lo pregunto mañana`: the serial is there, the fault is not."""
    asks = (
        "> Todavía necesitamos:\n> - número de serie del teléfono\n> - descripción de la avería\n"
    )
    intent = answered(f"{ONE.serial}\nlo otro lo pregunto mañana al cliente y os digo", asks, ONE)
    assert serials(intent) == [ONE.key]
    assert intent.missing == ("fault",)


def test_whoever_cannot_read_the_label_still_owes_the_serial() -> None:
    """Even where our letter is not quoted."""
    intent = read("la targhetta è illeggibile", ONE, subject=SUBJECT)
    assert intent.missing == ("serial",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("allora? i due giorni sono diventati sei", Kind.STATUS_QUESTION),
        ("siete riusciti a guardarci?", Kind.STATUS_QUESTION),
        ("Is there any movement on this one? The school is on at me.", Kind.STATUS_QUESTION),
        ("il telefono gracchia, basta così?", Kind.INFO_REPLY),
    ],
)
def test_whatever_is_asked_without_telling_anything_asks_how_it_stands(
    text: str, kind: Kind
) -> None:
    """In the thread of a notice that asked for nothing."""
    head = "\n\nIl 20/11/2026 RMA <rma@voismart.example> ha scritto:\n> è stata presa in carico.\n"
    intent = read(f"{text}{head}", subject="Re: [RMA-2026-00042] Presa in carico")
    assert intent.kind is kind
