"""TinyDB's table over rows: each operation works as documented, and costs what it touches.

TinyDB hands its updaters the whole table as a dict. Here they get a mapping that reads through to
the rows and remembers what was handed out; afterwards only documents whose text differs are
written.
"""

import json
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Document, Table

from mailbot.adapters.store.sqlite import (
    PAGE_ROWS,
    Doc,
    Rows,
    SqliteStorage,
    dump,
    field_sql,
    sql_name,
)

# Documents that an updater may hold before they are written, still inside its transaction.
HELD_DOCS = 500
# SQLite takes 999 values in one statement in its oldest builds.
VALUES_AT_ONCE = 500


class Changes(MutableMapping[int, Doc]):
    """A table to change. Reads through, holds what it handed out, and writes what then differs.

    A document must be changed before the next one but `HELD_DOCS` is asked for: TinyDB's updaters
    change each at once.
    """

    def __init__(self, storage: SqliteStorage, name: str) -> None:
        self._storage, self._name = storage, name
        self._held: dict[int, tuple[str | None, Doc]] = {}

    def __getitem__(self, doc_id: int) -> Doc:
        if doc_id in self._held:
            return self._held[doc_id][1]
        body = self._storage.body(self._name, doc_id)
        if body is None:
            raise KeyError(doc_id)
        return self._hold(doc_id, body, json.loads(body))

    def __setitem__(self, doc_id: int, doc: Doc) -> None:
        self._hold(doc_id, None, doc)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._held.pop(doc_id, None)
        self._storage.delete(self._name, doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._held or (
            isinstance(doc_id, int) and self._storage.body(self._name, doc_id) is not None
        )

    def __iter__(self) -> Iterator[int]:
        self.flush()
        return (doc_id for doc_id, _ in self._storage.pages(self._name))

    def __len__(self) -> int:
        self.flush()
        return self._storage.count(self._name)

    def clear(self) -> None:
        """Remove every document."""
        self._held.clear()
        self._storage.delete_all(self._name)

    def flush(self) -> None:
        """Write what differs from what is stored."""
        texts = [(doc_id, before, dump(doc)) for doc_id, (before, doc) in self._held.items()]
        changed = [(doc_id, text) for doc_id, before, text in texts if text != before]
        if changed:
            self._storage.put(self._name, changed)
        self._held.clear()

    def _hold(self, doc_id: int, before: str | None, doc: Doc) -> Doc:
        if len(self._held) >= HELD_DOCS:
            self.flush()
        self._held[doc_id] = (before, doc)
        return doc


class SqliteTable(Table):
    """A TinyDB table on `SqliteStorage`, with look-ups by its declared indexes."""

    # Results of a query cache would be stale as soon as another process writes.
    default_query_cache_capacity = 0

    def __init__(
        self, storage: SqliteStorage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        self._rows = storage
        self._given: int | None = None  # the last id given to an operation that is under way
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document and return its id, which no document of this table had before."""
        with self._rows.transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents and return their ids. Memory does not grow with their number."""
        with self._rows.transaction():
            return super().insert_multiple(documents)

    def find(
        self, equal: Mapping[str, object], *, limit: int = -1, newest: bool = False
    ) -> list[Document]:
        """The documents whose fields equal these values, by a declared index, by their ids.

        Errors: LookupError if no declared index begins with these fields.
        """
        where = " AND ".join(f"{field_sql(f)} = ?" for f in self._declared(tuple(equal)))
        order = "DESC" if newest else "ASC"
        return self._select(f"{where} ORDER BY id {order} LIMIT ?", (*equal.values(), limit))

    def each(self, equal: Mapping[str, object]) -> Iterator[Document]:
        """The same one by one, however many: the caller may change the table meanwhile."""
        where = " AND ".join(f"{field_sql(f)} = ?" for f in self._declared(tuple(equal)))
        last = -1
        while some := self._select(
            f"{where} AND id > ? ORDER BY id LIMIT ?", (*equal.values(), last, PAGE_ROWS)
        ):
            yield from some
            last = some[-1].doc_id

    def find_any(self, field: str, values: Iterable[object]) -> list[Document]:
        """The documents whose field has one of these values, by a declared index."""
        self._declared((field,))
        wanted, found = list(dict.fromkeys(values)), []
        for start in range(0, len(wanted), VALUES_AT_ONCE):
            some = wanted[start : start + VALUES_AT_ONCE]
            marks = ",".join("?" * len(some))
            found += self._select(f"{field_sql(field)} IN ({marks})", some)
        return found

    def find_until(self, field: str, last: object, limit: int) -> list[Document]:
        """The first `limit` documents, by this field, whose field is not above `last`."""
        self._declared((field,))
        at = field_sql(field)
        return self._select(f"{at} <= ? ORDER BY {at}, id LIMIT ?", (last, limit))

    def find_since(self, field: str, first: object, **equal: object) -> list[Document]:
        """The documents that equal these values and have the field at or above `first`."""
        where, values = self._since(field, first, equal)
        return self._select(f"{where} ORDER BY id", values)

    def count_since(self, field: str, first: object, **equal: object) -> int:
        """How many documents equal these values and have the field at or above `first`."""
        where, values = self._since(field, first, equal)
        if not self._rows.has(self.name):
            return 0
        sql = f"SELECT COUNT(*) FROM {sql_name(self.name)} WHERE {where}"
        return int(self._rows.db.run(sql, values)[0][0])

    def _since(
        self, field: str, first: object, equal: Mapping[str, object]
    ) -> tuple[str, list[object]]:
        self._declared((*equal, field))
        where = [*(f"{field_sql(f)} = ?" for f in equal), f"{field_sql(field)} >= ?"]
        return " AND ".join(where), [*equal.values(), first]

    def tally(
        self, field: str, *, of: str = "", between: tuple[str, object, object] | None = None
    ) -> dict[str, int]:
        """How many there are for each value of a field: documents, or different values of `of`.

        `between` is an indexed field, its first value, and the value before which it ends; without
        it the counted field itself must be indexed.
        """
        name, first, last = between or (field, None, None)
        self._declared((name,))
        if not self._rows.has(self.name):
            return {}
        where = f"WHERE {field_sql(name)} >= ? AND {field_sql(name)} < ?" if between else ""
        what = f"DISTINCT {field_sql(of)}" if of else "*"
        rows = self._rows.db.run(
            f"SELECT {field_sql(field)}, COUNT({what}) FROM {sql_name(self.name)} {where} "
            "GROUP BY 1",
            (first, last) if between else (),
        )
        return {str(value): int(count) for value, count in rows}

    def _select(self, rest: str, values: Sequence[object]) -> list[Document]:
        if not self._rows.has(self.name):
            return []
        rows = self._rows.db.run(f"SELECT id, body FROM {sql_name(self.name)} WHERE {rest}", values)
        return [Document(json.loads(body), doc_id) for doc_id, body in rows]

    def _declared(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        if not self._rows.is_indexed(self.name, fields):
            raise LookupError(f"table {self.name} has no declared index on {', '.join(fields)}")
        return fields

    # The three places where TinyDB's table exchanges data with its storage.

    def _get_next_id(self) -> int:
        taken = self._rows.next_id(self.name) if self._given is None else self._given + 1
        self._given = taken
        return taken

    def _read_table(self) -> Mapping[str, Doc]:  # type: ignore[override]  # a mapping, as it is used
        return Rows(self._rows, self.name)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        try:
            with self._rows.transaction():
                self._rows.ensure(self.name)
                changes = Changes(self._rows, self.name)
                updater(cast(dict[int, Mapping[str, Any]], changes))
                changes.flush()
        finally:
            # Another process may insert before we do it again.
            self._given = None
            self.clear_cache()


class SqliteDB(TinyDB):
    """TinyDB on a SQLite file."""

    table_class = SqliteTable  # type: ignore[assignment]  # typed as the one of TinyDB itself
    default_storage_class = SqliteStorage  # type: ignore[assignment]

    def shelf(self, name: str) -> SqliteTable:
        """A table, by its own type."""
        return cast(SqliteTable, self.table(name))

    @property
    def rows(self) -> SqliteStorage:
        """The storage, by its own type."""
        return cast(SqliteStorage, self.storage)

    def sql(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement answers: for what is no document, the bytes of mails."""
        return self.rows.db.run(statement, values)
