"""The language of a text, by its small words: it, en, de, fr, es."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_TEXT = 20_000
_ENOUGH = 2  # words; fewer say nothing: "merci" is goods in Italian
# Words that are frequent in one of the languages and rare or absent in the others.
_WORDS = {
    "it": """
        il lo gli della dello dei degli delle del dal dalla nel nella nelle sul sulla che non è
        sono per con una uno un di da ci vi si anche più abbiamo avete ho hai ha questo questa
        questi queste come perché però buongiorno buonasera salve grazie cordiali saluti gentile
        allego allegato telefono centralino guasto rotto ma noi voi loro suo sua nostro nostra
        vostro vostra quando ancora già fatto stato stata chiediamo alimentatore matricola
        seriale preventivo reso garanzia mi ti tutti tutte cliente ciao possibile novità pratica
        numero inviato accetto confermo procedete pure ok va bene risponderò fino alla al alle
        ai dopo ogni sempre la le e di nn cmq piu finche devo dire ve ne notte ore adesso oggi
        ieri domani prima poi invece quindi allora buona giornata dove quello quella
    """,
    "en": """
        the and is are was were of to for with not this that these those we you our your have
        has had it its be been will would can could please thanks thank regards hello hi dear
        from on at by an but or if when which their they there one no any does do did doesn't
        don't isn't attached best kind phone unit units broken faulty news accept quote repair
        return working sent back out only us me my i'm it's all two
    """,
    "de": """
        der die das und ist sind nicht ein eine einen einem einer mit für von zu auf im am den
        dem des wir sie ihr ihre unser unsere haben hat wird werden kann können bitte danke
        grüße guten tag hallo auch noch nach bei aus als oder wenn ich es zum zur über keine
        kein gerät geräte seriennummer anlage telefon angebot kostenvoranschlag reparatur vielen
        dank freundlichen mehr seit uns sehr geehrte anbei nur
    """,
    "fr": """
        le les des du de la et est sont pas ne un une pour avec dans sur nous vous notre votre
        nos vos ce cette ces qui que mais ou où il elle ont avons avez été être merci bonjour
        cordialement madame monsieur au aux par plus sans après appareil panne numéro série
        devis accepter réparation téléphone d'un l'appareil je j'ai c'est n'est qu'il leur son
        sa ses tout tous toute bien jour veuillez
    """,
    "es": """
        el los las y es son no un una unos unas para con en por que del al se lo su sus nuestro
        nuestra nuestros está están hemos han ha muy más pero cuando como gracias saludo saludos
        hola buenos días estimados señores adjunto equipo equipos número serie avería
        presupuesto reparación teléfono fuente esta este estos estas ya sin también desde hasta
        aceptamos acepto adelante acuerdo cliente les la ahora hoy ayer mañana luego entonces
        donde qué cómo
    """,
}
_TABLE = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SIGNS = (
    ("de", re.compile(r"[äöüß]", re.IGNORECASE)),
    ("es", re.compile(r"[ñ¿¡]", re.IGNORECASE)),
    ("fr", re.compile(r"[çœêîûô]|\b[dlnsjc]['’][aeéhio]", re.IGNORECASE)),
    ("it", re.compile(r"[ìò]|\b(?:dell|nell|sull|all|un|quest)['’]|\bè\b", re.IGNORECASE)),
)


def detect(*texts: str, fallback: str = "it") -> str:
    """The language of the first of the texts that shows one; else `fallback`."""
    for text in texts:
        scores = _scores(text[:_TEXT])
        best, second = sorted(scores.values(), reverse=True)[:2]
        if best >= _ENOUGH and best > second:
            return max(scores, key=lambda k: scores[k])
    return fallback


def _scores(text: str) -> dict[str, float]:
    words = [w.lower() for w in _WORD.findall(text)]
    scores = {language: float(sum(w in table for w in words)) for language, table in _TABLE.items()}
    for language, sign in _SIGNS:
        scores[language] += 0.5 * len(sign.findall(text)[:20])
    return scores


def leaning(text: str) -> str:
    """The language that a short text shows by a single word; empty where none or several do.

    Only to tell English from the rest: of the others the first that fits is named.
    """
    scores = _scores(text[:_TEXT])
    other = max(score for language, score in scores.items() if language != "en")
    if scores["en"] == other:
        return ""
    if scores["en"] > other:
        return "en"
    return next(language for language, score in scores.items() if score == other)
