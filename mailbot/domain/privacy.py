"""Before a letter leaves: who may read it (mail-layer 19)."""

from dataclasses import replace

from mailbot.domain.decision import Audience, Decision, Notification
from mailbot.domain.hearers import belongs
from mailbot.domain.mail import Address
from mailbot.domain.scene import Scene


class WrongHearer(Exception):
    """A letter was addressed to somebody who has no part in it: a bug, so nothing is recorded."""


def check_recipients(scene: Scene, decision: Decision) -> Decision:
    """The decision with only entitled people in copy.

    Errors: WrongHearer where the addressee himself is not entitled: partners' letters about a
    ticket go to the requester's firm, those about a referral to its dealer and its distributor,
    staff's to staff.
    """
    return replace(
        decision, notifications=tuple(_checked(scene, n) for n in decision.notifications)
    )


def _checked(scene: Scene, letter: Notification) -> Notification:
    for address in letter.to:
        if not _may_hear(scene, letter, address):
            raise WrongHearer(letter.name)
    return replace(letter, cc=tuple(a for a in letter.cc if _may_hear(scene, letter, a)))


def _may_hear(scene: Scene, letter: Notification, address: Address) -> bool:
    site = scene.site
    if letter.audience is Audience.STAFF:
        roles = {a for addresses in site.role_addresses.values() for a in addresses}
        return site.staff_member(address.email) is not None or address.email in roles
    if letter.audience is Audience.PARTNER and letter.ticket is not None:
        return belongs(scene, letter.ticket, address.email)
    if letter.audience is Audience.DISTRIBUTOR or letter.name == "unauthorised_arrival":
        return any(address.email in p.emails for p in scene.found.owners.values()) or (
            scene.partner is not None and address.email in scene.partner.emails
        )
    # Strangers and dealers hear only the answer to their own mail.
    return address.email == scene.writer.email
