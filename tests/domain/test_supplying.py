"""Data that comes in: which unit it is about, and what is left alone (X4, X7, A26, I6)."""

from dataclasses import replace

import pytest

from mailbot.domain.intent import Kind, UnitClaim, Wish
from mailbot.domain.lifecycle import State, missing_fields
from mailbot.domain.rules import Rule
from tests.domain.exchange import OLD, PHONE, PHONE2, ROSSI, Exchange

MAIL = ROSSI.emails[0]
VAGUE = UnitClaim(None)


@pytest.fixture
def desk() -> Exchange:
    return Exchange()


def supplies(desk: Exchange, *units: UnitClaim, text: str = "testo") -> list[str]:
    """A reply on the newest ticket; the parts that the partner hears."""
    desk.partner(Kind.INFO_REPLY, ROSSI, units=units, reference=desk.ticket.number, text=text)
    return [name for to, names in desk.told() if to == MAIL for name in names]


def asks_about(desk: Exchange, *claims: UnitClaim) -> None:
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=claims)


def test_a_fault_without_a_unit_is_that_of_the_only_one_that_lacks_it(desk: Exchange) -> None:
    """X7: `il display è nero` needs no number where one unit alone waits for a fault."""
    asks_about(
        desk, UnitClaim(PHONE.serial, sold=PHONE, fault="rete"), UnitClaim(OLD.serial, sold=OLD)
    )
    assert supplies(desk, UnitClaim(None, fault="display nero")) == ["data_complete"]
    assert [u.fault for u in desk.ticket.units] == ["rete", "display nero"]


def test_a_fault_that_two_units_lack_is_given_to_neither(desk: Exchange) -> None:
    """X7: not guessed; the owner reads the mail, nothing is asked by a machine."""
    asks_about(desk, UnitClaim(PHONE.serial, sold=PHONE), UnitClaim(OLD.serial, sold=OLD))
    assert supplies(desk, UnitClaim(None, fault="display nero")) == []
    assert [u.fault for u in desk.ticket.units] == ["", ""]
    assert desk.fact("needs_person", "why") == "note"


def test_a_fault_goes_to_the_unit_whose_serial_stands_beside_it(desk: Exchange) -> None:
    """X7: named by its serial, or by its end."""
    asks_about(desk, UnitClaim(PHONE.serial, sold=PHONE), UnitClaim(OLD.serial, sold=OLD))
    supplies(desk, UnitClaim(OLD.serial, sold=OLD, fault="cornetta muta"))
    assert [u.fault for u in desk.ticket.units] == ["", "cornetta muta"]
    supplies(desk, UnitClaim("4711B", fault="display nero"))
    assert [u.fault for u in desk.ticket.units] == ["display nero", "cornetta muta"]


def test_the_serial_that_was_proposed_is_that_of_its_unit(desk: Exchange) -> None:
    """A26, decisions 2: typed out instead of a yes, beside another unit without a serial."""
    near = UnitClaim("VST2026Z24711B", suggested=PHONE, fault="display")
    asks_about(desk, UnitClaim(None, fault="rete"), near)
    supplies(desk, UnitClaim(PHONE.serial, sold=PHONE))
    assert [u.serial for u in desk.ticket.units] == [None, PHONE.serial]


@pytest.mark.parametrize(
    "text",
    ["sì", "Sì, confermo.\nGrazie", "ok esatto, grazie", "Yes, correct!", "Corretto.\n\nRossi"],
)
def test_a_yes_takes_the_serial_that_was_proposed(desk: Exchange, text: str) -> None:
    """A26: the writer confirms in a word; a unit that nothing was proposed for waits on."""
    near = UnitClaim("VST2026Z24711B", suggested=PHONE, fault="display")
    asks_about(desk, UnitClaim(None, fault="rete"), near)
    assert supplies(desk, text=text) == ["missing_data"]
    assert [u.serial for u in desk.ticket.units] == [None, PHONE.serial]
    assert desk.ticket.units[1].suggestion is None


def test_what_is_decided_is_not_changed_by_a_mail(desk: Exchange) -> None:
    """R14, X4: after the approval another fault is a note for staff."""
    desk.brings_to("validated_iw")
    before = desk.ticket.units
    assert supplies(desk, UnitClaim(PHONE.serial, sold=PHONE, fault="altro guasto")) == []
    assert desk.ticket.units == before
    assert desk.fact("needs_person", "why") == "note"


@pytest.mark.parametrize(
    "text", ["confermo la richiesta", "okay", "no", "sì ma il numero è un altro"]
)
def test_what_is_no_plain_yes_takes_no_serial(desk: Exchange, text: str) -> None:
    """A26: nothing is corrected on a guess."""
    asks_about(desk, UnitClaim("VST2026Z24711B", suggested=PHONE, fault="display"))
    supplies(desk, text=text)
    assert desk.ticket.units[0].serial == "VST2026Z24711B"


@pytest.mark.parametrize("place", ["quoted", "body"])
def test_a_serial_that_is_only_quoted_joins_no_ticket(desk: Exchange, place: str) -> None:
    """X4: a further unit is one the writer names himself, and that was sold."""
    desk.opens(PHONE)
    supplies(desk, UnitClaim(PHONE2.serial, sold=PHONE2, fault="rete", where=place))
    assert len(desk.ticket.units) == (1 if place == "quoted" else 2)


def test_a_serial_that_was_never_sold_joins_no_ticket(desk: Exchange) -> None:
    """A26: it could be anything; staff read the mail."""
    desk.opens(PHONE)
    assert supplies(desk, UnitClaim("PO-4711-2026", fault="rete")) == []
    assert len(desk.ticket.units) == 1
    assert desk.fact("needs_person", "why") == "note"


def test_a_unit_that_a_rule_sends_away_joins_no_ticket(desk: Exchange) -> None:
    """R7: `reply` opens nothing, in a later mail as in the first."""
    desk.opens(PHONE)
    rule = Rule("no", {"unit.family": "ip_phone"}, {"reply": "not_a_partner"})
    desk.site = replace(desk.site, rules=(rule,))
    supplies(desk, UnitClaim(PHONE2.serial, sold=PHONE2, fault="rete"))
    assert len(desk.ticket.units) == 1


def test_a_serial_that_is_open_in_another_ticket_is_not_taken(desk: Exchange) -> None:
    """I6: one open unit for each serial; what else the mail says of the unit is kept."""
    desk.opens(PHONE)
    asks_about(desk, VAGUE)
    claim = UnitClaim(PHONE.serial, sold=PHONE, fault="display nero")
    assert supplies(desk, claim) == ["missing_data"]
    (unit,) = desk.ticket.units
    assert (unit.serial, unit.fault, missing_fields(unit)) == (None, "display nero", ("serial",))
    assert unit.state is State.WAITING_INFO


def test_contacts_alone_change_no_unit(desk: Exchange) -> None:
    """A5: kept, with a line for the owner since nobody asked for them."""
    desk.opens(PHONE)
    desk.partner(
        Kind.INFO_REPLY,
        ROSSI,
        reference=desk.ticket.number,
        technical_contact="Bianchi 02 5550123",
        wishes=(Wish("status"),),
    )
    assert desk.ticket.technical_contact == "Bianchi 02 5550123"
    assert ("assistenza@rossi-telecom.example", ("status",)) in desk.told()
