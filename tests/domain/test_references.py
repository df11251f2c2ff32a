"""Which ticket a mail names: in any form, and not by another system's number."""

import pytest

from mailbot.domain.references import named_references
from tests.domain import eyesight

OURS = "RMA-2026-00431"
NAMED = [
    "RMA_2026_00431: novità?",
    "RMA\u20132026\u201300431",
    "RMA\u20112026\u201100431",
    "RMA/2026/431",
    "RMA - 2026.431",
    "pratica 00431/2026",
    "Pratica n. 2026/431, novità?",
    "vs. rif. 2026-00431",
    "la nostra pratica 431/2026 è ferma",
    "Vorgang Nr. 2026-00431",
    "Ihr Vorgang: 431/2026",
    "your ticket #2026-431",
    "dossier en cours 2026/431",
    "caso nº 2026-431",
    "ticket in oggetto (2026\u2013431)",
    "pratica del gateway 2026-00431",
    "la richiesta aperta 2026/431",
    "our RMA-2026-00431",
]
NOT_NAMED = [
    "Ns. ticket TT#2026-88812",
    "Ns. ticket 2026/88812",
    "ns. rif. 2026/431",
    "nostro riferimento 2026/431",
    "our ref. 2026-431",
    "pratica assicurativa 2026/5544",
    "pratica del cliente 2026/5544",
    "ticket fornitore 2026/5544",
    "Rif. ordine 2026/431",
    "ordine 431/2026",
    "Case INC2026-00431",
    "delibera 431/2026",
    "Vertrag 2026-431",
    "pratica chiusa con DDT 431/2026",
]


@pytest.mark.parametrize("text", NAMED)
@pytest.mark.parametrize("known", [(), (OURS,)])
def test_a_ticket_is_named_in_many_ways(text: str, known: tuple[str, ...]) -> None:
    """Decisions 15: whether the desk has it or not."""
    assert named_references(eyesight.mail(text), eyesight.site(), known) == [OURS]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_another_systems_number_is_no_ticket(text: str) -> None:
    """Ticket numbers of other systems are false friends (mails.md 5.2)."""
    assert named_references(eyesight.mail(text), eyesight.site(), (OURS,)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Il fornitore ci dà RMA-2026-00431 per il telefono",
        "supplier's RMA: RMA-2026-00431",
        "Unser Lieferant nennt RMA 2026/431",
        "ns. rif. RMA-2026-00431",
    ],
)
def test_a_number_that_is_claimed_is_ours_only_if_we_have_it(text: str) -> None:
    """An unknown one of a supplier makes no reply of a request; it is looked up all the same."""
    mail, site = eyesight.mail(text), eyesight.site()
    assert named_references(mail, site, ()) == []
    assert named_references(mail, site, (OURS,)) == [OURS]
    assert named_references(mail, site) == [OURS]
