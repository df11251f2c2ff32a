"""Answers to quotes by very different people, a line each: dialect, office prose, anger, haste."""

import pytest

from mailbot.domain.answers import read_answer
from mailbot.domain.quotedunits import quoted_units

UNITS = quoted_units(
    "1. IP Phone 330 0330254600020671 (sede di Perugia): display 48.00\n"
    "2. ISDN Gateway 4 BRI IG4/017971 (sede di Terni): scheda 132.00\n"
    "3. Headset HS70 HSB83F4294D (Hotel Adler): microfono 39.00\n",
    None,
)
AMOUNTS = frozenset({"48.00", "132.00", "39.00", "219.00", "310.00", "205.00", "66.00", "88.00"})

ACCEPTED = """
passi pure, la cifra ci sta
vada per la riparazione, grazie
Vai tranquillo, aggiusta
procedi 👍
👍
Ok x noi, procedete
okk fate
ci sta, fate pure
Aggiudicato, mettetelo a posto
affare fatto
Per noi va benissimo così, potete partire con i lavori.
va bn, riparate
si grazie procedete pure, ordine 2026/114 in allegato
SI
Sì, ripari pure.
D'accordo su tutto, attendo il materiale riparato.
Con riferimento alla Vs. offerta, siamo a comunicarVi la nostra accettazione. Distinti saluti
Siamo con la presente a comunicarVi il nostro benestare all'esecuzione dell'intervento alle \
condizioni economiche ivi indicate.
facendo seguito alla Vostra gradita del 10 u.s., Vi confermiamo l'ordine di riparazione. Vi \
preghiamo di riportare in fattura il ns. ordine n. OA/26-3318 e di indicare la data presunta di \
riconsegna.
La direzione ha approvato la spesa: potete dar corso ai lavori.
Il capo ha detto di sì, andate.
il cliente accetta, procedete con tutti e tre
Mi dicono di procedere, quindi procedete.
La presente vale come accettazione del preventivo.
si dà il benestare alla riparazione
Vi si conferma l'accettazione del preventivo in oggetto.
preventivo accettato integralmente
Preventivo approvato dal responsabile, ODA 4500012345.
Trasmettiamo in allegato ordine di acquisto n. 26/00871 per la riparazione.
Un po' salato ma non importa, riparate.
Cavolo, mica pochi! Vabbè, fatelo.
È caro, comunque procedete
Peccato per la garanzia, però ok, sistemateli.
prendiamo atto che è fuori garanzia; procedete comunque alla riparazione
Ok alla riparazione. Spedite poi a Terni, via Roma 4, orario 8-12.
fatelo e speditelo in sede, grazie mille
Accetto il preventivo. Mandatelo col corriere Bartolini al solito indirizzo. Ciao, Gino
procediamo. quando pensate di averli pronti?
Confermato. Per quando è pronto?
Ci va bene. Riparateli tutti.
Sono d'accordo, riparate tutto quanto
Daje, riparate tutto
Ok andiamo avanti
dateci dentro
ho il benestare del cliente, potete riparare
Accettiamo quanto da voi proposto.
accetiamo il preventivo
acetto grazie
Prezzo ok. Procedere.
Fine by us, crack on. Please put PO 26-1187 on the invoice, the paper copy follows by post.
go for it 👍
👍👍👍
Yep, do it.
yup go ahead
Sure, go ahead.
Sure thing, please repair.
ok to proceed, ta
Pls proceed w/ repair
Approved - PO 4500098 attached.
Our PO 26/77 covers this. Please carry out the repair.
Please find attached our purchase order for the repair.
We are pleased to confirm our acceptance of your estimate.
Kindly treat this email as our formal order.
My boss says yes, go ahead.
I've been told to go ahead, so please do.
The client gave us the green light
We've had the nod from the customer, please crack on
Quote accepted, thanks for the quick turnaround
Ouch. Well, go on then, fix it.
Steep, but we need it. Go ahead.
That's daylight robbery but fine, repair it
Shame about the warranty. Repair all three please.
Noted that it's out of warranty, please repair anyway
Let's get it fixed.
Get them repaired please
We'd like them all repaired.
Repair please
Please repair and ship to our Leeds office, attn Sarah
Accepted. When will it be ready?
Approved by finance this morning.
It's a yes from us
You have the go-ahead
consider it approved
we acept the quote
Acceptd, thanks
Price is fine. Proceed.
all good, go ahead
Works for me
Happy for you to proceed
Please arrange the repair as quoted.
The repair may be carried out as per your estimate.
Repairs authorised by T. Hall, 12 Nov
we'll take it, please do the work
Deal.
Done deal, go ahead
Please proceed as quoted and bill to account 4471
passt, machts es so. Bestellnummer 118-26 bittschön auf die Rechnung
passt scho, richt's es
Passt, bitte richten
Jo passt
Jo, machts.
basst, mach ma so
is ok, reparierts es
Geht in Ordnung, bitte reparieren
Alles klar, bitte reparieren.
Alles klar, machen!
Bitte machen.
mach ma
Machen wir so, danke
Okay, dann los
Na gut, dann reparieren Sie es halt.
Ganz schön happig, aber was soll's, reparieren!
Teurer Spaß, trotzdem bitte reparieren
Schade wegen der Garantie, bitte trotzdem instand setzen.
Bitte um Reparatur laut Angebot.
Reparatur bitte durchführen, Bestellung 4711 anbei
Bitte reparieren und an die Filiale in Linz schicken
Reparaturfreigabe erteilt
Freigabe erteilt, Müller
Hiermit erteilen wir die Freigabe für die Reparatur.
Wir erteilen Ihnen hiermit den Reparaturauftrag.
Wir beauftragen Sie gemäß Kostenvoranschlag mit der Reparatur.
Anbei unsere Bestellung 45-2201 zur Reparatur.
Wir nehmen den KV an.
KV angenommen
KVA ok
Der Chef sagt ja, also los.
Kunde ist einverstanden, bitte loslegen
Der Kunde hat zugesagt, bitte reparieren.
von unserer Seite grünes Licht
Grünes Licht!
Von mir aus gerne, reparieren.
Gerne so machen
Einverstanden 👍
Die Reparatur kann wie angeboten ausgeführt werden.
Die Geräte sollen repariert werden.
Bitte alle Geräte wie angeboten reparieren, Rechnung an die Zentrale
einverstandn mit dem preis
Ja bitte, wann sind sie fertig?
Wir bitten um Durchführung der Reparatur.
Deal, reparieren
bitte instandsetzen lt. Angebot
bon pour accord. Vous pouvez lancer l'intervention dès réception de ce message, notre bon de \
commande BC-2611-04 suit par courrier.
ok pour nous
OK pour la réparation, merci
C'est ok, réparez
ça marche, allez-y
Ça me va
ca nous va, faites
Ça roule !
Banco !
banco, lancez la réparation
Nickel, on fait comme ça
Parfait, on y va
Top, go
go !
Feu vert de notre part
Le client est d'accord, vous pouvez y aller
Le client a dit oui, lancez
Mon chef valide.
Devis validé par la direction.
Devis signé en pièce jointe.
Veuillez trouver ci-joint notre bon de commande n° 2611 pour la réparation.
Nous avons l'honneur de vous faire part de notre acceptation du devis cité en objet.
Par la présente, nous acceptons votre devis sans réserve.
Nous vous prions de bien vouloir procéder à la réparation des trois appareils.
Vous pouvez effectuer les réparations.
Faites donc.
Faites au plus vite svp
Réparez-moi tout ça
à réparer svp
Aïe, c'est salé ! Tant pis, réparez.
C'est un peu cher mais bon, réparez quand même.
Dommage pour la garantie, mais allez-y.
on prend acte pour la garantie, merci de réparer quand même
J'accepte. Expédiez à notre agence de Lyon, merci.
Accord donné, facture à l'adresse habituelle
je vous confirme la commande de réparation
Nous confirmons l'ordre de réparation, réf. BC 118
Devis accepte
oui daccord
dacord pour les trois
Entendu, vous pouvez réparer
C'est entendu, procédez.
Marché conclu
Il convient de réparer les trois appareils.
La réparation est acceptée par notre client.
C'est tout bon pour nous, lancez
vale, tirad palante
dale
Dale, arréglalo
Venga, adelante
Vale, arregladlos
por nosotros ok
ok, reparad
Perfecto, procedan.
Me parece bien, reparadlo
nos parece bien el precio, adelante
Hecho, reparadlo
trato hecho
El cliente está conforme, procedan
El cliente ha dicho que sí, adelante
Mi jefe da el ok.
Presupuesto aceptado, adjuntamos pedido 2611
Adjunto pedido de compra nº 4471 para la reparación.
Por la presente les comunicamos nuestra aceptación del presupuesto.
Le confirmo que aceptamos el presupuesto de referencia.
Les rogamos procedan a la reparación de los equipos.
Procédase a la reparación.
Pueden proceder según presupuesto
Adelante con la reparación
adelante con los faroles
Sí, repárenlos por favor
si, reparad todo
Uf, qué caro. Bueno, reparadlo.
Un poco caro, pero qué remedio, reparadlo
Lástima de garantía, pero bueno, adelante.
Entendido que está fuera de garantía, reparen igualmente.
Aceptamos. Enviadlo a la oficina de Bilbao
Conforme, facturar a la central
de acuerdo con el importe, procedan
aceptado, gracias por la rapidez
Doy mi conformidad
Damos el visto bueno
Tenéis luz verde
autorizado, un saludo
Queda aprobado el presupuesto
Se aprueba la reparación, pedido 88/26
acepto presuspuesto
ok pa lante
Aceptamos el presupuesto tal como está
Que se repare todo.
Sale, repárenlo
Ci abbiamo pensato: procedete
Ho sentito il cliente e accetta, procedete
Even if it's expensive, go ahead
Anche se è caro, procedete
Auch wenn es teuer ist, bitte reparieren
Même si c'est cher, allez-y
Aunque sea caro, adelante
Salve, per noi nulla osta, attendiamo fattura.
Confermo, il numero ordine è 7781
Fate fate, grazie
Benissimo, riparate e mandate il conto
Ok per la cifra indicata, ordine a seguire
Accettato! Buon lavoro
Procedete con urgenza, il cliente è fermo
il prezzo è onesto, procedete
Siamo favorevoli all'intervento
All right, let's have it repaired
Good news, customer said ok, please fix
Yes please, and send invoice to accounts@x.example
No problem with the price, go ahead
Please do the repair, PO to follow
we're okay with the cost, please go ahead
Right, get on with it then
Preis passt, bitte Reparatur starten
Klar, macht das
Bitte starten Sie die Reparatur
Geht in Ordnung. Gruß Sepp
Wir sind damit einverstanden und bitten um zügige Erledigung
Ja mei, dann halt reparieren
Ok pour moi, lancez les travaux
Allez, on répare
C'est d'accord, merci de faire vite
Nous validons, BC en PJ
Parfait, vous avez notre feu vert
Va bene così, grazie, procedete
Vale, seguid adelante
Estamos conformes, pueden empezar
Sí, por favor, reparen
Muy bien, adelante
Dadle caña
"""

