"""Words that show how a message is written: patterns over folded words in full, and word lists."""

from sim.language.listed import listed
from sim.language.phrases import any_of

GREETINGS = any_of(
    "(?:re )?(?:bonjour|bonsoir|salut|coucou|hello|rebonjour|hey|yo|allo|wesh|bonjours)",
)  # fmt: skip
TITLES = any_of(
    "(?:cher|chere|chers|cheres)(?= )", "madame", "monsieur", "mesdames", "messieurs", "mme", "mr", "m",
)  # fmt: skip
FRIENDLY = listed("salut coucou hey yo wesh")

CLOSINGS = any_of(
    "cordialement", "(?:bien|tres) (?:cordialement|a vous|a toi)", "respectueusement", "sincerement", "amicalement", "salutations?(?: distinguees)?",
    "(?:bien )?(?:sinceres|cordiales|meilleures|respectueuses) (?:salutations|pensees)", "sentiments",
    "(?:bonne|belle|excellente) (?:journee?|fin de journee|fin de semaine|soiree|semaine|reception|continuation|matinee|fin de matinee|apres midi|nuit|route|lecture)",
    "(?:bon|bel) (?:apres midi|week end|weekend|courage|we|dimanche|aprem)", "consideration", "au revoir",
    "a (?:bientot|demain|lundi|mardi|mercredi|jeudi|vendredi|plus tard|tout a le heure|tres vite|tres bientot|plus)", "bises?", "bisous?", "ciao",
    "salutations", "cord", "bien a vous", "au plaisir", "cordiales? salutations?", "(?:tu|vous) (?:souhaite|souhaitant) (?:une|un)",
)  # fmt: skip
DOUBTFUL_CLOSINGS = any_of(
    "merci (?:de|par) avance", "merci beaucoup", "a votre disposition", "a plus", "cord", "dans le attente", "^sincerement$", "bon courage",
    "(?:de|par) avance merci",
)  # fmt: skip
"""Courteous ends that some take for a closing formula and some do not."""

TU = any_of("tu", "toi", "te", "tes", "ta")
TON = any_of(
    "(?<!le )(?<!un )(?<!de )(?<!ce )(?<!bon )(?<!du )(?<!quel )(?<!au )(?<!votre )(?<!meme )ton",
)  # fmt: skip
VOUS = any_of(
    "(?<!bien a )(?<!cordialement a )(?<!sincerement a )vous",
    "vous rendez vous",
    "votre",
    "vos",
    "votres?",
)

POLITE = any_of(
    "merci", "si il (?:vous|te) plait", "veuillez", "pri(?:e|ons)", "priere", "remerci[a-z]+", "cordialement", "bonjour", "bonsoir", "salut",
    "coucou", "hello", "pardon", "excus[a-z]+", "desolee?s?", "gentil[a-z]*", "aimable[a-z]*", "amabilite", "obligeance", "reconnaissante?s?", "cher",
    "chere", "madame", "monsieur", "mesdames", "messieurs", "volontiers", "plaisir", "si (?:vous|tu) (?:pouvez|peux|voulez|veux)", "possible",
    "(?:pourriez|pourrais|auriez|aurais|voudriez|aimerais|aimerions|voudrais|voudrions|souhaiterais|souhaiterions|serait|faudrait|pourrait|seriez|pouviez)",
)  # fmt: skip

