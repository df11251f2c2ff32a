"""IMAP: what servers lack, what they refuse, and how a login goes wrong."""

import logging
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.imap import ImapMailbox
from mailbot.errors import Unavailable
from mailbot.settings import ImapSettings, OAuth
from tests.servers.dovecot import Dovecot, User, free_port
from tests.servers.fake_imap import CAPABILITIES, FakeImap
from tests.servers.fixtures import GOOD_TOKEN


class Notes:
    """Small remembered texts, as the store keeps them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def mark(self, name: str) -> str:
        return self.texts.get(name, "")

    def set_mark(self, name: str, value: str) -> None:
        self.texts[name] = value


def mail(number: int) -> bytes:
    return f"Subject: {number}\r\n\r\nhello\r\n".encode()


def settings_of(user: User, **changes: object) -> ImapSettings:
    server = user.server
    given = ImapSettings(server.host, user.name, user.password, port=server.imap, tls="none")
    return replace(given, **changes)  # type: ignore[arg-type]


def fake_box(server: FakeImap, notes: Notes | None = None, **changes: object) -> ImapMailbox:
    given = ImapSettings(
        server.host, "rma", "sesame", port=server.port, tls="none", read_seconds=1.0
    )
    return ImapMailbox(replace(given, **changes), SystemClock(), notes)  # type: ignore[arg-type]


def subjects(box: ImapMailbox, file: bool = False, found: list[int] | None = None) -> list[int]:
    found = [] if found is None else found
    for raw in box.waiting():
        found.append(int(raw.raw.split()[1]))
        if file:
            box.done(raw)
    return found


def test_the_read_flag_is_never_changed(mailbox_user: User) -> None:
    """BODY.PEEK; people use the flag, it is never state (mail-layer 1)."""
    mailbox_user.receives(mail(1), mail(2))
    box = ImapMailbox(settings_of(mailbox_user), SystemClock())

    first, _ = box.waiting()
    assert mailbox_user.flags() == ["", ""]
    box.done(first)
    box.close()

    assert mailbox_user.flags() == [""]
    assert mailbox_user.flags("Done") == [""]


@pytest.mark.parametrize("tls", ["implicit", "starttls", "none"])
def test_each_kind_of_secrecy_logs_in(mailbox_user: User, tls: str) -> None:
    """`tls` = implicit, starttls, none; the certificate is checked against `ca_file`."""
    server = mailbox_user.server
    port = server.imaps if tls == "implicit" else server.imap
    given = settings_of(mailbox_user, host="localhost", tls=tls, port=port, ca_file=server.ca_file)
    box = ImapMailbox(given, SystemClock())
    try:
        assert box.check() == f"localhost:{port}: INBOX has 0 mails, IDLE"
    finally:
        box.close()


def test_a_password_beyond_ascii_logs_in(dovecot: Dovecot) -> None:
    """AUTH=PLAIN carries UTF-8; LOGIN cannot (libraries.md 1.3)."""
    box = ImapMailbox(settings_of(dovecot.new_user(strange=True)), SystemClock())
    assert "0 mails" in box.check()
    box.close()


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer"])
@pytest.mark.parametrize("source", ["file", "command"])
def test_a_token_logs_in(mailbox_user: User, tmp_path: Path, mechanism: str, source: str) -> None:
    """A bearer token from a file or from a command, asked for at each login."""
    token = f"{GOOD_TOKEN}.{mailbox_user.name}"
    path = tmp_path / "token"
    path.write_text(token + "\nsecond line\n")
    oauth = OAuth(mechanism, file=path)
    if source == "command":
        oauth = OAuth(mechanism, command=(sys.executable, "-c", f"print('{token}')"))
    box = ImapMailbox(settings_of(mailbox_user, oauth=oauth, password=""), SystemClock())
    assert "0 mails" in box.check()
    box.close()


def test_a_bad_token_is_told_apart(mailbox_user: User, tmp_path: Path) -> None:
    """One clear line that names the setting."""
    path = tmp_path / "token"
    path.write_text("ya29.bad")
    given = settings_of(mailbox_user, oauth=OAuth(file=path))

    with pytest.raises(Unavailable, match=r"refuses the login of user\d+ .*check the token"):
        ImapMailbox(given, SystemClock()).check()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password": "wrong"}, r"refuses the login of user\d+ \(\[AUTH.*check user and password"),
        ({"port": 0}, r"refuses the connection; is the server up, are host and port right"),
        (
            {"host": "no.such.host.invalid", "allow_plaintext": True},
            r"name of the host is not known; is host right",
        ),
        ({"tls": "implicit"}, r'does not speak TLS; set tls = "starttls"'),
        ({"tls": "starttls"}, r"certificate is not believed .*; set ca_file"),
        ({"tls": "starttls", "ca_file": Path("/no/such.pem")}, r"ca_file /no/such.pem cannot"),
        ({"host": "192.0.2.1"}, r'tls = "none" sends password and mails readable'),
        ({"folder": "No/Such"}, r"folder No/Such cannot be opened"),
        ({"oauth": OAuth(file=Path("/no/such"))}, r"oauth: /no/such: No such file"),
        ({"oauth": OAuth(command=("/no/such",))}, r"oauth: /no/such: No such file"),
        ({"oauth": OAuth(command=("false",))}, r"oauth: false ended with status 1"),
        ({"oauth": OAuth(command=("true",))}, r"oauth: true gives no token"),
        ({"oauth": OAuth(command=("sleep", "9"), seconds=0.1)}, r"sleep gave no token in 0.1 s"),
        ({"oauth": OAuth()}, r"oauth: neither file nor command is set"),
    ],
)
def test_each_mistake_has_its_own_words(
    mailbox_user: User, changes: dict[str, object], words: str
) -> None:
    """Wrong password, closed port, TLS mistakes: one clear line each (issue 2, Bad input)."""
    if changes.get("port") == 0:
        changes = {"port": free_port()}
    box = ImapMailbox(settings_of(mailbox_user, **changes), SystemClock())

    with pytest.raises(Unavailable, match=words) as caught:
        box.check()

    line = str(caught.value)
    assert "\n" not in line
    assert len(line) < 400
    assert "sesame" not in line
    box.close()


def test_a_certificate_of_another_host_is_not_believed(mailbox_user: User) -> None:
    """Certificate and host name are both checked (libraries.md 1.3)."""
    server = mailbox_user.server
    given = settings_of(
        mailbox_user, tls="implicit", port=server.imaps, ca_file=server.ca_file, host="127.0.0.1"
    )
    with pytest.raises(Unavailable, match=r"not believed \(IP address mismatch"):
        ImapMailbox(given, SystemClock()).check()


def test_plain_talk_to_a_tls_port_ends_in_time(mailbox_user: User) -> None:
    """A server that waits for TLS says nothing: the time limit speaks (libraries.md 1.3)."""
    given = settings_of(mailbox_user, port=mailbox_user.server.imaps, connect_seconds=0.3)

    with pytest.raises(Unavailable, match=r"does not answer in time; are host, port and tls"):
        ImapMailbox(given, SystemClock()).check()


def test_a_server_without_starttls_is_told_apart() -> None:
    """It is never talked to in the open instead."""
    with FakeImap() as server, pytest.raises(Unavailable, match="offers no STARTTLS"):
        fake_box(server, tls="starttls").check()


def test_a_strange_password_needs_auth_plain() -> None:
    """No AUTH=PLAIN: said plainly, not a UnicodeEncodeError."""
    with (
        FakeImap(capabilities=("IMAP4rev1",)) as server,
        pytest.raises(Unavailable, match="no password with letters beyond ASCII"),
    ):
        fake_box(server, password="perché").check()


def test_a_busy_server_is_not_called_a_wrong_password() -> None:
    """RFC 5530 codes tell `not now` from `not you`."""
    with FakeImap() as server:
        server.faults["LOGIN"] = "no"
        with pytest.raises(Unavailable, match="refuses the login"):
            fake_box(server).check()
        server.faults["LOGIN"] = "busy"
        with pytest.raises(Unavailable, match="cannot log anyone in now"):
            fake_box(server).check()


@pytest.mark.parametrize("lacking", [("MOVE",), ("MOVE", "UIDPLUS"), ("IDLE",), CAPABILITIES[1:]])
def test_filing_works_whatever_the_server_lacks(lacking: tuple[str, ...]) -> None:
    """UID MOVE, else COPY + \\Deleted + UID EXPUNGE, never plain EXPUNGE (libraries.md 1.3)."""
    offered = tuple(c for c in CAPABILITIES if c not in lacking)
    with FakeImap(mail(1), mail(2), capabilities=offered) as server:
        box = fake_box(server)
        assert subjects(box, file=True) == [1, 2]
        assert subjects(box) == []
        box.close()

        assert [m.raw for m in server.folders["Done"]] == [mail(1), mail(2)]
        assert server.given("EXPUNGE") == 0
        assert len(server.folders["INBOX"]) == (2 if "UIDPLUS" in lacking else 0)


def test_the_folders_of_the_server_are_spelled_its_way() -> None:
    """Prefix and separator come from the server."""
    with FakeImap(mail(1), capabilities=(*CAPABILITIES, "NAMESPACE")) as server:
        server.prefix, server.separator = "INBOX.", "."
        box = fake_box(server, done_folder="Desk/Done")
        subjects(box, file=True)
        box.close()

        assert [m.raw for m in server.folders["INBOX.Desk.Done"]] == [mail(1)]


def test_keywords_tell_where_the_server_keeps_them() -> None:
    """A keyword only where PERMANENTFLAGS holds `\\*` (libraries.md 1.3)."""
    with FakeImap(mail(1), mail(2)) as server:
        box = fake_box(server, done="keyword")
        assert subjects(box, file=True) == [1, 2]
        box.close()
        box = fake_box(server, done="keyword")
        assert subjects(box) == []
        box.close()
        assert [m.flags for m in server.folders["INBOX"]] == [{"$MailbotDone"}] * 2


@pytest.mark.parametrize("done", ["keyword", "leave"])
def test_our_own_records_tell_where_the_server_cannot(done: str) -> None:
    """No `\\*`, or nothing may be changed: which UIDs were handled is kept by the desk."""
    notes = Notes()
    with FakeImap(*(mail(n) for n in range(5))) as server:
        server.permanent_flags = r"\Deleted \Seen"
        box = fake_box(server, notes, done=done)
        for raw in box.waiting():
            if raw.uid != "7:3":
                box.done(raw)
        box.close()
        server.add(mail(9))

        box = fake_box(server, notes, done=done)
        assert subjects(box) == [2, 9]
        box.close()
        assert server.given("UID STORE") == server.given("UID MOVE") == 0
        assert server.given("EXAMINE" if done == "leave" else "SELECT") == 2


def test_new_numbers_bring_every_mail_again() -> None:
    """After a change of UIDVALIDITY old UIDs mean nothing; the store knows the bytes."""
    notes = Notes()
    with FakeImap(mail(1), mail(2)) as server:
        box = fake_box(server, notes, done="leave")
        first, second = box.waiting()
        box.done(first)
        box.close()
        server.renumber()

        box = fake_box(server, notes, done="leave")
        again = [raw.uid for raw in box.waiting()]
        box.done(second)
        assert again == ["8:1", "8:2"]
        assert [raw.uid for raw in box.waiting()] == ["8:1", "8:2"]
        box.close()


def test_a_uid_of_an_old_numbering_files_nothing() -> None:
    """The same UID is another mail now: it must not be moved."""
    with FakeImap(mail(1), mail(2)) as server:
        box = fake_box(server)
        first = next(iter(box.waiting()))
        server.renumber()
        server.faults["NOOP"] = "cut once"
        assert subjects(box) == [1, 2]
        box.done(first)
        box.close()

        assert [m.raw for m in server.folders["INBOX"]] == [mail(1), mail(2)]


@pytest.mark.parametrize("fault", ["cut", "bye", "stall"])
@pytest.mark.parametrize(
    "step", ["LOGIN", "SELECT", "UID SEARCH", "UID FETCH", "UID MOVE", "CAPABILITY"]
)
def test_a_break_at_any_step_loses_and_doubles_nothing(step: str, fault: str) -> None:
    """Connections cut, stalled or said goodbye to at each step (mail-layer 32)."""
    with FakeImap(mail(1), mail(2)) as server:
        box = fake_box(server, read_seconds=0.2, connect_seconds=0.2)
        server.faults[step] = fault
        with pytest.raises(Unavailable) as caught:
            subjects(box, file=True)
        assert f"127.0.0.1:{server.port}" in str(caught.value)
        assert "\n" not in str(caught.value)
        server.faults.clear()

        # What was handed over before the break is known to be done; the rest comes again.
        subjects(box, file=True)
        box.close()
        assert sorted(m.raw for m in server.folders["Done"]) == [mail(1), mail(2)]
        assert server.folders["INBOX"] == []


def test_a_break_in_the_middle_of_a_mail_hands_nothing_over() -> None:
    """Half a mail is none (libraries.md 1.3: nothing of a partial batch is returned)."""
    with FakeImap(mail(1), mail(2)) as server:
        box = fake_box(server)
        server.faults["middle of fetch"] = "cut"
        with pytest.raises(Unavailable, match="broke the connection"):
            subjects(box)
        server.faults.clear()

        assert subjects(box) == [1, 2]
        box.close()


def test_a_mail_that_breaks_connections_comes_last_and_alone() -> None:
    """It holds up no other mail."""
    with FakeImap(mail(1), mail(2), mail(3)) as server:
        box = fake_box(server)
        server.faults["UID FETCH 1"] = "cut"
        found: list[int] = []
        for _ in range(3):
            with pytest.raises(Unavailable):
                subjects(box, file=True, found=found)
        box.close()

        assert found == [2, 3]


def test_a_mail_that_the_server_refuses_is_put_aside(caplog: pytest.LogCaptureFixture) -> None:
    """A clean no, three times: a person looks at it; the queue goes on (mail-layer 4)."""
    with FakeImap(mail(1), mail(2), mail(3)) as server:
        box = fake_box(server)
        server.faults["UID FETCH 2"] = "no"
        rounds = [subjects(box, file=True) for _ in range(4)]
        box.close()

        assert rounds == [[1, 3], [], [], []]
        assert [m.raw for m in server.folders["Quarantine"]] == [mail(2)]
        refusals = [r for r in caplog.records if "does not hand it over" in r.getMessage()]
        assert len(refusals) == 3


def test_a_refusal_to_file_is_told_once_and_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Over quota, no rights: the mails stay, are not handled twice, and are filed later."""
    with FakeImap(mail(1)) as server:
        box = fake_box(server)
        server.faults["UID MOVE"] = "no"
        with caplog.at_level(logging.WARNING):
            assert subjects(box, file=True) == [1]
            server.add(mail(2))
            assert subjects(box, file=True) == [2]
            assert subjects(box) == []
        told = [r for r in caplog.records if "stay where they are" in r.getMessage()]
        assert len(told) == 1

        server.faults.clear()
        assert subjects(box) == []
        box.close()
        assert [m.raw for m in server.folders["Done"]] == [mail(1), mail(2)]


