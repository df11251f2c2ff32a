"""POLICY.md and the tests speak of the same requirements, and of all of them."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

REQUIREMENTS = [f"R{n}" for n in range(1, 61)]
READINGS = [f"A{n}" for n in range(1, 33)]
POINT = re.compile(r"^\*\*P(\d+)\*\*", re.MULTILINE)


def _cited(text: str, letter: str) -> set[str]:
    """`R10-R12` cites three, `R3, R5` two."""
    found = set(re.findall(rf"\b{letter}\d+\b", text))
    for first, last in re.findall(rf"\b{letter}(\d+)-{letter}?(\d+)\b", text):
        found |= {f"{letter}{n}" for n in range(int(first), int(last) + 1)}
    return found


@pytest.fixture(scope="module")
def policy() -> str:
    return (ROOT / "POLICY.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tests_text() -> str:
    """What the tests say of themselves, this file left out."""
    files = [p for p in (ROOT / "tests").rglob("test_*.py") if p != Path(__file__)]
    return "\n".join(p.read_text(encoding="utf-8") for p in files)


def test_the_points_are_numbered_without_a_gap(policy: str) -> None:
    """A citation `P12` means one point, for ever."""
    numbers = [int(n) for n in POINT.findall(policy)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_point_names_what_it_comes_from(policy: str) -> None:
    """Issue 2: each point names the requirement it comes from."""
    points = POINT.split(policy)[2::2]

    for number, point in enumerate(points, start=1):
        assert _cited(point, "R") | _cited(point, "A"), f"P{number}"


@pytest.mark.parametrize("number", REQUIREMENTS + READINGS)
def test_the_policy_has_every_requirement(policy: str, number: str) -> None:
    """Issue 2: R1-R60, and the readings A1-A32, each stand in a point."""
    assert number in _cited(policy, number[0])


@pytest.mark.parametrize("number", REQUIREMENTS)
def test_every_requirement_is_cited_by_a_test(tests_text: str, number: str) -> None:
    """Issue 3: every R number is cited by at least one test."""
    assert number in _cited(tests_text, "R")
