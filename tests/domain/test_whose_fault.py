"""Which unit a sentence speaks of: by number, place, product, likeness, entry (A5, mails.md 2)."""

import pytest

from mailbot.domain.faults import assign, assign_apart, whole_fault
from mailbot.domain.segments import Spot
from mailbot.domain.sentences import unwrap
from tests.domain import eyesight

ONE, TWO, THREE = "SG4A10417", "SG4A20418", "SG4A30419"
SOLD = {
    ONE: eyesight.sold(ONE, "pbx"),
    TWO: eyesight.sold(TWO, "fax_server"),
    THREE: eyesight.sold(THREE, "ip_phone"),
}


def told(text: str, *, sold: bool = False) -> list[str]:
    """The faults of the units that the text names, in their order."""
    whole = unwrap(text)
    at = sorted((whole.index(s), s) for s in (ONE, TWO, THREE) if s in whole)
    return assign(whole, [Spot(i, i + len(s), SOLD[s] if sold else None) for i, s in at])


LIST = f"1) {ONE}\n2) {TWO}\n3) {THREE}\n\n"
BY_PLACE = {
    LIST + "Zu 1 und 3: Hörer knackt.\nZu 2: startet ständig neu.": ("knackt", "neu", "knackt"),
    LIST + "Pos. 2 does not ring\nPos. 1 and 3 hiss": ("hiss", "ring", "hiss"),
    LIST + "1: eco\n2: display a righe\n3: non suona": ("eco", "righe", "non suona"),
    LIST + "Le 1 et 2 grésillent, le 3 ne sonne plus": ("grésillent", "grésillent", "sonne"),
    LIST + "La 1 e la 3 non si accendono, la 2 ha un'eco": ("accendono", "eco", "accendono"),
    LIST + "n. 1-2 gracchiano. n. 3 si spegne da solo": ("gracchiano", "gracchiano", "spegne"),
    f"Phones {ONE}, {TWO}, {THREE}.\nThe first two freeze, the last one has no tone.": (
        "freeze",
        "freeze",
        "tone",
    ),
    f"{ONE}\n{TWO}\n{THREE}\nTutti gracchiano, tranne l'ultimo che ha un tasto rotto.": (
        "gracchiano",
        "gracchiano",
        "tasto rotto",
    ),
    f"{ONE}, {TWO} e {THREE} hanno rispettivamente display crepato, porta 1 muta e eco forte": (
        "display crepato",
        "porta 1 muta",
        "eco forte",
    ),
    f"Respectively no sound, a burnt smell and a stuck key: {ONE}, {TWO} and {THREE}": (
        "no sound",
        "burnt smell",
        "stuck key",
    ),
}


@pytest.mark.parametrize(("text", "faults"), BY_PLACE.items())
def test_numbers_and_places_point_at_units(text: str, faults: tuple[str, ...]) -> None:
    """Each unit has its own words and none of the others'."""
    for number, (fault, words) in enumerate(zip(told(text), faults, strict=True)):
        others = {w for w in faults if w != words}
        assert words in fault, number
        assert not any(other in fault for other in others), number


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"{ONE} squeals, the former. {TWO} is fine.", ("squeals", "")),
        (
            f"Units {ONE} and {TWO}. The former has a cracked screen, the latter no link.",
            ("cracked", "no link"),
        ),
        (f"{ONE} und {TWO}. Das erste geht nicht an, das zweite rauscht.", ("an", "rauscht")),
        (f"Non dà tono il {ONE}. Il {TWO} invece si riavvia.", ("tono", "riavvia")),
    ],
)
def test_two_units_are_told_apart(text: str, faults: tuple[str, ...]) -> None:
    """By order words, or because each has a sentence of its own."""
    for fault, words in zip(told(text), faults, strict=True):
        assert words in fault


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            f"Ci sono un centralino {ONE} e un fax {TWO}. "
            "Il centralino si spegne da solo, il server fax perde le pagine.",
            ("si spegne", "perde le pagine"),
        ),
        (
            f"The pbx in the subject drops calls and the fax server {TWO} prints black pages.\n\n"
            f"{ONE}",
            ("prints black pages", "drops calls"),
        ),
    ],
)
def test_a_sentence_is_cut_where_it_turns_to_another_product(
    text: str, faults: tuple[str, ...]
) -> None:
    """`il centralino ..., il fax ...`: each half is one unit's."""
    for fault, words in zip(told(text, sold=True), faults, strict=True):
        assert words in fault
        assert not any(other in fault for other in faults if other != words)


