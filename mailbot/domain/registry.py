"""What the vendor knows beforehand: units sold, and partners."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_NOT_KEY = re.compile(r"[^0-9A-Z]")

# People shorten a serial to its end; four characters, where they say so, tell an asker's units
# apart well enough.
TAIL = 4


def bare_key(text: str) -> str:
    """The form in which serials and MACs are compared: upper case, letters and digits only."""
    return _NOT_KEY.sub("", text.upper())


class Role(StrEnum):
    """Who somebody is to the desk, by the partner directory and the staff list."""

    QUALITY_PARTNER = "quality_partner"
    DISTRIBUTOR = "distributor"
    DEALER = "dealer"
    CUSTOMER = "customer"
    STAFF = "staff"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SoldUnit:
    """A row of the sales registry. Dates are the vendor's local dates."""

    serial: str
    mac: str
    product_code: str
    product_name: str
    family: str
    channel: str  # direct, distributor
    sold_to: str  # Partner.id
    delivered_on: date | None
    licensed_on: date | None
    delivery_note: str = ""
    hardware_replacement: bool = False
    licensed_by: str = ""  # who registered the licence, as people name him (R11)

    @property
    def key(self) -> str:
        """The serial as it is compared."""
        return bare_key(self.serial)

    @property
    def mac_key(self) -> str:
        """The MAC as it is compared, or an empty text."""
        return bare_key(self.mac)


@dataclass(frozen=True, slots=True)
class Partner:
    """A row of the partner directory."""

    id: str
    name: str
    role: Role
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    language: str = ""
    sales_rep: str = ""
    distributor_id: str = ""
    vat_rate: str = ""  # percent as a decimal text, empty: the desk's
    vat_note: str = ""
    return_address: str = ""

    @property
    def contact(self) -> str:
        """The address to write to: the first on file, or an empty text."""
        return self.emails[0] if self.emails else ""
