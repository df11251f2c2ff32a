"""A mail at a glance, on a terminal that must not be taken over by it."""

import io

import pytest

from mailbot.terminal import Screen, cut, glance, new_lines, screen_for, shown


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colour_is_for_terminals_only() -> None:
    """Piped output is plain."""
    assert screen_for(Terminal()).colour
    assert not screen_for(io.StringIO()).colour


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is honoured (no-color.org), and a terminal that cannot is believed."""
    monkeypatch.setenv(name, value)

    assert not screen_for(Terminal()).colour


def test_paint_is_only_colour() -> None:
    """Without colour the text is the text."""
    assert Screen(False, 80).paint("x", "red") == "x"
    assert Screen(True, 80).paint("x", "red", "bold") == "\x1b[31;1mx\x1b[0m"


def test_a_mail_cannot_command_the_terminal() -> None:
    """Mail-layer 20: nothing from a mail is ever code: escape sequences and direction marks go."""
    raw = (
        b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\x1b[2J\x07y\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n\x1b]0;title\x07ciao \xe2\x80\xaetac\r\n"
    )

    seen = glance(raw)

    assert seen.subject == "x[2Jy"
    assert seen.text.strip() == "]0;titleciao tac"
    assert shown("a\tb\r\nc") == "a    b\nc"


def test_encoded_subject_and_names_of_files_are_shown_as_words() -> None:
    """One look is enough."""
    raw = (
        b"From: =?utf-8?q?Ren=C3=A9?= <r@b.example>\r\nTo: c@d.example, e@d.example\r\n"
        b"Subject: =?utf-8?q?perch=C3=A9?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nperch\xe9\r\n"
        b"--x\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="label.pdf"\r\n\r\nx\r\n--x--\r\n'
    )

    seen = glance(raw)

    assert seen.sender == "r@b.example"
    assert seen.recipients == ("c@d.example", "e@d.example")
    assert seen.subject == "perché"
    assert seen.text.strip() == "perché"
    assert seen.attachments == ("label.pdf",)


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\xff\xfe", b"Subject: =?utf-99?q?x?=\r\n\r\n"])
def test_whatever_comes_is_shown_somehow(raw: bytes) -> None:
    """A mail that is hardly one is no reason to stop."""
    assert glance(raw).sender == "?"


def test_new_lines_leave_out_quote_and_signature() -> None:
    """The lines that matter are the writer's own."""
    text = "\n\nciao\n\n\nsi\n\nOn Monday Ada wrote:\n\n> no\n\n-- \nMario\n"

    assert new_lines(text) == ["ciao", "", "si"]


@pytest.mark.parametrize(("length", "whole"), [(9, True), (10, True), (11, False)])
def test_a_line_is_cut_at_the_width(length: int, whole: bool) -> None:
    """Below, at and above the bound."""
    (line,) = cut(["x" * length], 10)

    assert len(line) <= 10
    assert (line == "x" * length) is whole
