"""What the adapters and the beat are told about the world outside. `config.py` builds it."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path


def is_loopback(host: str) -> bool:
    """True for this machine itself, by name or by number."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class OAuth:
    """Where a bearer token comes from: the first line of a file, or of a command's output.

    `command` is run without a shell, with a time limit; the token is asked for anew at each login.
    """

    mechanism: str = "xoauth2"  # xoauth2, oauthbearer
    command: tuple[str, ...] = ()
    file: Path | None = None
    seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """One IMAP mailbox. Units: seconds and bytes.

    `done` says what becomes of a handled mail: `move` to `done_folder`, `keyword` (where the
    server keeps them), or `leave` (only our own records tell). Folder names use `/` between
    levels, whatever the server uses.
    """

    host: str
    user: str
    password: str = ""
    port: int = 0  # 0: 993 with implicit TLS, else 143
    tls: str = "implicit"  # implicit, starttls, none
    allow_plaintext: bool = False  # tls = none beyond loopback only when asked by name
    ca_file: Path | None = None
    oauth: OAuth | None = None
    name: str = ""  # in log lines; empty: user@host
    folder: str = "INBOX"
    done: str = "move"  # move, keyword, leave
    done_folder: str = "Done"
    aside_folder: str = "Quarantine"
    keyword: str = "$MailbotDone"
    idle: bool = True
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    idle_renew_seconds: float = 300.0
    batch_mails: int = 50
    batch_bytes: int = 8_000_000
    mail_bytes: int = 25_000_000  # Limits.mail_bytes: above it a mail comes cut
    cut_bytes: int = 65_536

    @property
    def label(self) -> str:
        """How log lines name this mailbox."""
        return self.name or f"{self.user}@{self.host}"

    @property
    def real_port(self) -> int:
        """The port that is dialled."""
        return self.port or (993 if self.tls == "implicit" else 143)


@dataclass(frozen=True, slots=True)
class MaildirSettings:
    """A Maildir that a local mail server delivers to.

    Handled mails go to the Maildir++ folders named here.
    """

    path: Path
    name: str = ""
    done_folder: str = "Done"
    aside_folder: str = "Quarantine"
    check_seconds: float = 0.5  # how often `new/` is looked at while waiting
    mail_bytes: int = 25_000_000
    cut_bytes: int = 65_536

    @property
    def label(self) -> str:
        """How log lines name this mailbox."""
        return self.name or str(self.path)


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The relay that takes our letters. Units: seconds."""

    host: str
    port: int = 0  # 0: 465 with implicit TLS, 587 with starttls, else 25
    user: str = ""  # empty: no login
    password: str = ""
    tls: str = "starttls"  # implicit, starttls, none
    allow_plaintext: bool = False
    ca_file: Path | None = None
    oauth: OAuth | None = None
    local_hostname: str = ""  # for EHLO; empty: this machine's name
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    data_seconds: float = 120.0  # for the answer to a whole letter: to give up early sends it twice
    idle_seconds: float = 1.0  # a connection unused for longer is asked (NOOP) before use

    @property
    def label(self) -> str:
        """How log lines name the relay."""
        return f"{self.host}:{self.real_port}"

    @property
    def real_port(self) -> int:
        """The port that is dialled."""
        return self.port or {"implicit": 465, "starttls": 587}.get(self.tls, 25)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Growing pauses in seconds: `first`, then times `factor`, up to `longest`.

    Each is spread by `jitter` of itself to both sides, so that many desks do not knock at once.
    """

    first: float = 1.0
    longest: float = 300.0
    factor: float = 2.0
    jitter: float = 0.2


@dataclass(frozen=True, slots=True)
class DaemonSettings:
    """The beat. Units: seconds, days where said."""

    poll_seconds: float = 30.0  # between rounds; with IDLE a mail ends the wait at once
    review_seconds: float = 60.0  # how often the passing of time is looked at
    outbox_seconds: float = 15.0  # how often retries are looked for
    alarm_minutes: float = 15.0  # staff hear once when mail does not come in or go out for so long
    reconnect: Pauses = Pauses()
