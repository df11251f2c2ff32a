"""Answers written above our quoted letter, as most people write them (issue 4, X7)."""

import pytest

from tests.conversations.cases import NUMBER, PARTNER
from tests.conversations.conversation import Conversation, Letter
from tests.conversations.test_answer_block import _quoted

ONE, TWO = "VST2026224711B", "VST4025440908K"
HEAD = "Il giorno ven 20 nov 2026 alle ore 10:00 RMA <rma@voismart.example> ha scritto:\n\n"


def asked(desk: Conversation, request: str) -> Letter:
    """The letter that asks for the faults of a request without any."""
    desk.receives(f"From: {PARTNER}\nSubject: rma\n\n{request}")
    letter = desk.sends_to(PARTNER)
    desk.unread.clear()
    return letter


def answers(desk: Conversation, letter: Letter, words: str, *, quoted: bool = True) -> list[str]:
    """The faults of the ticket after this answer."""
    below = f"\n\n{HEAD}{_quoted(letter)}" if quoted else ""
    desk.receives(f"From: {PARTNER}\nSubject: Re: rma\n\n{words}{below}", answers=letter)
    desk.unread.clear()
    return [unit.fault for unit in desk.ticket(NUMBER).units]


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "Cornetta muta",
        "cornetta muta, provata un'altra",
        "non si registra",
        "si riavvia da solo",
        "schermo nero",
        "Quando alzo la cornetta non sento niente",
        "The display shows vertical lines",
    ],
)
def test_the_fault_of_the_one_unit_is_taken(desk: Conversation, words: str, quoted: bool) -> None:
    """Whether or not our letter, with what it knows filled in, stands below."""
    letter = asked(desk, f"Telefono {TWO} non funziona. Luca")

    assert answers(desk, letter, words, quoted=quoted) == [words]


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        (
            "il primo ha il display a righe, il secondo non si registra",
            ["display a righe", "non si registra"],
        ),
        ("1: display a righe\n2: non si registra", ["display a righe", "non si registra"]),
        ("The second one does not ring.", ["", "does not ring"]),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_faults_of_several_units_are_told_apart_by_place(
    desk: Conversation, words: str, faults: list[str], quoted: bool
) -> None:
    """Each unit its own; the one of which nothing is said is asked again."""
    letter = asked(desk, f"Due telefoni: {ONE} e {TWO}, non funzionano. Luca")

    for told, fault in zip(answers(desk, letter, words, quoted=quoted), faults, strict=True):
        assert (fault in told) if fault else not told


def test_it_does_not_work_is_still_no_fault(desk: Conversation) -> None:
    """A5: said twice it says no more."""
    letter = asked(desk, f"Telefono {TWO} non funziona. Luca")

    assert answers(desk, letter, "non funziona e basta, ve l'ho detto") == [""]
