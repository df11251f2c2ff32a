"""What is in the files that people attach (issue 4, mails.md 4)."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from mailbot.adapters.reading.bench import Bench, File
from mailbot.domain.site import Limits


@pytest.fixture(scope="module")
def opened(reader, raw_mail, attached_mail):
    """The attachments of a mail with one file."""

    def of(name: str, data: bytes, kind: str = "application/octet-stream"):
        return reader.read(raw_mail(attached_mail(name, kind, data))).attachments

    return of


def workbook() -> bytes:
    """A sheet as people fill it: title rows, numbers for serials, a merged cell, a hidden sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Resi"
    rows = [
        ["Elenco resi"],
        [],
        ["Matricola", "Difetto", "Data", "Formula"],
        [350264600002937, "muto", date(2026, 5, 27), "=1+1"],
        [3.56938e14, None, datetime(2026, 5, 27, 14, 30, tzinfo=UTC).replace(tzinfo=None), None],
        [0.5, "GG4\u200b 0047\u00a07886", True, None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    hidden = book.create_sheet("vecchi")
    hidden.append(["0350255100088123", "x"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_gives_a_table_for_each_sheet(opened):
    """Numbers without exponent, dates in ISO form, no formula run, hidden sheets marked (mails.md
    4).
    """
    tables = opened("resi.xlsx", workbook())[0].tables

    assert [(t.name, t.hidden) for t in tables] == [("Resi", False), ("vecchi", True)]
    rows = tables[0].rows
    assert rows[2][:2] == ("Matricola", "Difetto")
    assert rows[3] == ("350264600002937", "muto", "2026-05-27", "")
    assert rows[4][:3] == ("356938000000000", "muto", "2026-05-27 14:30")
    assert rows[5][:3] == ("0.5", "GG4 0047 7886", "TRUE")


def test_a_workbook_is_known_by_its_bytes(opened):
    """Whatever its name says."""
    assert opened("resi.bin", workbook())[0].tables[0].name == "Resi"


def test_an_opendocument_sheet_is_read(opened):
    """ODS, as LibreOffice makes it."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>" + cell.format("GG4 0047 7886") + cell.format("muto")
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Resi">{row}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    data = archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )
    found = opened("resi.ods", data)[0]

    assert found.problem == ""
    assert found.tables[0].rows == (("GG4 0047 7886", "muto"),)


def test_the_helper_is_renewed_before_it_is_worn():
    """A process that opened many files leaves the next ones a fresh one; answers stay right."""
    bench = Bench(Limits())
    for number in range(210):
        found, _ = bench.open(File("a.txt", "", b"%d" % number), 1.0)
        assert found.text == str(number)
    bench.close()


def test_a_large_desk_does_not_wear_its_helper():
    """The kernel hands the parent's peak memory down: many files, still one process."""
    ballast = bytearray(400_000_000)
    ballast[::4_096] = b"x" * len(ballast[::4_096])
    bench = Bench(Limits())
    bench.open(File("a.txt", "", b"1"), 1.0)
    first = bench.process_id

    bench.open(File("a.txt", "", b"2"), 1.0)

    assert first is not None
    assert bench.process_id == first
    bench.close()


@pytest.mark.parametrize(("rows", "cut"), [(4_999, False), (5_000, False), (5_001, True)])
def test_rows_of_a_sheet_have_a_bound(opened, rows, cut):
    """Below, at and above 5,000 (mail-layer 6)."""
    data = "".join(f"{n};x\n" for n in range(rows)).encode()
    found = opened("r.csv", data)[0]

    assert len(found.tables[0].rows) == min(rows, 5_000)
    assert bool(found.problem) == cut


DELIMITED = {
    "semicolons": b"Matricola;Difetto\n1,5;muto\n2,5;rotto\n",
    "commas": b'Matricola,Difetto\n"1,5",muto\n"2,5",rotto\n',
    "tabs": b"Matricola\tDifetto\n1,5\tmuto\n2,5\trotto\n",
    "bars": b"Matricola|Difetto\n1,5|muto\n2,5|rotto\n",
    "sep line": b"sep=;\r\nMatricola;Difetto\r\n1,5;muto\r\n2,5;rotto\r\n",
    "UTF-16": "Matricola\tDifetto\n1,5\tmuto\n2,5\trotto\n".encode("utf-16"),
    "UTF-8 with a mark": b"\xef\xbb\xbfMatricola;Difetto\n1,5;muto\n2,5;rotto\n",
}


@pytest.mark.parametrize("case", DELIMITED)
def test_delimited_text_gives_its_cells(opened, case):
    """Delimiter and charset are found (issue 4)."""
    rows = opened("resi.csv", DELIMITED[case], "text/csv")[0].tables[0].rows

    assert rows == (("Matricola", "Difetto"), ("1,5", "muto"), ("2,5", "rotto"))


def test_a_formula_in_a_csv_is_text(opened):
    """Nothing from a mail is ever code (mail-layer 20)."""
    rows = opened("a.csv", b'a,b\n"=HYPERLINK(""x"")",2\n')[0].tables[0].rows

    assert rows[1] == ('=HYPERLINK("x")', "2")


def pdf(lines: list[tuple[int, int, str]], pages: int = 1) -> bytes:
    """A PDF with words at places."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    target = io.BytesIO()
    page = canvas.Canvas(target, invariant=True)
    for _ in range(pages):
        for x, y, words in lines:
            page.drawString(x, y, words)
        page.showPage()
    page.save()
    return target.getvalue()


def test_a_row_of_a_table_in_a_pdf_stays_one_line(opened):
    """Serial and fault belong together (issue 4)."""
    words = [(50, 700, "Matricola"), (300, 700, "Difetto"), (50, 680, "GG4 0047 7886")]
    found = opened("ddt.pdf", pdf([*words, (300, 680, "SIM rotta")]), "application/pdf")[0]

    assert found.text.split("\n") == ["Matricola\tDifetto", "GG4 0047 7886\tSIM rotta"]


@pytest.mark.parametrize(("pages", "cut"), [(19, False), (20, False), (21, True)])
def test_pages_of_a_pdf_have_a_bound(opened, pages, cut):
    """Below, at and above 20 pages (mail-layer 6)."""
    found = opened("p.pdf", pdf([(50, 700, "riga")], pages))[0]

    assert found.text.count("riga") == min(pages, 20)
    assert bool(found.problem) == cut


def photo(
    text: str, *, turn: float = 0, blur: float = 0, form: str = "JPEG", code: str = "Code128"
):
    """A label with a barcode on a desk, photographed."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageFilter")
    zxing = pytest.importorskip("zxingcpp")
    made = zxing.create_barcode(text, zxing.barcode_format_from_str(code))
    bars = image.fromarray(zxing.write_barcode_to_image(made, scale=4))
    label = image.new("L", (bars.width + 80, bars.height + 80), 255)
    label.paste(bars, (40, 40))
    desk = image.new("L", (1_600, 1_200), 120)
    turned = label.rotate(turn, image.Resampling.BICUBIC, expand=True, fillcolor=120)
    turned.thumbnail((1_300, 1_100))
    desk.paste(turned, ((1_600 - turned.width) // 2, (1_200 - turned.height) // 2))
    target = io.BytesIO()
    if form == "HEIF":
        pytest.importorskip("pillow_heif").register_heif_opener()
    desk.filter(draw.GaussianBlur(blur)).convert("RGB").save(target, form)
    return target.getvalue()


@pytest.mark.parametrize("turn", [0, 10, 20, 35, 45, 60, 75, 90, 130, 180, 225, 300])
def test_a_barcode_is_read_however_the_photo_was_turned(opened, turn):
    """Code 128 at any angle (libraries.md 7)."""
    found = opened("IMG_1.jpg", photo("VSF0426110063W", turn=turn), "image/jpeg")[0]

    assert found.codes == ("VSF0426110063W",)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("JPEG", "a.jpg"),
        ("PNG", "a.png"),
        ("HEIF", "a.HEIC"),
        ("WEBP", "a.webp"),
        ("TIFF", "a.tif"),
        ("GIF", "a.gif"),
    ],
)
def test_a_photo_is_read_in_every_form_that_telephones_send(opened, form, name):
    """JPEG, PNG, HEIC, WEBP, TIFF, GIF; the name tells nothing."""
    found = opened("x.bin", photo("GG4 0047 7886", form=form, code="QRCode"))[0]

    assert found.codes == ("GG4 0047 7886",), found.problem


def test_a_blurred_photo_is_read(opened):
    """Up to what libraries.md 7 measured."""
    assert opened("b.jpg", photo("VSF0426110063W", turn=8, blur=1.0))[0].codes


def test_a_photo_without_a_code_says_nothing(opened):
    """A logo is no problem."""
    image = pytest.importorskip("PIL.Image")
    target = io.BytesIO()
    image.effect_noise((640, 480), 40).save(target, "PNG")
    found = opened("IMG.png", target.getvalue(), "image/png")[0]

    assert (found.codes, found.problem) == ((), "")


def test_a_picture_without_a_name_is_kept(read):
    """libraries.md 4: photos of labels can vanish this way."""
    mail = read(
        b"From: m@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
        b"vedi foto\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"/9j/4AAQ\r\n--b--\r\n"
    )

    assert mail.text == "vedi foto"
    assert [(a.name, a.size) for a in mail.attachments] == [("part-1.jpg", 6)]


def archive(files: dict[str, bytes]) -> bytes:
    """A zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return target.getvalue()


def test_zipped_files_are_attachments_of_their_own(opened):
    """Photos in a zip (mails.md 4), names made safe."""
    files = {"../foto.png": photo("VSF0426110063W", form="PNG"), "note/log.txt": b"IG4/009845"}
    found = opened("foto.zip", archive(files))

    assert [a.name for a in found] == ["foto.zip", "foto.png", "log.txt"]
    assert found[1].codes == ("VSF0426110063W",)
    assert found[2].text == "IG4/009845"


def test_an_archive_inside_archives_is_not_opened(opened):
    """One level deep (issue 4)."""
    inner = archive({"c.zip": archive({"d.txt": b"x"})})
    found = opened("a.zip", archive({"b.zip": inner}))

    assert [a.name for a in found] == ["a.zip", "b.zip", "c.zip"]
    assert "archive inside" in found[2].problem


def test_a_word_document_is_text(opened):
    """Some firms write everything in it."""
    xml = b"<w:p><w:t>Matricola GG4 0047 7886</w:t></w:p><w:p><w:t>guasto &amp; muto</w:t></w:p>"
    found = opened("reso.docx", archive({"word/document.xml": xml}))[0]

    assert found.text == "Matricola GG4 0047 7886\nguasto & muto"


@pytest.mark.parametrize(("count", "kept"), [(99, 99), (100, 100), (101, 100)])
def test_attachments_have_a_bound(read, count, kept):
    """Below, at and above 100 (mail-layer 6)."""
    part = "--b\nContent-Type: application/x-a\n\nx\n"
    mail = read(
        f"From: m@x.example\nContent-Type: multipart/mixed; boundary=b\n\n{part * count}--b--"
    )

    assert len(mail.attachments) == kept
    assert bool(mail.problems) == (count > kept)


NAMES = {
    "../../etc/cron.d/rma": "rma",
    "C:\\Windows\\hosts": "hosts",
    "/var/lib/tickets.db": "tickets.db",
    'foto.jpg" ; rm -rf ~ ; ".sh': "foto.jpg_ _ rm -rf ~ _ _.sh",
    "fattura_\u202efdp.exe": "fattura_fdp.exe",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "a\x00b\n.txt": "ab .txt",
    "note%00.php": "note_.php",
    "...": "part-7.pdf",
    "": "part-7.pdf",
    "  .bashrc ": "bashrc",
    "resi novembre.xlsx": "resi novembre.xlsx",
    "Größe è.pdf": "Größe è.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_safe(name):
    """No path, no control or direction characters, reserved names harmless (mail-layer 20)."""
    from mailbot.adapters.reading.names import safe_name

    assert safe_name(name, "application/pdf", 7) == NAMES[name]


@pytest.mark.parametrize("length", [119, 120, 121, 1_000])
def test_a_file_name_is_bounded_and_keeps_its_extension(length):
    """Below, at and above 120 characters."""
    from mailbot.adapters.reading.names import safe_name

    found = safe_name("a" * (length - 4) + ".pdf", "", 1)

    assert len(found) == min(length, 120)
    assert found.endswith(".pdf")


def test_a_missing_package_is_a_problem_in_one_line(monkeypatch):
    """Extras are optional; the mail is read all the same (libraries.md 8)."""
    import sys

    from mailbot.adapters.reading.contents import Job, open_file

    monkeypatch.delitem(sys.modules, "mailbot.adapters.reading.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = open_file(Job("a.pdf", "", b"%PDF-1.4", Limits(), 1e9))

    assert found.problem == "not opened: the package pypdf is not installed"


def test_files_that_are_not_what_they_say_are_a_problem_in_one_line():
    """Damaged files (issue 4)."""
    bench = Bench(Limits())
    for name, data in {
        "a.xlsx": b"PK\x03\x04" + b"x" * 99,
        "a.pdf": b"%PDF-1.7 nothing",
        "a.png": b"\x89PNG\r\n\x1a\n" + b"x" * 99,
        "a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "a.dat": b"\x78\x9f\x3e\x22" + b"x" * 99,
    }.items():
        found, _ = bench.open(File(name, "", data), 2.0)
        assert found.problem, name
        assert "\n" not in found.problem
    bench.close()


def test_the_csv_module_is_left_as_it_was():
    """Its field limit is a setting of the whole process."""
    assert csv.field_size_limit() == 131_072


def test_ten_photos_share_the_time_of_a_mail(reader, raw_mail):
    """Straight ones are read at once, before any is turned (issue 4, time over all pictures)."""
    import base64

    blank = photo("x", form="PNG", code="QRCode")[:-400]
    labels = [photo(f"VSF042611006{n}W", turn=5) for n in range(9)]
    parts = b"".join(
        b"--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(data)
        for data in (blank, *labels)
    )
    head = b"From: m@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    mail = reader.read(raw_mail(head + parts + b"--b--\r\n"))

    assert [a.codes for a in mail.attachments[1:]] == [(f"VSF042611006{n}W",) for n in range(9)]


@pytest.mark.parametrize(("count", "left_out"), [(9, 0), (10, 0), (11, 1)])
def test_pictures_have_a_bound(reader, raw_mail, count, left_out):
    """Below, at and above ten (mail-layer 6)."""
    import base64

    image = pytest.importorskip("PIL.Image")
    target = io.BytesIO()
    image.effect_noise((120, 90), 40).save(target, "PNG")
    part = (
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(target.getvalue())
    )
    head = b"From: m@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    mail = reader.read(raw_mail(head + part * count + b"--b--\r\n"))

    assert sum("first 10 pictures" in a.problem for a in mail.attachments) == left_out
