"""`mailbot tickets`: look at tickets, beside a daemon at work."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from mailbot.adapters.sheets_out import FORMATS, write_file
from mailbot.cli import NOT_DONE
from mailbot.cli.desk_store import desk_store
from mailbot.cli.options import config_option
from mailbot.cli.ticket_view import as_json, list_lines, page_lines, sheet_rows
from mailbot.domain.site import Site
from mailbot.domain.states import State, is_closed
from mailbot.domain.threads import find_bare_references, find_references, spell_reference
from mailbot.domain.ticket import Ticket
from mailbot.ports import Store
from mailbot.terminal import screen_for

F = TypeVar("F")
# Tickets that a search may bring; more would not be read.
_HITS = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets: every wish must hold; empty ones ask nothing."""

    open_only: bool = False
    partner: str = ""
    owner: str = ""
    state: str | None = None
    query: str = ""


def find_tickets(store: Store, wanted: Wanted) -> Iterator[Ticket]:
    """The tickets wanted, by number; those of a query newest first.

    `partner` is an id or a part of the name, `owner` a staff id, `query` words of the ticket.
    """
    exact = wanted.partner in {partner.id for partner in store.partners()}
    tickets: Iterable[Ticket]
    if wanted.query:
        tickets = store.search(wanted.query, _HITS)
    else:
        tickets = store.tickets(
            open_only=wanted.open_only,
            partner=wanted.partner if exact else "",
            owner=wanted.owner,
        )
    return (ticket for ticket in tickets if _is_wanted(ticket, wanted, exact))


def _is_wanted(ticket: Ticket, wanted: Wanted, exact: bool) -> bool:
    who = ticket.requester
    if exact:
        partner = who.partner_id == wanted.partner
    else:
        partner = wanted.partner.casefold() in f"{who.partner_id} {who.partner_name}".casefold()
    return (
        partner
        and wanted.owner in ("", ticket.owner)
        and (not wanted.state or any(unit.state == wanted.state for unit in ticket.units))
        and not (wanted.open_only and all(is_closed(unit.state) for unit in ticket.units))
    )


def require_ticket(store: Store, number: str, site: Site) -> Ticket | None:
    """The ticket of a number in any form people write (`2026-42`, `RMA 2026/00042`), or None."""
    spelled = [number.strip().upper()]
    spelled += find_references(number, site) or find_bare_references(number, site)
    found = (store.ticket(spelling) for spelling in spelled)
    return next((ticket for ticket in found if ticket is not None), None)


def _filters(command: Any) -> Any:
    """Give a command the options that say which tickets; it gets them by their names."""
    states = click.Choice([state.value for state in State], case_sensitive=False)
    for option in (
        click.option("--query", default="", help="Words: number, serial, subject, partner, note."),
        click.option("--state", type=states, metavar="STATE", help="A unit is so: held, quoted…"),
        click.option("--owner", default="", help="The staff id of the owner."),
        click.option("--partner", default="", help="The partner's id, or a part of the name."),
        click.option("--open", "open_only", is_flag=True, help="Only what is not closed."),
    ):
        command = option(command)
    return config_option(command)


@click.group()
def tickets() -> None:
    """List, show and export tickets."""


@tickets.command("list")
@_filters
@click.option("--json", "plain", is_flag=True, help="For a program.")
def list_(config_path: Path, plain: bool, **wishes: Any) -> None:
    """A line for each ticket: number, public status, units, owner, next deadline, partner."""
    with desk_store(config_path, read_only=True) as (store, config):
        found = find_tickets(store, Wanted(**wishes))
        if plain:
            _echo_array(as_json(ticket) for ticket in found)
            return
        count = 0
        for line in list_lines(found, config.site.zone, _width()):
            click.echo(line)
            count += 1
    if count == 1:
        click.echo("no ticket is so")


@tickets.command()
@config_option
@click.argument("number")
@click.option("--json", "plain", is_flag=True, help="For a program.")
def show(config_path: Path, number: str, plain: bool) -> None:
    """All of one ticket. NUMBER in any form: RMA-2026-00042, 2026/42."""
    with desk_store(config_path, read_only=True) as (store, config):
        ticket = require_ticket(store, number, config.site)
        if ticket is None:
            example = spell_reference(config.site.number_prefix, 2026, 42)
            click.echo(f"mailbot: no ticket {number} (numbers look like {example})", err=True)
            raise SystemExit(NOT_DONE)
        if plain:
            click.echo(json.dumps(as_json(ticket), ensure_ascii=False, indent=2))
            return
        for line in page_lines(ticket, config.site.zone, _width()):
            click.echo(line)


@tickets.command()
@_filters
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(config_path: Path, kind: str, file: Path, **wishes: Any) -> None:
    """Write tickets to FILE, a row for each unit; `-` is the standard output.

    Nothing in it runs: a cell that a spreadsheet program would take for a formula gets a quote.
    """
    with desk_store(config_path, read_only=True) as (store, config):
        rows = sheet_rows(find_tickets(store, Wanted(**wishes)), config.site.zone)
        if str(file) == "-":
            FORMATS[kind](sys.stdout.buffer, rows)
            return
        count = write_file(file, kind, rows)
    click.echo(f"{count - 1:,} units to {file}")


def _echo_array(items: Iterable[object]) -> None:
    """Write a JSON array item by item: a large store is not held in memory."""
    between = "["
    for item in items:
        click.echo(between + "\n" + json.dumps(item, ensure_ascii=False), nl=False)
        between = ","
    click.echo("[]" if between == "[" else "\n]")


def _width() -> int:
    return screen_for(sys.stdout).width
