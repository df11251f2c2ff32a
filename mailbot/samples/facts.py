"""The sample facts of every letter."""

from collections.abc import Mapping
from datetime import date, timedelta

from mailbot.domain.mail_trail import Trace
from mailbot.domain.periods import day_period, week_period
from mailbot.domain.ticket import Event
from mailbot.domain.unit import Parcel
from mailbot.domain.unread import UnreadFile
from mailbot.samples.case import (
    ACCEPTANCE,
    COURTESIES,
    DISTRIBUTOR,
    GATEWAY,
    HOLD_ENDS,
    LINES,
    NOW,
    PBX,
    PHONE,
    QUESTIONS,
    QUOTE,
    REFERRAL,
    ROWS,
    TODAY,
)
from mailbot.samples.digests import KPIS, PARTNER_SECTIONS, STAFF_SECTIONS

# The units of the letter are those of its ticket.
_ALL: Mapping[str, object] = {"units": "ticket"}
_PARCEL = Parcel("BRT", "075012345678", "412 del 25/11/2026", date(2026, 11, 25))
_MAIL_TEXT = (
    "Buongiorno,\nchiediamo RMA per tre apparati del cliente Hotel Miramare.\n\n"
    "IP Phone 350, S/N 0350262600053153: display a righe\n"
    "Orchestra 50, S/N OR3-24-14175-M: non si accende dopo il temporale\n"
    "Gateway GSM GG4 0084 9954: non aggancia\n\nGrazie, Marta Bellini"
)
_POSSIBLE = ("APPROVE", "REJECT", "CANCEL", "CLOSE")

