"""Who may import whom, read from the source. A file's place says what it may know."""

import ast
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "mailbot"
FILES = sorted(PACKAGE.rglob("*.py"))

# Standard-library modules that only hold or compute values: no disk, net, clock or thread.
VALUES: frozenset[str] = frozenset(
    {"abc", "bisect", "calendar", "collections", "contextlib", "copy", "dataclasses", "datetime"}
    | {"decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "hmac"}
    | {"html", "ipaddress", "itertools", "json", "math", "operator", "re", "statistics"}
    | {"string", "struct", "textwrap", "types", "typing", "unicodedata", "__future__"}
)

# `std` is the whole standard library, `values` the pure part of
# it; other words are parts of mailbot or third-party packages; `one` allows a single third-party
# package of the file's own choice, and what that package is made of stands beside it.
LAYERS: dict[str, frozenset[str]] = {
    "__init__": frozenset(),
    "__main__": frozenset({"cli"}),
    "errors": frozenset({"values"}),
    "domain": frozenset({"values", "errors", "domain"}),
    "ports": frozenset({"values", "pathlib", "domain"}),
    "pipeline": frozenset(
        {"values", "logging", "domain", "ports", "errors", "office", "postroom"} | {"timekeeper"}
    ),
    "timekeeper": frozenset({"values", "logging", "domain", "ports", "errors", "office"}),
    "office": frozenset({"values", "logging", "domain", "ports", "errors"}),
    "postroom": frozenset({"values", "logging", "domain", "ports", "errors", "office"}),
    "daemon": frozenset(
        {"std", "pipeline", "ports", "errors", "settings", "domain", "beat", "outages"}
    ),
    "beat": frozenset({"values", "logging", "schedule"}),
    "outages": frozenset({"values", "logging", "random", "settings"}),
    "settings": frozenset({"values", "pathlib"}),
    "config": frozenset({"std", "domain", "errors", "settings", "config", "pydantic"}),
    "resources": frozenset({"std", "errors"}),
    "terminal": frozenset({"std"}),
    "samples": frozenset({"values", "domain", "errors", "samples"}),
    "adapters": frozenset(
        {"std", "domain", "ports", "errors", "settings", "resources", "adapters", "one"}
    ),
    "bootstrap": frozenset(
        {"std", "adapters", "config", "daemon", "domain", "errors", "office", "pipeline", "ports"}
        | {"resources", "settings", "postroom", "timekeeper"}
    ),
    # The command line prints values of the domain, and shows the letters with sample facts.
    "cli": frozenset(
        {"std", "click", "bootstrap", "config", "resources", "errors", "domain", "ports", "cli"}
        | {"daemon", "settings", "samples", "demo", "pipeline", "__init__", "adapters", "terminal"}
    ),
    # A second place that joins everything: it runs the desk against its own mail server.
    "demo": frozenset(
        {"std", "bootstrap", "config", "daemon", "domain", "errors", "ports", "resources", "demo"}
        | {"adapters", "settings", "terminal"}
        | {"mail_devel", "pymap", "aiosmtpd", "aiohttp", "proxyprotocol"}
    ),
}

# Two packages that are one outside thing.
TOGETHER = (
    frozenset({"markdown_it", "mdit_py_plugins"}),
    frozenset({"PIL", "pillow_heif"}),
    frozenset({"jinja2", "markupsafe"}),
    frozenset({"reportlab"}),
)


def _place(path: Path) -> str:
    """`domain/serials.py` is in `domain`, `pipeline.py` in `pipeline`."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> set[str]:
    """The full names of what a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.update({f"{node.module}.{alias.name}" for alias in node.names})
    return names


def _word(name: str) -> str:
    """A part of mailbot by its own name, anything else by its top package."""
    parts = name.split(".")
    if parts[0] != "mailbot":
        return parts[0]
    own = {p.stem if p.is_file() else p.name for p in PACKAGE.iterdir()}
    return parts[1] if len(parts) > 1 and parts[1] in own else "__init__"


def _refused(path: Path, allowed: frozenset[str]) -> list[str]:
    bad = []
    for name in sorted(_imports(path)):
        word = _word(name)
        standard = word in sys.stdlib_module_names
        if (
            word in allowed
            or (standard and "std" in allowed)
            or (word in VALUES and "values" in allowed)
            or (not standard and not name.startswith("mailbot") and "one" in allowed)
        ):
            continue
        bad.append(name)
    return bad


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    """Architecture, the table of layers: the path alone says what a file may know."""
    assert _place(path) in LAYERS, f"{path}: no layer for it: put it where it belongs"

    assert _refused(path, LAYERS[_place(path)]) == []


def test_the_layer_test_sees_what_is_forbidden() -> None:
    """The check is no decoration: a disk, a net, a clock or an adapter in the domain is refused."""
    for name in ("os", "socket", "time", "pathlib", "logging", "sqlite3", "subprocess", "random"):
        assert name not in VALUES
    assert "adapters" not in LAYERS["domain"]
    assert "ports" not in LAYERS["domain"]
    assert "cli" not in LAYERS["bootstrap"]
    assert _refused(PACKAGE / "adapters" / "clock.py", LAYERS["domain"] - {"values"}) != []


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if _place(p) == "adapters"],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_an_adapter_knows_one_third_party_package(path: Path) -> None:
    """Style 11, architecture: each adapter file knows exactly one outside thing."""
    outside = {
        _word(n)
        for n in _imports(path)
        if not n.startswith("mailbot") and n.split(".")[0] not in sys.stdlib_module_names
    }

    assert len(outside) <= 1 or any(outside <= pair for pair in TOGETHER), outside


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    """Style 8: a module of 300 lines or a function of 40 has a second idea in it."""
    source = path.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{node.name}: {length} lines"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_public_things_say_what_they_are(path: Path) -> None:
    """Style 14: every module and every public class and function has a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [n for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)]
    silent = [n.name for n in nodes if not n.name.startswith("_") and not ast.get_docstring(n)]

    assert ast.get_docstring(tree)
    assert silent == []


def test_no_name_without_meaning() -> None:
    """Style 5: what has no better name has no place yet."""
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}

    assert [p for p in FILES if p.stem in empty] == []
