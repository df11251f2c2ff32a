"""Colleagues of the requester who write about his ticket and follow it from then on (mail 12)."""

from dataclasses import replace

from mailbot.domain.intent import Strength
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Ticket

MOST = 10  # addresses in copy of every letter; a firm, not a crowd


def with_watcher(scene: Scene, ticket: Ticket) -> Ticket:
    """The ticket with the writer among those who follow it, if he is of the firm, says who he is
    with more than a From header, and is not the requester himself."""
    email = scene.writer.email
    same_firm = scene.partner is not None and scene.partner.id == ticket.requester.partner_id
    known = email == ticket.requester.address.email or email in ticket.watchers
    trusted = scene.intent.sender.strength >= Strength.ALIGNED
    if not same_firm or known or not trusted or len(ticket.watchers) >= MOST:
        return ticket
    return replace(ticket, watchers=(*ticket.watchers, email))
