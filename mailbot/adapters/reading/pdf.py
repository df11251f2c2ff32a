"""The text of PDF files by pypdf, a table's row on one line."""

import io
import re

from pypdf import PdfReader

from mailbot.adapters.reading.charsets import clean
from mailbot.adapters.reading.contents import Contents, Job

_COLUMNS = re.compile(r" {2,}")
_BLANKS = re.compile(r"\n{3,}")


def read_pdf(job: Job) -> Contents:
    """The text of the first pages; the words of a line that stand apart are parted by a tab."""
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
