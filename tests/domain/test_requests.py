"""What a first letter says, and a request for what is open already (R31, I6, mail 12)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.domain.intent import Answer, Kind, QuoteAnswer, UnitClaim, Wish
from mailbot.domain.registry import Partner
from mailbot.domain.ticket import Authorisation
from tests.domain.exchange import COMUNE, ELETTRO, OLD, PHONE, ROSSI, Exchange

MAIL = ROSSI.emails[0]
CLAIM = UnitClaim(PHONE.serial, sold=PHONE, fault="il display mostra righe verticali")
MUTE = UnitClaim(OLD.serial, sold=OLD, fault="cornetta muta", fault_code="audio")


def test_where_nothing_is_to_be_asked_the_letter_only_acknowledges() -> None:
    """R31, decisions 1: no question for its own sake."""
    desk = Exchange()
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(CLAIM,), return_address="Via Roma 1, Milano")
    assert desk.told()[0] == (MAIL, ("acknowledgement",))


def test_every_third_request_for_what_is_open_calls_the_owner() -> None:
    """Mail 12: `sollecito` with the serial again and again."""
    desk = Exchange()
    desk.opens(PHONE)
    heard = []
    for _ in range(3):
        desk.partner(Kind.NEW_REQUEST, ROSSI, units=(CLAIM,), wishes=(Wish("chaser"),))
        heard.append([name for _, names in desk.told() for name in names])
    again = ["already_open"]
    assert heard == [again, again, ["needs_person", *again]]
    assert desk.fact("needs_person", "why") == "chasers"
    assert len(desk.tickets) == 1


def test_without_a_plea_nobody_is_called_for_what_is_open() -> None:
    """I6: he hears how it stands, as often as he asks."""
    desk = Exchange()
    desk.opens(PHONE)
    for _ in range(3):
        desk.partner(Kind.NEW_REQUEST, ROSSI, units=(CLAIM,))
        assert desk.told() == [(MAIL, ("already_open",))]


@pytest.mark.parametrize("languages", [("it", "en"), ("it",)])
def test_a_letter_is_in_a_language_that_the_desk_has(languages: tuple[str, ...]) -> None:
    """A32: that of the partner, else English, else that of the house."""
    desk = Exchange()
    desk.site = replace(desk.site, languages=languages)
    partner = replace(COMUNE, language="de")
    desk.opens(PHONE, partner=partner)
    assert desk.last.notifications[0].language == languages[-1]


def test_a_partner_who_left_the_directory_is_still_written_to() -> None:
    """R35: nobody else of what was his firm is, since nothing says any more who belongs to it."""
    desk = Exchange()
    gone = replace(ROSSI, id="gone")
    desk.opens(PHONE, partner=gone, technical_contact="Bianchi bianchi@rossi-telecom.example")
    assert desk.letter("acknowledgement").cc != ()

    desk.command("TAKE")

    letter = desk.letter("in_charge")
    assert [a.email for a in (*letter.to, *letter.cc)] == [MAIL]


def repaired_for(desk: Exchange, partner: Partner) -> None:
    """A unit out of warranty, repaired for money and sent back."""
    desk.partner(Kind.NEW_REQUEST, partner, units=(MUTE,))
    desk.command("TAKE")
    desk.command("APPROVE")
    desk.command("RECEIVED")
    report = {"coverage": "out-of-warranty", "result": "repairable", "report": "cornetta"}
    desk.command("TESTED", **report)
    desk.command("QUOTE", amount="100")
    quote = QuoteAnswer(Answer.ACCEPT)
    desk.partner(Kind.QUOTE_REPLY, partner, quote=quote, reference=desk.ticket.number)
    desk.command("REPAIR", stage="done")
    desk.command("SHIP", carrier="BRT", tracking="075012345678")


@pytest.mark.parametrize(("asker", "covered"), [(ROSSI, "in"), (ELETTRO, "out")])
def test_a_paid_repair_is_good_for_who_paid_it(asker: Partner, covered: str) -> None:
    """A13: another, though authorised to ask, learns nothing of the repair and has no claim."""
    desk = Exchange()
    repaired_for(desk, ROSSI)
    given = Authorisation("elettro", (), desk.now.date() + timedelta(days=30), "luca.conti", "<a>")
    desk.authorisations.append(given)
    desk.partner(Kind.NEW_REQUEST, asker, units=(MUTE,))
    verdict = desk.ticket.units[0].verdict
    assert verdict is not None
    assert verdict.covered == covered
