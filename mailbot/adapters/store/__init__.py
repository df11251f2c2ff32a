"""What is kept, and the stores that a config may choose."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from mailbot.adapters.store.database import MEMORY
from mailbot.adapters.store.tiny import TinyStore
from mailbot.ports import Store


class Opener(Protocol):
    """Opens the store of a path; Errors: Unavailable."""

    def __call__(self, path: Path, read_only: bool = False) -> Store:
        """The store, made if it is not there, unless it is opened to be read only."""
        ...


def _tinydb(path: Path, read_only: bool = False) -> Store:
    return TinyStore(str(path), read_only)


def _memory(path: Path, read_only: bool = False) -> Store:  # noqa: ARG001  (a row of STORES)
    return TinyStore(MEMORY)


# Name in the config: what opens it.
STORES: Mapping[str, Opener] = MappingProxyType({"tinydb": _tinydb, "memory": _memory})


def open_store(kind: str, path: Path | str, *, read_only: bool = False) -> Store:
    """The store of this kind, made if it is not there, brought to this program's schema.

    Errors: Unavailable if it cannot be opened; KeyError if there is no such kind (`STORES`).
    """
    return STORES[kind](Path(path), read_only=read_only)
