"""Address headers to addresses, by mail-parser's structural scanner: the one address parser of the
desk.
"""

import re
from collections.abc import Iterable

from mailparser.utils import get_addresses

from mailbot.adapters.reading.headers import decode_words
from mailbot.domain.mail import Address

_ENOUGH = 200
_NOT_IN_AN_ADDRESS = re.compile(r"[\s<>()\[\],;:\\\"]")
_EMAIL = re.compile(r"[^\s<>()\[\],;:\\\"@]{1,64}@[^\s<>()\[\],;:\\\"@]{1,255}")
# What senders' systems put around an address and no grammar knows.
_WRAPPED = re.compile(
    r"<\s*(?:mailto:|smtp:)?\s*['\"]?([^<>\s'\"]{1,320})['\"]?\s*>", re.IGNORECASE
)


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Every address a header value could mean, each once, in order.

    An item with a defect (`a@b.example <c@d.example>`, two angle addresses, an unclosed quote)
    gives all of its address-like words, so that no reader can take one of several for the only one.
    An address inside a quoted display name is a name.
    """
    defects: list[dict[str, object]] = []
    value = _WRAPPED.sub(r"<\1>", value)
    pairs = get_addresses(value, defects=defects, decode_names=False)
    found = [_address(name, email) for name, email in pairs]
    for defect in defects:
        raw = decode_words(str(defect.get("raw", ""))[:4_096])
        found += [_address("", email) for email in _EMAIL.findall(raw)]
    return distinct(a for a in found if a)


def _address(name: str, email: str) -> Address | None:
    """An address, or None for what is not one."""
    email = email.strip().strip("'\"").rstrip(".").lower()
    if "@" not in email[1:-1] or _NOT_IN_AN_ADDRESS.search(email) or len(email) > 320:
        return None
    shown = decode_words(name).strip("'\" ")
    return Address(email, "" if shown.lower() == email else shown[:200])


def distinct(found: Iterable[Address]) -> tuple[Address, ...]:
    """Each address once, the first mention counts, bounded."""
    unique: dict[str, Address] = {}
    for address in found:
        unique.setdefault(address.email, address)
    return tuple(unique.values())[:_ENOUGH]
