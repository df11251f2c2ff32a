"""The serials a text names, judged by the registry: known, near to a known one, unknown,
abbreviated."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mailbot.domain.endings import Ending, find_endings
from mailbot.domain.intent import Found
from mailbot.domain.near import completed, likely, nearest, spread
from mailbot.domain.registry import TAIL, SoldUnit
from mailbot.domain.serials import SHORTEST, Hit, Written, find_hits
from mailbot.domain.site import SerialFormat
from mailbot.domain.spotting import (
    Labelled,
    find_continued,
    find_labelled,
    find_range_end,
    glued,
    holds_words,
    is_friend,
    is_negated,
    nearly_shaped,
    readings,
    shaped,
)

_MOST = 400  # mentions of one text; more than Limits.serials by default
_IP_ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2}")  # or a version
_SHORT_KEY = 8  # shorter serials are believed only where nothing speaks against it


@dataclass(frozen=True, slots=True)
class Mention:
    """A serial as a text names it. `serial` is the registry's spelling, else the writer's in
    upper case."""

    start: int
    end: int
    written: str
    serial: str
    sold: SoldUnit | None = None
    suggested: SoldUnit | None = None


@dataclass(frozen=True, slots=True)
class Lens:
    """What is known when a text is read: the look-ups, whose units may be proposed, the
    vendor's shapes."""

    found: Found
    buyers: Collection[str] = frozenset()
    formats: Sequence[SerialFormat] = ()
    near: Mapping[str, SoldUnit] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    # What was found before: a text may say the same ten thousand times, and is asked for twice.
    _read: dict[tuple[str, bool], list[Mention]] = field(default_factory=dict)
    _before: dict[tuple[str, bool], tuple[SoldUnit, ...]] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        found: Found,
        buyers: Collection[str],
        formats: Sequence[SerialFormat],
        bases: Iterable[str] = (),
    ) -> "Lens":
        """A lens whose near serials are those that the buyers bought."""
        near = {unit.key: unit for unit in found.sold.values() if unit.sold_to in buyers}
        return cls(found, buyers, formats, near, tuple(bases))

    def nearby(self, key: str, *, labelled: bool) -> tuple[SoldUnit, ...]:
        """The units of the asker near to a key. Without a label only what is easily misread, or
        near to the vendor's shape."""
        if not self.near:
            return ()
        if (key, labelled) not in self._before:
            keys = [] if labelled else [k for k in likely(key) if k in self.near]
            if not keys and (labelled or nearly_shaped(key, self.formats)):
                keys = nearest(key, self.near)
            units = {k: self.near[k] for k in keys}
            self._before[key, labelled] = tuple(units.values())
        return self._before[key, labelled]


def find_mentions(text: str, lens: Lens, *, strict: bool = False) -> list[Mention]:
    """The serials that the text names, in order, each place once.

    `strict` leaves out what is not in the registry (signatures, lists of other things).
    """
    if (text, strict) not in lens._read:
        lens._read[text, strict] = _find_mentions(text, lens, strict=strict)
    return list(lens._read[text, strict])


def _find_mentions(text: str, lens: Lens, *, strict: bool) -> list[Mention]:
    taken = _Taken(len(text))
    written = readings(text)
    for hit in find_hits(text, lens.found.sold, written):
        brief = len(hit.unit.key) < _SHORT_KEY
        if not is_negated(text, hit.start) and not (brief and is_friend(text, hit.start)):
            taken.add(_known(text, hit))
    if not strict:
        for item in find_labelled(text, written):
            taken.add(_labelled(text, item, lens, taken))
        for choices in written:
            if not taken.full:
                taken.add(_unlabelled(text, choices, lens, taken))
    for mention in list(_abbreviated(text, lens, taken.mentions)):
        taken.add(mention)
    return sorted(taken.mentions, key=lambda m: (m.start, m.end))


class _Taken:
    """The mentions so far, and which characters of the text they cover."""

    def __init__(self, length: int) -> None:
        self.mentions: list[Mention] = []
        self._covered = bytearray(length + 1)

    @property
    def full(self) -> bool:
        """True when no further mention is kept."""
        return len(self.mentions) >= _MOST

    def add(self, mention: Mention | None) -> None:
        """Keep a mention."""
        if mention is not None and not self.full:
            self.mentions.append(mention)
            size = mention.end - mention.start
            self._covered[mention.start : mention.end] = b"\x01" * size

    def covers(self, written: Written) -> bool:
        """True if a mention stands on part of this place."""
        return 1 in self._covered[written.start : written.end]


def _known(text: str, hit: Hit) -> Mention:
    return Mention(
        hit.start, hit.end, " ".join(text[hit.start : hit.end].split()), hit.unit.serial, hit.unit
    )


def _unknown(text: str, written: Written, near: SoldUnit | None) -> Mention:
    words = written.of(text)
    return Mention(written.start, written.end, words, words.upper(), suggested=near)


