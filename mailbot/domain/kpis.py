"""What the manager is told: the figures of delight.md 3.4, measured from the tickets themselves.

Shares and turn-arounds are those of the period; rates that one week is too short for (repeats, dead
on arrival, field failures) are those of the 365 days up to its end. What there was nothing to
measure for has no value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from mailbot.domain import observations as seen_by
from mailbot.domain.observations import Seen, Span
from mailbot.domain.periods import Period, year_up_to
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket

_REPEAT_DAYS = 90  # back within so many days of its shipment: a repeat (delight.md 3.4)
_ROWS = 8  # of a breakdown


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A line of a breakdown. `share` (0..1) draws its bar."""

    label: str
    value: Decimal
    share: Decimal | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure. `unit`: percent, days, hours, count, money. `count`: of how many it speaks."""

    key: str
    value: Decimal | None
    unit: str
    share: Decimal | None = None
    count: int = 0
    target: Decimal | None = None
    rows: tuple[KpiRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What is not in the tickets: mails and letters of the period, units delivered in the year."""

    tally: Mapping[str, int] = field(default_factory=dict)
    delivered: int = 0


Summary = Callable[[Sequence[Seen], Counts], Kpi]


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of MEASURES: what is seen in each ticket, and how it becomes a figure."""

    key: str
    unit: str
    observe: Callable[[Ticket, Span], Iterator[Seen]]
    summarise: Summary


def measure(
    tickets: Iterable[Ticket],
    period: Period,
    site: Site,
    *,
    tally: Mapping[str, int] | None = None,
    delivered: Iterable[date | None] = (),
) -> tuple[Kpi, ...]:
    """The figures of a period, in the order of MEASURES; the tickets are read once.

    `tally`: the store's counts of the period. `delivered`: when each unit of the registry was
    delivered, for the rates per unit sold.
    """
    span = Span(site, period, year_up_to(period.last))
    seen: dict[str, list[Seen]] = {row.key: [] for row in MEASURES}
    for ticket in tickets:
        for row in MEASURES:
            seen[row.key].extend(row.observe(ticket, span))
    counts = Counts(tally or {}, sum(span.year.holds(day) for day in delivered))
    return tuple(
        replace(row.summarise(seen[row.key], counts), key=row.key, unit=row.unit)
        for row in MEASURES
    )


# -- observations to figures --


def _share(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    return _ratio(sum(s.hit for s in seen), len(seen), rows=_by_label(seen))


def _share_of_delivered(seen: Sequence[Seen], counts: Counts) -> Kpi:
    by_product: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_product[one.labels[0]].append(one)
    rows = [_row(label, len(hits), counts.delivered) for label, hits in by_product.items()]
    return _ratio(len(seen), counts.delivered, rows=_top(rows))


def _median(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    if not seen:
        return Kpi("", None, "")
    groups: dict[str, list[Decimal]] = defaultdict(list)
    for one in seen:
        for label in one.labels:
            groups[label].append(one.value)
    longest = max((median(values) for values in groups.values()), default=Decimal(0))
    rows = [
        KpiRow(label, _tenth(median(values)), _part(median(values), longest), len(values))
        for label, values in groups.items()
        if label
    ]
    return Kpi("", _tenth(median(s.value for s in seen)), "", count=len(seen), rows=_top(rows))


def _ninetieth(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    """The 90th percentile by nearest rank."""
    if not seen:
        return Kpi("", None, "")
    values = sorted(s.value for s in seen)
    rank = -(-9 * len(values) // 10)
    return Kpi("", _tenth(values[rank - 1]), "", count=len(values))


def _sum_of_hits(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    return Kpi("", sum((s.value for s in seen if s.hit), Decimal(0)), "", count=len(seen))


def _shares_by_label(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    """How many there were, and which part of them each label has."""
    labels = [label for s in seen for label in s.labels]
    rows = [_row(label, labels.count(label), len(labels)) for label in dict.fromkeys(labels)]
    return Kpi("", Decimal(len(seen)), "", count=len(seen), rows=_top(rows))


def _repeats(seen: Sequence[Seen], _counts: Counts) -> Kpi:
    """Shipped units whose serial is in a request of the ninety days after."""
    opened: dict[str, list[int]] = defaultdict(list)
    for one in seen:
        if not one.hit:
            opened[one.labels[0]].append(int(one.value))
    shipped = [s for s in seen if s.hit]
    back = sum(
        any(0 < day - int(s.value) <= _REPEAT_DAYS for day in opened[s.labels[0]]) for s in shipped
    )
    return _ratio(back, len(shipped))


def _channel_errors(_seen: Sequence[Seen], counts: Counts) -> Kpi:
    return _ratio(counts.tally.get("mails:redirected", 0), counts.tally.get("mails", 0))


def _unauthorised(seen: Sequence[Seen], counts: Counts) -> Kpi:
    """Parcels without a valid RMA or without its mark, per hundred units received."""
    astray = counts.tally.get("letters:unauthorised_arrival", 0)
    return _ratio(sum(s.hit for s in seen) + astray, len(seen) + astray)


def _ratio(part: int, whole: int, *, rows: tuple[KpiRow, ...] = ()) -> Kpi:
    if whole == 0:
        return Kpi("", None, "", rows=())
    share = Decimal(part) / whole
    return Kpi("", _tenth(share * 100), "", _part(part, whole), whole, rows=rows)


def _by_label(seen: Sequence[Seen]) -> tuple[KpiRow, ...]:
    """For each label the share of hits among what has it."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for one in seen:
        for label in one.labels:
            groups[label].append(one.hit)
    rows = [_row(label, sum(hits), len(hits)) for label, hits in groups.items() if label]
    return _top([row for row in rows if row.value])


