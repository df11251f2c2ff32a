"""Mails made to hurt: each takes some parser seconds, gigabytes or its life (libraries.md section
4).
"""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

HEAD = b"From: Mara <mara@partner.example>\r\nTo: rma@voismart.example\r\nMIME-Version: 1.0\r\n"
TEXT = HEAD + b"Subject: RMA\r\n"


def attached(name: str, kind: str, data: bytes) -> bytes:
    """A mail with one file."""
    return (
        TEXT
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        + b"Content-Type: text/plain\r\n\r\nIn allegato.\r\n--b\r\nContent-Type: "
        + kind.encode()
        + b'\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="'
        + name.encode()
        + b'"\r\n\r\n'
        + base64.encodebytes(data).replace(b"\n", b"\r\n")
        + b"\r\n--b--\r\n"
    )


def plain(body: bytes, kind: bytes = b"text/plain; charset=utf-8") -> bytes:
    """A mail with one text."""
    return TEXT + b"Content-Type: " + kind + b"\r\n\r\n" + body


def header(line: bytes) -> bytes:
    """A mail with one more header."""
    return HEAD + line + b"\r\n\r\nGuasto.\r\n"


def png(width: int, height: int, *, data: bytes | None = None) -> bytes:
    """A grey PNG of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack("!I", zlib.crc32(kind + body))
        return struct.pack("!I", len(body)) + kind + body + check

    if data is None:
        packer = zlib.compressobj(9)
        row = b"\0" * (width + 1)
        data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


_WORKBOOK = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
    'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application'
    '/xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.'
    'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.'
    'xml"/></Relationships>',
}
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(rows: str) -> bytes:
    """An XLSX with one sheet of these rows (XML)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _WORKBOOK.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", _SHEET.format(rows))
    return target.getvalue()


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def sheet_bomb() -> bytes:
    """100 MB of rows in 300 KB."""
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    return attached("b.xlsx", "application/octet-stream", workbook(row.format(1) * 2_400_000))


def far_cells() -> bytes:
    """Two cells as far apart as a sheet allows: a dense table of them has 17 thousand million."""
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    return attached("f.xlsx", "application/octet-stream", workbook(rows))


def lying_zip() -> bytes:
    """An archive whose directory says that 50 MB are 100 bytes."""
    data = bytearray(workbook('<row r="1"><c r="A1"><v>1</v></c></row>' * 1_200_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        at = data.find(b"PK\x01\x02", at + 4)
    return attached("l.xlsx", "application/octet-stream", bytes(data))


def pdf_bomb() -> bytes:
    """A page whose compressed content is 60 MB of drawing orders."""
    content = zlib.compress(b"BT /F1 12 Tf (A) Tj ET\n" * 2_600_000, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 600 800] >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content)
        + content
        + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + table + tail
    return attached("b.pdf", "application/pdf", out)


def pdf_of_pages() -> bytes:
    """A page tree that contains itself."""
    out = (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >> endobj\n"
        b"trailer << /Root 1 0 R >>\n%%EOF"
    )
    return attached("p.pdf", "application/pdf", out)


def tnef_of_objects() -> bytes:
    """A winmail.dat of a million empty objects."""
    body = b"\x01\x00\x80\x07\x00\x00\x00\x00\x00\x00\x00" * 1_000_000
    return attached("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22\x01\x00" + body)


def nested(depth: int) -> bytes:
    """A multipart inside a multipart, many times."""
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
        for i in range(depth)
    )
    return TEXT + opening + b"Content-Type: text/plain\r\n\r\nfondo\r\n"


def nested_mails(depth: int) -> bytes:
    """A mail in a mail, many times."""
    shell = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n"
    return shell * depth + b"Subject: fondo\r\n\r\nfondo\r\n"


def many_parts(count: int) -> bytes:
    """A multipart of empty parts."""
    return TEXT + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n\r\n" * count


def photos(count: int) -> bytes:
    """Pictures of nothing, as many as one likes, each as large as is allowed."""
    picture = base64.encodebytes(png(6_000, 6_000))
    part = b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + picture
    return TEXT + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * count + b"--b--\r\n"


