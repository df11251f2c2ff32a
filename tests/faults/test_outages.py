"""Servers that are away, refuse, break off; a disk that is full: one clear line, then recovery."""

import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.rig import Case, Rig, acknowledged
from tests.faults.test_kill import all_is_done, assert_nothing_lost_or_doubled
from tests.servers.dovecot import User, free_port
from tests.servers.proxy import Cut, Proxy
from tests.servers.sink import SmtpSink

pytestmark = pytest.mark.servers

_IMAP_CUTS = [
    (rb"LOGIN", "before"),
    (rb"SELECT", "after"),
    (rb"UID SEARCH", "before"),
    (rb"RFC822.SIZE\)", "after"),
    (rb"BODY.PEEK", "before"),
    (rb"BODY.PEEK", "after"),
    (rb"UID MOVE", "before"),
    (rb"UID MOVE", "after"),
    (rb"IDLE", "after"),
    (rb"DONE", "before"),
    (rb"NOOP", "stall"),
    (rb"BODY.PEEK", "stall"),
]


def lines(rig: Rig, word: str) -> list[str]:
    """The log lines with this word, without their time."""
    return [line.partition(" ")[2] for line in rig.log.splitlines() if word in line]


def test_imap_cut_at_each_step_loses_and_doubles_nothing(
    make_rig: Callable[..., Rig], mailbox_user: User, sink: SmtpSink
) -> None:
    """One daemon lives through all of it (mail-layer 32)."""
    server = mailbox_user.server
    cases: list[Case] = []
    with Proxy((server.host, server.imap)) as wire:
        rig = make_rig(imap=(wire.host, wire.port), sinks=[sink], read_seconds=1.0)
        rig.start()
        for pattern, how in _IMAP_CUTS:
            cut = Cut(pattern, how)
            wire.cut = cut
            if pattern in (b"LOGIN", b"SELECT"):
                wire.break_all()
            new = [Case(len(cases)), Case(len(cases) + 1)]
            cases += new
            rig.delivers(*new)
            assert rig.waits_for(all_is_done(rig, cases), 20), (pattern, how, rig.log[-2000:])
            assert rig.waits_for(lambda cut=cut: cut.broken == 1, 5), (pattern, how)  # type: ignore[misc]
        assert rig.stop() == 0

    assert_nothing_lost_or_doubled(rig, cases)
    assert {len(ids) for ids in acknowledged(sink.taken).values()} == {1}
    assert "Traceback" not in rig.log


def test_smtp_cut_at_each_step_loses_no_letter(
    make_rig: Callable[..., Rig], sink: SmtpSink
) -> None:
    """Sent at least once, with the same Message-ID where twice (mail-layer 2, 26)."""
    cuts = [rb"EHLO", rb"MAIL", rb"RCPT", rb"DATA\r\n", rb"\r\n\.\r\n$"]
    with Proxy((sink.host, sink.port)) as wire:
        rig = make_rig(smtp=(wire.host, wire.port), sinks=[sink], read_seconds=1.0)
        rig.start()
        cases: list[Case] = []
        for pattern in cuts:
            for how in ("before", "after"):
                cut = Cut(pattern, how)
                wire.cut = cut
                if pattern == b"EHLO":
                    wire.break_all()
                cases.append(Case(len(cases)))
                rig.delivers(cases[-1])
                assert rig.waits_for(lambda cut=cut: cut.broken == 1, 20), pattern  # type: ignore[misc]
        wire.cut = None
        complete = rig.waits_for(all_is_done(rig, cases), 60)
        assert rig.stop() == 0

    assert complete, rig.log[-3000:]
    assert_nothing_lost_or_doubled(rig, cases)
    assert "Traceback" not in rig.log


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="Linux can limit another process")
def test_a_full_disk_is_one_clear_line_and_nothing_is_lost(
    make_rig: Callable[..., Rig], sink: SmtpSink
) -> None:
    """The store cannot grow; then it can again (issue 2, Bad input)."""
    rig = make_rig(sinks=[sink])
    largest = max(f.stat().st_size for f in rig.directory.iterdir() if f.is_file())
    rig.start("full", largest)
    cases = [Case(n) for n in range(30)]
    rig.delivers(*cases)
    assert rig.waits_for(lambda: bool(lines(rig, "store=store down")), 20), rig.log[-3000:]
    time.sleep(2)
    heard = len(acknowledged(list(sink.taken)))
    assert heard < 30
    forever = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(rig.pid, resource.RLIMIT_FSIZE, forever)
    complete = rig.waits_for(all_is_done(rig, cases), 30)
    assert rig.stop() == 0

    assert complete, rig.log[-3000:]
    assert_nothing_lost_or_doubled(rig, cases)
    assert len(lines(rig, "store=store down")) == 1
    assert len(lines(rig, "store=store works again")) == 1
    assert "Traceback" not in rig.log


