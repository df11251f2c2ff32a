"""Commands of staff: what each does, and what it refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mailbot.domain.decision import Decision
from mailbot.domain.intent import BadCommand, Found, Kind, Order, Sender, Strength, UnitClaim
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address, Attachment, Table
from mailbot.domain.registry import Role
from mailbot.domain.scanning import codes_in_attachments
from mailbot.domain.site import StaffMember
from mailbot.domain.ticket import Digest
from tests.domain.exchange import (
    ANDREA,
    FRANCO,
    GSM,
    LUCA,
    OLD,
    PHONE,
    PHONE2,
    ROSSI,
    SWAP,
    Exchange,
    make_site,
)

MAIL = "assistenza@rossi-telecom.example"


@pytest.fixture
def desk() -> Exchange:
    return Exchange()


def result(desk: Exchange) -> str:
    """The refusal of the first line, or an empty text."""
    return str(desk.fact("transcript", "lines")[0].result)


def partner_hears(desk: Exchange) -> list[str]:
    return [name for to, names in desk.told() if to == MAIL for name in names]


# -- in charge, words --


def test_assigning_takes_the_ticket_and_tells_the_colleague(desk: Exchange) -> None:
    """X10, R33: a named owner has it; given on, the partner hears nothing more."""
    desk.opens(PHONE)
    desk.command("ASSIGN", to="andrea.bassi")
    assert partner_hears(desk) == ["in_charge"]
    assert (ANDREA.addresses[0], ("announcement",)) in desk.told()
    desk.command("ASSIGN", to="luca.conti")
    assert desk.ticket.owner == "luca.conti"
    assert partner_hears(desk) == []
    desk.command("CLOSE", reason="risolto")
    desk.command("TAKE", ANDREA)
    assert result(desk) == "illegal_move"


def test_ask_reply_and_note(desk: Exchange) -> None:
    """X12, decisions: ASK waits, REPLY does not, NOTE is for staff alone."""
    desk.brings_to("in_charge")
    desk.command("NOTE", text="sentito al telefono")
    assert partner_hears(desk) == []
    desk.command("REPLY", text="vi richiamiamo")
    assert partner_hears(desk) == ["reply"]
    assert desk.ticket.units[0].state is State.IN_CHARGE
    desk.command("ASK", text="quale alimentatore?")
    assert partner_hears(desk) == ["missing_data"]
    assert desk.ticket.units[0].state is State.WAITING_INFO
    assert any(c.name == "TM3" and c.running for c in desk.ticket.clocks)
    desk.partner(Kind.INFO_REPLY, ROSSI, reference=desk.ticket.number, text="quello originale")
    assert desk.ticket.units[0].state is State.IN_CHARGE
    assert desk.ticket.pending == {}
    desk.command("NOTE", text=" ")
    assert result(desk) == "no_text"


def test_a_question_on_the_bench_stops_nothing(desk: Exchange) -> None:
    """X12: goods in the warehouse are never cancelled for want of an answer."""
    desk.brings_to("received")
    desk.command("ASK", text="quale alimentatore?")
    assert desk.ticket.units[0].state is State.RECEIVED
    assert not any(c.name == "TM3" for c in desk.ticket.clocks)


def test_the_technical_contact_is_asked_where_his_address_is_the_partners(desk: Exchange) -> None:
    """R35: else the requester."""
    desk.opens(PHONE, technical_contact="Neri tecnico@rossi-telecom.example, x@altri.example")
    desk.command("TAKE")
    desk.command("ASK", text="quale?")
    letter = desk.letter("missing_data")
    assert [a.email for a in letter.to] == ["tecnico@rossi-telecom.example"]
    assert [a.email for a in letter.cc] == [MAIL]


def test_cancel_and_close_need_their_reason(desk: Exchange) -> None:
    """X13, X48."""
    desk.brings_to("in_charge", PHONE, OLD)
    desk.command("CANCEL", reason="")
    assert result(desk) == "no_reason"
    desk.command("CANCEL", reason="doppione", units=[1])
    assert partner_hears(desk) == ["closed"]
    desk.command("CLOSE", reason="risolto al telefono")
    assert partner_hears(desk) == ["solved"]
    assert [u.closed_reason for u in desk.ticket.units] == ["cancelled", "solved"]


def test_units_in_brackets_bound_what_a_free_text_does(desk: Exchange) -> None:
    """I7, decisions: `CLOSE risolto (2)` closes the second and nothing else."""
    desk.brings_to("in_charge", PHONE, OLD)
    desk.command("CLOSE", reason="risolto (2)")
    assert [u.state for u in desk.ticket.units] == ["in_charge", "closed_cancelled"]
    assert desk.fact("solved", "text") == "risolto"
    again = Exchange()
    again.brings_to("in_charge", PHONE, OLD)
    again.command("ASK", text="quale alimentatore? [1]")
    assert [u.state for u in again.ticket.units] == ["waiting_info", "in_charge"]
    again.command("CANCEL", reason="doppione (7)")
    assert result(again) == "unknown_unit"
    again.command("CANCEL", reason="doppione (come detto)")
    assert {u.state for u in again.ticket.units} == {"closed_cancelled"}


def test_an_expired_unit_is_awaited_again(desk: Exchange) -> None:
    """X20: the parcel landed after all."""
    for sold, state in ((PHONE, "validated_iw"), (OLD, "validated_oow")):
        desk = Exchange()
        desk.opens(sold)
        desk.command("TAKE")
        desk.command("APPROVE")
        unit = replace(desk.ticket.units[0], state=State.CLOSED_EXPIRED)
        desk.tickets[desk.ticket.number] = desk.ticket.with_unit(unit)
        desk.command("REOPEN")
        assert desk.ticket.units[0].state == state
        assert partner_hears(desk) == ["goods_awaited"]


def test_a_closed_unit_whose_serial_is_open_elsewhere_stays_closed(desk: Exchange) -> None:
    """I6."""
    desk.brings_to("in_charge")
    desk.command("CLOSE", reason="risolto")
    first = desk.ticket.number
    desk.opens(PHONE)
    desk.staff(LUCA, Order("REOPEN", {}, "REOPEN"), reference=first)
    assert result(desk) == "serial_open"


# -- decisions --


def test_no_verdict_no_approval_without_a_word(desk: Exchange) -> None:
    """X14: the verdict present, or overridden by who says it."""
    undated = replace(PHONE, delivered_on=None)
    claim = UnitClaim(PHONE.serial, sold=undated, fault="display")
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(claim,))
    desk.command("TAKE")
    desk.command("APPROVE")
    assert result(desk) == "no_verdict"
    desk.command("APPROVE", coverage="warranty")
    assert desk.ticket.units[0].state is State.VALIDATED_IW
    assert desk.ticket.units[0].approved_by == "luca.conti"


def test_the_coverage_said_answers_for_a_fault_never_told(desk: Exchange) -> None:
    """R34: but never for a serial."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(PHONE.serial, sold=PHONE),))
    desk.command("TAKE")
    desk.command("APPROVE")
    assert result(desk) == "data_missing"
    desk.command("APPROVE", coverage="out-of-warranty")
    assert desk.ticket.units[0].state is State.VALIDATED_OOW


