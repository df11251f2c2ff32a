"""What partners write on a ticket of theirs: data, wishes, answers, questions."""

from dataclasses import replace
from datetime import date

import pytest

from mailbot.domain.intent import Answer, Kind, QuoteAnswer, Strength, UnitClaim, Wish
from mailbot.domain.lifecycle import State, missing_fields
from mailbot.domain.ticket import Digest
from tests.domain.exchange import (
    COMUNE,
    ELETTRO,
    FAX,
    FIORE,
    GFO,
    GSM,
    NORDTEL,
    OLD,
    PHONE,
    PHONE2,
    ROSSI,
    TOWN,
    Exchange,
)

MAIL = "assistenza@rossi-telecom.example"


@pytest.fixture
def desk() -> Exchange:
    return Exchange()


def writes(desk: Exchange, *wishes: Wish, **intent: object) -> list[str]:
    """A mail on the newest ticket; the parts that the partner hears."""
    intent.setdefault("reference", desk.ticket.number)
    intent.setdefault("text", "testo")
    desk.partner(Kind.INFO_REPLY, ROSSI, wishes=wishes, **intent)
    return [name for to, names in desk.told() if to == MAIL for name in names]


def staff_hear(desk: Exchange) -> list[object]:
    parts = (p for n in desk.last.notifications for p in n.parts if p.name == "needs_person")
    return [p.facts["why"] for p in parts]


# -- wishes --


def test_thanks_alone_are_met_with_silence(desk: Exchange) -> None:
    """Decisions 8, mail-layer 28: and so is an empty reply."""
    desk.opens(PHONE)
    assert writes(desk, Wish("thanks")) == []
    assert desk.told() == []
    for text in (
        "   ",
        "Thanks!\n\nAssistenza",
        "Grazie mille,\nAssistenza",
        "ok perfetto, grazie",
    ):
        assert writes(desk, text=text) == []
        assert desk.told() == []
    for text in ("Grazie, ma quando arriva?", "ok", "Owen"):
        writes(desk, text=text)
        assert staff_hear(desk) == ["note"], text


def test_a_mail_that_says_nothing_we_know_goes_to_the_owner(desk: Exchange) -> None:
    """X4: kept with the ticket; no answer by a machine that did not understand."""
    desk.opens(PHONE)
    assert writes(desk, text="vi chiamo domani") == []
    assert staff_hear(desk) == ["note"]


def test_cancelling_ends_what_was_not_received(desk: Exchange) -> None:
    """X48."""
    desk.brings_to("validated_iw")
    assert writes(desk, Wish("cancel")) == ["closed"]
    assert desk.ticket.units[0].state is State.CLOSED_CANCELLED
    assert desk.ticket.units[0].closed_reason == "cancelled"


def test_solved_without_a_return_is_told_apart(desk: Exchange) -> None:
    """X13."""
    desk.brings_to("in_charge")
    assert writes(desk, Wish("solved")) == ["solved"]
    assert desk.ticket.units[0].closed_reason == "solved"


@pytest.mark.parametrize(("state", "strength"), [("received", 2), ("in_charge", 1)])
def test_cancelling_late_or_from_an_unverified_mail_is_for_the_owner(
    desk: Exchange, state: str, strength: int
) -> None:
    """X48: only before receipt; mail-layer 16."""
    desk.brings_to(state)
    assert writes(desk, Wish("cancel"), strength=Strength(strength)) == ["noted"]
    assert desk.ticket.units[0].state == state
    assert staff_hear(desk) == ["cancelled"]


def test_goods_sent_before_the_approval_are_warned_of(desk: Exchange) -> None:
    """R43."""
    desk.brings_to("in_charge")
    assert writes(desk, Wish("shipped", args={"carrier": "BRT"})) == ["noted"]
    assert desk.fact("noted", "what") == "not_yet_approved"
    assert staff_hear(desk) == ["shipped_early"]


