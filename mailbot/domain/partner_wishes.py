"""What partners ask for in plain words, on a ticket of theirs: WISHES, one row each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mailbot.domain.acting import move_units, names, require_ticket
from mailbot.domain.chasers import add_chaser
from mailbot.domain.clocks import last_day, running_clock
from mailbot.domain.declining import decline
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester, to_staff, to_writer
from mailbot.domain.intent import Strength, Wish
from mailbot.domain.lifecycle import AWAITED, UNDECIDED, State, is_closed, is_legal
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Parcel, Unit
from mailbot.domain.writing import day_of, text_of

Grant = Callable[[Draft, Ticket, Wish], Draft]
_WAITING = (State.QUOTED, State.HELD, State.DISPOSAL_DUE)


def grant_wishes(draft: Draft, number: str, wishes: Sequence[Wish]) -> Draft:
    """The draft with each wish granted, noted for staff, or answered."""
    for wish in (_about_units(draft, w) for w in wishes if w.name in WISHES):
        draft = WISHES[wish.name](draft, require_ticket(draft, number), wish)
    return draft


def _about_units(draft: Draft, wish: Wish) -> Wish:
    """`1 ritiro` in an answer to a ticket's own letter means its unit 1; only a digest has lines of
    other tickets."""
    if wish.digest_line is None or wish.units or _answers_digest(draft):
        return wish
    return replace(wish, units=(wish.digest_line,))


def _answers_digest(draft: Draft) -> bool:
    return (draft.scene.intent.reference or "") in draft.scene.found.digests


def _named(ticket: Ticket, wish: Wish, *states: State) -> tuple[Unit, ...]:
    """The units of these states that the wish names; all of these states where it names none."""
    return tuple(
        u for u in ticket.units if u.state in states and (not wish.units or u.number in wish.units)
    )


def _is_believed(draft: Draft) -> bool:
    """True if the mail may do what cannot be taken back: more than a From header vouches for it."""
    return draft.scene.intent.sender.strength >= Strength.ALIGNED


def _call_owner(draft: Draft, ticket: Ticket, why: str, details: str = "") -> Draft:
    scene = draft.scene
    told = part(
        "needs_person",
        why=why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=details,
    )
    return draft.tell(to_owner(scene.site, ticket, told))


def _status(draft: Draft, ticket: Ticket, _wish: Wish) -> Draft:
    return draft.tell(to_writer(draft.scene, ticket, part("status")))


def _chase(draft: Draft, ticket: Ticket, _wish: Wish) -> Draft:
    draft = add_chaser(draft, ticket.number)
    return draft.tell(to_writer(draft.scene, draft.tickets[ticket.number], part("status")))


def _note_parcel(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:
    """Goods on their way (X18). Freight collect is warned of before the parcel travels in vain
    (R16); goods sent before the approval are announced to nobody, so the owner is told (R43)."""
    parcel = Parcel(
        text_of(wish.args, "carrier")[:80],
        text_of(wish.args, "tracking")[:80],
        text_of(wish.args, "ddt")[:80],
        day_of(wish.args, "ddt_date") or day_of(wish.args, "date"),
    )
    units = _named(ticket, wish, *AWAITED)
    if not units:
        early = _named(ticket, wish, *UNDECIDED)
        if not early:
            return _call_owner(draft, ticket, "note")
        draft = _call_owner(draft, ticket, "shipped_early", names(early))
        told = part("noted", what="not_yet_approved")
        return draft.tell(to_writer(draft.scene, ticket, told))
    collect = text_of(wish.args, "collect") == "yes"
    text = " ".join(word for word in (parcel.carrier, parcel.tracking, parcel.ddt) if word)
    draft, _ = move_units(
        draft, ticket, units, "parcel", change=lambda u: replace(u, parcel=parcel), text=text
    )
    ticket = draft.tickets[ticket.number]
    told = part("parcel_noted", parcel=parcel, freight_collect=collect)
    draft = draft.tell(to_writer(draft.scene, ticket, told))
    if not collect:
        return draft
    warned = part("announcement", what="freight_collect", text=text)
    return draft.tell(to_staff(draft.scene.site, "warehouse", warned, ticket=ticket))


def _end(event: str, why: str) -> Grant:
    """Given up, or solved without a return, while the goods are still with the partner (X13, X48);
    later, or from a mail that nobody vouches for, the owner decides."""

    def grant(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:
        states = tuple(s for s in State if s in (*UNDECIDED, *AWAITED))
        units = tuple(u for u in _named(ticket, wish, *states) if not u.shipped_ahead)
        if not units or not _is_believed(draft):
            draft = _call_owner(draft, ticket, why)
            return draft.tell(to_requester(draft.scene, ticket, part("noted", what="passed_on")))
        draft, ended = move_units(
            draft, ticket, units, event, change=lambda u: replace(u, closed_reason=why)
        )
        ticket = draft.tickets[ticket.number]
        told = (
            part("solved", units=ended, text="")
            if event == "solve"
            else part("closed", units=ended, why=why, text="")
        )
        draft = draft.tell(to_requester(draft.scene, ticket, told))
        said = part("announcement", what=why, text=draft.scene.intent.text[:500])
        return draft.tell(to_owner(draft.scene.site, ticket, said))

    return grant


_CHOICES = frozenset({"collection_wish", "disposal_consent"})  # of a unit, one at most


def _is_torn(draft: Draft, unit: Unit) -> bool:
    """True if the same mail wants the unit back: then nothing in it consents to scrap it (I3)."""
    wishes = (_about_units(draft, w) for w in draft.scene.intent.wishes if w.name == "collect")
    return not _answers_digest(draft) and any(not w.units or unit.number in w.units for w in wishes)


def _take_back(flag: str, what: str) -> Grant:
    """Collect it, or scrap it: a quote that waits is declined with it (R54, X39's consent)."""

    def grant(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:
        units = _named(ticket, wish, *_WAITING)
        if flag == "disposal_consent":
            units = tuple(u for u in units if not _is_torn(draft, u))
        if not units or not _is_believed(draft):
            return _call_owner(draft, ticket, what, names(units))
        quoted = tuple(u for u in units if u.state is State.QUOTED)
        if quoted:
            draft = decline(draft, ticket.number, quoted)
        ticket = draft.ticket(ticket.number) or ticket
        numbers = tuple(u.number for u in units)
        for unit in (u for u in ticket.units if u.number in numbers):
            flags = (*(f for f in unit.flags if f not in _CHOICES), flag)
            ticket = ticket.with_unit(replace(unit, flags=flags))
        draft = draft.note(ticket, what, numbers, draft.scene.intent.text[:500])
        ticket = draft.tickets[ticket.number]
        told = to_requester(draft.scene, ticket, part("noted", what=what))
        return _call_owner(draft.tell(told), ticket, what, names(units))

    return grant


def _extend(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:
    """More time asked for, with its reason; the clock runs until staff say so (X36, R56)."""
    units = _named(ticket, wish, *_WAITING)
    if not units:
        return _call_owner(draft, ticket, "extension")
    for unit in units:
        flags = tuple(dict.fromkeys((*unit.flags, "extension_asked")))
        ticket = ticket.with_unit(replace(unit, flags=flags))
    numbers = tuple(u.number for u in units)
    reason = text_of(wish.args, "reason") or draft.scene.intent.text
    draft = draft.note(ticket, "extension_asked", numbers, reason[:500])
    ticket = draft.tickets[ticket.number]
    clock = running_clock(ticket, "TM6", numbers[0])
    told = part(
        "extension",
        units=tuple(u for u in ticket.units if u.number in numbers),
        granted=False,
        last_day=last_day(clock, draft.scene.site) if clock else draft.scene.today,
        text=reason[:500],
    )
    draft = draft.tell(to_writer(draft.scene, ticket, told))
    return _call_owner(draft, ticket, "extension", text_of(wish.args, "until"))


def _swap(draft: Draft, ticket: Ticket, _wish: Wish) -> Draft:
    """A replacement in advance: only the Hardware Replacement service has it (R27, R29)."""
    if any("hardware_replacement" in u.flags for u in ticket.units):
        draft = _call_owner(draft, ticket, "advance_swap")
        return draft.tell(to_writer(draft.scene, ticket, part("noted", what="passed_on")))
    told = part("noted", what="no_advance_replacement")
    return draft.tell(to_writer(draft.scene, ticket, told))


def _silence(draft: Draft, ticket: Ticket, wish: Wish) -> Draft:  # noqa: ARG001
    """Thanks alone need no answer (decisions 8, mail-layer 28)."""
    return draft


WISHES: Mapping[str, Grant] = {
    "status": _status,
    "warranty": _status,
    "chaser": _chase,
    "shipped": _note_parcel,
    "cancel": _end("cancel", "cancelled"),
    "solved": _end("solve", "solved"),
    "collect": _take_back("collection_wish", "collection_wish"),
    "dispose": _take_back("disposal_consent", "disposal_wish"),
    "extend": _extend,
    "advance_swap": _swap,
    "thanks": _silence,
}


def is_over(ticket: Ticket) -> bool:
    """True if nothing of the ticket is open any more."""
    return all(is_closed(u.state) for u in ticket.units)


def may_reopen(unit: Unit) -> bool:
    """True if new evidence can open the unit again (X17)."""
    return is_legal(unit, "new_evidence")
