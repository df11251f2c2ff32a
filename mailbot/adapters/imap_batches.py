"""Which mails are fetched together, and the mailbox's own words for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails that are fetched by one command. `cut`: only their beginning is."""

    uids: tuple[int, ...]
    cut: bool = False


def plan_batches(
    sizes: Sequence[tuple[int, int]], mails: int, octets: int, limit: int
) -> Iterator[Batch]:
    """Batches in the order of `sizes` (pairs of UID and bytes).

    Each has at most `mails` mails and `octets` bytes; a mail larger than `octets` comes alone, one
    larger than `limit` alone and cut.
    """
    gathered: list[int] = []
    weight = 0
    for uid, size in sizes:
        too_large = size > limit
        if gathered and (too_large or len(gathered) >= mails or weight + size > octets):
            yield Batch(tuple(gathered))
            gathered, weight = [], 0
        if too_large:
            yield Batch((uid,), cut=True)
            continue
        gathered.append(uid)
        weight += size
    if gathered:
        yield Batch(tuple(gathered))


def spell_uid(validity: int, uid: int) -> str:
    """The mailbox's key of a mail: a UID means something only under its UIDVALIDITY."""
    return f"{validity}:{uid}"


def read_uid(text: str) -> tuple[int, int]:
    """UIDVALIDITY and UID of a key; zeros for what is no key of ours."""
    validity, _, uid = text.partition(":")
    if not (validity.isdecimal() and uid.isdecimal()):
        return 0, 0
    return int(validity), int(uid)


@dataclass(frozen=True, slots=True)
class Handled:
    """Which mails of a folder were handled, where nothing on the server tells.

    Every UID up to `below` and those in `others`, all under one UIDVALIDITY.
    """

    validity: int = 0
    below: int = 0
    others: frozenset[int] = frozenset()

    def __contains__(self, uid: int) -> bool:
        return uid <= self.below or uid in self.others

    def under(self, validity: int) -> "Handled":
        """The same, or nothing at all if the server gave new meaning to its UIDs."""
        return self if self.validity == validity else Handled(validity)

    def plus(self, uids: Iterable[int]) -> "Handled":
        """These, too."""
        return Handled(self.validity, self.below, self.others | frozenset(uids))

    def settled(self, present: Sequence[int]) -> "Handled":
        """The same said shorter: `below` moves up to the last UID before the first unhandled one.

        `present` are the UIDs in the folder now; gone ones never come back (RFC 3501 2.3.1.1).
        """
        open_uids = [uid for uid in present if uid not in self]
        known = max((*present, *self.others), default=0)
        below = max(self.below, min(open_uids) - 1 if open_uids else known)
        return Handled(self.validity, below, frozenset(u for u in self.others if u > below))

    def text(self) -> str:
        """For the store: `validity:below:other,other`."""
        return f"{self.validity}:{self.below}:{','.join(map(str, sorted(self.others)))}"

    @classmethod
    def parse(cls, text: str) -> "Handled":
        """From the store; nothing handled for what cannot be read."""
        validity, _, rest = text.partition(":")
        below, _, others = rest.partition(":")
        numbers = [n for n in others.split(",") if n]
        if not all(n.isdecimal() for n in (validity, below, *numbers)):
            return cls()
        return cls(int(validity), int(below), frozenset(map(int, numbers)))
