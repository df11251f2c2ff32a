"""Which ticket, referral or digest a mail names, in the order of trust (mail-layer 14, 15)."""

import re
from collections.abc import Iterable

from mailbot.domain.mail import Mail
from mailbot.domain.phrases import phrases
from mailbot.domain.quotemarks import plain_subject
from mailbot.domain.quoting import split
from mailbot.domain.site import Site
from mailbot.domain.threads import (
    LetterRef,
    find_bare_references,
    find_references,
    parse_letter_refs,
)

_OTHER = re.compile(r"\b(?:REF|DIG|DESK)-\d{4}-\d{1,7}\b")
_ABOUT_A_TICKET = phrases(
    r"""
    pratica | ticket | rma | vs\.? rif\.? | rif(?:erimento)?\.?(?: n\.?)? | richiesta(?: n\.?)?
    case | vorgang | dossier | expediente
    segnalazione
    """
)
_NOT_A_TICKET = phrases(
    r"""
    d\.?d\.?t\.? | bolla | ordine | ord\. | oda | o\.d\.a\. | po | order | fattura | fatt\.?
    ft\.? | invoice | rechnung | facture | factura
    prot\.?(?: n\.?)? | protocollo | delivery note | lieferschein | bon de livraison | albarán
    bestellung | commande | pedido | nostr[oa] | ns\.? | our | unser\w* | notre | nuestr[oa]
    preventivo
    """
)
_LINK = re.compile(r"(?:\b[a-z]{2,10}://|www\.)\S*", re.IGNORECASE)


def letter_refs(mail: Mail) -> list[LetterRef]:
    """The letters of the desk that the mail answers: by address, then In-Reply-To, then References.

    The newest of a thread first, as References lists the oldest first.
    """
    refs: list[LetterRef] = []
    for address in mail.recipients:
        refs += parse_letter_refs(address.email)
    for message_id in mail.in_reply_to:
        refs += parse_letter_refs(message_id)
    for message_id in reversed(mail.references):
        refs += parse_letter_refs(message_id)
    return refs[:100]


def named_references(mail: Mail, site: Site) -> list[str]:
    """Every reference the mail names, the weightiest first, each once."""
    found: dict[str, None] = {}
    for ref in letter_refs(mail):
        found[ref.reference] = None
    subject = plain_subject(mail.subject)
    _add(found, _OTHER.findall(subject.upper()))
    _add(found, find_references(subject, site))
    _add(found, _bare(subject, site))
    if mail.sender is not None and site.staff_member(mail.sender.email) is not None:
        _add(found, find_bare_references(subject, site))
    if mail.report is not None:
        _add(found, [r.reference for r in parse_letter_refs(mail.report.original_message_id)])
        _add(found, find_references(mail.report.original_subject, site))
    words = split(mail.text[:50_000], (site.address, *site.aliases), mail.subject)
    own = _LINK.sub(" ", words.of("reply", "signature"))
    _add(found, find_references(own, site))
    _add(found, _bare(own, site))
    for text in (words.quoted, words.forwarded):
        _add(found, find_references(_LINK.sub(" ", text), site))
    for inner in mail.enclosed:
        _add(found, [r.reference for r in letter_refs(inner)])
        _add(found, [r.reference for r in parse_letter_refs(inner.message_id)])
        _add(
            found, find_references(f"{inner.subject}\n{_LINK.sub(' ', inner.text[:20_000])}", site)
        )
    return list(found)[:50]


def _add(found: dict[str, None], more: Iterable[str]) -> None:
    for reference in more:
        found.setdefault(reference)


def _bare(text: str, site: Site) -> list[str]:
    """Numbers without the prefix, where the words before them speak of a ticket and of nothing
    else."""
    found: list[str] = []
    for line in text.split("\n")[:500]:
        for match in re.finditer(r"(?<![\w/.-])\d{1,7}[-/]\d{1,7}(?![\w/])", line[:1000]):
            before = line[max(0, match.start() - 30) : match.start()]
            about = list(_ABOUT_A_TICKET.finditer(before))
            other = list(_NOT_A_TICKET.finditer(before))
            if about and not (other and other[-1].end() >= about[-1].end()):
                found += find_bare_references(match[0], site)
    return found
