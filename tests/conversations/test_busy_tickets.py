"""Many letters about one ticket in a short time, because people work on it."""

from tests.conversations.conversation import Conversation

PARTNER = "luca.neri@rossi-telecom.example"


def test_what_staff_do_always_reaches_the_partner(desk: Conversation) -> None:
    """The loop breaker stops machines, not the news of a ticket: each status change is notified
    (R60), also the twelfth within ten minutes."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA centralino

        Centralino VSP12, matricola VSP1225470427Q: si riavvia ogni dieci minuti.
    """)
    desk.sends_to(PARTNER)
    request = desk.sends_to("supporto@voismart.example")

    for number in range(12):
        desk.receives(
            f"""
            From: Luca Conti <luca.conti@voismart.example>

            REPLY Messaggio numero {number}.
            """,
            answers=request,
        )
        assert f"Messaggio numero {number}." in desk.sends_to(PARTNER).text
        desk.sends_to("luca.conti@voismart.example")

    desk.receives(
        """
        From: Luca Conti <luca.conti@voismart.example>

        TAKE
        APPROVE
        """,
        answers=request,
    )
    assert "Validated" in desk.sends_to(PARTNER).text
    desk.sends_to("luca.conti@voismart.example")
    desk.read_copies("magazzino@voismart.example")
