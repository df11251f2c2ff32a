"""Lines of staff: commands in every way they are typed, near misses, and prose (mail-layer 21, 22).

Prose is never carried out: a mail to a colleague that goes through the desk begins with the same
words. What is unclear is told and not run.
"""

import pytest

from mailbot.domain.lines import bare_line
from tests.domain.test_orders import orders_of

PROSE = """
Close enough, I would say
Take care
Hold on a second
Ship it
Ask him tomorrow
Quote follows tomorrow
Approve, then ship
Status quo for now
Reject? No way
Cancel my previous mail
Received with thanks
Find attached the photo
Why is this still open?
Dispose of it if they agree
Reply from customer below
Repair done yesterday, will ship tomorrow
Assign it to whoever is free
Promise me to call them
Admit it was our fault
Stop the clock please
Test fatto, tutto ok
Confirm with the customer
Undo what Luca did
Drop me a line
Release it when ready
Ban on shipping until Monday
Reopen if it comes back
Extend my greetings
Close the file next week
Close to the deadline again
Close this please
Close la pratica quando vuoi
Close la prossima settimana
Cancel all that
Cancel it
Cancel please
Cancel the pickup, they will bring it
Cancel that, wrong thread
Cancel? I would wait
Ask Luca
Ask Luca se ha la scheda
Ask Giulia about the invoice
Ask the customer which firmware he uses
Ask them for the log
Ask for the serial again
Ask again tomorrow
Ask me if anything is unclear
Ask al cliente se ha provato un altro switch
Ask sales, they know
Ask before you ship
Ask whoever took the call
Reply to this when you can
Reply sent yesterday
Reply asap please
Reply when you are back
Reply del cliente qui sotto
Reply dal cliente ancora non arrivata
Reply to the customer: we ship tomorrow
Reply soon please
Reply attached
Reply vom Kunden unten
Note that they called twice
Note to self: check the invoice
Note from the lab
Note di credito da fare
Note sulla telefonata di ieri
Find out what happened
Find me the invoice
Find below the answer of the customer
Find a way to ship it today
Confirm receipt
Confirm please
Confirm by phone first
Confirm everything tomorrow
Undo everything
Undo please
Undo my last mail
Help me with this one
Help is on the way
Help desk says no
Status unchanged
Status: waiting for parts
Status della pratica non chiaro
Why not
Why now?
Hold the line
Hold fire on this one
Hold it until they answer
Extend the deadline if they ask
Take it easy, APPROVE lo faccio io domani.
Take a look at this
Take your time
Take il telefono e chiamalo
Approve it if the customer agrees
Approve?
Approve o reject? fammi sapere
Approve when the photo comes
Reject it
Reject if they do not answer
Received thanks
Received your mail
Received? Not yet
Received the goods, thanks
Received, will test tomorrow
Received il pacco ma era aperto
Received from BRT this morning
Tested with another PSU, it works fine
Tested ok
Tested today, all fine
Tested warranty claims are rare
Quote to follow
Quote seems high
Quote accepted by phone
Repair is done
Repair started
Repair done, ready to ship
Replace the PSU first
Replaced already
Ship by Friday
Ship when paid
Ship con corriere espresso
Ship DHL tomorrow
Shipping is on us
Collected by the customer
Collected feedback from sales
Dispose of all
Disposed already
Promise made to the customer
Promise him a date
Admit nothing
Reopen the discussion
Reopened by mistake
Release notes attached
Drop the price a bit
Drop it
Ban him
Digest of yesterday was empty
Assign someone to this
Assign to the lab please, thanks
Authorise whatever they need
Authorise the return by phone
Refuse parcel if damaged, please
Stop
Notes from the meeting
Close of business today
Ho chiuso io
Ok APPROVE
Grazie, TAKE
I will close it
Please CLOSE this
Va bene, prendo in carico
Annulla pure la mia mail
Chiudi pure
Nota bene: il cliente paga
Chiedi a Luca
Rispondi tu per favore
Ricevuto, grazie
Spedito ieri con BRT
Preventivo in arrivo
Stato invariato
Prendo io
Riparato ieri, domani parte
Prova ancora
Test ancora in corso
SHIP si fa solo dopo la conferma scritta.
""".strip().splitlines()
TOLD = {
    "Replace 1 with new one please": "REPLACE",
    "Close call yesterday": "CLOSE",
    "Close pratica quando arriva il modulo": "CLOSE",
    "Cancel everything I wrote": "CANCEL",
    "Cancel o teniamo aperto?": "CANCEL",
    "Reject technical objections from sales": "REJECT",
    "SN is wrong": "SN",
    "Sn 1 is wrong": "SN",
    "CLOSE ENOUGH, I WOULD SAY": "CLOSE",
    "CANCEL MY PREVIOUS MAIL": "CANCEL",
    "REPLY FROM CUSTOMER BELOW": "REPLY",
    "ASK HIM TOMORROW": "ASK",
    "SHIP IT": "SHIP",
    "APPROVE, THEN SHIP": "APPROVE",
    "WHY IS THIS OPEN": "WHY",
    "reject technical water damage": "REJECT",
    "Ricevuto oggi": "RECEIVED",
    "PRESO IN CARICO": "TAKE",
    "Preso in carico": "TAKE",
    "MERCE RICEVUTA IERI": "RECEIVED",
    "APPROVATO": "APPROVE",
    "RIFIUTATO": "REJECT",
    "TAKE, APPROVE warranty": "TAKE",
    "APPROVE, 1": "APPROVE",
    "TAKE in carico": "TAKE",
    "APPROVE warranty 1 please": "APPROVE",
    "HOLD ferie": "HOLD",
    "CLOSE 2": "CLOSE",
    "SHIP con un corriere espresso": "SHIP",
}
RUN: dict[str, tuple[str, dict[str, object]]] = {
    "take": ("TAKE", {}),
    "Take": ("TAKE", {}),
    "TAKE.": ("TAKE", {}),
    "Take!": ("TAKE", {}),
    "- TAKE": ("TAKE", {}),
    "• TAKE": ("TAKE", {}),
    "* TAKE": ("TAKE", {}),
    "– approve 1": ("APPROVE", {"units": [1]}),
    "*APPROVE* 1": ("APPROVE", {"units": [1]}),
    "**APPROVE** 1,2": ("APPROVE", {"units": [1, 2]}),
    "_TAKE_": ("TAKE", {}),
    "`APPROVE warranty 1`": ("APPROVE", {"coverage": "warranty", "units": [1]}),
    "*APPROVE warranty 1*": ("APPROVE", {"coverage": "warranty", "units": [1]}),
    "APPROVE: warranty 1": ("APPROVE", {"coverage": "warranty", "units": [1]}),
    "approve warranty": ("APPROVE", {"coverage": "warranty"}),
    "approve out-of-warranty 2-3": ("APPROVE", {"coverage": "out-of-warranty", "units": [2, 3]}),
    "Approve in warranty [1]": ("APPROVE", {"coverage": "warranty", "units": [1]}),
    "approve oow 2": ("APPROVE", {"coverage": "out-of-warranty", "units": [2]}),
    "approve all": ("APPROVE", {}),
    "APPROVE tutte": ("APPROVE", {}),
    "REJECT technical danni da acqua": (
        "REJECT",
        {"kind": "technical", "reason": "danni da acqua"},
    ),
    "reject technical danni da acqua [2]": (
        "REJECT",
        {"kind": "technical", "reason": "danni da acqua", "units": [2]},
    ),
    "Reject tecnico: nessun difetto": ("REJECT", {"kind": "technical", "reason": "nessun difetto"}),
    "reject commerciale - non venduto da noi": (
        "REJECT",
        {"kind": "commercial", "reason": "non venduto da noi"},
    ),
    "REJECT commercial not sold by us": (
        "REJECT",
        {"kind": "commercial", "reason": "not sold by us"},
    ),
    "REJECT TECHNICAL DANNI DA ACQUA": (
        "REJECT",
        {"kind": "technical", "reason": "DANNI DA ACQUA"},
    ),
    "quote EUR 85": ("QUOTE", {"amount": "85.00", "currency": "EUR"}),
    "QUOTE € 85,-": ("QUOTE", {"amount": "85.00", "currency": "EUR"}),
    "quote 85": ("QUOTE", {"amount": "85.00", "currency": "EUR"}),
    "quote 85€": ("QUOTE", {"amount": "85.00", "currency": "EUR"}),
    "Quote eur 1.250,00 days=5": ("QUOTE", {"amount": "1250.00", "currency": "EUR", "days": 5}),
    "QUOTE CHF 100": ("QUOTE", {"amount": "100.00", "currency": "CHF"}),
    "quote 120 euro labour=60 [1]": (
        "QUOTE",
        {"amount": "120.00", "currency": "EUR", "labour": "60.00", "units": [1]},
    ),
    "RECEIVED 3 GG4 0088 7777": ("RECEIVED", {"units": [3, "GG4 0088 7777"]}),
    "RECEIVED 1 2 GG4 0088 7777": ("RECEIVED", {"units": [1, 2, "GG4 0088 7777"]}),
    "RECEIVED 18/11 3 GG4 0088 7777": (
        "RECEIVED",
        {"date": "2026-11-18", "units": [3, "GG4 0088 7777"]},
    ),
    "RECEIVED GG4 0088 7777 GG4 0088 7778": (
        "RECEIVED",
        {"units": ["GG4 0088 7777", "GG4 0088 7778"]},
    ),
    "received 3": ("RECEIVED", {"units": [3]}),
    "received 3 0330252400018801": ("RECEIVED", {"units": [3, "0330252400018801"]}),
    "received oggi 1": ("RECEIVED", {"date": "2026-11-20", "units": [1]}),
    "RECEIVED 3 OR3-26-43565-L": ("RECEIVED", {"units": [3, "OR3-26-43565-L"]}),
    "received marked=no ddt=yes": ("RECEIVED", {"marked": "no", "ddt": "yes"}),
    "note cliente avvisato": ("NOTE", {"text": "cliente avvisato"}),
    "Note ho parlato con il cliente, richiama lui": (
        "NOTE",
        {"text": "ho parlato con il cliente, richiama lui"},
    ),
    "Note il cliente richiama lunedì": ("NOTE", {"text": "il cliente richiama lunedì"}),
    "note customer away until Monday": ("NOTE", {"text": "customer away until Monday"}),
    "Note: they will call back": ("NOTE", {"text": "they will call back"}),
    "NOTE that they called": ("NOTE", {"text": "that they called"}),
    "note il cliente paga il trasporto": ("NOTE", {"text": "il cliente paga il trasporto"}),
    "Note imballo sostituito": ("NOTE", {"text": "imballo sostituito"}),
    "ask quale versione di firmware monta?": ("ASK", {"text": "quale versione di firmware monta?"}),
    "Ask serve una foto dell'etichetta": ("ASK", {"text": "serve una foto dell'etichetta"}),
    "Ask Quale alimentatore è stato provato?": (
        "ASK",
        {"text": "Quale alimentatore è stato provato?"},
    ),
    "ask mi mandate il log?": ("ASK", {"text": "mi mandate il log?"}),
    "ask which firmware do you use?": ("ASK", {"text": "which firmware do you use?"}),
    "Ask please send a photo of the label": ("ASK", {"text": "please send a photo of the label"}),
    "Ask could you send us the log file?": ("ASK", {"text": "could you send us the log file?"}),
    "ask potete provare un altro switch?": ("ASK", {"text": "potete provare un altro switch?"}),
    "ask welche Firmware ist installiert?": ("ASK", {"text": "welche Firmware ist installiert?"}),
    "ask quel alimentateur utilisez-vous ?": ("ASK", {"text": "quel alimentateur utilisez-vous ?"}),
    "ask che versione avete": ("ASK", {"text": "che versione avete"}),
    "Ask: il seriale completo": ("ASK", {"text": "il seriale completo"}),
    "ASK il cliente finale ha un UPS?": ("ASK", {"text": "il cliente finale ha un UPS?"}),
    "ASK the customer for the log": ("ASK", {"text": "the customer for the log"}),
    "reply vi spediamo domani": ("REPLY", {"text": "vi spediamo domani"}),
    "Reply grazie, va bene": ("REPLY", {"text": "grazie, va bene"}),
    "reply thanks, we will call you tomorrow": (
        "REPLY",
        {"text": "thanks, we will call you tomorrow"},
    ),
    "Reply we will ship your unit tomorrow, thanks": (
        "REPLY",
        {"text": "we will ship your unit tomorrow, thanks"},
    ),
    "reply: from our side all is well": ("REPLY", {"text": "from our side all is well"}),
    "REPLY from our side all is well": ("REPLY", {"text": "from our side all is well"}),
    "Reply il telefono è partito ieri": ("REPLY", {"text": "il telefono è partito ieri"}),
    "reply Ihr Gerät ist unterwegs": ("REPLY", {"text": "Ihr Gerät ist unterwegs"}),
    "close risolto": ("CLOSE", {"reason": "risolto"}),
    "Close risolto dal cliente": ("CLOSE", {"reason": "risolto dal cliente"}),
    "close: resolved by phone": ("CLOSE", {"reason": "resolved by phone"}),
    "close resolved by phone": ("CLOSE", {"reason": "resolved by phone"}),
    "Close per mancata risposta": ("CLOSE", {"reason": "per mancata risposta"}),
    "CLOSE PER MANCATA RISPOSTA": ("CLOSE", {"reason": "PER MANCATA RISPOSTA"}),
    "CLOSE RISOLTO": ("CLOSE", {"reason": "RISOLTO"}),
    "CLOSE no answer": ("CLOSE", {"reason": "no answer"}),
    "CLOSE: risolto": ("CLOSE", {"reason": "risolto"}),
    "close solved": ("CLOSE", {"reason": "solved"}),
    "Cancel doppione": ("CANCEL", {"reason": "doppione"}),
    "cancel duplicate of 00431": ("CANCEL", {"reason": "duplicate of 00431"}),
    "Cancel richiesta ritirata dal partner": (
        "CANCEL",
        {"reason": "richiesta ritirata dal partner"},
    ),
    "CANCEL doppione": ("CANCEL", {"reason": "doppione"}),
    "CANCEL partner withdrew": ("CANCEL", {"reason": "partner withdrew"}),
    "cancel wrong ticket": ("CANCEL", {"reason": "wrong ticket"}),
    "CANCEL by customer request": ("CANCEL", {"reason": "by customer request"}),
    "find rossi": ("FIND", {"text": "rossi"}),
    "Find Telecom Nord": ("FIND", {"text": "Telecom Nord"}),
    "find OR3-26-43565-L": ("FIND", {"text": "OR3-26-43565-L"}),
    "FIND the rossi ticket": ("FIND", {"text": "the rossi ticket"}),
    "confirm K3V9Q2ABCD": ("CONFIRM", {"code": "K3V9Q2ABCD"}),
    "Confirm k3v9q2abcd": ("CONFIRM", {"code": "k3v9q2abcd"}),
    "confirm abcdefghjk": ("CONFIRM", {"code": "abcdefghjk"}),
    "CONFIRM ABCDE FGHJK": ("CONFIRM", {"code": "ABCDE FGHJK"}),
    "undo ABCD-EFGH": ("UNDO", {"token": "ABCD-EFGH"}),
    "Undo abcd efgh 23": ("UNDO", {"token": "abcd efgh 23"}),
    "why": ("WHY", {}),
    "Why?": ("WHY", {}),
    "status": ("STATUS", {}),
    "Status?": ("STATUS", {}),
    "STATUS": ("STATUS", {}),
    "help": ("HELP", {}),
    "Help!": ("HELP", {}),
    "help tested": ("HELP", {"topic": "TESTED"}),
    "HELP refuse-parcel": ("HELP", {"topic": "REFUSE-PARCEL"}),
    "hold until 30/11: ferie": ("HOLD", {"until": "2026-11-30", "reason": "ferie"}),
    "Hold fino al 2 dicembre, il cliente è in fiera": (
        "HOLD",
        {"until": "2026-12-02", "reason": "il cliente è in fiera"},
    ),
    "extend until 5/12/2026 - attesa ricambio": (
        "EXTEND",
        {"until": "2026-12-05", "reason": "attesa ricambio"},
    ),
    "ship BRT 175004417791 20/11/2026": (
        "SHIP",
        {"carrier": "BRT", "tracking": "175004417791", "date": "2026-11-20"},
    ),
    "Ship: DHL 7719417001": ("SHIP", {"carrier": "DHL", "tracking": "7719417001"}),
    "SHIP Poste Italiane 1UW1BKR123456 oggi": (
        "SHIP",
        {"carrier": "Poste Italiane", "tracking": "1UW1BKR123456", "date": "2026-11-20"},
    ),
    "Ship DHL JJD0099887766 20.11.2026 [1]": (
        "SHIP",
        {"carrier": "DHL", "tracking": "JJD0099887766", "date": "2026-11-20", "units": [1]},
    ),
    "tested misuse repairable 1,3 delivery=9/12/2026: EX2 bruciatura": (
        "TESTED",
        {
            "coverage": "misuse",
            "result": "repairable",
            "delivery": "2026-12-09",
            "units": [1, 3],
            "report": "EX2 bruciatura",
        },
    ),
    "Tested warranty no-fault: ok": (
        "TESTED",
        {"coverage": "warranty", "result": "no-fault", "report": "ok"},
    ),
    "TESTED oow nff delivery=4/12: nulla": (
        "TESTED",
        {
            "coverage": "out-of-warranty",
            "result": "no-fault",
            "delivery": "2026-12-04",
            "report": "nulla",
        },
    ),
    "repair start": ("REPAIR", {"stage": "start"}),
    "Repair done 2": ("REPAIR", {"stage": "done", "units": [2]}),
    "replace 1 OR3-26-43565-L": ("REPLACE", {"unit": 1, "new_serial": "OR3-26-43565-L"}),
    "Replace 1 with OR3-26-43565-L": ("REPLACE", {"unit": 1, "new_serial": "OR3-26-43565-L"}),
    "REPLACE 1 con GG4 0012 3456": ("REPLACE", {"unit": 1, "new_serial": "GG4 0012 3456"}),
    "sn 1 GG4 0012 3456": ("SN", {"unit": 1, "serial": "GG4 0012 3456"}),
    "Sn 2: FX2B001234": ("SN", {"unit": 2, "serial": "FX2B001234"}),
    "sn 1 = 0330252400018801": ("SN", {"unit": 1, "serial": "0330252400018801"}),
    "collected oggi 1": ("COLLECTED", {"date": "2026-11-20", "units": [1]}),
    "dispose": ("DISPOSE", {}),
    "Dispose 1,2": ("DISPOSE", {"units": [1, 2]}),
    "promise 10/12: ricambio in ritardo": (
        "PROMISE",
        {"date": "2026-12-10", "reason": "ricambio in ritardo"},
    ),
    "admit": ("ADMIT", {}),
    "reopen 2": ("REOPEN", {"units": [2]}),
    "release": ("RELEASE", {}),
    "drop 0a1b2c3d": ("DROP", {"key": "0a1b2c3d"}),
    "digest": ("DIGEST", {}),
    "assign giulia": ("ASSIGN", {"to": "giulia"}),
    "Assign to andrea.bassi": ("ASSIGN", {"to": "andrea.bassi"}),
    "assign Luca Conti": ("ASSIGN", {"to": "Luca Conti"}),
    "authorise rossi all until 31/12": (
        "AUTHORISE",
        {"partner": "rossi", "serials": [], "until": "2026-12-31"},
    ),
    "refuse damaged: cartone aperto": (
        "REFUSE-PARCEL",
        {"why": "damaged", "text": "cartone aperto"},
    ),
    "Refuse parcel unmarked": ("REFUSE-PARCEL", {"why": "unmarked", "text": ""}),
    "1) TAKE": ("TAKE", {}),
}


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_with_a_word_of_ours_is_prose(line: str) -> None:
    """It does nothing and ends the block. (mail-layer 21)"""
    assert orders_of(f"{line}\nTAKE") == ([], [])


