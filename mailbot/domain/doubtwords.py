"""The words that keep an answer open: conditions, deferral, receipt, and "but"."""

from mailbot.domain.phrases import phrases

CONDITION = phrases(
    r"""
    (?:for¦at) half | half (?:the )?price | metà | hälfte | moitié | mitad
    before (?:i¦we) \w+ | bevor (?:ich¦wir) \w+
    avant (?:que¦d'accepter¦de (?:dire¦valider¦décider))
    antes de (?:decir¦aceptar¦decidir¦aprobar)
    gratis | gratuit\w* | kostenlos\w* | kostenfrei\w* | for free | at no (?:cost¦charge)
    (?:senza¦sin) (?:costi¦spese¦addebito¦coste¦cargo) | sans frais | ohne (?:kosten¦berechnung)
    (?<!è\s)(?<!est\s)(?<!está\s)(?<!not\s)(?<!plus\s)(?<!più\s)(?<!longer\s)(?<!mehr\s)\
      (?:in¦sotto¦under¦auf¦unter¦sous¦en) (?:garanzia¦warranty¦garantie¦garantía)
    (?:when¦quando¦quand¦cuando) (?:il¦the¦our¦my¦le¦notre¦el¦mi¦nuestro) (?:client\w*¦customer¦\
      boss)
    quando (?:avr\w+¦arriv\w+¦ricev\w+) | when you (?:have¦get¦receive) | lorsque | quand vous
    cuando (?:tengan¦reciban¦llegue) | free (?:shipping¦delivery) | kostenlose[rmn]? \w+
    solo con | only with | nur mit | seulement avec | sólo con | solo si | a condizione | a patto
    purch[éè] | salvo | sempre che | solo se | ma solo | se (?!ne )\w+ | qualora | nel caso
    in tal caso | prima di (?:\w+ )?\w+r(?:e¦vi¦l[oaie]¦ci¦mi) | con (?:la )?riserva | con riserve
    sconto | scontare | scontat[oaie] | ribass\w+ | sempreché | ammesso che | eccetto che
    prezzo troppo | potete fare | riuscite a | potreste fare | (?<!a\s)meno | riduzione
    venirci incontro
    garantite | entro (?:il¦la¦fine) | in attesa di (?!vostr) | subordinat\w+ | previ[ao]
    subject to | provid(?:ed¦ing) | as long as | only if | if \w+ | unless | whether | discount\w*
    cheaper | lower | reduce | depending | conditional\w* | on condition | once | assuming
    before you | waive | free of charge | with (?:\w+ )?reservations? | under (?:protest¦reserve)
    vorausgesetzt | sofern | falls | wenn \w+ | unter der bedingung | vorbehaltlich
    (?:unter¦mit) vorbehalt | rabatt | nachlass | günstiger | sobald | erst wenn | nachdem | ob
    à condition | sous (?:toute )?réserves? | avec (?:des )?réserves? | pourvu que | si \w+
    s'ils? | remise | rabais | réduction | moins cher | à moins | dès que | geste commercial
    à supposer | a condición | siempre que | siempre y cuando | descuento | con reservas?
    previ[ao] | rebaja | más barato | sujet[oa]s? a | en cuanto | a menos que
    (?:solo¦soltanto¦only¦erst¦seulement¦sólo) (?:dopo¦after¦nach¦après¦después¦una volta¦when¦\
      quando¦quand¦cuando)
    (?:non )?appena | nicht vor
    """
)
# Wishes that make no condition of a "but".
HASTE = phrases(
    r"""
    fate presto | in fretta | urgen\w+ | mi raccomando | hurry | quick\w* | asap | be careful
    schnell | beeil\w+ | dringend | vite | rapid\w* | rápid\w* | prisa | zügig | subito
    al più presto | bitte bald
    """
)
# The yes or no holds until something happens: neither is said yet.
UNTIL = phrases(
    r"""
    finch[éè] | fino a(?: quando)? | fin quando | prima (?:di¦che¦del¦della¦d') | per ora
    per il momento | al momento | until | till | before | for now | for the moment | at the moment
    at this stage | unless | right now | just now | bis | bevor | vor(?= (?:montag¦dem¦der¦ende))
    vorerst | vorläufig | derzeit | zur zeit | im moment | momentan | jusqu'[àa]\w* | avant
    pour (?:le moment¦l'instant) | tant que | hasta | antes de(?:l)? | por ahora | de momento
    por el momento | mientras | zunächst
    """
)
UNDECIDED = phrases(
    r"""
    (?:stiamo¦sto) (?:valut¦pens¦consider¦ragion)ando | valorando | estudiando | sopesando
    (?:zustimmung¦freigabe¦annahme¦licht¦approval¦acceptance¦light¦go-ahead¦benestare¦accettazione¦\
      approvazione¦accord¦acceptation¦aceptación¦conformidad) (?:\w+ ){0,2}(?:folgt¦kommt¦will¦\
      shall¦follows?¦to follow¦seguirà¦arriv\w+¦suit¦suivra¦viendra¦seguirá¦llegará)
    (?:will¦shall¦\w+'ll) (?:\w+ )?(?:communicate¦give¦send) (?:\w+ )?(?:our¦my) (?:approval¦\
      accept\w+)
    (?:ferons¦ferai) part
    (?:solo¦only¦erst¦seulement¦sólo) (?:on )?(?:lun\w+¦mar\w+¦mon\w+¦tue\w+)
    erwägen | denken (?:\w+ )?(?:darüber )?nach | réfléchis\w+ | envisage\w* | hésit\w+
    come no | yeah,? right | ben voyons | puis quoi encore | sonst noch wünsche | sí,? hombre
    (?:non¦not¦nicht¦no¦n'ai pas¦haven't¦didn't) (?:\w+ )?(?:detto¦said¦say¦gesagt¦dicho¦dit) \
       (?:che¦that¦dass¦que¦we¦i)
    (?:l'altr[oa]¦un altr[oa]¦the other¦das andere¦l'autre¦el otro) (?:preventivo¦offerta¦quote¦\
      quotation¦estimate¦angebot¦devis¦presupuesto) | era un altr[oa] | not the (?:quote¦one)
    (?:devo¦dobbiamo¦vorrei¦vogliamo) (?:prima )?(?:sentire¦chiedere¦verificare¦valutare¦\
      parlarne¦capire)
    sent(?:o¦iamo) (?:il ¦con )\w+ | (?:chiedo¦chiediamo) (?:al ¦conferma¦a )\w*
    (?:aspett¦attend)(?:o¦iamo)(?! vostr) (?:\w+ ){0,2}(?:benestare¦ok¦conferma¦approvazione¦\
      risposta)
    \w+'d (?:\w+ )?(?:accept¦agree¦approve¦consider¦repair¦proceed) | bestätigen sie
    in linea di (?:massima¦principio) | in principle | (?:sur le¦en) principe | im prinzip
    grundsätzlich | en principio | a priori | no (?:sé¦sabemos) | ne (?:sais¦savons¦sait)
    (?:weiß¦wissen) (?:\w+ )?nicht | \w+n't know | do not know | o (?:non¦no) \w+ | o meno
    or not | oder nicht | ou non | (?:lo ¦la )?gir(?:o¦iamo) al \w+ | non è che
    (?:not¦it's not) that | nicht dass | no es que
    (?:vi ¦le ¦ti )?(?:faccio¦facciamo¦farò¦faremo) sapere | ci pens\w+ | valut(?:iamo¦eremo¦o)
    attend(?:o¦iamo) (?:la ¦l'¦il )?(?:conferma¦risposta¦ok¦benestare¦riscontro¦approvazione¦\
      client\w)
    (?:aspett¦attend)(?:o¦iamo) (?:il ¦i ¦che (?:il ¦la )?)(?:client\w¦capo¦direzione¦titolare)
    il cliente (?:deve¦decide¦ci pensa¦non ha (?:ancora¦deciso))
    (?<!non\s)(?:aspettate¦attendete) | in sospeso | presa visione | preso visione
    (?<!se\s)ne parl\w+
    prendiamo atto(?! che) | speriamo che | sper(?:o¦iamo) | vi aggiorn\w+ | vediamo | forse
    probabilmente | dovrebbe(?:ro)? | accetter\w+ | confermer\w+ | accetterem\w+
    vi dic(?:o¦iamo) | vi richiam\w+ | (?:pronti¦disposti) (?:ad?¦a) | vorremmo prima
    (?:i'll¦we'll¦will¦i will¦let me¦need to¦have to¦must) (?:first )?(?:ask¦check¦discuss¦\
      get back¦let you know¦confirm¦consult¦see¦think¦decide¦revert)
    (?:rived¦ricalcol¦riconsider¦riformul)\w+ .{0,20}(?:preventivo¦prezz[oi]¦offerta¦cifra)
    (?:revise¦reconsider¦review) .{0,20}(?:quote¦quotation¦estimate¦price¦offer)
    (?:preis¦angebot¦kostenvoranschlag) .{0,20}(?:überarbeiten¦überdenken¦überprüfen)
    (?:revoir¦revoyez¦reconsidérer) .{0,20}(?:devis¦prix¦tarif)
    revis(?:ar¦en¦ad) .{0,20}(?:presupuesto¦precio) | (?:non¦nessun\w*) .{0,20}ancora
    ancora (?:non¦nessun\w*¦niente) | (?:non lo¦non) (?:so¦sappiamo)
    not (?:yet¦sure¦decided¦certain) | \w+n't .{0,20}(?:yet¦decided)
    (?:haven't¦have not¦not¦nobody¦none) .{0,30}(?:decided¦yet) | yet to (?:\w+) | undecided
    noch (?:nicht¦kein\w*¦niemand) | nicht sicher | pas encore | encore pas | pas sûrs?
    (?:todavía¦aún) (?:no¦nadie) | no .{0,20}(?:todavía¦aún)
    (?:please¦pls¦can you¦could you) confirm | bitte bestätigen sie
    bitte (?:\w+ )?um (?:bestätigung¦geduld) | (?:veuillez¦merci de) (?:\w+ )?confirmer
    in corso di | in (?:fase di )?(?:valutazione¦approvazione) | under review | in prüfung
    en cours de | (?:get¦come) back to you | let you know | waiting for | awaiting | wait for
    considering | think about | hold (?:off¦on¦fire) | (?<!n't\s)(?:please )wait | on hold
    (?:in )?stand-?by | pending | maybe | perhaps | probably
    would (?:\w+ )?(?:accept¦approve¦agree¦go) | might | forwarded to | hopefully
    ready to accept | (?:willing¦prepared) to | we hope | rücksprache | abwarten | warten sie
    hoffen | (?:wir ¦bitte )warten
    (?:muss¦müssen¦müssten¦werde¦werden) .{0,30}(?:klären¦fragen¦prüfen¦melden¦besprechen¦\
      entscheiden)
    klären (?:das¦es¦noch) | melden? (?:mich¦uns) | geben bescheid | vielleicht | eventuell
    überlegen | würden | (?:kunde¦chef¦kundin) (?:\w+ )?(?:entscheidet¦überlegt¦prüft)
    wahrscheinlich | zur kenntnis | bereit,? (?:\w+ ){0,3}anzunehmen
    leit(?:e¦en) (?:das ¦es )?(?:\w+ ){0,3}weiter
    (?:dois¦devons¦allons¦vais) .{0,30}(?:demander¦voir¦vérifier¦consulter¦réfléchir)
    reviens? vers vous | reviendrons vers vous | tiendrons? (?:au courant¦informés?) | peut-être
    accepteri(?:ons¦ez) | attendons | en attente | sans doute | (?:attendre¦attendez) | prêts? à
    transmets au | soumets | je vous redis | espérons
    (?:tengo que¦tenemos que¦debo¦debemos¦voy a¦vamos a) .{0,30}(?:consultar¦preguntar¦\
      comprobar¦hablar¦pensar)
    (?:les¦os¦le) (?:diremos¦digo¦avisamos¦aviso¦confirmo(?! que)¦confirmaremos) | quizás? | tal vez
    aceptaríamos | (?:lo )?consult(?:o¦amos¦aré) | esperamos | esper(?:o¦en¦ad) | dispuest[oa]s? a
    pendientes? | a la espera
    """
)
# They say that the quote is here, and nothing of it.
RECEIVED = phrases(
    r"""
    ricevut[oaie] | (?:ho¦abbiamo) (?:ricevuto¦letto¦visto) | received(?: your)? | noted
    got (?:it¦your) | erhalten | eingegangen | bekommen | bien reçu | reçue?s? | recibid[oa]s?
    letto | gelesen | lu | arrivat[oa] | vist[oa]
    """
)
# Questions that take nothing back: when, and the invoice.
HARMLESS = phrases(
    r"""
    quando | entro quando | in che data | tempi | when | how soon | what time | wann | wie lange
    quand | délai | cuándo | cuando | plazo | fattura\w* | invoice | rechnung | facture | factura\w*
    how long | quanto tempo | combien de temps | cuánto tiempo
    """
)
