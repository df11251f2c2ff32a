"""A site for tests that need no more than one."""

from dataclasses import replace

import pytest

from mailbot.config import load_config
from mailbot.domain.site import Site
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def site() -> Site:
    """The desk of the tests, without rules."""
    return replace(
        load_config(ROOT / "tests" / "desk" / "desk.toml").site,
        secret=b"k" * 32,
        languages=("en", "it"),
    )
