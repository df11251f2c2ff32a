"""The block of blanks in a letter, filled in by the partner inside the quoted text (delight 3)."""

from tests.conversations.conversation import Conversation, Letter

PARTNER = "luca.neri@rossi-telecom.example"
FAULT = "la cornetta non manda audio, provata un'altra cornetta e un altro cavo"


def _quoted(letter: Letter) -> str:
    lines = letter.text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _answer(words: str) -> str:
    head = f"From: Luca Neri <{PARTNER}>\nSubject: R: rma\n\n"
    return f"{head}{words}"


def test_an_answer_inside_the_block_is_read(desk: Conversation) -> None:
    """Known data filled in, blanks asked for; answering over the dashes completes the request."""
    desk.receives(_answer("ciao ho un telefono che non va, mi mandi l'rma? grazie Marco"))
    asked = desk.sends(f"""
        To: {PARTNER}

        ... numero RMA-2026-00001. ...
        Rispondete a questa mail completando le righe ...
        1. Seriale (S/N): ____
        1. Difetto: ____ ...
    """)
    desk.unread.clear()

    quoted = _quoted(asked)
    quoted = quoted.replace("1. Seriale (S/N): ____", "1. Seriale (S/N): VST4025440908K")
    quoted = quoted.replace("1. Difetto: ____", f"1. Difetto: {FAULT}")
    desk.receives(_answer(f"Il 20/11/2026 RMA ha scritto:\n{quoted}\n"), answers=asked)
    done = desk.sends(f"""
        To: {PARTNER}

        ... con i dati ricevuti la pratica RMA-2026-00001 è completa ...
    """)
    desk.unread.clear()
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert (unit.serial, unit.fault) == ("VST4025440908K", FAULT)

    # The table of the letter comes back quoted with any answer: it says nothing new.
    desk.receives(_answer(f"Perfetto, aspettiamo.\n\n{_quoted(done)}\n"), answers=done)
    desk.unread.clear()
    (unit,) = desk.ticket("RMA-2026-00001").units
    assert (unit.serial, unit.fault) == ("VST4025440908K", FAULT)