def test_a_refusal_needs_a_kind_a_reason_and_for_sales_a_serial(desk: Exchange) -> None:
    """R36, R37, I9."""
    desk.partner(Kind.NEW_REQUEST, ROSSI)
    desk.command("TAKE")
    desk.command("REJECT", kind="other", reason="x")
    assert result(desk) == "reject_kind"
    desk.command("REJECT", kind="technical", reason=" ")
    assert result(desk) == "no_reason"
    desk.command("REJECT", kind="commercial", reason="mai venduto")
    assert result(desk) == "nothing_looked_up"
    desk.command("REJECT", kind="technical", reason="nessun guasto")
    assert desk.ticket.units[0].state is State.REFUSED_TECHNICAL


def test_what_was_looked_up_names_the_owner_for_staff_alone(desk: Exchange) -> None:
    """R36, mail-layer 19."""
    from tests.domain.exchange import NORDTEL

    desk.partner(Kind.NEW_REQUEST, NORDTEL, units=(UnitClaim(PHONE.serial, sold=PHONE, fault="x"),))
    desk.command("TAKE")
    desk.command("REJECT", kind="commercial", reason="non risulta venduto a voi")
    assert desk.ticket.units[0].refusal_checked == f"{PHONE.serial}: not_sold_to_you"
    assert "sold_to rossi" in desk.ticket.history[-1].note
    assert "rossi" not in repr(desk.letter("refusal").parts[0].facts["units"][0].refusal_checked)


@pytest.mark.parametrize(
    ("until", "refused"),
    [("2026-11-19", "date_in_past"), ("2026-11-20", ""), ("2027-02-18", ""),
     ("2027-02-19", "date_too_late"), (None, "no_date")],
)  # fmt: skip
def test_a_prior_authorisation_has_its_bounds(
    desk: Exchange, until: str | None, refused: str
) -> None:
    """A28: from today to ninety days from now."""
    order = Order("AUTHORISE", {"partner": "elettro", "serials": ["all"], "until": until}, "A")
    desk.staff(LUCA, order)
    assert result(desk) == refused
    assert len(desk.authorisations) == (not refused)
    if desk.authorisations:
        assert desk.authorisations[0].serials == ()


def test_a_prior_authorisation_of_nobody_is_refused(desk: Exchange) -> None:
    """A typing error authorises nobody."""
    order = Order("AUTHORISE", {"partner": "eletro", "until": "2026-12-01"}, "AUTHORISE eletro")
    desk.staff(LUCA, order)
    assert result(desk) == "unknown_partner"


def test_an_authorisation_covers_its_serials_until_its_day(desk: Exchange) -> None:
    """R6: on the day and after it; another serial is not covered."""
    from tests.domain.exchange import ELETTRO

    args = {"partner": "elettro", "serials": [GSM.serial], "until": "2026-11-21"}
    desk.staff(LUCA, Order("AUTHORISE", args, "AUTHORISE"))
    claim = UnitClaim(GSM.serial, sold=GSM, fault="rete")
    for days, tickets in ((0, 1), (1, 1), (2, 0)):
        again = Exchange()
        again.authorisations = desk.authorisations
        again.later(days=days)
        again.partner(Kind.NEW_REQUEST, ELETTRO, units=(claim,))
        assert len(again.tickets) == tickets, days


