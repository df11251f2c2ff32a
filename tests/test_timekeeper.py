"""What the desk does by itself: due clocks and digests, once each, on a real store in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.adapters.store import open_store
from mailbot.domain.decision import Decision, Notification
from mailbot.domain.lifecycle import State
from mailbot.domain.registry import Partner, Role
from mailbot.domain.review import review
from mailbot.errors import Unavailable
from mailbot.office import Office
from mailbot.ports import Letter, Store
from mailbot.timekeeper import Timekeeper
from tests.domain.timely import desk, in_state, opened, rome

SITE = desk()
S = State
FRIDAY = rome(2026, 11, 20, 10)
MONDAY = rome(2026, 11, 23, 9)
TELECOM = Partner(
    "telecomnord", "Telecom Nord", Role.QUALITY_PARTNER, emails=("assistenza@telecomnord.example",)
)
RETI = Partner("retipiu", "Reti Più", Role.QUALITY_PARTNER, emails=("info@retipiu.example",))


class PlainWriter:
    """Writes each letter as its name; one about a ticket called `broken` cannot be written."""

    def __init__(self) -> None:
        self.written: list[Notification] = []
        self.left = 9_999
        self.away = False

    def write(self, notification: Notification, now: object) -> Letter:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        if self.away:
            raise Unavailable("the disk is full")
        if notification.ticket is not None and notification.ticket.subject == "broken":
            raise KeyError("a template asks for what is not there")
        if any(a.email == "broken@retipiu.example" for a in notification.to):
            raise KeyError("a template asks for what is not there")
        self.written.append(notification)
        number = f"{notification.reference}.{notification.n}"
        to = tuple(a.email for a in notification.to)
        return Letter(f"<{number}@x>", notification.name, "", to, b"letter", notification.reference)


class Hours:
    """A timekeeper with its store, and what it has written since it was last asked."""

    def __init__(self, site=SITE) -> None:
        self.site, self.writer = site, PlainWriter()
        self.store: Store = open_store("memory", Path())
        self.restart()

    def restart(self) -> None:
        """The process goes and comes again; the store stays."""
        self.office = Office(self.site, self.store, self.writer)
        self.keeper = Timekeeper(self.site, self.store, self.office)

    def keep(self, *tickets, at=FRIDAY):
        self.store.record(None, None, Decision("opened", tickets=tickets), (), at)

    def passes(self, now) -> list[tuple[str, str]]:
        """What was written, as (name, ticket or digest number or partner's address)."""
        self.writer.written.clear()
        self.keeper.pass_time(now)
        return [(n.name, n.reference) for n in self.writer.written]


@pytest.fixture
def hours() -> Iterator[Hours]:
    started = Hours()
    yield started
    started.store.close()


def numbered(ticket, number):
    return replace(ticket, number=f"RMA-2026-{number:05}")


def names(written):
    return [name for name, _ in written]


def test_due_tickets_are_reviewed_and_the_others_are_not_touched(hours):
    """The store names those that are due; each is kept in a commit of its own."""
    due = numbered(opened(FRIDAY, SITE), 1)
    later = numbered(opened(FRIDAY + timedelta(hours=5), SITE), 2)
    hours.keep(due, later)
    at = FRIDAY + timedelta(hours=6)
    assert hours.passes(at) == [("sla", "RMA-2026-00001")]
    assert hours.passes(at) == []
    assert hours.store.ticket("RMA-2026-00002").clocks == later.clocks


def test_a_restart_in_between_repeats_nothing(hours):
    """Everything that was announced is in the store."""
    hours.keep(opened(FRIDAY, SITE))
    at = FRIDAY + timedelta(hours=13)
    assert names(hours.passes(at)) == ["sla"]
    hours.restart()
    assert hours.passes(at) == []


def test_a_ticket_that_fails_stops_no_other(hours, caplog):
    """It is logged with its number and tried again at the next beat."""
    hours.keep(
        numbered(replace(opened(FRIDAY, SITE), subject="broken"), 1),
        numbered(opened(FRIDAY, SITE), 2),
    )
    at = FRIDAY + timedelta(hours=6)
    assert hours.passes(at) == [("sla", "RMA-2026-00002")]
    assert "ticket=RMA-2026-00001 outcome=review_failed" in caplog.text
    assert hours.passes(at) == []
    assert hours.store.ticket("RMA-2026-00001").clocks[0].warned == 0


def test_a_full_disk_is_waited_for_and_nothing_is_lost(hours):
    """Errors: Unavailable goes to the daemon, which comes again later."""
    hours.keep(opened(FRIDAY, SITE))
    hours.keeper.begin(FRIDAY)
    hours.writer.away = True
    for at in (FRIDAY + timedelta(hours=6), MONDAY):
        with pytest.raises(Unavailable):
            hours.passes(at)
    hours.writer.away = False
    assert names(hours.passes(MONDAY)) == ["sla", "staff_digest", "manager_digest"]
    hours.writer.away = True
    with pytest.raises(Unavailable):
        hours.passes(rome(2026, 11, 24, 9))


def test_while_mail_cannot_be_read_partners_lose_nothing(hours):
    """And what is held back hides nothing that is due; then it goes on."""
    held = in_state(S.QUOTED, FRIDAY - timedelta(days=90), SITE)
    hours.keep(*(numbered(held, n) for n in range(1, 252)))
    hours.keep(numbered(opened(FRIDAY, SITE), 300))
    at = FRIDAY + timedelta(hours=6)
    hours.writer.written.clear()
    hours.keeper.pass_time(at, hears=False)
    assert [n.reference for n in hours.writer.written] == ["RMA-2026-00300"]
    assert len(hours.passes(at)) == 2 * 251


def test_more_tickets_than_one_batch_are_all_done(hours):
    """Below, at and above the batch of 200."""
    for count in (199, 200, 201):
        fresh = Hours()
        fresh.keep(*(numbered(opened(FRIDAY, SITE), n) for n in range(1, count + 1)))
        assert len(fresh.passes(FRIDAY + timedelta(hours=6))) == count


def test_a_fresh_desk_makes_up_for_no_digest_of_before(hours):
    """Its first worklist is that of the next working morning."""
    assert hours.passes(FRIDAY) == []
    assert hours.passes(rome(2026, 11, 23, 7, 29)) == []
    assert names(hours.passes(rome(2026, 11, 23, 7, 30))) == ["staff_digest", "manager_digest"]


def test_each_digest_goes_out_once_a_restart_included(hours):
    """decisions 12, mail-layer 29: sent even when empty, and never twice."""
    hours.keeper.begin(FRIDAY)
    assert names(hours.passes(MONDAY)) == ["staff_digest", "manager_digest"]
    hours.restart()
    assert hours.passes(MONDAY + timedelta(minutes=1)) == []
    assert names(hours.passes(rome(2026, 11, 24, 9))) == ["staff_digest"]


def test_after_a_downtime_each_digest_is_sent_once(hours):
    """Three missed weeks make one of each."""
    hours.keeper.begin(FRIDAY)
    hours.passes(MONDAY)
    assert names(hours.passes(rome(2026, 12, 17, 22))) == ["staff_digest", "manager_digest"]
    assert hours.passes(rome(2026, 12, 17, 22, 1)) == []


def test_partners_with_something_open_get_theirs(hours):
    """Only those; each has its own number and lines."""
    hours.store.import_partners([TELECOM, RETI])
    hours.keeper.begin(FRIDAY)
    hours.keep(in_state(S.VALIDATED_IW, FRIDAY, SITE))
    written = [w for w in hours.passes(MONDAY) if w[0] == "partner_digest"]
    assert len(written) == 1
    assert hours.writer.written[-1].to[0].email == "assistenza@telecomnord.example"
    assert hours.passes(MONDAY) == []


def test_a_crash_among_the_partners_repeats_none_of_those_done(hours):
    """Each has its own mark, kept in the commit of its digest."""
    hours.store.import_partners([TELECOM, RETI])
    hours.keeper.begin(FRIDAY)
    mine = in_state(S.VALIDATED_IW, FRIDAY, SITE)
    other = replace(mine, requester=replace(mine.requester, partner_id="retipiu"))
    hours.keep(numbered(mine, 1), numbered(other, 2))
    hours.writer.left = 3  # staff's, the manager's, one partner's; then the process is gone
    with pytest.raises(KeyboardInterrupt):
        hours.passes(MONDAY)
    done = hours.writer.written[-1].reference
    hours.writer.left = 99
    hours.restart()
    written = hours.passes(MONDAY)
    assert names(written) == ["partner_digest"]
    assert hours.writer.written[-1].reference != done


def test_a_partner_whose_digest_fails_stops_no_other(hours, caplog):
    """It is logged; the others get theirs."""
    broken = replace(RETI, emails=("broken@retipiu.example",))
    hours.store.import_partners([broken, TELECOM])
    hours.keeper.begin(FRIDAY)
    mine = in_state(S.VALIDATED_IW, FRIDAY, SITE)
    other = replace(mine, requester=replace(mine.requester, partner_id="retipiu"))
    hours.keep(numbered(other, 1), numbered(mine, 2))
    written = hours.passes(MONDAY)
    assert names(written).count("partner_digest") == 1
    assert "digest=partner outcome=failed" in caplog.text


def test_a_worklist_on_request_is_extra(hours):
    """DIGEST: to who asked, and the morning's own still goes out."""
    hours.keeper.begin(FRIDAY)
    hours.keeper.send_worklist("luca.conti@voismart.example", MONDAY - timedelta(hours=8))
    (letter,) = hours.writer.written
    assert [a.email for a in letter.to] == ["luca.conti@voismart.example"]
    assert "staff_digest" in names(hours.passes(MONDAY))


def test_a_digest_sent_by_hand_is_extra(hours):
    """`mailbot digest staff` at six: the one of 07:30 goes out all the same."""
    hours.keeper.begin(FRIDAY)
    early = MONDAY - timedelta(hours=3)
    for kind in ("staff", "manager", "partner"):
        for decision in hours.keeper.compose(kind, early):
            hours.office.commit(decision, early)
    assert names(hours.passes(MONDAY)) == ["staff_digest", "manager_digest"]


def test_composing_a_digest_keeps_nothing(hours):
    """`mailbot digest --print`."""
    hours.store.import_partners([TELECOM])
    hours.keep(in_state(S.VALIDATED_IW, FRIDAY, SITE))
    for kind in ("staff", "manager", "partner"):
        (decision,) = hours.keeper.compose(kind, MONDAY)
        assert decision.outcome == f"digest_{kind}"
    assert list(hours.keeper.compose("partner", MONDAY, "retipiu")) == []
    assert hours.writer.written == []
    assert hours.store.mark("digest:staff") == ""


def test_the_manager_is_told_what_came_by_mail(hours):
    """Channel errors and parcels astray are counted by the store."""
    hours.keeper.begin(FRIDAY)
    assert "manager_digest" in names(hours.passes(MONDAY))
    letter = next(n for n in hours.writer.written if n.name == "manager_digest")
    assert {kpi.key for kpi in letter.parts[0].facts["kpis"]} >= {"channel_errors", "in_charge_sla"}


def test_the_review_of_a_ticket_is_what_is_kept(hours):
    """The same decision, by the pipeline's own road."""
    ticket = in_state(S.QUOTED, FRIDAY, SITE)
    hours.keep(ticket)
    at = rome(2026, 12, 10, 9)
    hours.passes(at)
    (after,) = review(ticket, SITE, at).tickets
    kept = hours.store.ticket(ticket.number)
    assert (kept.units, kept.clocks, kept.history) == (after.units, after.clocks, after.history)
    assert [letter.name for letter in kept.letters] == ["deadline_passed", "disposal_list"]
