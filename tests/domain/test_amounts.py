"""Amounts of money in what partners write, in one spelling (A15: no other price)."""

import pytest

from mailbot.domain.amounts import find_amounts, find_offers

OFFERS = {
    "accetto a 120 euro": {"120.00"},
    "va bene per € 1.250,00": {"1250.00"},
    "1250 EUR": {"1250.00"},
    "99,5 €": {"99.50"},
    "ok a 100, non a 129,50": {"100.00", "129.50"},
    "€ 1.2.3": set(),  # no number that anybody could pay
    "il vostro preventivo": set(),
}


@pytest.mark.parametrize(("text", "prices"), OFFERS.items())
def test_a_price_in_a_reply_is_found_in_any_spelling(text: str, prices: set[str]) -> None:
    """A15: a reply that names another price is no acceptance."""
    assert find_offers(text) == prices


def test_the_amounts_of_a_quote_are_those_a_reply_may_name() -> None:
    """A15: thousands and decimals as Italians and Englishmen write them."""
    quote = "Imponibile 1.250,00 EUR, IVA 22% 275,00, totale 1,525.00"
    assert find_amounts(quote) >= {"1250.00", "275.00", "1525.00"}
