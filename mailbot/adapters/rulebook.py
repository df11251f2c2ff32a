"""Rule files: YAML 1.2 to Rules, every mistake at once with its file and line (ruamel.yaml).

Duplicate keys, aliases and anchors are refused: a rule says what it says where it stands.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from mailbot.domain.rule_faults import find_faults
from mailbot.domain.rules import NAMES, Rule
from mailbot.errors import Misconfigured, Mistake

MOST_BYTES = 1_000_000  # a rule file is written by a person


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, or of all `*.yaml` files of a folder in the order of their names.

    Errors: Misconfigured with every mistake of every file.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise Misconfigured([Mistake(str(path), 1, "there are no rules here", "a *.yaml file")])
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    seen: dict[str, str] = {}
    for file in files:
        try:
            document = _load(file)
            mistakes += _read_file(document, file, rules, seen)
        except Misconfigured as error:
            mistakes += error.mistakes
    if mistakes:
        raise Misconfigured(mistakes)
    return tuple(rules)


def _load(file: Path) -> CommentedMap:
    """The document with the line of every key. Errors: Misconfigured with the one mistake that
    kept it from being read."""
    try:
        text = file.read_bytes()[: MOST_BYTES + 1].decode("utf-8")
    except OSError as error:
        raise _mistake(file, 1, f"cannot be read ({error.strerror})", "a readable file") from error
    except UnicodeDecodeError as error:
        raise _mistake(file, 1, "is not UTF-8 text", "save it as UTF-8") from error
    if len(text) > MOST_BYTES:
        raise _mistake(file, 1, "is too large", f"at most {MOST_BYTES} characters")
    try:
        _refuse_aliases(file, text)
        document = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _mistake(file, line, _said(error), "see the example file") from error
    except YAMLError as error:
        raise _mistake(file, 1, "is not YAML", "see the example file") from error
    if not isinstance(document, CommentedMap):
        raise _mistake(file, 1, "has no `rules:`", "`rules:` with a list of rules")
    return document


def _refuse_aliases(file: Path, text: str) -> None:
    for event in YAML(typ="rt").parse(text):
        if isinstance(event, AliasEvent):
            line = event.start_mark.line + 1
            raise _mistake(file, line, f"`*{event.anchor}` is an alias", "write it out")


def _said(error: MarkedYAMLError) -> str:
    problem = str(error.problem or "cannot be read as YAML").splitlines()[0].strip()
    return "the same key stands twice" if "duplicate key" in problem else problem


def _mistake(file: Path, line: int, wrong: str, right: str) -> Misconfigured:
    return Misconfigured([Mistake(str(file), line, wrong, right)])


def _read_file(
    document: CommentedMap, file: Path, rules: list[Rule], seen: dict[str, str]
) -> list[Mistake]:
    mistakes = [
        Mistake(str(file), _line(document, key), f"`{key}` is no part of rules", "rules, lists")
        for key in document
        if key not in ("rules", "lists")
    ]
    lists, wrong = _lists(document, file)
    mistakes += wrong
    entries = document.get("rules")
    if not isinstance(entries, CommentedSeq) or not entries:
        return [*mistakes, Mistake(str(file), 1, "has no rules", "`rules:` with a list of rules")]
    for place, entry in enumerate(entries):
        line = int(entries.lc.item(place)[0]) + 1
        if not isinstance(entry, CommentedMap):
            mistakes.append(Mistake(str(file), line, "is no rule", "`- name: ...`, when, do"))
            continue
        plain = _filled(entry, lists)
        faults = list(find_faults(plain))
        mistakes += [Mistake(str(file), _at(entry, p, line), w, r) for p, w, r in faults]
        name, source = str(plain.get("name")), f"{file.name}:{line}"
        if name in seen:
            mistakes.append(Mistake(str(file), line, f"`{name}` is a rule already", seen[name]))
        seen[name] = f"another name than at {source}"
        if not faults:
            rules.append(_rule(plain, source))
    return mistakes


def _rule(plain: Mapping[str, object], source: str) -> Rule:
    when, do = plain.get("when", {}), plain["do"]
    assert isinstance(when, Mapping)
    assert isinstance(do, Mapping)
    return Rule(
        name=str(plain["name"]),
        when=when,
        do=do,
        source=source,
        enabled=plain.get("enabled", True) is True,
        owner=str(plain.get("owner", "")),
    )


def _lists(document: CommentedMap, file: Path) -> tuple[dict[str, list[str]], list[Mistake]]:
    lists: dict[str, list[str]] = {}
    mistakes = []
    entries = document.get("lists")
    if entries is not None and not isinstance(entries, CommentedMap):
        line = _line(document, "lists")
        return {}, [Mistake(str(file), line, "`lists` is no table", "`lists: {name: [words]}`")]
    if entries is None:
        return {}, []
    for name, words in entries.items():
        line = _line(entries, name)
        if f"${name}" in NAMES:
            mistakes.append(Mistake(str(file), line, f"`${name}` has a meaning", "another name"))
        if not isinstance(words, CommentedSeq):
            mistakes.append(Mistake(str(file), line, f"`{name}` is no list", "`[one, two]`"))
            continue
        lists[f"${name}"] = [str(word) for word in words]
    return lists, mistakes


def _filled(value: object, lists: Mapping[str, list[str]]) -> dict[str, object]:
    filled = _fill(value, lists)
    assert isinstance(filled, dict)
    return filled


def _fill(value: object, lists: Mapping[str, list[str]]) -> object:
    """Plain values of the language, with `$name` of a list replaced by its words."""
    if isinstance(value, Mapping):
        return {str(key): _fill(item, lists) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(item for one in value for item in _spread(one, lists))
    if isinstance(value, str):
        return tuple(lists[value]) if value in lists else str(value)
    return value


def _spread(item: object, lists: Mapping[str, list[str]]) -> Iterator[object]:
    if isinstance(item, str) and item in lists:
        yield from lists[item]
    else:
        yield _fill(item, lists)


def _line(table: CommentedMap, key: object) -> int:
    return int(table.lc.key(key)[0]) + 1


def _at(entry: CommentedMap, path: tuple[str, ...], line: int) -> int:
    """The line of the innermost key of the path that stands in the file."""
    here: object = entry
    for step in path:
        if isinstance(here, CommentedMap) and step in here:
            line, here = _line(here, step), here[step]
        elif isinstance(here, CommentedSeq) and step.isdecimal() and int(step) < len(here):
            line, here = int(here.lc.item(int(step))[0]) + 1, here[int(step)]
        else:
            break
    return line
