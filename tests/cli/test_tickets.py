"""`mailbot tickets`: what people and programs see of tickets from outside."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from mailbot.adapters.store import open_store
from mailbot.cli import cli
from mailbot.domain.states import State
from tests.adapters.stock import NOW, opened, some_mail, some_partner, some_ticket, some_unit

DESK = Path(__file__).parents[1] / "desk" / "desk.toml"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The settings of a desk with four tickets."""
    text = DESK.read_text(encoding="utf-8").replace('kind = "memory"', 'kind = "tinydb"')
    lines = [li for li in text.splitlines() if not li.startswith(("sales = ", "partners = "))]
    config = tmp_path / "mailbot.toml"
    config.write_text("\n".join(lines).replace("[store]", '[store]\npath = "desk.db"'), "utf-8")
    store = open_store("tinydb", tmp_path / "desk.db")
    store.import_partners([some_partner("retipiu"), some_partner("gfo")])
    raw, mail = some_mail(1)
    waits = some_ticket(2, some_unit(1, State.HELD), some_unit(2, State.CLOSED_SUCCESS))
    shut = some_ticket(4, some_unit(1, State.REDIRECTED))
    evil = replace(waits.units[0], fault="=cmd|'/c calc'!A1", product="@SUM(1)", serial="+1")
    decision = opened(
        some_ticket(1, owner="luca.conti"),
        waits,
        replace(some_ticket(3, evil, partner="gfo"), subject="\x1b[31m-1+1"),
        shut,
    )
    store.record(raw, mail, decision, (), NOW)
    store.close()
    return config


def run(config: Path, *args: str) -> Result:
    """A command on the desk, at 80 columns."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(
        cli, ["tickets", args[0], "--config", str(config), *args[1:]]
    )


def listed(config: Path, *args: str) -> list[int]:
    """The counts in the numbers that a list has."""
    answer = run(config, "list", "--json", *args)
    assert answer.exit_code == 0, answer.output
    return [int(ticket["number"][-5:]) for ticket in json.loads(answer.output)]


@pytest.mark.parametrize(
    ("args", "numbers"),
    [
        ((), [1, 2, 3, 4]),
        (("--open",), [1, 2, 3]),
        (("--partner", "gfo"), [3]),
        (("--partner", "reti p"), [1, 2, 3, 4]),
        (("--owner", "luca.conti"), [1]),
        (("--state", "HELD"), [2, 3]),
        (("--state", "closed_success"), [2]),
        (("--query", "muto"), [4, 2, 1]),
        (("--query", "muto", "--open", "--owner", "luca.conti"), [1]),
        (("--query", "nothing like it"), []),
    ],
)
def test_a_list_has_what_was_asked_for(
    desk: Path, args: tuple[str, ...], numbers: list[int]
) -> None:
    """Issue 2, looking in: filters by state of business, partner, owner, state, words."""
    assert listed(desk, *args) == numbers


def test_a_list_fits_eighty_columns_and_shows_no_control_characters(desk: Path) -> None:
    """A line for each ticket: number, public status, units, owner, deadline in local time."""
    lines = run(desk, "list").output.splitlines()
    assert lines[0].split() == ["NUMBER", "STATUS", "UNITS", "OWNER", "DUE", "PARTNER"]
    assert lines[1].split()[:6] == ["RMA-2026-00001", "New", "1", "luca.conti", "20/11", "22:00"]
    assert len(lines) == 5
    assert max(map(len, lines)) <= 80
    for args in (("list",), ("show", "2026-3")):
        assert "\x1b" not in run(desk, *args).output


def test_an_empty_list_says_so(desk: Path) -> None:
    """A header alone would look like a fault."""
    assert run(desk, "list", "--owner", "nobody").output.splitlines()[-1] == "no ticket is so"


@pytest.mark.parametrize("spelling", ["RMA-2026-00002", "rma 2026/2", "2026-2", "00002/2026"])
def test_a_ticket_is_shown_for_its_number_in_any_form(desk: Path, spelling: str) -> None:
    """Decisions 15: read also as people write it."""
    answer = run(desk, "show", spelling)
    assert answer.exit_code == 0
    assert answer.output.startswith("RMA-2026-00002  In process\n")
    assert "Closed - with success" in answer.output
    assert max(map(len, answer.output.splitlines())) <= 80


def test_json_has_the_named_keys(desk: Path) -> None:
    """Issue 2: number, public status, owner, deadlines as ISO instants, Message-IDs, units."""
    ticket: dict[str, Any] = json.loads(run(desk, "show", "2026-2", "--json").output)
    due = (NOW + timedelta(hours=12)).isoformat()
    deadline = {"name": "TM1", "units": [1], "due": due, "running": True, "breached": False}
    assert ticket["number"] == "RMA-2026-00002"
    assert ticket["public_status"] == "In process"
    assert ticket["owner"] == ""
    assert ticket["deadlines"] == [deadline]
    assert ticket["messages"] == ["<m1>", "<l1>"]
    first, second = ticket["units"]
    assert first == {
        "number": 1,
        "serial": "IG4/000001",
        "product": "ISDN Gateway 4",
        "state": "held",
        "public_status": "In process",
        "deadlines": [deadline],
    }
    assert (second["public_status"], second["deadlines"]) == ("Closed - with success", [])


def test_a_number_that_is_not_there_is_told_on_the_error_stream(desk: Path) -> None:
    """Exit status 1, one clear line, nothing else."""
    answer = run(desk, "show", "2026-99", "--json")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "no ticket 2026-99" in answer.stderr


def test_a_store_that_is_not_there_gives_one_clear_line(desk: Path) -> None:
    """Looking in makes no store; exit status 3."""
    (desk.parent / "desk.db").unlink()
    answer = run(desk, "list")
    assert answer.exit_code == 3
    assert "it is not there yet" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (desk.parent / "desk.db").exists()


def test_a_csv_export_has_a_row_for_each_unit_and_no_formula(desk: Path, tmp_path: Path) -> None:
    """Cells that begin with = + - @ are data (mail-layer 20)."""
    file = tmp_path / "out.csv"
    assert run(desk, "export", str(file)).output == f"5 units to {file}\n"
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.DictReader(opened_file))
    assert [row["number"][-1] for row in rows] == ["1", "2", "2", "3", "4"]
    evil = rows[3]
    assert evil["fault"] == "'=cmd|'/c calc'!A1"
    assert evil["product"] == "'@SUM(1)"
    assert evil["serial"] == "'+1"
    assert evil["subject"] == "[31m-1+1"
    assert rows[1]["opened"] == "2026-11-20"
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)


def test_an_xlsx_export_has_texts_not_formulas(desk: Path, tmp_path: Path) -> None:
    """The same in a real sheet: no cell is of the formula type; dates are dates."""
    file = tmp_path / "out.xlsx"
    assert run(desk, "export", "--format", "xlsx", str(file)).exit_code == 0
    sheet = openpyxl.load_workbook(file).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == 6
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=cmd|'/c calc'!A1" in {cell.value for cell in cells}
    assert sheet["B2"].is_date


def test_an_export_to_a_folder_that_is_not_there_leaves_nothing(desk: Path, tmp_path: Path) -> None:
    """One clear line and exit status 3."""
    answer = run(desk, "export", str(tmp_path / "no" / "out.csv"))
    assert answer.exit_code == 3
    assert "No such file" in answer.stderr
