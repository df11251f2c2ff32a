"""All that is known for the keys of a mail, by indexes, in one state of the store."""

from collections.abc import Iterable, Mapping

from mailbot.adapters.store.codec import from_plain
from mailbot.adapters.store.table import SqliteDB
from mailbot.adapters.store.tickets import search_tickets, tickets_by_number
from mailbot.domain.intent import Found, Keys
from mailbot.domain.registry import Partner, SoldUnit, bare_key
from mailbot.domain.ticket import Authorisation, Challenge, Digest, Referral, Ticket

# One mail must not load without a bound, whatever it names.
CHALLENGES_PER_KEY = 50
OPEN_PER_PARTNER = 100
PAST_PER_UNIT = 3
HITS = 50

Open = dict[str, tuple[str, int]]
Past = dict[str, tuple[tuple[str, int], ...]]


def look_up(db: SqliteDB, keys: Keys) -> Found:
    """The facts for these keys: see the port."""
    digests = _digests(db, keys.references)
    referrals = _referrals(db, keys.references)
    named = _named(db, keys.references, digests.values(), referrals.values())
    serials = keys.serials | _serials(named.values(), referrals.values())
    sold = _sold(db, serials)
    tails = _tails(db, keys.tails)
    units = [*sold.values(), *(unit for some in tails.values() for unit in some)]
    open_units, past_units = _units(db, {*serials, *(unit.key for unit in units)})
    partners = _partners(db, keys.addresses)
    of_partner = _of_partner(db, partners.values())
    hits = {words: search_tickets(db, words, HITS) for words in keys.searches}
    challenges = _challenges(db, keys.addresses)
    numbers = _of_units(open_units, past_units) | {c.reference for c in challenges}
    if not (named or sold):  # "all our returns": a mail that names any needs no others read
        numbers |= {number for some in of_partner.values() for number in some}
    tickets = named | tickets_by_number(db, numbers - set(named))
    tickets |= {ticket.number: ticket for some in hits.values() for ticket in some}
    owners = _owners(db, units, partners.values(), tickets.values(), referrals.values())
    owners |= partners_by_id(db, (keys.partners | _ordered(challenges)) - set(owners))
    dead, banned = _address_states(db, keys.addresses)
    return Found(
        sold=sold,
        tails=tails,
        partners=partners,
        owners=owners,
        tickets=tickets,
        referrals=referrals,
        digests=digests,
        open_units=open_units,
        past_units=past_units,
        authorisations=_authorisations(db, {*owners, *(p.id for p in partners.values())}),
        challenges=challenges,
        of_partner=of_partner,
        held=_held(db, keys.references),
        hits={words: tuple(t.number for t in some) for words, some in hits.items()},
        dead=dead,
        banned=banned,
    )


def _named(
    db: SqliteDB,
    references: Iterable[str],
    digests: Iterable[Digest],
    referrals: Iterable[Referral],
) -> dict[str, Ticket]:
    """The tickets that are named, those of a digest's lines, those that referrals became."""
    numbers = set(references) | {referral.opened_as for referral in referrals}
    numbers |= {number for digest in digests for number in digest.lines.values()}
    return tickets_by_number(db, numbers - {""})


def _serials(tickets: Iterable[Ticket], referrals: Iterable[Referral]) -> set[str]:
    """The bare serials of their units: a unit may be open elsewhere (I6), or be opened now."""
    units = [unit for ticket in tickets for unit in ticket.units]
    units += [unit for referral in referrals for unit in referral.units]
    return {bare_key(unit.serial) for unit in units if unit.serial}


def _sold(db: SqliteDB, keys: Iterable[str]) -> dict[str, SoldUnit]:
    wanted, table = set(keys), db.shelf("sales")
    by_mac = {
        doc["mac"]: from_plain(SoldUnit, doc["unit"]) for doc in table.find_any("mac", wanted)
    }
    # The serial wins where the same characters are one unit's serial and another one's MAC.
    by_key = {
        doc["key"]: from_plain(SoldUnit, doc["unit"]) for doc in table.find_any("key", wanted)
    }
    return by_mac | by_key


def _tails(db: SqliteDB, tails: Iterable[str]) -> dict[str, tuple[SoldUnit, ...]]:
    found: dict[str, tuple[SoldUnit, ...]] = {}
    for doc in db.shelf("sales").find_any("tail", tails):
        found[doc["tail"]] = (*found.get(doc["tail"], ()), from_plain(SoldUnit, doc["unit"]))
    return found


def _units(db: SqliteDB, keys: Iterable[str]) -> tuple[Open, Past]:
    open_units: Open = {}
    past_units: Past = {}
    docs = db.shelf("units").find_any("key", keys)
    for doc in sorted(docs, key=lambda d: (d["opened"], d["ticket"]), reverse=True):
        key, place = doc["key"], (doc["ticket"], doc["number"])
        if doc["open"]:
            open_units.setdefault(key, place)
        else:
            past_units[key] = (*past_units.get(key, ()), place)
    return open_units, past_units


