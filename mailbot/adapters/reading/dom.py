"""An HTML body as a tree (lxml): hidden parts dropped, cited parts told apart, tables kept as rows
and cells.
"""

import re
from dataclasses import dataclass

from lxml import etree, html

from mailbot.adapters.reading.charsets import clean
from mailbot.domain.mail import Table

_HIDDEN = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all|font-size\s{0,5}:\s{0,5}0(?:px|pt|em|;|\Z)",
    re.IGNORECASE,
)
# What mail clients put before the mail they answer to, by id, class or style.
_REPLY_MARKS = re.compile(
    r"divRplyFwdMsg|appendonsend|OutlookMessageHeader|yahoo_quoted|moz-cite-prefix|gmail_quote|protonmail_quote|zwchr"
    r"|border-top:solid #(?:E1E1E1|B5C4DF)",
)
_DROPPED = (
    "script",
    "style",
    "head",
    "title",
    "template",
    "object",
    "iframe",
    "noscript",
    "svg",
    "map",
)
# Outlook and webmails draw a line before the mail they answer to; as text it is underscores.
_RULE = "_" * 32
# Words on both sides of these are apart; a serial in bold or in pieces of spans is one word.
_BREAKING = frozenset({"br", "div", "li", "p", "tr", "ul", "ol", "table", "h1", "h2", "h3"})
_DEEPEST_QUOTE = 12
_WIDEST = 60
_MOST_CELLS = 30_000
_LONGEST_CELL = 2_000
_SHORT_CELL = 300
PLACEHOLDER = "\ue000{}\ue001"


@dataclass(frozen=True, slots=True)
class Dom:
    """`pieces[0]` is the body as HTML; `PLACEHOLDER` with a number in it stands for a cited piece,
    which may hold more.
    """

    pieces: tuple[str, ...]
    tables: tuple[Table, ...]


def read_dom(source: str, max_rows: int) -> Dom | None:
    """The tree of an HTML body, or None if none can be made of all of it."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            return None  # nested past 256 levels: the parser left the rest out
        _drop_hidden(tree)
        tables = _tables(tree, max_rows)
        return Dom(_pieces(tree), tables)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        # ValueError: a control character that stood there as `&#1;` cannot be moved.
        return None


def _drop_hidden(tree: html.HtmlElement) -> None:
    """Remove what a reader of the mail does not see."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
            continue
        style = element.get("style", "")
        hidden = element.get("hidden") is not None or _HIDDEN.search(style[:2_000])
        if (hidden or element.tag in _DROPPED) and element.getparent() is not None:
            element.drop_tree()


def _is_cited(element: html.HtmlElement) -> bool:
    """True for a blockquote that cites, not one that indents (Outlook and Word indent with it)."""
    kind = element.get("type", "").lower()
    marks = f"{element.get('class', '')} {element.get('style', '')} {element.get('id', '')}"
    return kind == "cite" or "quote" in marks.lower() or "border-left" in marks.lower()


def _pieces(tree: html.HtmlElement) -> tuple[str, ...]:
    """The body with each cited blockquote put aside under a number."""
    cited = [b for b in tree.iter("blockquote") if _is_cited(b) and b.getparent() is not None]
    pieces = [""]
    for quote in reversed(cited[:200]):
        if sum(1 for a in quote.iterancestors("blockquote")) >= _DEEPEST_QUOTE:
            continue
        mark = html.Element("div")
        mark.text = PLACEHOLDER.format(len(pieces))
        mark.tail = quote.tail
        quote.tail = None
        quote.getparent().replace(quote, mark)
        quote.tag = "div"
        pieces.append(etree.tostring(quote, encoding="unicode", method="html"))
    for rule in list(tree.iter("hr")):
        rule.tag = "div"
        rule.text = _RULE
    pieces[0] = etree.tostring(tree, encoding="unicode", method="html")
    return tuple(pieces)


def _tables(tree: html.HtmlElement, max_rows: int) -> tuple[Table, ...]:
    """Every table with more than one cell in a row, outer ones first; those of the answered mail
    marked as quoted.
    """
    found: list[Table] = []
    quoted = False
    cells = 0
    for element in tree.iter("table", "div", "hr", "blockquote", "span"):
        if element.tag != "table":
            marks = " ".join(element.get(key, "")[:500] for key in ("id", "class", "style"))
            quoted = quoted or bool(_REPLY_MARKS.search(marks))
            continue
        inside = any(_is_cited(a) for a in element.iterancestors("blockquote"))
        rows = _rows(element, max_rows)
        cells += sum(len(row) for row in rows)
        if cells > _MOST_CELLS or len(found) == 200:
            break
        if any(sum(1 for c in row if c) > 1 for row in rows):
            found.append(Table(rows, quoted=quoted or inside))
            _flatten(element, rows)
    return tuple(found)


def _flatten(table: html.HtmlElement, rows: tuple[tuple[str, ...], ...]) -> None:
    """Make a row of a data table one line of text: no breaks inside its cells.

    It is one of data if two of its rows have two cells, all are short, and no table is in it.
    """
    full = sum(1 for row in rows if sum(1 for c in row if c) > 1)
    if full < 2 or max(len(c) for row in rows for c in row) > _SHORT_CELL:
        return
    if next(table.iterdescendants("table"), None) is not None:
        return
    for cell in list(table.iter("td", "th")):
        text = _cell_text(cell)
        for child in list(cell):
            cell.remove(child)
        cell.text = text


def _rows(table: html.HtmlElement, max_rows: int) -> tuple[tuple[str, ...], ...]:
    """The cells of a table's own rows. A cell merged over rows stands in each of them, one over
    columns in the first.
    """
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for element in table.iter("tr"):
        if next(element.iterancestors("table"), None) is not table:
            continue
        row: list[str] = []
        for cell in element.iterchildren("td", "th"):
            _hang(row, hanging)
            text = _cell_text(cell)
            below = _span(cell, "rowspan")
            for index in range(_span(cell, "colspan")):
                if below > 1 and len(row) < _WIDEST:
                    hanging[len(row)] = (below - 1, text if index == 0 else "")
                row.append(text if index == 0 else "")
            if len(row) >= _WIDEST:
                break
        _hang(row, hanging)
        rows.append(tuple(row[:_WIDEST]))
        if len(rows) >= max_rows:
            break
    return tuple(rows)


def _hang(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Fill in the cells that reach down from the rows above."""
    while len(row) in hanging:
        left, text = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    """The cells that a cell covers, at least one."""
    value = cell.get(name, "1").strip()[:4]
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdigit() else 1


def _cell_text(cell: html.HtmlElement) -> str:
    """The words of a cell without those of tables inside it, line breaks kept as spaces."""
    words: list[str] = []
    length = 0
    for text in cell.xpath(".//text()"):
        before = text.getparent()
        owner = before.getparent() if text.is_tail else before
        nearest = (
            owner if owner.tag in {"td", "th"} else next(owner.iterancestors("td", "th"), None)
        )
        if nearest is not cell:
            continue
        if before.tag in _BREAKING:
            words.append(" ")
        words.append(str(text))
        length += len(text)
        if length > _LONGEST_CELL:
            break
    return " ".join(clean("".join(words)).split())[:_LONGEST_CELL]
