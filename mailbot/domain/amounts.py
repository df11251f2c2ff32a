"""Amounts of money in a reply and in a quote, in one spelling."""

import re

_MONEY = re.compile(
    r"(?:€|eur(?:o|os)?\b)\s?(\d{1,6}(?:[.,]\d{1,3}){0,2})|(\d{1,6}(?:[.,]\d{1,3}){0,2})\s?(?:"
    r"€|eur(?:o|os)?\b)|\b(?:a|at|für|à|por|per|zu|for|fate"
    r"|facciamo|diciamo|make it|call it|machen sie|disons|mettons"
    r"|digamos|en|auf)\s(\d{2,5}(?:[.,]\d{2})?)(?=[\s.,?!]|$)",
    re.IGNORECASE,
)


def find_offers(text: str) -> frozenset[str]:
    """The prices that a reply names."""
    named = (next(g for g in m.groups() if g) for m in _MONEY.finditer(text))
    return frozenset(a for n in named if (a := _amount(n)))


def _amount(text: str) -> str:
    """An amount in one spelling: `1.250,00` and `1250` are `1250.00`."""
    bare = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return f"{float(bare):.2f}"
    except ValueError:
        return ""


def find_amounts(text: str) -> frozenset[str]:
    """All amounts in a quote, in one spelling."""
    found = re.findall(
        r"(?<![\w/])\d{1,3}(?:[.,]\d{3}){0,2}(?:[.,]\d{2})?(?![\w/])|\d{1,6}(?:[.,]\d{2})?",
        text[:20_000],
    )
    return frozenset(a for f in found[:500] if (a := _amount(f)))