BLAMES = any_of(
    "ce (?:est|etait|sera) (?:de |entierement |bien |encore |uniquement |clairement |la )*(?:votre|ta|leur|sa|la|une) faute(?: (?:de|du|des|a)(?: [a-z]+){1,3})?",
    "par (?:votre|ta|leur|sa) faute",
    "(?:la )?faute (?:a|de|du|des) (?!frappe|moi|ma part|notre|francais|orthographe|temps|mieux|place|reponse|paiement|reglement|retour|stock|preuve|quoi|saisie|moyens?|disponib[a-z]*)(?:le |la |les )?[a-z]+",
    "a cause (?:de )?(?:vous|toi|votre|vos|ta|tes|leur|leurs|le (?:service|magasin|atelier|incompetence|expedition)|la (?:compta|comptabilite|collegue|logistique|expedition|production)|mon collegue|ma collegue)",
    "(?:vous|tu) (?:ne )?(?:me |nous |le |la |les |lui |leur )?(?:ave?z|as) (?:encore |toujours |deja |une fois de plus |une nouvelle fois |tout |tous |carrement |bien )*(?:oublie|oubliez|plante|merde|foire|neglige|rate|bacle|gache|perdu|egare|bousille|fait ne importe|fait une erreur|fait des erreurs|fait la erreur|fait le erreur|commis une|commis des|mal)",
    "(?:vous|tu) (?:vous |te )?(?:etes|es) (?:encore |bien |une fois de plus |completement )*(?:trompee?s?|plantee?s?|incompetente?s?|incapables?|responsables?|nuls?|nulles?|fautifs?|des incapables|de (?:la )?mauvaise foi)",
    "(?:vous|tu) (?:etes|es) (?:[a-z]+ )?(?:incapables?|incompetente?s?|nuls?)",
    "(?:vous|tu) ne (?:faites|fais|savez|sais|repondez|reponds|tenez|tiens|respectez|respectes|lisez|lis|verifiez|verifies|pensez|suivez|ecoutez) (?:jamais|rien|pas (?:votre|ton|vos|tes) (?:travail|boulot|engagements?|promesses?|parole))",
    "ce est (?:encore |bien |toujours |evidemment )?(?:vous|toi|lui|elle|eux|karim|julie|sophie|camille|claire|herve|nadia|luc|le magasin|la compta|le atelier|la comptabilite|le expedition|la logistique) qui (?:(?:vous|te|se|ne|me|nous) )?(?:avez|as|a|ont|etes|es|est|sont)",
    "votre (?:incompetence|negligence|incurie|laxisme|manque de (?:serieux|professionnalisme|rigueur)|mauvaise foi|erreur|oubli|retard|faute|service est (?:nul|incapable|lamentable|en dessous de tout))",
    "vos (?:erreurs|oublis|negligences|retards|betises|conneries|manquements)",
    "(?:service|magasin|atelier|compta|comptabilite|collegue|collegues|expedition|logistique|production|commerciale?|standard|accueil|secretaire|stagiaire|livreur|karim|julie|sophie|camille|luc|nadia|herve|benali|roux|marchetti|giffral) (?:(?:se est|ne a pas|ne a rien|a|ne a|ont|ne ont pas|me a|nous a) )(?:encore |toujours |tout |rien |pas |mal |carrement |une fois de plus |completement )*(?:trompee?s?|oublie|fait son (?:travail|boulot)|plantee?|foire|merde|neglige|perdu|fait ne importe|fait une erreur|rate|bacle|gache|transmis|egare)",
    "(?:une |la |le )?erreur (?:de|vient de|venant de) (?:ma|mon|votre|vos|ta|la|le|julie|karim|sophie|camille|luc) (?:collegue|service|magasin|compta|part|comptabilite|atelier|equipe|equipes|roux|benali)",
    "ce ne est pas (?:de )?(?:ma|notre) faute", "ce est (?:pas|ni) (?:de )?(?:ma|notre) faute", "incompetente?s?", "incapables?", "bande de [a-z]+",
    "(?:vous|tu) (?:bossez|travaillez|bosses|travailles) (?:comme|ne importe)", "(?:vous|tu) (?:foutez|fous|fichez|glandez|glandes|dormez)",
    "je men foutisme", "imbeciles?", "idiote?s?", "cretine?s?", "abrutie?s?", "connards?", "(?:vous|tu) (?:auriez|aurais) (?:du|pu)",
    "vous me avez (?:menti|raconte)", "vous mentez", "vous (?:vous )?moquez",
)  # fmt: skip
CLEAR_BLAME = any_of(
    "ce (?:est|etait) (?:de |entierement |bien |encore |uniquement |clairement )*(?:votre|ta|leur|sa) faute", "ce (?:est|etait) (?:encore |bien |uniquement |clairement )?(?:de )?la faute (?:a|de|du|des)", "par (?:votre|ta|leur|sa) faute",
    "a cause de (?:vous|toi|lui|elle|eux)", "a cause de (?:votre|vos|ta|tes) (?:retards?|erreurs?|oublis?|negligences?|services?|betises?|conneries?)", "encore (?:une|des) (?:erreurs?|fautes?|betises?) de (?:votre|vos|ta|ton|la part)",
    "(?:vous|tu) (?:etes|es) (?:[a-z]+ )?(?:incapables?|incompetente?s?|nuls?|nulles?|responsables? de)", "votre (?:incompetence|negligence|incurie|laxisme|manque de (?:serieux|professionnalisme|rigueur)|mauvaise foi)", "(?:vos|tes) (?:negligences|betises|conneries|manquements)",
    "votre (?:[a-z]+ ){1,4}est (?:nul|nulle|lamentable|incapable|incompetente?|en dessous de tout|une honte)", "bande de (?:nuls|incapables|incompetents|clowns|branquignols|bras casses)", "incompetente?s?",
    "ce est (?:encore |bien |toujours |evidemment )?(?:vous|toi) qui (?:[a-z]+ )?(?:avez|as) (?:[a-z]+ )?(?:[a-z]+ )?(?:oublie|casse|perdu|plante|merde|foire|rate|melange|efface|bloque|mal)e?s?", "(?:vous|tu) (?:osez|oses)", "(?:vous|tu) ne (?:aviez|avais) que a", "(?:vous|tu) (?:me |nous |leur )?(?:le |la )?(?:aviez|avais) (?:promis|promit|jure|assure|garanti|certifie)", "personne ne (?:repond|rappelle|decroche)(?: [a-z]+){0,4} (?:chez vous|dans votre|de votre)", "(?:nous|me) prenez pour (?:qui|des|un)", "(?:vos|votre|tes|ton) [a-z]+ (?:est|sont) (?:completement |totalement )?(?:faux|fausses?)", "raccroche au nez",
    "(?:deuxieme|troisieme|quatrieme|cinquieme|sixieme|enieme|[a-z]+ieme) fois que (?:vous|tu)", "(?:facturee?s?|comptee?s?|preleve[a-z]*|debite[a-z]*) a tort", "vous vous etes (?:[a-z]+ )?(?:moques?|fichus?|foutus?)", "(?:vous|tu) (?:vous |te )?(?:moquez|moques|fichez|fiches|foutez|fous) (?:de (?:moi|nous|vos)|du monde)",
    "(?:vous|tu) (?:oubliez|oublies|ratez|perdez|ignorez) (?:systematiquement|toujours|encore|tout|constamment)", "la faute (?:vous|te|leur|lui) en? ?revient", "(?:vous|tu) ne me (?:repondez|reponds) jamais",
)  # fmt: skip
FAULTS = listed(
    "oublier melanger casser perdre egarer negliger rater gacher planter foirer bacler confondre inverser abimer gonfler mentir tromper moquer merder bousiller saboter bloquer effacer prendre livrer envoyer mettre saisir changer laisser facturer facher tarder"
)
"""Done « encore » by the reader, these are held against them."""
DUTIES = listed(
    "payer regler repondre rappeler lire verifier tenir respecter ecouter livrer prevenir faire suivre rendre transmettre"
)
"""Never done by the reader, these are held against them."""
NO_BLAME = any_of(
    "si (?:vous|tu|je|nous|il|elle)", "erreur de (?:ma|notre) part", "pas (?:de )?(?:votre|ta|sa|leur) faute", "peutetre", "ma faute", "notre (?:faute|erreur|oubli)", "merci", "comme vous", "ne est pas (?:la|votre|une|sa|leur)", "sans doute", "il me semble", "je crois", "sauf erreur",
    "ne (?:vous )?(?:en )?(?:veux|voulons)", "personne",
)  # fmt: skip

