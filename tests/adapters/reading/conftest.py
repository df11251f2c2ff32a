"""A reader for each test, and mails for it."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from textwrap import dedent

import pytest

from mailbot.adapters.reader import MailReader
from mailbot.config import load_config
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.site import Limits, Site
from tests.conftest import ROOT

RECEIVED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def reader() -> Iterator[MailReader]:
    """The reader of a desk with the limits as shipped."""
    reader = MailReader(Limits(), "rma@voismart.example")
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def site() -> Site:
    """The desk of the tests."""
    return load_config(ROOT / "tests" / "desk" / "desk.toml").site


@pytest.fixture(scope="session")
def raw_mail() -> Callable[[bytes], RawMail]:
    """These bytes as they lie in a mailbox."""

    def make(raw: bytes) -> RawMail:
        return RawMail("1", raw, RECEIVED, len(raw))

    return make


@pytest.fixture(scope="session")
def read(reader, raw_mail) -> Callable[[str | bytes], Mail]:
    """The mail of a text (line ends made CRLF) or of bytes (as they are)."""

    def of(source: str | bytes) -> Mail:
        if isinstance(source, str):
            source = dedent(source).lstrip("\n").replace("\n", "\r\n").encode()
        return reader.read(raw_mail(source))

    return of


@pytest.fixture(scope="session")
def attached_mail() -> Callable[[str, str, bytes], bytes]:
    """A mail with one file."""

    def make(name: str, kind: str, data: bytes) -> bytes:
        lines = [
            "From: Mara <mara@partner.example>",
            "Subject: RMA",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "In allegato.",
            "--b",
            f"Content-Type: {kind}",
            "Content-Transfer-Encoding: base64",
            f'Content-Disposition: attachment; filename="{name}"',
            "",
            base64.encodebytes(data).decode(),
            "--b--",
        ]
        return "\r\n".join(lines).encode()

    return make
