"""`mailbot quarantine`: mails that were set aside for a person."""

import sys
from pathlib import Path

import click

from mailbot import bootstrap
from mailbot.cli.desk_store import desk_store
from mailbot.cli.options import config_option
from mailbot.config import load_config
from mailbot.errors import Refused
from mailbot.ports import SetAside, Store
from mailbot.terminal import glance, new_lines, screen_for, shown


@click.group()
def quarantine() -> None:
    """Mails that wait for a person: list, show, release, drop."""


@quarantine.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Those dealt with as well.")
def list_(config_path: Path, everything: bool) -> None:
    """What waits, oldest first: key, day, sender, subject, why."""
    screen = screen_for(sys.stdout)
    with desk_store(config_path, read_only=True) as (store, _):
        mails = [m for m in store.set_aside() if everything or m.state == "held"]
    for mail in mails:
        click.echo(
            f"{screen.paint(mail.digest[:12], 'bold')}  {mail.received:%Y-%m-%d %H:%M}  "
            f"{shown(mail.sender) or '?'}  {shown(mail.subject)}"
            + ("" if mail.state == "held" else f"  [{mail.state}]")
        )
        click.echo(f"              {shown(mail.reason)}")
    if not mails:
        click.echo("nothing is set aside")


@quarantine.command()
@config_option
@click.option("--raw", is_flag=True, help="The bytes as they came, for another program.")
@click.argument("key")
def show(config_path: Path, raw: bool, key: str) -> None:
    """Show one. KEY is the beginning of its key in the list."""
    with desk_store(config_path, read_only=True) as (store, _):
        mail = _find(store, key)
        kept = store.raw(mail.digest) or b""
    if raw:
        sys.stdout.buffer.write(kept)
        return
    seen = glance(kept)
    click.echo(
        f"key      {mail.digest}\nfrom     {seen.sender}\nto       {', '.join(seen.recipients)}"
    )
    click.echo(f"subject  {seen.subject}\nwhy      {shown(mail.reason)} ({mail.tries} tries)\n")
    click.echo("\n".join(new_lines(seen.text)))


@quarantine.command()
@config_option
@click.argument("key")
def drop(config_path: Path, key: str) -> None:
    """Set one aside for good. Its bytes stay in the store."""
    with bootstrap.hold_store(load_config(config_path)), desk_store(config_path) as (store, _):
        store.settle(_find(store, key).digest, "drop")
    click.echo("dropped")


@quarantine.command()
@config_option
@click.argument("key")
def release(config_path: Path, key: str) -> None:
    """Let the desk handle one again, for instance after a fault was put right.

    The letters that come of it are sent by the daemon.
    """
    config, site = bootstrap.load(config_path)
    with bootstrap.hold_store(config):
        desk = bootstrap.build_desk(config, site, offline=True)
        try:
            outcome = desk.release(_find(desk.store, key).digest)
        finally:
            desk.close()
    if outcome is None:
        raise Refused("not_held", key=key)
    click.echo(f"released: {outcome.word}")
    if outcome.aside or outcome.later:
        raise SystemExit(1)


def _find(store: Store, key: str) -> SetAside:
    """The one mail whose key begins so. Errors: Refused."""
    found = [mail for mail in store.set_aside() if mail.digest.startswith(key.lower())]
    if len(found) != 1:
        raise Refused("several_mails_have_this_key" if found else "no_mail_has_this_key", key=key)
    return found[0]
