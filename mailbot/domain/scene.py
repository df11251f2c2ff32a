"""All that a decision looks at, in one value: the mail, what it means, what is known, the hour."""

from dataclasses import dataclass
from datetime import date, datetime

from mailbot.domain.decision import Numbers, Thread
from mailbot.domain.intent import Found, Intent
from mailbot.domain.mail import Address, Mail
from mailbot.domain.registry import Partner
from mailbot.domain.site import Site, StaffMember
from mailbot.domain.ticket import Referral, Ticket
from mailbot.errors import Refused


@dataclass(frozen=True, slots=True)
class Scene:
    """The arguments of `decide`, with what every handler asks of them."""

    intent: Intent
    mail: Mail
    found: Found
    site: Site
    numbers: Numbers
    now: datetime

    @property
    def today(self) -> date:
        """The desk's local date."""
        return self.site.calendar.local_day(self.now)

    @property
    def writer(self) -> Address:
        """Who wrote."""
        return self.intent.sender.address

    @property
    def partner(self) -> Partner | None:
        """The partner who wrote, or None."""
        return self.intent.sender.partner

    @property
    def staff(self) -> StaffMember:
        """The member of staff who wrote. Errors: Refused `not_staff` where it was somebody else."""
        member = self.site.staff_by_id(self.intent.sender.id)
        member = member or self.site.staff_member(self.writer.email)
        if member is None:
            raise Refused("not_staff")
        return member

    @property
    def who(self) -> str:
        """The writer's name in the history: the staff id, else the address."""
        return self.staff.id if self.intent.sender.role == "staff" else self.writer.email

    @property
    def thread(self) -> Thread:
        """What answers to this mail are threaded to."""
        return Thread(
            self.mail.message_id,
            (*self.mail.references, *self.mail.in_reply_to),
            self.mail.subject,
        )

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that the mail names, if there is one and the writer has part in it.

        A number alone is no proof: a stranger's mail never joins a ticket (mail-layer 14, 19).
        """
        reference = self.intent.reference
        ticket = self.found.tickets.get(reference) if reference else None
        return ticket if ticket is not None and self.has_part(ticket) else None

    @property
    def referral(self) -> Referral | None:
        """The referral that the mail names, if the writer is its distributor or its dealer."""
        referral = self.found.referrals.get(self.intent.reference or "")
        if referral is None or self.partner is None:
            return None
        is_his = referral.distributor_id == self.partner.id
        return referral if is_his or referral.dealer.email == self.writer.email else None

    def has_part(self, ticket: Ticket) -> bool:
        """True for staff, and for people of the requester of record."""
        if self.intent.sender.role == "staff":
            return True
        return self.partner is not None and ticket.requester.partner_id == self.partner.id

    def language(self, partner: Partner | None) -> str:
        """The language of letters: the partner's on file, else the mail's (A32); one we have."""
        wanted = partner.language if partner and partner.language else self.intent.language
        return spoken(self.site, wanted)


def spoken(site: Site, wanted: str) -> str:
    """A language that the desk has letters in: the wanted one, else English, else the house's."""
    for language in (wanted, "en" if wanted else site.language):
        if language in site.languages:
            return language
    return site.language
