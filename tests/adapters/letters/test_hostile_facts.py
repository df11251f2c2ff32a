"""Nothing from a mail is ever code, markup, a link or a header (mail-layer 20)."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from enum import Enum

import pytest

from mailbot import resources
from mailbot.adapters.envelope import LOOP_HEADER
from mailbot.adapters.renderer import LetterWriter
from mailbot.domain.decision import Notification, Thread
from mailbot.domain.mail import Address
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.site import Site
from mailbot.domain.threads import is_genuine, parse_letter_refs
from mailbot.ports import Letter
from mailbot.samples import NOW, sample_letter
from tests.adapters.letters.conftest import html_of, opened, text_of

# What the same letters say with harmless words: a hostile one adds no element and no header.
HOSTILE = (
    "{{ 7*7 }}{% for x in range(9) %}x{% endfor %}",
    "**bold** [click](http://evil.example) ![x](http://evil.example/x.png) <http://evil.example>",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n# Title\n- item\n> quote\n```\ncode\n```\n***",
    "<script>alert(1)</script><img src=x onerror=alert(1)></td></table><a href='http://e.example'>",
    "line\r\nBcc: victim@bank.example\r\n\r\n<b>body</b>",
    "abc\u202egnp.exe\u2066\u200f\x00\x1b[31m\ue000\ue010\ue001",
    "ACCETTO &amp; &lt;b&gt; &#x202e; \\* \\_ `code` ~~no~~",
)
# Facts that are codes of our own judgement, never words of a mail.
CODES = frozenset(
    {"clock", "kind", "what", "field", "key", "unit", "covered", "basis", "coverage", "result"}
    | {"exclusion", "code", "audience", "language", "reference", "number", "state", "currency"}
    | {"possible", "flags", "name", "starts", "ends", "email", "message_id", "queue", "owner"}
)


def poisoned(value: object, words: str, name: str = "") -> object:
    """The value with `words` in the place of each text that could come from a mail."""
    if isinstance(value, Enum) or (isinstance(value, str) and (name in CODES or not value)):
        return value
    if isinstance(value, str):
        return words
    if isinstance(value, tuple):
        return tuple(poisoned(item, words, name) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, words, key) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), words, f.name) for f in fields(value)}
        return replace(value, **changed)
    return value


def hostile_letter(name: str, words: str) -> Notification:
    sample = sample_letter(name, "it")
    part = sample.parts[0]
    facts = poisoned(dict(part.facts), words)
    ticket = poisoned(sample.ticket, words)
    thread = Thread("<a@b.example>", (words,), words)
    to = Address(sample.to[0].email, words)
    return replace(
        sample,
        parts=(replace(part, facts=facts),),
        ticket=ticket,
        thread=thread,
        to=(to,),
        documents=(),
    )


def _elements(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


@pytest.mark.parametrize("name", NOTIFICATIONS)
def test_hostile_words_stay_words(name: str, writer: LetterWriter) -> None:
    """In no letter does a fact become an element, a link, a template's code or a header."""
    plain = opened(writer.write(hostile_letter(name, "harmless words"), NOW))
    for words in HOSTILE:
        _check(name, words, plain, writer)


def _check(name: str, words: str, plain: EmailMessage, writer: LetterWriter) -> None:
    mail = opened(writer.write(hostile_letter(name, words), NOW))
    html, text = html_of(mail), text_of(mail)
    assert _elements(html) <= _elements(html_of(plain)) | {"br", "wbr", "ul", "li"}
    assert html.count("<a ") == html_of(plain).count("<a ")
    assert html.count("<table") == html_of(plain).count("<table")
    assert not re.search(r"""(?:href|src)=["'][^"']*(?:evil|e\.example)""", html)
    source = (resources.templates() / "it" / f"{name}.md").read_text(encoding="utf-8")
    if "|own" not in source:  # words of our own people keep their web addresses
        assert "http://" not in text + html
    assert "49" not in re.findall(r"\b49\b", str(mail["Subject"]))
    assert [k for k, _ in mail.items()] == [k for k, _ in plain.items()]
    assert mail["Bcc"] is None
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]", text
    )
    for header in mail.values():
        assert "\n" not in str(header)
        assert "\u202e" not in str(header)


