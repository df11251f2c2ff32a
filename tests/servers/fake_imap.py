"""A small IMAP server in memory that lacks what a test wants it to lack, and breaks when told.

It knows just what a mailbox needs; it is no Dovecot, but Dovecot cannot change its UIDVALIDITY,
refuse keywords or say goodbye in the middle of a FETCH when a test asks for it.
"""

import re
import socketserver
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CAPABILITIES = ("IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "AUTH=PLAIN")


@dataclass(slots=True)
class Message:
    """One mail of the server."""

    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)


class FakeImap(socketserver.ThreadingTCPServer):
    """`faults` maps a command (`UID FETCH`) to what happens at it; see `Connection.obey`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *mails: bytes, capabilities: tuple[str, ...] = CAPABILITIES) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.host, self.port = self.server_address[0], self.server_address[1]
        self.capabilities = capabilities
        self.permanent_flags = r"\Answered \Flagged \Deleted \Seen \Draft \*"
        self.validity = 7
        self.folders: dict[str, list[Message]] = {"INBOX": []}
        self.separator = "/"
        self.prefix = ""
        self.greeting = "* OK ready"
        self.faults: dict[str, str] = {}
        self.idle_says: list[bytes] = []
        self.commands: list[str] = []
        self.next_uid = 1
        self.lock = threading.RLock()
        for mail in mails:
            self.add(mail)

    def add(self, raw: bytes) -> int:
        with self.lock:
            self.folders["INBOX"].append(Message(self.next_uid, raw))
            self.next_uid += 1
            return self.next_uid - 1

    def renumber(self) -> None:
        """A new UIDVALIDITY: every mail has another number."""
        with self.lock:
            self.validity += 1
            self.next_uid = 1
            for message in self.folders["INBOX"]:
                message.uid = self.next_uid
                self.next_uid += 1

    def given(self, word: str) -> int:
        """How often a command was given."""
        return sum(1 for command in self.commands if command.startswith(word))

    def __enter__(self) -> "FakeImap":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()


class HangUp(Exception):
    """The connection ends here."""


class Connection(socketserver.StreamRequestHandler):
    """One client."""

    server: FakeImap
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.folder = "INBOX"
        try:
            self.say(self.server.greeting)
            while line := self.rfile.readline(65536):
                self.obey(line.decode("utf-8", "replace").rstrip("\r\n"))
        except (HangUp, OSError):
            pass

    def say(self, line: str | bytes) -> None:
        data = line.encode() if isinstance(line, str) else line
        self.wfile.write(data + b"\r\n")

    def obey(self, line: str) -> None:
        tag, _, rest = line.partition(" ")
        word, _, arguments = rest.partition(" ")
        if word.upper() == "UID":
            second, _, arguments = arguments.partition(" ")
            word = f"UID {second}"
        word = word.upper()
        self.server.commands.append(f"{word} {arguments}")
        if self._fault(tag, word, arguments):
            return
        answer = self._commands()[word](tag, arguments)
        self.say(f"{tag} {answer or f'OK {word} done'}")

    def _fault(self, tag: str, word: str, arguments: str) -> bool:
        """Break if a test says so at this command; True if the command was answered with no."""
        key = next((k for k in self.server.faults if self._matches(k, word, arguments)), "")
        fault = self.server.faults.get(key, "")
        if fault == "cut once":
            del self.server.faults[key]
        if fault == "bye":
            self.say("* BYE going down for maintenance")
        if fault == "stall":
            time.sleep(0.5)
        if fault in ("cut", "cut once", "bye", "stall"):
            raise HangUp
        if fault:
            self.say(f"{tag} NO {'[UNAVAILABLE] later' if fault == 'busy' else 'not today'}")
        return bool(fault)

    def _matches(self, key: str, word: str, arguments: str) -> bool:
        """`UID FETCH` for each, `UID FETCH 2` for those whose text names mail 2."""
        if key == word:
            return True
        start, _, uid = key.rpartition(" ")
        uids, _, items = arguments.partition(" ")
        return start == word and "BODY" in items and uid in uids.split(",")

    def _commands(self) -> dict[str, Callable[[str, str], str | None]]:
        return {
            "CAPABILITY": self.do_capability,
            "LOGIN": self.do_nothing,
            "LOGOUT": self.do_logout,
            "NOOP": self.do_nothing,
            "SELECT": self.do_select,
            "EXAMINE": self.do_select,
            "LIST": self.do_list,
            "CREATE": self.do_create,
            "SUBSCRIBE": self.do_nothing,
            "NAMESPACE": self.do_namespace,
            "IDLE": self.do_idle,
            "UID SEARCH": self.do_search,
            "UID FETCH": self.do_fetch,
            "UID STORE": self.do_store,
            "UID COPY": self.do_copy,
            "UID MOVE": self.do_move,
            "UID EXPUNGE": self.do_expunge,
        }

    def do_nothing(self, tag: str, arguments: str) -> None:
        """All is well."""

    def do_capability(self, tag: str, arguments: str) -> None:
        self.say("* CAPABILITY " + " ".join(self.server.capabilities))

    def do_logout(self, tag: str, arguments: str) -> None:
        self.say("* BYE see you")
        self.say(f"{tag} OK bye")
        raise HangUp

    def do_select(self, tag: str, arguments: str) -> None:
        mails = self.server.folders["INBOX"]
        self.say(r"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)")
        self.say(f"* OK [PERMANENTFLAGS ({self.server.permanent_flags})] limited")
        self.say(f"* {len(mails)} EXISTS")
        self.say("* 0 RECENT")
        self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")

    def do_list(self, tag: str, arguments: str) -> None:
        wanted = _unquoted(arguments)[-1]
        if not wanted:
            self.say(rf'* LIST (\Noselect) "{self.server.separator}" ""')
        elif wanted in self.server.folders:
            self.say(f'* LIST () "{self.server.separator}" "{wanted}"')

    def do_create(self, tag: str, arguments: str) -> None:
        self.server.folders.setdefault(_unquoted(arguments)[0], [])

    def do_namespace(self, tag: str, arguments: str) -> None:
        self.say(f'* NAMESPACE (("{self.server.prefix}" "{self.server.separator}")) NIL NIL')

    def do_idle(self, tag: str, arguments: str) -> None:
        said, self.server.idle_says = self.server.idle_says, []
        self.wfile.write(b"+ idling\r\n" + b"".join(said[:1]))
        for piece in said[1:]:
            time.sleep(0.1)
            self.wfile.write(piece)
        before = len(self.server.folders["INBOX"])
        self.connection.settimeout(0.02)
        while True:
            try:
                if not self.connection.recv(100):
                    raise HangUp
                break
            except TimeoutError:
                now = len(self.server.folders["INBOX"])
                if now > before:
                    self.say(f"* {now} EXISTS")
                before = now
        self.connection.settimeout(None)

    def do_search(self, tag: str, arguments: str) -> None:
        hidden = set(re.findall(r"UNKEYWORD (\S+)", arguments)) | {r"\Deleted"}
        mails = self.server.folders["INBOX"]
        found = [str(m.uid) for m in mails if not m.flags & hidden]
        self.say("* SEARCH " + " ".join(found) if found else "* SEARCH")

    def do_fetch(self, tag: str, arguments: str) -> None:
        uids, _, items = arguments.partition(" ")
        for number, message in enumerate(self._named(uids), 1):
            parts = [f"UID {message.uid}".encode()]
            if "RFC822.SIZE" in items:
                parts.append(f"RFC822.SIZE {len(message.raw)}".encode())
            if "INTERNALDATE" in items:
                parts.append(b'INTERNALDATE "20-Nov-2026 10:00:00 +0100"')
            if match := re.search(r"BODY.PEEK\[\](<0\.(\d+)>)?", items):
                raw = message.raw[: int(match[2])] if match[2] else message.raw
                name = b"BODY[]<0>" if match[2] else b"BODY[]"
                parts.append(name + b" {%d}\r\n" % len(raw) + raw)
                if self.server.faults.get("middle of fetch"):
                    self.wfile.write(b"* %d FETCH (" % number + b" ".join(parts)[:-5])
                    raise HangUp
            self.say(b"* %d FETCH (" % number + b" ".join(parts) + b")")

    def do_store(self, tag: str, arguments: str) -> None:
        uids, _, rest = arguments.partition(" ")
        for message in self._named(uids):
            message.flags |= set(re.search(r"\((.*)\)", rest)[1].split())  # type: ignore[index]

    def do_copy(self, tag: str, arguments: str) -> str | None:
        uids, _, folder = arguments.partition(" ")
        name = _unquoted(folder)[0]
        if name not in self.server.folders:
            return "NO [TRYCREATE] no such folder"
        copies = [Message(m.uid, m.raw) for m in self._named(uids)]
        self.server.folders[name] += copies
        return None

    def do_move(self, tag: str, arguments: str) -> str | None:
        refused = self.do_copy(tag, arguments)
        if refused:
            return refused
        gone = self._named(arguments.partition(" ")[0])
        inbox = self.server.folders["INBOX"]
        self.server.folders["INBOX"] = [m for m in inbox if m not in gone]
        return None

    def do_expunge(self, tag: str, arguments: str) -> None:
        named = self._named(arguments)
        inbox = self.server.folders["INBOX"]
        kept = [m for m in inbox if m not in named or r"\Deleted" not in m.flags]
        self.server.folders["INBOX"] = kept

    def _named(self, uids: str) -> list[Message]:
        wanted = {int(u) for u in uids.split(",") if u.isdigit()}
        with self.server.lock:
            return [m for m in self.server.folders["INBOX"] if m.uid in wanted]


def _unquoted(text: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|([^\s"]+)', text)] or [""]
