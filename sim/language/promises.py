"""Whether the author, or their company, commits to something yet to be done."""

from collections.abc import Iterator

from sim.language.clauses import Clause
from sim.language.cues import Cue, Said, found, has, of, words_after
from sim.language.deeds import Deed
from sim.language.listed import listed
from sim.language.phrases import any_of
from sim.language.verb_list import STATES

PROMISE = "promise"
_MAIN = frozenset(["", "et", ",", ";", ":", "mais"])
TOLD = listed(
    "informe informee informes informees courant jour informer parole delais delai prete pret"
)
"""After « tenir »: « je vous tiens au courant »."""
LATER = frozenset(["future", "near_future"])
CONDITIONS = frozenset(["si", "quand", "lorsque", "comme"])


def promises(said: Said) -> Iterator[Cue]:
    """Return where a sentence commits to something."""
    if said.sentence.asks:
        return
    offered = has(said, _OFFERED) or any(clause.marker == "si" for clause in said.clauses[:1])
    yield from found(said, _PLEDGED, PROMISE, sure=not offered and not has(said, _UNPLEDGED))
    for clause in said.clauses:
        if clause.marker in CONDITIONS:
            continue
        is_threat = clause.marker in {"ou", "sinon"}
        for deed in clause.deeds:
            sure = _committed(said, clause, deed)
            if sure is not None:
                yield of(said, deed, PROMISE, sure=sure and not offered and not is_threat)


