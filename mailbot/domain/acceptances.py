"""The written acceptance of a quote, kept with its proof (X31, R25, R52, A15)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailbot.domain.acting import move_units, require_ticket
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import Acceptance, Unit
from mailbot.domain.writing import names_of

_REPAIR_DAYS = 10  # working days from the acceptance where neither test nor quote named any (R48)


@dataclass(frozen=True, slots=True)
class Offer:
    """An acceptance before it counts: who said yes to which units, in which mail."""

    units: tuple[int, ...]
    by: str
    at: datetime
    message_id: str
    digest: str
    strength: str
    order_number: str = ""

    @classmethod
    def of_mail(cls, draft: Draft, units: tuple[int, ...], order_number: str) -> "Offer":
        """What the mail in hand accepts."""
        scene = draft.scene
        return cls(
            units,
            scene.writer.email,
            min(scene.mail.received, scene.now),
            scene.mail.message_id,
            scene.mail.digest,
            scene.intent.sender.strength.name.lower(),
            order_number[:80],
        )

    @classmethod
    def of_pending(cls, ticket: Ticket, kept: Mapping[str, object]) -> "Offer":
        """What a late mail accepted, as it was kept with the ticket."""
        units = tuple(int(n) for n in names_of(kept, "units") if ticket.unit(int(n)))
        return cls(
            units,
            str(kept["by"]),
            datetime.fromisoformat(str(kept["at"])),
            str(kept["message_id"]),
            str(kept["digest"]),
            str(kept["strength"]),
            str(kept["order_number"]),
        )

    def as_pending(self) -> dict[str, object]:
        """As it is kept with the ticket until ADMIT."""
        return {
            "units": list(self.units),
            "by": self.by,
            "at": self.at.isoformat(),
            "message_id": self.message_id,
            "digest": self.digest,
            "strength": self.strength,
            "order_number": self.order_number,
        }


def current_quotes(ticket: Ticket, units: tuple[int, ...]) -> tuple[Quote, ...]:
    """The current quotes that cover any of these units."""
    return tuple(q for q in ticket.quotes if q.current and set(q.units) & set(units))


def record_acceptance(
    draft: Draft, number: str, offer: Offer, units: tuple[int, ...], event: str
) -> Draft:
    """The units accepted, each with the proof, and what was accepted repeated back (M23).

    One acceptance for each quote. `event`: accept, or admit for one that staff let in late.
    """
    scene = draft.scene
    for quote in current_quotes(require_ticket(draft, number), units):
        ticket = require_ticket(draft, number)
        covered = tuple(n for n in units if n in quote.units)
        acceptance = Acceptance(
            quote=quote.number,
            revision=quote.revision,
            units=covered,
            by=offer.by,
            at=offer.at,
            message_id=offer.message_id,
            digest=offer.digest,
            strength=offer.strength,
            order_number=offer.order_number,
        )
        accepted = _accepted(acceptance, quote, _promise(draft, quote))
        draft, moved = move_units(
            draft,
            ticket,
            [u for u in ticket.units if u.number in covered],
            event,
            change=accepted,
            text=f"{quote.number}.{quote.revision}: {quote.amount} {quote.currency}",
        )
        ticket = draft.tickets[number]
        told = part("acceptance_recorded", acceptance=acceptance, quote=quote, units=moved)
        draft = draft.tell(to_requester(scene, ticket, told))
        draft = _tell_owner(draft, ticket, quote, acceptance)
    return draft


def _accepted(acceptance: Acceptance, quote: Quote, promise: date) -> Callable[[Unit], Unit]:
    """What becomes of each unit: the days of the quote give its promise; without any, the one the
    test gave, else the desk's own."""

    def accepted(unit: Unit) -> Unit:
        promised = promise if quote.days is not None else unit.promised or promise
        return replace(unit, acceptance=acceptance, promised=promised, flags=_settled(unit))

    return accepted


def _settled(unit: Unit) -> tuple[str, ...]:
    """An accepted unit has neither a wish to be scrapped nor a plea for time any more."""
    return tuple(f for f in unit.flags if f not in ("disposal_consent", "extension_asked"))


def _promise(draft: Draft, quote: Quote) -> date:
    """The promise of a quoted unit counts from the acceptance (R48)."""
    days = _REPAIR_DAYS if quote.days is None else quote.days
    return draft.scene.site.calendar.working_day_after(draft.scene.today, days)


def _tell_owner(draft: Draft, ticket: Ticket, quote: Quote, acceptance: Acceptance) -> Draft:
    text = tuple(fact for fact in (quote, acceptance.by, acceptance.order_number) if fact)
    told = part("announcement", what="accepted", text=text)
    return draft.tell(to_owner(draft.scene.site, ticket, told))
