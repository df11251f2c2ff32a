"""The texts of a mail by where they stand."""

import pytest

from mailbot.domain.mail import Attachment, Mail
from mailbot.domain.passages import lay_out
from mailbot.domain.references import named_references
from tests.domain import eyesight


def nest(depth: int, text: str) -> Mail:
    """A mail with this text in a mail in a mail …"""
    label = Attachment(f"{depth}.txt", "text/plain", 1, f"d{depth}", text=f"note {depth}")
    inner = (nest(depth - 1, text),) if depth else ()
    words = "see below" if depth else text
    return eyesight.mail(words, enclosed=inner, attachments=(label,))


@pytest.mark.parametrize("depth", [1, 2, 3, 19, 20])
def test_a_mail_in_a_mail_in_a_mail_is_read(depth: int) -> None:
    """A chain forwarded as attachment: what was reported stands in the innermost."""
    mail = nest(depth, "S/N 0350263500026545 no link, RMA-2026-00431")
    reading = lay_out(mail, eyesight.site())
    texts = [p.text for p in reading.passages if p.where == "rfc822"]
    assert len(texts) == depth
    assert "0350263500026545" in texts[-1]
    assert reading.names[-1] == ("0.txt", "attachment:0.txt")
    assert named_references(mail, eyesight.site()) == ["RMA-2026-00431"]


def test_mails_side_by_side_are_read_in_order() -> None:
    """Each with what it encloses, to a bound."""
    first = eyesight.mail("one", enclosed=(eyesight.mail("two"),))
    mail = eyesight.mail("", enclosed=(first, eyesight.mail("three"), *[eyesight.mail("x")] * 30))
    assert [m.text for m in mail.chain[:3]] == ["one", "two", "three"]
    assert len(mail.chain) == 20
