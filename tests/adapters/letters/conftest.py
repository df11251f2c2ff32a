"""A writer on the shipped templates, for an invented desk in Rome."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from mailbot import resources
from mailbot.adapters.renderer import LetterWriter
from mailbot.domain.site import Site
from mailbot.ports import Letter
from mailbot.samples import NOW, sample_letter
from mailbot.samples.desk import sample_site


@pytest.fixture(scope="session")
def site() -> Site:
    return sample_site(ZoneInfo("Europe/Rome"))


@pytest.fixture(scope="session")
def writer(site: Site) -> LetterWriter:
    return LetterWriter(site, [resources.templates()])


@pytest.fixture(scope="session")
def sent(writer: LetterWriter) -> Callable[[str, str], EmailMessage]:
    """The sample of a letter in a language, written once for all tests that only read it."""

    @cache
    def write(name: str, language: str) -> EmailMessage:
        return opened(writer.write(sample_letter(name, language), NOW))

    return write


def opened(letter: Letter) -> EmailMessage:
    """The letter as a mail program reads it."""
    return message_from_bytes(letter.raw, _class=EmailMessage, policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
