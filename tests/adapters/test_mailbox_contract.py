"""What every mailbox promises: IMAP on a real server, with and without extras, and Maildir."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.maildir import Maildir
from mailbot.domain.mail import RawMail
from mailbot.ports import Mailbox
from mailbot.settings import ImapSettings, MaildirSettings


@dataclass(frozen=True, slots=True)
class Place:
    """A mailbox with its back door: how mail gets in, and what lies in a folder."""

    mailbox: Mailbox
    receives: Callable[..., None]
    folder: Callable[[str], list[bytes]]
    opened: Callable[[], Mailbox]


def mail(number: int, size: int = 0) -> bytes:
    body = f"Guasto {number}\r\n" + "x" * size
    return f"From: a@b.example\r\nSubject: {number}\r\n\r\n{body}\r\n".encode()


def has(stored: bytes, wanted: bytes) -> bool:
    """True if the stored mail is this one: servers put headers of their own on top."""
    return stored.replace(b"\r\n", b"\n").endswith(wanted.replace(b"\r\n", b"\n"))


def _imap(request: pytest.FixtureRequest, plain: bool) -> Iterator[Place]:
    user = request.getfixturevalue("mailbox_user")
    host = user.server.plain_host if plain else user.server.host
    settings = ImapSettings(
        host,
        user.name,
        user.password,
        port=user.server.imap,
        tls="none",
        mail_bytes=100_000,
        cut_bytes=1_000,
    )
    made: list[ImapMailbox] = []

    def opened() -> ImapMailbox:
        made.append(ImapMailbox(settings, SystemClock()))
        return made[-1]

    yield Place(opened(), user.receives, user.folder, opened)
    for box in made:
        box.close()


def _maildir(path: Path) -> Iterator[Place]:
    for part in ("tmp", "new", "cur"):
        (path / part).mkdir(parents=True)
    settings = MaildirSettings(path, check_seconds=0.02, mail_bytes=100_000, cut_bytes=1_000)
    count = 0

    def receives(*mails: bytes) -> None:
        nonlocal count
        for raw in mails:
            count += 1
            temporary = path / "tmp" / f"{time.time_ns()}.{count:06}.host"
            temporary.write_bytes(raw)
            temporary.rename(path / "new" / temporary.name)

    def folder(name: str) -> list[bytes]:
        place = path / f".{name}" if name else path
        parts = [place / "new", place / "cur"]
        files = sorted(f for part in parts if part.is_dir() for f in part.iterdir())
        return [f.read_bytes() for f in files]

    yield Place(Maildir(settings), receives, folder, lambda: Maildir(settings))


@pytest.fixture(params=["imap", "imap without IDLE and MOVE", "maildir"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Each kind of mailbox in turn, empty."""
    if request.param == "maildir":
        yield from _maildir(tmp_path / "Maildir")
    else:
        yield from _imap(request, plain=request.param != "imap")


def test_waiting_mails_come_oldest_first_with_their_bytes(place: Place) -> None:
    """Fetched in order, unchanged (mail-layer 1, 5)."""
    place.receives(*(mail(n) for n in range(3)))

    found = list(place.mailbox.waiting())

    assert [has(m.raw, mail(n)) for n, m in enumerate(found)] == [True] * 3


def test_received_is_the_servers_time_in_utc(place: Place) -> None:
    """`received` is the server's time, aware (architecture.md, Time)."""
    place.receives(mail(1))

    (found,) = place.mailbox.waiting()

    assert found.received.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - found.received) < timedelta(minutes=5)  # noqa: TID251 - the server's clock is this machine's


def test_looking_changes_nothing(place: Place) -> None:
    """A mail that was only listed is listed again, under the same uid."""
    place.receives(mail(1), mail(2))

    first = [m.uid for m in place.mailbox.waiting()]
    second = [m.uid for m in place.opened().waiting()]

    assert first == second
    assert len(set(first)) == 2


def test_a_mail_that_is_done_waits_no_longer(place: Place) -> None:
    """Recorded, then filed in the folder of handled mails (mail-layer 2)."""
    place.receives(mail(1), mail(2))

    for found in place.mailbox.waiting():
        place.mailbox.done(found)

    assert list(place.mailbox.waiting()) == []
    place.mailbox.close()
    assert place.folder("") == []
    assert [has(m, mail(n)) for n, m in enumerate(place.folder("Done"), 1)] == [True, True]
    assert list(place.opened().waiting()) == []


