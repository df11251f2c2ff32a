"""What people write above a column, or before a value: the titles of a table, in five languages."""

import re

from mailbot.domain.phrases import alternatives, phrases, whole

_LONGEST = 60  # characters of a title; longer is a sentence
_MOST_WORDS = 8

_OF_WHAT = alternatives(
    r"""
    vs\.? | vostr[oa] | ns\.? | nostr[oa] | your | our | unit | unità | device | product | hardware
    hw | phone | item | equipment | original | old | faulty | defective | current | manufacturer
    prodotto | apparato | apparecchio | dispositivo | vecchio | telefono | articolo | altes | alte
    gerät | geräte | produkt | ihre | unsere | appareil | produit | notre | votre | equipo
    producto | nuestr[oa] | su
    """
)
_NUMBER = "(?:(?:n¦nr¦no¦nro¦num¦núm¦numero¦numeri¦numéro¦número¦number¦nummer¦numbers)?[.:°º]? ?)"
_SERIAL = re.compile(
    rf"(?:(?:{_OF_WHAT})\s{{1,3}})?(?:"
    + alternatives(
        rf"""
        {_NUMBER}(?:di ¦de ¦d[ae]l ¦della ¦du )?(?:serial[ei]?¦serie¦série¦seria¦matricol[ae]¦matr\
          ¦mtr¦matricule)\.?(?:[ /_-]?(?:n¦no¦nr¦num¦number¦numbers¦nos)[.°]?)?
        ser\.?[ /_-]?(?:n¦no¦nr¦num)\.? | s\.?[ /]?n\.?(?:[ /_-]?(?:n¦no¦nr)\.?)?
        s-n | n/s | s/nr\.?
        (?:cod¦codice¦code¦código)\.? (?:serial[ei]?¦matricola¦(?:di ¦de )?s[eé]rie)
        (?:serien¦seriell?e?¦geräte?¦fabrik¦fabrikations?¦apparate)[ -]?(?:nummern?¦nr\.?¦no\.?)
        (?:serial¦sn¦s)[ .-]{{0,2}}(?:nummer¦nr)\.? | serials | imei ?/ ?sn | serialnumbers?
        serial[ _-]?id | id seriale | identificativo(?: seriale)? | device id | geräte-?id
        """
    )
    # What it is the serial of, or what may stand in its place.
    + r")(?:[ /(,_-](?!(?:port|console|cable|line|interface|terminal|cliente|ordine|\d)).{1,24})?$",
    re.IGNORECASE,
)
_MAC = whole(
    r"""
    (?:lan ¦wan ¦wlan ¦eth(?:ernet)? ¦indirizzo ¦adresse ¦dirección )?mac
    mac[ _-]?(?:address¦adresse¦addr\.?¦id¦nr\.?¦no\.?) | (?:ethernet¦hardware) address
    indirizzo fisico
    """,
    r"(?:[ /(,_-].{1,24})?",
)
# Numbers, days, money and papers, whatever else the title speaks of: `data guasto`, `DDT reso`.
_OTHER = phrases(
    r"""
    data(?!\s(?:loss¦error)) | date | datum | \w+datum | fecha | giorno
    prezzo | price | preis | prix | precio | cost[oi]? | kosten | coût | importo | valore
    value | wert | ddt | d\.d\.t\.? | bolla | fattura
    invoice | rechnung | facture | factura | ordine | order | bestell\w+ | commande | pedido
    (?:ragione¦raison¦razón) social[e]? | id | codes? | codic[ei] | cod\.? | codice | código
    \w+code | n[.°º] | nr\.? | no\. | num\.? | numero | number | nummer | numéro | número | \w+nr\.?
    ticket | ref\.? | rif\.? | priority | priorità | trasporto | severity | u\.?m\.?
    """
)
_QUANTITY = whole(
    r"""
    (?:n\.?¦nr\.?¦num\.?¦numero¦no\.? of¦number of) ?(?:di )?(?:pz\.?¦pezzi¦unità¦pieces¦units¦\
      colli)
    q\.?t[àay]?\.?'?[àa]? | quantit[àày]'? | qty\.? | pz\.? | pezzi | pcs\.? | pieces | menge
    anzahl | stk\.? | stück\w* | st\. | qté\.? | qte\.? | quantité\w* | nbre | nombre | cant\.?
    cantidad\w* | uds\.? | ud\. | unidades | ctd\.? | piezas | pièces | pezzatura
    """,
    r"(?:[ .:].{1,20})?",
)
_STATUS = whole(
    r"""
    (?:stato¦status¦état¦estado¦esito¦outcome¦avanzamento¦bearbeitungsst\w+¦progress)
    (?:rma¦return¦repair¦ticket¦case¦current) status
    """,
    r"(?:[ .:/(](?!.{0,12}(?:garan|warrant)).{1,30})?",
)
_FAULT = phrases(
    r"""
    difett\w* | guast[oi]? | problem\w* | anomal\w+ | malfunzion\w+ | disfunzion\w+ | sintom\w+
    avari\w+ | inconvenient\w* | caus(?:ale¦a¦e¦es) | motiv\w+ | motif\w* | segnalazion[ei]
    segnalat[oa] | lamentat[oa] | riscontrat[oa] | rilevat[oa] | rott(?:o¦ura) | dann[oi]
    cosa (?:non va¦succede¦fa¦ha) | reclam\w+ | ragione
    faults? | defects? | issues? | symptoms? | failures? | failed | malfunctions? | reasons?
    complaints? | troubles? | errors? | damages? | what(?:['’]?s¦ is¦ happens)? .{0,20}(?:wrong¦up)
    findings? | diagnos\w+ | diagnós\w+ | observed | incidencias? | why
    \w*fehler\w* | \w*defekt\w* | \w*mangel | \w*mängel\w* | \w*störung\w* | symptom\w*
    ausf[aä]ll\w*
    \w*schäd?en\w* | \w*schaden\w* | beanstandung\w* | reklamation\w* | \w*grund | \w*ursache
    befund | was ist .{0,12}(?:los¦defekt¦kaputt)
    pannes? | d[ée]fauts? | probl[èe]m\w* | sympt[ôo]m\w* | dysfonction\w* | raison | défaillances?
    constat\w* | avaries? | réclamation\w* | dommages?
    aver[ií]as? | fall[oa]s? | defectos? | s[ií]ntomas? | raz[óo]n | daños? | mal funcionamiento
    """
)
_REMARK = phrases(
    r"""
    not[ae] | notes? | remarks? | comments? | comment[oi] | osservazion[ei] | annotazion[ei]
    dettagl[io]+ | ulteriori | aggiuntiv[eoi] | details? | additional | information
    bemerkung\w* | anmerkung\w* | kommentar\w* | hinweis\w* | zusatz\w* | sonstiges
    remarques? | observations? | commentaires? | précisions? | détails?
    observaciones | comentarios? | notas? | detalles? | varie
    """
)
_DESCRIPTION = phrases("descriptions? | \\w*beschreibung | descripción | descrizion[ei]")
_PRODUCT = phrases(
    r"""
    prodott[oi] | articol[oi] | art\. | modell[oi] | mod\. | apparat[oi] | apparecchi\w*
    apparecchiatur[ae] | dispositiv[oi] | tipo(?:logia)? | material[ei]? | merce | bene | beni
    hardware | famiglia | marca | descr\.?
    products? | models? | items? | devices? | units? | unità | articles? | part | types? | equipment
    brand | p/?n\.? | sku | goods | phone | unidad | unité
    \w*gerät\w* | \w*modell\w* | artikel\w* | \w*produkt\w* | \w*typ | bezeichnung | ware
    produits? | modèles? | appareils? | désignation | référence | réf\.? | matériel | équipement
    productos? | modelos? | equipos? | artículos? | referencia | aparatos?
    """
)
_ARTICLE = whole(
    r"""
    (?:cod\.?¦codice¦code¦código¦réf\.?) ?(?:art\w*\.?¦prodott\w*¦product\w*)? | ref\.?
    (?:product¦item¦model¦material¦article)[ -]?(?:code¦no\.?¦number¦nr\.?¦id)
    part ?(?:no\.?¦number¦nr\.?¦#)? | (?:artikel¦art\.?)-?(?:nummer¦nr\.?)
    """
)
_WHOLE = (
    ("serial", _SERIAL),
    ("mac", _MAC),
    ("quantity", _QUANTITY),
    ("status", _STATUS),
    ("product", _ARTICLE),
)
_WITHIN = (
    ("fault", _FAULT),
    ("note", _REMARK),
    ("product", _PRODUCT),
    ("note", _DESCRIPTION),
)


def title_of(cell: str) -> str:
    """What a cell announces, if it is a title: `serial`, `mac`, `fault`, `note`, `product`,
    `quantity`, `status`; else an empty text."""
    text = " ".join(cell.split()).strip(" :*#.-")
    if not text or len(text) > _LONGEST or sum(c.isdigit() for c in text) > 3:
        return ""
    if len(text.split()) > _MOST_WORDS:
        return ""
    text = text.replace("_", " ")
    exact = next((name for name, pattern in _WHOLE if pattern.match(text)), "")
    if exact or _OTHER.search(text):
        return exact
    return next((name for name, pattern in _WITHIN if pattern.search(text)), "")


def is_value(cell: str) -> bool:
    """True for what could be a serial or a MAC: mostly digits, and four at least."""
    key = [c for c in cell if c.isalnum()]
    digits = sum(c.isdigit() for c in key)
    return digits >= 4 and 2 * digits >= len(key)
