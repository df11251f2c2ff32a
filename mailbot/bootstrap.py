"""The one file that knows every adapter: settings to a running desk."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from mailbot import resources
from mailbot.config import Config, load_config
from mailbot.domain.rules import Rule
from mailbot.domain.site import Site
from mailbot.errors import Misconfigured, Mistake, Unavailable
from mailbot.office import Office
from mailbot.pipeline import Desk, World
from mailbot.ports import Clock, Hand, Mailbox, Relay, Store, Writer
from mailbot.settings import ImapSettings, MaildirSettings


def load(path: Path) -> tuple[Config, Site]:
    """The settings and the whole site: rules, closed days, languages and secret included.

    Errors: Misconfigured with every mistake of settings and rules.
    """
    config = load_config(path)
    mistakes: list[Mistake] = []
    rules: tuple[Rule, ...] = ()
    try:
        rules = load_rules(config)
    except Misconfigured as error:
        mistakes.extend(error.mistakes)
    folders = template_folders(config)
    languages = _languages(folders)
    if config.site.language not in languages:
        right = f"write one of {', '.join(languages)}, or add templates/{config.site.language}"
        wrong = f'desk.language = "{config.site.language}" has no letters'
        mistakes.append(config.mistake(("desk", "language"), wrong, right))
    try:
        closed = closed_days(config)
    except Misconfigured as error:
        mistakes.extend(error.mistakes)
    if mistakes:
        raise Misconfigured(mistakes)
    site = replace(
        config.site,
        rules=rules,
        languages=languages,
        calendar=replace(config.site.calendar, closed=closed),
        closures=closed,
        secret=_secret(config),
    )
    return config, site


def load_rules(config: Config) -> tuple[Rule, ...]:
    """The routing rules: the site's own folder replaces the shipped one as a whole."""
    from mailbot.adapters.rulebook import read_rules  # noqa: PLC0415 - ruamel is only needed here

    return read_rules(config.rules or resources.rules())


def closed_days(config: Config) -> frozenset[date]:
    """National and local holidays, with the closures of the settings.

    Errors: Misconfigured for a country or a subdivision without holidays.
    """
    from mailbot.adapters.closures import closed_days as holidays  # noqa: PLC0415 - 0.2 s to import

    try:
        return holidays(config.country, config.subdivision, config.site.closures)
    except LookupError as error:
        key = "subdivision" if config.subdivision else "country"
        wrong = f"no holidays are known for {config.country} {config.subdivision}".rstrip()
        right = f"write one of {error}"
        raise Misconfigured([config.mistake(("calendar", key), wrong, right)]) from error


def template_folders(config: Config) -> tuple[Path, ...]:
    """Where letters are looked for, the site's own folder first."""
    shipped = resources.templates()
    return (config.templates, shipped) if config.templates else (shipped,)


def build_writer(config: Config, site: Site) -> Writer:
    """The writer of letters. Errors: Misconfigured with every mistake in a template."""
    from mailbot.adapters.renderer import LetterWriter  # noqa: PLC0415 - jinja2, markdown-it

    return LetterWriter(site, template_folders(config))


def open_store(config: Config, *, read_only: bool = False) -> Store:
    """The store of the settings; a memory store starts with the CSV files named there.

    Errors: Unavailable; Misconfigured for a CSV file.
    """
    from mailbot.adapters.store import STORES  # noqa: PLC0415 - tinydb

    store = STORES[config.store.kind](config.store.path, read_only=read_only)
    if config.store.partners or config.store.sales:
        from mailbot.adapters import registry_csv  # noqa: PLC0415

        if config.store.partners:
            store.import_partners(registry_csv.read_partners(config.store.partners))
        if config.store.sales:
            known = frozenset(p.id for p in store.partners())
            families = registry_csv.known_families(config.site)
            store.import_sales(registry_csv.read_sales(config.store.sales, known, families))
    return store


