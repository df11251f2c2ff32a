"""The words that tell a fault: a table of words for each fault code, in five languages.

In order of weight: where words of several codes stand in a text, the first row names the fault.
"""

from collections.abc import Mapping

# Another power supply, port or switch was tried: the triage question is answered beforehand.
OTHER_PSU = r"""
(?:altro¦nuovo¦diverso¦altra¦nuova) aliment\w+ | alimentatore (?:diverso¦nuovo¦di scorta)
(?:other¦another¦new¦different¦spare) (?:psu¦power supply¦adapter¦poe¦port¦switch)
different poe port | altro switch | altra porta | (?:anderem¦neuem¦neues) netzteil
autre alimentation
échange de l'alimentation | otra fuente
"""

CUES: Mapping[str, str] = {
    "TRN-01": r"""
        (?:arrivat[oaie]¦ricevut[oaie]¦consegnat[oaie]) (?:già )?(?:rott\w+¦danneggiat\w+¦\
          ammaccat\w+)
        imballo (?:danneggiato¦rotto¦aperto) | arrived (?:damaged¦broken) | damaged in transit
        beschädigt (?:angekommen¦geliefert) | transportschaden
        arrivée? (?:cassée?¦endommagée?)
        llegó (?:roto¦dañado)
    """,
    "DOA-01": r"""
        mai funzionato | appena (?:aperto¦scartato¦installato) | nuovo di scatola
        fuori dalla scatola
        never worked | dead on arrival | doa | out of the box | from factory | nie funktioniert
        jamais fonctionné | nunca ha funcionado | nunca funcionó
    """,
    "PWR-03": r"""
        bruciat\w* | bruciatura | puzza | odore di | fumo | scintill\w+ | burnt | burning
        smoke | burned
        verbrannt | verschmort | rauch | qualm | brûlée? | odeur | fumée | quemad[oa] | humo
        olor a
    """,
    "BOOT-02": r"""
        si (?:ri)?avvi\w+ (?:da sol[oa]¦ogni¦continuamente¦in continuazione) | si riavvia\w*
        riavvii
        in loop | boot ?loop | reboot\w* | restarts? (?:by itself¦itself¦every¦randomly)
        keeps restarting
        startet (?:ständig¦immer wieder¦alle¦von selbst¦dauernd) neu | neustarts? | bootschleife
        redémarr\w+ | se reinici\w+ | reinicios | si accende e si spegne
    """,
    "BOOT-01": r"""
        non (?:parte¦si avvia¦fa il boot¦completa l'avvio)
        ferm[oa] (?:al logo¦sulla schermata¦all'avvio)
        bloccat[oa] (?:al logo¦all'avvio¦sul logo) | non prosegue | bip continui
        kernel panic | loading
        (?:does not¦doesn't¦won't¦will not) (?:boot¦start)
        stuck (?:at¦on) (?:boot¦the logo¦logo) | no boot
        (?:startet¦bootet) (?:nur¦nicht) | bleibt beim (?:logo¦start) | hängt beim
        ne démarre (?:pas¦plus) | bloquée? (?:au démarrage¦sur le logo) | no arranca
        se queda en el logo
    """,
    "POE-01": r"""
        (?:non (?:va¦si accende¦parte¦funziona) )?(?:in¦via¦con il¦col) poe | no poe | poe power
        (?:über¦per¦mit) poe | en poe | con poe | (?:on¦over¦via) poe | no power on poe
        (?:in¦via¦con il¦col) poe (?:non¦niente)(?: \w+)? | non (?:prende¦riceve) (?:il )?poe
    """,
    "PWR-01": r"""
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
    """,
    "GSM-02": r"""
        sim (?:\d )?(?:non (?:letta¦riconosciuta¦rilevata¦vista)¦not (?:read¦recognised¦\
          recognized¦detected))
        non (?:legge¦vede¦riconosce) (?:la¦le) sim | (?:card¦sim) not read
        sim (?:\d )?holder | no sim | porta ?sim
        sim(?:-karte)? (?:wird )?nicht (?:erkannt¦gelesen) | carte sim non
        no lee la (?:tarjeta )?sim | lettore sim
    """,
    "GSM-03": r"""
        antenn[ae] | connettore antenna | antenna connector | sma | antennenanschluss
    """,
    "GSM-01": r"""
        non (?:aggancia¦prende¦trova) (?:più )?(?:la )?(?:rete¦campo¦segnale)(?: gsm)?
        no (?:gsm )?(?:network¦signal)
        non trasmette | modul[oi] \d\S* | module \d | kein netz | kein empfang | pas de réseau
        sin (?:red¦cobertura) | imsi | (?:ricerca¦cerca¦nessun) operatore
    """,
    "REG-01": r"""
        non si registra\w* | errore sip | (?:not¦never) register\w*
        registration (?:fail\w*¦lost)
        (?:does not¦doesn't¦won't) register | registriert sich nicht | nicht registriert
        ne s'enregistre (?:pas¦plus) | no se registra | perde la registrazione | deregistr\w+
    """,
    "TEL-03": r"""
        allarme (?:bri¦pri) | (?:bri¦pri¦isdn) (?:alarm¦alarme) | layer 1
        d[- ]?(?:channel¦kanal¦canale) | (?:allarme¦alarm¦led¦spia) los
        nessuna sincronia | no sync | e1 | porta bri \S+ | scheda bri | isdn cause
        cause \d+ | trasceiver
        kein sync\w* | s0 | transceptor | synchro\w* | sincron\w+
    """,
    "TEL-01": r"""
        (?:no¦nessun¦niente¦non (?:dà¦da¦c'è)(?: il¦ più)?) (?:dial )?(?:tono?(?: di linea)?¦\
          tonalità)
        no dial ?tone | manca il tono | kein (?:wähl¦frei)ton | pas de tonalité | sin tono
        no da tono
    """,
    "TEL-02": r"""
        port[ae] (?!lan¦wan¦pc)\S{0,6} ?(?:e \d )?(?:mort[ae]¦guast[ae]¦ko¦bruciat[ae])
        (?:fxs¦fxo) port
        ports? (?:\S+ )?dead
        portante | port \d defekt | portadora | linea \d mort\w
    """,
    "NET-02": r"""
        porta pc | pc[- ]port | port pc | puerto pc | zweiter port
    """,
    "NET-01": r"""
        porta (?:lan¦wan)\b.{0,20} | no link | nessuna? (?:link¦rete) | link su/giù
        link down | non (?:naviga¦va in rete)
        (?:lan¦wan) port\w* | kein (?:link¦netzwerk) | ethernet | ping
        (?:porta¦scheda¦connessione¦collegamento) (?:di )?rete
        (?:cade¦esce¦sparisce) (?:la¦dalla) rete
        drops off the network | sin enlace
        connection refused | perd la connexion | se desconecta
        si (?:scollega¦disconnette)(?: dalla rete)?
    """,
    "FAX-02": r"""
        archivio fax\w* | fax store | fax archive | faxarchiv | archive (?:des )?fax
    """,
    "FAX-01": r"""
        fax (?:non (?:parte¦partono¦passano¦arrivano)¦fail\w*¦sortants¦entranti¦in uscita)
        t\.?38 | faxe? .{0,20}
        (?:incoming¦outgoing¦inbound¦outbound) fax\w*
    """,
    "AUD-02": r"""
        fruscio | fruscia | eco | gracchi\w+ | ronz\w+ | rumor\w+ | distors\w+ | distort\w*
        metallic\w* | robot\w*
        noise | noisy | echo | hiss\w* | hum\w* | crackl\w+ | buzz\w* | static | rattl\w+
        rausch\w* | knackt | knister\w+
        brumm\w* | verzerrt | bruit | grésill\w+ | larsen | écho | ruido | zumbido | a scatti
        choppy | pitido | pfeif\w*
    """,
    "AUD-01": r"""
        non (?:si )?sent\w+ | mut[oa] | audio (?:assente¦a senso unico¦monodirezionale)
        manca l'audio | senza audio
        no audio | one[- ]way | silent | no sound | can(?:no¦')t hear | mic\w* (?:dead¦not)
        kein(?:en)? ton | hört (?:man )?nicht\w*
        einseitig | pas de son | n'entend | sin audio | no se (?:oye¦escucha) | microfono
        mikrofon | micrófono
    """,
    "HND-01": r"""
        cornett[ae] | handset | hörer | combiné | auricular | microtelefono
    """,
    "UI-01": r"""
        display | schermo | lcd | pixel | righe | screen | retroillumin\w+ | backlight
        bildschirm | anzeige
        hintergrundbeleuchtung | écran | afficheur | pantalla
    """,
    "UI-03": r"""
        gancio | hook(?: ?switch)? | gabelumschalter | crochet | horquilla
    """,
    "UI-02": r"""
        tast[oi] | tastier\w+ | key(?:s¦pad¦board)? | buttons? | tasten? | tastatur
        touches? | clavier | teclas? | teclado
        pulsant[ei] | blf
    """,
    "PWR-02": r"""
        (?:alimentator[ei]¦netzteil¦power (?:supply¦adapter)¦psu¦adapter¦alimentation¦\
          fuente) .{0,30}(?:rott\w+¦bruciat\w+¦non eroga¦defekt¦broken¦faulty¦dead)
        spinotto | connettore lasco | plug | stecker | cavo (?:rotto¦spezzato¦tranciato)
    """,
    "STO-01": r"""
        disc[oh]i? | disks? | ssd | raid | hard ?dis[ck]s? | storage | festplatte | disque | hdd
    """,
    "FAN-01": r"""
        ventol[ae] | fans? | lüfter | ventilateurs? | ventilador(?:es)?
    """,
    "TEMP-01": r"""
        scalda\w* | scotta\w* | surriscald\w+ | temperatur\w* | overheat\w*
        (?:too ¦very )?hot | heiß | überhitzt
        chauffe\w* | calienta | sobrecalent\w+ | rovente
    """,
    "LIC-01": r"""
        licenz[ae] | licen[sc]es? | lizenz\w* | licencias?
    """,
    "SW-01": r"""
        dopo (?:l'¦l’¦un )?aggiornamento
        after (?:the ¦an )?(?:firmware )?(?:update¦upgrade) | nach (?:dem )?update
        après (?:la )?mise à jour | tras (?:la )?actualización
    """,
    "PHY-01": r"""
        cadut[oa] | crepat[oa] | acqua | liquido | versat\w+ | rovesciat\w+ | allagat\w+
        spezzat\w+ | schiacciat\w+ | urto
        dropped | fell | cracked | water | spilled | coffee | caffè | heruntergefallen
        gerissen | wasser | kaffee
        tombée? | fissurée? | eau | café | cay[óo] | caíd[oa] | agua | rajad[oa]
    """,
    "INC-01": r"""
        manca(?:no¦nte¦nti)? | missing | fehlt | manque | falta(?:n)?
    """,
    "WRG-01": r"""
        articolo (?:errato¦sbagliato) | wrong (?:item¦product¦model) | falscher artikel
    """,
    "INT-01": r"""
        ogni tanto | a volte | saltuari\w+ | intermittent\w* | sometimes | randomly
        gelegentlich | manchmal | sporadisch
        parfois | de temps en temps | a veces | de vez en cuando
    """,
}
