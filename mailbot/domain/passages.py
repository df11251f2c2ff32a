"""The texts of a mail by where they stand: the same for naming keys and for understanding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.domain.documents import is_delivery_document
from mailbot.domain.mail import Attachment, Mail, Table
from mailbot.domain.quotemarks import plain_subject
from mailbot.domain.quoting import Words, split
from mailbot.domain.sentences import unwrap
from mailbot.domain.site import Site
from mailbot.domain.threads import find_references

_TEXT = 200_000  # characters that are split into parts
_READ = 40_000  # characters of one passage that are read; a list of 200 units has a third of it


# The heads of a chain: who sent what to whom. A subject may tell the fault.
_HEADS = re.compile(
    r"^[>\s*]{0,12}(?:(?:from|da|von|de|to|a|an|à|para|per|date|data|datum|fecha|sent|inviato|gesendet"
    r"|envoyé|enviado|cc|reply-to)\*?\s?:[^\n]*|-{3,}[^\n]{0,60}-{3,}\s*)$\n?",
    re.IGNORECASE | re.MULTILINE,
)


_SEE_SUBJECT = re.compile(
    r"\W{0,6}(?:(?:vedi|come da|v\.|see|siehe|voir|ver)\s)(?:l')?"
    r"(?:oggetto|subject|betreff|objet|asunto)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it stands. `own` is the writer's word; the rest somebody else's or a
    document."""

    text: str
    where: str
    own: bool = False
    signature: bool = False
    document: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and where it stands."""

    table: Table
    where: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A mail laid out for reading. `words` are the parts of its text."""

    words: Words
    passages: tuple[Passage, ...]
    sheets: tuple[Sheet, ...]
    quoted: str  # our own letter, as quoted
    codes: tuple[tuple[str, str], ...]  # barcode, where
    names: tuple[tuple[str, str], ...]  # file name, where

    @property
    def body(self) -> str:
        """The writer's new words, with lines that a program broke put together."""
        return next((p.text for p in self.passages if p.where == "body" and not p.signature), "")

    @property
    def own_words(self) -> str:
        """The body; of a mail that only says "see subject" what its subject has before our tag."""
        if self.body.strip() and not _SEE_SUBJECT.match(self.body):
            return self.body
        subject = next((p.text for p in self.passages if p.where == "subject"), "")
        return subject.partition("[")[0]


def own_addresses(site: Site) -> frozenset[str]:
    """The desk's addresses and the role addresses behind it: a quote of theirs is a letter of
    ours."""
    return frozenset({site.address, *site.aliases})


def lay_out(mail: Mail, site: Site) -> Reading:
    """All texts of a mail, apart by where they stand."""
    words = split(mail.text[:_TEXT], own_addresses(site), mail.subject)
    subject = plain_subject(mail.subject)[:1_000]
    passages = [
        Passage(unwrap(words.reply)[:_READ], "body", own=True),
        # The subject of a reply to us is our own.
        Passage(subject, "subject", own=not find_references(subject, site)),
        Passage(words.signature[:_READ], "body", own=True, signature=True),
        Passage(unwrap(_HEADS.sub("", words.forwarded))[:_READ], "quoted"),
    ]
    sheets = [Sheet(table, "body") for table in mail.tables]
    for inner in mail.chain:
        text = split(inner.text[:_TEXT], own_addresses(site), inner.subject)
        whole = f"{plain_subject(inner.subject)}\n\n{text.reply}\n\n{text.forwarded}"
        passages.append(Passage(unwrap(whole)[:_READ], "rfc822"))
        sheets += [Sheet(table, "rfc822") for table in inner.tables]
    codes: list[tuple[str, str]] = []
    names: list[tuple[str, str]] = []
    for attachment in _attachments(mail):
        where = place_of(attachment)
        paper = attachment.text[: 2 * _READ]
        delivery = is_delivery_document(paper, attachment.name)
        if paper.strip() and (delivery or not attachment.tables):
            passages.append(Passage(paper, where, document=True))
        if not delivery:
            sheets += [Sheet(table, where) for table in attachment.tables]
        codes += [(code, where) for code in attachment.codes]
        names.append((attachment.name, where))
    return Reading(
        words,
        tuple(passages),
        tuple(sheets),
        unwrap(words.quoted)[:_READ],
        tuple(codes),
        tuple(names),
    )


def _attachments(mail: Mail) -> Iterator[Attachment]:
    yield from mail.attachments
    for inner in mail.chain:
        yield from inner.attachments


def place_of(attachment: Attachment) -> str:
    """How the corpus README spells where an attachment's words stand."""
    if attachment.origin == "tnef":
        return f"tnef:{attachment.name}"
    kind = "image" if attachment.content_type.startswith("image/") else "attachment"
    return f"{kind}:{attachment.name}"
