"""What sort of mail a person's mail is: by what it answers and by what its words ask."""

from dataclasses import dataclass

from mailbot.domain.answers import accepts_by_name
from mailbot.domain.approaches import is_code
from mailbot.domain.inquiries import asks_prices, says_nothing
from mailbot.domain.intent import Kind
from mailbot.domain.phrases import phrases
from mailbot.domain.symptoms import is_symptom, is_vague

_STATUS = phrases(
    r"""
    novità | (?:a che¦in che) (?:punto¦stato)
    (?<!dopo\sl')(?<!dopo\sl’)(?<!ultimo\s)(?<!dopo\sun\s)(?<!durante\sl')aggiornament[oi](?!\s(?:firmware¦software¦alla¦del¦\d))
    quando (?:me¦ce¦mi¦ci¦lo¦la¦li¦le) \w+ | a che stadio
    (?:avevate¦avete) (?:scritto¦detto¦promesso¦garantito) | (?:segn[oi]¦cenn[oi]) di vita
    (?:terza¦quarta¦quinta¦ennesima) (?:volta¦mail¦richiesta) | (?:non )?(?:si )?sa (?:più )?nulla
    (?:you ¦your colleague )?(?:said¦promised¦told us) .{0,20}(?:monday¦tuesday¦wednesday¦thursday¦\
      friday¦week¦days?¦soon) | signs? of life | (?:third¦fourth¦second) time (?:of asking¦i¦we¦now)
    (?:i¦we) (?:wrote¦called¦emailed) on | (?:getting¦going) nowhere | radio silence
    lebenszeichen | (?:sie )?hatten .{0,30}(?:versprochen¦zugesagt¦gesagt)
    (?:dritte¦zweite) (?:mal¦anfrage)
    signe de vie | (?:aviez¦avez) (?:dit¦promis¦annoncé)
    (?:troisième¦deuxième) (?:fois¦message¦relance)
    señales de vida | (?:dijisteis¦dijeron¦prometi\w+) | (?:tercera¦segunda) vez
    (?:has¦have) .{0,60}(?:left (?:your¦you)¦gone out¦been (?:sent¦shipped¦repaired¦dispatched¦\
      looked))
    wie (?:steht'?s¦steht es¦schaut'?s aus¦sieht'?s aus) | (?:è¦e'¦e) (?:già )?arrivat[oaie]
    (?:third¦fourth¦fifth¦second) (?:mail¦e-mail¦email¦message¦request) | (?:want¦need) a date
    (?:está¦están) (?:ya )?(?:arreglad¦repar)\w+ | llev(?:o¦amos) (?:\w+ )?esperando
    (?:in che¦a quale¦a che) (?:fase¦stadio¦punto) | come procede | che ne è (?:di¦del)
    ancora (?:niente¦nulla)
    (?:voglio¦datemi¦vorrei) una data
    what(?:ever)? (?:has )?(?:happened¦become) (?:to¦of) | where are we (?:with¦on)
    was (?:ist (?:mit¦aus)¦wurde aus) | qu'en est-il | que devien\w+
    qué (?:ha pasado¦hay) (?:con¦de)
    any (?:movement¦progress¦joy¦luck) | (?:is¦are) there any .{0,20}(?:on this¦about)
    ob es .{0,60}(?:neues¦neuigkeiten) | (?:etwas¦was) neues
    (?:schon¦bereits) .{0,40}(?:unterwegs¦raus)
    siete riuscit\w .{0,30}(?:guard¦prov¦ved¦test¦ripar)\w* | (?:che )?fine ha fatto
    (?:è¦sono) (?:già )?(?:pront[oaie]¦stat[oaie] riparat\w¦riparat[oaie]¦partit[oaie])
    (?:già¦ancora) (?:guardat¦vist¦provat¦controllat)[oaie] | tempi (?:di riparazione)? ?\?
    com'è messa | mi dite qualcosa | sapete (?:dirmi )?qualcosa
    (?:lo¦sullo¦dello¦uno¦quale) (?:stato¦status) .{0,40}(?:rma¦pratic\w+¦res[oi]¦richiest[ae]¦\
      segnalazion\w+¦riparazion\w+¦apparat\w+¦ticket¦rientr[oi])
    (?:riepilogo¦elenco¦lista¦quadro) (?:di tutt\w+ )?(?:dei¦delle¦i¦le) .{0,20}(?:rma¦pratic\w+¦\
      ticket) | (?:rma¦pratiche¦tickets?) .{0,15}(?:apert\w+¦pendent\w+¦in sospeso) ?\?
    qual[ie] (?:rma¦pratiche¦ticket) .{0,25}(?:apert\w+¦in corso¦in sospeso)
    (?:summary¦overview¦list) of (?:all )?(?:our¦my¦the) .{0,20}(?:rmas?¦cases¦tickets¦returns)
    (?:status¦stand) (?:aller¦all¦unserer¦meiner¦zu¦der) \w+ | statusübersicht
    (?:état¦situation¦point¦récapitulatif¦liste) (?:de¦des¦sur) (?:tous )?(?:nos¦mes¦les)? ?(?:rma¦\
      dossiers¦demandes)
    (?:estado¦situación¦resumen¦lista) de (?:todas? )?(?:nuestr\w+ ¦mis ¦las ¦los )*(?:rma¦casos¦\
      expedientes¦solicitudes¦devoluciones)
    situazione .{0,30}(?:rma¦pratic\w+¦res[oi]¦rientr[oi]¦riparazion\w+)
    (?:elenco¦lista) .{0,25}(?:rma¦pratic\w+) (?:apert\w+¦in corso)
    (?:avete¦abbiamo¦c'è) .{0,12}(?:una )?data (?:di¦prevista¦per)
    stato (?:della¦del¦di avanzamento¦pratica¦riparazione¦rma)
    qual è lo stato
    quando (?:torna\w*¦rientra\w*¦arriva\w*(?! (?:un¦una¦uno¦dei¦delle¦fax¦chiamat)\w*)¦sarà\w*¦\
      spedi\w*¦pensate¦avremo¦lo riavr\w*¦potremo¦è prevista¦ce l\w+¦sono pront\w+)
    avete (?:ricevuto¦novità¦notizie¦già ricevuto)
    (?:ci sono¦avete) notizie | (?:è ¦sono )?(?:già )?in lavorazione | da voi da\w* | a quando
    tempi (?:di¦previsti) | che fine ha fatto | ancora (?:nessuna notizia¦in attesa di)
    è arrivat[oa] | risult[aiano]+ arrivat\w | si sa (?:qualcosa¦niente)
    (?:any ¦some )?news | (?:any )?updates?(?= \?¦\?¦ on¦ about¦ please¦$)
    (?:what(?:'s¦ is) the )?status | when (?:will¦can¦do¦are¦is¦should) | where is | how long
    where (?:do )?(?:we¦things¦it) stands? | (?:is¦are) (?:it¦they¦the \w+) (?:ready¦done¦fixed)
    (?:already¦yet) (?:repaired¦shipped¦ready¦fixed) | (?:repaired¦shipped¦ready¦fixed) yet
    (?:a chance¦time) to look at | (?:looked at it¦looked into it) yet
    (?:overview¦list¦status) of .{0,25}(?:rmas?¦cases¦tickets¦returns)
    (?:do you have¦is there) (?:an? )?\w{0,10} ?date
    (?:schon¦bereits) (?:repariert¦fertig¦verschickt¦versandt) | ist .{0,30}(?:fertig¦unterwegs)
    (?:est¦sont)(?:-il¦-elle¦-ils)? .{0,20}(?:réparée?s?¦prête?s?¦expédiée?s?¦parti)
    (?:está¦están) (?:ya )?(?:list[oa]s?¦reparad[oa]s?¦enviad[oa]s?)
    wie weit (?:ist¦sind¦seid) | schon (?:prüfen¦anschauen¦ansehen¦geprüft¦angeschaut)
    du nouveau | alguna novedad | (?:sabéis¦saben) algo
    gibt es .{0,20}termin | (?:übersicht¦liste) .{0,25}(?:rmas?¦vorgänge)
    (?:tienen¦tenéis¦hay) .{0,15}fecha
    have you (?:received¦had) | did you (?:receive¦get) | still waiting | following up | chasing
    has (?:it¦the \w+) (?:arrived¦been) | eta | progress
    neuigkeiten | (?:aktueller¦der) (?:stand¦status) | wie ist der stand
    stand der (?:dinge¦reparatur¦bearbeitung)
    wann (?:kommt¦bekommen¦wird¦können¦ist¦erhalten¦dürfen)
    gibt es (?:schon )?(?:etwas )?(?:neues¦neuigkeiten) | haben sie .{0,40}erhalten
    ist .{0,30}(?:angekommen¦eingetroffen) | noch nichts gehört | sachstand | nachfrage
    des nouvelles | où en (?:est¦sont¦êtes)
    quand (?:sera¦pourr\w+¦allez¦recevr\w+¦pensez¦est-ce) | avez-vous (?:bien )?reçu
    avez-vous une date | date de retour
    état (?:d'avancement¦du dossier¦de la réparation) | suivi (?:du dossier)
    toujours (?:rien¦pas de réponse) | délai
    novedades | noticias | en qué estado | estado (?:de¦del)
    cuándo (?:estará¦llega\w*¦podr\w+¦nos¦lo¦tendr\w+) | cuando (?:estará¦llegará¦nos)
    han recibido | cómo va | seguimiento | sigue\w* sin
    """
)
_SENT = phrases(
    r"""
    (?:abbiamo¦ho) (?:già )?(?:mandat¦spedit¦inviat¦consegnat)\w+
    avete (?:il¦la¦i¦le) (?:mi¦nostr)\w+ \w+
    (?:sono¦è) .{0,25}(?:giorni¦settimane?¦mesi¦mese) che (?:aspett\w+¦attend\w+¦avete¦è da voi¦\
      ce l'avete)
    (?:que )?(?:os¦les) (?:mandamos¦enviamos¦entregamos) | que nous (?:vous )?avons envoyé
    (?:vi ¦ve l')?(?:è ¦sono )?(?:stat\w )?(?:spedit¦inviat)[oaie] (?:il¦a¦da) | (?:è ¦sono )?da voi
    (?:we¦i) (?:have )?(?:sent¦shipped¦returned¦posted¦mailed) | (?:you¦your lab) (?:have¦has) had
    sent (?:in¦back¦to you) | eingeschickt | eingesandt | zugesandt | geschickt
    (?:nous )?(?:avons¦ai) (?:envoyé¦expédié¦renvoyé) | envoyée?s? (?:le¦il y a)
    (?:hemos¦he) enviado | enviamos | lo enviamos
    """
)
_CHASER = phrases(
    r"""
    sollecit\w+ | secondo (?:invio¦sollecito) | reminder | urge risposta | ancora nulla
    erinnerung | relance | relanc\w+ | recordatorio | nessuna risposta | senza risposta
    non abbiamo (?:ancora )?(?:ricevuto¦avuto) (?:risposta¦notizie¦riscontro)
    """
)
_NEW = phrases(
    r"""
    (?:un'?¦una )?nuov[oa] (?:richiesta¦rma¦guasto¦pratica¦segnalazione¦reso¦caso¦ticket¦unità)
    (?:pratica¦rma¦richiesta¦caso) nuov[oa]
    (?:un )?altr[oa] (?:ancora¦da (?:mandare¦rendere¦aprire))
    (?:nuovi guasti¦guast[oi] nuov[oi]) | (?:tocca¦ora) a un altr[oa]
    (?:ne )?(?:abbiamo¦è arrivato¦c'è¦ecco) (?:anche )?un altr[oa]
    (?:un )?altr[oa] (?:telefono¦apparecchio¦apparato¦gateway¦centralino¦guasto¦alimentatore¦unità¦\
      cuffia¦adattatore¦rma¦pezzo)
    (?:brand )?new (?:rma¦request¦case¦ticket¦fault¦unit¦return) | one more (?:unit¦for you¦phone)
    (?:here's¦here is¦we have¦got) another | (?:different¦separate) (?:unit¦case¦rma¦ticket)
    another (?:unit¦phone¦one¦gateway¦rma¦device¦headset) | weitere[sn]? (?:gerät¦telefon¦anlage)
    neue[rns]? (?:anfrage¦rma¦fall¦vorgang¦ticket¦gerät)
    noch ein(?:e¦en¦s)? (?:gerät¦telefon¦anlage)
    (?:ein )?weitere[rs] (?:fall¦defekt) | nächste[rs]? (?:gerät¦fall)
    nouvelle (?:demande¦panne) | un autre (?:appareil¦téléphone)
    nouveau (?:dossier¦rma¦retour¦cas)
    (?:en )?voil[àa] un autre | encore un(?: autre)? | (?:un¦le) suivant
    otr[oa] (?:equipo¦teléfono¦unidad¦más) | nuev[ao] (?:solicitud¦caso¦avería¦expediente¦rma)
    (?:ahora ¦y )?(?:tenemos¦va¦aquí va) otr[oa]
    """
)
_WARRANTY = phrases(
    r"""
    (?:è¦sono¦sia) (?:ancora )?(?:in¦coperto da¦coperti da¦fuori) garanzia
    fino a quando .{0,30}garanzia | scadenza (?:della )?garanzia
    verific\w+ (?:la ¦se .{0,30})?garanzia | garanzia\s*\?
    siamo (?:ancora )?(?:in¦fuori) garanzia[^.!?\n]{0,200}\?
    (?:is¦are) .{0,60}(?:under¦in¦out of¦still¦covered) .{0,20}warranty
    warranty (?:status¦check¦expiry)\w* | warranty\s*\?
    (?:noch )?(?:in¦unter) (?:der )?garantie | garantie(?:status¦prüfung) | sous garantie
    en garantía
    """
)
_RETURN = phrases(
    r"""
    rma | reso | resi | rientr\w+ | ripara\w+ | autorizz\w+ | sostitu\w+ | guast\w+ | difett\w+
    return\w* | repair\w* | faulty | authori\w+ | replace\w* | defect\w* | rücksend\w+
    reparatur\w* | einsenden | einschicken | retour\w* | réparation | devol\w+ | reparación
    """
)
_RELEVANT = phrases(
    r"""
    rma | res[oi] | rientr\w+ | ripara\w+ | garanzi\w+ | guast\w+ | difett\w+ | matricol\w+
    serial\w* | s/n | telefon\w+ | centralin\w+ | gateway\w* | alimentator\w+ | adattator\w+
    cuffi\w+ | fax | assistenza | ticket | pratica | preventiv\w+ | sostitu\w+ | rott[oaie]
    prodott\w+
    telephones?
    returns? | repair\w* | warranty | fault\w* | defect\w* | broken | phones? | pbx | headsets?
    power (?:supply¦adapter)s? | adapters? | replacement | device\w* | units?
    rücksend\w+ | reparatur\w* | garantie | defekt\w* | gerät\w* | anlage | seriennummer\w*
    kaputt | retour\w* | réparation\w* | panne\w* | appareil\w* | série | garantía | avería\w*
    equipos? | reparación\w* | devol\w+ | averiad\w+
    """
)