DECLINED = """
310 euro?! Bravi, e il fiocco sopra lo mettete? Per quella cifra ne compro uno nuovo dai vostri \
concorrenti. Rottamatelo e chiudiamola qui.
Ma siete seri? Buttateli.
No grazie, lo facciamo nuovo
ma anche no
Non se ne parla.
lasciamo stare, non ne vale la pena
Lasciate stare, grazie lo stesso
Troppo. Rispeditemeli così come sono.
Non procedete. Ritiriamo il materiale noi.
Con la presente Vi comunichiamo di non voler procedere con la riparazione.
siamo spiacenti di doverVi comunicare che il preventivo non è stato approvato
Preventivo non accettato, vogliate restituire gli apparati.
Il cliente rinuncia alla riparazione.
Il cliente preferisce comprarne uno nuovo, smaltite pure
a quel prezzo ne compro due. Buttatelo
Per questa cifra compro il nuovo.
non ci conviene, fate rottame
Mandateli in discarica
Potete smaltirlo.
Ve li potete anche tenere, buttateli pure.
Rimandateceli indietro senza fare niente
nn procedete
nn ci interessa grz
neanche per idea, ridatemelo
Grazie per il preventivo, ma decliniamo.
Apprezziamo il lavoro svolto, tuttavia riteniamo il costo sproporzionato e non intendiamo \
procedere.
accettiamo la diagnosi, non il prezzo: rottamateli
Ok capito il guasto, ma a 219 euro no, rendeteceli non riparati.
ho capito, è stato il fulmine. Però no, smaltiteli.
Il gioco non vale la candela.
antieconomico, si rottami
Si richiede la restituzione del materiale non riparato.
Chiudete la pratica senza riparare.
Chiudete pure, non riparate niente.
Meglio il cestino
we accept that it was lightning, no argument there. But 205 for a PBX 10 makes no sense to us, \
so leave it unrepaired and scrap it.
You must be joking. Scrap it.
Are you serious? 219?! Bin the lot.
219 for that? Send it back as is.
no ta
nah, leave it
nope, not at that price
Thanks but no thanks
Hard pass.
We'll leave it, thanks.
Not happening.
Don't fix it.
pls dont repair
We don't want it repaired
We will not be proceeding with the repair.
We won't be going ahead, please dispose of the units.
After careful consideration we have decided not to proceed.
Regrettably we must decline your kind offer.
The customer has opted for a new unit, so please scrap.
The client bought a replacement, just recycle it
We've already replaced it, so no repair needed
For that money I can buy two new ones. Skip it.
Chuck it.
Bin them all
Into the skip with it
Please return unrepaired
Could you please just send them back unrepaired?
Please close the RMA without repair
Beyond economic repair, please dispose
BER, scrap
I'd rather buy new.
Too rich for our blood.
Hmm, is it really that much? Never mind, scrap it.
We understand it is surge damage and agree with your finding, but please do not repair.
It isn't worth it for us
205 Euro? Das ist ja wohl ein Witz! Bitte verschrotten.
Geht's noch? Ab in die Tonne damit.
nö
na, lass ma
Nein, das lohnt nicht.
Das rechnet sich für uns nicht mehr
das lassen wir bleiben
Lassen wir lieber.
Lassen Sie's gut sein
Wir möchten von einer Reparatur absehen.
Wir sehen von einer Reparatur ab und bitten um Rücksendung.
Bitte nicht reparieren!
bitte ned reparieren
Reparatur nicht gewünscht
Eine Reparatur kommt für uns nicht in Betracht.
Leider zu teuer für uns, bitte entsorgen.
Kunde will lieber neu, bitte entsorgen
Der Kunde verzichtet
Der Kunde hat sich dagegen entschieden.
Dafür kriege ich ein neues. Weg damit.
Für das Geld kaufe ich mir zwei neue. Wegschmeißen!
Schmeißts es weg
Kann weg.
Können Sie entsorgen
Schrott
Unrepariert zurück bitte
Bitte unrepariert zurückschicken, danke trotzdem.
Danke für das Angebot, wir lehnen jedoch ab.
Wir müssen Ihr Angebot leider ablehnen.
Dem Befund stimmen wir zu, dem Preis nicht; bitte verschrotten Sie das Gerät
Ja, war ein Blitzschlag, das sehen wir ein. Reparieren lassen wir es trotzdem nicht, bitte \
entsorgen
Wirtschaftlicher Totalschaden, bitte entsorgen.
Angebot abgelehnt.
kein Auftrag
Vorgang bitte ohne Reparatur schließen
66 euros ?! Vous plaisantez ? À la benne.
C'est une blague ? Jetez-le.
À ce prix-là je rachète du neuf. Jetez tout.
Autant en acheter un neuf, mettez-le à la poubelle
ça vaut pas le coup
laissez tomber svp
On laisse tomber, merci
Non, trop cher pour nous
Nous ne donnerons pas suite à votre devis.
Nous ne souhaitons pas donner suite.
Nous avons le regret de vous informer que nous ne donnons pas suite à votre proposition.
Le client ne veut pas réparer
Le client préfère du neuf, vous pouvez le recycler
Le client renonce à la réparation.
ne réparez pas
reparez pas svp
pas de réparation, retour en l'état
Merci de nous le retourner non réparé
Renvoyez-le tel quel
Vous pouvez les mettre au rebut.
Vous pouvez vous en débarrasser.
À la casse
poubelle
direction la déchetterie
Refus du devis.
Devis refusé, matériel à détruire
Merci pour votre travail mais c'est non.
C'est non.
Sans façon.
On accepte que c'est la foudre, mais pas question de payer 132 euros, détruisez-le
D'accord sur le diagnostic, mais le prix est délirant : mettez tout à la casse.
irréparable économiquement, à jeter
Clôturez le dossier sans réparation.
Nous n'irons pas plus loin, merci de procéder à la destruction
No nos sale a cuenta, gracias de todos modos. Para el contenedor.
¿88 euros? ¿Estamos locos? A la basura.
¿En serio? Tiradlo.
ni hablar
ni de coña
Ni en broma, devolvédmelo
paso
pasamos, gracias
Va a ser que no.
no, gracias, compramos otro
Por ese precio compro uno nuevo. A reciclar.
mejor uno nuevo, tiradlo
No lo reparéis
no reparen nada
no reparar
El cliente no quiere repararlo
El cliente desiste de la reparación
El cliente prefiere comprar uno nuevo, desháganse de él
Lamentamos comunicarles que no aceptamos el presupuesto.
Sintiéndolo mucho, debemos rechazar su oferta.
Hemos decidido no reparar los equipos, procedan a su destrucción.
No vamos a seguir adelante
Devuélvanlo sin reparar
devolvednoslo tal cual
Podéis tirarlo
Pueden desecharlo.
dejadlo estar
Déjenlo, gracias
Aceptamos el diagnóstico pero no el precio, así que al contenedor.
Entendemos que fue un rayo, no discutimos. Pero no compensa, deshaceos de él
Chatarra.
al punto limpio
Presupuesto rechazado
demasiado dinero, no
No procede la reparación, den de baja el equipo
👎
Ci abbiamo pensato: no grazie
If it was cheaper we'd say yes, but at this price no. Scrap it.
Anche se ci dispiace, rottamatelo
E la garanzia? Vabbè, rottamatelo
Wozu hat man Garantie? Egal, verschrotten.
À quoi sert la garantie ? Bref, poubelle.
¿Para qué sirve la garantía? Nada, tiradlo.
Thanks for looking at it. Just send it back.
Danke für die Mühe. Einfach unrepariert zurück.
It was the lightning I suppose. Dispose of it, please.
I agree it's dead. Scrap.
Avete ragione voi, è il fulmine. Buttatelo pure.
Was there really no cheaper option? Anyway, bin it.
Immagino non ci sia sconto... Rottamatelo
Por 120 me dan uno nuevo. Tiradlo.
Für 150 kriege ich ein neues. Entsorgen.
Je trouve à 120 neuf. Jetez-le.
No, è troppo: riprendo tutto
Per carità, buttate via tutto
Non accettiamo, mandate indietro
Facciamo a meno, grazie
Decliniamo l'offerta e chiediamo il reso
Con questi prezzi? Ma per favore! Smaltite.
il cliente non vuole spendere, rottamate
non riparare
I think not.
We'd rather not
Absolutely not
Do not repair, return to sender
No go from our side
not a chance
We are not going to pay that. Recycle please.
The repair is rejected
Nein, viel zu teuer, bitte wegwerfen
Auf keinen Fall
Lieber nicht
Wir verzichten auf die Reparatur, danke
Bitte zurücksenden ohne Reparatur
Reparatur abgelehnt, Gerät entsorgen
bitte keine reparatur durchführen
Non, on ne répare pas
Trop cher, on en rachète un
Pas question, renvoyez
Merci de ne pas réparer
Nous refusons
Inutile de réparer, jetez
No, demasiado caro
No queremos reparar
Mejor no
No aceptamos, devolvedlo
Rechazamos el presupuesto, gracias
De ninguna manera
"""

