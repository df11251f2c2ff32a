"""The shared mail corpus, understood as well as the figures ask."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.corpus.eyes import Eyes
from tests.corpus.scoring import LEAST, Score, score

CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def corpus() -> Score:
    """The figures of the shared corpus."""
    if not (CORPUS / "truth.yaml").exists():
        pytest.skip(f"the shared corpus is not at {CORPUS}")
    eyes = Eyes(
        Path(__file__).with_name("desk.toml"), CORPUS / "sales.csv", CORPUS / "partners.csv"
    )
    truths = yaml.safe_load((CORPUS / "truth.yaml").read_text(encoding="utf-8"))
    reports = list(eyes.report(CORPUS / t["file"] for t in truths))
    eyes.close()
    return score(truths, reports)


@pytest.mark.parametrize("figure", LEAST)
def test_the_figure_of_the_shared_corpus_is_reached(corpus: Score, figure: str) -> None:
    """Each figure of understanding has a least value. (issue 4)"""
    assert corpus.figure(figure) >= LEAST[figure], corpus.wrong


def test_what_must_never_be_is_not_in_the_shared_corpus(corpus: Score) -> None:
    """No false serial, no false acceptance, no command wrongly run. (issue 4)"""
    assert not any(corpus.never.values()), corpus.wrong
