"""Mails that come twice, cannot be read, or break us: nothing is lost, the queue goes on."""

import base64
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from mailbot.domain.mail import RawMail
from tests.conversations.conversation import Conversation

REQUEST = """
    From: Luca Neri <luca.neri@rossi-telecom.example>
    Subject: RMA telefono

    S/N VST4025440908K, display nero dopo dieci minuti di uso.
"""
STAFF = "supporto@voismart.example"
ADA = "luca.neri@rossi-telecom.example"


def raw(text: str, uid: str = "9:1") -> RawMail:
    data = text.replace("\n", "\r\n").encode()
    return RawMail(uid, data, datetime(2026, 11, 20, 9, 0, tzinfo=UTC), len(data))


def test_the_same_mail_again_is_filed_without_an_answer(desk: Conversation) -> None:
    """Same Message-ID and same bytes: a duplicate, filed, logged, no answer (mail-layer 3)."""
    desk.receives(REQUEST)
    desk.sends_to(ADA)
    desk.sends_to(STAFF)
    first = desk.last_raw

    assert desk.desk.handle(first).word == "duplicate"

    assert len(list(desk.desk.store.tickets())) == 1


def test_the_same_request_pressed_twice_is_folded(desk: Conversation) -> None:
    """The same words under another id within minutes: one ticket, one answer (mail-layer 3)."""
    desk.receives(REQUEST)
    desk.sends_to(ADA)
    desk.sends_to(STAFF)
    desk.clock.move(minutes=9)

    assert desk.receives(REQUEST).word == "folded"

    assert len(list(desk.desk.store.tickets())) == 1


def test_a_mail_that_cannot_be_read_is_set_aside_and_told_once(desk: Conversation) -> None:
    """Its bytes are kept, staff hear of it once, the queue goes on (mail-layer 4)."""
    parts = "".join(f"--x\n\npart {n}\n" for n in range(2_500))
    bomb = raw(f"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n")

    assert desk.desk.handle(bomb).aside
    assert desk.desk.handle(bomb).aside

    desk.collect()
    desk.sends_to("direzione@voismart.example")
    (held,) = desk.desk.store.set_aside()
    assert desk.desk.store.raw(held.digest) == bomb.raw
    desk.receives(REQUEST)
    desk.sends_to(ADA)
    desk.sends_to(STAFF)


def test_a_bug_of_ours_sets_a_mail_aside_at_the_third_try(
    desk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handling that fails three times ends in quarantine; after a fix it can be released."""
    broken = raw(
        "From: luca.neri@rossi-telecom.example\nSubject: RMA\n\nS/N VST4025440908K, muto\n"
    )

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("mailbot.pipeline.understand", fail)
        assert desk.desk.handle(broken).later
        assert desk.desk.handle(broken).later
        assert desk.desk.handle(broken).aside
    desk.collect()
    desk.sends_to("direzione@voismart.example")
    (held,) = desk.desk.store.set_aside()

    outcome = desk.desk.release(held.digest)

    assert outcome is not None
    assert outcome.word == "opened"
    desk.collect()
    desk.sends_to(ADA)
    desk.sends_to(STAFF)
    assert desk.desk.release(held.digest) is None


def test_a_message_id_used_twice_hides_no_mail(desk: Conversation) -> None:
    """Mail-layer 3: other bytes under the same id are another mail, on record with its ticket."""
    head = "From: luca.neri@rossi-telecom.example\nTo: rma@voismart.example\nMessage-ID: <1@same>\n"
    first = raw(
        f"{head}Subject: RMA\n\nS/N VST4025440908K, display nero dopo dieci minuti di uso.\n"
    )
    second = raw(f"{head}Subject: Re: [RMA-2026-00001]\n\nNon ha più nemmeno la voce.\n", "9:2")

    assert [desk.desk.handle(mail).word for mail in (first, second)] == ["opened", "added"]

    desk.collect()
    desk.sends_to(ADA)
    desk.sends_to(STAFF)
    desk.sends_to(STAFF)
    mails = desk.ticket("RMA-2026-00001").mails
    assert [mail.message_id for mail in mails] == ["<1@same>"] * 2
    assert len({mail.digest for mail in mails}) == 2


SHUT = """
    From: Luca Neri <luca.neri@rossi-telecom.example>
    Subject: RMA telefono
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain; charset=utf-8

    S/N VST4025440908K, display nero dopo dieci minuti di uso. Gli altri nel foglio.

    --b
    Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
    Content-Disposition: attachment; filename="elenco.xlsx"
    Content-Transfer-Encoding: base64

    {data}
    --b--
"""


def test_a_file_that_was_not_opened_is_named_with_its_reason(desk: Conversation) -> None:
    """Past a bound: a clear letter. Which file, why, what to do; staff hear it too
    (mail-layer 6)."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    data = base64.b64encode(packed.getvalue()).decode()

    desk.receives(SHUT.replace("{data}", data))

    desk.sends("""
        To: luca.neri@rossi-telecom.example

        ...
        Non è stato possibile leggere un allegato della vostra mail:
        - elenco.xlsx: è troppo grande, o lo sarebbe una volta decompresso, e non è stato aperto.
        Inviatene uno più piccolo.
        Potete anche scrivere i seriali e il difetto di ogni unità nel testo della risposta: ci
        basta per procedere.
        ...
    """)
    desk.sends("""
        To: supporto@voismart.example

        ...
        Non è stato possibile leggere un allegato della mail:
        - elenco.xlsx: ...
        Il partner è stato avvisato così. ...
    """)


def test_a_mail_over_the_limit_says_so_to_its_writer(desk: Conversation) -> None:
    """Only its beginning was read: he hears it, in his language (mail-layer 6)."""
    data = (
        b"From: luca.neri@rossi-telecom.example\r\nTo: rma@voismart.example\r\nSubject: RMA\r\n"
        b"Message-ID: <cut@rossi-telecom.example>\r\n\r\n"
        b"S/N VST4025440908K, display nero dopo dieci minuti di uso.\r\n"
    )
    mail = RawMail("9:9", data, datetime(2026, 11, 20, 9, 0, tzinfo=UTC), 26_500_000)

    assert desk.desk.handle(mail).word == "opened"

    desk.collect()
    assert "più grande di quanto accettiamo" in " ".join(desk.sends_to(ADA).text.split())
    assert "non è stata letta per intero" in " ".join(desk.sends_to(STAFF).text.split())
