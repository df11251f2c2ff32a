"""Who we talk to in secret, and when we may talk in the open."""

import socket
import ssl
from pathlib import Path

from mailbot.errors import Unavailable
from mailbot.settings import is_loopback


def client_context(ca_file: Path | None) -> ssl.SSLContext:
    """A context that checks certificate and host name, with the operator's own CA if there is one.

    Errors: Unavailable where the file cannot be used.
    """
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=str(ca_file))
        except OSError as error:
            raise Unavailable(
                f"ca_file {ca_file} cannot be used ({error.strerror or error}); "
                "it must hold certificates in PEM form"
            ) from error
    return context


def require_secrecy(host: str, tls: str, allow_plaintext: bool) -> None:
    """Nothing for TLS, for this machine itself, and where plain text was asked for by name.

    Errors: Unavailable otherwise: password and mails would cross the network readable.
    """
    if tls == "none" and not allow_plaintext and not is_loopback(host):
        raise Unavailable(
            f'{host}: tls = "none" sends password and mails readable over the network; '
            'set tls = "implicit" or "starttls", or allow_plaintext = true if you must'
        )


def explain(error: BaseException, where: str) -> str:
    """One line for a person: what went wrong with the network at `where`, and what to change."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"{where}: its certificate is not believed ({error.verify_message}); "
            "set ca_file, or write the host as the certificate names it"
        )
    if isinstance(error, ssl.SSLError):
        if error.reason in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST"):
            return f'{where} does not speak TLS; set tls = "starttls" or another port'
        return f"{where}: TLS failed ({error.reason or error})"
    return _explain_plain(error, where)


def _explain_plain(error: BaseException, where: str) -> str:
    if isinstance(error, ConnectionRefusedError):
        return f"{where} refuses the connection; is the server up, are host and port right?"
    if isinstance(error, TimeoutError):
        return f"{where} does not answer in time; are host, port and tls right?"
    if isinstance(error, socket.gaierror):
        return f"{where}: the name of the host is not known; is host right, does DNS work?"
    return f"{where}: {one_line(error)}"


def one_line(error: object, limit: int = 200) -> str:
    """An error or a server's words as one printable line, bounded."""
    args = getattr(error, "args", ())
    words = args[0] if args and isinstance(args[0], bytes) else error
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    # imapclient makes a text of the server's bytes as Python would show them.
    text = text[2:-1] if text.startswith(("b'", 'b"')) else text
    flat = " ".join(text.split())
    shown = "".join(c for c in flat if c.isprintable())[:limit]
    return shown or type(error).__name__
