"""The line above a quote that says who wrote it, and when: `On Monday Anna wrote:`."""

import re
from dataclasses import dataclass

_VERB = "ha scritto|hai scritto|wrote|schrieb|geschrieben|a écrit|a ecrit|escribió|escribio"
_WROTE = re.compile(rf"\b(?:{_VERB}).{{0,80}}(?::|\s-{{2,10}})$", re.IGNORECASE)
# Programs of phones put the first words of the quote on the same line.
_WROTE_ON = re.compile(rf"\b(?:{_VERB})\s?:\s", re.IGNORECASE)
# 19 Novembre 2026, 10:00 da Anna Verdi anna@firma.example: no verb.
_SENT_BY = re.compile(r"\b(?:da|from|von|de|par|di)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d")
# Lotus Notes: Anna Verdi ---19.11.2026 10:00:00---Buongiorno
_NOTES = re.compile(
    r".{0,80}?-{2,3}\s?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s[ap]m)?"
    r"\s?-{2,3}",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"(?:quoting|zitat von|citando a?|citation de|cita de)\s", re.IGNORECASE)
_ATTRIBUTION_START = re.compile(
    r"il |in data |on |am |le |el |den |\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[^:]{0,80}<[^ >]{1,100}@"
    r"|-{2,10}\s?(?:il|on|am|le|el) |\d{1,2}\.?\s\w{3,10}\.?,?\s\d{4}|.{0,80}\bhat am \d"
    r"|(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son|jeu|dim"
    r"|mié|jue|vie|sáb)[a-zà-ÿ]{0,8}[.,]?\s|(?:quoting|zitat von|citando a?|citation de|cita de)\s",
    re.IGNORECASE,
)
_LINES = 4  # that programs break it into
_LONGEST = 600  # characters


@dataclass(frozen=True, slots=True)
class Attribution:
    """How many lines it takes, and its words on one line."""

    lines: int
    text: str


def find_attribution(lines: list[str], at: int) -> Attribution | None:
    """The attribution that begins at this line, or None. `lines` are stripped."""
    if "--" in lines[at] and _NOTES.match(lines[at][:300]):
        return Attribution(1, lines[at][:300])
    if not _starts(lines[at]):
        return None
    joined = ""
    for count in range(1, min(_LINES, len(lines) - at) + 1):
        line = lines[at + count - 1]
        joined = f"{joined} {line}".strip()
        if not line or len(joined) > _LONGEST:
            return None
        if _announces(joined):
            # The writer's own line may stand right above it.
            rest = [n for n in range(at + 1, at + count) if _starts(lines[n])]
            own = any(_announces(" ".join(lines[n : at + count])) for n in rest)
            return None if own else Attribution(count, joined)
    return None


def _starts(line: str) -> bool:
    return _ATTRIBUTION_START.match(line[:300]) is not None


def _announces(joined: str) -> bool:
    """True for `On Monday Anna wrote:` and its kin."""
    if joined.endswith((":", "--")) and _WROTE.search(joined):
        return True
    head, at, tail = joined.rpartition("@")
    if at and joined.endswith(":") and " " not in tail:
        sent = _CLOCK.search(head[-200:]) and _SENT_BY.search(head[-160:])
        return bool(sent) or _QUOTING.match(joined) is not None
    verb = _WROTE_ON.search(joined)
    before = joined[: verb.start()] if verb else ""
    return "@" in before[-100:] and _CLOCK.search(before) is not None
