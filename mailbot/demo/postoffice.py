"""A mail server inside the process: IMAP, SMTP and a page in the browser, an account an address.

These are mail-devel's parts with a change, because the desk and the people of the demo are apart:
each has an account of his own, and the server vouches (Authentication-Results) for who logged in,
as the mail server of a real desk does. All in memory, on the loopback address only.
"""

import asyncio
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, cast
from uuid import uuid4

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from mail_devel.auth import IMAPAuthenticator
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, DictBackend
from pymap.imap import IMAPServer

from mailbot.demo.accounts import Accounts, Passage, account_of
from mailbot.demo.catalogue import VOUCHER
from mailbot.demo.page import Page
from mailbot.errors import Unavailable

HOST = "127.0.0.1"
PASSWORD = "demo"  # one for all: nothing here leaves this machine


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the three servers are; 0 asks for a free port."""

    page: int = 0
    imap: int = 0
    smtp: int = 0


class Counter:
    """Takes mail over SMTP."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name for it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Deliver by the envelope, at once."""
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        login = str(session.auth_data) if session.authenticated else ""
        passage = Passage(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw)
        await self._accounts.deliver(passage, login)
        return "250 delivered"


class WholeLines:
    """A stream that hands over at once what was written since it was last drained.

    pymap writes a line in pieces; a client that looks while it idles would see half of one.
    """

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Keep it for now."""
        self._pieces.append(bytes(data))

    async def drain(self) -> None:
        """Hand over what was kept, and wait until it is on its way."""
        self._hand_over()
        await self._writer.drain()

    def close(self) -> None:
        """Hand over the rest and hang up."""
        self._hand_over()
        self._writer.close()

    def _hand_over(self) -> None:
        self._writer.write(b"".join(self._pieces))
        self._pieces.clear()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)


class PostOffice:
    """The three servers in a thread with a loop of its own. A context manager.

    `seen` is called in that thread with each mail that passes. Errors: Unavailable, if a port is
    taken.
    """

    def __init__(
        self, desk: str, now: Callable[[], datetime], seen: Callable[[Passage], None], ports: Ports
    ) -> None:
        self.ports = ports
        self._desk = desk
        self._now = now
        self._seen = seen
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._failure: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="post office", daemon=True)

    def __enter__(self) -> "PostOffice":
        self._thread.start()
        self._ready.wait(30)
        if self._failure is not None:
            raise Unavailable(f"the mail server of the demo cannot start: {self._failure}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with AsyncExitStack() as stack:
            config = Config.from_args(_arguments(self._desk))
            login = IMAPAuthenticator(config, True)
            await DictBackend._add_demo_user(config, login)
            accounts = Accounts(config, self._now, self._seen)
            await accounts.get(self._desk)

            server = IMAPServer(login, config)

            # pymap's own way in starts each connection as a task that nobody holds: garbage
            # collection may end it. Here the stream's own task is the connection.
            async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                whole = cast(asyncio.StreamWriter, WholeLines(writer))
                info = SocketInfo.get(whole, None, unique_id=uuid4().bytes)
                await server(reader, whole, info)

            imap = await asyncio.start_server(welcome, HOST, self.ports.imap)
            stack.callback(imap.close)
            smtp = await self._loop.create_server(lambda: _smtp(accounts), HOST, self.ports.smtp)
            stack.callback(smtp.close)
            runner = await Page(accounts, self._desk, HOST, self.ports.page).start()
            stack.push_async_callback(runner.cleanup)

            self.ports = Ports(
                page=runner.addresses[0][1],
                imap=imap.sockets[0].getsockname()[1],
                smtp=smtp.sockets[0].getsockname()[1],
            )
            self._ready.set()
            await self._stop.wait()


def _smtp(accounts: Accounts) -> SMTP:
    return SMTP(
        Counter(accounts),
        hostname=VOUCHER,
        enable_SMTPUTF8=True,
        authenticator=_authenticate,
        auth_require_tls=False,
    )


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, credentials: object
) -> AuthResult:
    """Any name with the one password; the name is remembered, to be vouched for."""
    if not isinstance(credentials, LoginPassword) or credentials.password != PASSWORD.encode():
        return AuthResult(success=False, handled=False)
    return AuthResult(success=True, auth_data=account_of(credentials.login.decode()))


def _arguments(desk: str) -> Namespace:
    return Namespace(
        demo_data=False,
        demo_user=desk,
        demo_password=PASSWORD,
        host=HOST,
        port=0,
        debug=False,
        cert=None,
        key=None,
        passlib_cfg=None,
        tls=False,
        proxy_protocol=None,
        inherited_sockets=None,
    )
