"""`mailbot try`: a dry run. It says what it would do and does nothing."""

import json
from pathlib import Path

from tests.cli.conftest import DeskOnDisk

NOW = ("--now", "2026-11-20T12:00:00+01:00")
FAULTY = "Telefono S/N VST2026224711B: il display mostra solo righe verticali"


def test_a_mail_is_one_json_object_on_one_line(on_disk: DeskOnDisk) -> None:
    """Issue 4: file, text, kind, language, sender, ticket, units, missing, rule, letters ..."""
    path = on_disk.mail("a.eml", FAULTY)

    result = on_disk.run("try", "--json", *NOW, str(path), str(path))

    assert result.exit_code == 0, result.output
    first, second = [json.loads(line) for line in result.output.splitlines()]
    assert first == second
    assert first["file"] == str(path)
    assert first["kind"] == "new_request"
    assert first["language"] == "it"
    assert first["sender"]["role"] == "quality_partner"
    assert first["ticket"] is None
    (unit,) = first["units"]
    assert (unit["serial"], unit["in_registry"]) == ("VST2026224711B", True)
    assert unit["warranty"] == "in"
    assert "display" in unit["fault"]
    assert first["missing"] == []
    assert first["quote"] is None
    assert first["commands"] == first["bad_commands"] == []
    assert first["rule"].startswith("direct (")
    letters = {(x["name"], *x["to"], x["language"]) for x in first["letters"]}
    assert ("acknowledgement", "mario.rossi@rossi-telecom.example", "it") in letters


def test_nothing_is_stored_and_nothing_is_sent(on_disk: DeskOnDisk) -> None:
    """Issue 2: a dry run: the store is the same afterwards."""
    before = on_disk.open()
    counts, tickets = dict(before.outbox_counts()), list(before.tickets())
    before.close()

    assert on_disk.run("try", str(on_disk.mail("a.eml", FAULTY))).exit_code == 0

    after = on_disk.open()
    assert (dict(after.outbox_counts()), list(after.tickets())) == (counts, tickets)
    assert tickets == []
    after.close()


def test_a_person_reads_who_what_why_and_the_letters(on_disk: DeskOnDisk) -> None:
    """Readable at a glance, the letters' texts whole."""
    said = on_disk.run("try", *NOW, str(on_disk.mail("a.eml", FAULTY))).output

    assert "quality_partner, Rossi Telecom" in said
    assert "VST2026224711B" in said
    assert "rule direct (" in said
    assert "acknowledgement to mario.rossi@rossi-telecom.example" in said
    assert "RMA-2026-00001" in said


def test_now_fixes_the_clock(on_disk: DeskOnDisk) -> None:
    """`--now` decides the warranty and the year of the number."""
    path = on_disk.mail("a.eml", FAULTY)

    later = on_disk.run("try", "--now", "2028-01-10", str(path)).output

    assert "RMA-2028-00001" in later
    assert "warranty out" in later


def test_a_file_that_is_not_there_hides_no_other(on_disk: DeskOnDisk) -> None:
    """The rest is answered; the status tells."""
    missing, path = on_disk.folder / "no.eml", on_disk.mail("a.eml", FAULTY)

    result = on_disk.run("try", "--json", str(missing), str(path))

    first, second = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert "cannot be read" in first["problem"]
    assert second["kind"] == "new_request"


def test_a_machine_gets_no_letter(on_disk: DeskOnDisk) -> None:
    """Mail-layer 9: never answered, and the view says so."""
    path = on_disk.mail("a.eml", FAULTY, headers="Auto-Submitted: auto-replied\n")

    said = on_disk.run("try", str(path)).output

    assert "no letter" in said
    assert json.loads(on_disk.run("try", "--json", str(path)).output)["letters"] == []


def test_a_mail_cannot_command_the_terminal(on_disk: DeskOnDisk) -> None:
    """Mail-layer 20: what a mail says is shown, never obeyed."""
    path = on_disk.mail("a.eml", FAULTY + " \x1b]0;owned\x07\x1b[2J", headers="X-A: \x1b[31m\n")

    assert "\x1b" not in on_disk.run("try", str(path)).output


def test_a_mail_over_the_limit_is_handled_as_the_mailbox_would(on_disk: DeskOnDisk) -> None:
    """Mail-layer 6: past a bound a clear letter or quarantine, never a hang."""
    config = on_disk.config.read_text(encoding="utf-8")
    on_disk.config.write_text(config + "\n[limits]\nmail_bytes = 70000\n", encoding="utf-8")
    path: Path = on_disk.mail("big.eml", FAULTY + "\n" + "riga di testo\n" * 6000)

    result = on_disk.run("try", "--json", str(path))

    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_a_mail_that_takes_too_long_would_be_set_aside(on_disk: DeskOnDisk) -> None:
    """Mail-layer 6: a dry run has the same bound in seconds as the daemon."""
    settings = on_disk.config.read_text(encoding="utf-8")
    on_disk.config.write_text(f"{settings}\n[limits]\nseconds = 0.001\n", encoding="utf-8")

    result = on_disk.run("try", "--json", str(on_disk.mail("a.eml", "S/N 1. " * 9_000)))

    assert result.exit_code == 1
    assert "took longer than 0.001 s" in json.loads(result.output.splitlines()[0])["problem"]
