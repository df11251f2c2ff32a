"""Headers as people read them, from whatever their senders made of them (libraries.md 4)."""

import pytest

SUBJECTS = {
    "plain": (b"Guasto", "Guasto"),
    "raw UTF-8": ("Perché è guasto".encode(), "Perché è guasto"),
    "raw Latin-1": ("Die Frösche".encode("latin-1"), "Die Frösche"),
    "raw Windows-1252": ("Preis 5 € – neu".encode("cp1252"), "Preis 5 € – neu"),
    "Q words": (b"=?iso-8859-1?q?Perch=E9?= no", "Perché no"),
    "B words": (b"=?utf-8?b?UGVyY2jDqQ==?=", "Perché"),
    "base64 without its padding": (b"=?utf-8?b?UGVyY2jDqQ?=", "Perché"),
    "base64 with dirt in it": (b"=?utf-8?b?UGVy Y2jDqQ==?=", "Perché"),
    "a character cut in two words": (b"=?utf-8?b?UGVyY2jD?= =?UTF-8?b?qQ==?=", "Perché"),
    "a character cut over a fold": (b"=?utf-8?q?Perch=C3?=\r\n =?utf-8?q?=A9_no?=", "Perché no"),
    "two charsets side by side": (b"=?utf-8?q?=C3=A8?= =?iso-8859-1?q?=E9?=", "èé"),
    "a word inside a word": (b"RMA=?utf-8?q?_=C3=A8?=rotto", "RMA èrotto"),
    "a word with a raw byte beside": (b"=?utf-8?q?=C3=A8?= rott\xe0", "è rottà"),
    "wrong label, UTF-8 bytes": (b"=?iso-8859-1?q?Perch=C3=A9?=", "Perché"),
    "wrong label, Latin-1 bytes": (b"=?utf-8?q?Perch=E9?=", "Perché"),
    "unknown charset": (b"=?bogus?q?Perch=C3=A9?=", "Perché"),
    "codec that is no charset": (b"=?hex?q?6162?=", "6162"),
    "spaces inside a Q word": (b"=?utf-8?q?a b?=", "a b"),
    "an unfinished word stays": (b"=?utf-8?b?UGVy", "=?utf-8?b?UGVy"),
    "already broken text is mended": ("PerchÃ© Ã¨".encode(), "Perché è"),
    "folded": (b"Guasto\r\n\tdel telefono", "Guasto del telefono"),
    "control and direction characters": ("a\u202eb\u200bc\x07d".encode(), "abcd"),
    "no-break space": ("GG4\u00a00012".encode(), "GG4 0012"),
}


@pytest.mark.parametrize("case", SUBJECTS)
def test_a_subject_reads_as_it_was_meant(read, case):
    """Raw 8-bit bytes, broken and split encoded words, wrong labels (mail-layer 5)."""
    raw, meant = SUBJECTS[case]

    assert read(b"From: a@b.example\r\nSubject: " + raw + b"\r\n\r\nx\r\n").subject == meant


SENDERS = {
    "Mara <m@x.example>": ["m@x.example"],
    '"Rossi, Mara" <m@x.example>': ["m@x.example"],
    "Rossi, Mara <m@x.example>": ["m@x.example"],
    "m@x.example (Mara)": ["m@x.example"],
    "<m@x.example>": ["m@x.example"],
    "M@X.Example": ["m@x.example"],
    '"boss@voismart.example" <m@x.example>': ["m@x.example"],
    "boss@voismart.example <m@x.example>": ["m@x.example", "boss@voismart.example"],
    "<boss@voismart.example> <m@x.example>": ["boss@voismart.example", "m@x.example"],
    "Mara <m@x.example>, luca.conti@voismart.example": [
        "m@x.example",
        "luca.conti@voismart.example",
    ],
    "m@x.example <m@x.example>": ["m@x.example"],
    "Mara <mailto:m@x.example>": ["m@x.example"],
    "Mara <'m@x.example'>": ["m@x.example"],
    "Mara (ufficio) [Roma] <m@x.example>": ["m@x.example"],
    '"Mara <m@x.example>': ["m@x.example"],
    "Ufficio @ Rossi S.r.l. <m@x.example>": ["m@x.example"],
    "=?utf-8?q?boss=40voismart=2Eexample?= <m@x.example>": ["m@x.example"],
    "MAILER-DAEMON": [],
    "<>": [],
    "": [],
}


@pytest.mark.parametrize("value", SENDERS)
def test_every_address_that_a_from_could_mean_is_a_sender(read, value):
    """One parser for all; an oddity that could hide a second address gives no single sender
    (mail-layer 16).
    """
    mail = read(f"From: {value}\nSubject: x\n\nx\n")

    assert [a.email for a in mail.senders] == SENDERS[value]
    assert (mail.sender is not None) == (len(SENDERS[value]) == 1)


def test_the_name_of_a_sender_is_decoded_after_his_address_was_found(read):
    """An encoded name cannot bring an address of its own."""
    mail = read("From: =?utf-8?q?Mar=C3=A0=2C_=3Cx=40y=2Eexample=3E?= <m@x.example>\n\nx\n")

    assert mail.sender is not None
    assert mail.sender.email == "m@x.example"
    assert mail.sender.name == "Marà, <x@y.example>"


def test_two_from_headers_are_nobody(read):
    """A second From on top of a signed mail must not be taken for the first (libraries.md 7)."""
    mail = read("From: boss@voismart.example\nFrom: m@x.example\nSubject: x\n\nx\n")

    assert mail.sender is None
    assert len(mail.senders) == 2


