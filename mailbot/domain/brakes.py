"""The loop breaker for what headers do not show (mail-layer 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mailbot.domain.decision import Audience, Decision, Notification, Part
from mailbot.domain.mail import Address
from mailbot.domain.site import Site


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went to one address lately: `burst` and `long` about one reference (or,
    where there is none, in all), `total` in all. `told`: a trip was announced already."""

    burst: int
    long: int
    total: int = 0
    told: bool = False


# The outcome of a mail whose commands were believed and applied.
_BY_STAFF = "commands"

# Address and reference: what was sent.
Counts = Mapping[tuple[str, str], Sent]


def brake(decision: Decision, sent: Counts, site: Site) -> Decision:
    """The decision without the letters that would go over a limit; one person hears of it, once.

    What was decided stands: only letters are held back. Staff are not counted: a busy morning is no
    loop, and machines among them are told by their headers. Nor is held back what a command of
    theirs brings: a person wrote it, and a status never changes without its letter (R60).
    """
    if decision.outcome == _BY_STAFF:
        return decision
    kept: list[Notification] = []
    tripped: dict[tuple[str, str], Notification] = {}
    for notification in decision.notifications:
        over = next((k for k in keys_of(notification) if _over(k, sent.get(k), site)), None)
        if over:
            tripped.setdefault(over, notification)
        else:
            kept.append(notification)
    notices = [
        _notice(key, sent[key], stopped, site)
        for key, stopped in tripped.items()
        if not sent[key].told
    ]
    return replace(decision, notifications=(*kept, *notices)) if tripped else decision


def keys_of(notification: Notification) -> tuple[tuple[str, str], ...]:
    """What is counted for a letter: each address it goes to, with what it is about."""
    return tuple((a.email, notification.reference) for a in (*notification.to, *notification.cc))


def _over(key: tuple[str, str], sent: Sent | None, site: Site) -> bool:
    limits = site.limits
    if sent is None or is_inside(site, key[0]):
        return False
    return (
        sent.burst >= limits.letters_burst[0]
        or sent.long >= limits.letters_long[0]
        or sent.total >= limits.letters_total[0]
    )


def _notice(key: tuple[str, str], sent: Sent, stopped: Notification, site: Site) -> Notification:
    limits = site.limits
    counts = (
        (sent.burst, limits.letters_burst[1]),
        (sent.long, limits.letters_long[1]),
        (sent.total, limits.letters_total[1]),
    )
    return Notification(
        parts=(Part("loop_tripped", {"recipient": key[0], "counts": counts}),),
        to=(Address(one_person(site)),),
        language=site.language,
        audience=Audience.STAFF,
        ticket=stopped.ticket,
        reference=stopped.reference,
    )


def is_inside(site: Site, address: str) -> bool:
    """True for the addresses of staff, shared ones included."""
    shared = {a for addresses in site.role_addresses.values() for a in addresses}
    return address in shared or site.staff_member(address) is not None


def one_person(site: Site) -> str:
    """The one address that hears of the desk's own troubles: the manager's, else support's."""
    for role in ("manager", "support"):
        if addresses := site.role_addresses.get(role):
            return addresses[0]
    return site.contacts.info_address
