"""Files of a mail that could not be read: which, why, and who hears of it (mail-layer 6).

Past a bound comes a clear letter: the partner hears in the letter that answers his mail, or in
one of its own where none would go, and staff in theirs.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mailbot.domain.decision import Audience, Decision, Notification, Part
from mailbot.domain.hearers import part, to_writer
from mailbot.domain.intent import Strength
from mailbot.domain.mail import Attachment, Mail
from mailbot.domain.phrases import phrases
from mailbot.domain.registry import Role
from mailbot.domain.scene import Scene

_MOST = 10  # files that one letter names
# What the reader says of a file, by what its sender can do about it. The first row that fits.
_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("password", phrases("protected by a password | signed or encrypted")),
    ("nested", phrases("an archive inside an archive")),
    ("old", phrases("an old Office file")),
    ("scan", phrases("no text in it")),
    (
        "part",
        phrases("only the first | only \\d+ pages | damaged after | time for this mail's files"),
    ),
    ("damaged", phrases("damaged | not text")),
    (
        "large",
        phrases(
            "larger than | more than | pixels | unpacked it has | packed more | too much | "
            "an archive of"
        ),
    ),
)
_OF_THE_MAIL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mail_cut", phrases("only its beginning was read | the text was cut")),
    ("mail_encrypted", phrases("encrypted with")),
)
# A picture without a barcode is one for people to look at: nothing is wrong with it.
_FINE = phrases("no barcode found | pictures were looked at")


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file, or with an empty name the mail itself; `why` is a code of the letters' words."""

    name: str
    why: str


def unread_files(mail: Mail) -> tuple[UnreadFile, ...]:
    """What of the mail, and of those attached to it, was not read or only in part. Bounded."""
    found = dict.fromkeys(_unread(mail))
    return tuple(found)[:_MOST]


def _unread(mail: Mail) -> Iterator[UnreadFile]:
    for problem in mail.problems:
        for why, pattern in _OF_THE_MAIL:
            if pattern.search(problem):
                yield UnreadFile("", why)
    for attachment in mail.attachments:
        if attachment.problem and not _is_fine(attachment):
            why = next((w for w, p in _REASONS if p.search(attachment.problem)), "other")
            yield UnreadFile(attachment.name[:100], why)
    for enclosed in mail.enclosed:
        yield from _unread(enclosed)


def _is_fine(attachment: Attachment) -> bool:
    picture = attachment.content_type.startswith("image/")
    return bool(_FINE.search(attachment.problem)) or (attachment.inline and picture)


def with_unread_told(scene: Scene, decision: Decision) -> Decision:
    """The decision with a word on the files that could not be read, in the letter to the writer
    and in the one to staff. Machines and strangers hear nothing more."""
    files = unread_files(scene.mail)
    units = scene.intent.units
    if units and all(unit.serial for unit in units):  # then a scan is for people to look at
        files = tuple(f for f in files if f.why != "scan")
    staff = scene.intent.sender.role is Role.STAFF
    if not files or scene.intent.machine or not (staff or scene.partner):
        return decision
    letters = list(decision.notifications)
    told = part("files_unread", files=files, partner_told=False)
    heard = _add(letters, told, lambda n: scene.writer.email in {a.email for a in (*n.to, *n.cc)})
    ticket = scene.ticket
    believed = scene.intent.sender.strength >= Strength.ALIGNED
    if not heard and not staff and ticket is not None and believed:
        now = next((t for t in decision.tickets if t.number == ticket.number), ticket)
        letters.append(to_writer(scene, now, told))
        heard = True
    if heard and not staff:
        told = part("files_unread", files=files, partner_told=True)
        _add(letters, told, lambda n: n.audience is Audience.STAFF)
    return replace(decision, notifications=tuple(letters))


def _add(letters: list[Notification], told: Part, wanted: Callable[[Notification], bool]) -> bool:
    """Add the part to the first letter that is wanted; False if there is none."""
    place = next((i for i, letter in enumerate(letters) if wanted(letter)), None)
    if place is None:
        return False
    letters[place] = replace(letters[place], parts=(*letters[place].parts, told))
    return True
