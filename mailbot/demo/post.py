"""What has passed through the post office, and writing to it as a person does."""

import queue
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from mailbot.demo.accounts import Passage, account_of
from mailbot.demo.catalogue import DESK
from mailbot.demo.postoffice import HOST, PASSWORD
from mailbot.demo.show import Shown
from mailbot.terminal import glance, new_lines


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the desk that reached an account."""

    name: str
    account: str
    raw: bytes

    @property
    def mail(self) -> Message:
        """The letter, parsed."""
        return message_from_bytes(self.raw)


class Post:
    """All mail of the demo, in order. `name_of` tells the name of one of our letters by its id."""

    def __init__(self, name_of: Callable[[str], str], show: Callable[[Shown], None]) -> None:
        self.letters: list[Letter] = []
        self.passed = 0
        self._name_of = name_of
        self._show = show
        self._queue: queue.SimpleQueue[Passage] = queue.SimpleQueue()
        self._began = time.monotonic()

    def seen(self, passage: Passage) -> None:
        """Take note of a mail. Called by the post office's thread."""
        self._queue.put(passage)

    def wait(self, seconds: float) -> bool:
        """Show the next mail; False if none came in this time."""
        try:
            passage = self._queue.get(timeout=seconds)
        except queue.Empty:
            return False
        self.passed += 1
        mail = message_from_bytes(passage.raw)
        name = ""
        if account_of(glance(passage.raw).sender) == DESK:
            name = self._name_of(str(mail["Message-ID"] or "")) or "letter"
            accounts = [account_of(a) for a in passage.recipients]
            self.letters += [Letter(name, account, passage.raw) for account in accounts]
        self._show(Shown(passage, name, time.monotonic() - self._began))
        return True

    def newest(self, name: str, account: str) -> Letter | None:
        """The newest letter of this name that reached this account."""
        found = (x for x in reversed(self.letters) if x.name == name and x.account == account)
        return next(found, None)


def write_mail(
    sender: str, text: str, now: datetime, *, subject: str = "", answers: Letter | None = None
) -> EmailMessage:
    """A mail as a person's mail program makes it: an answer quotes what it answers."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    if answers is None:
        mail["To"], mail["Subject"] = DESK, subject
        mail.set_content(text)
        return mail
    letter = answers.mail
    own = glance(answers.raw)
    mail["To"] = str(letter["Reply-To"] or letter["From"])
    mail["Subject"] = own.subject if own.subject.lower().startswith("re:") else f"Re: {own.subject}"
    mail["In-Reply-To"] = str(letter["Message-ID"])
    references = f"{letter['References'] or ''} {letter['Message-ID']}"
    mail["References"] = " ".join(references.split())
    quoted = "\n".join(f"> {line}" for line in new_lines(own.text))
    mail.set_content(f"{text}\n\nIl giorno {now:%d/%m/%Y} {DESK} ha scritto:\n\n{quoted}\n")
    return mail


def send_mail(port: int, sender: str, mail: EmailMessage) -> None:
    """Hand a mail in over SMTP, logged in as its sender."""
    to = glance(mail.as_bytes(policy=SMTP)).recipients
    with smtplib.SMTP(HOST, port, timeout=10) as server:
        server.login(sender, PASSWORD)
        server.sendmail(sender, list(to), mail.as_bytes(policy=SMTP))
