"""A whole desk as a real process: Dovecot in front, an SMTP sink behind, a store on the disk."""

import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from mailbot import bootstrap
from mailbot.adapters import registry_csv
from tests.servers.dovecot import User
from tests.servers.sink import SmtpSink, Taken

_CONFIG = """\
[desk]
name = "Desk"
address = "rma@desk.example"
language = "it"

[contacts]
company = "VoiSmart S.r.l."
sales_name = "Elena Marchetti"
sales_address = "vendite@desk.example"
info_address = "info@desk.example"
warehouse = ["VoiSmart S.r.l.", "Via dei Collaudi 7", "20099 Sesto San Giovanni (MI)"]

[store]
path = "desk.db"

[[mailbox]]
kind = "imap"
name = "rma"
host = "{imap_host}"
port = {imap_port}
tls = "none"
user = "{user}"
password_file = "imap.password"
connect_seconds = 2
read_seconds = {read_seconds}
idle = {idle}

[smtp]
host = "{smtp_host}"
port = {smtp_port}
tls = "none"
connect_seconds = 2
read_seconds = {read_seconds}
data_seconds = {read_seconds}

[daemon]
poll_seconds = 1
outbox_seconds = 1

[daemon.reconnect]
first = 0.2
longest = 1.0

[roles]
support = ["supporto@desk.example"]
lab = ["lab@desk.example"]
warehouse = ["magazzino@desk.example"]
sales = ["vendite@desk.example"]
manager = ["direzione@desk.example"]

[[staff]]
id = "luca.conti"
name = "Luca Conti"
addresses = ["luca.conti@desk.example"]
roles = ["support"]
"""

_PARTNER = "rossi-telecom.example"


@dataclass(frozen=True, slots=True)
class Case:
    """One mail of a partner: a writer of its own and a unit of its own."""

    number: int

    @property
    def writer(self) -> str:
        return f"tecnico{self.number}@{_PARTNER}"

    @property
    def serial(self) -> str:
        return f"VSP12254{self.number:05}Q"

    @property
    def message_id(self) -> str:
        return f"<case{self.number}@{_PARTNER}>"

    @property
    def raw(self) -> bytes:
        return (
            f"From: Tecnico {self.number} <{self.writer}>\r\n"
            "To: rma@desk.example\r\n"
            f"Subject: Guasto centralino {self.serial}\r\n"
            f"Message-ID: {self.message_id}\r\n"
            "Date: Fri, 20 Nov 2026 10:00:00 +0100\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            "Buongiorno,\r\nvi chiedo l'apertura di un RMA per il centralino IP PBX 12,\r\n"
            f"S/N: {self.serial}\r\n"
            "Difetto: non si accende più, alimentatore già provato con un altro apparato.\r\n\r\n"
            "Cordiali saluti\r\n"
        ).encode()


@dataclass
class Rig:
    """The desk and its surroundings. `imap` and `smtp` are where it finds its servers."""

    directory: Path
    user: User
    imap: tuple[str, int]
    smtp: tuple[str, int]
    idle: bool = True
    read_seconds: float = 5.0
    cases: int = 300
    pid: int = 0
    nursery: "subprocess.Popen[str] | None" = None
    sinks: list[SmtpSink] = field(default_factory=list)

    @property
    def config(self) -> Path:
        return self.directory / "mailbot.toml"

    @property
    def log(self) -> str:
        return (self.directory / "log").read_text(encoding="utf-8")

    def prepare(self) -> None:
        """Write the settings, fill registry and directory."""
        self.configure()
        sales = ["serial,mac,product_code,product_name,family,channel,sold_to,delivery_date,"]
        sales[0] += "license_date,delivery_note,hardware_replacement_service"
        for number in range(self.cases):
            unit = f"{Case(number).serial},,VSP12,IP PBX 12,pbx,direct,rossi,2026-01-12"
            sales.append(f"{unit},2026-02-03,118/26,no")
        partners = "id,name,role,domains,emails,language,sales_rep,distributor_id\n"
        partners += f"rossi,Rossi Telecom S.r.l.,quality_partner,{_PARTNER},,it,luca.conti,\n"
        (self.directory / "sales.csv").write_text("\n".join(sales) + "\n")
        (self.directory / "partners.csv").write_text(partners)
        store = bootstrap.open_store(bootstrap.load(self.config)[0])
        store.import_partners(registry_csv.read_partners(self.directory / "partners.csv"))
        store.import_sales(registry_csv.read_sales(self.directory / "sales.csv"))
        store.close()

    def configure(self, password: str = "") -> None:
        (self.directory / "imap.password").write_text(password or self.user.password)
        self.config.write_text(
            _CONFIG.format(
                imap_host=self.imap[0],
                imap_port=self.imap[1],
                user=self.user.name,
                smtp_host=self.smtp[0],
                smtp_port=self.smtp[1],
                idle=str(self.idle).lower(),
                read_seconds=self.read_seconds,
            )
        )

    def start(self, step: str = "", count: int = 1) -> None:
        """A new daemon; with `step` it is to die there."""
        if self.nursery is None:
            with (self.directory / "log").open("ab") as log:
                self.nursery = subprocess.Popen(
                    [sys.executable, "-m", "tests.faults.nursery", str(self.config)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        self.pid = int(self._ask(f"start {step} {count}" if step else "start"))

    def _ask(self, line: str) -> str:
        assert self.nursery is not None
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(line + "\n")
        self.nursery.stdin.flush()
        answer = self.nursery.stdout.readline()
        assert answer, f"no daemon can be started: {self.log[-2000:]}"
        return answer

    def died(self) -> int:
        """Wait for the end of the daemon: its exit status, negative for a signal."""
        pid, self.pid = self.pid, 0
        return int(self._ask(f"wait {pid}"))

    def kill(self) -> None:
        import os

        os.kill(self.pid, signal.SIGKILL)
        assert self.died() == -signal.SIGKILL

    def stop(self) -> int:
        import os

        os.kill(self.pid, signal.SIGTERM)
        return self.died()

    def close(self) -> None:
        if self.pid:
            self.kill()
        if self.nursery is not None:
            assert self.nursery.stdin is not None
            assert self.nursery.stdout is not None
            self.nursery.stdin.close()
            self.nursery.stdout.close()
            self.nursery.wait()

    def delivers(self, *cases: Case) -> None:
        self.user.receives(*(case.raw for case in cases))

    def tickets(self) -> Counter[str]:
        """How many tickets there are for each mail's Message-ID, asked as a person would."""
        shown = subprocess.run(
            [sys.executable, "-m", "mailbot", "tickets", "list", "--json", "--config", self.config],
            capture_output=True,
            text=True,
            check=True,
        )
        tickets: list[dict[str, Any]] = json.loads(shown.stdout)
        return Counter(mail for ticket in tickets for mail in mails_of(ticket))

    def waits_for(self, reached: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if reached():
                return True
            time.sleep(0.05)
        return reached()


def mails_of(ticket: dict[str, Any]) -> Iterator[str]:
    """The Message-IDs of the partners' mails of a ticket."""
    yield from re.findall(r"<case\d+@[^>]+>", json.dumps(ticket))


def acknowledged(taken: list[Taken]) -> dict[str, list[str]]:
    """Writer to the Message-IDs of the letters that reached him, in the order they came."""
    found: dict[str, list[str]] = {}
    for letter in taken:
        (recipient,) = letter.recipients
        if recipient.endswith(_PARTNER):
            found.setdefault(recipient, []).append(
                str(message_from_bytes(letter.raw)["Message-ID"])
            )
    return found
