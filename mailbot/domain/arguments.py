"""What follows the word of a command, read into its arguments; None where it does not fit."""

import re
from collections.abc import Callable
from datetime import date

from mailbot.domain.values import DATE, parse_amount, parse_date, parse_units

Args = dict[str, object]
Parse = Callable[[str, date], Args | None]

_BRACKETED = re.compile(r"^(.*\S)\s*[\[(]\s*([^\[\]()]{1,200})\s*[\])]$", re.DOTALL)
_TRAILING = re.compile(r"^(.*\S)\s+(\d{1,2}(?:\s?,\s?\d{1,2}){0,20})$", re.DOTALL)
_COUNTED = re.compile(
    r"(?:port[ae]?|slot|line[ae]?|canal[ei]|channel|modul[oi]|module|led|tast[oi]|key|version[ei]?|sim|"
    r"v|fw|n\.?|nr\.?|art\.?|di|da|per|in|dopo|le|i|the|of|after|raid|disco|unità|bri|fxs|rev\.?)$",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(\w+)=(\S+)")


def parse_nothing(rest: str, _: date) -> Args | None:
    """No arguments."""
    return None if rest.strip(" .!") else {}


def text_parser(name: str) -> Parse:
    """A parser of one free text, kept under `name`."""

    def parse(rest: str, _: date) -> Args | None:
        return {name: rest.strip()} if rest.strip() else None

    return parse


def optional_parser(name: str) -> Parse:
    """A parser of a word that may be left out."""

    def parse(rest: str, _: date) -> Args | None:
        return {name: rest.strip().upper()} if rest.strip() else {}

    return parse


def word_parser(name: str) -> Parse:
    """A parser of a code or token."""

    def parse(rest: str, _: date) -> Args | None:
        word = rest.strip()
        return (
            {name: word}
            if re.fullmatch(r"[A-Za-z0-9-]{4,40}(?: [A-Za-z0-9]{2,10}){0,4}", word)
            else None
        )

    return parse


def parse_assign(rest: str, _: date) -> Args | None:
    """A colleague by id, name or address."""
    fits = re.fullmatch(
        r"(?:to |a |ad )?([a-zà-ÿ][\wà-ÿ.'-]{1,40}(?: [a-zà-ÿ][\wà-ÿ.'-]{1,30})?(?:@[\w.-]{3,80})?)",
        rest.strip(),
        re.IGNORECASE,
    )
    return {"to": fits[1]} if fits and not rest.rstrip().endswith((",", "?", "!")) else None


def _with_units(args: Args, words: str | None) -> Args | None:
    if not words or not words.strip():
        return args
    units = parse_units(words)
    if units is None:
        return None
    return {**args, "units": list(units)} if units else args


def parse_units_only(rest: str, _: date) -> Args | None:
    """Units or nothing."""
    return _with_units({}, rest)


_COVERAGE = {
    "warranty": "warranty",
    "in-warranty": "warranty",
    "misuse": "misuse",
    "out-of-warranty": "out-of-warranty",
    "oow": "out-of-warranty",
}
_COVERED = r"out[- _]of[- _]warranty|in[- _]warranty|warranty|misuse|oow"
_RESULTS = r"not[- _]repairable|non[- _]repairable|repairable|no[- _]fault(?:[- _]found)?|nff"


def _coverage(word: str) -> str:
    return _COVERAGE[re.sub(r"[ _]", "-", word.lower())]


def parse_approve(rest: str, _: date) -> Args | None:
    """Coverage and units, both optional."""
    match = re.fullmatch(rf"(?:({_COVERED})\b)?\s*(.*)", rest.strip(), re.IGNORECASE)
    if match is None or (match[1] or "").lower() == "misuse":
        return None
    args: Args = {"coverage": _coverage(match[1])} if match[1] else {}
    return _with_units(args, match[2])


def parse_reject(rest: str, _: date) -> Args | None:
    """Kind, reason, units after it."""
    match = re.fullmatch(
        r"(commercial|technical|commerciale|tecnico|tecnica)\s*[:,-]\s*(\S.*)",
        rest.strip(),
        re.IGNORECASE | re.DOTALL,
    )
    if match is None:
        return None
    kind = "commercial" if match[1].lower().startswith("c") else "technical"
    reason, units = split_units(match[2])
    args: Args = {"kind": kind, "reason": reason}
    return {**args, "units": list(units)} if units else args


def split_units(text: str) -> tuple[str, tuple[int | str, ...]]:
    """A free text and the units after it: a list in brackets, or bare numbers at its very end."""
    bracketed = _BRACKETED.match(text.strip())
    if bracketed:
        units = parse_units(bracketed[2])
        if units and all(isinstance(u, int) or len(u) >= 5 for u in units):
            return bracketed[1].rstrip(), units
    trailing = _TRAILING.match(text.strip())
    if (
        trailing
        and not _COUNTED.search(trailing[1].split()[-1])
        and trailing[1][-1] not in ":,;=/-"
    ):
        units = parse_units(trailing[2])
        if units:
            return trailing[1].rstrip(" ,"), units
    return text.strip(), ()


def parse_authorise(rest: str, today: date) -> Args | None:
    """Partner, serials or all, last day."""
    match = re.fullmatch(
        rf"(\S+)\s+(.+?)\s+(?:until|fino al|to|al)\s+({DATE})", rest.strip(), re.IGNORECASE
    )
    if match is None:
        return None
    until = parse_date(match[3], today)
    serials = parse_units(match[2])
    if until is None or serials is None:
        return None
    return {"partner": match[1], "serials": [str(s) for s in serials], "until": until.isoformat()}


def parse_serial(rest: str, _: date) -> Args | None:
    """A unit and its right serial."""
    match = re.fullmatch(
        r"#?(\d{1,3}|\S{5,24})[\s:=]+([A-Z0-9][A-Z0-9 /.:-]{3,30})", rest.strip(), re.IGNORECASE
    )
    if match is None or not any(c.isdigit() for c in match[2]):
        return None
    unit: object = int(match[1]) if match[1].isdigit() and len(match[1]) <= 3 else match[1].upper()
    return {"unit": unit, "serial": match[2].strip().upper()}


def parse_received(rest: str, today: date) -> Args | None:
    """A day, units or serials; all optional."""
    words = rest.strip()
    match = re.match(rf"({DATE})(?=\s|,|$)", words, re.IGNORECASE)
    args: Args = {}
    day = parse_date(match[1], today, past=True) if match else None
    if match and day is not None:
        args["date"] = day.isoformat()
        words = words[match.end() :].strip(" ,")
    return _with_units(args, words.rstrip("."))


def parse_refuse_parcel(rest: str, _: date) -> Args | None:
    """Why, and a text."""
    match = re.fullmatch(
        r"(freight[- ]collect|unmarked|damaged)\s*(?:[:-]\s*(.*))?",
        rest.strip(),
        re.IGNORECASE | re.DOTALL,
    )
    if match is None:
        return None
    return {"why": match[1].lower().replace(" ", "-"), "text": (match[2] or "").strip()}


def parse_tested(rest: str, today: date) -> Args | None:
    """Coverage, result, units, promised day, report."""
    match = re.match(
        rf"({_COVERED})\s+({_RESULTS})\b([^:]*):\s*(\S.*)$", rest.strip(), re.IGNORECASE | re.DOTALL
    )
    if match is None:
        return None
    result = re.sub(r"[ _]", "-", match[2].lower())
    result = {
        "nff": "no-fault",
        "no-fault-found": "no-fault",
        "non-repairable": "not-repairable",
    }.get(result, result)
    args: Args = {"coverage": _coverage(match[1]), "result": result}
    middle = match[3]
    promised = re.search(rf"(?:delivery|consegna)\s?=\s?({DATE})", middle, re.IGNORECASE)
    if promised:
        day = parse_date(promised[1], today)
        if day is None:
            return None
        args["delivery"] = day.isoformat()
        middle = middle[: promised.start()] + " " + middle[promised.end() :]
    full = _with_units(args, middle)
    return None if full is None else {**full, "report": match[4].strip()}


_QUOTE_KEYS = {
    "labour": "labour",
    "labor": "labour",
    "manodopera": "labour",
    "parts": "parts",
    "ricambi": "parts",
    "shipping": "shipping",
    "spedizione": "shipping",
    "days": "days",
    "giorni": "days",
}


def parse_quote(rest: str, _: date) -> Args | None:
    """Amount, currency, parts of it, working days, units."""
    match = re.match(
        r"\s*(€\s?)?(\d[\d.,']*)\s*(EUR|€|euro|CHF|USD|GBP)?(?=\s|$)(.*)$",
        rest,
        re.IGNORECASE | re.DOTALL,
    )
    amount = parse_amount(match[2]) if match else None
    if match is None or amount is None:
        return None
    named = (match[3] or "EUR").upper()
    args: Args = {"amount": amount, "currency": "EUR" if named in ("€", "EURO") else named}
    words = match[4]
    for option in list(_OPTION.finditer(words)):
        name, value = _QUOTE_KEYS.get(option[1].lower()), option[2].rstrip(",;")
        number = parse_amount(value)
        if name is None or number is None or name in args:
            return None
        args[name] = int(value) if name == "days" and value.isdigit() else number
    if "days" in args and not isinstance(args["days"], int):
        return None
    return _with_units(args, _OPTION.sub(" ", words))


def parse_repair(rest: str, _: date) -> Args | None:
    """START or DONE, units."""
    match = re.fullmatch(r"(START|DONE)\b\s*(.*)", rest.strip(), re.IGNORECASE)
    return _with_units({"stage": match[1].lower()}, match[2]) if match else None


def parse_replace(rest: str, _: date) -> Args | None:
    """A unit and the serial that goes back for it."""
    args = parse_serial(rest, date.min)
    return None if args is None else {"unit": args["unit"], "new_serial": args["serial"]}


def parse_ship(rest: str, today: date) -> Args | None:
    """Carrier, tracking with a digit in it, day, units."""
    match = re.fullmatch(
        rf"([A-Za-zÀ-ÿ][\w&.-]*(?: [A-Za-zÀ-ÿ&][A-Za-zÀ-ÿ&.-]*){{0,2}})\s+(?=\S*\d)([A-Z0-9][A-Z0-9/-]{{4,40}})(?:[\s,]+({DATE}))?(?:\s+(\S.*))?",
        rest.strip(),
        re.IGNORECASE,
    )
    if match is None:
        return None
    args: Args = {"carrier": match[1], "tracking": match[2]}
    if match[3]:
        day = parse_date(match[3], today, past=True)
        if day is None:
            return None
        args["date"] = day.isoformat()
    return _with_units(args, match[4])


def until_parser(name: str) -> Parse:
    """`HOLD until DATE: reason`, `PROMISE DATE: reason`."""

    def parse(rest: str, today: date) -> Args | None:
        match = re.fullmatch(
            rf"(?:(?:until|fino al?|al|to)\s+)?({DATE})\s*[:,-]\s*(\S.*)",
            rest.strip(),
            re.IGNORECASE | re.DOTALL,
        )
        day = parse_date(match[1], today) if match else None
        if match is None or day is None:
            return None
        bracketed = _BRACKETED.match(match[2].strip())
        units = parse_units(bracketed[2]) if bracketed else None
        if bracketed and units and all(isinstance(u, int) or len(u) >= 5 for u in units):
            return {name: day.isoformat(), "reason": bracketed[1], "units": list(units)}
        return {name: day.isoformat(), "reason": match[2].strip()}

    return parse


def parse_collected(rest: str, today: date) -> Args | None:
    """As RECEIVED."""
    return parse_received(rest, today)


def parse_dispose(rest: str, today: date) -> Args | None:
    """Units, or the code of the first answer: ten letters and digits that are no unit."""
    word = rest.strip()
    if re.fullmatch(r"[A-HJ-NP-Z2-9]{10}", word, re.IGNORECASE) and not word.isdigit():
        return {"code": word.upper()}
    return parse_units_only(rest, today)


def parse_reason(rest: str, _: date) -> Args | None:
    """A reason that is no sentence of prose."""
    words = rest.strip().lstrip(":").strip()
    prose = re.match(
        r"(?i)(?:it|the|this|that|to|up|if|when|please|la|il|lo|le|pure|se|quando|by|for|with)\b",
        words,
    )
    if not words or (prose and not rest.strip().startswith(":")):
        return None
    return {"reason": words}


def parse_key(rest: str, _: date) -> Args | None:
    """The key of a mail that was set aside: hexadecimal, or none."""
    word = rest.strip().lower()
    if not word:
        return {}
    return {"key": word} if re.fullmatch(r"[0-9a-f]{6,64}", word) else None
