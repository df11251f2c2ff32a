"""Letters on their way: a row per recipient, until it left or failed."""

from collections.abc import Iterable, MutableMapping, Sequence
from datetime import datetime
from typing import Any

from mailbot.adapters.store.codec import stamp
from mailbot.adapters.store.mails import digest_of, find_raw, keep_raw
from mailbot.adapters.store.table import SqliteDB
from mailbot.ports import Delivery, Letter, Posting, Receipt

STATES = ("pending", "retrying", "sent", "failed")


def keep_letters(db: SqliteDB, letters: Iterable[Letter], now: datetime) -> None:
    """Put letters into the outbox, once each. A letter to a dead address has failed."""
    table = db.shelf("outbox")
    for letter in letters:
        digest = digest_of(letter.raw)
        keep_raw(db, digest, letter.raw)
        recipients = dict.fromkeys(r.lower() for r in letter.recipients)
        dead = dead_addresses(db, recipients)
        there = {doc["recipient"] for doc in table.find({"message_id": letter.message_id})}
        for recipient in recipients:
            if recipient in there:
                continue
            row: dict[str, object] = {
                "message_id": letter.message_id,
                "recipient": recipient,
                "name": letter.name,
                "sender": letter.sender,
                "reference": letter.reference,
                "digest": digest,
                "at": stamp(now),
                "tries": 0,
            }
            if recipient in dead:
                row |= {"state": "failed", "text": f"not sent: {dead[recipient]}"[:500]}
            else:
                row |= {"state": "pending", "due": stamp(now)}
            table.insert(row)


def dead_addresses(db: SqliteDB, addresses: Iterable[str]) -> dict[str, str]:
    """Those of the addresses that letters do not reach, with the reason."""
    docs = db.shelf("addresses").find_any("address", (a.lower() for a in addresses))
    return {doc["address"]: doc["reason"] or "dead address" for doc in docs if doc.get("dead")}


def give_up(db: SqliteDB, address: str, reason: str) -> None:
    """Letters that still wait for an address that died have failed."""
    table = db.shelf("outbox")
    waiting = [
        doc.doc_id
        for doc in table.find_since("at", "", recipient=address.lower())
        if doc["state"] in ("pending", "retrying")
    ]

    def change(doc: MutableMapping[str, Any]) -> None:
        doc["state"], doc["text"] = "failed", f"not sent: {reason}"[:500]
        doc.pop("due", None)

    table.update(change, doc_ids=waiting)


def due_postings(db: SqliteDB, now: datetime, limit: int) -> Sequence[Posting]:
    """Postings whose time has come, longest waiting first."""
    docs = db.shelf("outbox").find_until("due", stamp(now), limit)
    return [
        Posting(
            id=doc.doc_id,
            message_id=doc["message_id"],
            name=doc["name"],
            sender=doc["sender"],
            recipient=doc["recipient"],
            raw=find_raw(db, doc["digest"]) or b"",
            tries=doc["tries"],
            due=datetime.fromisoformat(doc["due"]),
        )
        for doc in docs
    ]


def posted(
    db: SqliteDB, posting: Posting, receipt: Receipt, retry_at: datetime | None, now: datetime
) -> None:
    """Keep what became of a try. What was given up meanwhile stays so, unless it was sent."""

    def change(doc: MutableMapping[str, Any]) -> None:
        doc["tries"] = posting.tries + 1
        doc["code"], doc["text"] = receipt.code, receipt.text[:500]
        if receipt.outcome is Delivery.SENT:
            doc["state"], doc["sent"] = "sent", stamp(now)
            doc.pop("due", None)
        elif retry_at is not None and doc["state"] != "failed":
            doc["state"], doc["due"] = "retrying", stamp(retry_at)
        else:
            doc["state"] = "failed"
            doc.pop("due", None)

    db.shelf("outbox").update(change, doc_ids=[posting.id])


def counts(db: SqliteDB) -> dict[str, int]:
    """Postings by state, each state named."""
    return dict.fromkeys(STATES, 0) | db.shelf("outbox").tally("state")


def letters_since(db: SqliteDB, recipient: str, since: datetime, reference: str) -> int:
    """How many letters were made for a recipient at or after an instant."""
    about = {"reference": reference} if reference else {}
    return db.shelf("outbox").count_since("at", stamp(since), **about, recipient=recipient.lower())
