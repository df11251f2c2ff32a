"""Words that tell trouble by themselves, in five languages: what units do when they fail.

A word of a table stands for itself; `spezzettat*` for every word that begins so. Only words that
say nothing in a mail about papers, dates and courtesy; what needs a second word to mean trouble is
a phrase in `symptoms`.
"""

import re
from collections.abc import Iterable

_ITALIAN = """
ammaccat* ammutolisc* ammutolit* anonim* appannat* appiccicos* arrugginit* azzera azzerano
azzerat* ballerin* bloccat* bollente bollenti bruciacchiat* bruciat* bruciatura brucia cigola
cigolii congelat* consumat* corrosi* corros* corrott* cortocircuit* crepat* crepit* croll* crolla
dimentica dissaldat* distort* doppioni fioc* fischi fischia fischiano fischio fischietta flebil*
fluttua frigg* fruscii frusci* frullator* fumo fuma fumano fumav* fusa fuso geroglific* ghiacciat*
gonfi gonfia gonfie gonfio gocciola graffi graffiat* gracchi* impallat* impalla impastat* impazzi*
impazzit* inceppa inceppat* incantat* inchioda inchiodat* incastrat* incrinat* indurit* instabil*
intermittent* intermittenza invertit* lampeggi* lasca lasco lasche laschi lenta lento lentissim*
logor* macchia macchiat* metallic* molle muta mute muti muto ovattat* ossidat* penzola penzolante
pizzica pixel* piegat* puzza puzzo puzzolente rallent* ringhi* riparte ronza ronzano ronzi*
rovente roventi sbalzi sballat* sbiadit* sbriciolat* scalda scaldano scarica scarico scariche
scheggiat* scollat* scoloriti scolorit* scompa* scompai* scotta scottano scricchiol* sbollat*
sfalsat* sfarfall* sfasat* sfilat* sfocat* sganci* sgranat* sibil* singhiozz* singulto smozzicat*
sord* sovrappost* spaccat* spanat* sparisc* sparit* spegne spegnersi spegnimenti spegnev* spent*
spezzat* spezzett* sporadic* stacca staccat* stonat* storpi* stort* straniss* strappat* stridul*
striat* surriscald* tagliat* tremol* tremola trema tranciat* traballa traballante tintinna tronc*
troncat* ubriac* vibra vibrano vibrava zitta zitto zoppica
"""
_ENGLISH = """
abort* arcs arcing backwards beeps* beeping bleed* bleeding blinking blinks blank blanks* blanked
blown bounces bubbl* busy bulg* bulging burnt burned burning burns buzz* clicks clicking clipped
clipping corrupt* corroded crack* crackl* crashes crashed crashing creak* cutting cuts dangling
dead deaf dim dimmed dims dips disconnect* distort* drains drained drifts drip* droop* dropouts
drops dropped dropping echo* faint fades faded fades flaky flap flapping flicker* fizz* flashes
flashing fluctuat* freez* froze* garbled garbage ghost* gibberish glitch* grind* grinding hanging
hung hangs hiss* hot howl* hum hums humming illegible* intermittent* jammed jams jittery lag lags
laggy leak* limp lockup* loose loses losing lost melted misreads mute muted muffled mushy noisy
overheat* peeling pops popping powerless pulsat* rattl* reboot* rebooting resets resetting
restart* robotic robotically scorched scrambled screech* scratchy seized shaky shorted shorts
shuts silent singing sizzl* slow sluggish smell* smok* snapped sparks* squeal* squeak* stalls
stall stalled sticks sticky stiff stuck stutter* sunken swollen swallows tinny torn trips twisted
unlit unplugs unreachable unresponsive unstable unstuck vanish* vibrat* whine* whining whistl*
wobbl* wobbly wonky warped worn
"""
_GERMAN = """
abbricht abgebrochen abgerissen abgestürzt abstürz* abstürzt aufgebläht ausfälle aussetz*
aussetzer ausgefallen ausgeleiert blinkt blinken blockiert brummt brummen brummton brandgeruch
dumpf dunkel durchgebrannt eingefroren eingedrückt eingerissen entlädt fehlerhaft* fiept fiepen
flackert flackern* flimmer* friert gebrochen gerissen geschmolzen gesprungen gesplittert glüht
hakt hängt hängen heiß heiss hallt hohl instabil klappert klebt klemmt klemmen klickt klirrt
knackt knacken knacks* knarzt knattert knirscht knistert kondenswasser kratzt krächzt kurzschluss
langsam leckt leise lautlos leer locker lose nachhall oxidiert pfeift pfeifen piept piepst qualmt
quietscht raucht rauscht rauschen ruckelt riecht rostig scheppert schief schleift schmilzt schmort
schnarrt schwach schwarz springt stinkt stottert streifen streikt stumm stürzt summt surrt tot
tote toter tropft überhitz* überlastet unbrauchbar undicht unleserlich* unterbroch* unterbricht
unterbrechungen verbogen verblasst verbrannt verdreht verfärbt vergisst verkehrt verliert
verloren* verpixelt verrauscht verschluckt verschmort verschwind* verschwunden* verschwommen
verstummt verstümmelt verzerrt verzöger* vibriert wackel* wackelt wackelkontakt wirr zeitverzögert
zerbroch* zerkratzt zerrissen zischt zittert zuckt
"""
_FRENCH = """
anonyme arrachée* bancal bloque bloquée* bloquent bloqué* brouillé* brûlant* brûlé* brûle bruyant*
bourdonn* branlant* chauffe chauffent clignot* coince coincée* coincé* coupe coupée coupent
coupures court-circuit crache crachote crépit* crie croustill* craqu* débranche décale décalé*
décharge* déchiré* décollé* décolle déconnect* déform* défil* dérègle déréglé* dévide* disjoncte
disparaît disparaissent disparu* éraflé* éteint éteinte éteignent faible* fêlé* fendu* fige figé*
figée fissuré* flou* flous fondu* fuit fume fumée gelé gèle gondolé gonflé* gratte grés* grésill*
grille grillé* grince grisé haché* hache hachée illisibl* inaudible* inerte instable* intermitten*
inversé* lent lents lenteur lente lentes mou molle muet* muette* mort morte noirci* noir noire
oublie oxydé* pâle perd perdent perdu* plante plantée planté planter pliée plié rame redémarr*
rayé* rayures résonne ronfl* ronronne saccadé* saccad* sature saturé* saute sautent sauté siffle
sifflement sifflent souffle sourd sourde surchauff* tordu* tombe tombent tremble tremblote vacille
vibre vide vides voilé*
"""
_SPANISH = """
abombad* ahogad* aflojad* anónim* apaga apagad* apagan arrancad* atascad* bloque* bloquead*
borros* borra borran caducad* calienta calientan chasque* chirr* chispa* chispe* cortad* corta
cortan cruje cruza cruzan cruzad* cuelga colgad* congel* congelad* deform* desaparec* desconect*
descargad* descarga descolgad* descolocad* desconfigur* desenfocad* despegad* desvanec*
distorsion* doblad* eco ecos encallad* entrecort* entrecortad* erróne* flojo floja fundid* funde
gastad* gotea hinchad* huele humea hundid* inestable* intermiten* invertid* invertidos invierte
invierten lenta lento lentísim* ilegibl* manchad* metálic* mud* mudo muda muert* negra negro
oxidad* parpade* pierde pierden pita pitan pitid* quema quemad* quemado rajad* rallad* ralentiz*
ralla reinici* resetea resuena ronc* rota roto rotas rotos ruid* ruidos* saltan salta satura
saturad* silba silbid* sobrecalent* sord* suelta suelto tembl* tiembla torcid* trabad* vací* vibra
zumb* zumbido
"""


def _split(tables: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    words = [word for table in tables for word in table.split()]
    stems = {w[:-1] for w in words if w.endswith("*")}
    return frozenset(w for w in words if not w.endswith("*")), frozenset(stems)


_WORDS, _STEMS = _split((_ITALIAN, _ENGLISH, _GERMAN, _FRENCH, _SPANISH))
_SHORTEST = min(map(len, _STEMS))
_LONGEST = max(map(len, _STEMS))
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def tells_trouble(text: str) -> bool:
    """True if a word of the text is one that units in trouble are described with."""
    return any(_is_trouble(m[0].lower()) for m in _TOKEN.finditer(text))


def _is_trouble(word: str) -> bool:
    if word in _WORDS:
        return True
    return any(word[:n] in _STEMS for n in range(_SHORTEST, min(_LONGEST, len(word)) + 1))
