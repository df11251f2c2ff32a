"""Hasty, dialectal and unaccented spellings of the words an answer is made of."""

import re

from mailbot.domain.phrases import phrases

# Wrong or dialectal spellings, and the word that is meant.
_MEANT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (phrases(table), meant)
    for table, meant in (
        (r"nn | nun(?= (?:accett¦proced¦ripar)\w+) | nonn", "non"),
        (r"ned | net | nit | nich | nisch | nöd | nid", "nicht"),
        (r"dont | don t", "don't"),
        (r"(?:wont¦won t)(?= (?:be¦go¦rep\w+¦pro\w+¦acc\w+)\b)", "won't"),
        (r"doesnt | does n't", "doesn't"),
        (r"isnt", "isn't"),
        (r"cant(?= \w)", "can't"),
        (r"pls | plz | plse", "please"),
        (r"koa | koan | koane", "kein"),
        (r"jo | joa | jau | jep | jup", "ja"),
        (r"yup | yea | aye", "yes"),
        (r"basst | past(?= scho) | passd", "passt"),
        (r"mach ma", "machen wir"),
        (r"nö+ | nee+ | nah | naa+", "nein"),
        (r"dacc?ord | d accord | d'acord | daccord", "d'accord"),
        (r"dac+ordo", "d'accordo"),
        (r"acc?et+iamo", "accettiamo"),
        (r"acc?et+o", "accetto"),
        (r"ac+pr?ovato | aprovato", "approvato"),
        (r"ac+et+ato", "accettato"),
        (r"a(?:c¦cc)ept?(?:e?d¦ted)", "accepted"),
        (r"we acc?ept", "we accept"),
        (r"i acc?ept", "i accept"),
        (r"aproved | approvd | apporved", "approved"),
        (r"einverstand(?:n¦e) | einverstaden", "einverstanden"),
        (r"angenomen", "angenommen"),
        (r"reperieren | repariern | reparriern", "reparieren"),
        (r"reparez", "réparez"),
        (r"reparer", "réparer"),
        (r"procedez", "procédez"),
        (r"aseptamos", "aceptamos"),
        (r"preventio | prevetivo | preventivio", "preventivo"),
        (r"presuspuesto | presupesto", "presupuesto"),
        (r"va bn | vabene | va ben", "va bene"),
        (r"procedte | procdete | proccedete", "procedete"),
        (r"pa'? ?lante | palante", "adelante"),
    )
)
_THUMB_UP = re.compile("[\U0001f44d\U0001f44c\u2705\U0001f197\u2714][\U0001f3fb-\U0001f3ff\ufe0f]?")
_THUMB_DOWN = re.compile("[\U0001f44e\u274c\U0001f645][\U0001f3fb-\U0001f3ff\ufe0f]?")
_THUMBS = re.compile(r"\bok[ ,.!]+(?:ok[ ,.!]+)+", re.IGNORECASE)


def spell_out(text: str) -> str:
    """The text with the signs and spellings it is written with turned into plain words."""
    text = _THUMB_DOWN.sub(" no ", _THUMB_UP.sub(" ok ", text))
    text = _THUMBS.sub("ok ", text)
    for pattern, meant in _MEANT:
        text = pattern.sub(meant, text)
    return text
