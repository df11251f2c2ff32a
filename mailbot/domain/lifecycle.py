"""The moves between the states of a unit, as one table (workflow.md 2.3).

Two rules of the house. A move that is not in the table does not exist: `move` refuses it and names
what is possible. A guard (proofs.py) looks at proof that lies in the unit itself, so the proof is
put into the unit first and the move is asked for afterwards. Not in the table: UNDO (X49), which
puts a whole ticket back.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mailbot.domain.proofs import GUARDS, missing_fields, with_missing
from mailbot.domain.states import (
    ALL,
    AWAITED,
    BEFORE_RECEIPT,
    CLOSED,
    IN_REPAIR,
    ON_BENCH,
    OPEN,
    REFUSED,
    SUBSTATUSES,
    UNDECIDED,
    VALIDATED,
    State,
    is_closed,
    public_label,
    public_status,
    substatus,
    unit_status,
)
from mailbot.errors import Refused

if TYPE_CHECKING:  # ticket.py needs State from here
    from mailbot.domain.unit import Unit

__all__ = [
    "ALL",
    "AWAITED",
    "BEFORE_RECEIPT",
    "CLOSED",
    "EVENTS",
    "IN_REPAIR",
    "LIFECYCLE",
    "ON_BENCH",
    "OPEN",
    "REFUSED",
    "SUBSTATUSES",
    "UNDECIDED",
    "VALIDATED",
    "State",
    "Transition",
    "find_transition",
    "is_closed",
    "is_legal",
    "missing_fields",
    "move",
    "possible_events",
    "public_label",
    "public_status",
    "rows_for",
    "substatus",
    "unit_status",
    "with_missing",
]

S = State


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of LIFECYCLE. `to` None: the state stays. `letter` is a row of NOTIFICATIONS or empty.

    `who`: bot, staff, partner, warehouse, time; several are parted by a slash. Rows of one event
    are tried in order.
    """

    x: str
    before: tuple[State, ...]
    event: str
    who: str
    guards: tuple[str, ...]
    to: State | None
    letter: str = ""


