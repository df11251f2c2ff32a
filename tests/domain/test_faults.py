"""Each unit its own fault, in the writer's words (mails.md 2, 3, 9; A5)."""

import pytest

from mailbot.domain.faults import assign
from mailbot.domain.segments import Spot
from mailbot.domain.sentences import unwrap
from mailbot.domain.symptoms import is_symptom

ONE, TWO, THREE = "SG4A10417", "SG4A20418", "SG4A30419"


def told(text: str) -> list[str]:
    """The faults of the units that the text names, in their order."""
    whole = unwrap(text)
    at = sorted((whole.index(s), s) for s in (ONE, TWO, THREE) if s in whole)
    return assign(whole, [Spot(start, start + len(s)) for start, s in at])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Abbiamo anche un fax ({ONE}) che stampa pagine nere in ricezione.", "pagine nere"),
        (f"Si prega di aprire rma per n.1 alimentatore {ONE} dà 9 volt invece di 12", "9 volt"),
        (f"Tenemos una fuente {ONE} con el cable pelado.", "cable pelado"),
        (f'{ONE}, it prints "T.38 negotiation failed" for every call.', "T.38 negotiation"),
        (f"RMA per {ONE}: il tasto 3 è incastrato.", "incastrato"),
        (f"RMA for s/n {ONE}: USB port wobbly", "wobbly"),
        (f"Das Telefon {ONE} mit dem gelben Rand, seltsame Farben", "seltsame Farben"),
    ],
)
def test_a_clause_about_the_unit_tells_its_fault(text, words):
    """A5: a fault is any description in the writer's words, not a word of a list."""
    assert words in told(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        f"Buongiorno, chiedo RMA per il telefono {ONE}. Grazie",
        f"Il telefono {ONE} che vi abbiamo spedito con la fattura di maggio",
        f"GSM 4 SIM, matr. {ONE}: non funziona",
        f"Orchestra 50 {ONE}: guasta",
    ],
)
def test_papers_products_and_it_is_broken_tell_none(text):
    """A5: "it does not work" alone is no usable symptom, whatever the product is called."""
    assert told(text) == [""]


@pytest.mark.parametrize(
    "text",
    [
        f"Il telefono {ONE} non vede più la rete voce. Lo stesso per quello con seriale {TWO}.",
        f"Phone {ONE} has no dial tone. Same for {TWO}.",
        f"Telefon {ONE} hat keinen Ton. Dasselbe bei {TWO}.",
        f"Le poste {ONE} n'a plus de son. Même chose pour {TWO}.",
        f"El teléfono {ONE} no da tono. Lo mismo con {TWO}.",
    ],
)
def test_the_same_goes_for_the_next_unit(text):
    """mails.md 11: `same for ...` gives the second unit the first one's fault."""
    first, second = told(text)
    assert first
    assert first == second


def test_two_places_may_share_one_sentence():
    """mails.md 2: `il primo e il terzo X, il secondo Y`."""
    first, second, third = told(
        f"Telefoni {ONE}, {TWO} e {THREE}.\n"
        "Il primo e il terzo perdono la registrazione ogni notte, il secondo gracchia."
    )
    assert "registrazione" in first
    assert first == third
    assert "gracchia" in second
    assert "gracchia" not in first
    assert "registrazione" not in second


def test_all_channels_of_one_unit_are_not_all_units():
    """`all four channels` speaks of the unit, `all four` of the units."""
    first, second = told(
        f"Gateway s/n {ONE} - drops to 2G when all four channels are busy.\n"
        f"Fax server s/n {TWO} - shows a licence error."
    )
    assert "2G" in first
    assert "2G" not in second
    assert "licence" in second


def test_both_means_those_named_on_the_line():
    """`entrambi` after two of three units."""
    first, second, third = told(
        f"2 telefoni ({ONE} / {TWO}): il tasto non fa nulla, stesso difetto entrambi.\n"
        f"1 cuffia {THREE} che si sente a intermittenza."
    )
    assert "tasto" in first
    assert first == second
    assert "tasto" not in third


def test_a_line_below_a_heading_tells_the_fault_of_its_unit():
    """A form without labels: the serial on one line, what is wrong on the next."""
    first, second = told(f"#1 {ONE}\nFraming errors.\n\n#2 {TWO}\nRing voltage missing on port B.")
    assert "Framing" in first
    assert "Ring voltage" in second


def test_an_entry_of_a_list_is_serial_and_fault():
    """Nothing but a blank between them, no word of a list of symptoms."""
    first, second = told(
        f"* {ONE} schermo con riga bianca in mezzo\n* {TWO} cornetta senza audio, resto ok"
    )
    assert "riga bianca" in first
    assert "senza audio" in second


def test_lines_shorter_than_any_margin_stay_apart():
    """No program breaks a line at 57 columns: the next line is the next unit's."""
    first, second = told(
        "We need a return number for the phones with these serials:\n\n"
        f"{ONE} - one-way audio on every single call since then\n{TWO} - hook switch stuck"
    )
    assert "one-way audio" in first
    assert "hook switch" in second


@pytest.mark.parametrize("words", ["boom mic snapped", "Die Tasten 4 und 5 reagieren nicht."])
def test_more_words_for_what_breaks(words):
    """Words for broken parts, German plurals."""
    assert is_symptom(words)