def test_a_kept_connection_that_was_ended_is_no_news() -> None:
    """Servers log idle clients out: the next look connects again without a word."""
    with FakeImap(mail(1)) as server:
        box = fake_box(server)
        assert subjects(box) == [1]
        server.faults["NOOP"] = "cut once"
        assert subjects(box) == [1]
        box.close()


def test_idle_ends_at_a_new_mail_and_stays_on_between_waits() -> None:
    """An answer within seconds (mail-layer 7); short waits cost the server nothing."""
    with FakeImap() as server:
        box = fake_box(server)
        subjects(box)
        for _ in range(5):
            assert box.wait(0.05) is False
        assert server.given("IDLE") <= 2
        server.add(mail(1))
        assert box.wait(2) is True
        assert subjects(box) == [1]
        box.close()


def test_idle_hears_through_tls(mailbox_user: User) -> None:
    """What is decrypted already does not show on the wire."""
    server = mailbox_user.server
    given = settings_of(
        mailbox_user, host="localhost", tls="implicit", port=server.imaps, ca_file=server.ca_file
    )
    box = ImapMailbox(given, SystemClock())
    assert subjects(box) == []
    assert box.wait(0.1) is False
    mailbox_user.receives(mail(1))
    begun = time.monotonic()
    heard = box.wait(5)

    assert heard
    assert time.monotonic() - begun < 3
    assert [raw.raw for raw in box.waiting()]
    box.close()


