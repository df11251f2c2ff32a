"""The main job from the first mail to the closed ticket, as the people of it see it."""

from tests.conversations.conversation import Conversation

PARTNER = "luca.neri@rossi-telecom.example"


def test_a_whole_rma_by_mail(desk: Conversation) -> None:
    """Request, in charge, Validated, received, In process, quote, acceptance, Closed - with
    success (R30, R31, R33, R38, R39, R43, R47, R48, R51, R52, R57, R58, R59)."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA centralino e telefono

        Buongiorno,
        chiediamo RMA per due apparati:

        1) centralino VSP12, matricola VSP1225470427Q: si riavvia ogni dieci minuti
        2) telefono VST40 S/N VST4025440908K: cornetta muta

        Ref. tecnico Luca Neri 333 1234567.
        Saluti
    """)
    desk.sends("""
        To: luca.neri@rossi-telecom.example
        Subject: Re: [RMA-2026-00001] RMA centralino e telefono

        Gentile Luca Neri, ... numero RMA-2026-00001.
        ...
        1. IP PBX 12
           S/N: VSP1225470427Q
           Difetto: ... si riavvia ogni dieci minuti
           Garanzia: in garanzia fino al 03/02/2027
           Stato: New (nuova richiesta)

        2. Desk phone 40
           S/N: VST4025440908K
           Difetto: ... cornetta muta
           Garanzia: fuori garanzia (scaduta il 05/11/2026)
           Stato: New (nuova richiesta)
        ...
        registrazione della licenza; ultimo giorno 03/02/2027
        (registrata da Elettro Impianti S.n.c.).
        ...
        Entro: venerdì 20 novembre 2026, ore 22:00
        ...
        vendite@voismart.example · ... info@voismart.example ...
    """)
    request = desk.sends("""
        To: supporto@voismart.example
        Subject: [RMA-2026-00001] Nuova richiesta: Rossi Telecom S.r.l., 2 unità

        ...Rossi Telecom S.r.l. · luca.neri@rossi-telecom.example...
        VSP1225470427Q ... VST4025440908K ... Regola: direct ...
    """)

    desk.receives(
        """
        From: Luca Conti <luca.conti@voismart.example>

        TAKE
        """,
        answers=request,
    )
    desk.sends("""
        To: luca.neri@rossi-telecom.example

        ...presa in carico da Luca Conti: lo stato è ora In charge. ...
    """)
    taken = desk.sends("""
        To: luca.conti@voismart.example
        Subject: [RMA-2026-00001] Eseguito: TAKE

        Il comando è stato eseguito. ... New → In charge ... UNDO ...
    """)

    desk.receives(
        """
        From: Luca Conti <luca.conti@voismart.example>

        APPROVE
        """,
        answers=taken,
    )
    approval = desk.sends("""
        To: luca.neri@rossi-telecom.example

        ... lo stato è ora Validated e potete spedire il materiale. ...
        Riferimento: RMA-2026-00001 del 20/11/2026
        ... VSP1225470427Q ... VST4025440908K ...
        Sul collo (imballo esterno): RMA-2026-00001 ...
    """)
    attached = [p.get_content_type() for p in approval.message.iter_attachments()]
    assert attached == ["application/pdf", "text/calendar"]  # the label, the last day
    awaited = desk.sends("""
        To: magazzino@voismart.example

        Reso autorizzato, materiale in arrivo. ...
    """)
    desk.sends_to("luca.conti@voismart.example", "Eseguito: APPROVE")

    desk.clock.move(days=4)
    desk.receives(
        """
        From: Franco Neri <franco.neri@voismart.example>

        RECEIVED
        """,
        answers=awaited,
    )
    desk.sends("""
        To: luca.neri@rossi-telecom.example

        ...magazzino ha ricevuto il vostro materiale... Validated (materiale ricevuto) ...
    """)
    arrived = desk.sends_to("lab@voismart.example", "Materiale ricevuto")
    desk.sends_to("franco.neri@voismart.example", "Eseguito: RECEIVED")

    desk.receives(
        """
        From: Andrea Bassi <andrea.bassi@voismart.example>

        TESTED warranty repairable 1 delivery=4/12/2026: flash difettosa
        TESTED out-of-warranty repairable 2: capsula microfonica guasta
        QUOTE 45,00 EUR labour=30 parts=15 days=5
        """,
        answers=arrived,
    )
    quote = desk.sends("""
        To: luca.neri@rossi-telecom.example

        ... preventivo per la riparazione (unità 2). ...
        Imponibile 45,00 IVA 22% 9,90 Totale 54,90
        ... Fino a mercoledì 9 dicembre 2026 il prodotto resta a vostra disposizione ...
        Consegna prevista: venerdì 4 dicembre 2026. ...
    """)
    desk.sends_to("andrea.bassi@voismart.example", "Eseguito: TESTED")

    desk.receives("From: Luca Neri <luca.neri@rossi-telecom.example>\n\naccetto", answers=quote)
    accepted = desk.ticket("RMA-2026-00001").unit(2)
    assert accepted is not None
    assert accepted.acceptance is not None
    desk.sends(f"""
        To: luca.neri@rossi-telecom.example

        ... accettazione ... 54,90 ... {accepted.acceptance.message_id} ...
    """)
    desk.sends_to("luca.conti@voismart.example")
    desk.read_copies("lab@voismart.example")

    desk.receives(
        """
        From: Andrea Bassi <andrea.bassi@voismart.example>

        REPAIR START
        REPAIR DONE
        """,
        answers=arrived,
    )
    desk.sends_to("andrea.bassi@voismart.example", "Eseguito: REPAIR")
    desk.read_copies("magazzino@voismart.example")

    desk.receives(
        """
        From: Franco Neri <franco.neri@voismart.example>

        SHIP BRT 075012345678
        """,
        answers=awaited,
    )
    desk.sends("""
        To: luca.neri@rossi-telecom.example

        ... Closed - with success ... BRT ... 075012345678 ... 24/11/2026 ...
    """)
    desk.sends_to("franco.neri@voismart.example", "Eseguito: SHIP")


