"""The promises of the store, kept by every row of STORES."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailbot.adapters.store import STORES, open_store
from mailbot.domain.decision import AddressState, Decision
from mailbot.domain.intent import Keys
from mailbot.domain.mail import Address
from mailbot.domain.registry import Role
from mailbot.domain.states import State
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral
from mailbot.ports import Delivery, Receipt
from tests.adapters.stock import (
    DAY,
    NOW,
    opened,
    some_letter,
    some_mail,
    some_partner,
    some_sold,
    some_ticket,
    some_unit,
)


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """Each kind of store, empty."""
    opened_store = open_store(request.param, tmp_path / "desk.db")
    yield opened_store
    opened_store.close()


def record(store: Any, n: int, decision: Decision, *letters: Any, at: Any = NOW) -> None:
    """Record the n-th mail with what came of it."""
    raw, mail = some_mail(n)
    store.record(raw, mail, decision, letters, at)


def keys(**asked: Any) -> Keys:
    """Keys to look up."""
    return Keys(**{name: frozenset(values) for name, values in asked.items()})


# -- one commit per mail (mail-layer 2, 3) --


def test_all_of_a_mail_is_kept_in_one_record(store: Any) -> None:
    """Raw mail, ticket, letters and the number are kept together (mail-layer 2)."""
    raw, mail = some_mail(1)
    ticket = some_ticket(1)
    store.record(raw, mail, opened(ticket), [some_letter(1)], NOW)
    assert store.raw(mail.digest) == raw.raw
    assert store.ticket(ticket.number) == ticket
    assert [p.raw for p in store.due_postings(NOW)] == [some_letter(1).raw]
    assert store.next_number("ticket", 2026) == 2
    assert store.seen(mail.message_id, mail.digest) == "duplicate"


def test_a_mail_recorded_twice_changes_nothing(store: Any) -> None:
    """After a power cut the same mail comes again: nothing is there twice (mail-layer 2)."""
    for _ in range(2):
        record(store, 1, opened(some_ticket(1)), some_letter(1))
    assert [t.number for t in store.tickets()] == ["RMA-2026-00001"]
    assert store.outbox_counts()["pending"] == 1
    assert store.look_up(keys(serials=["IG4000001"])).open_units == {
        "IG4000001": ("RMA-2026-00001", 1)
    }


def test_a_second_record_of_a_mail_does_not_undo_what_came_after(store: Any) -> None:
    """The first ticket's state must not come back when its mail is delivered again."""
    record(store, 1, opened(some_ticket(1)))
    later = replace(some_ticket(1), owner="luca.conti")
    record(store, 2, opened(later))
    record(store, 1, opened(some_ticket(1)))
    assert store.ticket("RMA-2026-00001").owner == "luca.conti"


def test_a_letter_of_a_review_recorded_twice_leaves_once(store: Any) -> None:
    """A review has no mail: its letters are known by Message-ID and recipient (mail-layer 12)."""
    for _ in range(2):
        store.record(None, None, opened(some_ticket(1)), [some_letter(5)], NOW)
    assert len(store.due_postings(NOW)) == 1


def test_nothing_is_kept_when_a_part_cannot_be_kept(store: Any) -> None:
    """One commit or none: a ticket without a number in it stops the whole record."""
    bad = replace(some_ticket(2), number="no number")
    with pytest.raises(ValueError, match="no number"):
        record(store, 1, opened(some_ticket(1), bad), some_letter(1))
    _, mail = some_mail(1)
    assert store.seen(mail.message_id, mail.digest) == ""
    assert list(store.tickets()) == []
    assert store.due_postings(NOW) == []
    assert store.next_number("ticket", 2026) == 1
    record(store, 1, opened(some_ticket(1)))
    assert store.ticket("RMA-2026-00001") == some_ticket(1)


