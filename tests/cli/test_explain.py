"""`mailbot explain`: what the desk knows of a serial."""

from tests.cli.conftest import DeskOnDisk


def test_a_serial_in_any_spelling_is_explained(on_disk: DeskOnDisk) -> None:
    """Delight 8: the warranty shows its working: basis, start, last day (R10, R12)."""
    result = on_disk.run("explain", "--on", "2026-11-20", "vsp12 2547-0427 q", "VSA2425080333D")

    assert result.exit_code == 0, result.output
    assert "VSP1225470427Q" in result.output
    assert "in warranty on 2026-11-20, licence registration 2026-02-01" in result.output
    assert (
        "out of warranty on 2026-11-20, delivery 2025-02-18, last day 2026-02-18" in result.output
    )
    assert "Rossi Telecom, direct" in result.output


def test_a_mac_is_explained_as_its_unit(on_disk: DeskOnDisk) -> None:
    """Any notation of a MAC is the unit it belongs to."""
    result = on_disk.run("explain", "0000.5e00.531a")

    assert "VST2026224711B" in result.output


def test_an_unknown_serial_is_said_and_the_status_tells(on_disk: DeskOnDisk) -> None:
    """One that is not there hides no other."""
    result = on_disk.run("explain", "XX99", "VSA2425080333D")

    assert result.exit_code == 1
    assert "XX99: not in the registry" in result.output
    assert "VSA2425080333D  Gateway" in result.output
