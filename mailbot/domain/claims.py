"""The units a mail speaks of: from its words, tables, documents and pictures, each with its own
fault."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mailbot.domain.asides import is_aside
from mailbot.domain.documents import Chosen, chosen_rows, is_delivery_document, is_log
from mailbot.domain.faults import assign, assign_loose, sure_fault, whole_fault
from mailbot.domain.intent import UnitClaim
from mailbot.domain.mentions import Lens, Mention, find_mentions
from mailbot.domain.passages import Passage, Reading, Sheet
from mailbot.domain.products import find_family
from mailbot.domain.registry import bare_key
from mailbot.domain.segments import Spot
from mailbot.domain.serials import find_hits
from mailbot.domain.sheets import Row, is_about_units, read_rows, text_tables
from mailbot.domain.spotting import readings, shaped
from mailbot.domain.symptoms import is_symptom, is_vague
from mailbot.domain.unlabelled import Unlabelled, blanked, find_unlabelled
from mailbot.domain.workbooks import meant_sheets


@dataclass(slots=True)
class _Claims:
    """Units in the order they are met, each once."""

    lens: Lens
    most: int
    units: dict[str, UnitClaim] = field(default_factory=dict)
    nameless: list[UnitClaim] = field(default_factory=list)

    def add(self, mention: Mention, where: str, fault: str = "", product: str = "") -> None:
        """Take a unit in, or what is new about one that is known already."""
        key = mention.sold.key if mention.sold else bare_key(mention.serial)
        known = self.units.get(key)
        if known is not None:
            if not known.fault and fault:
                self.units[key] = replace(known, fault=fault)
            return
        if len(self.units) >= self.most:
            return
        self.units[key] = UnitClaim(
            serial=mention.serial,
            as_written=mention.written,
            where=where,
            sold=mention.sold,
            suggested=mention.suggested,
            fault=fault,
            product=mention.sold.product_name if mention.sold else product,
            third_party=mention.sold is not None and mention.sold.family == "third_party",
            confirm=where in ("quoted", "rfc822") or where.startswith("image:"),
        )

    def all(self) -> list[UnitClaim]:
        """The units, without near misses of units that are named rightly elsewhere."""
        right = {c.sold.key for c in self.units.values() if c.sold}
        kept = [c for c in self.units.values() if not (c.suggested and c.suggested.key in right)]
        return [*kept, *self.nameless]


def find_claims(reading: Reading, lens: Lens, most: int) -> list[UnitClaim]:
    """The units that the mail claims, with the words about each one's fault."""
    claims = _Claims(lens, most)
    _from_sheets(claims, reading)
    _from_own_words(claims, [p for p in reading.passages if p.own and not p.signature])
    _from_documents(claims, reading)
    _from_codes(claims, reading)
    if not claims.units:
        for passage in reading.passages:
            if passage.signature:
                _from_text(claims, passage, strict=True)
            elif not (passage.own or passage.document or _from_rows(claims, reading, passage)):
                _from_text(claims, passage)
    if not claims.units:
        _from_names(claims, reading)
    return _with_faults(claims, reading)


def _from_sheets(claims: _Claims, reading: Reading) -> None:
    sheets = meant_sheets(reading)
    named = [s for s in sheets if s.table.name and _names_sheet(reading.body, s.table.name)]
    here = {s.where for s in named}
    for sheet in [*named, *(s for s in sheets if s.where not in here)]:
        _from_sheet(claims, sheet)
    for passage in reading.passages:
        delivery = passage.document and is_delivery_document(passage.text, passage.where)
        if not delivery and not any(s.where == passage.where for s in reading.sheets):
            for table in text_tables(passage.text):
                _from_sheet(claims, Sheet(table, passage.where))


def _names_sheet(body: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.IGNORECASE) is not None


def _from_sheet(claims: _Claims, sheet: Sheet) -> None:
    rows = read_rows(sheet.table)
    named = False
    for row in rows:
        found = _row_mentions(claims.lens, row)
        named = named or bool(found)
        for mention in found:
            claims.add(mention, sheet.where, row.fault if _tells(row.fault) else "", row.product)
        told = row.fault or row.product or row.spoiled
        if not found and told and len(claims.nameless) < 50:
            claims.nameless += [
                UnitClaim(None, where=sheet.where, fault=row.fault, product=row.product)
            ] * row.quantity
    if named or is_about_units(sheet.table.rows):
        return
    for cells in sheet.table.rows[:2_000]:
        text = "\t".join(cells)
        for mention in find_mentions(text, claims.lens, strict=True):
            claims.add(mention, sheet.where, whole_fault(text))


def _tells(fault: str) -> bool:
    return bool(fault) and (is_symptom(fault) or not is_vague(fault))


def _row_mentions(lens: Lens, row: Row) -> list[Mention]:
    """The serials of a row: its serial cell, else its MAC; what is in no registry as it stands.
    Where neither has one, what of the registry stands in any other cell."""
    for cell in (row.serial, row.mac):
        if not cell:
            continue
        found = find_mentions(f"S/N {cell}", lens)
        if found:
            return found
        if any(c.isdigit() for c in cell) and len(bare_key(cell)) >= 5 and len(cell) <= 30:
            return [Mention(0, 0, cell, cell.upper())]
    return find_mentions("\t".join(row.cells)[:4_000], lens, strict=True)


def _from_rows(claims: _Claims, reading: Reading, passage: Passage) -> bool:
    """The units of a quoted list that the writer names by their row; False where he names none."""
    hits = find_hits(passage.text, claims.lens.found.sold)
    rows = chosen_rows(reading.body, passage.text, hits, alone=False) if len(hits) > 1 else []
    _claim_rows(claims, reading, rows, passage.where)
    return bool(rows)


