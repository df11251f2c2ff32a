"""Properties of the writers over any words at all (hypothesis)."""

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mailbot.adapters.documents.lists import csv_cell
from mailbot.adapters.documents.paper import printable
from mailbot.adapters.envelope import strip_subject
from mailbot.adapters.letter_facts import person_name
from mailbot.adapters.markdown import parse_markdown
from mailbot.adapters.markdown_html import write_html
from mailbot.adapters.markdown_text import width, write_text
from mailbot.adapters.sealed import Seal, clean, one_line
from mailbot.domain.site import Site

WORDS = st.text(max_size=200) | st.text(alphabet="*_`[]()<>|#>-+.!\\&\n\t 1a:/=", max_size=200)
SOURCE = "Ecco {0} qui.\n\n- {0}\n\n> {0}\n\n| A | B |\n|---|---|\n| {0} | {0} |\n\n**{0}** `{0}`\n"


class Elements(HTMLParser):
    """The names of all elements, and all words outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _elements(html: str) -> Elements:
    elements = Elements()
    elements.feed(html)
    elements.close()
    return elements


@settings(max_examples=300, deadline=None)
@given(WORDS.filter(lambda words: clean(words).strip()))
def test_any_words_come_through_unchanged_and_alone(words: str) -> None:
    """Sealed words add no element but line breaks, and every one of them is shown."""
    seal = Seal()
    blocks = parse_markdown(SOURCE.format(seal.close(words, links=True)), seal.open)
    shown = _elements(write_html(blocks))
    plain = _elements(write_html(parse_markdown(SOURCE.format("x"), seal.open)))
    added = {"br", "wbr", "span"}
    assert [n for n in shown.names if n not in added] == [n for n in plain.names if n not in added]
    wanted = clean(words).split()
    if not re.fullmatch("[█░]{10}", clean(words)):
        assert "".join(wanted) in "".join("".join(shown.words).split())
    text = write_text(blocks)
    for line in text.splitlines():
        assert (
            width(line) <= 72
            or " " not in line.strip().removeprefix("- ").strip()
            or (re.match(r"\s*(A|B):\s+\S+$", line))
        ), line


@given(WORDS)
def test_cleaning_is_done_once_and_for_all(words: str) -> None:
    """What is clean stays as it is; one line has no line end in it."""
    assert clean(clean(words)) == clean(words)
    line = one_line(words)
    assert "\n" not in line
    assert len(line) <= 200
    assert one_line(line) == line


@given(WORDS)
@example("\x1b=1+1")
@example("\x1b-1+cmd")
@example("\uff1d1+1")
def test_no_cell_begins_a_formula(words: str) -> None:
    """Whatever stands in a cell, a spreadsheet takes it for words or a number."""
    cell = csv_cell(words)
    assert not re.match(r"[=@\t\r]", cell)
    assert re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", cell) or not re.match(r"[+-]", cell)


@given(WORDS)
def test_paper_takes_any_words(words: str) -> None:
    """All of it can be drawn with the built-in fonts."""
    printable(words).encode("cp1252")


def test_subjects_and_names_of_any_length_are_quick(site: Site) -> None:
    """Linear on the inputs that make careless patterns slow."""
    for piece in ("Re: ", "[RMA-2026-00001] ", "R", "Aa ", "a'", "I: [", "Aw:" * 9):
        long = piece * 20_000
        assert len(strip_subject(long, site)) <= 500
        assert len(person_name(long)) <= 60
