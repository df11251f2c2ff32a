"""A desk of the domain alone: intents in, decisions out, kept in a dictionary between them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from mailbot.adapters.rulebook import read_rules
from mailbot.domain.calendar import WorkCalendar
from mailbot.domain.decide import decide
from mailbot.domain.decision import Decision, Notification, Numbers
from mailbot.domain.intent import (
    Found,
    Intent,
    Kind,
    Order,
    Sender,
    Strength,
    UnitClaim,
)
from mailbot.domain.letters import number_letters
from mailbot.domain.lifecycle import is_closed
from mailbot.domain.mail import Address, Attachment, Mail
from mailbot.domain.registry import Partner, Role, SoldUnit, bare_key
from mailbot.domain.site import Contacts, Site, StaffMember
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral, Ticket
from tests.conftest import ROOT

ROME = ZoneInfo("Europe/Rome")
HOLIDAYS = frozenset({date(2026, 12, 8), date(2026, 12, 25), date(2026, 12, 26)})
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # 10:00 in Rome

ROSSI = Partner(
    "rossi",
    "Rossi Telecom S.r.l.",
    Role.QUALITY_PARTNER,
    ("rossi-telecom.example",),
    ("assistenza@rossi-telecom.example",),
    "it",
)
NORDTEL = Partner(
    "nordtel",
    "NordTel S.r.l.",
    Role.QUALITY_PARTNER,
    ("nordtel.example",),
    ("rma@nordtel.example",),
    "it",
)
FIORE = Partner(
    "fiore",
    "Fiore Distribuzione S.r.l.",
    Role.DISTRIBUTOR,
    ("fiore-distr.example",),
    ("resi@fiore-distr.example",),
    "it",
)
GFO = Partner(
    "gfo",
    "GFO Europe S.p.A.",
    Role.DISTRIBUTOR,
    ("gfo-distr.example",),
    ("rma@gfo-distr.example",),
    "it",
)
ELETTRO = Partner(
    "elettro",
    "Elettro Impianti S.n.c.",
    Role.DEALER,
    ("elettro-impianti.example",),
    ("info@elettro-impianti.example",),
    "it",
    distributor_id="fiore",
)
COMUNE = Partner(
    "comune",
    "Comune di Valdarno",
    Role.CUSTOMER,
    ("comune-valdarno.example",),
    ("ced@comune-valdarno.example",),
    "it",
)
PARTNERS = (ROSSI, NORDTEL, FIORE, GFO, ELETTRO, COMUNE)


def _sold(
    serial: str,
    family: str,
    sold_to: str,
    delivered: date,
    licensed: date | None = None,
    **more: bool,
) -> SoldUnit:
    channel = "distributor" if sold_to in ("fiore", "gfo") else "direct"
    return SoldUnit(
        serial,
        "",
        serial[:5],
        family,
        family,
        channel,
        sold_to,
        delivered,
        licensed,
        "118/26",
        **more,
    )


PBX = _sold("VSP1225470427Q", "pbx", "rossi", date(2026, 1, 12), date(2026, 2, 3))
PHONE = _sold("VST2026224711B", "ip_phone", "rossi", date(2026, 6, 10))
PHONE2 = _sold("VST2026224712C", "ip_phone", "rossi", date(2026, 6, 10))
OLD = _sold("VST4025440908K", "ip_phone", "rossi", date(2025, 11, 5))
SWAP = _sold(
    "VSG0226200511X",
    "gsm_gateway",
    "rossi",
    date(2026, 6, 1),
    date(2026, 6, 15),
    hardware_replacement=True,
)
FAX = _sold("VSF0426110063W", "fax_server", "nordtel", date(2026, 4, 10), date(2026, 5, 4))
GSM = _sold("VSG0425500077L", "gsm_gateway", "fiore", date(2026, 2, 20), date(2026, 3, 15))
TOWN = _sold("VSA2425080333D", "fxs_adapter", "comune", date(2026, 4, 1))
SOLD = (PBX, PHONE, PHONE2, OLD, SWAP, FAX, GSM, TOWN)

STAFF = (
    StaffMember("luca.conti", "Luca Conti", ("luca.conti@voismart.example",), ("support",), "it"),
    StaffMember("andrea.bassi", "Andrea Bassi", ("andrea.bassi@voismart.example",), ("lab",)),
    StaffMember("franco.neri", "Franco Neri", ("franco.neri@voismart.example",), ("warehouse",)),
)
LUCA, ANDREA, FRANCO = STAFF


def make_site(**changes: object) -> Site:
    """The desk of these tests; any field can be another."""
    site = Site(
        name="VoiSmart RMA",
        address="rma@voismart.example",
        aliases=(),
        trusted_server="mx1.voismart.example",
        secret=b"a secret of these tests",
        zone=ROME,
        language="it",
        languages=("it", "en"),
        number_prefix="RMA",
        number_digits=5,
        plus_addressing=True,
        staff=STAFF,
        role_addresses={
            "support": ("supporto@voismart.example",),
            "lab": ("lab@voismart.example",),
            "warehouse": ("magazzino@voismart.example",),
            "sales": ("vendite@voismart.example",),
            "manager": ("direzione@voismart.example",),
        },
        contacts=Contacts(
            "VoiSmart", "Elena Marchetti", "vendite@voismart.example", "info@voismart.example",
            ("Via dei Collaudi 7",),
        ),
        calendar=WorkCalendar(ROME, HOLIDAYS),
        rules=read_rules(ROOT / "rules"),
    )  # fmt: skip
    return replace(site, **changes)


class Exchange:
    """What the desk knows between one intent and the next."""

    def __init__(self, site: Site | None = None) -> None:
        self.site = site or make_site()
        self.now = FRIDAY
        self.tickets: dict[str, Ticket] = {}
        self.referrals: dict[str, Referral] = {}
        self.digests: dict[str, Digest] = {}
        self.challenges: dict[str, Challenge] = {}
        self.authorisations: list[Authorisation] = []
        self.last = Decision("nothing")
        self.count = 0
        self.to = "rma@voismart.example"
        self.files: tuple[Attachment, ...] = ()  # of the next mails

    # -- what comes in --

    def partner(self, kind: Kind, partner: Partner | None, **intent: object) -> Decision:
        """A mail of a partner; `who` another address of his, `strength` how well he is believed."""
        who = str(intent.pop("who", partner.emails[0] if partner else "anna@nowhere.example"))
        strength = intent.pop("strength", Strength.ALIGNED)
        assert isinstance(strength, Strength)
        role = partner.role if partner else Role.UNKNOWN
        sender = Sender(Address(who), role, strength, partner.id if partner else "", partner)
        return self.decide(kind, sender, **intent)

    def staff(self, member: StaffMember, *orders: Order, **intent: object) -> Decision:
        """A mail of staff with these commands."""
        strength = intent.pop("strength", Strength.ALIGNED)
        assert isinstance(strength, Strength)
        sender = Sender(Address(member.addresses[0], member.name), Role.STAFF, strength, member.id)
        return self.decide(Kind.STAFF_COMMANDS, sender, orders=orders, **intent)

    def decide(self, kind: Kind, sender: Sender, **intent: object) -> Decision:
        self.count += 1
        meant = Intent(
            kind=kind,
            language="it",
            sender=sender,
            text=str(intent.pop("text", "testo")),
            **intent,  # type: ignore[arg-type]
        )
        mail = Mail(
            message_id=f"<mail-{self.count}@{sender.address.domain}>",
            digest=f"digest-{self.count}",
            received=self.now,
            senders=(sender.address,),
            subject="oggetto",
            text=meant.text,
            headers=(("to", f"RMA <{self.to}>"),),
            in_reply_to=getattr(self, "answers", ()),
            attachments=self.files,
        )
        year = 2026
        numbers = Numbers(
            f"RMA-{year}-{len(self.tickets) + 1:05}",
            f"REF-{year}-{len(self.referrals) + 1:05}",
            f"DIG-{year}-{len(self.digests) + 1:05}",
            f"DESK-{year}-{self.count:05}",
        )
        decision = decide(meant, mail, self.found(sender), self.site, numbers, self.now)
        self.keep(number_letters(decision, self.site, numbers, self.now))
        return self.last

    def keep(self, decision: Decision) -> None:
        self.last = decision
        self.tickets |= {t.number: t for t in decision.tickets}
        self.referrals |= {r.number: r for r in decision.referrals}
        self.digests |= {d.number: d for d in decision.digests}
        self.challenges |= {c.code_digest: c for c in decision.challenges}
        self.authorisations += decision.authorisations

    def found(self, sender: Sender) -> Found:
        open_units, past = {}, {}
        for ticket in self.tickets.values():
            for unit in ticket.units:
                key = bare_key(unit.serial or "")
                if key and is_closed(unit.state):
                    past[key] = ((ticket.number, unit.number), *past.get(key, ()))
                elif key:
                    open_units[key] = (ticket.number, unit.number)
        mine = [
            t.number
            for t in reversed(self.tickets.values())
            if t.requester.partner_id == sender.id and not all(is_closed(u.state) for u in t.units)
        ]
        return Found(
            sold={s.key: s for s in SOLD},
            owners={p.id: p for p in PARTNERS},
            tickets=self.tickets,
            referrals=self.referrals,
            digests=self.digests,
            open_units=open_units,
            past_units=past,
            authorisations=tuple(self.authorisations),
            challenges=tuple(c for c in self.challenges.values() if not c.used),
            of_partner={sender.id: tuple(mine)} if sender.id else {},
        )

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    # -- what is looked at --

    @property
    def ticket(self) -> Ticket:
        """The newest ticket as it is now."""
        return next(reversed(self.tickets.values()))

    def letter(self, name: str) -> Notification:
        """The letter of the last decision that has this part."""
        found = [n for n in self.last.notifications if any(p.name == name for p in n.parts)]
        assert found, f"no {name} among {self.told()}"
        return found[0]

    def fact(self, name: str, fact: str) -> object:
        """A fact of the part of that name in the last decision."""
        return next(p for p in self.letter(name).parts if p.name == name).facts[fact]

    def told(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who heard what in the last decision."""
        return [
            (",".join(a.email for a in n.to), tuple(p.name for p in n.parts))
            for n in self.last.notifications
        ]

    # -- shortcuts --

    def opens(self, *sold: SoldUnit, partner: Partner = ROSSI, **intent: object) -> Ticket:
        """A complete request for these units."""
        claims = tuple(UnitClaim(s.serial, s.serial, sold=s, fault="non si accende") for s in sold)
        self.partner(Kind.NEW_REQUEST, partner, units=claims, **intent)
        return self.ticket

    def command(self, name: str, member: StaffMember = LUCA, **args: object) -> Decision:
        """One command on the newest ticket."""
        line = f"{name} {args}"
        return self.staff(member, Order(name, args, line), reference=self.ticket.number)

    def brings_to(self, state: str, *sold: SoldUnit) -> Ticket:
        """A ticket of these units (default: one phone) brought to this state by commands."""
        self.opens(*(sold or (PHONE,)))
        for reached, name, args in ROAD:
            if self.ticket.units[0].state == state:
                break
            if reached in _SIDE and state != reached:
                continue
            self.command(name, **args)
        assert self.ticket.units[0].state == state, (self.ticket.units[0].state, self.told())
        return self.ticket


_SIDE = ("in_process_covered",)
ROAD: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("in_charge", "TAKE", {}),
    ("validated_iw", "APPROVE", {}),
    ("received", "RECEIVED", {}),
    (
        "in_process_covered",
        "TESTED",
        {
            "coverage": "warranty",
            "result": "repairable",
            "report": "alimentatore",
            "delivery": "2026-12-04",
        },
    ),
    (
        "tested_chargeable",
        "TESTED",
        {"coverage": "misuse", "result": "repairable", "report": "EX2 liquido nella scheda"},
    ),
    ("quoted", "QUOTE", {"amount": Decimal("129.50"), "days": 5}),
)
