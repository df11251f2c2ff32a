"""Signatures without a farewell or a mark before them: a name, and how to reach who bears it."""

import re
from collections.abc import Sequence

from mailbot.domain.phrases import alternatives, phrases

_LINES = 9  # of a signature, name included
_CONTACTS = 2  # lines that only a signature has
_WIDE = 90  # characters

_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]{0,24})(?:\s(?:d[aeiou]|de[lr]|della|van|von|zu|la|le|y|e|&|[A-ZÀ-Þ]"
    r"[\w'’.-]{0,24})){1,4}$"
)
_FORM = phrases(
    r"""
    s\.?r\.?l\.?s? | s\.?p\.?a\.? | s\.?n\.?c\.? | s\.?a\.?s\.?
    gmbh(?: & co\.? kg)? | ag | kg | ohg
    e\.k\. | ltd\.? | llc | inc\.? | plc | sarl | sas | s\.a\. | s\.l\.u?\.? | snc | srl | spa
    """
)
_REACHED = re.compile(
    r"(?:^|[|,;·•–-]\s?)(?:(?:tel|phone|fax|mob|mobile|cell|fon|telefon[oe]?|handy|tél|tfno|móvil|ph"
    r"|direct|office|ufficio|t|m|f|p|c)\b[.:\s]{1,3}\(?\+?[\d(][\d\s()./-]{5,}|\+\d[\d\s()./-]{7,}"
    r"|(?:e-?mail|mail|pec|web|www|skype|sito)\b[.:\s]|https?:|\S{1,60}@\S{3,60}$"
    r"|(?:p\.?\s?iva|c\.?\s?f\.|vat|ust-?id|siret|cif|nif|cap\.?\s?soc)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\b(?:"
    + alternatives(
        r"""
        via | viale | v\.le | piazza | p\.zz?a | corso | c\.so | largo | vicolo | strada | rue
        avenue | boulevard | bd | place | calle | c/ | avda\.? | avenida | plaza | street | road
        """
    )
    + r")\s.{2,50}\d|(?:straße|strasse|str\.|weg|platz|gasse|allee|street|road|lane)\s?\d{1,4}\b"
    r"|^\d{1,5}\s.{2,40}\b(?:street|st\.?|road|rd\.?|avenue|lane)\b"
    r"|^(?:[A-Z]{1,2}-)?\d{4,5}\s[A-ZÀ-Þ][^\d]{2,40}$)",
    re.IGNORECASE,
)
# Above a name: whose it is, or what shall be sent there.
_ABOUT = phrases(
    r"""
    referente | contatt[oi] | restitu\w+ | indirizzo | destinatari[oa] | spedi\w+ | consegn\w+
    cliente(?: finale)? | rivolgersi | contact | address | ship | deliver\w* | customer | end user
    collect\w* | ansprechpartner\w* | adresse | rücksend\w+ | kunde\w* | liefer\w+ | versand\w*
    livr\w+ | expédi\w+ | client | renvo\w+ | contacto | dirección | enviar | env[ií]\w+ | entreg\w+
    """
)
_DIGIT = re.compile(r"\d")


def find_signature(lines: Sequence[str], at: int) -> int:
    """How many lines the signature that begins here has; 0 where none does, or where the words
    above say what the name is for. `lines` are stripped."""
    if not _NAME.match(lines[at]):
        return 0
    if at and (_NAME.match(lines[at - 1]) or _is_contact(lines[at - 1])):
        return 0  # it would have begun above
    above = next((line for line in reversed(lines[max(0, at - 3) : at]) if line), "")
    if above.endswith(":") or (len(above) <= _WIDE and _ABOUT.search(above)):
        return 0
    contacts = 0
    count = 1
    for line in lines[at + 1 : at + _LINES]:
        if not line:
            break
        contact = _is_contact(line)
        if not contact and (len(line) > _WIDE or line[-1] in ".!?:;" or _DIGIT.search(line)):
            return 0
        contacts += contact
        count += 1
    ends = at + count >= len(lines) or not lines[at + count]
    contacts += bool(_FORM.search(lines[at]))
    return count if contacts >= _CONTACTS and ends else 0


def _is_contact(line: str) -> bool:
    if len(line) > _WIDE:
        return False
    company = _FORM.search(line) and not _DIGIT.search(line)
    return bool(_REACHED.search(line) or _PLACE.search(line) or company)
