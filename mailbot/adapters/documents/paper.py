"""Paper for all PDF documents: page, fonts, barcodes and flowing text, by reportlab.

The same facts give the same bytes: no date of making stands in a file.
"""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from mailbot.adapters.sealed import clean, one_line

FONT, BOLD = "Helvetica", "Helvetica-Bold"
INK, GREY, LINE = HexColor("#1c2733"), HexColor("#5b6672"), HexColor("#b9c6d3")
_MARGIN = 18 * mm
# Light modules around a QR code (ISO/IEC 18004).
_QUIET = 4
# A row of a table does not go over a page's end: its longest cell must fit on one page.
_CELL_CHARS, _CELL_LINES = 600, 8


def printable(text: str) -> str:
    """The text in the letters that the built-in fonts have; accents of others fall off."""
    kept = []
    for char in clean(text):
        for one in (char, *unicodedata.normalize("NFKD", char)):
            try:
                one.encode("cp1252")
            except UnicodeEncodeError:
                continue
            kept.append(one)
            break
        else:
            kept.append("" if unicodedata.combining(char) else "?")
    return "".join(kept)


def _dark_runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts, and how long it is."""
    place = 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            yield place, length
        place += length


class Sheet:
    """An A4 page to draw on. Lengths are millimetres from the top left corner."""

    def __init__(self, title: str) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=A4, invariant=1)
        self._canvas.setTitle(printable(title))
        self._height = A4[1]

    def text(self, x: float, y: float, words: str, size: float, *, bold: bool = False) -> None:
        """Words with their base line at `y`, `size` in points."""
        self._canvas.setFillColor(INK)
        self._canvas.setFont(BOLD if bold else FONT, size)
        self._canvas.drawString(x * mm, self._height - y * mm, printable(words))

    def fitted(self, x: float, y: float, words: str, size: float, wide: float) -> None:
        """Bold words in one line, as large as `size` allows and `wide` lets them be."""
        line = printable(one_line(words, 120))
        while size > 7 and stringWidth(line, BOLD, size) > wide * mm:
            size -= 0.5
        while stringWidth(line, BOLD, size) > wide * mm:
            line = line[:-2].rstrip() + "…"
        self.text(x, y, line, size, bold=True)

    def line(self, y: float, *, dashed: bool = False) -> None:
        """A line across the page."""
        self._canvas.setStrokeColor(LINE if dashed else INK)
        self._canvas.setDash(*((3, 3) if dashed else (1, 0)))
        self._canvas.setLineWidth(0.6 if dashed else 1.4)
        height = self._height - y * mm
        self._canvas.line(15 * mm, height, 195 * mm, height)

    def code128(self, x: float, y: float, content: str, tall: float, module: float) -> None:
        """A Code 128 with its top left corner there, `module` the width of its thinnest bar."""
        code = Code128(content, barHeight=tall * mm, barWidth=module * mm, humanReadable=False)
        code.drawOn(self._canvas, x * mm, self._height - (y + tall) * mm)

    def qr(self, x: float, y: float, content: str, side: float) -> None:
        """A QR code with its top left corner there, error correction M, its quiet zone inside."""
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(content)
        code.make()
        count = code.getModuleCount()
        module = side * mm / (count + 2 * _QUIET)
        left, top = x * mm + _QUIET * module, self._height - y * mm - _QUIET * module
        path = self._canvas.beginPath()
        for row in range(count):
            for start, length in _dark_runs([code.isDark(row, column) for column in range(count)]):
                begin = top - (row + 1) * module
                path.rect(left + start * module, begin, length * module, module)
        self._canvas.setFillColor(black)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """Go on with an empty page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._file.getvalue()


