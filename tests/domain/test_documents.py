"""Delivery notes and logs that come along: what of them the writer means."""

import pytest

from mailbot.domain.documents import chosen_rows, is_delivery_document, is_log
from mailbot.domain.serials import find_hits
from tests.domain.eyesight import found, sold

PHONE = sold("0777262100041801", mac="00:1B:6E:11:22:33")
PHONE2 = sold("0777262100041802", mac="00:1B:6E:11:22:44")
PBX = sold("PB22610417M", "pbx")
NOTE = """DDT 412/26
Descrizione       Matricola
Telefono IP       0777262100041801
Telefono IP       0777262100041802
Centralino        PB22610417M
"""
NUMBERED = """DDT 412/26
010 Telefono IP   0777262100041801
020 Telefono IP   0777262100041802
030 Centralino    PB22610417M
"""
WITH_MAC = """DDT 412/26
Telefono IP  0777262100041801  00:1B:6E:11:22:33
Telefono IP  0777262100041802  00:1B:6E:11:22:44
"""
TWICE = NOTE + "Totale: 0777262100041801\n"
UNITS = {"1": PHONE, "2": PHONE2, "3": PBX}


def chosen(body: str, document: str = NOTE, *, alone: bool = True) -> list[str]:
    """The units that these words mean, by their place on the note."""
    hits = find_hits(document, found(*UNITS.values()).sold)
    rows = chosen_rows(body, document, hits, alone=alone)
    assert all(body[r.start : r.end] or r.start == len(body) for r in rows)
    return [n for r in rows for n, unit in UNITS.items() if unit is r.unit]


WORDS = {
    "La riga 2 non si accende.": ["2"],
    "Righe 1 e 3 del DDT: morte.": ["1", "3"],
    "pos. 3 defekt": ["3"],
    "riga 7 non va": [],
    "Il centralino non si avvia.": ["3"],
    "Il telefono non si accende.": [],  # two of them: which one is not guessed
    "Non funziona niente.": [],
}


@pytest.mark.parametrize(("body", "meant"), WORDS.items())
def test_a_row_is_meant_by_its_number_or_by_its_product(body: str, meant: list[str]) -> None:
    """R30: not everything on a delivery note is faulty."""
    assert chosen(body) == meant


def test_the_numbers_of_the_note_are_those_the_writer_uses() -> None:
    """Where rows have numbers of their own, these; 20 is the second row."""
    assert chosen("riga 20 difettosa", NUMBERED) == ["2"]
    assert chosen("riga 2 difettosa", NUMBERED) == []


@pytest.mark.parametrize(("document", "body"), [(WITH_MAC, "riga 2"), (TWICE, "riga 3")])
def test_a_unit_named_twice_is_one_row(document: str, body: str) -> None:
    """A serial and its MAC stand in the same row; so does a total at the foot."""
    assert chosen(f"{body} difettosa", document) == [body[-1]]


def test_the_only_unit_of_a_note_is_meant_without_a_word() -> None:
    """Unless the mail names its units itself."""
    document = "Bolla 7\nTelefono IP 0777262100041801 00:1B:6E:11:22:33\n"
    assert chosen("vedi bolla allegata", document) == ["1"]
    assert chosen("vedi bolla allegata", document, alone=False) == []


@pytest.mark.parametrize(
    ("text", "name", "delivery"),
    [
        ("DDT n. 412", "x.pdf", True),
        ("", "delivery_note-2026.pdf", True),
        ("Elenco guasti", "lista.pdf", False),
        ("Modulo RMA\nNs. DDT 412\nGuasto: non suona", "modulo.pdf", False),
    ],
)
def test_a_paper_is_known_by_its_title_or_its_name(text: str, name: str, delivery: bool) -> None:
    """What lists goods that were once sold asks for no return of them."""
    assert is_delivery_document(text, name) is delivery


@pytest.mark.parametrize(
    ("lines", "log"),
    [
        (["<13>boot", "[12.3] eth0", "2026-11-20 10:00:01 up"], True),
        (["<13>boot", "[12.3] eth0"], False),
        (["<13>boot", "[12.3] eth0", "hello", "world"], False),
        (["<13>boot", "[12.3] eth0", "", "Nov 20 10:00:00 x", "world"], True),
    ],
)
def test_what_a_device_wrote_is_a_log(lines: list[str], log: bool) -> None:
    """Three lines at least, and more than half begin with a time."""
    assert is_log("\n".join(lines)) is log
