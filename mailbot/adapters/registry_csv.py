"""The sales registry and the partner directory from CSV files: all of a file or nothing of it."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from mailbot.adapters.csv_rows import Mistakes, Row, read_rows
from mailbot.domain.registry import Partner, Role, SoldUnit, bare_key
from mailbot.domain.site import Site

SALES_COLUMNS = (
    "serial",
    "mac",
    "product_code",
    "product_name",
    "family",
    "channel",
    "sold_to",
    "delivery_date",
    "license_date",
    "delivery_note",
    "hardware_replacement_service",
)
SALES_OPTIONAL = ("licensed_by",)
PARTNER_COLUMNS = ("id", "name", "role", "domains", "emails", "language", "sales_rep")
PARTNER_OPTIONAL = ("distributor_id", "vat_rate", "vat_note", "return_address")
_PHONES = frozenset({"ip_phone", "power_supply", "headset", "third_party"})
_SYSTEMS = frozenset({"pbx", "fax_server", "gsm_gateway", "isdn_gateway", "fxs_adapter"})
FAMILIES = _SYSTEMS | _PHONES
CHANNELS = ("direct", "distributor")
ROLES = (Role.QUALITY_PARTNER, Role.DISTRIBUTOR, Role.DEALER, Role.CUSTOMER)
# Anybody has an address there: as a partner's domain they would let anybody in.
FREEMAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.it",
        "hotmail.com",
        "hotmail.it",
        "live.com",
        "live.it",
        "msn.com",
        "yahoo.com",
        "yahoo.it",
        "icloud.com",
        "me.com",
        "aol.com",
        "gmx.net",
        "gmx.de",
        "web.de",
        "libero.it",
        "virgilio.it",
        "alice.it",
        "tin.it",
        "tiscali.it",
        "fastwebnet.it",
        "email.it",
        "inwind.it",
        "iol.it",
        "pec.it",
        "legalmail.it",
        "proton.me",
        "protonmail.com",
    ]
)

_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "si", "sì", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0", ""), False),
}
_MAC = re.compile(r"[0-9A-F]{12}")
_ITALIAN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ID = re.compile(r"[^\s,;]{1,64}")
_DOMAIN = re.compile(r"(?=.{3,253}\Z)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[a-z0-9.-]{3,253}")
_BETWEEN = re.compile(r"[;,|\s]+")


def read_sales(
    path: Path,
    partners: Collection[str] | None = None,
    families: Collection[str] = FAMILIES,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[SoldUnit]:
    """The units of a sales file, one by one; memory holds only their keys.

    `partners` are the ids that `sold_to` may have, None: any. Errors: Misconfigured with every
    mistake, raised after the last row, so a caller must keep nothing before it has them all;
    Unavailable if the file cannot be read.
    """
    mistakes = Mistakes(path)
    if partners is not None and not partners:
        mistakes.add(1, "no partner is known yet", "import the partners first")
        mistakes.require_none()
    sheet = _Sales(mistakes, partners, families)
    for line, row in read_rows(path, SALES_COLUMNS, SALES_OPTIONAL, mistakes, progress):
        unit = sheet.unit(line, row)
        if not mistakes:
            yield unit
    mistakes.require_none()


def known_families(site: Site) -> frozenset[str]:
    """The product families that a row may have: the usual ones, and all that the settings name."""
    formats = {serial_format.family for serial_format in site.serial_formats}
    named = {*site.warranty.licence_families, *site.warranty.family_months, *site.required}
    return FAMILIES | ((named | formats) - {""})


class _Sales:
    """The rows of one sales file, with what must not stand there twice."""

    def __init__(
        self, mistakes: Mistakes, partners: Collection[str] | None, families: Collection[str]
    ) -> None:
        self._mistakes, self._partners, self._families = mistakes, partners, families
        self._lines: dict[str, dict[str, int]] = {"serial": {}, "mac": {}}

    def unit(self, line: int, row: Row) -> SoldUnit:
        """The unit of a row; what is wrong with it goes to the mistakes."""
        wrong = self._mistakes.add
        key, mac = bare_key(row["serial"]), bare_key(row["mac"])
        if not 3 <= len(key) <= 64:
            wrong(line, f"serial `{row['serial']}`", "write 3 to 64 letters and digits")
        if row["mac"] and not _MAC.fullmatch(mac):
            wrong(line, f"mac `{row['mac']}`", "write twelve digits 0-9 A-F, or nothing")
        family = _word(row["family"])
        if family not in self._families:
            wrong(line, f"family `{row['family']}`", _one_of(self._families))
        channel = _word(row["channel"])
        if channel not in CHANNELS:
            wrong(line, f"channel `{row['channel']}`", _one_of(CHANNELS))
        if not row["sold_to"]:
            wrong(line, "sold_to is empty", "write the id of a partner")
        elif self._partners is not None and row["sold_to"] not in self._partners:
            wrong(line, f"sold_to `{row['sold_to']}` is no partner", "import the partner first")
        self._once(line, "serial", key, row["serial"])
        self._once(line, "mac", mac, row["mac"])
        return SoldUnit(
            serial=row["serial"],
            mac=row["mac"],
            product_code=row["product_code"],
            product_name=row["product_name"],
            family=family,
            channel=channel,
            sold_to=row["sold_to"],
            delivered_on=self._date(line, row, "delivery_date"),
            licensed_on=self._date(line, row, "license_date"),
            delivery_note=row["delivery_note"],
            hardware_replacement=self._yes(line, row["hardware_replacement_service"]),
            licensed_by=row.get("licensed_by", "")[:100],
        )

    def _once(self, line: int, column: str, key: str, value: str) -> None:
        first = self._lines[column].setdefault(key, line) if key else line
        if first != line:
            wrong = f"{column} `{value}` stands in line {first} already"
            self._mistakes.add(line, wrong, "remove one of the two")

    def _date(self, line: int, row: Row, column: str) -> date | None:
        text = row[column]
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            self._mistakes.add(line, f"{column} `{text}`", _right_date(text))
            return None
        if day is not None and not (len(text) == 10 and 1980 <= day.year <= 2100):
            self._mistakes.add(line, f"{column} `{text}`", "write a date like 2026-01-31")
        return day

    def _yes(self, line: int, text: str) -> bool:
        if text.lower() not in _YES_NO:
            self._mistakes.add(line, f"hardware_replacement_service `{text}`", "write yes or no")
        return _YES_NO.get(text.lower(), False)


def _right_date(text: str) -> str:
    """A date as people in Italy write it, in the form that is wanted."""
    match = _ITALIAN_DATE.fullmatch(text)
    if match:
        try:
            return f"write {date(int(match[3]), int(match[2]), int(match[1])).isoformat()}"
        except ValueError:
            pass
    return "write a date like 2026-01-31, or nothing"


def _word(text: str) -> str:
    return text.lower().replace(" ", "_").replace("-", "_")


def _one_of(words: Collection[str]) -> str:
    return f"write one of {', '.join(sorted(words))}"


def read_partners(
    path: Path, progress: Callable[[int], None] = lambda _: None
) -> tuple[Partner, ...]:
    """The partners of a file.

    Errors: Misconfigured with every mistake; Unavailable if the file cannot be read.
    """
    mistakes = Mistakes(path)
    sheet = _Partners(mistakes)
    rows = read_rows(path, PARTNER_COLUMNS, PARTNER_OPTIONAL, mistakes, progress)
    found = [(line, sheet.partner(line, row)) for line, row in rows]
    distributors = {p.id for _, p in found if p.role is Role.DISTRIBUTOR}
    for line, partner in found:
        above = partner.distributor_id
        if above and above not in distributors:
            mistakes.add(
                line, f"distributor_id `{above}`", "write the id of a partner who is a distributor"
            )
        if partner.role is Role.DEALER and not above:
            mistakes.add(line, "a dealer without distributor_id", "write his distributor's id")
    mistakes.require_none()
    return tuple(partner for _, partner in found)


class _Partners:
    """The rows of one partner file, with what must not stand there twice."""

    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._lines: dict[tuple[str, str], int] = {}

    def partner(self, line: int, row: Row) -> Partner:
        """The partner of a row; what is wrong with it goes to the mistakes."""
        wrong = self._mistakes.add
        if not _ID.fullmatch(row["id"]):
            wrong(line, f"id `{row['id']}`", "write one word of up to 64 characters")
        if not row["name"]:
            wrong(line, "name is empty", "write the firm's name")
        role = _word(row["role"])
        if role not in ROLES:
            wrong(line, f"role `{row['role']}`", _one_of(ROLES))
        if row["language"] and not re.fullmatch(r"[A-Za-z]{2}", row["language"]):
            wrong(line, f"language `{row['language']}`", "write two letters: it, en")
        self._once(line, "id", row["id"])
        return Partner(
            id=row["id"],
            name=row["name"],
            role=Role(role) if role in ROLES else Role.UNKNOWN,
            domains=self._domains(line, row["domains"]),
            emails=self._emails(line, row["emails"]),
            language=row["language"].lower(),
            sales_rep=row["sales_rep"],
            distributor_id=row.get("distributor_id", ""),
            vat_rate=self._rate(line, row.get("vat_rate", "")),
            vat_note=row.get("vat_note", ""),
            return_address=row.get("return_address", ""),
        )

    def _once(self, line: int, column: str, value: str) -> None:
        first = self._lines.setdefault((column, value.lower()), line)
        if first != line and value:
            wrong = f"{column} `{value}` stands in line {first} already"
            self._mistakes.add(line, wrong, "remove one of the two")

    def _domains(self, line: int, cell: str) -> tuple[str, ...]:
        domains = tuple(dict.fromkeys(part.lower().lstrip("@") for part in _split(cell)))
        for domain in domains:
            if not _DOMAIN.fullmatch(domain):
                self._mistakes.add(line, f"domain `{domain}`", "write it like firm.example")
            elif domain in FREEMAIL:
                wrong = f"domain `{domain}`: anybody may have an address there"
                self._mistakes.add(line, wrong, "write the partner's own address under emails")
            self._once(line, "domain", domain)
        return domains

    def _emails(self, line: int, cell: str) -> tuple[str, ...]:
        emails = tuple(dict.fromkeys(part.lower() for part in _split(cell)))
        for email in emails:
            if not _EMAIL.fullmatch(email):
                self._mistakes.add(line, f"email `{email}`", "write it like name@firm.example")
            self._once(line, "email", email)
        return emails

    def _rate(self, line: int, text: str) -> str:
        plain = text.rstrip("% ").replace(",", ".")
        try:
            good = not plain or 0 <= Decimal(plain) <= 100
        except InvalidOperation:
            good = False
        if not good:
            self._mistakes.add(line, f"vat_rate `{text}`", "write a percentage like 22")
        return plain


def _split(cell: str) -> list[str]:
    return [part for part in _BETWEEN.split(cell) if part]
