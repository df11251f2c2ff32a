"""winmail.dat unpacked by tnefparse: the text, and the files that Outlook hid in it."""

from tnefparse import TNEF

from mailbot.adapters.reading.charsets import clean, decode
from mailbot.adapters.reading.contents import Contents, Job, Packed, pack
from mailbot.adapters.reading.rtf import decompress_rtf, read_rtf

_MOST_FILES = 100
_HEADER = 6
_OBJECT = 11  # level 1, name 2, type 2, length 4, checksum 2
_RENDER, _TITLE, _DATA, _BODY = 0x9002, 0x8010, 0x800F, 0x800C


def read_tnef(job: Job) -> Contents:
    """Body and files of a TNEF part. One that tnefparse refuses is read object by object."""
    try:
        packed = TNEF(job.data, do_checksum=False)
    except Exception:
        return _read_plainly(job)
    if not (packed.msgprops or packed.mapiprops or packed.attachments or packed.has_body()):
        return _read_plainly(job)
    codepage = packed.codepage or "cp1252"
    html = _text(packed.htmlbody, codepage)
    text = _text(packed.body, codepage)
    if not text and not html and packed._rtfbody:
        text = read_rtf(decompress_rtf(bytes(packed._rtfbody)))
    files: list[Packed] = []
    for number, attachment in enumerate(packed.attachments[:_MOST_FILES], 1):
        name = _text(attachment.long_filename() or "", codepage)
        files.append(pack(job, name, bytes(attachment.data or b""), number))
    return _bounded(job, text, html, files)


def _bounded(job: Job, text: str, html: str, files: list[Packed]) -> Contents:
    limit = job.limits.text_chars
    return Contents(
        text=text[:limit],
        html=html[: job.limits.html_bytes],
        files=tuple(f for f in files if f.size),
    )


def _text(value: object, codepage: str) -> str:
    """A property as text."""
    if isinstance(value, bytes):
        return clean(decode(value.rstrip(b"\0"), codepage))
    return clean(str(value)).rstrip("\0") if value else ""


def _read_plainly(job: Job) -> Contents:
    """Titles, files and the body of a damaged TNEF part, without its MAPI properties."""
    files: list[Packed] = []
    text = name = ""
    at = _HEADER
    data = job.data
    while at + _OBJECT <= len(data) and len(files) < _MOST_FILES:
        kind = int.from_bytes(data[at + 1 : at + 3], "little")
        length = int.from_bytes(data[at + 5 : at + 9], "little")
        value = data[at + 9 : at + 9 + length]
        at += length + _OBJECT
        if kind == _TITLE:
            name = _text(value, "cp1252")
        elif kind == _RENDER:
            name = ""
        elif kind == _DATA:
            files.append(pack(job, name, value, len(files) + 1))
        elif kind == _BODY:
            text = _text(value, "cp1252")
    found = _bounded(job, text, "", files)
    if not found.text and not found.files:
        return Contents(problem="a damaged winmail.dat, nothing could be read")
    return found
