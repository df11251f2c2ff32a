"""Questions of partners that open nothing: how does it stand, is it in warranty."""

from mailbot.domain.chasers import add_chaser
from mailbot.domain.decision import Audience, Decision, Document, Notification, Part
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_writer
from mailbot.domain.intent import UnitClaim
from mailbot.domain.listed import listed_serials
from mailbot.domain.registry import SoldUnit, bare_key
from mailbot.domain.scene import Scene
from mailbot.domain.states import public_status
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Verdict
from mailbot.domain.warranty import judge
from mailbot.domain.watchers import with_watcher

MOST_TICKETS = 20  # lines of one overview; more are in the weekly digest


def answer_status(scene: Scene) -> Decision:
    """How the ticket stands that the mail names, by number or serial; else all that are open, in
    one letter (decisions 3)."""
    asked = _asked_about(scene)
    tickets = asked[:MOST_TICKETS]
    draft = Draft(scene)
    for ticket in tickets:
        draft = draft.note(with_watcher(scene, ticket), "status_asked")
        if any(wish.name == "chaser" for wish in scene.intent.wishes):
            draft = add_chaser(draft, ticket.number)
    if len(tickets) == 1:
        only = draft.tickets[tickets[0].number]
        return draft.tell(to_writer(scene, only, part("status"))).finish("status")
    if tickets:
        return draft.tell(_overview(scene, tickets, len(asked) - len(tickets))).finish("status")
    return draft.tell(_nothing_open(scene)).finish("status")


def _asked_about(scene: Scene) -> tuple[Ticket, ...]:
    """The writer's own tickets that the mail means; another firm's are as if they were not."""
    if scene.ticket is not None:
        return (scene.ticket,)
    numbers = []
    for claim in scene.intent.units:
        key = bare_key(claim.serial or "")
        place = scene.found.open_units.get(key)
        past = scene.found.past_units.get(key, ())
        numbers += [place[0]] if place else [past[0][0]] if past else []
    if not numbers and scene.partner is not None and scene.intent.reference is None:
        numbers = list(scene.found.of_partner.get(scene.partner.id, ()))
    found = (scene.found.tickets.get(n) for n in dict.fromkeys(numbers))
    return tuple(t for t in found if t is not None and scene.has_part(t))


def _nothing_open(scene: Scene) -> Notification:
    return _answer(scene, part("noted", what="nothing_open"))


def _overview(scene: Scene, tickets: tuple[Ticket, ...], more: int) -> Notification:
    rows = tuple((t.number, t.subject, public_status(t), t.opened, len(t.units)) for t in tickets)
    return _answer(scene, part("overview", tickets=rows, more=more))


def _answer(scene: Scene, told: Part) -> Notification:
    return Notification(
        (told,),
        (scene.writer,),
        scene.language(scene.partner),
        Audience.PARTNER,
        thread=scene.thread,
    )


def answer_warranty(scene: Scene) -> Decision:
    """A table of start, basis and end, only for units sold to the asker (delight 4). A unit of
    another looks like one that was never sold: nobody learns whose it is."""
    claims, bound = scene.intent.units, scene.site.limits.serials
    named = {bare_key(claim.serial or claim.as_written) for claim in claims}
    named |= {bare_key(claim.as_written) for claim in claims}
    listed = listed_serials(scene.intent.text, scene.mail)
    unsold: list[_Row] = [(s, None, None) for s in listed if bare_key(s) not in named]
    asked = (*(_row(scene, claim) for claim in claims), *unsold)
    rows = asked[:bound]
    letter = Notification(
        (part("warranty_table", rows=rows, left_out=len(asked) - len(rows)),),
        (scene.writer,),
        scene.language(scene.partner),
        Audience.PARTNER,
        thread=scene.thread,
        documents=(_table(rows),) if len(rows) > 1 else (),
    )
    return Draft(scene).tell(letter).finish("warranty")


_Row = tuple[str, SoldUnit | None, Verdict | None]


def _row(scene: Scene, claim: UnitClaim) -> _Row:
    sold, partner = claim.sold, scene.partner
    asked = claim.serial or claim.as_written
    if sold is None or partner is None or sold.sold_to != partner.id:
        return (asked, None, None)
    return (asked, sold, judge(sold, scene.today, scene.site.warranty))


def _table(rows: tuple[_Row, ...]) -> Document:
    lines = tuple(
        (
            asked,
            sold.product_name if sold else "",
            verdict.covered if verdict else "",
            verdict.basis if verdict else "",
            str(verdict.starts or "") if verdict else "",
            str(verdict.ends or "") if verdict else "",
        )
        for asked, sold, verdict in rows
    )
    header = ("serial", "product", "warranty", "basis", "start", "end")
    return Document("csv", {"filename": "warranty.csv", "header": header, "rows": lines})
