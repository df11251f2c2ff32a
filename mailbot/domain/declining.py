"""A quote declined: the units are the partner's again, and he has fifteen days (X34, R53)."""

from mailbot.domain.acting import last_day_of, move_units, require_ticket
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester
from mailbot.domain.unit import Unit


def decline(draft: Draft, number: str, units: tuple[Unit, ...]) -> Draft:
    """The units held for collection or disposal, and the days left (X34)."""
    scene, ticket = draft.scene, require_ticket(draft, number)
    draft, held = move_units(draft, ticket, units, "decline", text=scene.intent.text[:500])
    ticket = draft.tickets[number]
    told = part(
        "collect_or_dispose", units=held, why="declined", last_day=last_day_of(draft, "TM6")
    )
    draft = draft.tell(to_requester(scene, ticket, told))
    said = part("announcement", what="declined", text=scene.intent.text[:500])
    return draft.tell(to_owner(scene.site, ticket, said))
