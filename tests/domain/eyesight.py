"""Mails and a site for the tests of understanding."""

from dataclasses import replace
from datetime import UTC, datetime

from mailbot.config import load_config
from mailbot.domain.intent import Found, Intent
from mailbot.domain.mail import Address, Mail
from mailbot.domain.registry import Partner, Role, SoldUnit, bare_key
from mailbot.domain.site import Site
from mailbot.domain.understand import understand
from tests.conftest import ROOT

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
ROSSI = Partner("rossi", "Rossi Telecom", Role.QUALITY_PARTNER, ("rossi.example",), language="it")
STAFF_SAYS = "mx1.voismart.example; auth=pass smtp.auth=luca.conti"


def site() -> Site:
    """The site of the mail tests."""
    config = load_config(ROOT / "tests" / "mails" / "desk.toml")
    return replace(config.site, secret=b"k" * 32)


def mail(text: str, sender: str = "a@rossi.example", subject: str = "", **more: object) -> Mail:
    """A mail with these words."""
    facts: dict[str, object] = {"headers": (), **more}
    return Mail("<1@x>", "0" * 64, NOW, (Address(sender),), subject, text, **facts)  # type: ignore[arg-type]


def sold(serial: str, family: str = "ip_phone", to: str = "rossi", mac: str = "") -> SoldUnit:
    """A unit of the registry."""
    return SoldUnit(serial, mac, "", family.replace("_", " "), family, "direct", to, None, None)


def found(*units: SoldUnit, **more: object) -> Found:
    """The facts of a look-up: these units by serial and MAC, Rossi as a partner."""
    by_key = {key: u for u in units for key in (u.key, u.mac_key) if key}
    facts: dict[str, object] = {"sold": by_key, "partners": {"a@rossi.example": ROSSI}, **more}
    return Found(**facts)  # type: ignore[arg-type]


def read(text: str, *units: SoldUnit, subject: str = "", **more: object) -> Intent:
    """What a mail of Rossi means."""
    return understand(mail(text, subject=subject, **more), found(*units), site())


def serials(intent: Intent) -> list[str]:
    """The serials that were read, bare."""
    return [bare_key(u.serial or "") for u in intent.units]
