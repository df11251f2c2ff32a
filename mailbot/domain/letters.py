"""One letter to the same people about the same thing, numbered and on record (decisions 3).

The parts stand in the order of PARTS; the first gives the subject. A letter shows the ticket as it
is when everything is done, so its units are refreshed from the decision's tickets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from mailbot.domain.decision import Decision, Document, Notification, Numbers, Part
from mailbot.domain.lifecycle import State
from mailbot.domain.site import Site
from mailbot.domain.threads import letter_id
from mailbot.domain.ticket import Digest, Referral, SentLetter, Ticket
from mailbot.domain.unit import Unit

# What is told first where one letter tells several things: what must be acted on, then what was
# decided, then what was noted. All others follow in the order in which they were told.
PARTS: tuple[str, ...] = (
    "confirm_code", "disposal_code", "transcript", "correction", "quote", "acceptance_recorded",
    "not_an_acceptance", "refusal", "parcel_refused", "serial_mismatch", "approval", "shipped",
    "hardware_replacement", "outcome", "no_fault", "collect_or_dispose", "deadline_passed",
    "disposal_record", "returned_unrepaired", "acknowledgement", "already_open", "in_charge",
    "new_request", "goods_received", "new_promise", "extension", "closed", "solved",
    "data_complete", "missing_data", "files_unread", "courtesy", "wrong_channel", "parcel_noted",
    "noted", "reply", "status",
)  # fmt: skip
_RANK = {name: place for place, name in enumerate(PARTS)}

# A part whose units have gone on within the same mail says nothing that is still true.
_STILL: Mapping[str, tuple[State, ...]] = {
    "collect_or_dispose": (State.HELD, State.DISPOSAL_DUE),
    "quote": (State.QUOTED,),
}


def number_letters(decision: Decision, site: Site, numbers: Numbers, now: datetime) -> Decision:
    """The decision with its letters merged, numbered within their reference, and on record there.

    A letter that belongs to nothing takes `numbers.letter` as its reference. The same decision
    gives the same numbers and Message-IDs each time (mail-layer 12).
    """
    merged = merge_letters(decision)
    counts = {t.number: _last(t.letters) for t in decision.tickets}
    counts |= {r.number: _last(r.letters) for r in decision.referrals}
    counts |= {d.number: _last(d.letters) for d in decision.digests}
    records: dict[str, list[SentLetter]] = {}
    numbered = []
    for letter in merged:
        reference = letter.reference or numbers.letter
        start = counts.get(reference)
        if start is None:
            start = _last(letter.ticket.letters) if letter.ticket else 0
        counts[reference] = n = start + 1
        numbered.append(replace(letter, reference=reference, n=n))
        records.setdefault(reference, []).append(_record(numbered[-1], site, now))
    return _on_record(replace(decision, notifications=tuple(numbered)), records)


def _last(letters: Sequence[SentLetter]) -> int:
    return max((letter.n for letter in letters), default=0)


def _record(letter: Notification, site: Site, now: datetime) -> SentLetter:
    to = tuple(a.email for a in (*letter.to, *letter.cc))
    message_id = letter_id(site, letter.reference, letter.n, to)
    return SentLetter(letter.n, letter.name, to, message_id, now, letter.units or _named(letter))


def _named(letter: Notification) -> tuple[int, ...]:
    """The units that the letter's parts speak of."""
    if letter.ticket is None:
        return ()
    units = {u.number: None for p in letter.parts for u in _units_in(p.facts)}
    return tuple(sorted(units))


def _units_in(facts: Mapping[str, object]) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for value in facts.values():
        items = value if isinstance(value, tuple) else (value,)
        found += [item for item in items if isinstance(item, Unit)]
    return tuple(found)


def _on_record(decision: Decision, records: Mapping[str, Sequence[SentLetter]]) -> Decision:
    def more(reference: str) -> tuple[SentLetter, ...]:
        return tuple(records.get(reference, ()))

    tickets = tuple(replace(t, letters=(*t.letters, *more(t.number))) for t in decision.tickets)
    known = {t.number for t in tickets}
    # A letter about a ticket that did not change is on record there all the same: its answer
    # must find its way back.
    told = {n.ticket.number: n.ticket for n in decision.notifications if n.ticket}
    tickets += tuple(
        replace(t, letters=(*t.letters, *more(number)))
        for number, t in told.items()
        if number not in known and more(number)
    )
    referrals: tuple[Referral, ...] = tuple(
        replace(r, letters=(*r.letters, *more(r.number))) for r in decision.referrals
    )
    digests: tuple[Digest, ...] = tuple(
        replace(d, letters=(*d.letters, *more(d.number))) for d in decision.digests
    )
    by_number = {t.number: t for t in tickets}
    letters = tuple(
        replace(n, ticket=by_number.get(n.ticket.number, n.ticket)) if n.ticket else n
        for n in decision.notifications
    )
    return replace(
        decision, tickets=tickets, referrals=referrals, digests=digests, notifications=letters
    )


