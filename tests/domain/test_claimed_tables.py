"""The units that a mail claims in its tables: the registry comes first."""

import pytest

from mailbot.domain.intent import Kind
from mailbot.domain.mail import Attachment, Table
from tests.domain.eyesight import mail, read, serials, sold

ONE = sold("0777262100041801")
TWO = sold("0777262100041802")
Cells = tuple[tuple[str, ...], ...]


def claimed(*rows: tuple[str, ...]) -> list[tuple[str, str]]:
    """The serials and the faults that a mail with this sheet claims."""
    sheet = Attachment("l.csv", "text/csv", 1, "d", tables=(Table(rows),))
    intent = read("vedi elenco", ONE, TWO, attachments=(sheet,))
    return list(zip(serials(intent), [u.fault for u in intent.units], strict=True))


TABLES: list[tuple[Cells, list[tuple[str, str]]]] = [
    # Where the column of the serial has none, the other cells count.
    (
        (("Matricola", "Note"), ("", f"telefono {ONE.serial} senza tono")),
        [(ONE.serial, f"telefono {ONE.serial} senza tono")],
    ),
    # No header at all.
    (
        (("1", ONE.serial, "senza tono"), ("2", TWO.serial, "display nero")),
        [
            (ONE.serial, "1 senza tono"),
            (TWO.serial, "2 display nero"),
        ],
    ),
    # A rounded serial is asked again, with or without a fault; rows that are over are nobody's.
    ((("Matricola", "Sede"), ("7,77262E+14", "Roma")), [("", "")]),
    ((("Matricola", "Difetto", "Stato"), (ONE.serial, "muto", "chiuso")), []),
    ((("Matricola", ONE.serial), ("Difetto", "muto"), ("Stato", "chiuso")), []),
    # A heading between the rows.
    (
        (("Matricola", "Modello", "Difetto"), ("Sede di Roma", "", ""), (ONE.serial, "", "muto")),
        [(ONE.serial, "muto")],
    ),
]


@pytest.mark.parametrize(("rows", "told"), TABLES)
def test_every_cell_of_a_table_may_name_a_unit(rows: Cells, told: list[tuple[str, str]]) -> None:
    """R30: what cannot be read by columns is looked up all the same."""
    found = claimed(*rows)
    assert [s for s, _ in found] == [s for s, _ in told]
    assert all(
        words in fault or fault in words for (_, fault), (_, words) in zip(found, told, strict=True)
    )


def test_a_yes_to_a_quote_by_name_is_no_request() -> None:
    """Without a number, and without a fault."""
    assert read("Accettiamo il vostro preventivo.").kind is Kind.QUOTE_REPLY


def test_a_table_without_rows_of_units_is_no_table() -> None:
    """A line of cells alone, a rule, and cells that name nothing."""
    assert mail("x").chain == ()
    assert serials(read(f"a | b\n\n--- | ---\nc | d\ne | f\n\n{ONE.serial} non suona", ONE)) == [
        ONE.serial
    ]
