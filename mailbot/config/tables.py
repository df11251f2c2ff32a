"""The tables of mailbot.toml, as pydantic models. Every one refuses keys it does not know."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field

from mailbot.config.values import Hour, Strict, model_of
from mailbot.domain.site import (
    Contacts,
    DigestTimes,
    Limits,
    SerialFormat,
    StaffMember,
    Targets,
    Terms,
    WarrantyTerms,
)
from mailbot.settings import (
    DaemonSettings,
    ImapSettings,
    MaildirSettings,
    OAuth,
    SmtpSettings,
)

ROLES = ("support", "lab", "warehouse", "sales", "manager")


def _address(value: str) -> str:
    local, at, domain = value.strip().lower().rpartition("@")
    if not (local and at and domain) or any(c.isspace() for c in value.strip()):
        raise ValueError("write a mail address as rma@example.com")
    return value.strip().lower()


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError('write a time zone as "Europe/Rome"') from error
    return value


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


MailAddress = Annotated[str, AfterValidator(_address)]
MailAddresses = Annotated[tuple[MailAddress, ...], BeforeValidator(_one_or_more)]
Role = Literal["support", "lab", "warehouse", "sales", "manager"]

_secret: dict[str, Any] = {"password": (str, "")}
Oauth = model_of(OAuth, file=(Path | None, None))
_Imap = model_of(ImapSettings, oauth=(Oauth | None, None), **_secret)
_Smtp = model_of(SmtpSettings, oauth=(Oauth | None, None), **_secret)
_Maildir = model_of(MaildirSettings)
StaffTable = model_of(
    StaffMember,
    addresses=(MailAddresses, ...),
    roles=(tuple[Role, ...], ...),
    language=(str, ""),
)
WarrantyTable = model_of(
    WarrantyTerms, unregistered=(Literal["assumed", "undetermined"], "assumed")
)
TargetsTable = model_of(
    Targets,
    in_charge_calendar=(Literal["clock", "business"], "clock"),
    validation_on_complete=(Literal["restart", "resume"], "restart"),
)
TermsTable = model_of(
    Terms,
    acceptance_needs=(Literal["from", "aligned", "token"], "aligned"),
    return_leg=(Literal["client", "vendor_if_in_warranty", "vendor"], "client"),
    vat_rate=(Annotated[Decimal, Field(ge=0, le=100)], Decimal(22)),
)
LimitsTable = model_of(Limits)
DigestsTable = model_of(
    DigestTimes,
    sent=(tuple[Literal["staff", "manager", "partner"], ...], ("staff", "manager", "partner")),
    staff_roles=(tuple[Role, ...], ("support", "lab", "warehouse", "sales")),
    manager_weekday=(Annotated[int, Field(ge=0, le=6)], 0),
    partner_weekday=(Annotated[int, Field(ge=0, le=6)], 0),
)
FormatTable = model_of(SerialFormat)
DaemonTable = model_of(DaemonSettings)
ContactsTable = model_of(Contacts)


class ImapTable(_Imap):  # type: ignore[misc, valid-type]
    """`[[mailbox]] kind = "imap"`."""

    kind: Literal["imap"] = "imap"
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    done: Literal["move", "keyword", "leave"] = "move"
    password_file: Path | None = None
    password_env: str = ""


class MaildirTable(_Maildir):  # type: ignore[misc, valid-type]
    """`[[mailbox]] kind = "maildir"`."""

    kind: Literal["maildir"]


class SmtpTable(_Smtp):  # type: ignore[misc, valid-type]
    """`[smtp]`."""

    tls: Literal["implicit", "starttls", "none"] = "starttls"
    password_file: Path | None = None
    password_env: str = ""


class DeskTable(Strict):
    """`[desk]`."""

    name: str = Field(min_length=1)
    address: MailAddress
    aliases: MailAddresses = ()
    language: str = "it"
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/Rome"
    number_prefix: str = Field(default="RMA", pattern=r"^[A-Z]{2,8}$")
    number_digits: int = Field(default=5, ge=1, le=9)
    plus_addressing: bool = True
    trusted_server: str = ""
    secret_file: Path | None = None  # beside the store
    templates: Path | None = None
    rules: Path | None = None


class StoreTable(Strict):
    """`[store]`. `sales` and `partners` are CSV files that a `memory` store starts with."""

    kind: Literal["tinydb", "memory"] = "tinydb"
    path: Path = Path("mailbot.db")
    sales: Path | None = None
    partners: Path | None = None


class CalendarTable(Strict):
    """`[calendar]`."""

    country: str = "IT"
    subdivision: str = ""
    closed: tuple[date, ...] = ()
    weekend: frozenset[Annotated[int, Field(ge=0, le=6)]] = frozenset({5, 6})
    opens: Hour = time(9, 0)
    closes: Hour = time(18, 0)


class ConfigTable(Strict):
    """The whole file."""

    desk: DeskTable
    contacts: ContactsTable  # type: ignore[valid-type]
    store: StoreTable = StoreTable()
    mailbox: tuple[Annotated[ImapTable | MaildirTable, Field(discriminator="kind")], ...] = ()
    smtp: SmtpTable | None = None
    daemon: DaemonTable = DaemonTable()  # type: ignore[valid-type]
    staff: tuple[StaffTable, ...] = ()  # type: ignore[valid-type]
    roles: dict[Role, MailAddresses] = Field(default_factory=dict)
    calendar: CalendarTable = CalendarTable()
    warranty: WarrantyTable = WarrantyTable()  # type: ignore[valid-type]
    targets: TargetsTable = TargetsTable()  # type: ignore[valid-type]
    digests: DigestsTable = DigestsTable()  # type: ignore[valid-type]
    terms: TermsTable = TermsTable()  # type: ignore[valid-type]
    limits: LimitsTable = LimitsTable()  # type: ignore[valid-type]
    serial_formats: tuple[FormatTable, ...] = ()  # type: ignore[valid-type]
    required: dict[str, tuple[str, ...]] = Field(default_factory=dict)
