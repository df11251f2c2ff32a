"""`mailbot try`: a dry run. What the desk understands of a mail, and what it would answer."""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mailbot import bootstrap
from mailbot.cli.options import Instant, config_option
from mailbot.cli.rehearsed import print_rehearsed
from mailbot.domain.mail import RawMail
from mailbot.domain.report import intent_report
from mailbot.domain.site import Site
from mailbot.errors import Unreadable
from mailbot.pipeline import Desk, Judged
from mailbot.terminal import screen_for

log = logging.getLogger("mailbot")


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant


@click.command("try")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a mail, a line each.")
@click.option("--now", type=Instant(), help="The time it is, as 2026-11-20T12:00:00+01:00.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def rehearse(
    config_path: Path, as_json: bool, now: datetime | None, files: tuple[Path, ...]
) -> None:
    """Show what the desk understands and would answer. Sends nothing.

    FILES are mails as a server keeps them (.eml). Nothing is stored. Exit status 1 if one of them
    could not be read.
    """
    config, site = bootstrap.load(config_path)
    clock = FixedClock(now) if now else None
    desk = bootstrap.build_desk(config, site, rehearsal=True, clock=clock)
    screen = screen_for(sys.stdout)
    whole = True
    try:
        for path, judged, problem in _rehearsed(desk, site, files):
            whole = whole and judged is not None
            if as_json:
                click.echo(json.dumps(_entry(path, judged, problem, site), ensure_ascii=False))
            else:
                print_rehearsed(screen, path, judged, problem, site)
    finally:
        desk.close()
    if not whole:
        raise SystemExit(1)


def _rehearsed(
    desk: Desk, site: Site, files: tuple[Path, ...]
) -> Iterator[tuple[Path, Judged | None, str]]:
    for path in files:
        try:
            yield path, desk.rehearse(_raw(path, site, desk.clock.now())), ""
        except OSError as error:
            yield path, None, f"cannot be read: {error.strerror}"
        except Unreadable as error:
            yield path, None, f"would be set aside: {error.reason}"
        except (
            Exception
        ) as error:  # a bug of ours in one mail must not hide the answers to the rest
            log.exception("mail=%s outcome=failed", path)
            yield path, None, f"failed: {error!r}"


def _raw(path: Path, site: Site, now: datetime) -> RawMail:
    """The mail as a mailbox would hand it over: one that is too large comes cut."""
    size = path.stat().st_size
    with path.open("rb") as file:
        raw = file.read(site.limits.mail_bytes if size <= site.limits.mail_bytes else 65_536)
    return RawMail(uid=str(path), raw=raw, received=now, size=size)


def _entry(path: Path, judged: Judged | None, problem: str, site: Site) -> dict[str, Any]:
    if judged is None:
        return {"file": str(path), "problem": problem}
    return {
        "file": str(path),
        **intent_report(judged.mail, judged.intent, None, site),
        "outcome": judged.decision.outcome,
        "rule": judged.decision.rule or None,
        "letters": [
            {
                "name": notification.name,
                "to": [address.email for address in notification.to],
                "language": notification.language,
            }
            for notification in judged.decision.notifications
        ],
    }
