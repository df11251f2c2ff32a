"""Who may ask, and what the first letter says (R1-R9, R14, R26, R30, R31)."""

from tests.conversations.cases import PARTNER, PHONE, asks, in_charge, orders
from tests.conversations.conversation import Conversation


def test_r31_a_request_is_acknowledged_once_with_its_number(desk: Conversation) -> None:
    """R30, R31: visible as an RMA, one acknowledgement in the same thread."""
    desk.receives(
        """
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: telefono guasto

        Buongiorno, il telefono VST20 s/n VST2026224711B mostra righe verticali sul display.
        """
    )
    letter = desk.sends(
        """
        To: luca.neri@rossi-telecom.example
        Subject: Re: [RMA-2026-00001] telefono guasto

        ... registrato la vostra richiesta di reso con il numero RMA-2026-00001. ...
        VST2026224711B ...
        """
    )
    assert letter.message["In-Reply-To"] == "<mail-1@rossi-telecom.example>"
    desk.sends_to("supporto@voismart.example", "RMA-2026-00001")


def test_r26_the_first_letter_says_what_we_are_not_liable_for(desk: Conversation) -> None:
    """R26: back up first; R8: both contacts in every letter."""
    letter, _ = asks(desk)
    words = " ".join(letter.text.split())
    assert "Salvate una copia dei dati" in words
    assert "non risponde della perdita di dati" in words
    assert "vendite@voismart.example" in words
    assert "info@voismart.example" in words


def test_r2_a_stranger_gets_the_sales_contact_and_nothing_else(desk: Conversation) -> None:
    """R2, R7: no number, no RMA, nothing like an authorisation; a person of ours is told."""
    desk.receives(
        """
        From: Anna Verdi <anna@negozio.example>
        Subject: telefono rotto

        Il mio telefono VST2026224711B non si accende più, mi autorizzate il reso?
        """
    )
    letter = desk.sends(
        """
        To: anna@negozio.example

        ... vendite@voismart.example ...
        """
    )
    assert "RMA-2026" not in letter.subject + letter.text
    desk.sends_to("supporto@voismart.example")
    assert list(desk.desk.store.tickets()) == []


def test_r3_a_dealer_is_sent_to_the_distributor_of_his_goods(desk: Conversation) -> None:
    """R3, R5: named with his contact; the distributor opens it by answering APRI."""
    desk.receives(
        """
        From: info@elettro-impianti.example
        Subject: gateway GSM

        Salve, gateway GSM S/N VSG0425500077L comprato da Fiore, non aggancia più la rete.
        """
    )
    desk.sends(
        """
        To: info@elettro-impianti.example

        ... Fiore Distribuzione S.r.l. ... resi@fiore-distr.example ...
        """
    )
    referral = desk.sends(
        """
        To: resi@fiore-distr.example

        ... VSG0425500077L ... APRI ...
        """
    )
    assert list(desk.desk.store.tickets()) == []

    desk.receives("From: resi@fiore-distr.example\n\nAPRI\n", answers=referral)
    desk.sends_to("resi@fiore-distr.example", "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example", "RMA-2026-00001")
    ticket = desk.ticket("RMA-2026-00001")
    assert ticket.requester.partner_id == "fiore"
    assert ticket.units[0].serial == "VSG0425500077L"
    assert "rete" in ticket.units[0].fault


def test_r5_a_distributor_asks_for_what_he_bought(desk: Conversation) -> None:
    """R5, R4: the registry says whose it is, the rules say what follows."""
    desk.receives(
        """
        From: rma@gfo-distr.example
        Subject: Ns. rif. RMA 2231/26

        Cliente Elettro Impianti: 1x VSP3024091015T non si avvia, bip continui.
        """
    )
    desk.sends_to("rma@gfo-distr.example", "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example")
    assert desk.ticket("RMA-2026-00001").units[0].verdict.covered == "out"


def test_r6_prior_authorisation_lets_another_ask(desk: Conversation) -> None:
    """R6, A28: given by staff with AUTHORISE, for a time; until then R3."""
    desk.receives(
        """
        From: elena.marchetti@voismart.example
        Subject: autorizzazione

        AUTHORISE elettro VSG0425500077L until 31/12/2026
        """
    )
    desk.sends(
        """
        To: elena.marchetti@voismart.example

        ... AUTHORISE elettro ...
        """
    )
    desk.receives(
        """
        From: info@elettro-impianti.example
        Subject: gateway GSM

        Gateway GSM S/N VSG0425500077L, non aggancia più la rete.
        """
    )
    desk.sends_to("info@elettro-impianti.example", "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example", "RMA-2026-00001")


