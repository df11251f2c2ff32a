"""What a decision looks at: who wrote, and in what language he is answered."""

from datetime import UTC, datetime

import pytest

from mailbot.domain.decision import Numbers
from mailbot.domain.intent import Found, Intent, Kind, Sender, Strength
from mailbot.domain.mail import Address, Mail
from mailbot.domain.registry import Role
from mailbot.domain.scene import Scene, spoken
from mailbot.errors import Refused
from tests.domain.exchange import LUCA, ROSSI, make_site

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def scene_of(sender: Sender) -> Scene:
    mail = Mail("<1@a>", "d", NOW, (sender.address,), "", "")
    intent = Intent(Kind.INFO_REPLY, "it", sender, "")
    return Scene(intent, mail, Found(), make_site(), Numbers("", "", "", ""), NOW)


def test_a_colleague_is_known_by_his_id_or_his_address() -> None:
    """Mail-layer 16: as the staff list has him; in the history he is his id."""
    for name in (LUCA.id, ""):
        scene = scene_of(Sender(Address(LUCA.addresses[0]), Role.STAFF, Strength.ALIGNED, name))
        assert (scene.staff, scene.who) == (LUCA, "luca.conti")


def test_a_partner_is_nobody_of_staff() -> None:
    """R14: nothing that needs a colleague happens in a partner's name."""
    address = Address(ROSSI.emails[0])
    scene = scene_of(Sender(address, Role.QUALITY_PARTNER, Strength.ALIGNED, "rossi", ROSSI))
    assert scene.who == ROSSI.emails[0]
    with pytest.raises(Refused) as caught:
        _ = scene.staff
    assert caught.value.code == "not_staff"


@pytest.mark.parametrize(
    ("has", "wanted", "language"),
    [
        (("it", "en"), "it", "it"),
        (("it", "en"), "de", "en"),
        (("it", "en"), "", "it"),
        (("it",), "de", "it"),
        (("de", "it"), "fr", "it"),
    ],
)
def test_a_language_without_letters_becomes_english_or_that_of_the_house(
    has: tuple[str, ...], wanted: str, language: str
) -> None:
    """A32: templates are in Italian and English, an operator may have others."""
    assert spoken(make_site(languages=has), wanted) == language
