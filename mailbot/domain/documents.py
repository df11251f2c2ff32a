"""Delivery notes and invoices that come along: only the rows the writer names are meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.phrases import phrases
from mailbot.domain.products import FAMILIES, is_of
from mailbot.domain.registry import SoldUnit
from mailbot.domain.serials import Hit
from mailbot.domain.symptoms import FAULT_LABEL

_TITLE = phrases(
    r"""
    d\.?d\.?t\.? | documento di trasporto | bolla(?: di consegna)? | delivery note | packing list
    lieferschein | bon de livraison
    albarán | fattura | invoice | rechnung | facture | factura | conferma d'ordine
    order confirmation | auftragsbestätigung
    """
)
_ROW = (
    r"(?:rig[ahe]{1,3}|pos(?:izion[ei]|itions?|ition|itionen)?\.?|voc[ei]|lines?|rows?|items?"
    r"|zeilen?|lignes?|l[ií]neas?|articol[oi]|punt[oi]|nr\.?|n\.)"
)
_ROWS = re.compile(
    rf"\b{_ROW}"
    r"\s{0,2}(?:n\.?\s?|nr\.?\s?|no\.?\s?|#)?(\d{1,3}(?:\s{0,2}(?:,|e|ed|and|und|et|y|&|/|\+|-"
    r")\s{0,2}\d{1,3}){0,20})",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"\s*(?:{_ROW}\s?)?0{{0,2}}(\d{{1,3}})(?:[.):\s]|$)", re.IGNORECASE)
_LOG_LINE = re.compile(
    r"\s{0,4}(?:<\d{1,3}>|\[[^\]\n]{1,30}\]|\d{4}-\d\d-\d\d[T ]\d\d:|\d\d:\d\d:\d\d"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s\d{1,2}:\d\d"
    r"|[A-Z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d)"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit of a document, and where the writer's words choose it."""

    unit: SoldUnit
    start: int
    end: int


def is_delivery_document(text: str, name: str) -> bool:
    """True for papers that list what was once sold: not everything on them is faulty. One that
    names a fault asks for its repair, whatever notes it refers to."""
    if FAULT_LABEL.search(text[:20_000]):
        return False
    return bool(_TITLE.search(text[:600]) or _TITLE.search(re.sub(r"[_\W\d]+", " ", name)))


def is_log(text: str) -> bool:
    """True for what a device wrote about itself: most lines begin with a time."""
    lines = [line for line in text[:40_000].split("\n") if line.strip()]
    return len(lines) >= 3 and 2 * sum(bool(_LOG_LINE.match(x)) for x in lines) > len(lines)


def chosen_rows(body: str, document: str, hits: Sequence[Hit], *, alone: bool) -> list[Chosen]:
    """The units that the writer means: by row number, else by product; else the only one there is.

    `alone`: the mail names no unit elsewhere, so the document must.
    """
    numbered = _numbered(document, hits)
    rows = []
    for match in _ROWS.finditer(body[:20_000]):
        for number in re.finditer(r"\d{1,3}", match[1]):
            unit = numbered.get(int(number[0]))
            if unit:
                start = match.start(1) + number.start()
                rows.append(Chosen(unit, start, match.start(1) + number.end()))
    if rows or not alone:
        return rows
    units = list({h.unit.key: h.unit for h in hits}.values())
    if len(units) == 1:
        return [Chosen(units[0], len(body), len(body))]
    return _by_product(body, units)


def _numbered(document: str, hits: Sequence[Hit]) -> dict[int, SoldUnit]:
    """The units by the number at the head of their row; where rows have none, by their place."""
    found: dict[int, SoldUnit] = {}
    for hit in hits:
        line = document[document.rfind("\n", 0, hit.start) + 1 : hit.start]
        match = _HEAD.match(line)
        if match:
            found.setdefault(int(match[1]), hit.unit)
    units = {h.unit.key: h.unit for h in hits}
    return found if len(found) >= len(units) else dict(enumerate(units.values(), 1))


def _by_product(body: str, units: Sequence[SoldUnit]) -> list[Chosen]:
    rows = []
    for family, pattern in FAMILIES.items():
        for match in pattern.finditer(body):
            fitting = [u for u in units if is_of(u, family, body[match.start() : match.end() + 12])]
            if len(fitting) == 1:
                rows.append(Chosen(fitting[0], match.start(), match.end()))
    return sorted(rows, key=lambda r: r.start)
