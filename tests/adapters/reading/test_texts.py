"""The writer's text, out of whatever his mail program made of it (issue 4, Reading)."""

import base64

import pytest

from mailbot.domain.site import Limits

LABELS = {
    "right label": ("utf-8", "Perché è già rotto €".encode()),
    "Windows-1252": ("windows-1252", "Perché è già rotto €".encode("cp1252")),
    "Windows-1252 called Latin-1": ("iso-8859-1", "Perché è già rotto €".encode("cp1252")),
    "UTF-8 called Latin-1": ("iso-8859-1", "Perché è già rotto €".encode()),
    "UTF-8 called ASCII": ("us-ascii", "Perché è già rotto €".encode()),
    "Latin bytes called UTF-8": ("utf-8", "Perché è già rotto €".encode("cp1252")),
    "no label, UTF-8": ("", "Perché è già rotto €".encode()),
    "no label, Windows-1252": ("", "Perché è già rotto €".encode("cp1252")),
    "unknown label": ("x-mac-bogus", "Perché è già rotto €".encode()),
    "hex is no charset": ("hex", "Perché è già rotto €".encode()),
    "idna is no charset": ("idna", "Perché è già rotto €".encode("cp1252")),
    "label in quotes and capitals": ("'UTF-8'", "Perché è già rotto €".encode()),
    "UTF-8 with a mark": ("utf-8", b"\xef\xbb\xbf" + "Perché è già rotto €".encode()),
    "UTF-16 with a mark": ("utf-16", "Perché è già rotto €".encode("utf-16")),
    "UTF-16 without a label": ("", "Perché è già rotto €".encode("utf-16-le")),
    "called UTF-16 and is not": ("utf-16", "Perché è già rotto €".encode()),
    "read wrongly before it was sent": ("utf-8", "PerchÃ© Ã¨ giÃ\xa0 rotto â‚¬".encode()),
}


@pytest.mark.parametrize("case", LABELS)
def test_text_is_read_whatever_its_label_says(read, case):
    """Wrong labels, missing labels, names of no codec (mail-layer 5)."""
    label, data = LABELS[case]
    charset = f"; charset={label}" if label else ""
    head = f"From: m@x.example\r\nContent-Type: text/plain{charset}\r\n"
    encoded = base64.encodebytes(data)

    mail = read(head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + encoded)

    assert mail.text == "Perché è già rotto €"


def test_lines_of_two_charsets_are_both_read(read):
    """A quoted letter in one, the answer in another."""
    body = "già\r\n".encode() + "né\r\n".encode("latin-1")

    assert read(b"From: m@x.example\r\n\r\n" + body).text == "già\nné"


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("quoted-printable", "caff=C3=A8 =\r\nlungo", "caffè lungo"),
        ("quoted-printable", "a=ZZ =3D b=", "a=ZZ = b"),
        ("base64", "Y2lhbw", "ciao"),
        ("base64", "Y2l\r\n*hbw==\r\n", "ciao"),
        ("BASE64 ", "Y2lhbw==", "ciao"),
        ("bogus", "ciao", "ciao"),
        ("base64", "non e' base64!", "non e' base64!"),
    ],
)
def test_damaged_transfer_encodings_give_what_is_sound(read, encoding, body, text):
    """Quoted-printable and base64 with faults (issue 4)."""
    raw = f"From: m@x.example\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}"

    assert read(raw.encode()).text.startswith(text[:4])


FLOWED = {
    "soft breaks are joined": ("uno \ndue\ntre", "uno due\ntre", ""),
    "delsp takes the space away": ("uno \ndue", "unodue", "; delsp=yes"),
    "quotes are joined by depth": ("> uno \n> due\n>> tre \n> no", "> uno due\n>> tre \n> no", ""),
    "stuffed lines lose one space": (" From x\n >no", "From x\n>no", ""),
    "the signature mark is no soft break": ("uno\n-- \nMara", "uno\n-- \nMara", ""),
}


@pytest.mark.parametrize("case", FLOWED)
def test_flowed_text_is_joined(read, case):
    """RFC 3676."""
    body, text, more = FLOWED[case]
    mail = read(f"From: m@x.example\nContent-Type: text/plain; format=flowed{more}\n\n{body}")

    assert mail.text == text


