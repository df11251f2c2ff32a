"""Rule files: read with their lines, every mistake at once (R4, architecture 7)."""

from pathlib import Path
from textwrap import dedent

import pytest

from mailbot.adapters.rulebook import MOST_BYTES, read_rules
from mailbot.errors import Misconfigured
from tests.conftest import ROOT


def rule_file(folder: Path, text: str, name: str = "rules.yaml") -> Path:
    path = folder / name
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def mistakes(path: Path) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        read_rules(path)
    return [str(m).replace(str(path.parent) + "/", "") for m in caught.value.mistakes]


def test_the_shipped_rules_are_read_in_their_order() -> None:
    """The example teaches and works."""
    rules = read_rules(ROOT / "rules")
    assert [r.name for r in rules][:3] == ["staff", "stranger", "own-channel"]
    assert rules[0].source.startswith("default.yaml:")


def test_a_rule_knows_where_it_stands_and_yaml_is_1_2(tmp_path: Path) -> None:
    """`no` and `on` are words in YAML 1.2, not false and true."""
    path = rule_file(
        tmp_path,
        """
        rules:
          - name: first
            owner: luca.conti
            when: {language: no}
            do: {open: true, tag: [on, urgent]}
          - name: second
            enabled: false
            do: {hold: ownership}
        """,
    )
    first, second = read_rules(path)
    assert (first.source, second.source) == ("rules.yaml:2", "rules.yaml:6")
    assert first.when == {"language": "no"}
    assert first.do == {"open": True, "tag": ("on", "urgent")}
    assert (first.owner, first.enabled, second.enabled) == ("luca.conti", True, False)


def test_named_lists_stand_for_their_words(tmp_path: Path) -> None:
    """R4: a distributor is added in one place."""
    path = rule_file(
        tmp_path,
        """
        lists: {distributors: [alias, fiore]}
        rules:
          - name: other
            when: {unit.sold_to: $distributors, sender.id: [rossi, $distributors]}
            do: {redirect: $unit.sold_to}
        """,
    )
    (rule,) = read_rules(path)
    assert rule.when == {
        "unit.sold_to": ("alias", "fiore"),
        "sender.id": ("rossi", "alias", "fiore"),
    }


def test_files_of_a_folder_are_read_by_name(tmp_path: Path) -> None:
    """10 before 20."""
    for name in ("20-b.yaml", "10-a.yaml"):
        rule_file(tmp_path, f"rules:\n  - name: r{name[:2]}\n    do: {{open: true}}\n", name)
    assert [r.name for r in read_rules(tmp_path)] == ["r10", "r20"]


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """`path:line: what is wrong, what would be right`."""
    path = rule_file(
        tmp_path,
        """
        rule: []
        rules:
          - name: one
            when:
              sender.rol: dealer
              sender.role: deeler
              unit.known: maybe
              units.at_least: some
              unit.sold_to: $nobody
              not: dealer
              any: []
            do: {open: true, hold: x}
          - when: {}
            do: {opne: true}
          - name: one
            does: nothing
            do: {queue: lab}
          - just a text
        """,
    )
    assert mistakes(path) == [
        "rules.yaml:1: `rule` is no part of rules, rules, lists",
        "rules.yaml:5: there is no condition `sender.rol`, did you mean `sender.role`?",
        "rules.yaml:6: `deeler` is no value of `sender.role`, did you mean `dealer`?",
        "rules.yaml:7: `unit.known` is 'maybe', true or false",
        "rules.yaml:8: `units.at_least` is 'some', a whole number",
        "rules.yaml:9: `$nobody` stands for nothing, one of $sender, $sender.distributor,"
        " $unit.sold_to",
        "rules.yaml:10: conditions must be `name: value`, for example `sender.role: dealer`",
        "rules.yaml:11: `any` needs a list of conditions, for example `any: [{unit.known: true}]`",
        "rules.yaml:12: the rule decides open and hold, exactly one of command, open, redirect,"
        " hold, reply",
        "rules.yaml:13: a rule needs a name, add `name: a-word`",
        "rules.yaml:14: there is no action `opne`, did you mean `open`?",
        "rules.yaml:16: `does` is no part of a rule, name, when, do, enabled or owner",
        "rules.yaml:17: the rule decides nothing, exactly one of command, open, redirect, hold,"
        " reply",
        "rules.yaml:15: `one` is a rule already, another name than at rules.yaml:3",
        "rules.yaml:18: is no rule, `- name: ...`, when, do",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n  - name: a\n    name: b\n    do: {open: true}\n", ":3: the same key"),
        ("rules: &all\n  - name: a\n    do: {open: true}\nlists: *all\n", ":4: `*all` is an alias"),
        ("rules: [\n", "see the example file"),
        ("- name: a\n", "has no `rules:`"),
        ("rules: {}\n", "has no rules"),
        ("", "has no `rules:`"),
        ("lists: 7\nrules:\n  - name: a\n    do: {open: true}\n", ":1: `lists` is no table"),
        ("lists: {a: b}\nrules:\n  - name: a\n    do: {open: true}\n", ":1: `a` is no list"),
        ("lists: {sender: [b]}\nrules:\n  - name: a\n    do: {open: true}\n", "has a meaning"),
        ("rules:\n  - name: a\n    enabled: 3\n    owner: [x]\n    do: {open: yes}\n", ":3: "),
        ("rules:\n  - name: a\n    do: open\n", ":3: a rule must do something"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_rule_file_says_why(tmp_path: Path, text: str, said: str) -> None:
    """Duplicate keys, aliases, broken YAML, wrong shapes: one clear line each."""
    assert any(said in line for line in mistakes(rule_file(tmp_path, text)))


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """A missing file, an empty folder, other bytes than UTF-8, a file too large."""
    assert "cannot be read" in mistakes(tmp_path / "none.yaml")[0]
    (tmp_path / "empty").mkdir()
    assert "no rules here" in mistakes(tmp_path / "empty")[0]
    wrong = tmp_path / "latin.yaml"
    wrong.write_bytes(b"rules: \xe8\n")
    assert "not UTF-8" in mistakes(wrong)[0]
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    assert "too large" in mistakes(large)[0]


def test_conditions_inside_each_other_have_a_bound(tmp_path: Path) -> None:
    """Three levels are enough for a person; below, at and above."""

    def nested(depth: int) -> str:
        return "not: {" * depth + "unit.known: true" + "}" * depth

    for depth, fits in ((2, True), (3, True), (4, False)):
        path = rule_file(
            tmp_path,
            f"rules:\n  - name: a\n    when: {{{nested(depth)}}}\n    do: {{open: true}}\n",
        )
        if fits:
            assert read_rules(path)
        else:
            assert "too deep" in mistakes(path)[0]
