"""Serials given by their last characters only, in five languages."""

import pytest

from mailbot.domain.endings import find_endings
from mailbot.domain.understand import understand
from tests.domain.eyesight import found, mail, site, sold

LISTS = {
    "Los teléfonos terminados en 2349 y 6213 no encienden": "2349 6213",
    "los equipos que terminan en 2349, 6213 y 7788": "2349 6213 7788",
    "con terminación 2349": "2349",
    "últimos 4 dígitos: 2349": "2349",
    "las últimas cifras son 2349 y 6213": "2349 6213",
    "acabados en 2349": "2349",
    "Telefon mit Endnummer ...2619 und ...2773, beide ohne Ton": "2619 2773",
    "Telefone mit den Endziffern 2619 und 2773": "2619 2773",
    "die auf 2619 und 2773 enden": "2619 2773",
    "das Gerät, dessen Nummer auf 2619 endet": "2619",
    "letzte vier Ziffern 2619": "2619",
    "endet auf 2619": "2619",
    "i due telefoni con finale 2349 e 6213": "2349 6213",
    "quelli che finiscono per 2349 e 6213": "2349 6213",
    "quello che termina con 2349": "2349",
    "terminanti in 2349/6213": "2349 6213",
    "ultime 4 cifre 2349 e 6213": "2349 6213",
    "le ultime quattro cifre sono 2349": "2349",
    "ultimi numeri: 2349": "2349",
    'finali "2349" e "6213"': "2349 6213",
    "phones ending in 2349 and 6213": "2349 6213",
    "the ones that end with 2349": "2349",
    "serials ending 2349 & 6213": "2349 6213",
    "last four digits 2349, 6213": "2349 6213",
    "last 4: 2349": "2349",
    "the phone with serial ending ...2349": "2349",
    "les postes se terminant par 2349 et 6213": "2349 6213",
    "ceux qui finissent par 2349": "2349",
    "les quatre derniers chiffres sont 2349": "2349",
    "dont le numéro se termine par 2349": "2349",
    "terminaison 2349": "2349",
    # no lists of endings
    "auf 2619 Metern Höhe": "",
    "interno 2349 e 6213": "",
    "il finale di stagione del 2349": "",
}
ONE = sold("0777262100042349")
TWO = sold("0777262100046213")
THEIRS = sold("0777262100049999", to="bianchi")


@pytest.mark.parametrize(("text", "endings"), LISTS.items())
def test_the_words_that_say_it_and_the_list_after_them(text: str, endings: str) -> None:
    """Before the list, in German after it, too."""
    assert " ".join(e.key for e in find_endings(text) if e.group >= 0) == endings


def named(text: str) -> list[str | None]:
    """The units that are read where the store knows these by their ends."""
    units = (ONE, TWO, THEIRS)
    tails = {"tails": {unit.key[-4:]: (unit,) for unit in units}}
    intent = understand(mail(text), found(*units, **tails), site())
    return [unit.serial for unit in intent.units]


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("I telefoni con finale 2349 e 6213 non si accendono", [ONE.serial, TWO.serial]),
        ("Die Telefone, die auf 2349 und 6213 enden, sind stumm", [ONE.serial, TWO.serial]),
        ("Il telefono ...42349 non si accende", [ONE.serial]),
        # One of the list is nobody's, or another's: none is guessed.
        ("I telefoni con finale 2349 e 7777 non si accendono", []),
        ("I telefoni con finale 2349 e 9999 non si accendono", []),
        # Four characters that nothing calls an ending are a year, a port, a room.
        ("Il telefono ...2349 non si accende", []),
        ("Il telefono dell'interno 2349 non si accende", []),
    ],
)
def test_four_characters_are_enough_where_all_are_the_askers(text: str, serials: list[str]) -> None:
    """Safe: all must be known, of units the asker bought (decisions 2)."""
    assert [s for s in named(text) if s] == serials


@pytest.mark.parametrize(("count", "read"), [(59, 59), (60, 60), (61, 60)])
def test_endings_are_read_to_a_bound(count: int, read: int) -> None:
    """mail-layer 6."""
    text = "finali " + ", ".join(f"{n + 1000}" for n in range(count))
    assert len(list(find_endings(text))) == read
