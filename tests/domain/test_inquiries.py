"""Mails that ask for no return, and mails that say nothing."""

import pytest

from mailbot.domain.inquiries import asks_prices, says_nothing
from mailbot.domain.intent import Kind
from mailbot.domain.kinds import Signs, judge_kind


def kind(text: str, subject: str = "", *, serials: int = 0, faults: int = 0) -> Kind:
    """The kind of a partner's first mail."""
    return judge_kind(Signs(text, subject, False, False, serials, faults))


@pytest.mark.parametrize(
    "text",
    [
        "vorremmo un listino aggiornato dei centralini e i tempi di consegna per 20 telefoni 330",
        "quanto costa la riparazione fuori garanzia di un telefono 330?",
        "Qual è il costo della riparazione di un alimentatore?",
        "How much is an out of warranty repair of a headset?",
        "What would the repair of a PBX cost?",
        "Please send us your price list for phones.",
        "Was kostet die Reparatur eines Telefons außerhalb der Garantie?",
        "Bitte senden Sie uns Ihre Preisliste und die Lieferzeit für 20 Telefone.",
        "Combien coûte la réparation d'un téléphone 330 hors garantie ?",
        "Quel est le prix de la réparation d'un standard ?",
        "¿Cuánto cuesta la reparación de un teléfono fuera de garantía?",
        "Queremos comprar diez teléfonos, ¿tienen lista de precios?",
    ],
)
def test_a_question_of_money_opens_no_case(text: str) -> None:
    """Nobody asked for a return: no serial and no fault is asked for, a person reads it."""
    assert asks_prices(text)
    assert kind(text, "informazione") is Kind.UNRELATED


@pytest.mark.parametrize(
    ("text", "serials", "faults", "expected"),
    [
        ("Chiediamo RMA per un telefono: quanto costa la riparazione?", 0, 0, Kind.NEW_REQUEST),
        ("Quanto costa riparare OR3-26-43565-L?", 1, 0, Kind.NEW_REQUEST),
        ("Ho un telefono rotto, quanto costa ripararlo?", 0, 0, Kind.NEW_REQUEST),
        ("Telefono con display nero: quanto costa ripararlo?", 0, 1, Kind.NEW_REQUEST),
        ("Sollecito: qual è il costo della riparazione?", 0, 0, Kind.STATUS_QUESTION),
    ],
)
def test_what_a_return_costs_is_asked_with_the_return(
    text: str, serials: int, faults: int, expected: Kind
) -> None:
    """A unit, a fault, a case or an apparatus under way: the request stays one."""
    assert kind(text, serials=serials, faults=faults) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n--\n",
        "vedi allegato",
        "vedi elenco",
        "see list",
        "See attached.",
        "siehe Anhang",
        "foto",
        "URGENTE!!!",
    ],
)
def test_a_mail_that_says_nothing_is_a_request(text: str) -> None:
    """Mail-layer 5: an empty body ends in a ticket that a person can work with."""
    assert says_nothing(text)
    assert kind(text) is Kind.NEW_REQUEST


@pytest.mark.parametrize("subject", ["Fattura 112", "Auguri di buone feste"])
def test_a_subject_of_its_own_says_something(subject: str) -> None:
    """An invoice without a word in it asks for no return."""
    assert kind("", subject) is Kind.UNRELATED


@pytest.mark.parametrize(
    "text",
    [
        "Potete mandarci lo stato di tutte le nostre RMA aperte?",
        "mi fate il punto sullo stato delle pratiche?",
        "un riepilogo delle nostre pratiche, grazie",
        "Quali RMA risultano aperte?",
        "Please send a summary of all our open cases",
        "Bitte den Stand aller unserer Vorgänge",
        "pouvez-vous nous donner l'état de nos dossiers ?",
        "Necesitamos el estado de todas nuestras RMA",
        "un resumen de nuestros casos",
    ],
)
def test_how_all_cases_stand_is_a_question(text: str) -> None:
    """mails.md 4: request for the status of "tutte le nostre RMA"."""
    assert kind(text) is Kind.STATUS_QUESTION
