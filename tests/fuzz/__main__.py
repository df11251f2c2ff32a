"""`python -m tests.fuzz --mails 20000 [--seed N]`: the long run, outside the tests."""

import argparse
import sys
import time

from tests.conftest import ROOT, SHARED
from tests.fuzz.run import run


def main() -> int:
    """Run and print. 1 if a mail raised anything but Unreadable or took over 5 s, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    wanted = parser.parse_args()
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
    return 1 if found.bad or found.slowest > 5.0 else 0


if __name__ == "__main__":
    sys.exit(main())