def test_a_mail_set_aside_lies_where_a_person_finds_it(place: Place) -> None:
    """Quarantine has its own folder; the queue goes on (mail-layer 4)."""
    place.receives(mail(1), mail(2))

    first, second = place.mailbox.waiting()
    place.mailbox.set_aside(first)
    place.mailbox.done(second)
    place.mailbox.close()

    assert [has(m, mail(1)) for m in place.folder("Quarantine")] == [True]
    assert [has(m, mail(2)) for m in place.folder("Done")] == [True]


def test_filing_twice_or_what_is_gone_does_nothing(place: Place) -> None:
    """The promise of the port: an answer that was lost is asked for again."""
    place.receives(mail(1), mail(2))
    first, second = place.mailbox.waiting()
    other = place.opened()
    for found in other.waiting():
        other.done(found)
    other.close()

    place.mailbox.done(first)
    place.mailbox.done(first)
    place.mailbox.done(RawMail("nonsense", b"", first.received))
    place.mailbox.set_aside(RawMail("1:4711", b"", first.received))
    place.mailbox.done(second)
    place.mailbox.close()

    assert len(place.folder("Done")) == 2


def test_the_caller_may_stop_in_the_middle(place: Place) -> None:
    """A stop finishes the mail in hand; the others wait for the next start."""
    place.receives(*(mail(n) for n in range(5)))

    for found in place.mailbox.waiting():
        place.mailbox.done(found)
        break
    place.mailbox.close()

    left = list(place.opened().waiting())
    assert [has(m.raw, mail(n)) for n, m in enumerate(left, 1)] == [True] * 4


@pytest.mark.parametrize(("extra", "is_cut"), [(-1, False), (0, False), (1, True)])
def test_a_mail_over_the_limit_comes_cut(place: Place, extra: int, is_cut: bool) -> None:
    """The size of a mail has a bound: below, at and above it (mail-layer 6)."""
    place.receives(mail(1))
    (small,) = place.mailbox.waiting()
    place.mailbox.done(small)
    # Same headers, a body that fills up to the limit (Maildirs may store bare line ends).
    place.receives(mail(2, 100_000 - len(small.raw) + extra))

    (found,) = place.mailbox.waiting()

    assert found.cut is is_cut
    assert len(found.raw) == (1_000 if is_cut else found.size)
    assert found.size == 100_000 + extra
    assert b"Subject: 2" in found.raw


def test_an_empty_wait_lasts_its_time(place: Place) -> None:
    """Nothing arrives: False after the seconds asked for."""
    list(place.mailbox.waiting())

    begun = time.monotonic()
    assert place.mailbox.wait(0.2) is False
    assert 0.15 < time.monotonic() - begun < 2


def test_what_was_looked_at_is_no_news(place: Place) -> None:
    """A mail that stays (its handling is tried again later) does not end every wait."""
    place.receives(mail(1))
    list(place.mailbox.waiting())

    assert place.mailbox.wait(0.2) is False


def test_a_mail_is_found_after_a_wait(place: Place) -> None:
    """With IDLE, or by looking: what came while waiting is there afterwards (mail-layer 7)."""
    list(place.mailbox.waiting())
    threading.Timer(0.1, place.receives, [mail(1)]).start()

    end = time.monotonic() + 5
    while not place.mailbox.wait(0.3) and time.monotonic() < end:
        if list(place.mailbox.waiting()):
            break

    assert len(list(place.mailbox.waiting())) == 1


def test_two_hundred_mails_are_read_and_filed_at_once(place: Place) -> None:
    """Batches: no mail is lost or doubled between them."""
    place.receives(*(mail(n) for n in range(200)))

    uids = []
    for found in place.mailbox.waiting():
        uids.append(found.uid)
        place.mailbox.done(found)
    place.mailbox.close()

    assert len(set(uids)) == len(uids) == 200
    assert len(place.folder("Done")) == 200


def test_closing_twice_is_no_mistake(place: Place) -> None:
    """`close` never raises."""
    list(place.mailbox.waiting())
    place.mailbox.close()
    place.mailbox.close()
