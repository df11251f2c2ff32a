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


MORE_HEADS = [
    f"Giovedì, 19 Novembre 2026, 10:00AM +01:00 da RMA VoiSmart {OURS[0]}:\n\n{LETTER}",
    f"Thursday, 19 November 2026, 10:00 +01:00 from RMA VoiSmart {OURS[0]}:\n\n{LETTER}",
    f"Jeudi 19 novembre 2026 10:00 de RMA VoiSmart {OURS[0]}:\n\n{LETTER}",
    f"Il gio, 19 nov, 2026 alle 10:00, RMA VoiSmart<{OURS[0]}> ha scritto:   {LETTER}",
    f"On Thu, Nov 19, 2026 at 10:00, RMA VoiSmart<{OURS[0]}> wrote:   {LETTER}",
    f"RMA VoiSmart ---19.11.2026 10:00:00---{LETTER}",
    f"RMA VoiSmart ---11/19/2026 10:00:00 AM---{LETTER}",
    f"RMA VoiSmart hat am 19.11.2026 10:00 geschrieben:\n{LETTER}",
    f"---- On Thu, 19 Nov 2026 10:00:00 +0100 RMA VoiSmart <{OURS[0]}> wrote ----\n\n{LETTER}",
    f"Quoting RMA VoiSmart <{OURS[0]}>:\n\n{LETTER}",
    f"Zitat von RMA VoiSmart <{OURS[0]}>:\n\n{LETTER}",
]


@pytest.mark.parametrize("head", MORE_HEADS)
def test_the_heads_of_phones_and_webmails_are_known(head: str) -> None:
    """Libero, Yahoo, Lotus Notes, GMX, Zoho, Horde: with and without a verb."""
    words = split(f"{ANSWER}\n{head}", OURS)
    assert words.reply == ANSWER
    assert "ci serve il seriale" in words.quoted


@pytest.mark.parametrize(
    "text",
    [
        "On site since 10:00, the customer wrote: no link at all",
        "Il cliente ha scritto: non va la porta 2",
        "Am Montag um 10:00 schrieb der Kunde: kein Ton",
        "Mi ha scritto il collega anna@firma.example:\nnon suona",
    ],
)
def test_what_people_report_of_others_is_their_own_word(text: str) -> None:
    """Only a date, an address and a verb together are a program's line."""
    assert split(text, OURS).reply == text


SIGNATURES = [
    "Mario Bellini\nTelecom Nord S.r.l.\nVia Roma 1 - 20100 Milano\nTel. 02 5551234",
    "Hans Müller\nTechnik\nKommTech GmbH\nHauptstraße 12\n80331 München",
    "Anne Le Goff\nService après-vente\nTél. +33 1 55 55 12 34\nanne@voixdirecte.example",
    "Ana Ruiz\nCalle Mayor 3, Madrid\nMóvil: 600 123 456",
    "Jane Doe | Support Engineer\nBlueLink Ltd\n12 King Street\n+44 20 5555 1234",
]


@pytest.mark.parametrize("signature", SIGNATURES[:4])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_signature_needs_no_farewell(signature: str, gap: str) -> None:
    """A name and how to reach who bears it: an address is no part of a fault."""
    words = split(f"Porta 2 senza tono.{gap}{signature}", OURS)
    assert words.reply == "Porta 2 senza tono."
    assert words.signature == signature
    closing = "AVVISO DI RISERVATEZZA: le informazioni sono riservate al destinatario."
    words = split(f"Porta 2 senza tono.{gap}{signature}\n\n{closing}\n\n{HEADS['apple']}", OURS)
    assert words.reply == "Porta 2 senza tono."
    assert words.of("disclaimer").strip() == closing


@pytest.mark.parametrize(
    "text",
    [
        f"Restituire a:\n\n{SIGNATURES[0]}",
        f"Guasto.\nReferente tecnico presso il cliente\n{SIGNATURES[0]}",
        f"Guasto.\n\n{SIGNATURES[0]}\n\nIl seriale è OR3-26-43565-L.",
        "Guasto.\n\nMario Bellini\nil telefono non suona.\nVia Roma 1, Milano\nTel. 02 5551234",
        "Guasto.\n\nTelefono Nuovo\nS/N 0350263500026545",
        "Guasto.\n\nMario Bellini\nTelecom Nord",
        f"Guasto.\n\nMario Bellini\n{'Via Roma ' * 12}1\nTel. 02 5551234",
    ],
)
def test_a_name_alone_is_no_signature(text: str) -> None:
    """An address to send to, words that go on below, a unit: the writer's own."""
    assert split(text, OURS).reply == text


@pytest.mark.parametrize(
    "notice",
    [
        "AVVISO DI RISERVATEZZA: le informazioni di questa mail sono riservate",
        "Nota legale: documento confidenziale",
        "Legal notice: this document is confidential",
        "Rechtlicher Hinweis: Der Inhalt ist vertraulich",
        "Avis de confidentialité : ce courriel est confidentiel",
        "Aviso de confidencialidad: solo para el destinatario",
    ],
)
def test_a_notice_is_known_by_its_title(notice: str) -> None:
    """In five languages, without a farewell before it."""
    assert split(f"Grazie,\n\n{notice}", OURS).reply == "Grazie,"


@pytest.mark.parametrize(
    "line",
    [
        "Mario Bellini\nTel. 02 5551234\nVia Roma 1\n\n",
        "on 1@1@1@1@1 wrote: x ",
        "Gio 10:00 da da da da da a@b ",
        "quoting @@@@@@@@ ",
        "--- 1.1.2026 10:00 -- ",
        "Anna Verdi ",
    ],
)
def test_signatures_and_heads_are_found_in_linear_time(line: str) -> None:
    """200 KB of what looks like them, on one line and on many."""
    start = time.process_time()
    split((line * 200_000)[:200_000], OURS)
    split((line.strip() + "\n") * (200_000 // len(line)), OURS)
    assert time.process_time() - start < 3  # two texts, as above
