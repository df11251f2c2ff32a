"""What is wrong with a rule, where, and what would be right (R4, style 21)."""

import pytest

from mailbot.domain.rule_faults import find_faults
from mailbot.domain.rules import ACTIONS, CONDITIONS, LIST, NESTED, NUMBER, TRUTH

GOOD: dict[str, object] = {"name": "a-word", "do": {"open": True}}
CHOICE = "exactly one of command, open, redirect, hold, reply"
DECISION = "a rule must do something"
TRUTHS = [name for name, row in CONDITIONS.items() if row.form == TRUTH]

# What the rule has instead, and the one fault of it.
RULE: dict[str, tuple[dict[str, object], tuple[tuple[str, ...], str, str]]] = {
    "no name": ({"name": None}, (("name",), "a rule needs a name", "add `name: a-word`")),
    "blank name": ({"name": "  "}, (("name",), "a rule needs a name", "add `name: a-word`")),
    "other key": (
        {"then": {}},
        (("then",), "`then` is no part of a rule", "name, when, do, enabled or owner"),
    ),
    "enabled": ({"enabled": "no"}, (("enabled",), "`enabled` is not true or false", TRUTH)),
    "owner": ({"owner": ["a"]}, (("owner",), "`owner` is not a name", "a staff id")),
    "when": (
        {"when": ["unit.known"]},
        (("when",), "conditions must be `name: value`", "for example `sender.role: dealer`"),
    ),
    "no do": ({"do": None}, (("do",), DECISION, "for example `do: {open: true}`")),
    "empty do": ({"do": {}}, (("do",), DECISION, "for example `do: {open: true}`")),
    "nothing decided": ({"do": {"tag": "x"}}, (("do",), "the rule decides nothing", CHOICE)),
    "switched off": ({"do": {"open": False}}, (("do",), "the rule decides nothing", CHOICE)),
    "two decisions": (
        {"do": {"open": True, "hold": "x"}},
        (("do",), "the rule decides open and hold", CHOICE),
    ),
}
CONDITION: dict[str, tuple[dict[str, object], tuple[tuple[str, ...], str, str]]] = {
    "mistyped": (
        {"unit.knwon": True},
        (("unit.knwon",), "there is no condition `unit.knwon`", "did you mean `unit.known`?"),
    ),
    "never heard of": (
        {"xyzzy": 1},
        (("xyzzy",), "there is no condition `xyzzy`", "one of " + ", ".join(sorted(CONDITIONS))),
    ),
    "no number": (
        {"units.at_least": "two"},
        (("units.at_least",), "`units.at_least` is 'two'", NUMBER),
    ),
    "true is no number": (
        {"units.at_least": True},
        (("units.at_least",), "`units.at_least` is True", NUMBER),
    ),
    "no word": (
        {"language": True},
        (("language",), "`language` is True", "a word or a list of words"),
    ),
    "no word in a list": (
        {"language": ["it", None]},
        (("language",), "`language` is ['it', None]", "a word or a list of words"),
    ),
    "no such name": (
        {"unit.sold_to": "$sendr"},
        (("unit.sold_to",), "`$sendr` stands for nothing", "did you mean `$sender`?"),
    ),
    "no such value": (
        {"sender.role": ["dealer", "distributer"]},
        (
            ("sender.role",),
            "`distributer` is no value of `sender.role`",
            "did you mean `distributor`?",
        ),
    ),
    "not without conditions": (
        {"not": "authorised"},
        (("not",), "conditions must be `name: value`", "for example `sender.role: dealer`"),
    ),
    "any without a list": (
        {"any": {"unit.known": True}},
        (
            ("any",),
            "`any` needs a list of conditions",
            "for example `any: [{unit.known: true}]`",
        ),
    ),
    "any of nothing": (
        {"any": []},
        (
            ("any",),
            "`any` needs a list of conditions",
            "for example `any: [{unit.known: true}]`",
        ),
    ),
    "inside any": (
        {"any": [{"unit.known": True}, {"warranty": "maybe"}]},
        (
            ("any", "1", "warranty"),
            "`maybe` is no value of `warranty`",
            "one of in, out, undetermined",
        ),
    ),
}
ACTION: dict[str, tuple[dict[str, object], tuple[tuple[str, ...], str, str]]] = {
    "mistyped": (
        {"open": True, "tagg": "x"},
        (("do", "tagg"), "there is no action `tagg`", "did you mean `tag`?"),
    ),
    "alone": ({"opn": True}, (("do", "opn"), "there is no action `opn`", "did you mean `open`?")),
    "truth": ({"open": "yes"}, (("do", "open"), "`open` is 'yes'", TRUTH)),
    "no letter": (
        {"reply": "hello"},
        (("do", "reply"), "`hello` is no value of `reply`", "one of not_a_partner"),
    ),
    "no name of anybody": (
        {"redirect": "$unit.soldto"},
        (("do", "redirect"), "`$unit.soldto` stands for nothing", "did you mean `$unit.sold_to`?"),
    ),
    "no word": (
        {"hold": {"why": "x"}},
        (("do", "hold"), "`hold` is {'why': 'x'}", "a word or a list of words"),
    ),
}


