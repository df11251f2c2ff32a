"""Lines of a partner's digest: `1 accetto`, `3 ritiro`, `4 proroga chiusi fino al 7/1`."""

from collections.abc import Mapping

from mailbot.domain.answers_to_quotes import apply_answer
from mailbot.domain.decision import Decision
from mailbot.domain.draft import Draft
from mailbot.domain.intent import Answer, QuoteAnswer, Wish
from mailbot.domain.partner_replies import answer_without_ticket
from mailbot.domain.partner_wishes import grant_wishes
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Ticket

_ANSWERS: Mapping[str, Answer] = {"accept": Answer.ACCEPT, "decline": Answer.DECLINE}


def answer_digest(scene: Scene) -> Decision:
    """Each numbered line acts on the ticket of that line, if it is the writer's own."""
    digest = scene.found.digests[scene.intent.reference or ""]
    draft, acted = Draft(scene), False
    for wish in scene.intent.wishes:
        number = digest.lines.get(str(wish.digest_line)) if wish.digest_line else None
        ticket = draft.ticket(number) if number else None
        if ticket is None or not scene.has_part(ticket):
            continue
        if ticket.number not in draft.tickets:
            draft = draft.note(ticket, "mail", text=scene.intent.text[:1000])
        draft = _act(draft, draft.tickets[ticket.number], wish)
        acted = True
    return draft.finish("digest_lines") if acted else answer_without_ticket(scene)


def _act(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:
    answer = _ANSWERS.get(wish.name)
    if answer is None:
        return grant_wishes(draft, ticket.number, (wish,))
    said = QuoteAnswer(answer, accept=wish.units, decline=wish.units)
    # A line about a ticket without an open quote changes nothing: its table says how it stands.
    changed = apply_answer(draft, ticket, said)
    return changed or grant_wishes(draft, ticket.number, (Wish("status"),))
