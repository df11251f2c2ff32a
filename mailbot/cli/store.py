"""`mailbot store`: the whole store as one JSON file, for a backup or another machine."""

from pathlib import Path

import click

from mailbot.cli.desk_store import desk_store
from mailbot.cli.options import config_option


@click.group()
def store() -> None:
    """The whole store as one JSON file: export it, import it."""


@store.command("export")
@config_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(config_path: Path, file: Path) -> None:
    """Write everything to FILE: registry, partners, tickets, mails, outbox. The daemon may run
    meanwhile. FILE appears whole or not at all; TinyDB itself can open it."""
    with desk_store(config_path, read_only=True) as (kept, _):
        kept.export(file)
    click.echo(f"{file.stat().st_size:,} bytes in {file}")


@store.command("import")
@config_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(config_path: Path, file: Path) -> None:
    """Fill the store of the settings, which must be new, with what `store export` wrote.

    All of it or nothing.
    """
    with desk_store(config_path) as (kept, config):
        kept.import_export(file)
        count = sum(1 for _ in kept.tickets())
    click.echo(f"{count:,} tickets from {file} in {config.store.path}")