def test_a_serial_is_put_right_with_all_that_the_registry_has(desk: Exchange) -> None:
    """SN: completes the request; never one that is open elsewhere (I6), never after the test."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(None, fault="display"),))
    desk.command("SN", unit=1, serial=PHONE.serial.lower())
    unit = desk.ticket.units[0]
    assert (unit.serial, unit.known, unit.state) == (PHONE.serial, True, State.NEW)
    assert desk.ticket.complete_since == desk.now
    number = desk.ticket.number
    desk.opens(OLD)
    desk.command("SN", unit=1, serial=PHONE.serial)
    assert result(desk) == "serial_open"
    desk.command("SN", unit=1, serial="VST2099999999X")
    assert not desk.ticket.units[0].known
    desk.staff(LUCA, Order("CLOSE", {"reason": "x"}, "CLOSE x"), reference=number)
    desk.staff(LUCA, Order("SN", {"unit": 1, "serial": "X1234"}, "SN"), reference=number)
    assert result(desk) == "illegal_move"


def test_a_serial_corrected_after_the_approval_brings_the_papers_again(desk: Exchange) -> None:
    """Mail-layer 23: the partner holds a label with the old one."""
    desk.brings_to("in_charge", PHONE)
    desk.command("SN", unit=1, serial=PHONE2.serial)
    assert partner_hears(desk) == ["status"]
    desk.command("APPROVE")
    desk.command("SN", unit=1, serial=PHONE.serial)
    assert partner_hears(desk) == ["approval"]
    assert desk.letter("approval").documents[0].facts["units"][0].serial == PHONE.serial
    assert desk.fact("approval", "accepted_on") == date(2026, 11, 20)


def test_another_unit_in_the_box_is_not_tested_before_it_is_put_right(desk: Exchange) -> None:
    """X24: received and held; the reader is asked first."""
    from mailbot.domain.outlook import outlook

    desk.brings_to("validated_iw", PHONE)
    desk.command("RECEIVED", units=[PHONE2.serial])
    assert outlook(desk.ticket, desk.site, desk.now)[0].who == "you"
    test = {"coverage": "warranty", "result": "repairable", "report": "x", "delivery": "2026-12-04"}
    desk.command("TESTED", **test)
    assert result(desk) == "serial_mismatch"
    desk.command("SN", unit=1, serial=PHONE2.serial)
    desk.command("TESTED", **test)
    assert desk.ticket.units[0].state is State.IN_PROCESS_COVERED


# -- the warehouse --


def test_a_list_goes_to_the_tickets_that_its_codes_name(desk: Exchange) -> None:
    """X21: labels of ours, serials, of several tickets in one mail; a parcel's label is no unit."""
    first = desk.brings_to("validated_iw", PHONE).number
    second = desk.brings_to("validated_iw", PHONE2, OLD).number
    codes = [f"{first}/1", second, PHONE2.serial]
    desk.staff(FRANCO, Order("RECEIVED", {"units": codes}, "RECEIVED"))
    assert desk.tickets[first].units[0].state is State.RECEIVED
    assert [u.state for u in desk.tickets[second].units] == ["received", "validated_oow"]


def test_the_parcels_label_alone_means_all_that_is_awaited(desk: Exchange) -> None:
    """X21."""
    desk.brings_to("validated_iw", PHONE, OLD)
    desk.command("RECEIVED", units=[desk.ticket.number])
    assert {u.state for u in desk.ticket.units} == {"received"}


def test_codes_that_nobody_knows_are_an_incident(desk: Exchange) -> None:
    """X23, R43."""
    desk.staff(FRANCO, Order("RECEIVED", {"units": ["ZZ99887766"]}, "RECEIVED"))
    assert ("supporto@voismart.example", ("needs_person",)) in desk.told()
    desk.staff(FRANCO, Order("RECEIVED", {"units": [PHONE.serial]}, "RECEIVED"))
    assert partner_hears(desk) == ["unauthorised_arrival"]  # his, and not announced
    desk.staff(FRANCO, Order("RECEIVED", {}, "RECEIVED"))
    assert result(desk) == "which_ticket"
    refused = Order("REFUSE-PARCEL", {"why": "unmarked", "text": "mittente NordTel"}, "REFUSE")
    desk.staff(FRANCO, refused)
    assert ("supporto@voismart.example", ("needs_person",)) in desk.told()


@pytest.mark.parametrize("owner", ["removed", "without an address"])
def test_an_arrival_whose_buyer_cannot_be_written_to_is_an_incident(
    desk: Exchange, owner: str
) -> None:
    """X23: support hears of it all the same, nobody else."""
    known = desk.found
    owners = {} if owner == "removed" else {"rossi": replace(ROSSI, emails=())}
    desk.found = lambda sender: replace(known(sender), owners=owners)  # type: ignore[method-assign]
    desk.staff(FRANCO, Order("RECEIVED", {"units": [PHONE.serial]}, "RECEIVED"))
    assert [to for to, _ in desk.told()] == ["supporto@voismart.example", FRANCO.addresses[0]]
    assert desk.fact("needs_person", "why") == "unauthorised_arrival"


def test_goods_of_a_unit_that_is_not_validated_are_unauthorised(desk: Exchange) -> None:
    """R43: the partner and the owner hear of it, the unit stays as it is."""
    desk.brings_to("in_charge")
    desk.command("RECEIVED", FRANCO, units=[1])
    assert partner_hears(desk) == ["unauthorised_arrival"]
    assert desk.ticket.units[0].state is State.IN_CHARGE