@pytest.mark.parametrize(
    ("n", "body", "answer"),
    [(1, b"One\r\n", "duplicate"), (1, b"Two\r\n", "reused"), (2, b"One\r\n", "")],
)
def test_a_mail_is_known_by_its_id_and_its_bytes(
    store: Any, n: int, body: bytes, answer: str
) -> None:
    """Same id and bytes: duplicate; same id, other bytes: reused (mail-layer 3)."""
    raw, mail = some_mail(1, b"One\r\n")
    store.record(raw, mail, opened(), (), NOW)
    _, asked = some_mail(n, body)
    assert store.seen(asked.message_id, asked.digest) == answer


def test_the_same_bytes_under_another_id_are_folded(store: Any) -> None:
    """Same bytes under another id (mail-layer 3)."""
    raw, mail = some_mail(1)
    store.record(raw, mail, opened(), (), NOW)
    assert store.seen("<other@desk.example>", mail.digest) == "folded"


@pytest.mark.parametrize(
    ("change", "age", "found"),
    [
        ({}, timedelta(minutes=10), True),
        ({}, timedelta(minutes=10, microseconds=1), False),
        ({"text": "The  phone is\r\ndead."}, timedelta(0), True),
        ({"text": "Another phone is dead."}, timedelta(0), False),
        ({"senders": (Address("eve@partner.example"),)}, timedelta(0), False),
        ({"subject": "Other"}, timedelta(0), False),
    ],
)
def test_a_mail_sent_twice_has_a_twin(
    store: Any, change: dict[str, Any], age: timedelta, found: bool
) -> None:
    """The same words of the same sender under another id, within minutes (mail-layer 3)."""
    raw, mail = some_mail(1)
    store.record(raw, mail, opened(), (), NOW)
    again = replace(mail, message_id="<2@partner.example>", digest="other", **change)
    twin = store.twin(again, NOW + age - timedelta(minutes=10))
    assert twin == (mail.message_id if found else "")


def test_a_mail_is_not_its_own_twin(store: Any) -> None:
    """A mail that comes back after a crash is a duplicate, no twin."""
    raw, mail = some_mail(1)
    store.record(raw, mail, opened(), (), NOW)
    assert store.twin(mail, NOW) == ""


@pytest.mark.parametrize(
    "odd", ["\udc80", "\ud83d x", "\0", "\\u0000", "\x1f\x7f", "\u2028", "'\"\\", "😀" * 50]
)
def test_no_character_of_a_mail_stops_the_store(store: Any, odd: str) -> None:
    """Broken mails bring half characters and control characters: they are stored and found."""
    raw, mail = some_mail(1)
    sender = Address(f"ada{odd}@x.example", odd)
    mail = replace(mail, message_id=f"<a{odd}b@x>", subject=odd, text=odd, senders=(sender,))
    ticket = replace(some_ticket(1, replace(some_unit(1), fault=odd)), subject=f"words {odd}")
    letter = some_letter(1, f"ada{odd}@x.example")
    store.record(raw, mail, replace(opened(ticket), quarantine=f"why {odd}"), [letter], NOW)
    assert store.seen(mail.message_id, mail.digest) == "duplicate"
    assert store.twin(replace(mail, digest="x", message_id="<2@x>"), NOW) != ""
    assert store.ticket("RMA-2026-00001").subject.startswith("words ")
    assert len(store.search("words")) == 1
    assert store.search(f"words{odd}") is not None
    [posting] = store.due_postings(NOW)
    assert store.letters_since(f"ada{odd}@x.example", NOW) == 1
    store.posted(posting, Receipt(Delivery.FAILED, 550, odd), None, NOW)
    asked = keys(addresses=[f"ada{odd}@x.example"], serials=[odd], searches=[odd], references=[odd])
    assert store.look_up(asked).sold == {}
    assert len(list(store.set_aside())) == 1


# -- numbers --


def test_numbers_are_taken_per_kind_and_year(store: Any) -> None:
    """`next_number` peeks, `record` takes; years and kinds count apart."""
    assert store.next_number("ticket", 2026) == 1
    assert store.next_number("ticket", 2026) == 1
    digest = Digest("DIG-2026-00003", "staff", "2026-11-20", "x@desk.example", NOW, {"1": "R"})
    decision = replace(opened(some_ticket(41)), digests=(digest,))
    record(store, 1, decision, some_letter(1, reference="DESK-2026-00007"))
    asked = ("ticket", "digest", "letter", "referral")
    assert [store.next_number(kind, 2026) for kind in asked] == [42, 4, 8, 1]
    assert store.next_number("ticket", 2027) == 1
    record(store, 2, opened(some_ticket(7)))
    assert store.next_number("ticket", 2026) == 42


