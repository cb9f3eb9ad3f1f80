"""Whether the author, or their company, commits to something yet to be done."""

from collections.abc import Iterator

from sim.language.clauses import Clause, Deed
from sim.language.cues import Cue, Said, found, has, of, words_after, words_before
from sim.language.listed import listed
from sim.language.phrases import any_of
from sim.language.verb_list import STATES

PROMISE = "promise"
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
        return (
            _by_nobody(said, clause, deed)
            if deed.passive
            else False
            if deed.verb in _ACTS
            else None
        )
    return None


def _by_author(said: Said, clause: Clause, deed: Deed) -> bool | None:
    if deed.tense in LATER:
        return _in_the_future(clause, deed)
    if deed.tense == "present" and not deed.modal and not deed.passive:
        return _in_the_present(said, clause, deed)
    return None


def _in_the_future(clause: Clause, deed: Deed) -> bool | None:
    if deed.modal:
        return False
    if deed.verb in STATES or (
        deed.verb == "prendre" and "plaisir" in words_after(clause, deed.last)
    ):
        return None if deed.verb not in {"etre", "avoir", "pouvoir"} else False
    if deed.verb in _HARSH or (
        deed.verb in {"laisser", "rappeler"} and "que" in words_after(clause, deed.last, 1)
    ):
        return False
    return clause.marker not in {"dont", "qui"} and not clause.has(
        "peutetre", "eventuellement", "essayer", "sans doute"
    )


def _in_the_present(said: Said, clause: Clause, deed: Deed) -> bool | None:
    after = words_after(clause, deed.last, 6)
    if deed.verb in STATES or deed.verb in _SPEECH or has(said, _ENCLOSED):
        return None
    if clause.marker in {"que", "dont", "qui"} or has(said, _HABIT):
        return False
    if _is_pledge(deed, after):
        return True
    if deed.verb in _HARSH:
        return False
    if (
        _is_soon(said, clause)
        and not (set(words_before(clause, deed.at, 6)) & {"depuis"})
        and deed.verb in _ACTS
    ):
        return True
    return (
        False if deed.verb in _ACTS and deed.objects & {"vous", "te", "le", "la", "les"} else None
    )


def _is_soon(said: Said, clause: Clause) -> bool:
    """Say whether a time to come stands in the clause, or in the verbless one after it: « je l’envoie, demain »."""
    after = next((one for one in said.clauses if one.first > clause.first), None)
    end = after.end if after and not after.deeds else clause.end
    return bool(
        _SOON.search(" ".join(word.form for word in clause.sentence.words[clause.first : end]))
    )


def _is_pledge(deed: Deed, after: list[str]) -> bool:
    """Say whether a present is said of what comes: « je reviens vers vous », « je m’en occupe »."""
    told = {"informe", "informee", "informes", "courant", "jour"}
    return (
        (deed.verb == "revenir" and "vers" in after[:3])
        or (deed.verb == "tenir" and bool(deed.objects & {"vous", "te"}) and bool(told.intersection(after)))
        or (deed.verb in {"occuper", "charger"} and ("en" in deed.objects or after[:1] in (["de"], ["du"], ["des"])))
        or (deed.verb == "engager" and after[:1] in (["a"], ["que"]))
        or (deed.verb == "recontacter" and bool(deed.objects & {"vous", "te"}))
        or (deed.verb == "rappeler" and bool(deed.objects & {"vous", "te"}) and after[:1] not in (["que"], ["le"], ["la"], ["les"], ["notre"], ["nos"], ["mon"], ["ma"], ["de"], ["quand"], ["qu"]))
        or (deed.verb == "faire" and "necessaire" in after[:3])
        or (deed.verb == "promettre" and bool(deed.objects & {"vous", "te"}))
    )  # fmt: skip


def _to_reader(said: Said, clause: Clause, deed: Deed) -> bool | None:
    """Read « vous recevrez l’avoir demain », « vous serez livrés le 16 »."""
    if deed.verb in {"recevoir", "avoir", "obtenir"} and not deed.modal:
        return clause.marker != "que" and not has(said, _READER_ASKED)
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
    to_reader = bool(deed.objects & {"vous", "te"}) or deed.verb == "faire"
    return (
        to_reader
        and not by_other
        and clause.marker not in {"que", "qui", "dont"}
        and deed.verb not in _HARSH
    )


