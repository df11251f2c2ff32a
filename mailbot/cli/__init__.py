"""What a person types: `mailbot COMMAND`. Each command is a module of its own, imported when used.

Exit status: 0 done, 1 not done, 2 a mistake in the command line or in a file of the operator,
3 something outside does not answer now.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from mailbot import __version__
from mailbot.errors import MailbotError, Misconfigured, Refused, Unavailable, Unreadable

NOT_DONE, MISTAKE, UNAVAILABLE = 1, 2, 3

# Name: where its click command is, and its short help. The help stands here so that
# `mailbot --help` imports none of them; a test compares it with what each command says of itself.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run:run", "Work: read the mailbox and answer, until stopped."),
    "once": ("run:once", "Do one round and end."),
    "demo": ("demo:demo", "Watch a whole RMA happen by real mail, then take part."),
    "try": ("rehearse:rehearse", "Show what the desk understands and would answer. Sends nothing."),
    "check": ("check:check", "Test settings, rules, letters, store, and log in to IMAP and SMTP."),
    "example": ("example:example", "Print an example of the settings."),
    "sales": ("registry:sales", "The registry of units sold: import it from CSV."),
    "partners": ("registry:partners", "The partner directory: import it from CSV."),
    "store": ("store:store", "The whole store as one JSON file: export it, import it."),
    "tickets": ("tickets:tickets", "List, show and export tickets."),
    "quarantine": (
        "quarantine:quarantine",
        "Mails that wait for a person: list, show, release, drop.",
    ),
    "digest": ("digest:digest", "Write a digest now: print it, or send it."),
    "explain": ("explain:explain", "Say what the desk knows of a serial and would decide."),
    "preview": ("preview:preview", "Write every letter, in every language, as a local page."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"mailbot.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an expected fault becomes a clear text and an exit status."""
        try:
            return super().invoke(ctx)
        except MailbotError as error:
            end_with(error)


def end_with(error: MailbotError) -> NoReturn:
    """Write an error as a person reads it, and end with its exit status."""
    if isinstance(error, Misconfigured):
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        count = len(error.mistakes)
        click.echo(f"mailbot: {count} mistake{'s' * (count != 1)}, nothing was done", err=True)
        raise SystemExit(MISTAKE)
    if isinstance(error, Unavailable):
        click.echo(f"mailbot: {error} (nothing is lost: try again later)", err=True)
        raise SystemExit(UNAVAILABLE)
    click.echo(f"mailbot: {_sentence(error)}", err=True)
    raise SystemExit(NOT_DONE)


def _sentence(error: MailbotError) -> str:
    if isinstance(error, Refused):
        facts = ", ".join(f"{key} {value}" for key, value in error.facts.items())
        return error.code.replace("_", " ") + (f" ({facts})" if facts else "")
    return error.reason if isinstance(error, Unreadable) else str(error)


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mailbot")
def cli() -> None:
    """A returns department that works by mail alone.

    Start with `mailbot demo`. For your own desk: `mailbot example > mailbot.toml`, then
    `mailbot check`.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line. Ends the process with the exit status above."""
    cli.main(args=None if args is None else list(args), prog_name="mailbot")