def test_a_shipment_notice_is_stored_and_answered_shortly(desk: Exchange) -> None:
    """X18: carrier, tracking, transport document; again: the same."""
    desk.brings_to("validated_iw")
    args = {"carrier": "BRT", "tracking": "0750", "ddt": "412", "ddt_date": "2026-11-25"}
    assert writes(desk, Wish("shipped", args=args)) == ["parcel_noted"]
    assert desk.ticket.units[0].state is State.INBOUND
    assert desk.ticket.units[0].parcel.on == date(2026, 11, 25)
    assert writes(desk, Wish("shipped", args=args)) == ["parcel_noted"]
    desk.command("RECEIVED")
    assert writes(desk, Wish("shipped", args=args)) == []
    assert staff_hear(desk) == ["note"]


def test_freight_collect_is_warned_of_and_the_warehouse_told(desk: Exchange) -> None:
    """R16."""
    desk.brings_to("validated_iw")
    writes(desk, Wish("shipped", args={"collect": "yes"}))
    assert desk.fact("parcel_noted", "freight_collect") is True
    assert ("magazzino@voismart.example", ("announcement",)) in desk.told()


@pytest.mark.parametrize(
    ("wish", "flag"), [("collect", "collection_wish"), ("dispose", "disposal_consent")]
)
def test_taking_back_declines_the_quote_with_it(desk: Exchange, wish: str, flag: str) -> None:
    """R54, X34, X39: his own choice; staff carry it out."""
    desk.brings_to("quoted")
    assert writes(desk, Wish(wish)) == ["collect_or_dispose", "noted"]
    assert desk.ticket.units[0].state is State.HELD
    assert flag in desk.ticket.units[0].flags


def test_taking_back_before_the_test_is_for_the_owner(desk: Exchange) -> None:
    """Nothing to collect yet."""
    desk.brings_to("received")
    assert writes(desk, Wish("collect")) == []
    assert staff_hear(desk) == ["collection_wish"]


def test_a_plea_for_time_is_noted_and_the_clock_runs_on(desk: Exchange) -> None:
    """R56, X36: once asked, disposal waits for the answer (I3)."""
    desk.brings_to("quoted")
    wish = Wish("extend", args={"reason": "ferie", "until": "2027-01-07"})
    assert writes(desk, wish) == ["extension"]
    assert desk.fact("extension", "granted") is False
    assert desk.fact("extension", "last_day") == date(2026, 12, 7)
    assert "extension_asked" in desk.ticket.units[0].flags
    assert any(c.name == "TM6" and c.running for c in desk.ticket.clocks)


def test_a_plea_for_time_when_no_time_runs_is_for_the_owner(desk: Exchange) -> None:
    """Nothing to extend."""
    desk.opens(PHONE)
    assert writes(desk, Wish("extend")) == []
    assert staff_hear(desk) == ["extension"]


def test_status_and_warranty_questions_on_a_ticket_get_its_table(desk: Exchange) -> None:
    """R8, R31."""
    desk.opens(PHONE)
    assert writes(desk, Wish("status")) == ["status"]
    assert writes(desk, Wish("chaser")) == ["status"]
    assert writes(desk, Wish("advance_swap")) == ["noted"]


# -- data --


def test_a_further_unit_joins_the_ticket(desk: Exchange) -> None:
    """X4: routed like any other; what goes through the channel is sent there (R3)."""
    desk.opens(PHONE)
    units = (UnitClaim(PHONE2.serial, sold=PHONE2), UnitClaim(GSM.serial, sold=GSM, fault="rete"))
    assert writes(desk, units=units) == ["missing_data", "wrong_channel", "noted"]
    assert len([to for to, _ in desk.told() if to == MAIL]) == 1
    assert [u.serial for u in desk.ticket.units] == [PHONE.serial, PHONE2.serial]
    assert missing_fields(desk.ticket.units[1]) == ("fault",)


def test_a_serial_that_went_through_the_channel_is_redirected_when_it_comes_in(
    desk: Exchange,
) -> None:
    """R3, X3: the placeholder of the first mail turns out to be a distributor's."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(None, fault="rete"),))
    assert "wrong_channel" in writes(desk, units=(UnitClaim(GSM.serial, sold=GSM),))
    assert desk.ticket.units[0].state is State.REDIRECTED


def test_a_serial_of_another_partner_is_held(desk: Exchange) -> None:
    """A27: when it comes in later as well."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(None, fault="rete"),))
    writes(desk, units=(UnitClaim(FAX.serial, sold=FAX),))
    unit = desk.ticket.units[0]
    assert unit.verdict is None
    assert "hold:ownership" in unit.flags
    assert missing_fields(unit) == ()


