"""The partner's own purchase order, as a reply to a quote names it."""

import re

_ORDER = re.compile(
    r"(?:(?:n(?:s|ostr[oa])\.?|our|unsere?|notre|nuestro)\s)?(?:ordine|ord\.|oda|o\.d\.a\.|p\."
    r"?o\.?|purchase order|order|bestellnummer|bestell-?nr\.?|bestellung|auftrag|commande|bon "
    r"de commande|pedido)"
    r"(?:\s(?:n\.?|nr\.?|no\.?|num\w*\.?|number|nummer|lautet|is|è|ist|:|#|n°)){0,3}\s?:?\s?(["
    r"A-Z0-9][A-Z0-9/_.-]{2,30})",
    re.IGNORECASE,
)


def find_order(text: str) -> str:
    """The partner's purchase order in the text, or an empty text."""
    for match in _ORDER.finditer(text[:20_000]):
        if any(c.isdigit() for c in match[1]):
            return match[1].rstrip(".-")
    return ""
