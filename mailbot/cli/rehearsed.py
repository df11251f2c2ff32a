"""A rehearsed mail as a person reads it: who, what, which units, why, and the letters."""

from collections.abc import Mapping
from pathlib import Path

import click

from mailbot.domain.report import intent_report
from mailbot.domain.site import Site
from mailbot.pipeline import Judged
from mailbot.terminal import Glance, Screen, cut, glance, new_lines, shown


def print_rehearsed(
    screen: Screen, path: Path, judged: Judged | None, problem: str, site: Site
) -> None:
    """Write one mail to the terminal."""
    click.echo(screen.paint(f"━━ {path} ".ljust(screen.width, "━"), "bold"))
    if judged is None:
        click.echo(screen.paint(problem, "red"))
        return
    for line in cut(_understood(judged, site), screen.width):
        click.echo(line)
    click.echo(f"outcome   {judged.decision.outcome}   rule {judged.decision.rule or '-'}")
    if not judged.letters:
        click.echo(screen.paint("no letter", "dim"))
    for letter in judged.letters:
        print_letter(screen, letter.name, glance(letter.raw))
    click.echo()


def print_letter(screen: Screen, name: str, seen: Glance) -> None:
    """Write one letter to the terminal, whole."""
    click.echo()
    click.echo(screen.paint(f"  ▶ {name} to {', '.join(seen.recipients)}", "bold", "green"))
    click.echo(screen.paint(f"    {seen.subject}", "bold"))
    for line in cut(new_lines(seen.text), screen.width - 6):
        click.echo(screen.paint("    │ ", "green") + line)
    for name_of_file in seen.attachments:
        click.echo(screen.paint(f"    📎 {name_of_file}", "dim"))


def _understood(judged: Judged, site: Site) -> list[str]:
    intent, mail = judged.intent, judged.mail
    sender = intent.sender
    who = sender.partner.name if sender.partner else sender.id or "nobody we know"
    lines = [
        shown(f"from      {sender.address}"),
        f"who       {sender.role.value}, {who}; believed: {sender.strength.name.lower()}",
        f"subject   {shown(mail.subject)}",
        f"kind      {intent.kind.value}, {intent.language}, ticket {intent.reference or '-'}"
        + (f"   ({intent.machine})" if intent.machine else ""),
    ]
    rows = intent_report(mail, intent, None, site)["units"]
    if isinstance(rows, list):
        lines += [_unit(number, row) for number, row in enumerate(rows, start=1)]
    if intent.missing:
        lines.append(f"missing   {', '.join(intent.missing)}")
    if intent.quote:
        lines.append(f"quote     {intent.quote.answer.value} {intent.quote.reason}".rstrip())
    lines += [f"wish      {wish.name}" for wish in intent.wishes]
    lines += [
        f"command   {order.name} {_arguments(order.args)}".rstrip() for order in intent.orders
    ]
    lines += [
        f"mistyped  {shown(bad.line)}   meant: {bad.suggestion or '?'}"
        for bad in intent.bad_commands
    ]
    return lines


def _unit(number: int, row: Mapping[str, object]) -> str:
    known = "in the registry" if row["in_registry"] else "not in the registry"
    if row["suggested_serial"]:
        known = f"near {row['suggested_serial']}?"
    fault = (
        " ".join(str(row[key]) for key in ("fault_code", "fault") if row[key]) or "no fault said"
    )
    serial = shown(str(row["serial"] or row["product"] or "no serial"))
    words = f"{known}, warranty {row['warranty'] or '-'}: {shown(fault)}"
    return f"unit {number:<4} {serial:<18} {words}"


def _arguments(args: Mapping[str, object]) -> str:
    return " ".join(f"{key}={shown(str(value))}" for key, value in args.items())
