"""Mails that only ask for news: each is counted, every third calls the owner (mail 12)."""

from mailbot.domain.acting import require_ticket
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner

CALLS_A_PERSON = 3  # chasers on one ticket (mails.md, mail 12)


def add_chaser(draft: Draft, number: str) -> Draft:
    """The draft with one more chaser on the ticket; with the third, the owner is told (M90)."""
    draft = draft.note(require_ticket(draft, number), "chaser")
    ticket = draft.tickets[number]
    count = sum(event.what == "chaser" for event in ticket.history)
    if count % CALLS_A_PERSON:
        return draft
    scene = draft.scene
    return draft.tell(
        to_owner(
            scene.site,
            ticket,
            part(
                "needs_person",
                why="chasers",
                text=scene.intent.text[:2000],
                who=str(scene.writer),
                details=str(count),
            ),
        )
    )
