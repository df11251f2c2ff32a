"""Starts daemons quickly: the program is imported once, each daemon is a fork that can be killed.

Read from standard input: `start`, or `start STEP COUNT`, which makes the new daemon kill itself
(as `kill -9` does) at that step for the COUNT-th time, or `start full BYTES`, which lets no file of
it grow beyond so many bytes. The pid of the daemon comes back. The daemon itself is the real
command, `mailbot run --config FILE`; nothing in it knows of the test.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mailbot import bootstrap, cli
from mailbot.adapters.imap_session import ImapSession
from mailbot.adapters.reader import MailReader
from mailbot.adapters.smtp import SmtpRelay
from mailbot.adapters.store.tiny import TinyStore
from mailbot.cli import run as _run  # noqa: F401 - imported before the fork, so each start is quick
from mailbot.pipeline import Desk

# Step: the class and method after (or, with "before", at) which the power goes off.
STEPS: dict[str, tuple[type, str, bool]] = {
    "read": (MailReader, "read", True),
    "before record": (TinyStore, "record", False),
    "record": (TinyStore, "record", True),
    "handle": (Desk, "handle", True),
    "before file": (ImapSession, "file_away", False),
    "file": (ImapSession, "file_away", True),
    "before send": (SmtpRelay, "send", False),
    "send": (SmtpRelay, "send", True),
    "posted": (TinyStore, "posted", True),
}


def power_off_at(step: str, count: int) -> None:
    """Wrap the method of a step so that its process ends there, without a word."""
    kind, name, after = STEPS[step]
    usual: Callable[..., Any] = getattr(kind, name)
    left = count

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        nonlocal left
        left -= 1
        if not after and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = usual(*args, **kwargs)
        if after and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(kind, name, wrapped)


def start(config: str, words: list[str]) -> None:
    pid = os.fork()
    if pid:
        print(pid, flush=True)
        return
    status = 1
    try:
        if words and words[0] == "full":
            limit = int(words[1])
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        elif words:
            power_off_at(" ".join(words[:-1]), int(words[-1]))
        status = cli.main(["run", "--config", config]) or 0
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    finally:
        os._exit(status)


def wait_for(pid: int) -> int:
    """The exit status; one that does not end is ended, and its status is 99."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        gone, status = os.waitpid(pid, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return 99


def warm_up(config: str) -> None:
    """Compile the letters once: a daemon takes half a second for it, and would be killed in it."""
    settings, site = bootstrap.load(Path(config))
    writer = bootstrap.build_writer(settings, site)
    bootstrap.build_writer = lambda _settings, _site: writer
    bootstrap.build_desk(settings, site).close()


def main(config: str) -> None:
    warm_up(config)
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "start":
            start(config, rest)
        elif word == "wait":
            print(wait_for(int(rest[0])), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
