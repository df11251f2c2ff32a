"""The beat: rounds, letters, pauses, alarms, a clean stop."""

import logging
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mailbot.daemon import Daemon, run
from mailbot.domain.mail import RawMail
from mailbot.errors import NoWayOut, Unavailable
from mailbot.outages import Way
from mailbot.settings import DaemonSettings, Pauses
from tests.conftest import SetClock

SETTINGS = DaemonSettings(poll_seconds=1, review_seconds=1, outbox_seconds=1)


@dataclass
class World:
    """A clock that only waiting moves, and everything that happened, in order."""

    clock: SetClock
    seconds: float = 0.0
    events: list[str] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.clock.move(seconds=seconds)


class Box:
    """A mailbox of the test: `mails` wait; `broken` names what goes wrong."""

    def __init__(self, world: World, name: str, *mails: str) -> None:
        self.world, self.name = world, name
        self.mails = list(mails)
        self.broken = ""
        self.arriving: list[str] = []
        self.looks: list[float] = []
        self.on_wait: Callable[[], None] = lambda: None

    def waiting(self) -> Iterator[RawMail]:
        self.looks.append(self.world.seconds)
        if self.broken:
            raise Unavailable(self.broken)
        for mail in list(self.mails):
            yield RawMail(mail, mail.encode(), self.world.clock.now())

    def done(self, mail: RawMail) -> None:
        self.mails.remove(mail.uid)
        self.world.events.append(f"done {mail.uid}")

    def set_aside(self, mail: RawMail) -> None:
        self.mails.remove(mail.uid)
        self.world.events.append(f"aside {mail.uid}")

    def wait(self, seconds: float) -> bool:
        self.world.pause(seconds)
        self.on_wait()
        arrived = bool(self.arriving)
        self.mails += self.arriving
        self.arriving = []
        return arrived

    def close(self) -> None:
        self.world.events.append(f"close {self.name}")


@dataclass(frozen=True)
class Outcome:
    word: str = "opened"
    aside: bool = False
    later: bool = False


class FakeDesk:
    """Counts what the daemon asks of a desk; `outcomes` by mail, else `opened`."""

    def __init__(self, world: World, *boxes: Box) -> None:
        self.world, self.clock, self.mailboxes = world, world.clock, boxes
        self.store = self
        self.outcomes: dict[str, Any] = {}
        self.disk_full = False
        self.relay_broken = ""
        self.outbox = 0
        self.sent = 0
        self.on_review: Callable[[], None] = lambda: None

    def set_mark(self, name: str, value: str) -> None:
        if self.disk_full:
            raise Unavailable("the disk is full")

    def handle(self, raw: RawMail) -> Outcome:
        if self.disk_full:
            raise Unavailable("the disk is full")
        self.world.events.append(f"handle {raw.uid}")
        outcome = self.outcomes.get(raw.uid, Outcome())
        if isinstance(outcome, Exception):
            raise outcome
        self.outbox += 0 if outcome.later else 1
        return outcome

    def set_aside(self, raw: RawMail, reason: str) -> Outcome:
        return Outcome(aside=True)

    def send_due(self, stop: Callable[[], bool] = lambda: False) -> int:
        if self.relay_broken:
            raise NoWayOut(self.relay_broken)
        if self.outbox:
            self.world.events.append(f"send {self.outbox}")
        self.sent, self.outbox = self.sent + self.outbox, 0
        return self.sent

    def review(self, *, hears: bool = True) -> None:
        self.world.events.append("review" if hears else "review deaf")
        self.on_review()

    def alarm(self, what: str, reason: str, since: datetime, over: bool) -> None:
        minutes = round((self.clock.now() - since).total_seconds() / 60)
        self.world.events.append(f"alarm {what} {reason} {minutes} {'over' if over else 'down'}")

    def close(self) -> None:
        self.world.events.append("close")


@pytest.fixture
def world(clock: SetClock) -> World:
    return World(clock)


def daemon_of(desk: FakeDesk, settings: DaemonSettings = SETTINGS) -> Daemon:
    world = desk.world
    return Daemon(desk, settings, world.monotonic, world.pause)  # type: ignore[arg-type]


def only(world: World, *words: str) -> list[str]:
    return [e for e in world.events if e.split()[0] in words]


