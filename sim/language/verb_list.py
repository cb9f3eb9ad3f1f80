"""The verbs of an office, folded: lists by conjugation, and what matters about what some of them mean."""

from sim.language.listed import listed

ER = listed(
    """
    abandonner accelerer accepter accorder accompagner accuser acheter acquitter actualiser adapter adresser aider aimer
    ajouter ajourner aligner amener analyser annoncer annuler anticiper apporter apprecier appliquer archiver arranger
    arreter arriver assister assurer attester attirer attribuer augmenter autoriser avancer aviser baisser bloquer bouger bousculer
    cacher calculer caler capter casser certifier changer charger chercher chiffrer choquer classer clarifier cloturer
    coller combler commander commencer commenter communiquer compenser completer compliquer compter concerner
    confier confirmer conseiller conserver considerer constater consulter contacter contester continuer
    contracter controler coordonner copier corriger couper couter crediter creer cumuler dater debiter debloquer debrouiller decaler
    decharger declarer decider decliner decouper dedommager degager deleguer demander demarrer demenager deplacer
    deposer depanner depasser deranger desirer detailler devancer deviner dialoguer diffuser diminuer discuter disposer distribuer
    divulguer donner doubler douter dupliquer ecarter echanger echouer economiser ecouter editer effacer effectuer
    elaborer embaucher embeter emmener empecher emporter encaisser encourager endommager engager engueuler enlever enregistrer enquiquiner
    entamer entrer envisager enumerer eprouver esperer essayer estimer etaler etonner etudier evaluer eviter evoquer examiner excuser executer
    exiger exister expedier expliquer exploiter exporter exprimer facturer faciliter faxer feliciter fermer fier filer fixer foirer former
    formuler forwarder frapper gacher gagner galerer garder generer gerer grouper guider habiller habiter hesiter identifier ignorer imaginer
    impliquer importer imprimer imputer incomber indemniser indiquer informer insister inspecter installer integrer interesser
    interroger inviter invoquer jouer juger justifier lacher laisser lancer lettrer lever liberer limiter lister
    liquider livrer localiser louer magouiller majorer manager manquer marcher marquer mentionner menacer merder mesurer mobiliser
    modifier monter montrer motiver negliger negocier nettoyer noter notifier numeriser obliger observer occuper oublier
    opposer ordonner organiser orienter oser paniquer parler partager participer passer patienter payer penser persister
    peser pister placer plaisanter planifier planter plier pointer porter positionner poser poster pousser pratiquer preciser
    preferer preparer presenter preserver prier privilegier proceder procurer programmer projeter prolonger proposer
    prouver provisionner prouver publier qualifier questionner quitter raconter ramener rappliquer rapporter rapprocher
    rassurer rater recapituler recaler reclamer recommander recommencer reconsiderer recopier rectifier recuperer reediter reexpedier
    reexaminer refacturer refiler reformuler refuser regarder regler regretter regulariser rejeter relancer relever relivrer
    melanger embrouiller inverser abimer raccrocher klaxonner gonfler livrer reverifier ressembler ramener bacler deranger accrocher decorer heberger cotiser
    remarquer rembourser remercier remonter remplacer remporter rencontrer renouveler renoncer renseigner rentrer
    reparer repasser repercuter replanifier reporter reposer repousser representer reprogrammer reserver resilier resister respecter
    ressayer rester restituer resumer retarder retirer retourner retrouver reveler reviser
    ristourner saboter saluer scanner secouer sembler separer signaler signer simuler solder solliciter songer souhaiter souligner
    stocker stopper suggerer supporter supprimer surcharger surveiller suspecter tacher tamponner tarder telephoner telecharger temoigner
    tenter terminer tester tirer tolerer tomber toucher tourner traiter trainer trancher transferer transiter transporter travailler traverser
    trier tromper trouver utiliser user valider valoriser varier veiller verifier verser viser visiter voler zapper
    abuser accumuler actionner administrer agrafer appuyer arnaquer balancer basculer blaguer boucler bosser cogner cibler cocher
    completer comptabiliser consigner consoler convoquer croiser deballer debarrasser debarquer decompter decrocher declencher decourager degouter
    delocaliser denoncer deraper deteriorer dicter digerer dresser durer egarer emballer encadrer encoder enchainer
    entrainer envelopper epargner equiper escompter espionner etiqueter exagerer exonerer exposer fabriquer falsifier filtrer finaliser
    finaliser financer focaliser fonctionner forcer fouiller fuiter graver grouiller incriminer injurier inquieter insulter
    intercaler interpeller inventer inventorier jeter magner maitriser mailer manifester menager mener moquer mouiller
    navrer neutraliser nommer obtemperer outiller outrepasser parer parapher pardonner passer patauger penaliser percer perturber piger
    piloter pinailler plafonner presser prononcer provoquer radier rajouter rallonger ranger reactiver reaffecter realiser
    recalculer receptionner rechercher reclasser recolter recontacter recouper recouvrer recruter rediger redonner redemander redresser referer
    reimprimer reinitialiser reiterer rejouer relater remarquer renegocier renommer repertorier
    repliquer reposter repeter resigner restaurer revaloriser reverser revoquer rouspeter sauvegarder
    securiser seconder soulager soupconner soulever spammer specifier stagner statuer subroger succeder synthetiser taper tarifer taxer
    totaliser tracer transvaser truquer urger ventiler vexer virer
    """
)
"""Regular verbs in -er."""

