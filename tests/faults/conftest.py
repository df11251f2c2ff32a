"""The desk of the fault tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.rig import Rig
from tests.servers.dovecot import User
from tests.servers.sink import SmtpSink


@pytest.fixture
def make_rig(tmp_path: Path, mailbox_user: User, sink: SmtpSink) -> Iterator[Callable[..., Rig]]:
    """A desk with an own mailbox; `imap`, `smtp` may lead somewhere else. Closed at the end."""
    made: list[Rig] = []

    def make(**changes: Any) -> Rig:
        server = mailbox_user.server
        given: dict[str, Any] = {
            "imap": (server.host, server.imap),
            "smtp": (sink.host, sink.port),
        }
        rig = Rig(tmp_path, mailbox_user, **(given | changes))
        rig.prepare()
        made.append(rig)
        return rig

    yield make
    for rig in made:
        rig.close()
