"""A TinyDB storage on SQLite: a row per document, so a commit costs what changed.

Every TinyDB table is an SQL table `doc_<name>(id, body)` with the document as JSON text; declared
fields have an expression index. `table.py` writes through `put` and `delete`; `read` and `write`
exchange whole tables and are only for TinyDB's own `tables()`, `drop_table` and `drop_tables`.
"""

import json
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, cast

from tinydb.storages import Storage

from mailbot.adapters.store.database import Database, storable

Doc = dict[str, Any]
PAGE_ROWS = 500


@dataclass(frozen=True, slots=True)
class Index:
    """A declared index of a table over top-level fields of its documents."""

    fields: tuple[str, ...]
    unique: bool = False


# One for all: `json.dumps` would make a new one for each document.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Indexes = Mapping[str, tuple[Index, ...]]


def dump(doc: Mapping[str, Any]) -> str:
    """A document as the text that is stored."""
    text = _JSON.encode(doc)
    if "\\u0000" in text:
        # SQLite ends a text at NUL: what it looks up must be what it is asked for.
        text = _JSON.encode(_without_nul(doc))
    return str(storable(text))


def _without_nul(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {_without_nul(key): _without_nul(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_without_nul(value) for value in part]
    return storable(part)


def field_sql(field: str) -> str:
    """The expression for a field, spelled as in the indexes: only then does SQLite use them."""
    return f"json_extract(body,'$.{field}')"


class Rows(Mapping[str, Doc]):
    """A table to read, ids as text as TinyDB's storages have them."""

    def __init__(self, storage: "SqliteStorage", name: str) -> None:
        self._storage, self._name = storage, name

    def __getitem__(self, doc_id: str) -> Doc:
        body = self._storage.body(self._name, int(doc_id))
        if body is None:
            raise KeyError(doc_id)
        return cast(Doc, json.loads(body))

    def __iter__(self) -> Iterator[str]:
        return (str(doc_id) for doc_id, _ in self._storage.pages(self._name))

    def __len__(self) -> int:
        return self._storage.count(self._name)

    def items(self) -> ItemsView[str, Doc]:
        """Ids and documents in one pass."""
        return _Items(self, self._storage, self._name)


class _Items(ItemsView[str, Doc]):
    def __init__(self, rows: Rows, storage: "SqliteStorage", name: str) -> None:
        super().__init__(rows)
        self._storage, self._name = storage, name

    def __iter__(self) -> Iterator[tuple[str, Doc]]:
        for doc_id, body in self._storage.pages(self._name):
            yield str(doc_id), json.loads(body)


class SqliteStorage(Storage):
    """Storage of one SQLite file (or `:memory:`).

    Errors: Unavailable, from every method, if the file cannot be opened, read or written.
    """

    def __init__(self, path: str, indexes: Indexes | None = None, read_only: bool = False) -> None:
        self._indexes = indexes or {}
        self.db = Database(path, read_only)
        self._there: frozenset[str] = frozenset()
        self.note_tables()

    # TinyDB's own interface

    def read(self) -> dict[str, Any] | None:
        """Every table as a view that reads through."""
        return {name: Rows(self, name) for name in self.names()}

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the tables those of `data`; a table that stands in it as its view is left alone."""
        self._there = frozenset()
        with self.transaction():
            for name in set(self.names()) - set(data):
                self.db.run(f"DROP TABLE {sql_name(name)}")
            for name, rows in data.items():
                if isinstance(rows, dict):
                    self.delete_all(name)
                    self.put(name, ((int(i), dump(doc)) for i, doc in rows.items()))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside, over several tables, is one commit or nothing. May be nested."""
        return self.db.transaction()

    # rows

    def names(self) -> list[str]:
        """The TinyDB tables there are."""
        rows = self.db.run(
            "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'doc!_%' ESCAPE '!'"
        )
        return sorted(row[0][4:] for row in rows)

    def has(self, name: str) -> bool:
        """True if the table exists."""
        return name in self._there or name in self.names()

    def note_tables(self) -> None:
        """Remember which tables there are: call it outside of a transaction, which may not last."""
        self._there = frozenset(self.names())

    def ensure(self, name: str) -> None:
        """Make the table with its declared indexes if it is not there, inside a transaction."""
        if self.has(name):
            return
        # AUTOINCREMENT: the number of a removed document is never given again.
        self.db.run(
            f"CREATE TABLE {sql_name(name)} "
            "(id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)"
        )
        self.index(name)

    def index(self, name: str) -> None:
        """Make the declared indexes of a table that are not there yet."""
        for index in self._indexes.get(name, ()):
            label = f'"ix_{name}_{"_".join(index.fields)}"'
            columns = ", ".join(field_sql(f) for f in index.fields)
            unique = "UNIQUE" if index.unique else ""
            self.db.run(
                f"CREATE {unique} INDEX IF NOT EXISTS {label} ON {sql_name(name)} ({columns})"
            )

    def is_indexed(self, name: str, fields: Sequence[str]) -> bool:
        """True if a declared index of the table begins with these fields, in any order."""
        return any(
            set(index.fields[: len(fields)]) == set(fields) for index in self._indexes.get(name, ())
        )

    def body(self, name: str, doc_id: int) -> str | None:
        """The stored text of one document."""
        if not self.has(name):
            return None
        rows = self.db.run(f"SELECT body FROM {sql_name(name)} WHERE id = ?", (doc_id,))
        return str(rows[0][0]) if rows else None

    def pages(self, name: str) -> Iterator[tuple[int, str]]:
        """All documents by id, read page by page, so that the reader may write meanwhile."""
        last = -1
        while self.has(name):
            rows = self.db.run(
                f"SELECT id, body FROM {sql_name(name)} WHERE id > ? ORDER BY id LIMIT ?",
                (last, PAGE_ROWS),
            )
            if not rows:
                return
            yield from rows
            last = rows[-1][0]

    def count(self, name: str) -> int:
        """How many documents the table has."""
        if not self.has(name):
            return 0
        return int(self.db.run(f"SELECT COUNT(*) FROM {sql_name(name)}")[0][0])

    def put(self, name: str, rows: Iterable[tuple[int, str]]) -> None:
        """Store documents under their ids, new ones and those that are there."""
        self.ensure(name)
        self.db.run_many(
            f"INSERT INTO {sql_name(name)} (id, body) VALUES (?, ?) "
            "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            rows,
        )

    def delete(self, name: str, doc_id: int) -> None:
        """Remove one document."""
        if self.has(name):
            self.db.run(f"DELETE FROM {sql_name(name)} WHERE id = ?", (doc_id,))

    def delete_all(self, name: str) -> None:
        """Empty a table, and make it if it is not there."""
        self.ensure(name)
        self.db.run(f"DELETE FROM {sql_name(name)}")

    def next_id(self, name: str) -> int:
        """An id that no document of the table ever had."""
        if not self.has(name):
            return 1
        rows = self.db.run("SELECT seq FROM sqlite_sequence WHERE name = ?", (f"doc_{name}",))
        return int(rows[0][0]) + 1 if rows else 1


def sql_name(name: str) -> str:
    """The SQL table of a TinyDB table, quoted."""
    return '"doc_' + name.replace('"', '""') + '"'
