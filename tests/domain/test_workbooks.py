"""Which of the tables that come with a mail are meant."""

from mailbot.domain.mail import Table
from mailbot.domain.passages import Reading, Sheet
from mailbot.domain.quoting import split
from mailbot.domain.workbooks import left_out, meant_sheets

UNITS = (("Matricola", "Difetto"), ("0350263500026545", "no link"))
FILE, OTHER = "attachment:resi.xlsx", "attachment:altro.xlsx"


def reading(*sheets: tuple[str, Table]) -> Reading:
    """A mail with nothing but these tables."""
    return Reading(split(""), (), tuple(Sheet(t, where) for where, t in sheets), "", (), ())


def names(mail: Reading) -> list[str]:
    """The names of the sheets that are meant."""
    return [s.table.name for s in meant_sheets(mail)]


def test_an_archive_beside_the_request_is_left_out() -> None:
    """mails.md 4.4: and staff are told, where it holds units."""
    help_text = Table((("Compilare una riga per apparato",),), "Istruzioni")
    mail = reading(
        (FILE, Table(UNITS, "Resi")),
        (FILE, Table(UNITS, "Archivio 2025")),
        (FILE, help_text),
        (FILE, Table(UNITS, "Nascosto", hidden=True)),
    )
    assert names(mail) == ["Resi"]
    assert left_out(mail) == ("Archivio 2025", "Nascosto")


def test_the_only_sheet_of_a_file_is_meant_whatever_its_name() -> None:
    """Why else was it sent? A hidden one was not shown, and a quoted one is not the writer's."""
    mail = reading(
        (FILE, Table(UNITS, "Archivio resi 2026")),
        (FILE, Table((("Note", "nessuna"),), "Foglio2")),
        (OTHER, Table(UNITS, "Segreto", hidden=True)),
        ("body", Table(UNITS, quoted=True)),
    )
    assert names(mail) == ["Foglio2", "Archivio resi 2026"]
    assert left_out(mail) == ("Segreto",)


def test_serials_without_a_header_are_units_too() -> None:
    """A list of nothing but serials is the request, the old list beside it is not."""
    mail = reading((FILE, Table(UNITS[1:], "Foglio1")), (FILE, Table(UNITS, "Vecchi")))
    assert names(mail) == ["Foglio1"]