UNCLEAR = """
ok 👍 grazie
Quanto mi costerebbe nuovo?
Ma se lo riparate poi la garanzia riparte?
Accetto se me lo fate a 40 euro
Procedete, purché la spedizione sia a carico vostro
Ricevuto, grazie
Ok grazie, ci guardiamo e vi diciamo.
giro al cliente
sì certo, come no, per 219 euro!
Accetterei, ma devo sentire l'amministrazione
ok, ma fatemi lo sconto
Bravi, complimenti per la velocità
Aspetto l'ok del capo
non ho detto che accetto
Mi piacerebbe accettare
ne riparliamo lunedì
Secondo voi conviene ripararlo o comprarlo nuovo?
Devo rottamarlo o conviene ripararlo?
Se costa più di 200 rottamatelo
Potreste mandarmi il preventivo in pdf?
Non so se ripararlo o buttarlo
da buttare? speriamo di no
Dobbiamo ancora decidere se rottamarli.
Fosse per me lo butterei, ma decide il cliente
Yeah right, 219 euros, sure
Is that including VAT?
Can you do it for 100?
If shipping is free then go ahead
What happens if we decline?
Do you scrap it for free if we don't repair?
Thanks, noted.
Will pass it on to the client
We would repair it if it were cheaper
Should we scrap it or repair it, what do you recommend?
I'm inclined to scrap it but let me ask
Not sure whether to scrap it
Don't scrap it yet
Please do not dispose of anything until you hear from us
go ahead once the PO arrives
Fine, I'll let you know
I can't say yes yet
ok thanks
Could you explain the diagnosis?
Sounds fair, just checking with accounts
We would be happy to proceed at 150
Lovely, another bill.
Was kostet ein neues?
Lohnt sich das überhaupt noch?
Wenn Sie auf 100 runtergehen, passt es
Passt, aber nur mit kostenlosem Versand
Danke, ist angekommen
Danke für den KVA, ich rede mit dem Kunden
Ich frage den Chef
Na toll, vielen Dank auch!
Ja klar, 219 Euro, sonst noch Wünsche?
Sollen wir es entsorgen oder reparieren, was meinen Sie?
Noch nicht entsorgen bitte
Bitte noch nichts verschrotten, wir melden uns
Würden Sie es an unserer Stelle reparieren?
Ich würde es reparieren lassen, aber der Kunde zögert
Reparieren oder neu kaufen? Wir beraten noch.
Bitte warten Sie mit der Reparatur
Ist die Mwst. da schon drin?
Bin mir nicht sicher, ob das nicht Schrott ist
Vielleicht besser entsorgen
ok danke
Wird es verschrottet, falls wir ablehnen?
Wir kommen auf Sie zu.
👍 merci
C'est TTC ?
C'est une blague ?
Ça comprend le transport ?
Bien reçu, merci
Je transmets au client
D'accord si vous le faites à 30 euros
ok sous réserve de l'accord du client
Ben voyons, 219 euros
Oui bien sûr, et puis quoi encore
Faut-il le jeter ou le réparer à votre avis ?
Ne jetez rien pour l'instant
On hésite à le mettre à la casse
Que se passe-t-il si nous refusons ?
je vois avec mon chef
nous reviendrons vers vous
J'accepterais bien mais il me faut l'aval du siège
Merci d'attendre notre bon de commande avant de lancer
On verra bien
Quel est le délai ?
Ok merci
Il ira peut-être à la benne
Tira
👍 gracias
Por 120 me dan uno nuevo con garantía. Si lo dejan en 60 cerramos ahora mismo; si no, lo hablo \
con el cliente.
¿Cuánto cuesta uno nuevo?
¿El IVA está incluido?
Recibido, gracias
Se lo paso al cliente
Sí, hombre, 219 euros
Claro que sí, guapi
¿Lo tiramos o lo reparamos?
No lo tiréis todavía
Lo comento con mi jefe
Si lo hacéis gratis, adelante
Aceptaríamos con un descuento
Ya os digo algo
vale, gracias
Que no lo tiren hasta que hable con el cliente
A lo mejor lo tiramos
¿Qué pasa si lo rechazamos?
No sé si tirarlo
Pendiente de la aprobación de gerencia
Adelante, siempre que llegue antes del viernes
Estamos valorando comprar uno nuevo
li ripariamo noi, grazie
We'll fix it ourselves thanks for the offer
Il nostro benestare seguirà
Our acceptance will follow next week
You will receive our approval tomorrow
Vi comunicheremo la nostra accettazione
In attesa del nostro benestare non fate nulla... anzi vediamo
We will communicate our approval in the coming days
Possiamo comunicarvi la nostra accettazione solo lunedì
Speriamo di potervi comunicare presto il nostro benestare
Unsere Zustimmung folgt
Nous vous ferons part de notre acceptation
Les comunicaremos nuestra aceptación
Notre acceptation suivra
Ci sta? Boh
ci sta se me lo date entro venerdì
deal if you include shipping
deal?
Is it a deal if we pay in advance?
ça me va si vous offrez le port
ça va ?
Ça va, et vous ?
passt das so?
passt, wenn der Versand gratis ist
Grünes Licht kommt nächste Woche
Grünes Licht gibt's erst nach Rücksprache
We're still waiting for the green light
Ho chiesto il benestare
Ho detto di sì al cliente, ma attendiamo la sua firma
Il cliente dirà di sì
Le client dira sûrement oui
El cliente dirá que sí, espero
Se il cliente dice di sì procediamo
When the customer says yes we go ahead
Please find attached our original purchase order as proof of warranty
In allegato il nostro ordine di acquisto: come vedete è in garanzia
Anbei unsere Bestellung als Kaufnachweis
Ci-joint notre bon de commande d'origine
Adjunto pedido original como prueba de compra
I can arrange repairs elsewhere for less
The repair should be done under warranty
Die Reparatur soll kostenlos ausgeführt werden
Die Reparatur kann ja wohl nicht im Ernst so teuer ausgeführt werden?
On répare nous-mêmes d'habitude
macht's ihr das auch für 100?
Machts nix
Macht nichts
accetto la diagnosi
We agree with your finding
Wir akzeptieren den Befund
Nous acceptons le diagnostic
Aceptamos el diagnóstico
We accept that it is out of warranty
Accettiamo che sia fuori garanzia
Wir akzeptieren, dass die Garantie abgelaufen ist
Nous acceptons que la garantie soit expirée
Aceptamos que fue un rayo
We confirm that we received the quote
Confermo che il telefono è quello
If he says no, scrap it
Wenn der Kunde ablehnt, entsorgen Sie es
Si le client refuse, jetez-le
Si dice que no, tiradlo
Se dice di no, rottamatelo
Can you scrap it for us?
Potete rottamarlo voi gratis?
219?! Ma siete sicuri?
310 euro?! Davvero?
Are you serious?!
Bravi, ottimo lavoro!
Grazie mille per la perizia
👍 ma aspettate
👍?
go?
When can you go ahead?
Do not go ahead until you hear from us
dale una vuelta al precio
vale, pero el precio?
paso a recogerlo el lunes
Ma il preventivo non doveva essere gratis?
Mi spiegate perché non vale la pena ripararlo?
Would you recommend to bin it?
Before you throw it away, let me ask the customer
Prima di buttarlo chiamatemi
Non buttatelo!
Do not bin it
Bitte nicht entsorgen
Ne le jetez pas
No lo tiréis
Non rottamatelo, ne parlo col cliente
ok per il guasto, per il prezzo vi dico
ok, è il fulmine
Sì, è stato un fulmine
D'accord sur le diagnostic
De acuerdo con el diagnóstico
Einverstanden mit dem Befund
andate a quel paese
Andate piano coi prezzi
Macht so weiter und ihr verliert uns
Ah perfetto, altri 219 euro buttati
Great, another 219 down the drain
Fantastico, complimenti, proprio quello che ci voleva
Ça roule pour vous, hein, avec de tels prix !
Si lo hace por 100, adelante
si me lo deja en 50 ok
si reparan gratis, ok
S'ils baissent le prix, on y va
si le client valide
procediamo? fatemi sapere il prezzo esatto
Sollen wir wirklich zustimmen?
A 219 accetterei solo un pazzo
Wir geben es zum Schrottpreis ab?
Get it repaired elsewhere is cheaper
La riparazione va fatta in garanzia
Riparate in garanzia
Reparieren Sie das bitte auf Garantie
Réparez sous garantie svp
Repair it under warranty please
Repárenlo en garantía
Repair it for free
ok ma in garanzia
fatelo gratis
all but the gateway, that can go in the bin
Ok, ne prendo nota
Mi sembra caro
Is this the final price?
Hmm
Vorrei capire meglio il guasto
Bitte rufen Sie mich an
Appelez-moi svp
Llámenme por favor
Could you hold the unit until Friday?
Il cliente vorrebbe accettare
Wir überlegen noch
On en discute
Let me sleep on it
I'd say yes but the boss is away
Facciamo 100 e siamo a posto
Fate 100 e procedete
Machen Sie 100 draus, dann gerne
Go ahead if it can be done by Friday
Only proceed if the display is original
Ok ma prima vorrei una foto del danno
Procedete solo dopo bonifico
Wenn es sein muss
Si no hay más remedio...
Not really happy with this
Can you fix it by Friday?
fatelo voi un affare così
get it done for half
Repair or replace?
Riparate o sostituite?
Non sono d'accordo con la diagnosi, è in garanzia
ok, riparate in garanzia come dovuto
è sicuro che non si possa riparare?
Perché non lo riparate in garanzia?
We accept no liability for this
Accetto solo critiche costruttive
our customer agrees that the device was defective on delivery
Does the 78 euro include the return, and how long would it take? I'd rather know both before I \
say yes.
Vorrei saperlo prima di dire sì
Das wüsste ich gern, bevor ich ja sage
Je veux savoir avant de dire oui
Quiero saberlo antes de decir que sí
"""

