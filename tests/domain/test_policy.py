"""Who wrote a mail, and how far that is believed (mail-layer 16)."""

import pytest

from mailbot.domain.intent import Strength
from mailbot.domain.mail import Address
from mailbot.domain.policy import is_same_organisation, judge_sender, parse_results, relation
from mailbot.domain.registry import Partner, Role
from tests.domain.eyesight import ROSSI, found, mail, site

LUCA = "luca.conti@voismart.example"
ME = "mx1.voismart.example"
BELIEVED = (
    f"{ME}; auth=pass smtp.auth=luca.conti smtp.mailfrom={LUCA}",
    f"{ME}; auth=pass smtp.auth={LUCA}",
    f"{ME}; dkim=pass header.d=voismart.example",
    f"{ME}; spf=pass smtp.mailfrom=voismart.example",
    f"{ME}; spf=pass smtp.mailfrom={LUCA}",
    f"{ME} 1; dmarc=pass (p=none) header.from=voismart.example",
)
DENIED = (
    f"{ME}; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=fail header.from=x.example",
    f"{ME}; auth=pass smtp.auth=lab; dkim=pass header.d=voismart.example",
    f"{ME}; auth=fail smtp.auth=luca.conti; dkim=pass header.d=voismart.example",
    f"{ME}; dkim=pass header.d=evil.example",
    f"{ME}; spf=pass smtp.mailfrom=hotpost.example",
    "mx.evil.example; auth=pass smtp.auth=luca.conti",
    f"(x {ME}; dkim=pass",
    "",
)


def said(*results: str) -> dict[str, object]:
    """Headers with these results, topmost first."""
    return {"headers": tuple(("authentication-results", r) for r in results)}


@pytest.mark.parametrize("results", BELIEVED)
def test_staff_whom_our_server_vouches_for_are_staff(results: str) -> None:
    """auth, DKIM, SPF or DMARC that is aligned with the From. (mail-layer 16)"""
    sender = judge_sender(mail("x", LUCA, **said(results)), found(), site())
    assert (sender.role, sender.strength, sender.id) == (Role.STAFF, Strength.ALIGNED, "luca.conti")


@pytest.mark.parametrize("results", DENIED)
def test_forged_staff_are_unknown(results: str) -> None:
    """Results of others, of another login, of another domain vouch for nobody."""
    forged = f"{ME}; auth=pass smtp.auth=luca.conti"
    sender = judge_sender(mail("x", LUCA, **said(results, forged)), found(), site())
    assert (sender.role, sender.strength) == (Role.UNKNOWN, Strength.FROM)


def test_staff_of_whom_nothing_is_said_are_as_strong_as_their_from() -> None:
    """A bare From is a claim: a code goes to the address on file. (mail-layer 17)"""
    sender = judge_sender(mail("x", LUCA), found(), site())
    assert (sender.role, sender.strength) == (Role.STAFF, Strength.FROM)


def test_an_address_of_ours_that_nobody_has_is_unknown() -> None:
    """Our domain alone makes no member of staff."""
    forged = mail("x", "capo@voismart.example", **said(BELIEVED[2]))
    assert judge_sender(forged, found(), site()).role is Role.UNKNOWN


def test_partners_are_known_by_the_directory() -> None:
    """Role and id come from the directory; a stranger has none."""
    sender = judge_sender(mail("x"), found(), site())
    assert (sender.role, sender.id, sender.partner) == (Role.QUALITY_PARTNER, "rossi", ROSSI)
    assert judge_sender(mail("x", "z@z.example"), found(), site()).role is Role.UNKNOWN


def test_several_senders_are_nobody() -> None:
    """Several From addresses: none. (mail-layer 16)"""
    two = mail("x")
    two = type(two)(
        **{f: getattr(two, f) for f in two.__slots__}
        | {"senders": (Address("a@rossi.example"), Address(LUCA))}
    )
    sender = judge_sender(two, found(), site())
    assert (sender.role, sender.strength) == (Role.UNKNOWN, Strength.NONE)
    assert sender.address.email == "a@rossi.example"


def test_the_results_are_parsed_within_bounds() -> None:
    """Only our server's header, 4 KB of it, without comments. (libraries.md 7)"""
    assert parse_results(f"{ME}; dkim=pass (good; x) header.d=a.example", ME) == [
        ("dkim", "pass", {"header.d": "a.example"})
    ]
    assert parse_results("other; dkim=pass", ME) is None
    assert parse_results(f"{ME}; {'(' * 100_000}", ME) is not None


def test_organisations_are_told_by_their_domain() -> None:
    """A parent domain signs for its children, a bare suffix for nobody."""
    assert is_same_organisation("voismart.example", "mail.voismart.example")
    assert not is_same_organisation("example", "voismart.example")
    assert not is_same_organisation("art.example", "voismart.example")


def test_a_dealer_speaks_of_what_his_distributor_bought() -> None:
    """Near serials are proposed from his own and his distributor's purchases. (A26)"""
    dealer = Partner("elettro", "Elettro", Role.DEALER, distributor_id="fiore")
    assert relation(dealer) == {"elettro", "fiore"}
    assert relation(None) == frozenset()


@pytest.mark.parametrize("deep", [1, 7, 8, 9, 20])
def test_a_domain_in_a_comment_vouches_for_nobody(deep: int) -> None:
    """RFC 8601 section 2.2: comments nest and say nothing, however deep they are."""
    comment = "( header.d=voismart.example " + "( " * (deep - 1) + ") " * deep
    results = said(f"{ME}; dkim=pass {comment} header.d=evil.example")
    sender = judge_sender(mail("x", LUCA, **results), found(), site())
    assert (sender.role, sender.strength) == (Role.UNKNOWN, Strength.FROM)


@pytest.mark.parametrize(("deep", "strength"), [(7, 2), (8, 2), (9, 1)])
def test_comments_within_comments_are_read_over(deep: int, strength: int) -> None:
    """RFC 8601 section 2.2: what stands after eight of them still counts, after nine no more."""
    comment = "(" * deep + "good" + ")" * deep
    results = said(f"{ME}; dkim=pass {comment} header.d=voismart.example")
    sender = judge_sender(mail("x", LUCA, **results), found(), site())
    assert sender.strength is Strength(strength)
