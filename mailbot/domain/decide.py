"""The door of judgement: what one mail changes, and who is to hear of it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from mailbot.domain.answers_to_quotes import answer_quote
from mailbot.domain.bounces import note_bounce
from mailbot.domain.decision import Decision, Numbers
from mailbot.domain.digest_replies import answer_digest
from mailbot.domain.draft import Draft
from mailbot.domain.intent import Found, Intent, Kind
from mailbot.domain.looking import answer_status, answer_warranty
from mailbot.domain.mail import Mail
from mailbot.domain.partner_replies import answer_reply
from mailbot.domain.privacy import check_recipients
from mailbot.domain.registry import Role
from mailbot.domain.requests import answer_request
from mailbot.domain.scene import Scene
from mailbot.domain.site import Site
from mailbot.domain.staff_mail import answer_staff
from mailbot.domain.strangers import answer_stranger


def decide(  # noqa: PLR0917 - a decision looks at exactly these
    intent: Intent, mail: Mail, found: Found, site: Site, numbers: Numbers, now: datetime
) -> Decision:
    """What is to be changed and said for one mail. Pure: the same facts, the same decision.

    Errors: WrongHearer if a letter is addressed to somebody who has no part in it (a bug).
    """
    scene = Scene(intent, mail, found, site, numbers, now)
    return check_recipients(scene, _handler(scene)(scene))


def _handler(scene: Scene) -> Callable[[Scene], Decision]:
    """A machine is met with silence, staff with commands, a stranger with the sales contact."""
    kind, role = scene.intent.kind, scene.intent.sender.role
    if scene.writer.email in scene.found.banned and role is not Role.STAFF:
        return keep_silent
    if scene.intent.machine or kind in _MACHINES:
        return _MACHINES.get(kind, keep_silent)
    if role is Role.STAFF:
        return answer_staff
    if scene.partner is None:
        return answer_stranger
    if scene.intent.reference in scene.found.digests:
        return answer_digest
    if scene.intent.quote is not None and scene.ticket is not None:
        return answer_quote
    return _PARTNERS[kind]


def keep_silent(scene: Scene) -> Decision:
    """Machine mail is never answered and never moves a ticket (mail-layer 9).

    What a partner's portal or list asks for is not lost: it is set aside for a person, who finds
    it in the digest. No letter goes out for it.
    """
    intent = scene.intent
    known = scene.partner is not None or any(claim.sold for claim in intent.units)
    banned = scene.writer.email in scene.found.banned
    asks = "asks_return" in intent.hints and known and not banned
    return Draft(
        scene,
        facts={"machine": intent.machine},
        quarantine="machine_request" if asks else "",
    ).finish("machine")


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
