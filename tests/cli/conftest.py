"""A desk on disk with the sample registry, for commands that read and write it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot import bootstrap, cli
from mailbot.adapters.registry_csv import read_partners, read_sales
from mailbot.demo.catalogue import settings, write_registry
from mailbot.ports import Store

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class DeskOnDisk:
    """A settings file, its store, and the command line on both."""

    def __init__(self, folder: Path, imap: int = 9, smtp: int = 9, password: str = "x") -> None:
        self.folder = folder
        self.config = folder / "mailbot.toml"
        self.config.write_text(settings(imap, smtp, password), encoding="utf-8")
        self.partners, self.sales = write_registry(folder, NOW.date())
        store = self.open(read_only=False)
        store.import_partners(read_partners(self.partners))
        store.import_sales(read_sales(self.sales))
        store.close()

    def open(self, *, read_only: bool = True) -> Store:
        """The store."""
        config, _ = bootstrap.load(self.config)
        return bootstrap.open_store(config, read_only=read_only)

    def run(self, *words: str) -> Result:
        """A command with these settings."""
        return CliRunner().invoke(cli.cli, [*words, "--config", str(self.config)])

    def mail(self, name: str, text: str, headers: str = "") -> Path:
        """A mail as a file."""
        head = "From: mario.rossi@rossi-telecom.example\nTo: rma@voismart.example\nSubject: RMA\n"
        path = self.folder / name
        path.write_bytes(f"{head}{headers}\n{text}\n".replace("\n", "\r\n").encode())
        return path


@pytest.fixture
def on_disk(tmp_path: Path) -> DeskOnDisk:
    """A desk on disk."""
    return DeskOnDisk(tmp_path)
