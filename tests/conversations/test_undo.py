"""What UNDO tells those who had heard of what it takes back (X49, M34, mail-layer 23 and 24)."""

import re

from tests.conversations.cases import NUMBER, PARTNER, in_charge, orders
from tests.conversations.conversation import Conversation

WAREHOUSE = "magazzino@voismart.example"


def test_the_warehouse_hears_that_an_approval_was_taken_back(desk: Conversation) -> None:
    """Mail-layer 23: it was told to expect the goods; people whose ticket changed are told."""
    staff = in_charge(desk)
    done = orders(desk, staff, "luca.conti", "APPROVE")
    desk.sends_to(PARTNER)
    desk.sends_to(WAREHOUSE, NUMBER)
    token = re.search(r"UNDO (\w+)", done.text)
    assert token

    orders(desk, staff, "luca.conti", f"UNDO {token[1]}")

    partner = " ".join(desk.sends_to(PARTNER).text.split())
    assert "non spedite il materiale" in partner
    told = " ".join(desk.sends_to(WAREHOUSE, NUMBER).text.split())
    assert "non vale più" in told


def test_nobody_else_hears_of_what_only_the_desk_knew(desk: Conversation) -> None:
    """A note taken back is nobody's business but its writer's."""
    staff = in_charge(desk)
    done = orders(desk, staff, "luca.conti", "NOTE da richiamare")
    token = re.search(r"UNDO (\w+)", done.text)
    assert token

    orders(desk, staff, "luca.conti", f"UNDO {token[1]}")

    desk.sends_nothing()