# Which units are accepted and which declined.
PARTIAL = """
1/2 | ok per quello di Perugia, quello di Terni no grazie, lo facciamo nuovo
1,3/2 | riparate il telefono e le cuffie, il gateway rottamatelo
2/1,3 | Solo quello di Terni, gli altri due buttateli
1/2 | La 1 ok, la 2 lasciate perdere
2/1 | Per Terni procedete, per Perugia no
3/1,2 | quello dell'hotel Adler riparatelo, gli altri in discarica
/1 | Il telefono non riparatelo
1/2 | Repair the one from Perugia, scrap the one from Terni
1,3/2 | Phone and headset yes, gateway no
3/1,2 | Only the headset please. Bin the other two.
1/3 | fix #1, bin #3
2/1 | IG4 go ahead, IP Phone 330 not worth it
3/1,2 | The Hotel Adler one please repair, the other two you can throw away
1,3/2 | Telefon und Headset reparieren, Gateway in den Müll
1/2 | das aus Perugia reparieren, das aus Terni entsorgen
3/1,2 | nur das Headset, den Rest verschrotten
2/1 | Das Gateway ja, das Telefon nein danke
3/1,2 | das vom Hotel Adler bitte reparieren, die anderen beiden können weg
1/2 | Pos. 1 passt, Pos. 2 bitte zurück
2/1 | On répare la passerelle, mais pas le téléphone : à 48 euros il ira à la benne, vous pouvez \
vous en charger.
1,3/2 | Réparez le téléphone et le casque, jetez la passerelle
3/1,2 | Seulement le casque, le reste à la casse
2/3 | La 2 on valide, la 3 poubelle
3/1,2 | celui de l'Hotel Adler oui, les deux autres non
1/2 | El de Perugia sí, el de Terni no, gracias
1,3/2 | Reparad el teléfono y los auriculares, la pasarela a la basura
3/1,2 | Solo los auriculares, el resto tiradlo
2/1 | La pasarela adelante, el teléfono no compensa
3/1,2 | el del Hotel Adler reparadlo, los otros dos al contenedor
1/2 | el 1 vale, el 2 paso
1/2,3 | il telefono sì, il resto no
2/1,3 | Nur das Gateway, Rest bitte entsorgen
1,2/3 | les deux premiers ok, le casque à la poubelle
1,2/3 | los dos primeros sí, los auriculares no
2/3 | Terni sì, Adler no
"""


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()


