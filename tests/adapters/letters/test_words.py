"""How dates, amounts and codes are written, and what a folder with mistakes says."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from mailbot import resources
from mailbot.adapters.amounts import quote_lines
from mailbot.adapters.letter_facts import person_name
from mailbot.adapters.renderer import LetterWriter
from mailbot.adapters.words import Words, load_words
from mailbot.domain.decision import Audience, Part, TranscriptLine
from mailbot.domain.mail import Address
from mailbot.domain.site import Site
from mailbot.domain.ticket import SentLetter
from mailbot.errors import Misconfigured
from mailbot.samples import NOW, sample_letter
from mailbot.samples.case import QUOTE
from tests.adapters.letters.conftest import html_of, opened, text_of


@pytest.fixture(scope="module")
def italian(site: Site) -> Words:
    return load_words("it", [resources.templates()], site.zone)


@pytest.fixture(scope="module")
def english(site: Site) -> Words:
    return load_words("en", [resources.templates()], site.zone)


def test_facts_are_told_as_people_write_them(italian: Words, english: Words) -> None:
    """Dates, instants in the desk's zone, amounts, yes and no, several of them."""
    at = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert italian.tell(date(2026, 3, 1)) == "01/03/2026"
    assert english.tell(date(2026, 3, 1)) == "01 Mar 2026"
    assert italian.tell(at) == "24/11/2026, ore 18:00"
    assert english.deadline(at) == "Tuesday 24 November 2026, 18:00"
    assert italian.long_date(date(2026, 11, 24)) == "martedì 24 novembre 2026"
    assert italian.money(Decimal("1234.5"), "EUR") == "1.234,50 EUR"
    assert english.money(Decimal("1234.5"), "EUR") == "1,234.50 EUR"
    assert italian.percent(Decimal("22.00")) == "22%"
    assert italian.percent(Decimal("7.7")) == "7,7%"
    assert italian.tell((1, 2, "x")) == "1, 2, x"
    assert (italian.tell(True), italian.tell(None)) == ("sì", "")


def test_an_unknown_code_does_not_lose_the_letter(italian: Words) -> None:
    """A code without words, or a fact the sentence misses, is told in general words."""
    assert italian.phrase("refusals", "brand_new_code") == "non è possibile (brand new code)"
    assert italian.phrase("refusals", "unknown_unit") == "non è possibile (unknown unit)"
    assert italian.phrase("kpi_row", "Telecom S.r.l.") == "Telecom S.r.l."
    with pytest.raises(KeyError):
        italian.say("labels.no_such_label")


@pytest.mark.parametrize(
    ("amount", "labour", "keys", "vat", "total"),
    [
        ("180", "80", ["labour", "parts", "shipping", "net", "vat", "total"], "39.60", "219.60"),
        ("200", "80", ["labour", "parts", "shipping", "rest", "net", "vat", "total"], "44", "244"),
        ("0.125", None, ["net", "vat", "total"], "0.03", "0.155"),
    ],
)
def test_a_quote_is_added_up(
    amount: str, labour: str | None, keys: list[str], vat: str, total: str
) -> None:
    """R23: labour, parts, VAT, total; VAT rounded half up to the cent."""
    parts = {} if labour else {"labour": None, "parts": None, "shipping": None}
    lines = quote_lines(replace(QUOTE, amount=Decimal(amount), **parts))
    assert [line.key for line in lines] == keys
    told = {line.key: line.value for line in lines}
    assert (told["vat"], told["total"]) == (Decimal(vat), Decimal(total))


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Marta Bellini", "Marta Bellini"),
        ("MARIO DE ROSSI", "Mario De Rossi"),
        ("Anna-Lena D'Angelo", "Anna-Lena D'Angelo"),
        ("Ufficio Tecnico", ""),
        ("Telecom Nord S.r.l.", ""),
        ("RMA Team", ""),
        ("Marta", ""),
        ("a b c d e", ""),
        ("Marta <script> Bellini", ""),
        ("Clicca qui: https://x.example", ""),
        ("", ""),
        ("Anna " + "b" * 70, ""),
    ],
)
def test_only_a_persons_name_is_greeted(name: str, greeted: str) -> None:
    """A display name is the sender's claim; what does not look like a person is not used."""
    assert person_name(name) == greeted


