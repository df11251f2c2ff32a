"""A risky command from a weak mail waits for a code (mail-layer 17)."""

import re

from tests.conversations.conversation import Conversation

SALES = "elena.marchetti@voismart.example"


def code_in(text: str) -> str:
    found = re.search(r"CONFIRM ([A-Z0-9]{6,})", text)
    assert found, text
    return found[1]


def test_an_authorisation_waits_for_its_code_and_is_then_given(desk: Conversation) -> None:
    """The code goes to the address on file; confirmed in a new mail, without thread or number, it
    does what was asked (A28, mail-layer 17)."""
    desk.receives(
        """
        From: Elena Marchetti <elena.marchetti@voismart.example>
        Subject: autorizzazione

        AUTHORISE elettro all until 31/12/2026
        """,
        vouched=False,
    )
    code = code_in(desk.sends_to(SALES).text)

    desk.receives(
        f"""
        From: Elena Marchetti <elena.marchetti@voismart.example>
        Subject: codice

        CONFIRM {code}
        """,
        vouched=False,
    )
    desk.sends_to(SALES, "AUTHORISE")

    desk.receives("""
        From: info@elettro-impianti.example
        Subject: gateway GSM

        S/N VSG0425500077L, non aggancia la rete.
    """)
    desk.sends_to("info@elettro-impianti.example", "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example")


def test_a_wrong_code_does_nothing(desk: Conversation) -> None:
    """Nobody guesses his way in: nothing is given, and the code still works afterwards."""
    desk.receives(
        """
        From: Elena Marchetti <elena.marchetti@voismart.example>
        Subject: autorizzazione

        AUTHORISE elettro all until 31/12/2026
        """,
        vouched=False,
    )
    desk.sends_to(SALES)

    desk.receives(
        """
        From: Elena Marchetti <elena.marchetti@voismart.example>
        Subject: codice

        CONFIRM ABCDEFGHJK
        """,
        vouched=False,
    )
    desk.read_copies(SALES)

    desk.receives("""
        From: info@elettro-impianti.example
        Subject: gateway GSM

        S/N VSG0425500077L, non aggancia la rete.
    """)
    desk.sends_to("info@elettro-impianti.example", "REF-2026-00001")
    desk.sends_to("resi@fiore-distr.example")
    assert list(desk.desk.store.tickets()) == []