# -- looking up --


def test_a_unit_is_found_by_serial_mac_and_tail(store: Any) -> None:
    """Bare serial, bare MAC and the last five of the serial, all in one call."""
    store.import_sales([some_sold(1), some_sold(2), replace(some_sold(3), serial="XX-00001")])
    found = store.look_up(
        keys(serials=["IG4000001", "001CA8000002", "NOTHING"], tails=["0001", "9999"])
    )
    assert found.sold == {"IG4000001": some_sold(1), "001CA8000002": some_sold(2)}
    assert {u.serial for u in found.tails["0001"]} == {"IG4/000001", "XX-00001"}
    assert set(found.tails) == {"0001"}


def test_a_partner_is_found_by_exact_address_then_by_exact_domain(store: Any) -> None:
    """An address is matched first by emails, then by its exact domain (corpus README)."""
    store.import_partners(
        [
            some_partner("retipiu"),
            some_partner("solo", domains=(), emails=("solo@freemail.example",)),
            some_partner("guest", domains=(), emails=("carla@retipiu.example",)),
        ]
    )
    asked = [
        "Carla@Retipiu.example",
        "anna@retipiu.example",
        "anna@mail.retipiu.example",
        "solo@freemail.example",
        "other@freemail.example",
        "retipiu.example",
    ]
    found = store.look_up(keys(addresses=asked)).partners
    assert {address: partner.id for address, partner in found.items()} == {
        "Carla@Retipiu.example": "guest",
        "anna@retipiu.example": "retipiu",
        "solo@freemail.example": "solo",
    }


def test_owners_are_buyers_and_distributors(store: Any) -> None:
    """Every sold_to that was found, and the distributor of a dealer who writes (R3)."""
    dealer = some_partner("shop", role=Role.DEALER, distributor_id="gfo")
    people = [some_partner("gfo", role=Role.DISTRIBUTOR), dealer, some_partner("buyer")]
    store.import_partners(people)
    store.import_sales([some_sold(1, "buyer")])
    found = store.look_up(keys(serials=["IG4000001"], addresses=["x@shop.example"]))
    assert set(found.owners) == {"buyer", "gfo"}


def test_open_and_past_units_follow_the_ticket(store: Any) -> None:
    """In the same commit: open while not closed, refused or redirected; past ones newest first."""
    for n, state in enumerate((State.CLOSED_SUCCESS, State.REFUSED_TECHNICAL, State.HELD), 1):
        ticket = some_ticket(n, some_unit(1, state, "IG4/000001"))
        record(store, n, opened(ticket))
    found = store.look_up(keys(serials=["IG4000001"]))
    assert found.open_units == {"IG4000001": ("RMA-2026-00003", 1)}
    assert found.past_units == {"IG4000001": (("RMA-2026-00002", 1), ("RMA-2026-00001", 1))}
    assert set(found.tickets) == {f"RMA-2026-0000{n}" for n in (1, 2, 3)}
    closed = some_ticket(3, some_unit(1, State.REDIRECTED, "IG4/000001"))
    record(store, 4, opened(closed))
    found = store.look_up(keys(serials=["IG4000001"]))
    assert found.open_units == {}
    assert found.past_units["IG4000001"][0] == ("RMA-2026-00003", 1)


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_open_or_past(store: Any, state: State) -> None:
    """Closed are those whose value begins with closed_ or refused_, and redirected."""
    record(store, 1, opened(some_ticket(1, some_unit(1, state, "IG4/000001"))))
    found = store.look_up(keys(serials=["IG4000001"]))
    over = state.value.startswith(("closed_", "refused_")) or state.value == "redirected"
    assert ("IG4000001" in found.past_units) is over
    assert ("IG4000001" in found.open_units) is not over
    assert len(list(store.tickets(open_only=True))) == (not over)


