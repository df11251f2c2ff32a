"""What a letter offers is what the desk would take: quotes, and answers that are none."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mailbot.adapters.renderer import LetterWriter
from mailbot.domain.answers import read_answer
from mailbot.domain.decision import Document, Notification, Part
from mailbot.domain.intent import Answer
from mailbot.domain.lifecycle import State
from mailbot.domain.quotedunits import quoted_units
from mailbot.domain.ticket import Quote
from mailbot.samples import NOW, sample_letter
from mailbot.samples.case import QUOTE
from tests.adapters.letters.conftest import opened, text_of

WORDS = {"it": ("ACCETTO", "RIFIUTO"), "en": ("ACCEPT", "DECLINE")}


def _letter(language: str, *quotes: Quote, told: tuple[Quote, ...] = ()) -> Notification:
    """The letter of some quotes of a ticket, whose units all wait for an answer."""
    sample = sample_letter("quote", language)
    assert sample.ticket is not None
    units = tuple(replace(unit, state=State.QUOTED) for unit in sample.ticket.units)
    ticket = replace(sample.ticket, units=units, quotes=quotes)
    parts, papers = [], []
    for quote in told or quotes:
        covered = tuple(u for u in units if u.number in quote.units)
        facts = {"quote": quote, "units": covered, "last_day": date(2026, 12, 9), "overrun": False}
        parts.append(Part("quote", facts))
        papers.append(Document("quote", {"quote": quote, "units": covered}))
    return replace(sample, ticket=ticket, parts=tuple(parts), documents=tuple(papers))


def _offered(text: str, language: str) -> list[str]:
    """The lines that the letter offers as an answer."""
    yes, no = WORDS[language]
    lines = (line.strip(" >") for line in text.splitlines())
    return [line for line in lines if re.fullmatch(rf"(?:{yes}|{no})[ 0-9,A-Z]*", line)]


@pytest.mark.parametrize("language", ["it", "en"])
def test_one_price_for_two_units_is_not_offered_in_parts(
    language: str, writer: LetterWriter
) -> None:
    """A15: what one price covers is accepted whole or not at all."""
    letter = _letter(language, replace(QUOTE, units=(1, 2)))
    assert _offered(text_of(opened(writer.write(letter, NOW))), language) == list(WORDS[language])


@pytest.mark.parametrize("language", ["it", "en"])
def test_several_quotes_are_answered_by_their_units(language: str, writer: LetterWriter) -> None:
    """Each line offered is read as what it says; one paper for each quote."""
    first = replace(QUOTE, units=(1, 2), amount=Decimal("129.50"))
    second = replace(QUOTE, number=2, units=(3,), amount=Decimal(60))
    letter = _letter(language, first, second)
    mail = opened(writer.write(letter, NOW))
    yes, no = WORDS[language]
    offered = _offered(text_of(mail), language)
    assert offered == [f"{yes} 1, 2", f"{yes} 3", f"{yes} 1, 2, {no} 3", no]
    read = [read_answer(line, quoted_units("", letter.ticket), frozenset()) for line in offered]
    assert [(a.accept, a.decline) for a in read[:3]] == [((1, 2), ()), ((3,), ()), ((1, 2), (3,))]
    assert read[3].answer is Answer.DECLINE
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert len(names) == len(set(names)) == 2
    assert text_of(mail).count("## ") == 0
    heading = {"it": "Come rispondere", "en": "How to answer"}[language]
    assert text_of(mail).count(heading) == 1


def test_a_quote_beside_an_older_open_one_names_its_units(writer: LetterWriter) -> None:
    """A bare yes would be meant for both."""
    first, second = replace(QUOTE, units=(1,)), replace(QUOTE, number=2, units=(2, 3))
    letter = _letter("it", first, second, told=(second,))
    assert _offered(text_of(opened(writer.write(letter, NOW))), "it") == ["ACCETTO 2, 3", "RIFIUTO"]


def _refused(why: str, language: str, last_day: date) -> Notification:
    sample = sample_letter("not_an_acceptance", language)
    facts = {"why": why, "quote": QUOTE, "last_day": last_day}
    return replace(sample, parts=(Part("not_an_acceptance", facts),))


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(
    ("why", "offers"),
    [("late", False), ("not_separable", False), ("not_entitled", False), ("condition", True)],
)
def test_only_who_can_accept_is_told_how(
    why: str, offers: bool, language: str, writer: LetterWriter
) -> None:
    """Decisions 9: after the last day there is nothing to accept until staff admit it."""
    text = text_of(opened(writer.write(_refused(why, language, date(2026, 12, 9)), NOW)))
    assert (_offered(text, language) == [WORDS[language][0]]) is offers


def test_a_last_day_that_has_passed_does_not_remain(writer: LetterWriter) -> None:
    """The day before today, and today."""
    for day, told in ((date(2026, 11, 23), False), (date(2026, 11, 24), True)):
        text = text_of(opened(writer.write(_refused("other", "it", day), NOW)))
        assert ("Il termine resta" in text) is told


def test_staff_are_offered_what_the_letter_asks_for(writer: LetterWriter) -> None:
    """A late acceptance is put before support, and ADMIT is a command of sales: it is listed."""
    sample = sample_letter("needs_person", "it")
    assert sample.ticket is not None
    held = tuple(replace(unit, state=State.HELD) for unit in sample.ticket.units)
    ticket = replace(sample.ticket, units=held, pending={"late": {}})
    for why, listed in (("late_acceptance", True), ("question", False)):
        facts = {"why": why, "text": "", "who": "", "details": ""}
        letter = replace(sample, ticket=ticket, parts=(Part("needs_person", facts),))
        text = text_of(opened(writer.write(letter, NOW)))
        assert ("- ADMIT" in text) is listed
        assert "- COLLECTED" in text
