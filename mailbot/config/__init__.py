"""mailbot.toml to frozen settings; every mistake at once, with its file and line."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from mailbot.config.lines import KeyPath, key_lines, line_of
from mailbot.config.tables import ConfigTable, ImapTable, SmtpTable
from mailbot.config.values import built
from mailbot.domain.calendar import WorkCalendar
from mailbot.domain.site import (
    Contacts,
    DigestTimes,
    Limits,
    SerialFormat,
    Site,
    StaffMember,
    Targets,
    Terms,
    WarrantyTerms,
)
from mailbot.errors import Misconfigured, Mistake
from mailbot.settings import DaemonSettings, ImapSettings, MaildirSettings, OAuth, SmtpSettings

# pydantic's kinds of mistake in words: what is wrong, what would be right.
_FIXED = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not a setting", "see config.example.toml for the keys of this table"),
    "union_tag_not_found": ("has no kind", 'say kind = "imap" or kind = "maildir"'),
}

# What stands below these keys is never printed.
_SECRETS = frozenset({"password", "oauth"})


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where everything is kept. `sales` and `partners` are what a `memory` store starts with."""

    kind: str
    path: Path
    sales: Path | None = None
    partners: Path | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """A checked mailbot.toml. `site` has no rules, closures or secret yet: `bootstrap` adds
    them."""

    path: Path
    site: Site
    store: StoreSettings
    mailboxes: tuple[ImapSettings | MaildirSettings, ...]
    smtp: SmtpSettings | None
    daemon: DaemonSettings
    templates: Path | None
    rules: Path | None
    secret_file: Path
    country: str
    subdivision: str
    lines: Mapping[KeyPath, int]

    def mistake(self, key: KeyPath, wrong: str, right: str) -> Mistake:
        """A mistake in the value of this key, at its line."""
        return Mistake(str(self.path), line_of(self.lines, key), wrong, right)


