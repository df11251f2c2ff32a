"""Mails in mails, signed mails, winmail.dat, certified mail (mail-layer 5, mails.md 4)."""

import base64
import struct

import pytest

from mailbot.adapters.reading.rtf import decompress_rtf, read_rtf

INNER = (
    b"From: Carla <carla@client.example>\r\nSubject: telefono rotto\r\nMessage-ID: <in@c>\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nS/N VSF0426110063W\r\n"
)


def enclosing(part: bytes) -> bytes:
    """A mail that passes another one on."""
    return (
        b"From: Mara <mara@partner.example>\r\nSubject: Fwd\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nvedi sotto\r\n--b\r\n"
        + part
        + b"\r\n--b--\r\n"
    )


ENCLOSED = {
    "as RFC 2046 wants it": b"Content-Type: message/rfc822\r\n\r\n" + INNER,
    "in base64 all the same": b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64"
    b"\r\n\r\n" + base64.encodebytes(INNER),
    "as a file": b"Content-Type: application/octet-stream; name=a.eml\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(INNER),
    "inline": b"Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n" + INNER,
}


@pytest.mark.parametrize("case", ENCLOSED)
def test_an_attached_mail_is_kept_apart_from_the_writers_words(read, case):
    """Its serials are not the writer's (libraries.md 4)."""
    mail = read(enclosing(ENCLOSED[case]))

    assert mail.text == "vedi sotto"
    assert mail.sender is not None
    assert mail.sender.email == "mara@partner.example"
    inner = mail.enclosed[0]
    assert (inner.subject, inner.text) == ("telefono rotto", "S/N VSF0426110063W")
    assert inner.sender is not None
    assert inner.sender.email == "carla@client.example"


def test_attachments_of_an_attached_mail_are_its_own(read):
    """Not the outer one's (issue 4)."""
    inner = (
        b"Subject: in\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c\r\n"
        b"Content-Type: text/plain; name=log.txt\r\n\r\nIG4/009845\r\n--c--\r\n"
    )
    mail = read(enclosing(b"Content-Type: message/rfc822\r\n\r\n" + inner))

    assert mail.attachments == ()
    assert mail.enclosed[0].attachments[0].text.strip() == "IG4/009845"


@pytest.mark.parametrize(("depth", "readable"), [(7, True), (8, True), (9, False)])
def test_mails_in_mails_have_a_bound(reader, raw_mail, depth, readable):
    """Below, at and above eight."""
    from mailbot.errors import Unreadable

    raw = raw_mail(b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" * depth + INNER)
    if readable:
        mail = reader.read(raw)
        for _ in range(depth):
            mail = mail.enclosed[0]
        assert mail.subject == "telefono rotto"
    else:
        with pytest.raises(Unreadable, match="deeper than 8"):
            reader.read(raw)


def test_a_signed_mail_is_shown(read):
    """multipart/signed: the signature is an attachment, the text is the text."""
    mail = read(
        "From: m@x.example\nContent-Type: multipart/signed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nguasto\n"
        "--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMIIB\n--b--\n"
    )

    assert mail.text == "guasto"
    assert [a.name for a in mail.attachments] == ["smime.p7s"]
    assert mail.problems == ()


def der(tag: int, *contents: bytes) -> bytes:
    """One DER element."""
    body = b"".join(contents)
    size = len(body)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2)
    return bytes([tag]) + length + body


def pkcs7(content: bytes, *, pieces: bool = False) -> bytes:
    """An opaque signature around something (RFC 5652), without signers."""
    data_oid = bytes.fromhex("06092a864886f70d010701")
    signed_oid = bytes.fromhex("06092a864886f70d010702")
    octets = der(0x04, content)
    if pieces:
        half = len(content) // 2
        octets = b"\x24\x80" + der(4, content[:half]) + der(4, content[half:]) + b"\0\0"
    encapsulated = der(0x30, data_oid, der(0xA0, octets))
    signed = der(0x30, der(0x02, b"\x01"), der(0x31), encapsulated, der(0x31))
    return der(0x30, signed_oid, der(0xA0, signed))