def test_a_serial_repeated_is_believed_and_left_to_staff(desk: Exchange) -> None:
    """A26: unknown to the registry, asked about once, said again."""
    claim = UnitClaim("VST2026229999Z", fault="display")
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(claim,))
    assert desk.ticket.units[0].state is State.WAITING_INFO
    assert writes(desk, units=(replace(claim, number=1),)) == ["data_complete"]
    assert desk.ticket.units[0].state is State.NEW
    assert not desk.ticket.units[0].known


def test_another_look_alike_is_proposed_anew(desk: Exchange) -> None:
    """Decisions 2."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(None, fault="rete"),))
    writes(desk, units=(UnitClaim("VST2026Z24711B", suggested=PHONE),))
    assert desk.ticket.units[0].suggestion == PHONE.serial
    assert desk.fact("missing_data", "questions")[0].field == "confirm_serial"


def test_only_what_is_still_missing_is_asked_again(desk: Exchange) -> None:
    """M06: only the missing lines."""
    desk.partner(Kind.NEW_REQUEST, ROSSI)
    writes(desk, units=(UnitClaim(PHONE.serial, sold=PHONE),))
    questions = desk.fact("missing_data", "questions")
    assert [q.field for q in questions] == ["fault"]
    assert desk.ticket.complete_since is None


def test_an_answer_of_a_taken_ticket_puts_it_back_in_charge(desk: Exchange) -> None:
    """X7, decisions 4: TAKE works while data is missing."""
    desk.partner(Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(PHONE.serial, sold=PHONE),))
    desk.command("TAKE")
    assert desk.ticket.units[0].state is State.IN_CHARGE
    assert {c.name for c in desk.ticket.clocks if c.running} == {"TM3"}
    writes(desk, units=(UnitClaim(None, fault="display", number=1),))
    assert missing_fields(desk.ticket.units[0]) == ()
    assert {c.name for c in desk.ticket.clocks if c.running} == {"TM2"}


def test_contacts_that_come_in_are_kept(desk: Exchange) -> None:
    """A5."""
    desk.opens(PHONE)
    writes(desk, technical_contact="Bianchi 02 5550123", return_address="via Roma 1")
    assert desk.ticket.technical_contact == "Bianchi 02 5550123"
    assert desk.ticket.return_address == "via Roma 1"


# -- quotes --


def answers(desk: Exchange, answer: Answer, **more: object) -> list[str]:
    quote = QuoteAnswer(
        answer,
        tuple(more.pop("accept", ())),
        tuple(more.pop("decline", ())),
        str(more.pop("reason", "")),
    )
    partner = more.pop("partner", ROSSI)
    desk.partner(Kind.QUOTE_REPLY, partner, quote=quote, reference=desk.ticket.number, **more)
    return [name for to, names in desk.told() if to == MAIL for name in names]


def two_quotes(desk: Exchange) -> None:
    """A quote for each of two units."""
    desk.brings_to("received", OLD, PHONE2)
    report = {"coverage": "misuse", "result": "repairable", "report": "EX2 acqua"}
    desk.command("TESTED", **{**report, "coverage": "out-of-warranty", "units": [1]})
    desk.command("TESTED", **{**report, "units": [2]})
    desk.command("QUOTE", amount="180.00", units=[1])
    desk.command("QUOTE", amount="90.00", units=[2])


def test_quotes_are_separable_by_unit(desk: Exchange) -> None:
    """Mail 13 a, X31, X34: one accepted with its price, the other held."""
    two_quotes(desk)
    told = answers(desk, Answer.PARTIAL, accept=[1], decline=[2])
    assert told == ["acceptance_recorded", "collect_or_dispose"]
    assert [u.state for u in desk.ticket.units] == ["accepted", "held"]
    assert desk.ticket.units[0].acceptance.units == (1,)


def test_a_part_of_one_price_cannot_be_accepted(desk: Exchange) -> None:
    """A15: there is no price for the part; the owner decides."""
    desk.brings_to("received", OLD, PHONE2)
    report = {"result": "repairable", "report": "EX2 acqua"}
    desk.command("TESTED", coverage="out-of-warranty", units=[1], **report)
    desk.command("TESTED", coverage="misuse", units=[2], **report)
    desk.command("QUOTE", amount="250.00")
    assert answers(desk, Answer.PARTIAL, accept=[1]) == ["not_an_acceptance"]
    assert desk.fact("not_an_acceptance", "why") == "not_separable"
    assert {u.state for u in desk.ticket.units} == {"quoted"}


@pytest.mark.parametrize("reason", ["question", "condition", "counter_offer", "undecided"])
def test_what_is_no_plain_yes_is_told_so(desk: Exchange, reason: str) -> None:
    """R52, X32."""
    desk.brings_to("quoted")
    assert answers(desk, Answer.UNCLEAR, reason=reason) == ["not_an_acceptance"]
    assert staff_hear(desk) == [reason]
    assert desk.ticket.units[0].state is State.QUOTED


def test_an_unverified_yes_or_no_changes_nothing(desk: Exchange) -> None:
    """A15, mail-layer 16: answered at the address on file."""
    desk.brings_to("quoted")
    for answer in (Answer.ACCEPT, Answer.DECLINE):
        who = "capo@rossi-telecom.example"
        assert answers(desk, answer, strength=Strength.FROM, who=who) == ["not_an_acceptance"]
        assert desk.fact("not_an_acceptance", "why") == "unverified"
        assert desk.ticket.units[0].state is State.QUOTED


def test_a_quote_without_days_still_brings_a_promise(desk: Exchange) -> None:
    """R48: ten working days from the acceptance; 8 December is a holiday."""
    desk.brings_to("tested_chargeable")
    desk.command("QUOTE", amount="100")
    answers(desk, Answer.ACCEPT)
    assert desk.ticket.units[0].promised == date(2026, 12, 4)
    assert answers(desk, Answer.ACCEPT) == []  # again: nothing waits for it


@pytest.mark.parametrize(("days", "state"), [(17, "accepted"), (18, "quoted")])
def test_the_last_day_of_a_quote_is_in_time(desk: Exchange, days: int, state: str) -> None:
    """A16, X33: quoted on 20 November, 15 days, rolled to Monday 7 December: on it, and after."""
    desk.brings_to("quoted")
    desk.later(days=days)
    answers(desk, Answer.ACCEPT)
    assert desk.ticket.units[0].state == state


def test_a_late_yes_is_answered_once(desk: Exchange) -> None:
    """Decisions 9."""
    desk.brings_to("quoted")
    desk.later(days=20)
    assert answers(desk, Answer.ACCEPT) == ["not_an_acceptance"]
    assert answers(desk, Answer.ACCEPT) == []
    desk.command("ADMIT")
    assert desk.ticket.units[0].state is State.ACCEPTED
    assert desk.ticket.pending == {}


def test_a_yes_that_was_read_late_is_in_time(desk: Exchange) -> None:
    """A15: it is judged by its arrival."""
    desk.brings_to("quoted")
    arrived = desk.now
    desk.later(days=20)
    now, desk.now = desk.now, arrived
    original = desk.found
    desk.found = lambda sender: (setattr(desk, "now", now), original(sender))[1]  # type: ignore
    answers(desk, Answer.ACCEPT)
    assert desk.ticket.units[0].state is State.ACCEPTED


def test_an_answer_without_a_quote_is_a_mail_like_any_other(desk: Exchange) -> None:
    """X4."""
    desk.brings_to("in_charge")
    answers(desk, Answer.ACCEPT)
    assert staff_hear(desk) == ["note"]


# -- other people's tickets --


def test_a_strangers_mail_never_joins_a_ticket(desk: Exchange) -> None:
    """Mail-layer 14, 19: a number alone is no proof."""
    before = desk.opens(PHONE)
    desk.partner(Kind.INFO_REPLY, None, reference=before.number, text="novità?")
    assert desk.ticket == before
    desk.partner(Kind.INFO_REPLY, NORDTEL, reference=before.number, text="novità?")
    assert desk.ticket == before
    assert desk.fact("noted", "what") == "passed_on"
    assert before.number not in repr(desk.letter("noted").parts)
    desk.partner(Kind.STATUS_QUESTION, NORDTEL, reference=before.number)
    assert desk.fact("noted", "what") == "nothing_open"


def test_thanks_to_no_ticket_are_met_with_silence(desk: Exchange) -> None:
    """Mail-layer 28: nor is anybody called for an empty mail."""
    desk.partner(Kind.INFO_REPLY, ROSSI, wishes=(Wish("thanks"),), text="Grazie!")
    assert desk.told() == []
    desk.partner(Kind.INFO_REPLY, ROSSI, text=" ")
    assert desk.told() == []
    desk.partner(Kind.INFO_REPLY, ROSSI, wishes=(Wish("thanks"), Wish("extend")), text="Grazie")
    assert staff_hear(desk) == ["no_ticket"]


def test_units_in_an_answer_to_no_ticket_of_his_are_a_request(desk: Exchange) -> None:
    """Mail-layer 14, R31: a number that is not his is as if it were none."""
    other = desk.opens(FAX, partner=NORDTEL).number
    claim = UnitClaim(PHONE.serial, sold=PHONE, fault="display")
    desk.partner(Kind.INFO_REPLY, ROSSI, units=(claim,), reference=other)
    assert desk.ticket.number != other
    assert desk.ticket.requester.partner_id == "rossi"
    assert [u.serial for u in desk.tickets[other].units] == [FAX.serial]
    desk.partner(Kind.INFO_REPLY, ROSSI, missing=("serial",), text="Il telefono non va.")
    assert len(desk.tickets) == 3


def test_status_of_all_that_is_open(desk: Exchange) -> None:
    """Without a number: one letter for all (decisions 3); by a serial: that ticket, a closed one
    too."""
    desk.opens(PHONE)
    desk.command("TAKE")
    desk.command("CLOSE", reason="risolto")
    desk.opens(OLD)
    desk.opens(PHONE2)
    desk.partner(Kind.STATUS_QUESTION, ROSSI)
    rows = desk.fact("overview", "tickets")
    assert [row[0] for row in rows] == ["RMA-2026-00003", "RMA-2026-00002"]
    assert desk.fact("overview", "more") == 0
    assert len(desk.last.notifications) == 1
    desk.partner(Kind.STATUS_QUESTION, ROSSI, units=(UnitClaim(PHONE.serial, sold=PHONE),))
    assert [n.reference for n in desk.last.notifications] == ["RMA-2026-00001"]
    desk.partner(Kind.STATUS_QUESTION, NORDTEL)
    assert desk.fact("noted", "what") == "nothing_open"


def test_a_warranty_table_is_for_the_buyer_alone(desk: Exchange) -> None:
    """R9, R10, R12, delight 4: opens nothing; another's unit looks like one never sold."""
    sold = [UnitClaim(s.serial, sold=s) for s in (PHONE, FAX)]
    units = (*sold, UnitClaim("XX1"))
    desk.partner(Kind.WARRANTY_QUESTION, ROSSI, units=units)
    rows = desk.fact("warranty_table", "rows")
    assert [(r[0], r[1], r[2] and r[2].covered) for r in rows] == [
        (PHONE.serial, PHONE, "in"), (FAX.serial, None, None), ("XX1", None, None),
    ]  # fmt: skip
    assert desk.letter("warranty_table").documents[0].facts["rows"][0][5] == "2027-06-10"
    assert not desk.tickets
    desk.partner(Kind.WARRANTY_QUESTION, ROSSI, units=units[:1])
    assert desk.letter("warranty_table").documents == ()


