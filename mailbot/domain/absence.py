"""Out-of-office texts that carry no header to know them by, in Italian, English, German, French and
Spanish.
"""

import re

from mailbot.domain.quoting import split

_READ = 4_000  # characters; whoever is away says so at the top
_LONGEST = 1_500
_SUBJECT = re.compile(
    r"\s*(?:auto(?:matic)?[ -]?(?:reply|response|antwort|risposta)|auto:|autoreply"
    r"|out of (?:the )?office"
    r"|risposta automatica|fuori (?:ufficio|sede)|assen(?:te|za)\b|in ferie\b"
    r"|chiusura (?:per ferie|estiva"
    r"|natalizia)|automatische antwort|abwesenheit|abwesend|nicht im b[üu]ro|r[ée]ponse automatique"
    r"|absence (?:du|de)|absent du bureau|message d.absence|respuesta autom[áa]tica"
    r"|fuera de (?:la )?oficina"
    r"|ausente|ausencia|vacation|on leave|on holiday|urlaub"
    # What mail programs set in further languages, word for word.
    r"|automatisch antwoord|afwezig|resposta autom[áa]tica|automatyczna odpowied[źz]"
    r"|autosvar|automatis[kc]t? svar|automaattinen vastaus|automatick[áa] odpov[eě][dď]"
    r"|automatikus v[áa]lasz|r[ăa]spuns automat|otomatik yan[ıi]t|автоматический ответ|автоответ"
    r"|αυτόματη απάντηση|自動(?:応答|返信)|自动(?:答复|回复))",
    re.IGNORECASE,
)
# The writer himself is away. `cliente in ferie` is somebody else.
_AWAY = re.compile(
    r"non lavor(?:o|a) pi[ùu]|(?:am |is )?no longer (?:with|work|employed)|nicht mehr (?:im"
    r"|f[üu]r das) unternehmen"
    r"|ne travaille plus|ya no trabaj[oa]"
    r"|\b(?:sono|sar[òo]|siamo|saremo|ufficio [eè]|rester[aà]|resteremo"
    r"|mi trovo)\b(?:[^.\n]|(?<=\d)\.){0,40}\b(?:assent[ei]|in ferie"
    r"|fuori (?:ufficio|sede)|in trasferta|in vacanza|in malattia|in maternit|in permesso"
    r"|chius[oi])"
    r"|(?<!è )(?<!sono )\b(?:assente|fuori ufficio|in ferie) (?:dall|dal|fino|sino|per|nei)"
    r"|leggo la posta (?:saltuariamente|di rado|raramente)|non (?:sono|sar[òo]) in (?:ufficio|sede)"
    r"|non (?:posso|potr[òo]) leggere (?:la posta|le (?:e-?)?mail)|accesso limitato alla posta"
    r"|\b(?:i am|i'm|i will be|we are|we will be|our office (?:is|will be)"
    r"|i'll be)\b(?:[^.\n]|(?<=\d)\.){0,50}\b(?:out of (?:the )?office"
    r"|away|on (?:annual |sick |parental |maternity )?leave|on (?:vacation|holidays?)|travell?ing"
    r"|closed)"
    r"|\bout of (?:the )?office (?:until|from|till|and)|limited access to (?:my )?e-?mails?"
    r"|not in the office"
    r"|\b(?:ich bin|wir sind|bin ich|ich befinde mich|ich werde)\b(?:[^.\n]"
    r"|(?<=\d)\.){0,60}\b(?:abwesend"
    r"|nicht im b[üu]ro|im urlaub"
    r"|au(?:ß|ss)er haus|nicht erreichbar|dienstreise|krank|geschlossen)"
    r"|keinen zugriff auf meine e-?mails"
    r"|\b(?:je suis|je serai|nous sommes|nous serons)\b(?:[^.\n]|(?<=\d)\.){0,50}\b(?:absente?"
    r"|en cong[ée]s?"
    r"|en d[ée]placement"
    r"|hors du bureau|en vacances|ferm[ée]s)|acc[èe]s limit[ée] [àa] (?:ma|mes)"
    r"|\b(?:estoy|estar[ée]|estamos|me encuentro|estaremos)\b(?:[^.\n]"
    r"|(?<=\d)\.){0,50}\b(?:ausentes?"
    r"|fuera de (?:la |mi )?oficina"
    r"|de vacaciones|de viaje|de baja|cerrados)",
    re.IGNORECASE,
)
# What such a text goes on to say: until when, whom to ask instead, when there will be an answer.
_COMPANY = re.compile(
    r"fino a|sino a|dal \d|al \d|rientr|torn(?:o|er[òo]|o in)|urgen|rivolger|contattar|scrivere a"
    r"|risponder[òo]|appena possibile"
    r"|al mio r(?:i|ie)|until|till|back (?:on|in)|return|in my absence|please contact|respond"
    r"|reply to your|as soon as"
    r"|bis (?:zum|einschlie|\d)|zur[üu]ck|r[üu]ckkehr|dringend|wenden sie sich|vertret|ab dem"
    r"|antworten|weitergeleitet"
    r"|jusqu|retour|urgence|contacter|r[ée]pondrai|adresser|du \d|hasta|regres|vuelv|urgente"
    r"|responder[ée]|contactar|del \d",
    re.IGNORECASE,
)
# What a person writes who wants something besides: then he is a person, wherever he is.
_WANTS = re.compile(
    r"\?|\b(?:accett|approv|rifiut|declin|annull|conferm|proced|autorizz|ritir(?:ate|iamo|eremo)"
    r"|smaltit|prorog|spedi(?:t[aeio]|amo|remo|re)"
    r"|mand(?:ate|iamo|eremo|ato)|tenete|potete tenere|aprite|inviate|attend(?:ete|iamo)"
    r"|chied(?:o|iamo)|vorre|ok per|va bene"
    r"|guast|difett|non (?:funziona|va|si accende|si registra)|rott[oaie]\b|matricol|serial|s/n"
    r"|reso\b|in garanzia"
    r"|accept|approve|reject|go ahead|proceed|please (?:open|send|hold|ship|keep|cancel|confirm"
    r"|repair|wait)|could you|can you|we need"
    r"|i need|faulty|broken|defect|does(?: not|n.t) work|shipped|repair (?:it|the)|einverstanden"
    r"|akzeptier|ablehn|bitte (?:senden|warten"
    r"|reparieren|behalten|stornieren|best[äa]tigen|um)|defekt|kaputt|seriennummer|versendet"
    r"|freigabe|j.accepte|acceptons|refus"
    r"|veuillez (?:envoyer|r[ée]parer|garder|annuler|confirmer|proc)|en panne"
    r"|num[ée]ro de s[ée]rie|exp[ée]di[ée]|acepto|aceptamos"
    r"|rechaz|por favor (?:env|repar|cancel|confirm|guard)|averiad|n[úu]mero de serie|enviado)",
    re.IGNORECASE,
)


