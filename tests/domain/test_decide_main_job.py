"""The main job at the level of decisions: request, in charge, approval, test, quote, shipment."""

from datetime import date
from decimal import Decimal

import pytest

from mailbot.domain.intent import Answer, Kind, QuoteAnswer, Strength, UnitClaim
from mailbot.domain.lifecycle import State, public_status
from tests.domain.exchange import (
    ANDREA,
    ELETTRO,
    FAX,
    FIORE,
    FRANCO,
    GSM,
    LUCA,
    NORDTEL,
    OLD,
    PBX,
    PHONE,
    ROSSI,
    Exchange,
)


@pytest.fixture
def desk() -> Exchange:
    return Exchange()


def test_a_complete_request_is_acknowledged_once_and_staff_hear_of_it(desk: Exchange) -> None:
    """R31, X1: one acknowledgement with the number; R34: complete, so the clock of validation."""
    ticket = desk.opens(PBX, PHONE)

    assert ticket.number == "RMA-2026-00001"
    assert [u.state for u in ticket.units] == [State.NEW, State.NEW]
    assert desk.told() == [
        ("assistenza@rossi-telecom.example", ("acknowledgement", "courtesy")),
        ("supporto@voismart.example", ("new_request",)),
    ]
    assert {c.name for c in ticket.clocks if c.running} == {"TM1", "TM2"}
    assert ticket.units[0].verdict.covered == "in"
    assert ticket.units[0].verdict.basis == "licence_registration"
    assert "direct" in ticket.rule


def test_the_whole_way_from_request_to_shipment(desk: Exchange) -> None:
    """Issue 2's case: two units, one covered, one quoted and accepted, both shipped."""
    desk.opens(PBX, OLD)
    desk.command("TAKE")
    assert desk.fact("in_charge", "owner_name") == "Luca Conti"
    assert public_status(desk.ticket) == "In charge"

    desk.command("APPROVE")
    assert [u.state for u in desk.ticket.units] == ["validated_iw", "validated_oow"]
    assert desk.fact("approval", "accepted_on") == date(2026, 11, 20)
    assert desk.fact("approval", "valid_until") == date(2026, 12, 20)
    assert ("magazzino@voismart.example", ("announcement",)) in desk.told()

    desk.command("RECEIVED", FRANCO)
    assert desk.letter("goods_received").to[0].email == "assistenza@rossi-telecom.example"
    assert ("lab@voismart.example", ("announcement",)) in desk.told()

    desk.command(
        "TESTED", ANDREA, coverage="warranty", result="repairable", units=[1],
        delivery="2026-12-04", report="alimentatore sostituito",
    )  # fmt: skip
    desk.command(
        "TESTED", ANDREA, coverage="out-of-warranty", result="repairable", units=[2],
        report="display da sostituire",
    )  # fmt: skip
    assert public_status(desk.ticket) == "In process"
    desk.command("QUOTE", ANDREA, amount="129.50", days=5)
    quote = desk.fact("quote", "quote")
    assert (quote.amount, quote.units, quote.revision) == (Decimal("129.50"), (2,), 1)

    desk.partner(
        Kind.QUOTE_REPLY,
        ROSSI,
        quote=QuoteAnswer(Answer.ACCEPT, order_number="4500012"),
        reference=desk.ticket.number,
    )
    proof = desk.ticket.units[1].acceptance
    assert proof.order_number == "4500012"
    assert proof.message_id == "<mail-8@rossi-telecom.example>"
    assert proof.digest == "digest-8"
    assert desk.ticket.units[1].promised == date(2026, 11, 27)

    desk.command("SHIP", FRANCO, carrier="BRT", tracking="075012345678")
    assert public_status(desk.ticket) == "Closed - with success"
    assert [n.name for n in desk.last.notifications if n.to[0].email.startswith("assist")] == [
        "shipped"
    ]
    assert not any(c.running for c in desk.ticket.clocks)


