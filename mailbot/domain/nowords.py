"""The words of no, in five languages: refusals, what negates, and what only looks like it."""

from mailbot.domain.phrases import phrases, whole
from mailbot.domain.scrapwords import BACK, SCRAP

DECLINE = phrases(
    rf"""
    {SCRAP}
    {BACK}
    (?:ne )?facci(?:o¦amo) a meno | do without(?: it)? | not a chance | auf keinen fall
    en aucun cas
    in nessun caso | in keinem fall | on s'en passera | prescindimos | non se ne parla
    (?:neanche¦manco¦nemmeno) per (?:idea¦sogno¦scherzo¦niente) | ma anche no
    (?:compro¦compriamo¦compra¦prendo¦prendiamo) (?:\w+ )?(?:nuov[oaie]¦il nuovo)
    hard pass | not happening | no chance | dream on | no,? ta | skip (?:it¦this¦that)
    count us out
    too rich for | (?:\w+n't¦hardly) (?:really )?worth | (?:buy¦get) (?:\w+ ){{0,2}}new(?: ones?)?
    lass(?:en)? ma(?:s¦l)?
    lass(?:en¦t)? (?:wir ¦sie )?'?s? ?(?:es ¦das )?(?:lieber ¦gut sein¦bleiben)
    (?:das ¦es )?lassen wir (?:es ¦das )?(?:lieber¦bleiben¦besser) | lassen sie'?s gut sein
    (?:von )?(?:einer¦der) reparatur (?:\w+ )?abs(?:eh¦ähe)\w* | lassen wir lieber
    (?:kommt (?:\w+ ){{0,3}})?nicht in betracht | rechnet sich (?:\w+ ){{0,3}}nicht
    kein(?:e¦en)? (?:auftrag¦reparatur\w*¦freigabe¦beauftragung¦instandsetzung)
    krieg(?:e¦en) (?:\w+ ){{0,2}}neue[sn]? | totalschaden
    ne (?:donner\w+¦donnons) pas (?:de )?suite | n'irons pas plus loin | refus(?=(?: d\w+)?\b)
    sans façon | c'est non | autant (?:en )?(?:acheter¦racheter¦prendre)
    (?:préf[eè]r\w+) (?:\w+ ){{0,2}}(?:neuf¦nouveau) | (?:n')?irréparable
    ni (?:hablar¦loc[oa]¦muert[oa]¦por asomo) | ni (?:de¦en) (?:coña¦broma)
    pas(?:o¦amos)(?=\W*$) | pas(?:o¦amos) de (?:ello¦esto¦repararl?[oa]?) | desist(?:e¦imos¦o)
    rechazar(?:l[oa]s?)? | compr(?:o¦amos) (?:\w+ )?(?:nuevo¦nueva) | va a ser que no
    nicht mehr (?:benötigt¦gebraucht¦nötig) | brauchen (?:wir ¦es ¦sie )?nicht mehr
    non (?:ci )?serv(?:e¦ono) più | non (?:è ¦sono )?più necessari\w | no longer (?:needed¦required)
    plus besoin | ya no (?:hace falta¦l[oa]s? necesit\w+)
    geht (?:gar )?nicht | nicht interessiert | (?:wollen¦möchten) (?:die ¦eine )?reparatur nicht
    non (?:siamo¦sono¦è) interessat\w | pas intéressée?s? | no (?:estamos¦está) interesad[oa]s?
    non (?:ci ¦mi ¦vi ¦gli ¦le )?(?:conviene¦convengono¦interessa\w*)
    così (?:com'è¦come (?:sono¦sta\w*¦è)) | as is | as it is | tal cual
    so wie (?:es¦sie) (?:ist¦sind) | tal y como está\w* | sans (?:le¦la¦les) réparer
    sin reparar(?:l[oa]s?)? | lasciatel[oaie]? (?:così¦com'è¦come sta\w*) | diniego | respint[oa]
    respingiamo | non (?:fate¦se ne fa) (?:nulla¦niente) | soprassed\w+ | bocciat[oa]
    rifiut(?:o¦iamo¦at[oaie]¦a¦are) | declin(?:o¦iamo¦at[oaie]¦are) | no grazie
    lasci(?:ate¦amo) (?:perdere¦stare) | rinunci(?:o¦amo¦are¦a¦ato) | non ne vale la pena
    non vale la pena | annull\w+ | rispeditel[oaie] | restituitel[oaie]
    (?:rimanda¦rispedi¦restitui)te\w* | kein bedarf | (?:contrari¦contrario) (?:a¦alla¦al)
    ne (?:souhaitons¦voulons¦souhaite¦veut) pas | rimandatel[oaie] | ritir(?:iamo¦eremo)
    senza ripar\w+ | non riparat\w+ | smaltit[ei](?:l[oaie])? | rottam(?:ate¦i)(?:l[oaie])?
    butta(?:te(?:l[oaie])?¦tel[oaie]) | (?:potete )?(?:smaltir\w+¦rottamar\w+¦buttar\w+)
    troppo (?:caro¦cara¦alt[oa]¦cari¦care) | da (?:smaltire¦buttare¦rottamare)
    (?:preferi\w+¦meglio) (?:comprar\w+¦acquistar\w+¦prender\w+)
    ne (?:compriamo¦prendiamo¦acquistiamo) (?:uno¦una¦un)? ?nuov[oa] | nuovo acquisto
    (?:lo¦la¦li¦le) (?:lasciamo¦buttiamo¦rottamiamo¦smaltiamo) | don't bother | not interested
    leave (?:it¦them¦that one) (?:as is¦as it is¦be) | (?:makes? no¦doesn't make) sense | no point
    call it a day | not viable | uneconomic\w* | we'll pass | we will pass
    (?:going to )?pass on (?:this¦it) | give it a miss | (?:i ¦we )?declin(?:ed¦e¦es¦ing)
    reject(?:ed¦s)? | refused? | no thanks?(?: you)? | no,? thank you | not worth
    decided against | against (?:it¦the repair¦repairing) | turn(?:ed)? (?:it ¦this )?down
    too (?:expensive¦dear¦much) | scrap(?:ped)? | dispos(?:e¦ed) | bin(?:ned)? | bin (?:it¦them)
    recycle(?:d¦ it¦ them)? | (?:send¦ship) (?:\w+ ){{0,2}}back | return (?:it¦them¦the \w+)
    unrepaired | without repair(?:ing)? | ohne reparatur | leave it | junk (?:it¦them)
    throw (?:it¦them) (?:away¦out) | forget it | rather buy | buy (?:a )?new | cancel(?:led)?
    nope | withdraw | ablehn\w* | lehnen? .{{0,40}}ab | abgelehnt | nein danke
    lohnt .{{0,20}}nicht
    zu (?:teuer¦hoch) | entsorg(?:en¦t) | verschrotten | verschrottet | unrepariert\w*
    zurück ?senden | zurück ?schicken | (?:macht¦ergibt) keinen sinn | sehen (?:davon )?ab
    nehmen abstand | (?:dagegen¦gegen die reparatur) | lassen (?:sie¦wir) (?:es¦das) | absage
    wegwerfen | wegschmeißen | verschrotte | rechnet sich nicht | schicken sie .{{0,40}}zurück
    senden sie .{{0,40}}zurück | verzichte[nt]? | kein interesse | neu kaufen | neues gerät | nein
    stornieren | storniert | nicht wirtschaftlich | unwirtschaftlich | sehen (?:\w+ ){{0,3}}ab
    nicht (?:er)?(?:gewünscht¦wünscht) | kommt (?:\w+ ){{0,3}}nicht in frage | no-?go | no go
    no way | out of the question | not (?:wanted¦required) | fuori discussione | neanche per sogno
    non (?:è )?(?:desiderat¦richiest)[oa] | pas question | (?:certainement¦sûrement) pas
    sans suite | ne (?:ferons¦faisons) pas (?:la réparation¦réparer¦faire) | hors de question
    en ningún caso | no (?:es )?desead[oa] | refus(?:e¦ons¦ée?s?¦er) | déclin(?:e¦ons) | non merci
    trop (?:cher¦élevé) | pas la peine | rachet\w+ | pas rentable
    (?:ne )?(?:vaut¦valent) pas (?:le coup¦la peine)
    laiss(?:ez¦e¦ons)(?:-l[ea]s?)? (?:tomber¦comme ça) | abandonn(?:ons¦ez) | renvo(?:yer¦yez)
    en l'état | sans réparation | détrui(?:re¦sez) | recycl\w+ | renon(?:çons¦ce) | jetez
    (?:met\w+(?:-l[ea]s?)? )?au rebut | retourn(?:er¦ez) | tel quel | rejet(?:é¦ons)
    rechaz(?:o¦amos¦ad[oa]s?) | no,? gracias | no (?:merece¦vale) la pena
    demasiado (?:caro¦alto)
    no (?:nos ¦me ¦les ¦le )?(?:compensa¦interesa¦conviene¦sale a cuenta)
    d[eé]j(?:en¦ad)l[oa]s?(?: como está\w*)? | renunciamos | declinamos | devuélv\w+ | devuelv\w+
    sin reparar | desech\w+ | tir(?:ar¦en¦ad)(?! (?:adelante¦para¦hacia))(?:l[oa]s?)?
    recicl(?:en¦ad)
    comprar (?:\w+ )?nuev[oa]s? | destruy\w+ | anul(?:en¦amos¦ar) | no procede
    """
)
# After a yes these tell only where the repaired unit goes: `riparate e rispedite`.
RETURNING = whole(
    r"""
    (?:rimanda¦rispedi¦restitui)te\w* | rispedit\w+ | restituit\w+ | rimandat\w+ | ritir\w+
    (?:send¦ship¦give) .* | return .* | zurück.* | (?:schicken¦senden) sie .* | renvo\w+
    retourn\w+
    devu\w+ | devuélv\w+ | devol\w+ | (?:ridate¦rendete)\w* | rende[zr]\b.* | um rücksendung
    """
)
# A complaint that a plain yes after a "but" outweighs: `troppo caro, ma procedete`.
COMPLAINT = phrases(
    """
    troppo \\w+ | too \\w+ | zu (?:teuer¦hoch) | trop (?:cher¦élevé) | demasiado \\w+
    uneconomic\\w* | nicht wirtschaftlich | unwirtschaftlich | pas rentable | non conviene
    not worth | no compensa
    """
)
# What follows a yes and turns it round: `autorizziamo lo smaltimento`.
ENDING = phrases(
    r"""
    smaltimento | rottamazione | restituzione | distruzione | annullamento
    disposal | scrapping | destruction | cancellation | recycling
    entsorgung | verschrottung | rücksendung | vernichtung | stornierung
    mise au rebut | destruction | recyclage | renvoi | annulation
    desguace | eliminación | devolución | reciclaje | destrucción | anulación
    """
)
# These negate the word of yes or no they stand by.
NOT = phrases(
    r"""
    unable | impossibile | unmöglich | impossible | imposible | fail(?:ed)? to
    non | nn | neanche | nemmeno | neppure | not | n't | do not | cannot | no | never | mai
    \w+n't | nicht | ne | n'\w+ | pas | plus | jamais | mica | manco | tampoco | nunca | no
    """
)
# Pronouns of nothing: they negate wherever they stand in the clause. `We accept neither`.
NONE = phrases(
    r"""
    né | nessun[ao]? | niente | neither | nor | none | nobody | no one | no-one | nothing
    kein\w* | weder | niemand | nichts | aucune?s? | personne | rien | ni | ningun[oa]s? | ningún
    nadie | nada
    """
)
# Their reach is the next word or two: `senza accettare`.
WITHOUT = phrases("senza | without | ohne | sans | sin")
# `Ni uno ni otro`: a no to every unit of the quote.
NEITHER = phrases(
    r"""
    né l'uno né l'altro | nessuno dei (?:due¦tre¦quattro)
    (?:neither¦none)(?: one)?(?: of (?:them¦the (?:two¦units¦three)¦these))?
    weder das eine noch das andere | weder noch | kein(?:s¦es¦er¦e)?(?: von)? (?:beiden?¦den beiden)
    keine?s? (?:davon¦der (?:beiden¦geräte¦drei)) | keines | keins
    ni l'une? ni l'autre | aucune? des (?:deux¦trois) | aucun
    ni (?:lo ¦el ¦la )?un[oa] ni (?:lo ¦el ¦la )?otr[oa] | ningun[oa](?: de (?:los¦las) \w+)?
    """
)
# They look like a no, or like a doubt, and say neither.
IDIOM = phrases(
    r"""
    keine? (?:ablehnung¦absage)\w* | nessun rifiuto | niente rifiut\w* | no rejection
    not (?:a )?(?:declin\w+¦rejection) | pas de refus | ningún rechazo | non rifiut\w+
    nicht ablehnen | lehnen .{0,20}nicht ab | don't decline | no rechaz\w+ | (?:ne )?refusons pas
    (?:(?:non¦nicht¦not¦no¦ne¦n'\w+¦don't) (?:\w+ ){0,3})?(?:nessun[ao]?¦niente¦nulla¦no¦any¦\
      kein\w*¦nichts¦pas d[e']¦aucune?¦rien¦ningún¦ninguna¦sin¦sans¦senza¦without¦ohne¦\
      zero)\s?(?:altr[oaie] ¦further ¦particolar[ei] ¦weitere[nr]? ¦autre )?(?:problem[aei]?s?¦\
      obiezion[ei]¦objections?¦dubbi[o]?¦doubts?¦zweifel¦doute¦dudas?¦riserv[ae]¦reservations?¦\
      vorbehalte?¦réserves?¦reservas?¦einwände?¦bedenken¦objeci(?:ón¦ones)¦inconvenientes?¦\
      inconvénients?¦issues?¦concerns?¦worries¦rush¦hurry¦fretta¦eile¦urgenc[ey]¦prisa¦questions?¦\
      fragen¦domand[ae]¦preguntas?¦problème¦souci¦in contrario¦contraire¦dagegen¦contre¦en contra¦\
      against¦da aggiungere¦to add¦hinzuzufügen¦à ajouter¦einzuwenden¦eccepire¦ridire¦redire)
    (?:non¦no) (?:ci sono ¦c'è ¦abbiamo ¦ho ¦vediamo ¦vedo ¦hay ¦tenemos ¦\
      vemos )(?:\w+ )?(?:problem[aei]¦obiezion[ei]¦dubbi[o]?¦riserve¦inconvenientes?¦problemas?¦\
      objeci\w+¦difficoltà¦ostacoli)
    no hay (?:más )?(?:problema¦inconveniente)
    (?:do not¦don't) have any (?:objections?¦problems?)
    ne voyons (?:pas ¦aucun )(?:d')?(?:inconvénient¦objection)
    il n'y a pas de (?:problème¦souci)
    (?:non¦nicht¦no) (?:vedo¦vediamo) (?:perché no¦l'ora)(?: di)? | why not | warum nicht
    pourquoi pas | perché no | por qué no | (?:can't¦cannot) wait(?: any longer)? | senza indugio
    without delay | können (?:es )?kaum erwarten
    (?:vivement¦sin demora¦ohne verzögerung¦sans délai)
    (?:don't¦do not) worry(?: about (?:the )?\w+)? | non (?:vi )?preoccupa\w+ | keine sorge
    (?:non esit\w+¦do not hesitate¦don't hesitate)(?: a¦ to)?(?: \w+)? | zögern sie nicht
    n'hésitez pas(?: à \w+)? | no duden?(?: en \w+)? | wenn möglich | if possible | se possibile
    si possible | si es posible | falls möglich
    (?:non )?appena (?:possibile¦potete¦riuscite¦vi è possibile) | as soon as (?:possible¦you can)
    so ?bald (?:wie )?(?:möglich¦es geht) | dès que (?:possible¦vous pouvez)
    (?:en cuanto¦tan pronto como) (?:sea posible¦puedan¦podáis) | lo antes posible | au plus vite
    (?:se¦if¦falls¦wenn¦si)\b[^,.;?!]{0,30}\b(?:serve¦servono¦bisogno¦need¦require¦brauchen¦\
      benötigen¦besoin¦faut¦necesit\w+¦questions?¦fragen¦domande¦dudas)
    why not | what else | (?:meglio¦better) (?:tardi¦late) (?:che mai¦than never)
    (?:no need¦pas besoin¦inutile¦non (?:serve(?! più)¦occorre¦c'è bisogno)¦nicht (?:nötig¦\
      notwendig)¦(?<!ya\s)no hace falta¦no es necesario)(?![^,.;?!]{0,40}(?:r[ie]par¦répar¦fix¦\
      intervent¦proc[eé]d))[^,.;?!]*
    not (?:really ¦very ¦too )?(?:happy¦pleased) | nicht (?:sehr )?zufrieden
    macht (?:nichts¦nix) | non fa niente | never mind | ça ne fait rien | pas grave | no pasa nada
    (?:anche se¦even (?:if¦though)¦auch wenn¦même si¦aunque) (?:(?:è¦it's¦it is¦es¦das¦c'est¦sea¦\
      un¦\
      a¦bit¦po'¦ein¦poco¦peu¦quite¦ziemlich¦molto¦sehr¦very¦très¦muy¦der¦il¦the¦le¦el¦preis¦prezzo¦\
      price¦prix¦precio¦is¦est) ){0,5}(?:car[oaie]¦alt[oaie]¦expensive¦pricey¦dear¦steep¦high¦\
      teuer¦\
      hoch¦cher¦élevé)(?: ist)?
    at once | once (?:again¦more) | other than that | apart from that | per il resto | ansonsten
    à part ça | por lo demás | (?:on¦d'altra) (?:the other hand¦parte) | d'ailleurs | altrimenti
    """
)
# A will put as a double no: what follows is said as a yes.
NO_CHOICE = phrases(
    r"""
    non (?:ci ¦vi ¦mi )?(?:resta¦rimane¦possiamo¦posso¦abbiamo¦\
      c'è) (?:altro )?(?:da fare )?(?:altr\w+ ¦scelta ¦alternativa )?che
    (?:have ¦has )?no (?:other )?(?:choice¦option¦alternative) (?:but ¦than )(?:to)? | cannot but
    can only | (?:keine andere wahl¦bleibt (?:uns )?nichts anderes übrig),? als(?: zu)? | nur noch
    n'(?:avons¦ai) pas d'autre choix que(?: de)? | ne pouvons qu'
    no (?:tenemos¦nos queda) (?:más remedio¦otra)(?: opción)? que
    """
)
