"""The parcel label (R22, R45, R46).

RMA number large, warehouse, date of acceptance, and a strip for each unit.

The codes carry `RMA-2026-00042` (the parcel) and `RMA-2026-00042/1` (unit 1).
"""

from collections.abc import Sequence
from datetime import date
from typing import cast

from mailbot.adapters.documents.lists import file_name
from mailbot.adapters.documents.paper import Sheet
from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.sealed import one_line
from mailbot.adapters.words import Words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

# Strips below the address on the first page, and on each further one.
_FIRST, _FURTHER = 5, 10
_STRIP = 26.0  # millimetres


def make_label(
    document: Document, notification: Notification, words: Words, site: Site
) -> Enclosure:
    """Facts: `units`, `accepted_on`. Errors: ValueError without a ticket."""
    if notification.ticket is None:
        raise ValueError("a label needs a ticket")
    units = cast("Sequence[Unit]", document.facts["units"])
    accepted = cast("date", document.facts["accepted_on"])
    number = notification.ticket.number
    sheet = Sheet(f"RMA {number}")
    _head(sheet, number, words.say("document.accepted", on=accepted))
    _addresses(sheet, notification.ticket, words, site)
    rest = _strips(sheet, units[:_FIRST], 150, number, words)
    for start in range(_FIRST, len(units), _FURTHER):
        sheet.next_page()
        rest = _strips(sheet, units[start : start + _FURTHER], 12, number, words)
    sheet.text(15, rest + 5, words.say("document.strips"), 8)
    return Enclosure(file_name(f"{number}-label", "pdf"), "application/pdf", sheet.finish())


def _head(sheet: Sheet, number: str, accepted: str) -> None:
    sheet.text(14, 42, "RMA", 110, bold=True)
    sheet.qr(150, 9, number, 46)
    sheet.fitted(15, 61, number, 34, 130)
    sheet.text(15, 69, accepted, 12)
    sheet.code128(15, 74, number, 20, 0.42)
    sheet.line(99)


def _addresses(sheet: Sheet, ticket: Ticket, words: Words, site: Site) -> None:
    sheet.text(15, 106, words.say("document.to"), 9)
    for index, line in enumerate(site.contacts.warehouse[:5]):
        sheet.fitted(15, 114 + index * 7.5, line, 17, 110)
    sheet.text(132, 106, words.say("document.from"), 9)
    sender = [ticket.requester.partner_name, *ticket.return_address.split(",")]
    for index, line in enumerate(list(dict.fromkeys(one_line(s) for s in sender if s.strip()))[:5]):
        sheet.text(132, 112 + index * 5, line[:36], 10)
    sheet.text(132, 141, words.say("document.carriage"), 9, bold=True)
    sheet.line(145)


def _strips(sheet: Sheet, units: Sequence[Unit], top: float, number: str, words: Words) -> float:
    """A strip for each unit, to be cut and put with it; where the last one ends."""
    for unit in units:
        code = f"{number}/{unit.number}"
        sheet.qr(13, top - 1, code, 24)
        sheet.fitted(40, top + 6, code, 14, 58)
        sheet.text(40, top + 12, one_line(words.product(unit.product), 34), 10)
        sheet.text(40, top + 18, f"S/N {one_line(unit.serial or unit.as_written or '–', 30)}", 10)
        sheet.code128(102, top + 4, code, 13, 0.36)
        top += _STRIP
        sheet.line(top - 1, dashed=True)
    return top