def merge_letters(decision: Decision) -> tuple[Notification, ...]:
    """The letters with those to the same people about the same reference put into one."""
    final = {t.number: t for t in decision.tickets}
    groups: dict[tuple[object, ...], list[Notification]] = {}
    for letter in decision.notifications:
        if not letter.to:
            continue
        people = frozenset(a.email for a in letter.to)
        groups.setdefault((letter.reference, letter.audience, people), []).append(letter)
    merged = (_merge(letters, final) for letters in groups.values())
    return tuple(letter for letter in merged if letter.parts)


def _merge(letters: Sequence[Notification], final: Mapping[str, Ticket]) -> Notification:
    first = next((x for x in letters if x.ticket is not None), letters[0])
    ticket = final.get(first.ticket.number, first.ticket) if first.ticket else None
    told = (_refreshed(p, ticket) for x in letters for p in x.parts)
    parts = _joined([p for p in told if p is not None])
    parts.sort(key=lambda p: _RANK.get(p.name, len(PARTS)))
    to = {a.email for a in first.to}
    cc = {a.email: a for x in letters for a in x.cc if a.email not in to}
    units = {n for x in letters for n in x.units}
    documents = [_fresh_document(d, ticket) for x in letters for d in x.documents]
    return replace(
        first,
        parts=tuple(parts),
        cc=tuple(cc.values()),
        ticket=ticket,
        thread=next((x.thread for x in letters if x.thread), None),
        units=tuple(sorted(units)) if all(x.units for x in letters) else (),
        documents=_bound(documents),
    )


def _bound(documents: Sequence[Document]) -> tuple[Document, ...]:
    """One paper for the units of several lines (a label, a report); one for each quote."""
    told = [Part(document.kind, document.facts) for document in documents]
    return tuple(Document(paper.name, paper.facts) for paper in _joined(told))


def _refreshed(told: Part, ticket: Ticket | None) -> Part | None:
    """The part with its units as they are now; None where none of them is still as it says."""
    if ticket is None:
        return told
    if "referral" in told.facts:  # its units are numbered in the referral, not in the ticket
        return told
    facts = {name: _fresh(value, ticket) for name, value in told.facts.items()}
    states = _STILL.get(told.name)
    units = facts.get("units")
    if states and isinstance(units, tuple):
        units = tuple(u for u in units if isinstance(u, Unit) and u.state in states)
        if not units:
            return None
        facts["units"] = units
    return Part(told.name, facts)


def _fresh(value: object, ticket: Ticket) -> object:
    if isinstance(value, Unit):
        return ticket.unit(value.number) or value
    if isinstance(value, tuple):
        return tuple(_fresh(item, ticket) if isinstance(item, Unit) else item for item in value)
    return value


def _fresh_document(document: Document, ticket: Ticket | None) -> Document:
    if ticket is None:
        return document
    facts = {name: _fresh(value, ticket) for name, value in document.facts.items()}
    return replace(document, facts=facts)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts that say the same of other units become one; a part said twice is said once."""
    joined: list[Part] = []
    for told in parts:
        place = next((i for i, p in enumerate(joined) if _same_but_units(p, told)), None)
        if place is None:
            joined.append(told)
            continue
        units = {u.number: u for u in (*_units_of(joined[place]), *_units_of(told))}
        if units:
            facts = {**told.facts, "units": tuple(units[n] for n in sorted(units))}
            joined[place] = Part(told.name, facts)
    return joined


def _same_but_units(one: Part, other: Part) -> bool:
    def rest(p: Part) -> dict[str, object]:
        return {name: value for name, value in p.facts.items() if name != "units"}

    return one.name == other.name and rest(one) == rest(other)


def _units_of(told: Part) -> tuple[Unit, ...]:
    units = told.facts.get("units")
    return units if isinstance(units, tuple) else ()