def test_an_open_unit_is_found_by_its_mac_and_by_the_tail_of_its_serial(store: Any) -> None:
    """Whatever names a registered unit finds its ticket."""
    store.import_sales([some_sold(1)])
    record(store, 1, opened(some_ticket(1, replace(some_unit(1), serial="IG4/000001", mac=""))))
    for asked in (keys(serials=["001CA8000001"]), keys(tails=["0001"])):
        found = store.look_up(asked)
        assert found.open_units == {"IG4000001": ("RMA-2026-00001", 1)}
        assert set(found.tickets) == {"RMA-2026-00001"}


def test_the_newest_past_tickets_are_found_whole(store: Any) -> None:
    """A13 needs the past units themselves; three of them, so that no mail loads without a bound."""
    for n in range(1, 6):
        record(store, n, opened(some_ticket(n, some_unit(1, State.CLOSED_SUCCESS, "IG4/000001"))))
    found = store.look_up(keys(serials=["IG4000001"]))
    assert len(found.past_units["IG4000001"]) == 5
    assert set(found.tickets) == {f"RMA-2026-0000{n}" for n in (3, 4, 5)}


@pytest.mark.parametrize(("state", "past"), [(State.CLOSED_SUCCESS, True), (State.READY, False)])
def test_a_replacement_has_the_past_of_the_unit_it_came_for(
    store: Any, state: State, past: bool
) -> None:
    """A13: once the unit is closed, its ticket is found by the serial sent in its place."""
    unit = replace(some_unit(1, state, "OLD-1"), replacement_serial="NEW-1")
    record(store, 1, opened(some_ticket(1, unit)))
    found = store.look_up(keys(serials=["NEW1"]))
    assert found.past_units == ({"NEW1": (("RMA-2026-00001", 1),)} if past else {})
    assert found.open_units == {}


def test_a_corrected_serial_is_no_longer_found(store: Any) -> None:
    """SN puts a serial right: the wrong one has no open unit any more."""
    unit = replace(some_unit(1, serial="WRONG1"), mac="")
    record(store, 1, opened(some_ticket(1, unit)))
    record(store, 2, opened(some_ticket(1, replace(unit, serial="RIGHT1"))))
    assert set(store.look_up(keys(serials=["WRONG1", "RIGHT1"])).open_units) == {"RIGHT1"}


def test_a_digest_and_a_referral_bring_their_tickets(store: Any) -> None:
    """`2 APPROVE` needs the ticket of line 2; a referral the ticket it became."""
    digest = Digest("DIG-2026-00001", "staff", "p", "to", NOW, {"2": "RMA-2026-00002"})
    referral = Referral(
        "REF-2026-00001",
        NOW,
        Address("d@shop.example"),
        "Shop",
        "gfo",
        (some_unit(1),),
        "<m>",
        "text",
        opened_as="RMA-2026-00001",
    )
    both = opened(some_ticket(1), some_ticket(2))
    record(store, 1, replace(both, digests=(digest,), referrals=(referral,)))
    found = store.look_up(keys(references=["DIG-2026-00001", "REF-2026-00001", "RMA-2026-00009"]))
    assert found.digests == {digest.number: digest}
    assert found.referrals == {referral.number: referral}
    assert found.tickets == {t.number: t for t in both.tickets}


def test_the_units_of_a_named_ticket_or_referral_are_looked_up_too(store: Any) -> None:
    """REOPEN asks whether the serial is open elsewhere (I6); APRI opens the referral's units."""
    store.import_partners([some_partner("buyer")])
    store.import_sales([some_sold(1, "buyer"), some_sold(2, "buyer")])
    shut = some_ticket(1, some_unit(1, State.CLOSED_RETURNED, "IG4/000001"))
    other = some_ticket(2, some_unit(1, State.NEW, "IG4/000001"))
    person = Address("d@shop.example")
    units = (replace(some_unit(1, serial="IG4/000002"), sold_to=""),)
    referral = Referral("REF-2026-00001", NOW, person, "Shop", "gfo", units, "<m>", "text")
    record(store, 1, replace(opened(shut, other), referrals=(referral,)))
    found = store.look_up(keys(references=["RMA-2026-00001"]))
    assert found.open_units["IG4000001"] == ("RMA-2026-00002", 1)
    assert set(found.tickets) == {"RMA-2026-00001", "RMA-2026-00002"}
    assert set(found.sold) == {"IG4000001"}
    found = store.look_up(keys(references=["REF-2026-00001"]))
    assert (set(found.sold), set(found.owners)) == ({"IG4000002"}, {"buyer"})
    assert found.open_units == {}


