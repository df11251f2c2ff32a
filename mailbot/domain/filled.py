"""Answers to what the desk asked: filled blanks, words beside the questions, or plain sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.asked import (
    FAULT_ASKED,
    QUESTION,
    SERIAL_ASKED,
    AskedUnit,
    asked_units,
    asks_fault,
)
from mailbot.domain.faults import assign_apart, whole_fault
from mailbot.domain.inline import inline_answers, with_inline
from mailbot.domain.intent import UnitClaim
from mailbot.domain.mentions import Lens, Mention, find_mentions
from mailbot.domain.passages import Reading
from mailbot.domain.phrases import phrases
from mailbot.domain.products import find_family, is_of
from mailbot.domain.proposals import picked_proposal
from mailbot.domain.registry import bare_key
from mailbot.domain.segments import Spot, named_by_product
from mailbot.domain.sentences import content_words, find_sentences
from mailbot.domain.symptoms import is_symptom, is_vague
from mailbot.domain.telling import hints
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
_OF_UNITS = frozenset({"serial", "fault", "triage"})
_BLANK = re.compile(
    r"^[ \t>]{0,20}(?:(?:unità |unit )?(\d{1,2})\s?[.):-]\s?)?("
    + "|".join(_FIELDS.values())
    + r")(?:\s?\([^)\n]{0,20}\))?\s?:[ \t]*([^\n]{0,600})$",
    re.IGNORECASE | re.MULTILINE,
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
    blanks = [b for b in blanks if b.field in _OF_UNITS and not _is_known(b, ticket)]
    asked = asked_units(reading, lens, ticket)
    named = any(u.serial for u in units)
    if blanks:
        units = _from_blanks(units, blanks, lens, ticket)
    elif pairs := inline_answers(reading):
        units = with_inline(units, pairs, lens)
    elif not named and (told := _told_of(reading.body, asked)):
        units = told
    elif _INLINE.search(reading.body) or (
        content_words(reading.body) < 3 and not is_symptom(reading.body)
    ):
        units = _from_lines(units, reading, lens)
    if not any(u.serial for u in units) and (picked := picked_proposal(reading, lens)):
        units = [replace(u, fault=units[0].fault if units else "") for u in picked]
    lacking = [u for u in asked if u.lacks_fault]
    if not units and (asks_fault(reading.quoted) or len(lacking) == 1):
        units = [UnitClaim(None, fault=_told(reading.body))]
    if len(lacking) == 1 and ticket is None and not _tells_of(units) and is_vague(reading.body):
        only = lacking[0]
        units = [UnitClaim(only.serial, where="quoted", sold=only.known)]  # spoken of, not told
    units = [u for u in units if u.serial or u.fault or u.number]
    if ticket is not None:
        return [_numbered(u, ticket, len(units)) for u in units]
    return [_of_the_question(u, reading, lens) for u in units]


def _tells_of(units: Sequence[UnitClaim]) -> bool:
    return any(u.serial or u.fault for u in units)


def _told(body: str) -> str:
    """The fault in an answer to the question for it: what tells one, else its first sentence that
    is neither courtesy, nor "later", nor "see below"."""
    sentences = (body[s.start : s.end].strip() for s in find_sentences(body[:5_000]))
    telling = (w for w in sentences if "?" not in w and hints(w))
    return whole_fault(body) or next((w for w in telling if not _points(w)), "")


def _points(sentence: str) -> bool:
    """True for `ho risposto in rosso sotto`, not for a LED that stays `in rosso`."""
    brief = len(sentence.split()) <= 8
    return brief and _INLINE.search(sentence) is not None and not is_symptom(sentence)


def _is_known(blank: Filled, ticket: Ticket | None) -> bool:
    """True for what our own letter had filled in."""
    units = [u for u in ticket.units if blank.unit in (0, u.number)] if ticket else []
    if blank.field == "serial":
        return bare_key(blank.value) in {bare_key(u.serial or "") for u in units}
    return blank.field == "fault" and blank.value in {u.fault for u in units}


def _told_of(body: str, asked: Sequence[AskedUnit]) -> list[UnitClaim]:
    """The faults of several units we asked about, told apart by their place or product: `il primo
    ..., il secondo ...`. Only those that have none yet."""
    if len(asked) < 2:
        return []
    faults = assign_apart(body, [Spot(0, 0, u.sold) for u in asked])
    return [
        UnitClaim(u.serial, where="quoted", sold=u.known, fault=fault, number=u.number)
        for u, fault in zip(asked, faults, strict=False)
        if fault and u.lacks_fault
    ]


def _from_blanks(
    units: Sequence[UnitClaim], blanks: Sequence[Filled], lens: Lens, ticket: Ticket | None
) -> list[UnitClaim]:
    out = [u for u in units if u.serial]
    for number in dict.fromkeys(b.unit for b in blanks):
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
    faults: list[tuple[str, str, list[Mention]]] = []
    for match in QUESTION.finditer(reading.quoted[:60_000]):
        line = match[1]
        if _NOT_ASKED.search(line):
            continue
        mentions = _named_in(line, lens)
        for mention in mentions:
            if all(not u.sold or not mention.sold or u.sold.key != mention.sold.key for u in out):
                out.append(
                    UnitClaim(
                        mention.serial, mention.written, "quoted", mention.sold, mention.suggested
                    )
                )
        head, colon, rest = line.partition(":")
        beside = bool(mentions) or (colon and FAULT_ASKED.search(head) is not None)
        told = rest if beside else FAULT_ASKED.sub(" ", line)
        told = line[mentions[-1].end :].lstrip(" :,;=-–—") if mentions else told
        if FAULT_ASKED.search(line) and (is_symptom(told) or (beside and hints(told))):
            words = _QUESTION_WORDS.sub("", told if beside else line).strip()
            faults.append((line, words, mentions))
    if not out and faults:
        return [UnitClaim(None, fault=words, product=find_family(q)) for q, words, _ in faults]
    for line, words, mentions in faults:
        spots = [Spot(0, 0, u.sold) for u in out]
        serials = {m.serial for m in mentions}
        mine = [i for i, u in enumerate(out) if u.serial in serials]
        named = mine or named_by_product(line, spots) or list(range(len(out)))
        out = [replace(u, fault=u.fault or words) if i in named else u for i, u in enumerate(out)]
    return out or list(units)


def _named_in(line: str, lens: Lens) -> list[Mention]:
    """The units that a line of our letter names: where it asks for a serial, also one of no
    registry, if it has digits enough to be no words of our own question."""
    if SERIAL_ASKED.search(line):
        found = find_mentions(line, lens)
        return [m for m in found if m.sold or sum(c.isdigit() for c in m.serial) >= 5]
    return find_mentions(line, lens, strict=True) if FAULT_ASKED.search(line) else []


_NOT_ASKED = re.compile(
    r"(?i)esempio|example|beispiel|exemple|ejemplo|non risulta|not (?:in|among)"
)
_QUESTION_WORDS = re.compile(
    r"(?i)^.{0,4}?(?:difetto|guasto|fault|fehler\w*|panne|avería)\s*(?::|de\S*\s\S+|of"
    r" the \S+)?\s*"
)


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
        if FAULT_ASKED.search(line):
            asked += [m for m in find_mentions(line, lens, strict=True) if m.sold]
    family = find_family(reading.body)
    fitting = [m for m in asked if is_of(m.sold, family)] or asked
    if len({m.serial for m in fitting}) != 1:
        return unit
    mention = fitting[0]
    return replace(
        unit, serial=mention.serial, as_written=mention.written, where="quoted", sold=mention.sold
    )
