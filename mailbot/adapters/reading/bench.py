"""The bench: a process of its own in which files of strangers are opened (libraries 4 and 7).

A sheet with two cells a million rows apart ends the process that reads it, a broken font keeps it
busy for hours: no check before can know all of it. So files are opened here, under limits of the
system, and the desk goes on.
"""

import contextlib
import json
import os
import resource
import select
import struct
import subprocess
import sys
import time
import weakref
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import IO, Any

from mailbot.adapters.reading.contents import Contents, Job, Packed, open_file
from mailbot.domain.mail import Table
from mailbot.domain.site import Limits

_LENGTH = struct.Struct("!II")
# Of private memory, bytes: a 40 megapixel picture in four colours and its copies fit.
_MEMORY = 260_000_000
_SHARE = 0.1  # of the seconds for one mail
# After so many files, or one that took much memory, a fresh process opens the next: none can starve
# another.
_MOST_FILES = 200
_LEAST = 0.05  # seconds: less is not worth a start
_LONGEST_ANSWER = 50_000_000
# How much longer by the wall clock than by processor time a file may take on a busy machine.
_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class File:
    """A file to be opened. `budget` is the processor time in seconds it may take."""

    name: str
    content_type: str
    data: bytes
    charset: str = ""
    thorough: bool = True


class Bench:
    """Opens files in a process of its own, started when the first file comes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._stop: weakref.finalize[..., Bench] | None = None

    @property
    def seconds(self) -> float:
        """The processor time that the files of one mail may take together, in seconds."""
        return self._limits.seconds * _SHARE

    @property
    def process_id(self) -> int | None:
        """The process that opens files now, None if none runs."""
        return self._process.pid if self._process else None

    def open(self, file: File, seconds: float) -> tuple[Contents, float]:
        """What is in a file, and the seconds it took; a lost bench is a problem in one line."""
        if seconds < _LEAST:
            return Contents(problem="not opened: the time for this mail's files was used up"), 0.0
        head = {
            "name": file.name,
            "content_type": file.content_type,
            "charset": file.charset,
            "seconds": seconds,
            "thorough": file.thorough,
        }
        start = time.monotonic()
        try:
            answer = self._ask(json.dumps(head).encode(), file.data, seconds * _PATIENCE)
        except OSError:
            answer = None
        if answer is None:
            self.close()
            lost = time.monotonic() - start
            return Contents(problem="not opened: it takes too much time or memory"), lost
        if answer["worn"]:
            self.close()
        return contents_from(answer["contents"]), float(answer["seconds"])

    def close(self) -> None:
        """End the process, if it runs."""
        if self._stop is not None:
            self._stop()
        self._process = self._stop = None

    def _ask(self, head: bytes, data: bytes, patience: float) -> dict[str, Any] | None:
        """The answer of the bench, None if it ended or took longer than `patience` seconds."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_LENGTH.pack(len(head), len(data)) + head)
        process.stdin.write(data)
        process.stdin.flush()
        give_up = time.monotonic() + patience
        answer = _receive(process.stdout, _LENGTH.size, give_up)
        if answer is None:
            return None
        _, length = _LENGTH.unpack(answer)
        body = _receive(process.stdout, min(length, _LONGEST_ANSWER), give_up)
        return json.loads(body) if body is not None else None

    def _started(self) -> subprocess.Popen[bytes]:
        """The running process."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        limits = json.dumps(_plain_limits(self._limits))
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
        )
        self._stop = weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill and reap a process, its pipes closed."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def _receive(stream: IO[bytes], length: int, give_up: float) -> bytes | None:
    """Exactly `length` bytes, or None at the end of the stream or the time."""
    pieces: list[bytes] = []
    missing = length
    while missing:
        left = give_up - time.monotonic()
        ready, _, _ = select.select([stream], [], [], max(0.0, left))
        piece = os.read(stream.fileno(), min(missing, 1 << 20)) if ready else b""
        if not piece:
            return None
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _plain_limits(limits: Limits) -> dict[str, float]:
    """The limits that are plain numbers."""
    return {k: v for k, v in asdict(limits).items() if isinstance(v, int | float)}


def contents_from(plain: Mapping[str, Any]) -> Contents:
    """`Contents` from what `asdict` and JSON made of it."""
    return Contents(
        text=plain["text"],
        html=plain["html"],
        tables=tuple(_table_from(t) for t in plain["tables"]),
        codes=tuple(plain["codes"]),
        problem=plain["problem"],
        files=tuple(
            Packed(
                f["name"], f["content_type"], f["size"], f["digest"], contents_from(f["contents"])
            )
            for f in plain["files"]
        ),
    )


def _table_from(plain: Mapping[str, Any]) -> Table:
    rows = tuple(tuple(row) for row in plain["rows"])
    return Table(rows, plain["name"], plain["hidden"], plain["quoted"])


def serve(limits: Limits, source: IO[bytes], answers: IO[bytes]) -> None:
    """Open one file after another until the source ends: the work of the process."""
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # The kernel hands the parent's peak down: only what is grown here wears this process.
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024
    done = 0
    while len(lengths := source.read(_LENGTH.size)) == _LENGTH.size:
        head_length, data_length = _LENGTH.unpack(lengths)
        head = json.loads(source.read(head_length))
        data = source.read(data_length)
        used = time.process_time()
        # The system ends the process in the second after the budget, whatever it is doing then.
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used + head["seconds"]) + 1, resource.RLIM_INFINITY)
        )
        deadline = used + head["seconds"]
        job = Job(
            head["name"],
            head["content_type"],
            data,
            limits,
            deadline,
            charset=head["charset"],
            thorough=head["thorough"],
        )
        contents = open_file(job)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024
        done += 1
        answer = {
            "contents": asdict(contents),
            "seconds": time.process_time() - used,
            "worn": peak > max(inherited, _MEMORY / 2) or done >= _MOST_FILES,
        }
        body = json.dumps(answer).encode()
        answers.write(_LENGTH.pack(0, len(body)) + body)
        answers.flush()


if __name__ == "__main__":
    serve(Limits(**json.loads(sys.argv[1])), sys.stdin.buffer, sys.stdout.buffer)