def test_what_was_written_is_shown_as_it_was_written(writer: LetterWriter) -> None:
    """Words with signs of Markdown and HTML are told as they stand, in text and HTML."""
    words = "2 * 3 * 4 < 5 & _x_ [y](z) `q` \\ 10"
    mail = opened(writer.write(hostile_letter("reply", words), NOW))
    assert words in text_of(mail)
    assert "2 * 3 * 4 &lt; 5 &amp; _x_ [y](z) `q` \\ 10" in html_of(mail)


def test_a_letter_has_the_headers_that_stop_loops(writer: LetterWriter) -> None:
    """Mail-layer 12 and RFC 3834: automatic, threaded, with our own mark, bounces to the desk."""
    sample = sample_letter("acknowledgement", "it")
    letter = writer.write(sample, NOW)
    mail = opened(letter)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail[LOOP_HEADER] == "rma@voismart.example"
    assert mail["In-Reply-To"] == "<CAF4d-8812@mail.telecomnord.example>"
    assert mail["References"].split() == [
        "<CAF4d-8811@mail.telecomnord.example>",
        "<CAF4d-8812@mail.telecomnord.example>",
    ]
    assert mail["Message-ID"] == letter.message_id
    assert mail["Content-Language"] == "it"
    assert letter.sender == "rma@voismart.example"
    assert letter.recipients == ("m.bellini@telecomnord.example",)
    begun = opened(writer.write(replace(sample, thread=None), NOW))
    assert begun["Auto-Submitted"] == "auto-generated"
    assert begun["In-Reply-To"] is None


def test_the_same_notification_gives_the_same_bytes(writer: LetterWriter) -> None:
    """After a crash the letter is the same again, documents included; only the Date may differ."""
    for name in ("approval", "quote", "shipped", "partner_digest"):
        sample = sample_letter(name, "it")
        assert writer.write(sample, NOW).raw == writer.write(sample, NOW).raw
        later = writer.write(sample, datetime(2026, 11, 24, 9, 31, tzinfo=UTC))
        assert _undated(later) == _undated(writer.write(sample, NOW))


def _undated(letter: Letter) -> bytes:
    return re.sub(rb"\r\nDate: [^\r]+", b"", letter.raw)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Telefono guasto", "Re: [RMA-2026-00042] Telefono guasto"),
        ("R: I: Telefono guasto", "Re: [RMA-2026-00042] Telefono guasto"),
        ("Re: [RMA-2026-00042] Telefono guasto", "Re: [RMA-2026-00042] Telefono guasto"),
        ("AW: WG: [RMA 2026/42] Re: Telefon", "Re: [RMA-2026-00042] Telefon"),
        ("[urgente] PBX", "Re: [RMA-2026-00042] [urgente] PBX"),
        ("Re: Ricevuta", "Re: [RMA-2026-00042] Ricevuta"),
        ("", "[RMA-2026-00042] Richiesta di reso registrata"),
        ("x" * 2000, "Re: [RMA-2026-00042] " + "x" * 99 + "…"),
    ],
)
def test_a_thread_keeps_its_subject_with_the_number_in_front(
    theirs: str, ours: str, writer: LetterWriter
) -> None:
    """Mail-layer 14, 15: marks and tags do not pile up, the number is always there, in bounds."""
    sample = replace(sample_letter("acknowledgement", "it"), thread=Thread("<a@b>", (), theirs))
    assert opened(writer.write(sample, NOW))["Subject"] == ours


@pytest.mark.parametrize(
    "subject",
    [
        "Nuova richiesta: Rossi Telecom S.r.l., due unità in reso, e parole per due righe",
        "Preventivo per il centralino della sede di Milano, con molte parole ma senza accenti",
        "日本 " * 20,
        "à",
        "x" * 99,
    ],
)
def test_a_long_subject_reads_as_it_was_written(subject: str, writer: LetterWriter) -> None:
    """Folding adds no blank and cuts no word; encoded words stay in bounds (RFC 2047 section 2)."""
    sample = replace(sample_letter("status", "it"), thread=Thread("<a@b>", (), subject))
    letter = writer.write(sample, NOW)
    assert opened(letter)["Subject"] == f"Re: [RMA-2026-00042] {subject.strip()}"
    head = letter.raw.split(b"\r\n\r\n")[0]
    (block,) = re.findall(rb"Subject: .*?(?=\r\n[A-Z])", head, re.DOTALL)
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^ ]+\?=", block))


