"""Requirements of the policy that no single letter shows: each is a case, from request to end."""

from dataclasses import replace
from datetime import date

import pytest

from mailbot.domain.registry import Role
from mailbot.domain.states import State
from tests.conversations.cases import (
    NUMBER,
    OLD_PHONE,
    PARTNER,
    PHONE,
    asks,
    in_charge,
    orders,
    received,
)
from tests.conversations.conversation import Conversation

SUPPORT, LAB, WAREHOUSE = "luca.conti", "andrea.bassi", "franco.neri"

REASONS = [
    ("il telefono VST2026224711B non è quello ordinato, articolo errato", "non_compliant"),
    ("il telefono VST2026224711B è arrivato rotto, imballo danneggiato", "damaged"),
    ("nella scatola del telefono VST2026224711B manca la cornetta", "incomplete"),
    ("il telefono VST2026224711B non si accende più", "defect"),
    ("chiediamo la riparazione fuori garanzia del VST4025440908K, cornetta muta", "after_warranty"),
    ("vi mandiamo il telefono VST2026224711B per un controllo del display a righe", "defect"),
]


@pytest.mark.parametrize(("words", "reason"), REASONS)
def test_each_reason_for_a_return_is_taken_and_kept(
    desk: Conversation, words: str, reason: str
) -> None:
    """R1: non-compliant, damaged, incomplete, defect, after warranty; else it is a defect."""
    asks(desk, words)

    assert [unit.reason for unit in desk.ticket(NUMBER).units] == [reason]


def test_a_distributor_is_whom_the_directory_calls_one(desk: Conversation) -> None:
    """R4: the list of distributors is open: another row of the directory is another one."""
    partners = list(desk.desk.store.partners())
    desk.desk.store.import_partners(
        [replace(p, role=Role.DISTRIBUTOR) if p.id == "rossi" else p for p in partners]
    )

    desk.receives("""
        From: info@elettro-impianti.example
        Subject: RMA

        Il telefono VST2026224711B ha il display a righe verticali.
    """)

    letter = desk.sends_to("info@elettro-impianti.example")
    assert "Rossi Telecom" in letter.text
    desk.unread.clear()
    assert list(desk.desk.store.tickets()) == []


def test_a_covered_unit_is_never_quoted(desk: Conversation) -> None:
    """R13: in warranty it is repaired at the vendor's care: there is nothing to charge for."""
    staff = received(desk, PHONE)
    orders(desk, staff, LAB, "TESTED warranty repairable delivery=2026-12-04: display difettoso")
    desk.sends_to(PARTNER)

    answer = orders(desk, staff, LAB, "QUOTE 80,00")

    assert "Nulla" in answer.subject
    desk.sends_nothing()
    ticket = desk.ticket(NUMBER)
    assert ticket.quotes == ()
    assert [unit.state for unit in ticket.units] == [State.IN_PROCESS_COVERED]


EXCLUSIONS = [
    ("EX1", "R17", "acquistato da terzi"),
    ("EX2", "R18", "danno da liquido"),
    ("EX3", "R19", "usato oltre le specifiche"),
    ("EX4", "R20", "software di terzi"),
    ("EX5", "R21", "modificato dal rivenditore"),
]


@pytest.mark.parametrize(("code", "number", "words"), EXCLUSIONS)
def test_an_exclusion_makes_a_covered_unit_chargeable_and_is_told(
    desk: Conversation, code: str, number: str, words: str
) -> None:
    """R17, R18, R19, R20, R21, R42: EX1-EX5 overturn the warranty, and the letter says why."""
    staff = received(desk, PHONE)

    orders(desk, staff, LAB, f"TESTED misuse repairable delivery=2026-12-04: {code} {words}")

    letter = desk.sends_to(PARTNER)
    assert code in letter.text
    assert words in letter.text
    (unit,) = desk.ticket(NUMBER).units
    assert unit.state is State.TESTED_CHARGEABLE
    assert unit.test is not None
    assert unit.test.exclusion == code


def test_a_question_goes_to_the_technical_contact(desk: Conversation) -> None:
    """R35: a technical reference may be asked during the analysis; without one the requester."""
    desk.receives("""
        From: assistenza@rossi-telecom.example
        Subject: richiesta RMA

        Telefono VST20 s/n VST2026224711B: il display mostra righe verticali.
        Referente tecnico: Luca Neri, luca.neri@rossi-telecom.example
    """)
    desk.read_copies(PARTNER)
    staff = desk.sends_to("supporto@voismart.example")
    desk.unread.clear()
    orders(desk, staff, SUPPORT, "TAKE")
    desk.unread.clear()

    orders(desk, staff, SUPPORT, "ASK Avete provato un altro alimentatore?")

    assert "altro alimentatore" in desk.sends_to(PARTNER).text
    desk.unread.clear()


@pytest.mark.parametrize("kind", ["commercial", "technical"])
def test_a_refusal_says_why_and_what_would_change_it(desk: Conversation, kind: str) -> None:
    """R36, R37, R44: "Closed - refused", with the reason and the evidence that would help."""
    staff = in_charge(desk, PHONE)

    orders(desk, staff, SUPPORT, f"REJECT {kind}: il difetto non si presenta")

    letter = desk.sends_to(PARTNER)
    assert "Closed - refused" in letter.text
    assert "il difetto non si presenta" in letter.text
    assert "10 giorni lavorativi" in letter.text or "rispondete" in letter.text
    assert all(unit.state.value == f"refused_{kind}" for unit in desk.ticket(NUMBER).units)


OUTCOMES = [
    ("warranty repairable delivery=2026-12-04", State.IN_PROCESS_COVERED),
    ("misuse repairable", State.TESTED_CHARGEABLE),
    ("warranty no-fault", State.HELD),
]


@pytest.mark.parametrize(("words", "state"), OUTCOMES)
def test_a_unit_in_warranty_is_covered_or_misused_or_without_fault(
    desk: Conversation, words: str, state: State
) -> None:
    """R49: exactly these outcomes for a unit that came back within its warranty (A14)."""
    staff = received(desk, PHONE)

    orders(desk, staff, LAB, f"TESTED {words}: provato per quattro ore")
    desk.sends_to(PARTNER)

    (unit,) = desk.ticket(NUMBER).units
    assert unit.state is state
    assert unit.verdict is not None
    assert unit.verdict.ends == date(2027, 6, 10)


@pytest.mark.parametrize(
    ("result", "word"), [("repairable", "riparabile"), ("not-repairable", "non riparabile")]
)
def test_what_is_not_covered_is_explained(desk: Conversation, result: str, word: str) -> None:
    """R50: the kind of failure, and whether it can be repaired, in the outcome letter."""
    staff = received(desk, OLD_PHONE)

    orders(desk, staff, LAB, f"TESTED out-of-warranty {result}: cornetta ossidata")

    letter = desk.sends_to(PARTNER)
    assert "cornetta ossidata" in letter.text
    assert word in letter.text
