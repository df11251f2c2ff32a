"""Further facts of a request: reason, contact, return address, the partner's own number, hints
for staff."""

import re
from collections.abc import Mapping

from mailbot.domain.phrases import phrases
from mailbot.domain.symptoms import is_symptom

_REASONS = {
    "damaged": phrases(
        r"""
        arrivat[oaie] (?:già )?(?:rott¦danneggiat¦ammaccat)\w+
        danneggiat\w+ (?:nel¦dal¦durante il) trasporto | imballo (?:danneggiato¦rotto)
        arrived (?:damaged¦broken) | damaged in transit | transportschaden
        beschädigt (?:angekommen¦geliefert) | arrivée? (?:cassé¦endommagé)\w*
        llegó (?:roto¦dañado)
        """
    ),
    "incomplete": phrases(
        r"""
    (?:confezione¦scatola¦fornitura) incomplet\w+
    manca (?:l'alimentatore¦il cavo¦la cornetta¦la base)
    (?:missing¦without) (?:the )?(?:adapter¦cable¦handset¦accessor\w+) in the box
    incomplete (?:delivery¦package) | unvollständig geliefert | livraison incomplète
    entrega incompleta
    """
    ),
    "non_compliant": phrases(
        r"""
    non conforme | articolo (?:errato¦sbagliato) | prodotto (?:errato¦sbagliato)
    wrong (?:item¦product¦model) (?:delivered¦received¦sent)? | falscher artikel
    falsch geliefert | mauvais article | artículo equivocado
    """
    ),
    "after_warranty": phrases(
        r"""
    fuori garanzia | garanzia scaduta | out of warranty | warranty (?:has )?expired
    außerhalb der garantie | garantie abgelaufen | hors garantie | fuera de garantía
    """
    ),
}
_HINTS: Mapping[str, re.Pattern[str]] = {
    "surge": phrases(
        r"""
    temporale | fulmin\w+ | sbalzo | scarica elettrica | lightning | thunderstorm | surge
    gewitter | blitz\w* | orage | foudre | tormenta | rayo
    """
    ),
    "impact": phrases(
        r"""
    cadut[oa] | fatt[oa] cadere | urto | dropped | fell | fallen | heruntergefallen | tombée?
    se (?:cayó¦ha caído)
    """
    ),
    "liquid": phrases(
        r"""
    acqua | liquido | caffè | rovesciat\w+ | versat\w+ | allagat\w+ | water | coffee | spilled
    liquid | wasser | kaffee | eau | café | agua
    """
    ),
    "own_repair": phrases(
        r"""
    (?:l')?abbiamo apert[oa] | aperto e | risaldat\w+ | riparat[oa] noi | (?:we¦i) opened
    (?:we¦i) (?:re)?soldered | selbst (?:geöffnet¦gelötet¦repariert) | nous l'avons ouvert
    ressoudé | lo (?:abrimos¦hemos abierto)
    """
    ),
    "photo": phrases(
        r"""
    (?:vedi¦allego¦in allegato) (?:la ¦le )?foto | see (?:photo¦picture) | photo attached
    foto (?:anbei¦im anhang) | voir photo | ver foto
    """
    ),
    "urgent": phrases(
        r"""
    urgen\w+ | asap | dringend | eilt | cliente fermo | bloccante | subito
    """
    ),
}
_CONTACT = re.compile(
    r"(?:ref(?:erente|\.)?\.?\s?tec(?:nico|n\.|\.)|tecnico|referente|technical contact|contact"
    r" person|ansprechpartner|contact (?:technique|sur place)|contacto técnico)\s?(?:di riferi"
    r"mento)?\s?[:-]?\s?((?:sig\.?(?:ra)?|ing\.|geom\.|mr\.?|mrs\.?|ms\.?|herr|frau|m\.|mme|sr"
    r"\.?|sra\.?)?\s?[A-ZÀ-Ý][\wà-ÿ'.-]{1,20}(?:\s[A-ZÀ-Ý][\wà-ÿ'.-]{1,20}){0,2}(?:[\s,;-]{1,3"
    r"}(?:tel\.?|cell\.?)?\s?\+?[\d /.-]{7,18}\d)?)"
)
_ADDRESS = re.compile(
    r"(?:restitui(?:re|te)|rispedi(?:re|te)|rendere|indirizzo di (?:reso|restituzione|rientro)"
    r"|return (?:address|to)|ship (?:it )?back to|rücksendeadresse|adresse de retour|dirección"
    r" de devolución)[^:\n]{0,60}:[ \t]?([^\n]{10,160})",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"(?:\bns\.?\s?(?:rif(?:erimento)?|ticket|pratica|rma|ordine di reso)\.?|nostr[oa]\s(?:rif"
    r"(?:erimento)?|ticket|pratica|rma)|rif\.?\sns\.?(?:\s(?:ticket|pratica))?|our (?:ref(?:er"
    r"ence)?|ticket|case|rma)|pratica interna|ticket interno|unser(?:e)? (?:zeichen|ticket|vor"
    r"gang)|notre (?:réf(?:érence)?|dossier)|nuestra ref(?:erencia)?|internal (?:ticket|ref))"
    r"\s?[.:]{0,10}\s?(?:n\.?|nr\.?|no\.?|#|is|è)?\s?:?\s?((?:RMA\s)?[A-Z0-9][A-Z0-9/_.-]{2,30})",
    re.IGNORECASE,
)


_STREET = re.compile(
    r"(?:\b(?:via|viale|v\.le|piazza|p\.za|corso|c\.so|largo|strada|street|st\.|road|rd\.?|ave"
    r"nue|rue|calle|avda|loc\.)\s|"
    r"(?:straße|strasse|str\.|weg|gasse|platz)\s?\d|\b\d{5}\s[A-ZÀ-Ý])",
    re.IGNORECASE,
)


def find_reason(text: str) -> str:
    """The reason of the request (R1); `defect` where none is told."""
    return next((name for name, p in _REASONS.items() if p.search(text[:20_000])), "defect")


def find_hints(text: str) -> tuple[str, ...]:
    """What staff should look at: surge, impact, liquid, own_repair, photo, urgent. Never told
    outside."""
    told = is_symptom(text)
    return tuple(
        n for n, p in _HINTS.items() if p.search(text[:20_000]) and (told or n != "impact")
    )


def find_contact(text: str) -> str:
    """The technical contact that the text names, or an empty text."""
    match = _CONTACT.search(text[:20_000])
    return " ".join(match[1].split())[:120] if match else ""


def find_return_address(text: str) -> str:
    """The address that the goods shall go back to, where the text names one: with a street or a
    postcode in it, on the line that asks for it."""
    match = _ADDRESS.search(text[:20_000])
    words = " ".join(match[1].split())[:200] if match else ""
    return words if _STREET.search(words) else ""


def find_external(text: str) -> str:
    """The partner's own number for the case, or an empty text."""
    for match in _EXTERNAL.finditer(text[:20_000]):
        if any(c.isdigit() for c in match[1]):
            return match[1].strip(" .-")
    return ""
