"""Routing rules: what they look at, what they say. The first match wins.

A rule has conditions (`when`, all must hold) and actions (`do`). Both are rows of literal tables,
so a new one is a function and a row here. The loader asks `find_faults` about every rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mailbot.domain.intent import Strength
from mailbot.domain.mail import Address
from mailbot.domain.registry import Partner, Role, SoldUnit


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a YAML file. `source` is `path:line`."""

    name: str
    when: Mapping[str, object]
    do: Mapping[str, object]
    source: str = ""
    enabled: bool = True
    owner: str = field(default="")  # a named person who answers for it (R14, A2)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at: the writer, one unit of his mail, and the mail."""

    sender: Address
    role: Role
    strength: Strength
    partner: Partner | None = None
    sold: SoldUnit | None = None  # None: no serial, or one that is not in the registry
    owner: Partner | None = None  # whom it was sold to
    authorised: bool = False  # a prior authorisation covers it (R6, A28)
    warranty: str = ""
    third_party: bool = False
    wishes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    language: str = ""
    subject: str = ""
    text: str = ""
    units: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """The rule that fired, and each condition with what it found."""

    rule: Rule
    because: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """`name (path:line)`, as it is stored and shown."""
        return f"{self.rule.name} ({self.rule.source})" if self.rule.source else self.rule.name

    @property
    def explanation(self) -> str:
        """One line for WHY: the rule, where it stands, what matched."""
        found = ", ".join(f"{name} = {value}" for name, value in self.because) or "always"
        return f"{self.label}: {found}"


TRUTH, WORDS, NUMBER, NESTED, LIST = "true or false", "a word or a list of words", "a whole number", "conditions", "a list of conditions"  # noqa: E501  # fmt: skip
_ROLES = frozenset(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Condition:
    """A row of CONDITIONS: what its value may be, and what the mail or the unit has for it."""

    form: str
    found: Callable[[Facts], object]
    allowed: frozenset[str] | None = None
    contains: bool = False  # any of the words stands in the found text


def _owner_role(facts: Facts) -> object:
    return facts.owner.role.value if facts.owner else ""


def _sold_to(facts: Facts) -> object:
    return facts.sold.sold_to if facts.sold else ""


CONDITIONS: dict[str, Condition] = {
    "sender.role": Condition(WORDS, lambda f: f.role.value, _ROLES),
    "sender.id": Condition(WORDS, lambda f: f.partner.id if f.partner else ""),
    "sender.address": Condition(WORDS, lambda f: f.sender.email),
    "sender.domain": Condition(WORDS, lambda f: f.sender.domain),
    "sender.verified": Condition(TRUTH, lambda f: f.strength >= Strength.ALIGNED),
    "unit.known": Condition(TRUTH, lambda f: f.sold is not None),
    "unit.sold_to": Condition(WORDS, _sold_to),
    "unit.sold_to.role": Condition(WORDS, _owner_role, _ROLES),
    "unit.family": Condition(WORDS, lambda f: f.sold.family if f.sold else ""),
    "unit.product": Condition(WORDS, lambda f: f.sold.product_code if f.sold else ""),
    "unit.channel": Condition(WORDS, lambda f: f.sold.channel if f.sold else ""),
    "unit.third_party": Condition(TRUTH, lambda f: f.third_party),
    "unit.hardware_replacement": Condition(
        TRUTH, lambda f: f.sold is not None and f.sold.hardware_replacement
    ),
    "authorised": Condition(TRUTH, lambda f: f.authorised),
    "warranty": Condition(WORDS, lambda f: f.warranty, frozenset({"in", "out", "undetermined"})),
    "wish": Condition(WORDS, lambda f: f.wishes),
    "hint": Condition(WORDS, lambda f: f.hints),
    "language": Condition(WORDS, lambda f: f.language),
    "subject.contains": Condition(WORDS, lambda f: f.subject, contains=True),
    "text.contains": Condition(WORDS, lambda f: f.text, contains=True),
    "units.at_least": Condition(NUMBER, lambda f: f.units),
    "not": Condition(NESTED, lambda _: None),
    "any": Condition(LIST, lambda _: None),
}

# What a value that begins with `$` stands for.
NAMES: dict[str, Callable[[Facts], str]] = {
    "$sender": lambda f: f.partner.id if f.partner else "",
    "$sender.distributor": lambda f: f.partner.distributor_id if f.partner else "",
    "$unit.sold_to": lambda f: f.sold.sold_to if f.sold else "",
}


@dataclass(frozen=True, slots=True)
class Action:
    """A row of ACTIONS: what its value may be. `decides`: it says what becomes of the unit."""

    form: str
    decides: bool = False
    allowed: frozenset[str] | None = None


ACTIONS: dict[str, Action] = {
    "command": Action(TRUTH, decides=True),
    "open": Action(TRUTH, decides=True),
    "redirect": Action("a partner id, $unit.sold_to or $sender.distributor", decides=True),
    "hold": Action("why a person must look: one word", decides=True),
    "reply": Action("a letter", decides=True, allowed=frozenset({"not_a_partner"})),
    "quarantine": Action(TRUTH),
    "ask": Action(WORDS, allowed=frozenset({"serial", "fault", "purchase_proof"})),
    "queue": Action("the name of a queue"),
    "assign": Action("a staff id"),
    "tag": Action(WORDS),
}


def first_match(rules: tuple[Rule, ...], facts: Facts) -> Match | None:
    """The first enabled rule whose conditions all hold, with what they found; or None."""
    for rule in rules:
        if not rule.enabled:
            continue
        because = _because(rule.when, facts)
        if because is not None:
            return Match(rule, because)
    return None


def target(value: object, facts: Facts) -> str:
    """What an action's value stands for: a name with `$` in the words of this unit."""
    text = str(value)
    return NAMES[text](facts) if text in NAMES else text


def words(value: object) -> tuple[str, ...]:
    """A word, or a list of words, as a tuple of texts."""
    if isinstance(value, tuple | list):
        return tuple(str(item) for item in value)
    return () if value is None else (str(value),)


def _because(when: Mapping[str, object], facts: Facts) -> tuple[tuple[str, str], ...] | None:
    """Each condition with what it found, or None where one does not hold."""
    found: list[tuple[str, str]] = []
    for name, wanted in when.items():
        if name == "not":
            if isinstance(wanted, Mapping) and _because(wanted, facts) is not None:
                return None
        elif name == "any":
            inner = [_because(w, facts) for w in _mappings(wanted)]
            held = next((reasons for reasons in inner if reasons is not None), None)
            if held is None:
                return None
            found.extend(held)
        else:
            value = CONDITIONS[name].found(facts)
            if not _holds(CONDITIONS[name], wanted, value, facts):
                return None
            found.append((name, _shown(value)))
    return tuple(found)


def _holds(condition: Condition, wanted: object, value: object, facts: Facts) -> bool:
    if condition.form == TRUTH:
        return value is wanted
    if condition.form == NUMBER:
        return isinstance(value, int) and isinstance(wanted, int) and value >= wanted
    accepted = [target(word, facts).casefold() for word in words(wanted)]
    if condition.contains:
        return any(word and word in str(value).casefold() for word in accepted)
    # An empty fact equals nothing: a writer without an id is not "sold to nobody".
    has = {word.casefold() for word in words(value) if word}
    return any(word in has for word in accepted if word)


def _mappings(value: object) -> list[Mapping[str, object]]:
    return (
        [item for item in value if isinstance(item, Mapping)]
        if isinstance(value, tuple | list)
        else []
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ", ".join(words(value))
    return text if len(text) <= 60 else text[:57] + "..."
