"""What a reply says to a quote (A15): only a plain, unconditional yes is an acceptance."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.domain.intent import Answer, QuoteAnswer
from mailbot.domain.phrases import phrases, whole
from mailbot.domain.quotedunits import QuotedUnit, find_named_units

_ACCEPT = phrases(
    r"""
    accett(?:o¦iamo¦a¦ato¦ata¦ati¦azione) | conferm(?:o¦iamo¦ato¦ata¦a)
    approv(?:o¦iamo¦ato¦ata) | autorizz(?:o¦iamo¦ato¦ata)
    proced(?:ete¦iamo¦ere¦a¦i)(?: pure)? | via libera | d'accordo | d’accordo | va bene | ok
    okay | okey | okk+ | sta bene
    date (?:pure )?corso | riparate(?:lo¦la¦li¦le)?(?: pure)? | fate pure | vi giro (?:l')?ordine
    sì | si | benissimo | perfetto
    (?:i ¦we )?(?:hereby )?accept(?:ed)? | approved? | agreed? | go(?:ing)? ahead | proceed
    confirm(?:ed)? | please repair | yes | yep | fine
    do the repair | repair (?:it¦them) | po (?:is )?attached | sounds good
    happy (?:to proceed¦with)
    einverstanden | (?:nehmen?¦nehme) .{0,40}an | angenommen | akzeptier(?:en¦t¦e)
    bitte (?:reparieren¦durchführen¦ausführen¦um reparatur)
    freigegeben | freigabe | genehmigt | geht klar | in ordnung | ja | machen sie (?:das¦es)
    beauftragen? | bestätigen? | annahme | passt
    (?:j'¦nous )?accept(?:e¦ons¦é¦ée) | bon pour accord | d'accord | allez-y | procéde[rz]
    validé? | (?:nous )?validons | oui | c'est bon | approuv\w+
    (?:nous )?confirmons | feu vert | faites la réparation | réparez(?:-le)?
    acept(?:o¦amos¦ado¦ada) | de acuerdo | adelante | conformes? | procedan | aprob(?:amos¦ado)
    sí | vale | confirm(?:o¦amos) | reparen | pueden reparar
    """
)
_DECLINE = phrases(
    r"""
    rifiut(?:o¦iamo¦ato¦ata) | declin(?:o¦iamo¦ato) | no grazie | non conviene
    lasci(?:ate¦amo) (?:perdere¦stare) | rinunci(?:o¦amo)
    non ne vale la pena | non vale la pena | annull\w+ | rispeditel[oaie] | restituitel[oaie]
    rimandatel[oaie] | ritir(?:iamo¦eremo) | senza ripar\w+ | non riparat\w+
    smaltite(?:l[oaie])? | rottamate(?:l[oaie])? | buttatel[oaie]
    (?:potete )?(?:smaltir\w+¦rottamar\w+¦buttar\w+) | troppo (?:caro¦cara¦alto) | non proced\w+
    da smaltire
    (?:preferiamo¦meglio) (?:comprar\w+¦acquistar\w+¦prender\w+)
    ne (?:compriamo¦prendiamo¦acquistiamo) (?:uno¦una¦un)? ?nuov[oa] | nuovo acquisto
    lo lasciamo | la lasciamo
    (?:do not¦don't¦don’t¦not) repair
    we'll pass | we will pass | (?:going to )?pass on (?:this¦it) | give it a miss
    (?:i ¦we )?declined? | rejected? | no thanks?(?: you)? | no,? thank you | not worth
    too expensive | scrap(?:ped)? | dispos(?:e¦ed) | bin(?:ned)? | bin (?:it¦them)
    recycle (?:it¦them)
    send (?:it¦them) back | return (?:it¦them) (?:unrepaired¦as is) | unrepaired | leave it
    forget it | rather buy | buy (?:a )?new | cancel | nope
    ablehn\w* | lehnen .{0,40}ab | abgelehnt | nein danke | lohnt .{0,20}nicht | zu teuer
    entsorgen | verschrotten | unrepariert | zurücksenden | zurückschicken
    nicht reparieren | verzichten | kein interesse | neu kaufen | neues gerät | nein | stornieren
    nicht wirtschaftlich
    refus(?:e¦ons¦é¦ée) | déclin(?:e¦ons) | non merci | trop cher | pas la peine | rachet\w+
    renvo(?:yer¦yez) | en l'état | sans réparation | détrui(?:re¦sez) | recycl\w+ | renonçons
    jetez
    rechaz(?:o¦amos¦ado) | no,? gracias | no (?:merece¦vale) la pena | demasiado caro
    devuélv\w+ | devuelv\w+ | sin reparar | desech\w+ | tir(?:ar¦en)lo | reciclen
    comprar uno nuevo | destruy\w+ | no compensa
    """
)
_NO = phrases(
    r"""
    non | nn | né | nessun[ao]? | neanche | nemmeno | senza | not | n't | don't | do not | won't
    cannot | can't | no | never | neither | nor | without
    nicht | kein\w* | ohne | weder | ne | n' | pas | plus | aucun\w* | sans | ni | tampoco
    nunca | sin | no
    """
)
_CONDITION = phrases(
    r"""
    a condizione | a patto | purch[éè] | salvo | sempre che | solo se | ma solo
    se (?!possibile¦serve)\w+ | qualora | nel caso | però | prima però | prima di | ma | tuttavia
    sconto | scontare | ribass\w+
    prezzo troppo | potete fare | riuscite a | potreste fare | meno | riduzione
    venirci incontro | garantite | entro (?:il¦la¦fine) | in attesa di | subordinat\w+ | previ[ao]
    subject to | provided | as long as | only if | if (?!possible)\w+ | unless | but | however
    discount | cheaper | lower | reduce | depending | conditional\w* | on condition | once
    before you | waive | free of charge
    vorausgesetzt | sofern | falls | wenn (?!möglich)\w+ | unter der bedingung | vorbehaltlich
    unter vorbehalt | aber | jedoch | rabatt | nachlass | günstiger | sobald | erst wenn | nachdem
    à condition | sous réserve | pourvu que | si (?!possible)\w+ | mais | cependant | remise
    rabais | réduction | moins cher | à moins | toutefois | dès que | geste commercial
    a condición | siempre que | siempre y cuando | si (?!es posible)\w+ | pero | descuento
    rebaja | más barato | salvo | sujeto a | en cuanto | a menos que
    """
)
_UNDECIDED = phrases(
    r"""
    (?:devo¦dobbiamo¦vorrei¦vogliamo) (?:prima )?(?:sentire¦chiedere¦verificare¦valutare¦parlarne¦capire) | sent(?:o¦iamo) (?:il ¦con )\w+ | (?:chiedo¦chiediamo) (?:al¦conferma¦a)\w* | giro al cliente
    (?:vi ¦le ¦ti )?(?:faccio¦facciamo¦farò¦faremo) sapere | ci pens\w+ | valut(?:iamo¦eremo¦o)
    attend(?:o¦iamo) (?:la )?(?:conferma¦risposta¦ok¦benestare¦riscontro)
    il cliente (?:deve¦decide¦ci pensa¦non ha)
    presa visione | preso visione | (?:ho¦abbiamo) ricevuto | ricevuto | ne parl\w+
    vi aggiorn\w+ | vediamo | forse | probabilmente | dovrebbe | accetter\w+ | confermer\w+
    (?:i'll¦we'll¦will¦i will¦let me¦need to¦have to¦must) (?:first )?(?:ask¦check¦discuss¦get back¦let you know¦confirm¦consult¦see¦think¦revert) | get back to you | let you know | waiting for | awaiting | considering | think about | maybe | perhaps | probably | would accept | might | might accept | received your | forwarded to
    rücksprache
    (?:muss¦müssen¦werde¦werden) .{0,30}(?:klären¦fragen¦prüfen¦melden¦besprechen¦entscheiden)
    melde(?:n)? (?:mich¦uns) | geben bescheid | vielleicht | eventuell | überlegen | würden
    wahrscheinlich | zur kenntnis | erhalten
    (?:dois¦devons¦allons¦vais) .{0,30}(?:demander¦voir¦vérifier¦consulter¦réfléchir)
    reviens? vers vous | reviendrons vers vous | tiendrons? (?:au courant¦informés?) | peut-être
    accepterions | bien reçu | attendons | en attente | sans doute
    (?:tengo que¦tenemos que¦debo¦debemos¦voy a¦vamos a) .{0,30}(?:consultar¦preguntar¦comprobar¦hablar¦pensar) | (?:les¦os¦le) (?:diremos¦digo¦avisamos¦aviso¦confirmo¦confirmaremos) | quizás? | tal vez | recibido | aceptaríamos | esperamos
    """
)
_HARMLESS = phrases(
    r"""
    quando | entro quando | in che data | tempi | when | how soon | what time | wann | wie lange
    quand | délai | cuándo | cuando | plazo | fattura\w* | invoice | rechnung | facture | factura
    """
)
_ONLY = phrases(
    r"""
    sol[oa](?:mente)? | soltanto | only | just | nur | lediglich | uniquement | seulement | sólo
    solo | solamente | únicamente
    """
)
_REST = phrases(
    r"""
    (?:gli ¦le ¦l'¦i )?altr[aoie](?: (?:due¦tre¦quattro))? | il resto | rest[oa]nt[ei]
    (?:the )?others?(?: (?:one¦two¦three¦units?))? | (?:the )?rest | remaining
    (?:die ¦der ¦das ¦den )?(?:anderen?¦restlichen?¦übrigen?)(?: (?:beiden¦zwei¦drei))? | l'autre
    (?:les )?autres | le reste | (?:l[oa]s )?otr[oa]s?(?: (?:dos¦tres))? | el resto
    """
)
_THANKS = whole(
    r"""
    (?:ok¦okay¦va bene¦bene¦perfetto¦sì¦si¦yes¦fine¦ja¦oui¦sí¦vale)?[ ,.!]*(?:(?:molte ¦tante ¦mille ¦many ¦vielen ¦besten ¦muchas )?(?:grazie¦thanks¦thank you¦thx¦danke¦dank¦merci¦gracias)(?: mille¦ a lot¦ beaucoup)?)[ ,.!]*(?:\w+[ .!]*)?
    """
)
_BARE = whole(
    r"""
    (?:ok¦okay¦va bene¦ok,? va bene¦sì¦si¦yes¦ja¦oui¦sí¦d'accord¦d'accordo¦vale¦fine)[ .,!]*
    """
)
_MONEY = re.compile(
    r"(?:€|eur(?:o|os)?\b)\s?(\d{1,6}(?:[.,]\d{1,3}){0,2})|(\d{1,6}(?:[.,]\d{1,3}){0,2})\s?(?:€|eur(?:o|os)?\b)|\b(?:a|at|für|à|por|per|zu|for)\s(\d{2,5}(?:[.,]\d{2})?)(?=[\s.,?!]|$)",
    re.IGNORECASE,
)
_PLAIN_NO = re.compile(
    r"\b(?:no|nein|non)\b\s*(?:[.!:,;]|$)|^\s*(?:no|nein|non)\b|\b(?:invece|però|mentre)\s+no\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:(?:n(?:s|ostr[oa])\.?|our|unsere?|notre|nuestro)\s)?(?:ordine|ord\.|oda|o\.d\.a\.|p\.?o\.?|purchase order|order|bestellnummer|bestell-?nr\.?|bestellung|auftrag|commande|bon de commande|pedido)"
    r"(?:\s(?:n\.?|nr\.?|no\.?|num\w*\.?|number|nummer|lautet|is|è|ist|:|#|n°)){0,3}\s?:?\s?([A-Z0-9][A-Z0-9/_.-]{2,30})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<=[.!?;])\s+|;|\n+|,\s*(?=(?:ma|però|invece|mentre|but|while|aber|jedoch|mais|pero|e\s|and\s|il|la|i|le|gli|the|unit)\b)|\s(?=(?:ma|però|invece|mentre|but|whereas|aber|hingegen|mais|tandis|pero|mientras)\s)|\s[-–]\s|(?<=\w)\.\s",
    re.IGNORECASE,
)
_JOKE = phrases(
    r"""
    keine? (?:ablehnung¦absage)\w* | nessun rifiuto | niente rifiut\w* | no rejection
    not (?:a )?(?:declin\w+¦rejection) | pas de refus | ningún rechazo | non rifiut\w+
    nicht ablehnen | don't decline
    """
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a reply. `says` is +1, -1 or 0; `units` those it names, empty for none; `rest`: the others."""

    text: str
    says: int
    units: frozenset[int]
    only: bool
    rest: bool


def read_answer(text: str, units: Sequence[QuotedUnit], amounts: frozenset[str]) -> QuoteAnswer:
    """The answer in the writer's own new words; `units` and `amounts` are those of the quote.

    Whatever is conditional, asked, undecided or priced otherwise is unclear. Source: A15, R52.
    """
    order = find_order(text)
    text = _JOKE.sub(" ", text[:20_000])
    plain = " ".join(text.split())
    if _THANKS.match(plain):
        return QuoteAnswer(Answer.UNCLEAR, reason="other", order_number=order)
    if _BARE.match(plain):
        return QuoteAnswer(Answer.ACCEPT, order_number=order)
    clauses = [_judge(piece, units) for piece in _clauses(text)]
    doubt = _doubt(text, clauses, amounts)
    decided = _decide(clauses, units)
    if doubt and (decided.answer is not Answer.DECLINE or doubt != "condition"):
        return QuoteAnswer(Answer.UNCLEAR, reason=doubt, order_number=order)
    return QuoteAnswer(decided.answer, decided.accept, decided.decline, decided.reason, order)


def find_order(text: str) -> str:
    """The partner's purchase order in the text, or an empty text."""
    for match in _ORDER.finditer(text[:20_000]):
        if any(c.isdigit() for c in match[1]):
            return match[1].rstrip(".-")
    return ""


_NEXT_UNIT = re.compile(
    r"(?:positions?|posizione|pos\.?|units?|unità|nr\.?|no\.?|n\.|number|numero|nummer|punto|"
    r"il|la|the|der|die|das|le|el)?\s?\d{1,2}\b(?=\s\w+\s\w)",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s+|\s+(?:e|ed|and|und|et|y)\s+", re.IGNORECASE)


def _clauses(text: str) -> list[str]:
    """The pieces that say one thing each: cut where another yes, no, or "the others" begins."""
    out: list[str] = []
    for piece in _CLAUSE.split(text):
        at = 0
        for joint in _JOINT.finditer(piece or ""):
            right = piece[joint.end() : joint.end() + 40]
            begins = any(p.match(right) for p in (_ACCEPT, _DECLINE, _REST, _NEXT_UNIT))
            if begins and (_ACCEPT.search(piece[at : joint.start()]) or _DECLINE.search(piece)):
                out.append(piece[at : joint.start()])
                at = joint.end()
        if piece and piece[at:].strip():
            out.append(piece[at:])
    return out


def _judge(piece: str, units: Sequence[QuotedUnit]) -> _Clause:
    yes = _polarity(piece, _ACCEPT, 1)
    no = _polarity(piece, _DECLINE, -1)
    says = -1 if -1 in (yes, no) else 1 if yes == 1 else 0
    if says == 0 and _PLAIN_NO.search(piece):
        says = -1
    return _Clause(
        piece,
        says,
        find_named_units(piece, units),
        bool(_ONLY.search(piece)),
        bool(_REST.search(piece)),
    )


def _polarity(piece: str, words: re.Pattern[str], sign: int) -> int:
    """+1 or -1 by the words of one kind and a "not" that stands close before them; 0 for none."""
    said = 0
    for match in words.finditer(piece):
        before = piece[max(0, match.start() - 28) : match.start()]
        negated = bool(_NO.search(before)) and not match[0].lower().startswith(
            ("non", "no ", "not", "pas")
        )
        said = (-1 if sign > 0 else 0) if negated else sign
        if said < 0:
            return said
    return said


def _doubt(text: str, clauses: Sequence[_Clause], amounts: frozenset[str]) -> str:
    """Why the text is no plain answer: counter_offer, undecided, condition, question; empty if it is."""
    offered = {a for m in _MONEY.finditer(text) if (a := _amount(next(g for g in m.groups() if g)))}
    if offered - amounts:
        return "counter_offer"
    if _UNDECIDED.search(text):
        return "undecided"
    for clause in clauses:
        if "?" in clause.text and not _HARMLESS.search(clause.text):
            return "question"
        if _CONDITION.search(_soft(clause)):
            return "condition"
    asked = [c for c in clauses if "?" in c.text]
    return "question" if asked and any(c.says for c in asked) else ""


def _soft(clause: _Clause) -> str:
    """The clause without the "but" that only tells units apart: `yes, but only unit 2`."""
    text = clause.text
    if clause.units or clause.rest or clause.only:
        text = re.sub(r"(?i)\b(?:ma|però|but|aber|mais|pero|jedoch|however)\b", " ", text)
    elif clause.says < 0:
        text = re.sub(r"(?i)^\W*(?:ma|però|but|aber|mais|pero)\b", " ", text)
    return text


def _amount(text: str) -> str:
    """An amount in one spelling: `1.250,00` and `1250` are `1250.00`."""
    bare = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return f"{float(bare):.2f}"
    except ValueError:
        return ""


def find_amounts(text: str) -> frozenset[str]:
    """All amounts in a quote, in one spelling."""
    found = re.findall(
        r"(?<![\w/])\d{1,3}(?:[.,]\d{3}){0,2}(?:[.,]\d{2})?(?![\w/])|\d{1,6}(?:[.,]\d{2})?",
        text[:20_000],
    )
    return frozenset(a for f in found[:500] if (a := _amount(f)))


def _decide(clauses: Sequence[_Clause], units: Sequence[QuotedUnit]) -> QuoteAnswer:
    everything = frozenset(u.number for u in units)
    accept: set[int] = set()
    decline: set[int] = set()
    overall: set[int] = set()
    only = False
    last = 0
    waiting: frozenset[int] = frozenset()  # named, and nothing said of them yet
    for clause, after in zip(clauses, [*clauses[1:], None], strict=False):
        says, named = clause.says, clause.units
        if clause.rest and not named:
            named = everything - accept - decline
        elif not named and says and waiting:
            named = waiting
        if not named:
            overall.update({says} - {0})
        else:
            waits = after is not None and after.says and not after.units and not after.rest
            says = says or (0 if clause.rest or waits else _carried(clause, last))
            (accept if says > 0 else decline).update(named if says else ())
            waiting = named if not says else frozenset()
            only = only or (clause.only and says > 0)
        last = says or last
    if only or (accept and not decline and 1 in overall and len(units) > 1):
        decline |= everything - accept
    return _result(
        frozenset(accept), frozenset(decline) - accept, overall, everything, bool(accept & decline)
    )


def _carried(clause: _Clause, last: int) -> int:
    """What a clause says that only lists units: what the one before it said."""
    if clause.only:
        return 1
    if _NO.search(clause.text):
        return -1 if last > 0 else 0
    return last if len(clause.text.split()) <= 6 else 0


def _result(
    accept: frozenset[int],
    decline: frozenset[int],
    overall: set[int],
    everything: frozenset[int],
    torn: bool,
) -> QuoteAnswer:
    unclear = QuoteAnswer(Answer.UNCLEAR, reason="other")
    if torn:
        return unclear
    if accept and decline:
        return QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept)), tuple(sorted(decline)))
    if accept:
        whole_quote = not everything or accept == everything
        if -1 in overall:
            rest = everything - accept
            return (
                QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept)), tuple(sorted(rest)))
                if rest
                else unclear
            )
        return (
            QuoteAnswer(Answer.ACCEPT)
            if whole_quote
            else QuoteAnswer(Answer.PARTIAL, tuple(sorted(accept)), ())
        )
    if decline:
        rest = everything - decline
        if 1 in overall and rest:
            return QuoteAnswer(Answer.PARTIAL, tuple(sorted(rest)), tuple(sorted(decline)))
        if 1 in overall:
            return unclear
        return (
            QuoteAnswer(Answer.DECLINE) if not rest else QuoteAnswer(Answer.UNCLEAR, reason="other")
        )
    if overall == {1}:
        return QuoteAnswer(Answer.ACCEPT)
    return QuoteAnswer(Answer.DECLINE) if overall == {-1} else unclear


QUOTE_WORDS = phrases(
    r"""
    preventiv[oi] | quotazion[ei] | offerta | stima | estimate | quot(?:e¦ation)
    kostenvoranschlag | angebot | kv | devis | presupuesto | cotización
    """
)
_ASKS_TO_ACCEPT = phrases(
    r"""
    per accettare | accettare o rifiutare | rispond\w+ .{0,30}accett\w+ | to accept or decline
    i accept | annahme oder ablehnung | accepter ou refuser | aceptar o rechazar | ACCETTO | ACCEPT
    """
)


def is_quote_thread(subject: str, quoted: str) -> bool:
    """True if the mail answers a quote of ours, by its subject or by what it quotes."""
    return bool(QUOTE_WORDS.search(subject[:300]) or _ASKS_TO_ACCEPT.search(quoted[:20_000]))


def accepts_by_name(text: str) -> bool:
    """True for words about a quote that need no letter of ours: `accettiamo il preventivo`."""
    return any(
        QUOTE_WORDS.search(c) and (_ACCEPT.search(c) or _DECLINE.search(c))
        for c in _CLAUSE.split(text[:5_000])
        if c
    )


Lines = Mapping[int, str]
