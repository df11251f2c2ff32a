"""Lists of scanned codes: labels of ours (`RMA-2026-00042/1`), serials, in a mail or attached."""

import re

from mailbot.domain.draft import Draft
from mailbot.domain.mail import Mail
from mailbot.domain.registry import bare_key
from mailbot.domain.threads import find_references
from mailbot.domain.ticket import Ticket

MOST = 500  # codes of one list; a pallet, not a warehouse
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{3,59}")


def codes_in_attachments(mail: Mail) -> tuple[str, ...]:
    """The codes of attached lists: read barcodes, the first column of tables, one a text line."""
    found: list[str] = []
    for attachment in mail.attachments[:20]:
        found += attachment.codes
        for table in attachment.tables:
            found += [row[0].strip() for row in table.rows[:MOST] if row]
        if not attachment.tables and not attachment.codes:
            found += [line.strip() for line in attachment.text.splitlines()[:MOST]]
    likely = (code for code in found if _CODE.fullmatch(code) and any(c.isdigit() for c in code))
    return tuple(dict.fromkeys(likely))[:MOST]


def is_label_of(ticket: Ticket, code: int | str) -> bool:
    """True if the code is the label of this ticket's parcel."""
    return bare_key(str(code)) == bare_key(ticket.number)


def ticket_of_code(draft: Draft, code: int | str) -> str:
    """The number of the ticket that a code belongs to, or an empty text: by a label of ours, or by
    the serial of an open unit."""
    text = str(code)
    for reference in find_references(text.partition("/")[0], draft.scene.site):
        if draft.ticket(reference) is not None:
            return reference
    place = draft.scene.found.open_units.get(bare_key(text))
    return place[0] if place and draft.ticket(place[0]) is not None else ""
