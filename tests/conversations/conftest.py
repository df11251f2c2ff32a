"""The desk of the conversation tests."""

from collections.abc import Iterator

import pytest

from mailbot import bootstrap
from mailbot.adapters.reader import MailReader
from mailbot.config import Config
from mailbot.domain.site import Site
from mailbot.office import Office
from mailbot.pipeline import Desk, World
from mailbot.ports import Reader, Writer
from tests.conftest import ROOT, SetClock
from tests.conversations.conversation import Conversation


@pytest.fixture(scope="session")
def tools() -> Iterator[tuple[Config, Site, Reader, Writer]]:
    """What has no memory and is dear to make: settings, reader, writer."""
    config, site = bootstrap.load(ROOT / "tests" / "desk" / "desk.toml")
    reader = MailReader(site.limits, site.address)
    yield config, site, reader, bootstrap.build_writer(config, site)
    reader.close()


@pytest.fixture
def desk(tools: tuple[Config, Site, Reader, Writer], clock: SetClock) -> Iterator[Conversation]:
    """A desk with the sample catalogue. At the end no letter may be left unread."""
    config, site, reader, writer = tools
    store = bootstrap.open_store(config)
    office = Office(site, store, writer)
    conversation = Conversation(Desk(World(store, reader, clock), office), clock)
    yield conversation
    conversation.sends_nothing()
    store.close()
