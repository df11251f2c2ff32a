"""Every letter of the desk: its code in the workflow, who reads it, and the facts its template may
use.

A row here, a template `templates/<language>/<name>.md` in every language, and a sample in
`mailbot/samples.py` make a
letter; the tests ask for the other two. Facts common to all letters (desk, ticket, units, outlook,
today) are
those of `mailbot.adapters.renderer`; the rows list the further ones.
"""

from dataclasses import dataclass

from mailbot.domain.decision import Audience

_P, _D, _S, _X = Audience.PARTNER, Audience.DISTRIBUTOR, Audience.STAFF, Audience.STRANGER


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A row: workflow code, audience, names of its facts."""

    code: str
    audience: Audience
    facts: tuple[str, ...] = ()


NOTIFICATIONS: dict[str, LetterKind] = {
    # to partners; `units` in facts are tuples of Unit, dates are date, instants datetime (UTC)
    "acknowledgement": LetterKind("M01", _P),
    "not_a_partner": LetterKind("M02", _X),
    "wrong_channel": LetterKind(
        "M03", _P, ("distributor", "units", "referral")
    ),  # Partner, Units, Referral
    "dealer_referred": LetterKind("M04", _D, ("referral", "dealer", "units")),  # dealer: shown text
    "already_open": LetterKind("M05", _P, ("units",)),
    # questions: tuple of Question (domain.questions); text: what staff asked, or empty
    "missing_data": LetterKind("M06", _P, ("questions", "text")),
    "courtesy": LetterKind("", _P, ("questions",)),  # asked along, stops no clock
    "data_complete": LetterKind("M07", _P),
    "data_reminder": LetterKind("M08", _P, ("questions", "text", "cancel_on")),
    "in_charge": LetterKind("M09", _P, ("owner_name",)),
    "approval": LetterKind("M10", _P, ("units", "accepted_on", "valid_until")),
    "refusal": LetterKind("M11", _P, ("units", "kind", "reason")),  # kind: commercial, technical
    "parcel_noted": LetterKind("M12", _P, ("parcel", "freight_collect")),  # Parcel, bool
    "goods_awaited": LetterKind("M13", _P, ("units", "valid_until", "days_left")),
    "goods_received": LetterKind("M14", _P, ("units", "still_awaited")),
    "parcel_refused": LetterKind("M15", _P, ("why", "text")),  # freight-collect, unmarked, damaged
    "unauthorised_arrival": LetterKind("M16", _P, ("codes", "text")),
    "serial_mismatch": LetterKind("M17", _P, ("unit", "arrived")),
    "outcome": LetterKind("M18", _P, ("units",)),
    "no_fault": LetterKind("M19", _P, ("units", "last_day")),
    "closed": LetterKind("M20", _P, ("units", "why", "text")),  # cancelled, expired, no_answer
    "solved": LetterKind("M21", _P, ("units", "text")),
    "quote": LetterKind("M22", _P, ("quote", "units", "last_day", "overrun")),
    "acceptance_recorded": LetterKind("M23", _P, ("acceptance", "quote", "units")),
    # why: question, condition, counter_offer, undecided, late, superseded, not_entitled, other
    "not_an_acceptance": LetterKind("M24", _P, ("why", "quote", "last_day")),
    "collect_or_dispose": LetterKind(
        "M25", _P, ("units", "why", "last_day")
    ),  # declined, not_repairable
    "days_left": LetterKind("M26", _P, ("units", "last_day", "days_left")),
    "extension": LetterKind(
        "M27", _P, ("units", "granted", "last_day", "text")
    ),  # granted False: asked, noted
    "deadline_passed": LetterKind("M28", _P, ("units",)),
    "disposal_record": LetterKind("M29", _P, ("units", "on", "text")),
    "returned_unrepaired": LetterKind("M30", _P, ("units", "on")),
    "shipped": LetterKind("M31", _P, ("units",)),
    "new_promise": LetterKind("M32", _P, ("units", "old", "new", "text")),
    "hardware_replacement": LetterKind("M33", _P, ("units", "return_by")),
    "correction": LetterKind("M34", _P, ("text",)),
    "thread_closed": LetterKind("M35", _P),
    "noted": LetterKind(
        "", _P, ("what",)
    ),  # one short line: cancellation, disposal_wish, collection_wish, added
    # tuple of UnreadFile; partner_told: the letter is one to staff about a partner's mail
    "files_unread": LetterKind("", _P, ("files", "partner_told")),
    "reply": LetterKind("", _P, ("text",)),
    "status": LetterKind("", _P),
    "overview": LetterKind(
        "", _P, ("tickets", "more")
    ),  # tuple of (number, subject, public status, opened, count of units); how many are left out
    "warranty_table": LetterKind(
        "", _P, ("rows", "left_out")
    ),  # tuple of (serial as asked, SoldUnit or None, Verdict or None)
    "confirm_code": LetterKind("", _S, ("code", "lines", "expires")),
    # to staff
    # the first answer to DISPOSE; trail: tuple of Trace (domain.mail_trail)
    "disposal_code": LetterKind("", _S, ("units", "code", "expires", "trail")),
    "new_request": LetterKind("M90", _S, ("mail_text", "hints", "rule")),
    # why: question, counter_offer, condition, late_acceptance, mismatch, ownership, new_evidence,
    # extension, chasers, closed_thread, bounce, advance_swap, stranger, quarantine, loop, note...
    # text: the words that matter; who: shown address
    "needs_person": LetterKind("M90", _S, ("why", "text", "who", "details")),
    "sla": LetterKind("M91", _S, ("clock", "breached", "due")),
    "disposal_list": LetterKind("M92", _S, ("units",)),
    "transcript": LetterKind(
        "", _S, ("lines", "applied", "undo_token", "possible")
    ),  # tuple of TranscriptLine
    "help": LetterKind("", _S, ("commands", "topic")),
    "ticket_status": LetterKind("", _S),
    "found": LetterKind("", _S, ("query", "tickets")),
    "why": LetterKind("", _S, ("lines",)),  # the rule, then Events
    "announcement": LetterKind(
        "", _S, ("what", "text")
    ),  # approved, received, accepted, declined, ...; text: words, or a tuple of facts
    "staff_digest": LetterKind("M93", _S, ("sections", "period")),
    "manager_digest": LetterKind("M93", _S, ("kpis", "period")),
    "partner_digest": LetterKind("M93", _P, ("sections", "period")),
    "quarantined": LetterKind("M90", _S, ("reason", "who", "mail_subject", "digest")),
    "address_failed": LetterKind("M90", _S, ("recipient", "reason", "letter")),
    "loop_tripped": LetterKind("M90", _S, ("recipient", "counts")),
    "silence": LetterKind("M90", _S, ("what", "since", "over")),  # mailbox, relay
}