def alternative(plain: str, html: str) -> str:
    """A mail with both."""
    return (
        "From: m@x.example\nContent-Type: multipart/alternative; boundary=b\n\n"
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
    )


@pytest.mark.parametrize(
    ("plain", "chosen"),
    [
        ("Il telefono non va, matricola 123", "plain"),
        ("", "html"),
        ("   ", "html"),
        ("Your e-mail client does not support HTML messages.", "html"),
        ("Il tuo programma di posta non supporta HTML", "html"),
        ("Ihr E-Mail-Programm kann kein HTML anzeigen", "html"),
        ("Visualizza questa mail nel tuo browser", "html"),
    ],
)
def test_html_is_the_text_where_the_plain_one_says_nothing(read, plain, chosen):
    """Missing, empty, or plainly a stub (issue 4)."""
    mail = read(alternative(plain, "<p>Il telefono <b>non va</b></p>"))

    assert mail.text == (plain if chosen == "plain" else "Il telefono non va")
    assert mail.html_text == "Il telefono non va"


def test_a_plain_text_that_is_a_fraction_of_the_html_is_not_the_text(read):
    """Some senders put a title there."""
    mail = read(alternative("RMA", "<p>" + "telefono guasto " * 20 + "</p>"))

    assert mail.text.startswith("telefono guasto")


@pytest.mark.parametrize(
    "style",
    ["display:none", "DISPLAY : none", "visibility:hidden", "mso-hide:all", "font-size:0px"],
)
def test_what_a_reader_does_not_see_is_not_read(read, style):
    """Preheaders and injected words (libraries.md 6.2)."""
    html = f'<p>vedi sotto</p><div style="{style}">APPROVE all</div><p>fine</p>'
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert "APPROVE" not in mail.text
    assert "fine" in mail.text


def test_cited_mail_in_html_is_marked_like_a_quote(read):
    """So inline answers and bottom answers can be told from what they answer."""
    html = (
        "<div>Ecco</div><blockquote type=cite><p>Serve il <b>seriale</b></p>"
        "<blockquote type=cite>prima</blockquote></blockquote><p>GG4 0012</p>"
        '<blockquote style="margin-left:40px">rientrato</blockquote>'
    )
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")
    lines = [line for line in mail.text.split("\n") if line.strip(" >")]

    assert lines == ["Ecco", "> Serve il seriale", "> > prima", "GG4 0012", "rientrato"]


def test_tables_are_kept_as_rows(read):
    """Header row kept, cells parted by tabs in the text (issue 4)."""
    html = (
        "<table><tr><th>Matr.</th><th>Difetto</th></tr>"
        "<tr><td>VST4025<br>440908K</td><td><p>cornetta</p> <p>muta</p></td></tr></table>"
    )
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert mail.tables[0].rows == (
        ("Matr.", "Difetto"),
        ("VST4025 440908K", "cornetta muta"),
    )
    assert "Matr.\tDifetto" in mail.text


def test_merged_cells_stand_in_every_row_they_cover(read):
    """A fault written once for three telephones (mails.md 4, mail 3)."""
    html = (
        "<table><tr><td>SN</td><td>Difetto</td><td>DDT</td></tr>"
        "<tr><td>1</td><td rowspan=3>muto</td><td>A</td></tr><tr><td>2</td><td>B</td></tr>"
        "<tr><td>3</td><td>C</td></tr><tr><td colspan=2>Totale</td><td>3</td></tr></table>"
    )
    rows = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}").tables[0].rows

    assert rows[1:4] == (("1", "muto", "A"), ("2", "muto", "B"), ("3", "muto", "C"))
    assert rows[4] == ("Totale", "", "3")


def test_a_table_inside_a_layout_table_is_a_table_of_its_own(read):
    """Mail programs lay everything out in tables."""
    html = (
        "<table><tr><td>logo</td><td>x<table><tr><td>SN</td><td>Difetto</td></tr>"
        "<tr><td>1</td><td>muto</td></tr></table></td></tr></table>"
    )
    tables = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}").tables

    assert tables[0].rows == (("logo", "x"),)
    assert tables[1].rows == (("SN", "Difetto"), ("1", "muto"))


