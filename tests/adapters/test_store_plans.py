"""Nothing the desk does for a mail goes through a whole table: SQLite's own plans say so."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailbot.adapters.store import open_store
from mailbot.domain.decision import AddressState
from mailbot.domain.intent import Keys
from mailbot.domain.ticket import Authorisation, Challenge, Digest
from mailbot.ports import Delivery, Receipt
from tests.adapters.stock import (
    DAY,
    NOW,
    opened,
    some_letter,
    some_mail,
    some_partner,
    some_sold,
    some_ticket,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    """A store with a few of everything, so that no plan is chosen for an empty table."""
    opened_store: Any = open_store("tinydb", tmp_path / "desk.db")
    opened_store.import_partners([some_partner(f"p{n}") for n in range(20)])
    opened_store.import_sales(map(some_sold, range(50)))
    for n in range(1, 20):
        record(opened_store, n)
    yield opened_store
    opened_store.close()


def record(store: Any, n: int) -> None:
    """A mail that changes every table."""
    raw, mail = some_mail(n)
    decision = replace(
        opened(some_ticket(n, partner=f"p{n}")),
        digests=(Digest(f"DIG-2026-{n:05}", "staff", "p", "to", NOW, {}),),
        authorisations=(Authorisation(f"p{n}", (), DAY, "x", "<m>"),),
        challenges=(Challenge(f"c{n}", "undo", "luca@desk.example", "r", NOW),),
        addresses=(AddressState(f"a{n}@x.example", True, "550"),),
        marks={"digest": str(n)},
        quarantine="odd" if n % 2 else "",
    )
    store.record(raw, mail, decision, [some_letter(n)], NOW)


def look_up(store: Any) -> None:
    """Keys of every sort."""
    store.look_up(
        Keys(
            serials=frozenset({"IG4000001", "001CA8000002"}),
            tails=frozenset({"0003"}),
            references=frozenset({"RMA-2026-00001", "DIG-2026-00002", "DESK-2026-00001"}),
            addresses=frozenset({"x@p1.example", "luca@desk.example"}),
        )
    )


def post(store: Any) -> None:
    """One letter leaves."""
    [posting] = store.due_postings(NOW, 1)
    store.posted(posting, Receipt(Delivery.SENT, 250), None, NOW)


def set_aside(store: Any) -> None:
    """A mail fails, is set aside and dropped."""
    raw, mail = some_mail(99)
    store.failed(raw, "x", NOW)
    store.quarantine(raw, "x", NOW)
    store.is_set_aside(raw)
    store.settle(mail.digest, "release")


WORK: dict[str, Callable[[Any], Any]] = {
    "look_up": look_up,
    "record": lambda store: record(store, 50),
    "record again": lambda store: record(store, 7),
    "seen": lambda store: store.seen("<m1@partner.example>", "digest"),
    "twin": lambda store: store.twin(some_mail(3)[1], NOW),
    "number": lambda store: store.next_number("ticket", 2026),
    "post": post,
    "set_aside": set_aside,
    "due": lambda store: store.tickets_due(NOW + timedelta(days=1)),
    "open": lambda store: list(store.tickets(open_only=True)),
    "owner": lambda store: list(store.tickets(owner="luca.conti")),
    "brake": lambda store: store.letters_since("ada@partner.example", NOW),
    "brake per ticket": lambda store: store.letters_since("a@x.example", NOW, "RMA-2026-00001"),
    "period": lambda store: store.tally(NOW, NOW + timedelta(days=7)),
    "mark": lambda store: store.set_mark("review", "x"),
    "ticket": lambda store: store.ticket("RMA-2026-00004"),
    "bought": lambda store: list(store.sold("retipiu")),
}


@pytest.mark.parametrize("name", sorted(WORK))
def test_no_table_is_gone_through(store: Any, name: str) -> None:
    """Each statement that was run is explained: it searches, it does not scan."""
    connection: sqlite3.Connection = store._db.rows.db._db
    ran: list[str] = []
    connection.set_trace_callback(ran.append)
    WORK[name](store)
    connection.set_trace_callback(None)
    asked = [sql for sql in ran if '"doc_' in sql and not sql.startswith("--")]
    assert asked
    for sql in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if "SCAN" in step], sql


def test_a_scan_would_be_seen(store: Any) -> None:
    """The test above can fail: going through all tickets is a scan of their ids at least."""
    connection: sqlite3.Connection = store._db.rows.db._db
    [plan] = [
        row[3]
        for row in connection.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM doc_tickets WHERE json_extract(body,'$.rule') = 'x'"
        )
    ]
    assert plan.startswith("SCAN")
