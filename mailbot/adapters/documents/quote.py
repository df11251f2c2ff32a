"""The quote as a PDF (R23, R24, R51).

What is to be done, labour, parts, VAT, total, and how to accept.
"""

from collections.abc import Sequence
from typing import cast

from mailbot.adapters.amounts import quote_lines
from mailbot.adapters.documents.lists import file_name
from mailbot.adapters.documents.paper import Paper
from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.letter_facts import open_quotes
from mailbot.adapters.words import Words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import Unit


def make_quote(
    document: Document, notification: Notification, words: Words, site: Site
) -> Enclosure:
    """Facts: `quote`, `units`. Errors: ValueError without a ticket."""
    ticket = notification.ticket
    if ticket is None:
        raise ValueError("a quote needs a ticket")
    quote = cast("Quote", document.facts["quote"])
    units = cast("Sequence[Unit]", document.facts["units"])
    title = words.say("document.quote", number=quote.number, revision=quote.revision)
    paper = Paper(f"{title} – {ticket.number}", site.contacts.company, ticket.number)
    paper.pairs(_head(ticket, quote, words, site))
    paper.words(words.say("document.goods"), "head")
    paper.grid(
        [words.say(f"labels.{k}") for k in ("number", "product", "serial", "finding")],
        [_row(unit, words) for unit in units],
        (10, 42, 38, 84),
    )
    paper.words(words.say(f"document.costs_{quote.kind}"), "head")
    paper.sums(_sums(quote, words))
    if quote.vat_note:
        paper.words(quote.vat_note, "small")
    paper.words(words.say("document.conditions"), "head")
    for key in ("accept", "validity", "collect", f"return_{site.terms.return_leg}", "data"):
        text = words.say(
            f"document.{key}",
            valid_until=quote.valid_until,
            hold_days=site.targets.hold_days,
            company=site.contacts.company,
            units=_named(ticket, quote),
        )
        paper.words(text)
        paper.space(3)
    name = f"{ticket.number}-{words.say('document.quote_file')}-{quote.number}-{quote.revision}"
    return Enclosure(file_name(name, "pdf"), "application/pdf", paper.finish())


def _named(ticket: Ticket, quote: Quote) -> str:
    """The numbers of the units, as an answer must name them where other quotes wait too."""
    several = len(open_quotes(ticket)) > 1
    return f" {', '.join(str(n) for n in quote.units)}" if several else ""


def _head(ticket: Ticket, quote: Quote, words: Words, site: Site) -> list[tuple[str, str]]:
    contacts = site.contacts
    days = words.say("document.working_days", days=quote.days) if quote.days else ""
    return [
        (words.say("document.partner"), ticket.requester.partner_name),
        (words.say("document.reference"), ticket.number),
        (words.say("document.your_reference"), ticket.external_reference),
        (words.say("document.date"), words.long_date(quote.at.astimezone(site.zone).date())),
        (words.say("document.valid"), words.long_date(quote.valid_until)),
        (words.say("document.time"), days),
        (words.say("document.contact"), f"{contacts.sales_name}, {contacts.sales_address}"),
    ]


def _row(unit: Unit, words: Words) -> list[str]:
    finding = unit.test.report if unit.test else unit.fault
    if unit.test and unit.test.exclusion and not unit.test.exclusion_waiver:
        finding += f"\n{words.phrase('exclusion', unit.test.exclusion)}"
    return [
        str(unit.number),
        words.product(unit.product),
        unit.serial or unit.as_written or "–",
        finding,
    ]


def _sums(quote: Quote, words: Words) -> list[tuple[str, str]]:
    rate = words.percent(quote.vat_rate)
    return [
        (words.say(f"amount.{line.key}", rate=rate), words.money(line.value, quote.currency))
        for line in quote_lines(quote)
    ]
