"""A letter that did not arrive (mail-layer 10, workflow 2.5)."""

import pytest

from mailbot.domain.intent import Kind, Sender, Strength, UnitClaim
from mailbot.domain.mail import Address, DeliveryReport
from mailbot.domain.registry import Role
from tests.domain.exchange import ANDREA, ELETTRO, GSM, PHONE, Exchange

DAEMON = Sender(Address("mailer-daemon@mx1.voismart.example"), Role.UNKNOWN, Strength.NONE)


def bounce(desk: Exchange, message_id: str, recipient: str = "", **more: str) -> None:
    report = DeliveryReport(
        more.get("action", "failed"),
        recipient,
        more.get("status", "5.1.1"),
        "no such user",
        message_id,
    )
    desk.decide(Kind.BOUNCE, DAEMON, report=report, machine="bounce")


def quoted() -> Exchange:
    desk = Exchange()
    desk.brings_to("quoted")
    return desk


def test_a_bounced_quote_stops_the_clock_it_started_and_staff_hear_of_it() -> None:
    """R53, A17: a clock that the partner never heard of must not destroy his goods."""
    desk = quoted()
    letter = desk.ticket.letters[-2]
    assert letter.name == "quote"
    assert any(c.name == "TM6" and c.running for c in desk.ticket.clocks)

    bounce(desk, letter.message_id, letter.to[0])

    assert not any(c.name == "TM6" and c.running for c in desk.ticket.clocks)
    assert [x.bounced for x in desk.ticket.letters if x.n == letter.n] == [True]
    (shut,) = desk.last.addresses
    assert (shut.address, shut.dead) == (letter.to[0], True)
    assert desk.told() == [("luca.conti@voismart.example", ("address_failed",))]


@pytest.mark.parametrize("more", [{"action": "delayed"}, {"status": "4.2.2"}])
def test_a_delay_changes_nothing(more: dict[str, str]) -> None:
    """Delay notices and soft failures: never answered, no clock stopped."""
    desk = quoted()
    before = desk.ticket
    bounce(desk, before.letters[-2].message_id, **more)
    assert desk.ticket == before
    assert desk.told() == []


def test_a_report_of_a_letter_that_is_not_ours_changes_nothing() -> None:
    """Anybody can write a bounce."""
    desk = quoted()
    before = desk.ticket
    bounce(desk, "<RMA-2026-00001.n3.forged@voismart.example>")
    assert desk.ticket == before
    assert not desk.last.addresses
    desk.decide(Kind.BOUNCE, DAEMON, machine="bounce")
    assert desk.told() == []


def test_a_copy_that_bounced_stops_no_clock() -> None:
    """The requester himself has heard."""
    desk = Exchange()
    desk.opens(PHONE, technical_contact="tecnico@rossi-telecom.example")
    desk.command("TAKE")
    desk.command("APPROVE")
    letter = next(x for x in desk.ticket.letters if x.name == "approval")
    assert letter.to == ("assistenza@rossi-telecom.example", "tecnico@rossi-telecom.example")
    bounce(desk, letter.message_id, "tecnico@rossi-telecom.example")
    assert any(c.name == "TM4" and c.running for c in desk.ticket.clocks)
    assert desk.last.addresses[0].address == "tecnico@rossi-telecom.example"


def test_an_owner_whose_mailbox_fails_is_told_of_to_the_manager() -> None:
    """Somebody else must hear of it."""
    desk = Exchange()
    desk.opens(PHONE)
    desk.command("ASSIGN", to="andrea.bassi")
    letter = next(x for x in desk.ticket.letters if x.to == (ANDREA.addresses[0],))
    bounce(desk, letter.message_id)
    assert desk.told() == [("direzione@voismart.example", ("address_failed",))]


def test_a_referral_that_bounced_is_told_to_support() -> None:
    """M04 to a distributor whose address is gone."""
    desk = Exchange()
    claim = UnitClaim(GSM.serial, sold=GSM, fault="rete")
    desk.partner(Kind.NEW_REQUEST, ELETTRO, units=(claim,))
    letter = next(x for x in desk.referrals["REF-2026-00001"].letters if "fiore" in x.to[0])
    bounce(desk, letter.message_id)
    assert desk.told() == [("supporto@voismart.example", ("address_failed",))]
    assert desk.last.addresses[0].address == "resi@fiore-distr.example"
