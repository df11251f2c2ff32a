"""What a partner says to a quote, as a legal object (X31-X34, R25, R52, A15, I1, I10)."""

from dataclasses import replace

from mailbot.domain.acceptances import Offer, current_quotes, record_acceptance
from mailbot.domain.acting import require_ticket
from mailbot.domain.decision import Decision
from mailbot.domain.declining import decline
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester, to_writer
from mailbot.domain.intent import Answer, QuoteAnswer, Strength
from mailbot.domain.lifecycle import State
from mailbot.domain.partner_replies import answer_reply
from mailbot.domain.partner_wishes import grant_wishes
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import Unit

_ADMITTED = (State.HELD, State.DISPOSAL_DUE)  # where a late yes can still be let in by staff


def answer_quote(scene: Scene) -> Decision:
    """Accepted, declined, or neither and why. Only an unconditional yes of the requester of
    record, to the current revision, in time, from a mail that is believed, is an acceptance."""
    ticket, answer = scene.ticket, scene.intent.quote
    if ticket is None or answer is None:
        return answer_reply(scene)
    draft = apply_answer(Draft(scene), ticket, answer)
    if draft is None:
        return answer_reply(scene)
    return grant_wishes(draft, ticket.number, scene.intent.wishes).finish("quote_answer")


def apply_answer(draft: Draft, ticket: Ticket, answer: QuoteAnswer) -> Draft | None:
    """The draft with what the answer does to the ticket; None where no unit has a quote open."""
    quoted = tuple(u for u in ticket.units if u.state is State.QUOTED)
    late = tuple(u for u in ticket.units if u.state in _ADMITTED and _has_quote(ticket, u))
    if not quoted and not late:
        return None
    accepted, declined = _sides(answer, quoted, late)
    if accepted:
        draft = _accept(draft, ticket, accepted, answer)
    if declined and draft.scene.intent.sender.strength < Strength.ALIGNED:
        draft = _refuse(draft, ticket.number, declined, "unverified")
    elif declined:
        draft = decline(draft, ticket.number, declined)
    if not accepted and not declined and not _asks_else(draft.scene, answer):
        draft = _refuse(draft, ticket.number, quoted or late, answer.reason or "other")
    return draft


def _asks_else(scene: Scene, answer: QuoteAnswer) -> bool:
    """True if what the mail says to the quote is a wish, which is answered as such (decisions 8);
    a price, a condition or a question of its own is still told apart from an acceptance (X32)."""
    wishes = {wish.name for wish in scene.intent.wishes}
    unclear = answer.reason in ("", "other", "undecided")
    return unclear and bool(wishes & {"collect", "dispose", "extend"})


def _has_quote(ticket: Ticket, unit: Unit) -> bool:
    return bool(current_quotes(ticket, (unit.number,))) and unit.acceptance is None


def _sides(
    answer: QuoteAnswer, quoted: tuple[Unit, ...], late: tuple[Unit, ...]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units accepted and the units declined; units that no quote waits for are left out."""
    everything = quoted or late
    if answer.answer is Answer.ACCEPT:
        return _named(everything, answer.accept), ()
    if answer.answer is Answer.DECLINE:
        return (), _named(quoted, answer.decline)
    if answer.answer is Answer.PARTIAL:
        return (
            tuple(u for u in everything if u.number in answer.accept),
            tuple(u for u in quoted if u.number in answer.decline),
        )
    return (), ()


def _named(units: tuple[Unit, ...], numbers: tuple[int, ...]) -> tuple[Unit, ...]:
    return tuple(u for u in units if not numbers or u.number in numbers)


def _accept(draft: Draft, ticket: Ticket, units: tuple[Unit, ...], answer: QuoteAnswer) -> Draft:
    numbers = tuple(u.number for u in units)
    offer = Offer.of_mail(draft, numbers, answer.order_number)
    why = _why_not(draft.scene, ticket, units)
    if not why:
        return record_acceptance(draft, ticket.number, offer, numbers, "accept")
    if why == "late":
        pending = {**ticket.pending, "late": offer.as_pending()}
        draft = draft.keep(replace(ticket, pending=pending))
    return _refuse(draft, ticket.number, units, why)


def _why_not(scene: Scene, ticket: Ticket, units: tuple[Unit, ...]) -> str:
    """Why this yes is no acceptance, or an empty text: each condition of A15 in turn."""
    quotes = current_quotes(ticket, tuple(u.number for u in units))
    needed = Strength[scene.site.terms.acceptance_needs.upper()]
    checks = (
        ("not_entitled", scene.partner is None or scene.partner.id != ticket.requester.partner_id),
        ("unverified", scene.intent.sender.strength < needed),
        ("superseded", _answers_older(scene, ticket, quotes)),
        ("late", _is_late(scene, units, quotes)),
        ("not_separable", _splits(quotes, units)),
    )
    return next((why for why, holds in checks if holds), "")


def _is_late(scene: Scene, units: tuple[Unit, ...], quotes: tuple[Quote, ...]) -> bool:
    """After the quote's last day, or when the unit waits for it no longer (A16, X33)."""
    # A yes that came in time and was read late, after a downtime, is in time.
    arrived = scene.site.calendar.local_day(min(scene.mail.received, scene.now))
    return any(u.state is not State.QUOTED for u in units) or any(
        arrived > q.valid_until for q in quotes
    )


def _answers_older(scene: Scene, ticket: Ticket, quotes: tuple[Quote, ...]) -> bool:
    """True if the mail answers the letter of an earlier revision: one with a newer price of the
    same units went out after it."""
    answered = {*scene.mail.in_reply_to, *scene.mail.references[-1:]}
    letters = [x for x in ticket.letters if x.name == "quote"]
    mine = max((x.n for x in letters if x.message_id in answered), default=None)
    if mine is None:
        return False
    newer = {unit for x in letters if x.n > mine for unit in x.units}
    return any(q.revision > 1 and newer & set(q.units) for q in quotes)


def _splits(quotes: tuple[Quote, ...], units: tuple[Unit, ...]) -> bool:
    """True if only a part of what one price covers is accepted: there is no price for the part."""
    numbers = {u.number for u in units}
    return any(not set(q.units) <= numbers for q in quotes)


def _refuse(draft: Draft, number: str, units: tuple[Unit, ...], why: str) -> Draft:
    """Not an acceptance, and why; the clock runs on and the owner decides (X32, X33)."""
    scene, ticket = draft.scene, require_ticket(draft, number)
    numbers = tuple(u.number for u in units)
    event = "late" if why == "late" else "not_accept"
    draft = draft.note(ticket, event, numbers, f"{why}: {scene.intent.text[:500]}")
    ticket = draft.tickets[number]
    quotes = current_quotes(ticket, numbers)
    if quotes and not _heard_before(ticket, why):
        told = part("not_an_acceptance", why=why, quote=quotes[0], last_day=quotes[0].valid_until)
        # Who is not believed is answered at the address on file, never at the one he claims.
        answer = to_requester if why == "unverified" else to_writer
        draft = draft.tell(answer(scene, ticket, told))
    needed = part(
        "needs_person",
        why="late_acceptance" if why == "late" else why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=", ".join(str(n) for n in numbers),
    )
    return draft.tell(to_owner(scene.site, ticket, needed))


def _heard_before(ticket: Ticket, why: str) -> bool:
    """A late acceptance is answered once (decisions 9)."""
    return why == "late" and sum(event.what == "late" for event in ticket.history) > 1
