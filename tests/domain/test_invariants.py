"""I1-I10 of the workflow over random sequences of mails, commands and days (hypothesis)."""

from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mailbot.domain.commands import possible
from mailbot.domain.decision import Audience, Numbers
from mailbot.domain.intent import Answer, Kind, Order, QuoteAnswer, Strength, UnitClaim, Wish
from mailbot.domain.letters import number_letters
from mailbot.domain.lifecycle import REFUSED, State, is_closed, public_status
from mailbot.domain.partner_wishes import is_over
from mailbot.domain.registry import bare_key
from mailbot.domain.review import review
from mailbot.domain.ticket import Ticket
from tests.domain.exchange import (
    GSM,
    LUCA,
    NORDTEL,
    OLD,
    PBX,
    PHONE,
    PHONE2,
    ROSSI,
    SWAP,
    Exchange,
)

UNITS = st.lists(st.sampled_from([1, 2, 3]), max_size=2, unique=True)
COVERAGES = st.sampled_from(["warranty", "misuse", "out-of-warranty"])
RESULTS = st.sampled_from(["repairable", "not-repairable", "no-fault"])


def command(name: str, **args: st.SearchStrategy[object]) -> st.SearchStrategy[Order]:
    return st.fixed_dictionaries(dict(args)).map(
        lambda found: Order(name, found, f"{name} {found}")
    )


ROWS = (
    command("TAKE"),
    command("ASSIGN", to=st.sampled_from(["andrea.bassi", "nobody"])),
    command("ASK", text=st.just("foto?")),
    command("APPROVE", coverage=st.sampled_from(["", "warranty", "out-of-warranty"]), units=UNITS),
    command(
        "REJECT",
        kind=st.sampled_from(["commercial", "technical"]),
        reason=st.sampled_from(["", "non venduto da noi"]),
        units=UNITS,
    ),
    command("RECEIVED", units=UNITS),
    command("RECEIVED", units=st.just([GSM.serial])),
    command("REFUSE-PARCEL", why=st.just("freight-collect"), text=st.just("")),
    command(
        "TESTED",
        coverage=COVERAGES,
        result=RESULTS,
        units=UNITS,
        report=st.sampled_from(
            ["alimentatore", "EX5 modifica autorizzata con lettera 7", "EX2 acqua"]
        ),
        delivery=st.sampled_from([None, "2027-03-01"]),
    ),
    command("QUOTE", amount=st.sampled_from(["100", "0", "nove"]), units=UNITS),
    command("REPAIR", stage=st.sampled_from(["START", "DONE"]), units=UNITS),
    command("REPLACE", unit=st.sampled_from([1, 2]), serial=st.just("VST2026224799Z")),
    command("SHIP", carrier=st.just("BRT"), tracking=st.just("1"), units=UNITS),
    command("HOLD", until=st.sampled_from(["2026-12-15", "2027-02-01"]), reason=st.just("ferie")),
    command("COLLECTED", units=UNITS),
    command("DISPOSE", units=UNITS),
    command("ADMIT", units=UNITS),
    command("CANCEL", reason=st.just("errore"), units=UNITS),
    command("CLOSE", reason=st.just("risolto"), units=UNITS),
    command("REOPEN", units=UNITS),
    command("PROMISE", date=st.just("2027-04-01"), reason=st.just("ricambio")),
    command("SN", unit=st.sampled_from([1, 2]), serial=st.sampled_from([PHONE.serial, OLD.serial])),
)
COMMANDS = st.one_of(*ROWS)
# The same words with arguments that a person who looks at the ticket would write.
SENSIBLE: dict[str, list[dict[str, object]]] = {
    "TAKE": [{}],
    "APPROVE": [{}, {"coverage": "warranty"}, {"coverage": "out-of-warranty"}],
    "REJECT": [
        {"kind": "technical", "reason": "nessun guasto", "units": [1]},
        {"kind": "technical", "reason": "", "units": [1]},
    ],
    "RECEIVED": [{}, {}, {"units": [1]}],
    "TESTED": [
        {"coverage": c, "result": r, "units": [n], "report": words, "delivery": d}
        for words in ("EX2 acqua", "acqua")
        for c in ("misuse", "out-of-warranty", "warranty")
        for r in ("repairable", "repairable", "not-repairable", "no-fault")
        for n in (1, 2)
        for d in ("2027-03-01",)
    ],
    "QUOTE": [{"amount": "129.50", "days": 5}, {"amount": "80.00", "units": [1]}],
    "REPAIR": [{"stage": "start"}, {"stage": "done"}],
    "REPLACE": [{"unit": 1, "new_serial": "VST2026224799Z"}],
    "SHIP": [{"carrier": "BRT", "tracking": "075012345678"}],
    "HOLD": [{"until": "2026-12-15", "reason": "ferie"}],
    "COLLECTED": [{}, {"units": [2]}],
    "DISPOSE": [{}],
    "PROMISE": [{"date": "2027-04-01", "reason": "ricambio"}],
    "ADMIT": [{}],
    "REOPEN": [{}],
}
COURSE = ("TAKE", "APPROVE", "RECEIVED", "TESTED", "TESTED", "QUOTE")
WISHES = st.sampled_from(
    ["status", "chaser", "shipped", "cancel", "solved", "collect", "dispose", "extend", "thanks"]
)


