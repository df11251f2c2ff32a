"""Plays the story by real mail and says truly whether all of it happened."""

import time
from dataclasses import dataclass
from datetime import date

from mailbot.demo.post import Post, send_mail, write_mail
from mailbot.demo.show import Show
from mailbot.demo.stage import Stage
from mailbot.demo.story import STORY, Step
from mailbot.domain.intent import Keys
from mailbot.domain.threads import parse_letter_refs
from mailbot.domain.ticket import Ticket
from mailbot.ports import Store

_PATIENCE = 30.0  # seconds for one step: a slow machine, not a wait that is meant


def letter_name(store: Store, message_id: str) -> str:
    """The name of one of our letters, from the store; empty if it is of no ticket or referral."""
    refs = parse_letter_refs(message_id)
    found = store.look_up(Keys(references=frozenset(ref.reference for ref in refs)))
    for ref in refs:
        holders = (found.tickets, found.referrals, found.digests)
        for holder in (h[ref.reference] for h in holders if ref.reference in h):
            for letter in holder.letters:
                if letter.n == ref.n:
                    return letter.name
    return ""


@dataclass
class Player:
    """Plays step by step; `missing` names what did not happen."""

    stage: Stage
    post: Post
    show: Show
    missing: list[str]

    def play(self) -> list[str]:
        """Play the whole story and look at the store; what is missing, empty if nothing."""
        for number, step in enumerate(STORY, start=1):
            self.show.title(f"{number}. {step.title}")
            if not self._step(step):
                self.missing.append(f"step {number} ({step.title}) did not come to its end")
                break
        self._look_back()
        return self.missing

    def _step(self, step: Step) -> bool:
        answered = self.post.newest(step.answers, step.sender) if step.answers else None
        if step.answers and answered is None:
            self.missing.append(f"{step.sender} has no {step.answers} to answer")
            return False
        promise = self.stage.site.calendar.working_day_after(self._today(), 5)
        text = step.text.replace("{promise}", promise.isoformat())
        now = self.stage.clock.now()
        mail = write_mail(step.sender, text, now, subject=step.subject, answers=answered)
        before = len(self.post.letters)
        send_mail(self.stage.ports.smtp, step.sender, mail)
        lacking = self._await(step, before)
        self.missing += [f"no letter {name} reached {account}" for name, account in lacking]
        return not lacking and self._states_are(step)

    def _await(self, step: Step, before: int) -> set[tuple[str, str]]:
        """The letters of the step that did not come in time."""
        deadline = time.monotonic() + _PATIENCE
        lacking = set(step.letters)
        while lacking and time.monotonic() < deadline:
            self.post.wait(0.2)
            lacking = set(step.letters) - {(x.name, x.account) for x in self.post.letters[before:]}
        return lacking

    def _states_are(self, step: Step) -> bool:
        ticket = self._ticket()
        states = tuple(str(unit.state) for unit in ticket.units) if ticket else ()
        if step.states and states != step.states:
            wanted = ", ".join(step.states)
            self.missing.append(f"the units are {', '.join(states) or 'not there'}, not {wanted}")
            return False
        return True

    def _look_back(self) -> None:
        """What the store must hold in the end."""
        tickets = list(self.stage.store.tickets())
        ticket = self._ticket()
        if len(tickets) != 1 or ticket is None:
            self.missing.append(f"there are {len(tickets)} tickets, not one")
            return
        proof = ticket.units[1].acceptance if len(ticket.units) > 1 else None
        kept = self.stage.store.raw(proof.digest) if proof else None
        if kept is None or proof is None or proof.message_id.encode() not in kept:
            self.missing.append("the acceptance is not kept with its mail")
        ids = [x.mail["Message-ID"] for x in self.post.letters]
        accounts = [x.account for x in self.post.letters]
        if len(set(zip(ids, accounts, strict=True))) != len(ids):
            self.missing.append("a letter went twice to the same person")
        failed = self.stage.store.outbox_counts().get("failed", 0)
        if failed:
            self.missing.append(f"{failed} letters could not be sent")

    def _ticket(self) -> Ticket | None:
        return next(iter(self.stage.store.tickets()), None)

    def _today(self) -> date:
        return self.stage.site.calendar.local_day(self.stage.clock.now())
