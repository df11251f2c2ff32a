"""COMMANDS: one row for each command of staff: who, how well believed, what it does.

What a line may look like is the grammar's business (`grammar.GRAMMARS` has the same words).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailbot.domain import (
    effects_codes,
    effects_desk,
    effects_hold,
    effects_info,
    effects_lab,
    effects_validation,
    effects_warehouse,
)
from mailbot.domain.draft import Draft
from mailbot.domain.intent import Order, Strength
from mailbot.domain.lifecycle import rows_for
from mailbot.domain.proofs import GUARDS
from mailbot.domain.ticket import Ticket

Effect = Callable[[Draft, Order, str], Draft]  # the draft, the line, the ticket's number or ""

SUPPORT, LAB, WAREHOUSE, SALES, MANAGER = "support", "lab", "warehouse", "sales", "manager"
ALL = (SUPPORT, LAB, WAREHOUSE, SALES, MANAGER)


@dataclass(frozen=True, slots=True)
class Command:
    """A row. `roles`: whose it mostly is; anybody of staff may, small desks share their work.

    `strength`: how well the writer must be believed (mail-layer 16). `events`: the moves that make
    it possible on a unit; empty: it is possible on any ticket. `looks`: it changes nothing.
    """

    roles: tuple[str, ...]
    strength: Strength
    effect: Effect
    events: tuple[str, ...] = ()
    looks: bool = False


_FROM, _ALIGNED = Strength.FROM, Strength.ALIGNED
_desk, _check, _lab = effects_desk, effects_validation, effects_lab
_goods, _hold, _info, _codes = effects_warehouse, effects_hold, effects_info, effects_codes

# fmt: off
COMMANDS: Mapping[str, Command] = {
    "TAKE": Command((SUPPORT,), _ALIGNED, _desk.take, ("take",)),
    "ASSIGN": Command((SUPPORT,), _ALIGNED, _desk.assign),
    "ASK": Command(ALL, _ALIGNED, _desk.ask),
    "REPLY": Command(ALL, _ALIGNED, _desk.reply),
    "NOTE": Command(ALL, _ALIGNED, _desk.note),
    "APPROVE": Command((SUPPORT,), _ALIGNED, _check.approve,
                       ("approve_warranty", "approve_out_of_warranty")),
    "REJECT": Command((SUPPORT,), _ALIGNED, _check.reject,
                      ("reject_commercial", "reject_technical")),
    "AUTHORISE": Command((SALES,), _ALIGNED, _check.authorise),
    "SN": Command((SUPPORT,), _ALIGNED, _check.correct_serial,
                  ("ask", "receive", "start_test")),
    "RECEIVED": Command((WAREHOUSE,), _ALIGNED, _goods.received, ("receive",)),
    "REFUSE-PARCEL": Command((WAREHOUSE,), _ALIGNED, _goods.refuse_parcel, ("receive",)),
    "TESTED": Command((LAB,), _ALIGNED, _lab.tested, ("test_covered",)),
    "QUOTE": Command((LAB, SALES), _ALIGNED, _lab.quote, ("quote",)),
    "REPAIR": Command((LAB,), _ALIGNED, _lab.repair, ("start_repair", "finish_repair")),
    "REPLACE": Command((LAB,), _ALIGNED, _lab.replace_unit, ("replace",)),
    "SHIP": Command((WAREHOUSE,), _ALIGNED, _goods.ship, ("ship",)),
    "HOLD": Command((SUPPORT,), _ALIGNED, _hold.hold, ("extend",)),
    "EXTEND": Command((SUPPORT,), _ALIGNED, _hold.hold, ("extend",)),
    "COLLECTED": Command((WAREHOUSE,), _ALIGNED, _goods.collected, ("collect",)),
    "DISPOSE": Command((LAB, MANAGER), _ALIGNED, _hold.dispose, ("dispose",)),
    "PROMISE": Command((LAB,), _ALIGNED, _lab.promise, ("promise",)),
    "ADMIT": Command((SALES,), _ALIGNED, _hold.admit, ("admit",)),
    "CANCEL": Command((SUPPORT,), _ALIGNED, _desk.cancel, ("cancel",)),
    "CLOSE": Command((SUPPORT,), _ALIGNED, _desk.close, ("solve", "settle")),
    "REOPEN": Command((SUPPORT,), _ALIGNED, _desk.reopen, ("reopen",)),
    "RELEASE": Command((SUPPORT,), _ALIGNED, _codes.settle_mail),
    "DROP": Command((SUPPORT,), _ALIGNED, _codes.settle_mail),
    "BAN": Command((SUPPORT,), _ALIGNED, _codes.settle_mail),
    "STATUS": Command(ALL, _FROM, _info.status, looks=True),
    "FIND": Command(ALL, _FROM, _info.find, looks=True),
    "WHY": Command(ALL, _FROM, _info.why, looks=True),
    "HELP": Command(ALL, _FROM, _codes.nothing, looks=True),
    "DIGEST": Command(ALL, _FROM, _info.digest, looks=True),
    "UNDO": Command(ALL, _ALIGNED, _codes.undo),
    "CONFIRM": Command(ALL, _FROM, _codes.nothing),
    "STOP": Command(ALL, _FROM, _codes.nothing, looks=True),
}
# fmt: on

# Guards that the ticket itself satisfies; the proof for the others comes with the command.
_FROM_THE_TICKET = frozenset(
    {
        "no_entitlement",
        "already_shipped_ahead",
        "not_shipped_ahead",
        "no_disposal_consent",
        "extension_pending",
        "serial_mismatch",
        "not_chargeable",
    }
)


ALWAYS_POSSIBLE = ("REPLY", "NOTE", "STATUS")  # what a closed unit's ticket still takes
_SAID_OTHERWISE = frozenset({"EXTEND"})  # the same as HOLD


def possible(ticket: Ticket) -> tuple[str, ...]:
    """The commands that would do something on this ticket now, in the order of the table."""
    return tuple(
        word
        for word, row in COMMANDS.items()
        if word not in _SAID_OTHERWISE
        and (word != "ADMIT" or "late" in ticket.pending)
        and any(_may(ticket, event) for event in row.events)
    )


def _may(ticket: Ticket, event: str) -> bool:
    for unit in ticket.units:
        for row in rows_for(unit.state, event):
            standing = [name for name in row.guards if name in _FROM_THE_TICKET]
            if all(GUARDS[name](unit) for name in standing):
                return True
    return False


def words_for(events: tuple[str, ...]) -> tuple[str, ...]:
    """The commands that bring these moves about: what a refusal says is possible."""
    return tuple(
        word for word, row in COMMANDS.items() if any(event in events for event in row.events)
    )
