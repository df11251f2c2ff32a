"""The fault codes: which words mean which fault, and whether one question is worth asking (mails.md 5.3)."""

import re
from dataclasses import dataclass

from mailbot.domain.phrases import phrases


@dataclass(frozen=True, slots=True)
class FaultCode:
    """A row. `asks`: the code has a triage question; `said` finds what answers it beforehand."""

    code: str
    cues: re.Pattern[str]
    asks: bool = True
    said: re.Pattern[str] | None = None


_OTHER_PSU = phrases(
    r"""
    (?:altro¦nuovo¦diverso¦altra¦nuova) aliment\w+ | alimentatore (?:diverso¦nuovo¦di scorta)
    (?:other¦another¦new¦different¦spare) (?:psu¦power supply¦adapter¦poe¦port¦switch)
    different poe port | altro switch | altra porta | (?:anderem¦neuem¦neues) netzteil
    autre alimentation
    échange de l'alimentation | otra fuente
    """
)

# In order of weight: the first row that matches names the fault.
FAULT_CODES: tuple[FaultCode, ...] = (
    FaultCode(
        "TRN-01",
        phrases(
            r"""
            (?:arrivat[oaie]¦ricevut[oaie]¦consegnat[oaie]) (?:già )?(?:rott\w+¦danneggiat\w+¦ammaccat\w+)
            imballo (?:danneggiato¦rotto¦aperto) | arrived (?:damaged¦broken) | damaged in transit
            beschädigt (?:angekommen¦geliefert) | transportschaden
            arrivée? (?:cassée?¦endommagée?)
            llegó (?:roto¦dañado)
            """
        ),
    ),
    FaultCode(
        "DOA-01",
        phrases(
            r"""
            mai funzionato | appena (?:aperto¦scartato¦installato) | nuovo di scatola
            fuori dalla scatola
            never worked | dead on arrival | doa | out of the box | from factory | nie funktioniert
            jamais fonctionné | nunca ha funcionado | nunca funcionó
            """
        ),
    ),
    FaultCode(
        "PWR-03",
        phrases(
            r"""
            bruciat\w* | bruciatura | puzza | odore di | fumo | scintill\w+ | burnt | burning
            smoke | burned
            verbrannt | verschmort | rauch | qualm | brûlée? | odeur | fumée | quemad[oa] | humo
            olor a
            """
        ),
        asks=False,
    ),
    FaultCode(
        "BOOT-02",
        phrases(
            r"""
            si (?:ri)?avvi\w+ (?:da sol[oa]¦ogni¦continuamente¦in continuazione) | si riavvia\w*
            riavvii
            boot ?loop | reboot\w* | restarts? (?:by itself¦itself¦every¦randomly)
            keeps restarting
            startet (?:ständig¦immer wieder¦alle¦von selbst¦dauernd) neu | neustarts? | bootschleife
            redémarr\w+ | se reinici\w+ | reinicios | si accende e si spegne
            """
        ),
        said=_OTHER_PSU,
    ),
    FaultCode(
        "BOOT-01",
        phrases(
            r"""
            non (?:parte¦si avvia¦fa il boot¦completa l'avvio)
            ferm[oa] (?:al logo¦sulla schermata¦all'avvio)
            bloccat[oa] (?:al logo¦all'avvio¦sul logo) | non prosegue | bip continui
            kernel panic | loading
            (?:does not¦doesn't¦won't¦will not) (?:boot¦start)
            stuck (?:at¦on) (?:boot¦the logo¦logo) | no boot
            (?:startet¦bootet) (?:nur¦nicht) | bleibt beim (?:logo¦start) | hängt beim
            ne démarre (?:pas¦plus) | bloquée? (?:au démarrage¦sur le logo) | no arranca
            se queda en el logo
            """
        ),
    ),
    FaultCode(
        "POE-01",
        phrases(
            r"""
            (?:non (?:va¦si accende¦parte¦funziona) )?(?:in¦via¦con il¦col) poe | no poe | poe power
            (?:über¦per¦mit) poe | en poe | con poe | non (?:prende¦riceve) (?:il )?poe
            """
        ),
    ),
    FaultCode(
        "PWR-01",
        phrases(
            r"""
            non si accend\w+ | non dà segni di vita | nessun segno di vita | mort[oa]
            completamente spent[oa]
            led (?:power )?spent[oi] | non (?:viene )?alimentat\w+ | si spegne | no power
            (?:completely )?dead
            (?:does not¦doesn't¦won't) (?:power on¦turn on¦switch on) | powers? off
            turns (?:itself )?off
            no (?:signs of )?life | keine funktion | (?:alle¦beide) leds aus
            geht nicht (?:mehr )?an | ohne strom
            lässt sich nicht einschalten | (?:völlig ¦komplett )?tot | ne s'allume (?:pas¦plus)
            s'éteint
            no (?:se )?enciende | se apaga | no output | nessuna tensione | keine spannung
            (?:output ¦ausgangs)?(?:voltage¦spannung) drops | tensione | tensión de salida
            tension de sortie
            """
        ),
        said=_OTHER_PSU,
    ),
    FaultCode(
        "GSM-02",
        phrases(
            r"""
            sim (?:\d )?(?:non (?:letta¦riconosciuta¦rilevata¦vista)¦not (?:read¦recognised¦recognized¦detected))
            non (?:legge¦vede¦riconosce) (?:la¦le) sim | (?:card¦sim) not read
            sim (?:\d )?holder | no sim | porta ?sim
            sim(?:-karte)? (?:wird )?nicht (?:erkannt¦gelesen) | carte sim non
            no lee la (?:tarjeta )?sim | lettore sim
            """
        ),
    ),
    FaultCode(
        "GSM-03",
        phrases("antenn[ae] | connettore antenna | antenna connector | sma | antennenanschluss"),
        asks=False,
    ),
    FaultCode(
        "GSM-01",
        phrases(
            r"""
            non (?:aggancia¦prende¦trova) (?:più )?(?:la )?(?:rete¦campo¦segnale)(?: gsm)?
            no (?:gsm )?(?:network¦signal)
            non trasmette | modul[oi] \d\S* | module \d | kein netz | kein empfang | pas de réseau
            sin (?:red¦cobertura) | imsi | operatore
            """
        ),
    ),
    FaultCode(
        "REG-01",
        phrases(
            r"""
            non si registra\w* | errore sip | (?:not¦never) register\w*
            registration (?:fail\w*¦lost)
            (?:does not¦doesn't¦won't) register | registriert sich nicht | nicht registriert
            ne s'enregistre (?:pas¦plus) | no se registra | perde la registrazione | deregistr\w+
            """
        ),
    ),
    FaultCode(
        "TEL-03",
        phrases(
            r"""
            allarme (?:bri¦pri) | (?:bri¦pri¦isdn) (?:alarm¦alarme) | layer 1
            d[- ]?(?:channel¦kanal¦canale) | los
            nessuna sincronia | no sync | e1 | porta bri \S+ | scheda bri | isdn cause
            cause \d+ | trasceiver
            kein sync\w* | s0 | transceptor | synchro\w* | sincron\w+
            """
        ),
    ),
    FaultCode(
        "TEL-01",
        phrases(
            r"""
            (?:no¦nessun¦niente¦non (?:dà¦da¦c'è)(?: il¦ più)?) (?:dial )?(?:tono?(?: di linea)?¦tonalità)
            no dial ?tone | manca il tono | kein (?:wähl¦frei)ton | pas de tonalité | sin tono
            no da tono
            """
        ),
    ),
    FaultCode(
        "TEL-02",
        phrases(
            r"""
            port[ae] \S{0,6} ?(?:e \d )?(?:mort[ae]¦guast[ae]¦ko¦bruciat[ae]) | (?:fxs¦fxo) port
            ports? \S+ dead
            portante | port \d defekt | portadora | linea \d mort\w
            """
        ),
    ),
    FaultCode(
        "NET-02", phrases("porta pc | pc[- ]port | port pc | puerto pc | zweiter port"), asks=False
    ),
    FaultCode(
        "NET-01",
        phrases(
            r"""
            porta (?:lan¦wan)\b.{0,20} | no link | nessuna? (?:link¦rete) | link su/giù
            link down | non (?:naviga¦va in rete)
            (?:lan¦wan) port | kein (?:link¦netzwerk) | rete | ethernet | ping
            drops off the network | sin enlace
            connection refused | perd la connexion | se desconecta
            si (?:scollega¦disconnette)(?: dalla rete)?
            """
        ),
    ),
    FaultCode(
        "FAX-02",
        phrases("archivio fax\\w* | fax store | fax archive | faxarchiv | archive (?:des )?fax"),
    ),
    FaultCode(
        "FAX-01",
        phrases(
            r"""
            fax (?:non (?:parte¦partono¦passano¦arrivano)¦fail\w*¦sortants¦entranti¦in uscita)
            t\.?38 | faxe? .{0,20}
            (?:incoming¦outgoing¦inbound¦outbound) fax\w*
            """
        ),
    ),
    FaultCode(
        "AUD-02",
        phrases(
            r"""
            fruscio | fruscia | eco | gracchi\w+ | ronz\w+ | rumor\w+ | distors\w+ | distort\w*
            metallic\w* | robot\w*
            noise | noisy | echo | hiss\w* | hum\w* | crackl\w+ | buzz\w* | static | rattl\w+
            rausch\w* | knackt | knister\w+
            brumm\w* | verzerrt | bruit | grésill\w+ | larsen | écho | ruido | zumbido | a scatti
            choppy | pitido | pfeif\w*
            """
        ),
    ),
    FaultCode(
        "AUD-01",
        phrases(
            r"""
            non (?:si )?sent\w+ | mut[oa] | audio (?:assente¦a senso unico¦monodirezionale)
            manca l'audio | senza audio
            no audio | one[- ]way | silent | no sound | can(?:no¦')t hear | mic\w* (?:dead¦not)
            kein(?:en)? ton | hört (?:man )?nicht\w*
            einseitig | pas de son | n'entend | sin audio | no se (?:oye¦escucha) | microfono
            mikrofon | micrófono
            """
        ),
    ),
    FaultCode(
        "HND-01",
        phrases("cornett[ae] | handset | hörer | combiné | auricular | microtelefono"),
    ),
    FaultCode(
        "UI-01",
        phrases(
            r"""
            display | schermo | lcd | pixel | righe | screen | retroillumin\w+ | backlight
            bildschirm | anzeige
            hintergrundbeleuchtung | écran | afficheur | pantalla
            """
        ),
        asks=False,
    ),
    FaultCode(
        "UI-03", phrases("gancio | hook(?: ?switch)? | gabelumschalter | crochet | horquilla")
    ),
    FaultCode(
        "UI-02",
        phrases(
            r"""
            tast[oi] | tastier\w+ | key(?:s¦pad¦board)? | buttons? | tasten? | tastatur
            touches? | clavier | teclas? | teclado
            pulsant[ei] | blf
            """
        ),
    ),
    FaultCode(
        "PWR-02",
        phrases(
            r"""
            (?:alimentator[ei]¦netzteil¦power supply¦psu¦adapter¦alimentation¦fuente) .{0,30}(?:rott\w+¦defekt¦broken)
            spinotto | connettore lasco | plug | stecker | cavo (?:rotto¦spezzato¦tranciato)
            """
        ),
    ),
    FaultCode(
        "STO-01",
        phrases("disc[oh]i? | ssd | raid | hard ?dis[ck]s? | storage | festplatte | disque | hdd"),
    ),
    FaultCode(
        "FAN-01", phrases("ventol[ae] | fans? | lüfter | ventilateurs? | ventilador(?:es)?"), False
    ),
    FaultCode(
        "TEMP-01",
        phrases(
            r"""
            scalda\w* | scotta\w* | surriscald\w+ | temperatur\w* | overheat\w*
            (?:too ¦very )?hot | heiß | überhitzt
            chauffe\w* | calienta | sobrecalent\w+ | rovente
            """
        ),
    ),
    FaultCode("LIC-01", phrases("licenz[ae] | licen[sc]es? | lizenz\\w* | licencias?"), False),
    FaultCode(
        "SW-01",
        phrases(
            r"""
            dopo (?:l'¦l’¦un )?aggiornamento
            after (?:the ¦an )?(?:firmware )?(?:update¦upgrade) | nach (?:dem )?update
            après (?:la )?mise à jour | tras (?:la )?actualización
            """
        ),
    ),
    FaultCode(
        "PHY-01",
        phrases(
            r"""
            cadut[oa] | crepat[oa] | acqua | liquido | versat\w+ | rovesciat\w+ | allagat\w+
            spezzat\w+ | schiacciat\w+ | urto
            dropped | fell | cracked | water | spilled | coffee | caffè | heruntergefallen
            gerissen | wasser | kaffee
            tombée? | fissurée? | eau | café | cay[óo] | caíd[oa] | agua | rajad[oa]
            """
        ),
        asks=False,
    ),
    FaultCode("INC-01", phrases("manca(?:no¦nte¦nti)? | missing | fehlt | manque | falta(?:n)?")),
    FaultCode(
        "WRG-01",
        phrases("articolo (?:errato¦sbagliato) | wrong (?:item¦product¦model) | falscher artikel"),
        asks=False,
    ),
    FaultCode(
        "INT-01",
        phrases(
            r"""
            ogni tanto | a volte | saltuari\w+ | intermittent\w* | sometimes | randomly
            gelegentlich | manchmal | sporadisch
            parfois | de temps en temps | a veces | de vez en cuando
            """
        ),
    ),
)


def find_code(fault: str) -> FaultCode | None:
    """The row the words speak of, or None. Words of several rows: the weightier row."""
    text = fault[:4_000]
    return next((row for row in FAULT_CODES if row.cues.search(text)), None)


def asks_for(code: str, fault: str) -> bool:
    """True if this fault is worth its one triage question, and the words have not answered it."""
    row = next((r for r in FAULT_CODES if r.code == code), None)
    return row is not None and row.asks and not (row.said and row.said.search(fault[:4_000]))
