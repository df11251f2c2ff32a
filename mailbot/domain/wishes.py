"""What partners ask for in plain words: WISHES, one row each (decisions.md, words of partners)."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from mailbot.domain.intent import Wish
from mailbot.domain.kinds import asks_status, asks_warranty, is_chaser
from mailbot.domain.phrases import phrases, whole
from mailbot.domain.sentences import find_sentences
from mailbot.domain.shipments import is_shipped_notice, shipment_facts
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
    r"^\s{0,4}(?:(?:unit[àaes]*|unità)\s+(?P<unit>\d{1,3})\s?[:,.-]?\s+"
    r"|(?P<line>\d{1,3})\s?[.:)]?\s+)?(?P<word>"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LINE_WORDS.items())
    + r")(?=[\s:,.!]|$)[ \t]*[:,-]?[ \t]*(?P<rest>[^\n]{0,400})$",
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
_UNTIL = re.compile(
    rf"(?:fino al?|al|until|till|to|bis(?: zum)?|jusqu'au|hasta(?: el)?|entro il|dopo il|after)"
    rf"\s+(?:il\s+|the\s+)?({DATE})",
    re.IGNORECASE,
)


_CLOSED_UNTIL = phrases(
    r"""
    chius\w+ | ferie | decid\w+ | perché | because | closed | holiday\w* | weil | urlaub
    parce que | vacaciones
    """
)
_NAME = re.compile(r"\n\s*[A-ZÀ-Ý][\wà-ÿ.'-]{1,20}(?: [A-ZÀ-Ý][\wà-ÿ.'-]{0,20}){0,2}\s*$")


def _without_name(text: str) -> str:
    """The text on one line, without a name that signs it."""
    return " ".join(_NAME.sub("", text.strip()).split())


def _why_longer(text: str) -> str:
    """The sentences that ask for more time or say why, without greeting and name."""
    pieces = [text[s.start : s.end] for s in find_sentences(text)]
    told = [p for p in pieces if _EXTEND.search(p) or _UNTIL.search(p) or _CLOSED_UNTIL.search(p)]
    return " ".join(" ".join(told or pieces).split())[:600]


_CLAUSE = re.compile(
    r"[\n;!?]|\.\s|,\s(?=(?:e |ed |la |il |lo |l'|le |unit|invece|mentre|and |the |die |das |der "
    r"|ma |but ))",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:unit[àaes]{0,2}|einheit(?:en)?|unités?|unidad(?:es)?|n\.|nr\.?|no\.|pos\.)\s?"
    r"(\d{1,3}(?:\s?(?:,|e|ed|and|und|et|y|\+|&)\s?\d{1,3}){0,20})\b",
    re.IGNORECASE,
)

Test = Callable[[str], bool]
# In the words of a text that is not a command; a line of its own is read before.
WISHES: Mapping[str, Test] = {
    "thanks": lambda text: len(text) <= 200 and _THANKS.match(_without_name(text)) is not None,
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
        if name in ("accept", "decline") and not match["line"]:
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
            and not match["word"].isupper()
        ):
            continue
        args = _extension(rest, today) if name == "extend" else {}
        number = int(match["line"]) if match["line"] else None
        if match["unit"]:
            listed = (int(match["unit"]),)
        wishes.append(Wish(name, listed if name not in ("extend",) else (), args, number))
    return wishes[:50]


def _extension(text: str, today: date) -> dict[str, str]:
    args = {"reason": text.strip()} if text.strip() else {}
    until = _UNTIL.search(text)
    day = parse_date(until[1], today) if until else None
    return args | ({"until": day.isoformat()} if day else {})


def _with_facts(name: str, text: str, today: date) -> Wish:
    if name == "extend":
        return Wish(name, (), _extension(_why_longer(text), today))
    if name == "shipped":
        return Wish(name, (), shipment_facts(text, today))
    return Wish(name, _units_of(name, text) if name in ("collect", "dispose") else ())


def _units_of(name: str, text: str) -> tuple[int, ...]:
    """The unit numbers that stand in the clauses with this wish; none if one of them names none."""
    clauses = [c for c in _CLAUSE.split(text) if WISHES[name](c)]
    found = [tuple(int(n) for n in re.findall(r"\d{1,3}", m[1])) for c in clauses
             for m in [_UNIT.search(c)] if m]  # fmt: skip
    return (
        tuple(dict.fromkeys(n for units in found for n in units))
        if all(_UNIT.search(c) for c in clauses)
        else ()
    )
