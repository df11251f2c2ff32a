"""Serials that are listed one by one, sold or not (mail-layer 19)."""

from mailbot.domain.listed import listed_serials
from mailbot.domain.mail import Attachment, Table
from tests.domain.eyesight import mail


def sheet(*rows: tuple[str, ...], hidden: bool = False) -> Attachment:
    """A list attached."""
    return Attachment("l.csv", "text/csv", 1, "d", tables=(Table(rows, hidden=hidden),))


def test_the_lines_of_a_mail_and_of_a_list_of_one_column_are_serials() -> None:
    """Each once, in order, in capitals; a header is none."""
    files = (sheet(("Matricola",), ("vst2026224711b",), ("VSP 1225",)),)
    text = "Sono in garanzia?\n- VSP-1225\n- VSF0426110063W\n"
    assert listed_serials(text, mail(text, attachments=files)) == (
        "VSP-1225",
        "VSF0426110063W",
        "VST2026224711B",
    )


def test_what_has_columns_or_is_hidden_is_not_read_as_a_list_of_serials() -> None:
    """Its serials are the claims; the rest of its cells may be anything."""
    files = (sheet(("1", "VST2026224711B"), ("2", "VSP1225")), sheet(("VSP1226",), hidden=True))
    assert listed_serials("", mail("", attachments=files)) == ()