def test_goods_that_came_before_cannot_come_again(desk: Exchange) -> None:
    """The refusal names the state."""
    desk.brings_to("received")
    desk.command("RECEIVED", units=[1])
    assert result(desk) == "illegal_move"
    desk.command("RECEIVED", units=["X1"])
    assert result(desk) == "unknown_unit"
    desk.command("RECEIVED", units=["ABCDEFG1"])
    assert result(desk) == "illegal_move"


def test_another_serial_stands_for_the_unit_of_its_kind(desk: Exchange) -> None:
    """X24: with several awaited, the only one of the same product; else staff say which."""
    desk.brings_to("validated_iw", PHONE, SWAP)
    desk.command("RECEIVED", units=[PHONE2.serial])
    assert [u.arrived_serial for u in desk.ticket.units] == [PHONE2.serial, ""]
    again = Exchange()
    again.brings_to("validated_iw", PHONE, SWAP)
    again.command("RECEIVED", units=["ZZ99887766"])
    assert result(again) == "which_unit"


def test_a_day_of_arrival_lies_not_in_the_future(desk: Exchange) -> None:
    """Today and tomorrow (other zones) are fine, the day after is not."""
    for day, refused in (("2026-11-21", ""), ("2026-11-22", "date_in_future")):
        desk = Exchange()
        desk.brings_to("validated_iw")
        desk.command("RECEIVED", date=day)
        assert result(desk) == refused


def test_codes_come_from_attached_lists_too() -> None:
    """X21: barcodes of pictures, first columns of tables, lines of a text."""
    from mailbot.domain.mail import Mail
    from tests.domain.exchange import FRIDAY

    files = (
        Attachment("a.png", "image/png", 1, "d", codes=("VST2026224711B",)),
        Attachment(
            "b.csv", "text/csv", 1, "d", tables=(Table((("codice", "x"), ("VSP1225", "y"), ())),)
        ),
        Attachment("c.txt", "text/plain", 1, "d", text="RMA-2026-00001/1\nciao\nVST2026224711B\n"),
    )
    mail = Mail("<1@a>", "d", FRIDAY, (), "", "", attachments=files)
    assert codes_in_attachments(mail) == ("VST2026224711B", "VSP1225", "RMA-2026-00001/1")


def test_a_refused_parcel_has_one_of_three_reasons(desk: Exchange) -> None:
    """R16, X22."""
    desk.brings_to("validated_iw")
    desk.command("REFUSE-PARCEL", why="late", text="")
    assert result(desk) == "parcel_reason"
    for why in ("freight-collect", "unmarked", "damaged"):
        desk.command("REFUSE-PARCEL", why=why, text="collo 1")
        assert partner_hears(desk) == ["parcel_refused"]
    assert desk.ticket.units[0].state is State.VALIDATED_IW


def test_a_replacement_ahead_ends_when_the_faulty_unit_is_settled(desk: Exchange) -> None:
    """R29, X47."""
    desk.brings_to("validated_iw", SWAP)
    desk.command("SHIP", FRANCO, carrier="DHL", tracking="77")
    assert desk.fact("hardware_replacement", "return_by") == date(2026, 11, 30)
    desk.command("SHIP", FRANCO, carrier="DHL", tracking="78")
    assert result(desk) == "already_shipped_ahead"
    desk.command("RECEIVED", FRANCO)
    desk.command("CLOSE", reason="sostituita")
    assert desk.ticket.units[0].state is State.CLOSED_SUCCESS
    assert partner_hears(desk) == ["closed"]


# -- the lab --


def test_a_replaced_unit_has_its_serial_on_record(desk: Exchange) -> None:
    """X44, R28."""
    desk.brings_to("in_process_covered")
    desk.command("REPLACE", new_serial="VST2026224799Z")
    assert result(desk) == "which_unit"
    desk.command("REPLACE", unit=1, new_serial="vst2026224799z")
    assert desk.ticket.units[0].replacement_serial == "VST2026224799Z"
    assert desk.ticket.units[0].state is State.READY
    desk.command("REPAIR", stage="half")
    assert result(desk) == "repair_stage"


@pytest.mark.parametrize(
    ("amount", "refused"),
    [("0", "no_amount"), ("0.01", ""), ("9999999.99", ""), ("10000000", "no_amount"),
     ("nove", "no_amount"), (None, "no_amount"), (Decimal("12"), "")],
)  # fmt: skip
def test_an_amount_has_its_bounds(amount: object, refused: str) -> None:
    """R23: below, at and above."""
    desk = Exchange()
    desk.brings_to("tested_chargeable")
    desk.command("QUOTE", amount=amount)
    assert result(desk) == refused


def test_a_revision_leaves_no_unit_of_the_old_without_a_price(desk: Exchange) -> None:
    """X30: quoted together, revised together; the new revision counts."""
    desk.brings_to("received", OLD, PHONE2)
    report = {"result": "repairable", "report": "EX2 acqua"}
    desk.command("TESTED", coverage="out-of-warranty", units=[1], **report)
    desk.command("TESTED", coverage="misuse", units=[2], **report)
    desk.command("QUOTE", amount="250")
    desk.command("QUOTE", amount="100", units=[1])
    assert result(desk) == "quote_splits"
    desk.later(days=1)
    desk.command("QUOTE", amount="220")
    quote = desk.fact("quote", "quote")
    assert (quote.number, quote.revision, quote.units) == (1, 2, (1, 2))
    assert quote.valid_until == date(2026, 12, 7)
    desk.later(days=3)
    desk.command("QUOTE", amount="200")
    # A revision restarts the hold once; the price never outlives it (A16, A18).
    assert desk.fact("quote", "quote").valid_until == date(2026, 12, 7)


