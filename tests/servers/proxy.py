"""A wire between a client and a real server that breaks where a test says."""

import contextlib
import re
import socket
import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Cut:
    """Break when the client's text matches `pattern` for the `nth` time.

    `how`: `before` (the server never hears it), `after` (the server does it, the client never
    hears the answer), `stall` (nothing moves any more, the connection stays open).
    """

    pattern: bytes
    how: str
    times: int = 1  # so many connections are broken, later ones pass
    nth: int = 1
    seen: int = 0
    broken: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hits(self, chunk: bytes) -> bool:
        with self.lock:
            if self.broken >= self.times or not re.search(self.pattern, chunk, re.IGNORECASE):
                return False
            self.seen += 1
            if self.seen < self.nth:
                return False
            self.seen = 0
            self.broken += 1
            return True


class Proxy:
    """Passes everything on to `target`, but for the cut."""

    def __init__(self, target: tuple[str, int], cut: Cut | None = None, port: int = 0) -> None:
        self.target, self.cut = target, cut
        self._listener = socket.create_server(("127.0.0.1", port))
        self.host, self.port = self._listener.getsockname()
        self._open: set[socket.socket] = set()
        self._stalled = threading.Event()
        self._threads: list[threading.Thread] = []
        self.connections = 0

    def __enter__(self) -> "Proxy":
        self._spawn(self._accept)
        return self

    def __exit__(self, *error: object) -> None:
        self._stalled.set()
        self._shut(self._listener)
        for end in list(self._open):
            self._shut(end)
        for thread in self._threads:
            thread.join(5)

    def break_all(self) -> None:
        """Cut every open connection now."""
        for end in list(self._open):
            self._shut(end)

    def _spawn(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            try:
                server = socket.create_connection(self.target, timeout=10)
            except OSError:
                self._shut(client)
                continue
            server.settimeout(None)
            self._open |= {client, server}
            self._spawn(self._answers, server, client)
            self._spawn(self._commands, client, server)

    def _commands(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while chunk := client.recv(65536):
                if self.cut is not None and self.cut.hits(chunk):
                    if self.cut.how == "stall":
                        self._stalled.wait(30)
                        break
                    if self.cut.how == "after":
                        self._drop_answers(client)
                        server.sendall(chunk)
                        # The server is given time to do what it will never be thanked for.
                        threading.Event().wait(0.15)
                    break
                server.sendall(chunk)
        except OSError:
            pass
        self._shut(client)
        self._shut(server)

    def _drop_answers(self, client: socket.socket) -> None:
        self._shut(client)

    def _answers(self, server: socket.socket, client: socket.socket) -> None:
        try:
            while chunk := server.recv(65536):
                client.sendall(chunk)
        except OSError:
            pass
        if not self._stalled.is_set() and (self.cut is None or self.cut.how != "after"):
            self._shut(client)
        self._shut(server)

    def _shut(self, end: socket.socket) -> None:
        self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
