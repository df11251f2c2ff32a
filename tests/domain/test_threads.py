"""Which ticket a mail names, and whether it proves it (mail-layer 14, 15)."""

from dataclasses import replace

import pytest

from mailbot.domain.site import Site
from mailbot.domain.threads import (
    LetterRef,
    find_bare_references,
    find_references,
    is_genuine,
    letter_id,
    parse_letter_refs,
    reply_address,
    spell_reference,
)

TO = ("ada@partner.example",)


@pytest.mark.parametrize(
    "text",
    [
        "[RMA-2026-00042] Nuova richiesta",
        "Re: rma 2026/42",
        "RMA2026-00042",
        "RMA n. 2026-42",
        "RMA n° 00042/2026",
        "RMA nr 2026_42",
        "pratica RMA: 2026-00042.",
        "(RMA#2026-42)",
    ],
)
def test_a_number_is_read_in_any_form_people_type(site: Site, text: str) -> None:
    """`RMA-2026-00042` is read also as `RMA 2026/00042`, `00042/2026` (decisions 15)."""
    assert find_references(text, site) == ("RMA-2026-00042",)


@pytest.mark.parametrize("text", ["2026-42", "00042/2026", "la 2026/00042 è ferma"])
def test_a_bare_number_is_only_a_hint(site: Site, text: str) -> None:
    """Without the prefix many other numbers look the same."""
    assert find_references(text, site) == ()
    assert find_bare_references(text, site) == ("RMA-2026-00042",)


@pytest.mark.parametrize("text", ["20/11/2026", "12.4.2026-3", "10.2026/11.5", "ORMA-2026-00042"])
def test_dates_and_other_words_are_no_numbers(site: Site, text: str) -> None:
    """A date in a subject must not join a ticket."""
    assert find_references(text, site) == ()
    assert find_bare_references(text, site) == ()


def test_numbers_in_one_text_are_bounded(site: Site) -> None:
    """At most 50: below, at and above."""
    for count, kept in ((49, 49), (50, 50), (51, 50)):
        text = " ".join(f"RMA-2026-{n:05}" for n in range(1, count + 1))
        assert len(find_references(text, site)) == kept
        assert len(find_bare_references(text.replace("RMA-", ""), site)) == kept


def test_a_letter_is_known_again_by_its_id_and_its_answer_address(site: Site) -> None:
    """The token says which letter and to whom it went; both places carry it."""
    for text in (
        letter_id(site, "RMA-2026-00042", 7, TO),
        reply_address(site, "RMA-2026-00042", 7, TO).upper(),
    ):
        (ref,) = parse_letter_refs(text)
        assert (ref.reference, ref.n) == ("RMA-2026-00042", 7)
        assert is_genuine(site, ref, TO)


def test_a_token_proves_nothing_else(site: Site) -> None:
    """Another ticket, letter, recipient or key: not genuine."""
    (ref,) = parse_letter_refs(letter_id(site, "RMA-2026-00042", 7, TO))

    assert not is_genuine(site, replace(ref, reference="RMA-2026-00043"), TO)
    assert not is_genuine(site, replace(ref, n=8), TO)
    assert not is_genuine(site, ref, ("eve@partner.example",))
    assert not is_genuine(replace(site, secret=b"x" * 32), ref, TO)
    assert not is_genuine(site, LetterRef(ref.reference, 7, ref.token[:-1] + "?"), TO)


def test_recipients_count_in_any_order_and_case(site: Site) -> None:
    """The same letter has the same id whenever it is made (mail-layer 12)."""
    both = ("Ada@Partner.example", "bob@partner.example")

    assert letter_id(site, "RMA-2026-00001", 1, both) == letter_id(
        site, "RMA-2026-00001", 1, [a.lower() for a in reversed(both)]
    )


def test_without_plus_addressing_answers_go_to_the_desk(site: Site) -> None:
    """Some servers refuse `rma+x@`; then only the Message-ID carries the token."""
    plain = replace(site, plus_addressing=False)

    assert reply_address(plain, "RMA-2026-00042", 7, TO) == site.address


def test_letters_named_in_one_text_are_bounded(site: Site) -> None:
    """At most 100 letter ids are looked at: References can be very long."""
    text = " ".join(letter_id(site, "RMA-2026-00042", n, TO) for n in range(1, 120))

    assert len(parse_letter_refs(text)) == 100


def test_a_number_is_spelled_one_way() -> None:
    """The desk's own spelling is settable in its width."""
    assert spell_reference("RMA", 2026, 42) == "RMA-2026-00042"
    assert spell_reference("REF", 2026, 123456, 5) == "REF-2026-123456"
