"""What is wrong with a rule of a file, in words that say what would be right."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from mailbot.domain.rules import (
    ACTIONS,
    CONDITIONS,
    LIST,
    NAMES,
    NESTED,
    NUMBER,
    TRUTH,
    WORDS,
    words,
)

Fault = tuple[tuple[str, ...], str, str]  # where in the rule, what is wrong, what would be right

_DEEPEST = 3  # `not` and `any` inside each other


def find_faults(rule: Mapping[str, object]) -> Iterator[Fault]:
    """Every mistake of one rule as it stands in the file, with the keys that lead to it."""
    name = rule.get("name")
    if not isinstance(name, str) or not name.strip():
        yield ("name",), "a rule needs a name", "add `name: a-word`"
    for key in rule:
        if key not in ("name", "when", "do", "enabled", "owner"):
            yield (key,), f"`{key}` is no part of a rule", "name, when, do, enabled or owner"
    if not isinstance(rule.get("enabled", True), bool):
        yield ("enabled",), "`enabled` is not true or false", "true or false"
    if not isinstance(rule.get("owner", ""), str):
        yield ("owner",), "`owner` is not a name", "a staff id"
    yield from _conditions(rule.get("when", {}), ("when",))
    yield from _actions(rule.get("do"))


def _conditions(when: object, path: tuple[str, ...], level: int = 0) -> Iterator[Fault]:
    if not isinstance(when, Mapping):
        yield path, "conditions must be `name: value`", "for example `sender.role: dealer`"
        return
    if level > _DEEPEST:
        yield path, "conditions stand too deep in each other", f"at most {_DEEPEST} levels"
        return
    for key, value in when.items():
        name, here = str(key), (*path, str(key))
        if name not in CONDITIONS:
            yield here, f"there is no condition `{name}`", _meant(name, CONDITIONS)
            continue
        row = CONDITIONS[name]
        if row.form == NESTED:
            yield from _conditions(value, here, level + 1)
        elif row.form == LIST:
            yield from _any(value, here, level + 1)
        else:
            yield from _value(name, value, here, row.form, row.allowed)


def _any(value: object, path: tuple[str, ...], level: int) -> Iterator[Fault]:
    if not isinstance(value, list | tuple) or not value:
        yield path, "`any` needs a list of conditions", "for example `any: [{unit.known: true}]`"
        return
    for place, inner in enumerate(value):
        yield from _conditions(inner, (*path, str(place)), level)


def _value(
    name: str, value: object, path: tuple[str, ...], form: str, allowed: frozenset[str] | None
) -> Iterator[Fault]:
    if form == TRUTH and not isinstance(value, bool):
        yield path, f"`{name}` is {value!r}", "true or false"
    elif form == NUMBER and (isinstance(value, bool) or not isinstance(value, int)):
        yield path, f"`{name}` is {value!r}", "a whole number"
    elif form == WORDS:
        items = value if isinstance(value, list | tuple) else [value]
        if any(isinstance(item, bool | Mapping | list | tuple) or item is None for item in items):
            yield path, f"`{name}` is {value!r}", "a word or a list of words"
            return
        for word in words(value):
            if word.startswith("$") and word not in NAMES:
                yield path, f"`{word}` stands for nothing", _meant(word, NAMES)
            elif allowed is not None and not word.startswith("$") and word not in allowed:
                yield path, f"`{word}` is no value of `{name}`", _meant(word, allowed)


def _actions(do: object) -> Iterator[Fault]:
    if not isinstance(do, Mapping) or not do:
        yield ("do",), "a rule must do something", "for example `do: {open: true}`"
        return
    decided = []
    for key, value in do.items():
        name, here = str(key), ("do", str(key))
        if name not in ACTIONS:
            yield here, f"there is no action `{name}`", _meant(name, ACTIONS)
            continue
        row = ACTIONS[name]
        if row.decides and value is not False:
            decided.append(name)
        form = row.form if row.form in (TRUTH, WORDS) else WORDS
        yield from _value(name, value, here, form, row.allowed)
    known = [name for name in map(str, do) if name in ACTIONS]
    if known and len(decided) != 1:
        what = " and ".join(decided) or "nothing"
        choice = ", ".join(name for name, row in ACTIONS.items() if row.decides)
        yield ("do",), f"the rule decides {what}", f"exactly one of {choice}"


def _meant(word: str, known: Mapping[str, object] | frozenset[str]) -> str:
    """The nearest known word, or all of them."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else "one of " + ", ".join(sorted(known))
