"""Words of assent that accept only where they stand alone: `ok` is often no more than `I see`."""

import re

from mailbot.domain.answerwords import ALL, ONLY, QUOTE_WORDS, REST
from mailbot.domain.phrases import phrases
from mailbot.domain.products import without_products
from mailbot.domain.yeswords import ACCEPT

# What may stand beside them without saying anything else.
_FILL = phrases(
    r"""
    per | noi | me | nostra | nostro | parte | il | lo | la | l | i | le | gli | un | una | di
    del | della | dei | a | al | alla | ai | e | ed | in | con | da | quindi | allora | pure
    grazie | mille | buongiorno | buonasera | salve | ciao | saluti | cordiali | gentil\w+
    tutto | tutti | tutte | due | tre | entramb[ie] | riparazion[ei] | intervent[oi] | lavor[oi]
    prezz[oi] | import[oi] | cifra | costo | euro | eur | iva | riga | righe | posizion[ei]
    punt[oi] | unità | numer[oi] | n | nr | apparat\w* | fattura\w* | come | sempre | voi
    vostr[aoei] | for | us | our | part | the | an | of | to | with | both | all | and | it
    that | this | please | thanks? | you | repairs? | price | amount | cost | units? | items?
    lines? | number | no | hi | hello | dear | regards | we | re | ll | s | so | then | by | on
    side | end | very | gerne | great | good | looks | für | uns | mich | das | die | der | den
    dem | bitte | danke | vielen | dank | reparatur\w* | preis | betrag | position(?:en)?
    punkte? | beide\w* | alle\w* | und | mit | sind | hallo | pour | nous | moi | les | des | du
    et | merci | beaucoup | réparation\w* | prix | montant | lignes? | deux | bonjour
    cordialement | avec | para | nosotros | mí | el | los | las | y | por | mi | reparación\w*
    precio | importe | gracias | muchas | ambos | todo | hola | geht | ist | vi | vous | ihnen
    os | ip | agli | alle | allo | sulla | sul | à | one | ones | uno | schon | doch | eben
    così | cosi | zu | zur | zum | au | aux | pas | l'un | auch | noch | ja | bei | davvero
    proprio | quel | questo | questa | quello | diesem | dieser | ce | cet | cette | este | esta
    ese | that's | position | posizione | punto | linea | línea | als | io | anche | però
    invece | vom | aber | but | mais | pero | ma | mentre | unfortunately | leider | purtroppo
    malheureusement | lamentablemente | sorry | tag | guten | morgen | gruß | grüße | mfg | lg
    indicat[oaie] | propost[oaie] | quoted | stated | indicated | genannt\w* | angegeben\w*
    indiquée?s? | proposée?s? | indicad[oa]s? | propuest[oa]s?
    best | kind | many | tante | molte | absolutely | definitely | certo | certamente | celui
    celle | ceux | de | d | quella | aus | von | from
    natürlich | claro | bien | sûr | capo | hiermit | herewith | hereby
    """
)
_WORD = re.compile(r"[^\W\d_]+")


def says_more(piece: str) -> bool:
    """True if a piece of a reply holds words besides assent, courtesy, units and prices."""
    rest = without_products(piece)
    for words in (ACCEPT, QUOTE_WORDS, REST, ONLY, ALL, _FILL):
        rest = words.sub(" ", rest)
    return _WORD.search(rest) is not None
