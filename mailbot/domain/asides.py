"""Units that a mail names without returning them: the spare that works, the one of last year."""

import re
from collections.abc import Sequence

from mailbot.domain.mentions import Mention
from mailbot.domain.phrases import phrases
from mailbot.domain.symptoms import is_symptom

_WELL = phrases(
    r"""
    funzion(?:a¦ano) (?:bene¦regolarmente¦perfettamente¦correttamente¦senza problemi)
    è (?:adesso ¦ora )?(?:perfett[oa]¦san[oa]¦buon[oa]) | (?:lo¦la) rimont\w+ | and behaves
    tested (?:fine¦ok)
    è (?:adesso ¦ora )?perfett[oa] | va(?:nno)? (?:tutto )?bene | tutto (?:ok¦bene¦regolare)
    works? (?:fine¦well¦ok¦perfectly¦correctly) | (?:runs?¦running) (?:fine¦clean¦well)
    is (?:fine¦ok)
    funktionier(?:t¦en) (?:einwandfrei¦gut¦problemlos¦tadellos)
    läuft (?:einwandfrei¦gut¦problemlos)
    fonctionne(?:nt)? (?:bien¦correctement¦parfaitement¦très bien)
    funciona(?:n)? (?:bien¦perfectamente¦correctamente)
    """
)
_OVER = phrases(
    r"""
    già (?:stat[oa] )?(?:sostituit[oa]¦res[oa]¦rientrat[oa]¦riparat[oa]¦chius[oa]¦spedit[oa]¦\
      gestit[oa])
    (?:l'anno¦il mese) scorso | already (?:been )?(?:replaced¦returned¦repaired¦closed¦handled)
    last year
    bereits (?:ersetzt¦repariert¦getauscht¦zurückgeschickt) | letztes jahr
    déjà (?:été )?(?:remplacée?¦réparée?¦renvoyée?)
    l'année dernière | ya (?:fue ¦ha sido )?(?:reemplazad¦reparad¦devuelt)[oa] | el año pasado
    non (?:è )?da rendere | not part of | not (?:to be )?return(?:ed)?
    resta (?:dal cliente¦in sede) | escluso | tranne
    lasci(?:ate¦amo) (?:stare¦perdere) | (?:non )?(?:considerat¦contat)e(?:lo¦la)?
    ignorate(?:lo¦la)?
    (?:l'ha ¦è )?già (?:stat[oa] )?segnalat[oa] | già apert[oa] | forget (?:that¦this)
    (?:ignore¦disregard) (?:that¦this) | already (?:reported¦filed¦open) | vergessen sie
    bereits gemeldet | oubliez | déjà (?:signalée?¦déclarée?) | olvid(?:en¦ad)
    ya (?:está )?avisad[oa]
    (?:ci ¦mi )?avete (?:già )?(?:riparat¦sostituit)[oa]
    you (?:already )?(?:repaired¦fixed¦replaced)
    (?:ihr¦sie) .{0,20}(?:repariert¦getauscht) ha(?:bt¦ben) | avez (?:déjà )?(?:réparée?¦remplacée?)
    (?:nos ¦ya )?(?:reparasteis¦repararon) | (?:potete¦può) (?:buttarl\w¦smaltirl\w)
    (?:can be¦may be) (?:thrown¦scrapped) | kann (?:weg¦entsorgt)
    pouvez (?:la ¦le )(?:jeter¦détruire)
    l'ancien(?:ne)? | the old one | (?:il vecchi¦la vecchi¦quell[oa] vecchi)[oa]
    d(?:er¦ie¦as) alte
    (?:el viej¦la viej)[oa] | (?:in cantina¦à la cave¦im keller¦in the cellar)
    (?:da¦in) non confondere | not to be confused
    """
)
_COMPARED = phrases(
    r"""
    stess[oa] (?:difetto¦problema¦guasto¦fornitura) (?:de¦che)\w*
    come (?:il¦la¦per il¦per la¦quell[oa]) | al posto de[lla ]* | in sostituzione de[lla ]*
    sostituit[oa] con | ricevut[oa] in (?:cambio¦sostituzione) | same (?:fault¦problem¦issue) as
    like (?:the one¦with) | replaced (?:it )?(?:by¦with)
    replacement for | in place of | wie (?:beim¦bei der¦das gerät) | ersetzt durch
    als ersatz für | comme (?:le¦la¦pour) | remplacé par
    à la place d[eu] | igual que | reemplazado por | en lugar de | (?:il ¦lo )?muletto
    di scorta | (?:our ¦own ¦my )*spare | unser ersatzgerät
    """
)
_LISTED = re.compile(r"\s*(?:,|e|ed|and|und|et|y|/|&)\s*", re.IGNORECASE)
_STOP = re.compile(r"(?<!\.)\.\s")  # not the last of three
_CLAUSE = 400  # characters of it on either side that are looked at
_NEAR = 60  # characters before a serial in which such words bind to it


def is_aside(text: str, mention: Mention, others: Sequence[Mention]) -> bool:
    """True if the words around a serial say that this unit is not what the mail is about.

    The only unit of a mail is never an aside.
    """
    if all(_same(m, mention) for m in others):
        return False
    start = max(text.rfind(c, 0, mention.start) for c in "\n.;!?") + 1
    ends = [at for c in "\n;!?" if (at := text.find(c, mention.end)) >= 0]
    stop = _STOP.search(text, mention.end)
    end = min([*ends, stop.start() if stop else len(text), len(text)])
    inside = [m for m in others if start <= m.start < end and not _same(m, mention)]
    first = max([m.end for m in inside if m.end <= mention.start], default=start)
    at = _end_of_list(text, mention, inside)
    last = min([m.start for m in inside if m.start >= at], default=end)
    before = text[max(first, mention.start - _CLAUSE) : mention.start]
    after = text[at : min(last, at + _CLAUSE)]
    if _COMPARED.search(before[-_NEAR:]):
        return True
    clause = f"{before} {after}"
    return bool(_WELL.search(clause) or _OVER.search(clause)) and not is_symptom(
        _OVER.sub(" ", _WELL.sub(" ", clause))
    )


def _end_of_list(text: str, mention: Mention, others: Sequence[Mention]) -> int:
    """Where the list ends that the mention stands in: `A e B ma quelli vanno bene` is of both."""
    at = mention.end
    for other in sorted(others, key=lambda m: m.start):
        if other.start >= at and _LISTED.fullmatch(text, at, other.start):
            at = other.end
    return at


def _same(one: Mention, other: Mention) -> bool:
    return one.serial == other.serial
