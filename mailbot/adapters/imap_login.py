"""A logged-in IMAP connection, or one clear line that says why there is none."""

import contextlib
import socket
from collections.abc import Iterator

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError

from mailbot.adapters.tls import client_context, explain, one_line, require_secrecy
from mailbot.adapters.tokens import fetch_token
from mailbot.errors import Unavailable
from mailbot.settings import ImapSettings

# RFC 5530: the server is not able to look at the password now; the password may be right.
_NOT_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")


def where(settings: ImapSettings) -> str:
    """The server as log lines name it."""
    return f"{settings.host}:{settings.real_port}"


def log_in(settings: ImapSettings) -> IMAPClient:
    """A connection that is logged in, with a time limit on every later step.

    Errors: Unavailable, in one line that names the server and the setting to look at. The
    connection is closed then.
    """
    require_secrecy(settings.host, settings.tls, settings.allow_plaintext)
    client = _connect(settings)
    try:
        if settings.tls == "starttls":
            _start_tls(client, settings)
        _authenticate(client, settings)
        # Dates as the server says them; the default makes them naive local times.
        client.normalise_times = False
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Let go of the connection without a word. Never raises: a failed STARTTLS leaves no socket."""
    with contextlib.suppress(OSError):
        client.shutdown()


def _connect(settings: ImapSettings) -> IMAPClient:
    context = None if settings.tls == "none" else client_context(settings.ca_file)
    with network_errors(settings):
        client = IMAPClient(
            settings.host,
            port=settings.real_port,
            ssl=settings.tls == "implicit",
            ssl_context=context,
            timeout=SocketTimeout(connect=settings.connect_seconds, read=settings.read_seconds),
        )
        # Without it a command in two pieces waits 40 ms for the other side's delayed ACK.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def _start_tls(client: IMAPClient, settings: ImapSettings) -> None:
    try:
        with network_errors(settings):
            client.starttls(client_context(settings.ca_file))
    except CapabilityError as error:
        raise Unavailable(
            f'{where(settings)} offers no STARTTLS; set tls = "implicit" and its port (993)'
        ) from error


def _authenticate(client: IMAPClient, settings: ImapSettings) -> None:
    try:
        with network_errors(settings):
            _give_credentials(client, settings)
    except LoginError as error:
        said = one_line(error)
        if any(code in said for code in _NOT_NOW):
            raise Unavailable(f"{where(settings)} cannot log anyone in now ({said})") from error
        what = "the token of oauth" if settings.oauth else "user and password"
        raise Unavailable(
            f"{where(settings)} refuses the login of {settings.user} ({said}); check {what}"
        ) from error


def _give_credentials(client: IMAPClient, settings: ImapSettings) -> None:
    if settings.oauth is not None:
        token = fetch_token(settings.oauth)
        if settings.oauth.mechanism == "oauthbearer":
            client.oauthbearer_login(settings.user, token)
        else:
            client.oauth2_login(settings.user, token)
        return
    if (settings.user + settings.password).isascii():
        client.login(settings.user, settings.password)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(settings.user, settings.password)
    else:
        # LOGIN takes ASCII alone (RFC 3501 section 4.3).
        raise Unavailable(
            f"{where(settings)} takes no password with letters beyond ASCII (no AUTH=PLAIN); "
            "choose another password"
        )


@contextlib.contextmanager
def network_errors(settings: ImapSettings) -> Iterator[None]:
    """Errors of library and network as Unavailable, in one line.

    A clean refusal (NO, BAD, a lacking capability) passes as it is: the connection is still good
    and the caller knows what it means.
    """
    try:
        yield
    except IMAPClient.AbortError as error:
        raise Unavailable(f"{where(settings)} broke the connection ({one_line(error)})") from error
    except IMAPClientError:
        raise
    except OSError as error:
        raise Unavailable(explain(error, where(settings))) from error
