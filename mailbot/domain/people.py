"""What a mail says of its writer and his papers: who is away, what will be sent, what is not known.

A "not" in such words is none of the unit: `je n'ai pas le rapport`, `non sono in ufficio`.
"""

import re

from mailbot.domain.phrases import alternatives, phrases

# "I", "we" or the customer and a "not", up to the end of the clause.
_NOBODY = re.compile(
    r"(?<!\w)(?:"
    + alternatives(
        r"""
        (?:non¦nn) (?:ve ¦vi ¦ce ¦ci ¦ne ¦me ¦mi ¦te ¦ti ¦lo ¦la ¦li ¦le ¦gli ¦si )*\w+(?:iamo¦\
          emmo¦emo¦evamo¦avamo¦ivamo¦assimo¦essimo)
        (?:non¦nn) (?:ve ¦vi ¦ce ¦ci ¦ne ¦me ¦mi ¦lo ¦la ¦li ¦le ¦gli )*(?:ho¦so¦sono¦posso¦riesco¦\
          trovo¦vedo¦vorrei¦voglio¦ricordo¦capisco¦saprei¦credo¦penso¦devo¦dovrei¦potrei¦sapevo¦\
          avevo¦c'ero¦c ero¦ero¦stavo¦conosco¦vado¦faccio¦dico¦farò¦posseggo¦pago)
        (?:non¦nn) (?:ci ¦vi ¦mi )?(?:hanno¦ha) (?:\w+ ){0,2}(?:dett¦dat¦lasciat¦scritt¦spiegat¦\
          mandat¦risposto¦chiamat¦fatto sapere)\w*
        (?:non¦nn) (?:c'è¦ci sono¦serve¦occorre¦importa) (?:fretta¦urgenza¦bisogno¦altro¦problem\w+)
        (?:il client\w¦il venditore¦i clienti¦la cliente¦l'utente¦nessuno¦\
          l'ufficio) (?:\w+ )?(?:non¦nn) \w+
        (?:i¦we) (?:really ¦still ¦just )?(?:don't¦don’t¦do not¦didn't¦didn’t¦did not¦haven't¦\
          haven’t¦have not¦can't¦can’t¦cannot¦could not¦couldn't¦won't¦won’t¦am not¦are not¦aren't¦\
          wasn't)
        (?:i'm¦i’m¦we're¦we’re) not | (?:i¦we) have no
        (?:nobody¦no one¦no-one) (?:told¦knows¦has told¦wrote¦here)
        the (?:customer¦client¦seller) (?:can't¦cannot¦doesn't¦won't¦hasn't¦isn't¦didn't)
        (?:ich¦wir) .{0,25}(?:nicht¦keine?\w*¦nie)
        (?:habe¦haben) (?:ich¦wir) .{0,25}(?:nicht¦keine?\w*)
        io (?:\w+ ){0,2}(?:non¦nn) | (?:er¦sie¦man) (?:konnte¦wusste¦weiß) .{0,25}nicht
        finde? ich .{0,25}nicht | (?:kann¦können) (?:ich¦wir) .{0,25}nicht | der kunde .{0,25}nicht
        (?:je¦nous¦j') ?(?:ne ¦n'¦n’)(?:l'¦la ¦le ¦les ¦vous ¦y ¦en )*\w+ (?:pas¦plus¦jamais¦\
          aucune?)
        (?:je¦nous) (?:ne )?\w+ pas | le (?:client¦vendeur) ne \w+ (?:pas¦plus)
        (?:yo )?no (?:lo ¦la ¦le ¦les ¦me ¦os )*(?:tengo¦tenemos¦sé¦sabemos¦puedo¦podemos¦\
          encuentro¦encontramos¦recuerdo¦hemos¦he¦estoy¦estamos¦entiendo¦veo¦vemos) | el cliente no
        """
    )
    + r")(?!\w)[^,.;:!?\n]{0,80}",
    re.IGNORECASE,
)
# "You" and a "not": what the desk does is no trouble of a unit.
_NOT_THAT = re.compile(
    r"(?<!\w)(?:"
    + alternatives(
        r"""
        (?:it¦that¦the (?:fault¦problem)) (?:isn't¦isn’t¦is not¦wasn't¦wasn’t¦was not)
        (?:non¦nn) (?:è¦e'¦era¦dipende¦sembra) (?:il¦la¦lo¦l'¦l’¦un problema¦colpa¦quello¦da)
        (?:liegt¦lag¦ist) (?:es )?nicht (?:am¦an der¦der¦die¦das)
        ce n'est pas (?:le¦la¦l'¦un¦une) | no (?:es¦era) (?:el¦la¦cosa)
        """
    )
    + r")(?!\w)[^,.;:!?\n]{0,60}",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"(?<!\w)(?:(?:non|nn)\s(?:(?:ve|vi|ce|ci|ne|me|mi|lo|la|li|le|si)\s)*\w+(?:ate|ete|ite)"
    r"|you\s(?:\w+\s)?(?:don't|do not|didn't|haven't|never|can't)|(?:sie|ihr)\s.{0,20}nicht"
    r"|vous\sne\s\w+\spas)(?!\w)[^,.;:!?\n]{0,80}",
    re.IGNORECASE,
)
# What a user does with a unit: that it cannot be done is the trouble.
_USE = phrases(
    r"""
    sent\w+ | chiam\w+ | telefon\w+ | ricev\w+ (?:chiamate¦telefonate¦fax¦le¦i) | parl\w+
    compos\w+
    risponder\w+ | invia\w+ (?:fax¦sms¦chiamate) | trasferi\w+ | colleg\w+ | acced\w+ | regist\w+
    alz\w+ | usci\w+ | stamp\w+ | tono | linea | audio | segnale | campo | rete | più l\w+
    volum\w+
    hear | see any\w* | picture\w* | image | video | call\w* | dial\w* | receive (?:calls¦faxes¦any)
    talk | log ?in
    connect | register
    transfer | reach | pick up | place | answer | tone | sound | audio | signal
    hören | höre | telefonieren | anrufen | wählen | empfangen | sprechen | einloggen | verbinden
    erreichen | faxen | ton | freizeichen | netz | registrieren
    entend\w* | appel\w* | recev\w+ (?:d'appels¦de fax¦les appels) | téléphon\w+ | joindre
    connect\w+
    tonalité | son | réseau | décroch\w+ | transfér\w+
    oí\w* | oigo | llamar | marcar | recibi\w+ (?:llamadas¦faxes) | hablar | conectar | tono | línea
    audio | acceder | transferir | señal
    """
)
_SOON = phrases(
    r"""
    (?:vi ¦ve lo ¦ve la ¦ve li ¦te lo ¦glielo )(?:mand\w+¦invi\w+¦comunic\w+¦faccio¦facciamo¦\
      dic\w+¦gir\w+¦scriv\w+¦far\w+ sapere¦sapr\w+ dire¦confermer\w+)
    (?:lo¦la¦li¦le) (?:chied\w+¦recuper\w+¦cerc\w+¦mand\w+¦invi\w+¦verific\w+) (?:domani¦lunedì¦\
      appena¦e vi¦al cliente¦oggi)
    (?:cannot¦can't¦can’t¦couldn't) (?:tell¦say) | has to (?:reproduce¦check¦verify¦look)
    deve (?:riprodurre¦verificare¦provare¦controllare) | non (?:lo )?(?:so¦sappiamo) (?:ancora¦dire)
    reiche? ich .{0,10}nach | nachreichen | folgt noch
    domani | stasera | in settimana | la prossima settimana
    appena (?:poss\w+¦riesc\w+¦torn\w+¦libero¦lo)
    (?:i'll¦i’ll¦we'll¦we’ll¦i will¦we will) (?:send¦get¦let¦ask¦look¦check¦find¦be¦follow¦forward¦\
      have¦come back¦report)
    tomorrow | next week | as soon as | will follow | to follow | later (?:today¦this week)
    (?:reiche¦reichen¦schicke¦schicken¦melde¦melden¦frage¦fragen¦liefere¦sende¦\
      senden) .{0,40}(?:nach¦zu¦morgen¦später¦sobald) | morgen | nächste woche | folgt | sobald
    je (?:vous ¦l'¦la ¦le )?(?:vous )?(?:l')?(?:envoie¦envoi¦enverrai¦transmets¦tiens¦dirai¦\
      demande¦rappelle¦fais) | demain | la semaine prochaine | dès que | vendredi | lundi | suivra
    (?:os¦les¦se lo¦te lo¦se la) (?:envío¦mando¦digo¦enviaré¦mandaré¦diré¦confirmo¦paso)
    mañana | la semana que viene | en cuanto | lo pregunto
    """
)


