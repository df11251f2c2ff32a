"""Routing rules: what they look at, what they say. The first match wins."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a YAML file. `source` is `path:line`."""

    name: str
    when: Mapping[str, object]
    do: Mapping[str, object]
    source: str = ""
    enabled: bool = True
    owner: str = field(default="")  # a named person who answers for it (R14, A2)
