"""Which ticket a mail names, and whether it proves it: letter ids, reply addresses, subject tags
(mail-layer 14, 15)."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.domain.site import Site

# RMA-2026-00042.n7.k3v9q2: the reference, the letter's number in it, the keyed token.
_LETTER = re.compile(r"([a-z]{2,8}-\d{4}-\d{1,9})\.n(\d{1,6})\.([a-z0-9]{4,32})", re.IGNORECASE)
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_MOST = 50  # references of one text
# Programs make them of a hyphen; the last is the hyphen itself.
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d\\-"
_TOKEN_LENGTH = 12  # 60 bits: not to be guessed by mail


@dataclass(frozen=True, slots=True)
class LetterRef:
    """A letter that an address or a Message-ID names. It proves nothing until `is_genuine` says
    so."""

    reference: str
    n: int
    token: str


def letter_token(site: Site, reference: str, n: int, recipients: Iterable[str]) -> str:
    """The keyed token of one letter: which reference, which letter, to whom it went."""
    words = "|".join([reference, str(n), *sorted({r.lower() for r in recipients})])
    digest = hmac.new(site.secret, words.encode(), hashlib.sha256).digest()
    return "".join(_ALPHABET[byte & 31] for byte in digest[:_TOKEN_LENGTH])


def letter_id(site: Site, reference: str, n: int, recipients: Iterable[str]) -> str:
    """The Message-ID of a letter, the same each time it is made (mail-layer 12)."""
    return f"<{reference}.n{n}.{letter_token(site, reference, n, recipients)}@{site.domain}>"


def reply_address(site: Site, reference: str, n: int, recipients: Iterable[str]) -> str:
    """The address that answers to a letter go to; the desk's plain address without
    plus-addressing."""
    if not site.plus_addressing:
        return site.address
    local = site.address.rpartition("@")[0]
    token = letter_token(site, reference, n, recipients)
    return f"{local}+{reference}.n{n}.{token}@{site.domain}".lower()


def is_genuine(site: Site, ref: LetterRef, recipients: Iterable[str]) -> bool:
    """True if the token was made by this desk for this letter to these recipients."""
    return hmac.compare_digest(
        letter_token(site, ref.reference, ref.n, recipients), ref.token.lower()
    )


def parse_letter_refs(text: str) -> tuple[LetterRef, ...]:
    """The letters named in an address, a Message-ID or a line of them; bounded to 100."""
    found = []
    for match in _LETTER.finditer(text[:20_000]):
        found.append(LetterRef(match[1].upper(), int(match[2]), match[3].lower()))
        if len(found) == 100:
            break
    return tuple(found)


def spell_reference(prefix: str, year: int, number: int, digits: int = 5) -> str:
    """A reference in the desk's spelling: `RMA-2026-00042`."""
    return f"{prefix}-{year:04}-{number:0{digits}}"


def find_references(text: str, site: Site) -> tuple[str, ...]:
    """The desk's own numbers in a subject or text, in any form people type, in the desk's spelling,
    in order.

    With the prefix: `RMA-2026-00042`, `[rma 2026/42]`, `RMA n. 2026-42`, `RMA 00042/2026`,
    `RMA2026-00042`, `RMA_2026_00042`. Bare forms (`2026-42`, `00042/2026`) are
    `find_bare_references`: too many other things look like them.
    """
    return tuple(dict.fromkeys(place.reference for place in locate_references(text, site)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text names a reference."""

    reference: str
    start: int
    end: int


def locate_references(text: str, site: Site) -> tuple[Place, ...]:
    """Where a text names numbers with the desk's prefix; the first 50 of them."""
    prefix = re.escape(site.number_prefix)
    pattern = re.compile(
        rf"(?<![a-z0-9]){prefix}\s{{0,2}}(?:nr?|no|num|numero|number|#|°|º|[{_DASHES}]|_|/|:|\.|\s){{0,6}}"
        rf"\s{{0,2}}(?:(20\d\d)\s?[{_DASHES}/_.]\s?(\d{{1,7}})"
        rf"|(\d{{1,7}})\s?[{_DASHES}/_.]\s?(20\d\d))(?!\d)",
        re.IGNORECASE,
    )
    found: list[Place] = []
    named: set[str] = set()
    for match in pattern.finditer(text[:200_000]):
        reference = _spell(match, site)
        named.add(reference)
        if len(named) > _MOST or len(found) == 4 * _MOST:
            break
        found.append(Place(reference, match.start(), match.end()))
    return tuple(found)


def find_bare_references(text: str, site: Site) -> tuple[str, ...]:
    """Numbers without the prefix that could be the desk's: `2026-42`, `2026/00042`, `00042/2026`. A
    hint, no more."""
    pattern = re.compile(
        rf"(?<![\w/.{_DASHES}])(?<!\w\#)"
        rf"(?:(20\d\d)[{_DASHES}/](\d{{1,7}})|(\d{{1,7}})[{_DASHES}/](20\d\d))(?![\w/]|[-.]\d)"
    )
    found: dict[str, None] = {}
    for match in pattern.finditer(text[:20_000]):
        found[_spell(match, site)] = None
        if len(found) == _MOST:
            break
    return tuple(found)


def _spell(match: re.Match[str], site: Site) -> str:
    year, number = (match[1], match[2]) if match[1] else (match[4], match[3])
    return spell_reference(site.number_prefix, int(year), int(number), site.number_digits)