def test_challenges_come_unused_and_of_the_asked_person(store: Any) -> None:
    """CONFIRM and UNDO codes: once used they are not found again (mail-layer 17)."""
    challenges = tuple(
        Challenge(code, "undo", person, "RMA-2026-00001", NOW, undo=(some_ticket(1),))
        for code, person in (("a", "Luca@desk.example"), ("b", "eve@desk.example"))
    )
    record(store, 1, replace(opened(), challenges=challenges))
    asked = keys(addresses=["luca@desk.example"])
    assert store.look_up(asked).challenges == (challenges[0],)
    used = replace(challenges[0], used=True)
    record(store, 2, replace(opened(), challenges=(used,)))
    assert store.look_up(asked).challenges == ()


def test_authorisations_are_those_of_the_partners_found(store: Any) -> None:
    """A28: a prior authorisation is known when its partner writes; kept once."""
    store.import_partners([some_partner("retipiu"), some_partner("other")])
    granted = tuple(
        Authorisation(partner, ("IG4000001",), DAY, "chiara", "<m>")
        for partner in ("retipiu", "other")
    )
    for n in (1, 2):
        record(store, n, replace(opened(), authorisations=granted))
    found = store.look_up(keys(addresses=["anna@retipiu.example"]))
    assert found.authorisations == (granted[0],)


def test_the_open_tickets_of_a_partner_are_found_newest_first(store: Any) -> None:
    """A mail without a number may concern any open ticket of its partner; at most 100."""
    store.import_partners([some_partner("retipiu")])
    shut = some_ticket(1, some_unit(1, State.CLOSED_SUCCESS))
    many = [some_ticket(n) for n in range(2, 103)]
    record(store, 1, opened(shut, *many, some_ticket(200, partner="other")))
    found = store.look_up(keys(addresses=["anna@retipiu.example"]))
    numbers = found.of_partner["retipiu"]
    assert len(numbers) == 100
    assert numbers[0] == "RMA-2026-00102"
    assert numbers[-1] == "RMA-2026-00003"
    assert set(found.tickets) == set(numbers)


def test_words_of_a_ticket_find_it(store: Any) -> None:
    """FIND text: all words, any case, accents do not count, the beginning of a word is enough."""
    record(store, 1, opened(some_ticket(1), replace(some_ticket(2), subject="Linea caduta")))
    both = ("RMA-2026-00002", "RMA-2026-00001")
    expected = {
        "muto e": ("RMA-2026-00001",),
        "LINEA": ("RMA-2026-00002",),
        "reti piu": both,
        "ada@partner.example": both,
        "ig4/000002": ("RMA-2026-00002",),
        "ig4000002": ("RMA-2026-00002",),
        "regist": both,
        "muto linea": (),
        '" OR 1': (),
        "---": (),
        "": (),
    }
    found = store.look_up(keys(searches=expected))
    assert dict(found.hits) == expected
    assert set(found.tickets) == set(both)
    changed = replace(some_ticket(1), subject="Altro")
    record(store, 2, opened(changed))
    assert store.search("muto") == []


def test_dead_and_banned_addresses_are_told(store: Any) -> None:
    """What is known of the addresses of a mail (mail-layer 4, 10)."""
    raw, mail = some_mail(9)
    state = AddressState("Gone@x.example", True, "550 no such user", "<b>")
    store.record(raw, mail, replace(opened(), addresses=(state,), quarantine="odd"), (), NOW)
    assert store.settle(mail.digest, "ban")
    found = store.look_up(keys(addresses=["gone@x.example", "ada@partner.example", "z@z.example"]))
    assert found.dead == {"gone@x.example"}
    assert found.banned == {"ada@partner.example"}
    assert store.dead_addresses(["GONE@x.example", "z@z.example"]) == {
        "gone@x.example": "550 no such user"
    }


