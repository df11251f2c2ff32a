"""The way out: letters to an SMTP relay, on one kept connection. The only async code.

SMTP hands over at least once: where the connection breaks after the final dot nobody knows whether
the letter was taken. It is sent again then, with the same bytes and so the same Message-ID.
"""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from typing import Any

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
)

from mailbot.adapters.tls import client_context, explain, one_line, require_secrecy
from mailbot.adapters.tokens import fetch_token
from mailbot.domain.envelope import Envelope, envelope_of
from mailbot.errors import NoWayOut, Refused, Unavailable
from mailbot.ports import Delivery, Posting, Receipt
from mailbot.settings import SmtpSettings

# RFC 4954 section 6: the server wants a login, or none can be had now. Not the letter's fault.
_LOGIN_CODES = frozenset({454, 530, 534, 535, 538})

# So many letters in a row that break the connection mean that the way itself is broken.
_BREAKS = 2


class SmtpRelay:
    """The port `Relay` over SMTP."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._runner: asyncio.Runner | None = None
        self._client: SMTP | None = None
        self._local_hostname = settings.local_hostname or None
        self._used = 0.0
        self._breaks = 0
        self._in_data = False

    def send(self, posting: Posting) -> Receipt:
        """Try once to hand one posting over.

        Errors: NoWayOut if no letter can leave at all: no connection, no login, no TLS, or one
        letter after the other breaks the connection.
        """
        try:
            envelope = envelope_of(posting.sender, posting.recipient)
        except Refused as error:
            return Receipt(Delivery.FAILED, 0, f"{posting.recipient!r:.200}: {error.code}")
        receipt: Receipt = self._run(self._send(envelope, posting.raw))
        self._breaks = (
            self._breaks + 1 if receipt.outcome is Delivery.RETRY and not receipt.code else 0
        )
        if self._breaks >= _BREAKS:
            self._breaks = 0
            raise NoWayOut(f"{self._settings.label}: {receipt.text}, {_BREAKS} letters in a row")
        return receipt

    def check(self) -> str:
        """One line about the relay, after a real login. Errors: Unavailable."""
        self._run(self._ready())
        login = f"as {self._settings.user}" if self._settings.user else "without login"
        return f"{self._settings.label}: ready {login}"

    def close(self) -> None:
        """Say goodbye and let go. Never raises."""
        runner, self._runner = self._runner, None
        if runner is not None:
            with contextlib.suppress(SMTPException, OSError, RuntimeError):
                runner.run(self._quit())
            with contextlib.suppress(OSError, RuntimeError):
                runner.close()

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        # One loop for the life of the relay: the kept connection belongs to it.
        if self._runner is None:
            self._runner = asyncio.Runner()
        try:
            return self._runner.run(work)
        except Unavailable as error:
            raise NoWayOut(str(error)) from error

    async def _send(self, envelope: Envelope, raw: bytes) -> Receipt:
        kept = self._client is not None
        receipt = await self._try(envelope, raw)
        hung_up = receipt.outcome is Delivery.RETRY and receipt.code in (0, 421)
        if kept and hung_up and not self._in_data:
            # The relay let go of a connection that we had kept; nothing of the letter is there yet.
            receipt = await self._try(envelope, raw)
        return receipt

    async def _try(self, envelope: Envelope, raw: bytes) -> Receipt:
        client = await self._ready()
        self._in_data = False
        try:
            receipt = await self._hand_over(client, envelope, raw)
        except SMTPResponseException as error:
            receipt = await self._refusal(client, error)
        except (SMTPException, OSError) as error:
            self._drop()
            receipt = Receipt(Delivery.RETRY, 0, _why_broken(error))
        except ValueError as error:
            # The library found something that it cannot say; the server may hold half an envelope.
            self._drop()
            receipt = Receipt(Delivery.FAILED, 0, one_line(error))
        self._used = time.monotonic()
        return receipt

    async def _hand_over(self, client: SMTP, envelope: Envelope, raw: bytes) -> Receipt:
        options = []
        if envelope.utf8:
            if not client.supports_extension("smtputf8"):
                return Receipt(Delivery.FAILED, 0, "the relay takes no such address (no SMTPUTF8)")
            options.append("SMTPUTF8")
        if not raw.isascii() and client.supports_extension("8bitmime"):
            options.append("BODY=8BITMIME")
        if client.supports_extension("size"):
            options.append(f"SIZE={len(raw)}")
        encoding = "utf-8" if envelope.utf8 else "ascii"
        await client.mail(envelope.sender, options=options, encoding=encoding)
        await client.rcpt(envelope.recipient, encoding=encoding)
        self._in_data = True
        answer = await client.data(raw, timeout=self._settings.data_seconds)
        return Receipt(Delivery.SENT, answer.code, one_line(answer.message))

    async def _refusal(self, client: SMTP, error: SMTPResponseException) -> Receipt:
        text = one_line(error.message)
        if error.code in _LOGIN_CODES:
            self._drop()
            hint = "check user and password" if self._settings.user else "set user and password"
            raise Unavailable(
                f"{self._settings.label} wants a login ({error.code} {text}); {hint}"
            ) from error
        # 421 announces that the server hangs up; a strange code leaves us out of step.
        if error.code == 421 or not 400 <= error.code < 600:
            self._drop()
        else:
            await self._reset(client)
        failed = 500 <= error.code < 600
        return Receipt(Delivery.FAILED if failed else Delivery.RETRY, error.code, text)

    async def _reset(self, client: SMTP) -> None:
        """Clear the envelope, so the next letter does not meet the rest of this one."""
        try:
            await client.rset()
        except (SMTPException, OSError):
            self._drop()

    async def _ready(self) -> SMTP:
        """The kept connection if it still answers, or a new one. Errors: Unavailable."""
        if self._client is not None and await self._answers(self._client):
            return self._client
        self._drop()
        self._client = await self._connected()
        self._used = time.monotonic()
        return self._client

    async def _answers(self, client: SMTP) -> bool:
        # The loop stood still since the last letter: let it notice what came meanwhile.
        await asyncio.sleep(0)
        if not client.is_connected:
            return False
        if time.monotonic() - self._used <= self._settings.idle_seconds:
            return True
        try:
            await client.noop()
        except (SMTPException, OSError):
            return False
        return True

    async def _connected(self) -> SMTP:
        given = self._settings
        require_secrecy(given.host, given.tls, given.allow_plaintext)
        token = fetch_token(given.oauth) if given.oauth else None
        client = SMTP(
            hostname=given.host,
            port=given.real_port,
            use_tls=given.tls == "implicit",
            # None would mean: if the server says so. Whoever sits in between could say no.
            start_tls=given.tls == "starttls",
            tls_context=None if given.tls == "none" else client_context(given.ca_file),
            timeout=given.read_seconds,
            local_hostname=self._local_hostname,
        )
        try:
            await client.connect(timeout=given.connect_seconds)
            # The library asked for this machine's full name, which may take long: once is enough.
            self._local_hostname = client.local_hostname
            await client.ehlo()
            if token is not None:
                await client.auth_xoauth2(given.user, token)
            elif given.user:
                await client.login(given.user, given.password)
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise Unavailable(self._why_not(error)) from error
        return client

    def _why_not(self, error: Exception) -> str:
        label = self._settings.label
        if isinstance(error, SMTPAuthenticationError):
            what = "the token of oauth" if self._settings.oauth else "user and password"
            said = f"{error.code} {one_line(error.message)}"
            return f"{label} refuses the login of {self._settings.user} ({said}); check {what}"
        if isinstance(error, SMTPResponseException):
            return f"{label} takes no letters now ({error.code} {one_line(error.message)})"
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
        if self._settings.tls == "starttls" and "STARTTLS" in str(error):
            return f'{label} offers no STARTTLS; set tls = "implicit" and its port (465)'
        if "AUTH" in str(error):
            return f"{label} offers no login over this connection; leave user empty or change tls"
        return explain(cause, label)

    async def _quit(self) -> None:
        if self._client is not None and self._client.is_connected:
            await self._client.quit(timeout=5)
        self._drop()
        # The transport closes in the next turns of the loop.
        await asyncio.sleep(0.01)

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _why_broken(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the relay does not answer in time"
    return f"the connection broke ({one_line(error)})"
