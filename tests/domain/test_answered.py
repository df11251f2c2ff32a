"""Answers to letters that the desk's store does not know: what the quoted letter says counts."""

import pytest

from mailbot.domain.intent import Intent, Kind
from tests.domain.eyesight import read, serials, sold

SUBJECT = "Re: [RMA-2026-00042] Informazioni mancanti"
ONE, TWO, THREE = (sold(f"07772621000418{n:02}") for n in (1, 4, 17))
SUPPLY = sold("PW1226010123", "power_supply")
HEAD = "\n\nIl 20/11/2026 RMA <rma@voismart.example> ha scritto:\n"
PROPOSALS = (
    "> la matricola 0777262100041807 non risulta. Le più vicine:\n>\n"
    "> 1. Telefono 0777262100041801\n> 2. Telefono 0777262100041804\n"
    "> 3. Telefono 0777262100041817\n"
)


def answered(text: str, quoted: str, *units: object) -> Intent:
    """The intent of an answer above this quoted letter."""
    return read(f"{text}{HEAD}{quoted}", *(units or (ONE, TWO, THREE)), subject=SUBJECT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "picked"),
    [
        ("È il secondo della vostra lista, l'ultima cifra era rovinata.", TWO),
        ("La 3.", THREE),
        ("1", ONE),
        ("it's number 2", TWO),
        ("C'est le troisième", THREE),
        ("Das zweite ist richtig", TWO),
        ("n. 1 grazie", ONE),
    ],
)
def test_a_proposal_is_picked_by_its_place(words: str, picked: object) -> None:
    """A6: one of the near serials of our letter, and no other."""
    assert serials(answered(words, PROPOSALS)) == [picked.key]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words", ["non saprei, domani guardo", "il primo o il terzo", "la 7", "sì"]
)
def test_what_picks_none_or_several_is_no_choice(words: str) -> None:
    """Asked again, nothing guessed."""
    assert serials(answered(words, PROPOSALS)) == []


def test_yes_picks_the_only_proposal() -> None:
    """And only where serials were proposed at all."""
    one = "> 1. Telefono 0777262100041801\n"
    only = f"> la matricola 0777262100041807 non risulta. La più vicina:\n{one}"
    assert serials(answered("Sì, esatto", only)) == [ONE.key]
    assert serials(answered("Sì, esatto", one)) == []


def test_a_fault_beside_its_question_is_of_that_unit() -> None:
    """Answers typed into our lines; what we asked and nobody answered is asked still."""
    intent = read(
        "I answered in red below.\n\n________________________________\n"
        "From: RMA <rma@voismart.example>\nSent: 18 November 2026 15:20\n"
        "Subject: [RMA-2026-00042] Missing information\n\nwe still need:\n\n"
        f"1) serial number of the phone {ONE.serial}\n"
        "2) fault of the power supply, serial number PW1226010123 whistles and sags to 39 V\n",
        ONE,
        SUPPLY,
        subject="RE: [RMA-2026-00042] Missing information",
    )
    by_serial = {u.serial: u.fault for u in intent.units}
    assert by_serial == {ONE.serial: "", SUPPLY.serial: by_serial[SUPPLY.serial]}
    assert "whistles" in by_serial[SUPPLY.serial]
    assert intent.missing == ()


ASKS_TWO = (
    "> Il nous manque encore :\n>\n"
    f"> - la description de la panne du téléphone, numéro de série {ONE.serial}\n"
    "> - le numéro de série de l'alimentation\n"
)


def test_a_serial_of_our_own_question_answers_none() -> None:
    """One of two questions is answered; the other stays open, whatever is promised."""
    intent = answered(
        "Pour le poste : à la première sonnerie il décroche de lui-même.\n\n"
        "Pour l'alimentation, je vous envoie la photo vendredi.",
        ASKS_TWO,
        ONE,
        SUPPLY,
    )
    assert "décroche" in " ".join(u.fault for u in intent.units)
    assert intent.missing == ("serial",)


