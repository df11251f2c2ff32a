"""The sample facts of the digests."""

from datetime import UTC, date, datetime
from decimal import Decimal

from mailbot.domain.digest import Line, Section
from mailbot.domain.kpis import Kpi, KpiRow

_D = Decimal

STAFF_SECTIONS = (
    Section(
        "breached",
        (
            Line(1, "RMA-2026-00038", "Reti Più S.n.c.", "1 - IP Phone 330 - 0330231400020922",
                 "new", datetime(2026, 11, 24, 6, 10, tzinfo=UTC), True, ("TAKE", "ASK"), (1,)),
        ),
    ),
    Section(
        "due_today",
        (
            Line(2, "RMA-2026-00042", "Telecom Nord S.r.l.",
                 "1, 2, 3 - IP Phone 350 Color, Orchestra PBX 50 - 0350262600053153",
                 "in_charge", datetime(2026, 11, 24, 17, 0, tzinfo=UTC), False,
                 ("APPROVE", "REJECT", "ASK"), (1, 2, 3)),
        ),
    ),
    Section(
        "waiting_lab",
        (
            Line(3, "RMA-2026-00031", "SudVoice S.r.l.", "2 - VoiFax Server S4 - VF4S0147466",
                 "received", date(2026, 11, 27), False, ("TESTED",), (2,)),
        ),
        more=4,
    ),
    Section(
        "quarantine",
        (Line(0, "", "news@bulk.example", "Offerta (more than 500 parts)", "quarantine"),),
    ),
)  # fmt: skip
PARTNER_SECTIONS = (
    Section(
        "waiting_for_you",
        (
            Line(1, "RMA-2026-00042", "", "2 - Orchestra PBX 50 - OR3-24-14175-M", "quoted",
                 date(2026, 12, 9), False, ("accept", "decline", "extend"), (2,)),
            Line(2, "RMA-2026-00040", "", "1 - IP Phone 330", "missing_data",
                 date(2026, 12, 2), False, ("answer", "cancel"), (1,)),
        ),
    ),
    Section(
        "we_work_on",
        (
            Line(3, "RMA-2026-00042", "", "1 - IP Phone 350 Color - 0350262600053153",
                 "in_process_covered", date(2026, 12, 11), False, (), (1,)),
        ),
    ),
    Section(
        "closed",
        (
            Line(4, "RMA-2026-00012", "", "1 - VoiFax Server S4 - VF4S0147466",
                 "closed_success", None, False, (), (1,)),
        ),
    ),
)  # fmt: skip
KPIS = (
    Kpi("in_charge_sla", _D("96.2"), "percent", _D("0.962"), 26, _D(100)),
    Kpi("first_human_touch", _D("2.5"), "hours", count=26),
    Kpi("validation_sla", _D("91.7"), "percent", _D("0.917"), 24),
    Kpi("bench_turnaround", _D("4.5"), "days", count=19, rows=(
        KpiRow("warranty/repairable", _D(3), _D("0.428"), 12),
        KpiRow("misuse/repairable", _D(7), _D(1), 5),
    )),
    Kpi("nff_rate", _D("10.5"), "percent", _D("0.105"), 19, rows=(
        KpiRow("ip_phone", _D(15), _D("0.15"), 2),
        KpiRow("REG-01", _D(50), _D("0.5"), 1),
    )),
    Kpi("quote_value", _D("1240.50"), "money", count=7),
    Kpi("doa_rate", None, "percent"),
)  # fmt: skip
