"""Phrases that ask, refuse, excuse or thank, as patterns over folded words in full, one space apart.

Elisions are written out (« d’avance » is « de avance », « s’il » is « si il »). Every pattern is linear:
no repetition stands within another.
"""

import re

from sim.language.listed import listed


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words."""
    return re.compile(r"(?<![a-z])(?:" + "|".join(phrases) + r")(?![a-z])")


PLEASE = any_of("si il vous plait", "si il te plait")
WAIT = any_of("(?:un|une|deux|quelques) (?:instants?|minutes?|secondes?|moments?)")
ASKS = any_of(
    "(?:je|nous|on) vous (?:prie|prions|prierais?|prierions|demande|demandons|demanderais?|demanderai|saurais gre|saurions gre|serais? (?:tres )?reconnaissante?|serions reconnaissants?)",
    "(?:je|nous|on) te (?:demande|demanderai|demanderais|prie)", "vous demande de", "vous prie de bien", "priere de",
    "(?:serait|est|sera) il possible", "il serait possible de", "(?:te|vous) serait il possible", "serait ce possible", "est ce possible",
    "est ce que (?:ce est|ce serait|il est|il serait) possible", "y aurait il (?:un )?moyen", "y a il (?:un )?moyen",
    "auriez vous (?:la gentillesse|le amabilite|la amabilite|la bonte|le obligeance|la obligeance)",
    "ayez (?:la gentillesse|la amabilite|le obligeance|la obligeance)", "(?:me|nous) faire (?:parvenir|savoir|suivre)(?= )",
    "a (?:me|nous) (?:retourner|renvoyer|confirmer|transmettre|adresser|communiquer)", "merci (?:de|par) avance", "(?:de|par) avance merci",
    "avec mes remerciements anticipes", "(?:vous|te) en remercie (?:par|de) avance", "en vous remerciant (?:par|de) avance",
    "vous en remerciant (?:par|de) avance",
)  # fmt: skip
WISHES = any_of(
    "(?:je|nous|on) (?:voudrais|voudrions|voudrait|aimerais|aimerions|aimerait|souhaite|souhaitons|souhaiterais|souhaiterions|desire|desirons|desirerais|veux|voulons|exige|exigeons|reclame|reclamons) (?:bien )?(?:aussi |egalement |juste |simplement )?(?:recevoir|avoir|savoir|obtenir|connaitre|disposer|que vous|que tu|que on|votre|vos|ton|ta|tes|mon|ma|mes|nos|notre|une?|le|la|les|des|du|comprendre|etre (?:livres?|rembourses?|rappelee?|informee?s?|fixee?s?|payee?s?))",
    "(?:je|nous|on) (?:ai|avons|a|aurais|aurions|aurait) (?:absolument |vraiment |aussi |egalement |juste |toujours |encore |urgemment )?besoin (?:de|que)",
    "il (?:me|nous) (?:faut|faudrait|faudra|manque)", "il faut que (?:vous|tu)", "il faudrait que (?:vous|tu)",
    "(?:je|on|nous) (?:le|la|les) (?:veux|veut|voulons)",
    "(?:attends|attendons) (?:donc |toujours |encore )?(?:votre|vos|ton|tes|une reponse|un retour|des excuses|un avoir|le remboursement)",
    "pour savoir (?:si|quand|a quelle|ou|combien|comment|quel|quelle)",
    "il est (?:imperatif|urgent|necessaire|indispensable|important) que (?:vous|tu)",
)  # fmt: skip
NO_WISH = listed(
    "bonne bon belle excellente remercier excuser feliciter plus pas probleme problemes histoire histoires"
)
"""What one wishes to somebody, or wants no more of, is no request."""
WAITS = any_of(
    "(?:je|nous|on) (?:attends|attendons|attend|compte|comptons) (?:donc |toujours |encore )?(?:votre|vos|ton|ta|tes|de vos|une reponse|un retour|le|la|les|un|une|sur vous|sur toi)",
    "dans le attente de", "dans la attente de", "en attente de", "en attendant votre", "en esperant", "je vous invite a", "nous vous invitons a",
    "vous laisse le soin",
)  # fmt: skip
RHETORICAL = any_of(
    "(?:vous|te) (?:moquez|fichez|foutez|moques|fiches|fous|payez|rigolez|plaisantez)", "vous (?:rigolez|plaisantez)", "rigolez vous", "blague",
    "plaisanterie", "ce est quoi", "(?:osez|oses|pretendez|pretends)", "combien de (?:fois|temps encore)", "normal", "normale", "jusque a quand",
    "jusque ou", "serieux", "serieusement", "ne est ce pas", "ou va on", "croyez vous", "vous croyez", "(?:puis|pouvons|peut) (?:je|nous|on) (?:vous|te|me permettre)", "(?:voulez|veux|souhaitez|souhaites|preferez|preferes) (?:vous|tu) (?:donc |bien )?que (?:je|nous|on)", "(?:dois|devons) (?:je|nous)", "que (?:puis|pouvons) (?:je|nous)", "ne est il pas", "ah bon", "et alors", "vraiment", "vous (?:comprenez|vous souvenez)", "entendu", "et puis quoi", "autre chose", "a quoi (?:bon|sert|servez)",
    "comment (?:allez|vas|ca va|va|tu vas|vous allez)", "ca va", "ca roule", "vous allez bien", "tu vas bien", "tout va bien", "hein", "non",
    "comment (?:se fait|peut on|osez|pouvez vous|peut il)", "trop demander", "si (?:complique|difficile|dur)", "est ce (?:trop|si|bien)",
    "vous trouvez", "trouvez vous", "faut il (?:que|vraiment|encore|tout|vous)", "vous vous rendez compte", "qui (?:va|a|peut|paie|paiera)",
    "pourquoi pas", "quoi", "allo", "pardon", "a (?:qui|quel) (?:la faute|point)", "vous avez (?:compris|vu)", "ok", "ce est clair", "vous dormez",
    "imaginez",
)  # fmt: skip
"""In a question: it may ask nothing."""

APOLOGIES = any_of(
    "(?:je|nous|on) (?:me|nous|se) (?:excuse|excusons)",
    "(?:je|nous) (?:vous |te )?(?:prie|prions|demande|demandons) (?:donc |encore |sincerement )?(?:de )?(?:bien vouloir )?(?:me|nous|le|la) (?:en )?excuser",
    "(?:veuillez|veuilles|veuille) (?:bien )?(?:me|nous|le) (?:en )?excuser", "vous (?:prie|prions) de (?:bien vouloir )?(?:me|nous) (?:en )?excuser",
    "prie de excuser", "prions de excuser", "veuillez excuser", "excusez (?:moi|nous|le|notre|ce|mon|la|du retard|ma)", "excuse moi", "excuse nous",
    "(?:me|nous) pardonner", "mea culpa", "^pardon", "(?:ah mince|mince|oups|oh|ah|euh|oui|non|et) ,? ?(?:, )?pardon", "pardonnez (?:moi|nous)",
    "(?:toutes )?(?:mes|nos|de|des) (?:plus )?(?:plates |sinceres |vives |humbles )?excuses", "mille excuses?", "toutes (?:mes|nos) excuses",
    "avec (?:mes|nos) excuses",
    "(?:je|nous|on) (?:suis|sommes|est|etais) (?:vraiment |sincerement |tres |trop |encore |vivement |bien |profondement |reellement |absolument )?(?:desolee?s?|navree?s?|confuse?s?)",
    "(?:vraiment |sincerement |tres |trop |encore |toute? )?(?:desolee?s?|navree?s?)", "(?:je|nous) vous (?:demande|demandons) pardon",
    "pardon (?:pour|de|du)", "mille pardons", "encore pardon",
)  # fmt: skip
NO_APOLOGY = any_of(
    "vos (?:plates )?excuses",
    "(?:attends?|attendons|exige|exigeons|veux|voulons|reclame|reclamons|merite|meritons|aimerais|aimerions|demande|demandons|souhaite|souhaitons|accepte|acceptons) (?:donc |toujours |encore |au moins )?(?:de vous |de vous des |toujours |vos |des |de votre part |vous )?(?:des |mes |les )?excuses",
    "(?:pas|rien|aucune?|sans|ni|ne|jamais|inutile|fausses?|assez|marre|point) (?:[a-z]+ ){0,4}(?:excuses?|excuser|excusez|desolee?s?|pardon)",
    "(?:il|elle|ils|elles|qui|se|vous|tu|toi|votre [a-z]+|votre [a-z]+ [a-z]+) (?:est|sont|etait|etes|es|seriez|dit|soit|a|avait|etait) (?:[a-z]+ ){0,2}(?:desolee?s?|navree?s?|excusee?s?)",
    "(?:presenter|faire|vos|leurs?|ses|tes) excuses", "excusez du peu", "trouver des excuses", "pour excuses?", "comme excuses?", "une excuse",
    "les? excuses?", "vous excuser", "te excuser", "ces excuses", "excuses bidons?", "excusez vous", "demand[a-z]+ (?:[a-z]+ ){0,2}excuses",
    "(?:il|elle|ils|elles|vous|qui|que vous|fournisseur|transporteur) (?:me |nous |vous )?(?:presente|presentent|presentiez|fasse|doit|devez) (?:des |ses |leurs |vos |me |nous )?(?:presenter )?(?:des |ses |leurs |vos )?excuses",
)  # fmt: skip
DOUBTFUL_APOLOGY = any_of(
    "(?:je|nous|on) (?:regrette|regrettons) (?!de ne|de devoir|que vous)", "au temps pour (?:moi|nous)", "autant pour moi",
    "ce est (?:de )?(?:ma|notre) faute", "par(?:don|dons)", "autre excuse",
)  # fmt: skip

IMPOSSIBLE = any_of(
    "(?:ce |ca |se |cela |il )?(?:ne )?(?:est|sera|serait|va) (?:malheureusement |helas |donc )?pas (?:du tout |etre )?(?:possible|envisageable|faisable|permis)(?! que)",
    "(?:ne )?(?:me|nous) (?:est|sera) (?:malheureusement |helas |donc )?pas (?:possible|permis)",
    "^impossible (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|avant|ce|cette|pour)",
    "impossible de (?:vous |te |le |la |les )?(?:livrer|accorder|donner|communiquer|transmettre|accepter|avancer|garantir|rembourser|envoyer|expedier|tenir|satisfaire|modifier|annuler)",
    "(?:ce|ma reponse|la reponse) est non", "(?:il )?ne en est pas question", "(?:demande|remise|commande|devis|conge|conges) (?:est|a ete|sont|ont ete) (?:refusee?s?|rejetee?s?|declinee?s?)", "pas possible (?:avant|pour|lundi|mardi|mercredi|jeudi|vendredi|demain)",
    "(?:me|nous) (?:interdit|interdisent|empeche|empechent) de (?:vous |te |le |la |les )?(?:donner|communiquer|transmettre|accorder|sortir|accepter|repondre|divulguer)",
)  # fmt: skip
NEVER = any_of(
    "(?:ce est |est |il est )?hors de question", "(?<!est )(?<!est il )pas question", "il ne est pas question",
    "(?:je|nous|on) (?:refuse|refusons|decline|declinons|me oppose|nous opposons)(?! (?:pas|que))",
    "aucune? [a-z]+ (?:ne sera |ne seront |ne peut etre )?(?:acceptee?|accordee?|possible)",
    "(?:je|nous|on) (?:ne )?(?:suis|sommes|est) (?:malheureusement |donc |helas )?(?:dans le impossibilite|dans la impossibilite|dans le incapacite|contrainte?s? de (?:refuser|decliner)|oblige[a-z]* de (?:refuser|decliner)|au regret de ne|au regret de (?:refuser|decliner))",
    "(?:je|nous) (?:dois|devons|me vois|nous voyons|prefere|preferons) (?:[a-z]+ ){0,3}(?:refuser|decliner)",
    "(?:je|nous|on) ne (?:suis|sommes|est) (?:malheureusement |helas |donc )?pas (?:en mesure|autorisee?s?|habilitee?s?|en droit|en capacite|en position)",
    "(?:je|nous|on) (?:suis|sommes|est) pas (?:en mesure|autorisee?s?|habilitee?s?|en droit)",
    "(?:je|nous|on) (?:ne |ne en )?(?:ai|avons|a) pas (?:le droit|la autorisation|le autorisation|la possibilite|le pouvoir)(?: de|$| ,)",
    "(?:ne )?(?:me|nous) est (?:malheureusement |helas |donc )?(?:pas possible|impossible)",
    "(?:je|nous|on) (?:regrette|regrettons) de ne (?:pas )?pouvoir", "(?:desolee?s?|regret|navree?s?) de ne (?:pas )?pouvoir",
    "(?:ne )?(?:donnerons|donnons|donnerai|donne) pas (?:de )?(?:suite|une suite)(?: favorable)?",
    "ne (?:pouvons|peux) (?:[a-z]+ ){0,3}(?:donner suite|repondre favorablement|acceder)", "non merci",
)  # fmt: skip
DOUBTFUL_REFUSAL = any_of(
    "impossible(?! (?:a|est))", "pas possible", "ne est pas possible", "confidentiel", "confidentielle", "confidentielles", "confidentiels",
    "pas d accord", "pas de accord", "non", "refuse", "refusons", "refusee?s?", "peut pas", "peux pas", "pouvons pas", "secret", "interdit",
    "ne me regarde pas", "pas le droit", "prefere ne pas", "preferons ne pas", "pas de mon ressort", "sans suite",
)  # fmt: skip
THANKS_VERB = any_of(
    "(?:je|nous|on) (?:vous|te|le|les) (?:en )?(?:remercie|remercions)", "(?:vous|te) (?:remercie|remercions)", "remercie(?:ments)? a",
    "tiens a (?:vous|te) remercier", "tenons a vous remercier", "remerciements",
)  # fmt: skip
MERCI = any_of("merci")
UNTHANKED = any_of(
    "sans (?:un |meme un |meme |dire )?merci", "(?:meme )?pas (?:un |dire |de |un seul )?merci", "dire merci", "dit merci", "non merci", "merci qui",
    "jamais merci", "(?:de|par) avance merci",
)  # fmt: skip
LATER = any_of("retour", "reponse", "confirmation", "diligence", "faire", "reactivite", "retours")
"""Thanks for these may be for something still to come."""

FORMULA = any_of(
    "agreer", "croire", "salutations", "excuser", "excuses", "ci joint", "ci joints?", "ci jointe?s?", "trouver", "prie de recevoir", "assurance",
)  # fmt: skip
"""With these, « veuillez » and « je vous prie de » ask for nothing."""
NOTED = any_of(
    "(?<![a-z] )besoin (?:de |du |des |urgent )", "(?:reponse|retour|confirmation|accord) (?:rapide |urgente? |souhaitee? |attendue? )?(?:svp|si il vous plait)", "(?:reponse|retour) urgente?",
    "(?:reponse|retour|confirmation|reglement|paiement|envoi) (?:souhaitee?|attendue?|imperati[a-z]+|exigee?|demandee?|avant|pour (?:le|demain))", "delai ?$",
)  # fmt: skip
"""Requests in the style of notes."""