def test_missing_data_is_asked_for_in_the_acknowledgement(desk: Exchange) -> None:
    """X6, decisions 3: one letter; the twelve hours run all the same (R32), not R34."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=())

    assert desk.told()[0][1] == ("acknowledgement", "missing_data")
    questions = desk.fact("missing_data", "questions")
    assert [(q.unit, q.field) for q in questions] == [
        (1, "serial"), (1, "fault"), (0, "return_address"),
    ]  # fmt: skip
    assert desk.ticket.units[0].state is State.WAITING_INFO
    assert {c.name for c in desk.ticket.clocks if c.running} == {"TM1", "TM3"}


def test_the_answer_completes_the_request(desk: Exchange) -> None:
    """X7, R34: complete now, so the two working days start now."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(None, fault="non si accende"),))
    desk.later(hours=3)
    desk.partner(
        Kind.INFO_REPLY,
        ROSSI,
        units=(UnitClaim(PHONE.serial, sold=PHONE),),
        reference=desk.ticket.number,
    )

    unit = desk.ticket.units[0]
    assert (unit.state, unit.serial, unit.fault) == (State.NEW, PHONE.serial, "non si accende")
    assert desk.ticket.complete_since == desk.now
    assert ("assistenza@rossi-telecom.example", ("data_complete",)) in desk.told()


def test_a_look_alike_serial_is_proposed_and_a_yes_takes_it(desk: Exchange) -> None:
    """Decisions 2: never corrected in silence."""
    claim = UnitClaim("VST2026Z24711B", suggested=PHONE, fault="display")
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(claim,))
    question = desk.fact("missing_data", "questions")[0]
    assert (question.field, question.suggestion) == ("confirm_serial", PHONE.serial)
    assert desk.ticket.units[0].state is State.WAITING_INFO

    desk.partner(Kind.INFO_REPLY, ROSSI, reference=desk.ticket.number, text="Sì, grazie")

    assert desk.ticket.units[0].serial == PHONE.serial
    assert desk.ticket.units[0].state is State.NEW


def test_a_near_serial_of_another_partner_is_never_proposed(desk: Exchange) -> None:
    """Decisions 2, mail-layer 19."""
    claim = UnitClaim("VSF0426110063X", suggested=FAX, fault="display")
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(claim,))
    assert desk.ticket.units[0].suggestion is None
    assert FAX.serial not in repr(desk.last.notifications)


def test_a_dealer_is_sent_to_his_distributor_who_can_open_it(desk: Exchange) -> None:
    """R3, R5, X3, decisions 7: no number for the dealer; APRI makes it an RMA."""
    claim = UnitClaim(GSM.serial, sold=GSM, fault="non aggancia la rete")
    desk.partner(Kind.NEW_REQUEST, ELETTRO, units=(claim,))

    assert not desk.tickets
    assert desk.fact("wrong_channel", "distributor") == FIORE
    assert desk.told() == [
        ("info@elettro-impianti.example", ("wrong_channel",)),
        ("resi@fiore-distr.example", ("dealer_referred",)),
    ]

    desk.partner(
        Kind.INFO_REPLY, FIORE, wishes=(wish("open"),), reference="REF-2026-00001", text="APRI"
    )
    assert desk.ticket.requester.partner_id == "fiore"
    assert desk.ticket.units[0].serial == GSM.serial
    assert desk.ticket.units[0].fault == "non aggancia la rete"
    assert desk.referrals["REF-2026-00001"].opened_as == desk.ticket.number

    desk.partner(
        Kind.INFO_REPLY, FIORE, wishes=(wish("open"),), reference="REF-2026-00001", text="APRI"
    )
    assert len(desk.tickets) == 1


def wish(name: str, **args: str):
    from mailbot.domain.intent import Wish

    return Wish(name, args=args)


def test_a_mixed_mail_is_split_and_told_in_one_letter(desk: Exchange) -> None:
    """5.5: opened units stay, redirected ones get their paragraph in the same reply."""
    claims = (
        UnitClaim(PHONE.serial, sold=PHONE, fault="display"),
        UnitClaim(GSM.serial, sold=GSM, fault="rete"),
    )
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=claims)
    assert [u.serial for u in desk.ticket.units] == [PHONE.serial]
    assert desk.told()[0] == (
        "assistenza@rossi-telecom.example",
        ("acknowledgement", "courtesy", "wrong_channel"),
    )


