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


def test_a_unit_of_another_and_one_never_sold_stand_alike(desk: Conversation) -> None:
    """One partner never learns of another, not even that his unit exists (mail-layer 19)."""
    desk.receives(
        f"From: {PARTNER}\nSubject: garanzia?\n\n"
        "VST2026224711B\nVSF0426110063W\nVSF0499999999W\nQQ-12345\n"
    )

    text = desk.sends_to(PARTNER).text
    assert "10/06/2027" in text or "10 Jun 2027" in text
    for other in ("VSF0426110063W", "VSF0499999999W", "QQ-12345"):
        assert other in text
    assert text.count("non risulta fra i prodotti venduti a voi") == 3


@pytest.mark.parametrize(("count", "left_out"), [(199, 0), (200, 0), (201, 1)])
def test_a_list_has_a_bound_that_is_told(desk: Conversation, count: int, left_out: int) -> None:
    """Up to 200 serials: below, at and above; what was not checked is said."""
    serials = "\n".join(f"QX-{n:05}" for n in range(count))
    desk.receives(f"From: {PARTNER}\nSubject: garanzia?\n\n{serials}\n")

    letter = desk.sends_to(PARTNER)
    words = " ".join(letter.text.split())
    assert (f"{left_out} non sono stati verificati" in words) is bool(left_out)
