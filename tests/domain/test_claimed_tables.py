"""The units that a mail claims in its tables: the registry comes first."""

import pytest

from mailbot.domain.claims import find_claims
from mailbot.domain.intent import Kind
from mailbot.domain.mail import Attachment, Table
from mailbot.domain.mentions import Lens
from mailbot.domain.passages import lay_out
from tests.domain.eyesight import found, mail, read, serials, site, sold

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


SPOILED: list[tuple[str, str, str]] = [
    ("illeggibile", "", ""),
    ("1/3", "", ""),
    ("non si legge bene, sembra 0777 e poi 2621 forse", "", ""),
    ("illeggibile", "00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
    ("0777262100041801000777", "", "0777262100041801000777"),
    ("12/AB 3", "", "12/AB 3"),
]


@pytest.mark.parametrize(("serial", "mac", "named"), SPOILED)
def test_what_stands_in_a_column_of_serials_is_asked_about_as_it_stands(
    serial: str, mac: str, named: str
) -> None:
    """R30: it is in no registry, but somebody wrote it for the unit; words are no serial."""
    sheet = Attachment(
        "l.csv",
        "text/csv",
        1,
        "d",
        tables=(Table((("Matricola", "MAC", "Difetto"), (serial, mac, "muto"))),),
    )
    (unit,) = read("vedi elenco", ONE, attachments=(sheet,)).units
    assert (unit.serial or "", unit.fault, unit.sold) == (named, "muto", None)


def test_a_list_longer_than_the_bound_is_taken_up_to_it() -> None:
    """Limits.serials: below, at and above."""
    rows = [("Matricola", "Difetto"), *((f"07772621000418{n:02}", "muto") for n in range(12))]
    text = "\n".join("\t".join(row) for row in rows)
    reading = lay_out(mail(text), site())
    lens = Lens.over(found(), (), ())
    assert [len(find_claims(reading, lens, most)) for most in (11, 12, 13)] == [11, 12, 12]


@pytest.mark.parametrize(
    ("code", "serial"),
    [
        ("SG200314478", "SG200314478"),
        ("sg2 0031 4478", "SG2 0031 4478"),
        ("ritiro 123", None),
        ("8001234", None),
    ],
)
def test_a_scanned_code_of_our_shape_is_a_serial_nobody_sold(code: str, serial: str | None) -> None:
    """It is asked about; the code of a shop or a carrier is none of ours."""
    photo = Attachment("a.jpg", "image/jpeg", 1, "d", codes=(code,))
    (unit,) = read("il gateway si riavvia", ONE, attachments=(photo,)).units
    assert unit.serial == serial
    assert "riavvia" in unit.fault


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("Il primo non si accende, il secondo gracchia.", "accende", "gracchia"),
        ("entrambi non si accendono", "accendono", "accendono"),
        ("both are dead, no sound at all", "dead", "dead"),
    ],
)
def test_faults_told_apart_from_a_list_of_serials_are_of_its_units(
    words: str, first: str, second: str
) -> None:
    """Two serials in a sheet or a photo, their faults in the mail."""
    sheet = Table((("Matricola",), (ONE.serial,), (TWO.serial,)))
    for file in (
        Attachment("l.csv", "text/csv", 1, "d", tables=(sheet,)),
        Attachment("a.jpg", "image/jpeg", 1, "d", codes=(ONE.serial, TWO.serial)),
    ):
        intent = read(words, ONE, TWO, attachments=(file,))
        assert serials(intent) == [ONE.key, TWO.key]
        assert first in intent.units[0].fault
        assert second in intent.units[1].fault
