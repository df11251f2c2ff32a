"""What is missing from a request, and the questions that ask for it (A5, decisions 1)."""

from collections.abc import Mapping

from mailbot.domain.faultcodes import asks_for
from mailbot.domain.lifecycle import UNDECIDED, missing_fields
from mailbot.domain.questions import Question
from mailbot.domain.registry import Partner
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit

SERIAL, FAULT = "serial", "fault"
MOST_COURTESIES = 10  # a letter about forty units must not ask forty things that can wait
COMPLETE = (SERIAL, FAULT)  # what a unit needs where the settings say nothing else


def required_fields(site: Site, family: str) -> tuple[str, ...]:
    """What a request for this family must have (`required.<family>`, then `required.""`)."""
    return site.required.get(family) or site.required.get("") or COMPLETE


def fields_missing(unit: Unit, site: Site, given: Mapping[str, str]) -> tuple[str, ...]:
    """What this unit still lacks. `given`: the ticket's own fields, technical_contact and so on."""
    lacking = {
        SERIAL: not unit.serial or unit.suggestion is not None or not _is_usable(unit),
        FAULT: not (unit.fault or unit.fault_code),
        "purchase_proof": _has_no_date(unit) and not given.get("purchase_proof"),
    }
    return tuple(
        name
        for name in required_fields(site, unit.family)
        if lacking.get(name, not given.get(name))
    )


def _is_usable(unit: Unit) -> bool:
    """A serial that is sold, or of another maker, or that the partner has repeated (A26)."""
    return unit.known or unit.third_party or "serial_confirmed" in unit.flags


def _has_no_date(unit: Unit) -> bool:
    return unit.verdict is None or "no_date" in unit.verdict.flags


def open_questions(ticket: Ticket) -> tuple[Question, ...]:
    """A question for each field that a unit of the ticket lacks, in the order of the units."""
    questions: list[Question] = []
    for unit in ticket.units:
        if unit.state in UNDECIDED:
            questions += [_question(unit, name) for name in missing_fields(unit)]
    # What belongs to the whole ticket is asked once, not once a unit.
    return tuple(dict.fromkeys(questions))


def _question(unit: Unit, name: str) -> Question:
    if name in ("technical_contact", "return_address", "purchase_proof"):
        return Question(0, name)
    if name == SERIAL and unit.suggestion:
        name = "confirm_serial"
    return Question(
        unit.number,
        name,
        product=unit.product,
        serial=unit.serial or unit.as_written,
        fault=unit.fault,
        suggestion=unit.suggestion or "",
        code=unit.fault_code,
    )


def courtesy_questions(ticket: Ticket, partner: Partner | None) -> tuple[Question, ...]:
    """What is asked along with another letter and stops no clock (decisions 1): the one question
    that each fault is worth, and where to send the goods back."""
    worth = [
        _question(unit, "triage")
        for unit in ticket.units
        if unit.state in UNDECIDED
        and FAULT not in missing_fields(unit)
        and asks_for(unit.fault_code, unit.fault)
    ]
    known = ticket.return_address or (partner.return_address if partner else "")
    where = () if known else (Question(0, "return_address"),)
    return (*worth[:MOST_COURTESIES], *where)


def asked_text(ticket: Ticket) -> str:
    """What staff asked with ASK and nobody answered yet, or an empty text."""
    asked = ticket.pending.get("asked")
    return str(asked.get("text", "")) if isinstance(asked, Mapping) else ""
