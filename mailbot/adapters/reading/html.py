"""HTML bodies to text by inscriptis, behind caps; past them by a plain linear reading (libraries
6.2).
"""

import html as entities
import re
from dataclasses import dataclass

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

from mailbot.adapters.reading.charsets import clean
from mailbot.adapters.reading.dom import read_dom
from mailbot.domain.mail import Table
from mailbot.domain.site import Limits

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|tr|table|li|ul|ol|h[1-6]|blockquote)|br)\b[^<>]{0,2000}>", re.IGNORECASE
)
_CELL = re.compile(r"<t[dh]\b[^<>]{0,2000}>", re.IGNORECASE)
_PLACEHOLDER = re.compile("[ \t]*\ue000(\\d{1,4})\ue001[ \t]*")
_AROUND_TAB = re.compile(r" *\t *")
_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class HtmlText:
    """An HTML body as text and its tables."""

    text: str
    tables: tuple[Table, ...] = ()
    problem: str = ""


def read_html(source: str, limits: Limits) -> HtmlText:
    """The visible text: cells of a table parted by tabs, cited mail with `> ` before its lines,
    hidden text left out.
    """
    if "<" not in source:
        return HtmlText(clean(entities.unescape(source[: limits.html_bytes])))
    if len(source) > limits.html_bytes or source.count("<") > limits.html_tags:
        return HtmlText(
            linear_text(source[: limits.html_bytes]), (), "large HTML was read in plain"
        )
    dom = read_dom(source, limits.sheet_rows)
    if dom is None:
        return HtmlText(linear_text(source))
    # The strict profile: the default one puts spaces around each span, and splits serials.
    config = ParserConfig(
        css=CSS_PROFILES["strict"],
        display_links=False,
        display_images=False,
        table_cell_separator="\t",
    )
    texts = [_tidy(get_text(piece, config)) for piece in dom.pieces]
    return HtmlText(_insert(texts, 0, set()), dom.tables)


def _tidy(text: str) -> str:
    """Cells without the padding of columns, lines without trailing spaces, at most one empty line
    in a row.
    """
    lines = [
        _AROUND_TAB.sub("\t", line).strip(" ").rstrip("\t") for line in clean(text).split("\n")
    ]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def _insert(texts: list[str], number: int, seen: set[int]) -> str:
    """The text of a piece with the cited pieces in their places, each line of theirs marked."""
    seen.add(number)
    done = []
    for line in texts[number].split("\n"):
        match = _PLACEHOLDER.fullmatch(line)
        if match is None:
            done.append(line)
        elif int(match[1]) < len(texts) and int(match[1]) not in seen:
            inner = _insert(texts, int(match[1]), seen)
            done += [f"> {quoted}" if quoted else ">" for quoted in inner.split("\n")]
    return "\n".join(done)


def linear_text(source: str) -> str:
    """The text of HTML in one pass without a tree: for what is too large, or no tree can be made
    of.
    """
    source = drop_elements(source, "style")
    source = drop_elements(source, "script")
    source = _CELL.sub("\t", _BLOCK.sub("\n", source))
    return _tidy(entities.unescape(_TAG.sub("", source)))


def drop_elements(source: str, name: str) -> str:
    """The source without the elements of one name and what is in them."""
    kept = []
    position = 0
    lower = source.lower()
    while (start := lower.find(f"<{name}", position)) >= 0:
        kept.append(source[position:start])
        end = lower.find(f"</{name}", start)
        if end < 0:
            return "".join(kept)
        position = end + len(name) + 2
    kept.append(source[position:])
    return "".join(kept)