@pytest.mark.parametrize("case", RULE)
def test_each_part_of_a_rule_is_looked_at(case: str) -> None:
    """Style 21: what is wrong, and what would be right."""
    changes, fault = RULE[case]
    assert list(find_faults({**GOOD, **changes})) == [fault]


@pytest.mark.parametrize("case", CONDITION)
def test_each_condition_is_looked_at_wherever_it_stands(case: str) -> None:
    """At the top, and inside `not` and `any`: the keys lead to it."""
    when, (path, wrong, right) = CONDITION[case]
    assert list(find_faults({**GOOD, "when": when})) == [(("when", *path), wrong, right)]
    inside = {"any": [{"not": when}]}
    deep = ("when", "any", "0", "not", *path)
    assert list(find_faults({**GOOD, "when": inside})) == [(deep, wrong, right)]


@pytest.mark.parametrize("name", TRUTHS)
def test_true_and_false_are_no_words(name: str) -> None:
    """YAML 1.2: `yes` is a word."""
    fault = (("when", name), f"`{name}` is 'yes'", TRUTH)
    assert list(find_faults({**GOOD, "when": {name: "yes"}})) == [fault]
    assert not list(find_faults({**GOOD, "when": {name: True}}))


@pytest.mark.parametrize("case", ACTION)
def test_each_action_is_looked_at(case: str) -> None:
    """An action that does not exist is no decision, and is told alone."""
    do, fault = ACTION[case]
    assert list(find_faults({**GOOD, "do": do})) == [fault]


def test_all_faults_are_told_at_once() -> None:
    """Style 21: whoever corrects the file sees all of them."""
    rule = {"when": {"units.at_least": "x", "langage": "it"}, "do": {"hold": True}, "if": 1}
    found = [path for path, _, _ in find_faults(rule)]
    assert found == [
        ("name",),
        ("if",),
        ("when", "units.at_least"),
        ("when", "langage"),
        ("do", "hold"),
    ]


@pytest.mark.parametrize("form", [NESTED, LIST])
@pytest.mark.parametrize(("levels", "faults"), [(2, 0), (3, 0), (4, 1)])
def test_conditions_stand_three_deep_in_each_other(form: str, levels: int, faults: int) -> None:
    """The bound that the message names: below, at and above."""
    when: dict[str, object] = {"unit.known": True}
    for _ in range(levels):
        when = {"not": when} if form == NESTED else {"any": [when]}
    found = [(wrong, right) for _, wrong, right in find_faults({**GOOD, "when": when})]
    assert found == [("conditions stand too deep in each other", "at most 3 levels")] * faults


@pytest.mark.parametrize("name", list(ACTIONS))
def test_each_action_has_a_value_that_is_right(name: str) -> None:
    """Every row of ACTIONS can be written."""
    row = ACTIONS[name]
    value = True if row.form == TRUTH else sorted(row.allowed or {"a-word"})[0]
    decided = {} if row.decides else {"open": True}
    assert not list(find_faults({**GOOD, "do": {name: value, **decided}}))