# -- referrals and digests --


def referred(desk: Exchange) -> str:
    claim = UnitClaim(GSM.serial, sold=GSM, fault="rete")
    desk.partner(Kind.NEW_REQUEST, ELETTRO, units=(claim,))
    return next(iter(desk.referrals))


def test_a_dealer_who_says_he_may_is_passed_on(desk: Exchange) -> None:
    """R6, mail 8: to a person; no ticket."""
    reference = referred(desk)
    desk.partner(Kind.INFO_REPLY, ELETTRO, reference=reference, text="Fiore ci ha autorizzati")
    assert staff_hear(desk) == ["authorisation_claimed"]
    desk.partner(Kind.INFO_REPLY, FIORE, reference=reference, text="chi è?")
    assert staff_hear(desk) == ["note"]
    desk.partner(
        Kind.INFO_REPLY, FIORE, reference=reference, wishes=(Wish("open"),), strength=Strength.FROM
    )
    assert staff_hear(desk) == ["unverified"]
    assert not desk.tickets


def test_telling_the_distributor_can_be_switched_off() -> None:
    """Decisions 7."""
    from tests.domain.exchange import make_site

    site = make_site()
    desk = Exchange(replace(site, terms=replace(site.terms, tell_distributor=False)))
    referred(desk)
    assert [to for to, _ in desk.told()] == ["info@elettro-impianti.example"]


