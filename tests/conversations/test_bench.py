"""Warehouse, lab, quotes, acceptance, shipment and what happens otherwise (R16-R25, R41-R58)."""

import re

from tests.conversations.cases import (
    NUMBER,
    OLD_PHONE,
    PARTNER,
    PHONE,
    orders,
    quoted,
    received,
    validated,
)
from tests.conversations.conversation import Conversation, Letter

REFUSED = "Nulla è stato eseguito"


def words(letter: Letter) -> str:
    return " ".join(letter.text.split())


# -- the warehouse --


def test_r43_goods_of_a_ticket_are_checked_in_and_the_partner_told(desk: Conversation) -> None:
    """R43, R45, R47, X21, decisions 11: partly, by serial; the lab hears of it."""
    staff = validated(desk, PHONE, OLD_PHONE)
    orders(desk, staff, "franco.neri", "RECEIVED VST2026224711B")
    letter = desk.sends_to(PARTNER)
    assert "VST4025440908K" in letter.text
    desk.sends_to("lab@voismart.example")
    assert [u.state for u in desk.ticket(NUMBER).units] == ["received", "validated_oow"]


def test_x24_another_serial_in_the_box_is_told_the_same_day(desk: Conversation) -> None:
    """X24, M17: received and flagged; the owner looks."""
    staff = validated(desk)
    orders(desk, staff, "franco.neri", "RECEIVED\nVST2026224712C")
    assert "VST2026224712C" in desk.sends_to(PARTNER).text
    desk.sends_to("luca.conti@voismart.example")
    unit = desk.ticket(NUMBER).units[0]
    assert (unit.state, unit.arrived_serial) == ("received", "VST2026224712C")


def test_r16_a_freight_collect_parcel_is_not_accepted(desk: Conversation) -> None:
    """R16, X22: logged, the unit stays Validated, the partner is told."""
    staff = validated(desk)
    orders(desk, staff, "franco.neri", "REFUSE-PARCEL freight-collect: BRT 0750")
    assert "porto assegnato" in words(desk.sends_to(PARTNER)).lower()
    ticket = desk.ticket(NUMBER)
    assert ticket.units[0].state == "validated_iw"
    assert ticket.history[-1].what == "refuse_parcel"


def test_r28_nothing_ships_untested(desk: Conversation) -> None:
    """R27, R28, I2: from Validated, and from received."""
    staff = validated(desk)
    assert REFUSED in orders(desk, staff, "franco.neri", "SHIP BRT 075012345678").text
    orders(desk, staff, "franco.neri", "RECEIVED")
    desk.sends_to(PARTNER)
    desk.sends_to("lab@voismart.example")
    assert REFUSED in orders(desk, staff, "franco.neri", "SHIP BRT 075012345678").text
    assert desk.ticket(NUMBER).units[0].state == "received"


def test_r29_the_hardware_replacement_service_ships_ahead(desk: Conversation) -> None:
    """R29, X47, TM8: only with the entitlement; the faulty unit is due."""
    desk.receives(
        "From: service@alpenvoice.example\nSubject: rma\n\n"
        "IP PBX VSP30 S/N VSP3026030088G does not boot any more, please open an RMA.\n"
    )
    desk.sends_to("service@alpenvoice.example")
    staff = desk.sends_to("supporto@voismart.example")
    orders(desk, staff, "luca.conti", "TAKE\nAPPROVE")
    desk.sends_to("service@alpenvoice.example")
    desk.sends_to("magazzino@voismart.example")
    orders(desk, staff, "franco.neri", "SHIP DHL 7719417001")
    letter = desk.sends_to("service@alpenvoice.example")
    assert "Hardware Replacement" in words(letter)
    unit = desk.ticket(NUMBER).units[0]
    assert unit.shipped_ahead
    assert unit.state == "validated_iw"
    assert any(c.name == "TM8" and c.running for c in desk.ticket(NUMBER).clocks)


# -- the lab --


