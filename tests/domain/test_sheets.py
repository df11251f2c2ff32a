"""Tables of units: by columns, line by line, and what of them is meant."""

import pytest

from mailbot.domain.mail import Table
from mailbot.domain.sheets import find_header, is_over, is_titled_over, read_rows, text_tables

ONE = "0350263500026545"
TWO = "0330260800015022"


def table(text: str, name: str = "") -> Table:
    """A table, its cells parted by bars."""
    rows = [tuple(c.strip() for c in line.split("|")) for line in text.strip().split("\n")]
    return Table(tuple(rows), name)


def units(text: str) -> list[tuple[str, str]]:
    """The serial and the fault of each row."""
    return [(r.serial, r.fault) for r in read_rows(table(text))]


CARDS = {
    f"Serial no. | {ONE}\nModel | 350C\nProblem | one way audio": [(ONE, "one way audio")],
    f"Company | BlueLink\nModel | 350C\nS/N | {ONE}\nFault | no link\nQty | 1": [(ONE, "no link")],
    f"MODULO RESO |\nMatricola | {ONE}\nDifetto | fermo al logo": [(ONE, "fermo al logo")],
    f"Matricola | {ONE}\nCliente | Rossi": [(ONE, "")],
    "Matricola | 7OK42\nModello | FXS\nGuasto | porta 1 muta": [("7OK42", "porta 1 muta")],
    f"N° de série | {ONE}\nCe qui se passe | écran noir": [(ONE, "écran noir")],
    f"Seriennummer | {ONE} | Modell | 350C\nFehler | kein Ton | Menge | 1": [(ONE, "kein Ton")],
    # Several units: beside each other, below each other, in pairs.
    f" | Unit A | Unit B\nSerial | {ONE} | {TWO}\nFault | no dial tone | display cracked": [
        (ONE, "no dial tone"),
        (TWO, "display cracked"),
    ],
    f"S/N | {ONE} | S/N | {TWO}\nFault | no tone | Fault | dead": [(ONE, "no tone"), (TWO, "dead")],
    f"Prodotto | 350C\nModello | B\nMatricola | {ONE}\nDifetto | muto\n"
    f"Prodotto | 330\nModello | A\nMatricola | {TWO}\nDifetto | display nero": [
        (ONE, "muto"),
        (TWO, "display nero"),
    ],
    f"Matricola | {ONE}\nDifetto | muto\nMatricola | {TWO}\nDifetto | eco": [
        (ONE, "muto"),
        (TWO, "eco"),
    ],
    f"MAC | 00:1B:6E:11:22:33\nFault | no link\nStatus | closed\nMAC | {ONE}": [("", "")],
    "Serial |\nModel | 350C\nFault | no link": [("", "no link")],
    "Model | 350C\nFault | no link": [],
}


@pytest.mark.parametrize(("text", "told"), CARDS.items())
def test_units_are_read_line_by_line(text: str, told: list[tuple[str, str]]) -> None:
    """A title stands before its value: one unit, or several."""
    assert find_header(table(text).rows) is None
    assert units(text) == told


COLUMNS = {
    f"Matricola | Difetto\n{ONE} | no link": [(ONE, "no link")],
    f"Elenco resi |\nPos | Seriale | Causale\n1 | {ONE} | no link": [(ONE, "no link")],
    f"Serial\n{ONE}": [(ONE, "")],
    f"Matricola | DDT 412/26\n{ONE} | si riavvia": [(ONE, "si riavvia")],
    f"Serial | Customer\n7OK42 | Rossi\n{ONE} | Verdi": [("7OK42", ""), (ONE, "")],
    f"S/N | MAC | Panne constatée\n{ONE} | | écran noir": [(ONE, "écran noir")],
    "Matricola | Difetto\n3,30262E+14 | no link\n#N/D | eco": [("", "no link"), ("", "eco")],
    f"Serial\nsee below\n{ONE}": [],
}


@pytest.mark.parametrize(("text", "told"), COLUMNS.items())
def test_units_are_read_by_columns(text: str, told: list[tuple[str, str]]) -> None:
    """A title stands above its values. What a spreadsheet rounded is no serial."""
    assert units(text) == told


def test_a_rounded_serial_is_told_from_none() -> None:
    """It is asked again, although no fault stands beside it."""
    rows = read_rows(table("Matricola | Sede\n3,30262E+14 | Roma\n? | Pisa"))
    assert [r.spoiled for r in rows] == [True, False]


@pytest.mark.parametrize("sign", ["\t", " | ", ";", "    "])
def test_lines_of_a_text_are_a_table(sign: str) -> None:
    """Whatever parts the cells."""
    lines = [("Serial no.", ONE), ("Model", "350C"), ("Problem", "one way audio")]
    (found,) = text_tables("Hello,\n\n" + "\n".join(sign.join(line) for line in lines))
    assert [(r.serial, r.fault) for r in read_rows(found)] == [(ONE, "one way audio")]


@pytest.mark.parametrize(
    ("name", "over"),
    [
        ("Archivio_2025", True),
        ("Chiusi", True),
        ("Erledigte", True),
        ("Istruzioni", True),
        ("Liste", False),
        ("Info", False),
        ("Foglio1", False),
    ],
)
def test_the_name_of_a_sheet_may_say_that_it_is_over(name: str, over: bool) -> None:
    """mails.md 4.4. "Liste" is a list like any other."""
    assert is_over(table("a | b", name)) is over


@pytest.mark.parametrize(
    ("title", "over"),
    [
        ("RMA already closed", True),
        ("Phones already replaced", True),
        ("Telefoni già resi a ottobre", True),
        ("Bereits erledigte Geräte", True),
        ("Appareils déjà échangés", True),
        ("Equipos ya reparados", True),
        ("RMA request - list of phones already tested", False),
        ("Telefoni già provati con altro cavo", False),
        ("Bereits getestete Geräte", False),
        ("Not yet closed", False),
        ("Elenco resi", False),
    ],
)
def test_the_title_above_a_table_may_say_that_it_is_over(title: str, over: bool) -> None:
    """Already tested is not already settled."""
    text = f"{title} |\nMatricola | Difetto\n{ONE} | no link"
    assert is_titled_over(table(text)) is over