def test_a_distributor_is_not_told_what_another_asks_for(desk: Exchange) -> None:
    """Mail-layer 19: M04 is about dealers (decisions 7)."""
    claim = UnitClaim(GSM.serial, sold=GSM, fault="rete")
    desk.partner(Kind.NEW_REQUEST, GFO, units=(claim,))
    assert desk.told() == [("rma@gfo-distr.example", ("wrong_channel",))]


def test_an_answer_to_a_quote_we_do_not_know_opens_nothing(desk: Exchange) -> None:
    """A person reads it, and the writer hears that."""
    claim = UnitClaim(PHONE.serial, sold=PHONE)
    quote = QuoteAnswer(Answer.ACCEPT)
    desk.partner(Kind.QUOTE_REPLY, ROSSI, units=(claim,), quote=quote, reference="RMA-2026-00099")
    assert not desk.tickets
    assert staff_hear(desk) == ["no_ticket"]


def test_lines_of_a_partners_digest_act_on_its_tickets(desk: Exchange) -> None:
    """Delight 10: `1 ritiro`, `2 proroga`; never on another's."""
    first = desk.brings_to("quoted").number
    desk.digests["DIG-2026-00001"] = Digest(
        "DIG-2026-00001", "partner", "2026-W47", MAIL, desk.now, {"1": first}
    )
    wishes = (Wish("collect", digest_line=1), Wish("extend", digest_line=7), Wish("status"))
    desk.partner(Kind.INFO_REPLY, ROSSI, reference="DIG-2026-00001", wishes=wishes)
    assert desk.ticket.units[0].state is State.HELD
    desk.partner(
        Kind.INFO_REPLY,
        NORDTEL,
        reference="DIG-2026-00001",
        wishes=(Wish("dispose", digest_line=1),),
    )
    assert "disposal_consent" not in desk.ticket.units[0].flags


