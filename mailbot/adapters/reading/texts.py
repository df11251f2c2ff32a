"""Text, HTML, RTF and signed files as text."""

from mailbot.adapters.reading.charsets import clean, decode
from mailbot.adapters.reading.cms import signed_content
from mailbot.adapters.reading.contents import Contents, Job, open_file
from mailbot.adapters.reading.html import read_html
from mailbot.adapters.reading.rtf import read_rtf

_RTF_BYTES = 2_000_000
_DEEPEST = 2


def read_text_file(job: Job) -> Contents:
    """The text of a log or a note."""
    limit = job.limits.text_chars
    text = clean(decode(job.data[: limit * 4], job.charset))
    if text.count("\ufffd") * 10 > len(text):
        return Contents(problem="not text, whatever its name says")
    return Contents(text=text[:limit])


def read_html_file(job: Job) -> Contents:
    """The visible text and the tables of an HTML file."""
    found = read_html(decode(job.data[: job.limits.html_bytes * 2], job.charset), job.limits)
    text = found.text[: job.limits.text_chars]
    return Contents(text=text, tables=found.tables, problem=found.problem)


def read_rtf_file(job: Job) -> Contents:
    """The words of an RTF file."""
    return Contents(text=read_rtf(job.data[:_RTF_BYTES])[: job.limits.text_chars])


def read_signed_file(job: Job) -> Contents:
    """What is in the file that a `.p7m` wraps. No signature is checked."""
    data = signed_content(job.data)
    if data is None or job.depth > _DEEPEST:
        return Contents(problem="signed or encrypted in a form that is not read")
    name = job.name[:-4] if job.extension == "p7m" else job.name
    return open_file(job.inner(name, data))
