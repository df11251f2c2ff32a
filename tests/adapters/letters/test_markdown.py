"""Markdown to the tree, the tree to text: tables, lists, boxes, wrapping."""

import pytest

from mailbot.adapters.blocks import Paragraph, Run
from mailbot.adapters.markdown import parse_markdown
from mailbot.adapters.markdown_html import write_html
from mailbot.adapters.markdown_text import width, write_text
from mailbot.adapters.sealed import Seal, clean, one_line


def _same(text: str) -> str:
    return text


def _text(source: str, columns: int = 72) -> str:
    return write_text(parse_markdown(source, _same), columns)


def test_a_table_is_aligned_where_it_fits() -> None:
    """Columns as wide as their widest cell, amounts to the right."""
    source = "| Voce | EUR |\n|---|---:|\n| Manodopera | 80,00 |\n| Totale | 1.219,60 |\n"
    assert _text(source) == (
        "Voce             EUR\n----------  --------\nManodopera     80,00\nTotale      1.219,60\n"
    )


TABLE = "| N. | Prodotto | Difetto |\n|---|---|---|\n| 1 | {} | {} |\n"


@pytest.mark.parametrize(("fault", "is_block"), [(43, False), (44, False), (45, True)])
def test_a_table_too_wide_becomes_a_block_for_each_row(fault: int, is_block: bool) -> None:
    """Below, at and above 72 columns."""
    text = _text(TABLE.format("P" * 22, "x" * fault))
    assert text.startswith("N.") is not is_block
    assert text.startswith("1. PPP") is is_block


def test_a_block_wraps_under_its_value_and_leaves_out_what_is_empty() -> None:
    """The heading of each cell before it; empty cells say nothing."""
    source = (
        "| N. | Prodotto | S/N | Difetto |\n|---|---|---|---|\n"
        "| 12 | IP Phone | | non si accende dopo il temporale di ieri |\n"
    )
    assert _text(source, 34) == (
        "12. IP Phone\n    Difetto:  non si accende dopo\n              il temporale di ieri\n"
    )


def test_lists_and_boxes_are_set_in_without_signs_of_a_quote() -> None:
    """A box is no quote: a `>` at its lines would drop it from what people answer."""
    source = "1. eins\n2. zwei drei\n\n- a\n- b\n\n> ACCETTO\\\n> RIFIUTO\n"
    assert _text(source, 9) == (
        "1. eins\n2. zwei\n   drei\n\n- a\n- b\n\n    ACCETTO\n    RIFIUTO\n"
    )


@pytest.mark.parametrize(
    ("words", "lines"),
    [("a" * 72, 1), ("a" * 71 + " b", 2), ("a" * 70 + " b", 1), ("a" * 100, 1), ("a b", 1)],
)
def test_lines_are_wrapped_at_72_columns(words: str, lines: int) -> None:
    """Only a word longer than the line goes past it."""
    assert len(_text(words).splitlines()) == lines


def test_wide_and_combining_characters_are_counted_as_they_are_seen() -> None:
    """East Asian characters take two columns, accents of their own none."""
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("e\u0301") == 1
    assert width("") == 0


def test_data_is_never_parsed() -> None:
    """A sealed value goes through Markdown unread and comes out as it was."""
    seal = Seal()
    token = seal.close("**x** [y](z) `q`\n# t | <b>")
    blocks = parse_markdown(f"Say {token} now", seal.open)
    assert blocks == (Paragraph((Run("Say **x** [y](z) `q`\n# t | <b> now"),)),)
    assert "&lt;b&gt;" in write_html(blocks)


def test_a_forged_token_is_dropped() -> None:
    """Data cannot name another value: private-use characters are taken out of it."""
    seal = Seal()
    seal.close("secret of another part")
    token = seal.close("\ue000\ue010\ue001 hello")
    assert seal.open(token) == " hello"


def test_a_fact_in_a_links_address_is_a_mistake() -> None:
    """Data is never a link, not even where a template's author forgets it."""
    seal = Seal()
    with pytest.raises(ValueError, match="link"):
        parse_markdown(f"[x](http://a.example/{seal.close('y')})", seal.open)


def test_links_of_data_are_made_unusable_and_those_of_our_people_are_kept() -> None:
    """Mail programs make a link of every address they see."""
    seal = Seal()
    assert seal.open(seal.close("see https://x.example")) == "see https[:]//x.example"
    assert seal.open(seal.close("see https://x.example", links=True)) == "see https://x.example"


def test_a_templates_own_link_is_shown_in_text() -> None:
    """The address stands behind the words, or alone where the words are the address."""
    assert _text("[page](https://x.example)") == "page <https://x.example>\n"
    assert _text("<info@x.example>") == "info@x.example\n"


def test_control_and_bidirectional_characters_fall_off() -> None:
    """Also those that come in pairs, and line ends of all kinds are one kind."""
    assert clean("a\x00b\u202ec\u2066d\ufeffe\r\nf\rg\u2028h\ti") == "abcde\nf\ng\nh i"
    assert len(clean("x" * 50_000)) == 20_000


@pytest.mark.parametrize(("length", "shown"), [(9, 9), (10, 10), (11, 10)])
def test_one_line_is_cut_with_an_ellipsis(length: int, shown: int) -> None:
    """Below, at and above the limit."""
    line = one_line("x" * length, 10)
    assert len(line) == shown
    assert line.endswith("…") is (length > 10)


def test_a_bar_is_drawn_in_html_and_shown_in_text() -> None:
    """Ten signs in text, an element of that width in HTML."""
    source = "| a |\n|---|\n| ███████░░░ |\n"
    assert "███████░░░" in _text(source)
    html = write_html(parse_markdown(source, _same))
    assert "width:70%" in html
    assert "█" not in html


def test_a_very_long_word_may_be_broken_in_html() -> None:
    """Or it would push a table out of the page."""
    html = write_html(parse_markdown("x" * 45, _same))
    assert html.count("<wbr>") == 2


@pytest.mark.parametrize(("rows", "is_styled"), [(39, True), (40, True), (41, False)])
def test_a_very_long_table_leaves_its_style_to_the_page(rows: int, is_styled: bool) -> None:
    """Mail programs cut letters past some 100 KB: two hundred units must stay below."""
    source = "| N. | A | B | C |\n|---|---|---|---|\n" + "| 1 | a | b | c |\n" * rows
    html = write_html(parse_markdown(source, _same))
    assert html.count("<td") == 4 * rows
    assert ('<td class="td" style=' in html) is is_styled
