"""What goes with a letter.

The parcel label, the quote and the service report as PDF, lists as CSV, dates as iCalendar.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import cast

from mailbot.adapters.envelope import Enclosure
from mailbot.adapters.words import Words
from mailbot.domain.decision import Document, Notification
from mailbot.domain.site import Site

log = logging.getLogger("mailbot")

Maker = Callable[[Document, Notification, Words, Site], Enclosure]

# The module and function of each kind; imported when a letter carries it, so that a desk without
# the `documents` extra still writes all letters.
MAKERS: dict[str, tuple[str, str]] = {
    "label": ("mailbot.adapters.documents.label", "make_label"),
    "quote": ("mailbot.adapters.documents.quote", "make_quote"),
    "service_report": ("mailbot.adapters.documents.service_report", "make_service_report"),
    "csv": ("mailbot.adapters.documents.lists", "make_csv"),
    "ics": ("mailbot.adapters.documents.lists", "make_ics"),
}


def make_enclosures(notification: Notification, words: Words, site: Site) -> tuple[Enclosure, ...]:
    """The finished files of a letter.

    One whose library is not installed is left out with a warning.

    Errors: KeyError for an unknown kind or a missing fact.
    """
    return tuple(_make(notification, words, site))


def _make(notification: Notification, words: Words, site: Site) -> Iterator[Enclosure]:
    for document in notification.documents:
        module, function = MAKERS[document.kind]
        try:
            maker = cast("Maker", getattr(import_module(module), function))
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("mailbot"):
                raise
            log.warning("no %s with %s: %s", document.kind, notification.name, error)
            continue
        made = maker(document, notification, words, site)
        yield replace(made, kind=document.kind)
