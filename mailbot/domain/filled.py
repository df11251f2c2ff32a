"""Answers to what the desk asked: filled blanks, words beside the questions, or plain sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.faults import whole_fault
from mailbot.domain.intent import UnitClaim
from mailbot.domain.mentions import Lens, Mention, find_mentions
from mailbot.domain.passages import Reading
from mailbot.domain.phrases import phrases
from mailbot.domain.products import find_family, is_of
from mailbot.domain.registry import bare_key
from mailbot.domain.segments import Spot, named_by_product
from mailbot.domain.sentences import content_words
from mailbot.domain.symptoms import is_symptom
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

_FIELDS = {
    "serial": "seriale|serial|n\\. di serie|matricola|seriennummer|numéro de série|número de s"
    "erie|s/n",
    "fault": "difetto|guasto|fault|fehler|fehlerbeschreibung|panne|défaut|avería|fallo",
    "triage": "risposta|answer|antwort|réponse|respuesta",
    "technical_contact": "referente tecnico|technical contact|ansprechpartner|contact techniqu"
    "e|contacto técnico",
    "return_address": "indirizzo di reso|return address|rücksendeadresse|adresse de retour|dir"
    "ección de devolución",
    "purchase_proof": "prova di acquisto|proof of purchase|kaufbeleg|preuve d'achat|comprobant"
    "e de compra",
}
_BLANK = re.compile(
    r"^[ \t>]{0,20}(?:(?:unità |unit )?(\d{1,2})\s?[.):-]\s?)?("
    + "|".join(_FIELDS.values())
    + r")(?:\s?\([^)\n]{0,20}\))?\s?:[ \t]*([^\n]{0,600})$",
    re.IGNORECASE | re.MULTILINE,
)
_QUESTION = re.compile(
    r"^[ \t>]{0,20}(?:[-*•·]|\(?\d{1,2}[.)])\s{0,4}(\S[^\n]{0,600})$", re.MULTILINE
)
_INLINE = phrases(
    r"""
    (?:qui )?(?:sotto¦di seguito) | in (?:rosso¦blu¦verde¦grassetto¦calce) | nel testo
    tra le righe | inline | in line | below | underneath | in (?:red¦blue¦green¦bold)
    unten | siehe unten | in (?:rot¦blau¦grün) | im text | ci-dessous
    en (?:rouge¦bleu¦vert¦gras) | dans le texte | abajo | a continuación | en (?:rojo¦azul¦verde)
    debajo
    """
)
_SERIAL_ASKED = phrases(
    r"""
    numer[oi] di serie | n\. di serie | matricol[ae] | serial[ei]? | serial numbers? | s/n
    seriennummern? | numéros? de série | números? de serie
    """
)
_FAULT_ASKED = phrases(
    r"""
    difetto | guasto | descrizione del (?:difetto¦guasto¦problema) | fault
    description of the (?:fault¦problem) | symptoms? | fehlerbeschreibung | fehler
    beschreibung des fehlers
    panne | description de la panne | défaut | symptômes? | avería | fallo
    descripción (?:del fallo¦de la avería)
    """
)
_NEEDED = phrases(
    r"""
    mancan\w* | occorr\w+ | serv(?:e¦ono) | abbiamo bisogno | indic\w+ | fornir\w+ | need
    missing | please (?:send¦give¦tell¦provide) | benötigen | fehl(?:t¦en) | nennen sie
    bitte .{0,20}(?:mitteilen¦angeben)
    besoin | manque\w* | indiquer | merci de (?:nous )?(?:indiquer¦communiquer¦préciser)
    necesitamos | falta\w* | indiquen | faciliten
    """
)
_CANNOT = phrases(
    r"""
    (?:non¦nn) (?:lo ¦la ¦si )?(?:riesc\w+ a (?:legger¦trovar¦veder)\w+¦trov\w+¦legg\w+¦legge¦\
      è leggibile¦abbiamo¦ho) | illeggibile
    can(?:no¦')t (?:find¦read) | unreadable | not readable | nicht (?:lesbar¦auffindbar)
    illisible | ne (?:trouve¦lis) pas | ilegible | no (?:encuentro¦se lee)
    """
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank of our letter with what the partner wrote into it. `unit` 0: the whole ticket."""

    unit: int
    field: str
    value: str


def filled_blanks(text: str) -> list[Filled]:
    """The blanks of a letter of ours that are no longer blank; the unit's number where it
    stands there."""
    found = []
    for match in _BLANK.finditer(text[:60_000]):
        value = match[3].strip(" _\t>*")
        name = next(
            n for n, words in _FIELDS.items() if re.fullmatch(words, match[2], re.IGNORECASE)
        )
        if value and not set(value) <= set("_.- "):
            found.append(Filled(int(match[1] or 0), name, value))
        if len(found) == 200:
            break
    return found


def value_of(filled: Sequence[Filled], name: str) -> str:
    """What was written into the blank of this name, or an empty text."""
    return next((f.value for f in filled if f.field == name), "")


def answered_units(
    units: Sequence[UnitClaim], reading: Reading, lens: Lens, ticket: Ticket | None
) -> list[UnitClaim]:
    """The units of a mail that answers a letter of ours: those it names, and those it answers
    about."""
    blanks = filled_blanks(reading.quoted) or filled_blanks(reading.words.reply)
    if blanks:
        units = _from_blanks(units, blanks, lens, ticket)
    elif _INLINE.search(reading.body) or content_words(reading.body) < 3:
        units = _from_lines(units, reading, lens)
    if not units and _asks_fault(reading.quoted):
        units = [UnitClaim(None, fault=whole_fault(reading.body))]
    units = [u for u in units if u.serial or u.fault or u.number]
    if ticket is not None:
        return [_numbered(u, ticket, len(units)) for u in units]
    return [_of_the_question(u, reading, lens) for u in units]


def _from_blanks(
    units: Sequence[UnitClaim], blanks: Sequence[Filled], lens: Lens, ticket: Ticket | None
) -> list[UnitClaim]:
    out = [u for u in units if u.serial]
    for number in dict.fromkeys(b.unit for b in blanks if b.field in ("serial", "fault", "triage")):
        mine = {b.field: b.value for b in blanks if b.unit == number}
        known = ticket.unit(number) if ticket else None
        mention = _serial_of(mine.get("serial", ""), lens, known)
        fault = mine.get("fault") or mine.get("triage", "")
        claim = UnitClaim(
            serial=mention.serial if mention else known.serial if known else None,
            as_written=mention.written if mention else "",
            where="quoted",
            sold=mention.sold
            if mention
            else lens.found.sold.get(bare_key(known.serial or ""))
            if known
            else None,
            suggested=mention.suggested if mention else None,
            fault=fault,
            number=number or None,
        )
        same = [u for u in out if u.sold and claim.sold and u.sold.key == claim.sold.key]
        out = [u for u in out if u not in same] + [claim]
    return out


def _serial_of(value: str, lens: Lens, known: Unit | None) -> Mention | None:
    if not value:
        return None
    yes = re.match(
        r"(?i)\W*(?:s[iì]|yes|ja|oui|sí|ok|esatto|corretto|confermo|correct|right)\b", value
    )
    if yes and known and known.suggestion:
        unit = lens.found.sold.get(bare_key(known.suggestion))
        return Mention(0, 0, value, known.suggestion, unit)
    found = find_mentions(f"S/N {value}", lens)
    return found[0] if found else None


def _from_lines(units: Sequence[UnitClaim], reading: Reading, lens: Lens) -> list[UnitClaim]:
    """Answers written beside the questions of an unmarked quote (coloured answers)."""
    out = [u for u in units if u.serial]
    faults: list[str] = []
    for match in _QUESTION.finditer(reading.quoted[:60_000]):
        line = match[1]
        if re.search(
            r"(?i)esempio|example|beispiel|exemple|ejemplo|non risulta|not (?:in|among)", line
        ):
            continue
        mentions = find_mentions(line, lens) if _SERIAL_ASKED.search(line) else []
        for mention in mentions:
            if mention.sold is None and sum(c.isdigit() for c in mention.serial) < 5:
                continue  # words of our own question
            if all(not u.sold or not mention.sold or u.sold.key != mention.sold.key for u in out):
                out.append(
                    UnitClaim(
                        mention.serial, mention.written, "quoted", mention.sold, mention.suggested
                    )
                )
        if _FAULT_ASKED.search(line) and not mentions and is_symptom(_FAULT_ASKED.sub(" ", line)):
            faults.append(line)
    for line in faults:
        spots = [Spot(0, 0, u.sold) for u in out]
        named = named_by_product(line, spots) or list(range(len(out)))
        words = re.sub(
            r"(?i)^.{0,4}?(?:difetto|guasto|fault|fehler\w*|panne|avería)\s*(?::|de\S*\s\S+|of"
            r" the \S+)?\s*",
            "",
            line,
        )
        out = [replace(u, fault=u.fault or words) if i in named else u for i, u in enumerate(out)]
    return out or list(units)


def _asks_fault(quoted: str) -> bool:
    """True if an item of the quoted letter asks what is wrong."""
    return any(_FAULT_ASKED.search(m[1]) for m in _QUESTION.finditer(quoted[:60_000]))


def _numbered(unit: UnitClaim, ticket: Ticket, count: int) -> UnitClaim:
    """The claim with the number of the ticket's unit it is about, where that is plain."""
    if unit.number:
        return unit
    if unit.serial:
        keys = {bare_key(unit.serial)} | ({unit.suggested.key} if unit.suggested else set())
        same = [
            u
            for u in ticket.units
            if bare_key(u.serial or "") in keys or bare_key(u.suggestion or "") in keys
        ]
        open_ones = [u for u in ticket.units if not u.known or u.serial is None]
        fitting = same or (open_ones if len(open_ones) == 1 and count == 1 else [])
        return replace(unit, number=fitting[0].number) if len(fitting) == 1 else unit
    waiting = [u for u in ticket.units if not u.fault] or list(ticket.units)
    named = [
        u for u in waiting if unit.product and u.family == find_family(unit.product)
    ] or waiting
    return replace(unit, number=named[0].number) if len(named) == 1 else unit


def _of_the_question(unit: UnitClaim, reading: Reading, lens: Lens) -> UnitClaim:
    """A fault without a serial, for the unit whose fault our quoted letter asked for."""
    if unit.serial or not unit.fault:
        return unit
    asked = []
    for line in reading.quoted.split("\n")[:400]:
        if _FAULT_ASKED.search(line):
            asked += [m for m in find_mentions(line, lens, strict=True) if m.sold]
    family = find_family(reading.body)
    fitting = [m for m in asked if is_of(m.sold, family)] or asked
    if len({m.serial for m in fitting}) != 1:
        return unit
    mention = fitting[0]
    return replace(
        unit, serial=mention.serial, as_written=mention.written, where="quoted", sold=mention.sold
    )


def still_missing(
    units: Sequence[UnitClaim], reading: Reading, ticket: Ticket | None, lens: Lens
) -> tuple[str, ...]:
    """What the answer leaves open of what was asked: `serial`, `fault`."""
    given = {
        "serial": sum(u.serial is not None for u in units),
        "fault": sum(bool(u.fault) for u in units),
    }
    asked = _asked_of(ticket, units) if ticket else _asked_in(reading.quoted, lens)
    if (
        not ticket
        and not any(asked.values())
        and not given["serial"]
        and _CANNOT.search(reading.body)
    ):
        asked = {"serial": 1, "fault": 0}
    return tuple(name for name in ("serial", "fault") if asked[name] > given[name])


def _asked_of(ticket: Ticket, units: Sequence[UnitClaim]) -> dict[str, int]:
    serials = sum(u.serial is None or bool(u.suggestion and not u.known) for u in ticket.units)
    faults = sum(not u.fault for u in ticket.units)
    named = {u.number for u in units if u.serial}
    already = sum(u.number in named and bool(u.serial) and u.known for u in ticket.units)
    return {"serial": serials + already if serials else 0, "fault": faults}


def asks_something(quoted: str, lens: Lens) -> bool:
    """True if the letter of ours that is quoted asks for a serial or a fault."""
    return any(_asked_in(quoted, lens).values())


def _asked_in(quoted: str, lens: Lens) -> dict[str, int]:
    """How many serials and faults our quoted letter asked for."""
    asked = {"serial": 0, "fault": 0}
    needed = False
    for line in quoted.split("\n")[:400]:
        needed = needed or _NEEDED.search(line) is not None
        item = re.match(r"[ \t>]{0,20}(?:[-*•·]|\(?\d{1,2}[.)])\s", line)
        blank = re.search(r"_{3,}", line)
        if not (item or blank or _NEEDED.search(line)) or not needed:
            continue
        here = bool(find_mentions(line, lens, strict=True))
        if _FAULT_ASKED.search(line):
            asked["fault"] += 1
        elif _SERIAL_ASKED.search(line) and (not here or item):
            asked["serial"] += 1
    return asked
