"""The states of a unit and the moves between them (workflow.md 2.2 and 2.3)."""

from enum import StrEnum


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
