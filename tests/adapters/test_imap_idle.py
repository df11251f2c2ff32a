"""IDLE on a real server: a mail is heard in time, whenever it comes."""

import contextlib
import threading
import time

import pytest

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap import ImapMailbox
from mailbot.settings import ImapSettings
from tests.servers.dovecot import User

MAIL = b"Subject: 1\r\n\r\nhello\r\n"


@pytest.mark.parametrize("after", [0.05, 0.2, 0.35, 0.45])
def test_a_mail_that_comes_while_idle_begins_is_heard_in_time(
    mailbox_user: User, after: float
) -> None:
    """Within 3 s with IDLE (mail-layer 7).

    Dovecot gathers changes for half a second before it speaks of them, and a DONE within that time
    looks nowhere: the next IDLE begins after the mail, and is silent about it.
    """
    server = mailbox_user.server
    settings = ImapSettings(
        server.host, mailbox_user.name, mailbox_user.password, port=server.imap, tls="none"
    )
    with contextlib.closing(ImapMailbox(settings, SystemClock())) as box:
        assert not list(box.waiting())
        came = threading.Timer(after, mailbox_user.receives, [MAIL])
        came.start()
        end = time.monotonic() + after + 3
        heard = False
        while not heard and time.monotonic() < end:
            heard = box.wait(0.5)
        came.join()
        assert heard
        assert [raw.raw.endswith(MAIL) for raw in box.waiting()] == [True]
