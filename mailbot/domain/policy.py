"""Who wrote a mail, and how far that is believed (mail-layer 16)."""

import re

from mailbot.domain.intent import Found, Sender, Strength
from mailbot.domain.mail import Address, Mail
from mailbot.domain.references import letter_refs
from mailbot.domain.registry import Partner, Role
from mailbot.domain.site import Site, StaffMember
from mailbot.domain.threads import LetterRef, is_genuine
from mailbot.domain.ticket import SentLetter

_HEADER = 4_096  # characters of one Authentication-Results that are read
_DEEPEST = 8  # comments inside each other
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_NOBODY = Address("")


def judge_sender(mail: Mail, found: Found, site: Site) -> Sender:
    """Who wrote, by the partner directory and the staff list, and how far it is believed.

    Somebody who only claims to be staff is unknown. With several From addresses nobody is believed.
    """
    if mail.sender is None:
        first = mail.senders[0] if mail.senders else _NOBODY
        return Sender(first, Role.UNKNOWN, Strength.NONE)
    address = mail.sender
    member = site.staff_member(address.email)
    token = proven_letter(mail, address, found, site) is not None
    aligned = is_aligned(mail, site)
    strength = Strength.TOKEN if token else Strength.ALIGNED if aligned else Strength.FROM
    if member is not None or _claims_staff(address, site):
        return _staff(mail, address, member, strength, site)
    partner = found.partners.get(address.email)
    role = partner.role if partner else Role.UNKNOWN
    return Sender(address, role, strength, partner.id if partner else "", partner)


def _staff(
    mail: Mail, address: Address, member: StaffMember | None, strength: Strength, site: Site
) -> Sender:
    """A member whom our server vouches for, or of whom it says nothing: then he is only as
    strong as his From, which commands nothing that matters (mail-layer 16, 17). One of whom it
    says that it does not know him is unknown, as is an address nobody has."""
    silent = not site.trusted_server or mail.header("authentication-results") is None
    if member is None or not (strength >= Strength.ALIGNED or silent):
        return Sender(address, Role.UNKNOWN, min(strength, Strength.FROM))
    return Sender(address, Role.STAFF, strength, member.id)


def _claims_staff(address: Address, site: Site) -> bool:
    """True for an address of the desk's own domain that no member of staff has."""
    return address.domain == site.domain


def proven_letter(mail: Mail, writer: Address, found: Found, site: Site) -> LetterRef | None:
    """The letter of ours that the mail answers with a genuine token, if the writer was its
    recipient."""
    for ref in letter_refs(mail):
        letter = sent_letter(ref, found)
        if letter is None or not is_genuine(site, ref, letter.to):
            continue
        if _was_recipient(writer.email, letter, site):
            return ref
    return None


def sent_letter(ref: LetterRef, found: Found) -> SentLetter | None:
    """The letter that a reference names, as we keep it, or None."""
    for kept in (found.tickets, found.referrals, found.digests):
        thing = kept.get(ref.reference)
        if thing is not None:
            return next((letter for letter in thing.letters if letter.n == ref.n), None)
    return None


def _was_recipient(email: str, letter: SentLetter, site: Site) -> bool:
    to = {a.lower() for a in letter.to}
    member = site.staff_member(email)
    if member is None:
        return email in to
    roles = {a.lower() for role in member.roles for a in site.role_addresses.get(role, ())}
    return bool(to & ({*member.addresses} | roles))


def is_aligned(mail: Mail, site: Site) -> bool:
    """True if the desk's own mail server vouches for the From address (RFC 8601).

    Only the topmost Authentication-Results counts, and only if our server put it there.
    """
    header = mail.header("authentication-results")
    if header is None or mail.sender is None or not site.trusted_server:
        return False
    methods = parse_results(header, site.trusted_server)
    if methods is None:
        return False
    email, domain = mail.sender.email, mail.sender.domain
    logins = [p.get("smtp.auth", "") for m, result, p in methods if m == "auth"]
    if logins:
        # A login of another person speaks against the From, whatever the signatures say.
        return all(r == "pass" for m, r, _ in methods if m == "auth") and any(
            _is_login(login, email, site) for login in logins
        )
    return any(_vouches(m, result, p, domain) for m, result, p in methods)


def _is_login(login: str, email: str, site: Site) -> bool:
    name = login.lower()
    if "@" in name:
        return name == email
    local, _, domain = email.rpartition("@")
    return name == local and domain == site.domain


def _vouches(method: str, result: str, properties: dict[str, str], domain: str) -> bool:
    if result != "pass":
        return False
    named = {
        "dkim": properties.get("header.d") or properties.get("header.i", "").rpartition("@")[2],
        "spf": properties.get("smtp.mailfrom", "").rpartition("@")[2],
        "dmarc": properties.get("header.from", ""),
    }.get(method, "")
    if method == "spf" and not named:
        named = properties.get("smtp.mailfrom", "")
    return bool(named) and is_same_organisation(named.lower(), domain)


def is_same_organisation(signer: str, domain: str) -> bool:
    """True for the domain itself and for a parent of it that is no bare suffix."""
    signer = signer.strip(".")
    return domain == signer or ("." in signer and domain.endswith(f".{signer}"))


def parse_results(header: str, server: str) -> list[tuple[str, str, dict[str, str]]] | None:
    """The methods of an Authentication-Results header with result and properties; None if it is
    not ours."""
    text = header[:_HEADER]
    for _ in range(_DEEPEST):
        text = _COMMENT.sub(" ", text)
    pieces = text.partition("(")[0].split(";")  # of a comment that does not end nothing is read
    named = pieces[0].split()
    if not named or named[0].lower() != server.lower():
        return None
    methods = []
    for piece in pieces[1:40]:
        words = piece.split()
        if not words or "=" not in words[0]:
            continue
        method, _, result = words[0].partition("=")
        properties: dict[str, str] = {}
        for word in words[1:20]:
            key, _, value = word.partition("=")
            properties.setdefault(key.lower(), value.strip('"').lower())
        methods.append((method.partition("/")[0].lower(), result.lower(), properties))
    return methods


def relation(partner: Partner | None) -> frozenset[str]:
    """Whose purchases may be spoken of to this partner: his own, and his distributor's."""
    if partner is None:
        return frozenset()
    return frozenset(p for p in (partner.id, partner.distributor_id) if p)
