"""Each letter in each language, written from its sample."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mailbot import resources
from mailbot.adapters.markdown_text import width
from mailbot.adapters.renderer import LetterWriter
from mailbot.adapters.words import word_keys
from mailbot.domain import particulars
from mailbot.domain.decision import Audience, Part, TranscriptLine
from mailbot.domain.grammar import GRAMMARS
from mailbot.domain.lifecycle import State
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.proofs import GUARDS
from mailbot.domain.site import Site
from mailbot.samples import NOW, sample_letter
from tests.adapters.letters.codes import TABLES, domain_codes, domain_events
from tests.adapters.letters.conftest import html_of, opened, text_of

Sent = Callable[[str, str], EmailMessage]
LANGUAGES = ("it", "en")
EVERY = [(name, language) for language in LANGUAGES for name in NOTIFICATIONS]
# Elements that have no end tag.
VOID = frozenset({"br", "hr", "meta", "wbr", "img"})


class Tags(HTMLParser):
    """Notes every element that is closed twice, never, or in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_letter_is_whole_in_text_and_html(name: str, language: str, sent: Sent) -> None:
    """Text and HTML from one source, no signs of the source in them (mail-layer 27)."""
    mail = sent(name, language)
    text, html = text_of(mail), html_of(mail)
    for noise in ("**", "{{", "{%", "{#", "\\", "|--", "](", "None", "Undefined", "<", "&amp;"):
        clean = re.sub(r"<[^<>\s]+@[^<>\s]+>", "", text)  # addresses stand in angle brackets
        assert noise not in clean, f"{noise} in {text}"
    for noise in ("**", "{{", "{%", "None", "Undefined", "<script"):
        assert noise not in html
    assert not re.search("[\ue000-\uf8ff]", text + html + str(mail["Subject"]))
    assert "\n\n\n" not in text
    tags = Tags()
    tags.feed(html)
    assert (tags.open, tags.wrong) == ([], [])


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_text_keeps_to_72_columns(name: str, language: str, sent: Sent) -> None:
    """Only a word that cannot be broken may be longer (style 34)."""
    text = text_of(sent(name, language))
    for line in text.splitlines():
        assert width(line) <= 72 or " " not in line.strip(), line
        assert line == line.rstrip()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_letter_carries_both_contacts(
    name: str, language: str, sent: Sent, site: Site
) -> None:
    """R8: the sales representative and the published address, in text and HTML."""
    mail = sent(name, language)
    for body in (text_of(mail), html_of(mail)):
        flat = " ".join(body.split())
        assert site.contacts.sales_address in flat
        assert site.contacts.info_address in flat


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        name
        for name, kind in NOTIFICATIONS.items()
        if kind.audience == Audience.PARTNER and sample_letter(name, "it").ticket is not None
    ],
)
def test_a_partners_letter_says_number_table_next_who(name: str, language: str, sent: Sent) -> None:
    """Workflow 2.6: ticket number, a line for each unit with its public status, next, who, when."""
    sample = sample_letter(name, language)
    assert sample.ticket is not None
    text = text_of(sent(name, language))
    assert sample.ticket.number in text
    for unit in sample.ticket.units:
        assert unit.serial in text
    heading = {"it": "Che cosa succede adesso", "en": "What happens next"}[language]
    who = {"it": "Chi: ", "en": "Who: "}[language]
    assert heading in text
    closed = all(unit.state.value.startswith("closed") for unit in sample.ticket.units)
    assert closed or who in text


STATUS = {
    "in_charge": "In charge",
    "approval": "Validated",
    "refusal": "Closed - refused",
    "outcome": "In process",
    "shipped": "Closed - with success",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATUS)
def test_a_status_is_told_in_the_policys_own_word(name: str, language: str, sent: Sent) -> None:
    """R59: the five words stand as they are, in each language, in the first paragraph."""
    text = text_of(sent(name, language))
    first = " ".join(text.split("\n\n")[1].split())
    assert STATUS[name] in first


