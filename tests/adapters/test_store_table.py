"""TinyDB on SQLite rows does what TinyDB does, at the cost of what changes."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from mailbot.adapters.store.sqlite import PAGE_ROWS, Index, SqliteStorage
from mailbot.adapters.store.table import HELD_DOCS, VALUES_AT_ONCE, SqliteDB, SqliteTable

INDEXES = {
    "t": (Index(("name",)), Index(("n",)), Index(("name", "n"))),
    "once": (Index(("name",), unique=True),),
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[SqliteDB]:
    """An empty database in a file."""
    with SqliteDB(str(tmp_path / "some.db"), indexes=INDEXES) as opened:
        yield opened


# -- every TinyDB operation, side by side with TinyDB's own memory storage --

NAMES = st.sampled_from(["a", "b", "c", "è'\""])
DOCS = st.fixed_dictionaries({"name": NAMES, "n": st.integers(0, 3)})
IDS = st.integers(1, 6)
STEPS = st.one_of(
    st.tuples(st.just("insert"), DOCS),
    st.tuples(st.just("insert_multiple"), st.lists(DOCS, max_size=3)),
    st.tuples(st.just("insert_at"), st.integers(20, 25), DOCS),
    st.tuples(st.just("update"), NAMES, st.integers(0, 3)),
    st.tuples(st.just("update_ids"), st.lists(IDS, max_size=3, unique=True)),
    st.tuples(st.just("update_all"), NAMES),
    st.tuples(st.just("update_multiple"), NAMES, NAMES),
    st.tuples(st.just("upsert"), DOCS),
    st.tuples(st.just("remove"), NAMES),
    st.tuples(st.just("remove_ids"), st.lists(IDS, max_size=3, unique=True)),
    st.tuples(st.just("truncate")),
)
DO: dict[str, Callable[..., Any]] = {
    "insert": lambda t, doc: t.insert(doc),
    "insert_multiple": lambda t, docs: t.insert_multiple(docs),
    "insert_at": lambda t, i, doc: t.upsert(Document(doc, i)),
    "update": lambda t, name, n: t.update({"n": n}, where("name") == name),
    "update_ids": lambda t, ids: t.update(increment("n"), doc_ids=ids),
    "update_all": lambda t, name: t.update({"name": name}),
    "update_multiple": lambda t, a, b: t.update_multiple(
        [({"n": 9}, where("name") == a), (increment("n"), where("name") == b)]
    ),
    "upsert": lambda t, doc: t.upsert(doc, where("name") == doc["name"]),
    "remove": lambda t, name: t.remove(where("name") == name),
    "remove_ids": lambda t, ids: t.remove(doc_ids=ids),
    "truncate": lambda t: t.truncate(),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_every_operation_does_what_tinydb_does(steps: list[tuple[Any, ...]]) -> None:
    """The same answers and the same documents; ids too, until TinyDB gives a removed one again."""
    plain = TinyDB(storage=MemoryStorage).table("t")
    with SqliteDB(":memory:", indexes=INDEXES) as db:
        rows = db.table("t")
        for name, *args in steps:
            expected = DO[name](plain, *args)
            found = DO[name](rows, *args)
            same_ids = [d.doc_id for d in plain] == [d.doc_id for d in rows]
            if not same_ids:
                # TinyDB numbers by the highest id there is, we by the highest there ever was.
                assert len(plain) == len(rows)
                return
            assert found == expected
            assert sorted(rows.all(), key=repr) == sorted(plain.all(), key=repr)
            assert rows.count(where("n") == 1) == plain.count(where("n") == 1)
            assert rows.get(doc_id=2) == plain.get(doc_id=2)
            assert rows.get(doc_ids=[1, 3]) == plain.get(doc_ids=[1, 3])
            assert rows.contains(where("name") == "a") == plain.contains(where("name") == "a")


def test_tables_can_be_listed_and_dropped(db: SqliteDB) -> None:
    """TinyDB's own table management, and a name with quotes in it."""
    for name in ("t", 'odd "name"', "other"):
        db.table(name).insert({"name": name})
    assert db.tables() == {"t", 'odd "name"', "other"}
    db.drop_table("other")
    assert db.tables() == {"t", 'odd "name"'}
    assert [doc["name"] for doc in db.table("t")] == ["t"]
    db.drop_tables()
    assert db.tables() == set()
    db.insert({"in": "the default table"})
    assert len(db) == 1