def _committed(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Say whether a verb commits, for sure or not; None when it does not."""
    if (
        deed.verb == "manquer"
        and deed.negated
        and deed.who == "author"
        and deed.tense in LATER
        and "de" in words_after(clause, deed.last, 3)
    ):
        return True
    if deed.negated or deed.inverted:
        return None
    if deed.who == "author":
        return _by_author(said, clause, deed)
    if deed.who == "reader" and deed.tense in LATER:
        return _to_reader(said, clause, deed)
    if deed.who in {"other", "thing"} and deed.tense in LATER:
        by_nobody = deed.passive or deed.verb == "faire"
        return _by_nobody(said, clause, deed) if by_nobody else _by_ours(said, clause, deed)
    return None


def _by_author(said: Said, clause: Clause, deed: Deed) -> bool | None:
    if deed.tense in LATER:
        return _in_the_future(said, clause, deed)
    if deed.tense == "present" and not deed.modal and not deed.passive:
        return _in_the_present(said, clause, deed)
    return None


def _in_the_future(said: Said, clause: Clause, deed: Deed) -> bool | None:
    if deed.modal:
        return False
    if deed.verb in STATES:
        return False if deed.verb in {"etre", "avoir"} else None
    is_doubtful = deed.verb in _HARSH or has(said, _THREATS) or has(said, _MAYBE)
    if deed.verb == "tenir" and not TOLD.intersection(words_after(clause, deed.last, 6)):
        return False  # « nous vous tiendrons pour responsables »
    if said.sentence.words[deed.first].form == "nous" and not deed.objects & {"vous", "te"}:
        # « Nous passerons par un autre atelier »: without a time and a reader, it may tell or threaten.
        is_doubtful = is_doubtful or not _is_soon(said, clause)
    return deed.verb in _ACTS and not is_doubtful and clause.marker not in {"dont", "qui"}


def _in_the_present(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Read a present that speaks of what comes: « je vous l’envoie demain », « je reviens vers vous »."""
    after = words_after(clause, deed.last, 6)
    if deed.verb in STATES or deed.verb in _SPEECH or has(said, _ENCLOSED):
        return None
    if deed.verb == "venir" and after[:1] == ["de"]:
        return None
    if clause.marker in {"que", "dont", "qui"} or has(said, _HABIT):
        return False
    soon = _is_soon(said, clause)
    if _is_pledge(deed, after, soon=soon):
        return True
    if deed.verb in _HARSH or has(said, _THREATS):
        return False
    to_somebody = bool(deed.objects & {"vous", "te", "le", "la", "les", "lui", "leur"})
    if soon and deed.verb in _ACTS:
        return deed.verb not in _OWN_ACTS or to_somebody
    return False if deed.verb in _ACTS and to_somebody else None


def _is_soon(said: Said, clause: Clause) -> bool:
    """Say whether a time to come stands in the clause, or in the verbless one after it: « je l’envoie, demain »."""
    after = next((one for one in said.clauses if one.first > clause.first), None)
    end = after.end if after and not after.deeds else clause.end
    words = " ".join(word.form for word in clause.sentence.words[clause.first : end])
    return bool(_SOON.search(words))


def _is_pledge(deed: Deed, after: list[str], *, soon: bool) -> bool:
    """Say whether a present always speaks of what comes.

    « Je reviens vers vous au sujet de… » and « je vous rappelle suite à… » speak of now: they promise only
    when a time is given, or nothing follows.
    """
    to_reader = bool(deed.objects & {"vous", "te"})
    if deed.verb == "revenir" and "vers" in after[:3]:
        return soon or not [
            one for one in after[2:] if one.isalpha() and one not in {"rapidement", "vite"}
        ]
    if deed.verb in {"rappeler", "recontacter"} and to_reader:
        return soon or not [one for one in after[:1] if one.isalpha()]
    return (
        (deed.verb == "tenir" and to_reader and bool(TOLD.intersection(after)))
        or (deed.verb in {"occuper", "charger"} and "en" in deed.objects)
        or (deed.verb == "engager" and after[:1] in (["a"], ["que"]))
        or (deed.verb == "faire" and "necessaire" in after[:3])
        or (deed.verb == "promettre" and to_reader)
    )


def _to_reader(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Read « vous recevrez l’avoir demain », « vous serez livrés le 16 »."""
    if deed.verb in {"recevoir", "avoir", "obtenir"} and not deed.modal:
        return clause.marker != "que" and not (has(said, _READER_ASKED) or has(said, _THREATS))
    if deed.passive:
        return deed.verb in {
            "livrer",
            "rembourser",
            "prevenir",
            "informer",
            "contacter",
            "recontacter",
            "crediter",
            "rappeler",
            "avertir",
            "regler",
            "payer",
        }
    return None


def _by_ours(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Read « Julie vous rappellera », « les vis partiront vendredi »: the company commits, unless a partner does it."""
    if deed.verb not in _ACTS:
        return None
    for_reader = bool(deed.objects & {"vous", "te"}) and deed.verb in _ANSWERS
    return (
        (for_reader or deed.verb == "partir")
        and clause.marker in _MAIN
        and not (has(said, _PARTNERS) or has(said, _THREATS) or has(said, _MAYBE))
    )


def _by_nobody(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Read « l’avoir vous sera adressé »: a commitment unless somebody else is said to do it."""
    after = words_after(clause, deed.last, 8)
    by_other = "par" in after and not {
        "nos",
        "notre",
        "retour",
        "mail",
        "virement",
        "courrier",
        "mel",
    }.intersection(after[after.index("par") : after.index("par") + 3])
    settled = clause.marker in _MAIN and not has(said, _THREATS)
    return settled and not by_other and deed.verb not in _HARSH


_ACTS = listed(
    """
    appeler laisser accompagner aider expliquer montrer presenter partager joindre garder adapter ajouter inscrire retirer supprimer remettre soumettre
    prolonger ramener emporter emmener redonner retransmettre reexpedier refaire relivrer refacturer repasser reverifier surveiller nettoyer ranger trier
    indiquer preciser dire ecrire parler tester participer assister consulter interroger chiffrer calculer examiner etudier analyser rechercher remplir
    distribuer diffuser afficher convoquer inviter deduire ouvrir libeller debiter reconfirmer completer
    envoyer renvoyer adresser transmettre expedier livrer rappeler recontacter contacter faire verifier regarder preparer corriger rectifier regler
    payer rembourser etablir emettre confirmer informer prevenir relancer traiter mettre enregistrer saisir imprimer passer venir apporter
    deposer donner repondre communiquer fournir prendre suivre transferer annuler modifier changer reporter programmer planifier organiser reserver
    commander produire fabriquer virer crediter appliquer accorder remplacer reprendre echanger recuperer chercher finir terminer lancer poster
    retourner valider signer archiver avertir voir demander poster classer partir charger proceder scanner facturer boucler completer monter porter poser
    revenir tenir occuper transporter effectuer debloquer rediger editer relire avancer controler solder
    """
)
_ANSWERS = listed(
    "rappeler recontacter contacter envoyer adresser transmettre livrer prevenir informer apporter remettre repondre confirmer"
)
_PARTNERS = any_of(
    "transporteurs?",
    "fournisseurs?",
    "chauffeurs?",
    "livreurs?",
    "camions?",
    "poste",
    "banque",
    "prestataires?",
    "clients?",
    "il dit",
    "elle dit",
    "selon",
    "parait",
    "huissier",
    "dossier",
    "avocat",
)
_OWN_ACTS = listed(
    "partir prendre finir terminer revenir passer venir tenir charger avancer porter monter changer classer commander regarder suivre"
)
"""Said in the present with a time, these may tell of the author's own day: « je pars lundi »."""
_HARSH = listed(
    "annuler saisir suspendre resilier cesser bloquer refuser porter reclamer exiger facturer appliquer majorer poursuivre plaindre quitter changer arreter"
)
"""These may threaten more than they promise."""
_SPEECH = listed(
    "repeter insister demander prier remercier confirmer informer signaler annoncer noter ecrire contacter adresser permettre accuser"
)
"""Said, and by that done: « je vous confirme », « je vous informe »."""
_SOON = any_of(
    "demain", "apres demain", "ce (?:soir|matin|jour|midi)", "cet apres midi", "cette apres midi", "tout de suite", "immediatement", "des que",
    "des (?:reception|demain|lundi|ce|que|aujourdhui)", "dans (?:la|le|les|un|une|deux|cinq|dix|quelques|\\d+) ?[a-z]*", "aujourdhui",
    "avant (?:le \\d+|la fin|midi|ce|demain|\\d+|lundi|mardi|mercredi|jeudi|vendredi)", "aprem", "cet aprem", "de ici", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "sous \\d+", "sous huitaine", "prochaine?", "en fin de", "fin de (?:journee|matinee|semaine)", "rapidement",
    "au plus (?:vite|tot)", "le \\d+", "a \\d+ ?h", "vers \\d+", "sans faute", "sans tarder", "sur le champ", "dans la foulee", "illico", "de suite",
    "promis", "pour (?:demain|lundi|mardi|mercredi|jeudi|vendredi)", "au plus tard",
)  # fmt: skip
_THREATS = any_of(
    "concurren(?:t|ts|ce)", "avocats?", "tribunal", "plainte", "ailleurs", "mise en demeure", "nouvelles", "responsables?", "en justice", "penalites?", "huissier", "contentieux", "direction", "superieurs?", "rupture", "annulation", "derniere? (?:fois|relance|avertissement)",
    "fournisseur", "sanctions?", "procedure", "reseaux sociaux", "avis negatif",
)  # fmt: skip
_MAYBE = any_of(
    "peutetre",
    "eventuellement",
    "sans doute",
    "probablement",
    "peut etre",
    "finir par",
    "essaierai",
    "tacherai",
    "si possible",
    "je crois",
    "je pense",
    "normalement",
    "devrait",
    "on verra",
)
_ENCLOSED = any_of(
    "ci joint", "ci jointe?s?", "ci joints?", "ci dessous", "ci apres", "en piece jointe", "en pj", "en annexe", "ci inclus", "par la presente",
    "joint", "pj",
)  # fmt: skip
_HABIT = any_of(
    "toujours", "chaque", "tous les", "toutes les", "souvent", "habituellement", "normalement", "en general", "depuis", "deja", "jamais",
)  # fmt: skip
_OFFERED = any_of(
    "si (?:vous|tu) (?:le |la |en )?(?:voulez|souhaitez|preferez|desirez|veux|preferes|souhaites|avez|as|etes)", "si besoin", "si necessaire",
    "si (?:cela|ca) (?:vous|te) (?:convient|arrange|va)", "au besoin", "le cas echeant", "sans reponse", "sans nouvelles?", "a defaut", "faute de",
    "sans quoi", "sinon", "si (?:vous|tu) ne", "sans retour", "sous reserve", "si possible", "si je (?:peux|trouve|arrive)", "si on (?:peut|trouve)",
    "esperons?", "espere",
)  # fmt: skip
_PLEDGED = any_of(
    "ce est promis", "(?:comptez|compte) sur (?:moi|nous)", "(?:vous pouvez|tu peux) compter sur (?:moi|nous)", "sera fait", "^promis",
    "(?:je|nous) vous (?:confirme|confirmons) (?:donc |bien )?(?:la|le|notre|ma) (?:livraison|envoi|expedition|enlevement|passage|venue|depart|mise a disposition)",
)  # fmt: skip
_UNPLEDGED = any_of(
    "ne", "il", "elle", "ils", "vous me avez", "vous avez", "vous devez", "ce est (?:vous|lui|elle)", "si", "merci",
)  # fmt: skip
_READER_ASKED = any_of(
    "quand", "des que", "lorsque", "apres que", "une fois que", "(?:aurez|auras) (?:compris|note)", "si", "sans doute", "probablement", "confirmer", "me", "peutetre",
)  # fmt: skip