def test_an_approval_says_all_that_the_policy_asks(sent: Sent, site: Site) -> None:
    """R15, R16, R22, R26, R40, R45, R46, A30, A31, and the words for the DDT (policy 1.5)."""
    mail = sent("approval", "it")
    flat = " ".join(text_of(mail).split())
    for words in (
        "Le spese di trasporto, andata e ritorno, sono a vostro carico",  # R15, A9
        "Non accettiamo colli in porto assegnato",  # R16
        ", ".join(site.contacts.warehouse),  # R22
        "Salvate una copia dei dati",  # R26
        "non risponde della perdita di dati",  # R26
        "non comporta l'attivazione automatica della garanzia",  # R40
        "Sul collo (imballo esterno): RMA-2026-00042",  # R45
        "Riferimento: RMA-2026-00042 del 24/11/2026",  # R46
        "Causale: Conto riparazione (in parte in garanzia)",
        "Porto: FRANCO (i colli in porto assegnato vengono respinti)",
        "n. 1 Orchestra PBX 50, S/N OR3-24-14175-M",
        "SIM, SD",  # A30
        "Cancellate i dati personali",  # A31
        "valida fino a giovedì 24 dicembre 2026",
        "decorre dal 10/06/2026, data del documento di consegna; ultimo giorno 10/06/2027",  # R38
        "vi mandiamo prima un preventivo",  # R39
    ):
        assert words in flat, words
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["RMA-2026-00042-label.pdf", "RMA-2026-00042-2026-12-24.ics"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_warns_of_lost_data(language: str, sent: Sent) -> None:
    """R26: the notice and the advice to back up first."""
    flat = " ".join(text_of(sent("acknowledgement", language)).split())
    notice = {
        "it": "non risponde della perdita di dati",
        "en": "not liable for loss of stored data",
    }
    backup = {"it": "Salvate una copia dei dati", "en": "Back up data"}
    assert notice[language] in flat
    assert backup[language] in flat


def test_a_stranger_sees_no_number(sent: Sent) -> None:
    """R7: the sales contact, nothing that looks like an RMA number or an authorisation."""
    mail = sent("not_a_partner", "it")
    assert not re.search(r"(RMA|DESK|REF)-\d{4}", text_of(mail) + html_of(mail) + mail["Subject"])


def test_the_questions_can_be_answered_inline(sent: Sent) -> None:
    """Known data filled in, blanks in the shape that answers are read in (delight 3)."""
    text = text_of(sent("missing_data", "it"))
    lines = [line.strip() for line in text.splitlines()]
    for line in (
        "Unità 1 — IP Phone 350 Color, S/N 0350262600053153",
        "1. Difetto: ____",
        "Avete provato con un altro alimentatore o un'altra porta PoE?",
        "2. Risposta: ____",
        "3. Seriale (S/N): ____",
        "Referente tecnico: ____",
    ):
        assert line in lines
    assert not any(line.startswith(">") for line in lines)


def test_every_language_has_the_same_files_and_words() -> None:
    """A letter, a frame or a word that one language has, each has."""
    folder = resources.templates()
    languages = sorted(p.name for p in folder.iterdir() if p.is_dir())
    assert languages == sorted(LANGUAGES)
    files = {name: {p.name for p in (folder / name).iterdir()} for name in languages}
    assert all(found == files["it"] for found in files.values())
    assert files["it"] == {f"{name}.md" for name in NOTIFICATIONS} | {
        "_partner.md", "_staff.md", "_pieces.md", "words.toml",
    }  # fmt: skip
    keys = {name: word_keys(_words(folder, name)) for name in languages}
    for found in keys.values():
        assert found ^ keys["it"] == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    """States, refusals, exclusions and clocks: each code is told in words, none as itself."""
    words = _words(resources.templates(), language)
    states = {state.value for state in State}
    wanted = {
        "next": states | {"missing_data"},
        "next_staff": states | {"missing_data"},
        "status_note": states,
        "who": {"you", "desk", "support", "lab", "warehouse", "distributor", "nobody"},
        "exclusion": {f"EX{n}" for n in range(1, 6)},
        "clock": {f"TM{n}" for n in range(1, 9)},
        "command": set(GRAMMARS),
        "letter": {n for n, kind in NOTIFICATIONS.items() if kind.audience != Audience.STAFF},
        "refusals": set(GUARDS) | _refusal_codes(),
    }
    for table, codes in wanted.items():
        assert codes - set(words[table]) == set(), table  # type: ignore[call-overload]


_REFUSALS = (
    re.compile(r'Refused\(\s*"([a-z_]+)"'),
    re.compile(r'result="([a-z_]+)"'),
    re.compile(r'BadCommand\([^()]*"([a-z_]+)"\)'),
    re.compile(r'why: str = "([a-z_]+)"'),
)


def _refusal_codes() -> set[str]:
    """The codes that stand in the domain's source."""
    source = Path(resources.__file__).parent / "domain"
    texts = [path.read_text(encoding="utf-8") for path in source.glob("*.py")]
    return {code for pattern in _REFUSALS for text in texts for code in pattern.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_domain_has_its_words(language: str) -> None:
    """A person never reads a key: each `why`, `what` and hint that the domain's source has."""
    words = _words(resources.templates(), language)
    found = domain_codes()
    assert {fact: bool(codes) for fact, codes in found.items()} == dict.fromkeys(TABLES, True)
    for fact, codes in found.items():
        told = {"unclear" if code == "other" else code for code in codes}
        table = words[TABLES[fact]]
        missing = (codes if "unclear" not in table else told) - set(table)  # type: ignore[call-overload, operator]
        assert missing == set(), f"{fact}: words are missing"
    assert {*particulars._HINTS, "returned_before"} - set(words["hint"]) == set()  # type: ignore[call-overload]
    assert {"collection_wish", "chasers", "unclear"} <= set(words["why_person"])  # type: ignore[call-overload]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_has_its_words(language: str) -> None:
    """Mail-layer 24: WHY and STATUS tell the history in the reader's language."""
    events = domain_events()
    assert {"opened", "take", "approve_warranty", "dispose_asked", "remind_hold"} <= events
    assert events - set(_words(resources.templates(), language)["event"]) == set()  # type: ignore[call-overload]


def test_why_is_told_in_words_and_in_the_desks_zone(sent: Sent) -> None:
    """Mail-layer 24: the rule with its line, the verdicts' evidence, what happened."""
    text = " ".join(text_of(sent("why", "it")).split())
    for words in (
        "Regola: direct (rules/default.yaml:41): unit.sold_to = telecomnord",
        "decorre dal 10/06/2026, data del documento di consegna",
        "23/11/2026, ore 15:30 · presa in carico · unità 1, 2, 3 · Giulia Ferri · New → In charge",
    ):
        assert words in text, words


def test_the_codes_are_found_where_they_stand() -> None:
    """The reading of the source follows arguments, tables, conditions and the shipped rules."""
    found = domain_codes()
    assert {"disposal_wish", "ownership", "late_acceptance", "no_rule", "counter_offer"} <= found[
        ("needs_person", "why")
    ]
    assert found[("closed", "why")] >= {"expired", "no_answer", "cancelled"}
    assert found[("noted", "what")] >= {"passed_on", "disposal_wish"}
    assert {"unknown_command", "wrong_arguments", "which_ticket", "no_reason"} <= _refusal_codes()


def test_what_cannot_be_read_is_quoted_with_the_right_form(writer: LetterWriter) -> None:
    """Mail-layer 22: a near miss, and a command whose arguments do not fit."""
    lines = (
        TranscriptLine("HOLD until 20/12/2026", False, "wrong_arguments", {"suggestion": "HOLD"}),
        TranscriptLine("CANCEL", False, "no_reason", {"command": "CANCEL"}),
        TranscriptLine("APROVE 1", False, "unknown_command", {"suggestion": "APPROVE"}),
        TranscriptLine("SHIP x", False, "illegal_move", {"command": "SHIP"}),
    )
    facts = {"lines": lines, "applied": False, "undo_token": "", "possible": ()}
    for language in LANGUAGES:
        letter = replace(sample_letter("transcript", language), parts=(Part("transcript", facts),))
        text = " ".join(text_of(opened(writer.write(letter, NOW))).split())
        for words in ("HOLD until 20/12/2026", "HOLD until DATE: reason", "CANCEL reason",
                      "APPROVE [warranty|out-of-warranty] [units]"):  # fmt: skip
            assert words in text, words
        assert "wrong" not in text
        assert "SHIP carrier" not in text


def _words(folder: Path, language: str) -> dict[str, object]:
    return tomllib.loads((folder / language / "words.toml").read_text(encoding="utf-8"))
