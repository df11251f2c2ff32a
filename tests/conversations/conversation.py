"""A mail exchange with a real desk on an in-memory store: what is received, what is sent."""

import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from textwrap import dedent

from mailbot.domain.mail import RawMail
from mailbot.domain.ticket import Ticket
from mailbot.pipeline import Desk, Outcome
from mailbot.ports import Delivery, Receipt
from tests.conftest import SetClock

SERVER = "mx1.voismart.example"


@dataclass(frozen=True)
class Letter:
    """A letter that left the desk, as its reader sees it."""

    message: EmailMessage

    @property
    def to(self) -> set[str]:
        return {a for _, a in getaddresses(self.message.get_all("To", []))}

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None, "a letter without a text part"
        return str(part.get_content())

    def __str__(self) -> str:
        return f"To: {', '.join(sorted(self.to))}\nSubject: {self.subject}\n\n{self.text}"


class Conversation:
    """What one desk receives and sends. Fails on a letter nobody expected."""

    def __init__(self, desk: Desk, clock: SetClock) -> None:
        self.desk, self.clock = desk, clock
        self.unread: list[Letter] = []
        self._count = 0
        self.last_raw: RawMail

    def receives(
        self, text: str, *, answers: Letter | None = None, vouched: bool = True, headers: str = ""
    ) -> Outcome:
        """One mail comes in. `answers` is the letter it replies to; `vouched`: our mail server
        knows the sender, as it does for all who write honestly."""
        assert not self.unread, f"not read before the next mail:\n\n{self._all_unread()}"
        raw = self._mail(dedent(text).strip("\n"), answers, vouched, dedent(headers))
        self.last_raw = RawMail(f"1:{self._count}", raw, self.clock.now(), len(raw))
        outcome = self.desk.handle(self.last_raw)
        assert not outcome.later, "the desk failed on this mail; see the log"
        self.collect()
        return outcome

    def sends(self, expected: str) -> Letter:
        """The desk has sent this: headers by name, the text by words, `...` stands for any."""
        head, _, body = dedent(expected).strip("\n").partition("\n\n")
        wanted = dict(re.split(r":\s*", line, maxsplit=1) for line in head.splitlines())
        address = wanted.get("To", "").strip().lower()
        found = [x for x in self.unread if address in x.to and _like(wanted, x)]
        assert found, f"no such letter:\n{head}\n\nunread are:\n\n{self._all_unread()}"
        letter = found[0]
        assert _matches(body, letter.text), f"expected:\n{body}\n\nsent:\n{letter}"
        self.unread.remove(letter)
        return letter

    def sends_to(self, address: str, subject: str = "") -> Letter:
        """The desk has sent a letter to this address; its words do not matter here."""
        found = [x for x in self.unread if address in x.to and subject in x.subject]
        assert found, f"nothing to {address}; unread are:\n\n{self._all_unread()}"
        self.unread.remove(found[0])
        return found[0]

    def read_copies(self, address: str) -> None:
        """Read what went to this address, if anything did: a copy that does not matter here."""
        self.unread = [letter for letter in self.unread if letter.to != {address}]

    def sends_nothing(self) -> None:
        """Nothing was sent, or all of it was read."""
        assert not self.unread, f"unexpected:\n\n{self._all_unread()}"

    def later(self, **duration: float) -> None:
        """Time passes."""
        assert not self.unread, f"not read before time passes:\n\n{self._all_unread()}"
        self.clock.move(**duration)
        self.desk.review()
        self.collect()

    def ticket(self, number: str) -> Ticket:
        found = self.desk.store.ticket(number)
        assert found is not None, f"there is no ticket {number}"
        return found

    def collect(self) -> None:
        """Take what waits in the outbox, as the relay would."""
        seen: set[str] = set()
        now = self.clock.now()
        while postings := self.desk.store.due_postings(now):
            for posting in postings:
                self.desk.store.posted(posting, Receipt(Delivery.SENT, 250, "ok"), None, now)
                if posting.message_id not in seen:
                    seen.add(posting.message_id)
                    parsed = BytesParser(policy=email.policy.default).parsebytes(posting.raw)
                    assert isinstance(parsed, EmailMessage)
                    self.unread.append(Letter(parsed))

    def _mail(self, text: str, answers: Letter | None, vouched: bool, extra: str) -> bytes:
        self._count += 1
        head, _, body = text.partition("\n\n")
        sender = re.search(r"^From:.*?([\w.+-]+@([\w.-]+))", head, re.M)
        assert sender, "a mail needs a From"
        lines = [f"Return-Path: <{sender[1]}>"]
        if vouched:
            lines.append(_results(sender[1], sender[2]))
        lines += [line for line in extra.splitlines() if line]
        lines += head.splitlines()
        lines.append(f"Message-ID: <mail-{self._count}@{sender[2]}>")
        lines.append(f"Date: {self.clock.now():%a, %d %b %Y %H:%M:%S +0000}")
        if "\nTo:" not in f"\n{head}":
            target = str(answers.message["Reply-To"]) if answers else self.desk.site.address
            lines.append(f"To: {target}")
        if answers:
            lines.append(f"In-Reply-To: {answers.message['Message-ID']}")
            lines.append(f"References: {answers.message['Message-ID']}")
            if "\nSubject:" not in f"\n{head}":
                lines.append(f"Subject: Re: {answers.subject}")
        if "content-type:" not in head.lower():
            lines += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
            lines.append("Content-Transfer-Encoding: 8bit")
        return ("\n".join(lines) + "\n\n" + body + "\n").replace("\n", "\r\n").encode()

    def _all_unread(self) -> str:
        return "\n\n----\n\n".join(str(letter) for letter in self.unread) or "(none)"


def _results(address: str, domain: str) -> str:
    if domain == "voismart.example":
        user = address.partition("@")[0]
        return f"Authentication-Results: {SERVER}; auth=pass smtp.auth={user}"
    return (
        f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom={domain};"
        f" dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    )


def _like(wanted: dict[str, str], letter: Letter) -> bool:
    return all(
        _matches(value, str(letter.message[name] or ""))
        for name, value in wanted.items()
        if name != "To"
    )


def _matches(expected: str, actual: str) -> bool:
    """True if the words are the same; `...` stands for any words, none included."""
    pieces = [re.escape(" ".join(p.split())) for p in expected.split("...")]
    pattern = r"\s*.*?\s*".join(pieces)
    return re.fullmatch(rf"\s*{pattern}\s*", " ".join(actual.split()), re.S) is not None
