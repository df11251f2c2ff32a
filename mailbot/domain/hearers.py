"""Who is to hear what: notifications addressed to the requester, the writer, staff, others."""

from mailbot.domain.decision import Audience, Document, Notification, Part, Thread
from mailbot.domain.intent import Strength
from mailbot.domain.mail import Address
from mailbot.domain.registry import Partner
from mailbot.domain.scene import Scene, spoken
from mailbot.domain.site import Site
from mailbot.domain.ticket import Ticket
from mailbot.domain.writing import addresses_in


def part(name: str, **facts: object) -> Part:
    """One thing that a letter tells."""
    return Part(name, facts)


def to_requester(
    scene: Scene,
    ticket: Ticket,
    *parts: Part,
    units: tuple[int, ...] = (),
    documents: tuple[Document, ...] = (),
) -> Notification:
    """A letter to the requester of record, his technical contact and colleagues in copy.

    What a colleague of his brought about by mail is answered to the colleague, the requester in
    copy: one mail in, one letter out (decisions 3).
    """
    to = _addressee(scene, ticket)
    return Notification(
        parts,
        (to,),
        ticket.requester.language,
        Audience.PARTNER,
        ticket=ticket,
        reference=ticket.number,
        cc=tuple(
            a
            for a in dict.fromkeys((ticket.requester.address, *copies(scene, ticket)))
            if a.email != to.email
        ),
        thread=_thread(scene, ticket),
        units=units,
        documents=documents,
    )


def _addressee(scene: Scene, ticket: Ticket) -> Address:
    is_colleague = (
        scene.partner is not None
        and scene.partner.id == ticket.requester.partner_id
        and scene.intent.sender.strength >= Strength.ALIGNED
    )
    return scene.writer if is_colleague else ticket.requester.address


def to_writer(
    scene: Scene, ticket: Ticket, *parts: Part, units: tuple[int, ...] = ()
) -> Notification:
    """A letter to the partner's person who wrote, in his thread."""
    return Notification(
        parts,
        (scene.writer,),
        ticket.requester.language,
        Audience.PARTNER,
        ticket=ticket,
        reference=ticket.number,
        thread=scene.thread,
        units=units,
    )


def to_technical_contact(scene: Scene, ticket: Ticket, *parts: Part) -> Notification:
    """A letter to the technical contact if his address is the partner's, else the requester."""
    known = contact_addresses(scene, ticket)
    to = known[0] if known else ticket.requester.address
    cc = () if to.email == ticket.requester.address.email else (ticket.requester.address,)
    return Notification(
        parts,
        (to,),
        ticket.requester.language,
        Audience.PARTNER,
        ticket=ticket,
        reference=ticket.number,
        cc=cc,
        thread=_thread(scene, ticket),
    )


def copies(scene: Scene, ticket: Ticket) -> tuple[Address, ...]:
    """The technical contact and the colleagues who follow the ticket; only the partner's people."""
    watchers = tuple(Address(w) for w in ticket.watchers if belongs(scene, ticket, w))
    seen: dict[str, Address] = {a.email: a for a in (*contact_addresses(scene, ticket), *watchers)}
    return tuple(seen.values())[:10]


def contact_addresses(scene: Scene, ticket: Ticket) -> tuple[Address, ...]:
    """The mail addresses in the technical contact that belong to the requester's firm (R35)."""
    return tuple(
        Address(email)
        for email in addresses_in(ticket.technical_contact)
        if belongs(scene, ticket, email)
    )


def belongs(scene: Scene, ticket: Ticket, email: str) -> bool:
    """True if the address may hear of this ticket: the requester's, or one of his firm's."""
    if email == ticket.requester.address.email:
        return True
    partner = find_partner(scene, ticket.requester.partner_id)
    if partner is None:
        return False
    return email in partner.emails or Address(email).domain in partner.domains


def find_partner(scene: Scene, partner_id: str) -> Partner | None:
    """A partner by its id, among those that were found for this mail."""
    if scene.partner is not None and scene.partner.id == partner_id:
        return scene.partner
    return scene.found.owners.get(partner_id)


def to_partner(scene: Scene, partner: Partner, *parts: Part) -> Notification:
    """A letter to a partner that belongs to no ticket, at his address on file."""
    return Notification(
        parts,
        (Address(partner.contact, partner.name),),
        spoken(scene.site, partner.language or scene.site.language),
        Audience.PARTNER,
    )


def to_staff(
    site: Site, role: str, *parts: Part, ticket: Ticket | None = None, reference: str = ""
) -> Notification:
    """A letter to a role's addresses, in the language of the house."""
    return Notification(
        parts,
        tuple(Address(a) for a in role_addresses(site, role)),
        spoken(site, site.language),
        Audience.STAFF,
        ticket=ticket,
        reference=ticket.number if ticket else reference,
    )


def to_owner(site: Site, ticket: Ticket, *parts: Part) -> Notification:
    """A letter to who has the ticket in charge, or to support while nobody has."""
    owner = site.staff_by_id(ticket.owner) if ticket.owner else None
    if owner is None or not owner.addresses:
        return to_staff(site, "support", *parts, ticket=ticket)
    return Notification(
        parts,
        (Address(owner.addresses[0], owner.name),),
        spoken(site, owner.language or site.language),
        Audience.STAFF,
        ticket=ticket,
        reference=ticket.number,
    )


def to_sender_of_commands(scene: Scene, *parts: Part, ticket: Ticket | None) -> Notification:
    """The answer to staff, always to the address on file, never to a Reply-To (mail-layer 17)."""
    member, address = scene.staff, scene.writer
    if scene.writer.email not in member.addresses and member.addresses:
        address = Address(member.addresses[0], member.name)
    return Notification(
        parts,
        (address,),
        spoken(scene.site, member.language or scene.site.language),
        Audience.STAFF,
        ticket=ticket,
        reference=ticket.number if ticket else "",
        thread=scene.thread,
    )


def role_addresses(site: Site, role: str) -> tuple[str, ...]:
    """Where a role reads its mail (decisions 14): its own setting, else its members, else support,
    else anybody of staff."""
    for wanted in (role, "support", "manager"):
        if site.role_addresses.get(wanted):
            return tuple(site.role_addresses[wanted])
        members = tuple(s.addresses[0] for s in site.staff if wanted in s.roles and s.addresses)
        if members:
            return members
    return tuple(s.addresses[0] for s in site.staff if s.addresses)[:1]


def _thread(scene: Scene, ticket: Ticket) -> Thread:
    """The requester's own conversation: his mail if he wrote now, else his last one on record."""
    if scene.writer.email == _addressee(scene, ticket).email:
        return scene.thread
    mails = [m for m in ticket.mails if m.sender == ticket.requester.address.email]
    letters = tuple(x.message_id for x in ticket.letters if mails[-1].sender in x.to)
    return Thread(mails[-1].message_id, letters[-5:], ticket.subject)
