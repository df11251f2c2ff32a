"""Fixtures of the servers: one Dovecot for the whole run, a user of it for each test."""

import http.server
import json
import os
import threading
import urllib.parse
import warnings
from collections.abc import Iterator

import pytest

from tests.servers import dovecot as dovecot_server
from tests.servers.dovecot import Dovecot, User
from tests.servers.sink import SmtpSink

GOOD_TOKEN = "ya29.good"


class _Tokens(http.server.BaseHTTPRequestHandler):
    """Tells Dovecot whose a token is: `ya29.good.NAME` is NAME's."""

    def do_GET(self) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        token = query.get("access_token", [""])[0]
        good = token.startswith(GOOD_TOKEN + ".")
        name = token.removeprefix(GOOD_TOKEN + ".")
        body = json.dumps({"email": name, "expires_in": 3600} if good else {"error": "no"})
        self.send_response(200 if good else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A running Dovecot, or a loud skip (a failure with MAILBOT_REQUIRE_SERVERS=1)."""
    reason = dovecot_server.why_not()
    if reason:
        if os.environ.get("MAILBOT_REQUIRE_SERVERS") == "1":
            pytest.fail(f"MAILBOT_REQUIRE_SERVERS=1, but: {reason}")
        warnings.warn(pytest.PytestWarning(f"NO REAL MAIL SERVER: {reason}"), stacklevel=1)
        pytest.skip(reason)
    tokens = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Tokens)
    thread = threading.Thread(target=tokens.serve_forever, daemon=True)
    thread.start()
    server = dovecot_server.start(tokens.server_address[1])
    yield server
    server.stop()
    tokens.shutdown()
    tokens.server_close()
    thread.join()


@pytest.fixture
def mailbox_user(dovecot: Dovecot) -> User:
    """A fresh mailbox on the real server."""
    return dovecot.new_user()


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """An SMTP server that takes every letter and keeps it."""
    with SmtpSink() as running:
        yield running
