"""The commands of a mail of staff: the block at the top of the new words (mail-layer 21-25)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mailbot.domain.grammar import GRAMMARS, MEANT, SPELLINGS, Args
from mailbot.domain.intent import BadCommand, Order
from mailbot.domain.mail import Mail
from mailbot.domain.quotemarks import is_closing, is_device_line
from mailbot.domain.quoting import split
from mailbot.domain.site import Site
from mailbot.domain.threads import find_references
from mailbot.domain.ticket import Digest

_LINES = 400  # of a block that are read
_WORD = re.compile(
    r"[-*•]?\s{0,2}(?:(\d{1,3})\s?[.:)]?\s+)?([A-Za-z]+(?:-[A-Za-z]+)?)(?=$|[\s:.])[:.]?\s*(.*)$",
    re.DOTALL,
)
_TICKET_FIRST = re.compile(r"\[?([A-Za-z]{2,6}[- ]\d{4}[-/]\d{1,7})\]?\s?:?\s+(.*)$")
_DIGEST_LIST = re.compile(r",\s+(?=\d{1,3}\s?[.:)]?\s+[A-Za-z]{3,})")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9 /:.-]{3,40}", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """What was read so far."""

    orders: list[Order] = field(default_factory=list)
    bad: list[BadCommand] = field(default_factory=list)


def command_text(mail: Mail, ours: Sequence[str]) -> str:
    """The text whose top holds the commands: of the HTML part where the plain part broke its
    lines."""
    plain = split(mail.text, ours, mail.subject).first_reply
    rich = split(mail.html_text, ours, mail.subject).first_reply if mail.html_text else ""
    same = "".join(plain.split()) == "".join(rich.split())
    return rich if rich and (same or not plain.strip()) else _rejoined(plain)


def _rejoined(text: str) -> str:
    """Lines that a program broke at its margin, put together; others stay apart."""
    out: list[str] = []
    before = 0
    for line in text.split("\n"):
        words = line.split()
        broken = 58 <= before <= 80 and words and before + 1 + len(words[0]) > 72
        if broken and not _first_word(line.strip()):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
        before = len(line.rstrip())
    return "\n".join(out)


def _first_word(line: str) -> str:
    match = _WORD.match(line)
    word = match[2].upper() if match else ""
    return SPELLINGS.get(word, word) if SPELLINGS.get(word, word) in GRAMMARS else ""


def read_orders(
    mail: Mail, site: Site, digest: Digest | None = None
) -> tuple[tuple[Order, ...], tuple[BadCommand, ...]]:
    """The commands and the near misses of a mail of staff, in order. Prose is neither.

    The first line that is no command, STOP, a signature and a quote end the block.
    """
    text = command_text(mail, (site.address, *site.aliases))
    today = site.calendar.local_day(mail.received)
    names = _names(mail, site)
    lines = text.split("\n")[:_LINES]
    block = _Block()
    at = 0
    while at < len(lines) and len(block.orders) + len(block.bad) < site.limits.commands:
        line = lines[at].strip()
        at += 1
        if not line:
            continue
        if line.startswith(("--", ">", "__")) or line.upper().rstrip(".") == "STOP":
            break
        read = _read_line(line, today, site, digest)
        if read is None:
            break
        orders, bad = read
        if orders and GRAMMARS[orders[-1].name].goes_on:
            at, orders[-1] = _with_more(orders[-1], lines, at, names)
        elif orders and orders[-1].name == "RECEIVED":
            at, orders[-1] = _with_codes(orders[-1], lines, at)
        block.orders += orders
        block.bad += bad
    return tuple(block.orders), tuple(block.bad)


def _names(mail: Mail, site: Site) -> frozenset[str]:
    """The writer's own name: a line of it is a signature."""
    members = [site.staff_member(sender.email) for sender in mail.senders]
    full = [*(s.name for s in mail.senders), *(m.name for m in members if m is not None)]
    return frozenset(w.lower() for n in full for w in (n, n.partition(" ")[0]) if w)


def _read_line(
    line: str, today: date, site: Site, digest: Digest | None
) -> tuple[list[Order], list[BadCommand]] | None:
    """The orders of one line (several in the form of a digest), or None for prose."""
    orders: list[Order] = []
    bad: list[BadCommand] = []
    ticket = None
    first = _TICKET_FIRST.match(line)
    if first and (named := find_references(first[1], site)):
        ticket, line = named[0], first[2]
    pieces = _DIGEST_LIST.split(line) if re.match(r"[-*•]?\s?\d", line) else [line]
    for piece in pieces:
        read = _read_piece(piece.strip(), today, ticket, digest)
        if isinstance(read, Order):
            orders.append(read)
        elif isinstance(read, BadCommand):
            bad.append(read)
        elif piece is pieces[0]:
            return None
        else:
            bad.append(BadCommand(piece, "HELP"))
    return orders, bad


