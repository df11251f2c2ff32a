"""holidays: the days on which the desk is closed (A4)."""

from collections.abc import Iterable
from datetime import date

import holidays

# Every deadline of a desk that runs now lies in here; a fixed range, because only one file asks the
# time. Beyond it a day is closed at weekends only.
YEARS = range(2015, 2066)


def closed_days(
    country: str = "IT",
    subdivision: str = "",
    extra: Iterable[date] = (),
    years: Iterable[int] = YEARS,
) -> frozenset[date]:
    """The national holidays, the patron day of the subdivision (`MI`, `RM`), and the extra days.

    Errors: LookupError, naming what could have been meant, for a country or a subdivision that the
    holidays package does not know.
    """
    try:
        days = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
    except NotImplementedError as error:
        known = _known(country)
        raise LookupError(known) from error
    return frozenset(days) | frozenset(extra)


def _known(country: str) -> str:
    """What could have been meant: the subdivisions of the country, or the countries."""
    countries = holidays.list_supported_countries(include_aliases=False)
    return ", ".join(sorted(countries.get(country) or countries))
