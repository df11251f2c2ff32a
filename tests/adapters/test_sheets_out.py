"""What goes into a spreadsheet is data, whatever a mail had in it (mail-layer 20)."""

import io
from datetime import date

import pytest

from mailbot.adapters.sheets_out import FORMATS, safe


@pytest.mark.parametrize(
    "text", ["=1+1", "+39 02", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\x0b=1"]
)
def test_a_text_that_could_be_a_formula_gets_a_quote(text: str) -> None:
    """The six beginnings that spreadsheet programs obey, after blanks and in wide form too."""
    assert str(safe(text)).startswith("'")


@pytest.mark.parametrize("cell", ["", "a=1", "'=1", "RMA-2026-00001", 7, -7, None, date.min])
def test_other_cells_stay_as_they_are(cell: str | int | date | None) -> None:
    """Numbers and dates cannot be formulas."""
    assert safe(cell) == cell


@pytest.mark.parametrize(("length", "kept"), [(31_999, 31_999), (32_000, 32_000), (32_001, 32_000)])
def test_a_cell_is_bounded(length: int, kept: int) -> None:
    """XLSX takes no more than 32,767 characters; a mail may have more."""
    assert len(str(safe("x" * length))) == kept


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_control_characters_never_stop_an_export(kind: str) -> None:
    """openpyxl raises for them; they are left out."""
    file = io.BytesIO()
    assert FORMATS[kind](file, [["head"], ["a\x00\x08b\x1b"], [None], [3]]) == 4
    assert not file.closed
