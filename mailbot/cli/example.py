"""`mailbot example`."""

import click

from mailbot import resources


@click.command()
def example() -> None:
    """Print an example of the settings.

    Save it and change what is yours: mailbot example > mailbot.toml
    """
    click.echo(resources.example_config().read_text(encoding="utf-8"), nl=False)
