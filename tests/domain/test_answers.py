"""What a reply says to a quote (A15): only a plain yes is an acceptance."""

import pytest

from mailbot.domain.answers import is_quote_thread, read_answer
from mailbot.domain.purchases import find_order
from mailbot.domain.quotedunits import find_named_units, quoted_units

THREE = quoted_units(
    "1. IP Phone 330 0330254600020671: 48.00\n"
    "2. ISDN Gateway 4 BRI IG4/017971: 132.00\n"
    "3. Headset HS70 HSB83F4294D: 39.00\n",
    None,
)
AMOUNTS = frozenset({"48.00", "132.00", "39.00", "219.00", "120.00"})

ACCEPTED = (
    "Accetto.",
    "accetto il preventivo",
    "Accettiamo, grazie.",
    "ok procedete pure",
    "Ok, procedete con la riparazione. Saluti, Paolo",
    "Confermiamo il preventivo di 219,00 EUR.",
    "Va bene, procedete pure. Vi giro ordine in giornata.",
    "Autorizzo la riparazione",
    "Preventivo accettato, ns. ordine 4500012",
    "Approvato",
    "D'accordo, riparatelo.",
    "Sì, procedete.",
    "I accept",
    "We accept the estimate, please go ahead.",
    "Approved, please proceed.",
    "Yes please, go ahead with the repair.",
    "Go ahead. When will it be ready?",
    "Einverstanden, bitte reparieren.",
    "Wir nehmen das Angebot an.",
    "Freigabe erteilt, bitte um Reparatur.",
    "Ja, bitte reparieren Sie das Gerät.",
    "Bon pour accord.",
    "Nous acceptons le devis, merci de procéder à la réparation.",
    "D'accord pour la réparation.",
    "De acuerdo, adelante con la reparación.",
    "Aceptamos el presupuesto.",
    "Procedan con la reparación, por favor.",
    "ok",
    "va bene",
    "Keine Ablehnung, einverstanden!",
)
NO_YES = (
    "ok, ho letto. Vi richiamo io",
    "Il cliente accetta solo con garanzia",
    "Va bene sentiamoci domani",
    "Ok, domani vi dico",
    "Ok perfetto grazie, attendiamo il preventivo definitivo",
    "Si, è il nostro centralino",
    "Yes we received the estimate",
    "OK, noted",
    "We are unable to approve it at the moment",
    "Please confirm the price",
    "Bitte bestätigen Sie den Preis",
    "Vale, lo miro",
    "Accettazione in corso di valutazione",
    "Ok per me, sentite anche l'ufficio acquisti",
    "Chi ha detto che accettiamo?",
    "I can't accept this",
    "The client has not yet approved",
)


@pytest.mark.parametrize("text", NO_YES)
def test_a_word_of_assent_is_no_acceptance_by_itself(text: str) -> None:
    """`ok`, `yes`, `va bene` accept only where nothing else is said beside them. (A15, R52)"""
    one = quoted_units("1. Orchestra PBX 50 OR3-24-00817-K: 155.00\n", None)
    assert read_answer(text, one, frozenset({"155.00"})).answer not in ("accept", "partial")


@pytest.mark.parametrize(
    ("text", "answer", "accept"),
    [
        ("Riparate il telefono. Il gateway lo buttate.", "partial", (1,)),
        ("Telefon ja, Gateway nein", "partial", (1,)),
    ],
)
def test_the_unit_that_is_thrown_away_is_not_carried_along(text, answer, accept) -> None:
    """A clause that says something of its own does not take over the yes before it. (A15)"""
    two = quoted_units("1. IP Phone 330: 48.00\n2. ISDN Gateway 4 BRI: 132.00\n", None)
    found = read_answer(text, two, frozenset({"48.00", "132.00", "180.00"}))
    assert found.answer == answer
    assert found.accept == accept


