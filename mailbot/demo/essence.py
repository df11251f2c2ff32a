"""The lines of a letter that matter at a glance: what happened, each unit, who must act by when."""

import re

from mailbot.terminal import new_lines

_UNIT = re.compile(r"\d+\. ")
_SERIAL = re.compile(r"\s+S/N:\s+(.+)")
_STATUS = re.compile(r"\s+(?:Stato|Status):\s+(.+)")
_RESULT = re.compile(r"\s+(?:Esito|Result):")
_HEADER = re.compile(r"(?:Riga|Line)\s+(?:Esito|Result)$")
_GAP = re.compile(r" {2,}")
_TOTAL = re.compile(r"(?:Totale|Total)\s+[\d.,]+$")
_GREETING = re.compile(r"(?:Gentil[ei]|Buongiorno|Dear|Hello)\b.*,$")
_NEXT = frozenset({"Che cosa succede adesso", "What happens next"})
_PARAGRAPH = 3  # lines of the first paragraph


def essence(text: str) -> list[str]:
    """What one reads of a letter first. A letter of another make gives its first lines."""
    paragraphs = _paragraphs(new_lines(text))
    if paragraphs and _GREETING.fullmatch(" ".join(paragraphs[0])):
        paragraphs = paragraphs[1:]
    if not paragraphs:
        return []
    lines = paragraphs[0][:_PARAGRAPH]
    following = False
    for paragraph in paragraphs[1:]:
        if following:
            lines += _steps(paragraph)
        elif _UNIT.match(paragraph[0]) and any(_STATUS.match(line) for line in paragraph):
            lines.append(_unit(paragraph))
        elif any(_RESULT.match(line) for line in paragraph[1:]):
            lines.append(_result(paragraph))
        elif _HEADER.match(paragraph[0]):
            lines += [_GAP.sub(" · ", line) for line in paragraph[2:]]
        else:
            lines += [line for line in paragraph if _TOTAL.match(line)]
        following = paragraph[0] in _NEXT
    return lines


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _steps(paragraph: list[str]) -> list[str]:
    """Each step with who and when on one line."""
    steps: list[str] = []
    for line in paragraph:
        if line.startswith("- ") or not steps:
            steps.append("→ " + line.removeprefix("- "))
        else:
            steps[-1] += " " + line.strip()
    return steps


def _result(paragraph: list[str]) -> str:
    """The command and what came of it."""
    line = paragraph[0]
    for more in paragraph[1:]:
        line += (" · " if _RESULT.match(more) else " ") + more.strip()
    return line


def _unit(paragraph: list[str]) -> str:
    serial = next((m[1] for line in paragraph if (m := _SERIAL.match(line))), "-")
    status = next((m[1] for line in paragraph if (m := _STATUS.match(line))), "-")
    return f"{paragraph[0]}  {serial}  ▸ {status}"
