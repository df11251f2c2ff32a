"""Which ticket, referral or digest a mail names, in the order of trust (mail-layer 14, 15)."""

import re
from collections.abc import Collection, Iterable

from mailbot.domain.mail import Mail
from mailbot.domain.phrases import alternatives, phrases
from mailbot.domain.quotemarks import plain_subject
from mailbot.domain.quoting import split
from mailbot.domain.site import Site
from mailbot.domain.threads import (
    LetterRef,
    find_bare_references,
    find_references,
    locate_references,
    parse_letter_refs,
)

_OTHER = re.compile(r"\b(?:REF|DIG|DESK)-\d{4}-\d{1,7}\b")
_ABOUT_A_TICKET = phrases(
    r"""
    pratic[ah]e? | tickets? | rma | rif(?:erimento)?\.? | richiest[ae] | segnalazion[ei] | caso
    cases? | ref(?:erence)?\.? | request | (?:ticket¦vorgangs¦fall¦rma-)?nummer | vorgang\w* | fall
    anfrage | dossiers? | demande | réf(?:érence)?\.? | expedientes? | solicitud | referencia
    """
)
# What may stand between such a word and its number: `pratica aperta n. 2026/431`.
_BETWEEN = re.compile(
    r"[\W_]*(?:(?:"
    + alternatives(
        r"""
        n[°º]? | nr | no | num | numero | number | nummer | numéro | número | id | rma
        vs | vostr[oaie] | your | ihre?[mnrs]? | eure?[mnrs]? | votre | su | vuestr[oa] | di | della
        del | dell | la | il | l
        in (?:corso¦oggetto) | apert[oa] | già | esistente | citat[oa] | relativ[oa]
        with | the | open | existing | current | is | è | ist | est | es | de | la | der | die | das
        offene[nr]? | ouverte? | abiert[oa] | en cours | riferimento | rif
        (?:del¦della¦dell¦du¦for the¦of the¦zum¦zur) (?!client¦assicur¦fornit¦suppl¦custom)\w{1,20}
        """
    )
    + r")\b[\W_]*){0,5}$",
    re.IGNORECASE,
)
# Words that claim a number as somebody else's: it is ours only if we have it.
_OTHERS = phrases(
    r"""
    fornitor[ei] | suppliers? | vendors? | manufacturers? | costruttor[ei] | produttor[ei]
    lieferant\w* | hersteller\w* | fournisseurs? | fabricants? | constructeurs? | proveedor\w*
    fabricantes? | assicura\w+ | insurance | versicherung\w* | assurance | corriere | spedizioniere
    carrier | spediteur | transporteur | transportista
    (?:ns\.?¦nostr[oa]¦our¦unsere?¦notre¦nuestr[oa]) \
      (?:rif\w*\.?¦ref\w*\.?¦réf\w*\.?¦zeichen)(?=[ .:]{0,3}$)
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
# "Ns. pratica 2026/12" is theirs; "la nostra pratica" may be the one with us.
_OWN = re.compile(
    r"(?:\bns\b\.?\s*\w*|\b(?:nostr[oa]|our|unsere?|notre|nuestra)\s+(?:rif|ref|réf)\w*)\.?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w/.-])(?<!\w#)\d{1,7}[-/\u2010-\u2015]\d{1,7}(?![\w/])")
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


def named_references(mail: Mail, site: Site, known: Collection[str] | None = None) -> list[str]:
    """Every reference the mail names, the weightiest first, each once.

    `known`: the tickets that the desk has. Then a number that other words claim, a supplier's or
    the partner's own, counts only if it is one of them.
    """
    found: dict[str, None] = {}
    for ref in letter_refs(mail):
        found[ref.reference] = None
    subject = plain_subject(mail.subject)
    _add(found, _OTHER.findall(subject.upper()))
    _add(found, _prefixed(subject, site, known))
    _add(found, _bare(subject, site))
    if mail.sender is not None and site.staff_member(mail.sender.email) is not None:
        _add(found, find_bare_references(subject, site))
    if mail.report is not None:
        _add(found, [r.reference for r in parse_letter_refs(mail.report.original_message_id)])
        _add(found, find_references(mail.report.original_subject, site))
    words = split(mail.text[:50_000], (site.address, *site.aliases), mail.subject)
    own = _LINK.sub(" ", words.of("reply", "signature"))
    _add(found, _prefixed(own, site, known))
    _add(found, _bare(own, site))
    for text in (words.quoted, words.forwarded):
        _add(found, _prefixed(_LINK.sub(" ", text), site, known))
    for inner in mail.chain:
        _add(found, [r.reference for r in letter_refs(inner)])
        _add(found, [r.reference for r in parse_letter_refs(inner.message_id)])
        _add(
            found, find_references(f"{inner.subject}\n{_LINK.sub(' ', inner.text[:20_000])}", site)
        )
    return list(found)[:50]


def _add(found: dict[str, None], more: Iterable[str]) -> None:
    for reference in more:
        found.setdefault(reference)


def _prefixed(text: str, site: Site, known: Collection[str] | None) -> list[str]:
    """Numbers with the desk's prefix, without those that are somebody else's."""
    return [
        place.reference
        for place in locate_references(text, site)
        if known is None or place.reference in known or not _is_others(text, place.start)
    ]


def _is_others(text: str, at: int) -> bool:
    """True if the words before a number, in its sentence, say whose it is."""
    before = re.split(r"[\n;!?]|\w{4}\.\s", text[max(0, at - 60) : at])[-1]
    return _OTHERS.search(before) is not None


def _bare(text: str, site: Site) -> list[str]:
    """Numbers without the prefix, where the words before them speak of a ticket and of nothing
    else."""
    found: list[str] = []
    for line in text.split("\n")[:500]:
        for match in _BARE.finditer(line[:1000]):
            before = line[max(0, match.start() - 40) : match.start()]
            about = list(_ABOUT_A_TICKET.finditer(before))
            if not about or _OWN.search(before[: about[-1].end()]) or _OTHERS.search(before):
                continue
            between = before[about[-1].end() :]
            if _BETWEEN.match(between) and not _NOT_A_TICKET.search(between):
                found += find_bare_references(match[0], site)
    return found