@pytest.mark.parametrize(
    ("pieces", "news"),
    [
        ([b"", b"* 1 FET", b"CH (FLAGS ())\r\n"], False),
        ([b"", b"* 1 EX", b"ISTS\r\n"], True),
        ([b"* 1 EXISTS\r\n"], True),
        ([b"* OK still here\r\n", b"* OK still here\r\n"], False),
    ],
)
def test_what_is_said_in_idle_is_heard_however_it_is_cut(pieces: list[bytes], news: bool) -> None:
    """A line in two pieces is no broken line; one that comes with the consent is not missed."""
    with FakeImap() as server:
        box = fake_box(server)
        subjects(box)
        server.idle_says = pieces
        assert box.wait(0.5) is news
        assert subjects(box) == []
        assert server.given("LOGIN") == 1
        box.close()


def test_idle_is_renewed_with_a_noop() -> None:
    """A dead peer looks like a silent one: NOOP tells (libraries.md 1.3)."""
    with FakeImap() as server:
        box = fake_box(server, idle_renew_seconds=0.1)
        subjects(box)
        noops = server.given("NOOP")
        for _ in range(4):
            box.wait(0.1)
        assert server.given("IDLE") >= 3
        assert server.given("NOOP") - noops >= 2
        box.close()


def test_a_server_that_hangs_up_in_idle_is_seen_at_once() -> None:
    """No endless silence, no busy loop; one that never holds IDLE is polled."""
    with FakeImap() as server:
        box = fake_box(server)
        server.faults["IDLE"] = "cut"
        for _ in range(3):
            subjects(box)
            with pytest.raises(Unavailable):
                box.wait(5)
        subjects(box)
        idles = server.given("IDLE")
        assert box.wait(0.05) is False
        assert server.given("IDLE") == idles
        box.close()


def test_a_server_that_refuses_idle_is_polled() -> None:
    """It was advertised, and is refused: polling does, too."""
    with FakeImap() as server:
        box = fake_box(server)
        subjects(box)
        server.faults["IDLE"] = "no"
        for _ in range(3):
            assert box.wait(0.05) is True
            subjects(box)
        idles = server.given("IDLE")
        assert box.wait(0.05) is False
        assert server.given("IDLE") == idles
        server.add(mail(1))
        assert subjects(box) == [1]
        box.close()


def test_closing_a_dead_connection_raises_nothing() -> None:
    """`close` never raises."""
    with FakeImap(mail(1)) as server:
        box = fake_box(server)
        for raw in box.waiting():
            box.done(raw)
            server.faults["UID MOVE"] = "cut"
            break
        box.close()
