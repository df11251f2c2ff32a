"""A rehearsed mail as a person reads it: who, what, which units, why, and the letters."""

from pathlib import Path

import click

from mailbot.domain.intent import UnitClaim
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
    report = intent_report(mail, intent, site)
    warranties = report.get("units", [])
    for number, unit in enumerate(intent.units):
        row = warranties[number] if isinstance(warranties, list) else {}
        lines.append(_unit(number + 1, unit, str(row.get("warranty") or "-")))
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


def _unit(number: int, unit: UnitClaim, warranty: str) -> str:
    known = "in the registry" if unit.sold else "not in the registry"
    if unit.suggested:
        known = f"near {unit.suggested.serial}?"
    fault = " ".join(part for part in (unit.fault_code, unit.fault) if part) or "no fault said"
    serial = shown(unit.serial or unit.product or "no serial")
    return f"unit {number:<4} {serial:<18} {known}, warranty {warranty}: {shown(fault)}"


def _arguments(args: object) -> str:
    if not isinstance(args, dict):
        return ""
    return " ".join(f"{key}={shown(str(value))}" for key, value in args.items())