def stop_after(seconds: float, box: Box, daemon: Daemon) -> None:
    def check() -> None:
        if box.world.seconds >= seconds:
            daemon.stop()

    box.on_wait = check


def test_one_round_handles_files_and_sends(world: World) -> None:
    """Record, then file, then send (mail-layer 2); then all is closed."""
    desk = FakeDesk(world, Box(world, "a", "1", "2"), Box(world, "b", "3"))
    daemon_of(desk).once()

    assert only(world, "handle", "done") == [
        "handle 1",
        "done 1",
        "handle 2",
        "done 2",
        "handle 3",
        "done 3",
    ]
    assert desk.sent == 3
    assert world.events[-1] == "close"


def test_what_became_of_a_mail_decides_where_it_goes(world: World) -> None:
    """Set aside, left for the next try, or done (mail-layer 4)."""
    box = Box(world, "a", "bad", "bug", "good")
    desk = FakeDesk(world, box)
    desk.outcomes = {"bad": Outcome(aside=True), "bug": Outcome(later=True)}
    daemon_of(desk).once()

    assert only(world, "aside", "done") == ["aside bad", "done good"]
    assert box.mails == ["bug"]


def test_letters_leave_in_the_middle_of_a_long_queue(world: World) -> None:
    """The first of ten thousand need not wait for the last."""
    desk = FakeDesk(world, Box(world, "a", *(f"{n}" for n in range(50))))
    daemon_of(desk).once()

    assert only(world, "send") == ["send 20", "send 20", "send 10"]


def test_one_round_tells_what_could_not_be_reached(world: World) -> None:
    """After everything else was done."""
    broken, good = Box(world, "a"), Box(world, "b", "1")
    broken.broken = "imap.example:993 refuses the connection"
    desk = FakeDesk(world, broken, good)

    with pytest.raises(Unavailable, match=r"imap\.example:993 refuses"):
        daemon_of(desk).once()

    assert only(world, "done") == ["done 1"]
    assert world.events[-1] == "close"


def test_a_mail_that_arrives_is_handled_at_once(world: World) -> None:
    """IDLE ends the wait (mail-layer 7): not at the next poll."""
    box = Box(world, "a")
    desk = FakeDesk(world, box)
    daemon = daemon_of(desk, replace(SETTINGS, poll_seconds=3600))

    def arrive() -> None:
        if world.seconds == 1.0:
            box.arriving = ["1"]
        if world.seconds >= 2:
            daemon.stop()

    box.on_wait = arrive
    daemon.run()

    assert only(world, "handle") == ["handle 1"]
    assert box.looks == [0.0, 1.0]
    assert desk.sent == 1