def test_a_partners_own_vat_stands_in_his_quote(desk: Exchange) -> None:
    """Policy 1.5: reverse charge, San Marino."""
    desk.brings_to("tested_chargeable")
    original = desk.found

    def found(sender: Sender) -> Found:
        known = original(sender)
        other = replace(ROSSI, vat_rate="0", vat_note="reverse charge")
        return replace(known, owners={**known.owners, "rossi": other})

    desk.found = found  # type: ignore[method-assign]
    desk.command("QUOTE", amount="100")
    quote = desk.fact("quote", "quote")
    assert (quote.vat_rate, quote.vat_note) == (Decimal(0), "reverse charge")


def test_what_cannot_be_repaired_can_be_replaced_for_a_price(desk: Exchange) -> None:
    """R51, X28b, X30: told to be collected, or, quoted in the same mail, only the price."""
    desk.brings_to("received", OLD)
    orders = (
        Order(
            "TESTED",
            {"coverage": "out-of-warranty", "result": "not-repairable", "report": "bruciata"},
            "TESTED",
        ),
        Order("QUOTE", {"amount": "90"}, "QUOTE 90"),
    )
    desk.staff(ANDREA, *orders, reference=desk.ticket.number)
    assert result(desk) == ""
    assert partner_hears(desk) == ["quote", "outcome"]
    assert desk.fact("quote", "quote").kind == "replacement"


def test_a_promise_needs_a_day_ahead_and_a_reason(desk: Exchange) -> None:
    """X46."""
    desk.brings_to("in_process_covered")
    desk.command("PROMISE", date="2026-11-19", reason="x")
    assert result(desk) == "date_in_past"
    desk.command("PROMISE", date="2026-12-11", reason="")
    assert result(desk) == "no_reason"
    desk.command("PROMISE", date="2026-12-11", reason="ricambio")
    assert desk.fact("new_promise", "old") == date(2026, 12, 4)


# -- units that wait --


@pytest.mark.parametrize(
    ("until", "refused"),
    [("2026-11-19", "date_in_past"), ("2026-12-22", ""), ("2026-12-23", "date_too_late"),
     (None, "no_date")],
)  # fmt: skip
def test_an_extension_is_fifteen_days_from_the_holds_end(until: str | None, refused: str) -> None:
    """R56, A20: below, at and above; the quote stands as long."""
    desk = Exchange()
    desk.brings_to("quoted")
    desk.command("HOLD", until=until, reason="ferie")
    assert result(desk) == refused
    if not refused:
        assert desk.ticket.quotes[0].valid_until == date(2026, 12, 22)


def test_two_extensions_and_no_third(desk: Exchange) -> None:
    """A20."""
    desk.brings_to("quoted")
    for until in ("2026-12-20", "2027-01-03"):
        desk.command("HOLD", until=until, reason="ferie")
        assert result(desk) == ""
    desk.command("HOLD", until="2027-01-10", reason="ferie")
    assert result(desk) == "too_many_extensions"
    desk.command("HOLD", until="2027-01-10", reason="")
    assert result(desk) == "no_reason"


def test_disposal_waits_for_its_day_its_code_and_its_person() -> None:
    """R55, I3, A19: two people where the settings say so."""
    site = make_site()
    desk = Exchange(replace(site, terms=replace(site.terms, disposal_two_people=True)))
    desk.brings_to("quoted", PHONE)
    unit = replace(desk.ticket.units[0], state=State.DISPOSAL_DUE)
    desk.tickets[desk.ticket.number] = desk.ticket.with_unit(unit)
    desk.command("DISPOSE", ANDREA)
    code = str(desk.fact("disposal_code", "code"))
    assert code not in repr(desk.ticket.pending)
    desk.command("DISPOSE", ANDREA, code=code)
    assert result(desk) == "second_person"
    desk.command("DISPOSE", LUCA, code="AAAAAAAAAA")
    assert result(desk) == "wrong_code"
    desk.later(hours=24, seconds=1)
    desk.command("DISPOSE", LUCA, code=code)
    assert result(desk) == "code_expired"
    desk.command("DISPOSE", ANDREA)
    code = str(desk.fact("disposal_code", "code"))
    desk.later(hours=24)
    desk.command("DISPOSE", LUCA, code=code.lower())
    assert desk.ticket.units[0].state is State.CLOSED_DISPOSED
    assert partner_hears(desk) == ["disposal_record"]


def test_disposal_is_refused_before_its_day_and_while_more_time_is_asked(desk: Exchange) -> None:
    """R55, R56."""
    from mailbot.domain.intent import Wish

    desk.brings_to("quoted")
    desk.command("DISPOSE")
    assert result(desk) == "illegal_move"
    desk.partner(Kind.INFO_REPLY, ROSSI, reference=desk.ticket.number, wishes=(Wish("collect"),))
    desk.command("DISPOSE")
    assert result(desk) == "no_disposal_consent"
    desk.partner(
        Kind.INFO_REPLY, ROSSI, reference=desk.ticket.number,
        wishes=(Wish("dispose"), Wish("extend")),
    )  # fmt: skip
    desk.command("DISPOSE")
    assert result(desk) == "extension_pending"


