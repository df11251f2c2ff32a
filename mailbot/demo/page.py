"""The page in the browser: mail-devel's, with answers that a desk can take.

Its own answer button writes to the From address, from a made-up sender, and forgets which mail it
answers. People of the demo answer as the account they look at, to the Reply-To, in the thread.
"""

import base64
import binascii
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from email.policy import SMTP
from email.utils import formatdate, getaddresses, make_msgid
from typing import Any

from aiohttp import web
from mail_devel.http import Frontend, run_app

from mailbot.demo.accounts import Accounts, Passage

_ADDRESSED = ("to", "cc", "bcc")
_OWN = frozenset({"bcc", "content-type", "content-transfer-encoding", "mime-version"})


class Page(Frontend):  # type: ignore[misc]
    """The page, and what it asks of the server over its web socket."""

    def __init__(self, accounts: Accounts, desk: str, host: str, port: int) -> None:
        super().__init__(accounts, user=desk, host=host, port=port, multi_user=True)
        self._accounts = accounts
        self._threads: dict[tuple[str, str], tuple[str, str]] = {}

    async def start(self) -> web.AppRunner:
        """The page, running."""
        self.api = web.Application(client_max_size=25_000_000)
        self.api.add_routes(
            [
                web.get("/", self._page_index),
                web.get(r"/{static:.*\.(css|js|woff2)}", self._page_static),
                web.get("/websocket", self._websocket),
                web.get(r"/attachment/{mail:.*}/{attachment:.*}", self._download_attachment),
            ]
        )
        runner: web.AppRunner = await run_app(self.api, host=self.host, port=self.port)
        return runner

    async def on_reply_mail(
        self, ws: web.WebSocketResponse, account: str, mailbox: str, uid: int
    ) -> None:
        """Fill the editor with an answer to a mail of this account."""
        folder = await self._accounts[account].get_mailbox(mailbox)
        async for stored in folder.messages():
            if stored.uid != uid:
                continue
            mail = message_from_bytes(await self._message_content(stored))
            header = _answer(mail, account)
            self._threads[account, header["subject"]] = (
                str(mail["Message-ID"] or ""),
                str(mail["References"] or ""),
            )
            found = {"account": account, "mailbox": mailbox, "uid": uid, "mail": {"header": header}}
            await ws.send_json({"command": "reply_mail", "data": found})

    async def on_send_mail(
        self, ws: web.WebSocketResponse, account: str, mailbox: str | None, mail: dict[str, Any]
    ) -> None:
        """Send what stands in the editor, as the account that is looked at."""
        header, body = mail.get("header"), mail.get("body")
        if isinstance(header, str):
            header = dict(HeaderParser().parsestr(header.strip()))
        if not isinstance(header, dict) or not isinstance(body, str):
            return
        fields = {
            str(k).strip().lower(): str(v).strip() for k, v in header.items() if str(v).strip()
        }
        # Only what is filled: newer Pythons take nothing at all from a list with an empty field.
        named = getaddresses([fields[k] for k in _ADDRESSED if fields.get(k)])
        recipients = [address for _, address in named if address]
        message = _compose(fields, body, account, self._threads)
        for attachment in mail.get("attachments") or []:
            _attach(message, attachment)
        passage = Passage(account, tuple(recipients), message.as_bytes(policy=SMTP))
        await self._accounts.deliver(passage, login=account)
        await self.on_list_mails(ws, account, mailbox)


def _shown(mail: Message, name: str) -> str:
    return str(make_header(decode_header(" ".join(str(mail[name] or "").split()))))


def _answer(mail: Message, account: str) -> dict[str, str]:
    subject = _shown(mail, "Subject")
    return {
        "from": account,
        "to": _shown(mail, "Reply-To") or _shown(mail, "From"),
        "subject": subject if subject.lower().startswith("re:") else f"Re: {subject}",
        "date": formatdate(),
    }


def _compose(
    fields: dict[str, str],
    body: str,
    account: str,
    threads: dict[tuple[str, str], tuple[str, str]],
) -> EmailMessage:
    message = EmailMessage()
    for name, value in fields.items():
        if name not in _OWN:
            message[name.title()] = " ".join(value.split())
    if "From" not in message:
        message["From"] = account
    if "Date" not in message:
        message["Date"] = formatdate()
    if "Message-Id" not in message:
        message["Message-Id"] = make_msgid(domain=account.rpartition("@")[2])
    answered, references = threads.get((account, fields.get("subject", "")), ("", ""))
    if answered and "In-Reply-To" not in message:
        message["In-Reply-To"] = answered
        message["References"] = " ".join([*references.split()[-10:], answered])
    message.set_content(body)
    return message


def _attach(message: EmailMessage, attachment: dict[str, Any]) -> None:
    try:
        content = base64.b64decode(str(attachment.get("content", "")))
    except binascii.Error:
        return
    main, _, sub = str(attachment.get("mimetype") or "").partition("/")
    message.add_attachment(
        content,
        maintype=main or "application",
        subtype=sub or "octet-stream",
        filename=str(attachment.get("name") or "file"),
    )
