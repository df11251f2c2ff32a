"""`mailbot sales` and `mailbot partners`: what the vendor knows beforehand, from CSV files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mailbot.adapters.registry_csv import known_families, read_partners, read_sales
from mailbot.cli.desk_store import desk_store
from mailbot.cli.options import config_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def sales() -> None:
    """The registry of units sold: import it from CSV."""


@click.group()
def partners() -> None:
    """The partner directory: import it from CSV."""


@sales.command("import")
@config_option
@click.argument("file", type=_FILE)
def import_sales(config_path: Path, file: Path) -> None:
    """Replace the registry by FILE, all of it or nothing. The daemon may run meanwhile.

    Columns: serial, mac, product_code, product_name, family, channel, sold_to, delivery_date,
    license_date, delivery_note, hardware_replacement_service; if wanted also licensed_by. Import
    the partners first.
    """
    with desk_store(config_path) as (store, config), _progress(file) as progress:
        known = {partner.id for partner in store.partners()}
        rows = read_sales(file, known, known_families(config.site), progress)
        count = store.import_sales(rows)
    click.echo(f"{count:,} units from {file}")


@partners.command("import")
@config_option
@click.argument("file", type=_FILE)
def import_partners(config_path: Path, file: Path) -> None:
    """Replace the directory by FILE, all of it or nothing. The daemon may run meanwhile.

    Columns: id, name, role, domains, emails, language, sales_rep, distributor_id; if wanted also
    vat_rate, vat_note, return_address.
    """
    with desk_store(config_path) as (store, _), _progress(file) as progress:
        count = store.import_partners(read_partners(file, progress))
    click.echo(f"{count:,} partners from {file}")


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[int], None]]:
    """What to tell the bytes read: a bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    size = max(file.stat().st_size, 1)
    # Drawn 200 times, not once a line: that alone would take seconds.
    bar = click.progressbar(
        length=size, label=file.name, file=sys.stderr, update_min_steps=max(size // 200, 1)
    )
    with bar:
        yield bar.update
        bar.finish()
        bar.render_progress()