def test_a_stranger_gets_the_sales_contact_and_no_number(desk: Exchange) -> None:
    """R2, R7, X2."""
    desk.partner(Kind.NEW_REQUEST, None, units=(UnitClaim(PHONE.serial, sold=PHONE, fault="x"),))
    assert not desk.tickets
    assert desk.told() == [
        ("anna@nowhere.example", ("not_a_partner",)),
        ("supporto@voismart.example", ("needs_person",)),
    ]


def test_a_stranger_who_did_not_write_to_us_is_set_aside(desk: Exchange) -> None:
    """RFC 3834 section 2: neither a blind copy nor an unusable address is answered."""
    for who, to in (("anna@nowhere.example", "elenco@altri.example"), ("", desk.site.address)):
        desk.to = to
        desk.partner(Kind.NEW_REQUEST, None, who=who)
        assert desk.told() == []
        assert desk.last.quarantine == "stranger"


def test_who_cannot_be_written_to_is_left_to_a_person(desk: Exchange) -> None:
    """RFC 5321 section 4.1.2: no ticket that its requester never hears of, and no crash."""
    for local in ("mario..rossi", ".mario", "mariò", "m" * 65):
        who = f"{local}@rossi-telecom.example"
        units = (UnitClaim(PHONE.serial, sold=PHONE, fault="x"),)
        desk.partner(Kind.NEW_REQUEST, ROSSI, units=units, who=who)
        assert desk.told() == [("supporto@voismart.example", ("needs_person",))]
        assert desk.fact("needs_person", "why") == "unwritable"
        desk.partner(Kind.NEW_REQUEST, None, units=units, who=who)
        assert desk.told() == []
        assert desk.last.quarantine == "unwritable"
        assert not desk.tickets
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=units, who="m" * 64 + "@rossi-telecom.example")
    assert desk.tickets


def test_a_persons_mail_that_asks_for_no_return_is_set_aside_in_silence(desk: Exchange) -> None:
    """X2: nobody is written to for it; a machine's is not even set aside."""
    for partner in (None, ROSSI):
        desk.partner(Kind.UNRELATED, partner)
        assert desk.told() == []
        assert desk.last.quarantine == "unrelated"
        desk.partner(Kind.UNRELATED, partner, machine="a list")
        assert desk.told() == []
        assert desk.last.quarantine == ""
    desk.to = "elenco@altri.example"
    for partner, kept in ((None, ""), (ROSSI, "unrelated")):
        desk.partner(Kind.UNRELATED, partner)
        assert desk.told() == []
        assert desk.last.quarantine == kept


def test_a_forged_staff_mail_is_told_to_support_alone(desk: Exchange) -> None:
    """Mail-layer 16, 17: neither our staff nor the desk itself gets a stranger's letter."""
    for who in (LUCA.addresses[0], desk.site.address):
        desk.partner(Kind.INFO_REPLY, None, who=who, text="CANCEL test")
        assert desk.told() == [("supporto@voismart.example", ("needs_person",))]
        assert desk.fact("needs_person", "why") == "forged_staff"


def test_goods_of_another_direct_partner_are_held_without_a_word_of_whose(desk: Exchange) -> None:
    """A27."""
    desk.partner(Kind.NEW_REQUEST, NORDTEL, units=(UnitClaim(PBX.serial, sold=PBX, fault="x"),))
    unit = desk.ticket.units[0]
    assert unit.verdict is None
    assert "hold:ownership" in unit.flags
    letter = desk.letter("acknowledgement")
    assert "rossi" not in repr((letter.parts, letter.to, letter.cc))
    assert desk.fact("needs_person", "why") == "ownership"


def test_a_serial_that_is_open_already_opens_nothing(desk: Exchange) -> None:
    """I6, X5, mail 12: a colleague hears how it stands and follows it from then on."""
    desk.opens(PHONE)
    claim = UnitClaim(PHONE.serial, sold=PHONE, fault="display")
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(claim,), who="mario@rossi-telecom.example")

    assert len(desk.tickets) == 1
    assert desk.told() == [("mario@rossi-telecom.example", ("already_open",))]
    assert desk.ticket.watchers == ("mario@rossi-telecom.example",)


