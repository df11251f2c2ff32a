"""Whether a mail may speak for the ticket, referral or digest it names (mail-layer 14, 16)."""

from mailbot.domain.intent import Found, Sender, Strength
from mailbot.domain.mail import Mail
from mailbot.domain.policy import proven_letter
from mailbot.domain.site import Site


def is_proved(mail: Mail, sender: Sender, reference: str | None, found: Found, site: Site) -> bool:
    """True if the mail may speak for the reference: by token, or aligned and of its partner."""
    if reference is None:
        return False
    ref = proven_letter(mail, found, site)
    if ref is not None and ref.reference == reference:
        return True
    if sender.strength < Strength.ALIGNED:
        return False
    return _belongs(sender, reference, found)


def _belongs(sender: Sender, reference: str, found: Found) -> bool:
    """True for a participant of the ticket, of the referral, of the digest."""
    email = sender.address.email
    ticket = found.tickets.get(reference)
    referral = found.referrals.get(reference)
    if ticket is not None:
        people = {ticket.requester.address.email, *ticket.watchers}
        return email in people or bool(sender.id and sender.id == ticket.requester.partner_id)
    if referral is not None:
        return bool(sender.id and sender.id == referral.distributor_id)
    digest = found.digests.get(reference)
    return digest is not None and digest.to.lower() == email