def test_nothing_late_nothing_to_admit(desk: Exchange) -> None:
    """X38."""
    desk.brings_to("quoted")
    desk.command("ADMIT")
    assert result(desk) == "no_late_acceptance"


# -- looking --


def test_looking_changes_nothing_and_needs_little(desk: Exchange) -> None:
    """Mail-layer 16, 24: STATUS, WHY, FIND, HELP, DIGEST from a bare From."""
    before = desk.opens(PHONE)
    weak = {"reference": before.number, "strength": Strength.FROM}
    desk.staff(LUCA, Order("STATUS", {}, "STATUS"), **weak)
    assert [names for _, names in desk.told()] == [("ticket_status",)]
    desk.staff(LUCA, Order("WHY", {}, "WHY"), **weak)
    lines = desk.fact("why", "lines")
    assert lines[0] == before.rule
    assert any("unit.sold_to = rossi" in str(line) for line in lines)
    desk.staff(LUCA, Order("FIND", {"text": "Centralino"}, "FIND Centralino"), **weak)
    assert desk.fact("found", "tickets") == ()
    desk.staff(LUCA, Order("FIND", {}, "FIND"), **weak)
    assert result(desk) == "no_text"
    desk.staff(LUCA, Order("HELP", {"topic": "APPROVE"}, "HELP APPROVE"), **weak)
    assert desk.fact("help", "commands") == ("APPROVE",)
    desk.staff(LUCA, Order("HELP", {"topic": "PIPPO"}, "HELP PIPPO"), Order("STOP", {}, "STOP"))
    assert len(desk.fact("help", "commands")) > 30
    desk.staff(LUCA, Order("DIGEST", {}, "DIGEST"), **weak)
    assert desk.last.facts["digest_for"] == "luca.conti@voismart.example"
    desk.staff(LUCA, Order("STATUS", {}, "STATUS"))
    assert result(desk) == "which_ticket"
    assert desk.ticket.units == before.units


def test_what_was_found_is_shown(desk: Exchange) -> None:
    """FIND."""
    desk.opens(PHONE)
    original = desk.found
    desk.found = lambda sender: replace(  # type: ignore[method-assign]
        original(sender), hits={"display": (desk.ticket.number,)}
    )
    desk.staff(LUCA, Order("FIND", {"text": "Display"}, "FIND Display"))
    assert [t.number for t in desk.fact("found", "tickets")] == [desk.ticket.number]


# -- the mail around the lines --


def test_lines_of_a_staff_digest_act_on_its_tickets(desk: Exchange) -> None:
    """Delight 11: `1 TAKE`, `2 TAKE`; a line that is not there is refused, and then all are."""
    first, second = desk.opens(PHONE).number, desk.opens(OLD).number
    lines = {"1": first, "2": second}
    desk.digests["DIG-2026-00001"] = Digest(
        "DIG-2026-00001", "staff", "2026-11-20", LUCA.addresses[0], desk.now, lines
    )
    take = [Order("TAKE", {}, f"{n} TAKE", digest_line=n) for n in (1, 2, 3)]
    desk.staff(LUCA, *take, reference="DIG-2026-00001")
    assert desk.fact("transcript", "lines")[2].result == "no_digest_line"
    assert {t.owner for t in desk.tickets.values()} == {""}
    desk.staff(LUCA, *take[:2], reference="DIG-2026-00001")
    assert {t.owner for t in desk.tickets.values()} == {"luca.conti"}


def test_a_line_can_name_its_ticket_itself(desk: Exchange) -> None:
    """`RMA-2026-00001 TAKE`; one that nobody knows is refused."""
    number = desk.opens(PHONE).number
    desk.staff(LUCA, Order("TAKE", {}, "TAKE", ticket="RMA-2026-00099"), reference=number)
    assert result(desk) == "which_ticket"
    desk.staff(LUCA, Order("TAKE", {}, "TAKE", ticket=number))
    assert desk.ticket.owner == "luca.conti"


def test_a_near_miss_runs_nothing(desk: Exchange) -> None:
    """Mail-layer 22: not even from a weak mail does it cost a code."""
    desk.opens(PHONE)
    desk.staff(
        LUCA,
        Order("TAKE", {}, "TAKE"),
        reference=desk.ticket.number,
        bad_commands=(BadCommand("APROVE", "APPROVE"),),
    )
    lines = desk.fact("transcript", "lines")
    assert [x.result for x in lines] == ["not_run", "unknown_command"]
    assert lines[1].facts["usage"].startswith("APPROVE ")
    assert desk.ticket.owner == ""


