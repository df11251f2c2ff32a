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


def _asks_for(desk: Conversation, what: str) -> None:
    desk.receives(f"""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA

        {what}
    """)


def test_how_several_tickets_stand_is_one_letter(desk: Conversation) -> None:
    """One mail in, one letter out to the same person (decisions 3): a table of what is open."""
    _asks_for(desk, "Centralino VSP12, matricola VSP1225470427Q: si riavvia ogni dieci minuti.")
    desk.sends_to(PARTNER)
    desk.sends_to("supporto@voismart.example")
    _asks_for(desk, "Telefono VST40 S/N VST4025440908K: la cornetta è muta.")
    desk.sends_to(PARTNER)
    desk.sends_to("supporto@voismart.example")

    _asks_for(desk, "Buongiorno, a che punto sono le nostre pratiche?")

    desk.sends("""
        To: luca.neri@rossi-telecom.example

        Gentile Luca Neri, ... 2 pratiche ...
        RMA-2026-00002 ... New ...
        RMA-2026-00001 ... New ...
    """)


def test_thanks_above_the_whole_letter_are_met_with_silence(desk: Conversation) -> None:
    """Thanks alone: none (decisions 8), also where the quoted letter names units, and the writer
    signs with a name that his address does not tell."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA

        Centralino VSP12, matricola VSP1225470427Q: si riavvia ogni dieci minuti.
    """)
    letter = desk.sends_to(PARTNER)
    desk.sends_to("supporto@voismart.example")
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())

    desk.receives(
        "From: luca.neri@rossi-telecom.example\n\nGrazie mille!\nLuca\n\n"
        "Il giorno ven 20 nov 2026 alle ore 10:00 RMA <rma@voismart.example> ha scritto:\n"
        + quoted,
        answers=letter,
    )