IR = listed(
    """
    abolir accomplir adoucir agir applaudir avertir bannir batir choisir convertir definir eclaircir elargir enrichir etablir faiblir
    finir fournir garantir grandir guerir investir munir obeir ralentir reagir reflechir remplir retablir
    reunir reussir saisir ressaisir subir trahir unir vieillir finir approfondir assortir aboutir
    """
)
"""Regular verbs in -ir, with -iss-."""

RE = listed(
    """
    attendre confondre correspondre defendre dependre descendre entendre etendre fondre perdre pretendre rendre repandre repondre
    suspendre tendre vendre revendre detendre interrompre rompre
    """
)
"""Regular verbs in -re."""

DOUBLING = listed("appeler rappeler renouveler jeter rejeter projeter etiqueter")
"""Their last consonant doubles before a mute e: « je rappelle »."""

YER = listed("envoyer renvoyer payer essayer employer nettoyer appuyer ennuyer rayer balayer")
"""Their y becomes i before a mute e: « j’envoie »; future of envoyer in « enverr- »."""

# infinitive: present | stem of the imperfect | stem of the future | participle | other imperatives and subjunctives
IRREGULAR = {
    "etre": "suis es est sommes etes sont|et|ser|ete|sois soit soyons soyez soient",
    "avoir": "ai as a avons avez ont|av|aur|eu|aie aies ait ayons ayez aient",
    "aller": "vais vas va allons allez vont|all|ir|alle|aille va ailles allions alliez aillent",
    "pouvoir": "peux peux peut pouvons pouvez peuvent|pouv|pourr|pu|puis puisse puisses puisse puissions puissiez puissent",
    "vouloir": "veux veux veut voulons voulez veulent|voul|voudr|voulu|veuille veuilles veuille veuillons veuillez veuillent",
    "devoir": "dois dois doit devons devez doivent|dev|devr|du|doive doives doive devions deviez doivent",
    "savoir": "sais sais sait savons savez savent|sav|saur|su|sache sache sache sachons sachez sachent",
    "falloir": "- - faut - - -|fall|faudr|fallu|- - faille - - -",
    "voir": "vois vois voit voyons voyez voient|voy|verr|vu|",
    "revoir": "revois revois revoit revoyons revoyez revoient|revoy|reverr|revu|",
    "prevoir": "prevois prevois prevoit prevoyons prevoyez prevoient|prevoy|prevoir|prevu|",
    "recevoir": "recois recois recoit recevons recevez recoivent|recev|recevr|recu|recoive recoives recoive recevions receviez recoivent",
    "decevoir": "decois decois decoit decevons decevez decoivent|decev|decevr|decu|",
    "apercevoir": "apercois apercois apercoit apercevons apercevez apercoivent|apercev|apercevr|apercu|",
    "percevoir": "percois percois percoit percevons percevez percoivent|percev|percevr|percu|",
    "croire": "crois crois croit croyons croyez croient|croy|croir|cru|",
    "dire": "dis dis dit disons dites disent|dis|dir|dit|dise dises dise disions disiez disent",
    "redire": "redis redis redit redisons redites redisent|redis|redir|redit|",
    "lire": "lis lis lit lisons lisez lisent|lis|lir|lu|",
    "relire": "relis relis relit relisons relisez relisent|relis|relir|relu|",
    "ecrire": "ecris ecris ecrit ecrivons ecrivez ecrivent|ecriv|ecrir|ecrit|",
    "inscrire": "inscris inscris inscrit inscrivons inscrivez inscrivent|inscriv|inscrir|inscrit|",
    "suivre": "- suis suit suivons suivez suivent|suiv|suivr|suivi|",
    "poursuivre": "poursuis poursuis poursuit poursuivons poursuivez poursuivent|poursuiv|poursuivr|poursuivi|",
    "vivre": "vis vis vit vivons vivez vivent|viv|vivr|vecu|",
    "conduire": "conduis conduis conduit conduisons conduisez conduisent|conduis|conduir|conduit|",
    "produire": "produis produis produit produisons produisez produisent|produis|produir|produit|",
    "reduire": "reduis reduis reduit reduisons reduisez reduisent|reduis|reduir|reduit|",
    "deduire": "deduis deduis deduit deduisons deduisez deduisent|deduis|deduir|deduit|",
    "connaitre": "connais connais connait connaissons connaissez connaissent|connaiss|connaitr|connu|",
    "reconnaitre": "reconnais reconnais reconnait reconnaissons reconnaissez reconnaissent|reconnaiss|reconnaitr|reconnu|",
    "joindre": "joins joins joint joignons joignez joignent|joign|joindr|joint|",
    "rejoindre": "rejoins rejoins rejoint rejoignons rejoignez rejoignent|rejoign|rejoindr|rejoint|",
    "craindre": "crains crains craint craignons craignez craignent|craign|craindr|craint|",
    "plaindre": "plains plains plaint plaignons plaignez plaignent|plaign|plaindr|plaint|",
    "resoudre": "resous resous resout resolvons resolvez resolvent|resolv|resoudr|resolu|",
    "partir": "pars pars part partons partez partent|part|partir|parti|",
    "repartir": "repars repars repart repartons repartez repartent|repart|repartir|reparti|",
    "sortir": "sors sors sort sortons sortez sortent|sort|sortir|sorti|",
    "sentir": "sens sens sent sentons sentez sentent|sent|sentir|senti|",
    "consentir": "consens consens consent consentons consentez consentent|consent|consentir|consenti|",
    "servir": "sers sers sert servons servez servent|serv|servir|servi|",
    "offrir": "offre offres offre offrons offrez offrent|offr|offrir|offert|",
    "ouvrir": "ouvre ouvres ouvre ouvrons ouvrez ouvrent|ouvr|ouvrir|ouvert|",
    "couvrir": "couvre couvres couvre couvrons couvrez couvrent|couvr|couvrir|couvert|",
    "souffrir": "souffre souffres souffre souffrons souffrez souffrent|souffr|souffrir|souffert|",
    "decouvrir": "decouvre decouvres decouvre decouvrons decouvrez decouvrent|decouvr|decouvrir|decouvert|",
    "courir": "cours cours court courons courez courent|cour|courr|couru|",
    "conclure": "conclus conclus conclut concluons concluez concluent|conclu|conclur|conclu|",
    "exclure": "exclus exclus exclut excluons excluez excluent|exclu|exclur|exclu|",
    "plaire": "plais plais plait plaisons plaisez plaisent|plais|plair|plu|",
    "taire": "tais tais tait taisons taisez taisent|tais|tair|tu|",
    "valoir": "vaux vaux vaut valons valez valent|val|vaudr|valu|",
    "foutre": "fous fous fout foutons foutez foutent|fout|foutr|foutu|",
    "suffire": "suffis suffis suffit suffisons suffisez suffisent|suffis|suffir|suffi|",
    "asseoir": "assieds assieds assied asseyons asseyez asseyent|assey|assier|assis|",
    "acquerir": "acquiers acquiers acquiert acquerons acquerez acquierent|acquer|acquerr|acquis|",
    "mourir": "meurs meurs meurt mourons mourez meurent|mour|mourr|mort|",
}  # fmt: skip

