"""The store of a desk for a command: opened, and let go whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailbot.adapters.store import STORES
from mailbot.config import Config, load_config
from mailbot.ports import Store


@contextmanager
def desk_store(config_path: Path, *, read_only: bool = False) -> Iterator[tuple[Store, Config]]:
    """The store that the settings name. Reading goes beside a daemon at work, and changes nothing.

    Errors: Misconfigured for the settings, Unavailable for the store.
    """
    config = load_config(config_path)
    if config.store.kind == "memory":
        # Filled from the files of the settings; the whole desk is only imported for that.
        from mailbot.bootstrap import open_store  # noqa: PLC0415

        store = open_store(config)
    else:
        store = STORES[config.store.kind](config.store.path, read_only=read_only)
    try:
        yield store, config
    finally:
        store.close()
