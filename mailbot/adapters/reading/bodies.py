"""Which parts are the writer's text, and what it says (RFC 2046 section 5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.adapters.reading.charsets import clean, decode, unmangle
from mailbot.adapters.reading.html import HtmlText, read_html
from mailbot.adapters.reading.plain import Plain, is_stub, read_plain
from mailbot.adapters.reading.structure import Leaf
from mailbot.domain.mail import Table
from mailbot.domain.site import Limits

_NEVER_TEXT = frozenset(
    {"text/csv", "text/calendar", "text/rfc822-headers", "text/vcard", "text/x-vcard", "text/rtf"}
)


@dataclass(frozen=True, slots=True)
class Body:
    """The texts of a mail and the leaves that are not part of them."""

    text: str
    html_text: str
    tables: tuple[Table, ...]
    rest: tuple[Leaf, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """One stretch of text: a part of its own, or the versions of one multipart/alternative."""

    plain: Plain | None
    html: HtmlText | None


def read_body(leaves: Sequence[Leaf], limits: Limits) -> Body:
    """The best text of all text parts in order, the HTML as text, its tables, the other parts."""
    texts = [leaf for leaf in leaves if _is_text(leaf)]
    if not texts:
        texts = [leaf for leaf in leaves if _could_be_text(leaf)][:1]
    units = _units(texts, limits)
    text = "\n\n".join(t for t in (_best(u).strip("\n") for u in units) if t.strip())
    html = "\n\n".join(u.html.text for u in units if u.html is not None and u.html.text)
    chosen = {id(leaf) for leaf in texts}
    problems = [u.plain.problem for u in units if u.plain is not None and u.plain.problem]
    problems += [u.html.problem for u in units if u.html is not None and u.html.problem]
    if len(text) > limits.text_chars:
        problems.append(f"the text was cut at {limits.text_chars} characters")
    return Body(
        text=text[: limits.text_chars],
        html_text=html[: limits.text_chars],
        tables=tuple(t for u in units if u.html is not None for t in u.html.tables),
        rest=tuple(leaf for leaf in leaves if id(leaf) not in chosen),
        files=tuple(f for u in units if u.plain is not None for f in u.plain.files),
        problems=tuple(dict.fromkeys(problems)),
    )


def _is_text(leaf: Leaf) -> bool:
    """True for a part that is shown as text: plain or HTML, neither attached nor named."""
    if leaf.content_type not in {"text/plain", "text/html"} or leaf.disposition == "attachment":
        return False
    return not leaf.name


def _could_be_text(leaf: Leaf) -> bool:
    """True for the text of a mail where no part is plainly one: odd subtypes, a named single part.

    A named part of a multipart stays a file, since its name may be all there is to know.
    """
    if leaf.disposition == "attachment" or leaf.content_type in _NEVER_TEXT:
        return False
    return leaf.content_type.startswith("text/") and not (leaf.name and leaf.parent)


def _units(texts: Sequence[Leaf], limits: Limits) -> list[_Unit]:
    """The parts grouped: versions of one alternative are one unit."""
    units: list[_Unit] = []
    groups: dict[int, int] = {}
    for leaf in texts:
        plain, html = _read(leaf, limits)
        at = groups.get(leaf.alternative) if leaf.alternative else None
        if at is None:
            groups[leaf.alternative] = len(units)
            units.append(_Unit(plain, html))
        else:
            first = units[at]
            units[at] = _Unit(_joined(first.plain, plain), _joined_html(first.html, html))
    return units


def _read(leaf: Leaf, limits: Limits) -> tuple[Plain | None, HtmlText | None]:
    """One text part, by what it holds rather than by its label."""
    data = leaf.data
    start = data[:200].lstrip().lower()
    source = unmangle(decode(data[: limits.text_chars * 8], leaf.charset))
    tagged = start.startswith((b"<html", b"<!doctype html", b"<body"))
    if leaf.content_type == "text/html" or tagged:
        return None, read_html(source, limits)
    flowed = leaf.param("format") == "flowed"
    delsp = leaf.param("delsp") == "yes"
    text = clean(source[: limits.text_chars * 2])
    if leaf.content_type == "text/enriched":
        return None, read_html(text.replace("<nl>", "\n"), limits)
    return read_plain(text, flowed=flowed, delsp=delsp), None


def _joined(first: Plain | None, second: Plain | None) -> Plain | None:
    """Two plain parts of one alternative, as Apple Mail has them around a picture."""
    if first is None or second is None:
        return first or second
    text = f"{first.text}\n{second.text}"
    return Plain(text, first.files + second.files, first.problem or second.problem)


def _joined_html(first: HtmlText | None, second: HtmlText | None) -> HtmlText | None:
    """The same for HTML."""
    if first is None or second is None:
        return first or second
    text = f"{first.text}\n{second.text}"
    return HtmlText(text, first.tables + second.tables, first.problem or second.problem)


def _best(unit: _Unit) -> str:
    """The plain text, or the HTML's where the plain one is missing, empty, a stub or a fraction of
    it.
    """
    if unit.plain is None:
        return unit.html.text if unit.html is not None else ""
    if unit.html is None or not unit.html.text.strip():
        return unit.plain.text
    words = unit.plain.text.strip()
    if not words or is_stub(words) or len(words) * 10 < len(unit.html.text):
        return unit.html.text
    return unit.plain.text
