"""Rules: what they look at, the first match wins, why it did (R4)."""

import pytest

from mailbot.domain.intent import Strength
from mailbot.domain.mail import Address
from mailbot.domain.registry import Role
from mailbot.domain.rules import CONDITIONS, Facts, Rule, first_match, target, words
from tests.domain.exchange import ELETTRO, FIORE, GSM, PHONE, ROSSI, SWAP

FACTS = Facts(
    Address("info@elettro-impianti.example"),
    Role.DEALER,
    Strength.ALIGNED,
    partner=ELETTRO,
    sold=GSM,
    owner=FIORE,
    authorised=True,
    warranty="in",
    third_party=True,
    wishes=("chaser", "thanks"),
    hints=("surge",),
    language="it",
    subject="RMA urgente",
    text="Il gateway è morto",
    units=3,
)
HOLDS: dict[str, object] = {
    "sender.role": ["dealer", "customer"],
    "sender.id": "ELETTRO",
    "sender.address": "info@elettro-impianti.example",
    "sender.domain": "elettro-impianti.example",
    "sender.verified": True,
    "unit.known": True,
    "unit.sold_to": "fiore",
    "unit.sold_to.role": "distributor",
    "unit.family": "gsm_gateway",
    "unit.product": "VSG04",
    "unit.channel": "distributor",
    "unit.third_party": True,
    "unit.hardware_replacement": False,
    "authorised": True,
    "warranty": "in",
    "wish": "chaser",
    "hint": ["impact", "surge"],
    "language": "it",
    "subject.contains": "URGENTE",
    "text.contains": ["rotto", "morto"],
    "units.at_least": 3,
    "not": {"unit.known": False},
    "any": [{"unit.known": False}, {"warranty": "in"}],
}
FAILS: dict[str, object] = {
    "sender.role": "customer",
    "sender.id": "rossi",
    "sender.address": "x@elettro-impianti.example",
    "sender.domain": "elettro.example",
    "sender.verified": False,
    "unit.known": False,
    "unit.sold_to": "$sender",
    "unit.sold_to.role": "dealer",
    "unit.family": "pbx",
    "unit.product": "VSG08",
    "unit.channel": "direct",
    "unit.third_party": False,
    "unit.hardware_replacement": True,
    "authorised": False,
    "warranty": "out",
    "wish": "status",
    "hint": "liquid",
    "language": "en",
    "subject.contains": "proroga",
    "text.contains": "",
    "units.at_least": 4,
    "not": {"unit.known": True},
    "any": [{"unit.known": False}, {"warranty": "out"}],
}


def matches(when: dict[str, object], facts: Facts = FACTS) -> bool:
    return first_match((Rule("r", when, {"open": True}),), facts) is not None


@pytest.mark.parametrize("name", list(CONDITIONS))
def test_each_condition_holds_and_fails(name: str) -> None:
    """Every row of CONDITIONS, with a value that fits the facts and one that does not."""
    assert matches({name: HOLDS[name]})
    assert not matches({name: FAILS[name]})


def test_all_conditions_of_a_rule_must_hold() -> None:
    """One that fails is enough."""
    assert matches({"unit.known": True, "warranty": "in"})
    assert not matches({"unit.known": True, "warranty": "out"})


def test_the_first_match_wins_and_a_rule_switched_off_never_does() -> None:
    """First match wins; `enabled: false` is as if it were not there."""
    off = Rule("off", {}, {"open": True}, enabled=False)
    one = Rule("one", {}, {"open": True}, "rules.yaml:3")
    two = Rule("two", {}, {"open": True})
    match = first_match((off, one, two), FACTS)
    assert match is not None
    assert match.label == "one (rules.yaml:3)"
    assert match.explanation == "one (rules.yaml:3): always"
    assert first_match((off,), FACTS) is None


def test_the_explanation_names_what_was_found() -> None:
    """Mail-layer 24: rule, file and line, the text that matched."""
    rule = Rule("r", {"wish": "chaser", "unit.known": True, "text.contains": "morto"}, {})
    match = first_match((rule,), FACTS)
    assert match is not None
    assert match.label == "r"
    assert match.explanation == (
        "r: wish = chaser, thanks, unit.known = true, text.contains = Il gateway è morto"
    )


def test_an_empty_fact_equals_nothing() -> None:
    """A stranger without an id is not whom an unsold unit was sold to."""
    nobody = Facts(Address("a@b.example"), Role.UNKNOWN, Strength.FROM)
    assert not matches({"unit.sold_to": "$sender"}, nobody)
    assert not matches({"unit.sold_to.role": "distributor"}, nobody)


def test_a_name_stands_for_the_words_of_this_unit() -> None:
    """$sender, $sender.distributor, $unit.sold_to."""
    assert target("$sender", FACTS) == "elettro"
    assert target("$sender.distributor", FACTS) == "fiore"
    assert target("$unit.sold_to", FACTS) == "fiore"
    assert target("alias", FACTS) == "alias"
    assert words(None) == ()


def test_what_the_registry_says_wins(tmp_path: object) -> None:
    """R3, R5, R6 as the shipped rules have them: who bought it decides."""
    from tests.domain.exchange import make_site

    rules = make_site().rules

    def fired(partner: object, sold: object, owner: object = None, **more: bool) -> str:
        facts = Facts(
            Address("a@b.example"), partner.role, Strength.ALIGNED, partner, sold, owner, **more
        )
        match = first_match(rules, facts)
        assert match is not None
        return match.rule.name

    assert fired(ROSSI, PHONE, ROSSI) == "direct"
    assert fired(FIORE, GSM, FIORE) == "own-channel"
    assert fired(ELETTRO, GSM, FIORE) == "other-channel"
    assert fired(ELETTRO, GSM, FIORE, authorised=True) == "authorised"
    assert fired(ROSSI, SWAP, ROSSI) == "direct"
    assert fired(ELETTRO, PHONE, ROSSI) == "sold-to-other"
    assert fired(ELETTRO, None) == "dealer"
    assert fired(ROSSI, None) == "unknown-serial"
