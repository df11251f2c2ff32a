"""Commands of the lab: what the test found, what it costs, the repair, the promise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from mailbot.domain.acting import last_day_of, move_units, require_ticket
from mailbot.domain.clocks import last_day, running_clock
from mailbot.domain.decision import Document
from mailbot.domain.draft import Draft
from mailbot.domain.effects_validation import check_day
from mailbot.domain.hearers import find_partner, part, to_requester
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import State
from mailbot.domain.selection import Chosen, choose, find_unit
from mailbot.domain.ticket import Quote, Ticket
from mailbot.domain.unit import TestReport, Unit
from mailbot.domain.writing import amount_of, day_of, names_of, number_of, text_of
from mailbot.errors import Refused

_EXCLUSION = re.compile(r"\s*(EX[1-5])\b[\s:.,-]*", re.IGNORECASE)
# "autorizzato con lettera 12/2026", "authorised in writing: ref 7": lifts EX5 alone (R21).
_WAIVER = re.compile(
    r"(?<!non )(?<!not )\b(?:autorizzat[aoie]|authori[sz]ed)\b[^.;\n]{0,120}", re.IGNORECASE
)
_IMPROPER_USE = "EX2"  # misuse without a code (decisions, TESTED)


def tested(draft: Draft, order: Order, number: str) -> Draft:
    """The test report of each unit and what follows from it (X26-X29, R41, R42, R47-R50).

    Coverage as tested overturns coverage as approved only with an exclusion (R42), and EX5 that was
    authorised in writing does not make a unit chargeable (R21).
    """
    ticket = require_ticket(draft, number)
    chosen = choose(ticket, names_of(order.args, "units"), "test_covered", "test_no_fault")
    promised = day_of(order.args, "delivery")
    if promised is not None:
        check_day(promised, draft.scene.today)
    report = _report(draft, order)
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        _test_event,
        change=lambda u: _with_report(u, report),
        text=f"{report.coverage} {report.result}: {report.report}"[:2000],
    )
    return _tell_outcome(draft, number, units)


def _report(draft: Draft, order: Order) -> TestReport:
    coverage, text = text_of(order.args, "coverage"), text_of(order.args, "report")
    named = _EXCLUSION.match(text)
    exclusion = ""
    if coverage == "misuse":
        exclusion = named[1].upper() if named else _IMPROPER_USE
    waiver = _WAIVER.search(text) if exclusion == "EX5" else None
    return TestReport(
        coverage=coverage,
        result=text_of(order.args, "result"),
        report=(text[named.end() :] if named else text)[:4000].strip(),
        at=draft.scene.now,
        by=draft.scene.who,
        exclusion=exclusion,
        exclusion_waiver=waiver[0].strip() if waiver else "",
        promised=day_of(order.args, "delivery"),
    )


def _with_report(unit: Unit, report: TestReport) -> Unit:
    covered = unit.covered
    if report.coverage == "misuse":
        # A waiver restores what was approved; it gives no warranty that was not there.
        covered = unit.covered if report.exclusion_waiver else False
    return replace(unit, test=report, covered=covered, promised=report.promised or unit.promised)


def _test_event(unit: Unit) -> str:
    report = unit.test
    if report is None or report.result == "no-fault":
        return "test_no_fault"
    if report.coverage == "warranty" or (report.exclusion_waiver and unit.covered):
        return "test_covered"
    if report.result == "not-repairable":
        return "test_not_repairable"
    return "test_excluded" if report.coverage == "misuse" else "test_out_of_warranty"


def _tell_outcome(draft: Draft, number: str, units: Sequence[Unit]) -> Draft:
    """One letter: the outcome of all, and for what is not repaired the days left (X28b, R53)."""
    last_day = last_day_of(draft, "TM6")
    no_fault = tuple(u for u in units if u.test and u.test.result == "no-fault")
    others = tuple(u for u in units if u not in no_fault)
    held = tuple(u for u in others if u.state is State.HELD)
    parts = []
    if others:
        parts.append(part("outcome", units=others))
    if no_fault:
        parts.append(part("no_fault", units=no_fault, last_day=last_day))
    if held:
        parts.append(
            part("collect_or_dispose", units=held, why="not_repairable", last_day=last_day)
        )
    return draft.tell(to_requester(draft.scene, draft.tickets[number], *parts))


def quote(draft: Draft, order: Order, number: str) -> Draft:
    """A price for the chargeable units, or a new revision of one (X30, X42, R23, R24, R51)."""
    ticket = require_ticket(draft, number)
    chosen = _quoted_units(ticket, order)
    new = _new_quote(draft, ticket, order, chosen)
    overrun = any(u.state is State.REPAIRING for u in chosen.units)
    past = tuple(
        replace(q, current=False) if q.current and set(q.units) & set(new.units) else q
        for q in ticket.quotes
    )
    ticket = replace(ticket, quotes=(*past, new))
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        "quote",
        change=_quoted,
        text=f"{new.number}.{new.revision}: {new.amount} {new.currency}",
    )
    told = part("quote", quote=new, units=units, last_day=new.valid_until, overrun=overrun)
    paper = Document("quote", {"quote": new, "units": units})
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told, documents=(paper,)))


def _quoted(unit: Unit) -> Unit:
    """An earlier acceptance was of an earlier price: it is gone with it (I1)."""
    flags = tuple(dict.fromkeys((*unit.flags, "quote_sent")))
    return replace(unit, acceptance=None, flags=flags)


def _quoted_units(ticket: Ticket, order: Order) -> Chosen:
    """Those named; else those that wait for a quote; else those that have one."""
    named = names_of(order.args, "units")
    waiting = [u.number for u in ticket.units if u.state is State.TESTED_CHARGEABLE]
    priced = [u for u in ticket.units if u.state in (State.QUOTED, State.REPAIRING)]
    again = [u.number for u in priced if not u.covered]
    return choose(ticket, named or waiting or again, "quote")


def _new_quote(draft: Draft, ticket: Ticket, order: Order, chosen: Chosen) -> Quote:
    """Errors: Refused `no_amount`; `quote_splits` where a revision leaves a unit of the old out."""
    scene, amount = draft.scene, amount_of(order.args, "amount")
    if amount is None or not Decimal(0) < amount < Decimal(10_000_000):
        raise Refused("no_amount", amount=text_of(order.args, "amount")[:40])
    current = [q for q in ticket.quotes if q.current and set(q.units) & set(chosen.numbers)]
    waiting = {u.number for u in ticket.units if u.state is State.QUOTED}
    left_out = {n for q in current for n in q.units if n in waiting} - set(chosen.numbers)
    if left_out:
        raise Refused("quote_splits", units=tuple(sorted(left_out)))
    partner = find_partner(scene, ticket.requester.partner_id)
    rate = Decimal(partner.vat_rate) if partner and partner.vat_rate else scene.site.terms.vat_rate
    replacing = any(u.test and u.test.result == "not-repairable" for u in chosen.units)
    number = max((q.number for q in ticket.quotes), default=0) + 1
    return Quote(
        number=current[0].number if current else number,
        revision=max((q.revision for q in current), default=0) + 1,
        units=chosen.numbers,
        amount=amount,
        currency=text_of(order.args, "currency") or scene.site.terms.currency,
        at=scene.now,
        by=scene.who,
        valid_until=_valid_until(draft, ticket, chosen),
        labour=amount_of(order.args, "labour"),
        parts=amount_of(order.args, "parts"),
        shipping=amount_of(order.args, "shipping"),
        days=number_of(order.args, "days"),
        kind="replacement" if replacing else "repair",
        vat_rate=rate,
        vat_note=partner.vat_note if partner else "",
    )


def _valid_until(draft: Draft, ticket: Ticket, chosen: Chosen) -> date:
    """The quote's last day: the hold's, which a revision restarts only so often (A16, A18)."""
    site = draft.scene.site
    valid = site.calendar.roll(draft.scene.today + timedelta(days=site.targets.quote_valid_days))
    for number in chosen.numbers:
        holds = [c for c in ticket.clocks if c.name == "TM6" and number in c.units]
        restarts = sum(c.stopped_by == "revision" for c in holds)
        running = running_clock(ticket, "TM6", number)
        if running is not None and restarts >= site.targets.hold_restarts_on_revision:
            valid = min(valid, last_day(running, site))
    return valid


def repair(draft: Draft, order: Order, number: str) -> Draft:
    """The repair begins, or is done with its final test (X41, X43, R24, R25, R28)."""
    ticket = require_ticket(draft, number)
    stage = (text_of(order.args, "stage") or text_of(order.args, "what")).lower()
    event = {"start": "start_repair", "done": "finish_repair"}.get(stage)
    if event is None:
        raise Refused("repair_stage", stage=stage[:40])
    chosen = choose(ticket, names_of(order.args, "units"), event)
    draft, _ = move_units(draft, ticket, chosen.units, event)
    return draft


def replace_unit(draft: Draft, order: Order, number: str) -> Draft:
    """Another unit goes out instead; its serial is on record (X44, R28)."""
    ticket = require_ticket(draft, number)
    named = names_of(order.args, "unit") or names_of(order.args, "units")
    if not named:
        raise Refused("which_unit", units=tuple(u.number for u in ticket.units))
    unit = find_unit(ticket, named[0])
    serial = (text_of(order.args, "serial") or text_of(order.args, "new_serial")).upper()
    draft, _ = move_units(
        draft,
        ticket,
        (unit,),
        "replace",
        change=lambda u: replace(u, replacement_serial=serial[:60]),
        text=serial[:60],
    )
    return draft


def promise(draft: Draft, order: Order, number: str) -> Draft:
    """A new promise date, with the old one and the reason (X46)."""
    ticket = require_ticket(draft, number)
    day, reason = day_of(order.args, "date") or day_of(order.args, "until"), _reason(order)
    check_day(day, draft.scene.today)
    chosen = choose(ticket, names_of(order.args, "units"), "promise")
    old = min((u.promised for u in chosen.units if u.promised), default=None)
    draft, units = move_units(
        draft,
        ticket,
        chosen.units,
        "promise",
        change=lambda u: replace(u, promised=day),
        text=f"{old} -> {day}: {reason}",
    )
    told = part("new_promise", units=units, old=old, new=day, text=reason)
    return draft.tell(to_requester(draft.scene, draft.tickets[number], told))


def _reason(order: Order) -> str:
    reason = text_of(order.args, "reason")
    if not reason:
        raise Refused("no_reason", command=order.name)
    return reason[:2000]
