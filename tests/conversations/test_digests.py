"""Digests by mail: sent at their hour, answered by line (decisions 12, delight.md 10 and 11)."""

import pytest

from mailbot.domain.lifecycle import State
from tests.conversations.conversation import Conversation, Letter

PARTNER, FIRM = "luca.neri@rossi-telecom.example", "assistenza@rossi-telecom.example"
SUPPORT, BOSS = "supporto@voismart.example", "direzione@voismart.example"
LUCA = "luca.conti@voismart.example"


def request(desk: Conversation, serial: str = "VST2026224711B") -> Letter:
    """A complete request of Friday morning; the acknowledgement."""
    desk.receives(f"""
        From: Luca Neri <{PARTNER}>
        Subject: Telefono guasto

        Buongiorno, il telefono {serial} non si accende più.
        Luca Neri
    """)
    desk.sends_to(SUPPORT)
    return desk.sends_to(PARTNER)


def monday(desk: Conversation) -> dict[str, Letter]:
    """Friday evening's escalations are read; then it is Monday, nine o'clock in Rome: the digests
    by their first word to whom they go."""
    desk.later(hours=12)
    desk.unread.clear()
    desk.later(hours=59)
    found = {}
    for address in (SUPPORT, BOSS, FIRM):
        letter = next((x for x in desk.unread if address in x.to and "[RMA" not in x.subject), None)
        if letter is not None:
            found[address] = letter
    desk.unread.clear()
    return found


def test_on_a_quiet_monday_staff_and_manager_hear_that_all_is_well(desk):
    """mail-layer 29: sent even when empty; partners with nothing are left alone."""
    desk.later(hours=1)
    letters = monday(desk)
    assert set(letters) == {SUPPORT, BOSS}
    assert "non attende nulla" in letters[SUPPORT].text


def test_a_tuesday_has_no_weekly_digest(desk):
    """decisions 12: the manager's and the partners' on Monday, staff's on working days."""
    desk.later(hours=1)
    monday(desk)
    desk.later(days=1)
    assert [x.to for x in desk.unread if BOSS in x.to] == []
    desk.sends_to(SUPPORT)
    desk.later(days=1)
    desk.sends_to(SUPPORT)


def test_staff_answer_a_line_with_commands(desk):
    """delight.md 11: `1 TAKE`, `1 APPROVE` mean the ticket of line 1."""
    request(desk)
    digest = monday(desk)[SUPPORT]
    assert "1. RMA-2026-00001" in digest.text
    desk.receives(
        f"""
        From: {LUCA}

        1 TAKE
        1 APPROVE
        """,
        answers=digest,
    )
    desk.sends_to(LUCA)
    assert "Validated" in desk.sends_to(PARTNER).text
    desk.unread.clear()
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.VALIDATED_IW


def test_a_line_that_is_not_there_is_refused_and_nothing_of_the_mail_applies(desk):
    """mail-layer 23: all or none."""
    request(desk)
    digest = monday(desk)[SUPPORT]
    desk.receives(
        f"""
        From: {LUCA}

        1 TAKE
        7 APPROVE
        """,
        answers=digest,
    )
    desk.sends_to(LUCA)
    assert desk.ticket("RMA-2026-00001").taken is None


def test_a_partner_reads_what_waits_for_him_and_answers_by_line(desk):
    """delight.md 10: `1 accetto` in the answer to the weekly digest accepts the quote of line 1."""
    acknowledgement = request(desk)
    for sender, commands in (
        (LUCA, "TAKE\nAPPROVE"),
        ("franco.neri@voismart.example", "RECEIVED"),
        (
            "andrea.bassi@voismart.example",
            "TESTED misuse repairable: EX2 scheda bruciata\nQUOTE 120 EUR days=5",
        ),
    ):
        desk.receives(f"From: {sender}\n\n{commands}", answers=acknowledgement)
        desk.unread.clear()
    digest = monday(desk)[FIRM]
    assert "1. RMA-2026-00001" in digest.text
    assert "ACCETTO" in digest.text
    desk.receives(
        f"""
        From: Assistenza <{FIRM}>

        1 accetto
        """,
        answers=digest,
    )
    desk.sends_to(FIRM)
    desk.unread.clear()
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert unit.state is State.ACCEPTED


def test_a_partners_digest_carries_its_units_as_csv(desk):
    """delight.md 14; formulas in it are harmless."""
    request(desk)
    digest = monday(desk)[FIRM]
    (sheet,) = [p for p in digest.message.iter_attachments() if p.get_filename("").endswith(".csv")]
    rows = sheet.get_content().splitlines()
    assert len(rows) == 2
    assert "VST2026224711B" in rows[1]


def test_the_digest_command_brings_the_worklist_to_who_asks(desk):
    """The table of commands: DIGEST."""
    acknowledgement = request(desk)
    desk.receives(f"From: {LUCA}\n\nDIGEST", answers=acknowledgement)
    letters = [x for x in desk.unread if LUCA in x.to]
    assert any("RMA-2026-00001" in x.text and "TAKE" in x.text for x in letters)
    desk.unread.clear()


@pytest.mark.parametrize("hours", [24, 24 * 9])
def test_after_a_downtime_each_digest_comes_once(desk, hours):
    """decisions 12: a missed one is sent once when the desk is up again."""
    desk.later(hours=1)
    monday(desk)
    desk.later(hours=hours)
    subjects = [x.subject for x in desk.unread]
    assert len(subjects) == len(set(subjects))
    assert len([x for x in desk.unread if SUPPORT in x.to]) == 1
    desk.unread.clear()
    desk.later(minutes=5)
    desk.sends_nothing()