ACCEPTED += (
    "Perfetto, andate avanti",
    "That's fine, carry on",
    "Yes, let's do it",
    "Ja gerne",
    "Passt, bitte machen. Auftrag folgt per Post.",
    "Ok grazie, procedete",
    "Potete ripararlo, grazie",
    "Do il benestare",
    "Nulla osta alla riparazione",
    "Green light from us",
    "Bitte um Durchführung",
    "Auftrag erteilt",
    "Vous pouvez réparer",
    "Pueden proceder",
    "Visto bueno",
)
DECLINED = (
    "Per noi è troppo, rimandatecelo indietro",
    "Kein Bedarf mehr, danke",
    "Nous ne souhaitons pas réparer",
    "Rifiuto",
    "Non accettiamo.",
    "No grazie, non conviene.",
    "Lasciate perdere, ne compriamo uno nuovo.",
    "Troppo caro, rispeditecelo senza riparazione.",
    "Non procedete con la riparazione.",
    "Potete smaltirlo.",
    "I decline",
    "We decline, please send it back unrepaired.",
    "Not worth it, scrap it please.",
    "Please do not repair.",
    "No thanks.",
    "Wir lehnen das Angebot ab.",
    "Das lohnt sich nicht, bitte entsorgen.",
    "Bitte nicht reparieren, sondern zurückschicken.",
    "Nous refusons le devis.",
    "Trop cher, nous préférons racheter un appareil neuf.",
    "No aceptamos el presupuesto.",
    "No merece la pena, devuélvanlo sin reparar.",
    "Rechazamos.",
)
UNCLEAR = {
    "va bene ma a 150 euro": "counter_offer",
    "Accettiamo a 100 EUR": "counter_offer",
    "We would accept at 70. Is that possible?": "counter_offer",
    "ok se ci fate uno sconto": "condition",
    "Accetto a condizione che sia pronto entro venerdì": "condition",
    "Va bene purché la garanzia sia di un anno": "condition",
    "Accetto, salvo conferma del cliente": "condition",
    "I accept provided that shipping is included": "condition",
    "Einverstanden, sofern es bis Freitag fertig ist": "condition",
    "Nous acceptons sous réserve du délai": "condition",
    "Aceptamos siempre que incluya el transporte": "condition",
    "È possibile avere uno sconto?": "question",
    "Cosa comprende il preventivo?": "question",
    "Se accetto, quanto tempo ci vuole?": "question",
    "Devo sentire il cliente, vi faccio sapere": "undecided",
    "Giro al cliente e vi aggiorno": "undecided",
    "I'll ask the customer and get back to you": "undecided",
    "Ich muss noch Rücksprache halten": "undecided",
    "Je dois demander à mon client": "undecided",
    "Tengo que consultar con el cliente": "undecided",
    "Il cliente accetterà probabilmente": "undecided",
    "300 euro? Accettiamo di sicuro, come no! Rivedete il preventivo.": "counter_offer",
    "Non conviene così, rivedete il prezzo.": "undecided",
    "Not worth it. Please revise the estimate.": "undecided",
    "Bitte das Angebot überarbeiten.": "undecided",
    "Merci de revoir le devis.": "undecided",
    "Preventivo ricevuto": "undecided",
    "grazie": "other",
    "Ok, grazie": "other",
    "Thanks!": "other",
    "": "other",
    "Buongiorno, il telefono è di mio zio": "other",
    "Accetto e rifiuto": "other",
    "Non ho ancora deciso": "undecided",
    "Non abbiamo ancora accettato nulla": "undecided",
    "Not sure yet": "undecided",
    "Wir haben noch nicht entschieden": "undecided",
    "Pas encore décidé": "undecided",
    "Todavía no": "undecided",
    "Potete ripararlo?": "question",
    "Please do not repair anything yet, I will ask": "undecided",
    "Tutto tranne il 2": "other",
    "Accetto tutto tranne quello che sapete": "other",
}
PARTIAL = {
    "Accetto tutto tranne il 2": ((1, 3), (2,)),
    "Repair all but unit 2 please, go ahead": ((1, 3), (2,)),
    "Alles außer Position 2 reparieren, einverstanden": ((1, 3), (2,)),
    "Nous acceptons tout sauf la ligne 2": ((1, 3), (2,)),
    "Aceptamos todo menos el 2": ((1, 3), (2,)),
    "ACCETTO 1,2": ((1, 2), ()),
    "accetto 2,3": ((2, 3), ()),
    "ACCETTO 1/2": ((1, 2), ()),
    "ACCETTO 1,2\nRIFIUTO 3": ((1, 2), (3,)),
    "ACCETTO 1,2 RIFIUTO 3": ((1, 2), (3,)),
    "Position 1 bitte reparieren, Position 2 und 3 nicht.": ((1,), (2, 3)),
    "Nous acceptons les lignes 2 et 3, pas la ligne 1.": ((2, 3), (1,)),
    "Units 1 and 3 please go ahead, not unit 2.": ((1, 3), (2,)),
    "Acepto el 1 y el 3, no el 2": ((1, 3), (2,)),
    "Va bene la riga 1, le righe 2 e 3 no.": ((1,), (2, 3)),
    "yes but only unit 2 please. The other two aren't worth it - bin them.": ((2,), (1, 3)),
    "Accettiamo solo il gateway.": ((2,), (1, 3)),
    "Ok per 1 e 3, il 2 no": ((1, 3), (2,)),
    "Please repair 1 and 3. Number 2 can be scrapped.": ((1, 3), (2,)),
    "Procedete con il telefono, gli altri due smaltiteli": ((1,), (2, 3)),
    "Accetto per IG4/017971, rifiuto gli altri": ((2,), (1, 3)),
    "Nur Position 2 bitte reparieren, die anderen entsorgen": ((2,), (1, 3)),
    "D'accord pour le 1, refusé pour le 2 et le 3": ((1,), (2, 3)),
    "Acepto el 1 y el 2, rechazo el 3": ((1, 2), (3,)),
    "Tutti tranne la cuffia: la cuffia la rifiutiamo, gli altri accettiamo": ((1, 2), (3,)),
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_plain_yes_accepts(text: str) -> None:
    """Unconditional, naming no other price. (A15)"""
    assert read_answer(text, THREE, AMOUNTS).answer == "accept"


@pytest.mark.parametrize("text", DECLINED)
def test_a_plain_no_declines(text: str) -> None:
    """Negation binds: "non accettiamo" is no acceptance. (mails.md 5.6)"""
    assert read_answer(text, THREE, AMOUNTS).answer == "decline"


@pytest.mark.parametrize(("text", "reason"), UNCLEAR.items())
def test_all_else_is_unclear_and_says_why(text: str, reason: str) -> None:
    """Conditions, counter-offers, questions and "I'll ask" accept nothing. (A15, R52)"""
    answer = read_answer(text, THREE, AMOUNTS)
    assert (answer.answer, answer.reason) == ("unclear", reason)


@pytest.mark.parametrize(("text", "units"), PARTIAL.items())
def test_units_are_accepted_and_declined_apart(
    text: str, units: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    """By number, product or serial; "the others" are those not named. (mails.md 13a)"""
    answer = read_answer(text, THREE, AMOUNTS)
    assert (answer.answer, answer.accept, answer.decline) == ("partial", *units)


def test_the_order_number_is_kept() -> None:
    """The purchase order that comes with an acceptance. (mails.md 13a)"""
    assert find_order("Unsere Bestellnummer lautet 4500-77042, bitte angeben") == "4500-77042"
    assert find_order("vi giro ordine in giornata") == ""


def test_a_quote_thread_is_told_by_subject_or_quote() -> None:
    """A reply belongs to a quote if the subject or the quoted letter says so."""
    assert is_quote_thread("Re: [RMA-2026-00371] Preventivo di riparazione", "")
    assert is_quote_thread("Re: x", 'rispondere "accetto" oppure "rifiuto", per accettare')
    assert not is_quote_thread("Re: telefono", "Buongiorno")


def test_numbers_of_other_things_name_no_unit() -> None:
    """`2 giorni`, `48,00` and `entro 3 settimane` are no unit numbers."""
    assert find_named_units("entro 2 giorni, 3 settimane, 1,50", THREE) == frozenset()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ACCETTO 2-3", {2, 3}),
        ("accettiamo dal 1 al 3", {1, 2, 3}),
        ("Positionen 1 bis 2 ja", {1, 2}),
        ("lines 1 to 2 please", {1, 2}),
        ("lignes 2 à 3", {2, 3}),
        ("2-4", set()),  # there is no fourth: no range, nothing is guessed
        ("3-2", set()),
        ("pronto in 1-2 giorni", set()),
        ("in 2 - 3 Tagen, 2-3 days", set()),
        ("ordine 1-2/2026", set()),
    ],
)
def test_a_range_names_all_of_its_units(text: str, named: set[int]) -> None:
    """`2-3` is both; where one of them is no unit of the quote it is no range. (R52)"""
    assert find_named_units(text, THREE) == named


