"""The door of judgement: what one mail changes, and who is to hear of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from mailbot.domain.answers_to_quotes import answer_quote
from mailbot.domain.bounces import note_bounce
from mailbot.domain.decision import AddressState, Decision, Numbers
from mailbot.domain.digest_replies import answer_digest
from mailbot.domain.draft import Draft
from mailbot.domain.envelope import is_writable
from mailbot.domain.hearers import part, to_staff
from mailbot.domain.intent import Found, Intent, Kind, Strength
from mailbot.domain.looking import answer_status, answer_warranty
from mailbot.domain.mail import Mail
from mailbot.domain.partner_replies import answer_reply
from mailbot.domain.privacy import check_recipients
from mailbot.domain.registry import Role
from mailbot.domain.requests import answer_request
from mailbot.domain.scene import Scene
from mailbot.domain.site import Site
from mailbot.domain.staff_mail import answer_staff
from mailbot.domain.strangers import wrote_to_us
from mailbot.domain.unread import with_unread_told


def decide(  # noqa: PLR0917 - a decision looks at exactly these
    intent: Intent, mail: Mail, found: Found, site: Site, numbers: Numbers, now: datetime
) -> Decision:
    """What is to be changed and said for one mail. Pure: the same facts, the same decision.

    Errors: WrongHearer if a letter is addressed to somebody who has no part in it (a bug).
    """
    scene = Scene(intent, mail, found, site, numbers, now)
    decision = with_unread_told(scene, _answer(scene)(scene))
    if any(not any(is_writable(a.email) for a in n.to) for n in decision.notifications):
        decision = _set_aside(scene)
    return check_recipients(scene, _reached_again(scene, decision))


def _reached_again(scene: Scene, decision: Decision) -> Decision:
    """Letters go again to an address that had failed, once somebody there writes: whoever asks
    would else get silence for ever. A machine, or a bare From, shows nobody."""
    email, strength = scene.writer.email, scene.intent.sender.strength
    if email not in scene.found.dead or _is_machine(scene) or strength < Strength.ALIGNED:
        return decision
    alive = AddressState(email, dead=False, reason="")
    return replace(decision, addresses=(*decision.addresses, alive))


def _set_aside(scene: Scene) -> Decision:
    """Nothing changes where nobody could be told of it: a person decides. Of a stranger's mail
    the quarantine alone speaks."""
    draft = Draft(scene, quarantine="unwritable")
    if scene.partner is None:
        return draft.finish("unwritable")
    why = part(
        "needs_person",
        why="unwritable",
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=scene.mail.subject[:300],
    )
    return draft.tell(to_staff(scene.site, "support", why)).finish("unwritable")


def keep_silent(scene: Scene) -> Decision:
    """Machine mail is never answered and never moves a ticket (mail-layer 9).

    What a partner's portal or list asks for is not lost, nor is a person's mail that asks for no
    return: it is set aside for a person, who finds it in the digest. No letter goes out for it.
    A stranger's that does not even name us among its readers is kept like a machine's.
    """
    intent = scene.intent
    known = scene.partner is not None or any(claim.sold for claim in intent.units)
    banned = scene.writer.email in scene.found.banned
    asks = "asks_return" in intent.hints and known
    by_person = intent.kind is Kind.UNRELATED and not intent.machine
    by_person = by_person and (scene.partner is not None or wrote_to_us(scene))
    reason = "machine_request" if asks else "unrelated" if by_person else ""
    return Draft(
        scene,
        facts={"machine": intent.machine},
        quarantine="" if banned else reason,
    ).finish("unrelated" if by_person else "machine")


_MACHINES: Mapping[Kind, Callable[[Scene], Decision]] = {
    Kind.AUTO_REPLY: keep_silent,
    Kind.BOUNCE: note_bounce,
    Kind.RECEIPT: keep_silent,
    Kind.UNRELATED: keep_silent,
}
_PARTNERS: Mapping[Kind, Callable[[Scene], Decision]] = {
    Kind.NEW_REQUEST: answer_request,
    Kind.INFO_REPLY: answer_reply,
    Kind.QUOTE_REPLY: answer_quote,
    Kind.STATUS_QUESTION: answer_status,
    Kind.WARRANTY_QUESTION: answer_warranty,
    Kind.STAFF_COMMANDS: answer_reply,  # a partner who types command words commands nothing (I5)
}


def _is_machine(scene: Scene) -> bool:
    return bool(scene.intent.machine) or scene.intent.kind in _MACHINES


def _is_banned(scene: Scene) -> bool:
    is_staff = scene.intent.sender.role is Role.STAFF
    return scene.writer.email in scene.found.banned and not is_staff


# Who answers: the first row that holds. A machine and who was banned are met with silence, staff
# with what their commands brought about, a stranger with the sales contact.
_WAYS: tuple[tuple[Callable[[Scene], bool], Callable[[Scene], Decision]], ...] = (
    (_is_banned, keep_silent),
    (_is_machine, lambda s: _MACHINES.get(s.intent.kind, keep_silent)(s)),
    (lambda s: s.intent.sender.role is Role.STAFF, answer_staff),
    (lambda s: s.partner is None, answer_request),  # a stranger hears whom to ask, whatever he asks
    (lambda s: s.intent.reference in s.found.digests, answer_digest),
    (lambda s: s.intent.quote is not None and s.ticket is not None, answer_quote),
    (lambda _: True, lambda s: _PARTNERS[s.intent.kind](s)),
)


def _answer(scene: Scene) -> Callable[[Scene], Decision]:
    return next(answer for holds, answer in _WAYS if holds(scene))
