"""A partner's mail on his ticket: what it supplies, what it wishes, what staff must read."""

import re
from dataclasses import replace

from mailbot.domain.decision import Audience, Decision, Notification
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, to_owner, to_requester, to_staff, to_writer
from mailbot.domain.lifecycle import move
from mailbot.domain.partner_wishes import WISHES, grant_wishes, is_over, may_reopen
from mailbot.domain.referrals import answer_referral
from mailbot.domain.registry import bare_key
from mailbot.domain.requests import answer_request
from mailbot.domain.scene import Scene
from mailbot.domain.serial_use import find_other_use
from mailbot.domain.supplying import take_data
from mailbot.domain.ticket import Ticket
from mailbot.domain.unit import Unit
from mailbot.domain.watchers import with_watcher


def answer_reply(scene: Scene) -> Decision:
    """The ticket with what the mail brings; silence where it brings thanks alone."""
    if scene.referral is not None:
        return answer_referral(scene, scene.referral)
    ticket = scene.ticket
    if ticket is None:
        return answer_without_ticket(scene)
    if is_over(ticket):
        return _on_closed(scene, ticket)
    draft = _heard(scene, ticket)
    if _is_thanks(scene, ticket):
        return draft.finish("thanks")
    draft, supplied = take_data(draft, ticket.number)
    wishes = tuple(w for w in scene.intent.wishes if w.name in WISHES)
    draft = grant_wishes(draft, ticket.number, wishes)
    if not supplied.anything and all(w.name == "thanks" for w in wishes):
        if _says_thanks(scene, ticket):
            return draft.finish("thanks")
        draft = _call(draft, draft.ticket(ticket.number) or ticket, "note")
    return draft.finish("added")


def _heard(scene: Scene, ticket: Ticket) -> Draft:
    """The mail on record with the ticket, a colleague who wrote among its followers."""
    return Draft(scene).note(with_watcher(scene, ticket), "mail", text=scene.intent.text[:1000])


# Words of thanks, and what stands around them in a mail that says nothing else.
_THANKS = frozenset(["grazie", "thanks", "thank", "danke", "merci", "gracias", "thx"])
_AROUND = frozenset(
    [
        "mille",
        "molte",
        "tante",
        "ancora",
        "a",
        "tutti",
        "you",
        "very",
        "much",
        "many",
        "lot",
        "again",
        "vielen",
        "dank",
        "beaucoup",
        "muchas",
        "ok",
        "perfetto",
        "ottimo",
        "perfect",
        "great",
        "bene",
        "saluti",
        "cordiali",
        "buona",
        "giornata",
        "serata",
        "best",
        "kind",
        "regards",
        "cheers",
        "ciao",
        "distinti",
    ]
)


def _is_thanks(scene: Scene, ticket: Ticket) -> bool:
    """True if the mail says nothing but thanks, or nothing at all (decisions 8), and names no
    unit, not even in what it quotes: there a blank may be filled."""
    return not scene.intent.units and _says_thanks(scene, ticket)


def _says_thanks(scene: Scene, ticket: Ticket) -> bool:
    """True if its new words are thanks. With a serial proposed, `ok grazie` is the answer to it."""
    intent = scene.intent
    if intent.quote or scene.mail.attachments:
        return False
    only = {wish.name for wish in intent.wishes}
    if only == {"thanks"} or (not only and not intent.text.strip()):
        return True
    if only - {"thanks"} or any(unit.suggestion for unit in ticket.units):
        return False
    words = re.findall(r"[^\W\d_]+", intent.text[:300].lower())
    known = f"{scene.writer} {ticket.requester.address} {ticket.technical_contact}"
    own = re.findall(r"[^\W\d_]+", known.lower())
    said = set(words) - _AROUND - set(own)
    return len(intent.text) < 300 and bool(said) and said <= _THANKS


def _call(draft: Draft, ticket: Ticket, why: str) -> Draft:
    scene = draft.scene
    told = part(
        "needs_person",
        why=why,
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details="",
    )
    return draft.tell(to_owner(scene.site, ticket, told))


# -- a closed thread (X17, X50) --


def _on_closed(scene: Scene, ticket: Ticket) -> Decision:
    """New evidence opens what was refused lately; another unit is a new request; the rest is told
    that the thread is over, and the owner decides."""
    draft = _heard(scene, ticket)
    if _is_thanks(scene, ticket):
        return draft.finish("thanks")
    own = {bare_key(u.serial or "") for u in ticket.units}
    if any(bare_key(c.serial or "") not in own for c in scene.intent.units if c.serial):
        return answer_request(scene)
    refused = tuple(
        u
        for u in ticket.units
        if may_reopen(u)
        and _in_time(scene, ticket, u)
        and find_other_use(draft, ticket.number, u.number, u.serial or "") is None
    )
    if refused:
        return _reopen(draft, ticket.number, refused)
    ticket = draft.tickets[ticket.number]
    wishes = {wish.name for wish in scene.intent.wishes}
    if wishes and wishes <= {"status", "thanks", "warranty"}:
        return draft.tell(to_writer(scene, ticket, part("status"))).finish("status")
    draft = draft.tell(to_writer(scene, ticket, part("thread_closed")))
    return _call(draft, ticket, "closed_thread").finish("closed_thread")


def _in_time(scene: Scene, ticket: Ticket, unit: Unit) -> bool:
    """Within the working days after the refusal (X17)."""
    refusals = [
        event.at
        for event in ticket.history
        if event.what.startswith("reject_") and unit.number in event.units
    ]
    calendar = scene.site.calendar
    last = calendar.working_day_after(
        calendar.local_day(refusals[-1]), scene.site.targets.reopen_days
    )
    return scene.today <= last


def _reopen(draft: Draft, number: str, units: tuple[Unit, ...]) -> Decision:
    scene, ticket = draft.scene, draft.tickets[number]
    for unit in units:
        ticket = ticket.with_unit(move(unit, "new_evidence"))
    ticket = replace(ticket, complete_since=scene.now)
    numbers = tuple(u.number for u in units)
    draft = draft.note(ticket, "new_evidence", numbers, scene.intent.text[:1000])
    ticket = draft.tickets[number]
    owner = scene.site.staff_by_id(ticket.owner)
    told = part("in_charge", owner_name=owner.name if owner else ticket.owner)
    draft = draft.tell(to_requester(scene, ticket, told))
    return _call(draft, ticket, "new_evidence").finish("reopened")


# -- no ticket, or another's --


def answer_without_ticket(scene: Scene) -> Decision:
    """Units make a request; anything else of a partner goes to a person, and he hears that much.
    A number that is not his is as if it were none (mail-layer 14, 19)."""
    asks = bool(scene.intent.units) or "serial" in scene.intent.missing
    if asks and scene.intent.quote is None:  # an answer to a quote asks for no return
        return answer_request(scene)
    draft = Draft(scene)
    if {wish.name for wish in scene.intent.wishes} == {"thanks"} or not scene.intent.text.strip():
        return draft.finish("thanks")
    told = part(
        "needs_person",
        why="no_ticket",
        text=scene.intent.text[:2000],
        who=str(scene.writer),
        details=scene.mail.subject[:300],
    )
    answer = Notification(
        (part("noted", what="passed_on"),),
        (scene.writer,),
        scene.language(scene.partner),
        Audience.PARTNER,
        thread=scene.thread,
    )
    return draft.tell(answer, to_staff(scene.site, "support", told)).finish("passed_on")
