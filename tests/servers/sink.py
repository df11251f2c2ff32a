"""An SMTP server that takes letters and remembers them."""

import asyncio
import threading
from dataclasses import dataclass
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.dovecot import free_port


@dataclass(frozen=True, slots=True)
class Taken:
    """One accepted letter."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    connection: tuple[str, int]


class SmtpSink:
    """Accepts everything, or what `refuse` does not name: address to an SMTP answer."""

    def __init__(
        self,
        *,
        password: str = "",
        tls: Any = None,
        port: int = 0,
        refuse: dict[str, str] | None = None,
    ) -> None:
        self.taken: list[Taken] = []
        self.refuse = refuse or {}
        self.port = port or free_port()
        self.host = "127.0.0.1"
        self._arrival = threading.Condition()
        options: dict[str, Any] = {"decode_data": False, "enable_SMTPUTF8": True}
        if password:
            options |= {
                "authenticator": _judge(password),
                "auth_required": True,
                "auth_require_tls": False,
            }
        if tls is not None:
            options |= {"tls_context": tls, "require_starttls": True}
        self._controller = Controller(self, hostname=self.host, port=self.port, **options)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(0)
        raw = bytes(envelope.original_content or b"")
        taken = Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw, session.peer)
        with self._arrival:
            self.taken.append(taken)
            self._arrival.notify_all()
        return "250 OK"

    def wait_for(self, count: int, seconds: float) -> list[Taken]:
        """The letters once there are `count` of them, or what came within `seconds`."""
        with self._arrival:
            self._arrival.wait_for(lambda: len(self.taken) >= count, seconds)
            return list(self.taken)

    def __enter__(self) -> "SmtpSink":
        self._controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._controller.stop()


def _judge(password: str) -> Any:
    def judge(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: Any
    ) -> AuthResult:
        good = isinstance(auth_data, LoginPassword) and auth_data.password == password.encode()
        return AuthResult(success=good, handled=False)

    return judge
