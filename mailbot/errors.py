"""What can go wrong, by what happens next.

    MailbotError
    ├── Refused         tell the sender, change nothing
    ├── Unreadable      set this mail aside with its bytes, go on with the next
    ├── Unavailable     leave everything as it is, try again later with growing pauses
    └── Misconfigured   stop, and list every mistake with its file and line

An error carries facts; the words are in a template. Anything else that is raised is a bug: logged
with its traceback,
and the mail set aside after three tries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class MailbotError(Exception):
    """Base of all errors that mailbot raises on purpose."""


class Refused(MailbotError):
    """What the sender asked for cannot be done.

    `code` names the refusal (a key of the `refusals` words of a template folder), `facts` fill its
    sentence.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts


class Unreadable(MailbotError):
    """This mail cannot be read. `reason` is one line for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(MailbotError):
    """Something outside does not answer now: a server, a disk, a lock. One clear line."""


class NoWayOut(Unavailable):
    """No letter can leave at all: the relay is away, or wants another login. One clear line."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file that a person wrote."""

    path: str
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.wrong}, {self.right}"


class Misconfigured(MailbotError):
    """Files of the operator are wrong. `str()` has a line for each mistake."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(m) for m in mistakes))
        self.mistakes = tuple(mistakes)
