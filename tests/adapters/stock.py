"""Values of the domain for the tests of the store: complete ones, so that every field is kept."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from mailbot.domain.decision import Decision
from mailbot.domain.mail import Address, Mail, RawMail
from mailbot.domain.registry import Partner, Role, SoldUnit
from mailbot.domain.states import State
from mailbot.domain.ticket import (
    Clock,
    Event,
    Quote,
    ReceivedMail,
    Requester,
    SentLetter,
    Ticket,
)
from mailbot.domain.unit import Acceptance, Parcel, Shipment, TestReport, Unit, Verdict
from mailbot.ports import Letter

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def some_mail(n: int = 1, body: bytes = b"The phone is dead.\r\n") -> tuple[RawMail, Mail]:
    """The n-th mail, raw and read."""
    import hashlib

    raw = b"Message-ID: <m%d@partner.example>\r\nFrom: ada@partner.example\r\n\r\n" % n + body
    mail = Mail(
        message_id=f"<m{n}@partner.example>",
        digest=hashlib.sha256(raw).hexdigest(),
        received=NOW,
        senders=(Address("ada@partner.example", "Ada"),),
        subject=f"Phone {n}",
        text=body.decode(),
    )
    return RawMail(str(n), raw, NOW), mail


def some_letter(n: int = 1, *recipients: str, reference: str = "RMA-2026-00001") -> Letter:
    """The n-th letter of a ticket."""
    return Letter(
        message_id=f"<{reference}.n{n}.abc@desk.example>",
        name="acknowledgement",
        sender="rma@desk.example",
        recipients=recipients or ("ada@partner.example",),
        raw=b"Subject: letter %d\r\n\r\nWords\r\n" % n,
        reference=reference,
    )


def some_unit(number: int = 1, state: State = State.NEW, serial: str | None = None) -> Unit:
    """A unit in which every field has a value of its own."""
    return Unit(
        number=number,
        state=state,
        serial=serial or f"IG4/00{number:04}",
        as_written="ig4 00",
        mac="00:1C:A8:5E:D1:28",
        product_code="VS-IG4",
        product="ISDN Gateway 4",
        family="isdn_gateway",
        sold_to="retipiu",
        known=True,
        fault="does not register",
        verdict=Verdict("in", "delivery", DAY, DAY + timedelta(days=365), "2026/1", ("last_day",)),
        covered=False,
        approved_on=DAY,
        parcel=Parcel("BRT", "123", "77", DAY),
        marked=True,
        test=TestReport("misuse", "repairable", "EX2: burnt", NOW, "lab", promised=DAY),
        acceptance=Acceptance(1, 2, (1, 2), "ada@partner.example", NOW, "<m>", "d", "token"),
        shipment=Shipment("BRT", "456", DAY),
        flags=("assumed", "liquid"),
    )


def some_ticket(n: int = 1, *units: Unit, partner: str = "retipiu", owner: str = "") -> Ticket:
    """The n-th ticket of the year."""
    number = f"RMA-2026-{n:05}"
    return Ticket(
        number=number,
        opened=NOW + timedelta(minutes=n),
        subject=f"Phone {n} è muto",
        requester=Requester(
            Address("ada@partner.example", "Ada"), partner, "Reti Più", "quality_partner", "it"
        ),
        units=units or (some_unit(1, serial=f"IG4/{n:06}"),),
        owner=owner,
        quotes=(Quote(1, 2, (1,), Decimal("129.50"), "EUR", NOW, "lab", DAY, days=5),),
        clocks=(Clock("TM1", (1,), NOW, NOW + timedelta(hours=12), (NOW + timedelta(hours=6),)),),
        history=(Event(NOW, "ada@partner.example", "opened", (1,), "<m1>", "", "new"),),
        letters=(SentLetter(1, "acknowledgement", ("ada@partner.example",), "<l1>", NOW),),
        mails=(ReceivedMail("<m1>", "d", "ada@partner.example", NOW, "Phone"),),
        pending={"codes": ["a", "b"], "n": 3},
    )


def opened(*tickets: Ticket) -> Decision:
    """The decision that opens or changes these tickets."""
    return Decision("opened", tickets=tickets)


def some_sold(n: int = 1, sold_to: str = "retipiu") -> SoldUnit:
    """The n-th unit of the registry."""
    return SoldUnit(
        serial=f"IG4/{n:06}",
        mac=f"00:1C:A8:{n >> 16 & 255:02X}:{n >> 8 & 255:02X}:{n & 255:02X}",
        product_code="VS-IG4",
        product_name="ISDN Gateway 4",
        family="isdn_gateway",
        channel="direct",
        sold_to=sold_to,
        delivered_on=date(2026, 1, 7),
        licensed_on=None,
        delivery_note="2026/17",
        hardware_replacement=n % 2 == 0,
    )


def some_partner(name: str = "retipiu", **facts: object) -> Partner:
    """A partner with this id."""
    known: dict[str, object] = {
        "id": name,
        "name": f"{name.title()} S.r.l.",
        "role": Role.QUALITY_PARTNER,
        "domains": (f"{name}.example",),
        "emails": (f"info@{name}.example",),
        "language": "it",
    }
    return Partner(**(known | facts))  # type: ignore[arg-type]
