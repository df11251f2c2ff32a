"""The words and lines by which mail programs of five languages mark quotes, forwards,
signatures."""

import re
from dataclasses import dataclass

from mailbot.domain.attributions import find_attribution
from mailbot.domain.phrases import beginnings, whole

# Programs write these in front of a block of headers. "Original" does not say who wrote it.
_ORIGINAL = (
    "messaggio originale",
    "original message",
    "original-nachricht",
    "originalnachricht",
    "ursprüngliche nachricht",
    "message d'origine",
    "message d’origine",
    "message original",
    "mensaje original",
    "originale nachricht",
    "original appointment",
)
_FORWARD = (
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "messaggio inoltrato da",
    "forwarded message",
    "forwarded by",
    "begin forwarded message",
    "weitergeleitete nachricht",
    "weitergeleitete mail",
    "anfang der weitergeleiteten nachricht",
    "beginn der weitergeleiteten nachricht",
    "message transféré",
    "message transfere",
    "début du message transféré",
    "début du message réexpédié",
    "mensaje reenviado",
    "inicio del mensaje reenviado",
    "inicio de mensaje reenviado",
)
_FROM = ("da", "from", "von", "de", "mittente", "absender", "expéditeur", "remitente")
_WHEN = (
    "inviato",
    "data",
    "sent",
    "date",
    "gesendet",
    "datum",
    "envoyé",
    "envoyé le",
    "enviado",
    "enviado el",
    "fecha",
    "data invio",
)
_TO = ("a", "to", "an", "à", "para", "destinatario", "destinatari", "empfänger", "destinataire")
_OTHER = ("cc", "ccn", "bcc", "kopie", "copia", "reply-to", "rispondi a", "importance", "priorità")
_SUBJECT = ("oggetto", "subject", "betreff", "objet", "asunto")
HEADER_KEYS = (
    dict.fromkeys(_FROM, "from")
    | dict.fromkeys(_WHEN, "when")
    | dict.fromkeys(_TO, "to")
    | dict.fromkeys(_OTHER, "other")
    | dict.fromkeys(_SUBJECT, "subject")
)

