"""Tables of words and phrases, written to be read, as patterns that find them."""

import re


def alternatives(table: str) -> str:
    """The entries of a table, parted by `|` or by line ends, as one alternation.

    Entries are patterns themselves; `¦` parts choices within one: `non (?:va¦parte)`. A space in
    an entry stands for any white space, ` ?` for none or more; a backslash at the end of a line
    goes on with the entry. Entries must be linear: no nested repetition.
    """
    whole_lines = re.sub(r"\\\n\s*", "", table)
    entries = [" ".join(e.split()) for e in whole_lines.replace("\n", "|").split("|")]
    spaced = (e.replace("¦", "|").replace(" ?", r"\s*").replace(" ", r"\s+") for e in entries if e)
    return "|".join(spaced)


def phrases(table: str) -> re.Pattern[str]:
    """A pattern that finds any of the table's entries as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{alternatives(table)})(?!\w)", re.IGNORECASE)


def beginnings(table: str) -> re.Pattern[str]:
    """A pattern for texts that begin with one of the entries, in any case."""
    return re.compile(rf"(?:{alternatives(table)})", re.IGNORECASE)


def whole(table: str, tail: str = "") -> re.Pattern[str]:
    """A pattern for texts that are nothing but one of the entries and `tail`, in any case."""
    return re.compile(rf"(?:{alternatives(table)}){tail}$", re.IGNORECASE)


def endings(table: str, tail: str = "") -> re.Pattern[str]:
    """A pattern that finds one of the entries, and `tail`, at the end of a text, in any case."""
    return re.compile(rf"(?<!\w)(?:{alternatives(table)}){tail}$", re.IGNORECASE)
