"""Whether the author declines, or says that what is asked cannot be done or given."""

from collections.abc import Iterator

from sim.language.clauses import Clause
from sim.language.cues import Cue, Said, found, of, words_after
from sim.language.deeds import Deed
from sim.language.listed import listed
from sim.language.phrases import DOUBTFUL_REFUSAL, IMPOSSIBLE, NEVER

REFUSAL = "refusal"
UNABLE = listed(
    """
    ouvrir lire joindre retrouver trouver voir comprendre acceder imprimer attendre croire empecher savoir entendre laisser supporter parler avoir etre
    rappeler permettre aller rester continuer tolerer cacher dormir oublier nier imaginer esperer remercier vivre travailler finir telecharger consulter retarder identifier localiser
    """
)
"""Not to be able to do these is an obstacle, or an idiom, and refuses nothing."""
REFUSABLE = listed(
    """
    donner communiquer transmettre fournir accepter accorder livrer envoyer garantir divulguer partager valider rembourser annuler modifier avancer
    expedier prendre satisfaire autoriser reveler repondre appliquer adresser reprendre echanger consentir renseigner offrir octroyer baisser reduire
    proposer promettre retenir assurer honorer decaler reporter traiter assister venir participer recevoir deroger indiquer changer facturer remplacer
    payer regler signer accompagner dire confirmer suivre engager faire
    """
)
"""What is asked of an office: not to be able or willing to do these is to refuse."""
NEVER_GIVEN = listed(
    "venir participer donner communiquer transmettre divulguer accepter rembourser reprendre accorder"
)
"""« On ne la donne pas »: said of these, the present refuses."""
GRANTED = listed(
    "rembourser accepter accorder reprendre echanger satisfaire consentir donner communiquer livrer modifier"
)
WITHHOLDING = frozenset(["si", "qui", "dont", "quand", "comme", "lorsque"])
"""What these clauses deny is no answer."""


def refusals(said: Said) -> Iterator[Cue]:
    """Return where a sentence declines, or says that what is asked cannot be done."""
    plain = not said.sentence.asks and not any(clause.marker == "si" for clause in said.clauses)
    yield from found(said, NEVER, REFUSAL, sure=plain)
    yield from found(said, IMPOSSIBLE, REFUSAL, sure=plain)
    yield from found(said, DOUBTFUL_REFUSAL, REFUSAL, sure=False)
    for clause in said.clauses:
        for deed in clause.deeds:
            sure = _refuses(clause, deed)
            if sure is not None:
                yield of(said, deed, REFUSAL, sure=sure and not said.sentence.asks)


def _refuses(clause: Clause, deed: Deed) -> bool | None:
    """Say whether a verb refuses, for sure or not; None when it does not."""
    if not deed.negated or deed.tense == "order" or clause.marker in WITHHOLDING:
        return None
    if deed.who == "author":
        return _author_refuses(clause, deed)
    if deed.who in {"other", "thing"} and deed.verb in GRANTED:
        is_passive = deed.passive and deed.tense in {"future", "near_future"}
        return clause.marker != "que" if deed.modal == "pouvoir" or is_passive else None
    return None


def _author_refuses(clause: Clause, deed: Deed) -> bool | None:
    main = clause.marker != "que" or deed.verb == "retenir"
    after = words_after(clause, deed.last, 12)
    if deed.modal in {"pouvoir", "vouloir", "souhaiter"}:
        if deed.verb in UNABLE:
            return None
        in_time = deed.tense in {"present", "future", "conditional"}
        return main and in_time and (deed.modal == "pouvoir" or deed.verb in REFUSABLE)
    if deed.tense in {"future", "near_future"} and deed.verb in REFUSABLE:
        return main
    if deed.tense == "present" and deed.verb in REFUSABLE and not deed.modal:
        return main and deed.verb in NEVER_GIVEN and "encore" not in after[:2]
    return None