def test_r48_a_covered_test_needs_its_promise_date(desk: Conversation) -> None:
    """R41, R47, R48, X26."""
    staff = received(desk)
    assert (
        REFUSED
        in orders(desk, staff, "andrea.bassi", "TESTED warranty repairable: alimentatore").text
    )
    orders(
        desk, staff, "andrea.bassi", "TESTED warranty repairable delivery=4/12/2026: alimentatore"
    )
    letter = desk.sends_to(PARTNER)
    assert "In process" in letter.text
    assert "4 dicembre 2026" in words(letter)
    assert desk.ticket(NUMBER).units[0].state == "in_process_covered"


def test_r13_a_covered_unit_is_never_quoted(desk: Conversation) -> None:
    """R13, R49."""
    staff = received(desk)
    orders(
        desk, staff, "andrea.bassi", "TESTED warranty repairable delivery=4/12/2026: alimentatore"
    )
    desk.sends_to(PARTNER)
    assert REFUSED in orders(desk, staff, "andrea.bassi", "QUOTE 100").text
    assert desk.ticket(NUMBER).quotes == ()


def test_r42_overturning_a_warranty_needs_an_exclusion(desk: Conversation) -> None:
    """R18, R42, I9: misuse names EX2 by itself; out-of-warranty alone cannot overturn."""
    staff = received(desk)
    assert (
        REFUSED
        in orders(desk, staff, "andrea.bassi", "TESTED out-of-warranty repairable: liquido").text
    )
    orders(desk, staff, "andrea.bassi", "TESTED misuse repairable: liquido sulla scheda")
    letter = desk.sends_to(PARTNER)
    assert "a pagamento" in words(letter)
    unit = desk.ticket(NUMBER).units[0]
    assert (unit.state, unit.covered, unit.test.exclusion) == ("tested_chargeable", False, "EX2")


def test_r17_to_r20_each_exclusion_makes_the_unit_chargeable(desk: Conversation) -> None:
    """R17 (EX1), R19 (EX3), R20 (EX4): the code the lab names is kept and told."""
    staff = received(desk, PHONE, OLD_PHONE, "telefono VST20 s/n VST2026224712C: cornetta muta")
    orders(
        desk,
        staff,
        "andrea.bassi",
        "TESTED misuse repairable 1: EX1 comprato da terzi\n"
        "TESTED misuse repairable 2: EX3 usato oltre le specifiche\n"
        "TESTED misuse repairable 3: EX4 alimentatore di altri",
    )
    desk.sends_to(PARTNER)
    ticket = desk.ticket(NUMBER)
    assert [u.test.exclusion for u in ticket.units] == ["EX1", "EX3", "EX4"]
    assert {u.state for u in ticket.units} == {"tested_chargeable"}


def test_r21_a_written_authorisation_lifts_the_fifth_exclusion(desk: Conversation) -> None:
    """R21: EX5 that was authorised in writing does not make the unit chargeable."""
    staff = received(desk)
    orders(
        desk,
        staff,
        "andrea.bassi",
        "TESTED misuse repairable delivery=4/12/2026: EX5 modifica autorizzata con lettera 7/2026",
    )
    desk.sends_to(PARTNER)
    unit = desk.ticket(NUMBER).units[0]
    assert (unit.state, unit.covered) == ("in_process_covered", True)
    assert unit.test.exclusion_waiver == "autorizzata con lettera 7/2026"


def test_r50_what_cannot_be_repaired_waits_for_collection(desk: Conversation) -> None:
    """R50, R53, R54, X28b, X40: fifteen days, at the partner's expense, then collected."""
    staff = received(desk, OLD_PHONE)
    orders(desk, staff, "andrea.bassi", "TESTED out-of-warranty not-repairable: scheda bruciata")
    letter = desk.sends_to(PARTNER)
    assert "7 dicembre 2026" in words(letter)
    assert "a vostre spese" in words(letter)
    orders(desk, staff, "franco.neri", "COLLECTED")
    assert "Closed - returned unrepaired" in words(desk.sends_to(PARTNER))


