"""What is asked of the requester, one field at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One blank in the block that can be answered inline.

    `field`: serial, fault, confirm_serial (then `suggestion`), triage (then `code`),
    technical_contact,
    return_address, purchase_proof. `unit` is the unit's number, 0 for the whole ticket.
    """

    unit: int
    field: str
    product: str = ""
    serial: str = ""
    fault: str = ""
    suggestion: str = ""
    code: str = ""
