"""The way out: what each answer of a relay means, and how a letter never gets lost in between."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.adapters.smtp import SmtpRelay
from mailbot.errors import Unavailable
from mailbot.ports import Delivery, Posting
from mailbot.settings import SmtpSettings
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.script_smtp import ScriptSmtp
from tests.servers.sink import SmtpSink

RAW = b"Message-ID: <1@desk.example>\r\nSubject: RMA\r\n\r\nBuongiorno\r\n.punto\r\n"


def posting(recipient: str = "ada@partner.example", raw: bytes = RAW, **changes: object) -> Posting:
    due = datetime(2026, 11, 20, 9, tzinfo=UTC)
    row = Posting(1, "<1@desk.example>", "approved", "rma@desk.example", recipient, raw, 0, due)
    return replace(row, **changes)  # type: ignore[arg-type]


def settings(port: int, **changes: object) -> SmtpSettings:
    given = SmtpSettings(
        "127.0.0.1", port, tls="none", connect_seconds=1, read_seconds=0.3, data_seconds=0.3
    )
    return replace(given, **changes)  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[ScriptSmtp]:
    with ScriptSmtp() as running:
        yield running


@pytest.fixture
def relay(server: ScriptSmtp) -> Iterator[SmtpRelay]:
    made = SmtpRelay(settings(server.port))
    yield made
    made.close()


def test_the_bytes_of_the_outbox_are_sent_as_they_are(sink: SmtpSink) -> None:
    """What was recorded is what leaves, dots and all (ports.py Letter)."""
    relay = SmtpRelay(settings(sink.port))
    receipt = relay.send(posting())
    relay.close()

    assert receipt.outcome is Delivery.SENT
    (taken,) = sink.taken
    assert taken.raw == RAW
    assert (taken.sender, taken.recipients) == ("rma@desk.example", ("ada@partner.example",))


def test_letters_share_one_connection(server: ScriptSmtp, relay: SmtpRelay) -> None:
    """One kept connection (libraries.md 2)."""
    for number in range(5):
        assert relay.send(posting(f"p{number}@partner.example")).outcome is Delivery.SENT

    assert server.connections == 1
    assert server.given("EHLO") == 1


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("450 4.2.1 greylisted", Delivery.RETRY),
        ("451 4.3.0 try later", Delivery.RETRY),
        ("550 5.1.1 no such user", Delivery.FAILED),
        ("552 5.3.4 too large", Delivery.FAILED),
        ("421 4.3.2 shutting down", Delivery.RETRY),
    ],
)
def test_an_answer_means_retry_or_failed(
    server: ScriptSmtp, relay: SmtpRelay, stage: str, answer: str, outcome: Delivery
) -> None:
    """4xx is tried again, 5xx fails; the next letter goes on (mail-layer 26)."""
    server.script.answers[stage] = [answer, {"DATA": "354 go on"}.get(stage, "250 OK")]

    receipt = relay.send(posting())

    assert receipt.outcome is outcome
    assert receipt.code == int(answer[:3])
    assert receipt.text == answer[4:]
    assert relay.send(posting("next@partner.example")).outcome is Delivery.SENT
    assert server.connections == (2 if answer.startswith("421") else 1)


@pytest.mark.parametrize("how", ["cut", "stall"])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "."])
def test_a_broken_connection_means_retry(
    server: ScriptSmtp, relay: SmtpRelay, stage: str, how: str
) -> None:
    """A drop before and after the final dot, a stall: tried again; the next one connects anew."""
    server.script.answers[stage] = [how, {"DATA": "354 go on"}.get(stage, "250 OK")]

    receipt = relay.send(posting())

    assert (receipt.outcome, receipt.code) == (Delivery.RETRY, 0)
    words = "does not answer in time" if how == "stall" else "the connection broke"
    assert words in receipt.text
    assert relay.send(posting()).outcome is Delivery.SENT
    assert server.connections == 2


def test_a_drop_after_the_final_dot_is_sent_again_with_the_same_id(
    server: ScriptSmtp, relay: SmtpRelay
) -> None:
    """Nobody knows if it was taken: at least once, with the same Message-ID (libraries.md 2)."""
    server.script.answers["."] = ["cut", "250 OK"]

    assert relay.send(posting()).outcome is Delivery.RETRY
    assert relay.send(posting()).outcome is Delivery.SENT
    assert [b"<1@desk.example>" in letter for letter in server.letters] == [True, True]


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_a_kept_connection_that_was_ended_costs_no_try(
    server: ScriptSmtp, relay: SmtpRelay, stage: str
) -> None:
    """Before DATA nothing of the letter was given: a new connection is tried at once."""
    assert relay.send(posting()).outcome is Delivery.SENT
    server.script.answers[stage] = ["421 4.4.2 timeout", "250 OK"]

    assert relay.send(posting()).outcome is Delivery.SENT
    assert server.connections == 2
    assert len(server.letters) == 2


def test_a_connection_that_was_idle_is_asked_first(server: ScriptSmtp) -> None:
    """Relays end idle connections: NOOP tells before a letter is at stake."""
    relay = SmtpRelay(settings(server.port, idle_seconds=0.0))
    relay.send(posting())
    relay.send(posting())
    assert server.given("NOOP") == 1
    server.hang_up()

    assert relay.send(posting()).outcome is Delivery.SENT
    relay.close()
    assert server.connections == 2


def test_letters_that_break_the_way_one_after_the_other_stop_the_round(
    server: ScriptSmtp, relay: SmtpRelay
) -> None:
    """A stalled relay must not be waited for at every letter; one odd letter stops nothing."""
    server.script.answers["DATA"] = ["cut", "354 go on"]
    assert relay.send(posting()).outcome is Delivery.RETRY
    assert relay.send(posting()).outcome is Delivery.SENT

    server.script.answers["DATA"] = "cut"
    assert relay.send(posting()).outcome is Delivery.RETRY
    with pytest.raises(Unavailable, match=r"the connection broke .*letters in a row"):
        relay.send(posting())
    server.script.answers.clear()
    assert relay.send(posting()).outcome is Delivery.SENT


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@partner.example",
        "a b@partner.example",
        "a@b@partner.example",
        "a@partner.example>\r\nRCPT TO:<eve@example.com",
        "a\n@partner.example",
        '"a b"@partner.example',
        "<a@partner.example>",
        "a..b@partner.example",
        "a@-partner.example",
        "a@partner..example",
        "a@" + "x" * 64 + ".example",
        "x" * 65 + "@partner.example",
        "a@" + "x." * 124 + "example",
    ],
)
def test_what_is_no_address_never_comes_near_the_relay(
    server: ScriptSmtp, relay: SmtpRelay, address: str
) -> None:
    """Validated first: a line end in an address would begin the next command (libraries.md 2)."""
    receipt = relay.send(posting(address))

    assert receipt.outcome is Delivery.FAILED
    assert "\n" not in receipt.text
    assert server.commands == []
    assert relay.send(posting("ok@partner.example")).outcome is Delivery.SENT


def test_an_address_beyond_ascii_needs_smtputf8(server: ScriptSmtp, relay: SmtpRelay) -> None:
    """The domain goes in its ASCII form; a local part only where the relay can take it."""
    assert relay.send(posting("info@caffè.example")).outcome is Delivery.SENT
    assert "RCPT TO:<info@xn--caff-8oa.example>" in server.commands
    assert relay.send(posting("perché@partner.example")).outcome is Delivery.SENT
    assert any("SMTPUTF8" in c for c in server.commands)
    server.script.extensions = ()
    relay.close()

    receipt = relay.send(posting("perché@partner.example"))
    assert receipt.outcome is Delivery.FAILED
    assert "SMTPUTF8" in receipt.text
    assert relay.send(posting("ok@partner.example")).outcome is Delivery.SENT


def test_an_empty_sender_is_allowed(server: ScriptSmtp, relay: SmtpRelay) -> None:
    """Bounces to nowhere (RFC 5321 section 4.5.5)."""
    assert relay.send(posting(sender="")).outcome is Delivery.SENT
    assert any(c.startswith("MAIL FROM:<>") for c in server.commands)


def test_eight_bit_letters_are_announced(server: ScriptSmtp, relay: SmtpRelay) -> None:
    """RFC 6152; the size is announced, too (RFC 1870)."""
    relay.send(posting(raw="Subject: x\r\n\r\nperché\r\n".encode()))
    (mail,) = [c for c in server.commands if c.startswith("MAIL")]
    assert "BODY=8BITMIME" in mail
    assert "SIZE=23" in mail


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ({"GREETING": "554 no service"}, r"takes no letters now \(554 no service\)"),
        ({"GREETING": "421 busy"}, r"takes no letters now \(421 busy\)"),
        ({"GREETING": "cut"}, r"127.0.0.1:\d+: "),
        ({"GREETING": "stall"}, r"does not answer in time"),
        ({"EHLO": "cut"}, r"127.0.0.1:\d+: "),
        ({"MAIL": "530 5.7.0 log in first"}, r"wants a login \(530 .*set user and password"),
        ({"RCPT": "535 5.7.8 expired"}, r"wants a login"),
    ],
)
def test_no_letter_at_all_can_leave(
    server: ScriptSmtp, relay: SmtpRelay, script: dict[str, str | list[str]], words: str
) -> None:
    """Not the letter's fault: Unavailable, one clear line, and later it leaves (issue 2)."""
    server.script.answers.update(script)
    with pytest.raises(Unavailable, match=words) as caught:
        relay.send(posting())
    assert "\n" not in str(caught.value)

    server.script.answers.clear()
    assert relay.send(posting()).outcome is Delivery.SENT


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"port": -1}, r"refuses the connection; is the server up"),
        ({"host": "no.such.host.invalid", "allow_plaintext": True}, r"name of the host is not"),
        ({"host": "192.0.2.1"}, r'tls = "none" sends password and mails readable'),
        ({"tls": "starttls"}, r'offers no STARTTLS; set tls = "implicit"'),
        ({"tls": "implicit"}, r"does not speak TLS"),
        ({"user": "rma", "password": "x"}, r"offers no login over this connection"),
    ],
)
def test_each_mistake_has_its_own_words(
    server: ScriptSmtp, changes: dict[str, object], words: str
) -> None:
    """Closed port, TLS mistakes, no login: each in its own words."""
    port = free_port() if "port" in changes else server.port
    relay = SmtpRelay(settings(**(changes | {"port": port})))  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match=words):
        relay.check()
    relay.close()


