"""Commands that only look: how a ticket stands, why, where something is, what can be said."""

from dataclasses import replace

from mailbot.domain.acting import require_ticket
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_sender_of_commands
from mailbot.domain.intent import Order
from mailbot.domain.ticket import Event, Ticket
from mailbot.domain.writing import text_of
from mailbot.errors import Refused

_WHY_LINES = 30  # the last events of a ticket: what a person reads


def status(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """How the ticket stands, to whoever asks."""
    ticket = require_ticket(draft, number)
    return draft.tell(to_sender_of_commands(draft.scene, part("ticket_status"), ticket=ticket))


def why(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """The rule that opened the ticket and what matched, then its decisions (mail-layer 24)."""
    ticket = require_ticket(draft, number)
    told = part("why", lines=_explained(ticket))
    return draft.tell(to_sender_of_commands(draft.scene, told, ticket=ticket))


def _explained(ticket: Ticket) -> tuple[str | Event, ...]:
    """The rule, then what has happened; the letter adds how the warranty was worked out."""
    rule = (ticket.rule,) if ticket.rule else ()
    return (*rule, *ticket.history[-_WHY_LINES:])


def find(draft: Draft, order: Order, number: str) -> Draft:
    """The tickets that have these words."""
    query = text_of(order.args, "text") or text_of(order.args, "query")
    if not query:
        raise Refused("no_text", command=order.name)
    scene = draft.scene
    hits = scene.found.hits.get(query.lower(), ())
    tickets = tuple(t for n in hits if (t := draft.ticket(n)) is not None)
    told = part("found", query=query[:200], tickets=tickets)
    return draft.tell(to_sender_of_commands(scene, told, ticket=draft.ticket(number)))


def digest(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """The writer's own digest, sent after this mail: the pipeline builds it from all tickets."""
    return replace(draft, facts={**draft.facts, "digest_for": draft.scene.writer.email})
