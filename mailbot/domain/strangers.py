"""Somebody we do not know: shown the sales contact, and a person of ours hears of it (X2, R7)."""

from dataclasses import replace

from mailbot.domain.channel import Route
from mailbot.domain.decision import Audience, Decision, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_staff
from mailbot.domain.intent import Strength
from mailbot.domain.scene import Scene, spoken
from mailbot.domain.writing import addresses_in


def answer_stranger(scene: Scene, route: Route) -> Decision:
    """The sales contact for the writer (M02), a note for staff (M90). Never a number, a ticket or
    anything that looks like an authorisation (R2, R7).

    Who cannot be answered, or wrote to us by no visible address of ours, is set aside for a person
    without a letter (RFC 3834 section 2).
    """
    draft = Draft(scene, rule=route.match.label if route.match else "")
    if not _may_answer(scene):
        return replace(draft, quarantine="stranger").finish("stranger")
    if _claims_to_be_ours(scene):
        return draft.tell(_to_support(scene, "forged_staff")).finish("stranger")
    draft = draft.tell(
        Notification(
            (part("not_a_partner"),),
            (scene.writer,),
            spoken(scene.site, scene.intent.language),
            Audience.STRANGER,
            thread=scene.thread,
        ),
        _to_support(scene, "stranger"),
    )
    return replace(draft, quarantine="stranger" if route.quarantine else "").finish("stranger")


def _may_answer(scene: Scene) -> bool:
    """True if the writer has one usable address and wrote to the desk itself, To or Cc."""
    if scene.intent.sender.strength is Strength.NONE or "@" not in scene.writer.email:
        return False
    return wrote_to_us(scene)


def wrote_to_us(scene: Scene) -> bool:
    """True if one of the desk's addresses stands in To or Cc."""
    shown = (value for name in ("to", "cc") for value in scene.mail.all(name))
    return any(scene.site.is_own(a) for value in shown for a in addresses_in(value))


def _claims_to_be_ours(scene: Scene) -> bool:
    """True for the address of a member of staff, or the desk's own, that nobody vouches for: its
    owner did not write, and hears nothing of a partner's letter."""
    email = scene.writer.email
    return scene.site.staff_member(email) is not None or scene.site.is_own(email)


def _to_support(scene: Scene, why: str) -> Notification:
    told = part(
        "needs_person",
        why=why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=scene.mail.subject[:300],
    )
    return to_staff(scene.site, "support", told)
