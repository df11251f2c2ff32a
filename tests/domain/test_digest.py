"""The worklist of staff and the week of a partner (decisions 12, delight.md)."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailbot.domain.clocks import stop_unheard
from mailbot.domain.commands import COMMANDS as TABLE
from mailbot.domain.commands import possible
from mailbot.domain.decision import Audience
from mailbot.domain.digest import (
    ANSWERS,
    COMMANDS,
    STAFF_SECTIONS,
    HeldMail,
    line_numbers,
    partner_week,
    worklist,
)
from mailbot.domain.digesting import (
    CSV_HEADER,
    Edition,
    manager_digest,
    mark_of,
    partner_digest,
    staff_digest,
)
from mailbot.domain.lifecycle import OPEN, State, with_missing
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.periods import day_period, week_period
from mailbot.domain.registry import Partner, Role
from mailbot.domain.site import DigestTimes
from mailbot.domain.ticket import Event, SentLetter
from mailbot.domain.unit import Verdict
from tests.domain.timely import day, desk, in_state, moved, opened, rome, unit

SITE = desk()
S = State
NOON = rome(2026, 11, 20, 12)
MORNING = rome(2026, 11, 23, 7, 30)
WEEK = week_period(day("2026-11-16"))
TELECOM = Partner(
    "telecomnord",
    "Telecom Nord S.r.l.",
    Role.QUALITY_PARTNER,
    emails=("assistenza@telecomnord.example",),
    language="it",
)


def numbered(ticket, number):
    return replace(ticket, number=f"RMA-2026-{number:05}")


def sections(*tickets, now=MORNING, held=(), site=SITE):
    """The keys of the sections with (ticket's last digit, what, by, commands) of their lines."""
    return {s.key: s for s in worklist(tickets, held, site, now)}


def only_line(ticket, now=MORNING):
    (section,) = worklist([ticket], (), SITE, now)
    (line,) = section.lines
    return section.key, line


# -- the worklist --


def test_what_nobody_took_in_twelve_hours_comes_first():
    """R32, delight.md 11: what breaches, with the commands that are legal now."""
    key, line = only_line(opened(NOON, SITE))
    assert key == "breached"
    assert line.breached
    assert (line.n, line.ticket, line.who) == (1, "RMA-2026-00042", "Telecom Nord S.r.l.")
    assert (line.what, line.by) == ("new", NOON + timedelta(hours=12))
    assert line.possible == ("TAKE", "ASK", "CANCEL")
    assert line.text == "1 - Phone - SN1"


def test_what_lacks_data_and_nobody_took_waits_for_support_as_well():
    """decisions 4: the twelve hours run on; taken, it waits for the partner."""
    waiting = opened(rome(2026, 11, 23, 1), SITE, with_missing(unit(1, S.WAITING_INFO), ("fault",)))
    key, line = only_line(waiting)
    assert (key, line.what) == ("due_today", "missing_data")
    taken = moved(replace(waiting, taken=MORNING), S.IN_CHARGE, MORNING, SITE)
    assert only_line(taken)[0] == "waiting_partner"


def test_each_line_waits_for_its_people():
    """What waits for whom, by the state of the units."""
    at = rome(2026, 11, 20, 17)
    expected = {
        S.IN_CHARGE: ("waiting_support", day("2026-11-24")),
        S.VALIDATED_IW: ("waiting_partner", day("2026-12-20")),
        S.INBOUND: ("waiting_warehouse", day("2026-12-20")),
        S.RECEIVED: ("waiting_lab", day("2026-11-27")),
        S.TESTED_CHARGEABLE: ("waiting_lab", None),
        S.QUOTED: ("waiting_partner", day("2026-12-07")),
        S.DISPOSAL_DUE: ("waiting_manager", None),
        S.READY: ("waiting_warehouse", None),
    }
    for state, (section, by) in expected.items():
        key, line = only_line(in_state(state, at, SITE))
        shown = line.by.date() if hasattr(line.by, "date") else line.by
        assert (key, shown, line.possible) == (section, by, COMMANDS[state])


def test_a_line_names_who_has_it_in_charge():
    """What waits for whom: the person, where there is one."""
    assert only_line(in_state(S.IN_CHARGE, rome(2026, 11, 20, 17), SITE))[1].owner == "Luca Conti"
    assert only_line(opened(NOON, SITE))[1].owner == ""
    gone = replace(in_state(S.IN_CHARGE, NOON, SITE), owner="old.member")
    assert only_line(gone)[1].owner == "old.member"


def test_what_is_due_today_stands_before_what_can_wait():
    """delight.md: what breaches when."""
    ticket = in_state(S.IN_CHARGE, rome(2026, 11, 19, 10), SITE)
    assert only_line(ticket)[0] == "due_today"
    assert only_line(ticket, rome(2026, 11, 23, 18, 1))[0] == "breached"


def test_a_promise_that_was_missed_is_breached_the_day_after():
    """X46."""
    ticket = in_state(S.REPAIRING, NOON, SITE, promised=day("2026-11-23"))
    assert only_line(ticket, rome(2026, 11, 23, 23))[0] == "due_today"
    assert only_line(ticket, rome(2026, 11, 24, 7))[0] == "breached"


def test_a_hold_that_ends_within_five_days_is_listed_apart():
    """R53: below, at and above the bound; its last day is 7 December."""
    ticket = in_state(S.HELD, rome(2026, 11, 22, 12), SITE)
    assert only_line(ticket, rome(2026, 12, 1, 9))[0] == "waiting_partner"
    assert only_line(ticket, rome(2026, 12, 2, 9))[0] == "holds_ending"
    assert only_line(ticket, rome(2026, 12, 7, 9))[0] == "holds_ending"


def test_an_extension_asked_for_waits_for_staff():
    """R56: the partner has spoken, the desk has to answer."""
    ticket = in_state(S.HELD, NOON, SITE, flags=("extension_asked",))
    assert only_line(ticket)[0] == "waiting_support"


def test_a_letter_that_came_back_is_on_the_list():
    """Workflow 2.5: its clock stands still, so nobody would hear of it again."""
    quoted = in_state(S.QUOTED, NOON, SITE)
    letter = SentLetter(3, "quote", ("m.bellini@telecomnord.example",), "<m@x>", NOON, (1,))
    assert only_line(quoted)[0] == "waiting_partner"
    assert only_line(stop_unheard(quoted, letter, NOON))[0] == "failed"


def test_units_at_one_step_share_a_line_and_others_have_their_own():
    """One line per ticket and step; the closed ones are not listed."""
    units = (
        unit(1, S.RECEIVED),
        unit(2, S.RECEIVED, product="Gateway"),
        unit(3, S.QUOTED),
        unit(4, S.REFUSED_TECHNICAL),
    )
    found = sections(opened(NOON, SITE, *units, taken=NOON))
    assert [(k, [line.text for line in s.lines]) for k, s in found.items()] == [
        ("waiting_lab", ["1, 2 - Phone, Gateway - SN1, SN2"]),
        ("waiting_partner", ["3 - Phone - SN3"]),
    ]
    assert found["waiting_lab"].lines[0].units == (1, 2)


def test_a_line_with_many_serials_is_cut():
    """A line is a line; below, at and above five."""
    for count, end in ((4, "SN4"), (5, "SN5"), (6, "SN5 (+1)")):
        units = [unit(n, S.RECEIVED) for n in range(1, count + 1)]
        _, line = only_line(opened(NOON, SITE, *units, taken=NOON))
        assert line.text.endswith(end)


def test_mails_in_quarantine_are_told_without_a_number():
    """mail-layer 4: their commands name them by the key that their own letter prints."""
    held = [HeldMail("0123456789abcdef99", "x@y.example", "Hello", "handling failed 3 times")]
    (section,) = worklist([], held, SITE, MORNING)
    assert section.key == "quarantine"
    (line,) = section.lines
    assert (line.n, line.who, line.text) == (0, "x@y.example", "Hello (handling failed 3 times)")
    assert line.possible[0] == "RELEASE 0123456789abcdef"


def test_lines_are_numbered_through_with_the_nearest_deadline_first():
    """`2 APPROVE` means one line, whatever its section."""
    late = numbered(in_state(S.RECEIVED, rome(2026, 11, 19, 9), SITE), 1)
    early = numbered(in_state(S.RECEIVED, rome(2026, 11, 18, 9), SITE), 2)
    new = numbered(opened(NOON, SITE), 3)
    found = worklist([late, early, new], (), SITE, MORNING)
    assert [(line.n, line.ticket[-1]) for s in found for line in s.lines] == [
        (1, "3"),
        (2, "2"),
        (3, "1"),
    ]
    assert line_numbers(found) == {
        "1": "RMA-2026-00003",
        "2": "RMA-2026-00002",
        "3": "RMA-2026-00001",
    }


def test_a_worklist_has_a_bound_and_says_what_it_left_out():
    """Below, at and above the bound; what burns is never what is left out."""
    new = [numbered(opened(NOON, SITE), n) for n in range(1, 4)]
    lab = [numbered(in_state(S.RECEIVED, NOON, SITE), n) for n in range(4, 7)]
    for bound, shown, left in ((7, (3, 3), (0, 0)), (6, (3, 3), (0, 0)), (4, (3, 1), (0, 2))):
        site = replace(SITE, digests=DigestTimes(lines=bound))
        found = worklist([*lab, *new], (), site, MORNING)
        assert [s.key for s in found] == ["breached", "waiting_lab"]
        assert tuple(len(s.lines) for s in found) == shown
        assert tuple(s.more for s in found) == left


@given(st.lists(st.sampled_from(list(State)), min_size=1, max_size=5), st.integers(0, 60))
def test_every_open_unit_is_in_exactly_one_line(states, days):
    """Nothing that waits is forgotten, nothing is said twice."""
    units = [unit(n, s, promised=day("2026-12-01")) for n, s in enumerate(states, 1)]
    ticket = opened(NOON, SITE, *units)
    found = worklist([ticket], (), SITE, NOON + timedelta(days=days))
    listed = [n for s in found for line in s.lines for n in line.units]
    assert sorted(listed) == [n for n, s in enumerate(states, 1) if s in OPEN]
    assert [s.key for s in found] == [k for k in STAFF_SECTIONS if k in {s.key for s in found}]


# -- the week of a partner --


def test_a_partner_reads_first_what_waits_for_him():
    """delight.md 10: waiting for you, we work on, closed; with what he may answer."""
    quoted = numbered(in_state(S.QUOTED, NOON, SITE), 1)
    bench = numbered(in_state(S.TESTING, NOON, SITE), 2)
    shipped = numbered(in_state(S.CLOSED_SUCCESS, NOON, SITE), 3)
    shipped = shipped.with_event(Event(NOON, "luca.conti", "ship", (1,)))
    found = partner_week([shipped, bench, quoted], WEEK, SITE, MORNING)
    assert [(s.key, [(x.n, x.ticket[-1], x.possible) for x in s.lines]) for s in found] == [
        ("waiting_for_you", [(1, "1", ("accept", "decline", "extend"))]),
        ("we_work_on", [(2, "2", ())]),
        ("closed", [(3, "3", ())]),
    ]


def test_a_partner_is_asked_for_what_is_missing():
    """decisions 4: whoever has it in charge."""
    lacking = with_missing(unit(1, S.IN_CHARGE), ("serial",))
    (section,) = partner_week([opened(NOON, SITE, lacking, taken=NOON)], WEEK, SITE, MORNING)
    assert section.key == "waiting_for_you"
    assert section.lines[0].possible == ("answer", "cancel")


def test_a_partner_is_not_told_a_day_that_the_desk_has_missed():
    """What the desk owes: the day while it lies ahead."""
    bench = in_state(S.TESTING, NOON, SITE)
    for now, by in ((rome(2026, 11, 27, 8), day("2026-11-27")), (rome(2026, 11, 28, 8), None)):
        (section,) = partner_week([bench], WEEK, SITE, now)
        assert section.lines[0].by == by


def test_what_was_closed_before_the_week_is_told_no_more():
    """Lately closed: since Monday of the week that the digest is about."""
    closed = in_state(S.CLOSED_SUCCESS, NOON, SITE)
    for at, shown in ((rome(2026, 11, 15, 23, 59), 0), (rome(2026, 11, 16, 0), 1)):
        ticket = closed.with_event(Event(at, "luca.conti", "ship", (1,)))
        assert len(partner_week([ticket], WEEK, SITE, MORNING)) == shown
        edition = Edition(SITE, WEEK, "DIG-2026-00001", MORNING)
        assert (partner_digest(TELECOM, [ticket], edition) is not None) == bool(shown)


# -- as decisions --


def test_the_staff_digest_goes_out_empty_too():
    """mail-layer 29: silence means that something is broken."""
    edition = Edition(SITE, day_period(day("2026-11-23")), "DIG-2026-00001", MORNING)
    decision = staff_digest([], (), edition)
    (letter,) = decision.notifications
    assert letter.parts[0].facts == {"sections": (), "period": edition.period}
    assert {a.email for a in letter.to} == {
        f"{role}@voismart.example" for role in ("support", "lab", "warehouse", "sales")
    }
    assert (letter.language, letter.audience) == ("it", Audience.STAFF)
    assert decision.marks == {"digest:staff": "2026-11-23"}


def test_a_worklist_that_was_missed_speaks_of_the_day_it_is_written():
    """Friday's, sent on Sunday after a downtime: it counts as Friday's and says Sunday."""
    sunday = rome(2026, 11, 22, 12)
    edition = Edition(SITE, day_period(day("2026-11-20")), "DIG-2026-00001", sunday)
    decision = staff_digest([], (), edition)
    assert str(decision.notifications[0].parts[0].facts["period"]) == "2026-11-22"
    assert decision.marks == {"digest:staff": "2026-11-20"}


def test_a_staff_digest_can_be_answered_by_line():
    """Numbers and tickets are kept with the digest that was sent."""
    edition = Edition(SITE, day_period(day("2026-11-23")), "DIG-2026-00001", MORNING)
    decision = staff_digest([opened(NOON, SITE)], (), edition)
    (digest,) = decision.digests
    assert (digest.number, digest.kind, digest.period) == ("DIG-2026-00001", "staff", "2026-11-23")
    assert digest.lines == {"1": "RMA-2026-00042"}
    assert decision.notifications[0].reference == "DIG-2026-00001"


def test_who_asks_for_the_worklist_gets_it_alone_and_the_days_own_still_goes_out():
    """DIGEST (decisions, the table of commands)."""
    edition = Edition(SITE, day_period(day("2026-11-23")), "DIG-2026-00001", MORNING)
    decision = staff_digest([], (), edition, "luca.conti@voismart.example")
    (letter,) = decision.notifications
    assert [str(a) for a in letter.to] == ["Luca Conti <luca.conti@voismart.example>"]
    assert decision.marks == {}


def test_staff_read_their_own_language():
    """One letter for each language among the readers; nobody gets two."""
    luca = replace(SITE.staff[0], language="en")
    roles = {**SITE.role_addresses, "support": luca.addresses, "sales": luca.addresses}
    site = replace(SITE, staff=(luca,), role_addresses=roles)
    edition = Edition(site, day_period(day("2026-11-23")), "DIG-2026-00001", MORNING)
    letters = staff_digest([], (), edition).notifications
    assert {x.language: len(x.to) for x in letters} == {"en": 1, "it": 2}


def test_the_manager_digest_goes_to_the_manager_alone():
    """decisions 12."""
    decision = manager_digest((), Edition(SITE, WEEK, "DIG-2026-00002", MORNING))
    (letter,) = decision.notifications
    assert [a.email for a in letter.to] == ["boss@voismart.example"]
    assert decision.marks == {mark_of("manager"): "2026-W47"}


def test_the_partner_digest_brings_its_units_as_a_sheet():
    """delight.md 14: CSV out; one row per unit, the policy's exact words for the status (R59)."""
    ticket = opened(NOON, SITE, unit(1, S.QUOTED, fault="=1+1"), unit(2, S.CLOSED_SUCCESS))
    decision = partner_digest(TELECOM, [ticket], Edition(SITE, WEEK, "DIG-2026-00003", MORNING))
    (letter,) = decision.notifications
    assert [str(a) for a in letter.to] == ["Telecom Nord S.r.l. <assistenza@telecomnord.example>"]
    (sheet,) = letter.documents
    assert sheet.facts["header"] == CSV_HEADER
    assert sheet.facts["filename"] == "rma-2026-W47.csv"
    rows = [dict(zip(CSV_HEADER, row, strict=True)) for row in sheet.facts["rows"]]
    assert [(r["unit"], r["status"], r["by"]) for r in rows] == [
        (1, "In process", day("2026-12-07")),
        (2, "Closed - with success", ""),
    ]
    assert decision.marks == {"digest:partner:telecomnord": "2026-W47"}


def test_the_language_on_file_comes_before_that_of_the_mail():
    """A32."""
    english = replace(TELECOM, language="en")
    decision = partner_digest(
        english, [opened(NOON, SITE)], Edition(SITE, WEEK, "DIG-2026-00003", MORNING)
    )
    assert decision.notifications[0].language == "en"


def test_the_sheet_has_the_warranty_and_what_was_written_where_the_serial_is_not_known():
    """delight.md 3: evidence, not a blank."""
    verdict = Verdict("in", "delivery", day("2025-12-01"), day("2026-12-01"))
    known = unit(1, S.RECEIVED, verdict=verdict)
    unread = unit(2, S.RECEIVED, serial=None, as_written="VST2O26")
    ticket = opened(NOON, SITE, known, unread, taken=NOON)
    decision = partner_digest(TELECOM, [ticket], Edition(SITE, WEEK, "DIG-2026-00003", MORNING))
    (sheet,) = decision.notifications[0].documents
    rows = [dict(zip(CSV_HEADER, row, strict=True)) for row in sheet.facts["rows"]]
    assert [(r["serial"], r["warranty"], r["warranty_ends"]) for r in rows] == [
        ("SN1", "in", day("2026-12-01")),
        ("VST2O26", "", ""),
    ]


def test_a_partner_without_an_address_on_file_hears_where_he_wrote_from():
    """The writer of the latest request."""
    nobody = replace(TELECOM, emails=(), language="")
    edition = Edition(SITE, WEEK, "DIG-2026-00003", MORNING)
    decision = partner_digest(nobody, [opened(NOON, SITE)], edition)
    assert decision.notifications[0].to[0].email == "m.bellini@telecomnord.example"
    assert decision.notifications[0].language == "it"


def test_a_partner_with_nothing_open_and_nothing_closed_is_left_alone():
    """Quiet by design: only those with open or lately closed tickets."""
    assert partner_digest(TELECOM, [], Edition(SITE, WEEK, "DIG-2026-00003", MORNING)) is None


def test_digest_letters_have_the_facts_of_their_rows():
    """NOTIFICATIONS: name and facts of each."""
    edition = Edition(SITE, WEEK, "DIG-2026-00003", MORNING)
    decisions = (
        staff_digest([], (), edition),
        manager_digest((), edition),
        partner_digest(TELECOM, [opened(NOON, SITE)], edition),
    )
    for decision in decisions:
        for letter in decision.notifications:
            row = NOTIFICATIONS[letter.name]
            assert set(letter.parts[0].facts) == set(row.facts)
            assert letter.audience is row.audience


def test_every_open_state_has_commands_and_only_open_states_have_answers():
    """A line without a next command would be a dead end."""
    assert set(COMMANDS) == set(OPEN)
    assert set(ANSWERS) <= set(OPEN)


def test_each_command_of_a_line_is_one_that_the_lifecycle_allows():
    """A line offers only what `possible` offers, in the order in which it is likely wanted."""
    for state, offered in COMMANDS.items():
        ticket = in_state(state, NOON, SITE, covered=False, test="a report")
        legal = (*possible(ticket), *(w for w, row in TABLE.items() if not row.events))
        assert {words.split()[0] for words in offered} <= set(legal), state
