"""Units in tables, as partner and staff see them."""

import base64
import io

import openpyxl

from tests.conversations.conversation import Conversation

PARTNER = "luca.neri@rossi-telecom.example"
STAFF = "supporto@voismart.example"
HEAD = "From: Luca Neri <luca.neri@rossi-telecom.example>\nSubject: Richiesta RMA\n"


def test_a_unit_told_line_by_line_is_complete(desk: Conversation) -> None:
    """R30: a form of titles and values fills every field; nothing is asked again."""
    desk.receives(
        f"{HEAD}\nMatricola\tVST4025440908K\nModello\tVST40\nDifetto\tdisplay nero dopo un'ora\n"
    )

    letter = desk.sends_to(PARTNER)
    assert "VST4025440908K" in letter.text
    assert "display nero" in letter.text
    desk.sends_to(STAFF)
    (ticket,) = desk.desk.store.tickets()
    assert [(u.serial, u.fault) for u in ticket.units] == [
        ("VST4025440908K", "display nero dopo un'ora")
    ]


def test_staff_hear_of_a_sheet_that_was_left_out(desk: Conversation) -> None:
    """mails.md 4.4: the archive beside the request is not read, and not passed over in silence."""
    book = openpyxl.Workbook()
    for name, serial in (("Resi", "VST4025440908K"), ("Archivio", "VST2026224711B")):
        sheet = book.create_sheet(name)
        sheet.append(["Matricola", "Difetto"])
        sheet.append([serial, "display nero"])
    data = io.BytesIO()
    book.save(data)
    desk.receives(
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nin allegato i resi\n--x\n"
        "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\n"
        'Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="r.xlsx"\n\n'
        f"{base64.encodebytes(data.getvalue()).decode()}\n--x--\n"
    )

    assert "VST2026224711B" not in desk.sends_to(PARTNER).text
    told = " ".join(desk.sends_to(STAFF).text.split())
    assert "nascosto o di cose già chiuse: Archivio" in told
