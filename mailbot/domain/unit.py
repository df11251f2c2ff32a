"""One device of a ticket, with everything that happened to it. Every value is frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from mailbot.domain.states import State


@dataclass(frozen=True, slots=True)
class Verdict:
    """The warranty of a unit with its evidence (R9-R12, A7-A13).

    `covered`: in, out, undetermined. `basis`: licence_registration, delivery, paid_repair, or
    empty. `flags`: assumed (no licence registered, delivery date taken), late_registration (A8),
    last_day, no_date.
    """

    covered: str
    basis: str = ""
    starts: date | None = None
    ends: date | None = None  # the last day in warranty
    evidence: str = ""  # delivery note or registrant
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TestReport:
    """What the lab found (R47-R50). `coverage`: warranty, misuse, out-of-warranty."""

    coverage: str
    result: str  # repairable, not-repairable, no-fault
    report: str
    at: datetime
    by: str
    exclusion: str = ""  # EX1..EX5
    exclusion_waiver: str = ""  # the written authorisation that lifts EX5 (R21)
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is known of a parcel on its way in."""

    carrier: str = ""
    tracking: str = ""
    ddt: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """A unit that left the warehouse (R57, R58)."""

    carrier: str
    tracking: str
    on: date
    ddt: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The written acceptance of one quote revision, with its proof (A15)."""

    quote: int
    revision: int
    units: tuple[int, ...]
    by: str  # the address that accepted
    at: datetime
    message_id: str
    digest: str  # SHA-256 of the raw mail
    strength: str
    order_number: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One device of a ticket."""

    number: int
    state: State
    serial: str | None = None
    as_written: str = ""
    suggestion: str | None = None  # a near serial, proposed and not yet confirmed
    mac: str = ""
    product_code: str = ""
    product: str = ""
    family: str = ""
    sold_to: str = ""  # Partner.id, empty if not in the registry
    known: bool = False  # the serial is in the registry
    fault: str = ""
    fault_code: str = ""
    reason: str = "defect"
    third_party: bool = False
    verdict: Verdict | None = None
    covered: bool | None = None  # as approved, then as tested; None: undecided
    approved_on: date | None = None  # date of acceptance (A23)
    approved_by: str = ""
    refusal: str = ""  # the reason text of a refusal
    refusal_checked: str = ""  # what was looked up (R36)
    parcel: Parcel | None = None
    received_on: date | None = None
    marked: bool | None = None  # R45
    on_ddt: bool | None = None  # R46
    arrived_serial: str = ""  # another serial was in the box (X24)
    test: TestReport | None = None
    acceptance: Acceptance | None = None
    replacement_serial: str = ""
    promised: date | None = None
    shipment: Shipment | None = None
    shipped_ahead: bool = False  # Hardware Replacement (R29)
    extensions: int = 0
    closed_reason: str = ""
    flags: tuple[str, ...] = ()