def test_many_references_are_capped(writer: LetterWriter) -> None:
    """The first and the last twenty in all; ids that are none are left out (RFC 5537 3.4.4)."""
    ids = tuple(f"<m{n}@{'x' * 60}.example>" for n in range(50))
    thread = Thread(ids[-1], (*ids, "no id", "<a b@c>", "<x@y>\r\nBcc: v@w.example"), "Guasto")
    mail = opened(writer.write(replace(sample_letter("status", "it"), thread=thread), NOW))
    found = mail["References"].split()
    assert len(found) == 20
    assert (found[0], found[-1]) == (ids[0], ids[-1])
    assert mail["Bcc"] is None


def test_no_line_of_a_letter_is_too_long(writer: LetterWriter) -> None:
    """RFC 5322 2.1.1: 998 octets at most, whatever the names and subjects."""
    sample = sample_letter("status", "it")
    thread = Thread(f"<{'a' * 230}@b.example>", (), "Perché " * 40)
    names = tuple(Address(f"a{n}@b.example", "Società Àèìòù " * 6) for n in range(20))
    letter = writer.write(replace(sample, to=names, thread=thread), NOW)
    assert max(len(line) for line in letter.raw.split(b"\r\n")) <= 998
    assert len(letter.recipients) == 20


def test_an_address_that_cannot_be_written_to_is_left_out(writer: LetterWriter) -> None:
    """One bad address does not lose the letter to the others; none at all is an error."""
    sample = sample_letter("status", "it")
    bad = (Address("no address"), Address("a..b@c.example"), Address("à@b.example"), Address(""))
    good = Address("tecnico@münchen.example", "Ü")
    letter = writer.write(replace(sample, to=(*bad, good)), NOW)
    assert letter.recipients == ("tecnico@xn--mnchen-3ya.example",)
    with pytest.raises(ValueError, match="no address"):
        writer.write(replace(sample, to=bad), NOW)


def test_a_letter_goes_to_all_who_are_to_hear_of_it(writer: LetterWriter) -> None:
    """Copies are recipients too, each once; the token names them all."""
    sample = sample_letter("status", "it")
    cc = (Address("anna@telecomnord.example", "Anna Neri"), sample.to[0])
    letter = writer.write(replace(sample, cc=cc), NOW)
    assert letter.recipients == ("m.bellini@telecomnord.example", "anna@telecomnord.example")
    assert "anna@telecomnord.example" in opened(letter)["Cc"]
    assert letter.message_id != writer.write(sample, NOW).message_id


def test_a_letter_without_a_reference_has_an_id_of_its_own(writer: LetterWriter) -> None:
    """The same words have the same id, other words another; answers come to the desk."""
    sample = replace(sample_letter("not_a_partner", "it"), reference="", thread=None)
    letter = writer.write(sample, NOW)
    assert letter.message_id == writer.write(sample, NOW).message_id
    other = replace(sample, to=(Address("x@y.example"),))
    assert letter.message_id != writer.write(other, NOW).message_id
    assert "rma@voismart.example" in opened(letter)["Reply-To"]


def test_answers_to_a_letter_name_it(writer: LetterWriter, site: Site) -> None:
    """Mail-layer 14: the signed reply address and the Message-ID carry the same token."""
    letter = writer.write(sample_letter("quote", "it"), NOW)
    (by_id,) = parse_letter_refs(letter.message_id)
    (by_address,) = parse_letter_refs(opened(letter)["Reply-To"])
    assert by_id == by_address
    assert is_genuine(site, by_id, letter.recipients)
    assert not is_genuine(site, by_id, ("mallory@evil.example",))
