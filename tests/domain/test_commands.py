"""COMMANDS and GRAMMARS have the same words; who may, and what is possible."""

import pytest

from mailbot.domain.commands import COMMANDS, possible, words_for
from mailbot.domain.grammar import GRAMMARS
from mailbot.domain.intent import Strength
from mailbot.domain.lifecycle import EVENTS
from mailbot.domain.site import StaffMember
from tests.domain.exchange import LUCA, OLD, PHONE, SWAP, Exchange


def test_every_command_has_a_grammar_and_every_grammar_a_command() -> None:
    """Decisions.md: one list of commands."""
    assert set(COMMANDS) == set(GRAMMARS)


@pytest.mark.parametrize("word", list(COMMANDS))
def test_a_command_that_changes_something_needs_more_than_a_from(word: str) -> None:
    """Mail-layer 16: looking needs little; CONFIRM brings its own proof."""
    row = COMMANDS[word]
    little = row.looks or word == "CONFIRM"
    assert row.strength is (Strength.FROM if little else Strength.ALIGNED)
    assert row.roles
    assert set(row.events) <= set(EVENTS)


def test_what_is_possible_follows_the_ticket() -> None:
    """Mail-layer 23: the commands that are possible now."""
    desk = Exchange()
    desk.opens(PHONE)
    assert possible(desk.ticket) == ("TAKE", "SN", "CANCEL", "CLOSE")
    desk.command("TAKE")
    assert possible(desk.ticket) == ("APPROVE", "REJECT", "SN", "CANCEL", "CLOSE")
    desk.command("APPROVE")
    assert "SHIP" not in possible(desk.ticket)
    assert "RECEIVED" in possible(desk.ticket)


def test_shipping_ahead_is_possible_with_the_service_only() -> None:
    """R29."""
    desk = Exchange()
    desk.brings_to("validated_iw", SWAP)
    assert "SHIP" in possible(desk.ticket)


def test_moves_are_named_by_the_commands_that_bring_them_about() -> None:
    """An illegal move names what is possible in words that can be typed."""
    assert words_for(("ship", "promise")) == ("SHIP", "PROMISE")
    assert words_for(("escalate",)) == ()


@pytest.mark.parametrize(
    "name", ["andrea.bassi", "Andrea Bassi", "bassi", "ANDREA", "andrea.bassi@voismart.example"]
)
def test_a_colleague_is_found_by_any_name_that_only_he_has(name: str) -> None:
    """ASSIGN."""
    desk = Exchange()
    desk.opens(PHONE)
    desk.command("ASSIGN", to=name)
    assert desk.ticket.owner == "andrea.bassi"


def test_an_unknown_colleague_is_refused_with_the_known_ones() -> None:
    """A mistake is quoted back with what would be right."""
    desk = Exchange()
    desk.opens(PHONE)
    desk.command("ASSIGN", to="gino")
    line = desk.fact("transcript", "lines")[0]
    assert line.result == "unknown_staff"
    assert "andrea.bassi" in line.facts["known"]


@pytest.mark.parametrize(
    ("args", "units", "result"),
    [
        ({"units": [2]}, (2,), ""),
        ({"units": ["VST2026224711B"]}, (1,), ""),
        ({"units": ["4711b"]}, (1,), ""),
        ({"units": ["RMA-2026-00001/2"]}, (2,), ""),
        ({}, (1, 2), ""),
        ({"units": [3]}, (), "unknown_unit"),
        ({"units": ["VSP99"]}, (), "unknown_unit"),
    ],
)
def test_units_are_named_by_number_serial_or_label(
    args: dict[str, object], units: tuple[int, ...], result: str
) -> None:
    """I7: only those named, or all in a state where the command is legal; the transcript tells."""
    desk = Exchange()
    desk.opens(PHONE, OLD)
    desk.command("TAKE")
    desk.command("APPROVE", **args)
    line = desk.fact("transcript", "lines")[0]
    assert (line.units, line.result) == (units, result)


def test_approve_without_units_takes_those_that_are_complete() -> None:
    """X14, decisions: all units for which it is legal now."""
    from mailbot.domain.intent import Kind, UnitClaim
    from tests.domain.exchange import ROSSI

    desk = Exchange()
    claims = (UnitClaim(PHONE.serial, sold=PHONE, fault="display"), UnitClaim(None, fault="rete"))
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=claims)
    desk.command("TAKE")
    desk.command("APPROVE")
    assert [u.state for u in desk.ticket.units] == ["validated_iw", "in_charge"]
    desk.command("APPROVE", units=[2], coverage="warranty")
    assert desk.fact("transcript", "lines")[0].result == "data_missing"


def test_anybody_of_staff_may_do_anothers_work() -> None:
    """Decisions: "who, mostly" - small desks share."""
    desk = Exchange()
    desk.opens(PHONE)
    desk.command(
        "TAKE", StaffMember("franco.neri", "Franco Neri", ("franco.neri@voismart.example",), ())
    )
    assert desk.ticket.owner == "franco.neri"
    desk.command("TAKE", LUCA)
    assert desk.ticket.owner == "luca.conti"
    desk.command("TAKE", LUCA)
    assert desk.fact("transcript", "lines")[0].result == "already_in_charge"
