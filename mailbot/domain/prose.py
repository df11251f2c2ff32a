"""Whether a line that begins with a command's word is that command or a sentence (mail-layer 21).

A word with arguments of a form (dates, units, amounts) is a command if they parse whole: that is
the grammar's business. Here are the commands whose arguments are words of one's own, where any
sentence would fit. Capitals or a colon make the word a command. Without them the words decide: our
commands are English words, so what goes on in another language is a text; what goes on in English
is one only if it speaks to the partner (`Ask which firmware do you use?`) or is a usual reason.
"""

import re
from enum import Enum

from mailbot.domain.language import leaning
from mailbot.domain.phrases import beginnings, phrases


class Verdict(Enum):
    """What the line is. Of what is unclear the writer hears, and nothing is done."""

    COMMAND = "command"
    PROSE = "prose"
    UNCLEAR = "unclear"


SPOKEN = frozenset({"ASK", "REPLY"})  # their text goes to the partner as it is
REASONED = frozenset({"CLOSE", "CANCEL"})
_END = r"(?!\w)"

# What binds to an English verb before it: its object, or how, when and where. Of Italian, German,
# French and Spanish the same, for people who mix ("Close la pratica quando puoi").
_OBJECT = beginnings(
    rf"""
    (?:him¦her¦them¦me¦us¦it¦that¦this¦these¦those¦everyone¦everybody¦someone¦somebody¦anyone){_END}
    (?:the¦a¦an¦my¦his¦their¦its¦any¦some¦all¦each¦both){_END}
    (?:to¦of¦from¦off¦out¦up¦down¦away¦over¦at¦by¦with¦about¦around¦into¦for¦on¦in){_END}
    (?:if¦once¦while¦unless¦until¦till¦before¦after¦because¦since¦so¦then¦and¦or¦but¦too){_END}
    (?:asap¦soon¦later¦now¦again¦here¦there¦back¦enough¦tomorrow¦today¦first¦directly¦whoever){_END}
    (?:i¦he¦she¦they¦care){_END}
    (?:al¦allo¦alla¦ai¦agli¦alle¦dal¦dallo¦dalla¦dai¦del¦dello¦della¦dei¦degli¦delle){_END}
    (?:gli¦loro¦lui¦lei¦a (?:lui¦lei¦loro)){_END}
    (?:il¦la¦los¦las¦le¦les¦der¦den¦dem¦dis) (?:client[ei]?¦kunden?¦partner){_END}
    (?:dem¦der¦den¦vom¦von¦beim¦zum¦aux?¦du¦des¦lui) \w
    """
)
# In a reason these words of a sentence are an object: `Cancel la mia mail`.
_DETERMINED = beginnings(
    rf"""
    (?:il¦lo¦la¦i¦gli¦le¦un¦uno¦una¦mi¦ti¦ci¦vi¦si¦che¦se¦quando¦pure¦questo¦questa¦quello¦quella)\
{_END}
    (?:mia¦mio¦tua¦tuo¦sua¦suo¦nostra¦nostro¦your¦our¦please){_END}
    (?:der¦die¦das¦den¦ein¦eine¦einen¦wenn¦sobald¦bitte¦mein\w*¦dein\w*){_END}
    (?:les¦une¦mon¦ma¦ton¦ta¦cette¦ce¦quand¦el¦los¦las¦una¦esta¦este¦cuando){_END}
    (?:not¦just¦only¦when){_END}
    """
)
# By these words a reason is one though the line goes on: `by customer request`, `per rinuncia`.
_REASON = beginnings(
    r"""
    (?:by¦on¦at) (?:the )?(?:customer¦partner¦client¦their¦his¦request)
    (?:because¦due to¦after (?:no¦the partner¦\d)¦without (?:answer¦reply)¦no (?:answer¦reply¦need))
    (?:per¦su¦dopo¦causa¦senza¦wegen¦nach¦auf wunsch¦par¦suite¦faute¦por¦tras) \w
    """
)
_REASONS = phrases(
    r"""
    solved | resolved | fixed | settled | withdrawn | duplicated? | double | obsolete | expired
    unanswered | no answer | no longer needed | wrong (?:ticket¦product) | test | completed | done
    risolt[oaie] | doppion[ei] | duplicat[oaie] | rinunci\w+ | ritirat[oaie] | annullat[oaie]
    sistemat[oaie] | scadut[oaie] | conclus[oaie] | complet\w+ | errore | mancata \w+ | prova
    erledigt | gelöst | behoben | doppelt | zurückgezogen | storniert
    résolue? | réglée? | doublon | annulée? | retirée? | resuelto | solucionado | duplicado
    anulado | retirado
    """
)
_CONDITION = phrases(
    "if | when | once | unless | se | quando | appena | finché | wenn | sobald | falls | quand"
    " | dès que | cuando | en cuanto | \\?"
)
# How a text to the partner begins, or what in it speaks to him.
_SPEAKS = re.compile(r"(?<!\w)(?:you|your|yours|please|kindly|thanks|thank you)(?!\w)", re.I)
_OPENS = beginnings(
    rf"""
    (?:please¦kindly¦hi¦hello¦dear¦good (?:morning¦afternoon¦day)¦thanks¦thank you¦sorry){_END}
    (?:could¦can¦would¦will¦do¦does¦did¦is¦are¦was¦were¦have¦has¦may¦we¦you¦your¦send us){_END}
    (?:where¦who¦why¦when) (?:do¦does¦did¦is¦are¦was¦were¦can¦has¦have){_END}
    (?:which¦what¦how) \w
    """
)
_THIRD = re.compile(r"(?<!\w)(?:him|them|he|she|they|his|their)(?!\w)", re.IGNORECASE)
_HEADED = re.compile(r"(?:[^\s:,]+\s){0,2}[^\s:,]+:(?:\s|$)")  # `Reply cliente: ok procedere`
_NOTED = beginnings(
    rf"""
    (?:that¦how¦also¦well¦to¦of¦from¦on¦in¦about¦it){_END}
    (?:del¦dello¦della¦dei¦delle¦sul¦sulla¦sui¦di){_END}
    """
)


