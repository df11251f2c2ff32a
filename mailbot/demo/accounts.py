"""The accounts of the demo's mail server: one for each address, made when its first mail comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mail_devel.mailbox import TestMailboxDict
from pymap.backend.dict import Config
from pymap.backend.dict.filter import FilterSet
from pymap.parsing.message import AppendMessage

from mailbot.demo.catalogue import VOUCHER


@dataclass(frozen=True, slots=True)
class Passage:
    """A mail that passed through the post office. `sender` and `recipients` are the envelope's."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


def account_of(address: str) -> str:
    """The account an address belongs to: lower case, without what follows a plus."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


class Accounts(TestMailboxDict):  # type: ignore[misc]
    """Where mail is put.

    mail-devel looks at To and Cc. The desk posts a letter once for each recipient, so here the
    envelope decides; and a plus-address lands in the account before the plus.
    """

    def __init__(
        self, config: Config, now: Callable[[], datetime], seen: Callable[[Passage], None]
    ) -> None:
        super().__init__(config, FilterSet(), multi_user=True)
        self._now = now
        self._seen = seen

    async def deliver(self, passage: Passage, login: str = "") -> None:
        """Put a mail into the INBOX of each recipient; `login` is who handed it in, if known."""
        for account in dict.fromkeys(account_of(a) for a in passage.recipients):
            trace = _trace(passage.sender, account, login)
            mailbox = await (await self.get(account)).get_mailbox("INBOX")
            await mailbox.append(
                AppendMessage(literal=trace + passage.raw, when=self._now(), flag_set=frozenset())
            )
        self._seen(passage)


def _trace(sender: str, account: str, login: str) -> bytes:
    # What a real server says: it vouches for who logged in, and for nobody else.
    vouched = f"auth=pass smtp.auth={login}" if login else "auth=none"
    return (
        f"Return-Path: <{sender}>\r\n"
        f"Delivered-To: {account}\r\n"
        f"Authentication-Results: {VOUCHER}; {vouched}\r\n"
        f" smtp.mailfrom={sender or '<>'}\r\n"
    ).encode()
