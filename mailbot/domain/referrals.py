"""A distributor's answer to the referral of a dealer: APRI makes it an RMA (decisions 7)."""

from dataclasses import replace

from mailbot.domain.decision import Audience, Decision, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_staff, to_writer
from mailbot.domain.intent import Kind, Strength, UnitClaim
from mailbot.domain.redirecting import opened_as
from mailbot.domain.registry import bare_key
from mailbot.domain.requests import answer_request
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Referral


def answer_referral(scene: Scene, referral: Referral) -> Decision:
    """With APRI/OPEN of the distributor a ticket of his own, all data in place; opened twice, it
    is the same one. Anything else goes to a person, the dealer's claim that he may included (R6).
    """
    is_distributor = scene.partner is not None and scene.partner.id == referral.distributor_id
    wants = any(wish.name == "open" for wish in scene.intent.wishes)
    if not (is_distributor and wants):
        return _pass_on(scene, referral, "note" if is_distributor else "authorisation_claimed")
    if scene.intent.sender.strength < Strength.ALIGNED:
        return _pass_on(scene, referral, "unverified")
    opened = scene.found.tickets.get(referral.opened_as)
    if opened is not None:
        told = to_writer(scene, opened, part("already_open", units=opened.units))
        return Draft(scene).note(opened, "asked_again").tell(told).finish("already_open")
    if referral.opened_as:
        return _pass_on(scene, referral, "opened_before")
    intent = replace(
        scene.intent,
        kind=Kind.NEW_REQUEST,
        units=tuple(_claim(scene, referral, n) for n in range(len(referral.units))),
        missing=(),
        text=scene.intent.text or referral.text,
        technical_contact=scene.intent.technical_contact or str(referral.dealer),
        external_reference=scene.intent.external_reference or referral.number,
    )
    decision = answer_request(replace(scene, intent=intent))
    if not decision.tickets:
        return decision
    became = opened_as(referral, decision.tickets[0].number)
    return replace(decision, referrals=(*decision.referrals, became))


def _claim(scene: Scene, referral: Referral, place: int) -> UnitClaim:
    """The dealer's unit as the distributor now asks for it."""
    unit = referral.units[place]
    return UnitClaim(
        unit.serial,
        as_written=unit.as_written,
        sold=scene.found.sold.get(bare_key(unit.serial or "")),
        fault=unit.fault,
        fault_code=unit.fault_code,
        product=unit.product,
        third_party=unit.third_party,
    )


def _pass_on(scene: Scene, referral: Referral, why: str) -> Decision:
    told = part(
        "needs_person",
        why=why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=f"{referral.number} {referral.opened_as}".strip(),
    )
    answer = Notification(
        (part("noted", what="passed_on"),),
        (scene.writer,),
        scene.language(scene.partner),
        Audience.PARTNER,
        reference=referral.number,
        thread=scene.thread,
    )
    draft = Draft(scene).refer(referral)
    return draft.tell(answer, to_staff(scene.site, "support", told)).finish("passed_on")
