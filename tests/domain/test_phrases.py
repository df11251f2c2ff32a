"""The tables of words: each entry is one pattern."""

import re
from pathlib import Path

import mailbot.domain

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.")
_TABLE = re.compile(r'r?"""(.*?)"""', re.DOTALL)


def test_no_entry_of_a_table_is_cut_in_two() -> None:
    """Choices within an entry are parted by `¦`: a `|` there would end it."""
    for path in sorted(Path(mailbot.domain.__path__[0]).glob("*.py")):
        for table in _TABLE.findall(path.read_text(encoding="utf-8")):
            if "¦" not in table:
                continue
            whole = re.sub(r"\\\n\s*", "", table)
            for entry in _CLASS.sub(" ", whole).replace("\n", "|").split("|"):
                assert entry.count("(") == entry.count(")"), f"{path.name}: {entry.strip()}"
