"""The command line: where settings are found, and what an error looks like."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import click
import pytest

from mailbot import cli
from mailbot.cli.options import VARIABLE, Instant, find_config
from mailbot.errors import Misconfigured, Mistake, Refused, Unavailable, Unreadable

FAULTS = [
    (Misconfigured([Mistake("a.toml", 3, "x", "y"), Mistake("b.yaml", 7, "v", "w")]), 2),
    (Unavailable("127.0.0.1:993: connection refused"), 3),
    (Refused("no_such_ticket", number="RMA-2026-00001"), 1),
    (Unreadable("no header at all"), 1),
]


@pytest.mark.parametrize(("fault", "status"), FAULTS, ids=lambda x: type(x).__name__)
def test_an_expected_fault_is_words_and_a_status(
    fault: Exception, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad input of issue 2: one clear text, an exit status that tells, never a traceback."""

    @click.command("break")
    def fail() -> None:
        raise fault

    group = cli.LazyGroup("mailbot")
    group.get_command = lambda _ctx, _name: fail  # type: ignore[method-assign]
    with pytest.raises(SystemExit) as ended:
        group.main(["break"], prog_name="mailbot")

    said = capsys.readouterr()
    assert ended.value.code == status
    assert said.out == ""
    assert "Traceback" not in said.err


def test_every_mistake_is_printed_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Style 21: `path:line: what is wrong, what would be right`; all of them at once."""
    with pytest.raises(SystemExit):
        cli.end_with(FAULTS[0][0])  # type: ignore[arg-type]

    assert capsys.readouterr().err.splitlines() == [
        "a.toml:3: x, y",
        "b.yaml:7: v, w",
        "mailbot: 2 mistakes, nothing was done",
    ]


def test_what_is_unavailable_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A closed port gives one clear line, and says that trying again is right."""
    with pytest.raises(SystemExit):
        cli.end_with(Unavailable("127.0.0.1:993: connection refused"))

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "127.0.0.1:993: connection refused" in lines[0]
    assert "try again" in lines[0]


def test_help_is_fast() -> None:
    """Issue 2: `mailbot --help` in under 0.3 s; the best of three, the machine may be busy."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mailbot", "--help"], capture_output=True, check=True)
        took.append(time.perf_counter() - start)

    assert min(took) < 0.3


def test_an_unknown_command_is_a_mistake_of_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit status 2, and a hint where the help is."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["runn"])

    assert ended.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_settings_are_taken_from_the_first_place_that_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named file, then MAILBOT_CONFIG, then ./mailbot.toml."""
    named, other, local = (tmp_path / n for n in ("named.toml", "other.toml", "mailbot.toml"))
    for path in (named, other, local):
        path.touch()
    monkeypatch.chdir(tmp_path)

    assert find_config(None) == Path("mailbot.toml")
    monkeypatch.setenv(VARIABLE, str(other))
    assert find_config(None) == other
    assert find_config(named) == named


def test_no_settings_says_where_it_looked_and_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first thing a new user meets must say what to do."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if Path("/etc/mailbot.toml").exists():
        pytest.skip("this machine has /etc/mailbot.toml")

    with pytest.raises(Misconfigured) as error:
        find_config(None)

    assert "mailbot example" in str(error.value)
    assert "/etc/mailbot.toml" in str(error.value)


def test_a_named_file_that_is_not_there_is_no_reason_to_take_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typing error must not run the wrong desk."""
    monkeypatch.chdir(tmp_path)
    Path("mailbot.toml").touch()

    with pytest.raises(Misconfigured):
        find_config(Path("mailbt.toml"))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20T12:00:00+01:00", datetime(2026, 11, 20, 11, tzinfo=UTC)),
        ("2026-11-20T11:00:00", datetime(2026, 11, 20, 11, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_with_and_without_an_offset(text: str, instant: datetime) -> None:
    """`--now` is always aware; without an offset it is UTC."""
    read = Instant().convert(text, None, None)

    assert read == instant
    assert read.tzinfo is not None
    assert (
        Instant().convert(instant.astimezone(timezone(timedelta(hours=9))), None, None) == instant
    )


def test_a_wrong_instant_says_how_to_write_one() -> None:
    """A word that is no time is a mistake of the command line."""
    with pytest.raises(click.BadParameter, match="2026-11-20T09:00:00"):
        Instant().convert("tomorrow", None, None)