def test_a_line_of_the_digest_answers_its_quote(desk: Exchange) -> None:
    """Delight 10: `1 accetto`, `2 rifiuto`; a line without a quote tells how it stands."""
    numbers = [desk.brings_to("quoted", sold).number for sold in (PHONE, PHONE2)]
    numbers.append(desk.opens(OLD).number)
    lines = {str(n): number for n, number in enumerate(numbers, 1)}
    desk.digests["DIG-2026-00001"] = Digest(
        "DIG-2026-00001", "partner", "2026-W47", MAIL, desk.now, lines
    )
    wishes = tuple(Wish(w, digest_line=n) for n, w in enumerate(("accept", "decline", "accept"), 1))
    desk.partner(Kind.INFO_REPLY, ROSSI, reference="DIG-2026-00001", wishes=wishes)
    assert [desk.tickets[n].units[0].state for n in numbers] == ["accepted", "held", "new"]
    assert ("assistenza@rossi-telecom.example", ("status",)) in desk.told()


def test_two_lines_of_one_row_are_one_mail_on_its_ticket(desk: Exchange) -> None:
    """Delight 10: `1 proroga`, `1 a che punto`: both are answered, the mail is noted once."""
    number = desk.brings_to("quoted").number
    desk.digests["DIG-2026-00001"] = Digest(
        "DIG-2026-00001", "partner", "2026-W47", MAIL, desk.now, {"1": number}
    )
    wishes = tuple(Wish(name, digest_line=1) for name in ("extend", "status"))
    desk.partner(Kind.INFO_REPLY, ROSSI, reference="DIG-2026-00001", wishes=wishes)
    told = [name for to, names in desk.told() if to == MAIL for name in names]
    assert told == ["extension", "status"]
    mine = [e for e in desk.ticket.history if e.mail == desk.ticket.mails[-1].message_id]
    assert [e.what for e in mine] == ["mail", "extension_asked"]