# What a system says of itself, and that it has our mail or reads no answer.
_AUTOMATIC = re.compile(
    r"(?:messaggio|risposta|e-?mail)\s(?:\w+\s)?(?:generat|inviat|creat)[oa]\s(?:in\s)?automatic"
    r"|(?:messaggio|risposta|e-?mail) automatic[oa]|automatically generated"
    r"|automat(?:ed|ic) (?:message|reply|response|e-?mail)"
    r"|automatisch (?:erzeugt|generiert|erstellt|versandt|versendet)"
    r"|automatische (?:antwort|nachricht|e-?mail)|(?:message|r[ée]ponse|courriel) automatique"
    r"|(?:g[ée]n[ée]r[ée]e?|envoy[ée]e?) automatiquement|generad[oa] autom[áa]ticamente"
    r"|(?:mensaje|respuesta|correo) autom[áa]tic[oa]",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"pres[oa] in carico|abbiamo ricevuto|[èe] stat[oa] (?:ricevut|registrat|acquisit)"
    r"|grazie per averci|(?:have )?received your|has been (?:received|registered|logged)"
    r"|thank you for (?:contacting|your (?:e-?mail|message|request))"
    r"|erhalten|eingegangen|danke? f[üu]r (?:ihre|deine)|bien re[çc]u|avons re[çc]u"
    r"|merci (?:de|pour) (?:votre|nous)|hemos recibido|gracias por|non risponde(?:re|te)"
    r"|do not reply|not monitored|nicht (?:auf diese|antworten)|ne pas r[ée]pondre|no respond",
    re.IGNORECASE,
)