T = Transition
# fmt: off
LIFECYCLE: tuple[Transition, ...] = (
    T("X1", (), "open", "bot", (), S.NEW, "acknowledgement"),
    T("X2", (), "stranger", "bot", (), None, "not_a_partner"),
    T("X3", (), "redirect", "bot", (), S.REDIRECTED, "wrong_channel"),
    T("X3", UNDECIDED, "redirect", "bot", (), S.REDIRECTED, "wrong_channel"),
    T("X4", OPEN, "note", "bot", (), None),
    T("X5", OPEN, "duplicate", "bot", (), None, "already_open"),
    T("X6", (S.NEW,), "miss", "bot", (), S.WAITING_INFO, "missing_data"),
    T("X7", (S.WAITING_INFO,), "complete", "partner", ("data_missing",), S.NEW, "data_complete"),
    T("X7", (S.IN_CHARGE,), "complete", "partner", ("data_missing",), None, "data_complete"),
    T("X7", (S.WAITING_INFO,), "complete_taken", "partner",
      ("data_missing",), S.IN_CHARGE, "data_complete"),
    T("X8", (S.WAITING_INFO, S.IN_CHARGE), "remind_data", "time", (), None, "data_reminder"),
    T("X9", (S.WAITING_INFO, S.IN_CHARGE), "give_up", "time", (), S.CLOSED_CANCELLED, "closed"),
    T("X10", (S.NEW, S.WAITING_INFO), "take", "staff/bot", (), S.IN_CHARGE, "in_charge"),
    T("X11", (S.NEW, S.WAITING_INFO), "escalate", "time", (), None, "sla"),
    T("X12", UNDECIDED, "ask", "staff", (), S.WAITING_INFO, "missing_data"),
    T("X13", BEFORE_RECEIPT, "solve", "staff/partner",
      ("already_shipped_ahead",), S.CLOSED_CANCELLED, "solved"),
    T("X14", (S.IN_CHARGE,), "approve_warranty", "staff",
      ("data_missing", "no_approver"), S.VALIDATED_IW, "approval"),
    T("X14", (S.IN_CHARGE,), "approve_out_of_warranty", "staff",
      ("data_missing", "no_approver"), S.VALIDATED_OOW, "approval"),
    T("X15", (S.IN_CHARGE,), "reject_commercial", "staff",
      ("no_reason", "nothing_looked_up"), S.REFUSED_COMMERCIAL, "refusal"),
    T("X16", (S.IN_CHARGE,), "reject_technical", "staff",
      ("no_reason",), S.REFUSED_TECHNICAL, "refusal"),
    T("X17", REFUSED, "new_evidence", "partner", (), S.IN_CHARGE, "in_charge"),
    T("X18", AWAITED, "parcel", "partner", (), S.INBOUND, "parcel_noted"),
    T("X19", AWAITED, "remind_goods", "time", (), None, "goods_awaited"),
    T("X20", AWAITED, "expire", "time", (), S.CLOSED_EXPIRED, "closed"),
    T("X20", (S.CLOSED_EXPIRED,), "reopen", "staff",
      ("was_out_of_warranty",), S.VALIDATED_IW, "goods_awaited"),
    T("X20", (S.CLOSED_EXPIRED,), "reopen", "staff",
      ("was_in_warranty",), S.VALIDATED_OOW, "goods_awaited"),
    T("X21", AWAITED, "receive", "warehouse", (), S.RECEIVED, "goods_received"),
    T("X22", ALL, "refuse_parcel", "warehouse", (), None, "parcel_refused"),
    T("X23", (), "unknown_parcel", "warehouse", (), None, "unauthorised_arrival"),
    T("X24", AWAITED, "receive_other", "warehouse", (), S.RECEIVED, "serial_mismatch"),
    T("X25", (S.RECEIVED,), "start_test", "staff", (), S.TESTING),
    T("X26", ON_BENCH, "test_covered", "staff",
      ("serial_mismatch", "no_test_report", "not_approved_in_warranty", "no_promise_date"),
      S.IN_PROCESS_COVERED, "outcome"),
    T("X27", ON_BENCH, "test_excluded", "staff",
      ("serial_mismatch", "no_test_report", "needs_exclusion"), S.TESTED_CHARGEABLE, "outcome"),
    T("X28", ON_BENCH, "test_out_of_warranty", "staff",
      ("serial_mismatch", "no_test_report", "approved_in_warranty"),
      S.TESTED_CHARGEABLE, "outcome"),
    T("X28b", ON_BENCH, "test_not_repairable", "staff",
      ("serial_mismatch", "no_test_report", "approved_in_warranty"), S.HELD, "outcome"),
    T("X29", ON_BENCH, "test_no_fault", "staff",
      ("serial_mismatch", "no_test_report"), S.HELD, "no_fault"),
    T("X30", (S.TESTED_CHARGEABLE, S.QUOTED, S.HELD, S.ACCEPTED), "quote", "staff",
      ("not_chargeable",), S.QUOTED, "quote"),
    T("X31", (S.QUOTED,), "accept", "partner",
      ("not_accepted",), S.ACCEPTED, "acceptance_recorded"),
    T("X32", (S.QUOTED,), "not_accept", "partner", (), None, "not_an_acceptance"),
    T("X33", (S.QUOTED, S.DISPOSAL_DUE), "late", "partner", (), None, "not_an_acceptance"),
    T("X34", (S.QUOTED,), "decline", "partner", (), S.HELD, "collect_or_dispose"),
    T("X35", (S.QUOTED, S.HELD), "remind_hold", "time", (), None, "days_left"),
    T("X36", (S.QUOTED, S.HELD), "extend", "staff", (), None, "extension"),
    T("X37", (S.QUOTED, S.HELD), "deadline", "time", (), S.DISPOSAL_DUE, "deadline_passed"),
    T("X38", (S.QUOTED, S.HELD, S.DISPOSAL_DUE), "admit", "staff",
      ("not_accepted",), S.ACCEPTED, "acceptance_recorded"),
    T("X38", (S.DISPOSAL_DUE,), "extend", "staff", (), S.HELD, "extension"),
    T("X39", (S.DISPOSAL_DUE, S.HELD), "dispose", "staff",
      ("no_disposal_consent", "extension_pending"), S.CLOSED_DISPOSED, "disposal_record"),
    T("X40", (S.HELD, S.DISPOSAL_DUE), "collect", "warehouse",
      (), S.CLOSED_RETURNED, "returned_unrepaired"),
    T("X41", (S.IN_PROCESS_COVERED, S.ACCEPTED), "start_repair", "staff",
      ("no_test_report", "no_quote_sent", "not_accepted"), S.REPAIRING),
    T("X42", (S.REPAIRING,), "quote", "staff", ("not_chargeable",), S.QUOTED, "quote"),
    T("X43", (S.REPAIRING,), "finish_repair", "staff", (), S.READY),
    T("X44", (S.IN_PROCESS_COVERED, S.ACCEPTED, S.REPAIRING), "replace", "staff",
      ("no_test_report", "not_accepted", "no_replacement_serial"), S.READY),
    T("X45", IN_REPAIR, "ship", "staff/warehouse",
      ("no_test_report", "not_accepted"), S.CLOSED_SUCCESS, "shipped"),
    T("X46", IN_REPAIR, "promise", "staff", (), None, "new_promise"),
    T("X47", AWAITED, "ship", "staff/warehouse",
      ("no_entitlement", "already_shipped_ahead"), None, "hardware_replacement"),
    T("X47", (*ON_BENCH, S.IN_PROCESS_COVERED), "settle", "staff",
      ("not_shipped_ahead",), S.CLOSED_SUCCESS, "closed"),
    T("X48", BEFORE_RECEIPT, "cancel", "partner/staff",
      ("already_shipped_ahead",), S.CLOSED_CANCELLED, "closed"),
    T("X50", CLOSED, "note", "partner", (), None, "thread_closed"),
    T("X50", (*REFUSED, S.CLOSED_CANCELLED), "reopen", "staff", (), S.IN_CHARGE, "in_charge"),
)
# fmt: on
EVENTS = tuple(dict.fromkeys(row.event for row in LIFECYCLE))


