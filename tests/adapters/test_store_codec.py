"""Domain values survive the store: every field, every type, and what a stranger wrote."""

import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.adapters.store.codec import from_plain, known_types, stamp, to_plain
from mailbot.domain import decision, intent, mail, questions, registry, states, ticket, unit
from mailbot.domain.mail import Address
from mailbot.domain.states import State
from mailbot.domain.ticket import Challenge, Quote, Ticket
from mailbot.domain.unit import Unit
from tests.adapters.stock import DAY, NOW, some_partner, some_sold, some_ticket, some_unit


def through(value: Any) -> Any:
    """The value after a trip through JSON text."""
    return from_plain(type(value), json.loads(json.dumps(to_plain(value))))


@pytest.mark.parametrize(
    "value",
    [
        some_ticket(1, some_unit(1), some_unit(2, State.CLOSED_SUCCESS)),
        some_sold(1),
        some_sold(2),
        some_partner(),
        Challenge("c", "undo", "p", "r", NOW, (("TAKE", {"units": [1]}, "TAKE"),), {"a": 1}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back_equal(value: Any) -> None:
    """What is recorded is what is found."""
    assert through(value) == value


def test_the_sample_unit_has_something_in_most_fields() -> None:
    """The round trip above says nothing of a field that is at its default."""
    unit = some_unit(1)
    same = {f.name for f in fields(Unit) if getattr(unit, f.name) == f.default}
    assert len(same) <= len(fields(Unit)) // 2


@pytest.mark.parametrize("covered", [None, False, True])
def test_undecided_is_not_no(covered: bool | None) -> None:
    """`covered=False` and `covered=None` are two answers."""
    assert through(replace(some_unit(1), covered=covered)).covered is covered


def test_empty_fields_take_no_room_and_meaningful_defaults_are_kept() -> None:
    """A VAT rate of 22 is written down: a later version may have another default."""
    quote = Quote(1, 1, (1,), Decimal(5), "EUR", NOW, "lab", DAY)
    plain = to_plain(quote)
    assert "labour" not in plain
    assert plain["vat_rate"] == "22"
    assert plain["kind"] == "repair"
    assert plain["current"] is True


def test_a_field_of_another_version_does_no_harm() -> None:
    """An older document lacks fields with a default; a newer one has some we do not know."""
    plain = to_plain(some_unit(1))
    assert from_plain(Unit, {"number": 1, "state": "new"}) == Unit(1, State.NEW)
    assert from_plain(Unit, plain | {"colour": "red"}) == some_unit(1)


def test_an_instant_keeps_its_moment_in_every_zone() -> None:
    """Instants are compared as instants."""
    rome = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert through(replace(some_ticket(1), opened=rome)).opened == NOW
    assert stamp(rome) == stamp(NOW) == "2026-11-20T09:00:00+00:00"


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_stamps_sort_as_instants(pair: list[datetime]) -> None:
    """Due letters and alarms are found by comparing texts."""
    first, second = sorted(pair)
    assert stamp(first) <= stamp(second)


LOOSE = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
        st.decimals(allow_nan=False),
        st.timedeltas(timedelta(days=-9999), timedelta(days=9999)).map(
            lambda delta: timedelta(seconds=delta.seconds)
        ),
        st.binary(max_size=20),
        st.sampled_from(State),
        st.builds(Address, st.just("a@b.example"), st.text(max_size=5)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from(["a", "$type", "value", "b"]), inner, max_size=3),
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(LOOSE)
def test_a_value_without_a_hint_comes_back_equal_and_of_its_type(value: Any) -> None:
    """`pending`, `before`, `args`: whatever stands there, a `$type` of a stranger included."""
    back = through(replace(some_ticket(1), pending={"x": value})).pending["x"]
    assert back == value
    assert type(back) is type(value)


def test_what_cannot_be_kept_is_refused_at_once() -> None:
    """Better an error now than an object of nobody's later."""
    with pytest.raises(TypeError, match="cannot keep"):
        to_plain(replace(some_ticket(1), pending={"x": object()}))

    @dataclass(frozen=True)
    class Stranger:
        when: complex

    with pytest.raises(TypeError, match="cannot keep"):
        to_plain(Stranger(1j))
    with pytest.raises(TypeError, match="cannot keep"):
        to_plain(replace(some_ticket(1), pending={"x": Stranger(1j)}))


def test_the_names_of_known_types_are_unique() -> None:
    """A `$type` names one class only."""
    assert known_types()["Ticket"] is Ticket
    assert known_types()["State"] is State
    there = {
        kind
        for module in (decision, intent, mail, questions, registry, states, ticket, unit)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__.startswith("mailbot.domain")
    }
    assert len({kind.__name__ for kind in there}) == len(there)


def test_containers_of_all_kinds_are_kept() -> None:
    """Tuples of fixed length, mappings by number, sets, times of day."""

    @dataclass(frozen=True)
    class Odd:
        pair: tuple[int, date]
        by_number: dict[int, time]
        words: frozenset[str]
        either: date | datetime | None

    odd = Odd((1, DAY), {7: time(18, 0)}, frozenset({"b", "a"}), NOW)
    assert through(odd) == odd
    assert through(replace(odd, either=DAY)).either == DAY
    assert type(through(replace(odd, either=DAY)).either) is date
