"""Which tables there are, what is indexed, and how an older store becomes a newer one.

The schema number is SQLite's `user_version`. A step changes the store from its number to the next
one, inside the same transaction that sets the number: it happened, or it did not.
"""

import json
from collections.abc import Callable

from mailbot.adapters.store.codec import from_plain, stamp
from mailbot.adapters.store.search import index_ticket, make_index
from mailbot.adapters.store.sqlite import Index, Indexes, SqliteStorage, dump
from mailbot.domain.clocks import next_alarm
from mailbot.domain.registry import TAIL
from mailbot.domain.ticket import Challenge, Ticket
from mailbot.errors import Unavailable

INDEXES: Indexes = {
    "mails": (
        Index(("message_id", "digest"), unique=True),
        Index(("digest",)),
        Index(("twin",)),
        Index(("at",)),
    ),
    "tickets": (
        Index(("number",), unique=True),
        Index(("open",)),
        Index(("owner",)),
        Index(("partner", "open")),
        Index(("alarm",)),
    ),
    # A row for each key of each unit of each ticket: which tickets know this serial or MAC.
    "units": (Index(("key",)), Index(("ticket",))),
    "referrals": (Index(("number",), unique=True),),
    "digests": (Index(("number",), unique=True),),
    "authorisations": (Index(("partner",)),),
    "challenges": (
        Index(("code",), unique=True),
        Index(("person", "used")),
    ),
    "addresses": (Index(("address",), unique=True), Index(("dead",))),
    "outbox": (
        Index(("message_id", "recipient"), unique=True),
        Index(("state",)),
        # Only postings that wait have this field.
        Index(("due",)),
        Index(("recipient", "at")),
        Index(("at",)),
        Index(("reference", "recipient", "at")),
    ),
    "numbers": (Index(("kind", "year"), unique=True),),
    "marks": (Index(("name",), unique=True),),
    "failures": (Index(("digest",), unique=True),),
    "quarantine": (Index(("digest",), unique=True), Index(("reference",))),
    "sales": (Index(("key",), unique=True), Index(("mac",)), Index(("tail",)), Index(("sold_to",))),
    "partners": (Index(("id",), unique=True),),
    # A row for each address (`a@b`) and each domain (`@b`) of each partner.
    "directory": (Index(("address",)),),
}


def _first(storage: SqliteStorage) -> None:
    for name in INDEXES:
        storage.ensure(name)
    # Bytes of mails and letters, compressed, by their SHA-256.
    storage.db.run(
        "CREATE TABLE IF NOT EXISTS raw "
        "(digest TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL)"
    )


def _second(storage: SqliteStorage) -> None:
    """When time is due for a ticket, and its words."""
    make_index(storage.db)
    for name in INDEXES:
        storage.index(name)
    for doc_id, body in storage.pages("tickets"):
        doc = json.loads(body)
        ticket = from_plain(Ticket, doc["ticket"])
        alarm = next_alarm(ticket)
        doc["alarm"] = None if alarm is None else stamp(alarm)
        storage.put("tickets", [(doc_id, dump(doc))])
        index_ticket(storage.db, doc_id, ticket)
    for doc_id, body in storage.pages("challenges"):
        doc = json.loads(body)
        used = int(from_plain(Challenge, doc["challenge"]).used)
        storage.put("challenges", [(doc_id, dump(doc | {"used": used}))])


def _third(storage: SqliteStorage) -> None:
    """Units sold are found by four last characters, no more by five."""
    for doc_id, body in storage.pages("sales"):
        doc = json.loads(body)
        storage.put("sales", [(doc_id, dump(doc | {"tail": str(doc["key"])[-TAIL:]}))])


# The step at place n makes schema n + 1 of schema n; 0 is an empty file.
MIGRATIONS: tuple[Callable[[SqliteStorage], None], ...] = (_first, _second, _third)
SCHEMA = len(MIGRATIONS)


def schema_of(storage: SqliteStorage) -> int:
    """The schema number of a store; 0 for an empty file."""
    return int(storage.db.run("PRAGMA user_version")[0][0])


def migrate(storage: SqliteStorage) -> None:
    """Bring the store to this program's schema, in one transaction.

    Errors: Unavailable if a newer mailbot wrote it; it is unchanged.
    """
    if _checked(storage) == SCHEMA:
        return
    with storage.transaction():
        # Asked again: another process may have done it while this one waited.
        for step in MIGRATIONS[_checked(storage) :]:
            step(storage)
        storage.db.run(f"PRAGMA user_version = {SCHEMA}")


def _checked(storage: SqliteStorage) -> int:
    found = schema_of(storage)
    if found > SCHEMA:
        raise Unavailable(
            f"store {storage.db.path}: it was written by a newer mailbot (schema {found}, "
            f"this one knows {SCHEMA}); update this mailbot"
        )
    return found


def require_current(storage: SqliteStorage) -> None:
    """Errors: Unavailable if a reader finds another schema than its own."""
    if _checked(storage) < SCHEMA:
        raise Unavailable(
            f"store {storage.db.path}: an older mailbot wrote it; start the daemon to update it"
        )
