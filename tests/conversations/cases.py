"""Tickets brought to where a conversation begins, by mail like everything else."""

from tests.conversations.conversation import Conversation, Letter

NUMBER = "RMA-2026-00001"
PARTNER = "luca.neri@rossi-telecom.example"
PHONE = "telefono VST20 s/n VST2026224711B: il display mostra righe verticali"
OLD_PHONE = "telefono VST40 s/n VST4025440908K: la cornetta è muta"


def asks(desk: Conversation, *units: str, sender: str = PARTNER) -> tuple[Letter, Letter]:
    """A request; the letter to its writer and the one to staff."""
    lines = "\n".join(f"{n}) {unit}" for n, unit in enumerate(units or (PHONE,), 1))
    desk.receives(
        f"From: {sender}\nSubject: richiesta RMA\n\nBuongiorno, chiediamo il reso di:\n{lines}\n"
    )
    return desk.sends_to(sender), desk.sends_to("supporto@voismart.example")


def orders(desk: Conversation, staff: Letter, who: str, text: str) -> Letter:
    """Commands of staff; their transcript."""
    desk.receives(f"From: {who}@voismart.example\n\n{text}\n", answers=staff)
    return desk.sends_to(f"{who}@voismart.example", NUMBER)


def in_charge(desk: Conversation, *units: str) -> Letter:
    """A ticket in charge of Luca Conti; the letter that staff answer."""
    _, staff = asks(desk, *units)
    orders(desk, staff, "luca.conti", "TAKE")
    desk.sends_to(PARTNER)
    return staff


def validated(desk: Conversation, *units: str) -> Letter:
    """Its units approved by the registry's verdict."""
    staff = in_charge(desk, *units)
    orders(desk, staff, "luca.conti", "APPROVE")
    desk.sends_to(PARTNER)
    desk.sends_to("magazzino@voismart.example")
    return staff


def received(desk: Conversation, *units: str) -> Letter:
    """Its goods in the warehouse."""
    staff = validated(desk, *units)
    orders(desk, staff, "franco.neri", "RECEIVED")
    desk.sends_to(PARTNER)
    desk.sends_to("lab@voismart.example")
    return staff


def quoted(desk: Conversation) -> tuple[Letter, Letter]:
    """One unit out of warranty with a quote of 129.50 EUR; the partner's letter and staff's."""
    staff = received(desk, OLD_PHONE)
    orders(
        desk,
        staff,
        "andrea.bassi",
        "TESTED out-of-warranty repairable: cornetta ossidata\nQUOTE 129,50 EUR days=5",
    )
    return desk.sends_to(PARTNER), staff
