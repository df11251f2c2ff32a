"""What stands in an argument or a field, as a value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mailbot.domain.writing import amount_of, day_of, names_of, number_of, plain

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (DAY, DAY),
        ("2026-12-04", DAY),
        ("2026-12-04T10:00", DAY),
        ("", None),
        (None, None),
        ("domani", None),
        ("2026-02-30", None),
    ],
)
def test_a_day_is_a_date_or_its_iso_form(value: object, day: date | None) -> None:
    """Arguments that waited for a code come back as text; what is no day is none."""
    assert day_of({"until": value}, "until") == day


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("129.50", Decimal("129.50")),
        (Decimal(3), Decimal(3)),
        ("", None),
        (None, None),
        ("x", None),
    ],
)
def test_an_amount_is_a_number(value: object, amount: Decimal | None) -> None:
    """QUOTE: an amount that cannot be read is none."""
    assert amount_of({"amount": value}, "amount") == amount


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("10", 10), ("1" * 9, 111_111_111), ("1" * 10, None), ("-1", None), (None, None)],
)
def test_a_whole_number_has_its_bound(value: object, number: int | None) -> None:
    """QUOTE days=: nine digits at most, no sign."""
    assert number_of({"days": value}, "days") == number


@pytest.mark.parametrize(
    ("value", "names"),
    [(None, ()), (2, (2,)), ("VSP12", ("VSP12",)), ([1, "VSP12"], (1, "VSP12"))],
)
def test_units_are_named_one_or_many(value: object, names: tuple[int | str, ...]) -> None:
    """I7: as the sender put them."""
    assert names_of({"units": value}, "units") == names


def test_what_waits_for_a_code_is_kept_as_json_can_hold_it() -> None:
    """Mail-layer 17: the lines of a mail that is not believed enough, until the code comes back."""
    waiting = {
        "units": (1, "VSP12"),
        "until": DAY,
        "at": datetime(2026, 12, 4, 9, 0, tzinfo=UTC),
        "amount": Decimal("129.50"),
        "days": 5,
        "sure": True,
        "nothing": None,
    }
    assert plain(waiting) == {
        "units": [1, "VSP12"],
        "until": "2026-12-04",
        "at": "2026-12-04T09:00:00+00:00",
        "amount": "129.50",
        "days": 5,
        "sure": True,
        "nothing": None,
    }
