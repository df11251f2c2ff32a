"""The demonstration: the sample desk is sound, the whole story happens, and a lie is noticed."""

import os
import re
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

pytest.importorskip("mail_devel", reason="the demo extra is not installed")

from mailbot.adapters.registry_csv import read_partners, read_sales
from mailbot.config import load_config
from mailbot.demo import play
from mailbot.demo.accounts import Passage
from mailbot.demo.catalogue import COVERED, DESK, EXPIRED, PARTNER, settings, write_registry
from mailbot.demo.post import Letter, Post, write_mail
from mailbot.demo.postoffice import Ports
from mailbot.demo.run import run_demo
from mailbot.demo.show import Shown
from mailbot.demo.story import STORY, Step
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.states import State
from mailbot.domain.warranty import judge
from tests.conftest import ROOT

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LETTER = (
    f"From: {DESK}\r\nReply-To: rma+rma-2026-00001.n1.abc@voismart.example\r\nTo: {PARTNER}\r\n"
    "Message-ID: <RMA-2026-00001.n1.abc@voismart.example>\r\nSubject: Re: x\r\n\r\nprima\r\n> y\r\n"
).encode()


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29), date(2031, 12, 31)])
def test_the_sample_registry_means_the_same_on_every_day(tmp_path: Path, today: date) -> None:
    """One unit is in warranty and one is not, whenever the demo runs (R10, R12)."""
    partners, sales = write_registry(tmp_path, today)
    (tmp_path / "mailbot.toml").write_text(settings(1, 2, "x"), encoding="utf-8")
    terms = load_config(tmp_path / "mailbot.toml").site.warranty

    known = {partner.id for partner in read_partners(partners)}
    sold = {unit.serial: unit for unit in read_sales(sales)}

    assert {unit.sold_to for unit in sold.values()} <= known
    assert judge(sold[COVERED], today, terms).covered == "in"
    assert judge(sold[EXPIRED], today, terms).covered == "out"


def test_the_story_speaks_of_letters_and_states_that_exist() -> None:
    """A letter or state that is renamed is renamed here too."""
    for step in STORY:
        assert {name for name, _ in step.letters} <= set(NOTIFICATIONS), step.title
        assert not step.answers or step.answers in NOTIFICATIONS
        assert set(step.states) <= {state.value for state in State}


def test_a_person_answers_as_a_mail_program_does() -> None:
    """To the Reply-To, in the thread, new words on top, the letter quoted below."""
    mail = write_mail(PARTNER, "accetto", NOW, answers=Letter("quote", PARTNER, LETTER))

    assert mail["To"] == "rma+rma-2026-00001.n1.abc@voismart.example"
    assert mail["Subject"] == "Re: x"
    assert mail["In-Reply-To"] == "<RMA-2026-00001.n1.abc@voismart.example>"
    lines = mail.get_content().splitlines()
    assert lines[0] == "accetto"
    assert lines[-1] == "> prima"


def test_the_post_knows_letters_by_the_account_they_reached() -> None:
    """A copy posted to another person is another copy, and a person's mail is no letter."""
    shown: list[Shown] = []
    post = Post(lambda _id: "quote", shown.append)
    mail = write_mail(PARTNER, "ciao", NOW, subject="x").as_bytes()

    for passage in (Passage(PARTNER, (DESK,), mail), Passage(DESK, ("Other@b.example",), LETTER)):
        post.seen(passage)
        assert post.wait(1)

    assert not post.wait(0.01)
    assert post.newest("quote", "other@b.example") is not None
    assert post.newest("quote", PARTNER) is None
    assert [x.name for x in shown] == ["", "quote"]
    assert message_from_bytes(shown[0].passage.raw)["From"] == PARTNER


def _bare(line: str) -> str:
    """A line without what differs from run to run: rules, times, the year, blanks."""
    line = re.sub(r"\d+\.\d s", "", line.rstrip("─"))
    return " ".join(re.sub(r"RMA-\d{4}", "RMA", line).split())


def _readme() -> list[str]:
    """The session that the README shows."""
    (block,) = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return str(block).splitlines()


@pytest.mark.slow
def test_the_whole_story_happens() -> None:
    """Issue 2: `mailbot demo --exit` ends with 0, the first reply within 15 s of the command."""
    command = [sys.executable, "-u", "-m", "mailbot", "demo", "--exit"]
    start = time.monotonic()
    lines, first = [], 0.0
    wide = os.environ | {"COLUMNS": "110"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=wide
    ) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            lines.append(line.rstrip())
            if not first and "desk → " in line:
                first = time.monotonic() - start

    said = "\n".join(lines)
    assert demo.returncode == 0, said
    assert 0 < first < 15
    assert "Every step happened" in said
    assert "\x1b" not in said
    passed = {_bare(line) for line in lines}
    for line in _readme():
        assert _bare(line) in passed, line
    steps = re.findall(r"^── (\d+)\. ", said, re.MULTILINE)
    assert steps == [str(n) for n in range(1, len(STORY) + 1)]


@pytest.mark.slow
def test_a_letter_that_does_not_come_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The status is 0 only if every step really happened: a wrong story ends with 1."""
    hope = Step("A hope", PARTNER, STORY[0].text, (("approval", PARTNER),), subject="RMA")
    monkeypatch.setattr(play, "STORY", (hope,))
    monkeypatch.setattr(play, "_PATIENCE", 3.0)

    assert run_demo(Ports(), stay=False) is False

    said = capsys.readouterr().out
    assert f"no letter approval reached {PARTNER}" in said
    assert "Every step happened" not in said
