"""Options that several commands share, and where the settings are looked for."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from mailbot.errors import Misconfigured, Mistake

F = TypeVar("F", bound=Callable[..., Any])

VARIABLE = "MAILBOT_CONFIG"


def places() -> tuple[Path, ...]:
    """Where settings are looked for, in this order, when nobody names them."""
    return (
        Path("mailbot.toml"),
        Path(click.get_app_dir("mailbot")) / "mailbot.toml",
        Path("/etc/mailbot.toml"),
    )


def find_config(named: Path | None) -> Path:
    """The settings file to use.

    Errors: Misconfigured, naming every place looked at, if there is none.
    """
    wanted = named or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if wanted is not None:
        if wanted.is_file():
            return wanted
        raise _missing(str(wanted), "it is not there")
    found = next((path for path in places() if path.is_file()), None)
    if found is None:
        looked = ", ".join(str(path) for path in places())
        raise _missing("mailbot.toml", f"looked at {looked}")
    return found


def _missing(path: str, why: str) -> Misconfigured:
    right = "make one with `mailbot example > mailbot.toml` or name it with --config"
    return Misconfigured([Mistake(path, 0, f"no settings found ({why})", right)])


def config_option(command: F) -> F:
    """Give a command the option `--config`; it gets `config_path`, a Path that exists."""
    option = click.option(
        "-c",
        "--config",
        "config_path",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=lambda _ctx, _param, value: find_config(value),
        help=f"The settings (TOML). Default: ${VARIABLE}, ./mailbot.toml, then /etc/mailbot.toml.",
    )
    return option(command)


class Instant(click.ParamType[datetime]):
    """An instant: ISO 8601; without an offset it is UTC."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The instant, aware."""
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write 2026-11-20T09:00:00+01:00", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
