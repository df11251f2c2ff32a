"""The text of PDF files by pypdf, a table's row on one line."""

import io
import re
import zlib

from pypdf import PdfReader

from mailbot.adapters.reading.charsets import clean
from mailbot.adapters.reading.contents import Contents, Job

_COLUMNS = re.compile(r" {2,}")
_BLANKS = re.compile(r"\n{3,}")


# Drawing orders of a page; above it is a map or a bomb, and reading the words takes seconds.
_LARGEST_CONTENT = 4_000_000
_STREAM = re.compile(rb"stream\r?\n")
_NO_DRAWING = re.compile(rb"/Image|/FontFile|/Length1|/Metadata|/ICCBased|/N 3")


def _has_bomb(data: bytes) -> bool:
    """True if what draws a page has more than 4 MB unpacked, or all pages have more than 40."""
    view = memoryview(data)
    total = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - 400) : match.start()]
        dictionary = before[before.rfind(b"obj") :]
        if _NO_DRAWING.search(dictionary) or b"Flate" not in dictionary:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(view[match.end() :], _LARGEST_CONTENT + 1)
        except zlib.error:
            continue
        total += len(unpacked)
        if len(unpacked) > _LARGEST_CONTENT or total > 10 * _LARGEST_CONTENT:
            return True
    return False


def read_pdf(job: Job) -> Contents:
    """The text of the first pages; the words of a line that stand apart are parted by a tab."""
    if _has_bomb(job.data):
        return Contents(problem="a page of it has more than 4 MB of drawing, not opened")
    reader = PdfReader(io.BytesIO(job.data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return Contents(problem="protected by a password")
    pages: list[str] = []
    problem = ""
    for number, page in enumerate(reader.pages):
        if number >= job.limits.pdf_pages:
            problem = f"only the first {job.limits.pdf_pages} pages were read"
            break
        if job.late:
            problem = f"only {number} pages were read: the time for this mail's files was used up"
            break
        try:
            words = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
        except Exception:
            words = page.extract_text()
        pages.append(words)
        if sum(map(len, pages)) > job.limits.text_chars:
            break
    text = clean("\n\n".join(pages))
    lines = (_COLUMNS.sub("\t", line.strip()) for line in text.split("\n"))
    text = _BLANKS.sub("\n\n", "\n".join(lines)).strip()
    if not text and not problem:
        problem = "no text in it: a scan"
    return Contents(text=text[: job.limits.text_chars], problem=problem)
