"""What is shipped agrees with itself: example, help, docs, templates, rules, and the wheel."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import click
import pytest
from pydantic import BaseModel

from mailbot import cli, resources
from mailbot.config import load_config
from mailbot.config.tables import ConfigTable
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.rules import ACTIONS, CONDITIONS
from tests.conftest import ROOT

EXAMPLE = ROOT / "config.example.toml"
DOCS = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md"])
# A setting that is commented out: `#key = value`, `#[[table]]`. Prose has a space after the #.
COMMENTED = re.compile(r'^#(?=\[\[?[a-z]|"|[a-z_]+ = )', re.MULTILINE)


# --- the example settings


def _models(hint: Any) -> Iterator[type[BaseModel]]:
    """The tables inside a type: `tuple[Imap | Maildir, ...]` has two."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    if get_origin(hint) in (tuple, Union, UnionType) or get_args(hint):
        for inner in get_args(hint):
            yield from _models(inner)


def _settings(model: type[BaseModel], path: str = "") -> set[str]:
    """Every key that may stand in the file: `desk.name`, `mailbox.host`."""
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        inner = list(_models(field.annotation))
        keys.add(f"{path}{name}")
        for table in inner:
            keys |= _settings(table, f"{path}{name}.")
    return keys


def _keys(data: Any, path: str = "") -> set[str]:
    if isinstance(data, list):
        return set().union(*(_keys(item, path) for item in data)) if data else set()
    if not isinstance(data, dict):
        return set()
    keys: set[str] = set()
    for name, value in data.items():
        keys.add(f"{path}{name}")
        keys |= _keys(value, f"{path}{name}.")
    return keys


def _free(key: str) -> bool:
    """Keys that the operator makes up: the families of `required` and `family_months`."""
    return key.startswith(("required.", "warranty.family_months.", "roles."))


def test_the_example_has_every_setting_and_no_other() -> None:
    """Architecture: a setting is a field in config and a line in the example."""
    shown = _keys(tomllib.loads(COMMENTED.sub("", EXAMPLE.read_text(encoding="utf-8"))))

    wanted = {key for key in _settings(ConfigTable) if not _free(key)}
    # The beat's pauses are a plain table of their own.
    wanted |= {f"daemon.reconnect.{key}" for key in ("first", "longest", "factor", "jitter")}

    assert {key for key in shown if not _free(key)} == wanted


def test_the_example_loads_as_it_is() -> None:
    """A new user changes names and starts: the example itself has no mistake."""
    config = load_config(EXAMPLE)

    assert config.site.address == "rma@voismart.example"


def test_what_is_commented_out_is_the_default() -> None:
    """The example says `#key = value` shows a default: it does."""
    text = EXAMPLE.read_text(encoding="utf-8")
    bare = tomllib.loads(text)
    full = tomllib.loads(COMMENTED.sub("", text))
    # Two ways to say one thing, examples of what has no default, and the second kind of mailbox.
    for table in (full["mailbox"][0], full["smtp"]):
        for key in ("password_file", "ca_file", "oauth"):
            table.pop(key)
    for key in ("secret_file", "templates", "rules"):
        full["desk"].pop(key)
    for key in ("sales", "partners"):
        full["store"].pop(key)
    full["mailbox"].pop()
    full.pop("serial_formats")
    full.pop("required")
    bare.pop("required", None)

    assert ConfigTable.model_validate(full) == ConfigTable.model_validate(bare)


# --- the command line


def _command(name: str) -> click.Command:
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_the_table_of_commands_says_what_the_command_says(name: str) -> None:
    """`mailbot --help` imports nothing, so the table repeats the first line of each help."""
    first = (_command(name).help or "").strip().split("\n\n")[0]

    assert " ".join(first.split()) == cli.COMMANDS[name][1]


