"""Reads one mail from standard input and says what it took: run as a process of its own."""

import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from mailbot.adapters.reader import MailReader
from mailbot.domain.mail import RawMail
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable


def peak_of_this_process() -> float:
    """Megabytes. `ru_maxrss` of a fresh process would be that of the one that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Print as JSON: processor and wall seconds, megabytes of this process and its helper."""
    data = sys.stdin.buffer.read()
    reader = MailReader(Limits(), "rma@voismart.example")
    start, before = time.perf_counter(), time.process_time()
    try:
        mail = reader.read(RawMail("1", data, datetime(2026, 11, 20, tzinfo=UTC)))
        outcome = "; ".join([*mail.problems, *(a.problem for a in mail.attachments if a.problem)])
    except Unreadable as error:
        outcome = f"unreadable: {error.reason}"
    wall = time.perf_counter() - start
    reader.close()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - before + usage.ru_utime + usage.ru_stime
    own = peak_of_this_process()
    helper = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    took = {"seconds": seconds, "wall": wall, "own": own, "helper": helper}
    print(json.dumps({**took, "outcome": outcome[:300]}))


if __name__ == "__main__":
    main()
