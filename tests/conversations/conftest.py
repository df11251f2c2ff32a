"""The desk of the conversation tests."""

from collections.abc import Iterator

import pytest

from mailbot.bootstrap import build_desk, load
from tests.conftest import ROOT, SetClock
from tests.conversations.conversation import Conversation


@pytest.fixture
def desk(clock: SetClock) -> Iterator[Conversation]:
    """A desk with the sample catalogue. At the end no letter may be left unread."""
    config, site = load(ROOT / "tests" / "desk" / "desk.toml")
    conversation = Conversation(build_desk(config, site, offline=True, clock=clock), clock)
    yield conversation
    conversation.sends_nothing()
    conversation.desk.close()
