"""The warranty of a unit, judged from the registry's dates, with its evidence (R9-R12, A7-A13)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from mailbot.domain.registry import SoldUnit
from mailbot.domain.site import WarrantyTerms
from mailbot.domain.unit import Unit, Verdict

LICENCE, DELIVERY, REPAIR = "licence_registration", "delivery", "paid_repair"


def judge(sold: SoldUnit, asked_on: date, terms: WarrantyTerms) -> Verdict:
    """Whether the unit is in warranty on `asked_on`, and why.

    `asked_on` is the desk's local date of the request, or of the arrival where `terms.reference`
    says so (A11). The last day counts as in. Without a date to start from the verdict is
    `undetermined`, never a guess.
    Source: R9-R12, A7, A8, A11, A12, decisions 13.
    """
    start = _start(sold, terms)
    if start.starts is None:
        return start
    ends = add_months(start.starts, months_of(sold, terms))
    flags = (*start.flags, "last_day") if asked_on == ends else start.flags
    return replace(start, covered="in" if asked_on <= ends else "out", ends=ends, flags=flags)


def judge_again(
    verdict: Verdict, past: Iterable[Unit], fault_code: str, asked_on: date, terms: WarrantyTerms
) -> Verdict:
    """The verdict of a unit that was here before: a paid repair covers its own fault for a while.

    `past`: the unit as it stands in earlier tickets. In warranty it changes nothing, and a repair
    in warranty adds nothing: the remaining original warranty goes on. Source: A13.
    """
    if verdict.covered == "in":
        return verdict
    for unit in past:
        sent, paid = unit.shipment, unit.acceptance is not None
        if sent is None or not paid or not fault_code or unit.fault_code != fault_code:
            continue
        ends = sent.on + timedelta(days=terms.repair_days)
        if asked_on <= ends:
            flags = ("last_day",) if asked_on == ends else ()
            return Verdict("in", REPAIR, sent.on, ends, sent.ddt, flags)
    return verdict


def months_of(sold: SoldUnit, terms: WarrantyTerms) -> int:
    """How many months this unit's warranty lasts: by its product code, family, or for all (R9)."""
    by_family = terms.family_months.get(sold.family, terms.months)
    return terms.family_months.get(sold.product_code, by_family)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day if it is shorter (29 Feb -> 28 Feb, A12)."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > MAXYEAR:
        return date.max
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _start(sold: SoldUnit, terms: WarrantyTerms) -> Verdict:
    """Basis, first day, evidence and flags; what `covered` says is not decided yet."""
    if sold.family not in terms.licence_families:
        return _from_delivery(sold, DELIVERY)
    if sold.licensed_on is not None:
        late = (
            sold.delivered_on is not None
            and sold.licensed_on - sold.delivered_on > terms.max_registration_lag
        )
        flags = ("late_registration",) if late else ()
        # Whoever registered it, distributor or dealer, is evidence (R11).
        return Verdict("undetermined", LICENCE, sold.licensed_on, None, sold.licensed_by, flags)
    if terms.unregistered != "assumed":
        return Verdict("undetermined", LICENCE, flags=("no_date",))
    return _from_delivery(sold, DELIVERY, "assumed")


def _from_delivery(sold: SoldUnit, basis: str, *flags: str) -> Verdict:
    """The start by the delivery document (R12, A10)."""
    if sold.delivered_on is None:
        return Verdict("undetermined", basis, flags=(*flags, "no_date"))
    return Verdict("undetermined", basis, sold.delivered_on, None, sold.delivery_note, flags)
