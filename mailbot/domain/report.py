"""What the desk understood of a mail, as plain values: what `mailbot try --json` prints of it."""

from mailbot.domain.intent import MACHINE_KINDS, Found, Intent, Kind, Order, Strength, UnitClaim
from mailbot.domain.mail import Mail
from mailbot.domain.site import Site
from mailbot.domain.warranty import judge


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
        "sender": {
            "address": intent.sender.address.email,
            "role": str(intent.sender.role),
            "strength": intent.sender.strength.name.lower(),
        },
        "ticket": intent.reference,
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