@contextlib.contextmanager
def hold_store(config: Config) -> Iterator[None]:
    """Keep every other writer away from the store while this lasts; nothing for a memory store.

    Errors: Unavailable, naming who holds it.
    """
    if config.store.kind == "memory":
        yield
        return
    from mailbot.adapters.clock import SystemClock  # noqa: PLC0415
    from mailbot.adapters.lock import StoreLock  # noqa: PLC0415

    lock = StoreLock(config.store.path, SystemClock().now())
    try:
        yield
    finally:
        lock.close()


def build_mailboxes(
    config: Config, clock: Clock | None = None, store: Store | None = None
) -> tuple[Mailbox, ...]:
    """The mailboxes of the settings, not yet connected. `store` remembers their marks."""
    return tuple(_mailbox(settings, clock, store) for settings in config.mailboxes)


def _mailbox(
    settings: ImapSettings | MaildirSettings, clock: Clock | None, store: Store | None
) -> Mailbox:
    if isinstance(settings, MaildirSettings):
        from mailbot.adapters.maildir import Maildir  # noqa: PLC0415

        return Maildir(settings)
    from mailbot.adapters.clock import SystemClock  # noqa: PLC0415
    from mailbot.adapters.imap import ImapMailbox  # noqa: PLC0415

    return ImapMailbox(settings, clock or SystemClock(), store)


def build_hand(config: Config) -> Hand | None:
    """The note beside the store of which mail is in hand; None for a memory store."""
    if config.store.kind == "memory":
        return None
    from mailbot.adapters.hand import HandFile  # noqa: PLC0415

    path = config.store.path.with_name(config.store.path.name + ".hand")
    return HandFile(path, hang_seconds=max(120.0, 10 * config.site.limits.seconds))


def build_relay(config: Config) -> Relay:
    """The way out. Errors: Misconfigured without an `[smtp]` table."""
    if config.smtp is None:
        right = "add [smtp] with the host of your relay"
        raise Misconfigured([Mistake(str(config.path), 1, "[smtp] is missing", right)])
    from mailbot.adapters.smtp import SmtpRelay  # noqa: PLC0415 - asyncio

    return SmtpRelay(config.smtp)


def build_desk(
    config: Config,
    site: Site,
    *,
    rehearsal: bool = False,
    offline: bool = False,
    clock: Clock | None = None,
) -> Desk:
    """The whole desk. Offline it has no mailbox and no relay; a rehearsal can keep nothing."""
    from mailbot.adapters.clock import SystemClock  # noqa: PLC0415
    from mailbot.adapters.reader import MailReader  # noqa: PLC0415 - mail-parser, lxml
    from mailbot.adapters.time_limit import time_limit  # noqa: PLC0415

    clock = clock or SystemClock()
    store = open_store(config, read_only=rehearsal)
    world = World(
        store=store,
        reader=MailReader(site.limits, site.address),
        clock=clock,
        mailboxes=() if rehearsal or offline else build_mailboxes(config, clock, store),
        relay=None if rehearsal or offline else build_relay(config),
        limit=time_limit,
    )
    return Desk(world, Office(site, store, build_writer(config, site)))


def _languages(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The languages with letters: a folder each."""
    names = {p.name for folder in folders if folder.is_dir() for p in folder.iterdir()}
    return tuple(sorted(n for n in names if len(n) == 2 and n.islower()))


def _secret(config: Config) -> bytes:
    """The key of the tokens; made at the first start, readable by the desk's own user only."""
    path = config.secret_file
    if config.store.kind == "memory" and not path.exists():
        return secrets.token_bytes(32)
    try:
        if not path.exists():
            _make_secret(path)
        secret = path.read_text(encoding="ascii").strip().encode()
    except (OSError, UnicodeError) as error:
        raise Unavailable(f"{path}: the desk's key cannot be read or made ({error})") from error
    if len(secret) < 32:
        wrong, right = "the desk's key is too short", "remove the file: a new one is made"
        raise Misconfigured([Mistake(str(path), 1, wrong, right)])
    return secret


def _make_secret(path: Path) -> None:
    """Write a new key whole or not at all: an empty one would lock the desk out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name) as new:  # mode 0600
        new.write(secrets.token_hex(32).encode() + b"\n")
        new.flush()
        os.fsync(new.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first
            path.hardlink_to(new.name)