def test_a_promise_is_no_fault() -> None:
    """`Lo otro lo pregunto mañana`: the serial is there, the fault is not."""
    asks = (
        "> Todavía necesitamos:\n> - número de serie del teléfono\n> - descripción de la avería\n"
    )
    intent = answered(f"{ONE.serial}\nlo otro lo pregunto mañana al cliente y os digo", asks, ONE)
    assert serials(intent) == [ONE.key]
    assert intent.missing == ("fault",)


def test_whoever_cannot_read_the_label_still_owes_the_serial() -> None:
    """Even where our letter is not quoted."""
    intent = read("la targhetta è illeggibile", ONE, subject=SUBJECT)
    assert intent.missing == ("serial",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("allora? i due giorni sono diventati sei", Kind.STATUS_QUESTION),
        ("siete riusciti a guardarci?", Kind.STATUS_QUESTION),
        ("Is there any movement on this one? The school is on at me.", Kind.STATUS_QUESTION),
        ("il telefono gracchia, basta così?", Kind.INFO_REPLY),
    ],
)
def test_whatever_is_asked_without_telling_anything_asks_how_it_stands(
    text: str, kind: Kind
) -> None:
    """In the thread of a notice that asked for nothing."""
    head = "\n\nIl 20/11/2026 RMA <rma@voismart.example> ha scritto:\n> è stata presa in carico.\n"
    intent = read(f"{text}{head}", subject="Re: [RMA-2026-00042] Presa in carico")
    assert intent.kind is kind


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (
            ["il difetto del telefono, numero di serie {one}: gracchia"],
            [(ONE.serial, "gracchia")],
        ),
        (
            [
                "il difetto del telefono {one}: gracchia",
                "il difetto dell'alimentatore {supply}: fischia",
            ],
            [(ONE.serial, "gracchia"), (SUPPLY.serial, "fischia")],
        ),
        (["la descrizione del difetto: gracchia da ieri"], [(None, "gracchia da ieri")]),
        (
            ["the fault of the phone: no dial tone", "the fault of the power supply: whistles"],
            [(None, "no dial tone"), (None, "whistles")],
        ),
        (
            [
                "il numero di serie (esempio: 0777262100041804)",
                "il numero di serie del telefono: {one}",
            ],
            [(ONE.serial, "")],
        ),
        (["il numero di serie, 16 cifre, come 2026", "il difetto"], []),
    ],
)
@pytest.mark.parametrize(
    "points", ["Ho risposto in rosso sotto", "See below", "Siehe unten in rot"]
)
def test_what_is_typed_beside_our_questions_is_the_answer(
    points: str, items: list[str], told: list[tuple[str | None, str]]
) -> None:
    """X7: the words that point at it are no fault, nor is the example that our letter gives."""
    names = {"one": ONE.serial, "supply": SUPPLY.serial}
    quoted = "".join(f"> - {item.format(**names)}\n" for item in items)
    intent = answered(points, f"> Mancano ancora / we still need:\n>\n{quoted}", ONE, TWO, SUPPLY)
    assert [(u.serial, u.fault) for u in intent.units] == told


def test_a_light_that_stays_red_is_a_fault_whatever_it_points_at() -> None:
    """`in rosso` is where answers stand, and how a LED shines."""
    asks = "> Manca ancora:\n> - la descrizione del difetto\n"
    (unit,) = answered("il LED resta acceso fisso in rosso", asks, ONE).units
    assert "LED" in unit.fault


@pytest.mark.parametrize(
    "words",
    [
        "ha un problema",
        "è rotto",
        "difettoso",
        "it's faulty",
        "il cliente dice che è rotto ma domani chiedo meglio",
        "The phone of our customer in Milan is faulty, please help us",
    ],
)
def test_a_vague_answer_is_about_the_unit_we_asked_about_and_tells_nothing(words: str) -> None:
    """A13: the fault stays asked."""
    asks = f"> Manca ancora:\n> - il difetto del telefono, numero di serie {ONE.serial}\n"
    intent = answered(words, asks, ONE)
    assert [(u.serial, u.fault) for u in intent.units] == [(ONE.serial, "")]
    assert intent.missing == ("fault",)


