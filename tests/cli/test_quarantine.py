"""`mailbot quarantine`: what was set aside can be seen, dropped, and handled again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot import bootstrap, cli
from mailbot.demo.catalogue import PARTNER, settings, write_registry
from mailbot.demo.story import REQUEST
from mailbot.domain.mail import RawMail

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HEAD = (
    f"From: {PARTNER}\r\nTo: rma@voismart.example\r\nSubject: RMA\x1b[2J\r\nMessage-ID: <1@b>\r\n"
)
RAW = (HEAD + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + REQUEST).encode()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A desk with one mail set aside."""
    path = tmp_path / "mailbot.toml"
    path.write_text(settings(9, 9, "x"), encoding="utf-8")
    loaded, _ = bootstrap.load(path)
    store = bootstrap.open_store(loaded)
    partners, sales = write_registry(tmp_path, NOW.date())
    registry = __import__("mailbot.adapters.registry_csv", fromlist=["read_sales"])
    store.import_partners(registry.read_partners(partners))
    store.import_sales(registry.read_sales(sales))
    assert store.quarantine(RawMail("1", RAW, NOW), "handling failed 3 times", NOW)
    store.close()
    return path


def _run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.cli, ["quarantine", *words, "--config", str(config)])


def _key(config: Path) -> str:
    return _run(config, "list").output.split()[0]


def test_what_was_set_aside_is_listed_with_its_reason(config: Path) -> None:
    """Mail-layer 4: a mail that failed three times waits with its bytes and the error."""
    said = _run(config, "list").output

    assert PARTNER in said
    assert "handling failed 3 times" in said
    assert "\x1b" not in said


def test_one_is_shown_by_the_beginning_of_its_key(config: Path) -> None:
    """And its bytes come out as they came in."""
    key = _key(config)

    assert "VSP1225470427Q" in _run(config, "show", key[:6]).output
    assert _run(config, "show", key, "--raw").stdout_bytes == RAW


def test_an_unknown_key_is_refused(config: Path) -> None:
    """One line, status 1."""
    result = _run(config, "drop", "ffffffffffff")

    assert result.exit_code == cli.NOT_DONE
    assert "no mail has this key" in result.output


def test_a_dropped_mail_is_gone_from_the_list_and_kept(config: Path) -> None:
    """Nothing is thrown away."""
    key = _key(config)

    assert _run(config, "drop", key).exit_code == 0

    assert "nothing is set aside" in _run(config, "list").output
    assert key in _run(config, "list", "--all").output
    assert _run(config, "show", key, "--raw").stdout_bytes == RAW


def test_a_released_mail_is_handled_again(config: Path) -> None:
    """Mail-layer 4: after a fix it becomes a ticket, once."""
    result = _run(config, "release", _key(config))

    assert result.exit_code == 0, result.output
    loaded, _ = bootstrap.load(config)
    store = bootstrap.open_store(loaded, read_only=True)
    (ticket,) = store.tickets()
    assert [unit.serial for unit in ticket.units] == ["VSP1225470427Q", "VSA2425080333D"]
    assert store.outbox_counts()["pending"] > 0
    store.close()
    assert "nothing is set aside" in _run(config, "list").output
