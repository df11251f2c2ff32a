"""The demo's mail server: by envelope, an account for each, and no false witness."""

import asyncio
import gc
import imaplib
import json
import queue
import smtplib
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

import pytest

pytest.importorskip("mail_devel", reason="the demo extra is not installed")

import aiohttp
import imapclient

from mailbot.demo.accounts import Passage, account_of
from mailbot.demo.catalogue import VOUCHER
from mailbot.demo.postoffice import HOST, PASSWORD, Ports, PostOffice
from mailbot.errors import Unavailable

DESK, MARIO, LUCA = "rma@desk.example", "mario@partner.example", "luca@desk.example"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def passed() -> "queue.SimpleQueue[Passage]":
    return queue.SimpleQueue()


@pytest.fixture
def office(passed: "queue.SimpleQueue[Passage]") -> Iterator[PostOffice]:
    with PostOffice(DESK, lambda: NOW, passed.put, Ports()) as open_office:
        yield open_office


def _mail(sender: str, to: str, text: str = "ciao") -> bytes:
    return f"From: {sender}\r\nTo: {to}\r\nSubject: x\r\n\r\n{text}\r\n".encode()


def _send(office: PostOffice, sender: str, to: list[str], raw: bytes, login: str = "") -> None:
    with smtplib.SMTP(HOST, office.ports.smtp, timeout=5) as server:
        if login:
            server.login(login, PASSWORD)
        server.sendmail(sender, to, raw)


def _inbox(office: PostOffice, account: str) -> list[Message]:
    client = imaplib.IMAP4(HOST, office.ports.imap, timeout=5)
    client.login(account, PASSWORD)
    client.select("INBOX", readonly=True)
    numbers = client.search(None, "ALL")[1][0].split()
    mails = [client.fetch(n.decode(), "(BODY.PEEK[])")[1][0] for n in numbers]
    client.logout()
    return [message_from_bytes(m[1]) for m in mails if isinstance(m, tuple)]


def test_mail_goes_where_its_envelope_says(
    office: PostOffice, passed: "queue.SimpleQueue[Passage]"
) -> None:
    """A letter of the desk to two people is posted twice; each gets one, and the desk none."""
    raw = _mail(DESK, f"{MARIO}, {LUCA}")

    _send(office, DESK, [MARIO], raw)
    _send(office, DESK, [LUCA], raw)

    assert [len(_inbox(office, a)) for a in (MARIO, LUCA, DESK)] == [1, 1, 0]
    assert passed.get(timeout=1).recipients == (MARIO,)
    assert passed.get(timeout=1).recipients == (LUCA,)


def test_a_plus_address_lands_in_the_account_before_it(office: PostOffice) -> None:
    """Answers to rma+TICKET.TOKEN@ come to the desk."""
    to = "rma+rma-2026-00042.n7.k3v9q2@desk.example"

    _send(office, MARIO, [to], _mail(MARIO, to))

    assert len(_inbox(office, DESK)) == 1
    assert account_of("RMA+X@Desk.example") == DESK


@pytest.mark.parametrize(
    ("login", "vouched"), [("", "auth=none"), (LUCA, f"auth=pass smtp.auth={LUCA}")]
)
def test_the_server_vouches_for_who_logged_in_and_nobody_else(
    office: PostOffice, login: str, vouched: str
) -> None:
    """Mail-layer 16: only the topmost Authentication-Results is the server's."""
    forged = f"Authentication-Results: {VOUCHER}; auth=pass smtp.auth=boss\r\n".encode()

    _send(office, LUCA, [DESK], forged + _mail(LUCA, DESK), login)

    topmost, below = _inbox(office, DESK)[0].get_all("Authentication-Results") or ["", ""]
    assert topmost.startswith(f"{VOUCHER}; {vouched}")
    assert "boss" in below


def test_a_wrong_password_is_refused(office: PostOffice) -> None:
    """One password for all, but a password."""
    with pytest.raises(smtplib.SMTPAuthenticationError), smtplib.SMTP(HOST, office.ports.smtp) as s:
        s.login(LUCA, "wrong")
    client = imaplib.IMAP4(HOST, office.ports.imap, timeout=5)
    with pytest.raises(imaplib.IMAP4.error):
        client.login(DESK, "wrong")
    client.shutdown()


def test_a_taken_port_is_one_clear_line(office: PostOffice) -> None:
    """No traceback: the demo says that it cannot start."""
    with (
        pytest.raises(Unavailable, match="cannot start"),
        PostOffice(DESK, lambda: NOW, print, Ports(smtp=office.ports.smtp)),
    ):
        pass


def test_the_page_answers_as_the_account_in_the_thread(office: PostOffice) -> None:
    """From the page a person answers the desk's letter as it asks: Reply-To, and In-Reply-To."""
    reply_to = "rma+rma-2026-00001.n1.abc@desk.example"
    letter = (
        f"From: {DESK}\r\nReply-To: {reply_to}\r\nTo: {LUCA}\r\nMessage-ID: <1@desk.example>\r\n"
        "Subject: =?utf-8?q?perch=C3=A9?=\r\n\r\nx\r\n"
    )
    _send(office, DESK, [LUCA], letter.encode())

    asyncio.run(_answer(office, "TAKE è fatto"))

    (answer,) = _inbox(office, DESK)
    assert answer["From"] == LUCA
    assert answer["To"] == reply_to
    assert answer["In-Reply-To"] == "<1@desk.example>"
    assert str(answer["Authentication-Results"]).startswith(
        f"{VOUCHER}; auth=pass smtp.auth={LUCA}"
    )
    payload = answer.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == "TAKE è fatto"


async def _answer(office: PostOffice, body: str) -> None:
    url = f"http://{HOST}:{office.ports.page}/websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        where = {"account": LUCA, "mailbox": "INBOX"}
        await socket.send_json({"command": "list_mails", **where})
        listed = json.loads((await socket.receive(5)).data)
        uid = listed["data"]["mails"][0]["uid"]
        await socket.send_json({"command": "reply_mail", "uid": uid, **where})
        header = json.loads((await socket.receive(5)).data)["data"]["mail"]["header"]
        assert header["subject"] == "Re: perché"
        mail = {"header": header, "body": body, "attachments": []}
        await socket.send_json({"command": "send_mail", "mail": mail, **where})
        await socket.receive(5)


def test_the_page_is_served(office: PostOffice) -> None:
    """The address that the demo prints opens."""
    with urllib.request.urlopen(f"http://{HOST}:{office.ports.page}/", timeout=5) as answer:
        assert answer.status == 200


def test_a_connection_outlives_a_garbage_collection(office: PostOffice) -> None:
    """A connection whose task nobody holds is gone with the next collection, in mid IDLE."""
    client = imapclient.IMAPClient(HOST, office.ports.imap, ssl=False, timeout=5)
    client.login(DESK, PASSWORD)
    client.select_folder("INBOX")
    client.idle()

    for _ in range(3):
        gc.collect()
        time.sleep(0.05)
    _send(office, MARIO, [DESK], _mail(MARIO, DESK))

    assert (1, b"EXISTS") in client.idle_check(timeout=5)
    client.idle_done()
    client.logout()
