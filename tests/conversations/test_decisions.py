"""Approval and refusal (R33-R46, R59, R60), by mail."""

import re

from tests.conversations.cases import (
    NUMBER,
    OLD_PHONE,
    PARTNER,
    PHONE,
    asks,
    in_charge,
    orders,
    validated,
)
from tests.conversations.conversation import Conversation


def test_r33_taking_over_changes_the_status_and_tells_the_requester(desk: Conversation) -> None:
    """R32, R33, R59, R60: the word is exactly "In charge", the letter goes out by itself."""
    _, staff = asks(desk)
    orders(desk, staff, "luca.conti", "TAKE")
    desk.sends(
        """
        To: luca.neri@rossi-telecom.example

        ... Luca Conti ... In charge ...
        """
    )
    assert desk.ticket(NUMBER).owner == "luca.conti"


def test_r35_a_question_goes_to_the_technical_contact_and_waits(desk: Conversation) -> None:
    """R35, X12: the units wait for the answer, which puts them back in charge and is shown to the
    owner."""
    staff = in_charge(desk)
    orders(desk, staff, "luca.conti", "ASK Avete provato un altro alimentatore?")
    question = desk.sends(
        """
        To: luca.neri@rossi-telecom.example

        ... Avete provato un altro alimentatore? ...
        """
    )
    assert desk.ticket(NUMBER).units[0].state == "waiting_info"
    desk.receives(f"From: {PARTNER}\n\nSì, provato: non cambia nulla.\n", answers=question)
    answer = desk.sends_to("luca.conti@voismart.example", NUMBER)
    assert "non cambia nulla" in answer.text
    desk.sends_to(PARTNER)
    assert desk.ticket(NUMBER).units[0].state == "in_charge"


def test_r38_r39_r40_the_approval_says_the_verdict_and_what_it_does_not_mean(
    desk: Conversation,
) -> None:
    """R15, R22, R38-R40, R43, R45, R46: per unit; the transport-document words; the warehouse's
    address and no other; the warranty is not thereby activated."""
    staff = in_charge(desk, PHONE, OLD_PHONE)
    orders(desk, staff, "luca.conti", "APPROVE")
    letter = desk.sends(
        """
        To: luca.neri@rossi-telecom.example

        ... Validated ... Riferimento: RMA-2026-00001 del 20/11/2026 ...
        L'accettazione del reso non comporta l'attivazione automatica della garanzia ...
        spese di trasporto ... a vostro carico ...
        """
    )
    words = " ".join(letter.text.split())
    assert "Via dei Collaudi 7" in words
    assert "preventivo" in words  # the one out of warranty
    names = [part.get_filename() for part in letter.message.iter_attachments()]
    assert any(str(name).endswith("label.pdf") for name in names)
    desk.sends_to("magazzino@voismart.example")
    assert [u.state for u in desk.ticket(NUMBER).units] == ["validated_iw", "validated_oow"]


def test_r36_a_commercial_refusal_says_what_was_looked_up(desk: Conversation) -> None:
    """R36, R44, I9: the reason, what the registry said, and what would change it."""
    desk.receives(
        f"From: {PARTNER}\nSubject: rma\n\nTelefono VST20 s/n VST2026229999Z, display rotto.\n"
    )
    letter = desk.sends_to(PARTNER)
    staff = desk.sends_to("supporto@voismart.example")
    desk.receives(f"From: {PARTNER}\n\nIl seriale è giusto: VST2026229999Z\n", answers=letter)
    desk.read_copies(PARTNER)
    desk.read_copies("supporto@voismart.example")
    orders(desk, staff, "luca.conti", "TAKE\nREJECT commercial: seriale non venduto da noi")
    desk.sends(
        """
        To: luca.neri@rossi-telecom.example

        ... Closed - refused ... seriale non venduto da noi ...
        """
    )
    unit = desk.ticket(NUMBER).units[0]
    assert unit.state == "refused_commercial"
    assert unit.refusal_checked == "VST2026229999Z: not_sold"


