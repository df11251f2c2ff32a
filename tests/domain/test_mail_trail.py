"""What staff see before they confirm a disposal (A19)."""

from dataclasses import replace
from datetime import timedelta

from mailbot.domain.mail_trail import mail_trail
from mailbot.domain.ticket import Event, SentLetter
from mailbot.samples import NOW, sample_letter


def _letter(n: int, name: str, *units: int, bounced: bool = False) -> SentLetter:
    return SentLetter(n, name, ("a@p.example",), f"<{n}>", NOW + timedelta(days=n), units, bounced)


def _mail(n: int, who: str, *units: int, text: str = "words") -> Event:
    return Event(NOW + timedelta(days=n), who, "mail", units, f"<m{n}>", note=text)


def test_the_trail_has_what_both_wrote_about_the_units_in_order() -> None:
    """Letters of other units, letters to staff and what staff did are no part of it."""
    sample = sample_letter("quote", "it").ticket
    assert sample is not None
    ticket = replace(
        sample,
        letters=(
            _letter(1, "quote", 2),
            _letter(3, "days_left", 2, bounced=True),
            _letter(4, "days_left", 1),
            _letter(5, "disposal_list", 2),
            _letter(6, "goods_received", 2),
            _letter(7, "deadline_passed"),
        ),
        history=(
            _mail(2, "a@p.example", 2, text="RIFIUTO"),
            _mail(2, "a@p.example", text="RIFIUTO"),
            _mail(5, "luca.conti", 2),
            _mail(6, "a@p.example", 1),
            _mail(8, "a@p.example", text=""),
        ),
    )
    trail = mail_trail(ticket, (2,))
    assert [(t.letter, t.text, t.bounced) for t in trail] == [
        ("quote", "", False),
        ("", "RIFIUTO", False),
        ("days_left", "", True),
        ("deadline_passed", "", False),
    ]
    assert mail_trail(replace(ticket, letters=(), history=()), (2,)) == ()


def test_the_trail_is_bounded() -> None:
    """The last thirty: at, and above."""
    sample = sample_letter("quote", "it").ticket
    assert sample is not None
    for count, kept in ((30, 30), (31, 30)):
        letters = tuple(_letter(n, "days_left", 2) for n in range(count))
        trail = mail_trail(replace(sample, letters=letters, history=()), (2,))
        assert len(trail) == kept
        assert trail[-1].at == letters[-1].at
