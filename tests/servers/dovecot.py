"""A private Dovecot on loopback ports, run as an ordinary user, with a user for each test."""

import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PASSWORD = "sesame"
STRANGE_PASSWORD = "perché-€5"
_USERS = 500

_CONFIG = """\
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1, 127.0.0.2
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
mail_home = {d}/mail/%n
mail_location = maildir:~/Maildir
mail_fsync = never
ssl = yes
ssl_cert = <{d}/cert.pem
ssl_key = <{d}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
auth_username_format = %n
mail_max_userip_connections = 100
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = {d}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {d}/oauth2.conf
}}
userdb {{
  driver = static
  args = allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  unix_listener stats-reader {{
    mode = 0600
  }}
  unix_listener stats-writer {{
    mode = 0600
  }}
}}
local 127.0.0.2 {{
  protocol imap {{
    imap_capability = IMAP4rev1 LITERAL+ NAMESPACE UIDPLUS
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class User:
    """One mailbox of the server."""

    name: str
    server: "Dovecot"
    password: str = PASSWORD

    @property
    def address(self) -> str:
        return f"{self.name}@test.invalid"

    def receives(self, *mails: bytes) -> None:
        """Deliver by LMTP, over one connection."""
        with smtplib.LMTP("127.0.0.1", self.server.lmtp) as lmtp:
            for mail in mails:
                refused = lmtp.sendmail("sender@partner.invalid", [self.address], mail)
                assert not refused

    def folder(self, name: str = "") -> list[bytes]:
        """The mails in a folder, as they lie on the disk, oldest first."""
        path = self.server.directory / "mail" / self.name / "Maildir"
        path = path / f".{name}" if name else path
        files = [f for part in ("new", "cur") for f in _files(path / part)]
        return [f.read_bytes() for f in sorted(files, key=lambda f: f.stat().st_mtime_ns)]

    def flags(self, name: str = "") -> list[str]:
        """The Maildir flags of each mail in a folder."""
        path = self.server.directory / "mail" / self.name / "Maildir"
        path = path / f".{name}" if name else path
        files = [f for part in ("new", "cur") for f in _files(path / part)]
        return [f.name.partition(":2,")[2] for f in files]


@dataclass(slots=True)
class Dovecot:
    """A running server. `plain_host` offers neither IDLE nor MOVE."""

    directory: Path
    imap: int
    imaps: int
    lmtp: int
    process: "subprocess.Popen[bytes]"
    host: str = "127.0.0.1"
    plain_host: str = "127.0.0.2"
    tokens: int = 0
    _count: int = field(default=0)

    @property
    def ca_file(self) -> Path:
        """The certificate, to be believed by name."""
        return self.directory / "cert.pem"

    def new_user(self, strange: bool = False) -> User:
        """A fresh mailbox that no other test sees; its password may be a strange one."""
        self._count += 1
        if strange:
            return User(f"strange{self._count}", self, STRANGE_PASSWORD)
        return User(f"user{self._count}", self)

    def stop(self) -> None:
        """End the whole group: a polite end takes six seconds."""
        self.process.terminate()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def why_not() -> str:
    """Why Dovecot cannot be run here, or nothing."""
    found = _binary()
    if not found:
        return "Dovecot is not installed (Debian: dovecot-imapd and dovecot-lmtpd)"
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    if not version.stdout.startswith("2.3."):
        return f"Dovecot 2.3 is wanted, found {version.stdout.strip() or version.stderr.strip()}"
    if not Path("/usr/lib/dovecot/lmtp").exists():
        return "Dovecot has no LMTP (Debian: dovecot-lmtpd)"
    return ""


def start(tokens: int) -> Dovecot:
    """Start it and wait until it answers. `tokens` is the port of the OAuth token service."""
    directory = Path(tempfile.mkdtemp(prefix="mailbot-dovecot-"))
    user, group = _ordinary_user()
    ports = {name: free_port() for name in ("imap", "imaps", "lmtp")}
    _write_users(directory / "users")
    _write_certificate(directory)
    (directory / "oauth2.conf").write_text(
        f"tokeninfo_url = http://127.0.0.1:{tokens}/t?access_token=\n"
        "username_attribute = email\nforce_introspection = no\n"
    )
    config = directory / "dovecot.conf"
    config.write_text(_CONFIG.format(d=directory, user=user.pw_name, group=group, **ports))
    directory.chmod(0o755)
    _give(user, [directory, *directory.iterdir()])
    switch = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with (directory / "stderr").open("wb") as errors:
        process = subprocess.Popen(
            [str(_binary()), "-F", "-c", str(config)],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            **(switch if os.geteuid() == 0 else {}),  # type: ignore[arg-type]
        )
    server = Dovecot(directory, process=process, tokens=tokens, **ports)
    _wait_for(server)
    return server


def _wait_for(server: Dovecot) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with socket.create_connection((server.host, server.imap), timeout=5) as probe:
                if probe.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.02)
    log = [p.read_text() for p in server.directory.glob("*err*") if p.is_file()]
    server.stop()
    raise RuntimeError(f"Dovecot does not start: {log}")


def _binary() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _ordinary_user() -> "tuple[pwd.struct_passwd, str]":
    """Who runs it: we ourselves, or `nobody` where we are root (its login refuses root)."""
    import grp

    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return user, grp.getgrgid(user.pw_gid).gr_name


def _give(user: "pwd.struct_passwd", paths: Iterable[Path]) -> None:
    if os.geteuid() == 0:
        for path in paths:
            os.chown(path, user.pw_uid, user.pw_gid)


def _write_users(path: Path) -> None:
    """All at once: Dovecot looks for new ones no more than once a second."""
    names = [(f"user{n}", PASSWORD) for n in range(1, _USERS)]
    names += [(f"strange{n}", STRANGE_PASSWORD) for n in range(1, _USERS)]
    lines = [f"{name}:{{PLAIN}}{password}::::::\n" for name, password in names]
    path.write_text("".join(lines), encoding="utf-8")


def _write_certificate(directory: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(directory / "key.pem"), "-out", str(directory / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )


def _files(folder: Path) -> list[Path]:
    return [f for f in folder.iterdir() if f.is_file()] if folder.is_dir() else []
