"""Label, quote, service report, lists and dates that go with letters."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdf
import pypdfium2
import pytest
import zxingcpp

from mailbot import resources
from mailbot.adapters.documents import MAKERS, make_enclosures
from mailbot.adapters.documents.lists import csv_cell, file_name
from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.words import Words, load_words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site
from mailbot.samples import sample_letter
from mailbot.samples.case import QUOTE, UNITS
from tests.adapters.letters.test_hostile_facts import HOSTILE, poisoned


@pytest.fixture(scope="session")
def words(site: Site) -> Words:
    return load_words("it", [resources.templates()], site.zone)


def _made(document: Document, words: Words, site: Site, name: str = "approval") -> Enclosure:
    sample = replace(sample_letter(name, "it"), documents=(document,))
    (enclosure,) = make_enclosures(sample, words, site)
    return enclosure


def _label(notification: Notification, words: Words, site: Site) -> Enclosure:
    return next(e for e in make_enclosures(notification, words, site) if "label" in e.filename)


def _text(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages
    )


def _codes(data: bytes) -> list[set[tuple[str, str]]]:
    """The barcodes of each page, printed at 150 dots per inch: format and content."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            picture = page.render(scale=150 / 72, grayscale=True).to_pil()
            found = zxingcpp.read_barcodes(picture)
            pages.append({(code.format.name, code.text) for code in found})
    return pages


def test_the_label_can_be_scanned(words: Words, site: Site) -> None:
    """R45: Code 128 and QR of the ticket and of each unit, on one page."""
    label = _label(sample_letter("approval", "it"), words, site)
    pages = _codes(label.data)
    contents = {"RMA-2026-00042", *(f"RMA-2026-00042/{n}" for n in (1, 2, 3))}
    wanted = {(kind, text) for kind in ("Code128", "QRCode") for text in contents}
    assert pages == [wanted]


def test_the_label_says_what_the_policy_asks(words: Words, site: Site) -> None:
    """R22, R45, R46, A23: RMA large, the number, the warehouse, the date of acceptance."""
    text = _text(_label(sample_letter("approval", "it"), words, site).data)
    for wanted in (
        "RMA",
        "RMA-2026-00042",
        "Accettazione del 24/11/2026",
        *site.contacts.warehouse,
    ):
        assert wanted in text
    assert "PORTO FRANCO" in text  # R16


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (5, 1), (6, 2), (15, 2), (16, 3)])
def test_a_label_of_many_units_goes_on(count: int, pages: int, words: Words, site: Site) -> None:
    """Five units on the first page, ten on each further one; none is lost."""
    units = tuple(replace(UNITS[0], number=n) for n in range(1, count + 1))
    document = Document("label", {"units": units, "accepted_on": date(2026, 11, 24)})
    label = _made(document, words, site)
    assert len(pypdf.PdfReader(io.BytesIO(label.data)).pages) == pages
    found = set(re.findall(r"RMA-2026-00042/(\d+)", _text(label.data)))
    assert found == {str(n) for n in range(1, count + 1)}


def test_the_quote_has_labour_parts_vat_and_total(words: Words, site: Site) -> None:
    """R23, R24, R51, R53, R54: amounts, findings, conditions."""
    (quote,) = make_enclosures(sample_letter("quote", "it"), words, site)
    text = _text(quote.data)
    for wanted in (
        "Manodopera 80,00 EUR",
        "Ricambi 85,00 EUR",
        "Spedizione 15,00 EUR",
        "Imponibile 180,00 EUR",
        "IVA 22% 39,60 EUR",
        "Totale 219,60 EUR",
        "OR3-24-14175-M",
        "esclusione EX2",
        "mercoledì 9 dicembre 2026",
        "ACCETTO",
        "15 giorni, con ritiro a vostre spese",
    ):
        assert wanted in text, wanted
    assert quote.filename == "RMA-2026-00042-preventivo-1-1.pdf"


def test_the_service_report_tells_the_whole_story(words: Words, site: Site) -> None:
    """R47, R58, delight 11 and 18: reported, found, serial in and out, shipped, warranty."""
    (report,) = make_enclosures(sample_letter("shipped", "it"), words, site)
    text = _text(report.data)
    for wanted in (
        "S/N ricevuto 0350262600053153",
        "S/N in sostituzione 0350263100061207",
        "Difetto display a righe",
        "Riscontro display difettoso all'origine",
        "uso improprio, non coperto da garanzia",
        "10/12/2026, BRT 075099887766, DDT 1288/2026",
        "Garanzia fino al 10/06/2027",
        "Preventivo accettato n. 1: 180,00 EUR + IVA",
    ):
        assert wanted in text, wanted


@pytest.mark.parametrize("name", ["approval", "quote", "shipped"])
def test_a_document_needs_its_ticket(name: str, words: Words, site: Site) -> None:
    """Nothing is printed about nobody's case."""
    with pytest.raises(ValueError, match="needs a ticket"):
        make_enclosures(replace(sample_letter(name, "it"), ticket=None), words, site)


