"""A letter's body as a small tree, from which its text and its HTML are written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. A line break is `\\n` in `text`."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is the largest in a body."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `start` is the first number of an ordered one, None for bullets."""

    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `right` tells which columns are aligned to the right."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to copy or to fill in, set apart from the rest (a Markdown quote)."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across: what follows is small print."""


Block = Paragraph | Heading | Listing | Grid | Box | Rule


def plain(runs: Runs) -> str:
    """The words of some runs without style, line breaks kept."""
    return "".join(run.text for run in runs)
