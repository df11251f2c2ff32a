"""What a mail means: who wrote it, about which ticket and units, what it says and asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailbot.domain.amounts import find_amounts
from mailbot.domain.answers import accepts_by_name, is_quote_thread, read_answer
from mailbot.domain.approaches import approach_of, asks_for_return
from mailbot.domain.asked import asks_something, still_missing
from mailbot.domain.claims import find_claims
from mailbot.domain.faultcodes import find_code
from mailbot.domain.filled import answered_units, filled_blanks, value_of
from mailbot.domain.intent import (
    Answer,
    Found,
    Intent,
    Kind,
    QuoteAnswer,
    Sender,
    UnitClaim,
)
from mailbot.domain.kinds import Signs, judge_kind
from mailbot.domain.language import detect
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address, Mail
from mailbot.domain.mentions import Lens
from mailbot.domain.orders import read_orders
from mailbot.domain.particulars import (
    find_contact,
    find_external,
    find_hints,
    find_reason,
    find_return_address,
)
from mailbot.domain.passages import Reading, lay_out
from mailbot.domain.policy import judge_sender, relation, sent_letter
from mailbot.domain.quotedunits import quoted_units
from mailbot.domain.references import letter_refs, named_references
from mailbot.domain.registry import Role, bare_key
from mailbot.domain.site import Site
from mailbot.domain.spotting import readings, shaped
from mailbot.domain.threads import LetterRef
from mailbot.domain.ticket import Ticket
from mailbot.domain.triage import machine_reason
from mailbot.domain.wishes import read_wishes
from mailbot.domain.workbooks import left_out

_QUOTE_LETTERS = frozenset({"quote", "not_an_acceptance", "days_left", "collect_or_dispose"})
_OFFERED = frozenset({State.QUOTED, State.HELD, State.TESTED_CHARGEABLE, State.DISPOSAL_DUE})


@dataclass(frozen=True, slots=True)
class _Case:
    """All that a mail is judged by."""

    mail: Mail
    reading: Reading
    sender: Sender
    references: tuple[str, ...]
    found: Found
    site: Site

    @property
    def reference(self) -> str | None:
        """The weightiest reference of the mail."""
        return self.references[0] if self.references else None

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that the mail names, if the desk has it."""
        return self.found.tickets.get(self.reference or "")

    @property
    def fallback(self) -> str:
        """The language where the words show none: the partner's, else the house's (A32)."""
        return (self.sender.partner.language if self.sender.partner else "") or self.site.language


def understand(mail: Mail, found: Found, site: Site) -> Intent:
    """The intent of a mail. Pure: `found` has all that is known for `named_keys(mail, site)`."""
    case = _Case(
        mail,
        lay_out(mail, site),
        judge_sender(mail, found, site),
        tuple(named_references(mail, site, found.tickets)),
        found,
        site,
    )
    machine = machine_reason(mail, site)
    if machine is not None:
        return Intent(
            kind=machine.kind,
            language=detect(mail.text, fallback=case.fallback),
            sender=case.sender,
            text=case.reading.words.reply,
            reference=None if machine.kind is Kind.UNRELATED else case.reference,
            other_references=case.references[1:],
            report=mail.report,
            machine=machine.reason,
            hints=("asks_return",) if machine.asks else (),
        )
    return _of_staff(case) if case.sender.role is Role.STAFF else _of_a_person(case)


def _of_staff(case: _Case) -> Intent:
    """Commands, or a note: nothing else is read from the mail of staff (mail-layer 25)."""
    digest = case.found.digests.get(case.reference or "")
    orders, bad = read_orders(case.mail, case.site, digest)
    member = case.site.staff_member(case.sender.address.email)
    words = " ".join(str(o.args.get(k, "")) for o in orders for k in ("text", "reason", "report"))
    text = case.reading.words.reply
    for line in [*(o.line for o in orders), *(b.line for b in bad)]:
        text = text.replace(line, " ")
    return Intent(
        kind=Kind.STAFF_COMMANDS,
        language=detect(
            f"{words}\n{text}",
            fallback=(member.language if member else "") or case.site.language,
        ),
        sender=case.sender,
        text=case.reading.words.reply,
        reference=case.reference,
        other_references=case.references[1:],
        orders=orders,
        bad_commands=bad,
    )


def _of_a_person(case: _Case) -> Intent:
    reading, sender, ticket = case.reading, case.sender, case.ticket
    lens = Lens.over(
        case.found,
        relation(sender.partner),
        case.site.serial_formats,
        _bases(reading, case.site),
    )
    units = find_claims(reading, lens, case.site.limits.serials)
    claimed = units
    quote = bool(case.reference) and _answers_a_quote(case)
    if case.reference and not quote:
        units = answered_units(units, reading, lens, ticket)
    kind = judge_kind(_signs(case, units, lens, quote=quote))
    if kind is Kind.NEW_REQUEST:
        units = claimed  # what an old letter asked is not what a new request brings
    if kind is Kind.STATUS_QUESTION:
        units = [replace(u, fault="") for u in units if u.serial]
    if kind is Kind.UNRELATED:
        units = []
    reference = case.reference or _by_open_unit(case, kind, units)
    intent = Intent(
        kind=kind,
        language=_language(case),
        sender=_with_author(case),
        text=reading.words.reply,
        reference=reference,
        other_references=case.references[1:],
        units=tuple(_coded(u) for u in units),
        missing=_missing(kind, units, case, lens),
        quote=_answer(reading, case.found.tickets.get(reference or ""))
        if kind is Kind.QUOTE_REPLY
        else None,
    )
    return _with_particulars(intent, case)