@pytest.mark.parametrize("pieces", [False, True])
def test_the_mail_inside_an_opaque_signature_is_shown(read, pieces):
    """application/pkcs7-mime; smime-type=signed-data (issue 4)."""
    entity = b"Content-Type: text/plain; charset=utf-8\r\n\r\nS/N VSF0426110063W\r\n"
    head = b"From: m@x.example\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n"
    body = base64.encodebytes(pkcs7(entity, pieces=pieces))
    mail = read(head + b"Content-Transfer-Encoding: base64\r\n\r\n" + body)

    assert mail.text.strip() == "S/N VSF0426110063W"
    assert mail.problems == ()


def test_a_mail_encrypted_with_smime_says_so(read):
    """A person has to look at it."""
    mail = read(
        "From: m@x.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
        "Content-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CA\n"
    )

    assert "encrypted with S/MIME" in mail.problems[0]


def test_the_file_inside_a_signed_file_is_read(read, attached_mail):
    """Public bodies sign what they attach: `.p7m`."""
    signed = pkcs7(b"Matricola GG4 0047 7886")
    mail = read(attached_mail("reso.txt.p7m", "application/pkcs7-mime", signed))

    assert mail.attachments[0].text == "Matricola GG4 0047 7886"
    assert mail.problems == ()


COMPRESSED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
    "0a800fa0"
)


def tnef(*objects: tuple[int, int, bytes], props: tuple[tuple[int, int, bytes], ...] = ()) -> bytes:
    """A winmail.dat of objects (level, name and type, bytes) and MAPI properties."""
    if props:
        body = struct.pack("<I", len(props))
        for kind, name, data in props:
            padding = b"\0" * (-len(data) % 4)
            body += struct.pack("<HHII", kind, name, 1, len(data)) + data + padding
        objects = (*objects, (1, 0x00069003, body))
    out = b"\x78\x9f\x3e\x22\x01\x00"
    for level, name, data in objects:
        out += struct.pack("<BII", level, name, len(data)) + data
        out += struct.pack("<H", sum(data) & 0xFFFF)
    return out


CODEPAGE = (1, 0x00069007, struct.pack("<II", 1252, 0))
FILE = (
    (2, 0x00069002, b"\x01\x00" + b"\0" * 12),
    (2, 0x00018010, b"VSF0426110063W_log.txt\0"),
    (2, 0x0006800F, b"kernel panic"),
)


def test_files_in_a_winmail_dat_are_attachments(read, attached_mail):
    """Named, opened, and said to come from there (issue 4)."""
    data = tnef(CODEPAGE, *FILE)
    found = read(attached_mail("winmail.dat", "application/ms-tnef", data)).attachments

    assert [(a.name, a.origin, a.text) for a in found] == [
        ("winmail.dat", "", ""),
        ("VSF0426110063W_log.txt", "tnef", "kernel panic"),
    ]


BODIES = {
    "plain": (tnef(CODEPAGE, (1, 0x0002800C, b"guasto \xe8\0")), "guasto è"),
    "HTML": (
        tnef(CODEPAGE, props=((0x0102, 0x1013, b"<p>guasto <b>muto</b></p>"),)),
        "guasto muto",
    ),
    "compressed RTF": (tnef(CODEPAGE, props=((0x0102, 0x1009, COMPRESSED),)), "hello world"),
}


@pytest.mark.parametrize("case", BODIES)
def test_the_text_of_a_winmail_dat_is_the_text_of_a_mail_without_any(read, case):
    """Outlook puts all of it there."""
    data, text = BODIES[case]
    mail = read(
        b"From: m@x.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)
    )

    assert mail.text.strip() == text


def test_a_damaged_winmail_dat_gives_what_is_sound(read, attached_mail):
    """An object that the library trips over must not hide the files before it."""
    broken = (1, 0x00069003, b"\xff\xff\xff\x7f" + b"\x1f\x00" * 9)
    data = tnef(CODEPAGE, *FILE, broken)
    found = read(attached_mail("winmail.dat", "application/ms-tnef", data)).attachments

    assert found[1].text == "kernel panic"