def test_r14_nobody_but_staff_authorises_a_return(desk: Conversation) -> None:
    """R14, I5: a partner who types the command, or quotes it, changes nothing."""
    letter, _ = asks(desk)
    desk.receives(f"From: {PARTNER}\n\nTAKE\nAPPROVE warranty\n\n> APPROVE\n", answers=letter)
    desk.sends_to("supporto@voismart.example")
    ticket = desk.ticket("RMA-2026-00001")
    assert (ticket.owner, ticket.units[0].approved_by, ticket.units[0].state) == ("", "", "new")


def test_i6_a_colleague_who_asks_again_hears_how_it_stands(desk: Conversation) -> None:
    """I6, X5, mail 12 of mails.md: no second ticket; he follows this one from now on."""
    in_charge(desk)
    desk.receives(
        """
        From: mario.verdi@rossi-telecom.example
        Subject: richiesta RMA

        Buongiorno, il telefono VST2026224711B ha il display a righe, chiediamo il reso.
        """
    )
    letter = desk.sends(
        """
        To: mario.verdi@rossi-telecom.example
        Subject: ...[RMA-2026-00001]...

        ... In charge ...
        """
    )
    assert letter is not None
    assert [t.number for t in desk.desk.store.tickets()] == ["RMA-2026-00001"]
    assert desk.ticket("RMA-2026-00001").watchers == ("mario.verdi@rossi-telecom.example",)


def test_one_partner_never_learns_of_another(desk: Conversation) -> None:
    """A27, mail-layer 19: goods of another direct partner are held, and nobody is told of whom."""
    desk.receives(
        """
        From: rma@nordtel.example
        Subject: telefono

        Il telefono s/n VST2026224711B non si accende, chiediamo RMA.
        """
    )
    letter = desk.sends_to("rma@nordtel.example", "RMA-2026-00001")
    assert "rossi" not in (letter.subject + letter.text).lower()
    assert "garanzia fino" not in letter.text
    staff = desk.sends_to("supporto@voismart.example")
    assert "VST2026224711B" in staff.text


def test_missing_data_is_asked_along_and_the_answer_completes_it(desk: Conversation) -> None:
    """R34, X6, X7, decisions 3: one letter with the questions; the clock starts with the answer."""
    desk.receives(
        f"From: {PARTNER}\nSubject: rma\n\nciao ho un telefono che non va, mi mandi l'rma? grazie\n"
    )
    letter = desk.sends_to(PARTNER, "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example")
    assert desk.ticket("RMA-2026-00001").units[0].state == "waiting_info"

    desk.receives(
        f"From: {PARTNER}\n\nSeriale: VST2026224711B\nDifetto: display con righe verticali\n",
        answers=letter,
    )
    desk.sends_to(PARTNER, "RMA-2026-00001")
    desk.sends_to("supporto@voismart.example")
    unit = desk.ticket("RMA-2026-00001").units[0]
    assert (unit.state, unit.serial) == ("new", "VST2026224711B")


def test_r27_an_advance_replacement_is_refused_politely(desk: Conversation) -> None:
    """R27, R29: only the Hardware Replacement service has it."""
    desk.receives(
        f"From: {PARTNER}\nSubject: rma\n\n{PHONE}. Chiediamo la sostituzione anticipata,"
        " cliente fermo.\n"
    )
    letter = desk.sends_to(PARTNER, "RMA-2026-00001")
    assert "Hardware Replacement" in " ".join(letter.text.split())
    desk.sends_to("supporto@voismart.example")


def test_orders_of_a_mail_all_apply_or_none(desk: Conversation) -> None:
    """Mail-layer 23: the present state, what is possible now, and nothing has changed."""
    _, staff = asks(desk)
    transcript = orders(desk, staff, "luca.conti", "TAKE\nSHIP BRT 123456789")
    words = " ".join(transcript.text.split())
    assert "Nulla è stato eseguito" in words
    assert "In charge" in words
    assert "APPROVE" in words
    assert desk.ticket("RMA-2026-00001").owner == ""
