"""The invented case of the samples: three units of one partner, a quote, a dealer's referral."""

from datetime import UTC, date, datetime
from decimal import Decimal

from mailbot.domain.decision import (
    Thread,
    TranscriptLine,
)
from mailbot.domain.lifecycle import State
from mailbot.domain.mail import Address
from mailbot.domain.questions import Question
from mailbot.domain.registry import Partner, Role, SoldUnit
from mailbot.domain.ticket import Quote, Referral
from mailbot.domain.unit import Acceptance, Parcel, Shipment, TestReport, Unit, Verdict

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HOLD_ENDS = date(2026, 12, 9)
NUMBER = "RMA-2026-00042"
IN = Verdict("in", "delivery", date(2026, 6, 10), date(2027, 6, 10), "2026/00877")
OUT = Verdict(
    "out",
    "licence_registration",
    date(2024, 5, 2),
    date(2025, 5, 2),
    "fiore",
    ("late_registration",),
)


THREAD = Thread(
    "<CAF4d-8812@mail.telecomnord.example>",
    ("<CAF4d-8811@mail.telecomnord.example>",),
    "R: Tre apparati guasti cliente Hotel Miramare",
)
PHONE = Unit(
    number=1,
    state=State.NEW,
    serial="0350262600053153",
    product_code="VS-IPP-350C",
    product="IP Phone 350 Color",
    family="ip_phone",
    sold_to="telecomnord",
    known=True,
    fault="display a righe dopo l'avvio, il resto funziona",
    fault_code="UI-01",
    verdict=IN,
    covered=True,
    approved_on=TODAY,
    approved_by="giulia.ferri",
    parcel=Parcel("BRT", "075012345678", "412 del 25/11/2026", date(2026, 11, 25)),
    received_on=date(2026, 11, 27),
    marked=True,
    on_ddt=False,
    test=TestReport(
        "warranty",
        "repairable",
        "display difettoso all'origine, si sostituisce il modulo",
        NOW,
        "lab",
        promised=date(2026, 12, 11),
    ),
    promised=date(2026, 12, 11),
    replacement_serial="0350263100061207",
    shipment=Shipment("BRT", "075099887766", date(2026, 12, 10), "1288/2026"),
)
PBX = Unit(
    number=2,
    state=State.NEW,
    serial="OR3-24-14175-M",
    product_code="VS-ORC-50",
    product="Orchestra PBX 50",
    family="pbx",
    sold_to="telecomnord",
    known=True,
    fault="non si accende dopo un temporale, provato altro alimentatore",
    fault_code="PWR-01",
    verdict=OUT,
    covered=False,
    approved_on=TODAY,
    approved_by="giulia.ferri",
    received_on=date(2026, 11, 27),
    marked=True,
    on_ddt=True,
    test=TestReport(
        "misuse",
        "repairable",
        "stadio di alimentazione bruciato da sovratensione, scheda madre integra",
        NOW,
        "lab",
        exclusion="EX2",
    ),
    shipment=Shipment("BRT", "075099887766", date(2026, 12, 10), "1288/2026"),
)
GATEWAY = Unit(
    number=3,
    state=State.NEW,
    serial="GG4 0084 9954",
    product_code="VS-GSM-4",
    product="GSM Gateway 4 SIM",
    family="gsm_gateway",
    sold_to="telecomnord",
    known=True,
    fault="non aggancia la rete su nessuna SIM",
    fault_code="GSM-01",
    verdict=Verdict("undetermined", "licence_registration", flags=("no_date",)),
    covered=True,
    approved_on=TODAY,
    approved_by="giulia.ferri",
    refusal="il seriale non risulta fra le nostre vendite",
    refusal_checked="GG4 0084 9954: not_sold_to_you",
    test=TestReport("warranty", "no-fault", "aggancia la rete con tre SIM diverse", NOW, "lab"),
    shipment=Shipment("BRT", "075099887766", date(2026, 12, 10), "1288/2026"),
)
UNITS = (PHONE, PBX, GATEWAY)
QUOTE = Quote(
    number=1,
    revision=1,
    units=(2,),
    amount=Decimal(180),
    currency="EUR",
    at=NOW,
    by="lab",
    valid_until=HOLD_ENDS,
    labour=Decimal(80),
    parts=Decimal(85),
    shipping=Decimal(15),
    days=5,
)
ACCEPTANCE = Acceptance(
    quote=1,
    revision=1,
    units=(2,),
    by="m.bellini@telecomnord.example",
    at=NOW,
    message_id="<CAF4d-9001@mail.telecomnord.example>",
    digest="9f2c4b1d0e8a77c35566aa10bb23ef4490d1c2e3f4051627384950a1b2c3d4e5",
    strength="token",
    order_number="4500012",
)
DISTRIBUTOR = Partner(
    "fiore", "Fiore Distribuzione S.r.l.", Role.DISTRIBUTOR, emails=("resi@fiore.example",)
)
REFERRAL = Referral(
    number="REF-2026-00007",
    at=NOW,
    dealer=Address("tecnico@elettroimpianti.example", "Paolo Sala"),
    dealer_name="Elettro Impianti S.n.c.",
    distributor_id="fiore",
    units=(GATEWAY,),
    message_id="<x1@elettroimpianti.example>",
    text="gateway comprato da Fiore a marzo, non aggancia più la rete",
)
QUESTIONS = (
    Question(1, "fault", product="IP Phone 350 Color", serial="0350262600053153"),
    Question(2, "triage", product="Orchestra PBX 50", serial="OR3-24-14175-M",
             fault="non si accende", code="PWR-01"),
    Question(3, "confirm_serial", product="GSM Gateway 4 SIM", suggestion="GG4 0084 9954",
             fault="non aggancia la rete"),
    Question(3, "fault"),
    Question(0, "technical_contact"),
)  # fmt: skip
COURTESIES = (QUESTIONS[1], Question(0, "return_address"))
ROWS = (
    ("0350262600053153", SoldUnit("0350262600053153", "", "VS-IPP-350C", "IP Phone 350 Color",
     "ip_phone", "direct", "telecomnord", date(2026, 6, 10), None), IN),
    ("OR3-24-14175-M", SoldUnit("OR3-24-14175-M", "", "VS-ORC-50", "Orchestra PBX 50", "pbx",
     "direct", "telecomnord", date(2024, 4, 2), date(2024, 5, 2)), OUT),
    ("AB12345", None, None),
)  # fmt: skip
LINES = (
    TranscriptLine("APPROVE warranty 1", True, units=(1,), before="In charge", after="Validated"),
    TranscriptLine("APPROVE out-of-warranty 2", True, units=(2,), before="In charge",
                   after="Validated"),
    TranscriptLine("SHIP BRT 075012345678 3", False, "no_test_report", units=(3,)),
)  # fmt: skip