def _labelled(text: str, item: Labelled, lens: Lens, taken: _Taken) -> Mention | None:
    choices = [w for w in item.choices if not taken.covers(w)]
    if not choices or taken.covers(item.choices[-1]) or is_negated(text, item.start):
        return None
    if item.mac:
        choices = [w for w in choices if _is_mac(w.key)]
        return _unknown(text, choices[0], None) if choices else None
    best = shaped(choices, lens.formats)
    near = _near(best, lens) if best else None
    if best is None:
        best, near = next(
            ((w, n) for w in choices if (n := _near(w, lens))), (glued(text, choices), None)
        )
        if near is None and holds_words(text[best.start : best.end]):
            return None
    if not item.strong and near is None and shaped([best], lens.formats) is None:
        return None
    return _unknown(text, best, near) if SHORTEST <= len(best.key) <= 20 else None


def _is_mac(key: str) -> bool:
    return len(key) == 12 and all(c in "0123456789ABCDEF" for c in key)


def _near(written: Written, lens: Lens) -> SoldUnit | None:
    """The one unit of the asker that is near to what was written; several are no proposal."""
    found = lens.nearby(written.key, labelled=True)
    return found[0] if len(found) == 1 else None


def _unlabelled(text: str, choices: Sequence[Written], lens: Lens, taken: _Taken) -> Mention | None:
    if taken.covers(choices[-1]):
        return None
    free = [w for w in choices if not taken.covers(w)]
    found = _shaped_or_near(text, free, lens)
    # The dear questions last: most numbers of a mail are nothing to us anyway.
    if found is None or is_friend(text, free[0].start) or is_negated(text, free[0].start):
        return None
    return _unknown(text, *found)


def _shaped_or_near(
    text: str, free: Sequence[Written], lens: Lens
) -> tuple[Written, SoldUnit | None] | None:
    """The reading of the vendor's shape, or near to one unit of the asker, with that unit."""
    best = shaped(free, lens.formats)
    if best and not _IP_ADDRESS.search(text[best.start : best.end + 4]):
        return best, _near(best, lens)
    for written in free:
        tight = not any(c.isspace() for c in text[written.start : written.end])
        units = lens.nearby(written.key, labelled=False) if tight and is_mixed(written.key) else ()
        if len(units) == 1:
            return written, units[0]
    return None


def is_mixed(key: str) -> bool:
    """True for letters and digits together, or a long number: what serials look like."""
    if key.isdigit():
        return len(key) >= 14
    return sum(c.isdigit() for c in key) >= 2 and len(key) >= SHORTEST


def _abbreviated(text: str, lens: Lens, taken: Sequence[Mention]) -> Iterable[Mention]:
    """Endings, lists of endings and ranges that complete to units of one buyer."""
    bases = {m.sold.key: m.sold for m in taken if m.sold}
    done = {m.sold.key for m in taken if m.sold}
    loose = list(find_endings(text))
    for mention in taken:
        if mention.sold is None:
            continue
        loose += find_continued(text, mention.end)
        for unit, ending in _range(text, mention, lens):
            if unit.key not in done:
                done.add(unit.key)
                yield _completed_mention(text, ending, unit)
    for ending in loose:
        if is_negated(text, ending.start) or any(m.start <= ending.start < m.end for m in taken):
            continue
        found = _complete(ending, lens, bases)
        if found is None and _is_sure(ending, loose, lens):
            found = _by_tail(ending, lens)
        if found and found.key not in done:
            done.add(found.key)
            yield _completed_mention(text, ending, found)


def _completed_mention(text: str, ending: Ending, unit: SoldUnit) -> Mention:
    return Mention(
        ending.start, ending.end, text[ending.start : ending.end].strip(), unit.serial, unit
    )


def _complete(ending: Ending, lens: Lens, bases: Mapping[str, SoldUnit]) -> SoldUnit | None:
    buyers = {u.sold_to for u in bases.values()} | set(lens.buyers)
    units = {
        unit.key: unit
        for key in completed(ending.key, [*bases, *lens.bases])
        if (unit := lens.found.sold.get(key)) and unit.key == key and unit.sold_to in buyers
    }
    return next(iter(units.values())) if len(units) == 1 else None


def _is_sure(ending: Ending, all_of_text: Sequence[Ending], lens: Lens) -> bool:
    """True if an ending may be looked up by itself: five characters, or four in a list of which
    the words say that they are endings and all of which are of the asker's units."""
    if ending.group < 0:
        return len(ending.key) > TAIL
    group = [e for e in all_of_text if e.group == ending.group]
    return all(len(e.key) >= TAIL and _by_tail(e, lens) for e in group)


def _by_tail(ending: Ending, lens: Lens) -> SoldUnit | None:
    """The one unit of the asker that ends so."""
    some = lens.found.tails.get(ending.key[-TAIL:], ())
    units = {u.key: u for u in some if u.key.endswith(ending.key) and u.sold_to in lens.buyers}
    return next(iter(units.values())) if len(units) == 1 else None


def _range(text: str, mention: Mention, lens: Lens) -> Iterable[tuple[SoldUnit, Ending]]:
    end = find_range_end(text, mention.end)
    if end is None or mention.sold is None:
        return []
    first = mention.sold
    last = end.key if len(end.key) >= len(first.key) else first.key[: -len(end.key)] + end.key
    units = [lens.found.sold.get(key) for key in spread((first.key, last))]
    known = [u for u in units if u is not None and u.sold_to == first.sold_to]
    return [(u, end) for u in known] if units and len(known) == len(units) else []