def test_r47_no_fault_found_is_told_apart(desk: Conversation) -> None:
    """A14, R47, X29, M19."""
    staff = received(desk)
    orders(desk, staff, "andrea.bassi", "TESTED warranty no-fault: nessun difetto in 72 ore")
    desk.sends_to(PARTNER)
    assert desk.ticket(NUMBER).units[0].state == "held"


# -- quotes and what is said to them --


def test_r23_r24_r51_a_quote_has_its_parts_and_comes_first(desk: Conversation) -> None:
    """R23, R24, R51: net, VAT, total; no repair before it was answered."""
    letter, staff = quoted(desk)
    assert "129,50" in letter.text
    assert "157,99" in letter.text
    assert REFUSED in orders(desk, staff, "andrea.bassi", "REPAIR START").text
    assert desk.ticket(NUMBER).units[0].state == "quoted"


def test_r25_r52_a_written_acceptance_is_kept_with_its_proof(desk: Conversation) -> None:
    """R25, R52, X31, A15, M23: repeated back; then the repair may begin, and R57, R58."""
    letter, staff = quoted(desk)
    desk.receives(
        f"From: {PARTNER}\n\nAccetto il preventivo, procedete pure.\n\nLuca Neri\n", answers=letter
    )
    receipt = desk.sends_to(PARTNER)
    assert "129,50" in receipt.text
    desk.sends_to("luca.conti@voismart.example")
    proof = desk.ticket(NUMBER).units[0].acceptance
    assert proof.by == PARTNER
    assert len(proof.digest) == 64
    assert proof.message_id in receipt.message["References"] + receipt.message["In-Reply-To"]

    orders(desk, staff, "andrea.bassi", "REPAIR START")
    orders(desk, staff, "andrea.bassi", "REPAIR DONE")
    orders(desk, staff, "franco.neri", "SHIP BRT 075012345678 20/11/2026")
    shipped = desk.sends_to(PARTNER)
    assert "Closed - with success" in words(shipped)
    assert "20/11/2026" in shipped.text


def test_r52_a_condition_is_no_acceptance(desk: Conversation) -> None:
    """R52, X32: a counter-offer is answered and shown to the owner; the clock runs on."""
    letter, _ = quoted(desk)
    desk.receives(f"From: {PARTNER}\n\nVa bene ma a 100 euro.\n", answers=letter)
    desk.sends_to(PARTNER)
    assert "100 euro" in desk.sends_to("luca.conti@voismart.example").text
    ticket = desk.ticket(NUMBER)
    assert ticket.units[0].state == "quoted"
    assert any(c.name == "TM6" and c.running for c in ticket.clocks)


def test_r52_a_forged_acceptance_is_none(desk: Conversation) -> None:
    """R52, A15: what our mail server does not vouch for accepts nothing."""
    quoted(desk)
    desk.receives(
        f"From: {PARTNER}\nSubject: Re: [{NUMBER}] preventivo\n\nAccetto il preventivo.\n",
        vouched=False,
    )
    desk.unread.clear()
    assert desk.ticket(NUMBER).units[0].state == "quoted"


def test_i10_quoted_words_accept_nothing(desk: Conversation) -> None:
    """I10: our own line `ACCETTO` in the quote below a question."""
    letter, _ = quoted(desk)
    body = "\n".join(f"> {line}" for line in letter.text.splitlines())
    desk.receives(f"From: {PARTNER}\n\nLo chiedo al cliente.\n\n{body}\n", answers=letter)
    desk.unread.clear()
    assert desk.ticket(NUMBER).units[0].state == "quoted"


