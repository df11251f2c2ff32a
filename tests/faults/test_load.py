"""Many mails at once, and one mail soon."""

import time
from collections.abc import Callable

import pytest

from tests.faults.rig import Case, Rig, acknowledged
from tests.servers.sink import SmtpSink

pytestmark = pytest.mark.servers


def test_two_hundred_mails_at_once_make_two_hundred_tickets(
    make_rig: Callable[..., Rig], sink: SmtpSink, record_property: Callable[[str, object], None]
) -> None:
    """200 mails by LMTP: 200 tickets, 200 acknowledgements, none twice (issue 2, Shown by)."""
    rig = make_rig()
    cases = [Case(n) for n in range(200)]
    rig.delivers(*cases)
    begun = time.monotonic()
    rig.start()
    complete = rig.waits_for(lambda: len(acknowledged(list(sink.taken))) >= 200, 150)
    took = time.monotonic() - begun
    rig.waits_for(lambda: len(rig.user.folder("Done")) == 200, 5)
    assert rig.stop() == 0

    record_property("seconds_for_200_mails", round(took, 2))
    print(f"\n200 mails: {took:.1f} s from the start of the daemon to the last acknowledgement")
    assert complete, rig.log[-3000:]
    assert rig.tickets() == {case.message_id: 1 for case in cases}
    letters = acknowledged(sink.taken)
    assert {writer: len(ids) for writer, ids in letters.items()} == {c.writer: 1 for c in cases}
    assert rig.user.folder() == []
    assert len(rig.user.folder("Done")) == 200


def test_a_mail_is_answered_within_three_seconds(
    make_rig: Callable[..., Rig], sink: SmtpSink, record_property: Callable[[str, object], None]
) -> None:
    """With IDLE, from LMTP's acknowledgement to the letter at the relay (issue 2, Shown by)."""
    rig = make_rig()
    rig.start()
    rig.delivers(Case(0))
    assert rig.waits_for(lambda: len(acknowledged(list(sink.taken))) == 1, 15), rig.log[-3000:]
    times = []
    for number in range(1, 6):
        time.sleep(0.3 * number)
        rig.delivers(Case(number))
        begun = time.monotonic()
        rig.waits_for(lambda n=number: len(acknowledged(list(sink.taken))) > n, 10)  # type: ignore[misc]
        times.append(time.monotonic() - begun)
    assert rig.stop() == 0

    record_property("seconds_to_answer", [round(t, 2) for t in times])
    print(f"\nanswered after {', '.join(f'{t:.2f}' for t in times)} s")
    assert max(times) < 3
