"""Mails set aside for a person, and how often a mail failed."""

from collections.abc import Iterator
from datetime import datetime
from email.parser import BytesHeaderParser

from mailbot.adapters.store.codec import stamp
from mailbot.adapters.store.mails import digest_of, keep_raw
from mailbot.adapters.store.table import SqliteDB
from mailbot.adapters.store.tickets import ban, keep
from mailbot.domain.mail import Mail, RawMail
from mailbot.ports import SetAside

# What of a mail that cannot be read is looked at for its sender and subject.
_HEAD_BYTES = 16_384
# What a person may do with a mail that was set aside, and the state it then has.
VERDICTS = {"release": "released", "drop": "dropped", "ban": "dropped"}


def count_failure(db: SqliteDB, raw: RawMail, reason: str, now: datetime) -> int:
    """Count one more failure of these bytes; the count."""
    digest = digest_of(raw.raw)
    with db.rows.transaction():
        tries = tries_of(db, digest) + 1
        rest = {"tries": tries, "reason": reason[:500], "at": stamp(now)}
        keep(db, "failures", {"digest": digest}, rest)
    return tries


def tries_of(db: SqliteDB, digest: str) -> int:
    """How often these bytes failed."""
    return sum(doc["tries"] for doc in db.shelf("failures").find({"digest": digest}))


def set_aside(
    db: SqliteDB,
    raw: RawMail,
    mail: Mail | None,
    reason: str,
    now: datetime,
    *,
    reference: str = "",
) -> bool:
    """Keep the bytes for a person. True unless they are held already.

    `reference` is that of the letter that tells staff, who answer it with RELEASE, DROP or BAN.
    """
    digest = mail.digest if mail else digest_of(raw.raw)
    if is_held(db, digest):
        return False
    message_id, sender, subject = _shown(raw, mail)
    with db.rows.transaction():
        keep_raw(db, digest, raw.raw)
        rest = {
            "message_id": message_id[:500],
            "sender": sender[:320],
            "subject": subject[:200],
            "received": stamp(raw.received),
            "reason": reason[:500],
            "reference": reference,
            "state": "held",
            "at": stamp(now),
        }
        keep(db, "quarantine", {"digest": digest}, rest)
    return True


def is_held(db: SqliteDB, digest: str) -> bool:
    """True if these bytes wait in quarantine."""
    there = db.shelf("quarantine").find({"digest": digest})
    return bool(there) and there[0]["state"] == "held"


def _shown(raw: RawMail, mail: Mail | None) -> tuple[str, str, str]:
    """Message-ID, sender and subject as far as they can be had."""
    if mail is not None:
        return mail.message_id, mail.sender.email if mail.sender else "", mail.subject
    head = raw.raw[:_HEAD_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    fields = BytesHeaderParser().parsebytes(head)
    message_id, sender, subject = (
        " ".join(str(fields.get(name, "")).encode("ascii", "replace").decode().split())
        for name in ("Message-ID", "From", "Subject")
    )
    return message_id, sender, subject


def settle(db: SqliteDB, digest: str, verdict: str) -> bool:
    """Release, drop or ban a mail that is held; False if none of this digest is.

    A released mail is new again and has its three tries; `ban` also refuses its sender from now on.
    """
    table = db.shelf("quarantine")
    held = [doc for doc in table.find({"digest": digest}) if doc["state"] == "held"]
    for doc in held:
        table.update({"state": VERDICTS[verdict]}, doc_ids=[doc.doc_id])
        failures = db.shelf("failures").find({"digest": digest})
        db.shelf("failures").remove(doc_ids=[failure.doc_id for failure in failures])
        if verdict == "release":
            recorded = db.shelf("mails").find({"digest": digest})
            db.shelf("mails").remove(doc_ids=[mail.doc_id for mail in recorded])
        if verdict == "ban" and doc["sender"]:
            ban(db, doc["sender"])
    return bool(held)


def list_set_aside(db: SqliteDB) -> Iterator[SetAside]:
    """What was set aside, oldest first."""
    for doc in db.shelf("quarantine"):
        yield SetAside(
            digest=doc["digest"],
            message_id=doc["message_id"],
            sender=doc["sender"],
            subject=doc["subject"],
            received=datetime.fromisoformat(doc["received"]),
            reason=doc["reason"],
            tries=tries_of(db, doc["digest"]),
            state=doc["state"],
        )