def test_a_letter_about_two_hundred_units_is_not_cut(writer: LetterWriter) -> None:
    """Limits.serials: mail programs cut letters past some 100 KB of HTML."""
    sample = sample_letter("acknowledgement", "it")
    assert sample.ticket is not None
    units = tuple(replace(sample.ticket.units[n % 3], number=n + 1) for n in range(200))
    many = replace(sample, ticket=replace(sample.ticket, units=units))
    mail = opened(writer.write(many, NOW))
    html, text = html_of(mail), text_of(mail)
    assert len(html.encode()) < 100_000
    assert html.count("OR3-24-14175-M") == 67
    assert text.count("decorre dal 02/05/2024") == 1


def test_counts_are_told_with_their_time(writer: LetterWriter) -> None:
    """Mail-layer 11: how many letters in which time, in whole units."""
    text = text_of(opened(writer.write(sample_letter("loop_tripped", "it"), NOW)))
    assert "     10  10 min\n     12  3 h\n" in text


def test_several_parts_make_one_letter(writer: LetterWriter) -> None:
    """Decisions 3: an acknowledgement and its question are one letter with one table."""
    ask = sample_letter("missing_data", "it")
    first = sample_letter("acknowledgement", "it")
    text = text_of(opened(writer.write(replace(ask, parts=(*first.parts, *ask.parts)), NOW)))
    order = [
        "Abbiamo registrato la vostra richiesta",
        "Per procedere con la pratica",
        "1. IP Phone 350 Color",
        "1. Difetto: ____",
        "Che cosa succede adesso",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.count("Gentile") == 1
    assert text.count("1. IP Phone 350 Color") == 1


@pytest.mark.parametrize(
    ("asked", "written"), [("it", "it"), ("en", "en"), ("de", "en"), ("", "en")]
)
def test_a_reader_of_a_language_without_letters_gets_english(
    asked: str, written: str, writer: LetterWriter
) -> None:
    """A32: templates in Italian and English; staff get the language of the house."""
    sample = replace(sample_letter("status", "it"), language=asked)
    assert opened(writer.write(sample, NOW))["Content-Language"] == written
    staff = replace(sample, audience=Audience.STAFF, parts=(Part("ticket_status"),))
    expected = asked if asked in ("it", "en") else "it"
    assert opened(writer.write(staff, NOW))["Content-Language"] == expected


def test_a_site_folder_overlays_file_by_file_and_word_by_word(tmp_path: Path, site: Site) -> None:
    """The operator changes one letter and one word; all others are the shipped ones."""
    (tmp_path / "it").mkdir()
    source = "{# facts: #}\nLa nostra risposta\n\nEcco, al {{ today }}.\n"
    (tmp_path / "it" / "status.md").write_text(source, encoding="utf-8")
    words = '[who]\nsupport = "la nostra squadra"\n'
    (tmp_path / "it" / "words.toml").write_text(words, encoding="utf-8")
    writer = LetterWriter(site, [tmp_path, resources.templates()])
    text = text_of(opened(writer.write(sample_letter("status", "it"), NOW)))
    assert "Ecco, al 24/11/2026." in text
    new = text_of(opened(writer.write(sample_letter("acknowledgement", "it"), NOW)))
    assert "Chi: la nostra squadra" in new
    assert "Abbiamo registrato la vostra richiesta" in new


def test_every_mistake_in_a_folder_is_named_with_its_line(tmp_path: Path, site: Site) -> None:
    """Style 21: path, line, what is wrong, what would be right; all of them at once."""
    folder = tmp_path / "it"
    folder.mkdir()
    bad = {
        "status.md": "{# facts: #}\nSubject\n\nText\n{% if ticket %}\nno end\n",
        "reply.md": "{# facts: words #}\nSubject\n\n{{ text }}\n",
        "noted.md": "no comment\n",
        "solved.md": "{# facts: units, text #}\nSubject\n\n{{ tekst }} {{ units|safe }}\n",
        "correction.md": "{# facts: text #}\nSubject\n\n{{ tekst }}\n",
    }
    for name, source in bad.items():
        (folder / name).write_text(source, encoding="utf-8")
    with pytest.raises(Misconfigured) as raised:
        LetterWriter(site, [tmp_path, resources.templates()])
    found = {(Path(m.path).name, m.line) for m in raised.value.mistakes}
    assert found == {
        ("status.md", 6), ("reply.md", 1), ("noted.md", 1), ("solved.md", 4), ("correction.md", 1)
    }  # fmt: skip
    assert "tekst" in str(raised.value)


def test_a_language_without_words_is_a_mistake(tmp_path: Path, site: Site) -> None:
    """Also words that are no TOML, with the line."""
    with pytest.raises(Misconfigured, match=r"no words for language fr"):
        LetterWriter(replace(site, languages=("it", "fr")), [resources.templates()])
    (tmp_path / "it").mkdir()
    (tmp_path / "it" / "words.toml").write_text("[who]\nyou = \n", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"words\.toml:2:"):
        LetterWriter(site, [tmp_path, resources.templates()])


def test_a_broken_frame_and_a_missing_layout_are_mistakes(tmp_path: Path, site: Site) -> None:
    """Frames and the layout are checked at start as letters are."""
    (tmp_path / "it").mkdir()
    (tmp_path / "it" / "_staff.md").write_text("{% if %}\n", encoding="utf-8")
    (tmp_path / "layout.html").write_text("<p>\n{{ body\n", encoding="utf-8")
    with pytest.raises(Misconfigured) as raised:
        LetterWriter(site, [tmp_path, resources.templates()])
    assert {(Path(m.path).name, m.line) for m in raised.value.mistakes} >= {
        ("_staff.md", 1), ("layout.html", 2)
    }  # fmt: skip
    with pytest.raises(Misconfigured, match="the layout is missing"):
        LetterWriter(replace(site, languages=()), [tmp_path / "it"])


def test_a_letter_or_word_that_one_language_lacks_is_a_mistake(tmp_path: Path, site: Site) -> None:
    """A half-translated folder does not start."""
    shutil.copytree(resources.templates(), tmp_path / "all")
    (tmp_path / "all" / "en" / "status.md").unlink()
    words = tmp_path / "all" / "en" / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("[who]", "[whom]"), encoding="utf-8")
    with pytest.raises(Misconfigured) as raised:
        LetterWriter(site, [tmp_path / "all"])
    text = str(raised.value)
    assert "en/status.md:1: the letter is missing" in text
    assert "who.you is missing" in text


