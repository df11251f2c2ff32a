"""`mailbot check`: everything that can be wrong before the first mail, tried for real."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from mailbot import bootstrap
from mailbot.cli import MISTAKE, UNAVAILABLE
from mailbot.cli.options import config_option
from mailbot.config import Config
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.site import Site
from mailbot.errors import MailbotError, Misconfigured, Mistake
from mailbot.ports import Mailbox, Relay
from mailbot.samples import NOW, sample_letters
from mailbot.terminal import Screen, screen_for


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing to try; `run` says what was found or raises what is wrong with it."""

    what: str
    run: Callable[[], str]


@click.command()
@config_option
def check(config_path: Path) -> None:
    """Test settings, rules, letters, store, and log in to IMAP and SMTP.

    Writes nothing to the mailbox and sends nothing. Exit status 0: all is well; 2: a file is
    wrong; 3: something does not answer.
    """
    screen = screen_for(sys.stdout)
    config, site = bootstrap.load(config_path)
    found = f"{config_path}: {site.address}, {len(site.staff)} of staff, {len(site.rules)} rules"
    _report(screen, "settings", found)
    status = 0
    for trial in _trials(config, site):
        try:
            _report(screen, trial.what, trial.run())
        except MailbotError as error:
            _report(screen, trial.what, str(error), good=False)
            status = max(status, MISTAKE if isinstance(error, Misconfigured) else UNAVAILABLE)
    raise SystemExit(status)


def _report(screen: Screen, what: str, text: str, *, good: bool = True) -> None:
    word = screen.paint("OK    ", "green") if good else screen.paint("FAILED", "red", "bold")
    first, *rest = text.splitlines() or [""]
    click.echo(f"{word}  {what:<10} {first}")
    for line in rest:
        click.echo(f"{'':19}{line}")


def _trials(config: Config, site: Site) -> Iterator[Trial]:
    yield Trial("letters", lambda: _letters(config, site))
    yield Trial("store", lambda: _store(config))
    for mailbox in bootstrap.build_mailboxes(config):
        yield Trial("mailbox", partial(_mailbox, mailbox))
    yield Trial("relay", lambda: _relay(bootstrap.build_relay(config)))


def _mailbox(mailbox: Mailbox) -> str:
    try:
        return f"{mailbox.name}: {mailbox.check()}"
    finally:
        mailbox.close()


def _relay(relay: Relay) -> str:
    try:
        return relay.check()
    finally:
        relay.close()


def _letters(config: Config, site: Site) -> str:
    writer = bootstrap.build_writer(config, site)
    mistakes = []
    for language in site.languages:
        for letter in sample_letters(language):
            try:
                writer.write(letter, NOW)
            except Exception as error:  # whatever a template of the operator can do wrong
                place = f"templates/{language}/{letter.name}.md"
                mistakes.append(Mistake(place, 1, f"{error}", "write it with its sample facts"))
    if mistakes:
        raise Misconfigured(mistakes)
    return f"{len(NOTIFICATIONS)} kinds written with sample facts in {', '.join(site.languages)}"


def _store(config: Config) -> str:
    store = bootstrap.open_store(config)
    try:
        partners = sum(1 for _ in store.partners())
        sold = next(iter(store.sold()), None)
        waiting = sum(store.outbox_counts().get(k, 0) for k in ("pending", "retrying"))
    finally:
        store.close()
    hints = []
    if not partners:
        hints.append("no partners yet: mailbot partners import FILE")
    if sold is None:
        hints.append("no units sold yet: mailbot sales import FILE")
    return "\n".join([f"{partners} partners, {waiting} letters wait to be sent", *hints])
