"""Zip archives behind checks: sheets, documents, and archives of photos one level deep."""

import io
import re
import zipfile

from mailbot.adapters.reading.charsets import clean, decode
from mailbot.adapters.reading.contents import Contents, Job, Packed, open_as, pack

_MOST_MEMBERS = 500
_MOST_OPENED = 30
# Below this nothing is a bomb, whatever its ratio.
_HARMLESS = 1_000_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"</w:p>|<w:br[^<>]{0,100}>|</text:p>|</w:tr>")
_CELL = re.compile(r"<w:tab/>|</w:tc>|<text:tab/>")


def read_archive(job: Job) -> Contents:
    """The tables of a workbook, the text of a document, or the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(job.data)) as archive:
        members = archive.infolist()
        problem = _bomb(members, job)
        if problem:
            return Contents(problem=problem)
        names = {m.filename for m in members}
        if any(n.startswith("xl/") for n in names) or _is_spreadsheet(archive, names):
            return open_as("sheet", job)
        for document in ("word/document.xml", "content.xml"):
            if document in names:
                return Contents(text=_document(archive.read(document))[: job.limits.text_chars])
        if job.depth > 1:
            return Contents(problem="an archive inside an archive, not opened")
        return _files(archive, members, job)


def _bomb(members: list[zipfile.ZipInfo], job: Job) -> str:
    """Why these members must not be unpacked, or an empty text."""
    total = sum(m.file_size for m in members)
    if len(members) > _MOST_MEMBERS:
        return f"an archive of {len(members)} files, not opened"
    if any(m.flag_bits & 1 for m in members):
        return "protected by a password"
    if total > job.limits.sheet_bytes:
        return f"unpacked it has {total} bytes, the limit is {job.limits.sheet_bytes}"
    if total > _HARMLESS and total > job.limits.sheet_ratio * max(len(job.data), 1):
        return f"packed more than {job.limits.sheet_ratio} times, not opened"
    return ""


def _is_spreadsheet(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """True for an OpenDocument spreadsheet."""
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return False
    return b"spreadsheet" in archive.read("mimetype")


def _document(xml: bytes) -> str:
    """The words of a Word or OpenDocument text, a line for each paragraph."""
    source = _CELL.sub("\t", _BREAK.sub("\n", xml.decode("utf-8", "replace")))
    words = _TAG.sub("", source)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        words = words.replace(entity, character)
    return clean(words).strip()


def _files(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], job: Job) -> Contents:
    """The files of a plain archive, each opened."""
    found: list[Packed] = []
    problem = ""
    for member in members:
        if member.is_dir() or member.filename.startswith("__MACOSX/"):
            continue
        if len(found) >= _MOST_OPENED:
            problem = f"only the first {_MOST_OPENED} files of the archive were opened"
            break
        found.append(pack(job, _name(member), archive.read(member), len(found) + 1))
    return Contents(files=tuple(found), problem=problem)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag it was read as cp437, whatever it is in."""
    if member.flag_bits & 0x800:
        return member.filename
    return decode(member.filename.encode("cp437", "replace"), "cp850")
