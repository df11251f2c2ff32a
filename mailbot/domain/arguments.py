"""What follows the word of a command, read into its arguments; None where it does not fit.

The commands that move goods and tell of work are in `goods_arguments`.
"""

import re
from collections.abc import Callable
from datetime import date

from mailbot.domain.values import DATE, parse_date, parse_units

Args = dict[str, object]
Parse = Callable[[str, date], Args | None]

_BRACKETED = re.compile(r"^(.*\S)\s*[\[(]\s*([^\[\]()]{1,200})\s*[\])]$", re.DOTALL)
_TRAILING = re.compile(r"^(.*?\S)\s+(\d{1,2}(?:\s?,\s?\d{1,2}){0,20})$", re.DOTALL)
_COUNTED = re.compile(
    r"(?:port[ae]?|slot|line[ae]?|canal[ei]|channel|modul[oi]|module|led|tast[oi]|key|version["
    r"ei]?|sim|"
    r"v|fw|n\.?|nr\.?|art\.?|di|da|per|in|dopo|le|i|the|of|after|raid|disco|unità|bri|fxs|rev\.?)$",
    re.IGNORECASE,
)


def parse_nothing(rest: str, _: date) -> Args | None:
    """No arguments."""
    return None if rest.strip(" .!") else {}


def text_parser(name: str) -> Parse:
    """A parser of one free text, kept under `name`."""

    def parse(rest: str, _: date) -> Args | None:
        return {name: rest.strip()} if rest.strip() else None

    return parse


def optional_parser(name: str) -> Parse:
    """A parser of one word that may be left out."""

    def parse(rest: str, _: date) -> Args | None:
        word = rest.strip(" .!")
        if not word:
            return {}
        return {name: word.upper()} if re.fullmatch(r"[A-Za-z]+(?:-[A-Za-z]+)?", word) else None

    return parse


# Typed as it is read: with a digit, in capitals, parted by dashes or spaces. Ten letters without
# I and O in any case are one of ours, too (`codes.py`); any other small word is prose.
_CODE = re.compile(r"[A-Za-z0-9-]{4,40}(?: [A-Za-z0-9]{2,10}){0,4}")


def word_parser(name: str) -> Parse:
    """A parser of a code or token."""

    def parse(rest: str, _: date) -> Args | None:
        word = rest.strip(" .")
        if not _CODE.fullmatch(word):
            return None
        bare = re.sub(r"[ -]", "", word)
        coded = any(c.isdigit() for c in bare) or word.isupper()
        ours = " " not in word and re.fullmatch(r"[a-hj-np-z]{10}", word)
        return {name: word} if coded or ours else None

    return parse


def parse_assign(rest: str, _: date) -> Args | None:
    """A colleague by id, name or address."""
    fits = re.fullmatch(
        r"(?:to |a |ad )?([a-zà-ÿ][\wà-ÿ.'-]{1,40}(?: [a-zà-ÿ][\wà-ÿ.'-]{1,30})?(?:@[\w.-]{3,8"
        r"0})?)",
        rest.strip(),
        re.IGNORECASE,
    )
    return {"to": fits[1]} if fits and not rest.rstrip().endswith((",", "?", "!")) else None


def with_units(args: Args, words: str | None) -> Args | None:
    """The arguments with the units that the words list; None if they list none."""
    if not words or not words.strip():
        return args
    units = parse_units(words)
    if units is None:
        return None
    return {**args, "units": list(units)} if units else args


def parse_units_only(rest: str, _: date) -> Args | None:
    """Units or nothing."""
    return with_units({}, rest)


_COVERAGE = {
    "warranty": "warranty",
    "in-warranty": "warranty",
    "misuse": "misuse",
    "out-of-warranty": "out-of-warranty",
    "oow": "out-of-warranty",
}
COVERED = r"out[- _]of[- _]warranty|in[- _]warranty|warranty|misuse|oow"


def coverage(word: str) -> str:
    """The coverage that the word means."""
    return _COVERAGE[re.sub(r"[ _]", "-", word.lower())]


def parse_approve(rest: str, _: date) -> Args | None:
    """Coverage and units, both optional."""
    match = re.fullmatch(rf"(?:({COVERED})\b)?\s*(.*)", rest.strip(), re.IGNORECASE)
    if match is None or (match[1] or "").lower() == "misuse":
        return None
    args: Args = {"coverage": coverage(match[1])} if match[1] else {}
    return with_units(args, match[2])


def parse_reject(rest: str, _: date) -> Args | None:
    """Kind, reason, units after it."""
    match = re.fullmatch(
        r"(commerciale?|technical|tecnic[oa])(?:\s*[:,–-]\s*|\s+)(\S.*)",
        rest.strip(),
        re.IGNORECASE | re.DOTALL,
    )
    if match is None or not re.search(r"[^\W\d_]", match[2]):
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
        return trailing[1].rstrip(" ,"), tuple(int(n) for n in trailing[2].split(","))
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


def parse_dispose(rest: str, today: date) -> Args | None:
    """Units, or the code of the first answer: ten letters and digits that are no unit."""
    word = rest.strip()
    if re.fullmatch(r"[A-HJ-NP-Z2-9]{10}", word, re.IGNORECASE) and not word.isdigit():
        return {"code": word.upper()}
    return parse_units_only(rest, today)


def parse_reason(rest: str, _: date) -> Args | None:
    """A reason: words, not numbers alone."""
    words = rest.strip()
    return {"reason": words} if re.search(r"[^\W\d_]{2}", words) else None


def parse_key(rest: str, _: date) -> Args | None:
    """The key of a mail that was set aside: hexadecimal, or none."""
    word = rest.strip().lower()
    if not word:
        return {}
    return {"key": word} if re.fullmatch(r"[0-9a-f]{6,64}", word) else None
