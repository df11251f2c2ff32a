"""The warranty of a unit: start, length, last day, flags (policy R9-R12, A7-A13)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.registry import SoldUnit
from mailbot.domain.site import WarrantyTerms
from mailbot.domain.states import State
from mailbot.domain.unit import Acceptance, Shipment, Unit, Verdict
from mailbot.domain.warranty import add_months, judge, judge_again, months_of

PHONE = SoldUnit(
    serial="VST2026224711B",
    mac="",
    product_code="VST20",
    product_name="IP phone",
    family="ip_phone",
    channel="direct",
    sold_to="telecomnord",
    delivered_on=date(2025, 11, 30),
    licensed_on=None,
    delivery_note="2025/01234",
)
PBX = replace(
    PHONE, family="pbx", delivered_on=date(2025, 10, 1), licensed_on=date(2025, 12, 3), serial="P1"
)
TERMS = WarrantyTerms()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("asked_on", "covered", "flags"),
    [
        (date(2026, 11, 29), "in", ()),
        (date(2026, 11, 30), "in", ("last_day",)),
        (date(2026, 12, 1), "out", ()),
    ],
)
def test_a_phone_is_covered_for_twelve_months_the_last_day_included(asked_on, covered, flags):
    """R9, R12, A12; gold date: delivered 30 Nov 2025, asked 30 Nov 2026: in, on the last day."""
    verdict = judge(PHONE, asked_on, TERMS)
    assert (verdict.covered, verdict.flags) == (covered, flags)
    assert (verdict.basis, verdict.starts) == ("delivery", date(2025, 11, 30))
    assert (verdict.ends, verdict.evidence) == (date(2026, 11, 30), "2025/01234")


def test_a_phone_ignores_any_licence_date():
    """R12: all other products start at the delivery."""
    odd = replace(PHONE, licensed_on=date(2026, 6, 1))
    assert judge(odd, date(2026, 11, 22), TERMS) == judge(PHONE, date(2026, 11, 22), TERMS)


@pytest.mark.parametrize("family", ["pbx", "fax_server", "gsm_gateway"])
def test_licence_families_start_at_the_registration(family):
    """R10: the same delivery and two registrations give two ends."""
    one = judge(replace(PBX, family=family), date(2026, 11, 22), TERMS)
    two = judge(
        replace(PBX, family=family, licensed_on=date(2025, 11, 3)), date(2026, 11, 22), TERMS
    )
    assert (one.basis, one.ends, one.covered) == ("licence_registration", date(2026, 12, 3), "in")
    assert (two.basis, two.ends, two.covered) == ("licence_registration", date(2026, 11, 3), "out")


@pytest.mark.parametrize("registrant", ["gfo", "a-dealer-of-gfo"])
def test_the_registration_by_distributor_or_dealer_is_equal_evidence(registrant):
    """R11: either registrant is accepted and stands in the evidence."""
    verdict = judge(replace(PBX, licensed_by=registrant), date(2026, 11, 22), TERMS)
    assert (verdict.covered, verdict.evidence) == ("in", registrant)


def test_a_pbx_registered_late_is_in_and_flagged():
    """A8; gold date: delivered 10 Jan 2025, registered 3 Dec 2025, asked 22 Nov 2026: in."""
    late = replace(PBX, delivered_on=date(2025, 1, 10))
    verdict = judge(late, date(2026, 11, 22), TERMS)
    assert (verdict.covered, verdict.ends) == ("in", date(2026, 12, 3))
    assert verdict.flags == ("late_registration",)


@pytest.mark.parametrize(("days", "flags"), [(179, ()), (180, ()), (181, ("late_registration",))])
def test_the_lag_is_flagged_beyond_180_days_only(days, flags):
    """A8: below, at and above the bound."""
    registered = PBX.delivered_on + timedelta(days=days)
    verdict = judge(replace(PBX, licensed_on=registered), registered, TERMS)
    assert verdict.flags == flags


def test_a_registration_without_a_delivery_date_has_no_lag():
    """A8: nothing to compare with is not late."""
    verdict = judge(replace(PBX, delivered_on=None), date(2026, 12, 3), TERMS)
    assert (verdict.covered, verdict.flags) == ("in", ("last_day",))


def test_a_pbx_never_registered_takes_the_delivery_and_says_so():
    """A8: the fallback is flagged as assumed."""
    verdict = judge(replace(PBX, licensed_on=None), date(2026, 10, 1), TERMS)
    assert (verdict.basis, verdict.covered) == ("delivery", "in")
    assert verdict.flags == ("assumed", "last_day")


def test_a_pbx_never_registered_may_stay_undetermined():
    """decisions 13: settable."""
    terms = replace(TERMS, unregistered="undetermined")
    verdict = judge(replace(PBX, licensed_on=None), date(2026, 1, 1), terms)
    assert (verdict.covered, verdict.basis) == ("undetermined", "licence_registration")
    assert (verdict.starts, verdict.ends, verdict.flags) == (None, None, ("no_date",))


@pytest.mark.parametrize(
    ("sold", "flags"),
    [
        (replace(PHONE, delivered_on=None), ("no_date",)),
        (replace(PBX, delivered_on=None, licensed_on=None), ("assumed", "no_date")),
    ],
)
def test_without_any_date_the_verdict_is_undetermined(sold, flags):
    """R38: an outcome needs a start; none is invented."""
    verdict = judge(sold, date(2026, 11, 22), TERMS)
    assert (verdict.covered, verdict.starts, verdict.ends) == ("undetermined", None, None)
    assert verdict.flags == flags


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 12, 31), 24, date(2027, 12, 31)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_are_calendar_months(day, months, last):
    """A12; gold date: delivered 29 Feb 2024, last day 28 Feb 2025."""
    assert add_months(day, months) == last


REPAIRED = Unit(
    1,
    State.CLOSED_SUCCESS,
    fault_code="PWR-01",
    acceptance=Acceptance(
        1, 1, (1,), "x@y", datetime(2026, 8, 1, tzinfo=UTC), "<m>", "ab", "token"
    ),
    shipment=Shipment("BRT", "1Z", date(2026, 8, 24), "77/26"),
)
OUT = Verdict("out", "delivery", date(2024, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("asked_on", "covered", "flags"),
    [
        (date(2026, 11, 21), "in", ()),
        (date(2026, 11, 22), "in", ("last_day",)),
        (date(2026, 11, 23), "out", ()),
    ],
)
def test_a_paid_repair_is_good_for_ninety_days_on_the_same_fault(asked_on, covered, flags):
    """A13: below, at and above; with the shipment as evidence."""
    verdict = judge_again(OUT, [REPAIRED], "PWR-01", asked_on, TERMS)
    assert (verdict.covered, verdict.flags) == (covered, flags)
    if covered == "in":
        assert (verdict.basis, verdict.starts) == ("paid_repair", date(2026, 8, 24))
        assert (verdict.ends, verdict.evidence) == (date(2026, 11, 22), "77/26")


@pytest.mark.parametrize(
    ("past", "fault_code"),
    [
        (REPAIRED, "AUD-01"),
        (REPAIRED, ""),
        (replace(REPAIRED, fault_code=""), ""),
        (replace(REPAIRED, acceptance=None), "PWR-01"),
        (replace(REPAIRED, shipment=None), "PWR-01"),
    ],
)
def test_another_fault_or_a_repair_that_was_not_paid_adds_nothing(past, fault_code):
    """A13: the remaining original warranty goes on, and no more."""
    assert judge_again(OUT, [past], fault_code, date(2026, 9, 1), TERMS) is OUT


def test_a_unit_in_warranty_keeps_its_own():
    """A13: the repair's ninety days never shorten it."""
    inside = replace(OUT, covered="in", ends=date(2027, 1, 1))
    assert judge_again(inside, [REPAIRED], "PWR-01", date(2026, 9, 1), TERMS) is inside


def test_length_goes_by_product_then_family_then_for_all():
    """R9: twelve months unless the family or the product has its own."""
    terms = replace(TERMS, family_months={"ip_phone": 24, "VST20": 36})
    assert months_of(PHONE, terms) == 36
    assert months_of(replace(PHONE, product_code="VST30"), terms) == 24
    assert months_of(PBX, replace(terms, family_months={"ip_phone": 24})) == 12
    assert judge(PHONE, date(2028, 11, 30), terms).flags == ("last_day",)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_a_warranty_is_one_stretch_that_ends_once(start, months):
    """A12: in up to the last day, out ever after, whatever the dates."""
    terms = replace(TERMS, months=months)
    sold = replace(PHONE, delivered_on=start)
    ends = judge(sold, start, terms).ends
    assert ends is not None
    assert ends > start
    assert judge(sold, ends - DAY, terms).covered == "in"
    assert judge(sold, ends, terms).covered == "in"
    assert judge(sold, ends + DAY, terms).covered == "out"


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(1, 60),
)
def test_a_later_start_never_ends_earlier(one, two, months):
    """A12: month arithmetic is monotone."""
    first, second = sorted((one, two))
    assert add_months(first, months) <= add_months(second, months)