# Subjects of our letters that ask for something.
_ASKING = phrases(
    r"""
    informazioni mancanti | dati mancanti | verifica (?:del )?(?:numero¦seriale¦matricola).*
    missing
    fehlende? \w+ | angaben | informations? manquantes? | faltan? \w+ | datos | numero di serie
    serial number | seriennummer | numéro de série | número de serie
    """
)
_FEW_LINES = 400  # characters


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a mail when its kind is judged."""

    text: str
    subject: str
    has_reference: bool
    quote: bool  # it answers a quote
    serials: int
    faults: int
    asked: bool = False  # the letter it answers asked for something
    earnest: bool = True  # a partner's, or a stranger's that asks for a return


def judge_kind(signs: Signs) -> Kind:
    """The kind of a mail that a person who is not staff wrote."""
    if signs.has_reference:
        return _on_a_ticket(signs)
    if not signs.earnest or _asks_for_prices(signs):
        return Kind.UNRELATED
    if accepts_by_name(signs.text) and not signs.faults:
        return Kind.QUOTE_REPLY
    told = is_symptom(signs.text)
    status = asks_status(f"{signs.subject}\n{signs.text}") and not asks_new(signs.text)
    unnamed = not signs.serials and not signs.faults
    if status and (not told or unnamed or _SENT.search(signs.text)):
        return Kind.STATUS_QUESTION
    told = told or signs.faults > 0
    if (
        not told
        and asks_warranty(f"{signs.subject}\n{signs.text}")
        and not _RETURN.search(signs.text)
    ):
        return Kind.WARRANTY_QUESTION
    asks = (
        signs.serials
        or _asks_for_help(signs)
        or (says_nothing(signs.text) and says_nothing(signs.subject))
    )
    return Kind.NEW_REQUEST if asks else Kind.UNRELATED


def _asks_for_prices(signs: Signs) -> bool:
    """True for a question of money that names no unit, no fault, no goods sent and no quote."""
    text = signs.text
    if signs.serials or signs.faults or not asks_prices(text):
        return False
    under_way = _SENT.search(text) or _CHASER.search(text) or accepts_by_name(text)
    return not under_way and not is_symptom(text) and not is_vague(text)


def _asks_for_help(signs: Signs) -> bool:
    """True for words about goods or returns; a fault alone is enough in a few lines only: whoever
    writes more about an apparatus calls it something."""
    if is_code(signs.text):
        return False
    if _RELEVANT.search(f"{signs.subject}\n{signs.text}"):
        return True
    told = signs.faults > 0 or is_vague(signs.text)
    return told and len(signs.text) <= _FEW_LINES


def _on_a_ticket(signs: Signs) -> Kind:
    further = signs.serials and (signs.faults or not signs.asked)
    nameless = signs.faults and not signs.asked and not signs.quote
    if asks_new(signs.text) and (further or nameless):
        return Kind.NEW_REQUEST
    status = asks_status(f"{signs.subject}\n{signs.text}") and (not signs.faults or not signs.asked)
    if signs.quote:
        return Kind.QUOTE_REPLY
    if status and not signs.serials:
        return Kind.STATUS_QUESTION
    bare = not signs.serials and not signs.faults and not signs.asked
    if bare and "?" in signs.text and not _ASKING.search(signs.subject):
        return Kind.STATUS_QUESTION  # whatever he asks, he tells nothing
    return Kind.INFO_REPLY


def asks_status(text: str) -> bool:
    """True if the words ask how things stand, or press for an answer."""
    return bool(_STATUS.search(text) or _CHASER.search(text))


def is_chaser(text: str) -> bool:
    """True if the words press for an answer."""
    return _CHASER.search(text) is not None


def asks_new(text: str) -> bool:
    """True if the words speak of a further request."""
    return _NEW.search(text) is not None


def asks_warranty(text: str) -> bool:
    """True if the words ask whether a unit is in warranty."""
    return _WARRANTY.search(text) is not None and not is_vague(text)