_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=14, textColor=INK)
_STYLES = {
    "body": _BODY,
    "bold": ParagraphStyle("bold", parent=_BODY, fontName=BOLD),
    "right": ParagraphStyle("right", parent=_BODY, alignment=TA_RIGHT),
    "right_bold": ParagraphStyle("right_bold", parent=_BODY, alignment=TA_RIGHT, fontName=BOLD),
    "small": ParagraphStyle("small", parent=_BODY, fontSize=8.5, leading=12, textColor=GREY),
    "title": ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=18, leading=24),
    "head": ParagraphStyle(
        "head", parent=_BODY, fontName=BOLD, fontSize=12, leading=16, spaceBefore=10, spaceAfter=4
    ),
}


class Paper:
    """Pages of flowing text and tables, the desk's name above and the page number below."""

    def __init__(self, title: str, company: str, footer: str) -> None:
        self._title, self._company, self._footer = title, company, footer
        self._flow: list[Flowable] = [Paragraph(_markup(title), _STYLES["title"]), Spacer(0, 6)]

    def words(self, text: str, style: str = "body") -> None:
        """A paragraph. Styles: body, bold, small, head."""
        self._flow.append(Paragraph(_markup(text), _STYLES[style]))

    def space(self, height: float = 6) -> None:
        """Points of nothing."""
        self._flow.append(Spacer(0, height))

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """A table of names and values; rows without a value are left out."""
        cells = [
            (Paragraph(_markup(name), _STYLES["small"]), Paragraph(_markup(value), _STYLES["body"]))
            for name, value in rows
            if value
        ]
        self._table(cells, (42 * mm, 132 * mm), ruled=False)

    def sums(self, rows: Sequence[tuple[str, str]]) -> None:
        """A table of names and amounts; the last one is the total."""
        cells = []
        for index, (name, value) in enumerate(rows):
            last = index == len(rows) - 1
            left, right = ("bold", "right_bold") if last else ("body", "right")
            cells.append(
                (Paragraph(_markup(name), _STYLES[left]), Paragraph(_markup(value), _STYLES[right]))
            )
        self._table(cells, (124 * mm, 50 * mm), ruled=True)

    def grid(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[float]
    ) -> None:
        """A table with a heading line; widths in millimetres."""
        cells = [tuple(Paragraph(_markup(cell), _STYLES["small"]) for cell in header)]
        cells += [tuple(Paragraph(_markup(cell), _STYLES["body"]) for cell in row) for row in rows]
        self._table(cells, tuple(w * mm for w in wide), ruled=True)

    def finish(self) -> bytes:
        """The PDF."""
        file = io.BytesIO()
        document = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=26 * mm,
            bottomMargin=22 * mm,
            title=printable(self._title),
            author=printable(self._company),
            invariant=1,
        )
        document.build(self._flow, onFirstPage=self._frame, onLaterPages=self._frame)
        return file.getvalue()

    def _table(
        self, cells: Sequence[Sequence[Flowable]], wide: Sequence[float], *, ruled: bool
    ) -> None:
        if not cells:
            return
        rules = [("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)] if ruled else []
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *rules,
        ]
        table = Table(list(cells), colWidths=list(wide), style=TableStyle(style), hAlign="LEFT")
        self._flow += [table, Spacer(0, 8)]

    def _frame(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFillColor(GREY)
        canvas.setFont(BOLD, 9)
        canvas.drawString(_MARGIN + 6, A4[1] - 15 * mm, printable(self._company))
        canvas.setStrokeColor(LINE)
        canvas.line(_MARGIN + 6, A4[1] - 18 * mm, A4[0] - _MARGIN - 6, A4[1] - 18 * mm)
        canvas.setFont(FONT, 8)
        canvas.drawString(_MARGIN + 6, 12 * mm, printable(self._footer))
        canvas.drawRightString(A4[0] - _MARGIN - 6, 12 * mm, str(document.page))
        canvas.restoreState()


def _markup(text: str) -> str:
    """Plain words as reportlab's paragraph markup: nothing in them is a tag, bounded."""
    words = printable(text)
    lines = words.split("\n")
    if len(lines) > _CELL_LINES:
        words = " ".join(lines)
    if len(words) > _CELL_CHARS:
        words = f"{words[: _CELL_CHARS - 1].rstrip()}…"
    return escape(words, quote=False).replace("\n", "<br/>")