def test_compressed_rtf_is_expanded():
    """The example of MS-OXRTFCP section 3.1."""
    assert decompress_rtf(COMPRESSED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


RTF = {
    r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}uno\par due\tab tre}": "uno\ndue\ttre",
    r"{\rtf1\ansi\ansicpg1252 perch\'e9 \u8364?5}": "perché €5",
    r"{\rtf1{\*\generator x;}\b a\b0  b \{c\}\~d}": "a b {c} d",
    r"{\rtf1\fromhtml1{\*\htmltag <p>}\htmlrtf\par\htmlrtf0 guasto{\*\htmltag </p>}}": "guasto",
    "}}}{{{\\": "",
}


@pytest.mark.parametrize("source", RTF)
def test_rtf_is_read_as_text(source):
    """Groups that are no words left out, also where braces are wrong."""
    assert read_rtf(source.encode()) == RTF[source]


PEC = """\
Return-Path: <posta-certificata@pec.gestore.example>
{headers}From: {sender}
Subject: {subject}
Message-ID: <opec1@gestore.example>
Content-Type: multipart/signed; boundary=s

--s
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Messaggio di posta certificata
--b
Content-Type: application/xml; name=daticert.xml

<postacert/>
--b
Content-Type: message/rfc822; name=postacert.eml

{inner}
--b--
--s
Content-Type: application/x-pkcs7-signature; name=smime.p7s

MIIB
--s--
"""


def pec(headers: str, subject: str, sender: str) -> bytes:
    """An envelope as the providers make it: signed, with their data and the mail."""
    inner = INNER.decode().replace("\r\n", "\n")
    text = PEC.format(headers=headers, subject=subject, sender=sender, inner=inner)
    return text.replace("\n", "\r\n").encode()


ON_BEHALF = '"Per conto di: carla@client.example" <posta-certificata@pec.gestore.example>'


@pytest.mark.parametrize(
    "headers", ["X-Trasporto: posta-certificata\n", "X-TRASPORTO: Posta-Certificata\n", ""]
)
def test_certified_mail_is_that_of_the_inner_writer(read, headers):
    """Sender, subject and texts of the inner mail, the envelope kept (mails.md 4 no. 15)."""
    mail = read(pec(headers, "POSTA CERTIFICATA: telefono rotto", ON_BEHALF))

    assert mail.pec == "message"
    assert mail.sender is not None
    assert mail.sender.email == "carla@client.example"
    assert (mail.subject, mail.text) == ("telefono rotto", "S/N VSF0426110063W")
    assert mail.message_id == "<opec1@gestore.example>"
    assert mail.envelope_sender == "posta-certificata@pec.gestore.example"
    assert [a.name for a in mail.attachments] == ["daticert.xml", "smime.p7s"]
    assert mail.enclosed == ()


def test_an_anomaly_envelope_is_unwrapped_but_certifies_nothing(read):
    """Ordinary mail that came into a PEC mailbox."""
    raw = pec("X-Trasporto: errore\n", "ANOMALIA MESSAGGIO: telefono rotto", ON_BEHALF)
    mail = read(raw)

    assert mail.pec == ""
    assert mail.subject == "telefono rotto"
    assert "anomaly" in mail.problems[0]


@pytest.mark.parametrize(
    ("kind", "subject", "action"),
    [
        ("accettazione", "ACCETTAZIONE: preventivo", "relayed"),
        ("avvenuta-consegna", "CONSEGNA: preventivo", "delivered"),
        ("errore-consegna", "AVVISO DI MANCATA CONSEGNA: preventivo", "failed"),
        ("non-accettazione", "AVVISO DI NON ACCETTAZIONE: preventivo", "failed"),
    ],
)
def test_receipts_of_certified_mail_are_recognised(read, kind, subject, action):
    """By their header, or by the provider's data and the subject (mails.md 4 no. 15)."""
    header = f"X-Ricevuta: {kind}\nX-Riferimento-Message-ID: <ours@v>\n"
    for headers in (header, ""):
        mail = read(pec(headers, subject, "posta-certificata@pec.gestore.example"))
        assert mail.pec == "receipt"
        assert mail.report is not None
        assert mail.report.action == action
    mail = read(pec(header, subject, "posta-certificata@pec.gestore.example"))
    assert mail.report.original_message_id == "<ours@v>"


