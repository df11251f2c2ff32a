"""What sort of mail a person's mail is, by what its words ask (mails.md 5.6: chaser)."""

import pytest

from mailbot.domain.kinds import asks_status


@pytest.mark.parametrize(
    "text",
    [
        "mi mandi la situazione di tutte le nostre RMA aperte?",
        "Ci serve l'elenco delle pratiche aperte",
        "Avete una data di rientro?",
        "ci sono aggiornamenti?",
        "Please send us an overview of our open RMAs.",
        "Do you have a return date?",
        "Gibt es schon einen Termin für die Rücksendung?",
        "Bitte eine Übersicht unserer offenen RMAs",
        "avez-vous une date de retour pour ce standard ?",
        "quando mi ridate il centralino?",
        "È già pronto?",
        "could you tell me where we stand with these two?",
        "Is it ready?",
        "ist das Gerät schon repariert?",
        "est-il réparé ?",
        "Lo avete già guardato?",
        "Wie weit ist die Reparatur?",
        "Avez-vous du nouveau ?",
        "¿Alguna novedad?",
        "¿está ya reparado?",
        "¿tienen ya una fecha de envío?",
    ],
)
def test_how_things_stand_is_asked_in_many_words(text):
    """A list, a date, news."""
    assert asks_status(text)


@pytest.mark.parametrize(
    "text",
    [
        "dopo l'ultimo aggiornamento la posta vocale registra solo due secondi",
        "dopo l'aggiornamento il display resta nero",
        "Aggiornamento firmware fatto, nessun effetto",
        "la situazione della linea è pessima",
        "the list of faulty units is attached",
        "Data di consegna: 12/11/2026",
    ],
)
def test_an_update_of_the_firmware_is_no_question(text):
    """A device was updated; nobody asks for news."""
    assert not asks_status(text)
