"""CSV of people into the registry: good files whole, bad ones with every mistake."""

from datetime import date
from pathlib import Path

import pytest

from mailbot.adapters import csv_rows
from mailbot.adapters.registry_csv import SALES_COLUMNS, read_partners, read_sales
from mailbot.domain.registry import Role, SoldUnit
from mailbot.errors import Misconfigured, Unavailable

SALE = {
    "serial": "OR3-24-01234-K",
    "mac": "00:1C:A8:5E:D1:28",
    "product_code": "VS-ORC-50",
    "product_name": "Orchestra PBX 50",
    "family": "pbx",
    "channel": "distributor",
    "sold_to": "gfo",
    "delivery_date": "2023-04-24",
    "license_date": "2023-06-08",
    "delivery_note": "2023/08953",
    "hardware_replacement_service": "no",
}
PARTNER = {
    "id": "retipiu",
    "name": "Reti Più S.n.c.",
    "role": "quality_partner",
    "domains": "retipiu.example",
    "emails": "Info@retipiu.example",
    "language": "it",
    "sales_rep": "davide.riva",
}


def text_of(*rows: dict[str, str], delimiter: str = ",") -> str:
    """Rows as CSV with a header."""
    lines = [delimiter.join(rows[0])]
    lines += [delimiter.join(row.values()) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "some.csv"


def sales(file: Path, content: str | bytes, partners: tuple[str, ...] = ("gfo",)) -> list[SoldUnit]:
    """The units of this content."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_sales(file, partners))


def mistakes(file: Path, content: str | bytes) -> list[str]:
    """What is said of a sales file, without its path."""
    with pytest.raises(Misconfigured) as caught:
        sales(file, content)
    assert all(m.path == str(file) for m in caught.value.mistakes)
    return [str(m).removeprefix(f"{file}:") for m in caught.value.mistakes]


def test_a_row_becomes_a_unit(file: Path) -> None:
    """Every column has its place."""
    assert sales(file, text_of(SALE)) == [
        SoldUnit(
            "OR3-24-01234-K",
            "00:1C:A8:5E:D1:28",
            "VS-ORC-50",
            "Orchestra PBX 50",
            "pbx",
            "distributor",
            "gfo",
            date(2023, 4, 24),
            date(2023, 6, 8),
            "2023/08953",
            False,
        )
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_of_any_spreadsheet_program_is_read(
    file: Path, mark: bytes, delimiter: str, end: bytes
) -> None:
    """With or without BOM, any common delimiter, any line end, header in any case and order."""
    row = {k.upper().replace("_", " "): v for k, v in reversed(SALE.items())}
    content = text_of(row | {"own column": "x"}, delimiter=delimiter).encode()
    assert sales(file, mark + content.replace(b"\n", end)) == sales(file, text_of(SALE))


def test_excels_separator_line_and_blank_lines_are_passed_over(file: Path) -> None:
    """`sep=;` stands first in files that Excel is to open; empty rows come at the end."""
    content = "sep=;\n" + text_of(SALE, delimiter=";") + "\n;;;;;;;;;;\n"
    assert len(sales(file, content)) == 1


def test_a_quoted_cell_may_have_the_delimiter_in_it(file: Path) -> None:
    """RFC 4180: quotes, and doubled quotes in them."""
    [unit] = sales(file, text_of(SALE | {"product_name": '"PBX ""50"", big"'}))
    assert unit.product_name == 'PBX "50", big'


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("serial", "", "serial ``, write 3 to 64 letters and digits"),
        ("serial", "A-1", "serial `A-1`, write 3 to 64 letters and digits"),
        ("serial", "A" * 65, "write 3 to 64"),
        ("mac", "00:1C:A8:5E:D1", "mac `00:1C:A8:5E:D1`, write twelve digits 0-9 A-F"),
        ("mac", "00:1C:A8:5E:D1:2G", "write twelve digits"),
        ("family", "toaster", "family `toaster`, write one of fax_server, fxs_adapter"),
        ("channel", "shop", "channel `shop`, write one of direct, distributor"),
        ("sold_to", "", "sold_to is empty, write the id of a partner"),
        ("sold_to", "nobody", "sold_to `nobody` is no partner, import the partner first"),
        ("delivery_date", "24/04/2023", "delivery_date `24/04/2023`, write 2023-04-24"),
        ("delivery_date", "31/02/2023", "write a date like 2026-01-31"),
        ("delivery_date", "1979-12-31", "write a date like 2026-01-31"),
        ("license_date", "2101-01-01", "write a date like 2026-01-31"),
        ("license_date", "20230608", "write a date like 2026-01-31"),
        ("license_date", "never", "license_date `never`, write a date"),
        ("hardware_replacement_service", "maybe", "write yes or no"),
        ("delivery_note", "x" * 1001, "`delivery_note` is longer than 1000 characters"),
        ("product_name", "a\x07b", "`product_name` has a control character"),
    ],
)
def test_each_wrong_cell_is_named_with_what_would_be_right(
    file: Path, column: str, value: str, said: str
) -> None:
    """`path:line: what is wrong, what would be right`."""
    good = SALE | {"serial": "OTHER1", "mac": ""}
    [found] = mistakes(file, text_of(good, SALE | {column: value}))
    assert found.startswith("3: ")
    assert said in found


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("serial", "A12"),
        ("serial", "A" * 64),
        ("mac", ""),
        ("mac", "001ca85ed128"),
        ("family", "IP Phone"),
        ("delivery_date", "1980-01-01"),
        ("delivery_date", ""),
        ("license_date", "2100-12-31"),
        ("hardware_replacement_service", "Sì"),
        ("delivery_note", "x" * 1000),
    ],
)
def test_what_is_just_good_enough_is_read(file: Path, column: str, value: str) -> None:
    """The bounds from below and at them."""
    assert len(sales(file, text_of(SALE | {column: value}))) == 1


def test_all_mistakes_of_a_file_are_told_at_once(file: Path) -> None:
    """Three wrong lines, four mistakes, no unit but those before the first mistake."""
    rows = [SALE | {"serial": f"GOOD{n}", "mac": ""} for n in range(6)]
    rows[1]["channel"] = "x"
    rows[3] |= {"family": "x", "sold_to": "x"}
    rows[5]["mac"] = "x"
    found = mistakes(file, text_of(*rows))
    assert [m.partition(":")[0] for m in found] == ["3", "5", "5", "7"]


@pytest.mark.parametrize(
    ("column", "again"), [("serial", "or3 24 01234 k"), ("mac", "001C.A85E.D128")]
)
def test_a_serial_or_mac_stands_only_once_however_written(
    file: Path, column: str, again: str
) -> None:
    """Compared in the bare form; the first line is named."""
    other = {"serial": "OTHER1", "mac": "00:1C:A8:5E:D1:29"}
    [found] = mistakes(file, text_of(SALE, SALE | other | {column: again}))
    assert found == f"3: {column} `{again}` stands in line 2 already, remove one of the two"


def test_a_line_with_other_cells_than_the_header_is_named(file: Path) -> None:
    """A stray delimiter shifts every cell after it."""
    content = text_of(SALE) + "a,b,c\n" + ",".join([*SALE.values(), "more"]) + "\n"
    assert mistakes(file, content) == [
        "3: the line has 3 cells, give it 11, as the header has",
        "4: the line has 12 cells, give it 11, as the header has",
    ]


def test_missing_and_misspelt_columns_are_named(file: Path) -> None:
    """A name that is nearly one of ours is a slip, not a column of the owner's."""
    assert mistakes(file, "serial,mac\nA12,\n")[0].startswith("1: missing columns: product_code")
    assert mistakes(file, text_of(SALE).replace("delivery_date", "delivry_date")) == [
        "1: column `delivry_date` is not known, write `delivery_date`"
    ]
    twice = text_of(SALE | {"x": "y"}).replace(",x\n", ",serial\n")
    assert mistakes(file, twice) == ["1: column `serial` stands there twice, remove one"]
    assert "missing columns" in mistakes(file, "")[0]


def test_other_encodings_are_named(file: Path) -> None:
    """Excel's other ways to save: the line is named, and what to choose there."""
    latin = text_of(SALE, SALE | {"serial": "OTHER1", "mac": "", "product_name": "Più"})
    assert mistakes(file, latin.encode("latin-1")) == [
        "3: the line is not UTF-8, save the file as CSV UTF-8"
    ]
    assert mistakes(file, latin.encode("utf-16"))[0].startswith("1: the file is UTF-16")


def test_a_quote_that_is_not_closed_does_not_swallow_the_mistakes_before_it(file: Path) -> None:
    """The line where the quote begins is named."""
    rows = [SALE | {"serial": f"GOOD{n}", "mac": ""} for n in range(5)]
    rows[0]["channel"] = "x"
    rows[2]["product_name"] = '"PBX'
    found = mistakes(file, text_of(*rows))
    assert found[0].startswith("2: channel")
    assert found[1].startswith("4: the line is no CSV")


@pytest.mark.parametrize(("over", "count"), [(-1, 1), (0, 1), (1, None)])
def test_a_line_is_bounded(file: Path, over: int, count: int | None) -> None:
    """20,000 bytes with the line end; what is longer is named and passed over."""
    row = text_of(SALE | {"own": ""})
    content = (
        row[:-1] + "x" * (csv_rows.MAX_LINE_BYTES - len(row.splitlines()[1]) - 1 + over) + "\n"
    )
    content += text_of(SALE | {"own": "", "serial": "OTHER1", "mac": ""}).splitlines()[1] + "\n"
    if count is None:
        [found] = mistakes(file, content)
        assert found.startswith("2: the line is longer than 20000 bytes")
    else:
        assert len(sales(file, content)) == count + 1


@pytest.mark.parametrize(("count", "shown"), [(199, 199), (200, 200), (201, 201), (5000, 201)])
def test_many_mistakes_are_counted(file: Path, count: int, shown: int) -> None:
    """The first 200, then how many more: nobody reads on."""
    rows = [SALE | {"serial": f"BAD{n}", "mac": "", "channel": "x"} for n in range(count)]
    found = mistakes(file, text_of(*rows))
    assert len(found) == shown
    assert (f"and {count - 200} more" in found[-1]) is (count > 200)


def test_a_file_that_is_too_large_or_gone_is_not_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk image named by mistake; a file that is not there."""
    with pytest.raises(Unavailable, match="No such file"):
        list(read_sales(file))
    size = len(text_of(SALE))
    monkeypatch.setattr(csv_rows, "MAX_BYTES", size)
    assert len(sales(file, text_of(SALE))) == 1
    monkeypatch.setattr(csv_rows, "MAX_BYTES", size - 1)
    assert "is larger than" in mistakes(file, text_of(SALE))[0]


def test_the_bytes_read_are_told(file: Path) -> None:
    """What the progress bar shows adds up to the file."""
    read: list[int] = []
    file.write_text(text_of(SALE), "utf-8")
    list(read_sales(file, progress=read.append))
    assert sum(read) == file.stat().st_size


# -- partners --


def partner_mistakes(file: Path, *rows: dict[str, str]) -> list[str]:
    """What is said of a partner file, without its path."""
    file.write_text(text_of(*rows), "utf-8")
    with pytest.raises(Misconfigured) as caught:
        read_partners(file)
    return [str(m).removeprefix(f"{file}:") for m in caught.value.mistakes]


def test_partners_are_read_with_what_is_optional(file: Path) -> None:
    """Several domains or addresses are separated by `;`; extra columns are optional."""
    full = PARTNER | {
        "domains": "retipiu.example; @pec.retipiu.example",
        "emails": "Info@retipiu.example;tecnici@retipiu.example",
        "distributor_id": "",
        "vat_rate": '"22,5 %"',
        "vat_note": "art. 8",
        "return_address": "Via Roma 1 - Milano",
    }
    file.write_text(text_of(full), "utf-8")
    [partner] = read_partners(file)
    assert partner.role is Role.QUALITY_PARTNER
    assert partner.domains == ("retipiu.example", "pec.retipiu.example")
    assert partner.emails == ("info@retipiu.example", "tecnici@retipiu.example")
    assert (partner.vat_rate, partner.vat_note) == ("22.5", "art. 8")
    assert partner.return_address == "Via Roma 1 - Milano"
    file.write_text(text_of(PARTNER), "utf-8")
    [partner] = read_partners(file)
    assert (partner.distributor_id, partner.vat_rate) == ("", "")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("id", "two words", "id `two words`, write one word"),
        ("id", "", "id ``, write one word"),
        ("name", "", "name is empty"),
        ("role", "staff", "role `staff`, write one of customer, dealer"),
        ("domains", "no domain", "domain `no`, write it like firm.example"),
        ("domains", "gmail.com", "anybody may have an address there"),
        ("emails", "anna", "email `anna`, write it like name@firm.example"),
        ("language", "ita", "language `ita`, write two letters"),
        ("vat_rate", "lots", "vat_rate `lots`, write a percentage"),
        ("vat_rate", "101", "vat_rate `101`"),
        ("vat_rate", "-1", "vat_rate `-1`"),
        ("distributor_id", "nobody", "distributor_id `nobody`, write the id of a partner"),
    ],
)
def test_each_wrong_cell_of_a_partner_is_named(
    file: Path, column: str, value: str, said: str
) -> None:
    """As with sales."""
    row = PARTNER | {"distributor_id": "", "vat_rate": ""}
    found = partner_mistakes(file, row | {column: value})
    assert said in found[0]
    assert found[0].startswith("2: ")


def test_a_dealer_has_a_distributor_who_is_one(file: Path) -> None:
    """R3: his requests go there. The order of the lines does not matter."""
    dealer = PARTNER | {"id": "shop", "role": "dealer", "domains": "s.example", "emails": ""}
    above = PARTNER | {"id": "gfo", "role": "distributor", "domains": "", "distributor_id": ""}
    assert (
        "write his distributor's id" in partner_mistakes(file, dealer | {"distributor_id": ""})[0]
    )
    file.write_text(text_of(dealer | {"distributor_id": "gfo"}, above), "utf-8")
    assert [p.distributor_id for p in read_partners(file)] == ["gfo", ""]
    wrong = above | {"role": "customer"}
    assert (
        "is a distributor" in partner_mistakes(file, dealer | {"distributor_id": "gfo"}, wrong)[0]
    )


@pytest.mark.parametrize("column", ["id", "domains", "emails"])
def test_an_id_domain_or_address_belongs_to_one_partner(file: Path, column: str) -> None:
    """Otherwise a mail would have two owners."""
    other = {"id": "other", "domains": "other.example", "emails": "x@other.example"}
    second = PARTNER | other | {column: PARTNER[column].upper()}
    [found] = partner_mistakes(file, PARTNER, second)
    assert "stands in line 2 already" in found


def test_the_reference_files_are_read(shared: Path) -> None:
    """The registry and the directory of the corpus, whole."""
    partners = read_partners(shared / "corpus" / "partners.csv")
    units = list(read_sales(shared / "corpus" / "sales.csv", {p.id for p in partners}))
    assert (len(partners), len(units)) == (35, 603)


def test_who_registered_a_licence_is_kept_where_the_file_tells(tmp_path: Path) -> None:
    """R11: either registrant is accepted as evidence, and stored; the column may be missing."""
    head = ",".join(SALES_COLUMNS)
    row = "OR1,,VS,PBX,pbx,direct,ada,2026-01-10,2026-02-03,1/26,no"
    with_it, without = tmp_path / "a.csv", tmp_path / "b.csv"
    with_it.write_text(f"{head},licensed_by\n{row},Elettro Impianti\n", encoding="utf-8")
    without.write_text(f"{head}\n{row}\n", encoding="utf-8")

    assert [u.licensed_by for u in read_sales(with_it)] == ["Elettro Impianti"]
    assert [u.licensed_by for u in read_sales(without)] == [""]
