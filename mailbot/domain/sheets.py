"""Tables of units: which row is the header, which column says what, which rows are units."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.domain.cards import is_card_line, read_cards
from mailbot.domain.columns import is_value, title_of
from mailbot.domain.mail import Table
from mailbot.domain.phrases import beginnings, phrases, whole
from mailbot.domain.products import find_family
from mailbot.domain.symptoms import is_symptom

_HEADER_ROWS = 20  # the header stands in one of the first rows
_ROWS = 5_000
_CLOSED = phrases(
    r"""
    chius[oaie] | closed | resolved | risolt[oaie] | riparat[oaie] | repaired | replaced
    sostituit[oaie] | evas[oaie] | spedit[oaie] | shipped
    geschlossen | erledigt | abgeschlossen | clôturée? | terminée? | cerrad[oa] | resuelt[oa]
    ok | completat[oa] | done | archiviat[oa]
    """
)
_TOTAL = beginnings(
    r"""
        total[ei]?\b | tot\.? | summe\b | gesamt | somma\b | suma\b | subtot | somme\b
        """
)
_ASIDE = phrases(
    r"""
    chius[oaie] | closed | storic[oia] | archivi\w* | history | historic\w* | archive\w* | old
    vecchi | precedent[ei] | (?:anno¦mese) scorso | last (?:month¦week¦year) | done | evas[ie]
    alt | alte | archiv | vormonat | vorjahr | erledigt\w* | geschlossen\w* | clôturée?s? | anciens?
    anciennes? | (?:mois¦année) (?:dernier¦passé)e? | cerrad[oa]s | antigu[oa]s | histórico
    (?:mes¦año) pasado | previous | anteriores | help | istruzioni | instructions | anleitung
    readme | legenda | legend | aide | ayuda | esemp[io]i? | examples? | beispiel\w* | exemples?
    ejemplos? | resolved | risolti | gelöst\w*
    """
)
# A title above a table that is over. "Already" alone may be: already tested.
_OVER = phrases(
    r"""
    (?:closed¦settled¦resolved¦finished) (?:rmas?¦returns?¦cases?¦tickets?¦repairs?)
    already (?:closed¦returned¦repaired¦replaced¦shipped¦settled¦handled¦sent back¦credited¦done¦\
      processed¦resolved)
    (?:not¦no) (?:for¦part of) (?:this¦the) \w+ | for reference only | closed | storico | archivio
    (?:rma¦res[oi]¦pratiche¦casi) (?:già )?(?:chius[ie]¦evas[ie]¦archiviat[ie]¦gestit[ie])
    già (?:chius¦evas¦ripara¦restitui¦sostitui¦spedi¦ricevu¦gesti¦res)\w+ | chiusi | chiuse
    solo per (?:conoscenza¦riferimento) | erledigte? | abgeschlossene?
    bereits (?:erledigt¦repariert¦ersetzt¦getauscht¦ausgetauscht¦zurück¦geliefert¦versandt¦\
      verschickt¦eingeschickt¦gutgeschrieben)\w*
    nur zur (?:info\w*¦kenntnis) | clôturée?s | déjà \w+ée?s?
    pour (?:mémoire¦information) | cerrad[oa]s
    ya \w+[aio]d[oa]s | solo (?:como¦a título) \w+
    """
)
_STILL = phrases(
    r"""
    tested | provat[ioae] | testat[ioae] | getestet\w* | geprüft\w* | testée?s? | probad[oa]s
    verificat[ioae] | checked | controllat[ioae] | vérifiée?s? | comprobad[oa]s
    (?:non¦not¦nicht¦pas¦no) (?:ancora ¦yet ¦noch ¦encore )?\w+
    """
)
_DITTO = whole(
    r"""
        idem | ditto | come sopra | vedi sopra | id\. | as above | same | s\.? ?o\.? | wie oben
        siehe oben | dito | ibid\.? | (?:cf\. )?ci-dessus | ídem | igual | \" | '' | ” | ″ | -\"-
        //
        """
)
_EMPTY = whole(
    r"""
        [-–—_.?/ ]* | n\.?/?[ad]\.? | n\.d\. | nd | none | nessuno | manca | mancante | missing
        \#+[a-z/0]*[!?]? | vedi .{0,20} | \(vedi .{0,20} | illeggibile | unreadable
        sconosciuto | unknown | keine | fehlt | aucun | ninguno | tbd | xxx+
        """
)
# 3,30262E+14: the spreadsheet kept six digits of sixteen.
_ROUNDED = re.compile(r"\d[.,]\d{1,12}E\+?\d{1,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that speaks of units. `cells` is the whole row, `number` its place among the rows
    below the header; `spoiled`: a spreadsheet rounded its serial."""

    serial: str
    mac: str
    fault: str
    product: str
    quantity: int
    cells: tuple[str, ...]
    number: int
    spoiled: bool = False


