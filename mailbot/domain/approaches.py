"""Whether the mail of somebody we do not know asks for a return in earnest (X2).

A desk's address is public: private mail, list mail, offers and spam come to it besides requests.
Whoever answers those writes to people who asked for nothing (RFC 3834 section 2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.intent import UnitClaim
from mailbot.domain.mail import Mail
from mailbot.domain.passages import Reading
from mailbot.domain.phrases import phrases
from mailbot.domain.registry import bare_key
from mailbot.domain.sentences import find_sentences
from mailbot.domain.site import Site
from mailbot.domain.symptoms import is_symptom, is_vague

_READ = 6_000  # characters
_LONG = 2_500  # whoever writes more than this says plainly what he wants
_SENTENCES = 120
_ENOUGH = 4

# What a desk like this sells. Words that also mean other things in everyday mail (switch, ups,
# central, anlage) are left out, and so is a telephone that is only a way to reach somebody.
_GOODS = phrases(
    r"""
    centralin[oi](?! (?:unico¦prenotazion\w+)) | central[ei] telefonic[ahe]+ | orchestra \d+
    telefon[oi] (?:ip¦voip¦sip¦cordless¦fiss[oi]¦a colori¦vs¦dect) | cordless
    apparecchi[o]? telefonic[oi] | gateway (?:gsm¦isdn¦bri¦pri¦fxs¦voip¦a \d)
    (?:gsm¦isdn¦bri¦pri¦fxs¦voip)[- ]gateways? | adattator[ei](?: \w+)? (?:fxs¦analogic[oi]¦fax)
    cuffi[ae] (?:usb¦hs ?\d+¦telefonic\w+) | fax server | server fax | voifax | faxserver
    (?:ip ?)?pbx(?:es)? | (?:ip¦voip¦sip¦desk¦dect)[- ]?(?:tele)?phones? | (?:fxs¦voip) adapters?
    orchestra (?:pbx¦centralin\w+) | power suppl(?:y¦ies) | power adapters? | netzteile?
    (?:gateway¦adattatore¦alimentatore)(?: che¦ non¦ si) | fuentes? de alimentación
    handsets? | tischtelefone? | ip-telefone? | telefonanlagen? | tk-anlagen? | autocommutateur
    (?:téléphones?¦postes?) (?:ip¦sip¦voip) | passerelles? (?:gsm¦rnis¦isdn¦voip)
    standard téléphonique | centralita\w* | teléfonos? (?:ip¦sip¦voip) | pasarelas? (?:gsm¦rdsi)
    """
)
_PHONE = phrases(
    r"""
    (?:il¦i¦un¦del¦dei¦al¦sul¦questo¦vostro¦vs\.?¦mio¦nostro¦miei¦nostri¦altro¦\d+) \
      (?:vostro ¦vs\.? ¦mio ¦nostro ¦vostri ¦nuovo )?telefon[oi]
    (?:the¦a¦my¦our¦your¦this¦these¦one of your¦\d+) (?:new ¦faulty ¦broken )?(?:tele)?phones?
    (?:the¦a¦my¦our¦your¦this¦these¦\d+) headsets? | (?:the¦a¦my¦our¦your¦this) voip gateways?
    (?:das¦ein¦mein¦unser¦ihr¦dieses)(?:e[ns]?)? telefone?
    (?:das¦ein¦mein¦unser¦ihr)(?:e[ns]?)? headsets?
    (?:le¦un¦mon¦notre¦votre¦ce¦mes¦nos) téléphones? | (?:le¦un¦mon¦notre¦votre) casque
    (?:el¦un¦mi¦nuestro¦su¦este) teléfono | (?:los¦mis) auriculares
    (?:le¦la¦una¦mia¦mie¦vostra¦vostre) cuffi[ae]
    (?:un¦l'¦lo¦il¦vostro¦vs\.?) ?(?:alimentatore¦adattatore¦gateway)
    """
)
# The same goods without a word that makes them the writer's or ours.
_BARE = phrases(
    r"""
    telefon[oi] | (?:tele)?phones? | adattator[ei] | alimentator[ei] | gateways? | cuffi[ae]
    headsets? | adapters? | netzteile? | telefone? | téléphones? | casques? | adaptateurs?
    alimentations? | teléfonos? | auriculares | adaptador(?:es)? | orchestra
    """
)
# Any goods: they count where the return itself is spoken of.
_THING = phrases(
    r"""
    apparat[oi] | apparecchi\w* | dispositiv[oi] | prodott[oi] | articol[oi] | unità | pezz[oi]
    alimentator[ei] | adattator[ei] | gateways? | cuffi[ae] | headsets? | (?:tele)?phones?
    telefon[oi] | devices? | units? | products? | goods | items? | power suppl(?:y¦ies) | adapters?
    equipment | modems? | routers? | gerät\w* | netzteile? | produkte? | artikel | ware | telefone?
    appareils? | produits? | articles? | casques? | téléphones? | alimentations? | équipements?
    equipos? | aparatos? | productos? | teléfonos? | auriculares
    """
)
_RETURN = phrases(
    r"""
    reso | resi | rendere | restituir\w+ | restituzione | ripar(?:are¦azion[ei]¦at[oaie]¦ate¦arl\w)
    sostitui\w+ | (?:me¦ce) (?:lo¦la¦li¦le) cambiate | garanzia | assistenza tecnica | rimborso
    (?:to¦can¦could¦may¦we¦i¦for¦and) (?:send back¦return) | send (?:it¦them) back
    (?:a¦the¦your¦for¦product¦under) (?:return¦repair¦replacement¦warranty)s?
    (?:repair¦warranty) (?:request¦claim¦service¦centre¦center¦status¦period¦of)
    (?:be¦get¦have) (?:it ¦them )?(?:repaired¦replaced¦refunded) | (?:in¦under¦of) warranty
    repair (?:it¦them¦the¦this¦our¦my¦a) | replace (?:it¦them¦this¦my¦our) | returns? department
    rücksend\w+ | zurücksenden | zurückschicken | retoure | reparatur\w* | reparieren | umtausch\w*
    garantie\w* | gewährleistung | einsenden | einschicken | réparation\w* | réparer | réparé\w*
    (?:un¦le¦de¦en) retour | retourner | renvoyer | échange[r]? | sous garantie | remplace\w+
    devol(?:ver¦ución¦verl\w+) | reparación | reparar\w* | garantía | sustitu\w+ | reembolso
    """
)
_RMA = re.compile(
    r"(?<![\w.@/-])(?:RMA(?![\w@]|\.\w|-?\d{4})|R\.M\.A\.)"
    r"|numero di (?:reso|rientro)|autorizzazione (?:al|di) (?:reso|rientro)|return number"
    r"|return (?:merchandise |material )?authori[sz]ation|r(?:ü|ue)cksende-?nummer",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"(?<!\w)(?:matricola|matr\.|seriale?|serial(?: n(?:umber|o\.?|r\.?))?|s/n|sn|seriennummer"
    r"|num[ée]ro de s[ée]rie|n[úu]mero de serie|n[º°] de s[ée]rie)[ .:#]{0,4}"
    r"(?=\w{0,8}\d)[\w/-]{5,24}(?!\w)",
    re.IGNORECASE,
)
# A telephone as a way to reach somebody is no goods.
_CALLING = phrases(
    r"""
    (?:al¦per¦via¦numero di¦recapito) telefon[oi]c? | (?:by¦over the¦on the¦via) phone
    phone (?:number¦call¦line¦bill¦book¦interview¦conversation¦conference¦company¦service)s?
    (?:call¦ring) (?:me on ¦us on )?(?:my¦our¦the) phone
    (?:am¦per) telefon | (?:par¦au) téléphone | (?:por¦al) teléfono | número de teléfono
    numéro de téléphone | telefonnummer\w* | (?:cell¦mobile¦smart) ?phones?
    """
)
_ASKS = phrases(
    r"""
    vorre\w+ | chied\w+ | richied\w+ | richiesta | potete | potreste | può | come (?:posso¦devo¦si)
    cosa (?:devo¦posso) | fate | mi (?:dite¦dica) | sapere | attend\w+ | please | can (?:you¦i¦we)
    could (?:you¦i¦we) | would like | how (?:do¦can¦to) | what (?:do¦should) (?:i¦we) | need
    do you | i want | request\w* | bitte | können sie | könnten sie | möchte\w* | wie kann
    brauche\w* | veuillez | pouvez-vous | pourriez-vous | je (?:voudrais¦souhaite) | comment
    merci de | nous (?:souhaitons¦voudrions) | por favor | pueden | podrían | quisiera | necesit\w+
    solicit\w+ | cómo | si può fare (?:qualcosa¦niente¦nulla) | can anything be done | can it be
    kann man (?:da )?(?:noch )?(?:et)?was | lässt sich (?:da )?(?:noch )?(?:et)?was | peut-on faire
    (?:se )?puede hacer algo
    """
)
_STATUS = phrases(
    r"""
    a che punto | quando (?:torna\w*¦arriva\w*¦sarà¦è pront\w+) | da voi (?:da¦dal)
    novità | (?:repair¦order) status
    have you received | when will | where is | wann (?:kommt¦ist¦bekomme\w*) | des nouvelles
    où en est | cuándo estará | noticias
    """
)
# What somebody writes who has something to sell, or looks for work.
_OFFERS = phrases(
    r"""
    (?:vi ¦le ¦noi )?offriamo | (?:vi ¦le )?propon(?:go¦iamo) | offerta commerciale | listino
    leads? | candidatura | curriculum | colloquio | tirocinio | fiera | sponsor\w*
    (?:we are )?(?:an? )?(?:manufacturer¦factory¦supplier) (?:of¦for¦since) | wholesale
    best price | moq | price list | catalogue | job application | my resume | vacancy | we offer
    our services | reply for quotation | hersteller von | bewerbung | lebenslauf | messestand
    fabricant de | candidature | fabricante de | proveedor(?:es)? de | currículum
    """
)
_BOUGHT = phrases(
    r"""
    comprat\w+ | acquistat\w+ | vendut\w+ | mi avete mandato | bought | purchased | you sold
    von ihnen | of yours | one of your | de chez vous
    (?:un )?vostr[oa] (?:telefon¦apparecch¦prodott)\w*
    gekauft | achetée?s? | comprad[oa]s? | compré | compramos
    """
)
# Programmers' mail: a patch, a trace, a listing.
_CODE = re.compile(
    r"^(?:diff --|@@ -\d|\+\+\+ |--- a/|Index: |#include\b|Signed-off-by:|Traceback \(most"
    r"|index [0-9a-f]{7,}\.\.)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Approach:
    """What is known of a stranger's mail. `text`: his words and what he passes on; `serials`: how
    many of its serials are ours or written as ours are; `elsewhere`: it answers somebody else's
    mail.
    """

    text: str
    subject: str = ""
    serials: int = 0
    elsewhere: bool = False


def approach_of(mail: Mail, reading: Reading, units: Sequence[UnitClaim], site: Site) -> Approach:
    """What a stranger's mail is judged by: his words, what he passes on, and its serials."""
    passed_on = (p.text for p in reading.passages if p.where in {"quoted", "rfc822"})
    return Approach(
        "\n".join((reading.body, *passed_on)),
        mail.subject,
        sum(_could_be_ours(unit, site) for unit in units),
        elsewhere=bool(mail.in_reply_to),
    )


def _could_be_ours(unit: UnitClaim, site: Site) -> bool:
    """True for a unit of the registry, one near it, and a serial written as ours are."""
    if unit.sold is not None or unit.suggested is not None:
        return True
    key = bare_key(unit.serial or "")
    return any(re.fullmatch(f.pattern, key) for f in site.serial_formats)


def asks_for_return(approach: Approach) -> bool:
    """True if the mail asks a desk for a return, a repair or how one stands: by a serial of ours,
    or by goods together with what is wrong or wanted, near each other.
    """
    if approach.serials:
        return True
    text = f"{approach.subject}.\n{approach.text[:_READ]}"
    if is_code(text):
        return False
    weight = _weight(text)
    weight -= 2 * approach.elsewhere + 2 * (len(approach.text) > _LONG)
    return weight >= _ENOUGH


def _wants_back(line: str) -> bool:
    """True for a sentence that speaks of a return or a repair."""
    return bool(_RETURN.search(line) or _RMA.search(line))


def is_code(text: str) -> bool:
    """True for a programmer's mail: a patch, a trace, a listing."""
    return _CODE.search(text) is not None


def _weight(text: str) -> int:
    """How much speaks for a request. Nothing does where no goods are spoken of."""
    text = _CALLING.sub(" ", text)
    goods, fault = _goods(text)
    if not goods or (not fault and _OFFERS.search(text)):
        return 0
    signs = (
        (_RMA.search(text), 3),
        (_RETURN.search(text), 2),
        (_SERIAL.search(text), 2),
        (_ASKS.search(text) or "?" in text, 1),
        (_STATUS.search(text), 1),
        (_BOUGHT.search(text), 1),
    )
    return goods + fault + sum(weight for found, weight in signs if found)


def _goods(text: str) -> tuple[int, int]:
    """What goods weigh that stand beside a fault or a return, and what that fault weighs."""
    lines = [text[s.start : s.end] for s in find_sentences(text)[:_SENTENCES]]
    goods = fault = 0
    for number, line in enumerate(lines):
        around = " ".join(lines[max(0, number - 1) : number + 2])
        wanted = _wants_back(around)
        ours = 2 if _GOODS.search(line) else int(_PHONE.search(line) is not None)
        named = ours or int(bool(_BARE.search(line) or _SERIAL.search(line)))
        if (ours and is_vague(around)) or (named and is_symptom(around)):
            goods, fault = max(goods, named), 2
        elif ours and (wanted or _STATUS.search(around)):
            goods = max(goods, ours)
        elif _wants_back(line) and (named or (_THING.search(line) and is_vague(around))):
            goods = max(goods, 1)
    return goods, fault
