"""The arguments of the commands of warehouse and lab; None where they do not fit."""

import re
from datetime import date

from mailbot.domain.arguments import COVERED, Args, coverage, with_units
from mailbot.domain.values import DATE, parse_amount, parse_date, parse_units

_RESULTS = r"not[- _]repairable|non[- _]repairable|repairable|no[- _]fault(?:[- _]found)?|nff"
_OPTION = re.compile(r"(\w+)=(\S+)")


def parse_serial(rest: str, _: date) -> Args | None:
    """A unit and its right serial."""
    match = re.fullmatch(
        r"#?(\d{1,3}|\S{5,24})[\s:=]+(?:(?:con|with|by|->|→)\s+)?([A-Z0-9][A-Z0-9 /.:-]{3,30})",
        rest.strip(),
        re.IGNORECASE,
    )
    units = parse_units(match[2]) if match else None
    if match is None or units is None or len(units) != 1 or not isinstance(units[0], str):
        return None
    unit: object = int(match[1]) if match[1].isdigit() and len(match[1]) <= 3 else match[1].upper()
    return {"unit": unit, "serial": match[2].strip().upper()}


_CHECKED = re.compile(
    r"(?:^|\s)(?P<name>marked|ddt)=(?P<value>yes|no|sì|si)(?=[\s,]|$)", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"(?:^|\s)(?P<name>ddt)=(?P<value>[A-Z0-9][A-Z0-9/_.-]{0,30})(?=[\s,]|$)", re.IGNORECASE
)
_YES = frozenset({"yes", "sì", "si"})


def _take(rest: str, named: re.Pattern[str]) -> tuple[dict[str, str], str]:
    """The `name=value` words and what is left without them."""
    said = {m["name"].lower(): m["value"] for m in named.finditer(rest)}
    if named is _CHECKED:
        said = {name: value.lower() for name, value in said.items()}
    return said, named.sub(" ", rest).strip()


def parse_received(rest: str, today: date) -> Args | None:
    """A day, units or serials, marked=no, ddt=no; all optional (R45, R46)."""
    said, words = _take(rest, _CHECKED)
    match = re.match(rf"({DATE})(?=\s|,|$)", words, re.IGNORECASE)
    args: Args = {}
    day = parse_date(match[1], today, past=True) if match else None
    if match and day is not None:
        args["date"] = day.isoformat()
        words = words[match.end() :].strip(" ,")
    found = with_units(args, words.rstrip("."))
    yes = {name: "yes" if value in _YES else "no" for name, value in said.items()}
    return None if found is None else {**found, **yes}


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
        rf"({COVERED})\s+({_RESULTS})\b([^:]*):\s*(\S.*)$", rest.strip(), re.IGNORECASE | re.DOTALL
    )
    if match is None:
        return None
    result = re.sub(r"[ _]", "-", match[2].lower())
    result = {
        "nff": "no-fault",
        "no-fault-found": "no-fault",
        "non-repairable": "not-repairable",
    }.get(result, result)
    args: Args = {"coverage": coverage(match[1]), "result": result}
    middle = match[3]
    promised = re.search(rf"(?:delivery|consegna)\s?=\s?({DATE})", middle, re.IGNORECASE)
    if promised:
        day = parse_date(promised[1], today)
        if day is None:
            return None
        args["delivery"] = day.isoformat()
        middle = middle[: promised.start()] + " " + middle[promised.end() :]
    full = with_units(args, middle)
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


_MONEY = r"EUR|€|euro|CHF|USD|GBP"


def parse_quote(rest: str, _: date) -> Args | None:
    """Amount, currency, parts of it, working days, units."""
    match = re.match(
        rf"\s*(?:({_MONEY})\s?)?(\d[\d.,']*?)(?:,[-–])?\s*({_MONEY})?(?=\s|$)(.*)$",
        rest,
        re.IGNORECASE | re.DOTALL,
    )
    amount = parse_amount(match[2]) if match else None
    if match is None or amount is None or (match[1] and match[3]):
        return None
    named = (match[1] or match[3] or "EUR").upper()
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
    return with_units(args, _OPTION.sub(" ", words))


def parse_repair(rest: str, _: date) -> Args | None:
    """START or DONE, units."""
    match = re.fullmatch(r"(START|DONE)\b\s*(.*)", rest.strip(), re.IGNORECASE)
    return with_units({"stage": match[1].lower()}, match[2]) if match else None


def parse_replace(rest: str, _: date) -> Args | None:
    """A unit and the serial that goes back for it."""
    args = parse_serial(rest, date.min)
    return None if args is None else {"unit": args["unit"], "new_serial": args["serial"]}


def parse_ship(rest: str, today: date) -> Args | None:
    """Carrier, tracking with a digit in it, day, our transport document, units (R58)."""
    said, words = _take(rest, _DOCUMENT)
    match = re.fullmatch(
        rf"([A-Za-zÀ-ÿ][\w&.-]*(?: [A-Za-zÀ-ÿ&][A-Za-zÀ-ÿ&.-]*){{0,2}})\s+"
        rf"(?=\S*\d)([A-Z0-9][A-Z0-9/-]{{4,40}})(?:[\s,]+({DATE}))?(?:\s+(\S.*))?",
        words,
        re.IGNORECASE,
    )
    if match is None:
        return None
    args: Args = {"carrier": match[1], "tracking": match[2], **said}
    if match[3]:
        day = parse_date(match[3], today, past=True)
        if day is None:
            return None
        args["date"] = day.isoformat()
    return with_units(args, match[4])


def parse_collected(rest: str, today: date) -> Args | None:
    """As RECEIVED."""
    return parse_received(rest, today)