def test_a_broken_mailbox_is_tried_with_growing_pauses(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Bounded, with jitter; one line when it breaks and one when it is over (issue 2)."""
    broken, good = Box(world, "a"), Box(world, "b")
    broken.broken = "imap.example:993 refuses the connection"
    desk = FakeDesk(world, broken, good)
    daemon = daemon_of(desk, replace(SETTINGS, poll_seconds=3600))

    def later() -> None:
        if world.seconds > 1500:
            broken.broken = ""
        if world.seconds > 2000:
            daemon.stop()

    good.on_wait = later
    with caplog.at_level(logging.INFO, "mailbot.daemon"):
        daemon.run()

    pauses = [b - a for a, b in zip(broken.looks, broken.looks[1:], strict=False)]
    assert 0.8 <= pauses[0] <= 2
    assert all(p <= 361 for p in pauses)
    assert max(pauses) > 200
    assert 10 <= len(broken.looks) < 20
    lines = [r.getMessage() for r in caplog.records if "mailbox=a" in r.getMessage()]
    assert [" down: " in line for line in lines] == [True, False]
    # Put right after 25 minutes, seen at the end of a pause of six at most, jitter included.
    assert re.search(r"works again after 0:(?:2[5-9]|3[01]):", lines[1])
    assert not any(r.exc_info for r in caplog.records)


def test_staff_hear_once_of_a_long_silence_and_once_of_its_end(world: World) -> None:
    """Mailbox or relay closed for N minutes (mail-layer 8)."""
    box, other = Box(world, "a"), Box(world, "b")
    box.broken = "no answer"
    desk = FakeDesk(world, box, other)
    desk.relay_broken = "no relay"
    daemon = daemon_of(desk, replace(SETTINGS, alarm_minutes=10))
    # The metronome beats by the real clock; here every wait is a beat.
    box_review = daemon._review

    def later() -> None:
        if world.seconds > 1200:
            box.broken = desk.relay_broken = ""
        if world.seconds > 1600:
            daemon.stop()
        if world.seconds % 30 == 0:
            box_review()

    other.on_wait = later
    daemon.run()

    alarms = only(world, "alarm")
    assert sorted(alarms[:2]) == [
        "alarm mailbox a: no answer 10 down",
        "alarm relay smtp: no relay 10 down",
    ]
    assert sorted(a.split()[1] + a.split()[-1] for a in alarms[2:]) == ["mailboxover", "relayover"]


def test_a_full_disk_stops_handling_and_sending(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """One clear line, a retry, nothing lost, and no letter sent over and over (issue 2)."""
    box = Box(world, "a", "1")
    desk = FakeDesk(world, box)
    desk.disk_full, desk.outbox = True, 1
    daemon = daemon_of(desk)
    calls = 0

    def pause(seconds: float) -> None:
        nonlocal calls
        calls += 1
        world.pause(seconds)
        if world.seconds > 60:
            desk.disk_full = False
        if world.seconds > 400:
            daemon.stop()

    daemon._pause = pause
    box.on_wait = lambda: pause(0)
    daemon.run()

    assert only(world, "handle", "done") == ["handle 1", "done 1"]
    assert desk.sent == 2
    downs = [r.getMessage() for r in caplog.records if "down" in r.getMessage()]
    assert downs == ["store=store down: the disk is full; trying again"]


def test_no_deadline_ends_while_a_mailbox_cannot_be_read(world: World) -> None:
    """The partner's answer may lie there: time is reviewed as by one who hears nothing."""
    box = Box(world, "a")
    box.broken = "no answer"
    with pytest.raises(Unavailable):
        daemon_of(FakeDesk(world, box, Box(world, "b"))).once()
    daemon_of(FakeDesk(world, Box(world, "a"))).once()

    assert only(world, "review") == ["review deaf", "review"]


def test_the_relay_away_does_not_keep_mail_from_coming_in(world: World) -> None:
    """Letters wait in the outbox; tickets are opened meanwhile."""
    box = Box(world, "a", "1")
    desk = FakeDesk(world, box)
    desk.relay_broken = "relay.example:587 refuses the connection"

    with pytest.raises(Unavailable, match=r"relay\.example"):
        daemon_of(desk).once()

    assert only(world, "done") == ["done 1"]
    assert desk.outbox == 1


def test_a_job_that_raises_starves_no_other(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """`schedule` never runs a job again that raised (libraries.md 7): jobs are wrapped."""
    box = Box(world, "a", "1")
    desk = FakeDesk(world, box)

    def bug() -> None:
        raise ZeroDivisionError

    desk.on_review = bug
    daemon = daemon_of(desk)
    end = time.monotonic() + 2.6

    def slow() -> None:
        time.sleep(0.05)
        if time.monotonic() > end:
            daemon.stop()

    box.on_wait = slow
    daemon.run()

    assert 3 <= len(only(world, "review")) <= 5
    assert only(world, "done") == ["done 1"]
    assert any(r.exc_info for r in caplog.records)


def test_a_clock_put_back_does_not_stop_the_beat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of summer time: `schedule` computes with local wall time (libraries.md 7)."""
    box = Box(world, "a")
    desk = FakeDesk(world, box)
    daemon = daemon_of(desk)
    monkeypatch.setenv("TZ", "EAST-2")
    time.tzset()
    begun = time.monotonic()

    def put_back() -> None:
        time.sleep(0.05)
        if time.monotonic() - begun > 0.3:
            os.environ["TZ"] = "EAST-1"
            time.tzset()
        if time.monotonic() - begun > 2.6:
            daemon.stop()

    box.on_wait = put_back
    try:
        daemon.run()
    finally:
        monkeypatch.undo()
        time.tzset()

    assert len(only(world, "review")) >= 2


def test_a_stop_finishes_the_mail_in_hand_and_no_more(world: World) -> None:
    """SIGTERM: recorded, filed, its letters sent; the others wait (issue 2, The daemon)."""
    box = Box(world, "a", "1", "2", "3")
    desk = FakeDesk(world, box)
    daemon = daemon_of(desk)
    usual = desk.handle

    def handle(raw: RawMail) -> Outcome:
        daemon.stop()
        return usual(raw)

    desk.handle = handle  # type: ignore[method-assign]
    daemon.run()

    assert only(world, "handle", "done", "close") == ["handle 1", "done 1", "close"]
    assert box.mails == ["2", "3"]


def test_a_stop_from_another_thread_is_noticed_in_time(world: World) -> None:
    """Within a second, while nothing happens (the demo stops it so)."""
    box = Box(world, "a")
    box.on_wait = lambda: time.sleep(0.05)
    daemon = daemon_of(FakeDesk(world, box))
    thread = threading.Thread(target=daemon.run)
    thread.start()
    time.sleep(0.1)
    begun = time.monotonic()
    daemon.stop()
    thread.join(5)

    assert not thread.is_alive()
    assert time.monotonic() - begun < 1


class Hand:
    """As the note beside the store, with deaths made up."""

    def __init__(self, deaths: dict[bytes, int]) -> None:
        self.deaths, self.held = deaths, 0

    def take(self, raw: bytes) -> int:
        self.held += 1
        return self.deaths.get(raw, 0)

    def drop(self) -> None:
        self.held -= 1


def test_a_mail_that_ends_the_process_is_set_aside_unread(world: World) -> None:
    """Below, at and above three deaths in a row (mail-layer 4): no endless restarting."""
    box = Box(world, "a", "2", "3", "4")
    desk = FakeDesk(world, box)
    hand = Hand({b"2": 2, b"3": 3, b"4": 4})
    Daemon(desk, SETTINGS, hand=hand).once()  # type: ignore[arg-type]

    assert only(world, "done", "aside") == ["done 2", "aside 3", "aside 4"]
    assert only(world, "handle") == ["handle 2"]
    assert hand.held == 0


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_cleanly_and_gives_its_handler_back(
    world: World, kind: signal.Signals
) -> None:
    """The process's own handlers are as before afterwards."""
    before = signal.getsignal(kind)
    box = Box(world, "a")
    box.on_wait = lambda: os.kill(os.getpid(), kind)
    desk = FakeDesk(world, box)
    run(desk, SETTINGS)  # type: ignore[arg-type]

    assert world.events[-1] == "close"
    assert signal.getsignal(kind) == before


def test_a_bug_in_a_mailbox_closes_only_that_mailbox(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is logged with its traceback, and tried again after a pause."""
    bad, good = Box(world, "a"), Box(world, "b", "1")

    def waiting() -> Iterator[RawMail]:
        raise IndexError("surprise")
        yield

    bad.waiting = waiting  # type: ignore[method-assign]
    desk = FakeDesk(world, bad, good)
    with pytest.raises(Unavailable, match="unexpected: IndexError"):
        daemon_of(desk).once()

    assert only(world, "done") == ["done 1"]
    assert any(r.exc_info for r in caplog.records)


def test_pauses_grow_to_their_bound_and_begin_anew() -> None:
    """1 s .. 5 min (issue 2): doubled, spread, bounded; a success ends them."""
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    way = Way("relay", "smtp", Pauses())
    pauses = []
    for _ in range(100):
        way.failed("no answer", now, 0.0)
        pauses.append(way.next_try)

    for expected, pause in zip((1, 2, 4, 8, 16, 32, 64, 128, 256, 300), pauses, strict=False):
        assert expected * 0.8 <= pause <= expected * 1.2
    assert max(pauses) <= 360
    way.worked(now + timedelta(hours=1))
    assert not way.down
    way.failed("no answer", now, 0.0)
    assert way.next_try <= 1.2


def test_each_reason_of_an_outage_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """First refused, then a wrong password: both are worth a line, neither is worth two."""
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    way = Way("mailbox", "rma", Pauses())
    for reason in ("refused", "refused", "wrong password", "refused", "wrong password"):
        way.failed(reason, now, 0.0)

    assert len(caplog.records) == 2