ENTRIES = {
    f"* Studio Neri: {ONE}. Compone da solo la cifra 5 quando piove.\n"
    f"* Bar Roma: {TWO}. Lo stesso del primo.\n"
    f"* Hotel Sole: {THREE}. Idem come lo studio.": ("Compone", "Compone", "Compone"),
    f"Room 12 - {ONE} - message lamp stays lit\nRoom 14 - {TWO} - ditto\n"
    f"Bar - {THREE} - ringer too faint": ("lamp", "lamp", "faint"),
    f"{ONE} | PRI | numero chiamante anonimo\n{TWO} | GSM 8 | sms vuoti a raffica\n"
    f"{THREE} | cornetta | il gancio scappa": ("anonimo", "sms vuoti", "gancio"),
    f"ISDN - {ONE}\nLa terza porta aggancia il livello 1 ma mai il 2.\n"
    f"Alimentatore - {TWO}\nManda puzza di bruciato.\nFax - {THREE}\nPagine doppie": (
        "terza porta",
        "puzza",
        "doppie",
    ),
    f"- {ONE}: vibra\n- {TWO}\n\nSul secondo non vi so dire, l'ho trovato sul banco.": (
        "vibra",
        "",
    ),
    f"- {ONE} : affiche « conflit IP »\n- {TWO}\n\nLe second est dans le même carton.": (
        "conflit",
        "",
    ),
}


@pytest.mark.parametrize(("text", "faults"), ENTRIES.items())
def test_what_stands_in_the_entry_of_a_unit_is_its_own(text: str, faults: tuple[str, ...]) -> None:
    """In words of no list too; `ditto` is another unit's; papers and people are nobody's."""
    for number, (fault, words) in enumerate(zip(told(text), faults, strict=True)):
        assert (words in fault) if words else not fault, number


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Il telefono non lo trovo nel gestionale, comunque lampeggia.", "lampeggia"),
        ("I don't have the report yet, the unit screeches.", "screeches"),
        ("Il cliente non paga e voi non rispondete.", ""),
        ("It isn't the socket, I swapped that.", ""),
        ("Domani vi mando la foto dell'etichetta e del retro.", ""),
        ("Il problema è che parlando si sente anche la stanza accanto.", "stanza accanto"),
        ("Hotel Miramar Rossi Impianti Milano Centrale", ""),
    ],
)
def test_people_papers_and_promises_tell_no_fault(text: str, fault: str) -> None:
    """A5: what the writer has not, knows not or will send is no symptom."""
    assert (fault in whole_fault(text)) if fault else whole_fault(text) == ""


def test_units_that_are_not_told_apart_get_nothing_of_their_own() -> None:
    """An answer that names no place and no product is not shared out."""
    spots = [Spot(0, 0, SOLD[ONE]), Spot(0, 0, SOLD[THREE])]
    assert assign_apart("Si accende e si spegne.", spots) == []
    assert assign_apart("Il centralino si spegne, il telefono è muto.", spots) == [
        "Il centralino si spegne",
        "il telefono è muto.",
    ]


def test_a_broken_supply_is_a_fault_of_what_is_none_itself() -> None:
    """`alimentatore rotto` says something of a telephone and nothing of a power supply (A5)."""
    words = f"RMA per {ONE}, alimentatore rotto"
    supply = eyesight.sold(ONE, "power_supply")
    at = words.index(ONE)
    assert "alimentatore rotto" in assign(words, [Spot(at, at + len(ONE), SOLD[ONE])])[0]
    assert assign(words, [Spot(at, at + len(ONE), supply)]) == [""]


