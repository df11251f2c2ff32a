"""New words apart from quotes, forwards, signatures and disclaimers; nothing is thrown away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.domain.quotemarks import find_addresses, is_forward_subject, plain_subject
from mailbot.domain.quoting import split, unmarked

OURS = ("rma@voismart.example",)
ANSWER = "Il seriale è 0777262100041801"
LETTER = "Gentile cliente,\nci serve il seriale.\nVoiSmart RMA"
QUOTED = "\n".join(f"> {line}" for line in LETTER.split("\n"))
DESK = "RMA VoiSmart <rma@voismart.example>"

HEADS = {
    "gmail it": f"Il giorno mer 18 nov 2026 alle ore 09:15 {DESK}\nha scritto:\n\n{QUOTED}",
    "gmail en": f"On Wed, 18 Nov 2026 at 09:15, {DESK} wrote:\n\n{QUOTED}",
    "gmail es": f"El mié, 18 nov 2026 a las 09:15, {DESK}\nescribió:\n{QUOTED}",
    "thunderbird de": f"Am 18.11.2026 um 09:15 schrieb RMA VoiSmart:\n{QUOTED}",
    "thunderbird it": f"Il 18/11/2026 09:15, RMA VoiSmart ha scritto:\n{QUOTED}",
    "apple": f"On 18 Nov 2026, at 09:15, {DESK} wrote:\n\n{QUOTED}",
    "iphone it": f"Il giorno 18 nov 2026, alle ore 09:15, {DESK} ha scritto:\n\n{QUOTED}",
    "zimbra fr": f"Le 18/11/2026 à 09:15, RMA VoiSmart a écrit :\n{QUOTED}",
    "outlook it": f"Da: {DESK}\nInviato: mercoledì 18 novembre 2026 09:15\nA: Paolo\n"
    f"Oggetto: Informazioni\n\n{LETTER}",
    "outlook old": f"-----Messaggio originale-----\nDa: {DESK}\nInviato: mercoledì\nA: x\n"
    f"Oggetto: y\n\n{LETTER}",
    "outlook web": f"________________________________\nFrom: {DESK}\nSent: Wednesday\nTo: x\n"
    f"Subject: y\n\n{LETTER}",
    "outlook de": f"Von: {DESK}\nGesendet: Mittwoch\nAn: x\nBetreff: y\n\n{LETTER}",
    "outlook bold": f"*Da:* {DESK}\n*Inviato:* mercoledì\n*A:* x\n*Oggetto:* y\n\n{LETTER}",
    "samsung": f"-------- Messaggio originale --------\nDa: {DESK}\nData: 18/11/26 09:15\n"
    f"A: x\nOggetto: y\n\n{LETTER}",
    "webmail": f"----- Messaggio originale -----\n{QUOTED}",
    "gmx": f"Gesendet: Mittwoch, 18. November 2026\nVon: {DESK}\nAn: x\nBetreff: y\n\n{LETTER}",
}


@pytest.mark.parametrize("client", HEADS)
def test_the_quote_of_every_client_is_cut(client: str) -> None:
    """it, en, de, fr, es; Gmail, Outlook, Apple Mail, Thunderbird, webmails. (issue 4)"""
    words = split(f"{ANSWER}\n\n{HEADS[client]}", OURS)
    assert words.reply == ANSWER
    assert "ci serve il seriale" in words.quoted
    assert words.forwarded == ""


@pytest.mark.parametrize("client", [c for c in HEADS if QUOTED in HEADS[c]])
def test_an_answer_below_the_quote_is_new(client: str) -> None:
    """Bottom posting: what stands below a marked quote is the writer's. (issue 4)"""
    words = split(f"{HEADS[client]}\n\n{ANSWER}", OURS)
    assert words.reply == ANSWER


def test_answers_between_quoted_lines_are_new() -> None:
    """Inline answers."""
    words = split("> Seriale?\nVST1\n> Difetto?\nnon suona", OURS)
    assert words.reply == "VST1\nnon suona"