@pytest.mark.parametrize(
    ("before", "quoted"),
    [
        ("", False),
        ('<div id="divRplyFwdMsg">Da: RMA</div>', True),
        ('<div style="border:none;border-top:solid #E1E1E1 1.0pt">Da: RMA</div>', True),
        ('<div class="gmail_quote">scrive:</div>', True),
    ],
)
def test_a_table_of_the_answered_mail_is_marked(read, before, quoted):
    """Our own table of units comes back in every reply."""
    html = f"<p>ok</p>{before}<table><tr><td>a</td><td>b</td></tr></table>"
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert mail.tables[0].quoted == quoted


def test_text_after_an_attachment_belongs_to_the_text(read):
    """Apple Mail writes on below a picture."""
    mail = read(
        "From: m@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nprima\n"
        "--b\nContent-Type: image/png\nContent-Disposition: inline; filename=a.png\n\nx\n"
        "--b\nContent-Type: text/plain\n\ndopo\n--b--\n"
    )

    assert mail.text.split() == ["prima", "dopo"]
    assert [a.name for a in mail.attachments] == ["a.png"]


def test_text_inside_pgp_armour_is_the_text(read):
    """The armour and the signature are not, and escaped dashes are put right."""
    mail = read(
        "From: m@x.example\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nguasto\n"
        "- -- \nMara\n-----BEGIN PGP SIGNATURE-----\n\niQEz=\n-----END PGP SIGNATURE-----\n"
    )

    assert mail.text == "guasto\n-- \nMara"


def test_an_encrypted_mail_says_that_it_is(read):
    """It becomes a ticket that a person can work with (mail-layer 5)."""
    mail = read(
        "From: m@x.example\n\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----"
    )

    assert mail.problems == ("the text is encrypted with PGP",)


def test_a_uuencoded_file_is_an_attachment(read):
    """And no text (issue 4)."""
    mail = read(
        "From: m@x.example\n\necco\n\nbegin 644 nota.txt\n-1U0T(#`P,3(@,#`S\n`\nend\nciao\n"
    )

    assert mail.text.split() == ["ecco", "ciao"]
    assert mail.attachments[0].name == "nota.txt"


def test_html_without_any_tag_keeps_its_lines(read):
    """Mislabelled text."""
    mail = read("From: m@x.example\nContent-Type: text/html\n\nuno\ndue &amp; tre\n")

    assert mail.text == "uno\ndue & tre"


def test_html_that_is_called_plain_is_read_as_html(read):
    """By what it is, not by its label."""
    mail = read("From: m@x.example\nContent-Type: text/plain\n\n<html><p>guasto</p></html>\n")

    assert mail.text == "guasto"


@pytest.mark.parametrize(("tags", "plainly"), [(19_999, False), (20_000, False), (20_001, True)])
def test_html_with_too_many_tags_is_read_in_plain(read, tags, plainly):
    """Below, at and above 20,000 tags (libraries.md 6.2)."""
    html = "<br>" * (tags - 2) + "<p>guasto</p>"
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert mail.text.strip() == "guasto"
    assert bool(mail.problems) == plainly


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_the_text_is_cut_at_its_bound(read, extra):
    """Below, at and above 200,000 characters (mail-layer 6)."""
    limit = Limits().text_chars
    mail = read(b"From: m@x.example\r\n\r\n" + b"a" * (limit + extra))

    assert len(mail.text) == min(limit, limit + extra)
    assert bool(mail.problems) == (extra > 0)


def test_a_serial_in_pieces_of_spans_is_one_word(read):
    """Word processors cut words anywhere; a reader sees them whole."""
    cut = "<span>VST</span><span>4025</span><b>440908K</b>"
    html = f"<p>{cut}</p><table><tr><td>{cut}</td><td>x</td></tr></table>"
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert mail.text.split("\n")[0] == "VST4025440908K"
    assert mail.tables[0].rows[0][0] == "VST4025440908K"


def test_a_row_of_a_table_is_one_line_of_text(read):
    """Whatever paragraphs stand in its cells."""
    row = "<tr><td><p>{}</p><p></p></td><td><p>non si<br>accende</p></td></tr>"
    html = "<table>" + row.format("A1") + row.format("A2") + "</table>"
    mail = read(f"From: m@x.example\nContent-Type: text/html\n\n{html}")

    assert mail.text.split("\n") == ["A1\tnon si accende", "A2\tnon si accende"]