@pytest.mark.parametrize(
    ("strength", "reference", "told"),
    [
        (Strength.ALIGNED, True, ()),
        (Strength.FROM, True, ("weak_sender",)),
        (Strength.ALIGNED, False, ("which_ticket",)),
    ],
)
def test_text_without_a_command_is_a_note_if_it_is_believed(
    desk: Exchange, strength: Strength, reference: bool, told: tuple[str, ...]
) -> None:
    """Mail-layer 25."""
    desk.opens(PHONE)
    number = desk.ticket.number if reference else None
    desk.staff(LUCA, reference=number, strength=strength, text="richiama domani\nalle 9")
    assert tuple(x.result for x in desk.fact("transcript", "lines")) == told
    kept = [e.note for e in desk.ticket.history if e.what == "note"]
    assert kept == ([] if told else ["richiama domani\nalle 9"])


def test_a_mail_without_a_believed_sender_or_without_words_is_met_with_silence(
    desk: Exchange,
) -> None:
    """Mail-layer 16."""
    desk.opens(PHONE)
    desk.staff(LUCA, Order("TAKE", {}, "TAKE"), strength=Strength.NONE)
    assert desk.told() == []
    desk.staff(LUCA, text="  ", reference=desk.ticket.number)
    assert desk.told() == []


def test_the_answer_goes_to_the_address_on_file() -> None:
    """Mail-layer 17: never where a header points."""
    member = StaffMember("luca.conti", "Luca Conti", ("luca.conti@voismart.example",), ("support",))
    desk = Exchange(replace(make_site(), staff=(member, ANDREA)))
    desk.opens(PHONE)
    sender = Sender(Address("luca@altrove.example"), Role.STAFF, Strength.FROM, "luca.conti")
    desk.decide(Kind.STAFF_COMMANDS, sender, orders=(Order("TAKE", {}, "TAKE"),))
    assert desk.told() == [("luca.conti@voismart.example", ("confirm_code",))]


def test_a_code_is_good_for_a_day(desk: Exchange) -> None:
    """Mail-layer 17: at 24 hours, and a second later."""
    for extra, owner in ((0, "luca.conti"), (1, "")):
        desk = Exchange()
        number = desk.opens(PHONE).number
        desk.staff(LUCA, Order("TAKE", {}, "TAKE"), reference=number, strength=Strength.FROM)
        code = desk.fact("confirm_code", "code")
        desk.later(hours=24, seconds=extra)
        desk.staff(LUCA, Order("CONFIRM", {"code": code}, "CONFIRM"), strength=Strength.FROM)
        assert desk.ticket.owner == owner


def test_a_code_whose_lines_were_refused_can_be_used_again(desk: Exchange) -> None:
    """Mail-layer 17: nothing was applied, so nothing is used up."""
    number = desk.opens(PHONE).number
    weak = {"reference": number, "strength": Strength.FROM}
    desk.staff(LUCA, Order("APPROVE", {}, "APPROVE"), **weak)
    code = desk.fact("confirm_code", "code")
    confirm = Order("CONFIRM", {"code": code}, "CONFIRM")
    desk.staff(LUCA, confirm)
    assert result(desk) == "illegal_move"
    desk.staff(LUCA, Order("TAKE", {}, "TAKE"), reference=number)
    desk.staff(LUCA, confirm)
    assert desk.ticket.units[0].state is State.VALIDATED_IW


def test_undo_is_refused_when_something_else_has_happened(desk: Exchange) -> None:
    """X49."""
    desk.brings_to("in_charge")
    desk.command("APPROVE")
    token = desk.fact("transcript", "undo_token")
    desk.command("NOTE", text="x")
    desk.staff(LUCA, Order("UNDO", {"token": token}, "UNDO"))
    assert result(desk) == "undo_overtaken"
    desk.staff(ANDREA, Order("UNDO", {"token": token}, "UNDO"))
    assert result(desk) == "wrong_code"


def test_undo_leaves_what_was_closed_before_as_it_was(desk: Exchange) -> None:
    """X49, I6: a closed unit's serial may be open elsewhere by now; that hinders no undo."""
    desk.brings_to("in_charge", PHONE, OLD)
    desk.command("REJECT", kind="technical", reason="nessun guasto", units=[1])
    first = desk.ticket
    desk.opens(PHONE)
    approve = Order("APPROVE", {"units": [2]}, "APPROVE 2")
    desk.staff(LUCA, approve, reference=first.number)
    token = desk.fact("transcript", "undo_token")
    desk.staff(LUCA, Order("UNDO", {"token": token}, "UNDO"))
    assert [u.state for u in desk.tickets[first.number].units] == ["refused_technical", "in_charge"]
    assert MAIL in [to for to, names in desk.told() if "correction" in names]


def test_undo_of_a_note_corrects_nobody(desk: Exchange) -> None:
    """M34 only to who had a letter; and only once."""
    desk.opens(PHONE)
    desk.command("NOTE", text="x")
    token = desk.fact("transcript", "undo_token")
    undo = Order("UNDO", {"token": token}, "UNDO")
    desk.staff(LUCA, undo)
    assert desk.told() == [("luca.conti@voismart.example", ("transcript",))]
    assert desk.fact("transcript", "undo_token") == ""
    desk.staff(LUCA, undo)
    assert result(desk) == "wrong_code"


