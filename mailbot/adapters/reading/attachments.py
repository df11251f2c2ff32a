"""The parts that are not the writer's text, with what could be read out of them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailbot.adapters.reading.names import safe_name
from mailbot.adapters.reading.structure import Leaf
from mailbot.domain.mail import Attachment
from mailbot.domain.site import Limits


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens what is attached, within the bounds of one mail."""

    limits: Limits

    def open(
        self, leaves: Sequence[Leaf], files: Iterable[tuple[str, bytes]] = ()
    ) -> tuple[Attachment, ...]:
        """Every attachment, in order."""
        found = []
        for number, leaf in enumerate(leaves, 1):
            data = leaf.data
            found.append(
                Attachment(
                    name=safe_name(leaf.name, leaf.content_type, number),
                    content_type=leaf.content_type,
                    size=len(data),
                    digest=hashlib.sha256(data).hexdigest(),
                    inline=leaf.related
                    or bool(leaf.content_id and leaf.disposition != "attachment"),
                )
            )
        for name, data in files:
            digest = hashlib.sha256(data).hexdigest()
            number = len(found) + 1
            found.append(
                Attachment(
                    safe_name(name, "", number), "application/octet-stream", len(data), digest
                )
            )
        return tuple(found[: self.limits.attachments])
