"""Our own odd mails, each with what is true of it."""

from pathlib import Path

import pytest
import yaml

from tests.corpus.eyes import Eyes
from tests.corpus.scoring import LEAST, Score, score

HERE = Path(__file__).parent
TRUTHS = yaml.safe_load((HERE / "truth.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mails() -> Score:
    """The figures of this folder."""
    eyes = Eyes(HERE / "desk.toml", HERE / "sales.csv", HERE / "partners.csv")
    reports = list(eyes.report(HERE / t["file"] for t in TRUTHS))
    eyes.close()
    return score(TRUTHS, reports)


def test_each_mail_of_the_folder_has_its_truth() -> None:
    """A mail without expected values would prove nothing. (house style 30)"""
    assert {t["file"] for t in TRUTHS} == {p.name for p in HERE.glob("*.eml")}
    assert len(TRUTHS) >= 60


@pytest.mark.parametrize("figure", LEAST)
def test_the_figure_of_our_own_mails_is_reached(mails: Score, figure: str) -> None:
    """Each figure of understanding has a least value. (issue 4)"""
    assert mails.total[figure] > 0
    assert mails.figure(figure) >= LEAST[figure], mails.wrong


def test_what_must_never_be_is_not_in_our_own_mails(mails: Score) -> None:
    """No false serial, no false acceptance, no command wrongly run. (issue 4)"""
    assert not any(mails.never.values()), mails.wrong
