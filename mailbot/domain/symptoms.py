"""Which words tell a fault, and which only say that there is one."""

import re

from mailbot.domain.faultcodes import FAULT_CODES
from mailbot.domain.people import without_people
from mailbot.domain.phrases import alternatives, phrases
from mailbot.domain.products import without_products
from mailbot.domain.troubles import tells_trouble

# Saying that it is broken says nothing ("it does not work" alone is no fault).
_VAGUE = phrases(
    r"""
    nicht (?:ganz )?in ordnung | non è (?:più )?(?:quell[oa] di una volta¦a posto¦normale)
    (?:no ¦tampoco )(?:va¦está¦están) (?:muy )?(?:fin[oa]s?¦bien)
    (?:is not¦isn't¦not) (?:right¦itself¦healthy)
    (?:is not¦isn't¦not) what it (?:was¦used to be) | ne va pas (?:bien¦fort)
    pas (?:en forme¦normal)
    lament\w+ | lagnanz\w+ | complain\w* | beschwerde\w* | plaintes? | quejas? | se quejan
    misbehav\w+ | (?:acting¦behaving) (?:strange\w*¦odd\w*¦weird\w*) | unreliable | temperamental
    spinn(?:t¦en) | (?:play\w*¦act\w*) up | gone (?:funny¦wrong) | fa(?:nno)? (?:i )?capricci
    fa(?:nno)? le bizze | (?:dà¦danno) problemi | fait des siennes | déconne\w*
    macht (?:ärger¦zicken)
    zickt | streikt | da (?:guerra¦problemas) | hace cosas raras | fa cose strane
    non (?:mi ¦ci ¦vi )?(?:funzion\w+¦va¦vanno¦andava¦funge¦fungono¦lavora)(?: (?:più¦bene¦\
      affatto))*
    guast[oaie] | rott[oaie] | difettos[oaie] | in avaria | ko | k\.o\. | in panne
    malfunzionant[ei]
    problem[ai] | difett[oi] | anomali[ae] | malfunzionament[oi] | avari[ae] | ha smesso | bloccante
    ci ha (?:lasciato¦abbandonato)(?: a piedi)? | è (?:morto¦partito)
    (?:does¦do¦did)(?: not¦n't¦n’t) work\w*(?: (?:any ?more¦properly¦correctly¦at all))*
    not work\w*(?: (?:any ?more¦properly¦at all))? | (?:no longer¦stopped¦ceased) work\w*
    broken | faulty | defective | out of order | malfunctioning | bad | has died | died on us
    faults? | defects? | issues? | problems? | failures? | failed | gave up
    (?:funktioniert¦geht¦läuft¦gehen¦funktionieren)(?: leider)? nicht(?: mehr¦ richtig)*
    nicht(?: mehr)? funktion\w+ | kaputt | defekte?[nrs]? | gestört | störung | fehler
    ne (?:fonctionne¦marche)(?:nt)? (?:pas¦plus)(?: (?:du tout¦bien))? | en panne | hs | h\.s\.
    défectueu(?:x¦ses?) | cassée?s? | pannes? | défauts? | problèmes?
    no (?:funciona¦funcionan¦va¦van¦anda)(?: (?:bien¦nada))* | averiad[oa]s? | estropead[oa]s?
    rot[oa]s? | defectuos[oa]s? | averías? | fallos?
    """
)
# With one of these beside it the vague word says enough: "cornetta rotta", "port 2 faulty".
_PARTS = phrases(
    r"""
    port[ae] | display | scherm[oi] | cornett[ae] | tast[oi] | tastier\w+ | antenn[ae] | ventol[ae]
    connettor[ei] | led | batteri[ae] | microfon[oi] | altoparlant[ei] | cav[oi] | sched[ae]
    modul[oi] | disc[oh]i? | spinott[oi] | presa | interfacci\w+ | vivavoce | gancio | sim
    pulsant[ei] | cerniera | mic | ports? | screens? | handset | keys? | keypad | buttons?
    antennas? | fans? | connectors? | leds? | batter(?:y¦ies) | microphones? | speakers? | cables?
    boards? | modules? | ssd | raid | lan | wan | screens? | lamps? | spi[ae] | lucin[ae]
    lucett[ae] | luc[ei] | lights? | vetro | glass | scocca | housing
    audio | voce | suono | disks? | sockets? | plugs? | speakerphone | hinge | anschluss | anzeige
    bildschirm | hörer | tasten? | lüfter | stecker | akku | mikrofon | lautsprecher | kabel
    platine | modul | écran | afficheur | combiné | touches? | antennes? | ventilateurs?
    connecteurs? | voyants? | batterie | micro | haut-parleur | câbles? | cartes? | pantalla
    auricular | teclas? | antenas? | ventilador | conector | batería | micrófono | altavoz
    tarjetas? | puertos? | arm | gehäuse | kanal | canal[ei]? | channels? \d
    """
)
# With one of these a part tells what it shows: "schermo nero", "one lamp red", "Taste fest".
_STATES = phrases(
    r"""
    ner[oaie] | bianc\w+ | blu | ross[oaie] | verd[ei] | giall[oaie] | aranc\w+ | fiss[oaie]
    acces[oaie] | ferm[oaie] | pers[oaie] | mort[oaie] | rumoros\w* | sporc[oaie] | mancant[ei]
    righe | fuori | bass[oaie] | buio | tutto | pien[oaie] | a metà | sempre | non più | dur[oaie]
    black | white | blue | red | green | amber | orange | lit | dark | full | gone | missing | half
    off | always | upside | failure | failed | low | stays? | only
    schwarz | weiß | blau | rot | grün | gelb | orange | fest | voll | dauer\w* | immer | fehlt
    halb
    noire?s? | blanche?s? | bleue?s? | rouges? | vertes? | fixes? | pleine?s? | toujours
    manquante?s?
    negr[oa]s? | blanc[oa]s? | azul\w* | roj[oa]s? | verdes? | fij[oa]s? | llen[oa]s? | siempre
    falta\w*
    """
)
# A "not" that speaks of the writer or of the papers, not of the unit.
_NOT_OURS = alternatives(
    r"""
    (?:ce ¦ne ¦lo ¦la ¦li ¦le ¦mi ¦ci ¦vi ¦l')?(?:abbiamo¦ho¦hai¦avete¦avevo¦avevamo¦avendo¦hanno)
    (?:ce ¦ne ¦lo ¦la ¦li ¦mi ¦ci ¦vi )?(?:ricev\w+¦sapp\w+¦so¦conosc\w+¦trov\w+¦riusc\w+¦riesc\w+)
    poss\w+ | può | vorre\w+ | cred\w+ | pens\w+ | vogli\w+ | ricord\w+ | serv\w+ | occorr\w+ | fate
    c'entra\w* | conform\w+ | esit\w+ | urg\w+ | è urgente | import\w+ | prima | solo | appena
    sped\w+
    invi\w+ | oltre
    è(?: più)? (?:in garanzia¦coperto¦urgente¦leggibile¦necessario¦possibile) | in garanzia | al
    si (?:legge¦leggono) | legg\w+ | cap\w+ | dovrebb\w+ | dipend\w+ | essendo | per | il | la | un
    ci serv\w+ | sono in garanzia | sono più in garanzia | rispond\w+ (?:alle mail¦nessuno da voi)
    è mai stat\w+ (?:aperto¦manomess\w+) | è stat\w+ (?:aperto¦manomess\w+) | vorr\w+ | era | mio
    have | had | i | we | yet | sure | know | only | find | receiv\w+ | sent | opened | in warranty
    """
)
_NEGATED = re.compile(
    rf"(?<!\w)(?:non|nn|not|can't|cannot|won't|doesn't|isn't|don't|didn't|wouldn't|aren't|"
    rf"can’t|won’t|doesn’t|isn’t|don’t|didn’t)\s+(?!(?:{_NOT_OURS})\b)\w",
    re.IGNORECASE,
)
_LACKING = phrases(
    r"""
    nessun[oa]? (?!risposta¦riscontro¦fretta¦problema)\w+ | niente (?!di¦fretta)\w+ | mancan\w*
    no (?!scus¦sorry¦perd¦wait¦aspett¦rma¦news¦answer¦reply¦longer in warranty¦hurry¦ticket¦serial¦\
      problem¦idea¦longer work)[a-z]{2,}
    senza (?:audio¦tono¦linea¦segnale¦suono¦alimentazione¦corrente¦rete¦voce)
    without (?:audio¦sound¦tone¦power¦picture¦signal) | no longer (?!in¦work)\w+ | never \w+
    (?:wird¦werden¦kommt¦kommen¦ist¦hat¦geht¦bleibt¦bleiben¦lädt¦laden¦zeigt¦zeigen¦reagiert¦\
      reagieren¦lässt¦lassen¦startet¦starten¦erkennt¦erkennen¦hält¦halten¦klingelt¦klingeln¦\
      leuchtet¦leuchten¦schaltet¦verbindet¦bucht¦druckt¦sendet) .{0,50}(?:nicht¦keine?\w*)
    nicht mehr (?!funktion)\w+ | nicht (?:erkannt¦geladen¦angezeigt¦gespeichert¦lesbar¦erreichbar)
    kein(?:e[nrms]?)? (?!ahnung¦antwort¦rückmeldung¦eile¦ablehnung)\w+ | nur noch \w+
    ohne (?:ton¦funktion¦strom)
    (?:ne ¦n'¦n’)(?!avons¦ai¦a pas été¦est plus sous¦est pas sous)\w+ (?:pas¦plus¦jamais)
    aucune? (?!réponse¦nouvelle)\w+ | plus de (?:son¦tonalité¦réseau¦courant¦signal) | pas de \w+
    ningun[oa]? (?!respuesta)\w+ | sin (?:tono¦audio¦red¦señal¦línea¦corriente¦imagen¦sonido)
    no (?:se¦hay¦da¦dan¦tiene¦carga¦cargan¦lee¦conecta¦detecta¦responde¦guarda¦deja¦suena¦\
      reconoce) \w+
    """
)
_EVENT = phrases(
    r"""
    si (?:blocca¦pianta¦spegn¦scolleg¦disconnett¦resetta¦scaric¦surriscalda¦apre¦chiude¦incanta¦\
      impalla¦stacca¦interromp¦congela¦sent)\w*
    bloccat[oaie]
    (?:resta¦restano¦rimane¦rimangono) (?!lì¦là¦qui¦da¦dal¦in attesa¦a disposizione)\w+
    sempre (?:occupat¦ross¦acces¦spent¦verd)\w+
    perde\w* | perdono | perso | cad(?:e¦ono¦er\w*¦ut[oaie]) | salt(?:a¦ano) | si è fermat\w
    si ferm(?:a¦ano) | rapporto negativo | lampeggi\w+
    sfarfall\w+ | tremol\w+ | spent[oaie] | intermitten\w+ | staccat[oaie] | scaric[oaie]
    lent[oaie]
    instabil[ei] | error[ei] | allarm[ei] | corrott[oaie] | macchi[ae] | graffi\w+ | gonfi[oa]?
    ossidat\w+ | password | da sol[oaie] | a caso | invertit[oaie] | stort[oa] | dondola
    scheggiat\w+
    piegat\w+ | allentat\w+ | lasc[oaie] | disturb\w+ | interferenz\w+ | connection \w+ | time-?out
    mut[oaie] | sord[oaie] | muett?e?s? | stumm\w* | mud[oa]s? | silent | crash\w* | ritard[oi]
    one[- ]way | einseitig\w* | monodirezional\w* | a senso unico | unidireccional\w*
    à sens unique
    (?:due¦tre) volte | twice | doppelt | zweimal | deux fois | dos veces | urla | va in protezione
    wrong again | wrong (?:time¦date¦day¦hour¦number¦caller¦language¦extension¦colou?rs?¦port¦menu)
    (?:time¦clock¦date¦language) (?:is¦was) (?:\w+ )?wrong
    falsche[nrs]? (?:datum¦uhrzeit¦zeit¦tag¦nummer¦sprache¦farben?)
    (?:ora¦data¦lingua¦orario) (?:\w+ )?(?:sbagliat\w¦errat\w)
    mauvaise? (?:heure¦date¦langue¦numéro)
    (?:hora¦fecha¦idioma) (?:\w+ )?(?:equivocad\w¦incorrect\w¦mal)
    da (?:sé¦solo¦sola) | di lui-même | de (?:lui¦elle)-même | tout(?:e)? seule?
    von (?:selbst¦allein\w*)
    by itself | on its own | por sí sol[oa] | sol[oa] sin que
    in cinese | fusa? | fusibil\w+ | strapp\w+ | incrinat\w+
    squilla .{0,20}
    freez\w+ | froze\w* | hangs? | hanging | stuck | drops? | dropp(?:ed¦ing) | loses | losing
    lost
    flicker\w* | blink\w* | flash(?:es¦ing) | (?:stays?¦remains?¦keeps?) \w+ | error\w* | alarm\w*
    snapped | torn | split | smashed | melted
    crack\w* | bent | loose | worn | swollen | leak\w* | drain\w* | slow\w* | shuts? (?:down¦off)
    disconnect\w* | intermittent\w* | off-?hook | bleeding | flapping | beep\w* | unlit
    goes (?:dark¦blank¦down)
    white screen | blank | dies (?:after¦when¦during) | unresponsive | unreachable | mixed up
    scrambled
    flackert | hängt | friert | stürzt | blinkt | leer | entlädt | verliert | wackel\w+ | locker
    gebrochen | abgebrochen | schwarz | dunkel | pfeift | piept | ständig | dauernd | alarm
    (?:geht¦gehen¦schaltet¦ist¦sind¦bleibt¦bleiben¦leds?) (?:\w+ ){0,3}aus(?! dem¦ der¦ den¦ unser¦\
      ihre)
    abstürz\w+ | streifen | a righe | striato
    (?:righe¦strisce) (?:nere¦bianche¦verticali¦orizzontali¦colorate)
    stops? (?:on¦at¦after¦when¦responding¦during) | striped | lines (?:on¦across) | aussetzer
    abgestürzt | klemm\w+ | verzögert | fällt (?:aus¦ab)
    gerissen
    clignot\w+ | bloquée?s? | se (?:bloque¦coupe¦déconnecte¦fige¦décharge¦vide)\w* | perd(?:ent)?
    à l'envers | blanche?s? | noire?s? | éteinte?s? | coupures? | lente?s? | rayures | erreur
    alarme
    parpade\w+ | se (?:bloquea¦apaga¦corta¦desconecta¦calienta¦queda¦congela¦reinicia¦descarga)\w*
    cae(?:n)? | pierde\w* | emite | suelt[oa]s? | cortes? | alarma | en blanco
    """
)
# Codes whose cues are things, not troubles: "telefono con display a colori" tells no fault.
_THINGS = frozenset(
    [
        "UI-01",
        "UI-02",
        "UI-03",
        "HND-01",
        "GSM-01",
        "GSM-03",
        "STO-01",
        "FAN-01",
        "LIC-01",
        "NET-01",
        "NET-02",
        "FAX-01",
        "FAX-02",
        "TEL-02",
        "TEL-03",
        "INC-01",
        "POE-01",
        "AUD-01",
    ]
)
# Codes whose cues hold a vague word: "arrivato rotto" tells more than "rotto".
_TOLD_BY_VAGUE = frozenset(["BOOT-01", "BOOT-02", "DOA-01", "POE-01", "PWR-01", "TRN-01", "WRG-01"])
_FAULT_WORDS = alternatives(
    r"""
    (?:difetto¦guasto¦problema¦anomalia¦malfunzionamento)(?: \w+)? | sintom[oi]
    motivo(?: (?:del )?reso)?
    (?:reported )?(?:fault¦defect¦problem¦issue¦symptoms?¦failure)(?: description¦ reported)?
    reason(?: for return)? | fehler(?:beschreibung¦bild)? | defekt | symptome? | mangel
    störung
    panne(?: constatée)? | défaut(?: constaté)? | problème | symptômes? | motif | avería | fallo
    síntomas? | defecto
    """
)
FAULT_LABEL = re.compile(
    rf"(?:^|\n)[ \t*•-]{{0,6}}(?:descri\w+ (?:del |della )?)?(?:{_FAULT_WORDS})[ .]{{0,30}}[:=]"
    r"[ \t]*",
    re.IGNORECASE,
)
# The same as a line of its own, as forms and PDF have it: the value stands below.
FAULT_TITLE = re.compile(
    rf"\W{{0,6}}(?:descri\w+ (?:del |della )?)?(?:{_FAULT_WORDS})(?: \w+)?\W{{0,3}}", re.IGNORECASE
)