def is_over(table: Table) -> bool:
    """True for a table whose name says that it is a help text or a list of what is over."""
    return _ASIDE.search(table.name.replace("_", " ")) is not None


def is_titled_over(table: Table) -> bool:
    """True for a table with a title above it that says so."""
    header = find_header(table.rows)
    above = " ".join(" ".join(row) for row in table.rows[: header[0] if header else 3])[:400]
    return _OVER.search(_STILL.sub(" ", above)) is not None


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Where the header stands and which column says what; None where no row heads a column of
    serials or MACs."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        titles = [title_of(cell) for cell in row[:60]]
        if not {"serial", "mac"} & set(titles):
            continue
        # A title alone heads a list only if what follows is one.
        filled = sum(bool(c.strip()) for c in row)
        below = rows[index + 1] if filled == 1 and index + 1 < len(rows) else ()
        if filled < 2 and not any(is_value(c) for c in below):
            continue
        if not is_card_line(rows, index, titles):
            return index, {t: titles.index(t) for t in titles if t}
    return None


def is_about_units(rows: Sequence[Sequence[str]]) -> bool:
    """True if the rows name units by columns or line by line."""
    return find_header(rows) is not None or bool(read_cards(rows))


def read_rows(table: Table) -> list[Row]:
    """The units of a table: its rows below a header, else its lines one by one; without totals,
    formulas and rows that are over."""
    header = find_header(table.rows)
    if header is None:
        return [
            _row(card, card["all"].split("\t"), int(card["line"]))
            for card in read_cards(table.rows)
            if not _CLOSED.search(card.get("status", ""))
        ]
    at, columns = header
    body = table.rows[at + 1 : at + 1 + _ROWS]
    if "fault" not in columns and (place := _telling_column(body, columns)) is not None:
        columns = {**columns, "fault": place}
    rows: list[Row] = []
    fault = product = ""
    for number, cells in enumerate(body, 1):
        told = {
            name: " ".join(plain_text(cells[place]).split())
            for name, place in columns.items()
            if place < len(cells)
        }
        if _says_nothing(cells, told.get("serial", ""), told.get("status", "")):
            continue
        note = told.get("note", "")
        fault = _carried(_given(told.get("fault", "")) or (note if is_symptom(note) else ""), fault)
        product = _carried(told.get("product", ""), product)
        rows.append(_row({**told, "fault": fault, "product": product}, cells, number))
    return rows


def _row(told: Mapping[str, str], cells: Sequence[str], number: int) -> Row:
    """The row by what stands under, or behind, each title."""
    quantity = told.get("quantity", "").split(".")[0].split(",")[0]
    note = told.get("note", "")
    fault = told.get("fault") or told.get("told") or (note if is_symptom(note) else "")
    return Row(
        _value(told.get("serial", "")),
        _value(told.get("mac", "")),
        neutral("" if _EMPTY.match(fault) else fault),
        told.get("product", ""),
        min(int(quantity), 50) if quantity.isdigit() and len(quantity) < 4 else 1,
        tuple(cells),
        number,
        _ROUNDED.match(told.get("serial", "")) is not None,
    )


