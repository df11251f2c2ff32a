"""Answers written between the lines of our quoted letter: which question each one follows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mailbot.domain.asked import FAULT_ASKED, QUESTION
from mailbot.domain.intent import UnitClaim
from mailbot.domain.mentions import Lens, Mention, find_mentions
from mailbot.domain.passages import Reading
from mailbot.domain.products import find_family, is_of
from mailbot.domain.quoting import unmarked
from mailbot.domain.registry import bare_key
from mailbot.domain.symptoms import is_symptom


def inline_answers(reading: Reading) -> list[tuple[str, str]]:
    """The questions of our letter and the writer's words right below each, in order; only where
    two or more stand so, or one below a question that others follow."""
    pairs = []
    parts = [p for p in reading.words.parts if unmarked(p.text).strip()]
    for before, part in pairwise(parts):
        if before.kind != "quoted" or part.kind != "reply":
            continue
        asked = unmarked(before.text).strip()
        items = QUESTION.findall(asked)
        # Only right below a question: an answer below the whole letter is none to its last item.
        if items and asked.endswith(items[-1].strip()):
            pairs.append((items[-1], part.text.strip()))
    return pairs[:50]


def with_inline(
    units: Sequence[UnitClaim], pairs: Sequence[tuple[str, str]], lens: Lens
) -> list[UnitClaim]:
    """The units of the mail with what the answers between the lines tell of them: a fault belongs
    to the unit that its question or its answer names, else to the one that lacks one."""
    out = [u for u in units if u.serial]
    for question, answer in pairs:
        if not FAULT_ASKED.search(question):
            continue
        asked = find_mentions(question, lens, strict=True) or find_mentions(answer, lens)
        named = next((m for m in asked if m.sold), None)
        place = _place(out, named, find_family(question))
        if place is not None:
            # What stands below its question is surer than what the words alone were parted into.
            told = answer if is_symptom(answer) else out[place].fault or answer
            out[place] = replace(out[place], fault=told[:1_000])
        elif named is not None:
            out.append(
                UnitClaim(named.serial, named.written, "quoted", named.sold, fault=answer[:1_000])
            )
        elif not out:
            out.append(UnitClaim(None, fault=answer[:1_000], product=find_family(question)))
    return out


def _place(units: Sequence[UnitClaim], named: Mention | None, family: str) -> int | None:
    if named is not None:
        keys = [bare_key(u.serial or "") for u in units]
        key = bare_key(named.serial)
        return keys.index(key) if key in keys else None
    lacking = [n for n, u in enumerate(units) if not u.fault]
    fitting = [n for n, u in enumerate(units) if family and is_of(u.sold, family)]
    if len(fitting) == 1:
        return fitting[0]
    return next((n for n in lacking if n in fitting), next(iter(lacking), None))
