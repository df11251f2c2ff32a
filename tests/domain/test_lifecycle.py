"""The table of moves: every state with every event, forbidden moves included."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailbot.domain.lifecycle import (
    CLOSED,
    EVENTS,
    LIFECYCLE,
    OPEN,
    SUBSTATUSES,
    State,
    is_closed,
    missing_fields,
    move,
    possible_events,
    public_label,
    public_status,
    rows_for,
    substatus,
    with_missing,
)
from mailbot.domain.mail import Address
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.proofs import GUARDS
from mailbot.domain.ticket import Requester, Ticket
from mailbot.domain.unit import Acceptance, Unit
from mailbot.domain.unit import TestReport as Report
from mailbot.errors import Refused

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
REPORT = Report("misuse", "repairable", "liquido", NOW, "andrea.bassi", "EX2")
YES = Acceptance(1, 1, (1,), "a@b.example", NOW, "<1@b.example>", "d", "aligned")

# A unit that has every proof there is; each guard is then broken by taking its proof away.
PROVED = Unit(
    1,
    State.NEW,
    "VST2026224711B",
    approved_by="luca.conti",
    refusal="non venduto",
    refusal_checked="VST2026224711B: not_sold",
    test=REPORT,
    promised=date(2026, 12, 4),
    acceptance=YES,
    replacement_serial="VST2026224712C",
    flags=("quote_sent", "hardware_replacement", "disposal_consent"),
)
BREAKS = {
    "data_missing": lambda u: with_missing(u, ("fault",)),
    "no_approver": lambda u: replace(u, approved_by=""),
    "no_reason": lambda u: replace(u, refusal="  "),
    "nothing_looked_up": lambda u: replace(u, refusal_checked=""),
    "serial_mismatch": lambda u: replace(u, flags=(*u.flags, "mismatch")),
    "no_test_report": lambda u: replace(u, test=None),
    "no_promise_date": lambda u: replace(u, promised=None),
    "not_approved_in_warranty": lambda u: replace(u, covered=False),
    "approved_in_warranty": lambda u: replace(u, covered=True),
    "needs_exclusion": lambda u: replace(u, test=replace(REPORT, exclusion="")),
    "not_chargeable": lambda u: replace(u, covered=True),
    "no_quote_sent": lambda u: replace(u, flags=(), covered=False),
    "not_accepted": lambda u: replace(u, acceptance=None, covered=False),
    "no_entitlement": lambda u: replace(u, flags=()),
    "already_shipped_ahead": lambda u: replace(u, shipped_ahead=True),
    "not_shipped_ahead": lambda u: replace(u, shipped_ahead=False),
    "no_replacement_serial": lambda u: replace(u, replacement_serial=""),
    "no_disposal_consent": lambda u: replace(u, flags=(), state=State.HELD),
    "extension_pending": lambda u: replace(u, flags=(*u.flags, "extension_asked")),
    "was_out_of_warranty": lambda u: replace(u, covered=False),
    "was_in_warranty": lambda u: replace(u, covered=True),
}
_COVERED = ("not_approved_in_warranty", "was_out_of_warranty")


def proved_for(row: object, state: State) -> Unit:
    """The unit in this state with all that the row's guards look for."""
    covered = any(name in _COVERED for name in row.guards)
    ahead = "not_shipped_ahead" in row.guards
    return replace(PROVED, state=state, covered=covered, shipped_ahead=ahead)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", EVENTS)
def test_every_state_with_every_event_moves_as_the_table_says_or_is_refused(
    state: State, event: str
) -> None:
    """X1-X50: what is not in the table does not exist; the refusal names the state and what is
    possible, and the unit is as it was."""
    rows = rows_for(state, event)
    if not rows:
        unit = replace(PROVED, state=state)
        with pytest.raises(Refused) as refused:
            move(unit, event)
        assert refused.value.code == "illegal_move"
        assert refused.value.facts["state"] == state
        assert refused.value.facts["possible"] == possible_events(unit)
        assert event not in possible_events(unit)
        return
    for row in rows:
        moved = move(proved_for(row, state), event)
        assert moved.state == (row.to or state)


@pytest.mark.parametrize(
    ("row", "guard"), [(row, name) for row in LIFECYCLE for name in row.guards if row.before]
)
def test_a_move_without_its_proof_is_refused_by_the_name_of_the_guard(
    row: object, guard: str
) -> None:
    """R14, R24, R25, R27-R29, R36, R37, R41, R42, R48: each guard of each row, one at a time."""
    state = row.before[-1]
    if guard == "no_disposal_consent":
        state = State.HELD
    broken = BREAKS[guard](proved_for(row, state))
    if len(rows_for(state, row.event)) > 1:  # the other row of the event takes it
        assert move(broken, row.event).state != row.to
        return
    with pytest.raises(Refused) as refused:
        move(broken, row.event)
    assert refused.value.code == guard


