"""The reference mails, all of them: read without trouble, machines known as machines."""

import csv
import io
import time
from datetime import UTC, datetime

import pytest
import yaml

from mailbot.domain.intent import MACHINE_KINDS
from mailbot.domain.mail import RawMail
from mailbot.domain.triage import machine_reason

RECEIVED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# Of 104 reports one names no recipient and two none that is an address.
LEAST_RECIPIENTS, LEAST_STATUSES, LEAST_IDS = 102, 101, 86


@pytest.fixture(scope="module")
def bounces(shared_files, reader):
    """Every real report, read."""
    return {
        path.name: reader.read(RawMail("1", path.read_bytes(), RECEIVED))
        for path in shared_files("bounces")
    }


@pytest.fixture(scope="module")
def shared_files():
    """The mails of a folder of the reference material."""
    from tests.conftest import SHARED

    def of(folder: str):
        found = sorted((SHARED / folder).glob("*.eml"))
        if not found:
            pytest.skip(f"../shared/{folder} is not here: the reference mails cannot be read")
        return found

    return of


def test_every_real_report_is_machine_mail(bounces, site):
    """None may open or move a ticket or be answered (../shared/bounces)."""
    people = [name for name, mail in bounces.items() if machine_reason(mail, site) is None]

    assert people == []
    assert all(machine_reason(m, site).kind in MACHINE_KINDS for m in bounces.values())


def test_who_and_why_are_found_in_almost_all_reports(bounces):
    """The letter is found and the address gets a state (mail-layer 10)."""
    reports = [mail.report for mail in bounces.values() if mail.report is not None]

    assert len(reports) >= 104
    assert sum(bool(r.recipient) for r in reports) >= LEAST_RECIPIENTS
    assert sum(bool(r.status) for r in reports) >= LEAST_STATUSES
    assert sum(bool(r.original_message_id) for r in reports) >= LEAST_IDS


def test_the_corpus_is_read_as_its_truth_says(shared_files, reader, site):
    """Sender, machine kind and the words of each mail; 70 mails in under 10 s, photos included."""
    files = shared_files("corpus")
    truth = {t["file"]: t for t in yaml.safe_load((files[0].parent / "truth.yaml").read_text())}
    start = time.process_time()
    mails = {p.name: reader.read(RawMail("1", p.read_bytes(), RECEIVED)) for p in files}
    seconds = time.process_time() - start

    machine = {kind.value for kind in MACHINE_KINDS}
    for name, mail in mails.items():
        expected = truth[name]
        found = machine_reason(mail, site)
        kind = found.kind.value if found is not None else "person"
        assert kind == (expected["kind"] if expected["kind"] in machine else "person"), name
        assert mail.senders[0].email == expected["sender_address"], name
        assert mail.problems == (), name
    assert seconds < 10


def test_the_serials_of_the_corpus_can_be_read(shared_files, reader):
    """What the truth says stands in a mail does stand in what we read of it, where it says."""
    files = shared_files("corpus")
    folder = files[0].parent
    truth = yaml.safe_load((folder / "truth.yaml").read_text())
    known = csv.DictReader(io.StringIO((folder / "sales.csv").read_text()))
    serials = {row["serial"] for row in known}
    missing = []
    for entry in truth:
        mail = reader.read(RawMail("1", (folder / entry["file"]).read_bytes(), RECEIVED))
        said = bare(everything(mail))
        for unit in entry["units"]:
            if unit["serial"] in serials:
                written = unit["as_written"] or ()
                missing += [(entry["file"], w) for w in written if bare(w) not in said]
    assert missing == []


def everything(mail) -> str:
    """All that was read out of a mail."""
    words = [mail.subject, mail.text, mail.html_text, *(str(t.rows) for t in mail.tables)]
    for file in mail.attachments:
        words += [file.name, file.text, *file.codes, *(str(t.rows) for t in file.tables)]
    return "\n".join([*words, *map(everything, mail.enclosed)])


def bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text.upper() if c.isalnum())
