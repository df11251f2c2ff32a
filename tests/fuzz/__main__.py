"""`python -m tests.fuzz --mails 20000 [--seed N]`: the long run, outside the tests."""

import argparse
import sys
import time

from mailbot import bootstrap
from tests.conftest import ROOT, SHARED, SetClock
from tests.fuzz.run import run
from tests.fuzz.shapes import NOW, measure_all


def main() -> int:
    """Run and print. 1 if a mail raised anything but Unreadable or took over 5 s, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--shapes", action="store_true", help="only what is said again and again")
    wanted = parser.parse_args()
    slow = _shapes()
    if wanted.shapes:
        return slow
    folders = [ROOT / "tests" / "mails", SHARED / "corpus", SHARED / "bounces"]
    start = time.perf_counter()
    found = run(
        tuple(f for f in folders if f.is_dir()), wanted.mails, wanted.seed, wanted.processes
    )
    seconds = time.perf_counter() - start
    print(f"{wanted.mails} damaged mails in {seconds:.0f} s: {found.read} read, ", end="")
    print(
        f"{found.unreadable} set aside, slowest {found.slowest:.2f} s (no. {found.slowest_number})"
    )
    for line in found.bad[:50]:
        print(line)
    return 1 if slow or found.bad or found.slowest > 5.0 else 0


def _shapes() -> int:
    """Measure every shape and print those over two seconds. 1 if one took over five, else 0."""
    config, site = bootstrap.load(ROOT / "tests" / "desk" / "desk.toml")
    desk = bootstrap.build_desk(config, site, rehearsal=True, clock=SetClock(NOW))
    slowest, count = 0.0, 0
    for shape in measure_all(desk):
        slowest, count = max(slowest, shape.seconds), count + 1
        if shape.seconds > 2.0:
            print(f"{shape.seconds:.2f} s: {shape.form} {shape.unit!r}", flush=True)
    desk.close()
    print(f"{count} shapes, slowest {slowest:.2f} s")
    return 1 if slowest > 5.0 else 0


if __name__ == "__main__":
    sys.exit(main())
