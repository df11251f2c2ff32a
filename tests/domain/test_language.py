"""The language of a mail, by its small words (A32)."""

import pytest

from mailbot.domain.language import detect
from mailbot.domain.understand import understand
from tests.domain.eyesight import found, mail, site


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Telefono con schermo sempre in inglese dopo ogni riavvio, in reception", "it"),
        ("Das Telefon in der Zentrale ist in Ordnung", "de"),
        ("The phone in the lobby is dead", "en"),
        ("Le téléphone est en panne", "fr"),
        ("El teléfono no funciona en la oficina", "es"),
    ],
)
def test_words_of_several_languages_decide_nothing(text, language):
    """`in` is Italian, German and English."""
    assert detect(text, fallback="it" if language != "it" else "en") == language


def test_the_words_of_a_command_line_are_not_the_writers_language():
    """`out-of-warranty` is English in an Italian's mail: his own words tell his language."""
    intent = understand(
        mail(
            "APPROVE out-of-warranty 2\nASK quale versione di firmware monta?",
            "luca.conti@voismart.example",
        ),
        found(),
        site(),
    )
    assert intent.language == "it"
