"""Lines as the writer meant them, sentences, and what in a sentence is only courtesy or
business."""

import re
from dataclasses import dataclass

from mailbot.domain.phrases import phrases

_ITEM = re.compile(r"\s*(?:[-*•·–—>+]|\(?\d{1,3}[).:]|[a-z]\))\s")
_FIELD = re.compile(r"\s*[A-Za-zÀ-ÿ/. °]{2,40}[ .]{0,20}:\s")
_END = re.compile(r"[.!?](?=[\s)\"”»]|$)|;|(?<=\s)(?=[-–—]\s)")
_SHORT_WORD = re.compile(
    r"(?:^|[\s(])(?:n|nr|no|num|ca|circa|art|cod|mod|rif|vs|ns|sig|dott|ing|geom|es|ad es|z\.b"
    r"|p\.iva|"
    r"matr|s\.n|sn|s/n|ser|tel|fatt|ft|ord|int|max|min|ecc|etc|p\.ex|approx|pos|st|str|mr|mrs|ms|"
    r"m|mme|dr|bzw|inkl|evtl|ggf|u\.a|d\.h|uds|sr|sra|pag|spett|gent|egr|[a-z])$",
    re.IGNORECASE,
)
# A row that begins with a serial: `0330252000056880 - cliente ...`.
_ROW = re.compile(
    r"\s{0,4}(?=\S*\d\S*\d\S*\d)[A-Z0-9][A-Z0-9/-]{5,}(?: [A-Z0-9]{3,}){0,2}\s?[-–:|,]\s"
)
_NUMBERED = re.compile(r"\W{0,6}\d{1,3}$")
GREETING = phrases(
    r"""
    buon(?:giorno¦asera¦dì¦ pomeriggio¦a sera) | ciao | salve | gentil[ei] | spett\.?(?:le)?
    egregi\w*
    hi | hello | hey | dear | good (?:morning¦afternoon¦evening) | hallo
    guten (?:tag¦morgen¦abend)
    sehr geehrte\w* | moin | servus | liebe[rs]? | bonjour | bonsoir | madame | monsieur | chers?
    buenos días | buenas(?: tardes)? | hola | estimad[oa]s? | cari | caro | cara
    """
)
BUSINESS = phrases(
    r"""
    grazie | cordial\w+ | salut\w+ | attend\w+ | in attesa | resto | restiamo | disposizione
    chied\w+
    richied\w+ | richiest\w+ | potete | potreste | può | potremmo | mandat\w+ | mi fate | ci serv\w+
    servirebb\w+ | apri\w+ | apertura | autorizz\w+ | rientr\w+ | res[oi] | rma | sostitu\w+
    ripara\w*
    preventiv\w+ | cost[aoi] | garanzi\w+ | ddt | fattur\w+ | scontrin\w+ | ordin\w+ | compra\w+
    acquist\w+ | consegn\w+ | vendut\w+ | sped\w+ | invi\w+ | corriere | allegat\w+ | allego
    elenco
    lista | ved(?:i¦ere¦ete) | urgen\w+ | subito | presto | sollecit\w+ | rispo\w+ | ricevut\w+
    contatt\w+
    chiam\w+ | telefonat\w+ | proced\w+ | contratto | clienti? | installat\w+ | pratica | numero
    seriale
    matricol\w+ | modello | vogliamo | vorre\w+ | sapere | fare | facciamo | segnal\w+ | comunic\w+
    riferimento | relativ\w+ | oggetto | apparat\w+ | apparecchi\w* | dispositiv\w+ | prodott\w+
    unità
    pezz[oi] | materiale | merce | mese | mesi | settiman\w+ | giorn[oi] | anno | anni | fa
    ieri | oggi
    domani | stamattina | gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto
    settembre | ottobre | novembre | dicembre | (?:lune¦marte¦mercole¦giove¦vener)dì | sabato | foto
    nostro | nostra | nostri | vostro | vostra | questo | questa | questi | sono | della | delle
    dello
    dall\w* | dell\w* | nell\w* | all\w* | come | anche | abbiamo | avete | hanno | stato | stata
    quest
    scatol\w+ | pacc[oh]i? | banco | scaffal\w+ | fogli\w* | bigliett\w+ | trovat\w+ | lasciat\w+
    scritto | attaccat[oi] (?:un¦il) | rapport\w* | tecnic[oi] | colleg[ahi]\w* | ferie | vacanz\w+
    uffici\w* | responsabil\w+ | period\w+ | pochissim\w+ | disponi\w+ | scad\w+ | indic\w+
    sapr\w+ | dirv\w* | dett[oa] | chies\w+ | mandar\w* | intanto | ragazz\w+ | magazzin\w+
    since | ever | summer | winter | autumn | spring | estate | inverno | autunno | primavera
    sommer
    herbst | frühling | hiver | verano | invierno | sede | filiale | site | standort | agence
    sucursal | addebit\w+ | second[oa] | prim[oa]
    terz[oa]
    box(?:es)? | parcel\w* | packag\w+ | report\w* | technici\w+ | office\w* | details? | found
    shelf | written | told | said | asked | meanwhile | pallet | second | first | third | note
    karton\w* | paket\w* | bericht\w* | techniker\w* | kolleg\w+ | büro | urlaub | gefunden
    gesagt | lager\w* | kiste\w* | zettel\w* | zweite\w* | erste\w* | dritte\w*
    cartons? | colis | rapport\w* | technici\w+ | bureau\w* | trouvée? | collègue\w* | congés?
    sont | être | était | sind | wurde | sein | war(?:en)? | está\w* | están | estaba\w* | siamo
    essere
    aquí | here | hier | enví\w+ | mand\w+ | qui | contract\w* | vertrag\w* | contrat\w* | believe
    think | glaube | crois | creo | credo | quale | quali | risult\w+ | precis\w+ | which | whose
    welche\w* | lequel
    laquelle | cual | been | were | still
    just | même | papier | seconde? | premi(?:er¦ère) | troisième
    caja\w* | paquete\w* | informe\w* | técnic\w+ | oficina\w* | compañer\w+ | mism[oa]s?
    almacén | papel | segund[oa] | primer[oa]? | tercer[oa]?
    thank\w* | regards | please | could | can | let | know | looking | forward | return\w*
    authori\w+
    warranty | invoice | deliver\w+ | order\w* | ship\w+ | attach\w+ | list | asap | urgent\w*
    replac\w+
    repair\w* | estimate | quote | sorry | recommend\w+ | next | steps? | serial | number | model
    unit\w*
    devices? | customer\w* | client\w* | bought | purchased | sold | would | like | need
    request | open
    from | with | this | that | these | those | have | been | your | will | week\w* | month\w*
    year\w* | days?
    today | yesterday | january | february | march | april | june | july | august | september
    october
    november | december | monday | tuesday | wednesday | thursday | friday | product\w*
    colleagues?
    danke | dank | bitte\w* | anbei | anhang | rück\w+ | zurück\w+ | einschick\w+ | einsend\w+
    garantie
    kostenvoranschlag | reparatur | rechnung | liefer\w+ | geliefert | gekauft | möcht\w+ | grüße?n?
    eilt | dringend\w* | retour\w* | nummer | kunde\w* | gerät\w* | artikel | haben | unser\w*
    wir | senden
    seriennummer | folgende\w* | diese\w* | eine\w* | unter | über | sehr | noch | auch | einen
    vom | seit
    merci | veuillez | pouvez | pourriez | pièce | livrée? | livraison | achetée? | factur\w+
    devis
    garantie | retour | nous | vous | notre | votre | client | appareil\w* | numéro | envoy\w+
    renvo\w+
    demand\w+ | série | matériel | produit\w* | avec | pour | cette | dans | joint\w*
    gracias | favor | podrían | pueden | adjunt\w+ | solicit\w+ | garantía | presupuesto
    reparación
    entreg\w+ | compr\w+ | devolución | escrib\w+ | dirección | equipos? | número | nuestr\w+
    cliente
    serie | para | este | esta | desde | tenemos | queremos | necesitamos
    """
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARGIN = 62  # no program breaks lines before this column: shorter lines are the writer's own


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: one sentence. `line` and `block` count logical lines and paragraphs."""

    start: int
    end: int
    line: int
    block: int


def unwrap(text: str) -> str:
    """The text with lines joined that a mail program had broken, as far as that can be told.

    A break was the program's where the next line's first word would not have fitted.
    """
    lines = text.replace("\r", "").split("\n")
    width = max((len(x.rstrip()) for x in lines if len(x) <= 80), default=0)
    if width < _MARGIN:
        return "\n".join(lines)
    out: list[str] = []
    broken = False
    for index, line in enumerate(lines):
        bare = line.strip()
        ended = index > 0 and lines[index - 1].rstrip().endswith((".", ":", ";"))
        begins = _ITEM.match(line) or (_FIELD.match(line) and not bare[:1].islower())
        begins = begins or (ended and bare[:1].isdigit())  # `... nulla.` / `1 cuffia ...`
        begins = begins or line.count("|") > 1 or _ROW.match(line) is not None
        if broken and bare and not begins:
            out[-1] = f"{out[-1].rstrip()} {bare}"
        else:
            out.append(line.rstrip())
        after = lines[index + 1].split() if index + 1 < len(lines) else []
        size = len(line.rstrip())
        broken = bool(after) and size <= 80 and size + 1 + len(after[0]) > width and size > 40
    return "\n".join(out)


def find_sentences(text: str) -> list[Span]:
    """The sentences of a text, line by line."""
    spans: list[Span] = []
    block = 0
    at = 0
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            block += 1
        else:
            spans += [Span(at + a, at + b, number, block) for a, b in _cut(line)]
        at += len(line) + 1
    return spans


def _cut(line: str) -> list[tuple[int, int]]:
    pieces = []
    start = 0
    for match in _END.finditer(line):
        end = match.end()
        if match[0] == "." and _SHORT_WORD.search(line[max(0, match.start() - 8) : match.start()]):
            continue
        if match[0] == "." and _NUMBERED.match(line[start : match.start()]):
            continue  # `1. Display dunkel`: the number of a list
        if line[start:end].strip(" -–—"):
            pieces.append((start, end))
        start = end
    if line[start:].strip():
        pieces.append((start, len(line)))
    return pieces


def content_words(text: str) -> int:
    """How many words of a sentence speak of something else than courtesy and business."""
    return len(content_of(text))


def content_of(text: str) -> list[str]:
    """Those words."""
    return _WORD.findall(BUSINESS.sub(" ", GREETING.sub(" ", text[:2_000])))