def test_every_guard_is_used_and_can_be_broken() -> None:
    """A guard without a row, or without a test, is none."""
    assert {name for row in LIFECYCLE for name in row.guards} == set(GUARDS) == set(BREAKS)


def test_every_letter_of_the_table_is_a_letter() -> None:
    """R60: what a move tells is a row of NOTIFICATIONS."""
    assert {row.letter for row in LIFECYCLE} - {""} <= set(NOTIFICATIONS)


def test_every_transition_of_the_workflow_has_a_row() -> None:
    """X1-X50 of workflow.md; UNDO (X49) puts a whole ticket back and is no move of a unit."""
    numbers = {int("".join(c for c in row.x if c.isdigit())) for row in LIFECYCLE}
    assert numbers == set(range(1, 51)) - {49}


def test_from_a_closed_state_nothing_goes_on_but_what_opens_it_again() -> None:
    """X17, X20, X50: closed is closed."""
    for state in CLOSED:
        moves = {e for e in possible_events(replace(PROVED, state=state)) if e != "note"}
        assert moves <= {"reopen", "new_evidence", "refuse_parcel"}, state


def test_only_an_approver_leads_to_validated() -> None:
    """R14: no way to Validated without an approving person, but back from expired."""
    for row in LIFECYCLE:
        if row.to in (State.VALIDATED_IW, State.VALIDATED_OOW):
            assert "no_approver" in row.guards or row.before == (State.CLOSED_EXPIRED,)


def test_the_five_words_of_the_policy_are_exact() -> None:
    """R59."""
    labels = {public_label(state) for state in State}
    assert {
        "In charge",
        "Validated",
        "Closed - refused",
        "In process",
        "Closed - with success",
    } <= labels
    assert labels - {"New"} == {
        "In charge",
        "Validated",
        "In process",
        "Closed - refused",
        "Closed - with success",
        "Closed - returned unrepaired",
        "Closed - disposed",
        "Closed - expired",
        "Closed - cancelled",
        "Closed - redirected to distributor",
    }


def test_what_waits_for_data_is_in_charge_once_somebody_took_it() -> None:
    """Workflow 2.2, decisions 4."""
    assert public_label(State.WAITING_INFO) == "New"
    assert public_label(State.WAITING_INFO, taken=True) == "In charge"
    assert public_label(State.NEW, taken=True) == "New"


def test_a_substatus_is_shown_for_states_inside_a_public_one() -> None:
    """A24."""
    assert substatus(State.RECEIVED) == "received"
    assert substatus(State.VALIDATED_IW) == ""
    assert {substatus(state) for state in State} == {"", *SUBSTATUSES}


def ticket_of(*states: State, owner: str = "") -> Ticket:
    who = Requester(Address("a@b.example"), "b", "B", "quality_partner", "it")
    units = tuple(Unit(n, state) for n, state in enumerate(states, 1))
    return Ticket("RMA-2026-00001", NOW, "s", who, units, owner=owner)


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ((State.NEW, State.CLOSED_SUCCESS), "New"),
        ((State.VALIDATED_IW, State.RECEIVED), "Validated"),
        ((State.RECEIVED, State.QUOTED), "Validated"),
        ((State.QUOTED, State.CLOSED_RETURNED), "In process"),
        ((State.REFUSED_COMMERCIAL, State.REFUSED_TECHNICAL), "Closed - refused"),
        ((State.REFUSED_COMMERCIAL, State.CLOSED_SUCCESS), "Closed - with success"),
        ((State.CLOSED_RETURNED, State.CLOSED_SUCCESS), "Closed - with success"),
        ((State.CLOSED_RETURNED, State.REFUSED_TECHNICAL), "Closed"),
        ((State.CLOSED_CANCELLED,), "Closed - cancelled"),
        ((), "New"),
    ],
)
def test_the_status_of_a_ticket_is_that_of_its_least_advanced_open_unit(
    states: tuple[State, ...], status: str
) -> None:
    """Workflow 2.4, decisions 6, A25."""
    assert public_status(ticket_of(*states)) == status


def test_a_ticket_without_units_that_somebody_has_is_in_charge() -> None:
    """R33."""
    assert public_status(ticket_of(owner="luca.conti")) == "In charge"


def test_open_and_closed_share_the_states_between_them() -> None:
    """No state is both."""
    assert {s for s in State if is_closed(s)} == set(CLOSED)
    assert set(OPEN) | set(CLOSED) == set(State)
    assert not set(OPEN) & set(CLOSED)


def test_missing_fields_are_marked_and_taken_away() -> None:
    """A5: other flags stay."""
    unit = with_missing(PROVED, ("serial", "fault"))
    assert missing_fields(unit) == ("serial", "fault")
    assert missing_fields(with_missing(unit, ())) == ()
    assert with_missing(unit, ()).flags == PROVED.flags