# -- closed threads --


def test_evidence_within_ten_working_days_opens_a_refusal_again(desk: Exchange) -> None:
    """R44, X17: refused on Friday 20 November; 4 December is the tenth working day."""
    for days, state in ((14, "in_charge"), (15, "refused_technical")):
        desk = Exchange()
        desk.brings_to("in_charge")
        desk.command("REJECT", kind="technical", reason="nessun guasto")
        desk.later(days=days)
        writes(desk, text="ecco la prova")
        assert desk.ticket.units[0].state == state, days


def test_another_unit_in_a_closed_thread_is_a_new_request(desk: Exchange) -> None:
    """X50."""
    desk.brings_to("in_charge")
    desk.command("CLOSE", reason="risolto")
    writes(desk, units=(UnitClaim(PHONE2.serial, sold=PHONE2, fault="display"),))
    assert desk.ticket.number == "RMA-2026-00002"


def test_a_status_question_on_a_closed_ticket_is_answered(desk: Exchange) -> None:
    """X50: no person is called for it."""
    desk.brings_to("in_charge")
    desk.command("CLOSE", reason="risolto")
    assert writes(desk, Wish("status")) == ["status"]
    assert staff_hear(desk) == []
    assert writes(desk, text="riaprite?") == ["thread_closed"]
    assert staff_hear(desk) == ["closed_thread"]
    desk.command("REOPEN")
    assert desk.ticket.units[0].state is State.IN_CHARGE


# -- requests --


def test_a_rules_owner_takes_what_is_complete_and_known() -> None:
    """A2, R14: by a named person, once switched on."""
    from tests.domain.exchange import make_site

    site = make_site()
    desk = Exchange(replace(site, terms=replace(site.terms, in_charge_auto="luca.conti")))
    desk.opens(PHONE)
    assert desk.ticket.owner == "luca.conti"
    assert desk.told()[0] == (MAIL, ("acknowledgement", "in_charge", "courtesy"))
    desk.partner(Kind.NEW_REQUEST, ROSSI)
    assert desk.ticket.owner == ""


def test_a_family_can_ask_for_more(desk: Exchange) -> None:
    """A5: `required.<family>`; a purchase proof only where the registry has no date."""
    site = replace(desk.site, required={"ip_phone": ("serial", "fault", "purchase_proof")})
    desk = Exchange(site)
    desk.opens(PHONE)
    assert missing_fields(desk.ticket.units[0]) == ()
    undated = replace(PHONE2, delivered_on=None)
    desk.partner(
        Kind.NEW_REQUEST, ROSSI, units=(UnitClaim(PHONE2.serial, sold=undated, fault="x"),)
    )
    assert missing_fields(desk.ticket.units[0]) == ("purchase_proof",)
    question = desk.fact("missing_data", "questions")[0]
    assert (question.unit, question.field) == (0, "purchase_proof")


def test_a_direct_customer_asks_like_a_partner(desk: Exchange) -> None:
    """R6."""
    desk.opens(TOWN, partner=COMUNE)
    assert desk.ticket.units[0].state is State.NEW


def test_a_unit_that_was_here_before_is_pointed_out_to_staff(desk: Exchange) -> None:
    """Delight 14."""
    desk.brings_to("in_charge")
    desk.command("CLOSE", reason="risolto")
    desk.opens(PHONE)
    assert desk.fact("new_request", "hints") == ("returned_before:RMA-2026-00001",)


def test_the_reason_of_a_request_is_kept(desk: Exchange) -> None:
    """R1."""
    for reason in ("non_compliant", "damaged", "incomplete", "defect", "after_warranty"):
        desk = Exchange()
        desk.opens(PHONE, reason=reason)
        assert desk.ticket.units[0].reason == reason


