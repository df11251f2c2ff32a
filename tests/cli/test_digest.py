"""`mailbot digest`: printed it is only shown, without it goes into the outbox."""

import pytest

from tests.cli.conftest import DeskOnDisk


@pytest.mark.parametrize("kind", ["staff", "manager"])
def test_a_printed_digest_is_only_shown(on_disk: DeskOnDisk, kind: str) -> None:
    """Issue 3: `mailbot digest staff|manager|partner [--print]`: nothing is kept or sent."""
    result = on_disk.run("digest", kind, "--print")

    assert result.exit_code == 0, result.output
    assert f"{kind}_digest to " in result.output
    store = on_disk.open()
    assert store.outbox_counts().get("pending", 0) == 0
    store.close()


def test_a_digest_without_print_waits_in_the_outbox(on_disk: DeskOnDisk) -> None:
    """The daemon sends it, as any letter."""
    result = on_disk.run("digest", "staff")

    assert "1 letter in the outbox" in result.output
    store = on_disk.open()
    assert store.outbox_counts()["pending"] > 0
    store.close()


def test_partners_with_nothing_get_none(on_disk: DeskOnDisk) -> None:
    """A partner hears of his own returns, and of nothing else."""
    result = on_disk.run("digest", "partner")

    assert result.exit_code == 0
    assert "0 letters in the outbox" in result.output