# The relay of a test is on this machine: it may take a password in the open.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_login_succeeds_or_is_told_apart() -> None:
    """Wrong password: the user is named, the password never."""
    with SmtpSink(password="sesame") as sink:
        good = SmtpRelay(settings(sink.port, user="rma", password="sesame"))
        assert good.check() == f"127.0.0.1:{sink.port}: ready as rma"
        assert good.send(posting()).outcome is Delivery.SENT
        good.close()

        bad = SmtpRelay(settings(sink.port, user="rma", password="wrong"))
        with pytest.raises(Unavailable, match=r"refuses the login of rma .*check user") as caught:
            bad.send(posting())
        assert "wrong" not in str(caught.value)
        bad.close()


def test_starttls_with_our_own_ca(dovecot: Dovecot) -> None:
    """Certificate and name are checked; a stranger's certificate is refused."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(dovecot.ca_file, Path(dovecot.directory) / "key.pem")
    with SmtpSink(tls=context) as sink:
        given = settings(sink.port, host="localhost", tls="starttls", read_seconds=5)
        relay = SmtpRelay(replace(given, ca_file=dovecot.ca_file))
        assert relay.send(posting()).outcome is Delivery.SENT
        relay.close()

        stranger = SmtpRelay(given)
        with pytest.raises(Unavailable, match="certificate is not believed"):
            stranger.send(posting())
        stranger.close()


def test_closing_twice_or_unused_raises_nothing(server: ScriptSmtp) -> None:
    """`close` never raises, on a dead connection neither."""
    unused = SmtpRelay(settings(server.port))
    unused.close()
    used = SmtpRelay(settings(server.port))
    used.send(posting())
    server.hang_up()
    used.close()
    used.close()
