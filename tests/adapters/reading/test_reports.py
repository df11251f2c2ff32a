"""Delivery reports, complaints and read receipts (mail-layer 10)."""

import pytest

LETTER = "RMA-2026-00042.n2.abc@voismart.example"


def dsn(status: str, text: str = "It failed.", returned: str = "") -> str:
    """A report as RFC 3464 has it."""
    returned = returned or (
        "Content-Type: text/rfc822-headers\n\nSubject: [RMA-2026-00042] x\n"
        f"Message-ID: <{LETTER}>\n"
    )
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\n\n{text}\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        f"{status}\n--b\n{returned}\n--b--\n"
    )


def test_a_delivery_report_says_who_why_and_which_letter(read):
    """RFC 3464."""
    report = read(
        dsn(
            "Final-Recipient: rfc822; Mara@Partner.example\nAction: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550 5.1.1 user\n unknown\n"
        )
    ).report

    assert report is not None
    assert (report.action, report.recipient, report.status) == (
        "failed",
        "mara@partner.example",
        "5.1.1",
    )
    assert report.reason == "550 5.1.1 user unknown"
    assert report.original_message_id == f"<{LETTER}>"
    assert report.original_subject == "[RMA-2026-00042] x"
    assert report.permanent


STATUSES = {
    "the worst of several": (
        "Final-Recipient: rfc822; a@x.example\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.2.2\n",
        ("failed", "b@x.example", "5.2.2"),
    ),
    "a delay": (
        "Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.4.1\n",
        ("delayed", "a@x.example", "4.4.1"),
    ),
    "the address we wrote to, not where it was forwarded": (
        "Original-Recipient: rfc822;a@x.example\nFinal-Recipient: rfc822; z@y.example\n"
        "Action: failed\nStatus: 5.1.1\n",
        ("failed", "a@x.example", "5.1.1"),
    ),
    "a vague status and an exact diagnosis": (
        "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 550 5.7.1 no\n",
        ("failed", "a@x.example", "5.7.1"),
    ),
    "no action at all": (
        "Final-Recipient: rfc822; a@x.example\nStatus: 5.1.1\n",
        ("failed", "a@x.example", "5.1.1"),
    ),
    "an action with more words": (
        "Final-Recipient: rfc822; a@x.example\nAction: Failed (gave up)\nStatus: 5.1.1 (x)\n",
        ("failed", "a@x.example", "5.1.1"),
    ),
}


@pytest.mark.parametrize("case", STATUSES)
def test_the_groups_of_a_report_are_weighed(read, case):
    """What matters most is what staff must know."""
    status, expected = STATUSES[case]
    report = read(dsn(status)).report

    assert report is not None
    assert (report.action, report.recipient, report.status) == expected


def test_the_letter_may_have_come_back_whole(read):
    """message/rfc822."""
    returned = f"Content-Type: message/rfc822\n\nSubject: x\nMessage-ID: <{LETTER}>\n\nbody\n"
    report = read(
        dsn("Final-Recipient: rfc822; a@x.example\nAction: failed\n", "", returned)
    ).report

    assert report is not None
    assert report.original_message_id == f"<{LETTER}>"


FREE_FORMS = {
    "qmail": (
        "failure notice",
        "Hi. This is the qmail-send program at mx.\n\n<mara@partner.example>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the"
        f" message.\n\nReturn-Path: <rma@v.example>\nMessage-ID: <{LETTER}>\nSubject: x\n\nbody\n",
        ("failed", "mara@partner.example", "5.1.1"),
    ),
    "exim": (
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered. The following address(es) failed:\n\n"
        "  mara@partner.example\n    host mx [192.0.2.1]: 552 5.2.2 mailbox full\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        f"Message-ID: <{LETTER}>\nSubject: x\n\nbody\n",
        ("failed", "mara@partner.example", "5.2.2"),
    ),
    "exim delay": (
        "Warning: message 1abc-22 delayed 24 hours",
        "A message that you sent has not yet been delivered:\n\n  mara@partner.example\n\n"
        f"Delivery attempts will continue.\n\nMessage-ID: <{LETTER}>\nSubject: x\n",
        ("delayed", "mara@partner.example", "4.0.0"),
    ),
    "old Exchange": (
        "Undeliverable: x",
        "Your message did not reach some or all of the intended recipients.\n\n"
        "The following recipient(s) could not be reached:\n\n"
        f"      mara@partner.example on 20/11/2026\n            Recipient Not Found\n\n"
        f"Message-ID: <{LETTER}>\nSubject: x\n",
        ("failed", "mara@partner.example", "5.1.1"),
    ),
    "host unknown": (
        "Returned mail: Host unknown",
        "   ----- Transcript of session follows -----\n550 <mara@partner.example>... Host unknown\n"
        f"\n   ----- Unsent message follows -----\nFrom: rma@v.example\nMessage-ID: <{LETTER}>\n",
        ("failed", "mara@partner.example", "5.1.2"),
    ),
    "in a sentence": (
        "Mancato recapito",
        "Il messaggio al destinatario mara@partner.example non si consegna (552 5.2.2).\n\n"
        f"Message-ID: <{LETTER}>\nSubject: x\n",
        ("failed", "mara@partner.example", "5.2.2"),
    ),
    "Italian": (
        "Messaggio non recapitato",
        "Il messaggio a <mara@partner.example> non è stato consegnato: casella piena\n\n"
        f"Message-ID: <{LETTER}>\nSubject: x\n",
        ("failed", "mara@partner.example", "5.2.2"),
    ),
}


