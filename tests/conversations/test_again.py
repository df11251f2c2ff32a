"""A unit that comes back: what its last repair still covers (A13, P44)."""

import pytest

from tests.conversations.cases import NUMBER, OLD_PHONE, PARTNER, asks, orders, quoted
from tests.conversations.conversation import Conversation

SAME = OLD_PHONE
OTHER = "telefono VST40 s/n VST4025440908K: il display mostra righe verticali"


def repaired_and_sent_back(desk: Conversation) -> None:
    letter, staff = quoted(desk)
    desk.read_copies("andrea.bassi@voismart.example")
    desk.receives(f"From: {PARTNER}\n\nAccettiamo il preventivo.\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.read_copies("lab@voismart.example")
    desk.read_copies("supporto@voismart.example")
    desk.read_copies("luca.conti@voismart.example")
    orders(desk, staff, "andrea.bassi", "REPAIRED")
    desk.read_copies("magazzino@voismart.example")
    orders(desk, staff, "franco.neri", "SHIP BRT 075012345678")
    desk.sends_to(PARTNER)
    desk.unread.clear()


@pytest.mark.parametrize(
    ("days", "unit", "covered"),
    [(89, SAME, True), (90, SAME, True), (91, SAME, False), (90, OTHER, False)],
)
def test_a_paid_repair_covers_its_own_fault_for_90_days(
    desk: Conversation, days: int, unit: str, covered: bool
) -> None:
    """A13: in warranty by the repair for the same fault, last day included; else as it was."""
    repaired_and_sent_back(desk)
    desk.later(days=days)
    desk.unread.clear()

    asks(desk, unit)

    again = desk.ticket("RMA-2027-00001").units[0]
    assert again.verdict is not None
    assert (again.verdict.covered, again.verdict.basis) == (
        ("in", "paid_repair") if covered else ("out", "delivery")
    )
    assert desk.ticket(NUMBER).units[0].acceptance is not None
