"""What a letter of ours asked for, and what of it an answer leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.domain.intent import UnitClaim
from mailbot.domain.lifecycle import missing_fields
from mailbot.domain.mentions import Lens, find_mentions
from mailbot.domain.passages import Reading
from mailbot.domain.phrases import phrases
from mailbot.domain.registry import SoldUnit, bare_key
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

# An item of a letter: one thing asked.
QUESTION = re.compile(
    r"^[ \t>]{0,20}(?:[-*•·]|\(?\d{1,2}[.)])\s{0,4}(\S[^\n]{0,600})$", re.MULTILINE
)
SERIAL_ASKED = phrases(
    r"""
    numer[oi] di serie | n\. di serie | matricol[ae] | serial[ei]? | serial numbers? | s/n
    seriennummern? | numéros? de série | números? de serie
    """
)
FAULT_ASKED = phrases(
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
    manca | mancan\w* | occorr\w+ | serv(?:e¦ono) | abbiamo bisogno | indic\w+ | fornir\w+ | need
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


def asks_fault(quoted: str) -> bool:
    """True if an item of the quoted letter asks what is wrong."""
    return any(FAULT_ASKED.search(m[1]) for m in QUESTION.finditer(quoted[:60_000]))


def still_missing(
    units: Sequence[UnitClaim], reading: Reading, ticket: Ticket | None, lens: Lens
) -> tuple[str, ...]:
    """What the answer leaves open of what was asked: `serial`, `fault`."""
    known = _serials_known(reading.quoted, lens)
    given = {
        "serial": sum(u.serial is not None and bare_key(u.serial) not in known for u in units),
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


def _serials_known(quoted: str, lens: Lens) -> set[str]:
    """The serials that our letter itself gives where it asks for a fault."""
    lines = [x for x in quoted.split("\n")[:400] if FAULT_ASKED.search(x)]
    return {m.sold.key for x in lines for m in find_mentions(x, lens, strict=True) if m.sold}


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
        if FAULT_ASKED.search(line):
            asked["fault"] += 1
        elif SERIAL_ASKED.search(line) and (not here or item):
            asked["serial"] += _how_many(line)
    return asked


_COUNT = re.compile(
    r"\b(?:(due|two|zwei|beiden|deux|dos|2)|(tre|three|drei|trois|tres|3)|(quattro|four|vier|quatre"
    r"|cuatro|4))\s(?!sim\b|bri\b|pri\b|port|canal|kan)[^\W\d_]",
    re.IGNORECASE,
)


def _how_many(line: str) -> int:
    """How many units an item of our letter speaks of: `numero di serie dei due telefoni`."""
    match = _COUNT.search(line)
    return (2 if match[1] else 3 if match[2] else 4) if match else 1


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit of our letter. `sold` is what words can call it by, `known` its row of the registry;
    `number` in the ticket, if the desk has that."""

    serial: str | None
    sold: SoldUnit | None
    lacks_fault: bool
    known: SoldUnit | None = None
    number: int | None = None


def asked_units(reading: Reading, lens: Lens, ticket: Ticket | None) -> list[AskedUnit]:
    """The units that our letter was about: those of the ticket, else those it names where it asks
    for a fault."""
    if ticket is not None:
        return [
            AskedUnit(u.serial, _sold_like(u), "fault" in missing_fields(u), None, u.number)
            for u in ticket.units
        ]
    found: dict[str, AskedUnit] = {}
    for line in reading.quoted.split("\n")[:400]:
        if not FAULT_ASKED.search(line):
            continue
        for mention in find_mentions(line, lens, strict=True):
            unit = AskedUnit(mention.serial, mention.sold, True, mention.sold)
            found.setdefault(mention.serial, unit)
    return list(found.values())


def _sold_like(unit: Unit) -> SoldUnit | None:
    """What the words of an answer can call the unit by: its family and product."""
    if not unit.family:
        return None
    return SoldUnit(
        serial=unit.serial or "",
        mac="",
        product_code=unit.product_code,
        product_name=unit.product,
        family=unit.family,
        channel="",
        sold_to="",
        delivered_on=None,
        licensed_on=None,
    )
