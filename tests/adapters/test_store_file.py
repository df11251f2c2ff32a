"""The store's file: what an older mailbot wrote, exports, and faults of the disk."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from mailbot.adapters.store import exports, open_store
from mailbot.adapters.store.schema import MIGRATIONS, SCHEMA
from mailbot.domain.intent import Keys
from mailbot.domain.states import State
from mailbot.errors import Misconfigured, Unavailable
from tests.adapters.stock import (
    NOW,
    opened,
    some_letter,
    some_mail,
    some_partner,
    some_sold,
    some_ticket,
    some_unit,
)

OLD = Path(__file__).parent / "data" / "store-schema-1.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "desk.db"


@pytest.fixture
def old(path: Path) -> Path:
    """A store as schema 1 had it, with two tickets."""
    with sqlite3.connect(path) as db:
        db.executescript(OLD.read_text("utf-8"))
    db.close()
    return path


def fill(store: Any, *numbers: int) -> None:
    """Record a mail with ticket and letter for each number."""
    for n in numbers:
        raw, mail = some_mail(n)
        store.record(raw, mail, opened(some_ticket(n)), [some_letter(n)], NOW)


def schema(path: Path) -> int:
    """The schema number in the file."""
    with sqlite3.connect(path) as db:
        [(number,)] = db.execute("PRAGMA user_version").fetchall()
    db.close()
    return int(number)


# -- schemas --


def test_a_store_of_schema_one_becomes_the_present_one(old: Path) -> None:
    """Everything is still there, and what is new works for old tickets: alarms and words."""
    store = open_store("tinydb", old)
    shut = some_ticket(2, some_unit(1, State.CLOSED_SUCCESS))
    assert list(store.tickets()) == [some_ticket(1), shut]
    assert store.tickets_due(NOW + timedelta(hours=6)) == [some_ticket(1), shut]
    assert [t.number for t in store.search("muto")] == ["RMA-2026-00002", "RMA-2026-00001"]
    assert len(store.due_postings(NOW)) == 2
    assert store.next_number("ticket", 2026) == 3
    found = store.look_up(Keys(serials=frozenset({"IG4000001"}), tails=frozenset({"0002"})))
    assert [u.serial for u in found.tails["0002"]] == ["IG4/000002"]
    assert found.open_units == {"IG4000001": ("RMA-2026-00001", 1)}
    store.close()
    assert schema(old) == SCHEMA == len(MIGRATIONS)


def test_a_migrated_store_is_as_one_made_new(old: Path, tmp_path: Path) -> None:
    """The same tables and indexes, but for those that are used no more."""
    new = tmp_path / "new.db"
    for path in (old, new):
        open_store("tinydb", path).close()

    def made(path: Path) -> set[tuple[str, str]]:
        with sqlite3.connect(path) as db:
            rows = set(db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        db.close()
        return rows

    assert made(new) <= made(old)


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: the older program still opens the file."""

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mailbot.adapters.store.schema.index_ticket", broken)
    with pytest.raises(RuntimeError):
        open_store("tinydb", old)
    assert schema(old) == 1
    with sqlite3.connect(old) as db:
        assert db.execute("SELECT name FROM sqlite_master WHERE name = 'words'").fetchall() == []
    db.close()
    monkeypatch.undo()
    open_store("tinydb", old).close()
    assert schema(old) == SCHEMA


def test_a_reader_does_not_migrate(old: Path) -> None:
    """It says what to do instead."""
    with pytest.raises(Unavailable, match="start the daemon"):
        open_store("tinydb", old, read_only=True)
    assert schema(old) == 1


