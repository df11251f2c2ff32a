"""One letter to the same people about the same thing, numbered (decisions 3, mail-layer 12)."""

from mailbot.domain.decision import Audience, Decision, Document, Notification, Numbers, Part
from mailbot.domain.hearers import part, to_staff
from mailbot.domain.letters import PARTS, merge_letters, number_letters
from mailbot.domain.mail import Address
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.threads import is_genuine, parse_letter_refs
from tests.domain.exchange import OLD, PHONE, Exchange

NUMBERS = Numbers("RMA-2026-00009", "REF-2026-00009", "DIG-2026-00009", "DESK-2026-00009")


def test_every_part_with_a_rank_is_a_letter() -> None:
    """PARTS and NOTIFICATIONS agree."""
    assert set(PARTS) <= set(NOTIFICATIONS)
    assert len(set(PARTS)) == len(PARTS)


def test_every_part_that_is_told_has_exactly_the_facts_of_its_row() -> None:
    """Over the letters of a whole way through the desk."""
    seen: set[str] = set()

    class Watched(Exchange):
        def keep(self, decision: Decision) -> None:
            for told in (p for letter in decision.notifications for p in letter.parts):
                assert set(told.facts) == set(NOTIFICATIONS[told.name].facts), told.name
                seen.add(told.name)
            super().keep(decision)

    for state in ("quoted", "in_process_covered"):
        Watched().brings_to(state)
    assert {"acknowledgement", "approval", "quote", "outcome", "transcript"} <= seen


def test_letters_to_the_same_people_are_one_in_the_order_of_importance() -> None:
    """Decisions 3: two TESTED lines and a quote make one letter."""
    desk = Exchange()
    ticket = desk.opens(PHONE, OLD)
    one, two = ticket.units
    to = ticket.requester.address

    def letter(*parts: Part) -> Notification:
        return Notification(parts, (to,), "it", Audience.PARTNER, ticket, ticket.number)

    decision = Decision(
        "x",
        tickets=(ticket,),
        notifications=(
            letter(part("outcome", units=(two,))),
            letter(part("outcome", units=(one,))),
            letter(part("approval", units=(one,), accepted_on=None, valid_until=None)),
            letter(part("reply", text="a"), part("reply", text="a")),
        ),
    )
    (merged,) = merge_letters(decision)
    assert [p.name for p in merged.parts] == ["approval", "outcome", "reply"]
    assert [u.number for u in merged.parts[1].facts["units"]] == [1, 2]


def test_a_part_that_is_no_longer_true_is_left_out() -> None:
    """Not repairable, and quoted for replacement in the same mail: no collection any more."""
    desk = Exchange()
    desk.brings_to("received", OLD)
    ticket = desk.ticket
    held = part("collect_or_dispose", units=ticket.units, why="not_repairable", last_day=None)
    letter = Notification(
        (held,), (ticket.requester.address,), "it", Audience.PARTNER, ticket, ticket.number
    )
    assert merge_letters(Decision("x", tickets=(ticket,), notifications=(letter,))) == ()


def test_numbers_go_on_and_the_token_says_to_whom() -> None:
    """Mail-layer 14: the record has the Message-ID that the letter will carry."""
    desk = Exchange()
    ticket = desk.opens(PHONE)
    assert [x.n for x in ticket.letters] == [1, 2]
    (ref,) = parse_letter_refs(ticket.letters[0].message_id)
    assert is_genuine(desk.site, ref, ticket.letters[0].to)
    assert not is_genuine(desk.site, ref, ("x@y.example",))


def test_a_letter_that_belongs_to_nothing_gets_the_desks_own_number() -> None:
    """Two such letters of one mail are numbered within it."""
    desk = Exchange()
    letters = (
        to_staff(desk.site, "support", part("help", commands=(), topic="")),
        Notification((part("not_a_partner"),), (Address("a@b.example"),), "it", Audience.STRANGER),
        Notification((part("not_a_partner"),), (), "it", Audience.STRANGER),
    )
    decision = number_letters(Decision("x", notifications=letters), desk.site, NUMBERS, desk.now)
    assert [(n.reference, n.n) for n in decision.notifications] == [
        ("DESK-2026-00009", 1),
        ("DESK-2026-00009", 2),
    ]


def test_a_letter_about_a_ticket_that_did_not_change_is_on_record_there() -> None:
    """Its answer must find its way back."""
    desk = Exchange()
    ticket = desk.opens(PHONE)
    letter = to_staff(desk.site, "support", part("ticket_status"), ticket=ticket)
    decision = number_letters(Decision("x", notifications=(letter,)), desk.site, NUMBERS, desk.now)
    assert decision.notifications[0].n == 3
    assert [x.n for x in decision.tickets[0].letters] == [1, 2, 3]


def test_the_same_decision_gives_the_same_letters() -> None:
    """Mail-layer 2, 12."""
    desk = Exchange()
    ticket = desk.opens(PHONE)
    letter = to_staff(desk.site, "support", part("ticket_status"), ticket=ticket)
    decision = Decision("x", notifications=(letter,))
    first = number_letters(decision, desk.site, NUMBERS, desk.now)
    assert number_letters(decision, desk.site, NUMBERS, desk.now) == first


def test_each_quote_has_its_paper_and_several_approvals_one_label() -> None:
    """R23, R45: papers of one kind are bound together where they say the same of other units."""
    desk = Exchange()
    ticket = desk.opens(PHONE, OLD)
    one, two = ticket.units
    papers = (
        Document("label", {"units": (one,), "accepted_on": None}),
        Document("label", {"units": (two,), "accepted_on": None}),
        Document("quote", {"quote": 1, "units": (one,)}),
        Document("quote", {"quote": 2, "units": (two,)}),
    )
    letters = tuple(
        Notification(
            (part("reply", text=str(n)),),
            (ticket.requester.address,),
            "it",
            Audience.PARTNER,
            ticket,
            ticket.number,
            documents=(paper,),
        )
        for n, paper in enumerate(papers)
    )
    (merged,) = merge_letters(Decision("x", tickets=(ticket,), notifications=letters))
    assert [(d.kind, len(d.facts["units"])) for d in merged.documents] == [
        ("label", 2), ("quote", 1), ("quote", 1),
    ]  # fmt: skip
