"""The desk of the demo: its folder, its post office, its daemon."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mailbot import bootstrap
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.registry_csv import read_partners, read_sales
from mailbot.config import Config
from mailbot.daemon import Daemon
from mailbot.demo.accounts import Passage
from mailbot.demo.catalogue import DESK, settings, write_registry
from mailbot.demo.postoffice import PASSWORD, Ports, PostOffice
from mailbot.domain.site import Site
from mailbot.errors import Unavailable
from mailbot.ports import Store


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands when the curtain opens. `store` is for reading, in the caller's thread."""

    folder: Path
    site: Site
    store: Store
    ports: Ports
    clock: SystemClock


class DaemonThread:
    """The real daemon, in a thread of this process."""

    def __init__(self, config: Config, site: Site) -> None:
        self._config, self._site = config, site
        self._daemon: Daemon | None = None
        self._ready = threading.Event()
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="daemon", daemon=True)

    def start(self) -> None:
        """Start it. Errors: Unavailable if it cannot."""
        self._thread.start()
        self._ready.wait(30)
        if self._failure is not None:
            raise Unavailable(f"the daemon cannot start: {self._failure}") from self._failure

    def stop(self) -> None:
        """Let it finish the mail in hand and wait for it."""
        if self._daemon is not None:
            self._daemon.stop()
        self._thread.join(10)

    def _run(self) -> None:
        try:
            desk = bootstrap.build_desk(self._config, self._site)
            self._daemon = Daemon(desk, self._config.daemon)
        except Exception as error:  # handed over to the thread that started this one
            self._failure = error
            return
        finally:
            self._ready.set()
        self._daemon.run()


@contextmanager
def set_stage(seen: Callable[[Passage], None], ports: Ports) -> Iterator[Stage]:
    """A desk at work on a mail server of its own, in a temporary folder that is removed at the end.

    Errors: Unavailable if a port is taken.
    """
    clock = SystemClock()
    with (
        tempfile.TemporaryDirectory(prefix="mailbot-demo-") as name,
        PostOffice(DESK, clock.now, seen, ports) as office,
    ):
        folder = Path(name)
        path = folder / "mailbot.toml"
        path.write_text(settings(office.ports.imap, office.ports.smtp, PASSWORD), encoding="utf-8")
        config, site = bootstrap.load(path)
        store = bootstrap.open_store(config)
        partners, sales = write_registry(folder, site.calendar.local_day(clock.now()))
        store.import_partners(read_partners(partners))
        store.import_sales(read_sales(sales))
        daemon = DaemonThread(config, site)
        daemon.start()
        try:
            yield Stage(folder, site, store, office.ports, clock)
        finally:
            daemon.stop()
            store.close()