def _claim_rows(claims: _Claims, reading: Reading, rows: Sequence[Chosen], where: str) -> None:
    spots = [Spot(r.start, r.end, r.unit) for r in rows]
    for row, fault in zip(rows, assign(reading.body, spots), strict=True):
        claims.add(Mention(0, 0, row.unit.serial, row.unit.serial, row.unit), where, fault)


def _from_own_words(claims: _Claims, passages: Sequence[Passage]) -> None:
    """Body and subject are read as one where both name units: `il gateway in oggetto`."""
    named = [p for p in passages if find_mentions(p.text, claims.lens)]
    if len(named) < 2:
        for passage in passages:
            _from_text(claims, passage)
        return
    text = ""
    pieces: list[tuple[Mention, str]] = []
    for passage in passages:
        kept = _kept(passage, claims.lens)
        pieces += [
            (replace(m, start=m.start + len(text), end=m.end + len(text)), passage.where)
            for m in kept
        ]
        text += f"{passage.text}\n\n"
    spots = [Spot(m.start, m.end, m.sold) for m, _ in pieces]
    _claim(claims, text, pieces, find_unlabelled(text, spots))


def _kept(passage: Passage, lens: Lens, *, strict: bool = False) -> list[Mention]:
    mentions = find_mentions(passage.text, lens, strict=strict)
    kept = [m for m in mentions if not is_aside(passage.text, m, mentions)]
    if not passage.own and not passage.document and any(m.sold for m in kept):
        return [m for m in kept if m.sold or m.suggested]  # the other things of a chain
    return kept


def _from_text(claims: _Claims, passage: Passage, *, strict: bool = False) -> None:
    kept = _kept(passage, claims.lens, strict=strict)
    spots = [Spot(m.start, m.end, m.sold) for m in kept]
    others = find_unlabelled(passage.text, spots) if passage.own else []
    _claim(claims, passage.text, [(m, passage.where) for m in kept], others)


def _claim(
    claims: _Claims,
    text: str,
    found: Sequence[tuple[Mention, str]],
    others: Sequence[Unlabelled],
) -> None:
    """Take in the units of a text, each with its fault, and those that have no serial."""
    spots = [Spot(m.start, m.end, m.sold) for m, _ in found]
    faults = assign(blanked(text, others), spots)
    for (mention, where), fault in zip(found, faults, strict=True):
        claims.add(mention, where, fault)
    for unit in others:
        fault = unit.told or faults[-1]
        claims.nameless += [UnitClaim(None, "", found[-1][1], fault=fault, product=unit.family)] * (
            unit.count
        )


def _from_documents(claims: _Claims, reading: Reading) -> None:
    for passage in reading.passages:
        if not passage.document:
            continue
        lens = claims.lens
        hits = find_hits(passage.text, lens.found.sold)
        if hits and is_delivery_document(passage.text, passage.where):
            rows = chosen_rows(reading.body, passage.text, hits, alone=not claims.units)
            _claim_rows(claims, reading, rows, passage.where)
        elif not is_log(passage.text):
            _from_text(claims, passage, strict=bool(text_tables(passage.text)))


def _from_codes(claims: _Claims, reading: Reading) -> None:
    for code, where in reading.codes:
        mentions = find_mentions(code, claims.lens, strict=True)
        if not mentions:
            for choices in readings(code):
                best = shaped(choices, claims.lens.formats)
                if best and len(best.key) == len(bare_key(code)):
                    mentions = [Mention(0, 0, code, code.upper())]
        for mention in mentions:
            claims.add(mention, where)


def _from_names(claims: _Claims, reading: Reading) -> None:
    for name, where in reading.names:
        for mention in find_mentions(name, claims.lens, strict=True):
            claims.add(mention, where)


def _with_faults(claims: _Claims, reading: Reading) -> list[UnitClaim]:
    """Faults for the units that have none yet, from words that stand apart from them."""
    units = claims.all()
    told = _told(reading)
    if not units:
        return _nameless(reading, told)
    if len(units) == 1:
        unit, own = units[0], next(told, "")
        weak = unit.where.startswith("attachment:") or not is_symptom(unit.fault)
        better = (weak and is_symptom(own)) or (unit.where == "subject" and own != "" and weak)
        return [replace(unit, fault=own) if better or not unit.fault else unit]
    if not any(u.fault for u in units):
        spots = [Spot(0, 0, u.sold) for u in units]
        for text in _texts(reading):
            faults = assign_loose(text, spots)
            if any(faults):
                return [replace(u, fault=f) for u, f in zip(units, faults, strict=True)]
    return units


def _texts(reading: Reading) -> Iterable[str]:
    own = [p.text for p in reading.passages if p.own and not p.signature]
    others = [p for p in reading.passages if not (p.own or p.document or p.where == "subject")]
    return [*own, *(p.text for p in others)]


def _told(reading: Reading) -> Iterator[str]:
    """The faults that the texts tell, the writer's own first; what only may be one comes last."""
    texts = list(_texts(reading))
    papers = [p.text for p in reading.passages if p.document and not is_log(p.text)]
    sure = [f for f in map(sure_fault, [*texts, *papers]) if f]
    return iter(sure or [f for f in map(whole_fault, texts) if f])


def _nameless(reading: Reading, told: Iterator[str]) -> list[UnitClaim]:
    """One unit without a serial, where the mail names a product or tells a fault."""
    fault = next(told, "")
    for text in _texts(reading):
        family = find_family(text)
        if family:
            return [UnitClaim(None, fault=fault, product=family)]
    return [UnitClaim(None, fault=fault)] if is_symptom(fault) else []
