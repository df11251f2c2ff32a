"""What a mail could mean, within bounds (architecture 9, mail-layer 6)."""

from mailbot.domain.keys import named_keys
from mailbot.domain.mail import Attachment, Table
from tests.domain import eyesight

EXACT, NEAR = 8_000, 16_000  # keys as written, and their variants


def named(*sheets: int) -> frozenset[str]:
    """The keys of a mail with sheets of so many rows, three serials in each, all different."""
    attached = tuple(
        Attachment(f"{place}.csv", "text/csv", 1, f"d{place}", tables=(Table(rows(place, count)),))
        for place, count in enumerate(sheets)
    )
    return named_keys(eyesight.mail("vedi lista", attachments=attached), eyesight.site()).serials


def rows(place: int, count: int) -> tuple[tuple[str, ...], ...]:
    cells = ((f"PB{place}{n:07}M", f"SG{place}{n:07}K", f"AL{place}{n:07}X") for n in range(count))
    return (("Seriale", "MAC", "Note"), *cells)


def test_every_serial_of_a_long_list_is_named() -> None:
    """R30: a list of 200 units is read to its end, each with what is near to it."""
    keys = named(200)
    assert {"PB00000000M", "PB00000199M", "SG00000199K"} <= keys
    assert len(keys) > 3 * 200


def test_a_list_that_nobody_would_send_is_read_to_a_bound() -> None:
    """Mail-layer 6: one look-up stays one; what is beyond is not named, as written or near."""
    keys = named(2_000, 2_000, 2_000)
    assert "PB00001999M" in keys
    assert "PB20001999M" not in keys
    assert EXACT < len(keys) <= EXACT + NEAR
