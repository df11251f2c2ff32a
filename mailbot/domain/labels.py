"""The words that stand before a serial number, and those that stand before other numbers."""

from mailbot.domain.phrases import phrases

_LABEL_TABLE = r"""
    s/n | s\\n | s\.n\.(?!c) | s\. ?n(?!\.?c\b)\.? | sn | sn\.? | n/s | seriale | seriali | serial
    serials
    serial (?:number¦no¦nr¦num¦code¦#)s?\.? | n(?:umer)?[o.]? (?:di )?seri(?:e¦ale¦ali)
    numeri (?:di serie¦seriali) | n[°º.]\s?(?:di ¦de )?s[eé]rie | n/s
    nr\.? (?:di )?seri(?:e¦ale)
    num\.? (?:di )?seri(?:e¦ale) | codice seriale | cod\. seriale | matricol[ae] | matr\.? | mtr\.?
    seriennummern? | serien-?nr\.? | serien-?nummern? | serial-?nr\.? | ser\.? ?(?:nr¦no¦n)\.?
    gerätenummer
    numéros? (?:de )?s[eé]ries? | num[eé]ro s[eé]rie | num\.? (?:de )?s[eé]rie | n° s[eé]rie
    n[uú]meros? (?:de )?serie | n\.? ?[ºo°]? (?:de )?serie | nro\.? (?:de )?serie | serie n[.ºo°]*
    mac | mac[- ]?(?:address¦adresse¦id)(?:es)? | indirizz[oi] mac | adresse mac | direcci[oó]n mac
"""
SERIAL_LABEL = phrases(_LABEL_TABLE)

# Words after which a thing that looks like a serial probably is one, though nobody says so.
WEAK_LABEL = phrases(
    r"""
    etichett[ae] | targhett[ae] | adesivo | sigl[ae] | siglat[oaie] | marcat[oaie]
    contrassegnat[oa]
    (?:c'è ¦c’è ¦sta )?scritto | riporta | identificat[oaie] | label | sticker | marked | reads
    says
    etikett | aufkleber | typenschild | steht | étiquette | étiqueté | marqué | etiqueta
    pegatina | pone
    number | nummer | numero | numéro | número
    """
)

# Numbers of other things. What stands right after one of these is no serial.
FRIEND_LABEL = phrases(
    r"""
    tel(?:efono¦éfono¦\.)? ?(?:n\.?)? | cell(?:ulare)?\.? | fax(?: n\.?)? | mob(?:ile)?\.?
    phone | handy | telefon
    portable | m[oó]vil | centralino tel | int(?:erno)?\.? | ext\.? | durchwahl | poste
    reperibilit[àa]
    p\.? ?iva | partita iva | p\.i\.? | vat(?: no¦ number¦ id)?\.?
    ust-?id(?:nr)?\.?-?(?:nr\.?)? | tva | nif | cif | siret | siren | rcs
    hrb | c\.? ?f\.? | cod(?:ice)?\.? fiscale | iban | bic | swift | rea | sdi
    codice (?:univoco¦destinatario¦ufficio)
    d\.?d\.?t\.?(?: n\.?)? | bolla | delivery note | lieferschein(?:-?nr\.?)? | bon de livraison
    bl | albar[aá]n
    fatt(?:ura)?\.? | ft\.? | invoice | rechnung(?:s-?nr\.?)? | facture | factura | scontrino
    receipt
    ordine | ord\.? | o\.?d\.?a\.? | po | p\.o\.? | purchase order | order
    bestell(?:ung¦nummer¦-?nr\.?) | auftrag(?:s-?nr\.?)?
    commande | pedido | preventivo | offerta | contratto(?: n\.?)? | contract
    vertrag(?:s-?nr\.?)? | contrat | contrato
    ticket | pratica | protocollo | prot\.? ?(?:n\.?)? | rma | rif(?:erimento)?\.?
    ref(?:erence)?\.? | vs\.? rif\.? | ns\.? rif\.?
    case | vorgang | dossier | expediente | incidencia | segnalazione
    cig | cup | class\.? | lotto | lot | charge | batch | cap
    codice (?:cliente¦articolo¦prodotto¦cantiere¦impianto)
    cod\.? ?(?:cli(?:ente)?¦art(?:icolo)?)?\.? | cliente(?: n\.?)? | kd\.?-?(?:nr\.?)?
    kunden-?(?:nr¦nummer)\.?
    customer (?:no¦number¦code)\.? | client n° | inventario(?: \w+)?(?: n\.?)? | asset | cespite
    sito | site | site id
    tracking(?: n\w*\.?)? | ldv | lettera di vettura | awb | waybill | spedizione
    sendung(?:snummer)? | colis | pacco(?: n\.?)? | collo
    iccid | imei | sim(?: n\.?)? | ip | firmware | fw | versione | version | ver\.? | release
    build | v
    password | pwd | pin | puk | licen[sz][ae] | license key | key | account | porta | port
    slot | vlan
    modello | model | modell | modèle | modelo | articolo | art\.? | p/?n\.?
    part (?:no¦number)\.? | sku | codice
    zp | plz | kd | via | piazza | viale
    esempio | es\. | ad es\. | example | e\.g\. | z\.b\. | zum beispiel | beispiel | exemple
    p\. ?ex\. | ejemplo | p\. ?ej\.
    """
)

# Right before a serial these say that it is the wrong one.
NEGATION = phrases(
    """
    non | e non | not | nicht | statt | anstatt | anziché | anzichè | invece (?:di¦del¦che)
    instead of | rather than
    au lieu (?:de¦du) | et non(?: pas)? | pas | en (?:lugar¦vez) de(?:l)? | y no | no
    """
)

ENDING = phrases(
    r"""
    (?:in fondo¦alla fine)(?: è¦ c'è)? | at the end(?: it'?s¦ is)? | am ende(?: ist¦ steht)?
    à la fin | al final(?: es)?
    (?:(?:le¦gli) )?ultim[ei] (?:\w+ )?(?:cifre¦numeri¦caratteri) | ultim[ei] \w+ | final[ei]
    (?:codice ¦numero ¦con )(?:il )?finale | desinenza | coda
    (?:che )?(?:termina(?:no¦nte¦nti)?¦terminanti¦finisc\w+¦finent[ei]) (?:con¦per¦in)
    last (?:\w+ )?(?:digits¦characters¦numbers¦figures) | last (?:four¦five¦six¦4¦5¦6)
    (?:that ¦which ¦serials? ¦number )?(?:end¦ends¦ended¦ending¦finish¦finishing) (?:in¦with¦on)
    ending | suffix(?:es)?
    (?:die )?letzten? (?:\w+ )?(?:ziffern¦stellen¦zahlen¦zeichen) | endet auf | enden auf
    (?:mit )?(?:der ¦den )?end(?:ung¦ungen¦nummern?¦ziffern?¦zahlen?) | endend auf
    (?:les )?(?:\w+ )?derniers (?:\w+ )?(?:chiffres¦caractères¦numéros)
    (?:se )?terminant (?:par¦en)
    (?:qui )?(?:se )?(?:termine(?:nt)?¦finit¦finissent) (?:par¦en) | finissant (?:par¦en)
    terminaison | dont la fin est
    (?:las ¦los )?últim[ao]s (?:\w+ )?(?:cifras¦dígitos¦números¦caracteres)
    (?:que )?(?:termina(?:n¦d[oa]s?)?¦acaba(?:n¦d[oa]s?)?¦finaliza(?:n¦d[oa]s?)?) en
    terminaci[oó]n(?:es)?
    """
)
