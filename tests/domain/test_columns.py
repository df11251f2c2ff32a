"""What people write above a column or before a value."""

import pytest

from mailbot.domain.columns import is_value, title_of

TITLES = {
    "serial": "Matr.|SN|S.N.|Seriale|Codice seriale|Num. di serie|Nr. di serie|N° matricola"
    "|Serien-Nr.|Serial Number|SerNr|N/S|Nº Serie|Serial #|Serie|Identificativo|serial_no"
    "|S/N prodotto|Número de serie|Numéro série|Seriennr.|Seriale / Matricola|S/N / MAC"
    "|Product serial|Serial no.|Your S/N|Vs. S/N|N° de série|No. serie|núm. serie|Gerätenummer"
    "|Serial Nr|SNr.|Device serial number|Unit S/N|Seriale (S/N)|Nro. de serie|S/Nr.",
    "mac": "MAC|MAC address|MAC-Adresse|Indirizzo MAC|MAC ID|Adresse MAC|MAC (etichetta)",
    "fault": "Difetto|Guasto|Descrizione guasto|Motivo del reso|Causale|Fehlerbild|Panne"
    "|Fehlerbeschreibung|Motif du retour|Description de la panne|Panne constatée|Avería|Incidencia"
    "|Descripción de la avería|Difetto riscontrato|Guasto segnalato dal cliente|Nature de la panne"
    "|Customer complaint|What is wrong|Cosa non va|Rücksendegrund|Beanstandung|Défaut constaté"
    "|Reason for return|Tipologia difetto|Grund der Rücksendung|Problembeschreibung|Descr. guasto"
    "|Motivo de la devolución|Dysfonctionnement|Síntoma|Reported fault|Störungsbeschreibung|Issue",
    "note": "Note|Osservazioni|Commenti|Description|Descrizione|Bemerkungen|Remarques|Observaciones"
    "|Notes|Remarks|Beschreibung|Descripción|Ulteriori informazioni|Additional info|Comentarios",
    "product": "Modello|Modelo|Prodotto|Cod.|Cod. Art.|Codice articolo|Descrizione articolo|Product"
    "|Model|Device|Unit|Part No.|P/N|Type|Gerät|Gerätetyp|Bezeichnung|Modèle|Désignation|Equipo"
    "|Référence|SKU|Apparato|Product code|Artikelnummer|Item number|Artikelbezeichnung",
    "quantity": "Q.tà|Q.ta'|Quantità|Qty|Pz.|N. pezzi|Menge|Stk.|Qté|Cant.|Uds.|No. of units",
    "status": "Stato|Status|Stato pratica|Estado|État|Esito|Stato RMA|Bearbeitungsstand",
    "": "Cliente|Data guasto|Fecha de la avería|Ragione sociale|Raison sociale|DDT|Ns. DDT acq."
    "|Ns. rif.|Fehlerdatum|Codice guasto|Error code|Pos|Customer|0350263500026545|Stato garanzia|PO"
    "|S/N 0330254600020671|Warranty status|RMA|Ordine|Serial port|Unit price|Causale trasporto||***"
    "|Serie 300|N. ticket|one two three four five six seven eight faults|" + "fault " * 12,
}


@pytest.mark.parametrize(
    ("cell", "title"), [(c, title) for title, cells in TITLES.items() for c in cells.split("|")]
)
def test_a_title_is_known_by_what_it_announces(cell: str, title: str) -> None:
    """mails.md 4.3: titles of columns in many words. Dates, codes, papers are something else."""
    assert title_of(cell) == title


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0350263500026545", True), ("OR3-24-01234-K", True), ("Model", False), ("350C", False)],
)
def test_a_value_is_mostly_digits(cell: str, value: bool) -> None:
    """Serials and MACs have four digits at least."""
    assert is_value(cell) is value