def test_every_third_chaser_calls_the_owner(desk: Exchange) -> None:
    """Mail 12."""
    desk.opens(PHONE)
    told = []
    for _ in range(3):
        desk.partner(
            Kind.STATUS_QUESTION, ROSSI, wishes=(wish("chaser"),), reference=desk.ticket.number
        )
        told.append([name for _, names in desk.told() for name in names])
    assert told == [["status"], ["status"], ["needs_person", "status"]]


def test_all_commands_of_a_mail_apply_or_none(desk: Exchange) -> None:
    """Mail-layer 23: TAKE was good, QUOTE is not possible, so nothing has happened."""
    from mailbot.domain.intent import Order

    desk.opens(PHONE)
    before = desk.ticket
    desk.staff(
        LUCA,
        Order("TAKE", {}, "TAKE"),
        Order("QUOTE", {"amount": "10"}, "QUOTE 10"),
        Order("NOTE", {"text": "x"}, "NOTE x"),
        reference=before.number,
    )
    lines = desk.fact("transcript", "lines")
    assert [(x.line, x.ok, x.result) for x in lines] == [
        ("TAKE", False, "not_run"),
        ("QUOTE 10", False, "illegal_move"),
        ("NOTE x", False, "not_run"),
    ]
    assert lines[1].facts["state"] == "in_charge"
    assert "APPROVE" in lines[1].facts["possible"]
    assert desk.ticket.units == before.units
    assert desk.ticket.owner == ""
    assert desk.told() == [("luca.conti@voismart.example", ("transcript",))]


def test_a_weak_mail_of_staff_waits_for_a_code(desk: Exchange) -> None:
    """Mail-layer 17: nothing changes; the code, sent back by the same person, runs the lines."""
    from mailbot.domain.intent import Order

    desk.opens(PHONE)
    desk.staff(
        LUCA, Order("TAKE", {}, "TAKE"), reference=desk.ticket.number, strength=Strength.FROM
    )
    assert desk.ticket.owner == ""
    code = desk.fact("confirm_code", "code")
    assert code not in repr(desk.challenges)

    confirm = Order("CONFIRM", {"code": code.lower()}, f"CONFIRM {code}")
    desk.staff(ANDREA, confirm, strength=Strength.FROM)
    assert desk.ticket.owner == ""
    desk.staff(LUCA, confirm, strength=Strength.FROM)
    assert desk.ticket.owner == "luca.conti"
    desk.staff(LUCA, confirm, strength=Strength.FROM)
    assert desk.fact("transcript", "lines")[0].result == "wrong_code"


def test_undo_puts_the_ticket_back_and_corrects_what_was_said(desk: Exchange) -> None:
    """X49, mail-layer 24, M34."""
    from mailbot.domain.intent import Order

    desk.brings_to("in_charge")
    desk.command("APPROVE")
    token = desk.fact("transcript", "undo_token")
    desk.later(minutes=10)
    desk.staff(LUCA, Order("UNDO", {"token": token}, f"UNDO {token}"))
    assert desk.ticket.units[0].state is State.IN_CHARGE
    assert ("assistenza@rossi-telecom.example", ("correction",)) in desk.told()
    assert [e.what for e in desk.ticket.history][-1] == "undo"
    assert not any(c.name == "TM4" and c.running for c in desk.ticket.clocks)


def test_undo_is_over_after_ten_minutes(desk: Exchange) -> None:
    """Mail-layer 24: a bound, a second above it."""
    from mailbot.domain.intent import Order

    desk.brings_to("in_charge")
    desk.command("APPROVE")
    token = desk.fact("transcript", "undo_token")
    desk.later(minutes=10, seconds=1)
    desk.staff(LUCA, Order("UNDO", {"token": token}, f"UNDO {token}"))
    assert desk.fact("transcript", "lines")[0].result == "code_expired"
    assert desk.ticket.units[0].state is State.VALIDATED_IW
