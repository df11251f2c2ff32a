"""What the terminal shows of a letter: what happened, and what comes next."""

from dataclasses import replace

import pytest

from mailbot import resources
from mailbot.adapters.renderer import LetterWriter
from mailbot.config import load_config
from mailbot.demo.essence import essence
from mailbot.demo.story import STORY
from mailbot.samples import NOW, sample_letter
from mailbot.terminal import glance
from tests.conftest import ROOT

NAMES = sorted({name for step in STORY for name, _ in step.letters})


@pytest.fixture(scope="module")
def writer() -> LetterWriter:
    site = load_config(ROOT / "config.example.toml").site
    return LetterWriter(
        replace(site, secret=b"x" * 32, languages=("en", "it")), (resources.templates(),)
    )


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_at_a_glance(writer: LetterWriter, name: str, language: str) -> None:
    """Readable at a glance: no greeting, a few lines, each unit in one, the step that follows."""
    seen = glance(writer.write(sample_letter(name, language), NOW).raw)

    lines = essence(seen.text)

    assert 1 <= len(lines) <= 12
    assert not lines[0].startswith(("Gentil", "Dear"))
    if name in {"acknowledgement", "approval", "quote", "shipped"}:
        assert [x[:3] for x in lines if "▸" in x] == ["1. ", "2. ", "3. "]
        assert [x for x in lines if x.startswith("→ ")]


def test_a_letter_of_another_make_gives_its_first_words() -> None:
    """A changed template is still shown."""
    assert essence("Hello,\n\nyour parcel\nis here\n\nBye") == ["your parcel", "is here"]
    assert essence("") == []