def rows_for(state: State, event: str) -> tuple[Transition, ...]:
    """The rows of an event from a state, in the order in which they are tried."""
    return tuple(row for row in LIFECYCLE if row.event == event and state in row.before)


def possible_events(unit: "Unit") -> tuple[str, ...]:
    """The events that the table knows for the unit's state; a guard may still refuse one."""
    return tuple(e for e in EVENTS if rows_for(unit.state, e))


def is_legal(unit: "Unit", event: str) -> bool:
    """True if the table knows the event for the unit's state, whatever its guards say."""
    return bool(rows_for(unit.state, event))


def find_transition(unit: "Unit", event: str) -> Transition:
    """The row that `move` would follow.

    Errors: Refused `illegal_move` (state, possible) if the table has no row; else Refused with the
    name of the guard that does not hold. Source: R14, R24, R25, R27-R29, R36, R37, R41, R42, R48.
    """
    rows = rows_for(unit.state, event)
    if not rows:
        raise Refused(
            "illegal_move",
            unit=unit.number,
            serial=unit.serial or unit.as_written,
            event=event,
            state=unit.state,
            status=public_label(unit.state),
            possible=possible_events(unit),
        )
    failed = ""
    for row in rows:
        failed = next((name for name in row.guards if not GUARDS[name](unit)), "")
        if not failed:
            return row
    raise Refused(
        failed,
        unit=unit.number,
        serial=unit.serial or unit.as_written,
        event=event,
        state=unit.state,
        status=public_label(unit.state),
        fields=missing_fields(unit),
        possible=tuple(e for e in possible_events(unit) if e != event),
    )


def move(unit: "Unit", event: str) -> "Unit":
    """The unit in the state that the event leads to.

    Errors: those of `find_transition`; nothing has changed then.
    """
    row = find_transition(unit, event)
    return unit if row.to is None else replace(unit, state=row.to)