_HEADER = re.compile(r"\*{0,2}([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{0,14}?)\s?\*{0,2}\s?:\*{0,2}(?:\s|$)")
_RULE_SIGNS = "-_=*~\u2014\u2500"
_RULE = re.compile(r"[-_=*~\u2014\u2500 ]{2,}(.{0,60}?)[-_=*~\u2014\u2500: ]*$")
_BARE_RULE = re.compile(r"(?:_{10,}|-{20,})$")
_DEVICE = whole(
    """
    inviato (?:da¦dal¦con) | sent (?:from¦with¦via) | von mei | gesendet (?:von¦mit)
    envoyé (?:de¦depuis¦à partir) | enviado (?:desde¦con) | get outlook | ottieni outlook
    scarica outlook | télécharger outlook | obtener outlook | holen sie sich
    diese nachricht wurde von mei
    """,
    r"\w{0,3}\b.{0,60}",
)
_CLOSING = whole(
    """
    (?:in attesa di .{0,30}riscontro,? )?(?:porgo ¦porgiamo )?(?:i miei )?cordiali saluti
    (?:i )?(?:più )?(?:cordiali¦distinti¦migliori) saluti | cordialità | cordialmente
    saluti(?: cordiali)? | (?:un )?(?:cordiale )?saluto | buona (?:giornata¦serata) | buon lavoro
    ciao | a presto | grazie(?: mille)?,?(?: e)?(?: cordiali)? saluti | grazie e buon.{0,15}
    (?:kind ¦best ¦warm ¦many ¦kindest )?(?:regards¦wishes) | best | br | cheers | sincerely
    yours (?:sincerely¦faithfully¦truly) | thanks and (?:best ¦kind )?regards | take care
    many thanks | all the best | mit (?:besten ¦freundlichen )?(?:grüßen¦grüssen¦gruessen)
    mit freundlichem gruß | (?:freundliche ¦viele ¦beste ¦schöne ¦liebe )?grüße(?: aus \\w{1,20})?
    mfg | vg | lg | gruß | hochachtungsvoll | (?:vielen )?dank[e]? und (?:viele )?(?:grüße¦gruß)
    (?:bien )?cordialement(?: vôtre)? | salutations(?: distinguées)? | bien à vous
    (?:sincères¦meilleures) salutations | (?:un ¦reciba un )?(?:cordial )?saludos?(?: cordiales)?
    atentamente | (?:muchas )?gracias y (?:un )?saludos?
    """,
    r"[ ,.!:;]{0,4}",
)
_DISCLAIMER = beginnings(
    """
    [*\\s]{0,3}(?:avvertenz[ae]¦disclaimer¦informativa¦nota di riservatezza¦riservatezza)
    [*\\s]{0,3}(?:avviso¦nota¦notice¦legal notice¦clausola¦aviso¦avis¦avertissement¦hinweis¦achtung)
    [*\\s]{0,3}(?:wichtiger¦rechtlicher) hinweis | haftungsausschluss | datenschutz | gdpr
    clausule | protección de datos | confidenti\\w+ | il contenuto di | the contents? of
    le (?:présent¦contenu) | el (?:presente¦contenido) | tutela della privacy | d\\.? ?lgs
    ai sensi de | (?:questo¦il presente) messaggio | la presente (?:comunicazione¦e-?mail)
    le informazioni contenute | questa e-?mail | prima di stampare | rispetta l'ambiente
    confidential | privacy | this (?:e-?mail¦message¦communication) | the information
    please consider the environment | if you (?:are not¦have received this) | any views
    diese (?:e-?mail¦nachricht) | der inhalt dieser | vertraulich
    ce (?:message¦courriel¦mail) | les informations contenues | avant d'imprimer
    este (?:mensaje¦correo) | la información contenida | aviso legal | antes de imprimir
    """
)
_LEGAL = re.compile(
    r"riservat|confidenz|confidential|privileg|destinatari|intended|vertraulich|confidentiel|gdpr|"
    r"679/2016|196/2003|environment|ambiente|stampar|print|imprim|segreto|"
    r"received .{0,30}in error|per errore|irrtümlich|par erreur|por error",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s{0,4}(?:re|r|aw|antw|antwort|rif|ref|sv|res|rép|i|fw|fwd|wg|tr|rv|inoltro|enc)(?:\[\d"
    r"{1,3}\])?\s?:",
    re.IGNORECASE,
)
_FORWARD_PREFIX = re.compile(r"^\s{0,4}(?:i|fw|fwd|wg|tr|rv|inoltro|enc)\s?:", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a quote begins: how many lines its announcement takes, and what it says."""

    lines: int
    forward: bool = False  # the program says it was forwarded
    headers: bool = False  # a block of headers
    author: str = ""  # the address of the writer of what follows, as far as it is named


def is_forward_subject(subject: str) -> bool:
    """True if the outermost prefix of a subject says that the mail was passed on."""
    return _FORWARD_PREFIX.match(subject[:200]) is not None


def plain_subject(subject: str) -> str:
    """The subject without the reply and forward prefixes of any language (mail-layer 15)."""
    text = " ".join(subject[:2000].split())
    for _ in range(20):
        match = _PREFIX.match(text)
        if match is None:
            break
        text = text[match.end() :].lstrip()
    return text


def header_key(line: str) -> str | None:
    """The role of a line of a header block (`from`, `when`, `to`, `subject`, `other`), or None."""
    match = _HEADER.match(line[:200])
    return HEADER_KEYS.get(match[1].strip().lower()) if match else None


def find_addresses(text: str) -> tuple[str, ...]:
    """The mail addresses in a text, lower case, in order; bounded."""
    return tuple(m[0].lower() for m in _ADDRESS.finditer(text[:4_000]))[:20]


def is_device_line(line: str) -> bool:
    """True for `Sent from my iPhone` and its kin."""
    return 8 <= len(line) <= 90 and _DEVICE.match(line) is not None


def is_closing(line: str) -> bool:
    """True for a line that is nothing but a farewell."""
    return 2 <= len(line) <= 70 and _CLOSING.match(line) is not None


def is_disclaimer(line: str, further: str = "") -> bool:
    """True for the first line of a legal notice; `further` are the words of the lines after it."""
    return (
        len(line) >= 8
        and _DISCLAIMER.match(line[:200]) is not None
        and bool(_LEGAL.search(f"{line[:600]} {further[:600]}"))
    )


def _rule_words(line: str) -> str | None:
    if len(line) > 160 or not line.strip(_RULE_SIGNS):
        return None
    match = _RULE.match(line)
    return match[1].strip(" -_=*~:").lower() if match else None


def find_opening(lines: list[str], at: int) -> Opening | None:
    """What announces a quote or a forward at this line, or None. `lines` are stripped."""
    line = lines[at]
    ruled = line[0] in _RULE_SIGNS
    if ruled or ":" in line:
        words = _rule_words(line) if ruled else line[:80].rstrip(" :").lower()
        if words and words.startswith(_FORWARD):
            return _with_headers(lines, at + 1, Opening(1, forward=True))
        if words and ruled and words.startswith(_ORIGINAL):
            return _with_headers(lines, at + 1, Opening(1))
        bare = _BARE_RULE.match(line) is not None
        block = _with_headers(lines, at + bare, Opening(int(bare)))
        if block.headers:
            return block
    found = find_attribution(lines, at)
    if found is None:
        return None
    addresses = find_addresses(found.text)
    return Opening(found.lines, author=addresses[-1] if addresses else "")


def _with_headers(lines: list[str], at: int, opening: Opening) -> Opening:
    """The opening with the header block that follows: three of the four roles or more."""
    roles: set[str] = set()
    sender = -1  # the line that names him
    end = at
    blanks = 0
    index = at
    while index < min(at + 16, len(lines)):
        line = lines[index]
        key = header_key(line) if line else None
        if not line:
            if roles or blanks:
                break
            blanks += 1
        elif key is None:
            # A wrapped header goes on for a line or two; anything else ends the block.
            if not roles or index - end >= 2:
                break
        elif key in roles and key != "other":
            break
        else:
            if key == "from":
                sender = index
            roles.add(key)
            end = index + 1
        index += 1
    if len(roles - {"other"}) < 3 or "from" not in roles:
        return opening
    author = next(iter(find_addresses(" ".join(lines[sender : sender + 2]))), "")
    # A person's own lines "Da: Milano", "A: Roma" are no header block: no address and no subject.
    if not (author or "subject" in roles):
        return opening
    return Opening(opening.lines + end - at, opening.forward, headers=True, author=author)
