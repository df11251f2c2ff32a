"""An address that letters do not reach, and that writes again."""

from tests.conversations.conversation import Conversation, Letter

PARTNER = "luca.neri@rossi-telecom.example"
SUPPORT = "supporto@voismart.example"


def _bounces(desk: Conversation, letter: Letter) -> None:
    desk.receives(
        f"""
        From: MAILER-DAEMON@rossi-telecom.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        550 5.2.2 mailbox is full
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.rossi-telecom.example

        Final-Recipient: rfc822; {PARTNER}
        Action: failed
        Status: 5.2.2
        Diagnostic-Code: smtp; 550 5.2.2 mailbox is full

        --b
        Content-Type: text/rfc822-headers

        Message-ID: {letter.message["Message-ID"]}
        To: {PARTNER}
        Subject: {letter.subject}
        --b--
        """,
        vouched=False,
    )


def test_who_writes_again_is_written_to_again(desk: Conversation) -> None:
    """A permanent failure stops further letters (mail-layer 10), until a mail that is vouched for
    shows that somebody is there: nobody who asks gets silence. A bare From shows nothing."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA

        Centralino VSP12, matricola VSP1225470427Q: si riavvia ogni dieci minuti.
    """)
    letter = desk.sends_to(PARTNER)
    desk.sends_to(SUPPORT)
    _bounces(desk, letter)
    desk.sends_to(SUPPORT, "non recapitata")
    question = """
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA-2026-00001

        A che punto siamo con RMA-2026-00001?
    """

    desk.receives(question, vouched=False)
    desk.sends_nothing()

    desk.receives(question)
    assert "RMA-2026-00001" in desk.sends_to(PARTNER).text
