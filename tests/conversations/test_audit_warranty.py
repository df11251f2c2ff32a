"""The warranty question opens nothing (delight 4, issue 3)."""

import pytest

from tests.conversations.cases import PARTNER
from tests.conversations.conversation import Conversation


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("garanzia?", "siamo in garanzia per VST2026224711B e VSP1225470427Q?"),
        ("domanda", "Buongiorno, siamo ancora in garanzia per VST2026224711B, VSP1225470427Q?"),
        ("garanzia?", "VST2026224711B\nVSP1225470427Q"),
        ("warranty?", "VST2026224711B, VSP1225470427Q"),
    ],
)
def test_a_question_about_warranty_is_answered_and_opens_nothing(
    desk: Conversation, subject: str, text: str
) -> None:
    """R10, R12: a table of start, basis and end; no ticket."""
    desk.receives(f"From: {PARTNER}\nSubject: {subject}\n\n{text}\n")

    letter = desk.sends_to(PARTNER)
    assert "10/06/2027" in letter.text or "10 Jun 2027" in letter.text
    assert "03/02/2027" in letter.text or "3 Feb 2027" in letter.text
    assert list(desk.desk.store.tickets()) == []


def test_a_fault_beside_the_question_is_a_request(desk: Conversation) -> None:
    """R31: who tells a fault wants it repaired, and hears of the warranty in the first letter."""
    desk.receives(
        f"From: {PARTNER}\nSubject: garanzia?\n\n"
        "Telefono VST2026224711B: display a righe verticali, siamo in garanzia?\n"
    )

    desk.sends_to(PARTNER, "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example")
