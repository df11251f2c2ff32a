"""Each mail as it passes, on the terminal: who to whom, the subject, the lines that matter."""

import sys
import textwrap
from dataclasses import dataclass

from mailbot.demo.accounts import Passage, account_of
from mailbot.demo.catalogue import DESK, DISTRIBUTOR
from mailbot.demo.essence import essence
from mailbot.terminal import Screen, cut, glance, new_lines

_LINES = 12  # of a mail: the whole is on the page


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail to be shown. `name` is the letter's name, empty for a person's mail."""

    passage: Passage
    name: str
    seconds: float  # since the demo began


class Show:
    """Writes to the terminal. Used by one thread at a time."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._last = b""

    def say(self, text: str = "", *styles: str) -> None:
        """One line."""
        sys.stdout.write(self._screen.paint(text, *styles) + "\n")
        sys.stdout.flush()

    def title(self, text: str) -> None:
        """The heading of a step."""
        self.say()
        self.say(f"── {text} ".ljust(self._screen.width, "─"), "bold")

    def mail(self, shown: Shown) -> None:
        """A mail at a glance; a further copy of the mail before it in one line."""
        paint, width = self._screen.paint, self._screen.width
        seen = glance(shown.passage.raw)
        # The envelope says whom this copy goes to: the desk posts one for each recipient.
        to = ", ".join(dict.fromkeys(account_of(a) for a in shown.passage.recipients))
        colour = _colour(account_of(seen.sender))
        mark = "◀" if shown.name else "▶"
        head = f"{mark} {seen.sender} → {to}" if not shown.name else f"{mark} desk → {to}"
        when = f"{shown.seconds:6.1f} s  {shown.name}"
        if shown.passage.raw == self._last:
            self.say(paint(f"  {head}   the same", colour))
            return
        self._last = shown.passage.raw
        self.say()
        self.say(paint(f"  {head}", "bold", colour) + paint(f"   {when}", "dim"))
        self.say(paint(f"    {seen.subject}"[:width], "bold"))
        if shown.name:
            lines = [part for line in essence(seen.text) for part in _wrapped(line, width - 6)]
        else:
            lines = cut(new_lines(seen.text), width - 6)
        for line in lines[:_LINES]:
            self.say(paint("    │ ", colour) + line)
        if len(lines) > _LINES:
            self.say(paint(f"    │ … {len(lines) - _LINES} more lines", "dim"))
        for name in seen.attachments:
            self.say(paint(f"    + {name}", "dim"))


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, subsequent_indent="  ") or [""]


def _colour(sender: str) -> str:
    if sender == DESK:
        return "green"
    if sender.rpartition("@")[2] == DESK.rpartition("@")[2]:
        return "yellow"
    return "magenta" if sender == DISTRIBUTOR else "cyan"
