"""Somebody we do not know: shown the sales contact, and a person of ours hears of it (X2, R7)."""

from dataclasses import replace

from mailbot.domain.channel import Route
from mailbot.domain.decision import Audience, Decision, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_staff
from mailbot.domain.intent import Kind, Strength
from mailbot.domain.scene import Scene, spoken


def answer_stranger(scene: Scene, route: Route | None = None) -> Decision:
    """The sales contact for the writer (M02), a note for staff (M90). Never a number, a ticket or
    anything that looks like an authorisation (R2, R7).

    Nobody is answered whose From cannot be believed at all, or who asks nothing of a desk.
    """
    draft = Draft(scene, rule=route.match.label if route and route.match else "")
    if scene.intent.sender.strength > Strength.NONE and scene.intent.kind is not Kind.UNRELATED:
        draft = draft.tell(
            Notification(
                (part("not_a_partner"),),
                (scene.writer,),
                spoken(scene.site, scene.intent.language),
                Audience.STRANGER,
                thread=scene.thread,
            )
        )
    draft = draft.tell(
        to_staff(
            scene.site,
            "support",
            part(
                "needs_person",
                why="stranger",
                text=scene.intent.text[:2000],
                who=str(scene.writer),
                details=scene.mail.subject[:300],
            ),
        )
    )
    if route is not None and route.quarantine:
        draft = replace(draft, quarantine="stranger")
    return draft.finish("stranger")
