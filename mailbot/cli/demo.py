"""`mailbot demo`."""

import click

from mailbot.errors import Unavailable

_MISSING = "the demo needs its mail server: pip install 'mailbot[demo]'"


@click.command()
@click.option("--exit", "end", is_flag=True, help="End after the story; status 0 if all happened.")
@click.option(
    "--port", type=int, default=0, help="The page's port; IMAP and SMTP are the next two."
)
def demo(end: bool, port: int) -> None:
    """Watch a whole RMA happen by real mail, then take part.

    A mail server runs inside this process, and the real daemon against it, in a temporary folder.
    """
    try:
        from mailbot.demo.postoffice import Ports  # noqa: PLC0415 - the extra may be missing
        from mailbot.demo.run import run_demo  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("mailbot"):
            raise
        raise Unavailable(_MISSING) from error
    ports = Ports(port, port + 1, port + 2) if port else Ports()
    if not run_demo(ports, stay=not end):
        raise SystemExit(1)
