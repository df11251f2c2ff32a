"""The words of yes and no, of conditions, doubts and thanks, in five languages."""

from mailbot.domain.phrases import phrases, whole

ACCEPT = phrases(
    r"""
    accett(?:o¦iamo¦a¦ato¦ata¦ati¦azione) | conferm(?:o¦iamo¦ato¦ata¦a)
    approv(?:o¦iamo¦ato¦ata) | autorizz(?:o¦iamo¦ato¦ata)
    proced(?:ete¦iamo¦ere¦a¦i)(?: pure)? | via libera | d'accordo | d’accordo | va bene | ok
    okay | okey | okk+ | sta bene
    date (?:pure )?corso | riparate(?:lo¦la¦li¦le)?(?: pure)? | fate pure | vi giro (?:l')?ordine
    sì | si | benissimo | perfetto | (?:do¦diamo) (?:il )?(?:benestare¦ok) | nulla osta
    (?:fate¦facciamo)(?: pure)? (?:la riparazion\w+¦il lavoro¦l'intervento¦tutto¦entramb[ie])
    fate(?: pure)?(?= (?:solo ¦soltanto )?(?:il ¦la ¦i ¦le ¦l'¦unità ¦n\.? ?)?\d) | fatel[oaie]
    sistematel[oaie] | aggiustatel[oaie] | riparatel[oaie]
    (?:si ¦vi si )?(?:proceda¦autorizza¦accetta)
    (?:da¦per) (?:me¦noi) via libera | (?:il ¦un )?benestare | iniziate pure
    avanti (?:tutta¦così¦pure)
    potete ripararl[oaie] | potete (?:pure )?(?:riparare¦eseguire¦andare avanti)
    please do(?! not\b¦n't¦n’t) | green light | andate avanti | carry on | let's do it
    (?:you can¦you may) (?:repair¦proceed¦carry on)
    (?:i ¦we )?(?:hereby )?accept(?:ed)? | approved? | agreed? | go(?:ing)? ahead | proceed
    confirm(?:ed)? | please repair | yes | yep | fine
    crack on | go for it | get it (?:done¦fixed¦sorted) | fire away | signed off | green ?lit
    (?:please )?(?:fix¦mend¦sort) (?:it¦them¦both¦all) | press ahead | get (?:on with¦cracking)
    (?:that ¦which )?works for us | happy with (?:that¦the price¦it) | (?:please )?carry out
    (?:please )?action (?:it¦the repair) | you have our (?:approval¦ok¦go-ahead)
    give (?:it )?the go-ahead
    do the repair | repair (?:it¦them) | po (?:is )?attached | sounds good
    happy (?:to proceed¦with)
    einverstanden | (?:nehmen?¦nehme) .{0,40}an | angenommen | akzeptier(?:en¦t¦e)
    bitte (?:reparieren¦durchführen¦ausführen¦um reparatur)
    instand ?(?:setzen¦zusetzen) | instandsetz\w* | legen sie los | los geht'?s | zugestimmt
    (?:wir ¦ich )?stimmen? (?:dem ¦der ¦den ¦hiermit )?.{0,30}zu | (?:unsere ¦meine )?zustimmung
    führen sie .{0,40}(?:durch¦aus) | reparieren sie | setzen sie .{0,30}instand
    machen wir(?: so)?
    bitte (?:so )?machen | bitte um durchführung | auftrag (?:ist )?(?:hiermit )?erteilt
    freigegeben | freigabe | genehmigt | geht klar | in ordnung | ja | machen sie (?:das¦es)
    beauftragen? | bestätigen? | annahme | passt
    (?:j'¦nous )?accept(?:e¦ons¦é¦ée) | bon pour accord | d'accord | allez-y | procéde[rz]
    on y va | allons-y | lancez | procédez
    faites(?:-le)? (?:le nécessaire¦la réparation¦les réparations)
    vous pouvez y aller | notre accord | accord donné | bon pour exécution
    validé? | je valide | (?:nous )?validons | oui | c'est bon | approuv\w+
    (?:vous )?pouvez (?:réparer¦procéder¦lancer)
    (?:nous )?confirmons | feu vert | faites la réparation | réparez(?:-le)?
    acept(?:o¦amos¦ado¦ada) | de acuerdo | adelante | conformes? | procedan | aprob(?:amos¦ado)
    rep[aá]r(?:en¦ad)l[oa]s? | háganl[oa] | hacedl[oa] | dadle | (?:nuestra )?conformidad | tirad
    visto bueno | (?:pueden¦podéis¦puede) (?:proceder¦reparar¦seguir)
    sí | vale | confirm(?:o¦amos) | reparen | pueden reparar
    """
)
DECLINE = phrases(
    r"""
    non (?:ci ¦mi ¦vi ¦gli ¦le )?(?:conviene¦interessa)
    lasciatel[oaie]? (?:così¦com'è¦come sta\w*)
    non (?:fate¦se ne fa) (?:nulla¦niente) | soprassed\w+ | non (?:lo ¦la ¦li )?ripar(?:ate¦iamo)
    rifiut(?:o¦iamo¦ato¦ata) | declin(?:o¦iamo¦ato) | no grazie | non conviene
    lasci(?:ate¦amo) (?:perdere¦stare) | rinunci(?:o¦amo)
    non ne vale la pena | non vale la pena | annull\w+ | rispeditel[oaie] | restituitel[oaie]
    (?:rimandat¦rispedit¦restituit)e\w* indietro | kein bedarf
    ne (?:souhaitons¦voulons¦souhaite¦veut) pas
    rimandatel[oaie] | ritir(?:iamo¦eremo) | senza ripar\w+ | non riparat\w+
    smaltite(?:l[oaie])? | rottamate(?:l[oaie])? | buttatel[oaie]
    (?:potete )?(?:smaltir\w+¦rottamar\w+¦buttar\w+) | troppo (?:caro¦cara¦alto) | non proced\w+
    da smaltire
    (?:preferiamo¦meglio) (?:comprar\w+¦acquistar\w+¦prender\w+)
    ne (?:compriamo¦prendiamo¦acquistiamo) (?:uno¦una¦un)? ?nuov[oa] | nuovo acquisto
    lo lasciamo | la lasciamo
    (?:do not¦don't¦don’t¦not) repair
    don't bother | not interested | leave (?:it¦them¦that one) (?:as is¦as it is¦be)
    (?:makes? no¦doesn't make) sense | no point | call it a day | not viable | uneconomic\w*
    we'll pass | we will pass | (?:going to )?pass on (?:this¦it) | give it a miss
    (?:i ¦we )?declined? | rejected? | no thanks?(?: you)? | no,? thank you | not worth
    too expensive | scrap(?:ped)? | dispos(?:e¦ed) | bin(?:ned)? | bin (?:it¦them)
    recycle (?:it¦them)
    send (?:it¦them) back | return (?:it¦them) (?:unrepaired¦as is) | unrepaired | leave it
    forget it | rather buy | buy (?:a )?new | cancel | nope
    ablehn\w* | lehnen .{0,40}ab | abgelehnt | nein danke | lohnt .{0,20}nicht | zu teuer
    entsorgen | verschrotten | unrepariert | zurücksenden | zurückschicken
    (?:macht¦ergibt) keinen sinn | sehen (?:davon )?ab | nehmen abstand
    lassen (?:sie¦wir) (?:es¦das)
    (?:nicht¦nichts) (?:durchführen¦machen¦ausführen) | rechnet sich nicht
    nicht reparieren | verzichten | kein interesse | neu kaufen | neues gerät | nein | stornieren
    nicht wirtschaftlich
    refus(?:e¦ons¦é¦ée) | déclin(?:e¦ons) | non merci | trop cher | pas la peine | rachet\w+
    pas rentable | (?:ne )?(?:vaut¦valent) pas (?:le coup¦la peine) | on ne répare pas
    laissez(?:-le¦-la)? (?:tomber¦comme ça) | abandonn(?:ons¦ez)
    renvo(?:yer¦yez) | en l'état | sans réparation | détrui(?:re¦sez) | recycl\w+ | renonçons
    jetez
    rechaz(?:o¦amos¦ado) | no,? gracias | no (?:merece¦vale) la pena | demasiado caro
    no (?:nos ¦me ¦les ¦le )?(?:compensa¦interesa¦conviene¦sale a cuenta)
    d[eé]j(?:en¦ad)l[oa]s?(?: como está\w*)? | no (?:lo ¦la ¦los )?repar(?:en¦éis)
    devuélv\w+ | devuelv\w+ | sin reparar | desech\w+ | tir(?:ar¦en)lo | reciclen
    comprar uno nuevo | destruy\w+ | no compensa
    """
)
NO = phrases(
    r"""
    unable | impossibile | unmöglich | impossible | imposible
    non | nn | né | nessun[ao]? | neanche | nemmeno | senza | not | n't | don't | do not | won't
    cannot | can't | no | never | neither | nor | without
    nicht | kein\w* | ohne | weder | ne | n' | pas | plus | aucun\w* | sans | ni | tampoco
    nunca | sin | no
    """
)
CONDITION = phrases(
    r"""
    solo con | only with | nur mit | seulement avec | sólo con | solo si
    a condizione | a patto | purch[éè] | salvo | sempre che | solo se | ma solo
    se (?!possibile¦serve)\w+ | qualora | nel caso | però | prima però | prima di | ma | tuttavia
    sconto | scontare | ribass\w+
    prezzo troppo | potete fare | riuscite a | potreste fare | meno | riduzione
    venirci incontro | garantite | entro (?:il¦la¦fine) | in attesa di | subordinat\w+ | previ[ao]
    subject to | provided | as long as | only if | if (?!possible)\w+ | unless | but | however
    discount | cheaper | lower | reduce | depending | conditional\w* | on condition | once
    before you | waive | free of charge
    vorausgesetzt | sofern | falls | wenn (?!möglich)\w+ | unter der bedingung | vorbehaltlich
    unter vorbehalt | aber | jedoch | rabatt | nachlass | günstiger | sobald | erst wenn | nachdem
    à condition | sous réserve | pourvu que | si (?!possible)\w+ | mais | cependant | remise
    rabais | réduction | moins cher | à moins | toutefois | dès que | geste commercial
    a condición | siempre que | siempre y cuando | si (?!es posible)\w+ | pero | descuento
    rebaja | más barato | salvo | sujeto a | en cuanto | a menos que
    """
)
UNDECIDED = phrases(
    r"""
    (?:devo¦dobbiamo¦vorrei¦vogliamo) (?:prima )?(?:sentire¦chiedere¦verificare¦valutare¦parlarne¦\
      capire) | sent(?:o¦iamo) (?:il ¦con )\w+ | (?:chiedo¦chiediamo) (?:al¦conferma¦\
        a)\w* | giro al cliente
    (?:vi ¦le ¦ti )?(?:faccio¦facciamo¦farò¦faremo) sapere | ci pens\w+ | valut(?:iamo¦eremo¦o)
    attend(?:o¦iamo) (?:la )?(?:conferma¦risposta¦ok¦benestare¦riscontro)
    il cliente (?:deve¦decide¦ci pensa¦non ha)
    presa visione | preso visione | (?:ho¦abbiamo) ricevuto | ricevuto | ne parl\w+
    vi aggiorn\w+ | vediamo | forse | probabilmente | dovrebbe | accetter\w+ | confermer\w+
    (?:i'll¦we'll¦will¦i will¦let me¦need to¦have to¦must) (?:first )?(?:ask¦check¦discuss¦\
      get back¦let you know¦confirm¦consult¦see¦think¦\
        revert)
    (?:rived¦ricalcol¦riconsider¦riformul)\w+ .{0,20}(?:preventivo¦prezz[oi]¦offerta¦cifra)
    (?:revise¦reconsider¦review) .{0,20}(?:quote¦quotation¦estimate¦price¦offer)
    (?:preis¦angebot¦kostenvoranschlag) .{0,20}(?:überarbeiten¦überdenken¦überprüfen)
    (?:revoir¦revoyez¦reconsidérer) .{0,20}(?:devis¦prix¦tarif)
    revis(?:ar¦en¦ad) .{0,20}(?:presupuesto¦precio)
    non .{0,20}ancora (?:\w+ )?(?:decis\w+¦accettat\w+¦rispost\w+¦confermat\w+)
    (?:non lo¦non) (?:so¦sappiamo) | not (?:yet¦sure¦decided) | (?:haven't¦have not) .{0,20}decided
    undecided | noch nicht | nicht sicher | pas encore | pas sûrs? | (?:todavía¦aún) no
    (?:please¦pls¦can you¦could you) confirm | bitte bestätigen sie
    (?:veuillez¦merci de) confirmer
    in corso di | in valutazione | in approvazione | under review | in prüfung | en cours de
    get back to you | let you know | waiting for | awaiting | considering | think about | maybe
    perhaps | probably | would accept | might | received your | forwarded to
    rücksprache
    (?:muss¦müssen¦werde¦werden) .{0,30}(?:klären¦fragen¦prüfen¦melden¦besprechen¦entscheiden)
    melde(?:n)? (?:mich¦uns) | geben bescheid | vielleicht | eventuell | überlegen | würden
    wahrscheinlich | zur kenntnis | erhalten
    (?:dois¦devons¦allons¦vais) .{0,30}(?:demander¦voir¦vérifier¦consulter¦réfléchir)
    reviens? vers vous | reviendrons vers vous | tiendrons? (?:au courant¦informés?) | peut-être
    accepterions | bien reçu | attendons | en attente | sans doute
    (?:tengo que¦tenemos que¦debo¦debemos¦voy a¦vamos a) .{0,30}(?:consultar¦preguntar¦comprobar¦\
      hablar¦pensar) | (?:les¦os¦le) (?:diremos¦digo¦avisamos¦aviso¦confirmo¦\
        confirmaremos) | quizás? | tal vez | recibido | aceptaríamos | esperamos
    """
)
HARMLESS = phrases(
    r"""
    quando | entro quando | in che data | tempi | when | how soon | what time | wann | wie lange
    quand | délai | cuándo | cuando | plazo | fattura\w* | invoice | rechnung | facture | factura
    """
)
ONLY = phrases(
    r"""
    sol[oa](?:mente)? | soltanto | only | just | nur | lediglich | uniquement | seulement | sólo
    solo | solamente | únicamente
    """
)
REST = phrases(
    r"""
    (?:gli ¦le ¦l'¦i )?altr[aoie](?: (?:due¦tre¦quattro))? | il resto | rest[oa]nt[ei]
    (?:the )?others?(?: (?:one¦two¦three¦units?))? | (?:the )?rest | remaining
    (?:die ¦der ¦das ¦den )?(?:anderen?¦restlichen?¦übrigen?)(?: (?:beiden¦zwei¦drei))? | l'autre
    (?:les )?autres | le reste | (?:l[oa]s )?otr[oa]s?(?: (?:dos¦tres))? | el resto
    """
)
THANKS = whole(
    r"""
    (?:ok¦okay¦va bene¦bene¦perfetto¦sì¦si¦yes¦fine¦ja¦oui¦sí¦vale)?[ ,.!]*(?:(?:molte ¦tante ¦\
      mille ¦many ¦vielen ¦besten ¦muchas )?(?:grazie¦thanks¦thank you¦thx¦danke¦dank¦merci¦\
        gracias)(?: mille¦ a lot¦ beaucoup)?)[ ,.!]*(?:\w+[ .!]*)?
    """
)
BARE = whole(
    r"""
    (?:ok¦okay¦va bene¦ok,? va bene¦sì¦si¦yes¦ja¦oui¦sí¦d'accord¦d'accordo¦vale¦fine)[ .,!]*
    """
)
JOKE = phrases(
    r"""
    keine? (?:ablehnung¦absage)\w* | nessun rifiuto | niente rifiut\w* | no rejection
    not (?:a )?(?:declin\w+¦rejection) | pas de refus | ningún rechazo | non rifiut\w+
    nicht ablehnen | don't decline
    (?:nessun ¦niun )problem[ai](?! a)? | nessuna obiezione | no (?:problems?¦objections?)
    kein problem | keine einwände | (?:pas de ¦aucun )problème | aucune objection
    (?:ningún ¦sin )problemas? | sin objeciones
    """
)


QUOTE_WORDS = phrases(
    r"""
    preventiv[oi] | quotazion[ei] | offerta | stima | estimate | quot(?:e¦ation)
    kostenvoranschlag | angebot | kv | devis | presupuesto | cotización
    """
)
ASKS_TO_ACCEPT = phrases(
    r"""
    per accettare | accettare o rifiutare | rispond\w+ .{0,30}accett\w+ | to accept or decline
    i accept | annahme oder ablehnung | accepter ou refuser | aceptar o rechazar | ACCETTO | ACCEPT
    """
)
