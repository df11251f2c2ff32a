"""`mailbot store export` and `mailbot store import`."""

import json
from pathlib import Path

from click.testing import CliRunner
from tinydb import TinyDB

from mailbot.cli import cli
from tests.cli.conftest import DeskOnDisk


def test_a_store_goes_out_as_one_file_and_fills_a_new_one(
    on_disk: DeskOnDisk, tmp_path: Path
) -> None:
    """What is read back is what was written, the mails included; TinyDB opens the file."""
    file, again = tmp_path / "all.json", tmp_path / "again.json"

    done = on_disk.run("store", "export", str(file))
    assert done.exit_code == 0, done.output
    assert f"{file.stat().st_size:,} bytes" in done.output
    with TinyDB(file) as opened:
        assert len(opened.table("sales")) > 10

    (tmp_path / "new").mkdir()
    other = tmp_path / "new" / "mailbot.toml"
    other.write_text(on_disk.config.read_text("utf-8"), "utf-8")
    filled = CliRunner().invoke(cli, ["store", "import", str(file), "--config", str(other)])
    assert filled.exit_code == 0, filled.output
    CliRunner().invoke(cli, ["store", "export", str(again), "--config", str(other)])
    assert json.loads(again.read_text("utf-8")) == json.loads(file.read_text("utf-8"))


def test_a_store_that_is_not_new_is_not_filled(on_disk: DeskOnDisk, tmp_path: Path) -> None:
    """The mistake names the file; nothing changes."""
    file = tmp_path / "all.json"
    on_disk.run("store", "export", str(file))
    before = file.read_bytes()

    done = on_disk.run("store", "import", str(file))

    assert done.exit_code == 2
    assert f"{file}:1: the store is not empty" in done.output
    on_disk.run("store", "export", str(file))
    assert file.read_bytes() == before
