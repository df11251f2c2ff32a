"""The service report as a PDF.

For each unit what was reported, found, done, when, and the serials in and out.
"""

from collections.abc import Sequence
from typing import cast

from mailbot.adapters.documents.lists import file_name
from mailbot.adapters.documents.paper import Paper
from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.words import Words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import Unit


def make_service_report(
    document: Document, notification: Notification, words: Words, site: Site
) -> Enclosure:
    """Facts: `units`. Errors: ValueError without a ticket."""
    ticket = notification.ticket
    if ticket is None:
        raise ValueError("a service report needs a ticket")
    units = cast("Sequence[Unit]", document.facts["units"])
    title = f"{words.say('document.service_report')} – {ticket.number}"
    paper = Paper(title, site.contacts.company, ticket.number)
    paper.pairs(
        [
            (words.say("document.partner"), ticket.requester.partner_name),
            (words.say("document.your_reference"), ticket.external_reference),
            (words.say("document.opened"), words.moment(ticket.opened)),
        ]
    )
    for unit in units:
        product = words.product(unit.product)
        paper.words(f"{unit.number}. {product}", "head")
        paper.pairs(_rows(unit, ticket, words))
    paper.words(words.say("document.relapse"), "small")
    name = f"{ticket.number}-{words.say('document.report_file')}"
    return Enclosure(file_name(name, "pdf"), "application/pdf", paper.finish())


def _rows(unit: Unit, ticket: Ticket, words: Words) -> list[tuple[str, str]]:
    test, shipment, verdict = unit.test, unit.shipment, unit.verdict
    found = [
        (words.say("labels.finding"), test.report if test else ""),
        (words.say("document.coverage"), _coverage(unit, words)),
        (words.say("document.result"), words.phrase("result", test.result) if test else ""),
    ]
    sent = ""
    if shipment:
        sent = f"{words.day(shipment.on)}, {shipment.carrier} {shipment.tracking}"
        sent += f", DDT {shipment.ddt}" if shipment.ddt else ""
    return [
        (words.say("document.serial_in"), unit.serial or unit.as_written),
        (words.say("document.serial_out"), unit.replacement_serial),
        (words.say("labels.fault"), unit.fault),
        (words.say("document.received"), words.tell(unit.received_on)),
        *found,
        (words.say("document.price"), _price(unit, ticket, words)),
        (words.say("document.shipped"), sent),
        (words.say("document.warranty_end"), words.tell(verdict.ends if verdict else None)),
    ]


def _coverage(unit: Unit, words: Words) -> str:
    if unit.test is None:
        return ""
    text = words.phrase("coverage", unit.test.coverage)
    if unit.test.exclusion and not unit.test.exclusion_waiver:
        text += f" – {words.phrase('exclusion', unit.test.exclusion)}"
    return text


def _price(unit: Unit, ticket: Ticket, words: Words) -> str:
    """The accepted quote of a unit."""
    acceptance = unit.acceptance
    if acceptance is None:
        return ""
    quote: Quote | None = next(
        (q for q in ticket.quotes
         if (q.number, q.revision) == (acceptance.quote, acceptance.revision)),
        None,
    )  # fmt: skip
    if quote is None:
        return ""
    amount = words.money(quote.amount, quote.currency)
    return words.say("document.price_of", amount=amount, number=quote.number)
