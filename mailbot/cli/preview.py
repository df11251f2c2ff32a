"""`mailbot preview`: every letter in every language with sample facts, as a local page."""

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import click

from mailbot import bootstrap, resources
from mailbot.adapters.renderer import LetterWriter
from mailbot.cli.options import find_config
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.site import Site
from mailbot.errors import Misconfigured
from mailbot.ports import Letter, Writer
from mailbot.samples import NOW, sample_letter
from mailbot.samples.desk import sample_site


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter on the page: its files lie under `folder`."""

    name: str
    language: str
    code: str
    audience: str
    subject: str
    files: tuple[str, ...]


@click.command()
@click.option(
    "-c",
    "--config",
    "named",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The settings whose desk, languages and templates are shown. Default: those that are "
    "found, else an invented desk.",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="preview")
def preview(named: Path | None, folder: Path) -> None:
    """Write every letter, in every language, as a local page.

    FOLDER gets index.html, each letter as HTML and text, and its documents.
    """
    site, writer = _desk(named)
    shown = [
        _write(writer.write(sample_letter(name, language), NOW), language, folder)
        for language in site.languages
        for name in NOTIFICATIONS
    ]
    (folder / "index.html").write_text(_index(shown, site), encoding="utf-8")
    click.echo(f"{len(shown)} letters: {(folder / 'index.html').resolve().as_uri()}")


def _desk(named: Path | None) -> tuple[Site, Writer]:
    """The desk of the settings, or the invented one where there are none."""
    try:
        path = find_config(named)
    except Misconfigured:
        if named is not None:
            raise
        site = sample_site(ZoneInfo("Europe/Rome"))
        return site, LetterWriter(site, [resources.templates()])
    config, site = bootstrap.load(path)
    return site, bootstrap.build_writer(config, site)


def _write(letter: Letter, language: str, folder: Path) -> Shown:
    """Put one letter's files under the folder."""
    place = folder / language
    place.mkdir(parents=True, exist_ok=True)
    mail = message_from_bytes(letter.raw, _class=EmailMessage, policy=_POLICY)
    names = []
    for suffix, data in _parts(mail):
        name = f"{letter.name}{suffix}"
        (place / name).write_bytes(data)
        names.append(name)
    kind = NOTIFICATIONS[letter.name]
    subject = str(mail["Subject"])
    return Shown(letter.name, language, kind.code, str(kind.audience), subject, tuple(names))


def _parts(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The HTML, the text and the attachments, with what ends their file names."""
    for subtype, suffix in (("html", ".html"), ("plain", ".txt")):
        body = mail.get_body((subtype,))
        if body is not None:
            yield suffix, body.get_content().encode()
    for attachment in mail.iter_attachments():
        data = attachment.get_payload(decode=True)
        yield f".{attachment.get_filename()}", cast("bytes", data)


def _index(shown: list[Shown], site: Site) -> str:
    """The page: the letters on the left, the chosen one on the right, at phone or desk width."""
    items = []
    for language in dict.fromkeys(one.language for one in shown):
        items.append(f"<h2>{escape(language)}</h2>")
        items += [_item(one) for one in shown if one.language == language]
    first = f"{shown[0].language}/{shown[0].files[0]}"
    return _PAGE.format(name=escape(site.name), items="\n".join(items), first=escape(first))


def _item(one: Shown) -> str:
    more = "".join(
        f' <a class="file" target="letter" href="{escape(f"{one.language}/{name}")}">'
        f"{escape(name.removeprefix(one.name + '.'))}</a>"
        for name in one.files[1:]
    )
    title = f"{one.code} {one.name.replace('_', ' ')}".strip()
    return (
        f'<div><a target="letter" href="{escape(f"{one.language}/{one.files[0]}")}">'
        f"{escape(title)}</a> <small>{escape(one.audience)}</small>{more}<br>"
        f"<small>{escape(one.subject)}</small></div>"
    )


_POLICY = email.policy.default
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}: letters</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; display: flex; height: 100vh; font: 14px/1.4 system-ui, sans-serif; }}
nav {{ width: 340px; overflow: auto; padding: 12px 16px; border-right: 1px solid #8886; }}
nav div {{ margin: 0 0 10px; }} small {{ opacity: .7; }} .file {{ font-size: 12px; opacity: .8; }}
main {{ flex: 1; display: flex; flex-direction: column; align-items: center; }}
main p {{ margin: 8px; }} iframe {{ flex: 1; border: 1px solid #8886; width: 100%; }}
#phone:checked ~ iframe {{ max-width: 390px; }}
</style></head>
<body><nav><h1>{name}</h1>{items}</nav>
<main><label for="phone">phone width</label><input type="checkbox" id="phone">
<iframe name="letter" src="{first}" title="letter"></iframe></main>
</body></html>
"""
