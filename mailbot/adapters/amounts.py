"""The lines of a quote and of a delivery, as letters and documents print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mailbot.domain.ticket import Quote
from mailbot.domain.unit import Unit

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A line: `key` is labour, parts, shipping, rest, net, vat or total.

    `value` in the quote's currency.
    """

    key: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Goods:
    """Units of one product: how many, and their serials."""

    product: str
    count: int
    serials: tuple[str, ...]


def quote_lines(quote: Quote) -> tuple[AmountLine, ...]:
    """What the quote is made of, net amount, VAT and total (R23).

    VAT is rounded half up to the cent.

    Where the named costs are less than the amount, the rest is a line of its own.
    """
    parts = {"labour": quote.labour, "parts": quote.parts, "shipping": quote.shipping}
    named = [AmountLine(key, value) for key, value in parts.items() if value is not None]
    rest = quote.amount - sum((line.value for line in named), Decimal(0))
    if named and rest:
        named.append(AmountLine("rest", rest))
    vat = (quote.amount * quote.vat_rate / 100).quantize(_CENT, ROUND_HALF_UP)
    return (
        *named,
        AmountLine("net", quote.amount),
        AmountLine("vat", vat),
        AmountLine("total", quote.amount + vat),
    )


def group_goods(units: Iterable[Unit]) -> tuple[Goods, ...]:
    """The units by product, in the order of their first: the goods of a transport document."""
    groups: dict[str, list[str]] = {}
    for unit in units:
        serial = unit.serial or unit.as_written or f"({unit.number})"
        groups.setdefault(unit.product or unit.product_code, []).append(serial)
    return tuple(Goods(p, len(serials), tuple(serials)) for p, serials in groups.items())
