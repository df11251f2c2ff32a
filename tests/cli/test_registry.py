"""`mailbot sales import` and `mailbot partners import`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.adapters.registry_csv import known_families
from mailbot.adapters.store import open_store
from mailbot.cli import cli
from mailbot.config import load_config

DESK = Path(__file__).parents[1] / "desk"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The settings of a desk with an empty store, and its CSV files."""
    shutil.copytree(DESK, tmp_path, dirs_exist_ok=True)
    text = (DESK / "desk.toml").read_text(encoding="utf-8")
    kept = [li for li in text.splitlines() if not li.startswith(("sales = ", "partners = "))]
    lines = "\n".join(kept).replace('kind = "memory"', 'kind = "tinydb"\npath = "desk.db"')
    config = tmp_path / "mailbot.toml"
    config.write_text(lines, "utf-8")
    return config


def run(config: Path, what: str, file: Path) -> Result:
    """Import a file."""
    return CliRunner().invoke(cli, [what, "import", "--config", str(config), str(file)])


def counts(config: Path) -> tuple[int, int]:
    """Units and partners in the store."""
    store = open_store("tinydb", config.parent / "desk.db", read_only=True)
    try:
        return len(list(store.sold())), len(list(store.partners()))
    finally:
        store.close()


def test_partners_then_sales_are_imported(desk: Path) -> None:
    """Issue 2: both files go into the store; one line says how many."""
    partners, sales = desk.parent / "partners.csv", desk.parent / "sales.csv"
    first = run(desk, "partners", partners)
    second = run(desk, "sales", sales)
    rows = [len(file.read_text("utf-8").strip().splitlines()) - 1 for file in (sales, partners)]
    assert first.output == f"{rows[1]} partners from {partners}\n"
    assert second.output == f"{rows[0]} units from {sales}\n"
    assert counts(desk) == (rows[0], rows[1])


def test_sales_without_partners_are_refused_with_one_line(desk: Path) -> None:
    """Otherwise every line would be wrong for the same reason."""
    answer = run(desk, "sales", desk.parent / "sales.csv")
    assert answer.exit_code == 2
    assert "import the partners first" in answer.stderr
    assert len(answer.stderr.splitlines()) == 2


def test_a_bad_line_is_named_and_nothing_changes(desk: Path) -> None:
    """All or nothing: the store keeps what it had (issue 2)."""
    sales = desk.parent / "sales.csv"
    run(desk, "partners", desk.parent / "partners.csv")
    run(desk, "sales", sales)
    before = counts(desk)
    with sales.open("a", encoding="utf-8") as file:
        file.write("A B,,,,toaster,direct,nobody,31/12/2025,,,no,\n")
    line = len(sales.read_text("utf-8").splitlines())
    answer = run(desk, "sales", sales)
    assert answer.exit_code == 2
    for words in ("serial `A B`", "family `toaster`", "sold_to `nobody`", "write 2025-12-31"):
        assert any(
            li.startswith(f"{sales}:{line}: ") and words in li for li in answer.stderr.splitlines()
        )
    assert counts(desk) == before


def test_families_of_the_settings_are_known(desk: Path) -> None:
    """Another vendor has another catalogue: what the settings name may stand in a row."""
    site = load_config(desk).site
    assert {"pbx", "ip_phone"} <= known_families(site)
    text = desk.read_text("utf-8")
    desk.write_text(
        text.replace('licence_families = ["pbx"', 'licence_families = ["radio"'), "utf-8"
    )
    assert "radio" in known_families(load_config(desk).site)


def test_the_reference_registry_is_imported(desk: Path, shared: Path) -> None:
    """The columns of the corpus are those that are read."""
    assert run(desk, "partners", shared / "corpus" / "partners.csv").exit_code == 0
    answer = run(desk, "sales", shared / "corpus" / "sales.csv")
    assert answer.output.startswith("603 units")


def test_a_terminal_sees_how_far_the_import_is(desk: Path) -> None:
    """Issue 2: a progress bar; on a terminal only, and on the error stream."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    file = desk.parent / "partners.csv"
    words = [sys.executable, "-m", "mailbot", "partners", "import", "-c", str(desk), str(file)]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    seen = os.read(mine, 65_536).decode()
    os.close(mine)
    assert "partners.csv" in seen
    assert "100%" in seen
    assert done.stdout.decode().endswith(f"partners from {file}\n")
