"""Damaged mails are read or set aside: nothing else is raised, none takes long (issue 4)."""

import pytest

from tests.conftest import ROOT, SHARED
from tests.fuzz.mutations import MUTATIONS, damaged
from tests.fuzz.run import run

MAILS = 3_000
SEED = 20_261_120
SECONDS = 5.0


@pytest.mark.slow
def test_damaged_mails_give_a_mail_or_unreadable():
    """A seeded run over the mails we have, damaged up to three times; `make fuzz` is longer."""
    folders = [ROOT / "tests" / "mails", SHARED / "corpus", SHARED / "bounces"]
    present = tuple(f for f in folders if any(f.glob("*.eml")))
    if not present:
        pytest.skip("no mails to damage: neither tests/mails nor ../shared has any")

    found = run(present, MAILS, SEED)

    assert found.bad == ()
    assert found.read + found.unreadable == MAILS
    assert found.read > MAILS // 2  # the damage leaves most of them mails
    assert found.slowest < SECONDS, f"no. {found.slowest_number} of seed {SEED}"


def test_the_same_number_is_the_same_mail():
    """A failure can be looked at again by its number."""
    seeds = [b"From: a@b.example\r\nSubject: x\r\n\r\nguasto\r\n" * 5]

    assert [damaged(seeds, n, 1) for n in range(50)] == [damaged(seeds, n, 1) for n in range(50)]
    assert len({damaged(seeds, n, 1) for n in range(50)}) > 40


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_damage_changes_the_mail(mutation):
    """A mutation that does nothing would test nothing."""
    from random import Random

    mail = (
        b"From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b'--b\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nguasto\r\n--b--\r\n'
    )

    assert any(mutation(mail, Random(n)) != mail for n in range(20))
