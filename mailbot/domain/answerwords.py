"""The words of an answer that are neither yes nor no: which units, of what, thanks."""

from mailbot.domain.phrases import phrases, whole

ONLY = phrases(
    r"""
    sol[oa](?:mente)? | soltanto | only | just | nur | lediglich | uniquement | seulement | sólo
    esclusivamente | unicamente | exclusively | ausschließlich | exclusivement | exclusivamente
    solo | solamente | únicamente
    """
)
REST = phrases(
    r"""
    (?:gli ¦le ¦l'¦i )?altr[aoie](?: (?:due¦tre¦quattro))? | il resto | rest[oa]nt[ei]
    (?:the )?others?(?: (?:one¦two¦three¦units?))? | (?:the )?rest | remaining
    (?:die ¦der ¦das ¦den )?(?:anderen?¦restlichen?¦übrigen?)(?: (?:beiden¦zwei¦drei))? | l'autre
    (?:les )?autres | le reste | (?:l[oa]s )?otr[oa]s?(?: (?:dos¦tres))? | el resto
    """
)
THANKS = whole(
    r"""
    (?:ok¦okay¦va bene¦bene¦perfetto¦fine¦vale)?[ ,.!]*(?:(?:molte ¦tante ¦\
      mille ¦many ¦vielen ¦besten ¦muchas )?(?:grazie¦thanks¦thank you¦thx¦danke¦dank¦merci¦\
        gracias)(?: mille¦ a lot¦ beaucoup)?)[ ,.!]*(?:\w+[ .!]*)?
    """
)
BARE = whole(
    r"""
    (?:ok¦okay¦va bene¦ok,? va bene¦sì¦si¦yes¦ja¦oui¦sí¦d'accord¦d'accordo¦vale¦fine)[ .,!]*
    """
)

ALL = phrases(
    r"""
    tutt[oaie] | entramb[ie] | ambedue | tutt'e (?:due¦tre) | both | all(?!') | everything
    the lot | alles? | beide[nrs]? | tous(?: les (?:deux¦trois))? | tout(?:es)?
    les (?:deux¦trois)(?! autres)
    l'ensemble | tod[oa]s? | amb[oa]s | l[oa]s (?:dos¦tres)
    """
)
EXCEPT = phrases(
    r"""
    tranne | eccetto | meno | but(?= (?:unit¦the¦number¦no¦line¦\d)) | except(?: for)?
    apart from | bar | au(?:ß¦ss)er | bis auf | mit ausnahme | ausgenommen | sauf | hormis
    à l'exception (?:de¦du) | menos | excepto | salvo | escluso | esclusa | excluding
    """
)
# What a yes may be about that is not the quote: its receipt, a day, an address, a list of prices.
OTHER = phrases(
    r"""
    liability | responsib\w+ | responsabilit\w+ | haftung | responsabilidad | critic\w+
    diagnos[ie] | esito | (?:la )?causa | fulmin[ei] | danno | perizia | finding | diagnosis
    lightning | damage | cause | analysis | befund | ursache | blitzschlag | schaden | diagnostic
    foudre | constat | diagnóstico | rayo | avería
    manodopera | labour | arbeitszeit | main d'œuvre | mano de obra | una parte | part of
    ricezione | ricevuta | ricevimento | lettura | appuntamento | orario | (?<!in\s)data
    indirizzo | listino | (?:il )?ritiro | consegna | spedizione | scuse | recapito
    numero di telefono | incontro | presenza | partecipazione | disponibilità | riunione
    contatto | invito | arrivo | resa | privacy | receipt | receiving | reading | appointment
    date | address | price list | apolog\w+ | collection | pick-?up | delivery | shipment
    meeting | call | attendance | availability | contact | invitation | erhalt | eingang | empfang
    termin | adresse | anschrift | preisliste | abholung | lieferung | entschuldigung
    lieferdatum | einladung | besprechung | rückruf | ankunft | (?:bonne )?réception | lecture
    rendez-vous | (?:l')?adresse | nouveaux tarifs | (?:l')?enlèvement | livraison | expédition
    (?:l')?invitation | réunion | excuses | coordonnées | recepción | recibo | cita | fecha
    dirección | nuevas tarifas | recogida | entrega | envío | disculpas | reunión | lectura
    llegada | invitación
    """
)
# The matter of a quote: what a yes must be about, if anything is named.
MATTER = phrases(
    r"""
    preventiv[oi] | quotazion[ei] | offerta | stima | riparazion[ei] | intervent[oi] | spesa
    lavor[oi] | ordine | oda | quot(?:e¦es¦ation) | estimate | offer | repairs? | price | cost
    order | po | work | kostenvoranschlag | angebot | kva? | reparatur\w* | auftrag | bestellung
    preis | instandsetzung | devis | offre | réparations? | commande | prix | intervention
    presupuesto | cotización | oferta | reparaci(?:ón¦ones) | pedido | precio | prezz[oi]
    import[oi] | cifra | worth | wert
    """
)

QUOTE_WORDS = phrases(
    r"""
    preventiv[oi] | quotazion[ei] | offerta | stima | estimate | quot(?:e¦ation)
    kostenvoranschlag | angebot | kva? | devis | presupuesto | cotización
    """
)
ASKS_TO_ACCEPT = phrases(
    r"""
    per accettare | accettare o rifiutare | rispond\w+ .{0,30}accett\w+ | to accept or decline
    i accept | annahme oder ablehnung | accepter ou refuser | aceptar o rechazar | ACCETTO | ACCEPT
    """
)
