"""Our reading against another parser's, one written in another language (issue 4, libraries.md 4).

Where the two differ on purpose:

- a mail inside a mail is `enclosed` with us and an attachment with them; - what is unpacked from
winmail.dat or a zip is there only with us; - encoded words that a mailer folded inside, or whose
charset changes within one, stay encoded there; - format=flowed lines are joined with us: words are
compared without their spaces and quote marks; - a text of HTML only is no text with them.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.domain.mail import Mail, RawMail
from tests.conftest import ROOT, SHARED

fast_mail_parser = pytest.importorskip("fast_mail_parser")

FILES = [
    path
    for folder in (SHARED / "corpus", SHARED / "bounces", ROOT / "tests" / "mails")
    for path in sorted(folder.glob("*.eml"))
]
_SPACING = re.compile(r"[\s>\u00a0\u200b\ufeff]+")


def squeezed(text: str) -> str:
    """The words without what joining lines changes."""
    return _SPACING.sub("", text)


def attached(mail: Mail) -> int:
    """The attachments as the other parser counts them: enclosed mails are some."""
    own = [a for a in mail.attachments if not a.origin]
    return len(own) + len(mail.enclosed)


@pytest.mark.skipif(not FILES, reason="no mails: neither tests/mails nor ../shared has any")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_two_parsers_read_the_same(reader, path: Path):
    """Subject, sender, text and number of attachments of every mail we have."""
    raw = path.read_bytes()
    mail = reader.read(RawMail("1", raw, datetime(2026, 11, 20, tzinfo=UTC)))
    try:
        other = fast_mail_parser.parse_email(raw)
    except fast_mail_parser.ParseError:
        pytest.skip("the other parser refuses this mail (about one in a hundred)")
    if mail.pec == "message":
        pytest.skip("the other parser does not unwrap certified mail")

    if "=?" not in other.subject:
        assert squeezed(mail.subject) == squeezed(other.subject)
    assert {a.email for a in mail.senders} <= set(re.findall(r"[^\s<>,;\"']+@[^\s<>,;\"']+",
        str(other.headers).lower())) | {""}  # fmt: skip
    plain = squeezed(" ".join(other.text_plain))
    if plain and "\ufffd" not in plain and mail.text.strip():
        assert squeezed(mail.text) == plain
    if not any(a.name.endswith(".zip") for a in mail.attachments):
        assert attached(mail) == len(other.attachments)