def _row(label: str, part: int, whole: int) -> KpiRow:
    share = _part(part, whole)
    return KpiRow(label, _tenth(share * 100), share, part)


def _top(rows: Sequence[KpiRow]) -> tuple[KpiRow, ...]:
    """The rows that matter most: the most frequent first."""
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.value, row.label))[:_ROWS])


def _part(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """A share for a bar, 0 to 1, to a thousandth."""
    share = Decimal(part) / Decimal(whole) if whole else Decimal(0)
    return min(share, Decimal(1)).quantize(Decimal("0.001"), ROUND_HALF_UP)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


MEASURES: tuple[Measure, ...] = (
    Measure("in_charge_sla", "percent", seen_by.taken_in_charge, _share),
    Measure("first_human_touch", "hours", seen_by.first_touched, _median),
    Measure("validation_sla", "percent", seen_by.validated, _share),
    Measure("complete_at_first", "percent", seen_by.complete_at_first, _share),
    Measure("bench_turnaround", "days", seen_by.on_bench, _median),
    Measure("bench_turnaround_p90", "days", seen_by.on_bench, _ninetieth),
    Measure("partner_turnaround", "days", seen_by.with_partner, _median),
    Measure("partner_turnaround_p90", "days", seen_by.with_partner, _ninetieth),
    Measure("nff_rate", "percent", seen_by.tested, _share),
    Measure("repeat_rate", "percent", seen_by.shipped_and_opened, _repeats),
    Measure("field_failure_rate", "percent", seen_by.failed_in_warranty, _share_of_delivered),
    Measure("doa_rate", "percent", seen_by.dead_on_arrival, _share_of_delivered),
    Measure("quote_acceptance", "percent", seen_by.quoted, _share),
    Measure("quote_answer_days", "days", seen_by.answered, _median),
    Measure("quote_value", "money", seen_by.quoted, _sum_of_hits),
    Measure("hold_outcome", "count", seen_by.held, _shares_by_label),
    Measure("deflection", "percent", seen_by.deflected, _share),
    Measure("channel_errors", "percent", seen_by.nothing, _channel_errors),
    Measure("unauthorised_parcels", "percent", seen_by.received, _unauthorised),
)
