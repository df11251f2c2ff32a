"""One thing said a hundred thousand times is read in seconds (issue 4, mail-layer 6)."""

import time
from collections.abc import Iterator

import pytest

from mailbot import bootstrap
from mailbot.domain.quoting import split
from mailbot.pipeline import Desk
from tests.conftest import ROOT, SetClock
from tests.fuzz.shapes import FORMS, NOW, UNITS, mail_of, measure

SECONDS = 4.0  # of the processor; most take less than half of it
# Shapes that took from eight seconds to minutes once, where they were slow.
SLOW_ONCE = (
    ("text", "."),
    ("html", "."),
    ("text", "OR3-26-"),
    ("text", "0330 "),
    ("text", "a1-"),
    ("text", "20/11/2026 "),
    ("reply", "Da: x\n"),
    ("name", ";"),
)
LINES = ("Da: x\n", "From: x\n", "a:\n", "-\n", "Da: x\nA: y\n", "- x\n", "On x wrote:\n", "> x\n")


@pytest.fixture(scope="module")
def dry_desk() -> Iterator[Desk]:
    """A desk for dry runs."""
    config, site = bootstrap.load(ROOT / "tests" / "desk" / "desk.toml")
    desk = bootstrap.build_desk(config, site, rehearsal=True, clock=SetClock(NOW))
    yield desk
    desk.close()


@pytest.mark.parametrize(("form", "unit"), SLOW_ONCE)
def test_a_shape_that_was_slow_is_read_in_time(dry_desk: Desk, form: str, unit: str) -> None:
    """150 KB of it. `make fuzz` tries them all."""
    assert measure(dry_desk, form, unit).seconds < SECONDS


@pytest.mark.parametrize("line", LINES)
def test_lines_that_could_begin_a_quote_are_split_in_time(line: str) -> None:
    """200 KB of lines that could each begin a quote; the best of three, on a busy machine."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        split(line * (200_000 // len(line)))
        taken.append(time.process_time() - start)
    assert min(taken) < 0.4  # a fifth on a machine that does nothing else


def test_every_shape_is_a_mail() -> None:
    """Each form with each unit; none is empty, none is the same as another."""
    assert all(unit for unit in UNITS)
    assert len(UNITS) > 150
    made = {mail_of(form, unit, 500).raw for form in FORMS for unit in UNITS[:60]}
    assert len(made) > 300
