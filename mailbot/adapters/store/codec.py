"""Domain values to plain JSON and back, by the type hints of the frozen dataclasses.

A field that has its default, and an empty one, is left out, so a new field with a default
needs no migration. Where a hint says `object`, the value carries its type:
`{"$type": "date", "value": "2026-11-20"}`.
"""

import base64
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from mailbot.domain import decision, intent, mail, questions, registry, states, ticket, unit

T = TypeVar("T")
Plain = Any  # what json.dumps takes
Step = Callable[[Any], Any]

_TAG = "$type"
_MODULES = (states, mail, registry, unit, ticket, intent, decision, questions)


def to_plain(value: object) -> dict[str, Plain]:
    """The value, a dataclass of the domain, as plain JSON."""
    return cast(dict[str, Plain], _encoder(cast(Hashable, type(value)))(value))


def from_plain(kind: type[T], plain: Mapping[str, Plain]) -> T:
    """The value again. Fields that the class no longer has are passed over.

    Errors: ValueError, KeyError or TypeError if `plain` is no such value.
    """
    return cast(T, _decoder(cast(Hashable, kind))(plain))


def stamp(at: datetime) -> str:
    """An instant as a text that sorts: UTC, ISO 8601."""
    return at.astimezone(UTC).isoformat()


@cache
def known_types() -> Mapping[str, type]:
    """Dataclasses and enums of the domain by name: they may stand where a hint says `object`."""
    return types.MappingProxyType(
        {
            found.__name__: found
            for module in _MODULES
            for found in vars(module).values()
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum))
        }
    )


@cache
def _encoder(hint: Hashable) -> Step:
    if hint is Any or hint is object:
        return _tagged
    if hint in _SCALARS:
        return _SCALARS[cast(type, hint)][0]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: value.value
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_encoder(hint)
    return _container_encoder(hint)


def _record_encoder(kind: type) -> Step:
    hints = get_type_hints(kind)
    rows = tuple((f.name, _empty_default(f), hints[f.name]) for f in fields(kind))

    def encode(value: Any) -> dict[str, Plain]:
        plain = {}
        for name, empty, hint in rows:
            part = getattr(value, name)
            # `covered=False` is not the `None` that stands for undecided: the types are compared.
            if empty is MISSING or part != empty or type(part) is not type(empty):
                # Most fields are texts, and a text is itself under every hint.
                plain[name] = part if type(part) is str else _encoder(hint)(part)
        return plain

    return encode


def _empty_default(field: "Field[Any]") -> object:
    """The field's default if it is an empty value, which may be left out; else MISSING.

    A default that says something (a VAT rate) is always stored: another version may have another.
    """
    if field.default_factory is dict:
        return {}
    empty = field.default is None or field.default is False or field.default in ("", ())
    return field.default if empty else MISSING