@pytest.mark.parametrize("case", FREE_FORMS)
def test_free_form_reports_are_read(read, case):
    """Mail servers that know no RFC 3464 (mail-layer 10)."""
    subject, text, expected = FREE_FORMS[case]
    report = read(
        f"Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@mx.example>\n"
        f"To: rma@v.example\nSubject: {subject}\n\n{text}"
    ).report

    assert report is not None
    assert (report.action, report.recipient, report.status) == expected
    assert report.original_message_id == f"<{LETTER}>"


@pytest.mark.parametrize(
    "source",
    [
        "From: m@x.example\nSubject: Undeliverable phones\n\n550 phones, user unknown\n",
        "Return-Path: <m@x.example>\nFrom: m@x.example\nSubject: Delivery report\n\nparcel came\n",
        "Return-Path: <>\nFrom: m@x.example\nSubject: Risposta automatica\n\nsono via\n",
    ],
)
def test_mail_of_people_is_no_report(read, source):
    """Neither a subject alone nor an empty Return-Path alone makes one."""
    assert read(source).report is None


def test_a_complaint_is_read(read):
    """A feedback report (RFC 5965)."""
    report = read(
        "From: fbl@isp.example\nSubject: Abuse\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nhello\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
        "Original-Rcpt-To: <Mara@Partner.example>\n"
        f"--b\nContent-Type: message/rfc822\n\nSubject: x\nMessage-ID: <{LETTER}>\n\nb\n--b--\n"
    ).report

    assert report is not None
    assert (report.action, report.recipient, report.reason) == (
        "complaint",
        "mara@partner.example",
        "abuse",
    )
    assert report.original_message_id == f"<{LETTER}>"


def test_a_read_receipt_is_read(read):
    """RFC 8098."""
    report = read(
        "From: m@x.example\nSubject: Letto: x\n"
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        "--b\n\nletto\n--b\nContent-Type: message/disposition-notification\n\n"
        f"Final-Recipient: rfc822;M@x.example\nOriginal-Message-ID: <{LETTER}>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
    ).report

    assert report is not None
    assert (report.action, report.recipient) == ("delivered", "m@x.example")
    assert "displayed" in report.reason
    assert report.original_message_id == f"<{LETTER}>"


FREELY = {
    "en": ("Returned mail", "Your message to a@x.example\ncould not be delivered to\na@x.example"),
    "en, by the program": (
        "Mail delivery failed",
        "This message was created automatically by mail delivery software.\n\na@x.example",
    ),
    "fr": ("Votre message : non remis", "Votre message n'a pas pu etre delivre a\na@x.example"),
    "it": (
        "Mancato recapito",
        "Il messaggio per il destinatario non è stato recapitato:\na@x.example",
    ),
    "de": (
        "Unzustellbar: Angebot",
        "Ihre Nachricht an a@x.example konnte nicht zugestellt werden.",
    ),
}


@pytest.mark.parametrize("case", FREELY)
def test_a_report_is_known_by_its_words_whoever_sends_it(read, case):
    """Gateways sign such reports with names of their own, and with an envelope sender."""
    subject, words = FREELY[case]
    mail = read(
        f"Return-Path: <gateway@mx.example>\nFrom: Gateway <gateway@mx.example>\n"
        f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
    )

    assert mail.report is not None
    assert (mail.report.action, mail.report.recipient) == ("failed", "a@x.example")


NO_REPORTS = {
    "a parcel": ("Mancata consegna", "Buongiorno, il pacco non è stato consegnato dal corriere."),
    "a person who passes one on": (
        "Fwd: Mail delivery failed",
        "Vi inoltro: your message could not be delivered to a@x.example",
    ),
    "a person who tells of one": (
        "telefono guasto",
        "La mia mail di ieri: your message could not be delivered. Ve la rimando.",
    ),
}


@pytest.mark.parametrize("case", NO_REPORTS)
def test_what_only_speaks_of_a_delivery_is_no_report(read, case):
    """A parcel that did not arrive, or a report that a person passes on."""
    subject, words = NO_REPORTS[case]
    mail = read(
        f"Return-Path: <m@partner.example>\nFrom: M <m@partner.example>\nSubject: {subject}\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{words}\n"
    )

    assert mail.report is None
