"""What a partner decides about goods that wait: collect, scrap, more time (R53-R56, X34-X39)."""

import pytest

from mailbot.domain.states import State
from tests.conversations.cases import NUMBER, OLD_PHONE, PARTNER, PHONE, orders, quoted, received
from tests.conversations.conversation import Conversation, Letter

LAB, OWNER = "andrea.bassi", "luca.conti@voismart.example"


def held(desk: Conversation) -> tuple[Letter, Letter]:
    """Two units that cannot be repaired wait for collection; the partner's letter and staff's."""
    staff = received(desk, PHONE, OLD_PHONE)
    orders(
        desk,
        staff,
        LAB,
        "TESTED misuse not-repairable 1: EX2 acqua\n"
        "TESTED out-of-warranty not-repairable 2: bruciato",
    )
    return desk.sends_to(PARTNER), staff


def flags(desk: Conversation) -> list[set[str]]:
    wishes = {"collection_wish", "disposal_consent"}
    return [wishes & set(unit.flags) for unit in desk.ticket(NUMBER).units]


@pytest.mark.parametrize(
    "text",
    [
        "unità 1: SMALTITE\nunità 2: RITIRO",
        "1 SMALTITE\n2 RITIRO",
        "SMALTITE 1\nRITIRO 2",
        "L'unità 1 potete smaltirla, la unità 2 la ritiriamo noi.",
    ],
)
def test_each_unit_has_the_choice_that_its_line_names(desk: Conversation, text: str) -> None:
    """I3, R56: a consent to scrap one unit is none for another."""
    letter, _ = held(desk)

    desk.receives(f"From: {PARTNER}\n\n{text}\n", answers=letter)

    desk.sends_to(PARTNER)
    desk.sends_to(OWNER)
    assert flags(desk) == [{"disposal_consent"}, {"collection_wish"}]


def test_a_mail_that_wants_both_for_one_unit_consents_to_nothing(desk: Conversation) -> None:
    """I3: what is unclear never destroys goods; the owner reads it."""
    letter, _ = held(desk)

    desk.receives(
        f"From: {PARTNER}\n\nSMALTITE\nRITIRO\n",
        answers=letter,
    )

    desk.sends_to(PARTNER)
    desk.sends_to(OWNER)
    assert not any("disposal_consent" in found for found in flags(desk))


def test_who_changes_his_mind_takes_the_consent_back(desk: Conversation) -> None:
    """I3: the last word counts."""
    letter, staff = held(desk)
    for text in ("SMALTITE 1", "RITIRO 1"):
        desk.receives(f"From: {PARTNER}\n\n{text}\n", answers=letter)
        desk.sends_to(PARTNER)
        desk.sends_to(OWNER)

    assert flags(desk)[0] == {"collection_wish"}
    answer = orders(desk, staff, LAB, "DISPOSE 1")
    assert "Nulla" in answer.subject


def test_a_wish_on_a_quote_is_answered_once_and_as_what_it_is(desk: Conversation) -> None:
    """X36, decisions 8: more time asked for is not told apart as a failed acceptance as well."""
    letter, _ = quoted(desk)

    desk.receives(
        f"From: {PARTNER}\n\nPROROGA fino al 20/12 perché il cliente deve decidere\n",
        answers=letter,
    )

    answer = desk.sends_to(PARTNER)
    assert "proroga" in answer.text
    assert "accettazione" not in answer.text.split("1. Desk phone")[0]
    owner = desk.sends_to(OWNER)
    assert owner.text.count("Serve una persona") == 1
    assert desk.ticket(NUMBER).units[0].state is State.QUOTED


def test_what_the_partner_chose_is_what_happens_next(desk: Conversation) -> None:
    """Mail-layer 27: after his choice the letter asks for nothing that he has said already."""
    letter, _ = held(desk)
    desk.receives(f"From: {PARTNER}\n\nSMALTITE 1\nRITIRO 2\n", answers=letter)

    answer = " ".join(desk.sends_to(PARTNER).text.split())
    desk.sends_to(OWNER)

    assert "oppure autorizzate lo smaltimento" not in answer
    assert "termine per il ritiro è scaduto" not in answer
    assert "Ritirate il prodotto" in answer
    assert "Smaltiamo il prodotto" in answer


def test_more_time_until_a_closed_day_has_one_last_day(desk: Conversation) -> None:
    """A17, R56: Sunday 20 December rolls to Monday in the letter, the clock and the quote."""
    letter, staff = quoted(desk)
    orders(desk, staff, "luca.conti", "HOLD until 20/12/2026: cliente in ferie")

    told = " ".join(desk.sends_to(PARTNER).text.split())

    assert told.count("lunedì 21 dicembre 2026") == 2
    assert "20 dicembre" not in told
    desk.clock.move(days=31)
    desk.receives(f"From: {PARTNER}\n\nAccetto\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.sends_to(OWNER)
    assert desk.ticket(NUMBER).units[0].state is State.ACCEPTED


def test_what_is_left_of_a_quote_waits_for_a_new_one_not_for_a_yes(desk: Conversation) -> None:
    """X31, mail-layer 27: one price for two units cannot be accepted for one of them, so the
    letter does not ask for a yes that would be refused."""
    staff = received(desk, PHONE, OLD_PHONE)
    orders(
        desk,
        staff,
        LAB,
        "TESTED misuse repairable 1: EX2 acqua\n"
        "TESTED out-of-warranty repairable 2: ossidata\nQUOTE 200 days=4",
    )
    letter = desk.sends_to(PARTNER)

    desk.receives(f"From: {PARTNER}\n\nAccetto solo l'unità 1\n", answers=letter)

    answer = " ".join(desk.sends_to(PARTNER).text.split())
    desk.sends_to(OWNER)
    assert "Rispondete al preventivo" not in answer
    assert "prepara il preventivo" in answer


def test_a_late_yes_waits_for_our_people_and_says_so(desk: Conversation) -> None:
    """X33, decisions 9: neither "it may be scrapped now" nor another yes is asked for."""
    letter, staff = quoted(desk)
    desk.later(days=19)
    desk.unread.clear()

    desk.receives(f"From: {PARTNER}\n\nAccetto\n", answers=letter)

    answer = " ".join(desk.sends_to(PARTNER).text.split())
    assert "ammettere la vostra risposta tardiva" in answer
    assert "può essere smaltito" not in answer
    owner = desk.sends_to(OWNER)
    assert "ADMIT" in owner.text
    orders(desk, staff, "elena.marchetti", "ADMIT")
    desk.sends_to(PARTNER)
    desk.sends_to(OWNER)
    assert desk.ticket(NUMBER).units[0].state is State.ACCEPTED


def test_a_cancellation_that_staff_must_decide_is_not_told_as_done(desk: Conversation) -> None:
    """X48: the goods are here already; nothing was cancelled, and the letter does not say so."""
    letter, _ = held(desk)

    desk.receives(f"From: {PARTNER}\n\nAnnullate pure la richiesta.\n", answers=letter)

    answer = desk.sends_to(PARTNER).text
    desk.sends_to(OWNER)
    assert "annullato" not in answer
    assert {unit.state for unit in desk.ticket(NUMBER).units} == {State.HELD}
