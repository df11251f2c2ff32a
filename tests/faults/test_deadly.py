"""A mail with which the process dies, or that takes too long: a person looks at it, all go on."""

from collections.abc import Callable

import pytest

from mailbot import bootstrap
from tests.faults.rig import Case, Rig, acknowledged
from tests.servers.sink import SmtpSink

pytestmark = pytest.mark.servers


def quarantined(rig: Rig) -> list[str]:
    """Why each mail is held."""
    store = bootstrap.open_store(bootstrap.load(rig.config)[0], read_only=True)
    reasons = [held.reason for held in store.set_aside()]
    store.close()
    return reasons


def test_a_mail_that_kills_the_process_each_time_is_set_aside(
    make_rig: Callable[..., Rig], sink: SmtpSink
) -> None:
    """Two deaths are bad luck, three are the mail's fault (mail-layer 4)."""
    rig = make_rig(sinks=[sink])
    rig.delivers(Case(0), Case(1))
    for _ in range(3):
        rig.start("read", 1)
        assert rig.died() == -9
    rig.start()
    done = rig.waits_for(lambda: len(rig.user.folder("Quarantine")) == 1, 40)
    assert rig.waits_for(lambda: Case(1).writer in acknowledged(list(sink.taken)), 40)
    assert rig.stop() == 0

    assert done, rig.log[-3000:]
    assert Case(0).writer not in acknowledged(sink.taken)
    assert rig.tickets() == {Case(1).message_id: 1}
    assert quarantined(rig) == ["the process ended 3 times with this mail in hand"]
    assert any("direzione@desk.example" in letter.recipients for letter in sink.taken)


def test_two_deaths_with_one_mail_are_bad_luck(
    make_rig: Callable[..., Rig], sink: SmtpSink
) -> None:
    """Below the bound it is handled as any other."""
    rig = make_rig(sinks=[sink])
    rig.delivers(Case(0))
    for _ in range(2):
        rig.start("read", 1)
        assert rig.died() == -9
    rig.start()
    assert rig.waits_for(lambda: Case(0).writer in acknowledged(list(sink.taken)), 40)
    assert rig.stop() == 0

    assert rig.tickets() == {Case(0).message_id: 1}
