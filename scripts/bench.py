"""Measures what the promises name: help, import of the registry, a mail through the line, letters.

Each figure stands beside its bound; the exit status is 1 if one is missed. Everything happens in a
temporary folder.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mailbot import bootstrap
from mailbot.adapters.clock import SystemClock
from mailbot.demo.catalogue import DESK, PARTNER, settings, write_registry
from mailbot.demo.story import REQUEST
from mailbot.domain.mail import RawMail


def timed(work: Callable[[], object]) -> float:
    """The seconds it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(*words: str) -> None:
    """Run mailbot as a person does."""
    subprocess.run([sys.executable, "-m", "mailbot", *words], check=True, capture_output=True)


def big_registry(folder: Path, rows: int) -> Path:
    """A sales.csv of so many rows."""
    small = write_registry(folder, SystemClock().now().date())[1]
    header, *units = list(csv.reader(small.open(encoding="utf-8")))
    path = folder / "big.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(units)
        for number in range(rows - len(units)):
            row = list(units[0])
            row[0] = f"BEN{number:09d}Q"
            writer.writerow(row)
    return path


def through_the_line(config_path: Path, mails: int) -> float:
    """Seconds for so many requests, from bytes to a commit with finished letters."""
    config, site = bootstrap.load(config_path)
    desk = bootstrap.build_desk(config, site, offline=True)
    now = SystemClock().now()
    start = time.perf_counter()
    for number in range(mails):
        head = (
            f"From: {PARTNER}\r\nTo: {DESK}\r\nSubject: RMA\r\nMessage-ID: <{number}@b.example>\r\n"
        )
        body = REQUEST.replace("VSP1225470427Q", f"BEN{number * 2:09d}Q")
        body = body.replace("VSA2425080333D", f"BEN{number * 2 + 1:09d}Q").replace("\n", "\r\n")
        raw = (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body).encode()
        desk.handle(RawMail(str(number), raw, now))
    seconds = time.perf_counter() - start
    tickets = sum(1 for _ in desk.store.tickets())
    desk.close()
    if tickets != mails:
        print(f"bench: {mails} mails made {tickets} tickets", file=sys.stderr)
        raise SystemExit(1)
    return seconds


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--mails", type=int, default=200)
    options = parser.parse_args()
    missed = 0

    def tell(what: str, value: float, bound: float, unit: str) -> None:
        nonlocal missed
        missed += value > bound
        mark = "" if value <= bound else "   MISSED"
        print(f"{what:44} {value:9.2f} {unit:5} (bound {bound:g}){mark}")

    with tempfile.TemporaryDirectory(prefix="mailbot-bench-") as name:
        folder = Path(name)
        config = folder / "mailbot.toml"
        config.write_text(settings(9, 9, "x"), encoding="utf-8")
        partners = write_registry(folder, SystemClock().now().date())[0]
        big = big_registry(folder, options.rows)
        tell(
            "mailbot --help, best of 3",
            min(timed(lambda: command("--help")) for _ in range(3)),
            0.3,
            "s",
        )
        command("partners", "import", str(partners), "-c", str(config))
        seconds = timed(lambda: command("sales", "import", str(big), "-c", str(config)))
        tell(f"sales import, {options.rows:,} rows", seconds, 10, "s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        tell("  most memory of a command", peak, 150, "MB")
        seconds = through_the_line(config, options.mails)
        tell(
            f"{options.mails} requests, bytes to commit: each",
            seconds / options.mails * 1000,
            250,
            "ms",
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
