"""A sample of every letter, of an invented return, for preview and tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from mailbot.domain.decision import (
    Audience,
    Document,
    Notification,
    Part,
)
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.ticket import Clock, Event, Requester, Ticket
from mailbot.domain.unit import Unit
from mailbot.samples.case import ACCEPTANCE, NOW, NUMBER, PBX, PHONE, QUOTE, THREAD, TODAY, UNITS
from mailbot.samples.facts import FACTS

__all__ = ["NOW", "sample_letter", "sample_letters"]

_S = State
_PAID = (State.ACCEPTED, State.REPAIRING, State.READY, State.CLOSED_SUCCESS)
_UNTESTED = (
    State.NEW, State.WAITING_INFO, State.IN_CHARGE, State.VALIDATED_IW, State.VALIDATED_OOW,
    State.INBOUND, State.RECEIVED, State.REFUSED_COMMERCIAL,
)  # fmt: skip
_NEW = (State.NEW, State.NEW, State.NEW)


def sample_letters(language: str) -> tuple[Notification, ...]:
    """A notification for every row of NOTIFICATIONS, in its order."""
    return tuple(sample_letter(name, language) for name in NOTIFICATIONS)


def sample_letter(name: str, language: str) -> Notification:
    """The sample of one letter. Errors: KeyError for a letter without one."""
    kind = NOTIFICATIONS[name]
    facts = FACTS[name]
    ticket = None if name in _WITHOUT_TICKET else _ticket(_STATES.get(name, _NEW), language)
    reference = _REFERENCES.get(name, NUMBER)
    return Notification(
        parts=(Part(name, _told(facts, ticket)),),
        to=(_reader(kind.audience),),
        language=language,
        audience=kind.audience,
        ticket=ticket,
        reference=reference,
        n=7,
        thread=None if name in _UNPROMPTED else THREAD,
        documents=tuple(replace(d, facts=_told(d.facts, ticket)) for d in _DOCUMENTS.get(name, ())),
    )


def _told(facts: Mapping[str, object], ticket: Ticket | None) -> Mapping[str, object]:
    """The facts, their units in the states that the ticket has them in."""
    if ticket is None:
        return facts
    if facts.get("units") == "ticket":
        facts = {**facts, "units": ticket.units}
    return {name: _current(value, ticket) for name, value in facts.items()}


def _current(value: object, ticket: Ticket) -> object:
    if isinstance(value, Unit):
        return ticket.unit(value.number)
    if isinstance(value, tuple):
        return tuple(_current(item, ticket) for item in value)
    return value


def _reader(audience: Audience) -> Address:
    if audience == Audience.STAFF:
        return Address("giulia.ferri@voismart.example", "Giulia Ferri")
    if audience == Audience.DISTRIBUTOR:
        return Address("resi@fiore.example", "Fiore Distribuzione S.r.l.")
    if audience == Audience.STRANGER:
        return Address("marco.verdi@posta.example", "Marco Verdi")
    return Address("m.bellini@telecomnord.example", "Marta Bellini")


def _ticket(states: tuple[State, State, State], language: str) -> Ticket:
    """The sample ticket with its three units in these states."""
    units = tuple(_unit(number, state) for number, state in enumerate(states, 1))
    opened = NOW - timedelta(hours=20)
    requester = Requester(
        Address("m.bellini@telecomnord.example", "Marta Bellini"),
        "telecomnord",
        "Telecom Nord S.r.l.",
        "quality_partner",
        language,
    )
    return Ticket(
        number=NUMBER,
        opened=opened,
        subject="Tre apparati guasti cliente Hotel Miramare",
        requester=requester,
        units=units,
        technical_contact="Luca Neri, 02 5550123",
        return_address="Telecom Nord S.r.l., via Monti 8, 20100 Milano",
        external_reference="2231/26",
        queue="direct",
        rule="direct (rules/default.yaml:41)",
        owner="giulia.ferri" if states[0] != State.NEW else "",
        taken=opened + timedelta(hours=1),
        complete_since=opened,
        quotes=(QUOTE,),
        clocks=_clocks(states, opened),
        history=(
            Event(opened, "m.bellini@telecomnord.example", "opened", (1, 2, 3)),
            Event(opened + timedelta(hours=1), "giulia.ferri", "take", (1, 2, 3)),
        ),
    )


def _unit(number: int, state: State) -> Unit:
    unit = replace(UNITS[number - 1], state=state)
    if state in _UNTESTED:
        unit = replace(unit, test=None)
    return replace(unit, acceptance=ACCEPTANCE) if number == 2 and state in _PAID else unit


def _clocks(states: tuple[State, State, State], opened: datetime) -> tuple[Clock, ...]:
    """The clocks that run in the state of the first unit."""
    days: dict[State, tuple[str, int]] = {
        State.NEW: ("TM1", 0),
        State.WAITING_INFO: ("TM3", 20),
        State.IN_CHARGE: ("TM2", 2),
        State.VALIDATED_IW: ("TM4", 30),
        State.VALIDATED_OOW: ("TM4", 30),
        State.RECEIVED: ("TM5", 7),
        State.QUOTED: ("TM6", 15),
        State.HELD: ("TM6", 15),
    }
    clocks: dict[str, Clock] = {}
    for number, state in enumerate(states, 1):
        if state in days:
            name, count = days[state]
            due = datetime(2026, 11, 24, 17, tzinfo=UTC) + timedelta(days=count)
            had = clocks[name].units if name in clocks else ()
            clocks[name] = Clock(name, (*had, number), opened, due)
    return tuple(clocks.values())


_STATES: Mapping[str, tuple[State, State, State]] = {
    "missing_data": (_S.WAITING_INFO,) * 3,
    "data_reminder": (_S.WAITING_INFO,) * 3,
    "in_charge": (_S.IN_CHARGE,) * 3,
    "approval": (_S.VALIDATED_IW, _S.VALIDATED_OOW, _S.VALIDATED_IW),
    "refusal": (_S.IN_CHARGE, _S.IN_CHARGE, _S.REFUSED_COMMERCIAL),
    "parcel_noted": (_S.INBOUND,) * 3,
    "goods_awaited": (_S.VALIDATED_IW, _S.VALIDATED_OOW, _S.VALIDATED_IW),
    "goods_received": (_S.RECEIVED, _S.RECEIVED, _S.VALIDATED_IW),
    "parcel_refused": (_S.VALIDATED_IW, _S.VALIDATED_OOW, _S.VALIDATED_IW),
    "serial_mismatch": (_S.RECEIVED,) * 3,
    "outcome": (_S.IN_PROCESS_COVERED, _S.TESTED_CHARGEABLE, _S.RECEIVED),
    "no_fault": (_S.IN_PROCESS_COVERED, _S.QUOTED, _S.HELD),
    "closed": (_S.CLOSED_EXPIRED,) * 3,
    "solved": (_S.CLOSED_CANCELLED,) * 3,
    "quote": (_S.IN_PROCESS_COVERED, _S.QUOTED, _S.HELD),
    "acceptance_recorded": (_S.REPAIRING, _S.ACCEPTED, _S.HELD),
    "not_an_acceptance": (_S.REPAIRING, _S.QUOTED, _S.HELD),
    "collect_or_dispose": (_S.REPAIRING, _S.HELD, _S.HELD),
    "days_left": (_S.REPAIRING, _S.QUOTED, _S.HELD),
    "extension": (_S.REPAIRING, _S.QUOTED, _S.HELD),
    "deadline_passed": (_S.READY, _S.DISPOSAL_DUE, _S.CLOSED_RETURNED),
    "disposal_record": (_S.READY, _S.CLOSED_DISPOSED, _S.CLOSED_RETURNED),
    "returned_unrepaired": (_S.READY, _S.CLOSED_RETURNED, _S.READY),
    "shipped": (_S.CLOSED_SUCCESS, _S.CLOSED_SUCCESS, _S.CLOSED_RETURNED),
    "new_promise": (_S.REPAIRING, _S.REPAIRING, _S.HELD),
    "hardware_replacement": (_S.VALIDATED_IW,) * 3,
    "thread_closed": (_S.CLOSED_SUCCESS,) * 3,
    "noted": (_S.REPAIRING, _S.HELD, _S.HELD),
    "status": (_S.RECEIVED, _S.QUOTED, _S.WAITING_INFO),
    "reply": (_S.REPAIRING, _S.REPAIRING, _S.HELD),
    "disposal_code": (_S.CLOSED_SUCCESS, _S.DISPOSAL_DUE, _S.CLOSED_RETURNED),
    "disposal_list": (_S.READY, _S.DISPOSAL_DUE, _S.CLOSED_RETURNED),
    "transcript": (_S.IN_CHARGE,) * 3,
    "ticket_status": (_S.RECEIVED, _S.QUOTED, _S.WAITING_INFO),
    "needs_person": (_S.REPAIRING, _S.QUOTED, _S.HELD),
    "announcement": (_S.REPAIRING, _S.ACCEPTED, _S.HELD),
}
_WITHOUT_TICKET = frozenset(
    {
        "not_a_partner", "wrong_channel", "dealer_referred", "unauthorised_arrival",
        "overview", "warranty_table", "confirm_code", "help", "found", "staff_digest",
        "manager_digest", "partner_digest", "quarantined", "address_failed", "loop_tripped",
        "silence",
    }
)  # fmt: skip
_REFERENCES = {
    "not_a_partner": "DESK-2026-00120",
    "wrong_channel": "REF-2026-00007",
    "dealer_referred": "REF-2026-00007",
    "unauthorised_arrival": "DESK-2026-00121",
    "overview": "DESK-2026-00130",
    "warranty_table": "DESK-2026-00122",
    "confirm_code": "DESK-2026-00123",
    "help": "DESK-2026-00124",
    "found": "DESK-2026-00125",
    "staff_digest": "DIG-2026-00311",
    "manager_digest": "DIG-2026-00312",
    "partner_digest": "DIG-2026-00313",
    "quarantined": "DESK-2026-00126",
    "address_failed": "DESK-2026-00127",
    "loop_tripped": "DESK-2026-00128",
    "silence": "DESK-2026-00129",
}
# Letters that answer no mail.
_UNPROMPTED = frozenset(
    {
        "dealer_referred", "data_reminder", "goods_awaited", "days_left", "deadline_passed",
        "new_request", "needs_person", "sla", "disposal_list", "announcement", "staff_digest",
        "manager_digest", "partner_digest", "quarantined", "address_failed", "loop_tripped",
        "silence", "confirm_code",
    }
)  # fmt: skip
_DOCUMENTS: Mapping[str, tuple[Document, ...]] = {
    "approval": (
        Document("label", {"units": UNITS, "accepted_on": TODAY}),
        Document("ics", {"on": date(2026, 12, 24)}),
    ),
    "quote": (Document("quote", {"quote": QUOTE, "units": (PBX,)}),),
    "shipped": (Document("service_report", {"units": (PHONE, PBX)}),),
}
