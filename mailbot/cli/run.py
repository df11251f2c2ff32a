"""`mailbot run` and `mailbot once`: the daemon, for ever or for one round."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mailbot import bootstrap, daemon
from mailbot.cli.options import config_option
from mailbot.config import Config
from mailbot.pipeline import Desk

_FORMAT = "%(asctime)s %(levelname)s %(message)s"


@click.command()
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Say more in the log.")
def run(config_path: Path, verbose: bool) -> None:
    """Work: read the mailbox and answer, until stopped.

    SIGTERM or Ctrl-C finishes the mail in hand. The log goes to standard error, a line a mail.
    """
    _start_log(verbose)
    with _desk(config_path) as (desk, config):
        daemon.run(desk, config.daemon, bootstrap.build_hand(config))


@click.command()
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Say more in the log.")
def once(config_path: Path, verbose: bool) -> None:
    """Do one round and end.

    Handles what waits, lets time pass, sends what is due. Exit status 3 if a server did not answer.
    """
    _start_log(verbose)
    with _desk(config_path) as (desk, config):
        daemon.once(desk, config.daemon, bootstrap.build_hand(config))


@contextmanager
def _desk(config_path: Path) -> Iterator[tuple[Desk, Config]]:
    """The desk, held by this process alone. Errors: Unavailable, naming who holds the store."""
    config, site = bootstrap.load(config_path)
    with bootstrap.hold_store(config):
        yield bootstrap.build_desk(config, site), config


def _start_log(verbose: bool) -> None:
    logging.basicConfig(level=logging.INFO, format=_FORMAT)
    # The library tells of every connection that it closes.
    logging.getLogger("imapclient").setLevel(logging.WARNING)
    logging.getLogger("mailbot").setLevel(logging.DEBUG if verbose else logging.INFO)