@pytest.mark.parametrize("text", ["ACCETTO 7", "ACCETTO 2-4", "Accetto il 5", "RIFIUTO la pos. 9"])
def test_a_number_that_the_quote_has_not_is_no_answer(text: str) -> None:
    """`accetto 7` of three units is not a yes to all of them. (A15)"""
    assert read_answer(text, THREE, AMOUNTS).answer == "unclear"


@pytest.mark.parametrize(
    ("text", "declined"),
    [("RIFIUTO 2", (2,)), ("rifiutiamo 2-3", (2, 3)), ("No alle cuffie", (3,))],
)
def test_a_no_to_some_leaves_the_others_open(text: str, declined: tuple[int, ...]) -> None:
    """The named units are declined, of the others nothing was said. (X34)"""
    answer = read_answer(text, THREE, AMOUNTS)
    assert (answer.answer, answer.accept, answer.decline) == ("partial", (), declined)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Everything except number 3 please - that one can come home as it is.", ((1, 2), (3,))),
        ("Tutto tranne il 3: quello rimandatelo così.", ((1, 2), (3,))),
        ("All but 2. That one scrap.", ((1, 3), (2,))),
    ],
)
def test_the_no_after_an_exception_is_of_what_was_excepted(text: str, units: object) -> None:
    """And never of the units that were to be repaired. (R52, X34)"""
    answer = read_answer(text, THREE, AMOUNTS)
    assert (answer.accept, answer.decline) == units


def test_an_exception_without_a_yes_is_none() -> None:
    """`Everything except 3 please` alone leaves it open what everything is. (A15)"""
    assert read_answer("Everything except number 3 please", THREE, AMOUNTS).answer == "unclear"


def test_a_number_that_is_not_the_next_begins_no_line_of_the_quote() -> None:
    """`2026. ...` or a total with a number before it are no units."""
    found = quoted_units("1. Phone X: 10.00\n5. October 2026\n2. Gateway Y: 12.00\n", None)
    assert [u.number for u in found] == [1, 2]


@pytest.mark.parametrize(
    "text",
    ["1: ok 2: no 3: ok", "1: ok\n2: no\n3: ok", "1 - sì\n2 - no\n3 - sì", "2: no 1: ok 3: ok"],
)
def test_a_no_to_one_line_is_no_word_of_the_next(text: str) -> None:
    """`2: no 3: ok`: the third is accepted. (R52)"""
    answer = read_answer(text, THREE, AMOUNTS)
    assert (answer.accept, answer.decline) == ((1, 3), (2,))
