"""One line of staff: its command with arguments, a near miss, or prose (mail-layer 21, 22)."""

import re
from dataclasses import dataclass
from datetime import date

from mailbot.domain.grammar import GRAMMARS, MEANT, MEANT_PHRASES, SPELLINGS
from mailbot.domain.intent import BadCommand, Order
from mailbot.domain.prose import REASONED, SPOKEN, Verdict, is_sentence, judge
from mailbot.domain.site import Site
from mailbot.domain.threads import find_references
from mailbot.domain.ticket import Digest

_WORD = re.compile(
    r"(?:(\d{1,3})\s?[.:)]?\s+)?([A-Za-z]+(?:-[A-Za-z]+)?)(?=$|[\s:.!?,;])([:.!?,;]?)\s*(.*)$",
    re.DOTALL,
)
_MARKS = re.compile(r"^(?:[-*•–—·]\s+|[•·]|[-–](?=\w)|\*(?=\w)(?![^*]*\*))")
_EMPHASIS = re.compile(r"^(?:\d{1,3}[.)]?\s+)?([*_`]{1,3})(?=\w)")
_TICKET_FIRST = re.compile(r"\[?([A-Za-z]{2,6}[- ]\d{4}[-/]\d{1,7})\]?\s?:?\s+(.*)$")
_DIGEST_LIST = re.compile(r",\s+(?=\d{1,3}\s?[.:)]?\s+[A-Za-z]{3,})")
_FREE = REASONED | SPOKEN | {"NOTE", "FIND"}
_LOOKS = frozenset({"WHY", "STATUS", "HELP"})  # a question is what they are


@dataclass(frozen=True, slots=True)
class Desk:
    """What a line is read by: the desk's day, its people and tickets, the digest answered."""

    today: date
    site: Site
    digest: Digest | None = None

    @property
    def colleagues(self) -> frozenset[str]:
        """The first names of the staff, in lower case."""
        return frozenset(m.name.split()[0].lower() for m in self.site.staff if m.name.strip())


def bare_line(line: str) -> str:
    """The line without a bullet before it and without signs of bold or italics."""
    bare = _MARKS.sub("", line.strip(), count=1).strip()
    marked = _EMPHASIS.match(bare)
    if marked is None:
        return bare
    sign = marked[1]
    start = marked.start(1)
    inner, _, after = bare[start + len(sign) :].partition(sign)
    return f"{bare[:start]}{inner}{after}".strip()


def first_word(line: str) -> str:
    """The command whose word the line begins with, or an empty text."""
    match = _WORD.match(bare_line(line))
    word = match[2].upper() if match else ""
    return SPELLINGS.get(word, word) if SPELLINGS.get(word, word) in GRAMMARS else ""


def read_line(line: str, desk: Desk) -> tuple[list[Order], list[BadCommand]] | None:
    """The orders of one line (several in the form of a digest), or None for prose."""
    orders: list[Order] = []
    bad: list[BadCommand] = []
    ticket = None
    bare = bare_line(line)
    first = _TICKET_FIRST.match(bare)
    if first and (named := find_references(first[1], desk.site)):
        ticket, line = named[0], first[2]
        bare = bare_line(line)
    pieces = _DIGEST_LIST.split(bare) if bare[:1].isdigit() else [line]
    for piece in pieces:
        read = _read_piece(piece.strip(), desk, ticket)
        if isinstance(read, Order):
            orders.append(read)
        elif isinstance(read, BadCommand):
            bad.append(read)
        elif piece is pieces[0]:
            return None
        else:
            bad.append(BadCommand(piece, "HELP"))
    return orders, bad


def _read_piece(line: str, desk: Desk, ticket: str | None) -> Order | BadCommand | None:
    bare = bare_line(line)
    match = _WORD.match(bare)
    if match is None:
        return None
    number, written, mark, rest = match[1], match[2], match[3], match[4]
    word = SPELLINGS.get(written.upper(), written.upper())
    if word == "REFUSE-PARCEL" and rest.lower().startswith("parcel"):
        rest = rest[6:].lstrip(" :")
    if word not in GRAMMARS:
        return _near_miss(line, bare, match, desk.today)
    verdict, args = _judged(word, written, mark, rest, desk)
    if verdict is Verdict.PROSE or (verdict is Verdict.UNCLEAR and args is None):
        return _unfit(line, word, written, rest) if args is None else None
    if args is None or verdict is Verdict.UNCLEAR:
        return BadCommand(line, word, "wrong_arguments")
    place = int(number) if number else None
    named = desk.digest.lines.get(str(place)) if desk.digest and place else None
    return Order(word, args, line, ticket or named, place)


