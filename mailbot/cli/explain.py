"""`mailbot explain`: what the desk knows of a serial, and what its rules would do."""

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from mailbot import bootstrap
from mailbot.adapters.clock import SystemClock
from mailbot.cli.options import config_option
from mailbot.domain.intent import Found, Keys
from mailbot.domain.registry import SoldUnit, bare_key
from mailbot.domain.site import Site
from mailbot.domain.unit import Verdict
from mailbot.domain.warranty import judge
from mailbot.terminal import shown


@click.command()
@config_option
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day asked for. Default: today.")
@click.argument("serials", nargs=-1, required=True)
def explain(config_path: Path, on: date | None, serials: tuple[str, ...]) -> None:
    """Say what the desk knows of a serial and would decide.

    SERIALS are serials or MACs, in any spelling. For a mail use `mailbot try`.
    """
    config, site = bootstrap.load(config_path)
    day = date(on.year, on.month, on.day) if on else site.calendar.local_day(SystemClock().now())
    with closing(bootstrap.open_store(config, read_only=True)) as store:
        found = store.look_up(Keys(serials=frozenset(bare_key(s) for s in serials)))
    unknown = 0
    for serial in serials:
        sold = found.sold.get(bare_key(serial))
        unknown += sold is None
        for line in _lines(serial, sold, found, site, day):
            click.echo(line)
    if unknown:
        raise SystemExit(1)


def _lines(serial: str, sold: SoldUnit | None, found: Found, site: Site, day: date) -> list[str]:
    key = bare_key(serial)
    if sold is None:
        return [f"{shown(serial)}: not in the registry"]
    owner = found.owners.get(sold.sold_to)
    lines = [
        f"{sold.serial}  {sold.product_name} ({sold.product_code}, {sold.family})",
        f"  sold to    {owner.name if owner else sold.sold_to}, {sold.channel}, "
        f"delivered {sold.delivered_on or 'unknown'} (note {sold.delivery_note or 'unknown'})",
        f"  warranty   {_warranty(judge(sold, day, site.warranty), day)}",
    ]
    if sold.hardware_replacement:
        lines.append("  service    Hardware Replacement: may be sent ahead (R29)")
    if key in found.open_units:
        number, unit = found.open_units[key]
        lines.append(f"  open in    {number}, unit {unit}")
    lines += [
        f"  was in     {number}, unit {unit}" for number, unit in found.past_units.get(key, ())
    ]
    return lines


def _warranty(verdict: Verdict, day: date) -> str:
    words = {"in": "in warranty", "out": "out of warranty", "undetermined": "undetermined"}
    basis = verdict.basis.replace("_", " ") or "no date"
    span = (
        f", {basis} {verdict.starts}, last day {verdict.ends}" if verdict.starts else f", {basis}"
    )
    flags = f" [{', '.join(verdict.flags)}]" if verdict.flags else ""
    return f"{words[verdict.covered]} on {day}{span}{flags}"
