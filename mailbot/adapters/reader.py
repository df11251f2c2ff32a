"""The door through which bytes become a `Mail`: bounded and decoded (mail-layer 5, 6)."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from email.message import Message

from mailbot.adapters.reading import fields as heads
from mailbot.adapters.reading.attachments import Opened, open_attachments
from mailbot.adapters.reading.bench import Bench
from mailbot.adapters.reading.bodies import Body, read_body
from mailbot.adapters.reading.bounds import bound
from mailbot.adapters.reading.headers import raw_fields
from mailbot.adapters.reading.html import read_html
from mailbot.adapters.reading.payloads import Blocks, parse
from mailbot.adapters.reading.pec import unwrap
from mailbot.adapters.reading.reports import read_report
from mailbot.adapters.reading.structure import walk
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

_DEEPEST_ENCLOSURE = 8


class MailReader:
    """Reads mails. Files of strangers are opened in a process of its own, which `close` ends."""

    def __init__(self, limits: Limits, desk: str = "") -> None:
        self._limits = limits
        self._desk = desk
        self._bench = Bench(limits)

    def read(self, raw: RawMail) -> Mail:
        """The mail. Same bytes, same result.

        Errors: Unreadable with one line that says why; nothing else is raised for any bytes.
        """
        digest = hashlib.sha256(raw.raw).hexdigest()
        try:
            bounded = bound(raw.raw, self._limits)
            blocks = dict(bounded.blocks)
            mail = unwrap(self._mail(parse(bounded.data), blocks, raw, digest, 0))
        except Unreadable:
            raise
        except RecursionError:
            raise Unreadable("its parts are nested too deep") from None
        except Exception as error:
            # Whatever a stranger's bytes set off in a parser is a mail to be set aside, not a
            # bug of the daemon.
            raise Unreadable(f"it cannot be parsed ({type(error).__name__})") from error
        cut = bounded.problems
        if raw.cut:
            cut = (f"the mail has {raw.size} bytes: only its beginning was read", *cut)
        return replace(mail, problems=cut + mail.problems)

    def close(self) -> None:
        """End the process in which files are opened, if it runs."""
        self._bench.close()

    def _mail(self, top: Message, blocks: Blocks, raw: RawMail, digest: str, depth: int) -> Mail:
        """One mail of the tree, with the mails enclosed in it."""
        tree = walk(top, self._limits, blocks, depth)
        fields = raw_fields(top, self._limits.header_bytes)
        body = read_body(tree.leaves, self._limits)
        opened = open_attachments(body.rest, body.files, self._limits, self._bench)
        body = self._with_tnef(body, opened)
        mail = Mail(
            message_id=heads.message_id(fields, digest),
            digest=digest,
            received=raw.received,
            senders=heads.addresses(fields, "from"),
            subject=heads.first(fields, "subject")[:1_000],
            text=body.text,
            headers=heads.decoded(fields),
            html_text=body.html_text,
            tables=body.tables,
            recipients=heads.addresses(fields, "to", "cc", "delivered-to", "x-original-to"),
            reply_to=heads.addresses(fields, "reply-to"),
            in_reply_to=heads.in_reply_to(fields),
            references=heads.references(fields),
            attachments=opened.attachments,
            enclosed=self._enclosed(tree.enclosed, blocks, raw, digest, depth),
            envelope_sender=heads.envelope_sender(fields),
            problems=tree.problems + body.problems + opened.problems,
            own_desk=heads.first(fields, heads.OWN_DESK) if depth == 0 else "",
        )
        return replace(mail, report=read_report(mail, tree.leaves)) if depth == 0 else mail

    def _with_tnef(self, body: Body, opened: Opened) -> Body:
        """The body, or where there is none that of a winmail.dat."""
        if body.text.strip() or not (opened.text or opened.html):
            return body
        html = read_html(opened.html, self._limits) if opened.html else None
        text = opened.text or (html.text if html is not None else "")
        return replace(
            body,
            text=text[: self._limits.text_chars],
            html_text=html.text if html is not None else "",
            tables=html.tables if html is not None else (),
        )

    def _enclosed(
        self,
        messages: Sequence[Message],
        blocks: Blocks,
        raw: RawMail,
        digest: str,
        depth: int,
    ) -> tuple[Mail, ...]:
        """The mails attached to one, each with those attached to it."""
        found = []
        for number, message in enumerate(messages):
            if depth >= _DEEPEST_ENCLOSURE:
                raise Unreadable(f"mails are enclosed in mails deeper than {_DEEPEST_ENCLOSURE}")
            own = hashlib.sha256(f"{digest}/{number}".encode()).hexdigest()
            found.append(self._mail(message, blocks, raw, own, depth + 1))
        return tuple(found)
