"""A desk's eyes alone: files of mail in, what was understood out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mailbot.adapters.reader import MailReader
from mailbot.adapters.registry_csv import read_partners, read_sales
from mailbot.adapters.store import STORES
from mailbot.config import load_config
from mailbot.domain.intent import Found, Intent
from mailbot.domain.keys import named_keys
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.report import intent_report
from mailbot.domain.understand import understand

TODAY = datetime.fromisoformat("2026-11-20T12:00:00+01:00")


class Eyes:
    """Reads mails with the registry and partners of a settings file."""

    def __init__(self, config: Path, sales: Path, partners: Path) -> None:
        self.site = replace(load_config(config).site, secret=b"k" * 32)
        self._store = STORES["memory"](Path(":memory:"))
        self._store.import_partners(list(read_partners(partners)))
        self._store.import_sales(list(read_sales(sales)))
        self._reader = MailReader(self.site.limits, self.site.address)

    def see(self, path: Path) -> tuple[Mail, Found, Intent]:
        """One mail, the facts that were looked up for it, and what it means."""
        mail = self._reader.read(RawMail(path.name, path.read_bytes(), TODAY))
        found = self._store.look_up(named_keys(mail, self.site))
        return mail, found, understand(mail, found, self.site)

    def report(self, paths: Iterable[Path]) -> Iterator[dict[str, object]]:
        """One plain object a mail, as `mailbot try --json` prints it, without rule and letters."""
        for path in paths:
            mail, found, intent = self.see(path)
            yield {"file": path.name, **intent_report(mail, intent, found, self.site)}

    def close(self) -> None:
        """End the helper process that opens attachments."""
        self._reader.close()
        self._store.close()
