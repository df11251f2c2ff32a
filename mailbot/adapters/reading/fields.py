"""The header fields of a mail as values: who, to whom, which mail, in answer to what."""

import re
from collections.abc import Iterable

from mailbot.adapters.reading.addresses import distinct, parse_addresses
from mailbot.adapters.reading.headers import Fields, decode_words
from mailbot.domain.mail import Address

OWN_PREFIX = "x-mailbot-"
OWN_DESK = "x-mailbot-desk"
_ID = re.compile(r"<([^<>]{1,900})>")
_SPACE = re.compile(r"\s+")
_RETURN_PATH = re.compile(r"<([^<>]{0,320})>")
_MOST_REFERENCES = 60
_LONGEST_ID = 400


def values(fields: Fields, name: str) -> list[str]:
    """Every raw value of a header, top first."""
    return [value for key, value in fields if key == name]


def decoded(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Every header decoded, our own control headers left out (mail-layer 13)."""
    kept = ((key, value) for key, value in fields if not key.startswith(OWN_PREFIX))
    return tuple((key, decode_words(value)) for key, value in kept)


def first(fields: Fields, name: str) -> str:
    """The topmost value that is not empty, decoded."""
    return next((v for v in map(decode_words, values(fields, name)) if v), "")


def addresses(fields: Fields, *names: str) -> tuple[Address, ...]:
    """Every address of these headers, in the order of the names, each once."""
    raw = [value for name in names for value in values(fields, name)[:20]]
    return distinct(a for value in raw for a in parse_addresses(value))


def message_id(fields: Fields, digest: str) -> str:
    """The Message-ID, or one made from the bytes where there is none that could be one (mail-layer
    3).
    """
    for value in values(fields, "message-id"):
        found = _ids([value])
        if found:
            return found[0]
        bare = _SPACE.sub("", decode_words(value)).strip("<>")
        if "@" in bare and len(bare) <= _LONGEST_ID:
            return f"<{bare}>"
    return f"<{digest[:40]}@mailbot.invalid>"


def references(fields: Fields) -> tuple[str, ...]:
    """The References, capped: the first ten name the thread's start, the last fifty its end."""
    found = _ids(values(fields, "references"))
    return found if len(found) <= _MOST_REFERENCES else found[:10] + found[-50:]


def in_reply_to(fields: Fields) -> tuple[str, ...]:
    """The ids of In-Reply-To, without the prose that old mailers put around them."""
    return _ids(values(fields, "in-reply-to"))[:10]


def envelope_sender(fields: Fields) -> str | None:
    """The topmost Return-Path, which our server wrote: an address, empty for `<>`, None if there is
    none.
    """
    found = values(fields, "return-path")
    if not found:
        return None
    match = _RETURN_PATH.search(found[0])
    return (match[1] if match else found[0]).strip().lower()


def _ids(raw: Iterable[str]) -> tuple[str, ...]:
    """The `<...>` of header values without the spaces that folding left in them, each once."""
    found = (f"<{_SPACE.sub('', m)}>" for value in raw for m in _ID.findall(value))
    return tuple(dict.fromkeys(i for i in found if "@" in i and len(i) <= _LONGEST_ID))