def test_mails_and_letters_of_a_period_are_counted(store: Any) -> None:
    """From `since` up to before `until`; a letter to two people is one letter."""
    record(store, 1, opened(), some_letter(1, "a@x.example", "b@x.example"))
    record(store, 2, replace(opened(), outcome="redirected"), at=NOW + timedelta(seconds=1))
    store.record(None, None, opened(), [some_letter(2)], NOW + timedelta(seconds=1))
    later = NOW + timedelta(seconds=2)
    record(store, 3, opened(), some_letter(3), at=later)
    assert store.tally(NOW, later) == {
        "mails": 2,
        "mails:opened": 1,
        "mails:redirected": 1,
        "letters:acknowledgement": 2,
    }
    assert store.tally(later + timedelta(microseconds=1), later + timedelta(days=1)) == {"mails": 0}


# -- tickets --


def test_tickets_are_listed_by_partner_owner_and_openness(store: Any) -> None:
    """`mailbot tickets list` and the digests ask so."""
    shut = some_ticket(3, some_unit(1, State.CLOSED_EXPIRED), owner="luca")
    record(store, 1, opened(some_ticket(1, owner="luca"), some_ticket(2, partner="gfo"), shut))

    def numbers(**wish: Any) -> list[int]:
        return [int(t.number[-1]) for t in store.tickets(**wish)]

    assert numbers() == [1, 2, 3]
    assert numbers(open_only=True) == [1, 2]
    assert numbers(partner="gfo") == [2]
    assert numbers(owner="luca") == [1, 3]
    assert numbers(owner="luca", open_only=True) == [1]
    assert numbers(partner="retipiu", owner="luca", open_only=True) == [1]
    assert numbers(partner="nobody") == []


def test_tickets_come_up_when_their_alarm_is_due(store: Any) -> None:
    """A review looks at what is due, not at all tickets (I8)."""
    record(store, 1, opened(some_ticket(1), replace(some_ticket(2), clocks=())))
    alarm = NOW + timedelta(hours=6)
    assert store.tickets_due(alarm - timedelta(seconds=1)) == []
    assert store.tickets_due(alarm) == [some_ticket(1)]
    record(store, 2, opened(replace(some_ticket(1), clocks=())))
    assert store.tickets_due(alarm + timedelta(days=30)) == []


# -- the outbox (mail-layer 26) --


def test_each_recipient_has_a_posting_of_its_own(store: Any) -> None:
    """One bad recipient never stops the others."""
    record(store, 1, opened(), some_letter(1, "a@x.example", "B@x.example", "a@x.example"))
    postings = store.due_postings(NOW)
    assert [p.recipient for p in postings] == ["a@x.example", "b@x.example"]
    store.posted(postings[0], Receipt(Delivery.FAILED, 550, "no such user"), None, NOW)
    store.posted(postings[1], Receipt(Delivery.SENT, 250), None, NOW)
    assert store.outbox_counts() == {"pending": 0, "retrying": 0, "sent": 1, "failed": 1}
    assert store.due_postings(NOW + timedelta(days=9)) == []


def test_a_letter_that_must_wait_comes_back_at_its_time(store: Any) -> None:
    """4xx retries: due at the named instant, not before, with the count of tries."""
    record(store, 1, opened(), some_letter(1))
    later = NOW + timedelta(minutes=5)
    [posting] = store.due_postings(NOW)
    store.posted(posting, Receipt(Delivery.RETRY, 451, "busy"), later, NOW)
    assert store.outbox_counts()["retrying"] == 1
    assert store.due_postings(later - timedelta(microseconds=1)) == []
    [again] = store.due_postings(later)
    assert (again.tries, again.due, again.raw) == (1, later, posting.raw)


def test_the_longest_waiting_letters_come_first_and_bounded(store: Any) -> None:
    """Oldest first, at most as many as asked for."""
    for n in range(4):
        record(store, n, opened(), some_letter(n), at=NOW - timedelta(seconds=n))
    ids = [p.message_id[:18] for p in store.due_postings(NOW, limit=2)]
    assert ids == ["<RMA-2026-00001.n3", "<RMA-2026-00001.n2"]


