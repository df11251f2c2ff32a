"""The operator's standing orders as one frozen value. `config.py` builds it; nothing here is read
from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal

from mailbot.domain.calendar import WorkCalendar
from mailbot.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person, or a shared mailbox, who may command. `roles`: support, lab, warehouse, sales,
    manager."""

    id: str  # luca.conti
    name: str
    addresses: tuple[str, ...]
    roles: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """What partners are told (R8, R22)."""

    company: str
    sales_name: str
    sales_address: str
    info_address: str
    warehouse: tuple[str, ...]  # lines of the one address that may be printed
    phone: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class WarrantyTerms:
    """R9-R12, A7, A8, A10-A13."""

    months: int = 12
    family_months: Mapping[str, int] = field(default_factory=dict)
    licence_families: frozenset[str] = frozenset({"pbx", "fax_server", "gsm_gateway"})
    unregistered: str = "assumed"  # assumed (delivery date, flagged) or undetermined (decisions 13)
    max_registration_lag: timedelta = timedelta(days=180)
    reference: str = "request"  # request, receipt (A11)
    repair_days: int = 90  # a paid repair is good for so long on the same fault (A13)


@dataclass(frozen=True, slots=True)
class Targets:
    """Every clock (workflow 2.5). Working days by the calendar, the rest by the clock."""

    in_charge: timedelta = timedelta(hours=12)
    in_charge_warnings: tuple[timedelta, ...] = (timedelta(hours=6), timedelta(hours=10))
    in_charge_calendar: str = "clock"  # clock, business
    validation_days: int = 2
    cutoff: time = time(18, 0)
    validation_on_complete: str = "restart"  # restart, resume (A6)
    info_reminder_days: tuple[int, ...] = (3, 7)
    info_cancel_days: int = 14
    unknown_serial_days: int = 5
    rma_valid_days: int = 30
    rma_reminder_days: tuple[int, ...] = (14, 25)
    test_days: int = 5
    test_warning_days: int = 3
    hold_days: int = 15
    hold_warning_days: tuple[int, ...] = (5, 10, 13)
    hold_restarts_on_revision: int = 1
    quote_valid_days: int = 15
    extension_days: int = 15
    extensions: int = 2
    replacement_return_days: int = 10
    replacement_bill_days: int = 30
    reopen_days: int = 10
    undo: timedelta = timedelta(minutes=10)
    confirm: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DigestTimes:
    """When digests go out, in the desk's zone (decisions 12). Monday is weekday 0."""

    staff: time = time(7, 30)  # on working days
    manager: time = time(7, 30)
    manager_weekday: int = 0
    partner: time = time(8, 0)
    partner_weekday: int = 0
    sent: tuple[str, ...] = ("staff", "manager", "partner")
    staff_roles: tuple[str, ...] = ("support", "lab", "warehouse", "sales")
    holds_ending_days: int = 5  # a hold that ends within so many days is listed
    lines: int = 200  # of one digest


@dataclass(frozen=True, slots=True)
class Terms:
    """Money and conditions."""

    currency: str = "EUR"
    vat_rate: Decimal = Decimal(22)
    return_leg: str = "client"  # client, vendor_if_in_warranty, vendor (A9)
    no_fault_fee: Decimal = Decimal(0)
    disposal_two_people: bool = False
    acceptance_needs: str = "aligned"  # the least strength that accepts a quote
    in_charge_auto: str = "never"  # never, or a staff id that takes what is complete and known (A2)
    tell_distributor: bool = True  # M04 (decisions 7)
    prior_authorisation_days: int = 90
    remove_before_shipping: tuple[str, ...] = ("SIM", "SD")


@dataclass(frozen=True, slots=True)
class Limits:
    """The bound of everything that comes from outside (mail-layer 6). Bytes, counts, seconds,
    characters."""

    mail_bytes: int = 25_000_000
    header_block_bytes: int = 262_144
    header_bytes: int = 4_096
    nesting: int = 30
    parts: int = 500
    boundary_lines: int = 2_000
    text_chars: int = 200_000
    html_bytes: int = 524_288
    html_tags: int = 20_000
    attachments: int = 100
    attachment_bytes: int = 20_000_000
    serials: int = 200
    sheet_bytes: int = 20_000_000
    sheet_ratio: int = 100
    sheet_rows: int = 5_000
    pdf_pages: int = 20
    picture_pixels: int = 40_000_000
    pictures: int = 10
    seconds: float = 20.0
    commands: int = 50
    letters_burst: tuple[int, timedelta] = (10, timedelta(minutes=10))
    letters_long: tuple[int, timedelta] = (60, timedelta(hours=3))
    letters_total: tuple[int, timedelta] = (1_000, timedelta(hours=3))


@dataclass(frozen=True, slots=True)
class SerialFormat:
    """A shape of serial the vendor uses: a regular expression over the bare key, for labelled
    serials not registered."""

    name: str
    pattern: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """All of it."""

    name: str
    address: str  # rma@voismart.example
    aliases: tuple[str, ...]
    trusted_server: str  # authserv-id whose topmost Authentication-Results counts; empty: none
    secret: bytes
    zone: tzinfo
    language: str  # of the house: staff letters, fallback
    languages: tuple[str, ...]  # those with letters
    number_prefix: str  # "RMA"
    number_digits: int  # 5
    plus_addressing: bool
    staff: tuple[StaffMember, ...]
    role_addresses: Mapping[str, tuple[str, ...]]  # support, lab, warehouse, sales, manager
    contacts: Contacts
    calendar: WorkCalendar
    rules: tuple[Rule, ...] = ()
    warranty: WarrantyTerms = WarrantyTerms()
    targets: Targets = Targets()
    digests: DigestTimes = DigestTimes()
    terms: Terms = Terms()
    limits: Limits = Limits()
    serial_formats: tuple[SerialFormat, ...] = ()
    required: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # family to fields; "" is the default
    closures: frozenset[date] = frozenset()

    @property
    def domain(self) -> str:
        """The desk's own mail domain."""
        return self.address.rpartition("@")[2]

    def staff_member(self, address: str) -> StaffMember | None:
        """Who of the staff writes from this address, or None."""
        wanted = address.lower()
        return next((s for s in self.staff if wanted in s.addresses), None)

    def staff_by_id(self, name: str) -> StaffMember | None:
        """The member with this id (with or without our domain), or None."""
        wanted = name.lower().partition("@")[0]
        return next((s for s in self.staff if s.id == wanted), None)

    def is_own(self, address: str) -> bool:
        """True for the desk's own addresses, plus-addresses included."""
        local, _, domain = address.lower().rpartition("@")
        plain = f"{local.partition('+')[0]}@{domain}"
        return plain == self.address or plain in self.aliases