@pytest.mark.parametrize(("line", "meant"), TOLD.items())
def test_what_is_unclear_or_shouted_is_told_and_not_run(line: str, meant: str) -> None:
    """Never nothing in silence after a word in capitals; never a guess. (mail-layer 22)"""
    assert orders_of(line) == ([], [meant])


@pytest.mark.parametrize(("line", "read"), RUN.items())
def test_a_command_is_read_as_it_is_typed(line: str, read: tuple[str, dict[str, object]]) -> None:
    """Capitals or not, as a telephone writes it, with bullets and bold. (docs/staff.md)"""
    assert orders_of(line) == ([read], [])


def test_a_text_ends_where_a_command_or_a_shouted_slip_begins() -> None:
    """A sentence that begins with a word of ours goes on; `APROVE` is told. (mail-layer 22)"""
    orders, bad = orders_of("NOTE uno\nclose the case later\nTAKE")
    assert orders == [("NOTE", {"text": "uno\nclose the case later"}), ("TAKE", {})]
    assert bad == []
    assert orders_of("NOTE uno\nAPROVE 1") == ([("NOTE", {"text": "uno"})], ["APPROVE"])


MORE = {
    "ASK FOTO ETICHETTA": ([("ASK", {"text": "FOTO ETICHETTA"})], []),
    "close pratica doppia": ([("CLOSE", {"reason": "pratica doppia"})], []),
    "Close whatever we discussed": ([], []),
    "close la sua pratica": ([], []),
    "close richiesta del cliente": ([("CLOSE", {"reason": "richiesta del cliente"})], []),
    "Reply cliente: ok procedere": ([], ["REPLY"]),
    "ask could you ask them to call?": ([], ["ASK"]),
    "ask foto etichetta": ([], ["ASK"]),
    "RECEIVED foto": ([], ["RECEIVED"]),
    "2 approve, 3": ([], []),
    "123": ([], []),
    "Ask Luca to call": ([], []),
    "Close solved?": ([], ["CLOSE"]),
    "close gracias al cliente": ([("CLOSE", {"reason": "gracias al cliente"})], []),
}


@pytest.mark.parametrize(("line", "read"), MORE.items())
def test_further_lines_at_the_border(line: str, read: tuple[object, object]) -> None:
    """Between a command and a sentence: the words after the one of ours decide. (mail-layer 21)"""
    assert orders_of(line) == read


def test_bullets_and_bold_are_no_part_of_a_line() -> None:
    """As mail programs turn them into plain text."""
    for line in ("- x", "* x", "• x", "–x", "*x*", "**x**", "_x_", "`x`", "  x "):
        assert bare_line(line) == "x"
    assert bare_line("1) *x* y") == "1) x y"
    assert bare_line("-- ") == "--"