def load_config(path: Path) -> Config:
    """The settings of a file. Paths in it are relative to its folder.

    Errors: Misconfigured with every mistake, each with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        right = "make one with `mailbot example > mailbot.toml`, or name it with --config"
        raise _single(path, 1, f"cannot be read ({error.strerror})", right) from error
    except UnicodeDecodeError as error:
        line = text_line(error)
        raise _single(path, line, "is not UTF-8 text", "save it as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        wrong, line = _syntax(str(error))
        raise _single(path, line, wrong, "see https://toml.io for the form") from error
    lines = key_lines(text)
    try:
        table = ConfigTable.model_validate(data)
    except ValidationError as error:
        found = [_mistake(path, lines, dict(e)) for e in error.errors()]
        raise Misconfigured(sorted(found, key=lambda m: m.line)) from None
    mistakes = [Mistake(str(path), line_of(lines, at), w, r) for at, w, r in _sense(table)]
    if mistakes:
        raise Misconfigured(mistakes)
    return _config(path, table, lines)


def text_line(error: UnicodeDecodeError) -> int:
    """The line of the first byte that is not text."""
    return bytes(error.object[: error.start]).count(b"\n") + 1


def _config(path: Path, table: ConfigTable, lines: Mapping[KeyPath, int]) -> Config:
    base = path.resolve().parent
    desk, store = table.desk, table.store
    return Config(
        path=path,
        site=_site(table),
        store=StoreSettings(
            store.kind,
            base / store.path,
            store.sales and base / store.sales,
            store.partners and base / store.partners,
        ),
        mailboxes=tuple(_mailbox(base, m, table) for m in table.mailbox),
        smtp=_smtp(base, table.smtp) if table.smtp else None,
        daemon=built(DaemonSettings, table.daemon),
        templates=desk.templates and base / desk.templates,
        rules=desk.rules and base / desk.rules,
        secret_file=base / (desk.secret_file or store.path.parent / "secret.key"),
        country=table.calendar.country,
        subdivision=table.calendar.subdivision,
        lines=lines,
    )


def _site(table: ConfigTable) -> Site:
    desk = table.desk
    zone = ZoneInfo(desk.time_zone)
    return Site(
        name=desk.name,
        address=desk.address,
        aliases=desk.aliases,
        trusted_server=desk.trusted_server.lower(),
        secret=b"",
        zone=zone,
        language=desk.language,
        languages=(),
        number_prefix=desk.number_prefix,
        number_digits=desk.number_digits,
        plus_addressing=desk.plus_addressing,
        staff=tuple(built(StaffMember, s) for s in table.staff),
        role_addresses={str(k): v for k, v in table.roles.items()},
        contacts=built(Contacts, table.contacts),
        calendar=WorkCalendar(
            zone,
            frozenset(table.calendar.closed),
            table.calendar.weekend,
            table.calendar.opens,
            table.calendar.closes,
        ),
        warranty=built(WarrantyTerms, table.warranty),
        targets=built(Targets, table.targets),
        digests=built(DigestTimes, table.digests),
        terms=built(Terms, table.terms),
        limits=built(Limits, table.limits),
        serial_formats=tuple(built(SerialFormat, f) for f in table.serial_formats),
        required=table.required,
        closures=frozenset(table.calendar.closed),
    )


def _mailbox(base: Path, table: Any, config: ConfigTable) -> ImapSettings | MaildirSettings:
    values = {f.name: getattr(table, f.name) for f in fields(_kind(table))}
    values["mail_bytes"] = min(values["mail_bytes"], built(Limits, config.limits).mail_bytes)
    if not isinstance(table, ImapTable):
        values["path"] = base / values["path"]
        return MaildirSettings(**values)
    return ImapSettings(**values | _login(base, table))


def _smtp(base: Path, table: SmtpTable) -> SmtpSettings:
    values = {f.name: getattr(table, f.name) for f in fields(SmtpSettings)}
    return SmtpSettings(**values | _login(base, table))


def _kind(table: Any) -> type[ImapSettings] | type[MaildirSettings]:
    return ImapSettings if isinstance(table, ImapTable) else MaildirSettings


def _login(base: Path, table: Any) -> dict[str, Any]:
    """Password, certificate file and token source, with the password fetched from where it is
    kept."""
    password = table.password
    if table.password_env:
        password = os.environ.get(table.password_env, "")
    elif table.password_file:
        try:
            password = (base / table.password_file).read_text(encoding="utf-8").strip("\r\n")
        except OSError as error:
            wrong = f"password_file cannot be read ({error.strerror})"
            raise _single(base / table.password_file, 1, wrong, "make it readable") from error
    oauth = table.oauth and built(OAuth, table.oauth)
    ca_file = table.ca_file and base / table.ca_file
    return {"password": password, "oauth": oauth, "ca_file": ca_file}


def _sense(table: ConfigTable) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Mistakes that are only seen when keys are looked at together."""
    found: list[tuple[tuple[str | int, ...], str, str]] = []
    owners: dict[str, str] = {}
    for index, member in enumerate(table.staff):
        for address in member.addresses:  # type: ignore[attr-defined]
            other = owners.setdefault(address, member.id)  # type: ignore[attr-defined]
            if other != member.id:  # type: ignore[attr-defined]
                wrong = f"{address} belongs to {other} already"
                found.append((("staff", index, "addresses"), wrong, "give it to one of them"))
    if table.desk.address in owners:
        found.append((("desk", "address"), "is a staff address too", "the desk has its own"))
    if table.calendar.weekend >= frozenset(range(7)):
        found.append((("calendar", "weekend"), "leaves no day to work", "leave a day open"))
    elif table.calendar.closes <= table.calendar.opens:
        found.append((("calendar", "closes"), "is not after opens", "write a later hour"))
    if table.store.kind == "tinydb" and (table.store.sales or table.store.partners):
        right = "use `mailbot sales import` and `mailbot partners import`"
        found.append((("store", "sales"), "is only for a memory store", right))
    for role, at in (("support", ("roles",)),):
        if table.mailbox and role not in table.roles:
            right = f'add {role} = ["name@domain"]'
            found.append((at, f"names nobody for {role}", right))
    return found


def _mistake(path: Path, lines: dict[tuple[str | int, ...], int], error: Any) -> Mistake:
    where = tuple(p for p in error["loc"] if p not in ("imap", "maildir", "[key]"))
    key = ".".join(str(p) for p in where) or "the file"
    line = line_of(lines, where)
    if error["type"] in _FIXED:
        wrong, right = _FIXED[error["type"]]
        return Mistake(str(path), line, f"{key} {wrong}", right)
    if error["type"] == "union_tag_invalid":
        given, known = error["ctx"]["tag"], error["ctx"]["expected_tags"]
        at = line_of(lines, (*where, "kind"))
        return Mistake(str(path), at, f"{key}.kind = {given!r}"[:160], f"write {known}")
    right = error["msg"].removeprefix("Value error, ").replace("Input should be", "write")
    return Mistake(str(path), line, f"{key}{_shown(where, error['input'])}", right)


def _shown(where: tuple[str | int, ...], given: object) -> str:
    """The wrong value as far as it may be printed: no password, and no table, that may hold one."""
    if isinstance(given, str | int | float) and _SECRETS.isdisjoint(where):
        return f" = {given!r}"[:120]
    return " has a wrong value"


def _syntax(message: str) -> tuple[str, int]:
    """tomllib's `... (at line 3, column 5)` as words and a line."""
    words, _, place = message.partition(" (at line ")
    digits = place.partition(",")[0]
    return words, int(digits) if digits.isdigit() else 1


def _single(path: Path, line: int, wrong: str, right: str) -> Misconfigured:
    return Misconfigured([Mistake(str(path), line, wrong, right)])
