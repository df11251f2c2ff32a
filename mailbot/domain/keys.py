"""What a mail could mean, named before anything is looked up (architecture: look-ups without
I/O)."""

from collections.abc import Iterable
from dataclasses import replace

from mailbot.domain.endings import find_endings
from mailbot.domain.intent import Keys
from mailbot.domain.mail import Mail
from mailbot.domain.mentions import is_mixed
from mailbot.domain.near import completed, likely, possible, spread
from mailbot.domain.orders import read_orders
from mailbot.domain.passages import Reading, lay_out
from mailbot.domain.quotemarks import find_addresses
from mailbot.domain.references import named_references
from mailbot.domain.registry import TAIL
from mailbot.domain.serials import Written
from mailbot.domain.sheets import read_rows, text_tables
from mailbot.domain.site import Site
from mailbot.domain.spotting import (
    find_continued,
    find_labelled,
    find_range_end,
    glued,
    is_friend,
    nearly_shaped,
    readings,
    shaped,
)

_EXACT = 8_000  # keys as written
_NEAR = 16_000  # their variants
_CLOSE = 40  # serials whose every slip is looked up
_BASES = 40
_LISTS = 400  # places of whole serials after which a list is looked for


class _Naming:
    """Collects keys within the bounds."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.exact: dict[str, None] = {}
        self.near: dict[str, None] = {}
        self.tails: dict[str, None] = {}
        self.bases: dict[str, None] = {}
        self.endings: dict[str, None] = {}
        self.close = 0
        self.tried: set[tuple[str, bool]] = set()
        self.loosened: set[str] = set()
        self.lists = 0

    def add(self, keys: Iterable[str]) -> None:
        for key in keys:
            if len(self.exact) >= _EXACT:
                return
            self.exact[key] = None

    def add_near(self, key: str, *, every: bool) -> None:
        # A text that says the same again and again is read once.
        if (key, every) in self.tried or len(self.near) >= _NEAR:
            return
        self.tried.add((key, every))
        if every:
            self.close += 1
        variants = possible(key) if every and self.close <= _CLOSE else likely(key)
        for variant in variants:
            if len(self.near) >= _NEAR:
                return
            self.near[variant] = None

    def read(self, text: str, *, judge: bool = True) -> None:
        """The keys of one text; `judge`: also what is near to its serials."""
        written = readings(text)
        for choices in written:
            self.add(w.key for w in choices)
        if not judge:
            return
        for item in find_labelled(text, written):
            best = shaped(item.choices, self.site.serial_formats)
            for choice in {best} if best else {glued(text, item.choices), *item.choices[-2:]}:
                self.add_near(choice.key, every=item.strong or best is not None)
                self.base(text, choice)
        for choices in written:
            self.loose(text, choices)
        for ending in find_endings(text):
            self.endings[ending.key] = None

    def loose(self, text: str, choices: list[Written]) -> None:
        best = shaped(choices, self.site.serial_formats)
        tight = [w for w in choices if not any(c.isspace() for c in text[w.start : w.end])]
        if best:
            self.base(text, best)
            self.add_near(best.key, every=True)
            return
        fresh = [w for w in tight[:3] if w.key not in self.loosened and is_mixed(w.key)]
        if not tight or not (fresh or self.takes_base(tight[0])):
            return
        if not is_friend(text, tight[0].start):
            self.base(text, tight[0])
            for written in fresh:
                self.loosened.add(written.key)
                close = nearly_shaped(written.key, self.site.serial_formats)
                self.add_near(written.key, every=close)

    def takes_base(self, written: Written) -> bool:
        """True if `base` would do something with it."""
        room = len(self.bases) < _BASES and self.lists < _LISTS
        return room and len(written.key) >= 8

    def base(self, text: str, written: Written) -> None:
        """A whole serial, to which endings after it or elsewhere in the mail may belong."""
        if not self.takes_base(written):
            return
        self.bases[written.key] = None
        self.lists += 1
        for ending in find_continued(text, written.end):
            self.endings[ending.key] = None
        end = find_range_end(text, written.end)
        if end is not None:
            last = (
                written.key[: -len(end.key)] + end.key
                if len(end.key) < len(written.key)
                else end.key
            )
            self.add(spread((written.key, last)))

    def keys(self, references: Iterable[str], addresses: Iterable[str]) -> Keys:
        for tail in list(self.endings)[:60]:
            self.add(completed(tail, self.bases))
            self.tails[tail[-TAIL:]] = None
        tails = {t for t in self.tails if len(t) >= TAIL}
        return Keys(
            frozenset([*self.exact, *self.near]),
            frozenset(tails),
            frozenset(references),
            frozenset(addresses),
        )


def named_keys(mail: Mail, site: Site) -> Keys:
    """Every serial, MAC, number and address that the mail could mean; bounded.

    Serials are named as written and in their near variants, so that one look-up answers all.
    """
    reading = lay_out(mail, site)
    naming = _Naming(site)
    for passage in reading.passages:
        naming.read(passage.text, judge=not passage.signature)
    naming.read(reading.quoted, judge=True)
    for name, _where in reading.names:
        naming.read(name, judge=False)
    for code, _where in reading.codes:
        naming.read(code, judge=False)
    _read_sheets(naming, reading)
    keys = naming.keys(named_references(mail, site), _addresses(mail, reading))
    searches, partners = _of_commands(mail, site)
    return replace(keys, searches=searches, partners=partners)


def _of_commands(mail: Mail, site: Site) -> tuple[frozenset[str], frozenset[str]]:
    """The words of FIND lines and the partners of AUTHORISE lines of a member of staff."""
    if mail.sender is None or site.staff_member(mail.sender.email) is None:
        return frozenset(), frozenset()
    orders, _ = read_orders(mail, site)
    return (
        frozenset(str(o.args["text"]).lower()[:200] for o in orders if o.name == "FIND"),
        frozenset(str(o.args["partner"]).lower()[:80] for o in orders if o.name == "AUTHORISE"),
    )


def _read_sheets(naming: _Naming, reading: Reading) -> None:
    tables = [s.table for s in reading.sheets]
    tables += [t for p in reading.passages for t in text_tables(p.text)]
    for table in tables:
        for row in read_rows(table):
            for cell in (row.serial, row.mac):
                for choices in readings(cell):
                    naming.add(w.key for w in choices)
                    naming.add_near(choices[0].key, every=True)
        for cells in table.rows[:2_000]:
            for cell in cells:
                for choices in readings(cell[:200]):
                    naming.add(w.key for w in choices)


def _addresses(mail: Mail, reading: Reading) -> set[str]:
    found = {a.email for a in (*mail.senders, *mail.recipients[:20])}
    for inner in mail.chain:
        found |= {a.email for a in inner.senders}
    found |= {p.author for p in reading.words.parts if p.author}
    found |= set(find_addresses(reading.words.forwarded))
    return {a for a in found if a}
