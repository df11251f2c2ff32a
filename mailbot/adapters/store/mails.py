"""Which mails were recorded, and the bytes of mails and letters."""

import hashlib
import zlib
from datetime import datetime

from mailbot.adapters.store.codec import stamp
from mailbot.adapters.store.table import SqliteDB
from mailbot.domain.mail import Mail, RawMail

# Past this size the fastest level: a mail of 25 MB is mostly pictures in Base64.
_FAST_BYTES = 1_000_000


def digest_of(raw: bytes) -> str:
    """SHA-256, hexadecimal: the name of some bytes."""
    return hashlib.sha256(raw).hexdigest()


def keep_raw(db: SqliteDB, digest: str, raw: bytes) -> None:
    """Keep bytes under their digest, compressed, once."""
    if db.sql("SELECT 1 FROM raw WHERE digest = ?", (digest,)):
        return
    packed = zlib.compress(raw, 1 if len(raw) > _FAST_BYTES else 6)
    db.sql("INSERT INTO raw (digest, size, bytes) VALUES (?, ?, ?)", (digest, len(raw), packed))


def find_raw(db: SqliteDB, digest: str) -> bytes | None:
    """The bytes again."""
    rows = db.sql("SELECT bytes FROM raw WHERE digest = ?", (digest,))
    return zlib.decompress(rows[0][0]) if rows else None


def seen(db: SqliteDB, message_id: str, digest: str) -> str:
    """`""`, `duplicate`, `reused` or `folded`: see the port (mail-layer 3)."""
    digests = {doc["digest"] for doc in db.shelf("mails").find({"message_id": message_id})}
    if digest in digests:
        return "duplicate"
    if digests:
        return "reused"
    return "folded" if db.shelf("mails").find({"digest": digest}, limit=1) else ""


def find_twin(db: SqliteDB, mail: Mail, since: datetime) -> str:
    """The Message-ID of a mail that says the same, recorded at or after `since`, or empty."""
    for doc in db.shelf("mails").find({"twin": content_digest(mail)}, newest=True, limit=10):
        if doc["digest"] != mail.digest and doc["at"] >= stamp(since):
            return str(doc["message_id"])
    return ""


def content_digest(mail: Mail) -> str:
    """What a mail says, whatever servers wrote on it: sender, subject, words, attachments."""
    parts = [
        *sorted(sender.email for sender in mail.senders),
        " ".join(mail.subject.split()),
        " ".join(mail.text.split()),
        *sorted(attachment.digest for attachment in mail.attachments),
        *(content_digest(inner) for inner in mail.enclosed),
    ]
    return digest_of("\0".join(parts).encode("utf-8", "surrogatepass"))


def keep_mail(db: SqliteDB, raw: RawMail | None, mail: Mail, outcome: str, now: datetime) -> None:
    """Remember a mail as recorded, with its bytes."""
    db.shelf("mails").insert(
        {
            "message_id": mail.message_id,
            "digest": mail.digest,
            "twin": content_digest(mail),
            "sender": mail.sender.email if mail.sender else "",
            "subject": mail.subject[:200],
            "received": stamp(mail.received),
            "outcome": outcome,
            "at": stamp(now),
        }
    )
    if raw is not None:
        keep_raw(db, mail.digest, raw.raw)
