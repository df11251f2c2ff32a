"""Notifications to finished letters.

Words from templates, text and HTML from one source (mail-layer 26, 27).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from mailbot.adapters.blocks import Block, Paragraph, plain
from mailbot.adapters.documents import make_enclosures
from mailbot.adapters.envelope import Written, make_letter, make_subject
from mailbot.adapters.letter_facts import COMMON, common_facts
from mailbot.adapters.markdown import parse_markdown
from mailbot.adapters.markdown_html import write_html
from mailbot.adapters.markdown_text import write_text
from mailbot.adapters.sealed import Seal, one_line
from mailbot.adapters.templates import TemplateFolder
from mailbot.adapters.words import Words, load_words, word_keys
from mailbot.domain.decision import Audience, Notification
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.site import Site
from mailbot.errors import Misconfigured, Mistake
from mailbot.ports import Letter

# Readers whose language has no letters are written to in this one, if it is there.
_ABROAD = "en"
# The frame of each audience: greeting, parts, table, what happens next, contacts.
_FRAMES = {
    Audience.PARTNER: "_partner",
    Audience.DISTRIBUTOR: "_partner",
    Audience.STRANGER: "_partner",
    Audience.STAFF: "_staff",
}
_PREHEADER_CHARS = 140


@dataclass(frozen=True, slots=True)
class _Language:
    words: Words
    templates: TemplateFolder


class LetterWriter:
    """The Writer on a list of template folders, the first one's files before the next one's.

    Everything is loaded and checked when it is built. Errors: Misconfigured with every mistake.
    """

    def __init__(self, site: Site, folders: Sequence[Path]) -> None:
        self._site = site
        self._languages: dict[str, _Language] = {}
        mistakes: list[Mistake] = []
        for language in site.languages:
            mistakes += self._load(language, folders)
        self._layout, layout_mistakes = _load_layout(folders)
        if mistakes or layout_mistakes or self._layout is None:
            raise Misconfigured([*mistakes, *layout_mistakes])

    def write(self, notification: Notification, now: datetime) -> Letter:
        """The finished letter. Same notification, same bytes but for the Date.

        Errors: ValueError without a recipient that can be written to; jinja2's errors where a fact
        is missing.
        """
        return make_letter(notification, self.compose(notification, now), self._site, now)

    def compose(self, notification: Notification, now: datetime) -> Written:
        """The letter's words: subject, text, HTML, enclosures."""
        chosen = self._languages[self._choose(notification)]
        enclosures = make_enclosures(notification, chosen.words, self._site)
        seal = Seal()
        context = common_facts(notification, chosen.words, self._site, now) | {
            "seal": seal,
            "attached": frozenset(enclosure.kind for enclosure in enclosures),
        }
        filled = [
            chosen.templates.fill(part.name, context | dict(part.facts))
            for part in notification.parts
        ]
        names = tuple(enclosure.filename for enclosure in enclosures)
        body = chosen.templates.frame(
            _FRAMES[notification.audience],
            context | {"parts": filled, "enclosures": names, "letter": notification.name},
        )
        blocks = parse_markdown(body, seal.open)
        subject = make_subject(seal.open(filled[0].subject), notification, self._site)
        first = parse_markdown(filled[0].lead.partition("\n\n")[0], seal.open)
        return Written(
            subject=subject,
            text=write_text(blocks),
            html=self._html(chosen, subject, _first_sentence(first), blocks),
            language=chosen.words.language,
            enclosures=enclosures,
        )

    def _choose(self, notification: Notification) -> str:
        wanted = (notification.language, _ABROAD, self._site.language)
        if notification.audience == Audience.STAFF:
            wanted = (notification.language, self._site.language, _ABROAD)
        return next(name for name in (*wanted, *self._languages) if name in self._languages)

    def _html(
        self, chosen: _Language, subject: str, preheader: str, blocks: Sequence[Block]
    ) -> str:
        if self._layout is None:
            raise ValueError("no layout")
        return self._layout.render(
            language=chosen.words.language,
            subject=subject,
            preheader=preheader,
            body=Markup(write_html(blocks)),  # made of escaped runs
            desk=self._site.name,
        )

    def _load(self, language: str, folders: Sequence[Path]) -> list[Mistake]:
        where = str(folders[-1] / language)
        try:
            words = load_words(language, folders, self._site.zone)
        except Misconfigured as error:
            return list(error.mistakes)
        if not words.table:
            return [Mistake(where, 1, f"there are no words for language {language}", "words.toml")]
        templates = TemplateFolder(language, folders)
        kinds = {name: frozenset(kind.facts) for name, kind in NOTIFICATIONS.items()}
        mistakes = templates.load(kinds, COMMON)
        for frame in sorted(set(_FRAMES.values()) - templates.frames()):
            mistakes.append(Mistake(where, 1, f"{frame}.md is missing", "a frame is wanted"))
        self._languages[language] = _Language(words, templates)
        return mistakes + self._compare(language, words, where)

    def _compare(self, language: str, words: Words, where: str) -> list[Mistake]:
        """Keys that this language's words lack, measured by the first language's."""
        first = next(iter(self._languages.values())).words
        missing = word_keys(first.table) - word_keys(words.table)
        right = f"{first.language} has it"
        path = f"{where}/words.toml"
        return [Mistake(path, 1, f"{key} is missing", right) for key in sorted(missing)]


def _load_layout(folders: Sequence[Path]) -> tuple[Template | None, list[Mistake]]:
    """The one HTML page that all letters stand in."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    path = str(folders[-1] / "layout.html")
    try:
        return environment.get_template("layout.html"), []
    except TemplateSyntaxError as error:
        return None, [Mistake(path, error.lineno, str(error.message), "fix it")]
    except TemplateError as error:
        return None, [Mistake(path, 1, f"the layout is missing ({error})", "a file is wanted")]


def _first_sentence(blocks: Sequence[Block]) -> str:
    """What a mail program shows beside the subject.

    The beginning of the letter's first paragraph.
    """
    first = next((plain(b.runs) for b in blocks if isinstance(b, Paragraph)), "")
    return one_line(first, _PREHEADER_CHARS)
