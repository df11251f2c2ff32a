"""What templates may do with a fact when they print it.

Filters of Jinja2, and the seal on every value.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import cast

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mailbot.adapters.amounts import group_goods, quote_lines
from mailbot.adapters.sealed import Seal
from mailbot.adapters.words import Words
from mailbot.domain.decision import TranscriptLine
from mailbot.domain.digest import Section
from mailbot.domain.grammar import GRAMMARS
from mailbot.domain.kpis import Kpi, KpiRow
from mailbot.domain.questions import Question
from mailbot.domain.unit import Unit, Verdict

# An address that the operator wrote in the settings, as a link.
_MAILTO = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}")
# A bar in text; the writer of HTML draws it.
_BAR_SIGNS = 10


@pass_context
def seal_value(context: Context, value: object) -> object:
    """Every value that a template prints, sealed; what a template wrote itself is left as it is."""
    if isinstance(value, Markup):
        return value
    return Markup(_seal_of(context).close(_words_of(context).tell(value)))


@pass_context
def _own(context: Context, value: str) -> Markup:
    """Words of our own people: addresses of web pages in them stay usable."""
    return Markup(_seal_of(context).close(value, links=True))


def _by_unit(questions: Sequence[Question]) -> list[tuple[int, list[Question]]]:
    """The questions of each unit, then those about the whole ticket."""
    numbers = sorted({q.unit for q in questions}, key=lambda n: (n == 0, n))
    return [(n, [q for q in questions if q.unit == n]) for n in numbers]


def _by_verdict(units: Iterable[Unit]) -> list[tuple[Verdict, list[Unit]]]:
    """The units whose warranty was worked out in the same way, together, in order."""
    groups: dict[Verdict, list[Unit]] = {}
    for unit in units:
        if unit.verdict is not None:
            groups.setdefault(unit.verdict, []).append(unit)
    return list(groups.items())


def _mailto(value: str) -> Markup | str:
    return Markup(f"<{value}>") if _MAILTO.fullmatch(value) else value


@pass_context
def _long_date(context: Context, value: date) -> str:
    return _words_of(context).long_date(value)


@pass_context
def _deadline(context: Context, value: date | datetime) -> str:
    return _words_of(context).deadline(value)


@pass_context
def _money(context: Context, value: Decimal, currency: str) -> str:
    return _words_of(context).money(value, currency)


@pass_context
def _percent(context: Context, value: Decimal) -> str:
    return _words_of(context).percent(value)


@pass_context
def _product(context: Context, name: str) -> str:
    return _words_of(context).product(name)


@pass_context
def _span(context: Context, value: timedelta) -> str:
    """`10 min`, `3 h`: a length of time in its largest whole unit."""
    minutes = int(value.total_seconds() // 60)
    unit, count = ("hours", minutes // 60) if minutes % 60 == 0 else ("minutes", minutes)
    return _words_of(context).say(f"figure.{unit}", value=count)


def _sum_of_lines(sections: Iterable[Section]) -> int:
    return sum(len(section.lines) + section.more for section in sections)


@pass_context
def _figure(context: Context, kpi: Kpi, currency: str) -> str:
    return _measured(_words_of(context), kpi.value, kpi.unit, currency)


@pass_context
def _target_figure(context: Context, kpi: Kpi, currency: str) -> str:
    return _measured(_words_of(context), kpi.target, kpi.unit, currency)


@pass_context
def _row_figure(context: Context, row: KpiRow, unit: str) -> str:
    """A row's figure: in the unit of its figure where that is time, else the share in percent."""
    words = _words_of(context)
    return _measured(words, row.value, unit if unit in ("days", "hours") else "percent", "")


def _measured(words: Words, value: Decimal | None, unit: str, currency: str) -> str:
    if value is None:
        return words.say("figure.none")
    if unit == "money":
        return words.money(value, currency)
    return words.say(f"figure.{unit}", value=words.short_number(value))


@pass_context
def _told(context: Context, value: object) -> str:
    """Any fact as people write it, several joined by commas: to go on with as text."""
    return _words_of(context).tell(value)


def _bar(share: Decimal | None) -> str:
    """Ten signs, as many of them filled as the share has whole tenths."""
    if share is None:
        return ""
    full = int(min(max(share, Decimal(0)), Decimal(1)) * _BAR_SIGNS)
    return "█" * full + "░" * (_BAR_SIGNS - full)


def _sentence(text: str) -> str:
    """The text with a full stop at its end, once."""
    words = text.rstrip()
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _usage(name: str) -> str:
    """How a command is written; what is no command's name is left as it is."""
    grammar = GRAMMARS.get(name)
    return grammar.usage if grammar else name


@pass_context
def _refusal(context: Context, line: TranscriptLine) -> str:
    """Why a line was not carried out; `{usage}` in the words is how its command is written."""
    command = line.facts.get("command") or line.facts.get("suggestion") or ""
    words = _words_of(context)
    fields = line.facts.get("fields")
    missing = ", ".join(words.phrase("missing", str(f)) for f in fields) if fields else ""  # type: ignore[attr-defined]  # a tuple of codes
    facts = {**line.facts, "usage": _usage(str(command)), "fields": missing and f" ({missing})"}
    return words.phrase("refusals", line.result, **facts)


def _seal_of(context: Context) -> Seal:
    return cast("Seal", context["seal"])


def _words_of(context: Context) -> Words:
    return cast("Words", context["words"])


FILTERS: Mapping[str, Callable[..., object]] = {
    "bar": _bar,
    "by_unit": _by_unit,
    "by_verdict": _by_verdict,
    "deadline": _deadline,
    "figure": _figure,
    "goods": group_goods,
    "long_date": _long_date,
    "mailto": _mailto,
    "money": _money,
    "own": _own,
    "percent": _percent,
    "product": _product,
    "quote_lines": quote_lines,
    "refusal": _refusal,
    "row_figure": _row_figure,
    "sentence": _sentence,
    "span": _span,
    "sum_of_lines": _sum_of_lines,
    "target_figure": _target_figure,
    "told": _told,
    "usage": _usage,
}
