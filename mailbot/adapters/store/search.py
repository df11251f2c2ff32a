"""Words of tickets, for FIND: a full-text index that changes in the same commit."""

from collections.abc import Iterable

from mailbot.adapters.store.database import Database
from mailbot.domain.registry import bare_key
from mailbot.domain.ticket import Ticket

# Characters of notes that are indexed for one ticket, and words of one query.
_NOTE_CHARS = 4_000
_QUERY_WORDS = 10


def make_index(db: Database) -> None:
    """The empty index. Case and accents do not count: `perche` finds `perché`."""
    db.run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS words "
        "USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
    )


def index_ticket(db: Database, doc_id: int, ticket: Ticket) -> None:
    """Let a ticket be found by the words it has now."""
    text = " ".join(filter(None, words_of(ticket)))
    if db.run("SELECT text FROM words WHERE rowid = ?", (doc_id,)) != [(text,)]:
        db.run("INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)", (doc_id, text))


def words_of(ticket: Ticket) -> Iterable[str]:
    """What a person may remember of a ticket."""
    requester = ticket.requester
    yield from (ticket.number, ticket.subject, ticket.external_reference)
    yield from (requester.address.email, requester.address.name, requester.partner_name)
    for unit in ticket.units:
        yield from (unit.serial or "", bare_key(unit.serial or ""), bare_key(unit.mac))
        yield from (unit.product, unit.product_code, unit.fault)
        yield from (unit.replacement_serial, bare_key(unit.replacement_serial))
        yield from (unit.shipment.tracking if unit.shipment else "",)
        yield from (unit.parcel.tracking if unit.parcel else "",)
    yield " ".join(event.note for event in ticket.history if event.note)[:_NOTE_CHARS]


def find_ids(db: Database, query: str, limit: int) -> list[int]:
    """The ids of the tickets with every word of the query, or a longer one; newest first."""
    words = [word for word in query.split() if any(c.isalnum() for c in word)][:_QUERY_WORDS]
    if not words:
        return []
    # In quotes a word is data to FTS5, whatever signs it has; the star takes longer words too.
    match = " AND ".join('"' + word.replace('"', " ").replace("\0", " ") + '"*' for word in words)
    rows = db.run(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, limit)
    )
    return [int(row[0]) for row in rows]
