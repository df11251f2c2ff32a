"""The language of a mail, by its small words (A32)."""

import pytest

from mailbot.domain.language import detect


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