class Desk(RuleBasedStateMachine):
    """A desk with two partners, whose mails and commands come in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Exchange()
        self.codes: list[str] = []
        self.dues: dict[tuple[str, str, object, object], object] = {}

    @initialize(
        sold=st.sampled_from([[PHONE, OLD], [OLD], [PHONE, SWAP]]),
        steps=st.sampled_from([len(COURSE), len(COURSE), 4, 3, 2, 0]),
        data=st.data(),
    )
    def opens(self, sold: list[object], steps: int, data: st.DataObject) -> None:
        """A ticket that has come some way already, so that the later states are met as often."""
        self.asks(sold, ROSSI)
        for word in COURSE[:steps]:
            args = data.draw(st.sampled_from(SENSIBLE[word]))
            self.commands(Order(word, args, f"{word} {args}"), Strength.ALIGNED)

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """One of the commands that the ticket itself says are possible now."""
        words = [w for w in possible(self.desk.tickets[self.number()]) if w in SENSIBLE]
        if words:
            word = data.draw(st.sampled_from(words))
            args = data.draw(st.sampled_from(SENSIBLE[word]))
            self.commands(Order(word, args, f"{word} {args}"), Strength.ALIGNED)

    @rule(data=st.data())
    def goes_on_further(self, data: st.DataObject) -> None:
        """Twice as often, so that tickets come to their end."""
        self.goes_on(data)

    @rule(yes=st.booleans())
    def says_yes_or_no(self, yes: bool) -> None:
        """The plain answer to a quote, from the right person."""
        said = QuoteAnswer(Answer.ACCEPT if yes else Answer.DECLINE)
        self.happens(
            lambda: self.desk.partner(
                Kind.QUOTE_REPLY, ROSSI, quote=said, reference=self.number(),
                strength=Strength.TOKEN,
            )
        )  # fmt: skip

    @rule(
        sold=st.lists(
            st.sampled_from([PBX, PHONE, PHONE2, OLD, SWAP, GSM]), max_size=3, unique=True
        ),
        partner=st.sampled_from([ROSSI, NORDTEL]),
    )
    def asks(self, sold: list[object], partner: object) -> None:
        claims = tuple(UnitClaim(s.serial, s.serial, sold=s, fault="rotto") for s in sold)
        self.happens(lambda: self.desk.partner(Kind.NEW_REQUEST, partner, units=claims))

    @rule(
        order=COMMANDS,
        strength=st.sampled_from([Strength.ALIGNED, Strength.ALIGNED, Strength.FROM]),
    )
    def commands(self, order: Order, strength: Strength) -> None:
        before = {t.number: t for t in self.desk.tickets.values()}
        number = self.number()
        self.happens(lambda: self.desk.staff(LUCA, order, reference=number, strength=strength))
        if strength is Strength.FROM:
            for old in before.values():
                now = self.desk.tickets[old.number]
                assert (now.units, now.owner) == (old.units, old.owner)
        named = order.args.get("units") or []
        if named and all(isinstance(n, int) for n in named):
            self.only_named(before[number], self.desk.tickets[number], set(named))

    def only_named(self, before: Ticket, after: Ticket, named: set[int]) -> None:
        """I7."""
        changed = {u.number for u in after.units if u != before.unit(u.number)}
        assert changed <= named, (changed, named)

    @rule(
        answer=st.sampled_from(list(Answer)),
        accept=UNITS,
        decline=UNITS,
        strength=st.sampled_from([Strength.ALIGNED, Strength.TOKEN, Strength.FROM]),
    )
    def answers(
        self, answer: Answer, accept: list[int], decline: list[int], strength: Strength
    ) -> None:
        said = QuoteAnswer(answer, tuple(accept), tuple(decline), reason="question")
        self.happens(
            lambda: self.desk.partner(
                Kind.QUOTE_REPLY, ROSSI, quote=said, reference=self.number(), strength=strength
            )
        )

    @rule(name=WISHES, order=COMMANDS)
    def wishes(self, name: str, order: Order) -> None:
        """I5: a partner's mail that holds a command word for word fires none."""
        number = self.number()
        owner = self.desk.tickets[number].owner
        self.happens(
            lambda: self.desk.partner(
                Kind.INFO_REPLY,
                ROSSI,
                wishes=(Wish(name),),
                orders=(order,),
                reference=number,
            )
        )
        assert self.desk.tickets[number].owner == owner
        assert not any(n.name == "transcript" for n in self.desk.last.notifications)

    @rule()
    def disposes(self) -> None:
        """Both steps at once."""
        number = self.number()
        self.happens(
            lambda: self.desk.staff(LUCA, Order("DISPOSE", {}, "DISPOSE"), reference=number)
        )
        for letter in self.desk.last.notifications:
            for told in letter.parts:
                if told.name == "disposal_code":
                    code = str(told.facts["code"])
                    order = Order("DISPOSE", {"code": code}, "DISPOSE code")
                    self.happens(lambda o=order: self.desk.staff(LUCA, o, reference=number))

    @rule(days=st.sampled_from([1, 3, 16, 31]))
    def days_pass(self, days: int) -> None:
        self.desk.now += timedelta(days=days)

        for number in list(self.desk.tickets):
            self.happens(lambda n=number: self.pass_time(n))

    def pass_time(self, number: str) -> None:
        """As the pipeline does: only what changed anything is written and kept."""
        desk = self.desk
        decision = review(desk.tickets[number], desk.site, desk.now)
        if decision.outcome:
            numbers = Numbers("", "", "", "DESK-2026-00001")
            desk.keep(number_letters(decision, desk.site, numbers, desk.now))

    def number(self) -> str:
        """The oldest open ticket, else the newest."""
        still = [t for t in self.desk.tickets.values() if not is_over(t)]
        return (still[0] if still else self.desk.ticket).number

    def happens(self, what: object) -> None:
        """I4: each change of a public status is told in exactly one letter to the partner."""
        self.desk.later(minutes=1)
        before = {n: public_status(t) for n, t in self.desk.tickets.items()}
        what()
        for number, ticket in self.desk.tickets.items():
            if number in before and public_status(ticket) != before[number]:
                letters = [
                    n
                    for n in self.desk.last.notifications
                    if n.audience is Audience.PARTNER and n.ticket and n.ticket.number == number
                ]
                assert letters, (before[number], public_status(ticket), self.desk.told())
                to = Counter(a.email for n in letters for a in n.to)
                assert max(to.values()) == 1

    @invariant()
    def nothing_chargeable_is_repaired_without_acceptance(self) -> None:
        """I1, R25: of the current revision."""
        for ticket in self.desk.tickets.values():
            for unit in ticket.units:
                worked_on = (State.ACCEPTED, State.REPAIRING, State.READY)
                if unit.state in worked_on and unit.covered is False:
                    current = [q for q in ticket.quotes if q.current and unit.number in q.units]
                    assert unit.acceptance is not None
                    assert [(q.number, q.revision) for q in current] == [
                        (unit.acceptance.quote, unit.acceptance.revision)
                    ]

    @invariant()
    def nothing_ships_untested(self) -> None:
        """I2, R27-R29."""
        for unit in self.units():
            if unit.state is State.CLOSED_SUCCESS:
                assert unit.test is not None or "hardware_replacement" in unit.flags
            assert not unit.shipped_ahead or "hardware_replacement" in unit.flags

    @invariant()
    def nothing_is_disposed_of_in_one_step(self) -> None:
        """I3, R55, R56."""
        for ticket in self.desk.tickets.values():
            for unit in ticket.units:
                if unit.state is State.CLOSED_DISPOSED:
                    events = [e.what for e in ticket.history if unit.number in e.units]
                    assert "dispose_asked" in events
                    assert "deadline" in events or "disposal_wish" in events
                    assert "extension_asked" not in unit.flags

    @invariant()
    def a_serial_is_in_one_open_unit(self) -> None:
        """I6."""
        open_units = [
            bare_key(u.serial) for u in self.units() if u.serial and not is_closed(u.state)
        ]
        held = [
            bare_key(u.serial) for u in self.units()
            if u.serial and "hold:open_elsewhere" in u.flags
        ]  # fmt: skip
        assert all(n == 1 for key, n in Counter(open_units).items() if key not in held)

    @invariant()
    def deadlines_are_stored(self) -> None:
        """I8: the due of a clock never moves while it runs."""
        for ticket in self.desk.tickets.values():
            for clock in ticket.clocks:
                for unit in clock.units or (0,):
                    key = (ticket.number, clock.name, unit, clock.started)
                    if clock.running:
                        assert self.dues.setdefault(key, clock.due) == clock.due

    @invariant()
    def refusals_have_reasons(self) -> None:
        """I9."""
        for unit in self.units():
            if unit.state in REFUSED:
                assert unit.refusal
            if unit.test is not None and unit.test.coverage == "misuse":
                assert unit.test.exclusion

    @invariant()
    def nobody_learns_of_another(self) -> None:
        """Mail-layer 19: what goes to one partner names nothing of the other's."""
        for letter in self.desk.last.notifications:
            if letter.audience is Audience.PARTNER and letter.ticket is not None:
                domains = {a.domain for a in (*letter.to, *letter.cc)}
                assert domains <= {letter.ticket.requester.address.domain}

    def units(self) -> list[object]:
        return [u for t in self.desk.tickets.values() for u in t.units]


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