# Whoever presses the writer: `the customer keeps asking me`.
_PRESSES = phrases(
    r"""
    (?:keeps?¦is¦are¦has been¦have been) (?:asking¦calling¦ringing¦chasing¦pressing¦complaining¦\
      waiting¦on at)(?: (?:me¦us))?
    (?:client\w¦utente¦capo¦titolare¦direttore¦direttrice) (?:\w+ )?(?:chied\w+¦chiam\w+¦\
      sollecit\w+¦insist\w+¦rompe\w*¦preme\w*¦aspett\w+¦si lament\w+¦è (?:furios¦arrabbiat)\w)
    (?:customer¦client)s? (?:has¦have) lost \w+ | client\w (?:ha¦hanno) perso \w+
    (?:kunde¦chef)\w* (?:fragt¦ruft¦wartet¦drängt¦beschwert)
    (?:client¦patron)e? (?:demande¦appelle¦insiste¦attend¦relance¦s'impatiente)
    (?:cliente¦jefe) (?:pregunta¦llama¦insiste¦espera¦reclama)
    """
)


def without_people(text: str) -> str:
    """The text without what its writer has not, knows not, or did not do, and what it was not."""
    text = _PRESSES.sub(" ", _NOT_THAT.sub(" ", _YOU.sub(" ", text)))
    return _NOBODY.sub(lambda m: m[0] if _USE.search(m[0]) else " ", text)


def promises(text: str) -> bool:
    """True for words that put something off: `I'll send it tomorrow`, `lo chiedo al cliente`."""
    return _SOON.search(text) is not None
