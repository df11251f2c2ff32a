"""`mailbot once` and `mailbot run` against a real mail server in the process."""

import os
import queue
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

pytest.importorskip("mail_devel", reason="the demo extra is not installed")

from mailbot import cli
from mailbot.demo.accounts import Passage
from mailbot.demo.catalogue import DESK, PARTNER
from mailbot.demo.postoffice import HOST, PASSWORD, Ports, PostOffice
from tests.cli.conftest import DeskOnDisk

FAULTY = "Telefono S/N VST2026224711B: il display mostra solo righe verticali"


@pytest.fixture
def passed() -> "queue.SimpleQueue[Passage]":
    return queue.SimpleQueue()


@pytest.fixture
def office(passed: "queue.SimpleQueue[Passage]") -> Iterator[PostOffice]:
    def now() -> datetime:
        return datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    with PostOffice(DESK, now, passed.put, Ports()) as open_office:
        yield open_office


@pytest.fixture
def served(tmp_path: Path, office: PostOffice) -> DeskOnDisk:
    """A desk on disk whose mailbox and relay are the post office."""
    return DeskOnDisk(tmp_path, office.ports.imap, office.ports.smtp, PASSWORD)


def _write(desk: DeskOnDisk, office: PostOffice) -> None:
    raw = desk.mail("a.eml", FAULTY).read_bytes()
    with smtplib.SMTP(HOST, office.ports.smtp, timeout=5) as server:
        server.sendmail(PARTNER, [DESK], raw)


def _letters(passed: "queue.SimpleQueue[Passage]", wanted: int) -> list[Passage]:
    found: list[Passage] = []
    deadline = time.monotonic() + 30
    while len(found) < wanted and time.monotonic() < deadline:
        try:
            passage = passed.get(timeout=0.5)
        except queue.Empty:
            continue
        if DESK in str(message_from_bytes(passage.raw)["From"]):
            found.append(passage)
    return found


def test_once_does_one_round(
    served: DeskOnDisk, office: PostOffice, passed: "queue.SimpleQueue[Passage]"
) -> None:
    """Issue 2: `mailbot once`: what waits is handled, letters leave, and the command ends."""
    _write(served, office)

    result = served.run("once")

    assert result.exit_code == 0, result.output
    assert PARTNER in {a for x in _letters(passed, 2) for a in x.recipients}
    store = served.open()
    assert [ticket.number[-5:] for ticket in store.tickets()] == ["00001"]
    store.close()


def test_once_says_what_did_not_answer(tmp_path: Path) -> None:
    """A closed port: one line, status 3, nothing lost."""
    result = DeskOnDisk(tmp_path).run("once")

    assert result.exit_code == cli.UNAVAILABLE
    assert "Traceback" not in result.output


def test_run_answers_and_stops_on_sigterm(
    served: DeskOnDisk, office: PostOffice, passed: "queue.SimpleQueue[Passage]"
) -> None:
    """Issue 2: `mailbot run` answers what arrives; SIGTERM finishes and ends with 0."""
    command = [sys.executable, "-m", "mailbot", "run", "--config", str(served.config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as daemon:
        _write(served, office)
        letters = _letters(passed, 2)
        daemon.send_signal(signal.SIGTERM)
        log = daemon.communicate(timeout=30)[1]

    assert letters
    assert daemon.returncode == 0, log
    assert "outcome=opened" in log
    assert "righe" not in log


def test_a_second_daemon_says_who_holds_the_store(served: DeskOnDisk, office: PostOffice) -> None:
    """Issue 2: one daemon per store; a second one says who holds it and stops."""
    command = [sys.executable, "-m", "mailbot", "run", "--config", str(served.config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as first:
        assert first.stderr is not None
        assert "started" in first.stderr.readline()
        second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        os.kill(first.pid, signal.SIGTERM)
        first.communicate(timeout=30)

    assert second.returncode == cli.UNAVAILABLE
    assert f"pid {first.pid}" in second.stderr
    assert "Traceback" not in second.stderr
