"""Mails that ask for no return: questions of money, and those that say nothing at all."""

from mailbot.domain.phrases import phrases, whole

# Prices and goods to buy: for a person, no return.
_COMMERCE = phrases(
    r"""
    quanto (?:mi ¦ci )?(?:costa\w*¦costerebbe\w*¦costan\w+¦verrebbe\w*¦si paga) | listin[oi]
    (?:che¦quale?¦qual è il) (?:costo¦prezzo¦tariffa) | catalog[ohi]+ | schede? tecnic[ah]e?
    (?:cost[oi]¦prezz[oi]¦tariff[ae]) (?:di¦del¦della¦dei¦delle¦per) \w+ | brochure
    (?:vorre\w+¦intendiamo¦dobbiamo¦volevamo¦volevo) (?:acquist\w+¦compr\w+¦ordin\w+)
    (?:offerta¦quotazione¦preventivo) per (?:\d+¦l'acquisto¦la fornitura)
    how much (?:does¦do¦would¦is¦are) | what (?:does¦do¦would) .{0,40}cost | price ?lists? | pricing
    prices? (?:for¦of) | (?:want¦like) to (?:buy¦order¦purchase) | datasheets? | catalogue?s?
    (?:quote¦quotation¦offer) for \d+ | in stock
    was (?:kostet¦kosten¦würde) | wie ?viel (?:kostet¦kosten) | preislisten? | preise? (?:für¦von)
    (?:möchten¦wollen¦würden) .{0,40}(?:kaufen¦bestellen) | angebot (?:für¦über) \d+ | datenblatt
    kostenpunkt | katalog
    combien (?:coûte\w*¦coute\w*¦ça) | (?:prix¦coût¦tarif)s? (?:de¦d'une?¦du¦des¦pour) \w+
    quel est le (?:prix¦coût¦tarif) | votre tarif | fiche technique | devis pour \d+
    (?:souhait\w+¦voudri\w+¦aimeri\w+) (?:acheter¦commander)
    cuánto (?:cuesta\w*¦costar\w+¦vale\w*) | lista de precios | precios? (?:de¦del¦para) \w+
    tarifas? | (?:queremos¦quisiéramos¦gustaría) (?:comprar¦pedir¦adquirir) | catálogo
    presupuesto para \d+ | ficha técnica
    """
)
_ON_A_CASE = phrases(
    r"""
    rma | autorizz\w+ | res[oi] | rientr\w+ | rend\w+ | pratic\w+ | tickets? | return\w* | cases?
    authori\w+ | rücksend\w+ | einsenden | einschicken | vorgang\w* | retour\w* | dossiers?
    devol\w+ | casos?
    """
)
# All that some mails say, besides what comes with them.
_SEE = whole(
    r"""
    [\W_]* | (?:foto¦photos?¦pictures?¦bild(?:er)?¦images?¦immagin[ei]¦fotos¦imágenes)
    (?:(?:vedi¦vedere¦vedasi¦come da¦see¦please see¦siehe¦voir¦cf¦ver¦véase¦in¦im¦en¦\
      please find)\.? )?(?:the ¦il ¦la ¦le ¦l'¦el ¦pièce )?(?:allegat[oaie]¦attach\w*¦anhang¦\
      anlage¦anbei¦jointe?s?¦adjunt[oa]s?¦foto¦photo¦picture¦bild¦elenco¦lista¦tabella¦modulo¦list¦\
      table¦form¦liste¦tabelle¦formular¦tableau¦tabla¦file¦sheet)
    in allegato | urgente?
    """,
    r"[\W_]*",
)


def asks_prices(text: str) -> bool:
    """True if the words ask what something costs, or want to buy, and speak of no case."""
    return _COMMERCE.search(text) is not None and _ON_A_CASE.search(text) is None


def says_nothing(text: str) -> bool:
    """True for an empty text, or one that only points at what is attached: with nothing else it is
    a ticket that a person can work with (mail-layer 5)."""
    return _SEE.match(text.strip()) is not None
