"""The letters' templates by Jinja2.

Loaded and checked once, filled in without data ever being read as a template.

A letter is `templates/<language>/<name>.md`: a comment naming its facts, the subject, a blank line,
the lead (what happened), and after a line `+++` what else there is to say below the table of units.
A file that begins with `_` is a frame, or pieces that several letters share. An earlier folder's
file goes before a later one's.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, meta
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mailbot.adapters.filters import FILTERS, seal_value
from mailbot.errors import Mistake

_FACTS = re.compile(r"\{# facts:([a-z_, ]*)#\}")
# A line of tags alone leaves nothing behind; where words stand before the tag, the line's end
# stays.
_TAGS_ALONE = re.compile(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*)+")
# Filters that would let data past the seal, or make HTML of it.
_UNSAFE_FILTERS = ("safe", "e", "escape", "forceescape", "urlize", "xmlattr", "tojson")
# A line that parts the lead from what stands below the table.
_BELOW = "+++"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter in one language, compiled."""

    subject: Template
    lead: Template
    below: Template | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter's own words, its facts sealed."""

    subject: str
    lead: Markup
    below: Markup


class TemplateFolder:
    """The templates of one language."""

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        self._places = [folder / language for folder in folders]
        self._environment = _environment(self._places)
        self._letters: dict[str, LetterTemplate] = {}
        self._frames: dict[str, Template] = {}

    def names(self) -> frozenset[str]:
        """The letters there are files for."""
        files = (path.stem for place in self._places for path in place.glob("*.md"))
        return frozenset(name for name in files if not name.startswith("_"))

    def load(self, facts: Mapping[str, frozenset[str]], common: frozenset[str]) -> list[Mistake]:
        """Compile every letter and frame; what is wrong with them.

        `facts` are those each letter may use.
        """
        mistakes: list[Mistake] = []
        for name, wanted in facts.items():
            path = self._find(f"{name}.md")
            if path is None:
                where = str(self._places[-1] / f"{name}.md")
                mistakes.append(Mistake(where, 1, "the letter is missing", "a file is wanted"))
                continue
            mistakes += self._load_letter(name, path, wanted, common)
        for path in sorted({p.name: p for f in self._places for p in f.glob("_*.md")}.values()):
            try:
                self._frames[path.stem] = self._environment.get_template(path.name)
            except TemplateSyntaxError as error:
                mistakes.append(Mistake(str(path), error.lineno, str(error.message), "fix it"))
        return mistakes

    def frames(self) -> frozenset[str]:
        """The frames and shared pieces that could be loaded."""
        return frozenset(self._frames)

    def fill(self, name: str, context: Mapping[str, object]) -> Filled:
        """The words of a letter. Errors.

        Jinja2.TemplateError where a fact is missing, KeyError for an unknown letter.
        """
        letter = self._letters[name]
        below = letter.below.render(context) if letter.below else ""
        return Filled(
            subject=letter.subject.render(context).strip(),
            lead=Markup(letter.lead.render(context).strip("\n")),
            below=Markup(below.strip("\n")),
        )

    def frame(self, name: str, context: Mapping[str, object]) -> str:
        """A whole body: the frame filled in."""
        return self._frames[name].render(context)

    def _find(self, name: str) -> Path | None:
        return next((p / name for p in self._places if (p / name).is_file()), None)

    def _load_letter(
        self, name: str, path: Path, wanted: frozenset[str], common: frozenset[str]
    ) -> list[Mistake]:
        lines = _keep_ends(path.read_text(encoding="utf-8")).split("\n")
        head = _FACTS.fullmatch(lines[0].strip())
        if head is None or len(lines) < 4 or lines[2].strip():
            right = "`{# facts: a, b #}`, the subject, a blank line and the body are wanted"
            return [Mistake(str(path), 1, "this is no letter", right)]
        named = frozenset(n.strip() for n in head[1].split(",") if n.strip())
        mistakes = []
        if named != wanted:
            right = f"the facts are: {', '.join(sorted(wanted)) or 'none'}"
            mistakes.append(Mistake(str(path), 1, "the comment names other facts", right))
        cut = lines.index(_BELOW) if _BELOW in lines else len(lines)
        try:
            whole = "\n".join(["", *lines[1:cut], "", *lines[cut + 1 :]])
            mistakes += self._strangers(path, whole, wanted | common)
            self._letters[name] = LetterTemplate(
                subject=self._compile(path, lines[:2], 1),
                lead=self._compile(path, lines[:cut], 2),
                below=self._compile(path, lines, cut + 1) if cut < len(lines) else None,
            )
        except TemplateSyntaxError as error:
            mistakes.append(Mistake(str(path), error.lineno, str(error.message), "fix it"))
        return mistakes

    def _strangers(self, path: Path, source: str, known: frozenset[str]) -> list[Mistake]:
        used = meta.find_undeclared_variables(self._environment.parse(source))
        unknown = used - known - self._environment.globals.keys()
        right = "it is neither a fact of this letter nor one of all letters"
        return [Mistake(str(path), 1, f"unknown name {name}", right) for name in sorted(unknown)]

    def _compile(self, path: Path, lines: Sequence[str], skip: int) -> Template:
        """A piece of a file.

        Blank lines take the place of what stands before it, so that errors name the true line.
        """
        source = "\n" * skip + "\n".join(lines[skip:])
        code = self._environment.compile(source, path.name, str(path))
        return Template.from_code(self._environment, code, self._environment.make_globals(None))


class _Loader(FileSystemLoader):
    """Files with their line ends kept where words stand before a tag."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source, its path, and whether it is still current."""
        source, path, current = super().get_source(environment, template)
        return _keep_ends(source), path, current


def _keep_ends(source: str) -> str:
    return "\n".join(
        f"{line[:-2]}+%}}" if line.endswith("%}") and not _TAGS_ALONE.fullmatch(line) else line
        for line in source.split("\n")
    )


def _environment(places: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader([str(place) for place in places]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=seal_value,
    )
    for name in _UNSAFE_FILTERS:
        environment.filters.pop(name, None)
    # Two blanks at a line's end: a line break that does no harm at the end of a paragraph.
    environment.globals["nl"] = Markup("  ")
    environment.filters |= FILTERS
    return environment
