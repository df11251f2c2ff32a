"""Serials one slip away from what was written: look-alikes, a swap, a digit too many or too few.

They are only ever proposed, and only where the unit was sold to the asker (decisions 2, A26).
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

# What is taken for what on a label, in both directions.
LOOK_ALIKES = {
    "0": "OQD",
    "O": "0QD",
    "Q": "0O",
    "D": "0O",
    "1": "IL7",
    "I": "1L",
    "L": "1I",
    "5": "S",
    "S": "5",
    "8": "B3",
    "B": "8",
    "3": "8",
    "2": "Z",
    "Z": "2",
    "6": "G",
    "G": "6",
    "7": "1T",
    "T": "7",
    "U": "V",
    "V": "U",
}
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIMPLE = {"0": "O", "O": "0", "1": "I", "I": "1", "5": "S", "S": "5", "8": "B", "B": "8"}
_SIMPLE |= {"2": "Z", "Z": "2", "L": "1"}
_MOST = 4  # confusable characters that are turned at once


# Whoever reads O for 0 does so all along: every O of a key turned at once, and the like.
_FOLDS = tuple(
    str.maketrans({c: d for pair in chosen for c, d in pair})
    for count in (1, 2, 3)
    for chosen in combinations(
        (
            (("O", "0"), ("Q", "0"), ("D", "0")),
            (("I", "1"), ("L", "1")),
            (("S", "5"),),
            (("B", "8"),),
        ),
        count,
    )
)


def likely(key: str) -> Iterator[str]:
    """The readings that need no typing mistake: look-alikes, a swap, a lost leading zero. About
    60."""
    spots = [i for i, c in enumerate(key) if c in _SIMPLE]
    for count in range(1, min(_MOST, len(spots)) + 1):
        for chosen in combinations(spots[:10], count):
            yield "".join(_SIMPLE[c] if i in chosen else c for i, c in enumerate(key))
    for turned in _FOLDS:
        yield key.translate(turned)
    for i, c in enumerate(key):
        for other in LOOK_ALIKES.get(c, ""):
            yield key[:i] + other + key[i + 1 :]
    yield from _swapped(key)
    yield "0" + key
    yield "00" + key
    if key.startswith("0"):
        yield key[1:]


def _swapped(key: str) -> Iterator[str]:
    for i in range(len(key) - 1):
        if key[i] != key[i + 1]:
            yield key[:i] + key[i + 1] + key[i] + key[i + 2 :]


def possible(key: str) -> Iterator[str]:
    """Also one character too many, too few or wrong. About 400."""
    yield from likely(key)
    for i in range(len(key)):
        yield key[:i] + key[i + 1 :]
    for i in range(len(key) + 1):
        for c in _DIGITS:
            yield key[:i] + c + key[i:]
    for c in _LETTERS if not key.isdigit() else "":
        yield key + c
        yield c + key
    for i, old in enumerate(key):
        kind = _DIGITS if old.isdigit() else _LETTERS
        for c in kind:
            if c != old:
                yield key[:i] + c + key[i + 1 :]


def nearest(key: str, known: Iterable[str]) -> list[str]:
    """Those of `known` that are near to the key, the most likely readings first, each once."""
    wanted = set(known)
    found: dict[str, None] = {}
    for variants in (likely(key), possible(key)):
        for variant in variants:
            if variant in wanted and variant != key:
                found[variant] = None
        if found:
            break
    return list(found)


def spread(serials: tuple[str, str], most: int = 50) -> list[str]:
    """The serials from the first to the last of a range, both included; empty if it is none.

    The two must be equal but for digits at one place, and not more than `most` apart.
    """
    first, last = serials
    if len(first) != len(last) or first == last:
        return []
    start = next(i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    end = start
    while end < len(first) and first[end].isdigit() and last[end].isdigit():
        end += 1
    if end == start or first[end:] != last[end:]:
        return []
    low, high = int(first[start:end]), int(last[start:end])
    if not low < high <= low + most:
        return []
    width = end - start
    return [f"{first[:start]}{n:0{width}}{first[end:]}" for n in range(low, high + 1)]


def completed(tail: str, bases: Iterable[str]) -> list[str]:
    """The serials that a written ending could mean beside others of the same mail, each once."""
    found: dict[str, None] = {}
    for base in bases:
        if len(tail) < len(base):
            found[base[: -len(tail)] + tail] = None
    return list(found)
