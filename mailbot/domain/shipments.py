"""Notices that goods are on their way: carrier, tracking, delivery note, who pays."""

import re
from datetime import date

from mailbot.domain.phrases import phrases
from mailbot.domain.values import DATE, parse_date

_SHIPPED = phrases(
    r"""
    (?:abbiamo ¦ho ¦è stato ¦sono stati )?spedit[oaie]
    (?:merce¦pacco¦collo¦materiale) (?:in partenza¦partit[oa]¦inviat[oa]) | parte oggi
    partito (?:oggi¦ieri) | inviat[oaie] (?:oggi¦ieri¦con¦tramite¦a mezzo)
    consegnat[oaie] (?:a¦al) (?:corriere¦brt¦bartolini¦gls¦dhl¦ups¦sda¦tnt¦fedex¦poste)
    shipped | (?:has been ¦was )?(?:dispatched¦sent) (?:today¦yesterday¦via¦by¦with) | on its way
    parcel (?:left¦sent) | versendet | abgeschickt | verschickt
    (?:heute¦gestern) .{0,20}(?:versandt¦geschickt) | expédié\w*
    envoyé\w* (?:ce jour¦hier¦aujourd'hui¦par) | enviad[oa]s? (?:hoy¦ayer¦por¦con) | remitido
    """
)
_CARRIERS = re.compile(
    r"\b(BRT|Bartolini|GLS|DHL|UPS|SDA|TNT|FedEx|Poste(?: Italiane)?|Nexive|DPD|Hermes|Chronop"
    r"ost|Colissimo|SEUR|MRW|Correos|Corriere Rapido|Corriere Espresso|Arco|Susa|Fercam|Dachse"
    r"r|Schenker|La Poste)\b",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"(?:LDV|lettera di vettura|tracking|tracciamento|sendungsnummer|suivi|seguimiento|spedizi"
    r"one|AWB|waybill|bordereau)(?:\s(?:n\.?|nr\.?|no\.?|number|numero|is|è|code|id|#|:)){0,3}"
    r"\s?[:#]?\s?([A-Z0-9][A-Z0-9 -]{6,30}[A-Z0-9])",
    re.IGNORECASE,
)
_WAYBILL = re.compile(r"\b(1Z[A-Z0-9]{16}|JJD\d{12,20}|[A-Z]{2}\d{9}[A-Z]{2}|\d{10,14})\b")
_DDT = re.compile(
    rf"(?:d\.?d\.?t\.?|bolla|lieferschein|bon de livraison|albarán|delivery note)\s?"
    rf"(?:n\.?|nr\.?|no\.?|:|#)?\s?([A-Z0-9][A-Z0-9/-]{{0,20}})"
    rf"(?:\s(?:del|dated|vom|du|of)\s({DATE}))?",
    re.IGNORECASE,
)
_COLLECT_FREIGHT = phrases(
    r"""
    porto assegnato | contrassegno | freight collect | carriage forward | unfrei | port dû
    portes debidos | a vostro carico
    """
)


_END = re.compile(r"[.!?;]\s|\n[ \t\r]{0,4}\n")  # of the sentence before


def is_shipped_notice(text: str) -> bool:
    """True for a notice that goods are on their way; not for `not shipped yet` or a question."""
    for match in _SHIPPED.finditer(text):
        before = _END.split(text[max(0, match.start() - 25) : match.start()].lower())[-1]
        sentence = text[match.end() : match.end() + 160].split(".", maxsplit=1)[0]
        if (
            not re.search(r"\b(?:non|not|nicht|pas|no|quando|when|prima|wann)\b", before)
            and "?" not in sentence
        ):
            return bool(
                _TRACKING.search(text)
                or _CARRIERS.search(text)
                or _DDT.search(text)
                or len(text) < 300
            )
    return False


def shipment_facts(text: str, today: date) -> dict[str, str]:
    """Carrier, tracking number, delivery note and its date, freight collect, as far as they are
    told."""
    facts: dict[str, str] = {}
    carrier = _CARRIERS.search(text)
    tracking = _TRACKING.search(text)
    number = tracking[1].strip() if tracking and any(c.isdigit() for c in tracking[1]) else ""
    waybill = _WAYBILL.search(text)
    ddt = _DDT.search(text)
    if carrier:
        facts["carrier"] = carrier[1]
    if number or waybill:
        facts["tracking"] = number or (waybill[1] if waybill else "")
    if ddt and any(c.isdigit() for c in ddt[1]):
        facts["ddt"] = ddt[1]
        day = parse_date(ddt[2], today, past=True) if ddt[2] else None
        if day:
            facts["ddt_date"] = day.isoformat()
    if _COLLECT_FREIGHT.search(text):
        facts["collect"] = "yes"
    return facts
