"""What partners ask for in plain words: WISHES, one row each (decisions.md, words of partners)."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from mailbot.domain.intent import Wish
from mailbot.domain.kinds import asks_status, asks_warranty, is_chaser
from mailbot.domain.phrases import phrases, whole
from mailbot.domain.values import DATE, parse_date, parse_units

_LINE_WORDS = {
    "status": "stato|status",
    "warranty": r"garanzia\s*\?*|warranty\s*\?*",
    "cancel": "annulla|annullare|cancel",
    "collect": "ritiro|ritiriamo|collect",
    "dispose": "smaltite|smaltire|dispose",
    "extend": "proroga|extend",
    "open": "apri|open",
    # Only by the line of a digest; else it is the answer to a quote (`answers`).
    "accept": "accetto|accettiamo|accept|approvo|approviamo",
    "decline": "rifiuto|rifiutiamo|decline",
}
# A word on a line of its own, units or a reason after it, the line of a digest before it.
_LINE = re.compile(
    r"^\s{0,4}(?:(\d{1,3})\s?[.:)]?\s+)?("
    + "|".join(f"(?P<{name}>{words})" for name, words in _LINE_WORDS.items())
    + r")(?=[\s:,.!]|$)\s*[:,-]?\s*(?P<rest>[^\n]{0,400})$",
    re.IGNORECASE | re.MULTILINE,
)
_CANCEL = phrases(
    r"""
    annull(?:ate¦iamo¦are¦o)(?: pure)?(?: (?:la richiesta¦la pratica¦l'rma¦il reso¦tutto))?
    non (?:serve¦occorre) più | lasci(?:ate¦amo) perdere la richiesta | ritir(?:o¦iamo) la richiesta
    please cancel | cancel (?:the ¦this ¦our )?(?:request¦rma¦ticket¦return)
    no longer need(?:ed)? | bitte stornieren | stornieren sie | hat sich erledigt
    veuillez annuler | annulez | merci d'annuler | cancelen | anulen | pueden anular
    """
)
_SOLVED = phrases(
    r"""
    (?:abbiamo ¦è stato ¦si è ¦tutto ¦problema )?risolto | (?:potete¦puoi) chiudere
    ora funziona | adesso funziona | ha ripreso a funzionare
    era (?:solo )?(?:il cavo¦la configurazione)
    (?:problem ¦issue )?(?:solved¦resolved¦fixed) | (?:you can¦please) close
    works (?:again¦now) | gelöst | erledigt | funktioniert wieder | résolu | fonctionne à nouveau
    resuelto | solucionado | ya funciona
    """
)
_EXTEND = phrases(
    r"""
    proroga | prorogare | potete tener\w+ | tenet\w+ (?:ancora¦in giacenza)
    tenere (?:ancora )?il materiale | dopo le ferie | siamo chiusi
    chiusura (?:aziendale¦estiva¦natalizia) | più tempo | altri (?:\d+¦quindici¦dieci) giorni
    extension | extend (?:the )?(?:deadline¦period¦hold)
    hold (?:it¦the (?:unit¦goods)s?) (?:until¦for) | more time | keep (?:it¦them) (?:until¦for)
    fristverlängerung | verlänger\w+ | länger aufbewahren | betriebsferien
    prolong\w+ | délai supplémentaire | garder (?:encore¦le matériel) | prórroga | más tiempo
    ampliar el plazo
    """
)
_COLLECT = phrases(
    r"""
    ritir(?:iamo¦eremo¦erà¦o) | passa(?:no)? a ritirar\w+
    (?:nostro¦il) corriere (?:passa¦passerà¦ritira) | rispedite\w* | restituite\w*
    reso non riparato | rimandatel\w
    we(?:'ll¦ will) collect | collect (?:it¦them) | our courier will
    send (?:it¦them) back (?:unrepaired)? | return (?:it¦them) unrepaired | wir holen .{0,20} ab
    holen .{0,20} ab | zurücksenden | zurückschicken
    venons (?:le )?(?:chercher¦récupérer) | nous le renvoyer | renvoyez | recoge(?:mos¦remos)
    devuélvan\w+ | a nuestro cargo
    """
)
_DISPOSE = phrases(
    r"""
    smaltitel\w+ | smaltite | (?:potete¦pure) (?:smaltir\w+¦rottamar\w+¦buttar\w+) | rottamate\w*
    buttatel\w+ | bin (?:it¦them) | scrap (?:it¦them) | dispose of | you can scrap
    please (?:scrap¦dispose) | entsorgen | verschrotten | détruire | mettre au rebut | recycler
    desech\w+ | tirarlo
    """
)
_ADVANCE = phrases(
    r"""
    sostituzione anticipata | cambio immediato | avanti merce | cliente fermo
    macchina sostitutiva | sostituzione (?:hardware¦immediata) | muletto | in anticipo
    advance (?:replacement¦exchange) | cross-?ship\w* | hardware replacement | vorabaustausch
    vorabtausch | remplacement anticipé | échange standard anticipé | sustitución anticipada
    """
)
_OPEN = phrases(
    r"""
    apri(?:te)?(?: pure)?(?: (?:voi¦la pratica¦l'rma¦il ticket))?
    open (?:it¦the rma¦the ticket¦a ticket) | autorizziamo(?: l'apertura)?
    procedete con l'apertura | bitte (?:eröffnen¦öffnen) | ouvrez | abran
    """
)
_THANKS = whole(
    r"""
    (?:(?:ok¦okay¦perfetto¦ottimo¦bene¦benissimo¦ricevuto¦perfect¦great¦super¦prima¦parfait¦\
      perfecto¦received¦noted¦tutto chiaro¦va bene)[ ,.!;:-]*){0,3}(?:(?:grazie¦thanks¦thank you¦\
        thx¦danke¦vielen dank¦merci¦gracias¦muchas gracias¦many thanks¦grazie mille¦mille grazie¦\
          molte grazie)[ ,.!]*(?:(?:mille¦a lot¦very much¦tante¦infinite¦ancora¦\
            per (?:la risposta¦l'aggiornamento¦tutto¦l'informazione¦la disponibilità)¦\
              for (?:the update¦your help¦letting us know¦the quick reply)¦für die (?:info¦\
                rückmeldung¦schnelle antwort)¦pour (?:votre retour¦l'information)¦\
                  por (?:la información¦su respuesta)¦a voi¦beaucoup¦buona giornata¦\
                    buon lavoro)[ ,.!]*){0,3}){1,2}
    """
)
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
_UNTIL = re.compile(
    rf"(?:fino al?|al|until|till|to|bis(?: zum)?|jusqu'au|hasta(?: el)?|entro il|dopo il|after)"
    rf"\s+(?:il\s+|the\s+)?({DATE})",
    re.IGNORECASE,
)


def is_shipped_notice(text: str) -> bool:
    """True for a notice that goods are on their way; not for `not shipped yet` or a question."""
    for match in _SHIPPED.finditer(text):
        before = text[max(0, match.start() - 25) : match.start()].lower()
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


Test = Callable[[str], bool]
# In the words of a text that is not a command; a line of its own is read before.
WISHES: Mapping[str, Test] = {
    "thanks": lambda text: len(text) <= 200 and _THANKS.match(" ".join(text.split())) is not None,
    "shipped": is_shipped_notice,
    "chaser": is_chaser,
    "status": asks_status,
    "warranty": asks_warranty,
    "cancel": lambda text: _CANCEL.search(text) is not None,
    "solved": lambda text: _SOLVED.search(text) is not None and not _not_yet(text),
    "extend": lambda text: _EXTEND.search(text) is not None,
    "collect": lambda text: _COLLECT.search(text) is not None,
    "dispose": lambda text: _DISPOSE.search(text) is not None,
    "advance_swap": lambda text: _ADVANCE.search(text) is not None,
    "open": lambda text: _OPEN.search(text) is not None,
}


def _not_yet(text: str) -> bool:
    return (
        re.search(
            r"(?i)\bnon (?:è |si è |abbiamo |ancora )*risolt|not (?:yet )?(?:solved|resolved|f"
            r"ixed)|nicht gelöst|pas résolu|no (?:está )?resuelto",
            text,
        )
        is not None
    )


def read_wishes(text: str, today: date, *, distributor: bool, on_ticket: bool) -> tuple[Wish, ...]:
    """The wishes in a partner's own new words, each once; lines of their own first.

    `distributor`: only his `open` counts. Without a ticket only what needs none is read.
    """
    wishes = _of_lines(text[:20_000], today)
    by_line = {w.name for w in wishes}
    for name, test in WISHES.items():
        if name in by_line or not test(text[:20_000]):
            continue
        wishes.append(_with_facts(name, text[:20_000], today))
    if any(w.name == "thanks" for w in wishes):
        return tuple(w for w in wishes if w.name == "thanks")
    allowed = [w for w in wishes if w.name != "open" or distributor]
    if on_ticket or any(w.digest_line for w in wishes):
        return tuple(allowed)
    return tuple(
        w
        for w in allowed
        if w.name in ("status", "chaser", "warranty", "advance_swap", "open", "shipped")
    )


def _of_lines(text: str, today: date) -> list[Wish]:
    wishes = []
    for match in _LINE.finditer(text):
        name = next(n for n in _LINE_WORDS if match.group(n))
        if name in ("accept", "decline") and not match[1]:
            continue
        rest = match.group("rest").strip()
        units = parse_units(rest) if rest else ()
        listed = tuple(u for u in units or () if isinstance(u, int))
        if rest and not listed and name not in ("extend", "cancel", "open", "warranty", "status"):
            continue
        if (
            rest
            and name in ("cancel", "open", "status")
            and len(rest.split()) > 8
            and not match[2].isupper()
        ):
            continue
        args = _extension(rest, today) if name == "extend" else {}
        number = int(match[1]) if match[1] else None
        wishes.append(Wish(name, listed if name not in ("extend",) else (), args, number))
    return wishes[:50]


def _extension(text: str, today: date) -> dict[str, str]:
    args = {"reason": text.strip()} if text.strip() else {}
    until = _UNTIL.search(text)
    day = parse_date(until[1], today) if until else None
    return args | ({"until": day.isoformat()} if day else {})


def _with_facts(name: str, text: str, today: date) -> Wish:
    if name == "extend":
        return Wish(name, (), _extension(" ".join(text.split())[:600], today))
    if name == "shipped":
        return Wish(name, (), shipment_facts(text, today))
    return Wish(name)


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
