"""Tables of units: which row is the header, which column says what, which rows are units."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.domain.mail import Table
from mailbot.domain.phrases import beginnings, phrases, whole
from mailbot.domain.products import find_family
from mailbot.domain.symptoms import is_symptom

_HEADER_ROWS = 20  # the header stands in one of the first rows
_ROWS = 5_000
_COLUMNS = {
    "serial": whole(
        r"""
        (?:your ¦vs\.? ¦ns\.? )?s/?\s?n[.:]? | s\.n\.
        (?:n\.? ?¦nr\.? ?¦num\.? ?)?(?:di )?(?:serial[ei]?¦serie)
        serial(?:e)?[ /-]?(?:no¦nr¦num¦number¦numbers)?\.? | serials? | seriali | s/n ?/ ?mac
        sn ?/ ?mac
        matricol[ae] | matr\.? | mtr | numer[oi] (?:di serie¦seriale)
        n[.°º] ?(?:di )?(?:serie¦seriale¦matricola)
        cod(?:ice)?\.? seriale | seriennummern? | serien-?nr\.? | serial-?nr\.? | sn-?nr\.?
        n(?:uméro¦°¦º¦um)?\.? ?(?:de )?s[ée]rie | n(?:úmero¦º¦°¦ro)?\.? ?(?:de )?serie
        serial no\.? | imei/sn
        (?:serial¦seriale¦matricola¦s/n) .{1,20}
        """
    ),
    "mac": whole(
        r"""
        mac(?:[ -]?(?:address¦adresse¦addr\.?¦id))? | indirizzo mac | adresse mac | dirección mac
        """
    ),
    "fault": whole(
        r"""
        (?:descr\w*\.? )?(?:del )?(?:difett[oi]¦guast[oi]¦problem[ai]¦anomali[ae]¦\
          malfunzionamento)(?: \w+){0,2} | sintom[oi]
        motivo(?: (?:del )?reso)? | causale reso | segnalazione
        (?:reported ¦customer )?(?:fault¦defect¦problem¦issue¦symptom¦failure)s?(?: \w+){0,2}
        reason(?: for return)? | what(?:'s¦ is) wrong | fehler\w* | defekt\w* | mangel | störung
        problem\w* | symptom\w*
        panne | défauts?(?: \w+){0,2} | probl[èe]mes? | symptômes? | motif(?: \w+){0,2} | avería
        fallo | síntomas? | defecto | problema | motivo
        """
    ),
    "note": whole(
        r"""
        not[ae] | notes? | remarks? | comments? | comment[oi] | osservazioni | bemerkung\w*
        anmerkung\w* | kommentar | remarques? | observations? | observaciones | comentarios?
        description | descrizione | beschreibung | descripción | annotazioni
        """
    ),
    "product": whole(
        r"""
        prodott[oi] | articol[oi] | modell[oi] | apparat[oi] | apparecchi[oa]? | dispositiv[oi]
        tipo | materiale | cod\.? ?(?:art\w*\.?)?
        codice(?: articolo)? | descr\.? | product(?: \w+)? | model | item | device | unit
        article | part(?: no\.?)? | type
        gerät\w* | modell | artikel\w* | produkt | typ | bezeichnung | produit | modèle
        appareil | désignation | référence
        producto | modelo | equipo | artículo | referencia | sku
        """
    ),
    "quantity": whole(
        r"""
        q\.?t[àay]\.?'? | quantit[àày] | qty\.? | pz\.? | pezzi | menge | anzahl | stk\.? | qté
        quantité | cant\.? | cantidad | uds\.?
        """
    ),
    "status": whole(
        r"""
        stato | status | état | estado | esito | outcome
        """
    ),
}
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
_OLD_SHEET = phrases(
    r"""
    chius[oaie] | closed | storic[oia] | archivi\w* | history | historic\w* | archive\w* | old
    vecchi | precedent[ei] | mese scorso | last (?:month¦week¦year) | done | evas[ie]
    alt | alte | archiv | vormonat | erledigt | geschlossen | clôturés? | anciens?
    mois (?:dernier¦passé) | cerrad[oa]s | antigu[oa]s | mes pasado
    previous | help | istruzioni | instructions | anleitung | readme | legenda | legend | aide
    ayuda | esemp[io]i? | examples? | beispiel\w* | exemples? | ejemplos? | info | liste | lookup
    lists
    """
)
_DITTO = whole(
    r"""
        idem | ditto | come sopra | vedi sopra | id\. | as above | same | s\.o\. | wie oben
        siehe oben | dito | ibid\.? | (?:cf\. )?ci-dessus | ídem | igual | \" | '' | ” | ″ | -\"-
        //
        """
)
_EMPTY = whole(
    r"""
        [-–—_.?/ ]* | n\.?/?[ad]\.? | n\.d\. | nd | none | nessuno | manca | mancante | missing
        vedi .{0,20} | \(vedi .{0,20} | illeggibile | unreadable | sconosciuto | unknown | keine
        fehlt | aucun | ninguno | tbd | xxx+
        """
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that speaks of units. `cells` is the whole row, `number` its place among the rows
    below the header."""

    serial: str
    mac: str
    fault: str
    product: str
    quantity: int
    cells: tuple[str, ...]
    number: int


def is_request_sheet(table: Table) -> bool:
    """False for hidden sheets, help texts, and lists of what is over."""
    if table.hidden or _OLD_SHEET.search(table.name.replace("_", " ")):
        return False
    header = find_header(table.rows)
    above = " ".join(" ".join(row) for row in table.rows[: header[0] if header else 3])
    return not re.search(
        r"(?i)\b(?:closed|chiusi|already|storico|archivio|erledigt|clôturés|cerrados)\b",
        above[:400],
    )


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Where the header stands and which column says what; None where no row names a serial or a
    MAC."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row[:60]):
            text = " ".join(cell.split()).strip(" :*#")
            name = next(
                (n for n, p in _COLUMNS.items() if text and len(text) <= 40 and p.match(text)), None
            )
            if name and name not in columns:
                columns[name] = place
        if ("serial" in columns or "mac" in columns) and sum(bool(c.strip()) for c in row) >= 2:
            return index, columns
    return None


def read_rows(table: Table) -> list[Row]:
    """The rows of a table with a header, without totals, formulas and rows that are over."""
    header = find_header(table.rows)
    if header is None:
        return []
    at, columns = header
    body = table.rows[at + 1 : at + 1 + _ROWS]
    if "fault" not in columns and (place := _telling_column(body, columns)) is not None:
        columns = {**columns, "fault": place}
    rows: list[Row] = []
    fault = product = ""
    for number, cells in enumerate(body, 1):

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            place = columns.get(name, -1)
            return " ".join(cells[place].split()) if 0 <= place < len(cells) else ""

        if _says_nothing(cells, cell("serial"), cell("status")):
            continue
        note = cell("note") if is_symptom(cell("note")) else ""
        fault = _carried(cell("fault") or note, fault)
        product = _carried(cell("product"), product)
        quantity = cell("quantity").split(".")[0].split(",")[0]
        rows.append(
            Row(
                "" if _EMPTY.match(cell("serial")) else cell("serial"),
                "" if _EMPTY.match(cell("mac")) else cell("mac"),
                neutral(fault),
                product,
                min(int(quantity), 50) if quantity.isdigit() and len(quantity) < 4 else 1,
                tuple(cells),
                number,
            )
        )
    return rows


def _says_nothing(cells: Sequence[str], serial: str, status: str) -> bool:
    """True for totals, formulas, headings, and rows that are over."""
    first = next((c.strip() for c in cells if c.strip()), "")
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


def _carried(cell: str, above: str) -> str:
    return above if _DITTO.match(cell) else cell


_FORMULA = re.compile(r'=HYPERLINK\([^,]{0,200},\s*"+([^"]{0,200})"+\s*\)', re.IGNORECASE)


def neutral(cell: str) -> str:
    """The words of a cell without what a spreadsheet would run."""
    match = _FORMULA.search(cell)
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
                if len(rows) >= 2 and find_header(rows):
                    tables.append(Table(tuple(rows)))
                rows = []
        if tables:
            break
    return tables
