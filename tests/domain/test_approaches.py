"""A stranger's mail is a request only where it asks for a return in earnest (X2, RFC 3834)."""

from dataclasses import replace

import pytest

from mailbot.domain.approaches import Approach, asks_for_return
from mailbot.domain.intent import Kind
from tests.domain import eyesight

REQUESTS = {
    "it": "Buonasera, il mio telefono IP non si accende più. Cosa devo fare per la riparazione?",
    "it, change": "Ho comprato un vostro telefono, la voce è metallica. Me lo cambiate?",
    "it, short": "ciao, ho un telefono che non va, mi mandate il numero di rientro?",
    "en": "Hello, our PBX reboots every hour. Can you repair it, and what does it cost?",
    "en, label": "Serial number AB12345: the screen of the phone stays black.",
    "de": "Guten Tag, unsere Telefonanlage startet nicht mehr. Bitte um eine RMA-Nummer.",
    "fr": "Bonjour, mon téléphone IP ne s'allume plus. Pouvez-vous le réparer ?",
    "es": "Buenos días, la centralita no arranca. ¿Pueden repararla?",
    "it, bought": "Il telefono che ho comprato da voi non funziona.",
    "status": "When will the repair of our IP phone be finished? Please tell us.",
}
REQUESTS["an offer he had"] = (
    "Il telefono IP comprato in offerta commerciale da voi non si accende più, lo riparate?"
)
PRIVATE = {
    "a negation": "I didn't see you yesterday. Don't forget the tickets for Saturday!",
    "a lost game": "Hi. We lost the game. Are you hungry yet?",
    "a library": "Please return the books listed below to the library, or renew them.",
    "an orphan page": "The page has no links to it yet and the archive appears broken.",
    "a programmer's question": "The driver doesn't detect the device, can somebody help me?",
    "serial interface": "I have problems with the serial interface: characters get lost.",
    "a telephone call": "I could not reach you by phone, the line was busy. Can you call back?",
    "an appointment": "Ci vediamo domani? Al numero di telefono non rispondi, non va?",
    "a quota": "Your mailbox is full, no mail can be delivered. Click here to repair it.",
    "an offer": "New VoIP for your office, no contract. Would you like a free demo?",
    "leads": "Ho visto che vi occupate di centralini e resi. Noi offriamo lead qualificati nel "
    "settore telefonia. Ti va una call?",
    "a factory": "We are manufacturer of IP phones since 2009, RMA rate lower than 1%. Best price, "
    "MOQ 100 pcs. Reply for quotation.",
    "a technician": "Candidatura: sono un tecnico con esperienza di riparazione di telefoni IP. "
    "Potete fissarmi un colloquio?",
    "an application": "Vorrei candidarmi come tecnico: non ho esperienza ma imparo in fretta.",
    "a parcel": "Your parcel could not be delivered. Please pay the fee to return the item.",
    "a survey": "Vi è piaciuto il prodotto? Reso facile entro 30 giorni, cosa aspettate?",
    "a contract": "Please return the signed copy. Any problem? Then call my phone.",
    "a shop": "Your order has shipped. 1 x Headset. Return policy: 30 days.",
    "empty": "",
}


@pytest.mark.parametrize("case", REQUESTS)
def test_goods_with_a_fault_or_a_return_are_a_request(case):
    """X2: who asks for a return is shown the sales contact."""
    assert asks_for_return(Approach(REQUESTS[case]))


@pytest.mark.parametrize("case", PRIVATE)
def test_private_mail_offers_and_questions_of_others_are_none(case):
    """Nobody is written to who asked nothing of the desk."""
    assert not asks_for_return(Approach(PRIVATE[case]))


def test_a_serial_of_ours_is_a_request_whatever_else_is_said():
    """It can mean nothing else."""
    assert asks_for_return(Approach("vedi sotto", serials=1))


def test_a_thread_of_others_and_many_words_need_more():
    """The same faint words below, at and above the bounds."""
    faint = "The phone of the office shows no picture, any idea?"
    padded = faint + " word" * ((2_500 - len(faint)) // 5)

    assert asks_for_return(Approach(faint))
    assert not asks_for_return(Approach(faint, elsewhere=True))
    assert len(padded) <= 2_500
    assert asks_for_return(Approach(padded))
    assert not asks_for_return(Approach(padded + " words"))
    assert asks_for_return(Approach(padded + " words. We need an RMA number."))


def test_a_patch_is_no_request():
    """Programmers write of phones and returns as well."""
    words = "The phone driver returns no data, please repair.\n"
    assert not asks_for_return(Approach(words + "@@ -1,2 +1,3 @@\n+ return 0;"))


def test_any_text_is_judged_quickly():
    """Linear on whatever is sent."""
    for text in ("telefono " * 20_000, "a" * 200_000, "non va. " * 20_000, "serial " * 20_000):
        assert asks_for_return(Approach(text)) in {True, False}


def test_a_strangers_other_mail_has_no_units_and_is_unrelated():
    """The same words of a partner stay a request."""
    words = "We still don't see any picture."
    stranger = eyesight.mail(words, sender="somebody@else.example", subject="Re: holidays")
    partner = replace(stranger, senders=eyesight.mail("").senders)

    seen = eyesight.understand(stranger, eyesight.found(), eyesight.site())
    assert (seen.kind, seen.units, seen.missing) == (Kind.UNRELATED, (), ())
    seen = eyesight.understand(partner, eyesight.found(), eyesight.site())
    assert seen.kind is Kind.NEW_REQUEST


def test_a_strangers_request_names_its_unit():
    """He is answered with the sales contact, staff see what he wrote."""
    mail = eyesight.mail(
        "Il telefono matricola 0777262100041801 non si accende.", sender="a@else.example"
    )
    seen = eyesight.understand(mail, eyesight.found(), eyesight.site())

    assert seen.kind is Kind.NEW_REQUEST
    assert [u.serial for u in seen.units] == ["0777262100041801"]


def test_a_partners_few_words_of_a_fault_are_enough_and_many_need_the_goods():
    """Whoever writes at length about an apparatus calls it something; at and above the bound."""
    words = "We don't see any picture since this morning."
    padded = words + " It was so at noon." * 30

    for text, kind in (
        (words, Kind.NEW_REQUEST),
        (padded[:399] + ".", Kind.NEW_REQUEST),
        (padded[:400] + ".", Kind.UNRELATED),
        (padded[:400] + " The phone is new.", Kind.NEW_REQUEST),
        ("The phone returns no data.\n@@ -1,2 +1,3 @@\n+ return 0;", Kind.UNRELATED),
    ):
        assert eyesight.read(text).kind is kind, text[-30:]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Per l'apparato che non funziona chiediamo un numero di RMA.", True),
        ("Per l'apparato che non funziona chiediamo aiuto.", False),
        ("Per l'apparato chiediamo un numero di RMA.", False),
        ("Per il libro che non funziona chiediamo un numero di RMA.", False),
        ("Chiediamo un numero di RMA per auricolari e alimentatori.", True),
        ("Chiediamo un numero di RMA per libri.", False),
    ],
)
def test_any_goods_count_in_the_sentence_that_wants_them_back(text, asked):
    """X2: a bare name of goods like ours is enough there; any other thing needs its fault, too."""
    assert asks_for_return(Approach(text)) is asked
