"""What the desk understood of a mail, as plain values: what `mailbot try --json` prints of it."""

import re

from mailbot.domain.intent import MACHINE_KINDS, Found, Intent, Kind, Order, Strength, UnitClaim
from mailbot.domain.mail import Mail
from mailbot.domain.registry import Role
from mailbot.domain.site import Site
from mailbot.domain.warranty import judge

# The address of a provider's From: `"Per conto di: a@pec.b.it" <posta-certificata@pec.c.it>`.
_ADDRESS = re.compile(r"<([^<>@\s]{1,64}@[^<>@\s]{1,255})>\s*$")


def intent_report(mail: Mail, intent: Intent, found: Found | None, site: Site) -> dict[str, object]:
    """The intent in the names and values of the corpus README.

    Errors: none. Amounts are text with two decimals, dates ISO.
    """
    del found
    quote = intent.quote
    return {
        "text": intent.text,
        "kind": str(intent.kind),
        "language": intent.language,
        "sender": _sender(mail, intent),
        "author": _author(mail, intent),
        "ticket": intent.reference,
        "other_tickets": list(intent.other_references),
        "units": [_unit(unit, mail, site) for unit in _shown(intent)],
        "missing": list(intent.missing),
        "quote": None
        if quote is None
        else {
            "answer": str(quote.answer),
            "accept": list(quote.accept),
            "decline": list(quote.decline),
            "reason": quote.reason,
        },
        "commands": [_order(o) for o in intent.orders] if _may_run(intent) else [],
        "bad_commands": [
            {"line": bad.line, "suggestion": bad.suggestion} for bad in intent.bad_commands
        ],
    }


def _sender(mail: Mail, intent: Intent) -> dict[str, object]:
    """Who sent the mail. Of certified mail that is its provider; who wrote it is the author."""
    sender = intent.sender
    strength = sender.strength.name.lower()
    if mail.pec == "message" and (found := _ADDRESS.search(mail.header("from") or "")):
        return {"address": found[1].lower(), "role": str(Role.UNKNOWN), "strength": strength}
    return {"address": sender.address.email, "role": str(sender.role), "strength": strength}


def _author(mail: Mail, intent: Intent) -> dict[str, object] | None:
    """Who wrote what the mail passes on, where it is somebody else."""
    sender = intent.sender
    if mail.pec == "message":
        return {"address": sender.address.email, "role": str(sender.role)}
    if sender.author is None:
        return None
    role = sender.author_partner.role if sender.author_partner else Role.UNKNOWN
    return {"address": sender.author.email, "role": str(role)}


def _may_run(intent: Intent) -> bool:
    """True if the commands will be executed: all of a mail apply or none (mail-layer 23), and a
    bare From commands nothing without a code (mail-layer 17)."""
    return not intent.bad_commands and intent.sender.strength >= Strength.ALIGNED


def _shown(intent: Intent) -> tuple[UnitClaim, ...]:
    silent = {*MACHINE_KINDS, Kind.STAFF_COMMANDS, Kind.QUOTE_REPLY}
    return () if intent.kind in silent else intent.units


def _unit(unit: UnitClaim, mail: Mail, site: Site) -> dict[str, object]:
    asked_on = site.calendar.local_day(mail.received)
    return {
        "serial": unit.serial,
        "in_registry": unit.sold is not None,
        "suggested_serial": unit.suggested.serial if unit.suggested else None,
        "warranty": judge(unit.sold, asked_on, site.warranty).covered if unit.sold else None,
        "fault": unit.fault,
        "fault_code": unit.fault_code,
        "where": unit.where,
        "as_written": unit.as_written,
        "product": unit.product,
    }


def _order(order: Order) -> dict[str, object]:
    return {
        "name": order.name,
        "args": {key: _plain(value) for key, value in order.args.items()},
        "ticket": order.ticket,
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int) else str(value)
