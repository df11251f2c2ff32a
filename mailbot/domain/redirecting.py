"""The wrong channel: the dealer is shown the right door, the distributor gets what he needs to
open an RMA by answering APRI (X3, R3-R7, decisions 7)."""

from collections.abc import Sequence
from dataclasses import replace

from mailbot.domain.channel import Route, find_distributor
from mailbot.domain.decision import Audience, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.registry import Partner, Role
from mailbot.domain.scene import Scene, spoken
from mailbot.domain.ticket import Referral
from mailbot.domain.unit import Unit


def redirect(draft: Draft, routes: Sequence[Route], *, along_with: str) -> Draft:
    """The draft with one referral for each distributor, a paragraph to the dealer (M03) and,
    unless it is switched off, the letter to the distributor (M04).

    `along_with`: the ticket whose letter the paragraph stands in, for the rest of the mail's units.
    """
    scene = draft.scene
    number = scene.numbers.referral
    for distributor in _distributors(scene, routes):
        units = tuple(_unit(n, r) for n, r in enumerate(_of(routes, distributor.id), 1))
        referral = Referral(
            number=number,
            at=scene.now,
            dealer=scene.writer,
            dealer_name=scene.partner.name if scene.partner else "",
            distributor_id=distributor.id,
            units=units,
            message_id=scene.mail.message_id,
            text=scene.intent.text[:5000],
        )
        draft = draft.refer(referral).tell(_to_dealer(draft, referral, distributor, along_with))
        if _is_told(draft, distributor):
            draft = draft.tell(_to_distributor(draft, referral, distributor))
        number = _following(number)
    return draft


def _distributors(scene: Scene, routes: Sequence[Route]) -> tuple[Partner, ...]:
    """Whom these units are sent to; one without such a door was held when it was routed."""
    targets = dict.fromkeys(route.target for route in routes)
    found = (find_distributor(scene, target) for target in targets)
    return tuple(distributor for distributor in found if distributor is not None)


def _is_told(draft: Draft, distributor: Partner) -> bool:
    """The distributor hears of his own dealers and customers; what another distributor asks for is
    between us and him (decisions 7, mail-layer 19)."""
    partner = draft.scene.partner
    told = draft.scene.site.terms.tell_distributor and bool(distributor.contact)
    return told and (partner is None or partner.role is not Role.DISTRIBUTOR)


def _of(routes: Sequence[Route], target: str) -> list[Route]:
    return [route for route in routes if route.target == target]


def _unit(number: int, route: Route) -> Unit:
    """The unit as the dealer named it; nothing of the registry but what he knows himself."""
    claim = route.claim
    return Unit(
        number=number,
        state=State.REDIRECTED,
        serial=claim.serial,
        as_written=claim.as_written[:200],
        product=claim.product[:200],
        fault=claim.fault[:2000],
        fault_code=claim.fault_code,
        third_party=claim.third_party,
        known=claim.sold is not None,
        sold_to=route.target if claim.sold is not None else "",
    )


def _to_dealer(
    draft: Draft, referral: Referral, distributor: Partner, along_with: str
) -> Notification:
    scene = draft.scene
    said = part("wrong_channel", distributor=distributor, units=referral.units, referral=referral)
    return Notification(
        (said,),
        (scene.writer,),
        scene.language(scene.partner),
        Audience.PARTNER,
        reference=along_with or referral.number,
        thread=scene.thread,
    )


def _to_distributor(draft: Draft, referral: Referral, distributor: Partner) -> Notification:
    scene = draft.scene
    dealer = f"{referral.dealer_name} ({referral.dealer.email})"
    return Notification(
        (part("dealer_referred", referral=referral, dealer=dealer, units=referral.units),),
        (Address(distributor.contact, distributor.name),),
        spoken(scene.site, distributor.language or scene.site.language),
        Audience.DISTRIBUTOR,
        reference=referral.number,
    )


def _following(number: str) -> str:
    """The number after this one: REF-2026-00007, REF-2026-00008."""
    head, _, count = number.rpartition("-")
    return f"{head}-{int(count) + 1:0{len(count)}}"


def opened_as(referral: Referral, ticket: str) -> Referral:
    """The referral that became this ticket."""
    return replace(referral, opened_as=ticket)
