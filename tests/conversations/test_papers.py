"""The transport documents of both ways (R45, R46, R58, policy 1.5)."""

from datetime import date

from tests.conversations.cases import NUMBER, PARTNER, PHONE, orders, received, validated
from tests.conversations.conversation import Conversation


def test_the_shipment_letter_has_our_transport_document(desk: Conversation) -> None:
    """R58: date, carrier, tracking, DDT number."""
    staff = received(desk, PHONE)
    orders(desk, staff, "andrea.bassi", "TESTED warranty repairable delivery=2026-12-04: display")
    desk.sends_to(PARTNER)
    orders(desk, staff, "andrea.bassi", "REPAIR START\nREPAIR DONE")

    orders(desk, staff, "franco.neri", "SHIP BRT 075012345678 20/11/2026 ddt=77/26 1")

    told = " ".join(desk.sends_to(PARTNER).text.split())
    assert "DDT 77/26" in told
    assert "Reso da conto riparazione" in told
    shipment = desk.ticket(NUMBER).units[0].shipment
    assert shipment is not None
    assert (shipment.ddt, shipment.on) == ("77/26", date(2026, 11, 20))


def test_check_in_records_the_mark_and_the_document(desk: Conversation) -> None:
    """R45, R46: marked yes or no, on the transport document yes or no; what is not said is not
    claimed."""
    staff = validated(desk, PHONE)

    orders(desk, staff, "franco.neri", "RECEIVED 20/11/2026 1 marked=no ddt=yes")

    desk.sends_to(PARTNER)
    desk.sends_to("lab@voismart.example")
    (unit,) = desk.ticket(NUMBER).units
    assert (unit.marked, unit.on_ddt) == (False, True)