SLANG = listed(
    """
    ah oh mec gars meuf boulot bosser bosse bossez bosses taf truc trucs machin bidule fric thune thunes balles pognon relou galere chiant chiante chier
    merde putain bordel foutu foutue foutre foutez fous fout con cons connard conne connerie conneries ouais ouaip ouep nan nope wesh kiffe kiff cool nickel
    ouf flemme gueule gueuler engueuler engueule zut pfff pff bah ben beh hein hop euh mdr lol ptdr xd bisous bises poto pote potes
    bouffer bouffe dingue daube pourri pourrie foire zappe zapper capter capte pige piger refiler becane
    magouille baratin bagnole clope impec tkt tinquiete oki okay tchao ciao bye coucou yo hey wah flippe flipper degueu crade saoule saoules soule gonfle gonfles
    baleze marrant rigolo mince oups pagaille foutoir foutaise foutaises bazar cata nickel aprem fissa rab basta kdo peinard marre
    """
)
HALF_SLANG = listed(
    "cool nickel top super sympa marre arnaque nul nulle boulot ok okay oki bazar cata aprem hello bises ciao dispo speed impec plante bosse illico gonfle dingue planter caisse balles rab capte capter foire pourri pourrie"
)
"""Everyday words that some offices let through: a point for the examiner."""
FAMILIAR_PHRASES = any_of(
    "ras le bol", "ne importe quoi", "en a marre",
    "ca (?:va pas|le fait|roule|craint|chie|soule|me saoule|me gonfle|urge|passe creme|marche|bouge|caille)", "ya (?:pas|plus|un)", "pas de souci",
    "pas de soucis", "no problem", "en mode", "du coup", "te inquiete", "vas y", "allez hop", "a la bourre", "dans le jus", "a plus",
    "se fou(?:t|tez) de", "foutez de", "fous de", "coup de fil", "coup de main", "quoi$", "la boite", "de ouf", "vite fait", "le truc", "un max",
    "grave (?:la|le|cool)", "sur le coup", "a fond", "trop (?:bien|cool|fort)", "(?:ca|ce|il|elle|on) (?:est )?(?:fout|pete)",
)  # fmt: skip
CLEAR_FAMILIAR = any_of(
    "ras le bol", "ca (?:craint|chie|me saoule|me gonfle|me gave|passe creme|roule)", "te inquiete", "allez hop", "a la bourre", "de ouf", "se fou(?:t|tez) de", "foutez de", "fous de", "vous foutez", "tu te (?:en )?fous",
    "(?:super|trop|hyper) (?:sympa|cool|bien|gentil)", "o bureau", "me gave",
)  # fmt: skip
EMOTICON = r"(?<![\w:])(?:[:;=][-o']?[)(DPp/|]|x[dD]|<3|\^\^|:[-']?\()(?!\w)"
