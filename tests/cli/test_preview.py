"""`mailbot preview` writes every letter as a page that can be looked at."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.cli import options
from mailbot.cli.preview import preview
from mailbot.domain.notifications import NOTIFICATIONS


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine are found."""
    monkeypatch.delenv(options.VARIABLE, raising=False)
    monkeypatch.setattr(options, "places", tuple)


def test_every_letter_is_on_the_page_in_every_language(tmp_path: Path, nowhere: None) -> None:
    """Without settings an invented desk is shown; each link of the page leads to a file."""
    done = CliRunner().invoke(preview, [str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert f"{2 * len(NOTIFICATIONS)} letters" in done.output
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert {f"{lang}/{name}.html" for lang in ("it", "en") for name in NOTIFICATIONS} <= set(links)
    for link in links:
        assert (tmp_path / "out" / link).stat().st_size > 100
    assert (tmp_path / "out" / "it" / "approval.RMA-2026-00042-label.pdf").read_bytes()[
        :4
    ] == b"%PDF"


def test_settings_that_are_named_must_be_there(tmp_path: Path) -> None:
    """A wrong --config is said, not passed over."""
    missing = str(tmp_path / "no.toml")
    done = CliRunner().invoke(preview, ["--config", missing, str(tmp_path)])
    assert "no.toml" in str(done.exception)