def test_a_storage_takes_whole_tables_as_tinydb_writes_them(tmp_path: Path) -> None:
    """`Storage.write` and `read` are the interface of TinyDB's other tools."""
    storage = SqliteStorage(str(tmp_path / "x.db"))
    storage.write({"t": {"1": {"a": 1}, "7": {"a": 2}}})
    found = storage.read() or {}
    assert {name: dict(rows) for name, rows in found.items()} == {
        "t": {"1": {"a": 1}, "7": {"a": 2}}
    }
    storage.close()


def test_the_id_of_a_removed_document_is_never_given_again(tmp_path: Path) -> None:
    """TinyDB would give it again after a restart; a posting must not become another."""
    path = str(tmp_path / "x.db")
    with SqliteDB(path) as first:
        assert first.table("t").insert_multiple([{}, {}, {}]) == [1, 2, 3]
        first.table("t").remove(doc_ids=[3])
    with SqliteDB(path) as second:
        assert second.table("t").insert({}) == 4
        second.table("t").truncate()
        assert second.table("t").insert({}) == 5


# -- cost --


def written(db: SqliteDB, change: Callable[[SqliteTable], Any]) -> int:
    """How many rows a change writes."""
    before = db.rows.db._db.total_changes
    change(db.shelf("t"))
    return db.rows.db._db.total_changes - before


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda t: t.insert({"n": 1}), 1),
        (lambda t: t.update({"name": "x"}, doc_ids=[5]), 1),
        (lambda t: t.update({"n": 0}, doc_ids=[5]), 0),
        (lambda t: t.update({"name": "x"}, where("n") == 7), 10),
        (lambda t: t.remove(where("n") == 7), 10),
        (lambda t: t.upsert(Document({"n": 99}, 5)), 1),
    ],
)
def test_only_what_changes_is_written(
    db: SqliteDB, change: Callable[[SqliteTable], Any], rows: int
) -> None:
    """Of 1,000 documents, those that then differ; even where TinyDB looks at all of them."""
    db.table("t").insert_multiple({"name": "a", "n": i // 10 % 100} for i in range(1000))
    assert written(db, change) == rows


def test_a_large_insert_does_not_hold_its_documents(db: SqliteDB) -> None:
    """Documents go to the file as they come, in one transaction."""
    alive: list[int] = []

    class Counted(dict[str, int]):
        count = 0

        def __init__(self, n: int) -> None:
            super().__init__(n=n)

    def docs() -> Iterator[Counted]:
        for n in range(HELD_DOCS * 3 + 1):
            alive.append(db.rows.count("t"))
            yield Counted(n)

    db.table("t").insert_multiple(docs())
    assert alive[HELD_DOCS * 2 + 1] >= HELD_DOCS
    assert len(db.table("t")) == HELD_DOCS * 3 + 1
    assert [d["n"] for d in db.table("t")] == list(range(HELD_DOCS * 3 + 1))


@pytest.mark.parametrize("count", [HELD_DOCS - 1, HELD_DOCS, HELD_DOCS + 1])
def test_an_update_of_many_documents_changes_each(db: SqliteDB, count: int) -> None:
    """Below, at and above what is held before it is written."""
    db.table("t").insert_multiple({"n": n} for n in range(count))
    db.table("t").update(increment("n"))
    assert [d["n"] for d in db.table("t")] == list(range(1, count + 1))


# -- looking up by index --


def plans(db: SqliteDB, ask: Callable[[SqliteTable], Any]) -> str:
    """How SQLite goes about what is asked."""
    connection: sqlite3.Connection = db.rows.db._db
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    ask(db.shelf("t"))
    connection.set_trace_callback(None)
    asked = [sql for sql in seen if '"doc_t"' in sql]
    assert asked
    return " ".join(
        row[3] for sql in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: t.find({"name": "a"}),
        lambda t: t.find({"n": 1, "name": "a"}, newest=True, limit=2),
        lambda t: t.find_any("name", ["a", "b"]),
        lambda t: list(t.each({"name": "a"})),
        lambda t: t.find_until("n", 5, 10),
        lambda t: t.find_since("n", 5, name="a"),
        lambda t: t.count_since("n", 5, name="a"),
    ],
)
def test_a_look_up_uses_its_index(db: SqliteDB, ask: Callable[[SqliteTable], Any]) -> None:
    """The plan searches an index and scans nothing."""
    db.table("t").insert_multiple({"name": n % 7, "n": n} for n in range(100))
    plan = plans(db, ask)
    assert "USING INDEX" in plan
    assert "SCAN" not in plan


def test_a_look_up_without_a_declared_index_is_refused(db: SqliteDB) -> None:
    """A scan by oversight would be found in production only."""
    table = db.shelf("t")
    for ask in (
        lambda: table.find({"colour": 1}),
        lambda: table.find({"n": 1, "colour": 1}),
        lambda: table.find_any("colour", []),
        lambda: table.tally("colour"),
    ):
        with pytest.raises(LookupError, match="no declared index"):
            ask()


@pytest.mark.parametrize("count", [0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, PAGE_ROWS * 2])
def test_any_number_of_documents_comes_one_by_one(db: SqliteDB, count: int) -> None:
    """In order, each once, while the table is changed; below, at and above a page."""
    db.table("t").insert_multiple({"name": "ab"[n % 2], "n": n} for n in range(count * 2))
    seen = []
    for doc in db.shelf("t").each({"name": "a"}):
        seen.append(doc["n"])
        db.table("t").update({"name": "b"}, doc_ids=[doc.doc_id])
    assert seen == list(range(0, count * 2, 2))


@pytest.mark.parametrize("count", [0, 1, VALUES_AT_ONCE - 1, VALUES_AT_ONCE, VALUES_AT_ONCE + 1])
def test_any_number_of_values_is_looked_up(db: SqliteDB, count: int) -> None:
    """SQLite bounds the values of one statement; a mail may name more serials."""
    db.table("t").insert_multiple({"n": n} for n in range(count + 5))
    found = db.shelf("t").find_any("n", [*range(count), *range(count)])
    assert sorted(d["n"] for d in found) == list(range(count))


def test_a_unique_index_refuses_a_second_document(db: SqliteDB) -> None:
    """Two tickets of one number cannot be stored, whatever the code above believes."""
    db.table("once").insert({"name": "a"})
    with pytest.raises(sqlite3.IntegrityError):
        db.table("once").insert({"name": "a"})
    assert len(db.table("once")) == 1


# -- transactions --


def test_several_tables_commit_together_or_not_at_all(db: SqliteDB) -> None:
    """The outbox and the ticket are one commit."""

    def both() -> None:
        with db.rows.transaction():
            db.table("t").insert({"n": 1})
            db.table("new table").insert({"n": 2})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        both()
    assert db.tables() <= {"t"}
    assert len(db.table("t")) == 0
    db.table("new table").insert({"n": 3})
    assert len(db.table("new table")) == 1


def test_an_inner_failure_that_is_caught_undoes_the_inner_part_only(db: SqliteDB) -> None:
    """Transactions may be nested."""

    def inner() -> None:
        with db.rows.transaction():
            db.table("t").insert({"n": 2})
            raise RuntimeError

    with db.rows.transaction():
        db.table("t").insert({"n": 1})
        with pytest.raises(RuntimeError):
            inner()
        db.table("t").insert({"n": 3})
    assert [d["n"] for d in db.table("t")] == [1, 3]


def test_a_document_may_be_read_while_the_table_is_changed(db: SqliteDB) -> None:
    """Going through a table while changing it ends, and sees each document once."""
    db.table("t").insert_multiple({"n": n} for n in range(1200))
    seen = []
    for doc in db.table("t"):
        seen.append(doc["n"])
        db.table("t").remove(doc_ids=[doc.doc_id])
    assert seen == list(range(1200))
    assert len(db.table("t")) == 0


def test_another_connection_never_sees_half_a_change(tmp_path: Path) -> None:
    """And its results are never stale: there is no query cache."""
    path = str(tmp_path / "x.db")
    with SqliteDB(path, indexes=INDEXES) as writer, SqliteDB(path, read_only=True) as reader:
        writer.table("t").insert({"name": "a"})
        assert reader.table("t").count(where("name") == "a") == 1
        with writer.rows.transaction():
            writer.table("t").insert({"name": "a"})
            assert reader.table("t").count(where("name") == "a") == 1
        assert reader.table("t").count(where("name") == "a") == 2


def test_two_writers_never_take_the_same_id(tmp_path: Path) -> None:
    """An import beside the daemon: ids are asked for inside the transaction."""
    path = str(tmp_path / "x.db")
    with SqliteDB(path) as one, SqliteDB(path) as two:
        ids = [db.table("t").insert({}) for _ in range(5) for db in (one, two)]
    assert ids == list(range(1, 11))


def test_documents_are_plain_json_in_the_file(tmp_path: Path) -> None:
    """Standard tools read the store: `sqlite3 desk.db 'select body from doc_t'`."""
    path = tmp_path / "x.db"
    with SqliteDB(str(path)) as db:
        db.table("t").insert({"name": "è"})
    rows = sqlite3.connect(path)
    [(body,)] = rows.execute("SELECT body FROM doc_t").fetchall()
    rows.close()
    assert json.loads(body) == {"name": "è"}
    assert "è" in body
