"""Orders that end a unit: throw it away, send it back as it is. Nothing can be asked after them."""

from mailbot.domain.phrases import phrases

SCRAP = r"""
    rottam(?:ate¦iamo)\w* | si (?:rottami¦smaltisca)(?:no)? | smaltit(?:e¦el[oaie]) | disfatevene
    butta(?:te¦tel[oaie]¦tec?el[oaie]) | getta(?:te¦tel[oaie]) | cestina(?:te¦tel[oaie])
    (?:distrugge¦elimina)tel[oaie] | ve l[oaie] (?:potete )?(?:anche )?(?:tenere¦regal\w+¦lasci\w+)
    (?:in¦nella?¦alla?¦al¦nel¦il) (?:discarica¦cestino¦bidone¦spazzatura¦immondizia¦pattumiera¦\
      macero¦cassonetto¦isola ecologica¦pattume¦ferrovecchio)
    (?:fate¦fatene) (?:rottame¦quello che volete) | rottame(?=\W*$) | cestino(?=\W*$)
    (?:chuck¦trash¦toss¦ditch¦skip¦dump¦destroy¦junk¦scrap¦bin) \
       (?:it¦them¦the (?:lot¦others?¦rest¦unit¦units)¦that¦this¦both¦all)(?: \w+)?
    (?:in¦into¦to¦for¦off to) the (?:bin¦skip¦trash¦dump¦rubbish¦garbage¦landfill¦tip¦scrap\w*)
    get rid of | (?:throw¦chuck¦toss) (?:\w+ ){0,3}(?:away¦out) | write (?:it¦them) off
    weg damit | (?:kann¦können¦darf¦dürfen) (?:\w+ )?weg(?=\W*$) | entsorgts? | recyceln
    (?:in¦ab in¦auf) (?:den¦die) (?:müll¦tonne¦schrott\w*¦container¦abfall¦mülltonne¦wertstoffhof)
    (?:zum¦zu) (?:schrott¦müll¦wertstoffhof¦recycling) | vernichten | ausschlachten
    (?:schmei(?:ß¦ss)\w*¦werft¦werfen sie¦wirf¦haut¦hau)\b[^,;:.!?]{0,30}\bweg
    (?<!ist\s)(?<!war\s)(?:schrott¦müll)(?=\W*$) | ab in die tonne
    (?:à la¦en¦au¦dans la¦direction(?: la)?¦pour la) (?:benne¦poubelle¦casse¦déch[eè]tterie¦\
      déchèterie¦dechetterie¦ferraille¦décharge¦recyclage¦pilon)
    (?:benne¦poubelle¦ferraille)(?=\W*$) | débarrass\w+ | bazard\w+ | balancez\w*
    à (?:jeter¦détruire)
    (?:procéder à )?(?:la )?destruction | jetez(?:-l[ea]s?)? | détruisez(?:-l[ea]s?)?
    (?:a la¦al¦para el¦para la¦en el¦en la) (?:basura¦contenedor¦chatarra¦punto limpio¦vertedero¦\
      desguace¦reciclaje¦cubo¦papelera¦container)
    (?:chatarra¦basura)(?=\W*$) | desh(?:ac¦ág¦ag)\w+ de | a reciclar
    (?:den¦dad¦dar)(?:l[oa]s?)? de baja | t[ií]r(?:al[oa]s?¦enl[oa]s?¦adl[oa]s?) | desguazad\w*
    desguacen\w* | b[oó]t[ea]nl[oa]s? | procedan a su destrucción
"""
BACK = r"""
    (?:ridate¦rendete)(?:ci¦mi)?\w* | (?:rimandat¦rispedit¦restituit)ec?m?el[oaie]
    vogliate (?:restituir\w+¦rispedir\w+¦rimandar\w+) | non riparat[oaie]
    (?:send¦ship¦give) (?:\w+ ){0,3}back | zurück(?=(?: bitte¦ an uns)?\W*$)
    (?:wir bitten ¦bitten )?um rücksendung | rende[zr](?:-\w+){1,2} | non réparée?s?
    devol(?:ved¦vé)\w* | regr[eé]s(?:en¦ad)\w*
"""
# All of these, and those of the table of noes, by their stems.
ENDS = phrases(
    rf"""
    {SCRAP}
    {BACK}
    (?:potete )?(?:rottama¦smalti¦butta¦restitu¦rispedi¦rimanda)\w*
    da (?:smaltire¦buttare¦rottamare)
    senza riparare? | scrap(?:ped)? | dispose | bin | recycle(?: it¦ them)?
    (?:send¦ship) .* | return .* | unrepaired | without repair(?:ing)? | leave it
    entsorg\w+ | verschrott\w+ | wegwerfen | wegschmeißen | unrepariert\w* | zurück ?s\w+
    (?:schicken¦senden) sie .* | renvo\w+ | retourn\w+ | (?:met\w+(?:-l[ea]s?)? )?au rebut
    recycl\w+
    détrui\w+ | tel quel | en l'état | devuélv\w+ | devuelv\w+ | desech\w+ | recicl\w+
    tir(?:ar¦en¦ad)(?:l[oa]s?)? | sin reparar | destruy\w+
    """
)
