"""Notices that goods are on their way: carrier, waybill, delivery note, who pays (X18)."""

from datetime import date

import pytest

from mailbot.domain.shipments import is_shipped_notice, shipment_facts

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Spedito oggi.", {}),
        ("Shipped with DHL, no number yet", {"carrier": "DHL"}),
        ("Abbiamo spedito, LDV 123456789012", {"tracking": "123456789012"}),
        ("Versendet: 1Z999AA10123456784", {"tracking": "1Z999AA10123456784"}),
        ("Expédié, bon de livraison 44", {"ddt": "44"}),
        (
            "Spedito con BRT, DDT 12 del 19/11/2026, in porto assegnato",
            {"carrier": "BRT", "ddt": "12", "ddt_date": "2026-11-19", "collect": "yes"},
        ),
    ],
)
def test_a_notice_tells_what_it_tells_and_no_more(text: str, facts: dict[str, str]) -> None:
    """X18: carrier, tracking, delivery note and R16's freight collect, each if it stands there."""
    assert is_shipped_notice(text)
    assert shipment_facts(text, TODAY) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Non è stato ancora spedito",
        "Not shipped yet",
        "Noch nicht versendet",
        "Quando lo avete spedito?",
        "non l'abbiamo ancora\nspedito",
    ],
)
def test_what_has_not_left_is_no_notice(text: str) -> None:
    """A parcel that is not under way is not awaited."""
    assert not is_shipped_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ieri non era ancora spedito. Spedito oggi con DDT 12",
        "The first one was not shipped. The second was shipped today via DHL.",
        "Quando? Spedito ieri.",
        "Sie fragen wann? Versendet gestern.",
        "Ist noch nicht da?\n\nVersendet am Montag mit DHL.",
    ],
)
def test_what_an_earlier_sentence_denies_is_not_denied_for_the_next(text: str) -> None:
    """A `not` is for its own sentence."""
    assert is_shipped_notice(text)
