"""`mailbot check` against real servers: it logs in for real, and its status tells."""

import queue
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("mail_devel", reason="the demo extra is not installed")

from mailbot import cli
from mailbot.demo.accounts import Passage
from mailbot.demo.catalogue import DESK, settings
from mailbot.demo.postoffice import PASSWORD, Ports, PostOffice


@pytest.fixture
def passed() -> "queue.SimpleQueue[Passage]":
    return queue.SimpleQueue()


@pytest.fixture
def office(passed: "queue.SimpleQueue[Passage]") -> Iterator[PostOffice]:
    def now() -> datetime:
        return datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    with PostOffice(DESK, now, passed.put, Ports()) as open_office:
        yield open_office


def _check(folder: Path, text: str) -> Result:
    path = folder / "mailbot.toml"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli.cli, ["check", "--config", str(path)])


def _words(result: Result) -> list[list[str]]:
    lines = [x for x in result.output.splitlines() if x.startswith(("OK", "FAILED"))]
    return [line.split()[:2] for line in lines]


def test_all_is_well(
    tmp_path: Path, office: PostOffice, passed: "queue.SimpleQueue[Passage]"
) -> None:
    """Issue 2: config, rules, templates, store, and a real login to IMAP and SMTP."""
    result = _check(tmp_path, settings(office.ports.imap, office.ports.smtp, PASSWORD))

    assert result.exit_code == 0, result.output
    assert _words(result) == [
        ["OK", "settings"],
        ["OK", "letters"],
        ["OK", "store"],
        ["OK", "mailbox"],
        ["OK", "relay"],
    ]
    assert passed.empty()


def test_a_wrong_password_is_one_line_and_status_3(tmp_path: Path, office: PostOffice) -> None:
    """Bad input of issue 2: a wrong password gives one clear line, never a traceback."""
    result = _check(tmp_path, settings(office.ports.imap, office.ports.smtp, "sesame-7"))

    assert result.exit_code == cli.UNAVAILABLE
    assert _words(result)[3:] == [["FAILED", "mailbox"], ["FAILED", "relay"]]
    assert "sesame-7" not in result.output
    assert "Traceback" not in result.output


def test_a_closed_port_is_one_line_and_the_rest_is_still_tried(
    tmp_path: Path, office: PostOffice
) -> None:
    """One fault hides no other."""
    result = _check(tmp_path, settings(9, office.ports.smtp, PASSWORD))

    assert result.exit_code == cli.UNAVAILABLE
    assert _words(result)[3:] == [["FAILED", "mailbox"], ["OK", "relay"]]


def test_a_wrong_template_is_named_and_status_2(tmp_path: Path, office: PostOffice) -> None:
    """A mistake in a letter is found before a partner is to get it."""
    letters = tmp_path / "letters" / "it"
    letters.mkdir(parents=True)
    (letters / "approval.md").write_text(
        "{# facts: nothing #}\nx\n\n{{ oops }}\n", encoding="utf-8"
    )
    text = settings(office.ports.imap, office.ports.smtp, PASSWORD)

    result = _check(tmp_path, text.replace("[desk]", '[desk]\ntemplates = "letters"', 1))

    assert result.exit_code == cli.MISTAKE
    assert ["FAILED", "letters"] in _words(result)
    assert "approval.md:1:" in result.output


def test_wrong_settings_are_all_listed_with_their_lines(tmp_path: Path) -> None:
    """Style 21: every mistake at once."""
    text = settings(1, 2, "x").replace('name = "VoiSmart RMA"', "nome = 3\nlanguage = 5")

    result = _check(tmp_path, text)

    assert result.exit_code == cli.MISTAKE
    for line, key in ((2, "nome"), (3, "language")):
        assert any(f"mailbot.toml:{line}:" in x and key in x for x in result.output.splitlines())


@pytest.mark.parametrize(("key", "value"), [("country", "XX"), ("subdivision", "MILANO")])
def test_a_place_without_holidays_is_named_at_its_line(
    tmp_path: Path, key: str, value: str
) -> None:
    """A4: the mistake stands where the administrator wrote it, with what he could have meant."""
    text = settings(9, 9, PASSWORD) + f'\n[calendar]\n{key} = "{value}"\n'

    result = _check(tmp_path, text)

    line = text.splitlines().index(f'{key} = "{value}"') + 1
    assert result.exit_code == 2
    assert f"mailbot.toml:{line}: no holidays are known for" in result.output
    assert "write one of" in result.output
