"""Serials that a mail lists one by one, whether or not they were ever sold."""

import re
from collections.abc import Iterable

from mailbot.domain.mail import Mail
from mailbot.domain.registry import bare_key

# A line or cell that is one serial: letters, digits and what stands between their groups.
_ONE = re.compile(r"[A-Z0-9][A-Z0-9 ./:-]{2,38}[A-Z0-9]", re.IGNORECASE)
_LEAST_DIGITS = 3
_MOST = 2_000  # lines and cells that are looked at


def listed_serials(text: str, mail: Mail) -> tuple[str, ...]:
    """Each line of the text, and each row of a one-column list attached, that is one serial alone.

    In order, each once by its bare form. A unit of another buyer and one that nobody sold then
    stand in an answer alike (mail-layer 19).
    """
    found: dict[str, str] = {}
    for line in _lines(text, mail):
        words = line.strip().strip("-*•;,.\t ")
        digits = sum(c.isdigit() for c in words)
        if _ONE.fullmatch(words) and digits >= _LEAST_DIGITS:
            found.setdefault(bare_key(words), words.upper())
    return tuple(found.values())


def _lines(text: str, mail: Mail) -> Iterable[str]:
    lines = text.splitlines()
    for attachment in mail.attachments:
        for table in attachment.tables:
            if not table.hidden and all(len(row) == 1 for row in table.rows):
                lines += [row[0] for row in table.rows]
    return lines[:_MOST]
