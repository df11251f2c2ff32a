"""What an opaque signature (PKCS #7, `.p7m`) holds, by bounded DER reading (RFC 5652)."""

import base64
import binascii

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_MOST_ELEMENTS = 10_000
_OCTETS, _OCTETS_BUILT = 0x04, 0x24


def signed_content(data: bytes) -> bytes | None:
    """The signed bytes, or None where they are encrypted, kept apart, or past reading. No signature
    is checked.
    """
    if not data.startswith(b"\x30"):
        data = _unarmoured(data)
    head = data[:64]
    at = head.find(_SIGNED_DATA)
    if at < 0:
        return None
    start = data.find(_DATA, at + len(_SIGNED_DATA), at + 2_000)
    if start < 0:
        return None
    position = start + len(_DATA)
    element = _element(data, position)
    if (
        element is None or element[0] != 0xA0
    ):  # [0] EXPLICIT eContent: absent in a detached signature
        return None
    inner = _element(data, element[1])
    if inner is None or inner[0] not in {_OCTETS, _OCTETS_BUILT}:
        return None
    return _octets(data, inner)


def _unarmoured(data: bytes) -> bytes:
    """The DER bytes of a PEM or bare base64 form."""
    lines = [line.strip() for line in data.split(b"\n") if not line.startswith(b"-----")]
    try:
        return base64.b64decode(b"".join(lines))
    except (binascii.Error, ValueError):
        return b""


def _element(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Tag, start and end of the element's contents; end -1 for an indefinite length."""
    if at + 2 > len(data):
        return None
    tag, length = data[at], data[at + 1]
    at += 2
    if length == 0x80:
        return tag, at, -1
    if length & 0x80:
        count = length & 0x7F
        if count > 4 or at + count > len(data):
            return None
        length = int.from_bytes(data[at : at + count])
        at += count
    return tag, at, at + length


def _octets(data: bytes, element: tuple[int, int, int]) -> bytes | None:
    """An OCTET STRING, joined where it comes in pieces."""
    tag, at, end = element
    if tag == _OCTETS:
        return data[at:end] if end >= 0 else None
    pieces = []
    for _ in range(_MOST_ELEMENTS):
        if 0 <= end <= at:
            break
        piece = _element(data, at)
        if piece is None or piece[0] == 0 or piece[2] < 0:
            break
        if piece[0] != _OCTETS:
            return None
        pieces.append(data[piece[1] : piece[2]])
        at = piece[2]
    return b"".join(pieces) or None
