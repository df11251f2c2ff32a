"""Where each key of a TOML file stands, so that a mistake can be named by its line."""

import re
from collections.abc import Mapping

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""\s*("[^"]+"|'[^']+'|[A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=""")

KeyPath = tuple[str | int, ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line of every table and key: `("imap", "port")` to 12. Arrays of tables count from 0."""
    lines: dict[KeyPath, int] = {}
    counts: dict[str, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            table = _table_path(match[1] == "[[", _parts(match[2]), counts)
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            lines.setdefault((*table, *_parts(match[1])), number)
    return lines


def line_of(lines: Mapping[KeyPath, int], where: KeyPath) -> int:
    """The line of a key, or of the nearest table around it, or 1."""
    for length in range(len(where), 0, -1):
        if where[:length] in lines:
            return lines[where[:length]]
    return 1


def _table_path(array: bool, parts: tuple[str, ...], counts: dict[str, int]) -> KeyPath:
    name = ".".join(parts)
    if array:
        counts[name] = counts.get(name, -1) + 1
    path: list[str | int] = []
    for length, part in enumerate(parts, start=1):
        path.append(part)
        index = counts.get(".".join(parts[:length]))
        if index is not None:
            path.append(index)
    return tuple(path)


def _parts(dotted: str) -> tuple[str, ...]:
    if dotted[:1] in "\"'":
        return (dotted[1:-1],)
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