FAMILIES = {
    "faire": ("fais fais fait faisons faites font|fais|fer|fait|fasse fasses fasse fassions fassiez fassent", ("", "re", "de", "satis")),
    "interdire": ("interdis interdis interdit interdisons interdisez interdisent|interdis|interdir|interdit|", ("",)),
    "prendre": ("prends prends prend prenons prenez prennent|pren|prendr|pris|prenne prennes prenne prenions preniez prennent", ("", "ap", "com", "re", "sur", "entre", "mep")),
    "mettre": ("mets mets met mettons mettez mettent|mett|mettr|mis|", ("", "per", "trans", "re", "com", "sou", "pro", "ad", "e", "o", "retrans", "compro")),
    "venir": ("viens viens vient venons venez viennent|ven|viendr|venu|vienne viennes vienne venions veniez viennent", ("", "re", "con", "pre", "par", "inter", "sou", "de")),
    "tenir": ("tiens tiens tient tenons tenez tiennent|ten|tiendr|tenu|tienne tiennes tienne tenions teniez tiennent", ("", "ob", "main", "re", "sou", "con", "entre")),
    "battre": ("bats bats bat battons battez battent|batt|battr|battu|", ("", "ra")),
}  # fmt: skip
"""Verbs conjugated alike, by their prefixes."""

FUTURES = {"envoyer": "enverr", "renvoyer": "renverr"}
"""Stems of the future that the infinitive does not give."""

TO_BE = listed(
    "aller venir revenir parvenir intervenir arriver entrer rentrer retourner partir repartir sortir rester tomber passer devenir"
)
"""After « être », their participle tells a past and no passive."""

MODALS = listed(
    "pouvoir devoir vouloir falloir savoir souhaiter aimer preferer compter penser esperer oser desirer tacher essayer tenter"
)
"""Verbs that another verb follows in the infinitive."""

STATES = listed(
    """
    etre avoir recevoir pouvoir devoir vouloir savoir falloir croire penser esperer attendre souhaiter aimer preferer sembler rester
    trouver connaitre comprendre apprecier craindre regretter douter manquer valoir suffire voir entendre remarquer constater perdre
    remercier excuser prier saluer feliciter subir souffrir concerner patienter ignorer imaginer oublier desirer plaire hesiter permettre
    supporter tolerer tomber estimer considerer
    """
)
"""What happens to one, or what one thinks: saying so for later commits to nothing."""
