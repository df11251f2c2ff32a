"""Mails that say one thing a hundred thousand times: what a quadratic place would choke on."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mailbot.domain.mail import RawMail
from mailbot.errors import Unreadable
from mailbot.pipeline import Desk

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SIZE = 150_000  # bytes of what is said again and again

# Every sign of the keyboard, digits, letters, and white space of all kinds.
_SIGNS = [*"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~01aAzZx°§€…–—·•’“«à", " ", "\n", "\t", "\r\n \r\n"]
# Words before serials, pieces of serials, endings, ranges, lists.
_SERIALS = """
S/N |s/n: |SN |seriale |matricola |Seriennummer |mac |da |a1-|1,|1, |1 e |1-|1/|1.|1:|.. |..1 |...1
.. 12|x |xx1 |xX12|A1|A1 |1a|0O|O0|lI1|S5|B8|12 |OR3-26-|OR3-26-43565-L |OR3-26-4356|VF2S
VF2S0123456,|GG4 |GG4 0012 |GG4 0012 3456 |IG4/|FX2B00|L40|7OK4|7OK42 |0330|0330 |PW12-|PW12-2617-
VST4025|VST40-|VST4025440908K |VS |HSB29F|00:11:|00:11:22:33:44:55 |0011.2233.|RMA-2026-
RMA-2026-00431 |RMA |2026-|[RMA-|ultime cifre |n°
ultime cifre 12 |finale 12 |ending |ending 123 |terminados en 12 |endet auf 12 |S/N A1 to |1x |n.
da A1234567 a |A1234567 e 12 e |->|→|il primo |unità 1 |idem |stessa cosa |same |come sopra |tel 0
non 12 |100 EUR |€ 1 |1.000,|2026-11-20 |20/11/2026 |10:00 |il 1/1 |P.IVA |invece di |la prima
"""
# What opens quotes, signatures, forms, tables; what other programs write.
_LINES = """
> |> x#|>>>> x#|Da: x#|From: x#|De: x#|Von: x#|a#|a:#|a: b#|- x#|* x#|1) x#|1. x#|#-#|#--#|#-- #
Seriale: #|Difetto: #|Serial: x#Fault: y#|¦ a ¦ b ¦#|a¦b#|a;b#|;;;#|a,b#|Il 1/1/2026 x ha scritto:#
On x wrote:#|-----Messaggio originale-----#|________#|____|====|----#|Ciao,#|Grazie#
Cordiali saluti#|Inviato da iPhone#|TAKE#|NOTE x#|ASK x#y#|TAKE |APPROVE 1,|RECEIVED#A1234#
HOLD until |SHIP DHL 1
"""
# Words of people, addresses, markup, encodings.
_WORDS = """
non va |non funziona |non si accende, |does not work |accetto |ok |ok, |sì |no |ma |se |perché |? |!
http://|http://a.b/|a@b.c |<a@b.c> |a.|a.b|www.|mailto:|<b>|&amp;|&#|<div>|<table><tr><td>|</|<!--
<a href='|=20|=#|=?utf-8?q?|=?|?=|(|((|[1]|{|\\n|\u200b|\u00a0|é|😀|ß|日本|\x01|  x|x  #| x#|al |a
Il telefono non si accende. |word word word.#|con |from |to |through |vedi |anche
"""


def _units(table: str) -> Iterator[str]:
    for line in table.strip("\n").split("\n"):
        for unit in line.split("|"):
            yield unit.replace("#", "\n").replace("¦", "|")


UNITS: Sequence[str] = tuple(
    dict.fromkeys([*_SIGNS, *_units(_SERIALS), *_units(_LINES), *_units(_WORDS)])
)

_HEAD = (
    "To: rma@voismart.example\r\nMessage-ID: <s1@rossi-telecom.example>\r\n"
    "Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)
_PARTNER = f"From: Mario <luca.neri@rossi-telecom.example>\r\n{_HEAD}"
_STAFF = (
    "Authentication-Results: mx1.voismart.example; auth=pass smtp.auth=luca.conti\r\n"
    f"From: Luca <luca.conti@voismart.example>\r\n{_HEAD}"
)
_PLAIN = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
_HTML = _PLAIN.replace("plain", "html")
_REQUEST = "Telefono S/N VST4025440908K, display nero"


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n\x0b\x0c]+", " ", text)


def _with_file(kind: str, name: str, data: str) -> str:
    return (
        f"{_PARTNER}Subject: RMA\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        f"Content-Type: text/plain\r\n\r\nIn allegato\r\n--b\r\nContent-Type: {kind}\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{data}\r\n--b--\r\n"
    )


def _quoted(text: str) -> str:
    return _one_line(text).replace('"', "'")


FORMS: Mapping[str, Callable[[str], str]] = {
    "text": lambda said: f"{_PARTNER}Subject: RMA\r\n{_PLAIN}{_REQUEST}\r\n\r\n{said}",
    "reply": lambda said: f"{_PARTNER}Subject: Re: [RMA-2026-00431]\r\n{_PLAIN}{said} {_REQUEST}",
    "staff": lambda said: f"{_STAFF}Subject: Re: [RMA-2026-00431]\r\n{_PLAIN}NOTE {said}",
    "html": lambda said: f"{_PARTNER}Subject: RMA\r\n{_HTML}<p>{_REQUEST}</p><p>{said}",
    "subject": lambda said: f"{_PARTNER}Subject: {_one_line(said)}\r\n{_PLAIN}{_REQUEST}",
    "headers": lambda said: (
        _PARTNER.replace("Mario", f'"{_quoted(said)}"')
        + f"References: {_one_line(said)}\r\nSubject: x\r\n{_PLAIN}{_REQUEST}"
    ),
    "sheet": lambda said: _with_file("text/csv", "a.csv", f"Seriale;Difetto\r\n{said}"),
    "name": lambda said: _with_file("image/png", _quoted(said), "x"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A unit that is said again and again, where in a mail it is said, and what it cost."""

    form: str
    unit: str
    seconds: float = 0.0  # of the processor: other work on the machine does not count


def mail_of(form: str, unit: str, size: int = SIZE) -> RawMail:
    """The mail of this shape."""
    said = unit * max(1, size // len(unit.encode()))
    raw = FORMS[form](said).encode()
    return RawMail(f"{form}:{unit}", raw, NOW, len(raw))


def measure(desk: Desk, form: str, unit: str, size: int = SIZE) -> Shape:
    """What a dry run of this shape costs. A mail that is set aside for its parts costs, too."""
    mail = mail_of(form, unit, size)
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        desk.rehearse(mail)
    return Shape(form, unit, time.process_time() - start)


def measure_all(desk: Desk, forms: Sequence[str] = tuple(FORMS)) -> Iterator[Shape]:
    """Every unit in every form."""
    for form in forms:
        for unit in UNITS:
            yield measure(desk, form, unit)