def test_a_quoted_line_that_a_program_broke_stays_quoted() -> None:
    """The rest of a broken line has no mark of its own."""
    long = "> per accettare o rifiutare risponda a questo messaggio (per esempio: accetto oppure"
    words = split(f"ok\n\n{long}\nrifiuto).\n> VoiSmart", OURS)
    assert words.reply == "ok"


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Eva <eva@kunde.example>\nDate: x\n"
        "Subject: y\nTo: z\n\n",
        "-------- Messaggio Inoltrato --------\nOggetto: y\nData: x\n"
        "Mittente: Eva <eva@kunde.example>\nA: z\n\n",
        "Inizio messaggio inoltrato:\n\nDa: Eva <eva@kunde.example>\nOggetto: y\nData: x\nA: z\n\n",
        "Da: Eva <eva@kunde.example>\nInviato: x\nA: z\nOggetto: y\n\n",
    ],
)
def test_what_somebody_else_wrote_is_forwarded(head: str) -> None:
    """A forward is no quote of ours, and names its author. (mails.md 7)"""
    words = split(f"Vedi sotto\n\n{head}Il telefono non suona", OURS, "I: guasto")
    assert words.reply == "Vedi sotto"
    assert "non suona" in words.forwarded
    assert words.author == "eva@kunde.example"


def test_signature_and_disclaimer_are_apart() -> None:
    """A farewell, a device's line, a legal notice are not the writer's words."""
    text = (
        "Non si accende.\n\nCordiali saluti\nPaolo Bianchi\nTel. 045 123456\n\n"
        "AVVERTENZA: il presente messaggio è riservato ai soli destinatari."
    )
    words = split(text)
    assert words.reply == "Non si accende."
    assert "045 123456" in words.signature
    assert "riservato" in words.of("disclaimer")
    assert split("ok\nInviato da iPhone").reply == "ok"
    assert split("ok\n-- \nPaolo").signature.startswith("--")


def test_an_afterthought_below_the_signature_is_read() -> None:
    """`P.S.` goes on with the mail."""
    assert "VST1" in split("Guasto\nCordiali saluti\nPaolo\nP.S. il seriale è VST1").reply


def test_a_greeting_is_no_farewell() -> None:
    """`Ciao` begins as many mails as it ends."""
    assert split("Ciao,\nnon suona").reply == "Ciao,\nnon suona"


def test_a_writers_own_lines_are_no_header() -> None:
    """`Da: Milano`, `A: Roma` are a journey. (libraries.md 6.1)"""
    text = "Spedizione\nDa: Milano\nA: Roma\nData: domani"
    assert split(text).reply == text


def test_a_message_about_something_is_no_disclaimer() -> None:
    """Only legal words make a legal notice."""
    assert "secondo" in split("Ciao\nQuesto messaggio è il secondo che mando").reply


@given(st.text(alphabet="abc >-_\n:.@<Da", max_size=400))
def test_the_parts_are_the_whole_text(text: str) -> None:
    """Nothing is thrown away: the parts joined are the text. (issue 4)"""
    assert "\n".join(p.text for p in split(text, OURS).parts) == text


LINES = ["On", "Da: x@y.example", "> a", "-----", "Il giorno", "", "A: b", "Oggetto: c", "saluti"]


@given(st.lists(st.sampled_from(LINES), max_size=60))
def test_the_parts_are_the_whole_text_of_odd_lines(lines: list[str]) -> None:
    """The same for lines that look like marks."""
    text = "\n".join(lines)
    assert "\n".join(p.text for p in split(text, OURS).parts) == text


@pytest.mark.parametrize(
    "line",
    ["a\n", "On \n", "> ", "Da: x@y.zz\n", "-", "On x ", "\n", "Il giorno\n", "---\n", "a: "],
)
@settings(deadline=None)
@given(st.just(200_000))
def test_200_kb_of_any_text_is_linear(line: str, size: int) -> None:
    """200 KB of any text within a bound that only linear code keeps. (issue 4)"""
    text = (line * size)[:size]
    start = time.process_time()
    split(text, OURS)
    assert time.process_time() - start < 1.5  # about 0.1 s on an idle machine


def test_subjects_lose_every_prefix() -> None:
    """Reply and forward prefixes of all languages. (mail-layer 15)"""
    assert plain_subject("R: RE: AW:  Fwd: I: TR: telefono") == "telefono"
    assert plain_subject("R: " * 30 + "x").endswith("x")
    assert is_forward_subject("I: R: guasto")
    assert not is_forward_subject("R: I: guasto")


def test_marks_and_addresses() -> None:
    """Quote marks come off, addresses are found."""
    assert unmarked("> > a\nb") == "a\nb"
    assert find_addresses("Da: A <A@B.example>, c@d.example") == ("a@b.example", "c@d.example")
