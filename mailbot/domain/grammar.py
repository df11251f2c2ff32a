"""GRAMMARS: what a line must look like to be a command of staff (mail-layer 21, decisions.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from mailbot.domain.arguments import (
    Args,
    Parse,
    optional_parser,
    parse_approve,
    parse_assign,
    parse_authorise,
    parse_dispose,
    parse_key,
    parse_nothing,
    parse_reason,
    parse_reject,
    parse_units_only,
    text_parser,
    until_parser,
    word_parser,
)
from mailbot.domain.goods_arguments import (
    parse_collected,
    parse_quote,
    parse_received,
    parse_refuse_parcel,
    parse_repair,
    parse_replace,
    parse_serial,
    parse_ship,
    parse_tested,
)

__all__ = ["GRAMMARS", "MEANT", "MEANT_PHRASES", "SPELLINGS", "Args", "Grammar"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A row: how the command is written, what its arguments mean, whether its text may go on.

    `parse` gets what follows the word and the desk's day; None says that it does not fit.
    """

    usage: str
    meaning: str
    parse: Parse
    goes_on: bool = False  # free text: the following lines may belong to it


GRAMMARS: Mapping[str, Grammar] = {
    "TAKE": Grammar("TAKE", "in charge of the ticket", parse_nothing),
    "ASSIGN": Grammar("ASSIGN name", "give it to a colleague", parse_assign),
    "ASK": Grammar(
        "ASK text", "ask the requester, wait for the answer", text_parser("text"), goes_on=True
    ),
    "REPLY": Grammar("REPLY text", "write to the requester", text_parser("text"), goes_on=True),
    "NOTE": Grammar("NOTE text", "internal note", text_parser("text"), goes_on=True),
    "APPROVE": Grammar(
        "APPROVE [warranty|out-of-warranty] [units]", "authorise the return", parse_approve
    ),
    "REJECT": Grammar(
        "REJECT commercial|technical: reason [units]", "refuse the return", parse_reject
    ),
    "AUTHORISE": Grammar(
        "AUTHORISE partner serials|all until DATE", "prior authorisation", parse_authorise
    ),
    "SN": Grammar("SN unit serial", "put a serial right", parse_serial),
    "RECEIVED": Grammar("RECEIVED [date] [units or serials]", "the goods are in", parse_received),
    "REFUSE-PARCEL": Grammar(
        "REFUSE-PARCEL freight-collect|unmarked|damaged: text",
        "the parcel did not come in",
        parse_refuse_parcel,
    ),
    "TESTED": Grammar(
        "TESTED warranty|misuse|out-of-warranty repairable|not-repairable|no-fault [units] del"
        "ivery=DATE: report",
        "what the lab found",
        parse_tested,
    ),
    "QUOTE": Grammar(
        "QUOTE amount [EUR] [labour= parts= shipping= days=] [units]",
        "net price of the repair",
        parse_quote,
    ),
    "REPAIR": Grammar("REPAIR START|DONE [units]", "the repair begins, is done", parse_repair),
    "REPLACE": Grammar("REPLACE unit new-serial", "another unit goes back", parse_replace),
    "SHIP": Grammar(
        "SHIP carrier tracking [date] [ddt=] [units]", "it is on its way back", parse_ship
    ),
    "HOLD": Grammar("HOLD until DATE: reason", "extend the fifteen days", until_parser("until")),
    "EXTEND": Grammar("EXTEND until DATE: reason", "the same as HOLD", until_parser("until")),
    "COLLECTED": Grammar("COLLECTED [date] [units]", "returned unrepaired", parse_collected),
    "DISPOSE": Grammar("DISPOSE [units], then DISPOSE code", "dispose of the goods", parse_dispose),
    "PROMISE": Grammar("PROMISE DATE: reason", "a new promised date", until_parser("date")),
    "ADMIT": Grammar("ADMIT [units]", "accept a late acceptance", parse_units_only),
    "CANCEL": Grammar("CANCEL reason", "cancel the ticket", parse_reason),
    "CLOSE": Grammar("CLOSE reason", "close the ticket", parse_reason),
    "REOPEN": Grammar("REOPEN [units]", "open it again", parse_units_only),
    "STATUS": Grammar("STATUS", "how things stand", parse_nothing),
    "FIND": Grammar("FIND text", "search the tickets", text_parser("text")),
    "WHY": Grammar("WHY", "rule and facts of the last decision", parse_nothing),
    "HELP": Grammar("HELP [command]", "these lines", optional_parser("topic")),
    "DIGEST": Grammar("DIGEST", "the digest of the day, now", parse_nothing),
    "UNDO": Grammar("UNDO token", "take a command back", word_parser("token")),
    "CONFIRM": Grammar("CONFIRM code", "confirm what waits for it", word_parser("code")),
    "RELEASE": Grammar("RELEASE [key]", "handle a mail that was set aside", parse_key),
    "DROP": Grammar("DROP [key]", "throw it away", parse_key),
    "BAN": Grammar("BAN [key]", "throw it away and hear no more of its sender", parse_key),
    "STOP": Grammar("STOP", "end of the commands", parse_nothing),
}
# Other spellings of the words.
SPELLINGS = {"AUTHORIZE": "AUTHORISE", "REFUSE": "REFUSE-PARCEL", "REFUSEPARCEL": "REFUSE-PARCEL"}
# Words of other languages that are no commands: the command meant is named.
MEANT = {
    word: command
    for command, words in {
        "STATUS": "STATO STATUT ESTADO",
        "HELP": "AIUTO HILFE AIDE AYUDA",
        "APPROVE": "APPROVA APPROVO APPROVATO APPROVATA APPROVED AUTORIZZA AUTORIZZO ACCEPT"
        " ACCETTA ACCETTO APPROUVE APRUEBA GENEHMIGT",
        "REJECT": "RIFIUTA RIFIUTO RIFIUTATO RIFIUTATA RESPINGI RESPINTA RESPINTO REJECTED REFUSED"
        " DECLINE DECLINED ABGELEHNT",
        "TAKE": "PRENDI PRENDO TAKEN",
        "ASSIGN": "ASSEGNA ASSEGNO ASSIGNED ASSEGNATA ASSEGNATO",
        "ASK": "CHIEDI CHIEDERE DOMANDA ASKED",
        "NOTE": "NOTA APPUNTO NOTIZ",
        "RECEIVED": "RICEVUTO RICEVUTA RICEVUTI RICEVUTE ARRIVATO ARRIVATA ARRIVATI ARRIVATE"
        " RECEIVE ARRIVED ERHALTEN",
        "TESTED": "TESTATO TESTATA TESTATI COLLAUDATO PROVATO TEST TESTING",
        "QUOTE": "PREVENTIVO PREVENTIVA QUOTA OFFERTA QUOTED QUOTATION",
        "SHIP": "SPEDITO SPEDITA SPEDITI SPEDISCI SPEDIRE SHIPPED SENT INVIATO",
        "HOLD": "TIENI TRATTIENI PROROGA SOSPENDI",
        "DISPOSE": "SMALTISCI SMALTITO ROTTAMA ROTTAMATO DISPOSED SCRAP",
        "REPAIR": "RIPARA RIPARATO RIPARATA REPAIRED",
        "REPLACE": "SOSTITUISCI SOSTITUITO SOSTITUITA REPLACED",
        "COLLECTED": "RITIRATO RITIRATA RITIRATI COLLECT",
        "CLOSE": "CHIUDI CHIUSO CHIUSA CHIUDERE CLOSED",
        "CANCEL": "ANNULLA ANNULLATO ANNULLATA ANNULLARE CANCELLED CANCELED STORNO",
        "REOPEN": "RIAPRI RIAPERTA RIAPERTO REOPENED",
        "REPLY": "RISPONDI RISPOSTA RISPONDERE ANSWER",
        "FIND": "CERCA TROVA SEARCH",
        "CONFIRM": "CONFERMA CONFERMO",
    }.items()
    for word in words.split()
}
MEANT_PHRASES = {
    "PRESO IN CARICO": "TAKE",
    "PRESA IN CARICO": "TAKE",
    "PRENDO IN CARICO": "TAKE",
    "PRENDI IN CARICO": "TAKE",
    "IN CARICO": "TAKE",
    "CI PENSO IO": "TAKE",
    "LO PRENDO IO": "TAKE",
    "LA PRENDO IO": "TAKE",
    "TAKEN IN CHARGE": "TAKE",
    "TAKING CHARGE": "TAKE",
    "IN CHARGE": "TAKE",
    "MERCE RICEVUTA": "RECEIVED",
    "MERCE ARRIVATA": "RECEIVED",
    "GOODS RECEIVED": "RECEIVED",
    "IN GARANZIA": "APPROVE",
    "FUORI GARANZIA": "APPROVE",
    "OUT OF WARRANTY": "APPROVE",
    "IN WARRANTY": "APPROVE",
}