def _read_piece(
    line: str, today: date, ticket: str | None, digest: Digest | None
) -> Order | BadCommand | None:
    match = _WORD.match(line)
    if match is None:
        return None
    number, written, rest = match[1], match[2], match[3]
    word = SPELLINGS.get(written.upper(), written.upper())
    if word == "REFUSE-PARCEL" and rest.lower().startswith("parcel"):
        rest = rest[6:]
    grammar = GRAMMARS.get(word)
    if grammar is None:
        return _near_miss(line, written, rest, today)
    if _is_sentence(written, rest):
        return None
    args = grammar.parse(rest, today)
    if args is None:
        return _unfit(line, word, written, rest)
    place = int(number) if number else None
    named = digest.lines.get(str(place)) if digest and place else None
    return Order(word, args, line, ticket or named, place)


def _is_sentence(written: str, rest: str) -> bool:
    """True for prose that begins with the word: `Ask him`, `Note that`, `Close it when you can`."""
    if written.isupper():
        return False
    return bool(
        re.match(
            r"(?i)(?:him|her|them|me|us|it|that|the customer|il cliente|al cliente|a lui|i|to|"
            r"che|for|if|care)\b",
            rest,
        )
        or rest.startswith(",")
    )


def _unfit(line: str, word: str, written: str, rest: str) -> BadCommand | None:
    """A known word with arguments that do not fit: told, unless the line is plain prose."""
    formal = bool(re.search(r"[=:\[\]|]|\d", rest))
    words = rest.split()
    prose = len(words) >= 3 and not formal
    if written.isupper() and not prose:
        return BadCommand(line, word, "wrong_arguments")
    if not prose and (formal or not words) and len(words) <= 12:
        return BadCommand(line, word, "wrong_arguments")
    if written.isupper() and not re.search(r"[.!?,]\s*$", rest) and len(words) <= 3:
        return BadCommand(line, word, "wrong_arguments")
    return None


def _near_miss(line: str, written: str, rest: str, today: date) -> BadCommand | None:
    """A mistyped command: what it was meant to be. Only where the rest would fit, or it is
    shouted."""
    upper = written.upper()
    meant = MEANT.get(upper) or next((w for w in GRAMMARS if is_slip(upper, w)), None)
    if meant is None:
        return None
    fits = GRAMMARS[meant].parse(rest, today) is not None
    free = GRAMMARS[meant].goes_on or meant in ("CLOSE", "CANCEL", "FIND")
    if written.isupper() or (fits and not free and not rest.endswith((".", "!", "?", ","))):
        return BadCommand(line, meant)
    return None


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


def _with_more(
    order: Order, lines: Sequence[str], at: int, names: frozenset[str]
) -> tuple[int, Order]:
    """The order with the lines its text goes on over: to the next command, a blank line or a
    name."""
    more: list[str] = []
    while at < len(lines):
        line = lines[at].strip()
        if not line or line.startswith(("--", ">", "__")) or line.upper() == "STOP":
            break
        if _first_word(line) and not _is_sentence(line.split()[0], line.partition(" ")[2]):
            break
        if is_closing(line) or is_device_line(line) or line.lower().rstrip(".,") in names:
            break
        more.append(line)
        at += 1
    if not more:
        return at, order
    text = "\n".join([str(order.args["text"]), *more])
    return at, Order(
        order.name, {**order.args, "text": text}, order.line, order.ticket, order.digest_line
    )


def _with_codes(order: Order, lines: Sequence[str], at: int) -> tuple[int, Order]:
    """RECEIVED with the scanned codes on the lines after it."""
    codes: list[str] = []
    while at < len(lines):
        line = lines[at].strip()
        if line and not (_CODE.fullmatch(line) and any(c.isdigit() for c in line)):
            break
        if line and (
            _first_word(line) or _is_mistyped(line) or re.match(r"\d{1,3}\s+[A-Za-z]", line)
        ):
            break
        if line:
            codes.append(line.upper())
        at += 1
    if not codes:
        return at, order
    args: Args = {**order.args, "codes": codes}
    if "units" in args:
        args["units"] = [*_listed(args["units"]), *codes]
    return at, Order(order.name, args, order.line, order.ticket, order.digest_line)


def _is_mistyped(line: str) -> bool:
    """True for a line that begins with a word one slip away from a command."""
    word = re.match(r"[A-Za-z]+", line)
    return word is not None and any(is_slip(word[0].upper(), name) for name in GRAMMARS)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
