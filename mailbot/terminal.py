"""Mails and words on a terminal: colour where it is wanted, one look for a mail."""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import TextIO

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34"}
_STYLES |= {"magenta": "35", "cyan": "36"}
# What a terminal would obey instead of showing: escape sequences and other control characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# The line above a quote: "Il giorno ... ha scritto:", "On ... wrote:".
_ATTRIBUTION = re.compile(r"(?:ha scritto|wrote):$")


@dataclass(frozen=True, slots=True)
class Screen:
    """How to write to somebody: with colour or without, how wide."""

    colour: bool
    width: int

    def paint(self, text: str, *styles: str) -> str:
        """The text in these styles, or plain."""
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_STYLES[s] for s in styles)}m{text}\x1b[0m"


def screen_for(stream: TextIO) -> Screen:
    """What suits a stream: colour on a terminal unless NO_COLOR or TERM=dumb say no."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    wanted = stream.isatty() or bool(os.environ.get("FORCE_COLOR"))
    return Screen(wanted and not plain, min(shutil.get_terminal_size((100, 24)).columns, 110))


@dataclass(frozen=True, slots=True)
class Glance:
    """What one sees of a mail at once."""

    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[str, ...]


def glance(raw: bytes) -> Glance:
    """What one sees of a mail at once: control characters removed, the text part whole."""
    mail = message_from_bytes(raw)
    senders = getaddresses([str(v) for v in mail.get_all("From", [])[:1]])
    headers = [str(v) for name in ("To", "Cc") for v in mail.get_all(name, [])]
    return Glance(
        sender=senders[0][1] if senders else "?",
        recipients=tuple(address for _, address in getaddresses(headers) if address),
        subject=_header(mail, "Subject"),
        text=shown(_text(mail)),
        attachments=tuple(shown(name) for part in mail.walk() if (name := _file_name(part))),
    )


def shown(text: str) -> str:
    """The text without what a terminal would obey."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\t", "    "))


def new_lines(text: str) -> list[str]:
    """The lines of a mail without quotes, what introduces them, signature, doubled blanks."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.rstrip() == "--" or line.startswith("-- "):
            break
        if line.startswith(">") or (not line.strip() and (not lines or not lines[-1])):
            continue
        lines.append(line.rstrip())
    while lines and (not lines[-1] or _ATTRIBUTION.search(lines[-1])):
        lines.pop()
    return lines


def cut(lines: Iterable[str], width: int) -> list[str]:
    """The lines, each no longer than the width."""
    return [line if len(line) <= width else line[: width - 1] + "…" for line in lines]


def _header(mail: Message, name: str) -> str:
    value = " ".join(str(mail.get(name, "")).split())
    try:
        return shown(str(make_header(decode_header(value))))
    except (LookupError, ValueError):
        return shown(value)


def _file_name(part: Message) -> str:
    return str(part.get_filename() or "") if part.get_content_maintype() != "multipart" else ""


def _text(mail: Message) -> str:
    for part in mail.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                try:
                    return payload.decode(part.get_content_charset() or "utf-8", "replace")
                except LookupError:
                    return payload.decode("utf-8", "replace")
    return ""