def test_every_occurrence_of_a_header_is_kept_top_first(read):
    """Duplicate headers are all there; of a subject the topmost counts."""
    mail = read(
        "From: m@x.example\nSubject: one\nSubject: two\nPrecedence: x\nPRECEDENCE: bulk\n\nx\n"
    )

    assert mail.subject == "one"
    assert mail.all("subject") == ("one", "two")
    assert mail.all("Precedence") == ("x", "bulk")
    assert mail.header("precedence") == "x"


def test_our_own_control_headers_are_removed_and_the_desk_they_name_is_known(read):
    """mail-layer 13; triage must know our own letters all the same."""
    mail = read("From: m@x.example\nX-Mailbot-Desk: rma@v.example\nX-MAILBOT-Run: APPROVE\n\nx\n")

    assert mail.header("x-mailbot-desk") is None
    assert mail.header("x-mailbot-run") is None
    assert mail.own_desk == "rma@v.example"


def test_control_headers_of_an_enclosed_mail_are_removed_as_well(read):
    """On every part (mail-layer 13), and they do not make the outer mail ours."""
    mail = read(
        "From: m@x.example\nContent-Type: message/rfc822\n\n"
        "From: y@z.example\nX-Mailbot-Desk: rma@v.example\nSubject: in\n\nx\n"
    )

    assert mail.own_desk == ""
    assert mail.enclosed[0].header("x-mailbot-desk") is None
    assert mail.enclosed[0].own_desk == ""


def test_a_missing_message_id_is_made_from_the_bytes(read):
    """The same bytes give the same id, other bytes another (mail-layer 3)."""
    one, same = read("From: m@x.example\n\nx\n"), read("From: m@x.example\n\nx\n")
    other = read("From: m@x.example\n\ny\n")

    assert one.message_id == same.message_id
    assert one.message_id != other.message_id
    assert one.message_id.startswith("<")
    assert one.message_id.endswith("@mailbot.invalid>")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("<a@b>", "<a@b>"),
        (" a@b ", "<a@b>"),
        ("<a\n @b>", "<a@b>"),
        ("junk <a@b> junk", "<a@b>"),
    ],
)
def test_a_message_id_is_cleaned(read, value, found):
    """Without brackets, folded, with words around it."""
    assert read(f"From: m@x.example\nMessage-ID: {value}\n\nx\n").message_id == found


@pytest.mark.parametrize(("count", "kept"), [(59, 59), (60, 60), (61, 60), (2_000, 60)])
def test_references_are_capped_at_both_ends_of_the_thread(read, count, kept):
    """The first ones name the thread's start, the last ones the letter answered."""
    ids = [f"<{n}@b>" for n in range(count)]
    folded = "\n ".join(ids)
    mail = read(f"From: m@x.example\nReferences: {folded[:4000]}\n\nx\n")
    expected = [i for i in ids if i in folded[:4000]]

    assert len(mail.references) == min(kept, len(expected), 60)
    assert mail.references[0] == "<0@b>"


def test_in_reply_to_is_taken_out_of_prose(read):
    """RFC 822 allowed phrases there."""
    mail = read("From: m@x.example\nIn-Reply-To: Your mail of Monday <a@b> <c@d>\n\nx\n")

    assert mail.in_reply_to == ("<a@b>", "<c@d>")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Return-Path: <>\n", ""),
        ("Return-Path: <A@b.example>\n", "a@b.example"),
        ("Return-Path: a@b.example\n", "a@b.example"),
        ("", None),
    ],
)
def test_the_envelope_sender_is_the_topmost_return_path(read, line, found):
    """Empty for `<>`, None where there is none."""
    assert read(f"{line}From: m@x.example\n\nx\n").envelope_sender == found


def test_recipients_come_from_all_headers_that_name_them(read):
    """To, Cc, Delivered-To, X-Original-To, each once, in this order."""
    mail = read(
        "Delivered-To: d@x.example\nX-Original-To: o@x.example\nCc: c@x.example, T@x.example\n"
        "To: t@x.example\nFrom: m@x.example\n\nx\n"
    )

    assert [a.email for a in mail.recipients] == [
        "t@x.example",
        "c@x.example",
        "d@x.example",
        "o@x.example",
    ]


@pytest.mark.parametrize(("length", "cut"), [(4_087, False), (4_096, False), (4_097, True)])
def test_a_header_is_cut_at_four_kilobytes(read, length, cut):
    """Below, at and above the bound: name, colon and line end count (libraries.md 4)."""
    line = b"Subject: " + b"a" * (length - 11) + b"\r\n"
    mail = read(b"From: m@x.example\r\n" + line + b"\r\nx\r\n")

    assert any("cut at 4096" in p for p in mail.problems) == cut
    assert mail.text.strip() == "x"


def test_a_broken_line_among_the_headers_does_not_end_them(read):
    """A parser would take the rest of the headers for the text."""
    mail = read("From: m@x.example\nSubject: guasto\ndel telefono\nMessage-ID: <a@b>\n\nx\n")

    assert mail.message_id == "<a@b>"
    assert mail.subject == "guasto del telefono"
    assert mail.text.strip() == "x"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_line_ends_of_all_systems_are_read(read, end):
    """CRLF, LF, CR (mail-layer 5)."""
    mail = read(end.join([b"From: m@x.example", b"Subject: s", b"", b"uno", b"due", b""]))

    assert (mail.subject, mail.text.split()) == ("s", ["uno", "due"])
