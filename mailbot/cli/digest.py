"""`mailbot digest`: a digest now, not at its hour."""

import sys
from contextlib import closing
from pathlib import Path

import click

from mailbot import bootstrap
from mailbot.cli.options import config_option
from mailbot.cli.rehearsed import print_letter
from mailbot.terminal import glance, screen_for


@click.command()
@config_option
@click.option("--print", "only_print", is_flag=True, help="Show it, send nothing.")
@click.option("--partner", default="", help="The id of one partner; without it, all who have one.")
@click.argument("kind", type=click.Choice(["staff", "manager", "partner"]))
def digest(config_path: Path, only_print: bool, partner: str, kind: str) -> None:
    """Write a digest now: print it, or send it.

    Sending puts the letters into the outbox; the daemon sends them.
    """
    config, site = bootstrap.load(config_path)
    if only_print:
        screen = screen_for(sys.stdout)
        with closing(bootstrap.build_desk(config, site, rehearsal=True)) as desk:
            for written in desk.digest(kind, partner):
                for letter in written.letters:
                    print_letter(screen, letter.name, glance(letter.raw))
        return
    with (
        bootstrap.hold_store(config),
        closing(bootstrap.build_desk(config, site, offline=True)) as desk,
    ):
        count = desk.send_digest(kind, partner)
    click.echo(f"{count} letter{'s' * (count != 1)} in the outbox")