MORE = {
    f"1) {ONE}\n2) {TWO}\n3) {THREE}\n\nDal numero 1 al numero 2: restano sul logo.\n"
    "Il 3 fa squillare una volta sola e poi tace.": ("logo", "logo", "squillare"),
    f"1) {ONE}\n2) {TWO}\n3) {THREE}\n\nThe first one hums, the others are mute.": (
        "hums",
        "mute",
        "mute",
    ),
    f"{ONE} - cliente Hotel Sole - suona solo una volta e poi zitto\n"
    f"{TWO} - cliente Cantina Bianca - il numero di chi chiama non si vede": (
        "una volta",
        "numero di chi",
    ),
    f"Cuffie {ONE}, {TWO} e {THREE}.\n\nRispettivamente: la prima, microfono che capta solo "
    "soffiandovi sopra; la seconda, un ronzio in ambedue gli orecchi; la terza, autonomia "
    "ridotta a una decina di minuti.": ("soffiandovi", "ronzio", "decina"),
    f"Rooms:\n{ONE} screen is green\n{TWO} rattles\n{THREE} the same as number 2": (
        "green",
        "rattles",
        "rattles",
    ),
}


@pytest.mark.parametrize(("text", "faults"), MORE.items())
def test_lists_rows_and_ranges(text: str, faults: tuple[str, ...]) -> None:
    """Ranges in words, rows that begin with a serial, order words after "respectively"."""
    for number, (fault, words) in enumerate(zip(told(text), faults, strict=True)):
        assert words in fault, number


def test_both_phones_are_the_phones() -> None:
    """Of two phones and a power supply; "the adapter" is the supply where nothing else is one."""
    sold = [
        eyesight.sold(ONE),
        eyesight.sold(TWO),
        eyesight.sold(THREE, "power_supply"),
    ]
    text = (
        f"1. phone {ONE}\n2. phone {TWO}\n3. supply {THREE}\n\n"
        "Both phones lose their settings. The adapter gets too hot to touch."
    )
    spots = [Spot(text.index(s.serial), text.index(s.serial) + 9, s) for s in sold]
    first, second, third = assign(text, spots)
    assert "settings" in first
    assert first == second
    assert "hot" in third
    assert "settings" not in third


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Articolo\nOrchestra\nDifetto riscontrato\nil relè batte piano\nAzione", "relè batte"),
        ("It has been misbehaving since summer and the boss is angry.", ""),
        ("È una scheda che vi allego, compilata sul posto.", ""),
        ("Das Gerät ist nicht in Ordnung. Das Schild hat er am Regal verschraubt.", ""),
        ("Fa i capricci, e mio cognato passa alla concorrenza domani mattina presto.", ""),
    ],
)
def test_titles_vague_words_and_papers(text: str, fault: str) -> None:
    """A title on a line of its own has its value below; where a unit is only called bad, the rest
    of the mail is about something else (A5)."""
    assert (fault in whole_fault(text)) if fault else whole_fault(text) == ""


EDGES = {
    # told apart from every unit: of all of them
    f"Hello,\n\n{ONE}\n\n{TWO}\n\nregards to all of you\n\nThey crackle and hiss.": (
        "crackle",
        "crackle",
    ),
    # nothing before it that could be the same
    f"* {ONE}. Idem.\n* {TWO}: rattles": ("", "rattles"),
    # in that order: the faults stand before the serials
    f"A stuck key and a burnt smell, respectively: {ONE} and {TWO}.": ("stuck key", "burnt"),
    f"Cracked glass and a stuck key respectively for {ONE} and {TWO}.": ("Cracked", "stuck"),
    # the fault comes first, for each in turn
    f"Rattles loudly: {ONE}, goes dark after an hour: {TWO}": ("Rattles", "dark"),
    f"- {ONE}: buzzes\n- {TWO}: domani vi mando la descrizione": ("buzzes", ""),
}


@pytest.mark.parametrize(("text", "faults"), EDGES.items())
def test_edges_of_whose_fault_it_is(text: str, faults: tuple[str, ...]) -> None:
    """What is shared, what has no model, what stands before, what is only promised."""
    for number, (fault, words) in enumerate(zip(told(text), faults, strict=True)):
        assert (words in fault) if words else not fault, number


def test_the_second_of_an_answer_may_be_the_same_as_the_first() -> None:
    """`il primo gracchia, il secondo idem`: units that stand elsewhere."""
    spots = [Spot(0, 0, SOLD[ONE]), Spot(0, 0, SOLD[TWO])]
    first, second = assign_apart("Il primo gracchia, il secondo idem.", spots)
    assert "gracchia" in first
    assert first == second