# What a ticket system writes: where to answer, and the number and queue that it gave our mail.
_REPLY_ABOVE = re.compile(
    r"^\W{0,10}(?:scriv\w+|inseri\w+|rispond\w+|please (?:type|write)|(?:type|write|reply) "
    r"|bitte (?:antworten|schreiben)|antworten? sie|veuillez (?:écrire|répondre)|escrib\w+"
    r"|respond\w+)"
    r"[^\n]{0,40}(?:sopra|above|oberhalb|über|au-dessus|por encima|encima)[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_NOUN = (
    r"(?:richiest\w+|segnalazion\w+|messaggi\w+|ticket|request|e-?mail|message|anfrage|nachricht"
    r"|demande|solicitud|consulta)"
)
_NUMBER = (
    r"(?:numero|number|id|nr\.?|n[°º.]|nummer|numéro|número|#|ticket)?\s?[\[#(]?[A-Z]{0,6}[-_ ]?"
    r"\d{3,10}"
)
_TAKEN = (
    r"(?:registrat|pres[ao] in carico|assegnat|apert|logged"
    r"|registered|received|opened|created|assigned|erfasst|registriert|eröffnet|angelegt|enregistr"
    r"|ouverte?|créée?|attribu|registrad|recibid|abiert|cread|asignad)"
)
_LOGGED = re.compile(
    rf"{_NOUN}[^.\n]{{0,60}}{_TAKEN}[^.\n]{{0,80}}?{_NUMBER}"
    rf"|{_NOUN}(?:[^.\n]|n\.){{0,60}}?\b{_NUMBER}\b[^.\n]{{0,60}}{_TAKEN}",
    re.IGNORECASE,
)


def is_automatic_text(text: str) -> bool:
    """True for a short text that calls itself automatic, or is a ticket system's, and only says
    that our mail is there."""
    if _REPLY_ABOVE.search(text[:600]) and _LOGGED.search(text[:_READ]):
        return True
    own = split(text[:_READ]).reply
    if not own or len(own) > _LONGEST:
        return False
    return bool(_AUTOMATIC.search(own) and _RECEIVED.search(own) and not _ASKS.search(own))


_ASKS = re.compile(
    r"\b(?:guast|difett|matricol|serial|s/n|rott[oaie]\b|non funziona|faulty|broken|defect|defekt"
    r"|kaputt|en panne|averiad|n[úu]mero de serie|accett(?:o|iamo)|approv(?:o|iamo)|we accept"
    r"|einverstanden|acceptons|aceptamos)",
    re.IGNORECASE,
)


def is_absence_subject(subject: str) -> bool:
    """True for a subject that a mail program gives its out-of-office replies."""
    return bool(_SUBJECT.match(subject[:200]))


def is_absence_text(text: str) -> bool:
    """True for a text that says its writer is away, until when or whom to ask, and nothing else.

    A person who is away and accepts a quote, asks a question or names a fault is a person.
    """
    own = split(text[:_READ]).reply
    if not own or len(own) > _LONGEST:
        return False
    return bool(_AWAY.search(own) and _COMPANY.search(own) and not _WANTS.search(own))
