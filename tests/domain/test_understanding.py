"""Which ticket a mail is about, and whether it answers a quote, where no letter is quoted."""

import pytest

from mailbot.domain.intent import Answer, Intent, Kind
from mailbot.domain.lifecycle import State
from mailbot.domain.ticket import Ticket
from mailbot.domain.understand import understand
from tests.domain.exchange import FAX, NORDTEL, PHONE, Exchange
from tests.domain.eyesight import found, mail, site


def answer(ticket: Ticket, text: str) -> Intent:
    """An answer in another thread of the ticket than that of its quote."""
    sample = mail(text, subject=f"Re: [{ticket.number}] Informazioni mancanti")
    return understand(sample, found(PHONE, tickets={ticket.number: ticket}), site())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Accettiamo", Answer.ACCEPT),
        ("no grazie", Answer.DECLINE),
        (
            "Accettiamo il vostro preventivo. Potete procedere quando volete, noi siamo in sede.",
            Answer.ACCEPT,
        ),
    ],
)
def test_a_plain_word_while_a_quote_is_open_answers_it(text: str, said: Answer) -> None:
    """X31: also in another thread, where it can mean nothing else."""
    desk = Exchange()
    desk.brings_to("quoted")
    intent = answer(desk.ticket, text)
    assert intent.kind is Kind.QUOTE_REPLY
    assert intent.quote is not None
    assert intent.quote.answer is said


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("quoted", "domani vi mando la foto"),
        (
            "quoted",
            "va bene, vi mando domani mattina la foto della targhetta e il numero del referente",
        ),
        ("in_charge", "ok"),
    ],
)
def test_what_may_mean_something_else_is_no_answer_to_a_quote(state: str, text: str) -> None:
    """I1: only an unconditional yes to the quote accepts it."""
    desk = Exchange()
    desk.brings_to(state)
    assert answer(desk.ticket, text).quote is None


@pytest.mark.parametrize(
    ("partner", "number", "about"), [(None, "", True), (NORDTEL, "", False), (None, "X", False)]
)
def test_a_question_about_an_open_unit_is_about_its_ticket(
    partner: object, number: str, about: bool
) -> None:
    """Mail-layer 14: only its requester's; another learns nothing, not even that there is one."""
    desk = Exchange()
    ticket = desk.opens(PHONE) if partner is None else desk.opens(FAX, partner=NORDTEL)
    assert ticket.units[0].state is State.NEW
    unit = PHONE if partner is None else FAX
    facts = found(
        unit,
        tickets={ticket.number: ticket},
        open_units={unit.key: (number or ticket.number, 1)},
    )
    intent = understand(mail(f"A che punto è l'apparato S/N {unit.serial}?"), facts, site())
    assert intent.kind is Kind.STATUS_QUESTION
    assert intent.reference == (ticket.number if about else None)
