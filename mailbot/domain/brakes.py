"""The loop breaker for what headers do not show (mail-layer 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mailbot.domain.decision import Audience, Decision, Notification, Part
from mailbot.domain.mail import Address
from mailbot.domain.site import Site


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went to one address lately. `told`: a trip was announced already."""

    burst: int
    long: int
    told: bool = False


def brake(decision: Decision, sent: Mapping[str, Sent], site: Site) -> Decision:
    """The decision without the letters that would go over a limit; one person hears of it, once.

    What was decided stands: only the letters are held back. Letters to staff are counted too, but
    the notice of the trip itself always leaves.
    """
    kept: list[Notification] = []
    tripped: dict[str, Notification] = {}
    for notification in decision.notifications:
        over = next((a.email for a in notification.to if _over(sent.get(a.email), site)), "")
        if over:
            tripped.setdefault(over, notification)
        else:
            kept.append(notification)
    notices = [
        _notice(address, sent[address], stopped, site)
        for address, stopped in tripped.items()
        if not sent[address].told
    ]
    return replace(decision, notifications=(*kept, *notices)) if tripped else decision


def _over(sent: Sent | None, site: Site) -> bool:
    limits = site.limits
    return sent is not None and (
        sent.burst >= limits.letters_burst[0] or sent.long >= limits.letters_long[0]
    )


def _notice(address: str, sent: Sent, stopped: Notification, site: Site) -> Notification:
    limits = site.limits
    counts = (
        (sent.burst, limits.letters_burst[1]),
        (sent.long, limits.letters_long[1]),
    )
    return Notification(
        parts=(Part("loop_tripped", {"recipient": address, "counts": counts}),),
        to=(Address(one_person(site)),),
        language=site.language,
        audience=Audience.STAFF,
        ticket=stopped.ticket,
        reference=stopped.reference,
    )


def one_person(site: Site) -> str:
    """The one address that hears of the desk's own troubles: the manager's, else support's."""
    for role in ("manager", "support"):
        if addresses := site.role_addresses.get(role):
            return addresses[0]
    return site.contacts.info_address
