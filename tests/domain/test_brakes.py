"""The loop breaker for what headers do not show (mail-layer 11)."""

from dataclasses import replace

import pytest

from mailbot.domain.brakes import Sent, brake, one_person
from mailbot.domain.decision import Audience, Decision, Notification, Part
from mailbot.domain.mail import Address
from mailbot.domain.site import Site

ADA = "ada@partner.example"


RMA = "RMA-2026-00001"
KEY = (ADA, RMA)


def to(address: str) -> Notification:
    return Notification(
        (Part("status"),), (Address(address),), "it", Audience.PARTNER, reference=RMA
    )


@pytest.mark.parametrize(
    ("sent", "leaves"),
    [
        (Sent(9, 9), True),
        (Sent(10, 10), False),
        (Sent(11, 11), False),
        (Sent(0, 59), True),
        (Sent(0, 60), False),
        (Sent(0, 61), False),
        (Sent(0, 0, 999), True),
        (Sent(0, 0, 1000), False),
        (Sent(0, 0, 1001), False),
    ],
)
def test_letters_to_one_address_are_bounded(site: Site, sent: Sent, leaves: bool) -> None:
    """10 in 10 minutes, 60 in 3 hours about one ticket, 1,000 in all: below, at and above."""
    decision = brake(Decision("x", notifications=(to(ADA),)), {KEY: sent}, site)

    assert any(n.to[0].email == ADA for n in decision.notifications) is leaves


def test_a_trip_is_told_to_one_person_once(site: Site) -> None:
    """ONE person is told, once, with the address and the counts."""
    decision = Decision("x", notifications=(to(ADA), to(ADA)))

    first = brake(decision, {KEY: Sent(10, 12)}, site)
    again = brake(decision, {KEY: Sent(10, 12, told=True)}, site)

    assert [n.name for n in first.notifications] == ["loop_tripped"]
    assert first.notifications[0].to == (Address("direzione@voismart.example"),)
    assert first.notifications[0].parts[0].facts["recipient"] == ADA
    assert again.notifications == ()


def test_other_letters_of_the_same_decision_leave(site: Site) -> None:
    """Only the letters over the limit are held back."""
    decision = Decision("x", notifications=(to(ADA), to("bob@partner.example")))

    kept = brake(decision, {KEY: Sent(10, 10, told=True)}, site).notifications

    assert [n.to[0].email for n in kept] == ["bob@partner.example"]


def test_staff_are_not_counted(site: Site) -> None:
    """A busy morning of the queue is no loop."""
    support = "supporto@voismart.example"
    decision = Decision("x", notifications=(to(support),))

    assert brake(decision, {(support, RMA): Sent(500, 500, 5000)}, site) is decision


def test_a_decision_under_the_limits_is_left_as_it_is(site: Site) -> None:
    """The usual case costs nothing and changes nothing."""
    decision = Decision("x", notifications=(to(ADA),))

    assert brake(decision, {}, site) is decision


def test_the_one_person_is_the_manager_then_support(site: Site) -> None:
    """Somebody must hear of it also on a desk without a manager."""
    assert one_person(site) == "direzione@voismart.example"
    without = replace(site, role_addresses={"support": ("help@x.example",)})
    assert one_person(without) == "help@x.example"
    assert one_person(replace(site, role_addresses={})) == site.contacts.info_address


def test_what_a_command_of_staff_brings_always_leaves(site: Site) -> None:
    """A person wrote it: that is no loop, and a status change without its letter is impossible."""
    decision = Decision("commands", notifications=(to(ADA),))

    assert brake(decision, {KEY: Sent(10, 60, 1000)}, site) == decision