def test_x34_a_declined_unit_waits_for_its_owner(desk: Conversation) -> None:
    """R53, X34, M25."""
    letter, _ = quoted(desk)
    desk.receives(f"From: {PARTNER}\n\nRIFIUTO\n", answers=letter)
    assert "7 dicembre 2026" in words(desk.sends_to(PARTNER))
    desk.sends_to("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].state == "held"


def test_x33_a_late_acceptance_counts_once_staff_admit_it(desk: Conversation) -> None:
    """X33, decisions 9: nothing until ADMIT."""
    letter, staff = quoted(desk)
    desk.clock.move(days=18)
    desk.receives(f"From: {PARTNER}\n\nACCETTO\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.sends_to("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].acceptance is None
    orders(desk, staff, "elena.marchetti", "ADMIT")
    desk.sends_to(PARTNER)
    desk.read_copies("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].state == "accepted"


def test_x42_a_new_revision_needs_a_new_acceptance(desk: Conversation) -> None:
    """I1, X42: the first yes is gone with its price."""
    letter, staff = quoted(desk)
    desk.receives(f"From: {PARTNER}\n\nACCETTO\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.sends_to("luca.conti@voismart.example")
    orders(desk, staff, "andrea.bassi", "REPAIR START\nQUOTE 180,00 EUR days=5")
    desk.sends_to(PARTNER)
    ticket = desk.ticket(NUMBER)
    assert (ticket.units[0].state, ticket.units[0].acceptance) == ("quoted", None)
    assert [(q.revision, q.current) for q in ticket.quotes] == [(1, False), (2, True)]

    # The yes to the old letter is none to the new price.
    desk.receives(f"From: {PARTNER}\n\nACCETTO\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.sends_to("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].state == "quoted"


# -- the fifteen days --


def test_r56_more_time_needs_a_reason_and_a_person(desk: Conversation) -> None:
    """R56, X36, A20: asked by the partner, granted by HOLD; fifteen days at most."""
    letter, staff = quoted(desk)
    desk.receives(
        f"From: {PARTNER}\n\nPROROGA siamo chiusi fino al 7/1, il cliente decide a gennaio\n",
        answers=letter,
    )
    desk.sends_to(PARTNER)
    desk.sends_to("luca.conti@voismart.example")
    assert REFUSED in orders(desk, staff, "luca.conti", "HOLD until 7/1/2027: ferie").text
    orders(desk, staff, "luca.conti", "HOLD until 22/12/2026: ferie")
    assert "22 dicembre 2026" in words(desk.sends_to(PARTNER))
    assert desk.ticket(NUMBER).units[0].extensions == 1


def test_r55_disposal_takes_two_steps_and_never_comes_early(desk: Conversation) -> None:
    """R55, I3, A19, X39: refused while the days run; with the partner's consent, by code."""
    letter, staff = quoted(desk)
    assert REFUSED in orders(desk, staff, "andrea.bassi", "DISPOSE").text
    desk.receives(f"From: {PARTNER}\n\nSmaltite pure il telefono.\n", answers=letter)
    desk.sends_to(PARTNER)
    desk.sends_to("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].state == "held"

    transcript = orders(desk, staff, "andrea.bassi", "DISPOSE")
    assert desk.ticket(NUMBER).units[0].state == "held"
    code = re.search(r"DISPOSE ([A-Z2-9]{10})", transcript.text)
    assert code
    told = words(transcript)
    assert "Nulla è stato ancora smaltito" in told
    assert "«Smaltite pure il telefono.»" in told  # the mail trail, A19
    assert "il partner ha dato il consenso scritto" in told
    for wrong in ("È arrivata una mail", "CONFIRM", "UNDO", "fatto"):
        assert wrong not in told
    assert REFUSED in orders(desk, staff, "andrea.bassi", "DISPOSE ABCDEFGHJK").text
    orders(desk, staff, "andrea.bassi", f"DISPOSE {code[1]}")
    assert "Closed - disposed" in words(desk.sends_to(PARTNER))


def test_x46_a_moved_promise_is_told_with_its_reason(desk: Conversation) -> None:
    """X46, M32."""
    staff = received(desk)
    orders(
        desk, staff, "andrea.bassi", "TESTED warranty repairable delivery=4/12/2026: alimentatore"
    )
    desk.sends_to(PARTNER)
    orders(desk, staff, "andrea.bassi", "PROMISE 11/12/2026: ricambio in ritardo")
    letter = words(desk.sends_to(PARTNER))
    assert "11 dicembre 2026" in letter
    assert "ricambio in ritardo" in letter