_ACTS = listed(
    """
    envoyer renvoyer adresser transmettre expedier livrer rappeler recontacter contacter faire verifier regarder preparer corriger rectifier regler
    payer rembourser etablir emettre confirmer informer prevenir relancer traiter mettre enregistrer saisir imprimer passer venir apporter
    deposer donner repondre communiquer fournir prendre suivre transferer annuler modifier changer reporter programmer planifier organiser reserver
    commander produire fabriquer virer crediter appliquer accorder remplacer reprendre echanger recuperer chercher finir terminer lancer poster
    retourner valider signer archiver avertir voir demander poster classer partir charger proceder scanner facturer boucler completer monter porter poser
    revenir tenir occuper transporter effectuer debloquer rediger editer relire avancer controler solder
    """
)
_HARSH = listed(
    "annuler saisir suspendre resilier cesser bloquer refuser porter reclamer exiger facturer appliquer majorer poursuivre plaindre quitter changer arreter"
)
"""These may threaten more than they promise."""
_SPEECH = listed(
    "dire parler repeter insister demander prier remercier confirmer informer signaler annoncer noter ecrire contacter adresser permettre accuser"
)
"""Said, and by that done: « je vous confirme », « je vous informe »."""
_SOON = any_of(
    "demain", "apres demain", "ce (?:soir|matin|jour|midi)", "cet apres midi", "cette apres midi", "tout de suite", "immediatement", "des que", "des (?:reception|demain|lundi|ce|que|aujourdhui)", "dans (?:la|le|les|un|une|deux|cinq|dix|quelques|\\d+) ?[a-z]*",
    "aujourdhui", "avant (?:le|la|midi|ce|demain|\\d+|lundi|mardi|mercredi|jeudi|vendredi)", "de ici", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "sous \\d+", "sous huitaine", "prochaine?", "en fin de", "fin de (?:journee|matinee|semaine)", "rapidement",
    "au plus (?:vite|tot)", "le \\d+", "a \\d+ ?h", "vers \\d+", "sans faute", "sans tarder", "sur le champ", "dans la foulee", "illico", "de suite", "promis", "pour (?:demain|lundi|mardi|mercredi|jeudi|vendredi)", "au plus tard",
)  # fmt: skip
_ENCLOSED = any_of(
    "ci joint",
    "ci jointe?s?",
    "ci joints?",
    "ci dessous",
    "ci apres",
    "en piece jointe",
    "en pj",
    "en annexe",
    "ci inclus",
    "par la presente",
    "joint",
    "pj",
)
_HABIT = any_of(
    "toujours",
    "chaque",
    "tous les",
    "toutes les",
    "souvent",
    "habituellement",
    "normalement",
    "en general",
    "depuis",
    "deja",
    "jamais",
)
_OFFERED = any_of(
    "si (?:vous|tu) (?:le |la |en )?(?:voulez|souhaitez|preferez|desirez|veux|preferes|souhaites|avez|as|etes)", "si besoin", "si necessaire", "si (?:cela|ca) (?:vous|te) (?:convient|arrange|va)", "au besoin", "le cas echeant", "sans reponse", "sans nouvelles?", "a defaut", "faute de",
    "si (?:vous|tu) ne", "sans retour", "sous reserve", "si possible", "si je (?:peux|trouve|arrive)", "si on (?:peut|trouve)", "esperons?", "espere",
)  # fmt: skip
_PLEDGED = any_of(
    "ce est promis",
    "(?:comptez|compte) sur (?:moi|nous)",
    "(?:vous pouvez|tu peux) compter sur (?:moi|nous)",
    "sera fait",
    "^promis",
    "(?:je|nous) vous (?:confirme|confirmons) (?:donc |bien )?(?:la|le|notre|ma) (?:livraison|envoi|expedition|enlevement|passage|venue|depart|mise a disposition)",
)
_UNPLEDGED = any_of(
    "ne",
    "il",
    "elle",
    "ils",
    "vous me avez",
    "vous avez",
    "vous devez",
    "ce est (?:vous|lui|elle)",
    "si",
    "merci",
)
_READER_ASKED = any_of(
    "quand",
    "des que",
    "lorsque",
    "apres que",
    "une fois que",
    "compris",
    "note",
    "si",
    "sans doute",
    "probablement",
    "confirmer",
    "me",
    "peutetre",
)