def _container_encoder(hint: Any) -> Step:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _optional(args)
        if inner is None:
            return _tagged
        step = _encoder(inner)
        return lambda value: None if value is None else step(value)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        step = _encoder(args[0])
        return lambda value: [step(v) for v in value]
    if origin is tuple:
        steps = tuple(_encoder(a) for a in args)
        return lambda value: [step(v) for step, v in zip(steps, value, strict=True)]
    if origin is frozenset:
        step = _encoder(args[0])
        return lambda value: sorted(step(v) for v in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        step = _encoder(args[1])
        return lambda value: {str(_bare(k)): step(v) for k, v in value.items()}
    raise TypeError(f"the store cannot keep a {hint}")


@cache
def _decoder(hint: Hashable) -> Step:
    if hint is Any or hint is object:
        return _untagged
    if hint in _SCALARS:
        return _SCALARS[cast(type, hint)][1]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_decoder(hint)
    return _container_decoder(hint)


def _record_decoder(kind: type) -> Step:
    hints = get_type_hints(kind)
    known = {f.name: hints[f.name] for f in fields(kind)}

    def decode(plain: Mapping[str, Plain]) -> Any:
        parts = {k: _decoder(known[k])(v) for k, v in plain.items() if k in known}
        return kind(**parts)

    return decode


def _container_decoder(hint: Any) -> Step:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _optional(args)
        if inner is None:
            return _untagged
        step = _decoder(inner)
        return lambda plain: None if plain is None else step(plain)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        step = _decoder(args[0])
        return lambda plain: tuple(step(v) for v in plain)
    if origin is tuple:
        steps = tuple(_decoder(a) for a in args)
        return lambda plain: tuple(step(v) for step, v in zip(steps, plain, strict=True))
    if origin is frozenset:
        step = _decoder(args[0])
        return lambda plain: frozenset(step(v) for v in plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, step = _decoder(args[0]), _decoder(args[1])
        if args[0] is int:
            key = int
        return lambda plain: {key(k): step(v) for k, v in plain.items()}
    raise TypeError(f"the store cannot keep a {hint}")


def _optional(args: tuple[Any, ...]) -> Any:
    """X of `X | None`; None if the union is another one."""
    inner = [a for a in args if a is not type(None)]
    return inner[0] if len(inner) == 1 else None


def _bare(key: object) -> object:
    return key.value if isinstance(key, Enum) else key


def _tagged(value: Any) -> Plain:
    """A value without a hint: numbers, texts and lists as they are, all else with its type."""
    kind = type(value)
    if value is None or kind in _NATIVE:
        return value
    if kind is list:
        return [_tagged(v) for v in value]
    if isinstance(value, Mapping) and all(type(k) is str and k[:1] != "$" for k in value):
        return {k: _tagged(v) for k, v in value.items()}
    return _with_type(kind, value)


def _with_type(kind: type, value: Any) -> Plain:
    if isinstance(value, Mapping):
        return {_TAG: "mapping", "value": [[_tagged(k), _tagged(v)] for k, v in value.items()]}
    name = kind.__name__
    if _LOOSE.get(name) is kind:
        return {_TAG: name, "value": [_tagged(v) for v in value]}
    if kind not in _SCALARS and known_types().get(name) is not kind:
        raise TypeError(f"the store cannot keep a {kind}")
    return {_TAG: name, "value": _encoder(cast(Hashable, kind))(value)}


def _untagged(plain: Plain) -> Any:
    if isinstance(plain, list):
        return [_untagged(v) for v in plain]
    if not isinstance(plain, dict):
        return plain
    if _TAG not in plain:
        return {k: _untagged(v) for k, v in plain.items()}
    return _of_type(plain[_TAG], plain["value"])


def _of_type(name: str, value: Plain) -> Any:
    if name == "mapping":
        return {_untagged(k): _untagged(v) for k, v in value}
    if name in _LOOSE:
        return _LOOSE[name](_untagged(v) for v in value)
    scalars = {kind.__name__: read for kind, (_, read) in _SCALARS.items()}
    if name in scalars:
        return scalars[name](value)
    return _decoder(cast(Hashable, known_types()[name]))(value)


def _same(value: Any) -> Any:
    return value


_NATIVE = frozenset({str, int, float, bool})
_LOOSE: Mapping[str, Callable[..., Any]] = types.MappingProxyType(
    {"tuple": tuple, "frozenset": frozenset, "set": set}
)
# Type to (to plain, from plain).
_SCALARS: Mapping[type, tuple[Step, Step]] = types.MappingProxyType(
    {
        str: (str, _same),
        int: (_same, _same),
        float: (_same, _same),
        bool: (_same, _same),
        datetime: (datetime.isoformat, datetime.fromisoformat),
        date: (date.isoformat, date.fromisoformat),
        time: (time.isoformat, time.fromisoformat),
        timedelta: (timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
        Decimal: (str, Decimal),
        bytes: (lambda raw: base64.b64encode(raw).decode("ascii"), base64.b64decode),
    }
)
