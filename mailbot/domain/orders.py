"""The commands of a mail of staff: the block at the top of the new words (mail-layer 21-25)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailbot.domain.grammar import GRAMMARS, Args
from mailbot.domain.intent import BadCommand, Order
from mailbot.domain.lines import Desk, first_word, is_mistyped, is_shouted_slip, read_line
from mailbot.domain.mail import Mail
from mailbot.domain.quotemarks import is_closing, is_device_line
from mailbot.domain.quoting import split
from mailbot.domain.site import Site
from mailbot.domain.ticket import Digest

_LINES = 400  # of a block that are read
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
        if broken and not first_word(line.strip()):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
        before = len(line.rstrip())
    return "\n".join(out)


def read_orders(
    mail: Mail, site: Site, digest: Digest | None = None
) -> tuple[tuple[Order, ...], tuple[BadCommand, ...]]:
    """The commands and the near misses of a mail of staff, in order. Prose is neither.

    The first line that is no command, STOP, a signature and a quote end the block.
    """
    text = command_text(mail, (site.address, *site.aliases))
    desk = Desk(site.calendar.local_day(mail.received), site, digest)
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
        read = read_line(line, desk)
        if read is None:
            break
        orders, bad = read
        if orders and GRAMMARS[orders[-1].name].goes_on:
            at, orders[-1] = _with_more(orders[-1], lines, at, names, desk)
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


def _with_more(
    order: Order, lines: Sequence[str], at: int, names: frozenset[str], desk: Desk
) -> tuple[int, Order]:
    """The order with the lines its text goes on over: to the next command, a blank line or a
    name."""
    more: list[str] = []
    while at < len(lines):
        line = lines[at].strip()
        if not line or line.startswith(("--", ">", "__")) or line.upper() == "STOP":
            break
        if (first_word(line) or is_shouted_slip(line)) and read_line(line, desk) is not None:
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
            first_word(line) or is_mistyped(line) or re.match(r"\d{1,3}\s+[A-Za-z]", line)
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


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