def test_a_mail_set_aside_is_settled_by_answering_its_letter(desk: Exchange) -> None:
    """Mail-layer 4: RELEASE, DROP, BAN; the key must be its own."""
    original = desk.found
    desk.found = lambda sender: replace(  # type: ignore[method-assign]
        original(sender), held={"DESK-2026-00007": "abc123"}
    )
    for name in ("RELEASE", "DROP", "BAN"):
        desk.staff(LUCA, Order(name, {"key": "ABC1"}, name), reference="DESK-2026-00007")
        assert desk.last.release == (("abc123", name.lower()),)
    desk.staff(LUCA, Order("DROP", {"key": "ffff"}, "DROP"), reference="DESK-2026-00007")
    assert result(desk) == "unknown_key"
    desk.staff(LUCA, Order("DROP", {}, "DROP"), reference="DESK-2026-00008")
    assert result(desk) == "unknown_key"


def test_a_banned_sender_meets_silence(desk: Exchange) -> None:
    """Mail-layer 4."""
    original = desk.found
    desk.found = lambda sender: replace(  # type: ignore[method-assign]
        original(sender), banned=frozenset({MAIL})
    )
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(PHONE.serial, sold=PHONE, fault="x"),))
    assert desk.told() == []
    assert not desk.tickets


def test_machine_mail_meets_silence_but_a_partners_portal_is_set_aside(desk: Exchange) -> None:
    """Mail-layer 9: never answered; nobody's request is lost."""
    for kind in (Kind.AUTO_REPLY, Kind.RECEIPT, Kind.UNRELATED):
        desk.partner(kind, ROSSI, machine="auto-submitted")
        assert desk.told() == []
    for partner, kept in ((ROSSI, "machine_request"), (None, "")):
        desk.partner(Kind.AUTO_REPLY, partner, machine="list", hints=("asks_return",))
        assert desk.told() == []
        assert desk.last.quarantine == kept


def test_the_same_mail_gives_the_same_decision(desk: Exchange) -> None:
    """I4, mail-layer 2: codes included."""
    desk.brings_to("in_charge")
    kept: list[Decision] = []
    for _ in range(2):
        again = Exchange()
        again.brings_to("in_charge")
        again.command("APPROVE")
        kept.append(again.last)
    assert kept[0] == kept[1]


def test_what_waits_is_collected_at_the_partners_expense(desk: Exchange) -> None:
    """R54, X40: from the hold, and on the last minute before disposal."""
    desk.brings_to("received", OLD)
    report = {"coverage": "out-of-warranty", "result": "not-repairable", "report": "bruciata"}
    desk.command("TESTED", **report)
    desk.command("COLLECTED", FRANCO, date="2026-11-20")
    assert desk.ticket.units[0].state is State.CLOSED_RETURNED
    assert desk.fact("returned_unrepaired", "on") == date(2026, 11, 20)


def test_the_repair_begins_and_is_done(desk: Exchange) -> None:
    """X41, X43: substatus only, so the partner hears nothing."""
    desk.brings_to("in_process_covered")
    for stage, state in (("start", "repairing"), ("DONE", "ready")):
        desk.command("REPAIR", stage=stage)
        assert desk.ticket.units[0].state == state
        assert partner_hears(desk) == []


def test_a_house_without_settings_for_a_role_still_hears(desk: Exchange) -> None:
    """Decisions 14: the role's address, its members, support, anybody."""
    from mailbot.domain.hearers import role_addresses

    site = make_site(role_addresses={})
    assert role_addresses(site, "warehouse") == ("franco.neri@voismart.example",)
    assert role_addresses(site, "sales") == ("luca.conti@voismart.example",)
    nobody = replace(site, staff=(replace(LUCA, roles=()),))
    assert role_addresses(nobody, "lab") == ("luca.conti@voismart.example",)


def test_a_unit_that_is_new_again_is_taken_with_a_letter(desk: Exchange) -> None:
    """R33, I4: In charge is told whenever it is what changes, not only the first time."""
    desk.opens(PHONE)
    desk.command("TAKE", LUCA)
    ticket = desk.ticket
    desk.tickets[ticket.number] = ticket.with_unit(replace(ticket.units[0], state=State.NEW))

    desk.command("ASSIGN", LUCA, to="andrea.bassi")

    assert partner_hears(desk) == ["in_charge"]


def test_two_units_of_one_mail_are_not_given_the_same_serial(desk: Exchange) -> None:
    """I6: what the first line changed counts for the second."""
    claims = (UnitClaim(None, fault="display"), UnitClaim(None, fault="rete"))
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=claims)
    orders = [
        Order("SN", {"unit": n, "serial": PHONE.serial}, f"SN {n} {PHONE.serial}") for n in (1, 2)
    ]
    desk.staff(LUCA, *orders, reference=desk.ticket.number)
    refused = [line.result for line in desk.fact("transcript", "lines")]  # type: ignore[attr-defined]
    assert refused == ["not_run", "serial_open"]
    assert [u.serial for u in desk.ticket.units] == [None, None]


def test_a_label_of_a_ticket_we_do_not_have_is_an_arrival_nobody_authorised(
    desk: Exchange,
) -> None:
    """X23, R43: told to staff; what else was scanned is checked in."""
    ticket = desk.brings_to("validated_iw")
    codes = ("RMA-2026-00977/1", PHONE.serial)
    desk.staff(FRANCO, Order("RECEIVED", {"units": codes}, "RECEIVED"))
    assert desk.tickets[ticket.number].units[0].state is State.RECEIVED
    assert len(desk.tickets) == 1
    parts = [p for n in desk.last.notifications for p in n.parts]
    assert any("RMA-2026-00977/1" in str(p.facts) for p in parts)
