"""The proof that must lie in a unit before a move: who approved it, its report, its acceptance.

The keys are also the codes of the refusals: a guard that does not hold refuses with its own name.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # ticket.py needs State from lifecycle.py, which needs the guards
    from mailbot.domain.unit import Unit

_MISSING = "missing:"


def missing_fields(unit: "Unit") -> tuple[str, ...]:
    """What is still asked of the partner for this unit (A5), as set when it was opened."""
    return tuple(flag[len(_MISSING) :] for flag in unit.flags if flag.startswith(_MISSING))


def with_missing(unit: "Unit", fields: tuple[str, ...]) -> "Unit":
    """The unit with exactly these fields marked as missing."""
    kept = tuple(flag for flag in unit.flags if not flag.startswith(_MISSING))
    return replace(unit, flags=(*kept, *(_MISSING + name for name in fields)))


def _is_reported(unit: "Unit") -> bool:
    return unit.test is not None and bool(unit.test.report.strip())


def _is_excluded(unit: "Unit") -> bool:
    return unit.test is not None and bool(unit.test.exclusion)


def _is_paid(unit: "Unit") -> bool:
    return unit.covered is True or unit.acceptance is not None


def _may_dispose(unit: "Unit") -> bool:
    return unit.state == "disposal_due" or "disposal_consent" in unit.flags


GUARDS: dict[str, Callable[["Unit"], bool]] = {
    "data_missing": lambda u: not missing_fields(u),  # X7, X14
    "no_approver": lambda u: bool(u.approved_by),  # R14
    "no_reason": lambda u: bool(u.refusal.strip()),  # R36, R37, I9
    "nothing_looked_up": lambda u: bool(u.refusal_checked),  # R36
    "serial_mismatch": lambda u: "mismatch" not in u.flags,  # X24: held until SN puts it right
    "no_test_report": _is_reported,  # R28, R41, R47
    "no_promise_date": lambda u: u.promised is not None,  # R48
    "not_approved_in_warranty": lambda u: u.covered is True,  # X26
    "approved_in_warranty": lambda u: u.covered is not True,  # X28; overturned by misuse only (R42)
    "needs_exclusion": _is_excluded,  # R42, I9
    "not_chargeable": lambda u: (
        u.covered is False and u.test is not None
    ),  # R13: no quote if covered
    "no_quote_sent": lambda u: u.covered is True or "quote_sent" in u.flags,  # R24
    "not_accepted": _is_paid,  # R25, I1
    "no_entitlement": lambda u: "hardware_replacement" in u.flags,  # R27, R29
    "already_shipped_ahead": lambda u: not u.shipped_ahead,
    "not_shipped_ahead": lambda u: u.shipped_ahead,
    "no_replacement_serial": lambda u: bool(u.replacement_serial),
    "no_disposal_consent": _may_dispose,  # I3
    "extension_pending": lambda u: "extension_asked" not in u.flags,  # I3
    "was_out_of_warranty": lambda u: u.covered is True,
    "was_in_warranty": lambda u: u.covered is not True,
}