@pytest.mark.parametrize(
    ("language", "waits", "ends"),
    [("it", "può essere fatturato", "la pratica si chiude"), ("en", "billed", "case is closed")],
)
def test_a_unit_replaced_in_advance_is_not_threatened_with_an_end(
    language: str, waits: str, ends: str, writer: LetterWriter
) -> None:
    """R29, TM8: nothing is closed when the faulty unit stays away; it may be billed."""
    sample = sample_letter("goods_awaited", language)
    unit = sample.parts[0].facts["units"][0]  # type: ignore[index]
    for ahead in (True, False):
        facts = {**sample.parts[0].facts, "units": (replace(unit, shipped_ahead=ahead),)}
        letter = replace(sample, parts=(Part("goods_awaited", facts),))
        text = " ".join(text_of(opened(writer.write(letter, NOW))).split())
        assert ((waits in text), (ends in text)) == (ahead, not ahead)


@pytest.mark.parametrize(("language", "amount"), [("it", "1.129,50 EUR"), ("en", "1,129.50 EUR")])
def test_staff_read_amounts_as_their_language_writes_them(
    language: str, amount: str, writer: LetterWriter
) -> None:
    """An accepted quote is announced with its net price, not with a number of the store's."""
    sample = sample_letter("announcement", language)
    quote = replace(QUOTE, amount=Decimal("1129.5"))
    facts = {"what": "accepted", "text": (quote, "m@p.example", "4500012")}
    letter = replace(sample, parts=(Part("announcement", facts),))
    text = text_of(opened(writer.write(letter, NOW)))
    assert f"{amount}, m@p.example, 4500012" in text


