"""A refusal names what is possible now, in a whole sentence (issue 3, bad input)."""

from tests.conversations.cases import PARTNER, PHONE, orders, received
from tests.conversations.conversation import Conversation


def test_where_no_move_is_left_the_words_that_always_work_are_named(desk: Conversation) -> None:
    """A unit shipped and closed knows no move; STATUS, NOTE and REPLY work all the same."""
    staff = received(desk, PHONE)
    orders(desk, staff, "andrea.bassi", "TESTED warranty repairable delivery=2026-12-04: display")
    desk.sends_to(PARTNER)
    orders(desk, staff, "andrea.bassi", "REPAIR START\nREPAIR DONE")
    orders(desk, staff, "franco.neri", "SHIP BRT 075012345678")
    desk.sends_to(PARTNER)

    answer = orders(desk, staff, "franco.neri", "SHIP BRT 075012345678")

    words = " ".join(answer.text.split())
    assert "(possibile: )" not in words
    assert "(possibile: REPLY, NOTE, STATUS)" in words


def test_a_release_of_nothing_says_so_in_a_whole_sentence(desk: Conversation) -> None:
    """Mail-layer 4: no key was given, and the letter answered was about no such mail."""
    staff = received(desk, PHONE)

    words = " ".join(orders(desk, staff, "luca.conti", "RELEASE").text.split())

    assert "con la chiave" not in words
    assert "nessuna mail in quarantena" in words