def test_a_partner_who_accepts_in_the_subject_sends_no_receipt(read):
    """`ACCETTAZIONE` is what people write too: a receipt needs the provider behind it."""
    mail = read("From: m@x.example\nSubject: ACCETTAZIONE: preventivo\n\naccettiamo\n")

    assert mail.pec == ""


def test_an_attached_postacert_alone_is_no_certified_mail(read):
    """Anyone can attach a mail of that name."""
    part = b"Content-Type: message/rfc822; name=postacert.eml\r\n\r\n" + INNER
    mail = read(enclosing(part))

    assert mail.pec == ""
    assert mail.sender is not None
    assert mail.sender.email == "mara@partner.example"


def test_a_long_text_comes_back_whole(read, attached_mail):
    """What is kept away from the parser is joined again, in every encoding."""
    line = "Perché è rotto = 100 %\r\n"
    text = line * 15_000
    for encoding, body in {
        "8bit": text.encode(),
        "base64": base64.encodebytes(text.encode()),
        "quoted-printable": text.replace("=", "=3D").encode(),
    }.items():
        head = (
            "From: m@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            "Content-Type: text/plain; charset=utf-8; name=a.txt\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
        )
        mail = read(head.encode() + body + b"\r\n--b--\r\n")
        assert mail.attachments[0].size in {len(text.encode()), len(text.encode()) + 2}, encoding
        assert mail.attachments[0].text.startswith("Perché è rotto = 100 %\nPerché")


def test_a_mark_written_by_a_sender_means_nothing(read):
    """Nobody can make one long part stand in another's place."""
    long = b"a" * 300_000
    forged = b"\x010123456789abcdef0123456789abcdef-0\x01"
    mail = read(b"From: m@x.example\r\n\r\n" + forged + b"\r\n" + long)

    assert mail.text.count("a") < 200_001
    assert "0123456789abcdef" in mail.text


def test_a_multipart_with_another_boundary_than_it_names_is_read(read):
    """Gateways rewrite one of the two (mail-layer 5, broken boundaries)."""
    mail = read(
        "From: m@x.example\nContent-Type: multipart/mixed; boundary=right\n\n"
        "--wrong\nContent-Type: text/plain\n\nguasto\n"
        "--wrong\nContent-Type: text/csv; name=a.csv\n\na;b\n--wrong--\n"
    )

    assert mail.text == "guasto"
    assert mail.attachments[0].tables[0].rows == (("a", "b"),)


def test_a_multipart_without_any_boundary_is_text(read):
    """A person can work with it."""
    mail = read("From: m@x.example\nContent-Type: multipart/mixed\n\nil telefono e guasto\n")

    assert mail.text == "il telefono e guasto"


def test_a_mail_that_was_cut_on_its_way_says_so(reader):
    """Over the size limit only its beginning is fetched: a person must know (mail-layer 6)."""
    from mailbot.domain.mail import RawMail
    from tests.adapters.reading.conftest import RECEIVED

    raw = b"From: m@x.example\r\nSubject: RMA\r\n\r\nguasto\r\n"
    whole = reader.read(RawMail("1", raw, RECEIVED, len(raw)))
    cut = reader.read(RawMail("1", raw, RECEIVED, 30_000_000))

    assert whole.problems == ()
    assert cut.problems == ("the mail has 30000000 bytes: only its beginning was read",)
    assert (cut.subject, cut.text) == ("RMA", "guasto")


@pytest.mark.parametrize(
    "start", [b"\xef\xbb\xbf", b"\r\n\r\n", b"From m@x Mon Nov 20 09:00:00 2026\n", b"junk\n"]
)
def test_what_stands_before_the_headers_does_not_hide_them(read, start):
    """A byte order mark, empty lines, the line of an mbox."""
    mail = read(start + b"From: m@x.example\nSubject: RMA\n\nguasto\n")

    assert (mail.subject, mail.text) == ("RMA", "guasto")


def test_a_body_without_any_header_is_a_text(read):
    """Nothing is lost of a mail that has no headers at all."""
    mail = read("il telefono non va\nmatricola 123\n")

    assert mail.text == "il telefono non va\nmatricola 123"
    assert mail.senders == ()
