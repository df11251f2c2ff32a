"""One daemon per store."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.adapters.lock import StoreLock
from mailbot.errors import Unavailable

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

_HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from mailbot.adapters.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]), datetime(2026, 11, 20, 9, tzinfo=UTC))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_one_says_who_holds_it(tmp_path: Path) -> None:
    """pid, host and since (issue 2, The daemon)."""
    store = tmp_path / "desk.db"
    first = StoreLock(store, NOW)
    words = rf"desk.db is held by another mailbot \(pid {os.getpid()} on .+, since 2026-11-20T09:00"
    with pytest.raises(Unavailable, match=words):
        StoreLock(store, NOW)
    first.close()
    StoreLock(store, NOW).close()


def test_kill_9_leaves_no_lock_behind(tmp_path: Path) -> None:
    """The kernel ends the lock with the process; the file alone holds nobody up."""
    store = tmp_path / "desk.db"
    command = [sys.executable, "-c", _HOLDER, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Unavailable, match=f"pid {holder.pid}"):
            StoreLock(store, NOW)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert (tmp_path / "desk.db.lock").exists()
        StoreLock(store, NOW).close()


def test_a_name_tag_that_cannot_be_read_says_nothing_wrong(tmp_path: Path) -> None:
    """The lock holds whatever the file says."""
    store = tmp_path / "desk.db"
    first = StoreLock(store, NOW)
    first.path.write_text("not json")
    with pytest.raises(Unavailable, match=r"held by another mailbot; stop it first"):
        StoreLock(store, NOW)
    first.close()
    first.close()


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    """One clear line with the path."""
    with pytest.raises(Unavailable, match=r"nowhere/desk.db.lock: No such file"):
        StoreLock(tmp_path / "nowhere" / "desk.db", NOW)
