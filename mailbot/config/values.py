"""How a setting is written: durations, hours, and a model for any settings dataclass."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, create_model

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|min|m|h|hours?|d|days?|weeks?)")
_SECONDS = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "hour": 3600, "hours": 3600}
_SECONDS |= {"d": 86400, "day": 86400, "days": 86400, "week": 604800, "weeks": 604800}


def parse_duration(value: object) -> object:
    """`"12 h"`, `"10 min"`, `"180 days"` to a timedelta; anything else goes on to pydantic."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (match := _DURATION.fullmatch(value.strip().lower())):
        return timedelta(seconds=float(match[1]) * _SECONDS[match[2]])
    raise ValueError('write a duration as "12 h", "10 min" or "15 days"')


def parse_hour(value: object) -> object:
    """`"18:00"` or a TOML time to a time."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}:\d{2}", value):
        hour, minute = value.split(":")
        return time(int(hour), int(minute))
    raise ValueError('write an hour as "18:00"')


T = TypeVar("T")
Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Hour = Annotated[time, BeforeValidator(parse_hour)]


class Strict(BaseModel):
    """A table of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def model_of(kind: type[Any], **overrides: Any) -> type[Strict]:
    """A strict model with the fields and defaults of a settings dataclass.

    A new setting is then one line: the field of its dataclass. `overrides` replace a field's
    `(type, default)`.
    """
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.name in overrides:
            fields[field.name] = overrides[field.name]
            continue
        default: Any = ...
        if field.default is not dataclasses.MISSING:
            default = field.default
        elif field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        fields[field.name] = (_readable(hints[field.name]), default)
    return create_model(f"{kind.__name__}Table", __base__=Strict, **fields)


def _readable(hint: Any) -> Any:
    if hint is timedelta:
        return Duration
    if hint is time:
        return Hour
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple and args:
        inner = tuple(a if a is Ellipsis else _readable(a) for a in args)
        return tuple.__class_getitem__(inner)
    if origin is not None and issubclass(origin, Mapping):
        return dict[_readable(args[0]), _readable(args[1])]  # type: ignore[misc]
    return hint


def built(kind: type[T], table: Strict) -> T:
    """The dataclass from its checked table."""
    return kind(**{name: getattr(table, name) for name in type(table).model_fields})
