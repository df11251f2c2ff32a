"""Markdown to the tree of a letter's body, by markdown-it-py.

Letters use paragraphs, `##` headings, lists, tables, quotes (a box), `---` (small print follows),
bold, italic, code and links that the template's author wrote. HTML is off. A sealed value inside a
link's address is a mistake in the template and raises ValueError: data is never a link.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mailbot.adapters.blocks import (
    Block,
    Box,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Rule,
    Run,
    Runs,
    plain,
)
from mailbot.adapters.sealed import is_sealed

Unseal = Callable[[str], str]


def parse_markdown(source: str, unseal: Unseal) -> tuple[Block, ...]:
    """The tree of a Markdown text, its sealed values opened after parsing.

    Blocks without words are left out.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    return tuple(_blocks(_Tokens(parser.parse(source)), unseal, ""))


class _Tokens:
    """The tokens that are still to be read."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)

    def __iter__(self) -> Iterator[Token]:
        return self._tokens

    def next(self) -> Token:
        return next(self._tokens)


def _blocks(tokens: _Tokens, unseal: Unseal, until: str) -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        block = _block(token, tokens, unseal)
        if block is not None:
            yield block


def _block(  # noqa: PLR0911  # a row for each kind of token
    token: Token, tokens: _Tokens, unseal: Unseal
) -> Block | None:
    match token.type:
        case "paragraph_open":
            runs = _inline(tokens, unseal)
            return Paragraph(runs) if plain(runs).strip() else None
        case "heading_open":
            return Heading(int(token.tag[1]), _inline(tokens, unseal))
        case "bullet_list_open":
            return Listing(None, _items(tokens, unseal, "bullet_list_close"))
        case "ordered_list_open":
            start = int(token.attrGet("start") or 1)
            return Listing(start, _items(tokens, unseal, "ordered_list_close"))
        case "blockquote_open":
            return Box(tuple(_blocks(tokens, unseal, "blockquote_close")))
        case "table_open":
            return _grid(tokens, unseal)
        case "fence" | "code_block":
            return Paragraph((Run(unseal(token.content).rstrip("\n"), code=True),))
        case "hr":
            return Rule()
        case _:
            return None


def _items(tokens: _Tokens, unseal: Unseal, until: str) -> tuple[tuple[Block, ...], ...]:
    items = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "list_item_open":
            items.append(tuple(_blocks(tokens, unseal, "list_item_close")))
    return tuple(items)


def _grid(tokens: _Tokens, unseal: Unseal) -> Grid:
    rows: list[list[Runs]] = []
    right: list[bool] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            if token.type == "th_open":
                right.append("right" in str(token.attrGet("style") or ""))
            rows[-1].append(_inline(tokens, unseal))
    header, *body = rows
    return Grid(tuple(header), tuple(tuple(row) for row in body), tuple(right))


def _inline(tokens: _Tokens, unseal: Unseal) -> Runs:
    """The runs of the inline token that comes next."""
    runs: list[Run] = []
    style = Run("")
    for child in tokens.next().children or ():
        match child.type:
            case "text" | "code_inline":
                text = unseal(child.content)
                if text:
                    runs.append(replace(style, text=text, code=child.type == "code_inline"))
            case "softbreak":
                runs.append(replace(style, text=" "))
            case "hardbreak":
                runs.append(Run("\n"))
            case "strong_open" | "strong_close":
                style = replace(style, bold=child.type == "strong_open")
            case "em_open" | "em_close":
                style = replace(style, italic=child.type == "em_open")
            case "link_open":
                style = replace(style, link=_link(child))
            case "link_close":
                style = replace(style, link="")
    return tuple(runs)


def _link(token: Token) -> str:
    address = str(token.attrGet("href") or "")
    # markdown-it percent-encodes what is not ASCII: a sealed value shows as %EE%80%80.
    if is_sealed(address) or "%EE%80%8" in address.upper():
        raise ValueError(f"a fact stands in the address of a link: {token.content or address}")
    return address
