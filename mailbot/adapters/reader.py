"""The door through which bytes become a `Mail`: bounded, decoded, nothing left to parse (mail-layer
5, 6).
"""

import hashlib
from dataclasses import dataclass, replace
from email.message import Message

from mailbot.adapters.reading import fields as heads
from mailbot.adapters.reading.attachments import Opener
from mailbot.adapters.reading.bodies import read_body
from mailbot.adapters.reading.bounds import bound
from mailbot.adapters.reading.headers import raw_fields
from mailbot.adapters.reading.structure import Tree, parse, walk
from mailbot.domain.mail import Mail, RawMail
from mailbot.domain.site import Limits
from mailbot.errors import Unreadable

_DEEPEST_ENCLOSURE = 8


@dataclass(frozen=True, slots=True)
class MailReader:
    """Reads mails. `desk` is the address of this desk, as its loop header carries it."""

    limits: Limits
    desk: str = ""

    def read(self, raw: RawMail) -> Mail:
        """The mail. Same bytes, same result.

        Errors: Unreadable with one line that says why; nothing else is ever raised for any bytes.
        """
        digest = hashlib.sha256(raw.raw).hexdigest()
        try:
            bounded = bound(raw.raw, self.limits)
            mail = self._mail(parse(bounded.data), raw, digest, 0)
        except Unreadable:
            raise
        except RecursionError:
            raise Unreadable("its parts are nested too deep") from None
        except Exception as error:
            # Whatever a stranger's bytes set off in a parser is a mail to be set aside, not a bug
            # of the daemon.
            raise Unreadable(f"it cannot be parsed ({type(error).__name__})") from error
        cut = bounded.problems
        if raw.cut:
            cut = (f"the mail has {raw.size} bytes: only its beginning was read", *cut)
        return replace(mail, problems=cut + mail.problems)

    def _mail(self, top: Message, raw: RawMail, digest: str, depth: int) -> Mail:
        """One mail of the tree, with the mails enclosed in it."""
        tree = walk(top, self.limits, depth)
        fields = raw_fields(top, self.limits.header_bytes)
        body = read_body(tree.leaves, self.limits)
        attachments = Opener(self.limits).open(body.rest, body.files)
        enclosed = self._enclosed(tree, raw, depth)
        return Mail(
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
            attachments=attachments,
            enclosed=enclosed,
            envelope_sender=heads.envelope_sender(fields),
            problems=body.problems,
            own_desk=heads.first(fields, heads.OWN_DESK) if depth == 0 else "",
        )

    def _enclosed(self, tree: Tree, raw: RawMail, depth: int) -> tuple[Mail, ...]:
        """The mails attached to one, each with those attached to it."""
        found = []
        for message in tree.enclosed:
            if depth >= _DEEPEST_ENCLOSURE:
                raise Unreadable(f"mails are enclosed in mails deeper than {_DEEPEST_ENCLOSURE}")
            data = bytes(message)
            found.append(self._mail(message, raw, hashlib.sha256(data).hexdigest(), depth + 1))
        return tuple(found)
