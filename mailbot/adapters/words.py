"""The words of a language.

Labels, next steps, refusals, questions, and how dates and amounts are written.

`templates/<language>/words.toml` has them. A site folder's file overlays the shipped one key by
key.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import cast

from mailbot.domain.ticket import Quote
from mailbot.errors import Misconfigured, Mistake

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `zone` is the desk's: instants are told in its time."""

    language: str
    table: Table
    zone: tzinfo

    def say(self, key: str, /, **facts: object) -> str:
        """The words under a dotted key, its `{names}` filled in. Errors.

        KeyError for a missing key or fact.
        """
        entry: object = self.table
        for name in key.split("."):
            if not isinstance(entry, Mapping):
                raise KeyError(key)
            entry = entry[name]
        if not isinstance(entry, str):
            raise KeyError(key)
        return entry.format_map({name: self.tell(value) for name, value in facts.items()})

    def phrase(self, table: str, code: str, /, **facts: object) -> str:
        """The words for a code that was judged, or the table's `other` for one without words.

        A letter is never lost for a word: an unknown code, or a fact the sentence misses, gives
        the general sentence.
        """
        entries = cast("Table", self.table[table])
        told = {name: self.tell(value) for name, value in facts.items()}
        told["code"] = code.replace("_", " ")
        sentence = entries.get(code)
        if isinstance(sentence, str):
            try:
                return sentence.format_map(told)
            except (KeyError, IndexError):
                pass
        return str(entries["other"]).format_map(told)

    def product(self, name: str) -> str:
        """A product's name; a family's key in words; `unit` where nothing is known."""
        if self.knows("family", name):
            return self.say(f"family.{name}")
        return name or self.say("labels.unit")

    def knows(self, table: str, code: str) -> bool:
        """True if the table has its own words for the code."""
        entry = self.table.get(table)
        return isinstance(entry, Mapping) and code in entry

    def tell(self, value: object) -> str:  # noqa: PLR0911  # a row for each type
        """Any fact as people write it.

        Dates, instants, amounts, yes and no, several joined by commas.
        """
        match value:
            case None:
                return ""
            case bool():
                return self.say("yes" if value else "no")
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case Decimal():
                return self.number(value)
            case Quote():
                return self.money(value.amount, value.currency)
            case str():
                return str(value)
            case Sequence() | frozenset():
                return ", ".join(self.tell(v) for v in value)
            case _:
                return str(value)

    def day(self, day: date) -> str:
        """`24/11/2026`, or `24 Nov 2026` where readers would take the month for the day."""
        return self.say(
            "formats.date",
            day=f"{day.day:02}",
            month=f"{day.month:02}",
            month_name=self._names("months")[day.month - 1][:3],
            year=day.year,
        )

    def long_date(self, day: date) -> str:
        """`martedì 24 novembre 2026`."""
        return self.say(
            "formats.long_date",
            weekday=self._names("weekdays")[day.weekday()],
            day=day.day,
            month=self._names("months")[day.month - 1],
            year=day.year,
        )

    def moment(self, at: datetime) -> str:
        """`24/11/2026, ore 18:00`, in the desk's zone."""
        local = at.astimezone(self.zone)
        return self.say("formats.moment", date=self.day(local.date()), time=f"{local:%H:%M}")

    def deadline(self, by: date | datetime) -> str:
        """A last day or an instant, with the name of the day."""
        if isinstance(by, datetime):
            local = by.astimezone(self.zone)
            day = self.long_date(local.date())
            return self.say("formats.moment", date=day, time=f"{local:%H:%M}")
        return self.long_date(by)

    def number(self, value: Decimal) -> str:
        """`1.250,00` or `1,250.00`: two decimals, always."""
        point, comma = self.say("formats.thousands"), self.say("formats.decimal")
        return f"{value:,.2f}".replace(",", "\0").replace(".", comma).replace("\0", point)

    def money(self, value: Decimal, currency: str) -> str:
        """`1.250,00 EUR`."""
        return f"{self.number(value)} {currency}"

    def short_number(self, value: Decimal | int) -> str:
        """`12`, `2,5`: no decimals that say nothing."""
        plain = f"{Decimal(value).normalize():f}"
        return plain.replace(".", self.say("formats.decimal"))

    def percent(self, value: Decimal) -> str:
        """`22%`, `7,7%`."""
        return f"{self.short_number(value)}%"

    def _names(self, key: str) -> Sequence[str]:
        names = self.table[key]
        if not isinstance(names, list):
            raise KeyError(key)
        return names


def load_words(language: str, folders: Iterable[Path], zone: tzinfo) -> Words:
    """The words of a language; an earlier folder's key goes before a later one's. Errors.

    Misconfigured.
    """
    table: dict[str, object] = {}
    for folder in reversed(tuple(folders)):
        path = folder / language / "words.toml"
        if path.is_file():
            table = _overlay(table, _read(path))
    return Words(language, table, zone)


def word_keys(table: Table, prefix: str = "") -> frozenset[str]:
    """Every dotted key of a table of words."""
    keys: set[str] = set()
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            keys |= word_keys(entry, f"{prefix}{name}.")
        else:
            keys.add(f"{prefix}{name}")
    return frozenset(keys)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistake = Mistake(str(path), _line(str(error)), str(error), "valid TOML in UTF-8 is wanted")
        raise Misconfigured([mistake]) from error


def _line(message: str) -> int:
    """The line that tomllib names at the end of its message, else 1."""
    _, _, after = message.partition("at line ")
    number = after.partition(",")[0]
    return int(number) if number.isdigit() else 1


def _overlay(base: Table, over: Table) -> dict[str, object]:
    merged = dict(base)
    for key, entry in over.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(entry, Mapping)
        merged[key] = _overlay(old, entry) if both else entry  # type: ignore[arg-type]  # both says so
    return merged