def test_a_letter_to_a_dead_address_is_kept_and_not_sent(store: Any) -> None:
    """A permanent failure stops further letters and those that wait (mail-layer 10)."""
    record(store, 1, opened(), some_letter(1, "gone@x.example", "here@x.example"))
    dead = AddressState("gone@x.example", True, "550 no such user")
    record(store, 2, replace(opened(), addresses=(dead,)), some_letter(2, "gone@x.example"))
    assert [p.recipient for p in store.due_postings(NOW)] == ["here@x.example"]
    assert store.outbox_counts() == {"pending": 1, "retrying": 0, "sent": 0, "failed": 2}
    alive = AddressState("gone@x.example", False, "")
    record(store, 3, replace(opened(), addresses=(alive,)), some_letter(3, "gone@x.example"))
    assert len(store.due_postings(NOW)) == 2


def test_a_posting_given_up_while_it_was_tried_does_not_wait_again(store: Any) -> None:
    """The address died between the try and its answer."""
    record(store, 1, opened(), some_letter(1, "gone@x.example"))
    [posting] = store.due_postings(NOW)
    dead = AddressState("gone@x.example", True, "550")
    record(store, 2, replace(opened(), addresses=(dead,)))
    store.posted(posting, Receipt(Delivery.RETRY, 451), NOW + timedelta(minutes=1), NOW)
    assert store.outbox_counts()["failed"] == 1
    store.posted(posting, Receipt(Delivery.SENT, 250), None, NOW)
    assert store.outbox_counts()["sent"] == 1


@pytest.mark.parametrize(("seconds", "count"), [(-1, 2), (0, 2), (1, 1), (61, 0)])
def test_letters_are_counted_from_an_instant_on(store: Any, seconds: int, count: int) -> None:
    """What the loop breaker asks, per recipient, and per recipient and reference."""
    record(store, 1, opened(), some_letter(1, "a@x.example", "b@x.example"))
    other = some_letter(1, "a@x.example", reference="RMA-2026-00002")
    record(store, 2, opened(), other, at=NOW + timedelta(minutes=1))
    since = NOW + timedelta(seconds=seconds)
    assert store.letters_since("A@x.example", since) == count
    assert store.letters_since("a@x.example", since, "RMA-2026-00002") == (count > 0)


# -- quarantine (mail-layer 4) --


def test_failures_of_the_same_bytes_are_counted(store: Any) -> None:
    """Three tries, kept over a restart: the count is the store's."""
    raw, _ = some_mail(1)
    other, _ = some_mail(2)
    counts = [store.failed(raw, "boom", NOW) for _ in range(3)]
    assert [*counts, store.failed(other, "boom", NOW)] == [1, 2, 3, 1]


def test_a_mail_set_aside_is_kept_with_its_bytes_and_told_once(store: Any) -> None:
    """Raw bytes, error and count stay for a person; staff hear of it once."""
    raw, mail = some_mail(1)
    store.failed(raw, "boom", NOW)
    assert not store.is_set_aside(raw)
    assert store.quarantine(raw, "boom", NOW)
    assert not store.quarantine(raw, "boom", NOW)
    assert store.is_set_aside(raw)
    [aside] = store.set_aside()
    assert aside.digest == mail.digest
    assert (aside.message_id, aside.sender) == ("<m1@partner.example>", "ada@partner.example")
    assert (aside.reason, aside.tries, aside.state) == ("boom", 1, "held")
    assert aside.received == NOW
    assert store.raw(mail.digest) == raw.raw


def test_a_decision_may_set_a_mail_aside_and_release_another(store: Any) -> None:
    """Quarantine and release are part of the one commit of the mail that caused them."""
    raw, mail = some_mail(1)
    store.failed(raw, "boom", NOW)
    store.record(raw, None, replace(opened(), quarantine="virus"), (), NOW)
    assert [s.reason for s in store.set_aside()] == ["virus"]
    release = replace(opened(), release=((mail.digest, "release"), ("unknown", "drop")))
    record(store, 2, release)
    [aside] = store.set_aside()
    assert (aside.state, aside.tries) == ("released", 0)
    assert not store.settle(mail.digest, "drop")


