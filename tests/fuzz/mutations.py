"""Damage done to a mail, drawn from a seeded source of chance."""

from collections.abc import Callable, Sequence
from random import Random

CHARSETS = (
    b"utf-8",
    b"iso-8859-1",
    b"windows-1252",
    b"utf-16",
    b"utf-16le",
    b"utf-7",
    b"us-ascii",
    b"iso-2022-jp",
    b"gb2312",
    b"shift_jis",
    b"hex",
    b"idna",
    b"rot13",
    b"bogus",
    b"",
    b"=?utf-8?q?x?=",
)
ENCODINGS = (b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"binary", b"bogus")
TYPES = (
    b"text/plain",
    b"text/html",
    b"multipart/mixed",
    b"multipart/alternative",
    b"multipart/report; report-type=delivery-status",
    b"message/rfc822",
    b"message/delivery-status",
    b"message/partial",
    b"application/ms-tnef",
    b"application/pkcs7-mime",
    b"application/pdf",
    b"text/csv",
    b"image/png",
    b"text",
    b"",
)
SALT = (
    b"=?utf-8?b?w6g=?=",
    b"=?utf-8?b?w6",
    b"=?x?q?=ff=fe?=",
    b"\x00",
    b"\xe8",
    b"\xc3\xa8",
    b"\xed\xa0\x80",
    b"<",
    b">",
    b'"',
    b"(",
    b"@",
    b",",
    b";",
    b"\r\n",
    b"\n\n",
    b"\r",
    b"--",
    b"&#x110000;",
    b"begin 644 a\n",
    b"\x01",
    b"\xe2\x80\xae",
)


def flip(data: bytes, chance: Random) -> bytes:
    """Some bytes are others."""
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        mutable[chance.randrange(len(mutable))] = chance.randrange(256)
    return bytes(mutable)


def cut(data: bytes, chance: Random) -> bytes:
    """The rest is missing."""
    return data[: chance.randrange(1, len(data) + 1)]


def drop(data: bytes, chance: Random) -> bytes:
    """A stretch is missing."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def repeat(data: bytes, chance: Random) -> bytes:
    """A stretch stands there several times."""
    start = chance.randrange(len(data))
    end = start + chance.randint(1, 300)
    return data[:end] + data[start:end] * chance.randint(1, 60) + data[end:]


def season(data: bytes, chance: Random) -> bytes:
    """What parsers trip over stands anywhere."""
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(SALT) * chance.choice((1, 1, 1, 30)) + data[at:]
    return data


def double_header(data: bytes, chance: Random) -> bytes:
    """A header stands there twice, or among others."""
    head, mark, body = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")
    lines = head.split(b"\n")
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines) + mark + body


def shuffle_headers(data: bytes, chance: Random) -> bytes:
    """The lines of the header block stand in another order, continuations too."""
    head, mark, body = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")
    lines = head.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines) + mark + body


def break_boundaries(data: bytes, chance: Random) -> bytes:
    """Boundary lines are damaged, missing or too many."""
    lines = data.split(b"\n")
    places = [i for i, line in enumerate(lines) if line.startswith(b"--")]
    for place in places:
        if chance.random() < 0.5:
            damage = (lines[place][:-3], b"", lines[place] + b"x", b"--" + lines[place])
            lines[place] = chance.choice(damage)
    return b"\n".join(lines)


def swap_label(data: bytes, chance: Random) -> bytes:
    """Charset, transfer encoding or type say something else."""
    kind, words = chance.choice(
        ((b"charset=", CHARSETS), (b"Transfer-Encoding: ", ENCODINGS), (b"Content-Type: ", TYPES))
    )
    pieces = data.split(kind)
    for index in range(1, len(pieces)):
        if chance.random() < 0.7:
            rest = pieces[index].lstrip(b'"')
            end = next((i for i, b in enumerate(rest) if b in b'";\r\n '), len(rest))
            pieces[index] = chance.choice(words) + rest[end:]
    return kind.join(pieces)


def other_line_ends(data: bytes, chance: Random) -> bytes:
    """Line ends of another system."""
    plain = data.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\n\n")))


def nest(data: bytes, chance: Random) -> bytes:
    """The mail inside a mail, some levels deep."""
    shell = b"From: a@b.example\r\nSubject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n"
    return shell * chance.randint(1, 12) + data


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    flip,
    cut,
    drop,
    repeat,
    season,
    double_header,
    shuffle_headers,
    break_boundaries,
    swap_label,
    other_line_ends,
    nest,
)


def damaged(seeds: Sequence[bytes], number: int, seed: int) -> bytes:
    """The `number`th damaged mail of a seed: the same bytes each time."""
    chance = Random(f"{seed}/{number}")
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if data:
            data = chance.choice(MUTATIONS)(data, chance)
    return data[:2_000_000]