def test_a_wrong_password_is_one_clear_line_until_it_is_right(
    make_rig: Callable[..., Rig], sink: SmtpSink, mailbox_user: User
) -> None:
    """Retried with growing pauses, recovered without a restart, nothing lost (issue 2)."""
    rig = make_rig(sinks=[sink])
    rig.configure(password="changed later")
    rig.delivers(Case(0))
    rig.start()
    assert rig.waits_for(lambda: bool(lines(rig, "mailbox=rma down")), 20), rig.log[-3000:]
    time.sleep(2)
    told = lines(rig, "mailbox=rma down")
    assert len(told) == 1
    user = mailbox_user.name
    assert re.search(rf"refuses the login of {user} .*check user and password", told[0])
    users = mailbox_user.server.directory / "users"
    right = f"{user}:{{PLAIN}}sesame:"
    users.write_text(users.read_text().replace(right, f"{user}:{{PLAIN}}changed later:"))
    complete = rig.waits_for(all_is_done(rig, [Case(0)]), 20)
    assert rig.stop() == 0

    assert complete, rig.log[-3000:]
    assert len(lines(rig, "mailbox=rma works again")) == 1
    assert "Traceback" not in rig.log
    assert "changed later" not in rig.log


@pytest.mark.parametrize("side", ["imap", "smtp"])
def test_a_closed_port_is_one_clear_line_until_it_opens(
    make_rig: Callable[..., Rig], sink: SmtpSink, mailbox_user: User, side: str
) -> None:
    """Mail comes in while no letter can leave, and the other way round (issue 2)."""
    port = free_port()
    rig = make_rig(sinks=[sink], **{side: ("127.0.0.1", port)})
    cases = [Case(0), Case(1)]
    rig.delivers(*cases)
    rig.start()
    what = "mailbox=rma down" if side == "imap" else "relay=smtp down"
    assert rig.waits_for(lambda: bool(lines(rig, what)), 20), rig.log[-3000:]
    if side == "smtp":
        assert rig.waits_for(lambda: len(rig.user.folder("Done")) == 2, 10), rig.log[-3000:]
    time.sleep(2)
    told = lines(rig, what)
    assert len(told) == 1
    assert f"127.0.0.1:{port} refuses the connection; is the server up" in told[0]
    server = mailbox_user.server
    target = (server.host, server.imap) if side == "imap" else (sink.host, sink.port)
    with Proxy(target, port=port):
        complete = rig.waits_for(all_is_done(rig, cases), 20)
        assert rig.stop() == 0

    assert complete, rig.log[-3000:]
    assert_nothing_lost_or_doubled(rig, cases)
    assert {len(ids) for ids in acknowledged(sink.taken).values()} == {1}
    assert "Traceback" not in rig.log


def test_new_numbers_on_the_server_double_nothing(
    make_rig: Callable[..., Rig], sink: SmtpSink, tmp_path: Path
) -> None:
    """Every mail comes again under another UIDVALIDITY; the store knows them (mail-layer 7)."""
    rig = make_rig(sinks=[sink])
    cases = [Case(n) for n in range(3)]
    text = rig.config.read_text().replace("idle = true", 'idle = true\ndone = "leave"')
    rig.config.write_text(text)
    rig.delivers(*cases)
    rig.start()
    assert rig.waits_for(lambda: len(acknowledged(list(sink.taken))) == 3, 20), rig.log[-3000:]
    assert rig.stop() == 0
    numbers = rig.user.server.directory / "mail" / rig.user.name / "Maildir" / "dovecot-uidlist"
    head, _, rest = numbers.read_text().partition("\n")
    validity = re.search(r" V(\d+) ", head)
    assert validity is not None
    numbers.write_text(head.replace(validity[0], f" V{int(validity[1]) + 1} ") + "\n" + rest)
    for index in numbers.parent.glob("dovecot.index*"):
        index.unlink()
    rig.start()
    assert rig.waits_for(lambda: rig.log.count("outcome=duplicate") == 3, 20), rig.log[-3000:]
    assert rig.stop() == 0

    assert rig.tickets() == {case.message_id: 1 for case in cases}
    assert {len(ids) for ids in acknowledged(sink.taken).values()} == {1}
