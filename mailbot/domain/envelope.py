"""Addresses as they may stand in an SMTP command."""

import re
from dataclasses import dataclass

from mailbot.errors import Refused

# RFC 5321 section 4.5.3.1: 64 before the @, 255 behind it, 254 for the whole path.
_LONGEST = 254
_LONGEST_LOCAL = 64
# RFC 5321 section 4.1.2 and RFC 6531: a dot-string; letters beyond ASCII need SMTPUTF8. Quoted
# local parts are not sent to: nobody has one, and they carry spaces and brackets into the command.
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sender and recipient, checked; `sender` may be empty (bounces go nowhere)."""

    sender: str
    recipient: str

    @property
    def utf8(self) -> bool:
        """True where only a server with SMTPUTF8 can take it (RFC 6531)."""
        return not (self.sender + self.recipient).isascii()


def envelope_of(sender: str, recipient: str) -> Envelope:
    """Both addresses, their domains in ASCII form.

    Errors: Refused `bad_address` for what is no plain address: nothing else may come near an SMTP
    command, where a line end would begin the next command.
    """
    return Envelope(_checked(sender) if sender else "", _checked(recipient))


def is_writable(address: str) -> bool:
    """True for an address that every server takes: letters beyond ASCII need one with SMTPUTF8."""
    try:
        return _checked(address).isascii()
    except Refused:
        return False


def _checked(address: str) -> str:
    local, at, domain = address.rpartition("@")
    if not at or len(local.encode("utf-8", "replace")) > _LONGEST_LOCAL:
        raise Refused("bad_address", address=address[:_LONGEST])
    labels = _ascii_domain(domain).split(".")
    plain = f"{local}@{'.'.join(labels)}"
    good = (
        len(plain) <= _LONGEST
        and _LOCAL.fullmatch(local) is not None
        and all(_LABEL.fullmatch(label) for label in labels)
    )
    if not good:
        raise Refused("bad_address", address=address[:_LONGEST])
    return plain


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
