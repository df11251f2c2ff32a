"""A store as plain TinyDB JSON, and back: for backups, other tools, other stores."""

import base64
import json
import os
from pathlib import Path
from typing import IO

from mailbot.adapters.store.codec import from_plain
from mailbot.adapters.store.faults import clear_errors
from mailbot.adapters.store.mails import find_raw, keep_raw
from mailbot.adapters.store.schema import MIGRATIONS, SCHEMA
from mailbot.adapters.store.search import index_ticket
from mailbot.adapters.store.sqlite import dump
from mailbot.adapters.store.table import SqliteDB
from mailbot.domain.ticket import Ticket
from mailbot.errors import Misconfigured, Mistake

# Tables of the file that are no tables of the store.
_RAW, _SCHEMA = "raw", "schema"


def write(db: SqliteDB, path: Path) -> None:
    """Write everything to a file that TinyDB's own JSON storage opens: a document a line.

    The file appears whole or not at all. Errors: Unavailable.
    """
    partial = path.with_name(f"{path.name}.partial")
    with clear_errors(str(path)):
        try:
            with partial.open("w", encoding="utf-8") as file, db.rows.db.snapshot():
                _write_tables(db, file)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def _write_tables(db: SqliteDB, file: IO[str]) -> None:
    file.write(f'{{"{_SCHEMA}": {{"1": {{"number": {SCHEMA}}}}}')
    for name in db.rows.names():
        file.write(f",\n{json.dumps(name)}: {{")
        between = ""
        for doc_id, body in db.rows.pages(name):
            file.write(f'{between}\n"{doc_id}": {body}')
            between = ","
        file.write("}")
    file.write(f',\n"{_RAW}": {{')
    digests = [row[0] for row in db.sql("SELECT digest FROM raw ORDER BY digest")]
    for number, digest in enumerate(digests, 1):
        raw = base64.b64encode(find_raw(db, digest) or b"").decode("ascii")
        between = "," if number > 1 else ""
        file.write(f'{between}\n"{number}": {dump({"digest": digest, "bytes": raw})}')
    file.write("}}\n")


def read(db: SqliteDB, path: Path) -> None:
    """Fill an empty store from such a file, all or nothing. The file is read as a whole.

    Errors: Misconfigured if it is no such file, of another schema, or the store is not empty.
    """
    with clear_errors(str(path)):
        text = path.read_text(encoding="utf-8")
    try:
        tables = json.loads(text)
        schema = tables.pop(_SCHEMA)["1"]["number"]
        raws = tables.pop(_RAW)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _mistake(
            path, f"this is no export of a store ({error})", "name another file"
        ) from error
    if schema != SCHEMA:
        wanted = f"export it with a mailbot whose schema is {len(MIGRATIONS)}"
        raise _mistake(path, f"its schema is {schema}", wanted)
    if any(db.rows.count(name) for name in db.rows.names()):
        raise _mistake(path, "the store is not empty", "name a new store")
    with db.rows.transaction():
        for name, docs in tables.items():
            db.rows.put(name, ((int(doc_id), dump(doc)) for doc_id, doc in docs.items()))
        for doc_id, body in db.rows.pages("tickets"):
            ticket = from_plain(Ticket, json.loads(body)["ticket"])
            index_ticket(db.rows.db, doc_id, ticket)
        for doc in raws.values():
            keep_raw(db, doc["digest"], base64.b64decode(doc["bytes"]))


def _mistake(path: Path, wrong: str, right: str) -> Misconfigured:
    return Misconfigured([Mistake(str(path), 1, wrong, right)])
