"""File names that are safe to show and to use, whatever the sender chose (mail-layer 20)."""

import re
import unicodedata

from mailbot.adapters.reading.charsets import clean

_LONGEST = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*`$;&\'%]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|\Z)", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_KNOWN = {
    "application/json": ".json",
    "application/ms-tnef": ".dat",
    "application/pdf": ".pdf",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}


def safe_name(name: str, content_type: str, number: int) -> str:
    """A file name without path, control, direction or shell characters, at most 120 characters,
    extension kept.

    An empty name becomes `part-N` with the extension of its type; a name reserved by Windows gets
    an underscore.
    """
    name = unicodedata.normalize("NFC", clean(name)).replace("\n", " ")
    name = _PERCENT.sub("_", name)
    name = name.replace("\\", "/").rpartition("/")[2]
    name = re.sub(r"[\s]+", " ", _UNSAFE.sub("_", name)).strip(" .")
    if not name.strip("_. "):
        return f"part-{number}{_KNOWN.get(content_type, '.bin')}"
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > _LONGEST:
        extension = _EXTENSION.search(name)
        tail = extension[0] if extension else ""
        name = name[: _LONGEST - len(tail)].rstrip(" .") + tail
    return name
