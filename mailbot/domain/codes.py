"""One-time codes: made from the desk's secret and the mail, so the same mail gives the same code.

Only a keyed digest is stored; the code itself stands in the letter alone (mail-layer 17, 24, A19).
"""

import hashlib
import hmac

from mailbot.domain.site import Site

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1: codes are typed by hand
_LENGTH = 10  # 50 bits, for codes that live ten minutes or a day


def code_for(site: Site, message_id: str, purpose: str) -> str:
    """The code that answers to this mail for this purpose."""
    made = hmac.new(site.secret, f"code|{purpose}|{message_id}".encode(), hashlib.sha256).digest()
    return "".join(_ALPHABET[byte & 31] for byte in made[:_LENGTH])


def code_digest(site: Site, code: str) -> str:
    """What is stored of a code; spelling does not matter (case, spaces, dashes)."""
    bare = "".join(c for c in code.upper() if c.isalnum())
    return hmac.new(site.secret, f"digest|{bare}".encode(), hashlib.sha256).hexdigest()