def _judged(
    word: str, written: str, mark: str, rest: str, desk: Desk
) -> tuple[Verdict, dict[str, object] | None]:
    """What the line is, and its arguments where it has them."""
    args = GRAMMARS[word].parse(rest, desk.today)
    loud = written.isupper()
    if mark in (",", ";") or (mark == "?" and (rest or word not in _LOOKS)):
        # "Approve, then ship", "Cancel?": a sentence, a question.
        return (Verdict.UNCLEAR if loud else Verdict.PROSE), (args if loud else {})
    if args is None:
        return Verdict.PROSE, None
    colon = mark == ":"
    free = word in _FREE or (word == "REJECT" and not _HAS_COLON.match(rest))
    if not free:
        return Verdict.COMMAND, args
    shouted = loud and rest.isupper() and len(rest.split()) >= 2
    verdict = judge(word, rest, shaped=colon or (loud and not shouted), colleagues=desk.colleagues)
    if shouted and verdict is Verdict.PROSE:
        verdict = Verdict.UNCLEAR
    elif shouted and verdict is Verdict.UNCLEAR and word not in REASONED:
        verdict = Verdict.COMMAND
    return verdict, args


_HAS_COLON = re.compile(r"\w+\s*[:,-]")


def _unfit(line: str, word: str, written: str, rest: str) -> BadCommand | None:
    """A known word with arguments that do not fit: told, unless the line is plain prose."""
    words = rest.split()
    if written.isupper():
        return None if is_sentence(rest) else BadCommand(line, word, "wrong_arguments")
    formal = bool(re.search(r"[=:\[\]|]|\d", rest))
    if (formal or not words) and len(words) <= 12:
        return BadCommand(line, word, "wrong_arguments")
    return None


def _near_miss(line: str, bare: str, match: re.Match[str], today: date) -> BadCommand | None:
    """A mistyped command, or a word of another language: what it was meant to be.

    Only where the rest would fit, or it is shouted.
    """
    written, rest = match[2], match[4]
    upper = written.upper()
    whole = " ".join(re.findall(r"[A-ZÀ-Ü]+", bare.upper()))
    phrase = next((p for p in MEANT_PHRASES if whole == p or whole.startswith(f"{p} ")), None)
    if phrase is not None and (whole == phrase or bare.isupper()):
        return BadCommand(line, MEANT_PHRASES[phrase])
    meant = MEANT.get(upper) or next((w for w in GRAMMARS if is_slip(upper, w)), None)
    if meant is None:
        return None
    fits = GRAMMARS[meant].parse(rest, today) is not None
    free = meant in _FREE
    if written.isupper() or (fits and not free and not bare.endswith((".", "!", "?", ","))):
        return BadCommand(line, meant)
    return None


def is_mistyped(line: str) -> bool:
    """True for a line that begins with a word one slip away from a command."""
    word = re.match(r"[A-Za-z]+", bare_line(line))
    return word is not None and any(is_slip(word[0].upper(), name) for name in GRAMMARS)


def is_shouted_slip(line: str) -> bool:
    """True for a line whose first word, in capitals, is one slip away from a command."""
    return is_mistyped(line) and bare_line(line).split(maxsplit=1)[0].isupper()


def is_slip(written: str, word: str) -> bool:
    """True if one slip of the finger (two in long words) makes the word: Damerau's distance."""
    most = 2 if len(word) >= 7 else 1
    if (
        written == word
        or len(word) < 3
        or abs(len(written) - len(word)) > most
        or written[:1] != word[:1]
    ):
        return False
    return _distance(written, word) <= most


def _distance(one: str, other: str) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
