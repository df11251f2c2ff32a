"""Who is shown the sales contact, and what the rules add to that (X2, R2, R7)."""

import pytest

from mailbot.domain.decision import Decision
from mailbot.domain.intent import Kind, UnitClaim
from mailbot.domain.registry import Partner
from mailbot.domain.rules import Rule
from tests.domain.exchange import FAX, NORDTEL, PHONE, ROSSI, Exchange, make_site

REPLY = {"reply": "not_a_partner"}
ANNA, SUPPORT = "anna@nowhere.example", "supporto@voismart.example"


def answered(partner: Partner | None, *rules: Rule) -> Decision:
    """What a request for two units brings under these rules; no ticket in any case."""
    desk = Exchange(make_site(rules=rules))
    claims = tuple(UnitClaim(sold.serial, sold=sold, fault="rete") for sold in (PHONE, FAX))
    desk.partner(Kind.NEW_REQUEST, partner, units=claims)
    assert not desk.tickets
    return desk.last


def hearers(decision: Decision) -> list[tuple[str, str]]:
    return [(n.to[0].email, n.name) for n in decision.notifications]


@pytest.mark.parametrize(("more", "kept"), [({}, ""), ({"quarantine": True}, "stranger")])
def test_a_rule_keeps_a_strangers_mail_for_a_person(more: dict[str, object], kept: str) -> None:
    """R7: he hears whom to ask; with `quarantine` the mail is kept as well."""
    rule = Rule("stranger", {"sender.role": "unknown"}, {**REPLY, **more}, "rules.yaml:3")

    decision = answered(None, rule)

    assert hearers(decision) == [(ANNA, "not_a_partner"), (SUPPORT, "needs_person")]
    assert (decision.quarantine, decision.rule) == (kept, "stranger (rules.yaml:3)")


def test_without_a_rule_a_stranger_is_answered_all_the_same() -> None:
    """R2: no rule is needed to open nothing for him."""
    decision = answered(None)

    assert hearers(decision) == [(ANNA, "not_a_partner"), (SUPPORT, "needs_person")]
    assert (decision.quarantine, decision.rule) == ("", "")


@pytest.mark.parametrize(("more", "kept"), [({}, ""), ({"quarantine": True}, "stranger")])
def test_a_rule_can_treat_a_partner_as_a_stranger(more: dict[str, object], kept: str) -> None:
    """R7: `reply` for one unit answers for the mail, whatever becomes of the units before it."""
    rules = (
        Rule("faxes", {"unit.family": "fax_server"}, {**REPLY, **more}),
        Rule("others", {}, {"open": True}),
    )

    decision = answered(ROSSI, *rules)

    assert hearers(decision) == [(ROSSI.emails[0], "not_a_partner"), (SUPPORT, "needs_person")]
    assert (decision.quarantine, decision.rule) == (kept, "faxes")


@pytest.mark.parametrize("do", [{"command": True}, {"redirect": "gone"}])
def test_a_rule_that_leads_nowhere_leaves_a_partner_to_a_person(do: dict[str, object]) -> None:
    """R14: nothing is opened or sent away on the word of a rule that does not say where."""
    desk = Exchange(make_site(rules=(Rule("r", {}, do),)))

    desk.opens(FAX, partner=NORDTEL)

    flag = "hold:unknown_distributor" if "redirect" in do else "hold:no_rule"
    assert flag in desk.ticket.units[0].flags
