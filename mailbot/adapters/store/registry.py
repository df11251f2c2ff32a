"""What the vendor knows beforehand: units sold, and partners."""

from collections.abc import Iterable, Iterator

from mailbot.adapters.store.codec import from_plain, to_plain
from mailbot.adapters.store.table import SqliteDB
from mailbot.domain.registry import TAIL, Partner, SoldUnit


def import_sales(db: SqliteDB, rows: Iterable[SoldUnit]) -> int:
    """Replace the registry, all or nothing; the count."""
    table = db.shelf("sales")
    with db.rows.transaction():
        table.truncate()
        return len(table.insert_multiple(map(_sold_row, rows)))


def _sold_row(unit: SoldUnit) -> dict[str, object]:
    key = unit.key
    row = {"key": key, "mac": unit.mac_key, "tail": key[-TAIL:], "sold_to": unit.sold_to}
    return {name: value for name, value in row.items() if value} | {"unit": to_plain(unit)}


def import_partners(db: SqliteDB, rows: Iterable[Partner]) -> int:
    """Replace the partner directory, all or nothing; the count."""
    with db.rows.transaction():
        for name in ("partners", "directory"):
            db.shelf(name).truncate()
        count = 0
        for partner in rows:
            db.shelf("partners").insert({"id": partner.id, "partner": to_plain(partner)})
            names = [email.lower() for email in partner.emails]
            names += [f"@{domain.lower()}" for domain in partner.domains]
            db.shelf("directory").insert_multiple(
                {"address": name, "partner": partner.id} for name in dict.fromkeys(names)
            )
            count += 1
        return count


def sold(db: SqliteDB, sold_to: str) -> Iterator[SoldUnit]:
    """The registry, or what one partner bought."""
    table = db.shelf("sales")
    for doc in table.each({"sold_to": sold_to}) if sold_to else iter(table):
        yield from_plain(SoldUnit, doc["unit"])


def partners(db: SqliteDB) -> Iterator[Partner]:
    """The directory."""
    for doc in db.shelf("partners"):
        yield from_plain(Partner, doc["partner"])
