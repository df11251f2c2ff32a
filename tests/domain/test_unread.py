"""Files that could not be read are told of: to whoever sent them, and to staff (mail-layer 6)."""

from dataclasses import replace

import pytest

from mailbot.domain.decision import Audience
from mailbot.domain.intent import Kind, Sender, Strength, UnitClaim
from mailbot.domain.mail import Address, Attachment, Mail
from mailbot.domain.registry import Role
from mailbot.domain.unread import UnreadFile, unread_files
from tests.domain.exchange import FRIDAY, LUCA, PHONE, ROSSI, Exchange


@pytest.fixture
def desk() -> Exchange:
    """A desk with the registry of the examples."""
    return Exchange()


# What the reader says, and the words of the letters that tell it.
PROBLEMS = {
    "protected by a password": "password",
    "signed or encrypted in a form that is not read": "password",
    "an archive inside an archive, not opened": "nested",
    "an old Office file, not opened": "old",
    "no text in it: a scan": "scan",
    "only the first 400 rows of a sheet were read": "part",
    "only 3 pages were read: the time for this mail's files was used up": "part",
    "not opened: the time for this mail's files was used up": "part",
    "damaged after 12 rows": "part",
    "not opened: damaged or not what it says (ValueError)": "damaged",
    "not text, whatever its name says": "damaged",
    "a damaged winmail.dat, nothing could be read": "damaged",
    "larger than 26214400 bytes, not opened": "large",
    "a picture of 12000 x 9000 pixels, not opened": "large",
    "a picture of more than 40000000 pixels": "large",
    "unpacked it has 900000000 bytes, the limit is 50000000": "large",
    "packed more than 100 times, not opened": "large",
    "not opened: it takes too much time or memory": "large",
    "an archive of 4000 files, not opened": "large",
    "not opened: the package pypdf is not installed": "other",
    "no barcode found before its time was used up": "",
    "only the first 10 pictures were looked at": "",
    "": "",
}


def a_mail(*problems: str, of_mail: tuple[str, ...] = (), inline: bool = False) -> Mail:
    files = tuple(
        Attachment(f"a{n}.png", "image/png", 9, "d", problem=p, inline=inline)
        for n, p in enumerate(problems)
    )
    return Mail("<1@x>", "d", FRIDAY, (), "s", "t", attachments=files, problems=of_mail)


@pytest.mark.parametrize(("problem", "why"), PROBLEMS.items())
def test_every_reason_of_the_reader_has_its_words(problem: str, why: str) -> None:
    """What its sender can do about it decides. A picture without a code is no problem."""
    found = [file.why for file in unread_files(a_mail(problem))]
    assert found == ([why] if why else [])


def test_the_mail_itself_its_enclosures_and_no_logos() -> None:
    """A cut or encrypted mail has no name; a picture in a signature is not missed."""
    cut = a_mail(of_mail=("the mail has 26000000 bytes: only its beginning was read",))
    coded = a_mail(of_mail=("the mail is encrypted with PGP", "3 headers were cut at 9 bytes"))
    assert unread_files(cut) == (UnreadFile("", "mail_cut"),)
    assert unread_files(coded) == (UnreadFile("", "mail_encrypted"),)
    assert unread_files(replace(cut, enclosed=(a_mail("damaged"),)))[1].why == "damaged"
    assert unread_files(a_mail("damaged", inline=True)) == ()


@pytest.mark.parametrize(("count", "told"), [(9, 9), (10, 10), (11, 10)])
def test_a_letter_names_ten_files(count: int, told: int) -> None:
    """A bound as every other. (mail-layer 6)"""
    assert len(unread_files(a_mail(*["damaged"] * count))) == told


def answered(
    desk: Exchange, mail: Mail, kind: Kind = Kind.NEW_REQUEST, **intent: object
) -> list[tuple[Audience, list[str]]]:
    """Audience and parts of the letters to this mail of a partner."""
    desk.files = mail.attachments
    desk.partner(kind, ROSSI, **intent)
    return [(n.audience, [p.name for p in n.parts]) for n in desk.last.notifications]


def test_partner_and_staff_hear_of_it_once_each(desk: Exchange) -> None:
    """In the letters that go anyway: one mail in, one letter out (decisions 3)."""
    claim = UnitClaim(PHONE.serial, sold=PHONE, fault="display a righe")
    letters = answered(desk, a_mail("protected by a password"), units=(claim,))
    by = dict(letters)
    assert "files_unread" in by[Audience.PARTNER]
    assert "files_unread" in by[Audience.STAFF]
    assert len(letters) == 2


def test_a_scan_matters_where_a_serial_is_lacking(desk: Exchange) -> None:
    """Else it is for people to look at."""
    claim = UnitClaim(PHONE.serial, sold=PHONE, fault="display a righe")
    scan = a_mail("no text in it: a scan")
    letters = answered(desk, scan, units=(claim,))
    assert all("files_unread" not in names for _, names in letters)
    letters = answered(desk, scan, missing=("serial",))
    assert all("files_unread" in names for _, names in letters)


def test_a_letter_of_its_own_where_none_would_go(desk: Exchange) -> None:
    """A reply that is only passed on; but not to a bare From, and not of a machine's mail."""
    desk.opens(PHONE)
    number = desk.ticket.number
    for strength, heard in ((Strength.ALIGNED, True), (Strength.FROM, False)):
        letters = answered(
            desk,
            a_mail("protected by a password"),
            Kind.INFO_REPLY,
            reference=number,
            strength=strength,
            text="ecco il file richiesto",
        )
        assert ("files_unread" in dict(letters).get(Audience.PARTNER, [])) is heard
    letters = answered(desk, a_mail("damaged"), Kind.AUTO_REPLY, machine="vacation")
    assert letters == []


def test_staff_hear_of_their_own_files(desk: Exchange) -> None:
    """A pallet's list that was not opened is no list of no codes."""
    desk.opens(PHONE)
    desk.files = a_mail("packed more than 100 times, not opened").attachments
    desk.staff(LUCA, reference=desk.ticket.number, text="ecco la lista")
    (letter,) = desk.last.notifications
    (told,) = [p for p in letter.parts if p.name == "files_unread"]
    assert told.facts["partner_told"] is False


def test_strangers_hear_nothing_more(desk: Exchange) -> None:
    """The sales contact is all they get (R1)."""
    sender = Sender(Address("a@nowhere.example"), Role.UNKNOWN, Strength.ALIGNED)
    desk.files = a_mail("damaged").attachments
    desk.decide(Kind.NEW_REQUEST, sender)
    assert desk.last.notifications
    assert all(p.name != "files_unread" for n in desk.last.notifications for p in n.parts)