def is_vague(text: str) -> bool:
    """True if the words say that something is wrong, whatever else they say."""
    return _VAGUE.search(text) is not None


def names_part(text: str) -> bool:
    """True if the words name a part of a unit: a key, a port, the display."""
    return _PARTS.search(without_products(text)) is not None


def without_vague(text: str) -> str:
    """The text with the words that say nothing taken out."""
    return _VAGUE.sub(" ", text)


_COMES_NOW = phrases(
    r"""
    (?:il )?(?:problema¦difetto¦guasto¦fatto¦bello) è che | succede che | capita che | fa così
    lo que (?:pasa¦hace¦ocurre)(?: es)? | el problema es que | what (?:it does¦happens)(?: is)?
    the (?:problem¦thing¦issue¦trouble) is | das problem (?:ist¦dabei) | es passiert
    le (?:problème¦souci)(?:,)? (?:c'est¦est) que | ce qui se passe | il se trouve que
    """
)


# A paper, not a board: `la scheda che vi allego`.
_FORM = phrases(
    r"""
    sched[ae] (?:che¦in¦allegat\w¦tecnic\w¦di (?:reso¦rientro¦intervento)¦intervento¦compilat\w)
    (?:data)? ?sheets? | formular\w* | modul[oi] (?:allegat\w¦in allegato¦di reso¦compilat\w)
    """
)
_SENTENCE = 4_000  # characters; nobody says more in one


def is_symptom(text: str) -> bool:
    """True if the words tell what is wrong: a part with a vague word, an event, a lack, a fault
    code."""
    text = _FORM.sub(" ", text[:_SENTENCE])
    if _PARTS.search(plain := without_products(text)) and (
        _VAGUE.search(text) or _STATES.search(plain)
    ):
        return True
    rest = without_people(without_vague(text))
    if any(r.cues.search(text) for r in FAULT_CODES if r.code in _TOLD_BY_VAGUE):
        return True
    return bool(
        _COMES_NOW.search(text)
        or tells_trouble(rest)
        or _EVENT.search(rest)
        or _NEGATED.search(rest)
        or _LACKING.search(rest)
        or any(r.cues.search(rest) for r in FAULT_CODES if r.code not in _THINGS)
    )
