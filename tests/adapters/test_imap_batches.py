"""Which mails are fetched together, and what we remember of a folder."""

import pytest

from mailbot.adapters.imap_batches import Batch, Handled, plan_batches, read_uid, spell_uid


def plan(*sizes: int, mails: int = 3, octets: int = 100, limit: int = 200) -> list[Batch]:
    return list(plan_batches(list(enumerate(sizes, 1)), mails, octets, limit))


def test_a_batch_has_at_most_so_many_mails() -> None:
    """Below, at and above the bound (libraries.md 1.2)."""
    assert plan(1, 1) == [Batch((1, 2))]
    assert plan(1, 1, 1) == [Batch((1, 2, 3))]
    assert plan(1, 1, 1, 1) == [Batch((1, 2, 3)), Batch((4,))]


def test_a_batch_has_at_most_so_many_bytes() -> None:
    """Below, at and above the bound; a heavier mail comes alone."""
    assert plan(50, 49) == [Batch((1, 2))]
    assert plan(50, 50) == [Batch((1, 2))]
    assert plan(50, 51) == [Batch((1,)), Batch((2,))]
    assert plan(1, 150, 1) == [Batch((1,)), Batch((2,)), Batch((3,))]


def test_a_mail_over_the_limit_comes_alone_and_cut() -> None:
    """Below, at and above the bound (mail-layer 6)."""
    assert plan(199) == plan(200) == [Batch((1,))]
    assert plan(1, 201, 1) == [Batch((1,)), Batch((2,), cut=True), Batch((3,))]


def test_nothing_makes_no_batch() -> None:
    """An empty mailbox asks nothing of the server."""
    assert plan() == []


def test_a_uid_is_read_back() -> None:
    """A UID means something only under its UIDVALIDITY."""
    assert read_uid(spell_uid(7, 42)) == (7, 42)


@pytest.mark.parametrize("text", ["", "7", "7:", ":7", "a:b", "7:-1", "1.host:2,S"])
def test_what_is_no_uid_of_ours_means_no_mail(text: str) -> None:
    """UIDs are never zero (RFC 3501 section 2.3.1.1)."""
    assert read_uid(text) == (0, 0)


def test_handled_mails_are_remembered_in_few_words() -> None:
    """All below the first unhandled one are one number."""
    handled = Handled(7).plus([1, 2, 4, 9]).settled([1, 2, 3, 4, 9])

    assert handled.text() == "7:2:4,9"
    assert [u for u in range(1, 11) if u in handled] == [1, 2, 4, 9]
    assert handled.plus([3]).settled([3, 4, 9]).text() == "7:9:"
    assert Handled(7, 5).settled([]).text() == "7:5:"
    assert Handled(7).plus([3]).settled([]).text() == "7:3:"


def test_what_was_remembered_is_read_back() -> None:
    """And nothing at all of what is no such text."""
    for handled in (Handled(7, 2, frozenset({4, 9})), Handled(7, 2), Handled()):
        assert Handled.parse(handled.text()) == handled
    for text in ("", "7", "7:2:x", "::", "a:1:"):
        assert Handled.parse(text) == Handled()


def test_new_numbers_forget_the_old_ones() -> None:
    """A change of UIDVALIDITY (mail-layer 7)."""
    assert Handled(7, 5).under(8) == Handled(8)
    assert Handled(7, 5).under(7) == Handled(7, 5)
