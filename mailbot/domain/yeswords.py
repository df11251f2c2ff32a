"""The words of yes, in five languages."""

from mailbot.domain.phrases import endings, phrases, whole

ACCEPT = phrases(
    r"""
    c'est d'accord
    favorevol[ei] | let's have (?:it¦them) (?:repaired¦fixed) | reparatur starten
    starten sie (?:\w+ )?(?:die ¦mit der )?reparatur
    (?:pueden¦podéis) (?:empezar¦comenzar¦iniciar)
    (?:dann¦trotzdem) (?:halt ¦eben ¦doch )?reparieren | aggiudicato | affare fatto
    va benissimo | (?:potete¦può) (?:pure )?(?:partire¦iniziare)
    andate(?=\W*$) | dateci dentro | andiamo(?: pure)? avanti | mettetel[oaie] a posto
    ^(?:bitte )?machen(?=\W*$) | (?:on¦nous) répar(?:e¦ons)
    vada (?:per la riparazione¦pure) | vale come (?:\w+ )?(?:accettazione¦ordine¦benestare)
    d'accordo su tutto | (?:la cifra ¦il prezzo )?ci sta(?=\W*$) | aggiusta(?=\W*$)
    (?:detto¦dice¦dicono) (?:di ¦che )?sì
    (?:he¦she¦they¦customer¦client¦boss¦manager) (?:says?¦said) yes
    (?:it's ¦that's )?(?:a )?yes from (?:us¦me)
    (?:chef¦kunde¦kundin¦er) (?:sagt¦sagte) ja(?=\W*(?:$¦,)) | ja gesagt | (?:a ¦ont )?dit oui
    dicho que sí
    get (?:it¦them¦both¦all \w+) repaired | works for (?:me¦us) | deal(?=\W*$) | done deal
    (?:have¦got) (?:the¦our¦my) (?:go-ahead¦go ahead¦ok¦blessing¦permission)
    arrange (?:for )?(?:the )?repairs? | repair (?:all¦both¦everything)(?: \w+)?
    repairs? (?:may¦can¦should) be (?:carried out¦done¦performed)
    (?:treat¦consider¦take) this (?:\w+ )?as (?:\w+ ){0,3}(?:order¦go-ahead)
    machts?(?:'s)?(?: es)?(?: so)?(?=\W*$) | macht's(?: so)? | gerne? so(?: machen)?
    (?:reparier¦richt)t?'?s(?: es)?(?=\W*$) | bitte richten(?=\W*$) | passt scho\w* | grünes licht
    (?:dann¦also) los | reparaturfreigabe(?: erteilt)? | reparaturauftrag erteilt
    reparatur (?:kann¦darf¦soll) (?:\w+ ){0,3}(?:ausgeführt¦durchgeführt¦gemacht) werden
    bitten? (?:\w+ ){0,2}um (?:\w+ )?(?:reparatur¦durchführung¦ausführung¦instandsetzung)
    ça (?:me ¦nous ¦lui )?(?:va¦roule¦marche¦convient)(?! pour vous)
    ca (?:me¦nous) va | banco | marché conclu
    (?<=^)go(?=\W*$) | faites(?: donc¦ vite)?(?=\W*(?:svp¦merci)?\W*$) | devis signé
    à réparer(?=\W*(?:svp¦merci)?\W*$) | il convient de réparer | on fait comme ça
    (?:je¦nous) vous confirm(?:e¦ons)(?= (?:la commande¦l'ordre¦\
      notre accord¦la réparation¦l'accord))
    dale(?=\W*$) | arr[eé]gl(?:al[oa]s?¦ad(?:l[oa]s?)?¦enl[oa]s?) | trato hecho | proc[eé]dase
    (?:da¦dado) el (?:ok¦visto bueno) | doy (?:mi ¦nuestra )?conformidad | que se repare\w*
    accett(?:o¦iamo¦a¦ano¦at[oaie]¦azione) | conferm(?:o¦iamo¦at[oaie]¦a)
    approv(?:o¦a¦iamo¦at[oaie]¦azione) | autorizz(?:o¦iamo¦at[oaie]) | firmat[oa] | firmiamo
    (?:siete¦sei) autorizzat[oi] | concord(?:o¦iamo) | acconsent(?:o¦iamo) | aderiamo
    proced(?:ete¦iamo¦a¦ano¦i)(?: pure)? | via libera | d'accordo | va bene | ok | proseguite
    okay | okey | okk+ | sta bene
    (?:dia¦do¦diamo) (?:il )?(?:mio ¦nostro )?(?:benestare¦ok¦assenso)
    (?:date¦diamo¦dare) (?:pure )?(?:corso¦seguito) | riparate(?:lo¦la¦li¦le)?(?: pure)?
    fate(?: pure)?$ | fate pure | vi giro (?:l')?ordine | ripariamol[oaie]
    (?:l[oaie] )?ripariamo | sì | si(?= ?$) | benissimo | perfetto | nulla osta
    sistemate(?: pure)? | mettete (?:a posto¦in ordine)
    (?:fate¦facciamo)(?: pure)? (?:la riparazion\w+¦il lavoro¦l'intervento¦tutto¦entramb[ie])
    fate(?: pure)?(?= (?:solo ¦soltanto )?(?:il ¦la ¦i ¦le ¦l'¦unità ¦n\.? ?)?\d)
    fatel[oaie](?! voi)
    sistematel[oaie] | aggiustat(?:e¦el[oaie]) | ripar(?:i¦ino)(?: pure)? | prosegua
    (?:si ¦vi si )?(?:proceda¦autorizza¦accetta) | si (?:procede¦approva¦conferma¦prosegue¦ripara)
    (?:da¦per) (?:me¦noi) via libera | (?:il ¦un )?benestare | iniziate pure
    avanti (?:tutta¦così¦pure) | (?:può¦possono) (?:procedere¦riparare) | potete ripararl[oaie]
    potete (?:pure )?(?:riparare¦eseguire¦andare avanti¦procedere¦proseguire)
    please do(?! not\b¦n't) | green light | andate (?:pure )?avanti | carry on | let's do it
    (?:you can¦you may) (?:\w+ )?(?:repair¦proceed¦carry on¦fix)
    (?:i ¦we )?(?:hereby )?accept(?:ed¦s)? | approve[ds]? | agreed? | authori[sz]ed?
    go(?:ing)? ahead | goahead | proceed | confirm(?:ed)? | yes | yep | yeah | fine | crack on
    go for it | get (?:it¦them) (?:done¦fixed¦sorted) | fire away | signed off | green ?lit
    (?:please )?(?:fix¦mend¦sort) (?:it¦them¦both¦all) | press ahead | get (?:on with¦cracking)
    (?:that ¦which )?works for us | happy with (?:that¦the price¦it) | (?:please )?carry out
    (?:please )?action (?:it¦the repair) | you have our (?:approval¦ok¦go-ahead¦agreement)
    (?:give ¦gave )(?:it )?(?:the )?go-ahead | make it so | do it | get going | good to go
    do the repairs? | repair (?:it¦them) | please (?:fix¦repair¦mend)
    po (?:is )?(?:attached¦enclosed)
    (?:as¦consider this) (?:\w+ ){0,2}(?:acceptance¦approval¦agreement) | (?:it's¦that's) a go
    sounds good | happy (?:to proceed¦with) | (?:i'm¦we're¦i am¦we are) in | let's (?:go¦proceed)
    einverstanden | angenommen | akzeptier(?:en¦t¦e)
    bitte (?:\w+ )?(?:um reparatur¦um durchführung)
    bitte (?:\w+ )?(?:reparieren¦durchführen¦ausführen¦instand ?setzen)
    sie (?:können¦dürfen) (?:\w+ ){0,4}(?:reparieren¦beginnen¦anfangen¦loslegen¦durchführen)
    legen sie los | los geht's | zugestimmt | (?:unsere ¦meine )?zustimmung | reparieren sie
    machen wir(?: so)? | bitte (?:so )?machen | auftrag (?:ist )?(?:hiermit )?erteilt
    mach(?:t)? das | freigegeben | freigabe(?: (?:\w+ )?(?:erteilt¦haben sie))?
    haben sie (?:\w+ ){0,2}freigabe | genehmig(?:t¦en) | geht klar | in ordnung | ja | jawohl
    machen sie (?:das¦es) | beauftragen? | bestätigen? | bestätigt | annahme | passt
    leg(?:t)? los | unser ok | zusage | (?:j'¦nous )?accept(?:e¦ons¦ées?¦és?) | bon pour accord
    allez-y | procédez | accordé | on y va | allons-y | lancez | vas-y | d'accord
    nous sommes d'accord | on accepte
    faites(?:-le)? (?:le nécessaire¦la réparation¦les réparations) | faites-le
    vous pouvez y aller | notre accord | accord donné | bon pour exécution | accord pour
    validée?s? | je valide | valide | on valide | (?:nous )?validons | oui | c'est bon
    approuv(?:é\w*¦e¦ons) | (?:vous )?pouvez (?:\w+ )?(?:réparer¦procéder¦lancer¦effectuer)
    nous retenons | (?:nous )?confirmons | je confirme | feu vert | faites la réparation
    réparez(?:-l[ea]s?)? | acept(?:o¦amos¦ad[oa]s?¦a¦an) | de acuerdo | adelante | conformes?
    procedan | procedad | aprob(?:amos¦ad[oa]s?) | aprueban? | autoriz(?:amos¦ad[oa]s?)
    rep[aá]r(?:en¦ad)(?:l[oa]s?)? | háganl[oa] | apruebo | repárel[oa]s? | hacedl[oa] | dadle
    (?:nuestra )?conformidad | tirad | luz verde | visto bueno
    (?:pueden¦podéis¦puede) (?:proceder¦reparar(?:l[oa]s?)?¦seguir¦continuar)(?: adelante)?
    se (?:autoriza¦aprueba) | accordo? | sí | vale | confirm(?:o¦amos) | sigan adelante
    """
)
# Split verbs: a "not" inside counts. `Wir nehmen das Angebot nicht an`, `donnons suite`.
SPLIT = phrases(
    r"""
    (?:want¦need¦like)\b[^:;!?,]{0,40}\b(?:repaired¦fixed)
    nehmen?\b[^:;!?,]{0,60}\ban | (?:wir ¦ich )?stimmen?\b[^:;!?,]{0,60}\bzu
    führen sie\b[^:;!?,]{0,60}\b(?:durch¦aus) | setzen sie\b[^:;!?,]{0,40}\binstand
    geben?\b[^:;!?,]{0,40}\b(?:frei¦freigabe¦in auftrag)
    (?:comunic(?:o¦hiamo¦ar\w*)¦esprim(?:o¦iamo¦ere)¦trasmett(?:o¦iamo¦er\w+)¦d[iao]amo?¦dare¦dà)\b\
      [^:;!?,]{0,30}\b(?:accettazione¦benestare¦approvazione¦assenso¦consenso)
    (?:confirm¦communicate¦give)\b[^:;!?,]{0,20}\bour (?:\w+ )?(?:acceptance¦approval¦consent)
    (?:part de¦communiquons¦confirmons)\b[^:;!?,]{0,20}\bnotre (?:acceptation¦accord)
    (?:comunic(?:amos¦o)¦expres(?:amos¦o))\b[^:;!?,]{0,20}\bnuestra (?:aceptación¦conformidad)
    teilen\b[^:;!?,]{0,20}\b(?:unsere )?(?:zustimmung¦annahme)\b[^:;!?,]{0,20}\bmit
    (?:allegato¦allegat[oa]¦allego¦alleghiamo)\b[^:;!?,]{0,40}\b(?:ordine¦oda)\b\
      [^:;!?,]{0,40}\bper la riparazione
    attached\b[^:;!?,]{0,30}\border\b[^:;!?,]{0,20}\bfor the repairs?
    (?:anbei¦beigefügt)\b[^:;!?,]{0,30}\bbestellung\b[^:;!?,]{0,20}\b(?:zur¦für die) reparatur
    ci-joint\b[^:;!?,]{0,30}\bcommande\b[^:;!?,]{0,20}\bpour la réparation
    adjunt(?:o¦amos)\b[^:;!?,]{0,30}\bpedido\b[^:;!?,]{0,30}\bpara la reparación
    erteilen?\b[^:;!?,]{0,40}\b\w*(?:freigabe¦auftrag)
    soll(?:en)?\b[^:;!?,]{0,40}\brepariert werden
    donn(?:ons¦e)\b[^:;!?,]{0,20}\b(?:suite¦accord)
    dan?mos\b[^:;!?,]{0,20}\b(?:conformidad¦visto bueno)
    """
)
# These say nothing by themselves: `prima di accettare`. A "not" makes them a no, a will a yes.
INFINITIVE = phrases(
    r"""
    accettar(?:e¦l[oaie]) | approvar(?:e¦l[oaie]) | confermar(?:e¦l[oaie]) | proceder(?:e¦vi)
    riparar(?:e¦l[oaie]) | sistemar(?:e¦l[oaie]) | aggiustar(?:e¦l[oaie])
    autorizzar(?:e¦vi¦l[oaie]) | proseguire | andare avanti | (?:dare¦dar) (?:seguito¦corso)
    procedur\w+ | eseguire | accepting | approving | proceeding | repairing | repaired
    going ahead | repair | fix | mend | continue | have (?:it¦them) (?:repaired¦fixed) | fixed
    akzeptieren | annehmen | anzunehmen | zustimmen | zuzustimmen | genehmigen | freigeben
    freizugeben | reparieren | repariert | repariere | instand ?(?:zu)?setzen | instandsetz\w*
    durchführen | durchzuführen | ausführen | weitermachen | beauftragt | gemacht
    reparatur erfolgen | accepter | valider | approuver | procéder | réparer
    donner (?:une )?suite | poursuivre | continuer | effectuer | réparée?s? | répar(?:e¦ons)
    aceptar(?:l[oa]s?)? | aprobar(?:l[oa]s?)? | proceder | reparar(?:l[oa]s?)?
    seguir(?: adelante)? | continuar | autorizar | repare | reparéis | arreglar(?:l[oa]s?)?
    """
)
# What stands before an infinitive that is willed: `siamo lieti di accettare`, `merci de procéder`.
WILLING = endings(
    r"""
    (?:siamo ¦sono )?(?:lieti¦felici¦contenti¦lieto¦d'accordo) (?:di¦ad?) | (?:desider¦intend)\w+
    vogliamo | voglio | (?:siamo¦sono) (?:(?:con la presente¦pertanto¦quindi) )?ad?
    vi (?:prego¦preghiamo¦chiedo¦chiediamo¦autorizziamo¦autorizzo¦invito) (?:di¦ad?) | si prega di
    (?:prego¦preghiamo¦pregasi)(?: di)? | deciso di | ok (?:a¦per) | confermo di | confermiamo di
    (?:happy¦like¦want¦wish¦pleased¦glad¦decided¦prepared to go¦you¦need you¦instruct you¦free¦\
      ok¦okay) to
    (?:möchten¦wollen¦werden) .{0,40} | bitte .{0,40} | bitten wir .{0,40}zu | können sie .{0,40}
    (?:souhaitons¦voulons¦souhaite¦veux¦désirons) | merci de | veuillez | prière de | prions de
    demandons de | décidé de | (?:queremos¦deseamos¦quiero¦desea¦quiere) | (?:rogamos¦ruego)
    favor(?: de)? | decidido | pedimos | (?:vamos¦voy) a
    """,
    r"\s+(?:\w+\s+){0,2}",
)
# Before an infinitive or an English verb: it is spoken of, not said. `how to accept`.
SPOKEN_OF = endings(
    """
    to | zu | zum | zur | per | prima di | di | da | a | ad | pour | de | d' | à | para | antes de
    um | before | after | without | instead of | than | worth | who | chi | wer | quien | qui
    (?:persona¦collega¦colui¦quello) che
    """,
    r"\s*",
)
_WEAK = (
    r"ok(?:ay¦ey¦k+)? | okay | okey | okk+ | va bene | sta bene | sì | si | benissimo | perfetto"
    r" | d'accordo | yes | yep | yeah | fine | sounds good | ja | jawohl | in ordnung | passt | oui"
    r" | c'est bon | d'accord | sí | vale | de acuerdo | conformes? | accettazione | approvazione"
    r" | annahme | freigabe | zustimmung | benestare | conformidad | zusage | conferma | accordo?"
)
# These also mean "I have read this".
WEAK = whole(rf"(?:(?:il¦un¦la¦die¦das¦the) )?(?:{_WEAK.replace(' | ', '¦')})")
# A yes to what follows, if that is the matter of a quote; else `domani vi confermo`.
CONFIRM = whole("(?:i ¦we ¦nous ¦je )?(?:conferm(?:o¦iamo)¦confirm(?:ons¦o¦amos¦e)?¦bestätigen?)")
# An infinitive that orders, where it stands first or, in German, last.
ORDERED = phrases(
    """
    riparare | sistemare | procedere | accettare | repair | fix | mend | réparer | procéder
    reparar | reparieren | instand ?setzen | durchführen | ausführen | arreglar | proceder
    """
)