def test_help_imports_no_command_and_no_library() -> None:
    """Issue 2: `mailbot --help` under 0.3 s, so it imports click and nothing else."""
    code = (
        "import sys\nfrom mailbot.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "('pydantic', 'jinja2', 'tinydb', 'imapclient', 'lxml', 'ruamel', 'mail_devel')"
        " or m.startswith('mailbot.domain')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_the_docs_name_only_commands_that_exist(path: Path) -> None:
    """Everything must tell the truth: `mailbot WORD` in the docs is a command, with its options."""
    for line in re.findall(r"mailbot ([a-z]+[^`\n]*)", _shell(path.read_text(encoding="utf-8"))):
        words = line.split("#")[0].split()
        assert words[0] in cli.COMMANDS, line
        command = _command(words[0])
        if isinstance(command, click.Group) and len(words) > 1:
            assert words[1] in command.commands, line
            command = command.commands[words[1]]
        known = {opt for param in command.params for opt in param.opts}
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= known | {"--help"}, line


def _shell(text: str) -> str:
    """What stands in code: indented lines and `spans`."""
    blocks = "\n".join(x for x in text.splitlines() if x.startswith("    mailbot "))
    return blocks + "\n" + "\n".join(re.findall(r"`(mailbot [^`]+)`", text))


def test_the_readme_names_targets_that_exist() -> None:
    """`make demo` and `make test` are there, and every other target that the docs name."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named: set[str] = set()
    for path in DOCS:
        named |= set(
            re.findall(r"make (demo|test|check|corpus|fuzz|bench|clean)\b", path.read_text())
        )

    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    """A link in the docs is a file that is shipped."""
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).is_file(), target


# --- docs and tables


def _blocks(path: Path, start: str) -> list[str]:
    """The indented blocks of a page that begin with this."""
    text = "\n" + path.read_text(encoding="utf-8")
    blocks = re.findall(r"\n\n((?:    .*\n|\n(?=    ))+)", text)
    plain = [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in blocks]
    return [block for block in plain if block.lstrip().startswith(start)]


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_settings_in_the_docs_are_settings(path: Path) -> None:
    """A reader copies what stands in the docs: every key of every example is one."""
    known = _settings(ConfigTable)
    for start in ("[[", "[desk", "[smtp"):
        for block in _blocks(path, start):
            assert _keys(tomllib.loads(block)) <= known, block


def test_the_docs_show_settings_at_all() -> None:
    """The test above has something to look at."""
    assert _blocks(ROOT / "docs/setup.md", "[[mailbox]]")
    assert _blocks(ROOT / "docs/letters.md", "[desk]")


def test_the_rule_in_the_docs_loads(tmp_path: Path) -> None:
    """The example of the rules reference is a rule."""
    (block,) = re.findall(
        r"```yaml\n(.*?)```", (ROOT / "docs/rules.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "rules.yaml").write_text(block, encoding="utf-8")
    read_rules = import_module("mailbot.adapters.rulebook").read_rules

    (rule,) = read_rules(tmp_path)

    assert rule.do == {"redirect": "$unit.sold_to"}


def _first_cells(path: Path) -> set[str]:
    rows = [x for x in path.read_text(encoding="utf-8").splitlines() if x.startswith("| `")]
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row.split(" | ")[0])}


def test_the_rules_reference_has_every_condition_and_action() -> None:
    """A new condition or action is a row in its table and a row in docs/rules.md."""
    assert _first_cells(ROOT / "docs/rules.md") == set(CONDITIONS) | set(ACTIONS)


def test_every_command_of_staff_is_in_the_docs() -> None:
    """A new command is a row in its table and a row in docs/staff.md, written the same way."""
    grammar = import_module("mailbot.domain.grammar")
    rows = _first_cells(ROOT / "docs/staff.md")

    documented = {row.replace("\\|", "|") for row in rows}

    assert documented == {row.usage for row in grammar.GRAMMARS.values()}


# --- templates and rules


def test_every_letter_has_a_template_in_every_language() -> None:
    """Architecture: a notification is a row, and a file in each language's folder."""
    folders = [p for p in resources.templates().iterdir() if p.is_dir() and len(p.name) == 2]

    assert {p.name for p in folders} >= {"it", "en"}
    for folder in folders:
        names = {p.stem for p in folder.glob("*.md") if not p.name.startswith("_")}
        assert names == set(NOTIFICATIONS), folder.name


def test_the_shipped_rules_load() -> None:
    """The rules that everybody starts with have no mistake."""
    read_rules = import_module("mailbot.adapters.rulebook").read_rules

    assert len(read_rules(resources.rules())) > 3


# --- the packages

# Parts of a declared package that come with it.
WITH = {
    "markupsafe": "jinja2",
    "aiohttp": "mail-devel",
    "pymap": "mail-devel",
    "proxy-protocol": "mail-devel",
}


def _declared() -> set[str]:
    """The packages of pyproject.toml, extras included, as their index spells them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *chain.from_iterable(extras)]
    return {re.split(r"[\[<>=;~! ]", line)[0].lower().replace("_", "-") for line in wanted}


def test_every_package_that_is_imported_is_declared() -> None:
    """A fresh machine has what `make` installs and nothing else."""
    owners = packages_distributions()
    names: dict[str, Path] = {}
    for folder in ("mailbot", "tests", "scripts"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names |= dict.fromkeys(_imported(node), path)

    declared = _declared()
    for name, path in names.items():
        if name in sys.stdlib_module_names or name in {"mailbot", "tests"}:
            continue
        dists = {d.lower().replace("_", "-") for d in owners.get(name, [name])}
        assert {WITH.get(d, d) for d in dists} & declared, f"{name} in {path}"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module.split(".")[0]]
    return []


# --- the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    quiet = ["--disable-pip-version-check", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run([*pip, *quiet], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_what_the_desk_needs(wheel: Path) -> None:
    """Templates, rules and the example travel inside the wheel; tests and docs do not."""
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "mailbot/config.example.toml" in names
    assert {f"mailbot/templates/{tag}/acknowledgement.md" for tag in ("it", "en")} <= names
    assert any(n.startswith("mailbot/rules/") and n.endswith(".yaml") for n in names)
    assert not [n for n in names if n.startswith(("tests/", "docs/", "mailbot/tests"))]


@pytest.mark.slow
def test_an_installed_wheel_works_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    """A wheel in a virtual environment of its own reads its settings, rules and letters."""
    venv.create(tmp_path / "venv", symlinks=True, with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    # The packages it needs are those of this run; mailbot itself comes from the wheel alone.
    borrowed = next(p for p in sys.path if p.endswith("site-packages"))
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": f"{site}:{borrowed}"}

    def mailbot(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(python), "-m", "mailbot", *words]
        return subprocess.run(
            command, capture_output=True, text=True, env=env, cwd=tmp_path, check=False
        )

    where = subprocess.run(
        [str(python), "-c", "import mailbot; print(mailbot.__file__)"],
        capture_output=True, text=True, env=env, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert str(site) in where.stdout
    example = mailbot("example").stdout
    assert example == EXAMPLE.read_text(encoding="utf-8")
    local = re.sub(r'host = "[a-z]+\.voismart\.example"', 'host = "127.0.0.1"\nport = 9', example)
    (tmp_path / "mailbot.toml").write_text(local, encoding="utf-8")

    done = mailbot("check")

    lines = [line.split()[:2] for line in done.stdout.splitlines() if line[:2] in ("OK", "FA")]
    good = [["OK", "settings"], ["OK", "letters"], ["OK", "store"]]
    assert lines == [*good, ["FAILED", "mailbox"], ["FAILED", "relay"]]
    assert done.returncode == cli.UNAVAILABLE
    assert "Traceback" not in done.stderr
