"""Words of assent that accept only where they stand alone: `ok` is often no more than `I see`."""

import re

from mailbot.domain.answerwords import ACCEPT, ONLY, QUOTE_WORDS, REST
from mailbot.domain.phrases import phrases, whole
from mailbot.domain.products import without_products

_WEAK = whole(
    r"""
    ok(?:ay¦ey¦k+)? | okay | okey | okk+ | va bene | sta bene | sì | si | benissimo | perfetto
    d'accordo | d’accordo | yes | yep | fine | sounds good | ja | in ordnung | passt | oui
    c'est bon | d'accord | sí | vale | de acuerdo | conformes?
    """
)
# What may stand beside them without saying anything else.
_FILL = phrases(
    r"""
    per | noi | me | nostra | nostro | parte | il | lo | la | l | i | le | gli | un | una | di | del
    della | dei | a | al | alla | ai | e | ed | in | con | da | quindi | allora | pure | grazie
    mille | buongiorno | buonasera | salve | ciao | saluti | cordiali | gentil\w+ | tutto | tutti
    tutte | due | tre | entramb[ie] | riparazion[ei] | intervent[oi] | lavor[oi] | prezz[oi]
    import[oi] | cifra | costo | euro | eur | iva | riga | righe | posizion[ei] | punt[oi] | unità
    numer[oi] | n | nr | apparat\w* | fattura\w* | come | da | sempre | voi | vostr[aoei]
    for | us | our | part | the | a | an | of | to | with | both | all | and | it | that | this
    please | thanks? | you | repairs? | price | amount | cost | units? | items? | lines? | number
    no | hi | hello | dear | regards | we | i | re | ll | s | so | then | by | me | on | side
    end | very | gerne | great | good | looks
    für | uns | mich | das | die | der | den | dem | bitte | danke | vielen | dank | reparatur\w*
    preis | betrag | position(?:en)? | punkte? | beide\w* | alle\w* | und | mit | so | sind | hallo
    pour | nous | moi | les | des | du | et | merci | beaucoup | réparation\w* | prix | montant
    lignes? | deux | bonjour | cordialement | avec | para | nosotros | mí | el | los | las | y | por
    mi | parte | reparación\w* | precio | importe | gracias | muchas | ambos | todo | hola
    """
)
_WORD = re.compile(r"[^\W\d_]+")


def is_weak(word: str) -> bool:
    """True for a word that also means "I have read this"."""
    return _WEAK.match(word.strip().lower()) is not None


def says_more(piece: str) -> bool:
    """True if a piece of a reply holds words besides assent, courtesy, units and prices."""
    rest = without_products(piece)
    for words in (ACCEPT, QUOTE_WORDS, REST, ONLY, _FILL):
        rest = words.sub(" ", rest)
    return _WORD.search(rest) is not None
