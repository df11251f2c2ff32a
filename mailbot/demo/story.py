"""The case that is played: who writes what, and which letters must come of it."""

from dataclasses import dataclass

from mailbot.demo.catalogue import (
    COVERED,
    DEALER,
    DISTRIBUTOR,
    EXPIRED,
    FROM_FIORE,
    LAB,
    PARTNER,
    SUPPORT,
    WAREHOUSE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One mail of a person, and what the desk must do then.

    `answers` is the name of the letter it answers, the newest of that name this person got; empty:
    a new mail with `subject`. `letters` are names of letters with the address each must reach.
    `states` are the states of the units afterwards, if the step changes them.
    """

    title: str
    sender: str
    text: str
    letters: tuple[tuple[str, str], ...]
    answers: str = ""
    subject: str = ""
    states: tuple[str, ...] = ()


REQUEST = f"""\
Buongiorno,

chiediamo RMA per due apparati:

1) centralino VSP12, matricola {COVERED}: dopo l'aggiornamento non si accende più, led power
   spento, provato anche con un altro alimentatore
2) gateway VSA24, S/N {EXPIRED}: le porte 3 e 4 sono morte, nessun tono di linea

Referente tecnico: Luca Neri, luca.neri@rossi-telecom.example, 333 1234567

Grazie e saluti
Mario Rossi
--
Rossi Telecom S.r.l. - P.IVA 01234567897
"""

DEALER_REQUEST = f"""\
Salve,

gateway GSM S/N {FROM_FIORE}, comprato da Fiore (fatt. 1123): non aggancia più la rete, la SIM in un
telefono funziona. Mi autorizzate il reso?

Elettro Impianti - Paolo Verdi
"""

STORY = (
    Step(
        "A partner asks for a return: two units, in Italian",
        PARTNER,
        REQUEST,
        (("acknowledgement", PARTNER), ("new_request", SUPPORT)),
        subject="Richiesta RMA centralino e gateway",
        states=("new", "new"),
    ),
    Step(
        "Support takes it",
        SUPPORT,
        "TAKE",
        (("in_charge", PARTNER), ("transcript", SUPPORT)),
        answers="new_request",
        states=("in_charge", "in_charge"),
    ),
    Step(
        "Support approves: each unit by what the registry says of its warranty",
        SUPPORT,
        "APPROVE",
        (("approval", PARTNER), ("transcript", SUPPORT), ("announcement", WAREHOUSE)),
        answers="transcript",
        states=("validated_iw", "validated_oow"),
    ),
    Step(
        "The parcel has arrived: the warehouse answers with what it scanned",
        WAREHOUSE,
        f"RECEIVED {COVERED}, {EXPIRED}",
        (("goods_received", PARTNER), ("transcript", WAREHOUSE), ("announcement", LAB)),
        answers="announcement",
        states=("received", "received"),
    ),
    Step(
        "The lab has tested both",
        LAB,
        "TESTED warranty repairable 1 delivery={promise}: alimentatore interno guasto\n"
        "TESTED out-of-warranty repairable 2: porte 3 e 4 guaste, circuito di linea",
        (("outcome", PARTNER), ("transcript", LAB)),
        answers="announcement",
        states=("in_process_covered", "tested_chargeable"),
    ),
    Step(
        "The lab quotes the unit that is not covered",
        LAB,
        "QUOTE 180,00 EUR labour=120,00 parts=60,00 days=5 2",
        (("quote", PARTNER), ("transcript", LAB)),
        answers="transcript",
        states=("in_process_covered", "quoted"),
    ),
    Step(
        "The partner accepts, in his own words",
        PARTNER,
        "Buongiorno, accetto. Procedete pure con la riparazione.\n\nMario Rossi",
        (("acceptance_recorded", PARTNER), ("announcement", SUPPORT)),
        answers="quote",
        states=("in_process_covered", "accepted"),
    ),
    Step(
        "The lab repairs",
        LAB,
        "REPAIR START\nREPAIR DONE",
        (("transcript", LAB),),
        answers="transcript",
        states=("ready", "ready"),
    ),
    Step(
        "The warehouse ships: closed",
        WAREHOUSE,
        "SHIP BRT 075012345678",
        (("shipped", PARTNER), ("transcript", WAREHOUSE)),
        answers="transcript",
        states=("closed_success", "closed_success"),
    ),
    Step(
        "A dealer asks for a unit he bought from a distributor: he is sent on to him",
        DEALER,
        DEALER_REQUEST,
        (("wrong_channel", DEALER), ("dealer_referred", DISTRIBUTOR)),
        subject="RMA gateway GSM",
    ),
)
