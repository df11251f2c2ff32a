"""What the store costs: `python -m tests.bench.store [--most 100000]`.

One commit must cost what changes, not what is stored: the ratios of the last lines say so.
"""

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from mailbot.adapters.registry_csv import SALES_COLUMNS, read_sales
from mailbot.adapters.store import open_store
from mailbot.domain.intent import Keys
from mailbot.domain.states import State
from mailbot.ports import Delivery, Receipt
from tests.adapters.stock import (
    NOW,
    opened,
    some_letter,
    some_mail,
    some_partner,
    some_sold,
    some_ticket,
    some_unit,
)

RUNS = 200
SIZES = (100, 10_000, 100_000)
LIMITS = {"seconds": 10.0, "megabytes": 150.0}


def main() -> int:
    """Measure and print; exit status 1 if the import is over its limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="tickets at the largest size")
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as folder:
        good = import_registry(Path(folder))
        grow(Path(folder), [size for size in SIZES if size <= most])
    return 0 if good else 1


def import_registry(folder: Path) -> bool:
    """Import 100,000 units from CSV; True within the limits of issue 2."""
    file = folder / "sales.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write(",".join(SALES_COLUMNS) + "\n")
        for n in range(100_000):
            unit = some_sold(n, f"p{n % 300}")
            out.write(
                f"{unit.serial},{unit.mac},{unit.product_code},{unit.product_name},{unit.family},"
                f"direct,{unit.sold_to},2026-01-07,,2026/{n},no\n"
            )
    store = open_store("tinydb", folder / "sales.db")
    began = perf_counter()
    count = store.import_sales(read_sales(file, {f"p{n}" for n in range(300)}))
    seconds = perf_counter() - began
    store.close()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if sys.platform == "darwin":
        megabytes /= 1024
    print(f"import   {count:,} units from CSV: {seconds:.1f} s, {megabytes:.0f} MB at most")
    return seconds < LIMITS["seconds"] and megabytes < LIMITS["megabytes"]


def grow(folder: Path, sizes: list[int]) -> None:
    """Fill a store to each size, then measure in turns what a mail costs there.

    In turns, so that another program's use of the disk falls on all sizes alike.
    """
    stores: dict[int, Any] = {size: filled(folder / f"{size}.db", size) for size in sizes}
    print(f"\n{'tickets':>9} " + " ".join(f"{name:>9}" for name in STEPS) + "   ms, median")
    times: dict[tuple[int, str], list[float]] = {}
    for run in range(RUNS):
        for name, step in STEPS.items():
            for size, store in stores.items():
                began = perf_counter()
                step(store, size + 1 + run * 2)
                times.setdefault((size, name), []).append((perf_counter() - began) * 1000)
    medians = {key: median(values) for key, values in times.items()}
    for size in sizes:
        print(f"{size:>9,} " + " ".join(f"{medians[size, name]:9.2f}" for name in STEPS))
    first, last = sizes[0], sizes[-1]
    ratios = (medians[last, name] / medians[first, name] for name in STEPS)
    print("    ratio " + " ".join(f"{ratio:9.2f}" for ratio in ratios))
    for store in stores.values():
        store.close()
    path = folder / f"{last}.db"
    began = perf_counter()
    again: Any = open_store("tinydb", path)
    still_open = sum(1 for _ in again.tickets(open_only=True))
    seconds = perf_counter() - began
    print(f"\nfile     {path.stat().st_size / 1e6:.0f} MB with {last:,} tickets")
    print(f"open     and read {still_open:,} open tickets: {seconds:.2f} s")
    again.close()


def filled(path: Path, size: int) -> Any:
    """A store with so many tickets."""
    store: Any = open_store("tinydb", path)
    store.import_partners([some_partner(f"p{n}") for n in range(300)])
    store.import_sales(map(some_sold, range(20_000)))
    for start in range(1, size + 1, 1_000):
        with store._db.rows.transaction():
            for n in range(start, min(start + 1_000, size + 1)):
                one_mail(store, n)
    return store


def one_mail(store: Any, n: int) -> None:
    """A new ticket with its mail and a letter, one in ten of them still open."""
    raw, mail = some_mail(n)
    unit = some_unit(1, State.NEW if n % 10 == 0 else State.CLOSED_SUCCESS, f"IG4/{n:06}")
    ticket = replace(some_ticket(n, unit, partner=f"p{n % 300}"), subject=f"Guasto numero {n}")
    if n % 10:
        ticket = replace(ticket, clocks=())
    letter = some_letter(n, f"a{n % 500}@p{n % 300}.example", reference=ticket.number)
    store.record(raw, mail, opened(ticket), [letter], NOW)


def change(store: Any, n: int) -> None:
    """An answer on a ticket that is there."""
    ticket = store.ticket(f"RMA-2026-{n % 50 + 1:05}")
    raw, mail = some_mail(10_000_000 + n)
    store.record(raw, mail, opened(replace(ticket, owner=f"luca.{n}")), (), NOW)


def look_up(store: Any, n: int) -> None:
    """The keys of a mail with 20 serials."""
    store.look_up(
        Keys(
            serials=frozenset(f"IG4{(n * 37 + i) % 20_000:06}" for i in range(20)),
            addresses=frozenset({f"anna@p{n % 300}.example"}),
        )
    )


def search(store: Any, n: int) -> None:
    """FIND with a number in it."""
    store.search(f"guasto {n % 90 + 1}", 50)


def post(store: Any, _: int) -> None:
    """The next letter leaves."""
    [posting] = store.due_postings(NOW, 1)
    store.posted(posting, Receipt(Delivery.SENT, 250), None, NOW)


def review(store: Any, n: int) -> None:
    """Nothing is due."""
    store.tickets_due(NOW)
    store.letters_since(f"a{n % 500}@p{n % 300}.example", NOW)


STEPS: dict[str, Callable[[Any, int], None]] = {
    "new": one_mail,
    "change": change,
    "look_up": look_up,
    "search": search,
    "post": post,
    "review": review,
}


if __name__ == "__main__":
    raise SystemExit(main())
