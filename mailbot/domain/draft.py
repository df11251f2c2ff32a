"""A decision while it is being made: the tickets as they have become, and who is to hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mailbot.domain.clocks import settle_clocks
from mailbot.domain.decision import AddressState, Decision, Notification
from mailbot.domain.scene import Scene
from mailbot.domain.ticket import (
    Authorisation,
    Challenge,
    Event,
    ReceivedMail,
    Referral,
    Ticket,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Each change gives a new draft; to throw all of them away, keep the first one."""

    scene: Scene
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    notifications: tuple[Notification, ...] = ()
    referrals: Mapping[str, Referral] = field(default_factory=dict)
    authorisations: tuple[Authorisation, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    addresses: tuple[AddressState, ...] = ()
    rule: str = ""
    quarantine: str = ""
    release: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    def ticket(self, number: str) -> Ticket | None:
        """The ticket as it has become, or as it was found."""
        return self.tickets.get(number) or self.scene.found.tickets.get(number)

    def keep(self, ticket: Ticket) -> "Draft":
        """The draft with this ticket in it."""
        return replace(self, tickets={**self.tickets, ticket.number: ticket})

    def refer(self, referral: Referral) -> "Draft":
        """The draft with this referral in it."""
        return replace(self, referrals={**self.referrals, referral.number: referral})

    def tell(self, *notifications: Notification) -> "Draft":
        """The draft with these letters to write."""
        return replace(self, notifications=(*self.notifications, *notifications))

    def note(  # noqa: PLR0917 - the columns of a line of history
        self,
        ticket: Ticket,
        what: str,
        units: tuple[int, ...] = (),
        text: str = "",
        before: str = "",
        after: str = "",
    ) -> "Draft":
        """The draft with the ticket and one more line in its history (who, when, which mail)."""
        scene = self.scene
        event = Event(
            scene.now, scene.who, what, units, scene.mail.message_id, before, after, text[:2000]
        )
        return self.keep(ticket.with_event(event))

    def finish(self, outcome: str) -> Decision:
        """The decision: clocks settled, the mail on record with every ticket that it touched."""
        return Decision(
            outcome,
            tickets=tuple(self._settled(ticket) for ticket in self.tickets.values()),
            referrals=tuple(self.referrals.values()),
            authorisations=self.authorisations,
            challenges=self.challenges,
            addresses=self.addresses,
            notifications=self.notifications,
            rule=self.rule,
            quarantine=self.quarantine,
            release=self.release,
            facts=self.facts,
        )

    def _settled(self, ticket: Ticket) -> Ticket:
        scene, mail = self.scene, self.scene.mail
        before = scene.found.tickets.get(ticket.number)
        received = ReceivedMail(
            mail.message_id, mail.digest, scene.writer.email, mail.received, mail.subject[:300]
        )
        ticket = replace(ticket, mails=(*ticket.mails, received))
        return settle_clocks(before, ticket, scene.now, scene.site)
