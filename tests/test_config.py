"""Settings: every mistake at once, each with its line and what would be right."""

from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mailbot.config import Config, load_config
from mailbot.config.lines import key_lines, line_of
from mailbot.errors import Misconfigured

GOOD = """\
[desk]
name = "Desk"
address = "RMA@desk.example"

[contacts]
company = "Desk Ltd"
sales_name = "Sales"
sales_address = "sales@desk.example"
info_address = "info@desk.example"
warehouse = ["Desk Ltd", "Road 1"]

[[mailbox]]
kind = "imap"
host = "imap.desk.example"
user = "rma"

[roles]
support = "help@desk.example"

[targets]
in_charge = "10 h"
cutoff = "17:30"

[terms]
vat_rate = "21.5"
"""


def load(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "mailbot.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        load(tmp_path, text)
    return [str(m).removeprefix(f"{tmp_path}/") for m in caught.value.mistakes]


def test_settings_are_read_in_their_own_units(tmp_path: Path) -> None:
    """Durations, hours, amounts and addresses have one form each; the rest has defaults."""
    config = load(tmp_path, GOOD)

    assert config.site.address == "rma@desk.example"
    assert config.site.targets.in_charge == timedelta(hours=10)
    assert config.site.targets.cutoff == time(17, 30)
    assert config.site.targets.validation_days == 2
    assert config.site.terms.vat_rate == Decimal("21.5")
    assert config.site.role_addresses == {"support": ("help@desk.example",)}
    assert config.mailboxes[0].label == "rma@imap.desk.example"


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """A daemon may be started from any folder."""
    config = load(tmp_path, GOOD + '\n[store]\npath = "data/desk.db"\n')

    assert config.store.path == tmp_path / "data" / "desk.db"
    assert config.secret_file == tmp_path / "data" / "secret.key"


def test_every_mistake_is_listed_with_its_line(tmp_path: Path) -> None:
    """A wrong file stops with all its mistakes as `path:line: wrong, right`, in order of lines."""
    text = GOOD.replace('user = "rma"', 'port = "abc"\nusr = "rma"').replace('"10 h"', '"10 x"')

    found = mistakes(tmp_path, text)

    assert found == [
        "mailbot.toml:12: mailbox.0.user is missing, add it",
        "mailbot.toml:15: mailbox.0.port = 'abc', "
        "write a valid integer, unable to parse string as an integer",
        "mailbot.toml:16: mailbox.0.usr is not a setting, "
        "see config.example.toml for the keys of this table",
        "mailbot.toml:22: targets.in_charge = '10 x', "
        'write a duration as "12 h", "10 min" or "15 days"',
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("RMA@desk.example", "rma", "write a mail address as rma@example.com"),
        ('"17:30"', '"half past five"', 'write an hour as "18:00"'),
        ('kind = "imap"', 'kind = "pop3"', "'imap', 'maildir'"),
        ("[roles]\nsupport", "[roles]\nhelp", "roles"),
    ],
)
def test_a_wrong_value_says_what_would_be_right(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    """What is wrong, what would be right."""
    assert any(expected in line for line in mistakes(tmp_path, GOOD.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "imap"', 'kind = "imapp"\npassword = "31337"'),
        ('kind = "imap"', 'password = "31337"'),
        ('user = "rma"', 'user = "rma"\npassword = 31337'),
        ('user = "rma"', 'user = "rma"\noauth = { mechanism = "no", command = 31337 }'),
        ("[terms]", '[[smtp]]\nhost = "h"\npassword = "31337"\n[terms]'),
    ],
)
def test_a_mistake_never_shows_a_password(tmp_path: Path, old: str, new: str) -> None:
    """A mistake is printed and often sent to a colleague: no secret stands in it (style 24)."""
    found = mistakes(tmp_path, GOOD.replace(old, new))

    assert found
    assert "31337" not in "".join(found)


def test_a_wrong_kind_of_mailbox_is_named_alone(tmp_path: Path) -> None:
    """What is wrong is the kind, not the whole table."""
    found = mistakes(tmp_path, GOOD.replace('kind = "imap"', 'kind = "pop3"'))

    assert found == ["mailbot.toml:13: mailbox.0.kind = 'pop3', write 'imap', 'maildir'"]


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    """Also a file that is no TOML is a mistake with a line, never a traceback."""
    found = mistakes(tmp_path, GOOD + "\n[desk\n")

    assert found[0].startswith("mailbot.toml:27: ")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """The first thing that goes wrong for everybody."""
    with pytest.raises(Misconfigured, match="mailbot example"):
        load_config(tmp_path / "none.toml")


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    """Editors on old machines still save Latin-1."""
    path = tmp_path / "mailbot.toml"
    path.write_bytes(GOOD.encode() + "\n# è\n".encode("latin-1"))
    with pytest.raises(Misconfigured, match=":27: is not UTF-8"):
        load_config(path)


def test_one_staff_address_belongs_to_one_person(tmp_path: Path) -> None:
    """A command must have one author."""
    person = '\n[[staff]]\nid = "{}"\nname = "N"\naddresses = "x@desk.example"\nroles = ["lab"]\n'

    found = mistakes(tmp_path, GOOD + person.format("a") + person.format("b"))

    assert found == ["mailbot.toml:36: x@desk.example belongs to a already, give it to one of them"]


def test_the_desk_is_not_one_of_its_staff(tmp_path: Path) -> None:
    """Its own letters would come back as commands."""
    person = '\n[[staff]]\nid = "a"\nname = "N"\naddresses = "rma@desk.example"\nroles = ["lab"]\n'
    assert "the desk has its own" in mistakes(tmp_path, GOOD + person)[0]


def test_registry_files_are_only_for_a_memory_store(tmp_path: Path) -> None:
    """A kept store imports; two sources of truth would disagree."""
    assert "sales import" in mistakes(tmp_path, GOOD + '\n[store]\nsales = "s.csv"\n')[0]


def test_a_mailbox_needs_somebody_in_support(tmp_path: Path) -> None:
    """Requests that nobody hears of are lost."""
    text = GOOD.replace('[roles]\nsupport = "help@desk.example"\n', "")
    assert "names nobody for support" in mistakes(tmp_path, text)[0]


def test_a_password_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings are shared and versioned; passwords are not."""
    (tmp_path / "pw").write_text("sécret\n", encoding="utf-8")
    monkeypatch.setenv("DESK_PW", "other")
    with_file = GOOD.replace('user = "rma"', 'user = "rma"\npassword_file = "pw"')
    with_name = GOOD.replace('user = "rma"', 'user = "rma"\npassword_env = "DESK_PW"')

    assert load(tmp_path, with_file).mailboxes[0].password == "sécret"  # type: ignore[union-attr]
    assert load(tmp_path, with_name).mailboxes[0].password == "other"  # type: ignore[union-attr]
    missing = with_file.replace('"pw"', '"nowhere"')
    assert "password_file cannot be read" in mistakes(tmp_path, missing)[0]


def test_lines_of_keys_are_found_in_arrays_of_tables() -> None:
    """The second [[staff]] is not the first."""
    lines = key_lines('[[a]]\nx = 1\n[[a]]\nx = 2\n[b.c]\n"d e" = 3\nf.g = 4\n')

    assert lines[("a", 0, "x")] == 2
    assert lines[("a", 1, "x")] == 4
    assert lines[("b", "c", "d e")] == 6
    assert lines[("b", "c", "f", "g")] == 7
    assert line_of(lines, ("a", 1, "nowhere")) == 3
    assert line_of(lines, ("zzz",)) == 1