def test_a_released_mail_is_new_again(store: Any) -> None:
    """It was recorded as set aside; handled once more, what comes of it is kept."""
    raw, mail = some_mail(1)
    aside = replace(opened(), quarantine="virus")
    store.record(raw, mail, aside, [some_letter(1, reference="DESK-2026-00004")], NOW)
    asked = keys(references=["DESK-2026-00004", "DESK-2026-00005"])
    assert store.look_up(asked).held == {"DESK-2026-00004": mail.digest}
    assert store.settle(mail.digest, "release")
    assert store.look_up(asked).held == {}
    assert store.seen(mail.message_id, mail.digest) == ""
    store.record(raw, mail, opened(some_ticket(1)), (), NOW)
    assert store.ticket("RMA-2026-00001") is not None


@pytest.mark.parametrize("verdict", ["drop", "ban"])
def test_a_dropped_mail_stays_known(store: Any, verdict: str) -> None:
    """When it is delivered again it is a duplicate, and its bytes are still there."""
    raw, mail = some_mail(1)
    store.record(raw, mail, replace(opened(), quarantine="spam"), (), NOW)
    assert store.settle(mail.digest, verdict)
    assert store.seen(mail.message_id, mail.digest) == "duplicate"
    assert store.raw(mail.digest) == raw.raw


def test_garbage_can_be_set_aside(store: Any) -> None:
    """Bytes that are no mail at all are listed as well."""
    raw, _ = some_mail(1)
    noise = replace(raw, raw=bytes(range(256)) * 100)
    assert store.quarantine(noise, "no mail\nat all" + "x" * 1000, NOW)
    [aside] = store.set_aside()
    assert store.raw(aside.digest) == noise.raw
    assert len(aside.reason) == 500


# -- marks, registry --


def test_marks_of_a_decision_are_kept_in_its_commit(store: Any) -> None:
    """A digest goes out exactly once: its letter and its mark are one commit."""
    decision = replace(opened(), marks={"digest:staff": "2026-11-20"})
    store.record(None, None, decision, [some_letter(1)], NOW)
    assert store.mark("digest:staff") == "2026-11-20"
    bad = replace(decision, marks={"digest:staff": "2026-11-21"}, tickets=(some_ticket(1),))
    broken = replace(bad, tickets=(replace(some_ticket(1), number="x"),))
    with pytest.raises(ValueError, match="does not end"):
        store.record(None, None, broken, (), NOW)
    assert store.mark("digest:staff") == "2026-11-20"


def test_marks_are_remembered(store: Any) -> None:
    """Last review, last digest: a small text each."""
    assert store.mark("review") == ""
    store.set_mark("review", "a")
    store.set_mark("review", "b")
    assert (store.mark("review"), store.mark("other")) == ("b", "")


def test_an_import_replaces_all_or_nothing(store: Any) -> None:
    """A row that fails in the middle leaves the registry as it was."""
    assert store.import_sales(map(some_sold, range(3))) == 3

    def broken() -> Iterator[Any]:
        yield some_sold(7)
        raise RuntimeError("line 2")

    with pytest.raises(RuntimeError):
        store.import_sales(broken())
    assert len(list(store.sold())) == 3
    assert store.import_sales([some_sold(9, "gfo"), some_sold(10)]) == 2
    assert list(store.sold("gfo")) == [some_sold(9, "gfo")]
    assert store.look_up(keys(serials=["IG4000001"])).sold == {}


def test_the_directory_is_replaced_with_its_addresses(store: Any) -> None:
    """A partner who is gone is not found by his address any more."""
    store.import_partners([some_partner("old")])
    partner = some_partner("new", vat_rate="10", return_address="Via Roma 1\nMilano")
    assert store.import_partners([partner]) == 1
    assert list(store.partners()) == [partner]
    assert store.look_up(keys(addresses=["info@old.example"])).partners == {}
