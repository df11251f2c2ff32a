"""What `mailbot try --json` says of a mail: who sent it, who wrote it, what would run."""

from dataclasses import replace

import pytest

from mailbot.domain.mail import Mail
from mailbot.domain.report import intent_report
from mailbot.domain.understand import understand
from tests.domain import eyesight

LUCA = "luca.conti@voismart.example"
VOUCHED = (("authentication-results", eyesight.STAFF_SAYS),)


def report(mail: Mail) -> dict[str, object]:
    site = eyesight.site()
    facts = eyesight.found(eyesight.sold("0777262100041801"))
    return intent_report(mail, understand(mail, facts, site), facts, site)


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ('"Per conto di: a@rossi.example" <Posta-Certificata@pec.prov.example>', None),
        ("a@rossi.example", "a@rossi.example"),
    ],
)
def test_certified_mail_is_sent_by_its_provider_and_written_by_the_partner(
    header: str, address: str | None
) -> None:
    """RFC 6109: the envelope's From is the provider; the partner is the author within it."""
    letter = eyesight.mail("Il telefono 0777262100041801 è muto.", headers=(("from", header),))
    told = report(replace(letter, pec="message"))
    sender, author = told["sender"], told["author"]
    assert isinstance(sender, dict)
    provider = "posta-certificata@pec.prov.example"
    role = "quality_partner" if address else "unknown"
    assert (sender["address"], sender["role"]) == (address or provider, role)
    assert author == {"address": "a@rossi.example", "role": "quality_partner"}


def test_plain_mail_has_no_author_but_its_sender() -> None:
    """Somebody else wrote only where something is passed on."""
    told = report(eyesight.mail("Il telefono 0777262100041801 è muto."))
    assert told["sender"] == {
        "address": "a@rossi.example",
        "role": "quality_partner",
        "strength": "from",
    }
    assert told["author"] is None


def test_commands_are_shown_only_where_they_would_run() -> None:
    """Mail-layer 17, 23: a bare From runs nothing, and one bad line stops all."""
    ran = {"name": "RECEIVED", "args": {"units": [1, 2]}, "ticket": None}
    assert report(eyesight.mail("RECEIVED 1,2", LUCA, headers=VOUCHED))["commands"] == [ran]
    assert report(eyesight.mail("RECEIVED 1,2", LUCA))["commands"] == []
    bad = report(eyesight.mail("TAKE\nAPROVE", LUCA, headers=VOUCHED))
    assert bad["commands"] == []
    assert bad["bad_commands"] == [{"line": "APROVE", "suggestion": "APPROVE"}]
