"""Addresses as they may stand in an SMTP command."""

import pytest

from mailbot.domain.envelope import Envelope, envelope_of
from mailbot.errors import Refused


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("ada@partner.example", "ada@partner.example"),
        ("o'neil+rma@partner.example", "o'neil+rma@partner.example"),
        ("rma+RMA-2026-00042.n7.k3v9q2@desk.example", "rma+RMA-2026-00042.n7.k3v9q2@desk.example"),
        ("info@caffè.example", "info@xn--caff-8oa.example"),
        ("x" * 64 + "@partner.example", "x" * 64 + "@partner.example"),
        ("a@" + "x" * 63 + ".example", "a@" + "x" * 63 + ".example"),
    ],
)
def test_a_plain_address_passes_with_its_domain_in_ascii(given: str, sent: str) -> None:
    """RFC 5321 section 4.1.2; domains as IDNA."""
    assert envelope_of("", given) == Envelope("", sent)


@pytest.mark.parametrize(
    "address",
    [
        *("", "a", "@b.example", "a b@c.example", "a@b\r\nDATA", "x" * 65 + "@b.example"),
        *(
            "a@" + "x" * 64 + ".example",
            "a@" + "è" * 80 + ".example",
            "a@" + "x." * 124 + "example",
        ),
    ],
)
def test_anything_else_is_refused(address: str) -> None:
    """A line end in an address would begin the next command."""
    with pytest.raises(Refused, match="bad_address"):
        envelope_of("rma@desk.example", address)


def test_a_bad_sender_is_refused_too() -> None:
    """Both are checked."""
    with pytest.raises(Refused):
        envelope_of("rma desk", "ada@partner.example")


def test_only_a_local_part_beyond_ascii_needs_smtputf8() -> None:
    """RFC 6531."""
    assert envelope_of("", "perché@partner.example").utf8
    assert not envelope_of("", "info@caffè.example").utf8
