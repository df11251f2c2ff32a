"""What a mail means: who wrote it, about which ticket and units, what it says and asks."""

from dataclasses import replace

from mailbot.domain.answers import find_amounts, is_quote_thread, read_answer
from mailbot.domain.claims import find_claims
from mailbot.domain.faultcodes import find_code
from mailbot.domain.filled import (
    answered_units,
    asks_something,
    filled_blanks,
    still_missing,
    value_of,
)
from mailbot.domain.intent import (
    Found,
    Intent,
    Kind,
    QuoteAnswer,
    Sender,
    Strength,
    UnitClaim,
)
from mailbot.domain.kinds import Signs, judge_kind
from mailbot.domain.language import detect
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
from mailbot.domain.policy import judge_sender, proven_letter, relation
from mailbot.domain.quotedunits import quoted_units
from mailbot.domain.references import named_references
from mailbot.domain.registry import Partner, Role
from mailbot.domain.site import Site
from mailbot.domain.spotting import readings, shaped
from mailbot.domain.ticket import Ticket
from mailbot.domain.triage import machine_reason
from mailbot.domain.wishes import read_wishes


def understand(mail: Mail, found: Found, site: Site) -> Intent:
    """The intent of a mail. Pure: `found` has all that is known for `named_keys(mail, site)`."""
    reading = lay_out(mail, site)
    sender = judge_sender(mail, found, site)
    references = named_references(mail, site)
    machine = machine_reason(mail, site)
    if machine is not None:
        kind = machine.kind
        intent = Intent(
            kind=kind,
            language=detect(mail.text, fallback=_fallback(sender, site)),
            sender=sender,
            text=reading.words.reply,
            reference=_reference(references, kind),
            other_references=tuple(references[1:]),
            report=mail.report,
            machine=machine.reason,
        )
        return intent
    if sender.role is Role.STAFF:
        return _of_staff(mail, reading, sender, references, found, site)
    return _of_a_person(mail, reading, sender, references, found, site)


def _of_staff(
    mail: Mail,
    reading: Reading,
    sender: Sender,
    references: list[str],
    found: Found,
    site: Site,
) -> Intent:
    """Commands, or a note: nothing else is read from the mail of staff (mail-layer 25)."""
    reference = references[0] if references else None
    digest = found.digests.get(reference) if reference else None
    orders, bad = read_orders(mail, site, digest)
    member = site.staff_member(sender.address.email)
    fallback = (member.language if member else "") or site.language
    words = " ".join(str(v) for o in orders for v in o.args.values() if isinstance(v, str))
    text = reading.words.reply
    for line in [*(o.line for o in orders), *(b.line for b in bad)]:
        text = text.replace(line, " ")
    return Intent(
        kind=Kind.STAFF_COMMANDS,
        language=detect(f"{words}\n{text}", fallback=fallback),
        sender=sender,
        text=reading.words.reply,
        reference=reference,
        proved=_is_proved(mail, sender, reference, found, site),
        other_references=tuple(references[1:]),
        orders=orders,
        bad_commands=bad,
    )


def _reference(references: list[str], kind: Kind) -> str | None:
    if kind is Kind.UNRELATED or not references:
        return None
    return references[0]


def _fallback(sender: Sender, site: Site) -> str:
    return (sender.partner.language if sender.partner else "") or site.language


def _of_a_person(
    mail: Mail,
    reading: Reading,
    sender: Sender,
    references: list[str],
    found: Found,
    site: Site,
) -> Intent:
    author, author_partner = _author(mail, reading, found)
    lens = Lens.over(found, relation(sender.partner), site.serial_formats, _bases(reading, site))
    units = find_claims(reading, lens, site.limits.serials)
    reference = references[0] if references else None
    ticket = found.tickets.get(reference) if reference else None
    quote_thread = is_quote_thread(mail.subject, reading.quoted) and bool(reference)
    if reference and not quote_thread:
        units = answered_units(units, reading, lens, ticket)
    signs = Signs(
        reading.body,
        mail.subject,
        bool(reference),
        quote_thread,
        sum(u.serial is not None for u in units),
        sum(bool(u.fault) for u in units),
        asks_something(reading.quoted, lens) if ticket is None else True,
    )
    kind = judge_kind(signs)
    blanks = filled_blanks(f"{reading.quoted}\n{reading.words.reply}")
    if kind is Kind.STATUS_QUESTION:
        units = [replace(u, fault="") for u in units if u.serial]
    units = [_coded(u) for u in units]
    return Intent(
        kind=kind,
        language=_language(reading, sender, site),
        sender=replace(sender, author=author, author_partner=author_partner),
        text=reading.words.reply,
        reference=reference,
        proved=_is_proved(mail, sender, reference, found, site),
        other_references=tuple(references[1:]),
        units=tuple(units),
        missing=_missing(kind, units, reading, ticket, lens),
        quote=_answer(reading, ticket) if kind is Kind.QUOTE_REPLY else None,
        wishes=read_wishes(
            reading.body,
            site.calendar.local_day(mail.received),
            distributor=sender.role is Role.DISTRIBUTOR,
            on_ticket=reference is not None,
        ),
        reason=find_reason(reading.body),
        technical_contact=value_of(blanks, "technical_contact") or find_contact(reading.body),
        return_address=value_of(blanks, "return_address") or find_return_address(reading.body),
        external_reference=find_external(f"{mail.subject}\n{reading.body}"),
        hints=find_hints(f"{reading.body}\n{reading.words.forwarded}"),
    )


def _author(mail: Mail, reading: Reading, found: Found) -> tuple[Address | None, Partner | None]:
    """Who wrote what the mail passes on: the enclosed mail's sender, or the forward's header."""
    inner = next((m.sender for m in mail.enclosed if m.sender), None)
    if inner is None and reading.words.author:
        inner = Address(reading.words.author)
    if inner is None or (mail.sender and inner.email == mail.sender.email):
        return None, None
    return inner, found.partners.get(inner.email)


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


def _language(reading: Reading, sender: Sender, site: Site) -> str:
    fallback = _fallback(sender, site)
    subject = next((p.text for p in reading.passages if p.where == "subject"), "")
    return detect(
        reading.body,
        f"{reading.words.signature}\n{subject}",
        reading.words.forwarded,
        fallback=fallback,
    )


def _missing(
    kind: Kind, units: list[UnitClaim], reading: Reading, ticket: Ticket | None, lens: Lens
) -> tuple[str, ...]:
    if kind is Kind.INFO_REPLY:
        return still_missing(units, reading, ticket, lens)
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
    return read_answer(reading.body, units, amounts)


def _is_proved(mail: Mail, sender: Sender, reference: str | None, found: Found, site: Site) -> bool:
    """True if the mail may speak for the ticket: by token, or as an aligned mail of its partner."""
    if reference is None:
        return False
    ref = proven_letter(mail, found, site)
    if ref is not None and ref.reference == reference:
        return True
    if sender.strength < Strength.ALIGNED:
        return False
    ticket = found.tickets.get(reference)
    referral = found.referrals.get(reference)
    email = sender.address.email
    if ticket is not None:
        people = {ticket.requester.address.email, *ticket.watchers}
        return email in people or bool(sender.id and sender.id == ticket.requester.partner_id)
    if referral is not None:
        return bool(sender.id and sender.id == referral.distributor_id)
    digest = found.digests.get(reference)
    return digest is not None and digest.to.lower() == email
