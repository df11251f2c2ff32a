"""Which way a unit goes: opened, sent to a distributor, held for a person (R2-R7, 5.5)."""

from dataclasses import dataclass
from datetime import date

from mailbot.domain.intent import UnitClaim
from mailbot.domain.registry import Partner, Role, SoldUnit, bare_key
from mailbot.domain.rules import Facts, Match, first_match, target, words
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Authorisation
from mailbot.domain.warranty import judge

OPEN, REDIRECT, HOLD, STRANGER = "open", "redirect", "hold", "reply"


@dataclass(frozen=True, slots=True)
class Route:
    """What the rules say about one unit. `target`: whom to redirect to, or why it is held."""

    claim: UnitClaim
    what: str
    match: Match | None = None
    target: str = ""

    @property
    def quarantine(self) -> bool:
        """True if the rule that fired keeps the mail for a person."""
        return self.match is not None and self.match.rule.do.get("quarantine") is True

    def action(self, name: str) -> tuple[str, ...]:
        """The words of a further action of the rule that fired."""
        return words(self.match.rule.do.get(name)) if self.match else ()


def find_route(scene: Scene, claim: UnitClaim) -> Route:
    """The way of one unit. Where no rule speaks a person decides; a stranger never opens (R2)."""
    facts = facts_of(scene, claim)
    match = first_match(scene.site.rules, facts)
    if facts.role is Role.UNKNOWN or facts.partner is None:
        return Route(claim, STRANGER, match)
    if match is None:
        return Route(claim, HOLD, None, "no_rule")
    for what in (REDIRECT, HOLD, STRANGER, OPEN):
        value = match.rule.do.get(what)
        if value not in (None, False):
            return _checked(Route(claim, what, match, target(value, facts)), scene)
    return Route(claim, HOLD, match, "no_rule")


def _checked(route: Route, scene: Scene) -> Route:
    """A redirection needs a distributor we know; else a person looks."""
    if route.what == REDIRECT and find_distributor(scene, route.target) is None:
        return Route(route.claim, HOLD, route.match, "unknown_distributor")
    return route


def facts_of(scene: Scene, claim: UnitClaim) -> Facts:
    """What the rules may look at for this unit."""
    intent, partner = scene.intent, scene.partner
    sold = claim.sold
    return Facts(
        sender=scene.writer,
        role=intent.sender.role,
        strength=intent.sender.strength,
        partner=partner,
        sold=sold,
        owner=find_distributor(scene, sold.sold_to) if sold else None,
        authorised=is_authorised(scene, partner, sold),
        warranty=judge(sold, scene.today, scene.site.warranty).covered if sold else "",
        third_party=claim.third_party,
        wishes=tuple(wish.name for wish in intent.wishes),
        hints=intent.hints,
        language=intent.language,
        subject=scene.mail.subject,
        text=intent.text[:20_000],
        units=len(intent.units),
    )


def find_distributor(scene: Scene, partner_id: str) -> Partner | None:
    """A partner by id, among those found for this mail."""
    if scene.partner is not None and scene.partner.id == partner_id:
        return scene.partner
    return scene.found.owners.get(partner_id)


def is_authorised(scene: Scene, partner: Partner | None, sold: SoldUnit | None) -> bool:
    """True if a prior authorisation covers this partner and unit today (R6, A28)."""
    if partner is None or sold is None:
        return False
    return any(
        covers(given, partner.id, sold.key, scene.today) for given in scene.found.authorisations
    )


def covers(given: Authorisation, partner_id: str, key: str, today: date) -> bool:
    """True if the authorisation names the partner and the serial and has not run out."""
    if given.partner_id != partner_id or today > given.until:
        return False
    return not given.serials or key in {bare_key(serial) for serial in given.serials}
