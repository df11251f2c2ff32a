"""A letter of ours that did not arrive (mail-layer 10, workflow 2.5)."""

from dataclasses import replace

from mailbot.domain.clocks import stop_unheard
from mailbot.domain.decision import AddressState, Audience, Decision
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_staff
from mailbot.domain.mail import DeliveryReport
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import SentLetter, Ticket


def note_bounce(scene: Scene) -> Decision:
    """The letter marked, the address shut if it will never get through, the clocks stopped that
    the partner never heard of, and staff told. A delay changes nothing. Never an answer.

    The report is believed only where it names a letter that this desk wrote.
    """
    report, draft = scene.intent.report, Draft(scene)
    if report is None or not report.permanent:
        return draft.finish("machine")
    found = _find_letter(scene, report)
    if found is None:
        return draft.finish("machine")
    ticket, letter = found
    recipient = report.recipient if report.recipient in letter.to else letter.to[0]
    shut = AddressState(recipient, dead=True, reason=_reason(report), message_id=letter.message_id)
    draft = replace(draft, addresses=(shut,))
    told = part("address_failed", recipient=recipient, reason=_reason(report), letter=letter.name)
    if ticket is None:
        letter_to_staff = to_staff(scene.site, "support", told, reference="")
        return draft.tell(letter_to_staff).finish("bounce")
    draft = _mark(draft, ticket, letter, recipient)
    if NOTIFICATIONS[letter.name].audience is Audience.STAFF and ticket.owner:
        # The owner's own mailbox fails: somebody else must hear of it.
        return draft.tell(
            to_staff(scene.site, "manager", told, ticket=draft.tickets[ticket.number])
        ).finish("bounce")
    return draft.tell(to_owner(scene.site, draft.tickets[ticket.number], told)).finish("bounce")


def _reason(report: DeliveryReport) -> str:
    return f"{report.status} {report.reason}".strip()[:300]


def _find_letter(scene: Scene, report: DeliveryReport) -> tuple[Ticket | None, SentLetter] | None:
    """The letter by its Message-ID: in the ticket, referral or digest that the report names."""
    wanted = report.original_message_id
    for ticket in scene.found.tickets.values():
        for sent in ticket.letters:
            if sent.message_id == wanted:
                return ticket, sent
    others = [x for referral in scene.found.referrals.values() for x in referral.letters]
    others += [x for digest in scene.found.digests.values() for x in digest.letters]
    letter = next((x for x in others if x.message_id == wanted), None)
    return (None, letter) if letter is not None else None


def _mark(draft: Draft, ticket: Ticket, letter: SentLetter, recipient: str) -> Draft:
    letters = tuple(replace(x, bounced=True) if x.n == letter.n else x for x in ticket.letters)
    ticket = replace(ticket, letters=letters)
    if recipient == letter.to[0]:  # in copy it was only a colleague who did not hear
        ticket = stop_unheard(ticket, letter, draft.scene.now)
    return draft.note(ticket, "bounce", letter.units, f"{letter.name} to {recipient}")