def _with_particulars(intent: Intent, case: _Case) -> Intent:
    """The intent with wishes, contact, address, the partner's own number and hints."""
    words, body = case.reading.words, case.reading.body
    blanks = filled_blanks(f"{case.reading.quoted}\n{words.reply}")
    return replace(
        intent,
        wishes=read_wishes(
            body,
            case.site.calendar.local_day(case.mail.received),
            distributor=case.sender.role is Role.DISTRIBUTOR,
            on_ticket=intent.reference is not None,
        ),
        reason=find_reason(body),
        technical_contact=value_of(blanks, "technical_contact") or find_contact(body),
        return_address=value_of(blanks, "return_address") or find_return_address(body),
        external_reference=find_external(f"{case.mail.subject}\n{body}"),
        hints=(
            *find_hints(f"{body}\n{words.forwarded}"),
            *(f"sheet_left_out:{name}" for name in left_out(case.reading)),
        ),
    )


def _answers_a_quote(case: _Case) -> bool:
    """True in the thread of a quote: by its words, or by a plain yes or no while one is open."""
    ticket, reading = case.ticket, case.reading
    thread = is_quote_thread(case.mail.subject, reading.quoted)
    if ticket is None:
        return thread
    quoted = {n for q in ticket.quotes if q.current for n in q.units}
    waiting = any(u.number in quoted and u.state in _OFFERED for u in ticket.units)
    if thread or not waiting:
        return thread and bool(quoted)
    if any(
        (sent := sent_letter(r, case.found)) and sent.name in _QUOTE_LETTERS for r in _refs(case)
    ):
        return True
    # In another thread only what can mean nothing else: a word or two, or the quote by name.
    brief = len(reading.body.split()) <= 8
    answer = _answer(reading, ticket)
    return accepts_by_name(reading.body) or (brief and answer.answer is not Answer.UNCLEAR)


def _refs(case: _Case) -> list[LetterRef]:
    return letter_refs(case.mail)[:1]


def _signs(case: _Case, units: Sequence[UnitClaim], lens: Lens, *, quote: bool) -> Signs:
    return Signs(
        text=case.reading.body,
        subject=case.mail.subject,
        has_reference=case.reference is not None,
        quote=quote,
        serials=sum(u.serial is not None for u in units),
        faults=sum(bool(u.fault) for u in units),
        asked=case.ticket is not None or asks_something(case.reading.quoted, lens),
        earnest=case.sender.partner is not None
        or asks_for_return(approach_of(case.mail, case.reading, units, case.site)),
    )


def _by_open_unit(case: _Case, kind: Kind, units: Sequence[UnitClaim]) -> str | None:
    """The ticket of an open unit that the same partner speaks of (mail-layer 14). A new request
    stays one: whether it is a duplicate is decided with its units."""
    if kind is Kind.NEW_REQUEST or not case.sender.id:
        return None
    for unit in units:
        number, _ = case.found.open_units.get(bare_key(unit.serial or ""), ("", 0))
        ticket = case.found.tickets.get(number)
        if ticket is not None and ticket.requester.partner_id == case.sender.id:
            return number
    return None


def _with_author(case: _Case) -> Sender:
    """The sender, with who wrote what he passes on: an enclosed mail or a forward."""
    inner = next((m.sender for m in case.mail.enclosed if m.sender), None)
    if inner is None and case.reading.words.author:
        inner = Address(case.reading.words.author)
    if inner is None or inner.email == case.sender.address.email:
        return case.sender
    partner = case.found.partners.get(inner.email)
    return replace(case.sender, author=inner, author_partner=partner)


def _bases(reading: Reading, site: Site) -> list[str]:
    """Whole serials of the quoted letter, which an abbreviated one may complete."""
    keys: dict[str, None] = {}
    for choices in readings(reading.quoted):
        best = shaped(choices, site.serial_formats)
        tight = [
            w for w in choices if not any(c.isspace() for c in reading.quoted[w.start : w.end])
        ]
        for written in [best] if best else tight[:1]:
            if len(written.key) >= 8:
                keys[written.key] = None
    return list(keys)[:40]


def _coded(unit: UnitClaim) -> UnitClaim:
    row = find_code(unit.fault) if unit.fault else None
    return replace(unit, fault_code=row.code) if row else unit


def _language(case: _Case) -> str:
    reading = case.reading
    subject = next((p.text for p in reading.passages if p.where == "subject"), "")
    return detect(
        reading.body,
        f"{reading.words.signature}\n{subject}",
        reading.words.forwarded,
        fallback=case.fallback,
    )


def _missing(kind: Kind, units: Sequence[UnitClaim], case: _Case, lens: Lens) -> tuple[str, ...]:
    if kind is Kind.INFO_REPLY:
        return still_missing(units, case.reading, case.ticket, lens)
    if kind is not Kind.NEW_REQUEST:
        return ()
    serial = not units or any(u.serial is None for u in units)
    fault = not units or any(not u.fault for u in units)
    return tuple(name for name, open_ in (("serial", serial), ("fault", fault)) if open_)


def _answer(reading: Reading, ticket: Ticket | None) -> QuoteAnswer:
    units = quoted_units(reading.quoted, ticket)
    amounts = find_amounts(reading.quoted)
    if ticket is not None:
        amounts |= {f"{q.amount:.2f}" for q in ticket.quotes}
    return read_answer(reading.own_words, units, amounts)