def _answer(text: str) -> str:
    return read_answer(text, UNITS, AMOUNTS).answer


@pytest.mark.parametrize("text", _lines(ACCEPTED))
def test_a_yes_in_anybodys_words_accepts(text: str) -> None:
    """Remarks about the finding or the price, an order, a delivery wish take nothing back. (A15)"""
    assert _answer(text) == "accept"


@pytest.mark.parametrize("text", _lines(DECLINED))
def test_a_no_in_anybodys_words_declines(text: str) -> None:
    """A final "scrap it" outweighs anger, irony and questions that are none. (A15)"""
    assert _answer(text) == "decline"


@pytest.mark.parametrize("text", _lines(UNCLEAR))
def test_what_anybody_leaves_open_stays_open(text: str) -> None:
    """Asked, conditional, postponed, ironical, announced, or a yes to another thing. (A15, R52)"""
    assert _answer(text) == "unclear"


@pytest.mark.parametrize("row", _lines(PARTIAL))
def test_units_are_told_apart_by_place_product_and_number(row: str) -> None:
    """The units of a quote as partners call them. (A15, X34)"""
    numbers, _, text = row.partition(" | ")
    read = read_answer(text, UNITS, AMOUNTS)
    told = ("/".join(",".join(map(str, told)) for told in (read.accept, read.decline))).strip()
    assert (read.answer, told) == ("partial", numbers)
