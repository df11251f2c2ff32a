"""What becomes of a referral when its distributor answers (R3, R6, decisions 7)."""

from dataclasses import replace

import pytest

from mailbot.domain.intent import Kind, UnitClaim, Wish
from mailbot.domain.registry import Partner
from mailbot.domain.rules import Rule
from tests.domain.exchange import ELETTRO, FIORE, GFO, GSM, Exchange

CLAIM = UnitClaim(GSM.serial, sold=GSM, fault="non aggancia la rete")
REF = "REF-2026-00001"


@pytest.fixture
def desk() -> Exchange:
    """A dealer was sent to Fiore, who can open it."""
    desk = Exchange()
    desk.partner(Kind.NEW_REQUEST, ELETTRO, units=(CLAIM,))
    return desk


def opens(desk: Exchange, partner: Partner = FIORE) -> list[tuple[str, tuple[str, ...]]]:
    desk.partner(Kind.INFO_REPLY, partner, wishes=(Wish("open"),), reference=REF, text="APRI")
    return desk.told()


def test_the_distributor_hears_who_the_dealer_is(desk: Exchange) -> None:
    """Decisions 7: his name and his address."""
    assert desk.fact("dealer_referred", "dealer") == (
        "Elettro Impianti S.n.c. (info@elettro-impianti.example)"
    )


def test_a_referral_whose_ticket_is_not_to_be_found_goes_to_a_person(desk: Exchange) -> None:
    """I6: opened once already, so not again, whatever happened to the ticket."""
    opens(desk)
    desk.tickets.clear()
    assert opens(desk) == [
        ("resi@fiore-distr.example", ("noted",)),
        ("supporto@voismart.example", ("needs_person",)),
    ]
    assert desk.fact("needs_person", "why") == "opened_before"
    assert desk.fact("needs_person", "details") == f"{REF} RMA-2026-00001"
    assert not desk.tickets


def test_a_referral_that_leads_on_is_not_opened(desk: Exchange) -> None:
    """R3: the rules were changed meanwhile; the unit is another distributor's."""
    rule = Rule("moved", {"unit.family": "gsm_gateway"}, {"redirect": "gfo"})
    desk.site = replace(desk.site, rules=(rule,))
    assert opens(desk) == [("resi@fiore-distr.example", ("wrong_channel",))]
    assert desk.fact("wrong_channel", "distributor") == GFO
    assert not desk.tickets
    assert desk.referrals[REF].opened_as == ""


def test_a_unit_that_the_distributor_has_open_is_the_referrals_ticket(desk: Exchange) -> None:
    """I6: he had asked himself before he read of the dealer."""
    desk.opens(GSM, partner=FIORE)
    assert opens(desk) == [("resi@fiore-distr.example", ("already_open",))]
    assert desk.referrals[REF].opened_as == desk.ticket.number
    assert len(desk.tickets) == 1


def test_units_of_two_distributors_are_two_referrals() -> None:
    """R3: one paragraph and one number for each door."""
    desk = Exchange()
    other = replace(GSM, serial="VSG0425500099Z", sold_to="gfo")
    claims = (CLAIM, UnitClaim(other.serial, sold=other, fault="muto"))
    desk.partner(Kind.NEW_REQUEST, ELETTRO, units=claims)
    assert {n: r.distributor_id for n, r in desk.referrals.items()} == {
        "REF-2026-00001": "fiore",
        "REF-2026-00002": "gfo",
    }
    assert [[u.serial for u in r.units] for r in desk.referrals.values()] == [
        [GSM.serial],
        [other.serial],
    ]