def test_r37_a_technical_refusal_needs_its_reason_and_evidence_opens_it_again(
    desk: Conversation,
) -> None:
    """R37, R44, X17: new evidence within ten working days goes back in charge."""
    staff = in_charge(desk)
    transcript = orders(desk, staff, "luca.conti", "REJECT technical")
    assert "Nulla è stato eseguito" in transcript.text
    orders(desk, staff, "luca.conti", "REJECT technical: è una configurazione del centralino")
    refusal = desk.sends_to(PARTNER)
    assert "Closed - refused" in refusal.text
    desk.clock.move(days=5)
    desk.receives(
        f"From: {PARTNER}\n\nAbbiamo provato un altro account: il display è rotto anche lì.\n",
        answers=refusal,
    )
    again = desk.sends_to(PARTNER)
    assert "In charge" in again.text
    desk.sends_to("luca.conti@voismart.example")
    assert desk.ticket(NUMBER).units[0].state == "in_charge"


def test_x50_after_that_a_closed_thread_stays_closed(desk: Conversation) -> None:
    """X50: told so, and the owner decides; thanks alone are met with silence (mail-layer 28)."""
    staff = in_charge(desk)
    orders(desk, staff, "luca.conti", "REJECT technical: nessun guasto")
    refusal = desk.sends_to(PARTNER)
    desk.clock.move(days=20)
    desk.receives(f"From: {PARTNER}\n\nGrazie mille!\n", answers=refusal)
    desk.sends_nothing()
    desk.receives(
        f"From: {PARTNER}\n\nIl display è rotto davvero, che facciamo?\n", answers=refusal
    )
    desk.sends_to(PARTNER, NUMBER)
    desk.sends_to("luca.conti@voismart.example", NUMBER)
    assert desk.ticket(NUMBER).units[0].state == "refused_technical"


def test_undo_takes_an_approval_back(desk: Conversation) -> None:
    """X49, M34: within ten minutes, and the partner who had a letter gets a correction, the
    warehouse too."""
    staff = in_charge(desk)
    transcript = orders(desk, staff, "luca.conti", "APPROVE")
    desk.sends_to(PARTNER)
    desk.sends_to("magazzino@voismart.example")
    token = re.search(r"UNDO ([A-Z0-9]{10})", transcript.text)
    assert token
    desk.clock.move(minutes=9)
    orders(desk, staff, "luca.conti", f"UNDO {token[1]}")
    desk.sends(
        """
        To: luca.neri@rossi-telecom.example

        ... In charge ...
        """
    )
    assert "Annullato" in desk.sends_to("magazzino@voismart.example").subject
    assert desk.ticket(NUMBER).units[0].state == "in_charge"


def test_a_forged_staff_mail_gets_nowhere_without_the_code(desk: Conversation) -> None:
    """Mail-layer 17: a bare From commands nothing; the code goes to the address on file."""
    asks(desk)
    desk.receives(
        f"From: luca.conti@voismart.example\nSubject: [{NUMBER}]\n\nTAKE\n", vouched=False
    )
    letters = desk.unread[:]
    desk.unread.clear()
    assert desk.ticket(NUMBER).owner == ""
    for letter in letters:
        assert letter.to <= {"luca.conti@voismart.example", "supporto@voismart.example"}


def test_text_of_staff_without_a_command_is_a_note(desk: Conversation) -> None:
    """Mail-layer 25: kept, and the writer hears that nothing else happened."""
    _, staff = asks(desk)
    transcript = orders(desk, staff, "luca.conti", "Sentito al telefono, richiama domani.")
    assert "nota interna" in " ".join(transcript.text.split())
    assert "richiama domani" in desk.ticket(NUMBER).history[-1].note


def test_a_mistyped_command_runs_nothing_and_is_named(desk: Conversation) -> None:
    """Mail-layer 22."""
    _, staff = asks(desk)
    transcript = orders(desk, staff, "luca.conti", "TAKE\nAPROVE")
    assert "APPROVE" in transcript.text
    assert desk.ticket(NUMBER).owner == ""


def test_r43_a_tracking_notice_warns_of_freight_collect(desk: Conversation) -> None:
    """R16, R43, X18, mail 14: before the parcel travels in vain."""
    validated(desk)
    desk.receives(
        f"From: {PARTNER}\nSubject: [{NUMBER}] spedito\n\n"
        "Spedito oggi con BRT, LDV 075012345678, ns. DDT 412 del 20/11, 1 collo, porto assegnato\n"
    )
    letter = desk.sends_to(PARTNER, NUMBER)
    assert "porto assegnato" in letter.text.lower()
    desk.read_copies("magazzino@voismart.example")
    unit = desk.ticket(NUMBER).units[0]
    assert unit.state == "inbound"
    assert unit.parcel.tracking == "075012345678"
