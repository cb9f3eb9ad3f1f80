"""Words that rules look for, folded: kept here so that one slip in a long one is forgiven."""

from sim.language.listed import listed

KEY_WORDS = listed(
    """
    bonjour bonsoir madame monsieur mesdames messieurs cordialement cordiale cordiales salutations respectueusement sincerement amicalement
    sentiments distinguees distingues devoues expression consideration journee soiree semaine apresmidi matinee disposition attente
    remerciements remerciement beaucoup infiniment vivement avance excuse excuses pardon desole desolee desoles desolees navre navree confus
    confuse regret regrets derangement desagrement possible impossible impossibilite malheureusement mesure refus refuse confidentiel
    confidentielle confidentielles demain lundi mardi mercredi jeudi vendredi samedi dimanche aujourdhui janvier fevrier avril juillet
    septembre octobre novembre decembre prochain prochaine dernier derniere rapidement immediatement urgence urgent urgente urgemment
    reponse retour confirmation facture factures commande commandes livraison livraisons reglement paiement bordereau bordereaux devis
    avoir avoirs relance relances comptabilite expedition magasin atelier entreprise societe service transporteur fournisseur client
    clients collegue collegues erreur erreurs faute fautes oubli oublie oublies encore toujours jamais plusieurs gentillesse amabilite
    question question renseignement information informations document documents dossier necessaire besoin hesitez veuillez pourriez pouvez
    montant remise reduction pourcent euros euro virgule quatre quatorze quinze trente quarante cinquante soixante palettes palette
    pieces cartons exemplaires heures heure probleme votre notre quelle quelles quand comment pourquoi combien lequel laquelle
    telephone numero prenez preneznote gentil gentille aimable merci serait aurait pourrait
    compris comprehension patience confiance appel message visite accueil aide attention rapidite intervention interet collaboration
    """
)

ABBREVIATIONS = listed(
    "m mm mr mme mmes mlle dr st ste ets ref refs tel n no art cf ex qte qt env fact cde liv av bd st p pp cial dept serv resp"
)
"""A full stop after these ends no sentence."""

DETERMINERS = listed(
    """
    le la les un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs du au aux de chaque quelque quelques
    plusieurs aucun aucune quel quelle quels quelles tout toute toutes par sans en pour sur avec sous apres avant selon
    """
)
"""What stands before a noun: « votre commande » is no verb. A pronoun before them changes that: « je la commande »."""

CLITICS = listed("ne me te se le la les lui leur y en nous vous")
SUBJECTS = {
    "je": "1s", "tu": "2s", "il": "3s", "elle": "3s", "on": "3s", "ca": "3s", "cela": "3s", "ce": "3s",
    "nous": "1p", "vous": "2p", "ils": "3p", "elles": "3p",
}  # fmt: skip
NEGATIONS = listed("pas ni plus jamais rien aucun aucune guere nullement personne point")
SELDOM_VERBS = listed(
    """
    entre sous porte place date livre ligne facture commande relance demande offre copie adresse reserve retour note marque charge signature avance liste
    reste montre somme voie cause suite compte point devis poste service fois visite
    """
)
"""Nouns and prepositions first: verbs only with their pronoun, « il demande »."""
CLEAR_NEGATIONS = listed("pas jamais rien")
"""These deny without « ne » too: « je peux pas ». « plus » alone adds."""
ADVERBS = listed(
    """
    bien deja encore toujours tout toute tous aussi ainsi donc alors simplement vraiment malheureusement egalement immediatement rapidement vite
    surement probablement peutetre volontiers systematiquement effectivement certainement absolument aimablement gentiment directement
    ni seulement enfin juste trop tres mal mieux pas plus jamais rien personnellement prochainement prealablement bel
    """
)
"""What may stand between an auxiliary and its verb."""
OPENERS = listed(
    """
    et mais donc alors puis ensuite aussi sinon bon bref ok oui non enfin svp dans ce cas merci bonjour salut coucou voila d accord si il vous te plait
    urgent important surtout ainsi aussitot par ailleurs maintenant allez allo hello
    """
)
"""What may stand before an order: « alors envoyez-moi »."""
MARKERS = listed(
    "que qui dont laquelle lequel lesquelles lesquels ou quand lorsque si comme car mais et puis sinon puisque parce afin pour quoi"
)
"""Words that open another clause."""
