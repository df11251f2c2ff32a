"""Figures of understanding: what was understood against what is true of a folder of mails."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


def bare(serial: object) -> str:
    """A serial as it is compared."""
    return re.sub(r"[^0-9A-Z]", "", str(serial or "").upper())


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [bare(v) for v in value]
    text = " ".join(str(value).split()).rstrip(".").lower()
    try:
        return f"{float(text):.2f}"
    except ValueError:
        return text


def same_args(one: Row | None, other: Row | None) -> bool:
    """True if two sets of arguments mean the same."""
    first = {k: _plain(v) for k, v in (one or {}).items() if v not in (None, [], "")}
    second = {k: _plain(v) for k, v in (other or {}).items() if v not in (None, [], "")}
    return first == second


@dataclass
class Score:
    """Counts by figure, and every mistake as a line."""

    good: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    never: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)

    def count(self, name: str, ok: object, file: str, what: object = "") -> None:
        """One more case of a figure."""
        self.total[name] += 1
        self.good[name] += bool(ok)
        if not ok:
            self.wrong.append(f"{file}: {name}: {what}")

    def must_not(self, name: str, bad: object, file: str, what: object = "") -> None:
        """Something that may never be."""
        self.never[name] += bool(bad)
        if bad:
            self.wrong.append(f"{file}: !! {name}: {what}")

    def figure(self, name: str) -> float:
        """The share of a figure that is right; 1 where there was no case."""
        return self.good[name] / self.total[name] if self.total[name] else 1.0


def score(truths: Sequence[Row], reports: Sequence[Row]) -> Score:
    """The figures of a folder."""
    result = Score()
    by_file = {str(r["file"]): r for r in reports}
    for truth in truths:
        got = by_file.get(truth["file"], {})
        _whole(result, truth, got)
        _units(result, truth, got)
        _quote(result, truth, got)
        _commands(result, truth, got)
    return result


def _whole(result: Score, truth: Row, got: Row) -> None:
    file = truth["file"]
    if truth["kind"] != "hostile":
        result.count("kind", got.get("kind") == truth["kind"], file, got.get("kind"))
    result.count("language", got.get("language") == truth["language"], file, got.get("language"))
    role = (got.get("sender") or {}).get("role")
    result.count("role", role == truth["sender_role"], file, role)
    result.count("ticket", got.get("ticket") == truth.get("ticket_ref"), file, got.get("ticket"))
    if truth["kind"] in ("new_request", "info_reply"):
        open_ = sorted(got.get("missing") or [])
        result.count("missing", open_ == sorted(truth.get("missing") or []), file, open_)


def _units(result: Score, truth: Row, got: Row) -> None:
    file = truth["file"]
    mine = {bare(u["serial"]): u for u in got.get("units") or [] if u.get("serial")}
    wanted = {bare(u.get("serial")) for u in truth["units"]}
    for key in mine:
        result.count("serial_precision", key in wanted, file, mine[key]["serial"])
    spoken = wanted | {bare(s) for s in truth.get("serials_mentioned") or []}
    banned = {bare(s) for s in truth.get("must_not") or []} - spoken
    result.must_not("must_not_taken_as_serial", banned & set(mine), file, banned & set(mine))
    for unit in truth["units"]:
        if unit.get("serial"):
            _unit(result, truth, unit, mine.get(bare(unit["serial"])))


def _unit(result: Score, truth: Row, unit: Row, found: Row | None) -> None:
    file, serial = truth["file"], unit["serial"]
    result.count("serial_recall", found is not None, file, serial)
    found = found or {}
    known = bool(found.get("in_registry"))
    result.count("in_registry", bool(found) and known == unit["in_registry"], file, serial)
    if unit.get("suggested_serial"):
        near = bare(found.get("suggested_serial")) == bare(unit["suggested_serial"])
        result.count("suggestion", near, file, serial)
    if unit["in_registry"]:
        right = found.get("warranty") == unit["warranty"]
        result.count("warranty", right, file, f"{serial} {found.get('warranty')}")
    words = [w.lower() for w in unit.get("fault_keywords") or []]
    if not words:
        return
    fault = str(found.get("fault") or "").lower()
    hit = any(w in fault for w in words)
    result.count("fault", hit, file, f"{serial}: {fault[:80]!r}")
    others = {
        w.lower() for o in truth["units"] if o is not unit for w in o.get("fault_keywords") or []
    } - set(words)
    if hit and len(truth["units"]) > 1:
        alone = not any(w in fault for w in others)
        result.count("fault_of_the_right_unit", alone, file, f"{serial}: {fault[:80]!r}")


def _quote(result: Score, truth: Row, got: Row) -> None:
    file, said = truth["file"], got.get("quote") or {}
    wanted = truth.get("quote_answer")
    if wanted:
        units = truth.get("quote_units") or {}
        ok = said.get("answer") == wanted and (
            wanted != "partial"
            or all(
                sorted(said.get(k) or []) == sorted(units.get(k) or [])
                for k in ("accept", "decline")
            )
        )
        result.count("quote", ok, file, said)
    taken = said.get("answer") in ("accept", "partial")
    result.must_not("false_acceptance", taken and wanted not in ("accept", "partial"), file, said)


def _commands(result: Score, truth: Row, got: Row) -> None:
    file = truth["file"]
    mine, wanted = got.get("commands") or [], truth.get("commands") or []
    if truth["kind"] in ("staff_commands", "hostile"):
        ok = len(mine) == len(wanted) and all(
            m["name"] == w["name"] and same_args(w.get("args"), m.get("args"))
            for m, w in zip(mine, wanted, strict=True)
        )
        result.count("commands", ok, file, mine)
        for bad in truth.get("bad_commands") or []:
            told = any(b["suggestion"] == bad["suggestion"] for b in got.get("bad_commands") or [])
            result.count("bad_command_explained", told, file, got.get("bad_commands"))
    extra = {m["name"] for m in mine} - {w["name"] for w in wanted}
    result.must_not("command_wrongly_run", extra, file, extra)


# The least share of each figure (the issue's own numbers).
LEAST = {
    "serial_precision": 0.98,
    "serial_recall": 0.98,
    "kind": 0.97,
    "role": 0.97,
    "ticket": 0.97,
    "language": 0.97,
    "warranty": 0.97,
    "in_registry": 0.97,
    "missing": 0.97,
    "commands": 0.97,
    "bad_command_explained": 0.97,
    "quote": 0.97,
    "suggestion": 0.97,
    "fault": 0.92,
    "fault_of_the_right_unit": 0.92,
}