def _value(cell: str) -> str:
    """A serial or MAC, unless the cell says that there is none, or a spreadsheet ate it."""
    return "" if _EMPTY.match(cell) or _ROUNDED.match(cell) else cell


def _says_nothing(cells: Sequence[str], serial: str, status: str) -> bool:
    """True for totals, formulas, headings, and rows that are over."""
    first = next((plain_text(c) for c in cells if c.strip()), "").strip()
    return bool(
        not first
        or _TOTAL.match(first)
        or first.startswith(("=", "@"))
        or serial.startswith(("=", "@", "+", "-"))
        or _CLOSED.search(status)
        or _is_heading(cells)
    )


_WORDS = re.compile(r"[^\W\d_]{2,}")


def _telling_column(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> int | None:
    """The column without a known title that tells the faults: most of its cells are symptoms or
    sentences. None where none does."""
    taken = {place for name, place in columns.items() if name != "note"}
    width = max((len(row) for row in rows), default=0)
    best, most = None, 0
    for place in range(min(width, 60)):
        cells = [row[place] for row in rows[:200] if place < len(row) and row[place].strip()]
        told = sum(is_symptom(c) or len(_WORDS.findall(c)) >= 5 for c in cells)
        if place not in taken and told > most and 2 * told >= len(cells):
            best, most = place, told
    return best


def _is_heading(cells: Sequence[str]) -> bool:
    """True for a row that heads those below it: one cell has words, and no unit has its name."""
    filled = [c.strip() for c in cells if c.strip()]
    if len(cells) < 3 or len(filled) != 1:
        return False
    return not find_family(filled[0]) or ":" in filled[0]


_LATER = whole(
    r"""
    folgt(?: noch)? | segue | da (?:verificare¦definire¦comunicare) | to follow | tbd | tbc
    à (?:suivre¦préciser) | (?:por ¦a )?confirmar | sigue | \?+ | non not[oa] | unbekannt | unknown
    """
)


def _given(cell: str) -> str:
    """The words of a fault cell; none where it only says that they will come."""
    return "" if _LATER.match(cell.strip()) else cell


def _carried(cell: str, above: str) -> str:
    return above if _DITTO.match(cell) else cell


_FORMULA = re.compile(r'=HYPERLINK\([^,]{0,200},\s*"+([^"]{0,200})"+\s*\)', re.IGNORECASE)


# What keeps a leading zero in a spreadsheet: ="0350244200044271"
_AS_TEXT = re.compile(r'="([A-Z0-9 ./-]{1,40})"', re.IGNORECASE)


def neutral(cell: str) -> str:
    """The words of a cell without what a spreadsheet would run."""
    match = _FORMULA.search(cell)
    return match[1] if match else plain_text(cell)


def plain_text(cell: str) -> str:
    """The text of a cell that is written as a formula to keep its zeros."""
    match = _AS_TEXT.fullmatch(cell.strip())
    return match[1] if match else cell


def text_tables(text: str) -> list[Table]:
    """Tables typed or pasted into a plain text: lines parted by tabs, bars, or wide gaps."""
    tables: list[Table] = []
    for cut in (r"\t", r"\s*\|\s*", r";", r"\s{2,}"):
        rows: list[tuple[str, ...]] = []
        for line in [*text.split("\n"), ""]:
            cells = tuple(re.split(cut, line.strip().strip("|"))) if line.strip() else ()
            if len(cells) >= 2:
                if not all(set(c.strip()) <= set("-=:+ ") for c in cells):
                    rows.append(cells)
            elif rows:
                if len(rows) >= 2 and is_about_units(rows):
                    tables.append(Table(tuple(rows)))
                rows = []
        if tables:
            break
    return tables
