"""Tickets, referrals, digests, authorisations, challenges: what a decision changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from mailbot.adapters.store.codec import from_plain, stamp, to_plain
from mailbot.adapters.store.search import find_ids, index_ticket
from mailbot.adapters.store.table import SqliteDB
from mailbot.domain.clocks import next_alarm
from mailbot.domain.decision import AddressState
from mailbot.domain.registry import bare_key
from mailbot.domain.states import CLOSED
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral, Ticket
from mailbot.domain.unit import Unit


def is_open(ticket: Ticket) -> bool:
    """True while one of its units is not over. A ticket without units is open."""
    return not ticket.units or any(u.state not in CLOSED for u in ticket.units)


def keep_ticket(db: SqliteDB, ticket: Ticket) -> None:
    """Store a ticket, new or changed, with the rows of its units."""
    alarm = next_alarm(ticket)
    rest = {
        "open": int(is_open(ticket)),
        "partner": ticket.requester.partner_id,
        "owner": ticket.owner,
        "alarm": None if alarm is None else stamp(alarm),
        "ticket": to_plain(ticket),
    }
    doc_id = keep(db, "tickets", {"number": ticket.number}, rest)
    index_ticket(db.rows.db, doc_id, ticket)
    wanted = [row for unit in ticket.units for row in _unit_rows(ticket, unit)]
    there = db.shelf("units").find({"ticket": ticket.number})
    if [dict(doc) for doc in there] != wanted:
        db.shelf("units").remove(doc_ids=[doc.doc_id for doc in there])
        db.shelf("units").insert_multiple(wanted)


def _unit_rows(ticket: Ticket, unit: Unit) -> list[dict[str, object]]:
    names = [unit.serial or "", unit.mac]
    if unit.state in CLOSED:
        # What was sent in its place has this unit as its past (A13), and is nowhere at work now.
        names.append(unit.replacement_serial)
    keys = dict.fromkeys(filter(None, map(bare_key, names)))
    return [
        {
            "key": key,
            "ticket": ticket.number,
            "number": unit.number,
            "open": unit.state not in CLOSED,
            "opened": stamp(ticket.opened),
        }
        for key in keys
    ]


def tickets_due(db: SqliteDB, now: datetime, limit: int) -> list[Ticket]:
    """Tickets whose alarm has come, earliest first."""
    docs = db.shelf("tickets").find_until("alarm", stamp(now), limit)
    return [from_plain(Ticket, doc["ticket"]) for doc in docs]


def search_tickets(db: SqliteDB, query: str, limit: int) -> list[Ticket]:
    """Tickets that have all words of the query, newest first."""
    found = []
    for doc_id in find_ids(db.rows.db, query, limit):
        doc = db.shelf("tickets").get(doc_id=doc_id)
        if isinstance(doc, dict):
            found.append(from_plain(Ticket, doc["ticket"]))
    return found


def find_ticket(db: SqliteDB, number: str) -> Ticket | None:
    """One ticket."""
    return tickets_by_number(db, [number]).get(number)


def tickets_by_number(db: SqliteDB, numbers: Iterable[str]) -> dict[str, Ticket]:
    """Those of the tickets that exist."""
    docs = db.shelf("tickets").find_any("number", numbers)
    return {doc["number"]: from_plain(Ticket, doc["ticket"]) for doc in docs}


def list_tickets(
    db: SqliteDB, open_only: bool = False, partner: str = "", owner: str = ""
) -> Iterator[Ticket]:
    """Tickets as they were opened; the first wish is looked up, the others are compared."""
    wishes: dict[str, object] = {}
    if partner:
        wishes["partner"] = partner
    if owner:
        wishes["owner"] = owner
    if open_only:
        wishes["open"] = 1
    table = db.shelf("tickets")
    if not wishes:
        docs: Iterable[dict[str, object]] = iter(table)
    else:
        field = next(iter(wishes))
        docs = table.each({field: wishes[field]})
    for doc in docs:
        if all(doc[field] == value for field, value in wishes.items()):
            yield from_plain(Ticket, doc["ticket"])  # type: ignore[arg-type]


def keep_referral(db: SqliteDB, referral: Referral) -> None:
    """Store a referral, new or changed."""
    keep(db, "referrals", {"number": referral.number}, {"referral": to_plain(referral)})


def keep_digest(db: SqliteDB, digest: Digest) -> None:
    """Store a digest, new or changed."""
    keep(db, "digests", {"number": digest.number}, {"digest": to_plain(digest)})


def keep_authorisation(db: SqliteDB, authorisation: Authorisation) -> None:
    """Store an authorisation, once."""
    plain = to_plain(authorisation)
    there = db.shelf("authorisations").find({"partner": authorisation.partner_id})
    if all(doc["authorisation"] != plain for doc in there):
        db.shelf("authorisations").insert(
            {"partner": authorisation.partner_id, "authorisation": plain}
        )


def keep_challenge(db: SqliteDB, challenge: Challenge) -> None:
    """Store a challenge, new or used."""
    rest = {
        "reference": challenge.reference,
        "person": challenge.person.lower(),
        "used": int(challenge.used),
        "challenge": to_plain(challenge),
    }
    keep(db, "challenges", {"code": challenge.code_digest}, rest)


def keep_address(db: SqliteDB, state: AddressState) -> None:
    """Store what is known of an address."""
    rest = {"dead": int(state.dead), "reason": state.reason, "message_id": state.message_id}
    keep(db, "addresses", {"address": state.address.lower()}, rest)


def ban(db: SqliteDB, address: str) -> None:
    """Remember that mail of this address is not wanted."""
    keep(db, "addresses", {"address": address.lower()}, {"banned": 1})


def keep(db: SqliteDB, table: str, key: Mapping[str, object], rest: Mapping[str, object]) -> int:
    """Change the one document with this key, or insert it; its id."""
    there = db.shelf(table).find(key)
    if there:
        db.shelf(table).update(rest, doc_ids=[there[0].doc_id])
        return int(there[0].doc_id)
    return db.shelf(table).insert({**key, **rest})