def _of_units(open_units: Open, past_units: Past) -> set[str]:
    """The tickets of the units: of closed ones the newest."""
    past = {number for some in past_units.values() for number, _ in some[:PAST_PER_UNIT]}
    return past | {number for number, _ in open_units.values()}


def _partners(db: SqliteDB, addresses: Iterable[str]) -> dict[str, Partner]:
    wanted = {address: address.lower() for address in addresses if "@" in address}
    names = {a for email in wanted.values() for a in (email, f"@{email.rpartition('@')[2]}")}
    rows = db.shelf("directory").find_any("address", names)
    ids = {doc["address"]: doc["partner"] for doc in reversed(rows)}
    partners = partners_by_id(db, ids.values())
    found = {}
    for address, email in wanted.items():
        partner_id = ids.get(email) or ids.get(f"@{email.rpartition('@')[2]}")
        if partner_id in partners:
            found[address] = partners[partner_id]
    return found


def partners_by_id(db: SqliteDB, ids: Iterable[str]) -> dict[str, Partner]:
    """Those of the partners that exist."""
    docs = db.shelf("partners").find_any("id", ids)
    return {doc["id"]: from_plain(Partner, doc["partner"]) for doc in docs}


def _owners(
    db: SqliteDB,
    units: Iterable[SoldUnit],
    partners: Iterable[Partner],
    tickets: Iterable[Ticket],
    referrals: Iterable[Referral],
) -> dict[str, Partner]:
    """Who bought the units, who wrote the tickets, and the distributors of all of them."""
    ids = {unit.sold_to for unit in units}
    ids |= {partner.distributor_id for partner in partners}
    ids |= {referral.distributor_id for referral in referrals}
    for ticket in tickets:
        ids |= {ticket.requester.partner_id, *(unit.sold_to for unit in ticket.units)}
    owners = partners_by_id(db, ids - {""})
    above = {owner.distributor_id for owner in owners.values()} - {"", *owners}
    return owners | partners_by_id(db, above)


def _referrals(db: SqliteDB, references: Iterable[str]) -> dict[str, Referral]:
    docs = db.shelf("referrals").find_any("number", references)
    return {doc["number"]: from_plain(Referral, doc["referral"]) for doc in docs}


def _digests(db: SqliteDB, references: Iterable[str]) -> dict[str, Digest]:
    docs = db.shelf("digests").find_any("number", references)
    return {doc["number"]: from_plain(Digest, doc["digest"]) for doc in docs}


def _authorisations(db: SqliteDB, partners: Iterable[str]) -> tuple[Authorisation, ...]:
    docs = db.shelf("authorisations").find_any("partner", sorted(partners))
    return tuple(from_plain(Authorisation, doc["authorisation"]) for doc in docs)


def _challenges(db: SqliteDB, people: Iterable[str]) -> tuple[Challenge, ...]:
    """The newest unused ones of each person asked for, oldest first."""
    table, found = db.shelf("challenges"), {}
    for person in {p.lower() for p in people}:
        equal = {"person": person, "used": 0}
        for doc in table.find(equal, newest=True, limit=CHALLENGES_PER_KEY):
            found[doc.doc_id] = doc["challenge"]
    return tuple(from_plain(Challenge, found[doc_id]) for doc_id in sorted(found))


def _ordered(challenges: Iterable[Challenge]) -> set[str]:
    """The partners that orders waiting for a code name: they are judged when it comes."""
    kept = (order for challenge in challenges for _, order, _ in challenge.orders)
    named = (order.get("args") for order in kept)
    return {str(a["partner"]).lower() for a in named if isinstance(a, Mapping) and "partner" in a}


def _held(db: SqliteDB, references: Iterable[str]) -> dict[str, str]:
    docs = db.shelf("quarantine").find_any("reference", references)
    return {doc["reference"]: doc["digest"] for doc in docs if doc["state"] == "held"}


def _of_partner(db: SqliteDB, partners: Iterable[Partner]) -> dict[str, tuple[str, ...]]:
    """The open tickets of each partner, newest first."""
    found = {}
    for partner_id in {partner.id for partner in partners}:
        equal = {"partner": partner_id, "open": 1}
        docs = db.shelf("tickets").find(equal, newest=True, limit=OPEN_PER_PARTNER)
        if docs:
            found[partner_id] = tuple(doc["number"] for doc in docs)
    return found


def _address_states(
    db: SqliteDB, addresses: Iterable[str]
) -> tuple[frozenset[str], frozenset[str]]:
    docs = db.shelf("addresses").find_any("address", (a.lower() for a in addresses))
    dead = frozenset(doc["address"] for doc in docs if doc.get("dead"))
    return dead, frozenset(doc["address"] for doc in docs if doc.get("banned"))
