"""The states of a unit, and the words that partners see for them (workflow.md 2.2, R59)."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # ticket.py needs State from here
    from mailbot.domain.ticket import Ticket
    from mailbot.domain.unit import Unit


class State(StrEnum):
    """Where a unit is. The value is what is stored and printed by `--json`."""

    NEW = "new"
    WAITING_INFO = "waiting_info"
    REDIRECTED = "redirected"
    IN_CHARGE = "in_charge"
    VALIDATED_IW = "validated_iw"
    VALIDATED_OOW = "validated_oow"
    REFUSED_COMMERCIAL = "refused_commercial"
    REFUSED_TECHNICAL = "refused_technical"
    INBOUND = "inbound"
    RECEIVED = "received"
    TESTING = "testing"
    IN_PROCESS_COVERED = "in_process_covered"
    TESTED_CHARGEABLE = "tested_chargeable"
    QUOTED = "quoted"
    ACCEPTED = "accepted"
    REPAIRING = "repairing"
    HELD = "held"
    DISPOSAL_DUE = "disposal_due"
    READY = "ready"
    CLOSED_SUCCESS = "closed_success"
    CLOSED_RETURNED = "closed_returned"
    CLOSED_DISPOSED = "closed_disposed"
    CLOSED_EXPIRED = "closed_expired"
    CLOSED_CANCELLED = "closed_cancelled"


S = State
REFUSED = (S.REFUSED_COMMERCIAL, S.REFUSED_TECHNICAL)
CLOSED = (
    S.REDIRECTED,
    *REFUSED,
    S.CLOSED_SUCCESS,
    S.CLOSED_RETURNED,
    S.CLOSED_DISPOSED,
    S.CLOSED_EXPIRED,
    S.CLOSED_CANCELLED,
)
VALIDATED = (S.VALIDATED_IW, S.VALIDATED_OOW)
AWAITED = (*VALIDATED, S.INBOUND)
UNDECIDED = (S.NEW, S.WAITING_INFO, S.IN_CHARGE)
BEFORE_RECEIPT = (*UNDECIDED, *AWAITED)
ON_BENCH = (S.RECEIVED, S.TESTING)
IN_REPAIR = (S.IN_PROCESS_COVERED, S.ACCEPTED, S.REPAIRING, S.READY)
OPEN = tuple(state for state in State if state not in CLOSED)
ALL = tuple(State)


# -- public labels (R59; the five words of the policy never vary, the rest are A21's) --

IN_CHARGE, VALIDATED_LABEL, IN_PROCESS = "In charge", "Validated", "In process"
REFUSED_LABEL, SUCCESS = "Closed - refused", "Closed - with success"
NEW_LABEL, MIXED = "New", "Closed"

# The public label of each state, and whether the state itself is shown in brackets after it (A24).
LABELS: dict[State, tuple[str, bool]] = {
    S.NEW: (NEW_LABEL, False),
    S.WAITING_INFO: (NEW_LABEL, True),
    S.REDIRECTED: ("Closed - redirected to distributor", False),
    S.IN_CHARGE: (IN_CHARGE, False),
    S.VALIDATED_IW: (VALIDATED_LABEL, False),
    S.VALIDATED_OOW: (VALIDATED_LABEL, False),
    S.REFUSED_COMMERCIAL: (REFUSED_LABEL, False),
    S.REFUSED_TECHNICAL: (REFUSED_LABEL, False),
    S.INBOUND: (VALIDATED_LABEL, True),
    S.RECEIVED: (VALIDATED_LABEL, True),
    S.TESTING: (VALIDATED_LABEL, True),
    S.IN_PROCESS_COVERED: (IN_PROCESS, False),
    S.TESTED_CHARGEABLE: (IN_PROCESS, True),
    S.QUOTED: (IN_PROCESS, True),
    S.ACCEPTED: (IN_PROCESS, True),
    S.REPAIRING: (IN_PROCESS, True),
    S.HELD: (IN_PROCESS, True),
    S.DISPOSAL_DUE: (IN_PROCESS, True),
    S.READY: (IN_PROCESS, True),
    S.CLOSED_SUCCESS: (SUCCESS, False),
    S.CLOSED_RETURNED: ("Closed - returned unrepaired", False),
    S.CLOSED_DISPOSED: ("Closed - disposed", False),
    S.CLOSED_EXPIRED: ("Closed - expired", False),
    S.CLOSED_CANCELLED: ("Closed - cancelled", False),
}
SUBSTATUSES = tuple(state.value for state, (_, shown) in LABELS.items() if shown)

# How far a unit has come, for the ticket's label (2.4): the least advanced open unit gives it.
_ORDER = {state: place for place, state in enumerate(State)}


def is_closed(state: State) -> bool:
    """True for the states in which nothing more happens by itself."""
    return state in CLOSED


def public_label(state: State, *, taken: bool = False) -> str:
    """The policy's word for a state (R59).

    A unit that waits for data is In charge once somebody took the ticket.
    """
    if state is S.WAITING_INFO and taken:
        return IN_CHARGE
    return LABELS[state][0]


def substatus(state: State) -> str:
    """The key of what stands in brackets after the label: one of SUBSTATUSES, or an empty text."""
    return state.value if LABELS[state][1] else ""


def unit_status(ticket: "Ticket", unit: "Unit") -> str:
    """The public label of one unit of a ticket."""
    return public_label(unit.state, taken=bool(ticket.owner))


def public_status(ticket: "Ticket") -> str:
    """The public label of a ticket, derived from its units (workflow 2.4, decisions 6).

    While a unit is open: the label of the least advanced open one. All closed: their label if they
    agree; `Closed - with success` if something was repaired or replaced and shipped; else `Closed`,
    and the table tells the rest.
    """
    still_open = [unit for unit in ticket.units if not is_closed(unit.state)]
    if still_open:
        return unit_status(ticket, min(still_open, key=lambda unit: _ORDER[unit.state]))
    labels = {public_label(unit.state) for unit in ticket.units}
    if len(labels) == 1:
        return labels.pop()
    if not labels:
        return IN_CHARGE if ticket.owner else NEW_LABEL
    return SUCCESS if SUCCESS in labels else MIXED