FACTS: Mapping[str, Mapping[str, object]] = {
    "acknowledgement": {},
    "not_a_partner": {},
    "wrong_channel": {"distributor": DISTRIBUTOR, "units": (GATEWAY,), "referral": REFERRAL},
    "dealer_referred": {
        "referral": REFERRAL,
        "dealer": "Elettro Impianti S.n.c. (Paolo Sala)",
        "units": (GATEWAY,),
    },
    "already_open": _ALL,
    "missing_data": {"questions": QUESTIONS, "text": ""},
    "courtesy": {"questions": COURTESIES},
    "data_complete": {},
    "data_reminder": {"questions": QUESTIONS[:2], "text": "", "cancel_on": date(2026, 12, 15)},
    "in_charge": {"owner_name": "Giulia Ferri"},
    "approval": {**_ALL, "accepted_on": TODAY, "valid_until": date(2026, 12, 24)},
    "refusal": {"units": (GATEWAY,), "kind": "commercial", "reason": GATEWAY.refusal},
    "parcel_noted": {"parcel": _PARCEL, "freight_collect": False},
    "goods_awaited": {**_ALL, "valid_until": date(2026, 12, 24), "days_left": 16},
    "goods_received": {"units": (PHONE, PBX), "still_awaited": (GATEWAY,)},
    "parcel_refused": {"why": "freight-collect", "text": "Collo BRT 075012345678 del 27/11."},
    "unauthorised_arrival": {"codes": ("OR3-24-14175-M",), "text": ""},
    "serial_mismatch": {"unit": PHONE, "arrived": "0350262600053777"},
    "outcome": {"units": (PHONE, PBX)},
    "no_fault": {"units": (GATEWAY,), "last_day": HOLD_ENDS},
    "closed": {**_ALL, "why": "expired", "text": ""},
    "solved": {**_ALL, "text": "Dopo il ripristino di fabbrica il telefono funziona."},
    "quote": {"quote": QUOTE, "units": (PBX,), "last_day": HOLD_ENDS, "overrun": False},
    "acceptance_recorded": {"acceptance": ACCEPTANCE, "quote": QUOTE, "units": (PBX,)},
    "not_an_acceptance": {"why": "counter_offer", "quote": QUOTE, "last_day": HOLD_ENDS},
    "collect_or_dispose": {"units": (PBX,), "why": "declined", "last_day": HOLD_ENDS},
    "days_left": {"units": (PBX,), "last_day": HOLD_ENDS, "days_left": 5},
    "extension": {
        "units": (PBX,),
        "granted": True,
        "last_day": date(2026, 12, 24),
        "text": "chiusura aziendale fino al 20 dicembre",
    },
    "deadline_passed": {"units": (PBX,)},
    "disposal_record": {"units": (PBX,), "on": TODAY, "text": "FIR XRIF 123456/26"},
    "returned_unrepaired": {"units": (PBX,), "on": TODAY},
    "shipped": {"units": (PHONE, PBX)},
    "new_promise": {
        "units": (PHONE,),
        "old": date(2026, 12, 11),
        "new": date(2026, 12, 18),
        "text": "il modulo display arriva dal fornitore il 15 dicembre",
    },
    "hardware_replacement": {"units": (PHONE,), "return_by": date(2026, 12, 4)},
    "correction": {"text": "L'unità 2 non è stata autorizzata: il comando è stato annullato."},
    "thread_closed": {},
    "noted": {"what": "collection_wish"},
    "files_unread": {
        "files": (
            UnreadFile("elenco-resi.pdf", "password"),
            UnreadFile("foto_etichetta.png", "large"),
        ),
        "partner_told": False,
    },
    "reply": {"text": "Il display arriva giovedì dal fornitore.\n\nLa data promessa non cambia."},
    "status": {},
    "overview": {
        "tickets": (
            ("RMA-2026-00044", "cuffie HS70", "New", NOW, 1),
            ("RMA-2026-00042", "Reso centralino | Hotel Miramare", "In process", NOW, 3),
        ),
        "more": 2,
    },
    "warranty_table": {"rows": ROWS, "left_out": 1},
    "confirm_code": {
        "code": "k3v9q2",
        "lines": ("DISPOSE 2",),
        "expires": NOW + timedelta(hours=24),
    },
    "disposal_code": {
        "units": (PBX,),
        "code": "K3V9Q2M7XA",
        "expires": NOW + timedelta(hours=24),
        "trail": (
            Trace(NOW - timedelta(days=17), "m.bellini@telecomnord.example", "quote"),
            Trace(
                NOW - timedelta(days=14),
                "m.bellini@telecomnord.example",
                text="RIFIUTO, chiedo al cliente se lo rivuole",
            ),
            Trace(NOW - timedelta(days=14), "m.bellini@telecomnord.example", "collect_or_dispose"),
            Trace(NOW - timedelta(days=3), "m.bellini@telecomnord.example", "days_left"),
            Trace(NOW - timedelta(days=1), "m.bellini@telecomnord.example", "deadline_passed"),
        ),
    },
    "new_request": {
        "mail_text": _MAIL_TEXT,
        "hints": ("surge", "urgent"),
        "rule": "direct (rules/default.yaml:41)",
    },
    "needs_person": {
        "why": "counter_offer",
        "text": "va bene ma a 150 euro",
        "who": "Marta Bellini <m.bellini@telecomnord.example>",
        "details": ("preventivo 1: 180,00 EUR", "offerta: 150 EUR"),
    },
    "sla": {"clock": "TM1", "breached": False, "due": NOW + timedelta(hours=2)},
    "disposal_list": {"units": (PBX,)},
    "transcript": {
        "lines": LINES,
        "applied": False,
        "undo_token": "",
        "possible": _POSSIBLE,
    },
    "help": {"commands": ("TAKE", *_POSSIBLE, "TESTED", "QUOTE", "SHIP"), "topic": ""},
    "ticket_status": {},
    "found": {"query": "Miramare", "tickets": ()},
    "why": {
        "lines": (
            "direct (rules/default.yaml:41): unit.sold_to = telecomnord",
            Event(NOW - timedelta(hours=20), "m.bellini@telecomnord.example", "opened", (1, 2, 3)),
            Event(
                NOW - timedelta(hours=19), "giulia.ferri", "take", (1, 2, 3), "", "New", "In charge"
            ),
        )
    },
    "announcement": {"what": "accepted", "text": "ACCETTO, nostro ordine 4500012"},
    "staff_digest": {"sections": STAFF_SECTIONS, "period": day_period(TODAY)},
    "manager_digest": {"kpis": KPIS, "period": week_period(date(2026, 11, 16))},
    "partner_digest": {
        "sections": PARTNER_SECTIONS,
        "period": week_period(date(2026, 11, 16)),
    },
    "quarantined": {
        "reason": "more than 500 parts",
        "who": "news@bulk.example",
        "mail_subject": "Offerta imperdibile",
        "digest": "9f2c4b1d0e8a77c35566aa10bb23ef44",
    },
    "address_failed": {
        "recipient": "m.bellini@telecomnord.example",
        "reason": "550 5.1.1 mailbox unavailable",
        "letter": "quote",
    },
    "loop_tripped": {
        "recipient": "robot@negozio.example",
        "counts": ((10, timedelta(minutes=10)), (12, timedelta(hours=3)), (80, timedelta(hours=3))),
    },
    "silence": {"what": "mailbox: login refused", "since": NOW, "over": False},
}