def test_a_store_of_a_newer_mailbot_is_left_alone(path: Path) -> None:
    """One clear line, and the file unchanged."""
    open_store("tinydb", path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(Unavailable, match="newer mailbot"):
            open_store("tinydb", path, read_only=read_only)
    assert path.read_bytes() == before


# -- exports --


def full(path: Path) -> Any:
    """A store with something of everything."""
    store: Any = open_store("tinydb", path)
    store.import_partners([some_partner()])
    store.import_sales([some_sold(1)])
    fill(store, 1, 2)
    store.set_mark("review", "now")
    raw, _ = some_mail(3)
    store.quarantine(raw, "odd", NOW)
    return store


def test_an_export_is_read_by_tinydb_itself(path: Path, tmp_path: Path) -> None:
    """Plain TinyDB JSON: the way out of this store, and into other tools."""
    store = full(path)
    file = tmp_path / "out.json"
    store.export(file)
    store.close()
    with TinyDB(file) as db:
        assert [doc["number"] for doc in db.table("tickets")] == [
            "RMA-2026-00001",
            "RMA-2026-00002",
        ]
        assert len(db.table("raw")) == 5
        assert len(db.table("outbox")) == 2
    assert not list(tmp_path.glob("*.partial"))


def test_an_import_gives_the_same_store(path: Path, tmp_path: Path) -> None:
    """Export, import, export: the same file; what is derived works again."""
    store = full(path)
    store.export(tmp_path / "a.json")
    store.close()
    copy: Any = open_store("tinydb", tmp_path / "copy.db")
    copy.import_export(tmp_path / "a.json")
    copy.export(tmp_path / "b.json")
    assert (tmp_path / "a.json").read_text() == (tmp_path / "b.json").read_text()
    assert len(copy.search("muto")) == 2
    assert copy.due_postings(NOW)[0].raw == some_letter(1).raw
    assert copy.next_number("ticket", 2026) == 3
    with pytest.raises(Misconfigured, match="not empty"):
        copy.import_export(tmp_path / "a.json")
    copy.close()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": {"1": {}}}', "\x00"])
def test_another_file_is_no_export(path: Path, tmp_path: Path, text: str) -> None:
    """One clear line."""
    store: Any = open_store("tinydb", path)
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(Misconfigured, match="no export of a store"):
        store.import_export(file)
    file.write_text('{"schema": {"1": {"number": 99}}, "raw": {}}')
    with pytest.raises(Misconfigured, match="its schema is 99"):
        store.import_export(file)
    with pytest.raises(Unavailable, match="No such file"):
        store.import_export(tmp_path / "gone.json")
    store.close()


def test_an_export_that_fails_leaves_the_one_before(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file appears whole or not at all."""
    store = full(path)
    file = tmp_path / "out.json"
    store.export(file)
    before = file.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "find_raw", broken)
    with pytest.raises(Unavailable, match="No space left"):
        store.export(file)
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.partial"))
    store.close()


# -- faults of the disk --


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    """Mail is personal data: neither the file nor its journal is for others."""
    store = open_store("tinydb", path)
    fill(store, 1)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    store.close()


def test_a_commit_is_on_the_disk_before_it_is_acknowledged(path: Path) -> None:
    """WAL with synchronous=FULL (2): no acknowledged commit is lost at a power cut."""
    store: Any = open_store("tinydb", path)
    assert store._db.sql("PRAGMA journal_mode") == [("wal",)]
    assert store._db.sql("PRAGMA synchronous") == [(2,)]
    store.close()


@pytest.fixture
def crowded(path: Path) -> Iterator[Any]:
    """A store on a disk that has room for some mails only."""
    store: Any = open_store("tinydb", path)
    fill(store, 1)
    [(pages,)] = store._db.sql("PRAGMA page_count")
    store._db.sql(f"PRAGMA max_page_count = {pages + 20}")
    yield store
    store.close()


def noise(n: int, size: int) -> tuple[Any, Any]:
    """A mail that does not get smaller when it is packed."""
    raw, mail = some_mail(n)
    return replace(raw, raw=raw.raw + os.urandom(size)), mail


def test_a_full_disk_keeps_all_of_a_mail_or_nothing(crowded: Any) -> None:
    """One clear line; nothing half-written; when there is room again, it goes on (issue 2)."""
    kept = 1
    error = None
    while error is None:
        raw, mail = noise(kept + 1, 9_000)
        try:
            ticket = some_ticket(kept + 1)
            crowded.record(raw, mail, opened(ticket), [some_letter(kept + 1)], NOW)
            kept += 1
        except Unavailable as unavailable:
            error = unavailable
    assert 1 < kept < 40
    assert "the disk is full; free some space" in str(error)
    assert str(error).startswith(f"store {crowded._db.rows.db.path}: ")
    assert "\n" not in str(error)
    numbers = [f"RMA-2026-{n:05}" for n in range(1, kept + 1)]
    assert [t.number for t in crowded.tickets()] == numbers
    assert len(crowded.due_postings(NOW)) == kept
    assert crowded.seen(mail.message_id, mail.digest) == ""
    assert crowded._db.sql("PRAGMA integrity_check") == [("ok",)]
    crowded._db.sql("PRAGMA max_page_count = 1000000")
    crowded.record(raw, mail, opened(some_ticket(kept + 1)), [some_letter(kept + 1)], NOW)
    assert crowded.ticket(f"RMA-2026-{kept + 1:05}") is not None


def test_a_full_disk_leaves_the_registry_as_it_was(crowded: Any) -> None:
    """An import is all or nothing on a full disk as well."""
    crowded.import_sales([some_sold(1)])
    with pytest.raises(Unavailable, match="the disk is full"):
        crowded.import_sales(map(some_sold, range(20_000)))
    assert list(crowded.sold()) == [some_sold(1)]


def test_a_store_held_by_another_writer_is_waited_for_then_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pause has an end: Unavailable, and reading still works."""
    monkeypatch.setattr("mailbot.adapters.store.database.BUSY_MILLISECONDS", 50)
    store = open_store("tinydb", path)
    fill(store, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="held by another program"):
        fill(store, 2)
    assert len(list(store.tickets())) == 1
    other.execute("ROLLBACK")
    other.close()
    fill(store, 2)
    assert len(list(store.tickets())) == 2
    store.close()


def no_folder(path: Path) -> Path:
    return path / "no" / "such" / "desk.db"


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


def no_database(path: Path) -> Path:
    path.write_bytes(b"This is a letter to my aunt, and quite a long one. " * 100)
    return path


def cut_short(path: Path) -> Path:
    store = open_store("tinydb", path)
    store.import_sales(map(some_sold, range(500)))
    store.close()
    os.truncate(path, path.stat().st_size // 2)
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_folder, "check that its folder exists"),
        (a_folder, "check that its folder exists"),
        (no_database, "is no store of mailbot; name another file"),
        (cut_short, "is damaged; restore it from a backup"),
    ],
)
def test_a_file_that_is_no_store_gives_one_clear_line(
    path: Path, make: Callable[[Path], Path], said: str
) -> None:
    """The path, what is wrong, what to do; never a traceback of SQLite's."""
    target = make(path)
    with pytest.raises(Unavailable) as caught:
        list(open_store("tinydb", target).sold())
    assert said in str(caught.value)
    assert str(target) in str(caught.value)


def test_a_reader_cannot_write(path: Path) -> None:
    """Readers are opened read-only: a fault in a command never changes the desk."""
    open_store("tinydb", path).close()
    reader = open_store("tinydb", path, read_only=True)
    with pytest.raises(Unavailable, match="may not be written"):
        reader.set_mark("a", "b")
    reader.close()


def test_a_mistake_of_our_own_is_not_taken_for_a_fault_of_the_disk(path: Path) -> None:
    """A wrong statement is a bug and must not be tried again for ever."""
    store: Any = open_store("tinydb", path)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store._db.sql("SELECT * FROM nowhere")
    store.close()