def between(quoted: str) -> Intent:
    """An answer between the lines of our letter, without a word above it."""
    return answered("", quoted, ONE, TWO, SUPPLY)


def test_what_stands_below_a_question_answers_it() -> None:
    """Each fault goes to the unit that its question names, else to the one that lacks one."""
    both = between(
        "> Mancano ancora:\n"
        f"> - il difetto del telefono {ONE.serial}\nnessun suono in cornetta\n"
        f"> - il difetto del telefono {TWO.serial}\ndisplay nero\n"
    )
    assert [(u.serial, u.fault) for u in both.units] == [
        (ONE.serial, "nessun suono in cornetta"),
        (TWO.serial, "display nero"),
    ]
    asks = "> Mancano ancora:\n> - il numero di serie del telefono\n{}\n> - il difetto\n{}\n"
    told = between(asks.format(ONE.serial, "display nero"))
    assert [(u.serial, u.fault) for u in told.units] == [(ONE.serial, "display nero")]
    later = between(asks.format("lo mando domani", "display nero"))
    assert [(u.serial, u.fault) for u in later.units] == [(None, "display nero")]
    assert later.missing == ("serial",)


def test_the_answers_below_their_questions_are_kept_apart() -> None:
    """The fault below the question for the power supply is not mixed with that of the phone."""
    intent = between(
        "> Mancano ancora:\n"
        f"> - il numero di serie del telefono\n{ONE.serial}\n"
        f"> - il numero di serie dell'alimentatore\n{SUPPLY.serial}\n"
        "> - il difetto del telefono\nmuto\n> - il difetto dell'alimentatore\nfischia\n"
    )
    assert [(u.serial, u.fault) for u in intent.units] == [
        (ONE.serial, "muto"),
        (SUPPLY.serial, "fischia"),
    ]


@pytest.mark.parametrize(
    ("words", "taken"), [("Sì, è come dite voi.", True), ("non saprei", False)]
)
def test_one_serial_proposed_in_prose_is_taken_by_a_yes(words: str, taken: bool) -> None:
    """`Forse intendeva ...?` (A6)"""
    quoted = f"> la matricola 07772621 non risulta.\n> Forse intendeva {ONE.serial} (telefono)?\n"
    assert serials(answered(words, quoted, ONE)) == ([ONE.key] if taken else [])


def test_a_list_of_ours_that_proposes_nothing_is_picked_from_by_nobody() -> None:
    """And a letter that knows no near serial has none to pick."""
    assert serials(answered("la 1", f"> 1. Telefono {ONE.serial}\n", ONE)) == []
    assert serials(answered("sì", "> la matricola 4711 non risulta.\n", ONE)) == []


def test_the_other_one_without_its_label_is_a_unit_too() -> None:
    """With the fault of the first, or with words of its own."""
    same = read(
        f"La prima cuffia, {ONE.serial}, gracchia. L'altra ha perso l'adesivo, ma la storia è la "
        "stessa identica.",
        ONE,
    )
    assert [u.serial for u in same.units] == [ONE.serial, None]
    assert "gracchia" in same.units[1].fault
    own = read(
        f"La prima cuffia, {ONE.serial}, gracchia. L'altra ha perso l'etichetta e resta muta.", ONE
    )
    assert "muta" in own.units[1].fault


@pytest.mark.parametrize("body", ["(vedi oggetto)", ""])
def test_an_answer_may_stand_in_the_subject(body: str) -> None:
    """What its writer put before our own tag, where the body says nothing (R52)."""
    quoted = (
        f"{HEAD}> Preventivo fuori garanzia:\n> 1. Telefono {ONE.serial}: tastiera, 39,00\n"
        "> Per accettare o rifiutare risponda a questo messaggio.\n"
    )
    subject = "PREVENTIVO ACCETTATO - R: [RMA-2026-00042] Preventivo di riparazione"
    intent = read(f"{body}{quoted}", ONE, subject=subject)
    assert intent.quote is not None
    assert intent.quote.answer == "accept"
