"""The codes that the domain puts into letters, read from its source.

A code may stand where the letter's part is made, or come through a function's argument: calls are
followed as long as constants are found.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from mailbot import resources

# A letter's part and its fact, and the table of words that tells it.
TABLES = {
    ("needs_person", "why"): "why_person",
    ("not_an_acceptance", "why"): "why_not_accepted",
    ("collect_or_dispose", "why"): "why_held",
    ("closed", "why"): "why_closed",
    ("noted", "what"): "noted",
    ("announcement", "what"): "announced",
}
_MAKERS = ("part", "Part")
_CODE = re.compile(r"[a-z][a-z0-9_-]*")
Fact = tuple[str, str]


class Source:
    """The functions of the domain, and every call in them."""

    def __init__(self) -> None:
        folder = Path(resources.__file__).parent / "domain"
        self.trees = [ast.parse(p.read_text(encoding="utf-8")) for p in folder.glob("*.py")]
        self.functions: dict[str, list[ast.FunctionDef]] = defaultdict(list)
        self.calls: list[tuple[ast.Call, tuple[ast.FunctionDef, ...]]] = []
        for tree in self.trees:
            self._walk(tree, ())

    def _walk(self, node: ast.AST, inside: tuple[ast.FunctionDef, ...]) -> None:
        if isinstance(node, ast.FunctionDef):
            self.functions[node.name].append(node)
            inside = (*inside, node)
        if isinstance(node, ast.Call):
            self.calls.append((node, inside))
        for child in ast.iter_child_nodes(node):
            self._walk(child, inside)

    def codes(self) -> dict[Fact, set[str]]:
        """The codes of each fact of TABLES."""
        found: dict[Fact, set[str]] = defaultdict(set)
        flows: set[tuple[str, str, Fact]] = set()  # a function's argument that becomes the fact
        for call, inside in self.calls:
            for fact, value in _facts_made(call):
                self._read(value, inside, fact, found, flows)
            if _name(call.func) == "_move":  # a clock that ends: event, letter, why
                for keyword in call.keywords:
                    if keyword.arg == "why" and "closed" in map(_constant, call.args):
                        self._read(keyword.value, inside, ("closed", "why"), found, flows)
        done: set[tuple[str, str, Fact]] = set()
        while flows - done:
            function, argument, fact = step = next(iter(flows - done))
            done.add(step)
            for call, inside in self.calls:
                if _name(call.func) == function:
                    for value in self._given(call, function, argument):
                        self._read(value, inside, fact, found, flows)
        return found

    def _read(
        self,
        value: ast.expr,
        inside: tuple[ast.FunctionDef, ...],
        fact: Fact,
        found: dict[Fact, set[str]],
        flows: set[tuple[str, str, Fact]],
    ) -> None:
        for side in _sides(value):
            match side:
                case ast.Constant(value=str(code)) if code:
                    found[fact].add(code)
                case ast.Attribute(attr="reason"):
                    found[fact] |= self._reasons()
                case ast.Attribute(attr="target"):
                    found[fact] |= self._holds()
                case ast.Name(id=name):
                    flows |= {(f.name, name, fact) for f in inside if name in _arguments(f)}
                    for made in (made for f in inside for made in _assigned(f, name)):
                        self._read(made, inside, fact, found, flows)
                case ast.Call():
                    for function in self.functions[_name(side.func)]:
                        found[fact] |= set(_tuple_codes(function))

    def _given(self, call: ast.Call, function: str, argument: str) -> Iterator[ast.expr]:
        yield from (k.value for k in call.keywords if k.arg == argument)
        for made in self.functions[function]:
            names = _arguments(made)
            place = names.index(argument) if argument in names else len(call.args)
            if place < len(call.args):
                yield call.args[place]

    def _reasons(self) -> set[str]:
        """Why an answer to a quote is not clear."""
        found = {code for function in self.functions["_doubt"] for code in _tuple_codes(function)}
        for call, _ in self.calls:
            if _name(call.func) == "QuoteAnswer":
                given = [k.value for k in call.keywords if k.arg == "reason"]
                found |= {str(code) for code in map(_constant, given) if code}
        return found

    def _holds(self) -> set[str]:
        """Why a unit is held for a person: what the shipped rules and the domain say."""
        found: set[str] = set()
        for call, _ in self.calls:
            names = [_name(a) for a in call.args] + [_name(k.value) for k in call.keywords]
            if "HOLD" in names:
                given = [*call.args, *(k.value for k in call.keywords)]
                found |= {str(c.value) for c in given if isinstance(c, ast.Constant) and c.value}
        folder = resources.rules()
        for path in folder.glob("*.yaml") if folder.is_dir() else (folder,):
            for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
                if "hold" in rule["do"]:
                    found.add(rule["do"]["hold"])
        return found


def _sides(value: ast.expr) -> list[ast.expr]:
    """Both values of a condition, all of `a or b`, or the value itself."""
    if isinstance(value, ast.IfExp):
        return [*_sides(value.body), *_sides(value.orelse)]
    if isinstance(value, ast.BoolOp):
        return [side for each in value.values for side in _sides(each)]
    return [value]


def _facts_made(call: ast.Call) -> Iterator[tuple[Fact, ast.expr]]:
    if _name(call.func) not in _MAKERS or not call.args:
        return
    name = call.args[0]
    names = [n.value for n in ast.walk(name) if isinstance(n, ast.Constant)]
    given = {k.arg: k.value for k in call.keywords}
    for argument in call.args[1:]:
        if isinstance(argument, ast.Dict):
            keys = (str(_constant(key)) if key else "" for key in argument.keys)
            given |= dict(zip(keys, argument.values, strict=True))
    for made in names:
        for key, value in given.items():
            if (made, key) in TABLES:
                yield (str(made), str(key)), value


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _arguments(function: ast.FunctionDef) -> list[str]:
    given = function.args
    return [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _assigned(function: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(_name(t) == name for t in node.targets):
            yield node.value


def _tuple_codes(function: ast.FunctionDef) -> Iterator[str]:
    """Codes that stand first in a tuple of the function, or are returned by it."""
    for node in ast.walk(function):
        first = node.elts[0] if isinstance(node, ast.Tuple) and node.elts else None
        if isinstance(node, ast.Return):
            first = node.value
        if isinstance(first, ast.Constant) and _CODE.fullmatch(str(first.value)):
            yield str(first.value)


def domain_codes() -> dict[Fact, set[str]]:
    """The codes of each fact of TABLES, as the domain's source has them."""
    return Source().codes()


# Where the name of an event stands: the function, and the place of the argument.
_EVENT_PLACES = {"note": 1, "T": 2, "Event": 2, "_remind": 1, "_ask_person": 0, "_move": 0}


def domain_events() -> set[str]:
    """The events that a ticket's history may have."""
    found: set[str] = set()
    for call, _ in Source().calls:
        place = _EVENT_PLACES.get(_name(call.func))
        given = [k.value for k in call.keywords if k.arg == "event"]
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
        for side in (side for value in given for side in _sides(value)):
            code = _constant(side)
            if isinstance(code, str) and _CODE.fullmatch(code):
                found.add(code)
    return found