def test_an_advance_replacement_with_the_service_is_put_before_staff(desk: Exchange) -> None:
    """R29."""
    from tests.domain.exchange import SWAP

    desk.opens(SWAP, wishes=(Wish("advance_swap"),))
    assert staff_hear(desk) == ["advance_swap"]
    assert desk.fact("noted", "what") == "passed_on"
    assert writes(desk, Wish("advance_swap")) == ["noted"]
    desk.command("TAKE")
    desk.command("APPROVE")
    desk.command("SHIP", carrier="DHL", tracking="77")
    assert writes(desk, Wish("cancel")) == ["noted"]  # the replacement is there already
    assert desk.ticket.units[0].state is State.VALIDATED_IW


def test_what_no_rule_speaks_of_is_held_for_a_person() -> None:
    """R14: neither opened nor sent away by a machine that was not told."""
    from tests.domain.exchange import make_site

    desk = Exchange(make_site(rules=()))
    desk.opens(PHONE)
    assert staff_hear(desk) == ["no_rule"]
    stranger = Exchange(make_site(rules=()))
    stranger.partner(Kind.NEW_REQUEST, None)
    assert not stranger.tickets


def test_a_distributor_that_is_not_on_file_is_a_persons_business() -> None:
    """R3: nobody is sent to a door that is not there."""
    desk = Exchange()
    nowhere = replace(ELETTRO, distributor_id="gone")
    desk.partner(Kind.NEW_REQUEST, nowhere, units=(UnitClaim(None, fault="rete"),))
    assert staff_hear(desk) == ["unknown_distributor"]


def test_a_yes_to_an_older_price_is_told_so(desk: Exchange) -> None:
    """A15: the current revision, by the letters' order."""
    desk.brings_to("quoted")
    old = next(x for x in desk.ticket.letters if x.name == "quote")
    desk.command("QUOTE", amount="180")
    desk.answers = (old.message_id,)  # type: ignore[attr-defined]
    assert answers(desk, Answer.ACCEPT) == ["not_an_acceptance"]
    assert desk.fact("not_an_acceptance", "why") == "superseded"
    new = [x for x in desk.ticket.letters if x.name == "quote"][-1]
    desk.answers = (new.message_id,)  # type: ignore[attr-defined]
    assert answers(desk, Answer.ACCEPT) == ["acceptance_recorded"]


def test_a_letter_to_the_wrong_reader_never_leaves() -> None:
    """Mail-layer 19: a bug stops the mail before anything is recorded."""
    from mailbot.domain.decision import Audience, Decision, Notification
    from mailbot.domain.hearers import part
    from mailbot.domain.intent import Found, Intent, Sender
    from mailbot.domain.mail import Address, Mail
    from mailbot.domain.privacy import WrongHearer, check_recipients
    from mailbot.domain.registry import Role
    from mailbot.domain.scene import Scene

    desk = Exchange()
    ticket = desk.opens(PHONE)
    sender = Sender(Address(MAIL), Role.QUALITY_PARTNER, Strength.ALIGNED, "rossi", ROSSI)
    mail = Mail("<1@a>", "d", desk.now, (sender.address,), "", "")
    numbers = None
    scene = Scene(
        Intent(Kind.INFO_REPLY, "it", sender, ""),
        mail,
        Found(),
        desk.site,
        numbers,  # type: ignore[arg-type]
        desk.now,
    )
    for audience in Audience:
        letter = Notification(
            (part("status"),), (Address("rma@nordtel.example"),), "it", audience, ticket=ticket
        )
        with pytest.raises(WrongHearer):
            check_recipients(scene, Decision("x", notifications=(letter,)))


def test_a_distributors_open_beside_his_answer_to_a_quote_has_nothing_to_open(
    desk: Exchange,
) -> None:
    """R12: `apri` is the answer to a referral; on a ticket it wishes nothing."""
    desk.brings_to("quoted")
    wishes = (Wish("open"), Wish("status"))
    heard = writes(desk, *wishes, quote=QuoteAnswer(Answer.ACCEPT))
    desk_alone = Exchange()
    desk_alone.brings_to("quoted")
    assert heard == writes(desk_alone, wishes[1], quote=QuoteAnswer(Answer.ACCEPT))
    assert "status" in heard
