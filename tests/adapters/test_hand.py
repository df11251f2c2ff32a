"""Which mail is in hand."""

import subprocess
import sys
from pathlib import Path

from mailbot.adapters.hand import HandFile


def test_deaths_with_one_mail_are_counted(tmp_path: Path) -> None:
    """Three in a row are told from three apart."""
    path = tmp_path / "desk.db.hand"
    assert [HandFile(path).take(b"bad") for _ in range(4)] == [0, 1, 2, 3]
    assert HandFile(path).take(b"other") == 0
    assert HandFile(path).take(b"bad") == 0


def test_a_mail_that_was_handled_is_forgotten(tmp_path: Path) -> None:
    """Also within one process."""
    path = tmp_path / "desk.db.hand"
    hand = HandFile(path)
    hand.take(b"one")
    hand.drop()
    assert hand.take(b"one") == 0
    hand.drop()
    assert HandFile(path).take(b"one") == 0


def test_a_note_that_cannot_be_kept_or_read_holds_nothing_up(tmp_path: Path) -> None:
    """It is a help, no promise."""
    nowhere = HandFile(tmp_path / "nowhere" / "hand")
    assert nowhere.take(b"one") == 0
    nowhere.drop()
    path = tmp_path / "hand"
    for junk in (b"", b"\xff\xfe", b"abc", b"abc x"):
        path.write_bytes(junk)
        assert HandFile(path).take(b"one") == 0


def test_a_hang_ends_the_process_and_the_next_one_knows(tmp_path: Path) -> None:
    """Where no exception reaches: the bytes are still noted (mail-layer 6)."""
    path = tmp_path / "hand"
    code = "import sys, time; from pathlib import Path; from mailbot.adapters.hand import HandFile;"
    code += "h = HandFile(Path(sys.argv[1]), 0.2); h.take(b'calm'); h.drop(); time.sleep(0.4);"
    code += "h.take(b'bad'); time.sleep(60)"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, timeout=30, check=False
    )

    assert ended.returncode == 1
    assert b"Timeout" in ended.stderr
    assert HandFile(path).take(b"bad") == 1
