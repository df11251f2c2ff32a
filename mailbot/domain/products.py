"""What people call the products, in five languages, and which family they mean."""

import re
from collections.abc import Mapping

from mailbot.domain.phrases import phrases
from mailbot.domain.registry import SoldUnit

# In this order: "alimentatore del telefono" is a power supply, "gateway GSM" no ISDN gateway.
FAMILIES: Mapping[str, re.Pattern[str]] = {
    "power_supply": phrases(
        """
        alimentator[ei] | power suppl(?:y¦ies) | power adapters? | power brick | psus?
        ac adapters?
        netzteile?s? | netzgeräte? | stromversorgung | alimentations? | bloc(?:s)? secteur
        chargeur
        fuentes? (?:de alimentación)? | adaptador(?:es)? de corriente | trasformator[ei]
        """
    ),
    "headset": phrases(
        """
        cuffi[ae] | cuffiett[ae] | headsets? | auricolar[ei] | kopfhörer | casques? | micro-casques?
        auriculares? | cascos | hs ?[79]0
        """
    ),
    "fax_server": phrases(
        """
        fax server | server fax | voifax(?: server)?(?: s\\d)? | faxserver | serveur fax
        servidor de fax
        """
    ),
    "gsm_gateway": phrases(
        """
        gateway gsm(?: \\d)? | gsm[- ]?gateways?(?: \\d)? | gw gsm | gsm gw | passerelle gsm
        pasarela gsm | gsm gtw | gg[48] | gateway (?:a )?\\d sim | gsm \\d sim
        """
    ),
    "fxs_adapter": phrases(
        """
        (?:adattator[ei]¦convertitor[ei]¦scatolin[oi])(?: \\w+)? (?:fxs¦analogic[oi]¦fax)
        adattator[ei]
        fxs[- ]?(?:adapters?¦adattator[ei]¦gateways?)? | (?:fxs ¦analog(?:ue)? )?adapters? | ata
        adaptateurs?(?: fxs¦ analogique)? | adaptador(?:es)?(?: fxs)? | gateway fxs | analogadapter
        """
    ),
    "isdn_gateway": phrases(
        """
        gateway (?:isdn¦bri¦pri) | (?:isdn¦bri¦pri)[- ]?(?:gateways?¦gw)(?: \\d)?
        gw (?:isdn¦bri¦pri)
        passerelle (?:isdn¦rnis¦bri¦pri) | pasarela (?:isdn¦rdsi¦bri¦pri) | ip1 | ig4 | borchia
        """
    ),
    "pbx": phrases(
        """
        orchestra(?: pbx)?(?: \\d+)? | centralin[oi] | central[ei] telefonic[ahe]+ | centrali?
        pbx(?:es)? | ip ?pbx
        telefonanlagen? | tk-anlagen? | anlage | autocommutateur | standard téléphonique
        (?:le ¦du ¦au ¦notre ¦un )standard
        centralita
        """
    ),
    "third_party": phrases(
        """
        aurastone(?: ups)?(?: \\d+)? | ups | polarix(?: \\w+){0,3} | netlane(?: \\S+)?
        gruppo di continuità
        usv | onduleur | sai | conference unit | switch
        """
    ),
    "ip_phone": phrases(
        """
        telefon[oi](?: ip)?(?: a colori)? | ip[- ]?phones?(?: \\d{3}\\w?)?
        (?:desk ?¦colour ¦color )?phones? | telefone?s?
        ip-telefone? | tischtelefone? | téléphones?(?: ip)? | teléfonos?(?: ip)?
        apparecchi[o]? telefonic[oi]
        (?:3[135]0)c? | cordless | (?:i¦il) 3[135]0c? | 350 colou?r | postes? (?:ip¦téléphonique)
        """
    ),
    "gateway": phrases("gateways? | passerelles? | pasarelas? | gtw | gw"),
}

# Other names that a registry may use for the families.
_ALIASES = {
    "phone": "ip_phone",
    "phone3p": "ip_phone",
    "dect": "ip_phone",
    "fax": "fax_server",
    "gsm": "gsm_gateway",
    "gw": "isdn_gateway",
    "acc": "power_supply",
}
_MODEL = re.compile(r"(?<!\w)(?:VS-)?([A-Z]{2,4}-?\d{1,4}[A-Z]?|\d{2,3}C?)(?!\w)")


def find_family(text: str) -> str:
    """The family the text speaks of first, or an empty text. `gateway` stands for any gateway."""
    best: tuple[int, int, str] | None = None
    for rank, (family, pattern) in enumerate(FAMILIES.items()):
        match = pattern.search(text)
        if match and (best is None or (match.start(), rank) < best[:2]):
            best = (match.start(), rank, family)
    return best[2] if best else ""


# How large a product is: `a due porte`, `8 SIM`, `4 BRI`.
_SIZE = phrases(
    r"""
    (?:a ¦da ¦con ¦de ¦à ¦mit ¦with )?(?:\d{1,2}¦mono¦due¦tre¦quattro¦sei¦otto¦two¦four¦eight¦zwei¦\
      vier¦acht¦deux¦quatre¦huit¦dos¦cuatro¦ocho)[- ]?(?:port[aeis]*¦ports?¦canal\w*¦channels?¦\
      kanäle¦lin\w+¦sim¦bri¦pri¦fxs¦fxo¦anschlüsse¦puertos¦canaux)
    """
)


def without_products(text: str) -> str:
    """The text without the words for products."""
    text = _SIZE.sub(" ", text)
    for pattern in FAMILIES.values():
        text = pattern.sub(" ", text)
    return text


def is_of(unit: SoldUnit | None, family: str, text: str = "") -> bool:
    """True if the words could mean this unit: its family, and its model where one is named."""
    if unit is None:
        return False
    own = _ALIASES.get(unit.family, unit.family)
    fits = is_family(own, family) or (family == "gateway" and own == "fxs_adapter")
    return fits and _model_fits(unit, text)


def is_family(name: str, family: str) -> bool:
    """True if the name of a family in a registry means this family; `gateway` is any gateway."""
    own = _ALIASES.get(name, name)
    return "gateway" in own if family == "gateway" else own == family


def _model_fits(unit: SoldUnit, text: str) -> bool:
    named = {m[1].upper() for m in _MODEL.finditer(text.upper())}
    name = f"{unit.product_name} {unit.product_code}".upper()
    own = set(re.findall(r"[A-Z0-9]+", name))
    numbers = {n for n in named if n.rstrip("C").isdigit() and 2 <= len(n.rstrip("C")) <= 3}
    return not numbers or any(n in own or n.rstrip("C") in own for n in numbers)
