"""Commands that carry a key: UNDO (X49, mail-layer 24), and what becomes of a mail set aside."""

from collections.abc import Mapping
from dataclasses import replace

from mailbot.domain.acting import announce
from mailbot.domain.codes import code_digest, code_for
from mailbot.domain.decision import Audience
from mailbot.domain.draft import Draft
from mailbot.domain.hearers import part, role_addresses, to_requester
from mailbot.domain.intent import Order
from mailbot.domain.lifecycle import is_closed, public_status
from mailbot.domain.notifications import NOTIFICATIONS
from mailbot.domain.scene import Scene
from mailbot.domain.serial_use import check_serial_is_free
from mailbot.domain.ticket import Challenge, Ticket
from mailbot.domain.writing import text_of
from mailbot.errors import Refused


def nothing(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """STOP, HELP and CONFIRM: what they bring about is done around the lines, not by them."""
    return draft


def find_challenge(scene: Scene, kind: str, code: str) -> Challenge | None:
    """The unused code of this kind that was sent to the writer, or None."""
    wanted = code_digest(scene.site, code)
    return next(
        (
            c
            for c in scene.found.challenges
            if c.kind == kind and c.code_digest == wanted and not c.used and _is_his(scene, c)
        ),
        None,
    )


def _is_his(scene: Scene, challenge: Challenge) -> bool:
    return challenge.person in {scene.writer.email, *scene.staff.addresses}


def undo_challenge(
    scene: Scene, after: Draft, before: Mapping[str, Ticket]
) -> tuple[str, Challenge]:
    """The token that takes these changes back, and what is kept of it."""
    token = code_for(scene.site, scene.mail.message_id, "undo")
    counts = {number: len(after.tickets[number].history) for number in before}
    challenge = Challenge(
        code_digest=code_digest(scene.site, token),
        kind="undo",
        person=scene.writer.email,
        reference=next(iter(before), ""),
        expires=scene.now + scene.site.targets.undo,
        before={"history": counts},
        undo=tuple(before.values()),
    )
    return token, challenge


def undo(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """The tickets as they were before the mail that the token belongs to. What left cannot be
    unsent: whoever had a letter gets a correction (M34).

    Errors: Refused `wrong_code`; `code_expired`; `undo_overtaken` where something else has happened
    to a ticket since.
    """
    scene = draft.scene
    token = text_of(order.args, "token") or text_of(order.args, "code")
    challenge = find_challenge(scene, "undo", token)
    if challenge is None:
        raise Refused("wrong_code")
    if scene.now > challenge.expires:
        raise Refused("code_expired")
    for old in challenge.undo:
        now = draft.ticket(old.number)
        counts = challenge.before.get("history")
        known = counts.get(old.number) if isinstance(counts, Mapping) else None
        if now is None or len(now.history) != known:
            raise Refused("undo_overtaken", reference=old.number)
        draft = _put_back(draft, old, now)
    return replace(draft, challenges=(*draft.challenges, replace(challenge, used=True)))


def _put_back(draft: Draft, old: Ticket, now: Ticket) -> Draft:
    """The old ticket with the history, the letters and the mails that have come since."""
    for unit in old.units:
        if not is_closed(unit.state):
            check_serial_is_free(draft, old.number, unit.number, unit.serial or "")
    restored = replace(old, history=now.history, letters=now.letters, mails=now.mails)
    before, after = public_status(now), public_status(restored)
    draft = draft.note(restored, "undo", before=before, after=after)
    since = [letter for letter in now.letters if letter.n > _last(old)]
    for role in ("warehouse", "lab"):
        if any(set(letter.to) & set(role_addresses(draft.scene.site, role)) for letter in since):
            draft = announce(draft, role, old.number, "undone", after)
    if not any(_to_partner(letter.name) for letter in since):
        return draft
    restored = draft.tickets[old.number]
    return draft.tell(to_requester(draft.scene, restored, part("correction", text="")))


def _last(ticket: Ticket) -> int:
    return max((letter.n for letter in ticket.letters), default=0)


def _to_partner(name: str) -> bool:
    return NOTIFICATIONS[name].audience is Audience.PARTNER


def settle_mail(draft: Draft, order: Order, number: str) -> Draft:  # noqa: ARG001
    """A mail in quarantine handled again, dropped, or dropped with its sender (mail-layer 4).

    The mail is the one that the answered letter told of; a key must be the beginning of its digest.

    Errors: Refused `unknown_key` (key) where there is no such mail.
    """
    key, held = text_of(order.args, "key").lower(), draft.scene.found.held
    digest = held.get(draft.scene.intent.reference or "")
    if digest is None or not digest.startswith(key):
        raise Refused("unknown_key", key=key[:64])
    return replace(draft, release=(*draft.release, (digest, order.name.lower())))