def test_a_dealer_is_sent_on_to_his_distributor(desk: Conversation) -> None:
    """Serial sold to a distributor: no RMA, the reply names him and his contact (R3, M03, M04)."""
    desk.receives("""
        From: info@elettro-impianti.example
        Subject: gateway GSM

        Salve, gateway GSM S/N VSG0425500077L, non aggancia la rete. Mi autorizzate il reso?
    """)
    letter = desk.sends("""
        To: info@elettro-impianti.example

        ...Fiore Distribuzione ... resi@fiore-distr.example ... VSG0425500077L ...
    """)
    assert "RMA-" not in str(letter)
    desk.sends("""
        To: resi@fiore-distr.example

        ...Elettro Impianti ... VSG0425500077L ... APRI ...
    """)

    assert list(desk.desk.store.tickets()) == []


def test_a_stranger_is_sent_to_the_sales_representative(desk: Conversation) -> None:
    """A mail from an unregistered sender yields no RMA number and no authorisation (R2, R7)."""
    desk.receives(
        """
        From: Gino <gino@freemail.example>
        Subject: telefono guasto

        Ho un telefono VST20 che non si accende, S/N VST2026224711B. Come faccio?
        """
    )
    letter = desk.sends("""
        To: gino@freemail.example

        ...vendite@voismart.example...
    """)
    assert "RMA-2026" not in str(letter)
    assert "Rossi" not in str(letter)
    desk.sends_to("supporto@voismart.example")

    assert list(desk.desk.store.tickets()) == []


def test_a_command_from_a_bare_from_changes_nothing(desk: Conversation) -> None:
    """From: is a claim: without token or our own server's word nothing is commanded (X16, X17)."""
    desk.receives("""
        From: Luca Neri <luca.neri@rossi-telecom.example>
        Subject: RMA telefono

        S/N VST4025440908K: cornetta muta
    """)
    desk.sends_to(PARTNER)
    desk.sends_to("supporto@voismart.example")

    desk.receives(
        """
        From: Luca Conti <luca.conti@voismart.example>
        Subject: Re: [RMA-2026-00001] RMA telefono

        APPROVE
        """,
        vouched=False,
    )

    assert desk.ticket("RMA-2026-00001").units[0].state == "new"
    desk.sends("""
        To: luca.conti@voismart.example

        ...CONFIRM ...
    """)