def test_a_quote_says_its_vat_note_and_leaves_out_what_it_has_not(words: Words, site: Site) -> None:
    """A partner's own VAT (policy 1.5); no time, no labour, no test: no empty lines."""
    sample = sample_letter("quote", "it")
    quote = replace(
        QUOTE, vat_rate=Decimal(0), vat_note="reverse charge", days=None, labour=None,
        parts=None, shipping=None, kind="replacement",
    )  # fmt: skip
    untested = (replace(UNITS[1], test=None, product=""),)
    document = Document("quote", {"quote": quote, "units": untested})
    (made,) = make_enclosures(replace(sample, documents=(document,)), words, site)
    text = _text(made.data)
    for wanted in ("IVA 0% 0,00 EUR", "reverse charge", "Costi della sostituzione", "unità"):
        assert wanted in text
    for unwanted in ("Manodopera", "Tempo di esecuzione", "Altri costi"):
        assert unwanted not in text


@pytest.mark.parametrize("words_of_a_mail", [*HOSTILE, "Ελλάδα 日本 ł ő", "x" * 3000, "x\n" * 900])
@pytest.mark.parametrize("name", ["approval", "quote", "shipped"])
def test_hostile_words_do_no_harm_on_paper(
    name: str, words_of_a_mail: str, words: Words, site: Site
) -> None:
    """Whatever a mail says, there is a PDF; markup in it is print."""
    sample = sample_letter(name, "it")
    documents = tuple(
        replace(d, facts=poisoned(dict(d.facts), words_of_a_mail)) for d in sample.documents
    )
    ticket = poisoned(sample.ticket, words_of_a_mail)
    for made in make_enclosures(replace(sample, documents=documents, ticket=ticket), words, site):
        assert made.data
        assert re.fullmatch(r"[A-Za-z0-9.-]+", made.filename)
        if made.content_type == "application/pdf":
            assert pypdf.PdfReader(io.BytesIO(made.data)).pages


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+39 02 5550100", "'+39 02 5550100"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("-12,50", "-12,50"),
        ("a=b", "a=b"),
        ("line\nbreak", "line break"),
    ],
)
def test_a_cell_is_never_a_formula(written: str, safe: str) -> None:
    """Mail-layer 20: formulas are neutralised, numbers stay numbers."""
    assert csv_cell(written) == safe


def test_a_list_opens_in_a_spreadsheet(words: Words, site: Site) -> None:
    """UTF-8 with its mark, the language's separator, headings in words."""
    facts = {
        "filename": "rma-2026-W47.csv",
        "header": ("ticket", "opened", "own column"),
        "rows": (("RMA-2026-00042", date(2026, 11, 24), "=1+1; è"),),
    }
    made = _made(Document("csv", facts), words, site)
    assert made.filename == "rma-2026-W47.csv"
    assert made.data.decode("utf-8-sig") == (
        'Pratica;Aperta;own column\r\nRMA-2026-00042;24/11/2026;"\'=1+1; è"\r\n'
    )
    assert made.data.startswith(b"\xef\xbb\xbf")


def test_a_date_is_an_entry_for_the_calendar(words: Words, site: Site) -> None:
    """RFC 5545: a day-long entry, text escaped, lines of at most 75 octets."""
    facts = {"on": date(2026, 12, 31), "summary": "RMA; ultimo giorno, è tardi\nX: " + "à" * 80}
    made = _made(Document("ics", facts), words, site)
    lines = made.data.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = made.data.decode().replace("\r\n ", "")
    assert r"SUMMARY:RMA\; ultimo giorno\, è tardi X: " + "à" * 80 in unfolded


def test_file_names_have_no_path_in_them() -> None:
    """A name from data is letters, digits, dots and dashes, at most 80 of them."""
    assert file_name("../../etc/passwd", "pdf") == "etc-passwd.pdf"
    assert file_name("rma.csv", "csv") == "rma.csv"
    assert file_name("à/\\", "csv") == "file.csv"
    assert file_name("x" * 200, "csv") == "x" * 80 + ".csv"


def test_without_the_library_the_letter_goes_all_the_same(
    words: Words, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The `documents` extra is optional: the letter is written, a warning says what is missing."""
    monkeypatch.setitem(MAKERS, "label", ("reportlab_is_not_here", "make_label"))
    made = make_enclosures(sample_letter("approval", "it"), words, site)
    assert [e.content_type for e in made] == ["text/calendar"]
    assert "no label with approval" in caplog.text


def test_codes_in_a_list_are_told_in_words(words: Words, site: Site) -> None:
    """The partner's list says `fuori garanzia`, not `out`."""
    facts = {
        "filename": "w",
        "header": ("serial", "warranty", "basis"),
        "rows": (("A1", "out", "delivery"), ("B2", "", "")),
    }
    text = _made(Document("csv", facts), words, site).data.decode("utf-8-sig")
    assert text.split() == ["S/N;Garanzia;Base", "A1;fuori", "garanzia;consegna", "B2;;"]