def _told(name: str, writer: LetterWriter, language: str = "it", **changed: object) -> str:
    """A sample's text on one line, with some of its facts or its ticket changed."""
    sample = sample_letter(name, language)
    ticket = changed.pop("ticket", sample.ticket)
    documents = changed.pop("documents", sample.documents)
    to = changed.pop("to", sample.to)
    facts = {**sample.parts[0].facts, **changed}
    letter = replace(sample, ticket=ticket, documents=documents, to=to, parts=(Part(name, facts),))  # type: ignore[arg-type]
    return " ".join(text_of(opened(writer.write(letter, NOW))).split())


def test_a_label_is_spoken_of_only_where_it_is_attached(writer: LetterWriter) -> None:
    """A desk without the documents extra sends none."""
    assert "etichetta allegata" in _told("approval", writer)
    bare = _told("approval", writer, documents=())
    assert "etichetta" not in bare
    assert "Scrivete RMA-2026-00042 ben leggibile" in bare


def test_staff_read_who_has_the_ticket_by_name(writer: LetterWriter) -> None:
    """Not by the key of the settings; and plainly where nobody has it."""
    assert "in carico a Giulia Ferri" in _told("needs_person", writer)
    assert "non ancora in carico" in _told("new_request", writer)


def test_an_address_without_a_name_is_greeted_by_the_tickets(writer: LetterWriter) -> None:
    """The requester who writes from his phone is the person we know; a colleague is not."""
    own, other = Address("m.bellini@telecomnord.example"), Address("x@telecomnord.example")
    assert _told("status", writer, to=(own,)).startswith("Gentile Marta Bellini,")
    assert _told("status", writer, to=(other,)).startswith("Gentile partner,")


def test_who_ended_a_ticket_is_said_truly(writer: LetterWriter) -> None:
    """Staff's CANCEL has a reason; a partner's wish has none."""
    theirs = _told("closed", writer, why="cancelled", text="doppione")
    assert "Il nostro personale ha annullato" in theirs
    assert "come avete chiesto" not in theirs
    assert "come avete chiesto" in _told("closed", writer, why="cancelled", text="")


def test_an_approval_taken_back_says_do_not_ship(writer: LetterWriter) -> None:
    """Mail-layer 24: what cannot be unsent is made void."""
    sample = sample_letter("correction", "it").ticket
    assert sample is not None
    sent = SentLetter(1, "approval", ("m@p.example",), "<1>", NOW)
    assert "non spedite" in _told("correction", writer, ticket=replace(sample, letters=(sent,)))
    assert "non spedite" not in _told("correction", writer, ticket=replace(sample, letters=()))


def test_the_labs_verdict_stands_in_the_units_row(writer: LetterWriter) -> None:
    """R48: misuse is not covered, whatever the registry says of the time."""
    sample = sample_letter("outcome", "it").ticket
    assert sample is not None
    units = tuple(replace(unit, verdict=sample.units[0].verdict) for unit in sample.units)
    text = _told("outcome", writer, ticket=replace(sample, units=units))
    assert text.count("Garanzia: uso improprio") == 1
    assert "uso improprio" not in _told("acknowledgement", writer)  # before any test
    assert text.count("Garanzia: in garanzia fino al") == 2


def test_data_that_lacks_is_named_to_staff(writer: LetterWriter) -> None:
    """APPROVE before the data is there: which data."""
    line = TranscriptLine("APPROVE", False, "data_missing", {"fields": ("serial", "fault")})
    text = _told("transcript", writer, lines=(line,))
    assert "dati del partner (numero di serie, descrizione del difetto)" in text


def test_a_serial_of_digits_is_no_lines_number(writer: LetterWriter) -> None:
    """The table of warranties begins its rows with serials."""
    text = _told("warranty_table", writer)
    assert "0350262600053153." not in text
    assert "0350262600053153 Prodotto: IP Phone 350 Color" in text
