"""A mail of staff: all of its commands apply or none, and every line is answered for
(mail-layer 16, 17, 21-25)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mailbot.domain.codes import code_digest, code_for
from mailbot.domain.commands import ALWAYS_POSSIBLE, COMMANDS, possible, words_for
from mailbot.domain.decision import Decision, Part, TranscriptLine
from mailbot.domain.draft import Draft
from mailbot.domain.effects_codes import find_challenge, undo_challenge
from mailbot.domain.grammar import GRAMMARS
from mailbot.domain.hearers import part, to_sender_of_commands
from mailbot.domain.intent import Order, Strength
from mailbot.domain.lifecycle import unit_status
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import Challenge, Ticket
from mailbot.domain.writing import plain, text_of
from mailbot.errors import Refused

_FINAL = frozenset({"UNDO", "DISPOSE"})  # what has its own second thought, or is one


def answer_staff(scene: Scene) -> Decision:
    """What staff's mail brings about, with one answer to the writer.

    Commands of a mail that is not believed enough wait for a code (mail-layer 17); text without a
    command is kept as a note, and the writer hears so (25).
    """
    intent = scene.intent
    if intent.sender.strength is Strength.NONE:
        return Draft(scene).finish("not_believed")
    if not intent.orders and not intent.bad_commands:
        return _keep_note(scene)
    confirmed = _confirmed(scene)
    if confirmed is not None:
        return confirmed
    needed = max((COMMANDS[o.name].strength for o in intent.orders), default=Strength.FROM)
    if intent.sender.strength < needed and not intent.bad_commands:
        return _ask_code(scene)
    return _run(scene, Draft(scene), intent.orders)


def _keep_note(scene: Scene) -> Decision:
    """Text for the file alone; without a ticket there is no file, and the writer hears that."""
    ticket, text = scene.ticket, scene.intent.text.strip()
    draft = Draft(scene)
    if not text:
        return draft.finish("empty")
    if ticket is None:
        line = TranscriptLine(_first_line(text), ok=False, result="which_ticket")
        return _transcript(draft, (line,), applied=False, token="").finish("refused")
    if scene.intent.sender.strength >= Strength.ALIGNED:
        draft = draft.note(ticket, "note", text=text)
        return _transcript(draft, (), applied=True, token="").finish("note")
    line = TranscriptLine(_first_line(text), ok=False, result="weak_sender")
    return _transcript(draft, (line,), applied=False, token="").finish("refused")


def _first_line(text: str) -> str:
    return text.splitlines()[0][:200]


def _run(scene: Scene, start: Draft, orders: Sequence[Order]) -> Decision:
    """Every line in turn on the tickets as they have become; the first refusal throws all away."""
    draft, lines, failed = start, [], False
    for order in orders:
        try:
            after = _apply(draft, order)
        except Refused as refusal:
            lines.append(_refused(draft, order, refusal))
            failed = True
            break
        lines.append(_done(order, draft, after))
        draft = after
    lines += [_not_run(order) for order in orders[len(lines) :]]
    for bad in scene.intent.bad_commands:
        meant = GRAMMARS.get(bad.suggestion)
        facts = {"suggestion": bad.suggestion, "usage": meant.usage if meant else ""}
        lines.append(TranscriptLine(bad.line[:300], ok=False, result=bad.why, facts=facts))
        failed = True
    if failed:
        told = tuple(replace(line, before="", after="") if line.ok else line for line in lines)
        told = tuple(replace(t, ok=False, result="not_run") if t.ok else t for t in told)
        # A code that could not be carried out is not used up: the start had it as used.
        refused = _transcript(Draft(scene), told, applied=False, token="")
        return _help(refused, orders).finish("refused")
    return _applied(scene, draft, orders, tuple(lines))


def _apply(draft: Draft, order: Order) -> Draft:
    """Errors: Refused. A line may name its ticket itself (a digest's line)."""
    return COMMANDS[order.name].effect(draft, order, _number(draft.scene, order))


def _number(scene: Scene, order: Order) -> str:
    """The ticket of a line: by its digest line, by its own words, or the mail's."""
    if order.digest_line is not None:
        digest = scene.found.digests.get(scene.intent.reference or "")
        place = digest.lines.get(str(order.digest_line)) if digest else None
        if place is None:
            raise Refused("no_digest_line", line=order.digest_line)
        return place
    if order.ticket and order.ticket in scene.found.tickets:
        return order.ticket
    if order.ticket and order.ticket != scene.intent.reference:
        raise Refused("which_ticket", reference=order.ticket)
    return scene.ticket.number if scene.ticket else ""


def _done(order: Order, before: Draft, after: Draft) -> TranscriptLine:
    """The line with the units it touched and their statuses before and after."""
    for number, ticket in after.tickets.items():
        old = before.ticket(number)
        if old is None or old is ticket:
            continue
        touched = tuple(u.number for u in ticket.units if u != old.unit(u.number))
        return TranscriptLine(
            order.line[:300],
            ok=True,
            units=touched,
            before=_statuses(old, touched),
            after=_statuses(ticket, touched),
            ticket=number,
        )
    return TranscriptLine(order.line[:300], ok=True)


def _statuses(ticket: Ticket, units: Sequence[int]) -> str:
    """The public statuses of these units, each once."""
    named = (unit_status(ticket, u) for u in ticket.units if u.number in units)
    return ", ".join(dict.fromkeys(named))


def _refused(draft: Draft, order: Order, refusal: Refused) -> TranscriptLine:
    facts = {"command": order.name, **refusal.facts}
    events = facts.get("possible")
    if isinstance(events, tuple):
        facts["possible"] = words_for(events) or ALWAYS_POSSIBLE
    number = order.ticket or (draft.scene.ticket.number if draft.scene.ticket else "")
    ticket, unit = draft.ticket(number), facts.get("unit")
    meant = ticket.unit(unit) if ticket and isinstance(unit, int) else None
    if ticket is not None and meant is not None and "status" in facts:
        facts["status"] = unit_status(ticket, meant)
    return TranscriptLine(
        order.line[:300], ok=False, result=refusal.code, facts=facts, ticket=number
    )


def _not_run(order: Order) -> TranscriptLine:
    return TranscriptLine(order.line[:300], ok=False, result="not_run")


def _applied(
    scene: Scene, draft: Draft, orders: Sequence[Order], lines: tuple[TranscriptLine, ...]
) -> Decision:
    """The transcript with its undo token; none where every line only looks something up."""
    draft = _help(draft, orders)
    if all(_changes_nothing(order) for order in orders):
        return draft.finish("looked")
    token = ""
    before = {n: t for n in draft.tickets if (t := scene.found.tickets.get(n)) is not None}
    if before and not any(order.name in _FINAL for order in orders):
        token, challenge = undo_challenge(scene, draft, before)
        draft = replace(draft, challenges=(*draft.challenges, challenge))
    return _transcript(draft, lines, applied=True, token=token).finish("commands")


def _changes_nothing(order: Order) -> bool:
    """True for a command that looks, and for the first DISPOSE: its own letter brings the code."""
    return COMMANDS[order.name].looks or (order.name == "DISPOSE" and not order.args.get("code"))


def _transcript(
    draft: Draft, lines: tuple[TranscriptLine, ...], *, applied: bool, token: str
) -> Draft:
    scene = draft.scene
    ticket = _ticket_of(draft)
    told = part(
        "transcript",
        lines=lines,
        applied=applied,
        undo_token=token,
        possible=possible(ticket) if ticket else (),
    )
    return draft.tell(to_sender_of_commands(scene, told, ticket=ticket))


def _ticket_of(draft: Draft) -> Ticket | None:
    """The ticket that the answer shows: the mail's, else the one that was changed."""
    if draft.scene.ticket is not None:
        return draft.ticket(draft.scene.ticket.number)
    return next(iter(draft.tickets.values()), None)


def _help(draft: Draft, orders: Sequence[Order]) -> Draft:
    asked = next((order for order in orders if order.name == "HELP"), None)
    if asked is None:
        return draft
    topic = (text_of(asked.args, "topic") or text_of(asked.args, "command")).upper()
    commands = (topic,) if topic in COMMANDS else tuple(COMMANDS)
    told: Part = part("help", commands=commands, topic=topic if topic in COMMANDS else "")
    return draft.tell(to_sender_of_commands(draft.scene, told, ticket=_ticket_of(draft)))


# -- a mail that is not believed enough --


def _ask_code(scene: Scene) -> Decision:
    """Nothing is changed; a code goes to the address on file, good for a day (mail-layer 17)."""
    code = code_for(scene.site, scene.mail.message_id, "confirm")
    person = (*scene.staff.addresses, scene.writer.email)[0]
    orders = scene.intent.orders
    challenge = Challenge(
        code_digest=code_digest(scene.site, code),
        kind="confirm",
        person=person,
        reference=scene.intent.reference or "",
        expires=scene.now + scene.site.targets.confirm,
        orders=tuple((o.name, _args(o), o.line) for o in orders),
    )
    told = part(
        "confirm_code",
        code=code,
        lines=tuple(o.line for o in orders),
        expires=challenge.expires,
    )
    draft = Draft(scene, challenges=(challenge,))
    letter = to_sender_of_commands(scene, told, ticket=scene.ticket)
    return draft.tell(letter).finish("code_asked")


def _args(order: Order) -> Mapping[str, object]:
    """The arguments as JSON can keep them, with the ticket and digest line of the line itself."""
    kept = plain(order.args)
    return {
        "args": kept,
        "ticket": order.ticket,
        "digest_line": order.digest_line,
    }


def _confirmed(scene: Scene) -> Decision | None:
    """The commands that a code releases, run now; None where the mail brings no code."""
    asked = next((o for o in scene.intent.orders if o.name == "CONFIRM"), None)
    if asked is None:
        return None
    code = text_of(asked.args, "code")
    challenge = find_challenge(scene, "confirm", code)
    if challenge is None or scene.now > challenge.expires:
        why = "wrong_code" if challenge is None else "code_expired"
        line = TranscriptLine(asked.line[:300], ok=False, result=why)
        return _transcript(Draft(scene), (line,), applied=False, token="").finish("refused")
    used = replace(challenge, used=True)
    orders = tuple(_order(name, kept, line) for name, kept, line in challenge.orders)
    intent = replace(scene.intent, reference=challenge.reference or None, orders=orders)
    again = replace(scene, intent=intent)
    return _run(again, Draft(again, challenges=(used,)), orders)


def _order(name: str, kept: Mapping[str, object], line: str) -> Order:
    args, ticket, digest_line = kept.get("args"), kept.get("ticket"), kept.get("digest_line")
    return Order(
        name,
        args if isinstance(args, Mapping) else {},
        line,
        ticket=str(ticket) if ticket else None,
        digest_line=digest_line if isinstance(digest_line, int) else None,
    )
