"""The store on TinyDB: each promise of the port, by the module that keeps it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from mailbot.adapters.store import exports, lookup, mails, outbox, quarantine, registry, tickets
from mailbot.adapters.store.codec import stamp
from mailbot.adapters.store.schema import INDEXES, migrate, require_current
from mailbot.adapters.store.table import SqliteDB
from mailbot.domain.decision import Decision
from mailbot.domain.intent import Found, Keys
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.registry import Partner, SoldUnit
from mailbot.domain.ticket import Ticket
from mailbot.ports import Letter, Posting, Receipt, SetAside

# Letters that belong to no ticket are numbered by themselves: DESK-2026-00001.
LETTER_PREFIX = "DESK"


class TinyStore:
    """A `Store` in one file, or in memory. Of one thread; one writer, any number of readers.

    Errors: Unavailable from every method, with one line that names the file and what to do; what
    was under way is undone as a whole.
    """

    def __init__(self, path: str, read_only: bool = False) -> None:
        self._db = SqliteDB(path, indexes=INDEXES, read_only=read_only)
        try:
            (require_current if read_only else migrate)(self._db.rows)
            self._db.rows.note_tables()
        except BaseException:
            self._db.close()
            raise

    def seen(self, message_id: str, digest: str) -> str:
        """Whether a mail was recorded: see the port."""
        return mails.seen(self._db, message_id, digest)

    def twin(self, mail: Mail, since: datetime) -> str:
        """The Message-ID of a mail that says the same, recorded at or after `since`, or empty."""
        return mails.find_twin(self._db, mail, since)

    def look_up(self, keys: Keys) -> Found:
        """All that is known for these keys, in one state of the store."""
        with self._db.rows.db.snapshot():
            return lookup.look_up(self._db, keys)

    def next_number(self, kind: str, year: int) -> int:
        """The next number of `ticket`, `referral` or `digest`. Taken by `record`."""
        docs = self._db.shelf("numbers").find({"kind": kind, "year": year})
        return int(docs[0]["last"]) + 1 if docs else 1

    def record(
        self,
        raw: RawMail | None,
        mail: Mail | None,
        decision: Decision,
        letters: Sequence[Letter],
        now: datetime,
    ) -> None:
        """Keep everything of one mail, or of one review, in one commit. Twice changes nothing."""
        with self._db.rows.transaction():
            if mail is not None:
                if mails.seen(self._db, mail.message_id, mail.digest) == "duplicate":
                    return
                mails.keep_mail(self._db, raw, mail, decision.outcome, now)
            self._keep(decision)
            for name, value in decision.marks.items():
                self.set_mark(name, value)
            if decision.quarantine and raw is not None:
                reference = letters[0].reference if letters else ""
                quarantine.set_aside(
                    self._db, raw, mail, decision.quarantine, now, reference=reference
                )
            outbox.keep_letters(self._db, letters, now)
            for letter in letters:
                if letter.reference.startswith(f"{LETTER_PREFIX}-"):
                    self._take_number("letter", letter.reference)

    def _keep(self, decision: Decision) -> None:
        for ticket in decision.tickets:
            tickets.keep_ticket(self._db, ticket)
            self._take_number("ticket", ticket.number)
        for referral in decision.referrals:
            tickets.keep_referral(self._db, referral)
            self._take_number("referral", referral.number)
        for digest in decision.digests:
            tickets.keep_digest(self._db, digest)
            self._take_number("digest", digest.number)
        for authorisation in decision.authorisations:
            tickets.keep_authorisation(self._db, authorisation)
        for challenge in decision.challenges:
            tickets.keep_challenge(self._db, challenge)
        for address in decision.addresses:
            tickets.keep_address(self._db, address)
            if address.dead:
                outbox.give_up(self._db, address.address, address.reason)
        for released, verdict in decision.release:
            quarantine.settle(self._db, released, verdict)

    def _take_number(self, kind: str, reference: str) -> None:
        """Numbers end in a year and a count: `RMA-2026-00042`."""
        parts = reference.rsplit("-", 2)
        if len(parts) != 3 or not (parts[1] + parts[2]).isdecimal():
            raise ValueError(f"{reference!r} does not end in a year and a count")
        year, count = int(parts[1]), int(parts[2])
        if count >= self.next_number(kind, year):
            tickets.keep(self._db, "numbers", {"kind": kind, "year": year}, {"last": count})

    def failed(self, raw: RawMail, reason: str, now: datetime) -> int:
        """Count one more failure of these bytes and return the count."""
        return quarantine.count_failure(self._db, raw, reason, now)

    def quarantine(self, raw: RawMail, reason: str, now: datetime) -> bool:
        """Keep the bytes for a person. True the first time."""
        return quarantine.set_aside(self._db, raw, None, reason, now)

    def is_set_aside(self, raw: RawMail) -> bool:
        """True if these bytes are in quarantine already."""
        return quarantine.is_held(self._db, mails.digest_of(raw.raw))

    def settle(self, digest: str, verdict: str) -> bool:
        """`release`, `drop` or `ban` a mail that is held; False if there is none."""
        with self._db.rows.transaction():
            return quarantine.settle(self._db, digest, verdict)

    def set_aside(self) -> Iterable[SetAside]:
        """What was set aside, oldest first."""
        return quarantine.list_set_aside(self._db)

    def raw(self, digest: str) -> bytes | None:
        """The stored bytes of a mail."""
        return mails.find_raw(self._db, digest)

    def ticket(self, number: str) -> Ticket | None:
        """One ticket."""
        return tickets.find_ticket(self._db, number)

    def tickets(
        self, *, open_only: bool = False, partner: str = "", owner: str = ""
    ) -> Iterator[Ticket]:
        """Tickets, by number."""
        return tickets.list_tickets(self._db, open_only, partner, owner)

    def search(self, query: str, limit: int = 50) -> Sequence[Ticket]:
        """Tickets that have all words of the query, newest first."""
        return tickets.search_tickets(self._db, query, limit)

    def tickets_due(self, now: datetime, limit: int = 200) -> Sequence[Ticket]:
        """Tickets whose alarm has come, earliest first."""
        return tickets.tickets_due(self._db, now, limit)

    def due_postings(self, now: datetime, limit: int = 100) -> Sequence[Posting]:
        """Postings whose time has come, longest waiting first."""
        return outbox.due_postings(self._db, now, limit)

    def posted(
        self, posting: Posting, receipt: Receipt, retry_at: datetime | None, now: datetime
    ) -> None:
        """Keep what became of a try. With `retry_at` it waits until then."""
        outbox.posted(self._db, posting, receipt, retry_at, now)

    def outbox_counts(self) -> Mapping[str, int]:
        """Postings by state: pending, retrying, sent, failed."""
        return outbox.counts(self._db)

    def letters_since(self, recipient: str, since: datetime, reference: str = "") -> int:
        """How many letters were made for a recipient at or after `since`."""
        return outbox.letters_since(self._db, recipient, since, reference)

    def dead_addresses(self, addresses: Iterable[str]) -> Mapping[str, str]:
        """Those of the addresses that letters do not reach, with the reason."""
        return outbox.dead_addresses(self._db, addresses)

    def tally(self, since: datetime, until: datetime) -> Mapping[str, int]:
        """Mails and letters recorded from `since` up to before `until`, by outcome and name."""
        span = ("at", stamp(since), stamp(until))
        outcomes = self._db.shelf("mails").tally("outcome", between=span)
        letters = self._db.shelf("outbox").tally("name", of="message_id", between=span)
        return {
            "mails": sum(outcomes.values()),
            **{f"mails:{outcome}": count for outcome, count in outcomes.items()},
            **{f"letters:{name}": count for name, count in letters.items()},
        }

    def mark(self, name: str) -> str:
        """A small remembered text, or empty."""
        docs = self._db.shelf("marks").find({"name": name})
        return str(docs[0]["value"]) if docs else ""

    def set_mark(self, name: str, value: str) -> None:
        """Remember it."""
        with self._db.rows.transaction():
            tickets.keep(self._db, "marks", {"name": name}, {"value": value})

    def import_sales(self, rows: Iterable[SoldUnit]) -> int:
        """Replace the registry, all or nothing; the count."""
        return registry.import_sales(self._db, rows)

    def import_partners(self, rows: Iterable[Partner]) -> int:
        """Replace the partner directory, all or nothing; the count."""
        return registry.import_partners(self._db, rows)

    def partners(self) -> Iterator[Partner]:
        """The directory."""
        return registry.partners(self._db)

    def sold(self, sold_to: str = "") -> Iterator[SoldUnit]:
        """The registry, or what one partner bought."""
        return registry.sold(self._db, sold_to)

    def export(self, path: Path) -> None:
        """Write everything as plain TinyDB JSON."""
        exports.write(self._db, path)

    def import_export(self, path: Path) -> None:
        """Fill this empty store with what `export` wrote."""
        exports.read(self._db, path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