def judge(name: str, text: str, *, shaped: bool, colleagues: frozenset[str]) -> Verdict:
    """What a line of a command with free words is; `text` is what follows the word.

    `shaped`: the word stands in capitals or has its colon. `colleagues` are first names of the
    staff, in lower case: `Ask Luca` asks no partner.
    """
    if name in REASONED:
        return _reason(text, shaped=shaped)
    if shaped:
        return Verdict.COMMAND
    if name in SPOKEN:
        return _spoken(text, colleagues)
    if name == "NOTE":
        return Verdict.PROSE if _NOTED.match(text) else Verdict.COMMAND
    if name == "FIND":
        named = any(c.isdigit() for c in text)
        return Verdict.PROSE if leaning(text) == "en" and not named else Verdict.COMMAND
    # REJECT without the colon of its reason.
    return Verdict.COMMAND if leaning(text) not in ("en", "") else Verdict.UNCLEAR


def _reason(text: str, *, shaped: bool) -> Verdict:
    reason = _REASON.match(text) or _REASONS.match(text)
    if not reason and (_OBJECT.match(text) or _DETERMINED.match(text)):
        return Verdict.UNCLEAR if shaped else Verdict.PROSE
    if shaped:
        return Verdict.COMMAND
    if _CONDITION.search(text) or text.endswith("?"):
        return Verdict.UNCLEAR
    if reason or (_REASONS.search(text) and leaning(text) != "en"):
        return Verdict.COMMAND
    if leaning(text) == "en":
        return Verdict.PROSE
    return Verdict.COMMAND if leaning(text) else Verdict.UNCLEAR


def _spoken(text: str, colleagues: frozenset[str]) -> Verdict:
    first = text.split(maxsplit=1)[0].lower().strip(".,:;!?")
    if _OBJECT.match(text) and not (_is_asked(text) and leaning(text) != "en"):
        return Verdict.PROSE
    if first in colleagues:
        return Verdict.PROSE
    if _HEADED.match(text) and not _OPENS.match(text):
        return Verdict.UNCLEAR
    if leaning(text) != "en":
        return Verdict.COMMAND if leaning(text) else Verdict.UNCLEAR
    speaks = _OPENS.match(text) and (_SPEAKS.search(text) or _is_asked(text))
    if speaks and not _THIRD.search(text):
        return Verdict.COMMAND
    return Verdict.UNCLEAR if speaks else Verdict.PROSE


def _is_asked(text: str) -> bool:
    return text.rstrip().endswith("?")


def is_sentence(text: str) -> bool:
    """True for what goes on as a sentence after a word in capitals: `SHIP si fa solo dopo.`"""
    words = text.split()
    return (
        len(words) >= 3
        and not text.isupper()
        and bool(re.search(r"[.!?]$", text.rstrip()))
        and not re.search(r"[=:\[\]|]|\d", text)
    )
