"""The sample desk: partners, units sold, staff and settings. All of it is invented.

Dates are counted back from today, so that what is in warranty stays so, whenever the demo runs.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

VOUCHER = "mx.voismart.example"  # the name under which the demo's mail server vouches
DESK = "rma@voismart.example"
SUPPORT = "luca.conti@voismart.example"
SALES = "elena.marchetti@voismart.example"
LAB = "lab@voismart.example"
WAREHOUSE = "magazzino@voismart.example"
PARTNER = "mario.rossi@rossi-telecom.example"
DISTRIBUTOR = "resi@fiore-distr.example"
DEALER = "info@elettro-impianti.example"


@dataclass(frozen=True, slots=True)
class Sold:
    """A unit of the sample registry. Units: days before today."""

    serial: str
    product: str
    name: str
    family: str
    to: str
    delivered: int
    licensed: int | None = None
    mac: str = ""


COVERED, EXPIRED, FROM_FIORE = "VSP1225470427Q", "VSA2425080333D", "VSG0425500077L"

SOLD = (
    Sold(COVERED, "VSP12", "IP PBX VSP12", "pbx", "rossi", 314, 292),
    Sold(EXPIRED, "VSA24", "Gateway 24 FXS VSA24", "fxs_adapter", "rossi", 640),
    Sold(
        "VST2026224711B",
        "VST20",
        "Telefono VST20",
        "ip_phone",
        "rossi",
        165,
        None,
        "00:00:5E:00:53:1A",
    ),
    Sold(
        "VST2026224712C",
        "VST20",
        "Telefono VST20",
        "ip_phone",
        "rossi",
        165,
        None,
        "00:00:5E:00:53:1B",
    ),
    Sold(
        "VST2026224713D",
        "VST20",
        "Telefono VST20",
        "ip_phone",
        "rossi",
        165,
        None,
        "00:00:5E:00:53:1C",
    ),
    Sold("VSG0226200511X", "VSG02", "GSM gateway VSG02", "gsm_gateway", "rossi", 190, 181),
    Sold("VSP3026030088G", "VSP30", "IP PBX VSP30", "pbx", "nordtel", 300, 288),
    Sold("VST4025440908K", "VST40", "Telefono VST40", "ip_phone", "nordtel", 376),
    Sold("VSA0826141290H", "VSA08", "Gateway 8 FXS VSA08", "fxs_adapter", "alpenvoice", 220),
    Sold("VSF0426110063W", "VSF04", "Fax server VSF04", "fax_server", "comune-x", 240, 236),
    Sold(FROM_FIORE, "VSG04", "GSM gateway VSG04", "gsm_gateway", "fiore", 275, 252),
    Sold("VSP3024091015T", "VSP30", "IP PBX VSP30", "pbx", "gfo", 980, 930),
    Sold("VSD0126300150B", "VSD01", "Base DECT VSD01", "ip_phone", "alias", 110),
)

_SALES_HEADER = (
    "serial mac product_code product_name family channel sold_to delivery_date license_date "
    "delivery_note hardware_replacement_service"
)
_PARTNERS_HEADER = "id name role domains emails language sales_rep distributor_id"
_DISTRIBUTORS = frozenset({"alias", "fiore", "gfo"})
PARTNERS = (
    ("alias", "Alias", "distributor", "alias-distr.example", "resi@alias-distr.example", "it", ""),
    ("fiore", "Fiore", "distributor", "fiore-distr.example", DISTRIBUTOR, "it", ""),
    ("gfo", "GFO", "distributor", "gfo-distr.example", "rma@gfo-distr.example", "it", ""),
    ("rossi", "Rossi Telecom", "quality_partner", "rossi-telecom.example", PARTNER, "it", ""),
    ("nordtel", "Nordtel", "quality_partner", "nordtel.example", "rma@nordtel.example", "it", ""),
    (
        "alpenvoice",
        "Alpenvoice",
        "quality_partner",
        "alpenvoice.example",
        "service@alpenvoice.example",
        "en",
        "",
    ),
    ("comune-x", "Comune di X", "customer", "comune-x.example", "ced@comune-x.example", "it", ""),
    ("elettro", "Elettro Impianti", "dealer", "elettro-impianti.example", DEALER, "it", "fiore"),
)


def write_registry(folder: Path, today: date) -> tuple[Path, Path]:
    """Write partners.csv and sales.csv into a folder; their paths."""
    partners, sales = folder / "partners.csv", folder / "sales.csv"
    with partners.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_PARTNERS_HEADER.split())
        for key, name, role, domain, email, language, distributor in PARTNERS:
            writer.writerow(
                [key, name, role, domain, email, language, "elena.marchetti", distributor]
            )
    with sales.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_SALES_HEADER.split())
        for number, unit in enumerate(SOLD, start=101):
            writer.writerow(_row(unit, number, today))
    return partners, sales


def _row(unit: Sold, number: int, today: date) -> list[str]:
    delivered = today - timedelta(days=unit.delivered)
    licensed = "" if unit.licensed is None else str(today - timedelta(days=unit.licensed))
    channel = "distributor" if unit.to in _DISTRIBUTORS else "direct"
    note = f"{number}/{delivered:%y}"
    row = [unit.serial, unit.mac, unit.product, unit.name, unit.family, channel, unit.to]
    return [*row, str(delivered), licensed, note, "no"]


_SETTINGS = """\
[desk]
name = "VoiSmart RMA"
address = "{desk}"
trusted_server = "{voucher}"

[contacts]
company = "VoiSmart S.r.l."
sales_name = "Elena Marchetti"
sales_address = "{sales}"
info_address = "info@voismart.example"
warehouse = ["VoiSmart S.r.l. - Magazzino RMA", "Via dell'Esempio 12", "20100 Milano (MI)"]

[store]
path = "mailbot.db"

[[mailbox]]
kind = "imap"
port = {imap_port}
{server}
[smtp]
port = {smtp_port}
{server}
[daemon]
poll_seconds = 2.0
outbox_seconds = 2.0

{people}
[roles]
support = ["{support}"]
lab = ["{lab}"]
warehouse = ["{warehouse}"]
sales = ["{sales}"]
manager = ["{sales}"]
"""
_STAFF = (
    ("luca.conti", "Luca Conti", SUPPORT, ["support"]),
    ("elena.marchetti", "Elena Marchetti", SALES, ["sales", "manager"]),
    ("lab", "Laboratorio", LAB, ["lab"]),
    ("magazzino", "Magazzino", WAREHOUSE, ["warehouse"]),
)


def settings(imap_port: int, smtp_port: int, password: str) -> str:
    """The mailbot.toml of the demo, as text."""
    people = "\n".join(
        f'[[staff]]\nid = "{key}"\nname = "{name}"\naddresses = ["{mail}"]\nroles = {roles}\n'
        for key, name, mail, roles in _STAFF
    )
    return _SETTINGS.format(
        desk=DESK,
        voucher=VOUCHER,
        server=f'host = "127.0.0.1"\nuser = "{DESK}"\npassword = "{password}"\ntls = "none"\n',
        imap_port=imap_port,
        smtp_port=smtp_port,
        people=people,
        support=SUPPORT,
        sales=SALES,
        lab=LAB,
        warehouse=WAREHOUSE,
    )
