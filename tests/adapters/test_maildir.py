"""A Maildir: what is its own, beside the promises of every mailbox."""

from pathlib import Path

import pytest

from mailbot.adapters.maildir import Maildir
from mailbot.errors import Unavailable
from mailbot.settings import MaildirSettings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for part in ("tmp", "new", "cur"):
        (tmp_path / part).mkdir()
    return tmp_path


def test_a_folder_that_is_no_maildir_is_said_plainly(tmp_path: Path) -> None:
    """One clear line with the path."""
    box = Maildir(MaildirSettings(tmp_path / "nowhere"))
    with pytest.raises(Unavailable, match=r"nowhere: no Maildir that can be read .*path must hold"):
        box.check()


def test_flags_stay_and_are_no_state(path: Path) -> None:
    """A mail that a person has read waits like any other, and keeps its flags when filed."""
    (path / "cur" / "1.host:2,FS").write_bytes(b"Subject: 1\n\n")
    box = Maildir(MaildirSettings(path))
    (mail,) = box.waiting()
    box.done(mail)

    assert mail.uid == "1.host"
    assert [f.name for f in (path / ".Done" / "cur").iterdir()] == ["1.host:2,FS"]


def test_a_mail_whose_flags_change_meanwhile_is_still_filed(path: Path) -> None:
    """Another program moved it from `new` to `cur`."""
    (path / "new" / "1.host").write_bytes(b"Subject: 1\n\n")
    box = Maildir(MaildirSettings(path))
    (mail,) = box.waiting()
    (path / "new" / "1.host").rename(path / "cur" / "1.host:2,S")
    box.done(mail)

    assert [f.name for f in (path / ".Done" / "cur").iterdir()] == ["1.host:2,S"]


def test_a_mail_that_vanishes_is_left_out(path: Path) -> None:
    """Listed, then taken by another before it was read."""
    (path / "new" / "1.host").write_bytes(b"1")
    (path / "new" / "2.host").write_bytes(b"2")
    box = Maildir(MaildirSettings(path))
    found = []
    for mail in box.waiting():
        found.append(mail.raw)
        (path / "new" / "2.host").unlink(missing_ok=True)

    assert found == [b"1"]


def test_half_delivered_and_hidden_files_are_no_mails(path: Path) -> None:
    """`tmp/` is the deliverer's own."""
    (path / "tmp" / "3.host").write_bytes(b"half")
    (path / "new" / ".nfs0001").write_bytes(b"")
    assert list(Maildir(MaildirSettings(path)).waiting()) == []


def test_a_full_disk_or_lacking_right_is_unavailable(path: Path) -> None:
    """What cannot be filed stays where it is (here: a file stands where the folder should be)."""
    (path / "new" / "1.host").write_bytes(b"1")
    (path / ".Done").write_text("in the way")
    box = Maildir(MaildirSettings(path))
    (mail,) = box.waiting()

    with pytest.raises(Unavailable, match="cannot file a mail"):
        box.done(mail)
    assert (path / "new" / "1.host").exists()


def test_a_uid_cannot_point_outside(path: Path) -> None:
    """A key is looked for among the mails, never used as a path."""
    (path / "secret").write_text("x")
    box = Maildir(MaildirSettings(path))
    (path / "new" / "1.host").write_bytes(b"1")
    (mail,) = box.waiting()
    box.done(type(mail)("../secret", b"", mail.received))

    assert (path / "secret").exists()
    assert not (path / ".Done").exists()


def test_the_names_of_a_mailbox(path: Path) -> None:
    """As log lines show it."""
    assert Maildir(MaildirSettings(path)).name == str(path)
    assert Maildir(MaildirSettings(path, name="rma")).name == "rma"