def large_mail(size: int) -> bytes:
    """A mail of about this size: one file that is no file."""
    return attached("x.bin", "application/octet-stream", b"\xa5" * (size * 3 // 4))


_100K = 100_000
_HTML = b"text/html; charset=utf-8"

HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "sheet of 100 MB in 300 KB": sheet_bomb,
    "sheet with two cells far apart": far_cells,
    "zip that lies about its size": lying_zip,
    "zip of 10,000 files": lambda: attached(
        "z.zip", "application/zip", zip_of({f"{i}.txt": b"x" for i in range(10_000)})
    ),
    "zip in a zip in a zip": lambda: attached(
        "z.zip",
        "application/zip",
        zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.zip": b"0" * 10_000_000})})}),
    ),
    "picture of 100 megapixels": lambda: attached("p.png", "image/png", png(10_000, 10_000)),
    "picture that says 4 thousand million pixels": lambda: attached(
        "p.png", "image/png", png(65_000, 65_000, data=zlib.compress(b"0"))
    ),
    "30 pictures of 36 megapixels": lambda: photos(30),
    "PDF page of 60 MB": pdf_bomb,
    "PDF whose pages contain themselves": pdf_of_pages,
    "winmail.dat of a million objects": tnef_of_objects,
    "mail of 24 MB": lambda: large_mail(24_000_000),
    "mail of 40 MB": lambda: large_mail(40_000_000),
    "24 MB of short lines": lambda: plain(b"a\n" * 12_000_000),
    "24 MB of short lines between boundaries": lambda: (
        TEXT
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + (b"--b\r\n\r\n" + b"a\n" * 120_000) * 99
    ),
    "24 MB of short lines between 1,900 dashes": lambda: (
        TEXT
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + (b"--c\n" + b"a\n" * 6_300) * 1_900
    ),
    "20,000 parts": lambda: many_parts(20_000),
    "1,900 parts": lambda: many_parts(1_900),
    "nested 1,000 deep": lambda: nested(1_000),
    "nested 5,000 deep": lambda: nested(5_000),
    "500 mails in one another": lambda: nested_mails(500),
    "Subject of 20,000 encoded words": lambda: header(
        b"Subject: " + b" ".join([b"=?utf-8?q?a=C3=A8?="] * 20_000)
    ),
    "From of 20,000 encoded words": lambda: (
        b"From: " + b" ".join([b"=?utf-8?q?a=C3=A8?="] * 20_000) + b" <a@b.example>\r\n\r\nx"
    ),
    "From of 20,000 quoted words": lambda: b"From: " + b'"a" ' * 20_000 + b"<a@b.example>\r\n\r\nx",
    "To of 20,000 names": lambda: header(b"To: " + b"Name <a@b.example>, " * 20_000),
    "From of 100 KB of brackets": lambda: header(b"From: " + b"<" * _100K),
    "From of 100 KB of parentheses": lambda: header(b"From: " + b"(" * _100K),
    "From of 100 KB of quotes": lambda: header(b"From: " + b'"' * _100K),
    "References of 100 KB of brackets": lambda: header(b"References: " + b"<" * _100K),
    "Message-ID of 100 KB": lambda: header(b"Message-ID: <" + b"a" * _100K + b"@b>"),
    "Content-Type of 100 KB of semicolons": lambda: header(
        b"Content-Type: text/plain" + b";" * _100K
    ),
    "Content-Type of 100 KB of semicolons in quotes": lambda: header(
        b'Content-Type: text/plain; a="' + b";" * _100K
    ),
    "Content-Type with 5,000 parameters": lambda: header(
        b"Content-Type: text/plain; " + b"; ".join(b"p%d=1" % i for i in range(5_000))
    ),
    "filename in 5,000 pieces": lambda: plain(
        b"--b\r\nContent-Disposition: attachment; "
        + b"; ".join(b"filename*%d=a" % i for i in range(5_000))
        + b"\r\n\r\nx\r\n--b--\r\n",
        b"multipart/mixed; boundary=b",
    ),
    "2,000 Received": lambda: (
        b"Received: from a by b; Fri, 20 Nov 2026 10:00:00 +0100\r\n" * 2_000 + plain(b"x")
    ),
    "300,000 headers": lambda: b"X: y\r\n" * 300_000 + plain(b"x"),
    "300 KB of headers without an end": lambda: b"X-A: " + b"a" * 300_000,
    "50,000 folds in one header": lambda: header(b"Subject: a" + b"\r\n a" * 50_000),
    "100 KB boundary": lambda: plain(
        b"--" + b"b" * _100K + b"\r\n\r\nx\r\n", b"multipart/mixed; boundary=" + b"b" * _100K
    ),
    "1 MB of spaces": lambda: plain(b" " * 1_000_000),
    "1 MB of line ends": lambda: plain(b"\n" * 1_000_000),
    "1 MB of carriage returns": lambda: plain(b"\r" * 1_000_000),
    "1 MB of zero bytes": lambda: plain(b"\0" * 1_000_000),
    "1 MB of dashes": lambda: plain(b"-" * 1_000_000),
    "1 MB of quote marks": lambda: plain(b">" * 1_000_000),
    "200,000 quoted lines": lambda: plain(b"> a \r\n" * 200_000, b"text/plain; format=flowed"),
    "1 MB of 0xFF as UTF-8": lambda: plain(b"\xff" * 1_000_000),
    "text in the codec hex": lambda: plain(b"zz" * 50_000, b"text/plain; charset=hex"),
    "text in the codec idna": lambda: plain(b"xn--" * 50_000, b"text/plain; charset=idna"),
    "text in the codec punycode": lambda: plain(b"a-" * 50_000, b"text/plain; charset=punycode"),
    "text in no codec": lambda: plain(b"\xe8" * 50_000, b"text/plain; charset=bogus"),
    "text in UTF-7": lambda: plain(b"+" * 100_000, b"text/plain; charset=utf-7"),
    "400 KB of open links": lambda: plain(b'<a href="' * 45_000, _HTML),
    "400 KB of open brackets": lambda: plain(b"<" * 400_000, _HTML),
    "400 KB of open comments": lambda: plain(b"<!--" * 100_000, _HTML),
    "18,000 nested div": lambda: plain(b"<div>" * 18_000 + b"x", _HTML),
    "18,000 nested li": lambda: plain(b"<ul><li>" * 9_000 + b"x", _HTML),
    "6,000 nested tables": lambda: plain(b"<table><tr><td>" * 6_000 + b"x", _HTML),
    "18,000 nested blockquotes": lambda: plain(b"<blockquote type=cite>" * 18_000 + b"x", _HTML),
    "table of 100,000 cells": lambda: plain(
        b"<table>" + (b"<tr>" + b"<td>x</td>" * 20 + b"</tr>") * 5_000 + b"</table>", _HTML
    ),
    "table of 19,000 cells": lambda: plain(
        b"<table>" + (b"<tr>" + b"<td>x" * 18) * 1_000 + b"</table>", _HTML
    ),
    "cells that span thousands": lambda: plain(
        b"<table>" + b"<tr><td colspan=9999 rowspan=9999>x</td></tr>" * 3_000 + b"</table>", _HTML
    ),
    "5 MB of HTML": lambda: plain(b"<p>telefono guasto</p>" * 250_000, _HTML),
    "style of 500 KB": lambda: plain(b'<p style="' + b"display : " * 50_000 + b'">x</p>', _HTML),
    "uuencoded without an end": lambda: plain(b"begin 644 a\r\n" * 20_000),
    "base64 that is none": lambda: (
        TEXT
        + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + b"=" * 1_000_000
    ),
    "CSV of one line of 5 MB": lambda: attached("a.csv", "text/csv", b'"' + b"a;" * 2_500_000),
    "RTF of a million braces": lambda: attached("a.rtf", "text/rtf", b"{\\rtf" + b"{" * 1_000_000),
    "nothing at all": lambda: b"",
    "only line ends": lambda: b"\r\n" * 1_000,
    "random": lambda: bytes((i * 2_654_435_761 >> 7) & 255 for i in range(200_000)),
}
