"""What is inside a file: found by its bytes first, its name second, its label last. Runs on the
bench.
"""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from mailbot.adapters.reading.names import safe_name
from mailbot.domain.mail import Table
from mailbot.domain.site import Limits


@dataclass(frozen=True, slots=True)
class Contents:
    """What could be read out of a file. `files` are those packed in it."""

    text: str = ""
    html: str = ""
    tables: tuple[Table, ...] = ()
    codes: tuple[str, ...] = ()
    problem: str = ""
    files: tuple["Packed", ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was packed in another one."""

    name: str
    content_type: str
    size: int
    digest: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class Job:
    """One file to open. `deadline` is in seconds of `time.process_time`."""

    name: str
    content_type: str
    data: bytes
    limits: Limits
    deadline: float
    depth: int = 0
    charset: str = ""
    # For a picture: turn and sharpen it until a code is found, instead of one look.
    thorough: bool = True

    @property
    def extension(self) -> str:
        """The last extension of the name, lower case, without its dot."""
        return _extension(self.name)

    @property
    def late(self) -> bool:
        """True when the time for this mail's files is used up."""
        return time.process_time() > self.deadline

    def inner(self, name: str, data: bytes) -> "Job":
        """A file packed in this one."""
        return replace(
            self, name=name, content_type="", data=data, depth=self.depth + 1, charset=""
        )


_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x78\x9f\x3e\x22", "tnef"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"%PDF-", "pdf"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"\x89PNG\r\n\x1a\n", "picture"),
    (0, b"GIF8", "picture"),
    (0, b"II*\x00", "picture"),
    (0, b"MM\x00*", "picture"),
    (8, b"WEBP", "picture"),
    (0, b"BM", "bitmap"),
    (0, b"{\\rtf", "rtf"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})
_BY_EXTENSION: Mapping[str, str] = {
    "bmp": "bitmap",
    "cfg": "text",
    "conf": "text",
    "csv": "csv",
    "dump": "text",
    "htm": "html",
    "html": "html",
    "ini": "text",
    "json": "text",
    "log": "text",
    "md": "text",
    "p7m": "signed",
    "tsv": "csv",
    "txt": "text",
}
_BY_TYPE: Mapping[str, str] = {
    "application/csv": "csv",
    "application/json": "text",
    "application/pkcs7-mime": "signed",
    "application/x-pkcs7-mime": "signed",
    "text/comma-separated-values": "csv",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "text",
    "text/tab-separated-values": "csv",
    "text/x-log": "text",
}


def kind_of(name: str, content_type: str, data: bytes) -> str:
    """The kind of a file, empty for one that is only kept."""
    head = data[:1_024]
    for offset, magic, kind in _MAGIC:
        if head[offset : offset + len(magic)] == magic and (offset == 0 or head[:4] == b"RIFF"):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "picture"
    if b"%PDF-" in head:
        return "pdf"
    return _BY_EXTENSION.get(_extension(name)) or _BY_TYPE.get(content_type, "")


def _extension(name: str) -> str:
    """The last extension of a name, lower case, without its dot."""
    return name.lower().rpartition(".")[2] if "." in name else ""


# Which module and function opens a kind. Each is imported when the first such file comes, so that a
# desk without one of the optional packages says so for the file that needs it.
OPENERS: Mapping[str, tuple[str, str]] = {
    "bitmap": ("pictures", "read_picture"),
    "csv": ("csvs", "read_csv"),
    "html": ("texts", "read_html_file"),
    "ole": ("sheets", "read_old_office"),
    "pdf": ("pdf", "read_pdf"),
    "picture": ("pictures", "read_picture"),
    "rtf": ("texts", "read_rtf_file"),
    "sheet": ("sheets", "read_sheets"),
    "signed": ("texts", "read_signed_file"),
    "text": ("texts", "read_text_file"),
    "tnef": ("tnef", "read_tnef"),
    "zip": ("archives", "read_archive"),
}


def open_file(job: Job) -> Contents:
    """What is in a file, or in one line why it was not read. Never raises for any bytes."""
    if len(job.data) > job.limits.attachment_bytes:
        return Contents(problem=f"larger than {job.limits.attachment_bytes} bytes, not opened")
    return open_as(kind_of(job.name, job.content_type, job.data), job)


def open_as(kind: str, job: Job) -> Contents:
    """What is in a file of this kind; nothing for a kind that is only kept."""
    if kind not in OPENERS:
        return Contents()
    if job.late:
        return Contents(problem="not opened: the time for this mail's files was used up")
    module, function = OPENERS[kind]
    try:
        opener = getattr(import_module(f"{__package__}.{module}"), function)
        found: Contents = opener(job)
    except ImportError as error:
        return Contents(problem=f"not opened: the package {error.name} is not installed")
    except MemoryError:
        return Contents(problem="not opened: it needs too much memory")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # Libraries in Rust raise beyond Exception.
        return Contents(problem=f"not opened: damaged or not what it says ({type(error).__name__})")
    return found


def pack(job: Job, name: str, data: bytes, number: int) -> Packed:
    """A file found in another one, opened."""
    shown = safe_name(name, "", number)
    contents = open_file(job.inner(shown, data))
    return Packed(shown, "", len(data), hashlib.sha256(data).hexdigest(), contents)
