"""Who sat the deliberated session of the demonstration, how, and what the commission thought of it: data alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sim.invigilation import NeutraliseTask, NoteIncident, ReplaceWorkstation
from sim.session import Close, Extend, Pause, Resume
from webapp.demo.sittings import Order

SEEDS = (2, 3)
"""Of the session's variants."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the session."""

    name: str
    born_on: date
    company: str
    tutor: str
    tutor_function: str
    rehearsals: Sequence[str] = ()
    """What is played; nothing for who did not come."""
    login: str = ""
    """Of a demonstration account; nothing for who has none."""
    orders: Sequence[Order] = ()
    differs: Mapping[str, str] = field(default_factory=dict)
    """Criterion to the level the second rater gives, where it is not the first's."""
    settled: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Criterion on which raters differ to the common level, and why."""
    asked: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Criterion to the commission's question and the answer."""
    lacks: Mapping[str, str] = field(default_factory=dict)
    """Competency that is not acquired to the commission's reasons."""
    reserved: Mapping[str, str] = field(default_factory=dict)
    """Competency on which the company is reserved to what it saw."""
    set_aside: str = ""
    """Why the sitting gives no result."""

    @property
    def is_rated(self) -> bool:
        """Say whether the commission has something to judge."""
        return bool(self.rehearsals) and not self.set_aside


ALARM = "Alarme incendie de l’atelier voisin : évacuation de la salle, retour au calme constaté."
FROZEN = "Le logiciel de présentation ne répond plus ; le candidat a signalé la panne aussitôt."
ILL = "Candidat pris d’un malaise, raccompagné par le secrétariat ; le médecin a été appelé."
CANDIDATES = (
    Candidate(
        "Julie Vidal", date(2001, 3, 14), "Mécanique du Fier", "Sabine Morand", "Responsable ADV",
        rehearsals=("reference",), login="julie",
        differs={"C1.3": "partly"},
        settled={"C1.3": ("met", "Relu à deux : le plan est revu dès l’appel du transporteur, les durées tiennent.")},
        asked={"C1.2": ("Pourquoi l’atelier a-t-il été prévenu avant la facturation ?", "Le camion partait : sans les BL, rien ne serait parti. Les factures pouvaient attendre midi.")},
    ),
    Candidate(
        "Noé Lefèvre", date(1999, 11, 2), "Décolletage Vaubourg", "Alain Perrier", "Responsable administratif",
        rehearsals=("fault-no-notes", "fault-price-told", "fault-french-vat", "fault-second-account", "fault-cross-sending", "fault-early-credit"),
        login="noe",
        differs={"C3.3": "not_met", "C4.1": "partly"},
        settled={
            "C3.3": ("partly", "Relu à deux : les appels sont suivis d’effet, mais sans fiche personne ne peut les reprendre."),
            "C4.1": ("not_met", "Relu à deux : un second compte client est créé sans recherche préalable."),
        },
        asked={"C3.4": ("Que pouviez-vous répondre à ce client au téléphone ?", "Que je ne donne pas les prix d’un autre client. Je l’ai compris en raccrochant.")},
        lacks={
            "C3": "Un prix d’un autre client est donné au téléphone, et aucun appel ne laisse de fiche : la confidentialité et le suivi de l’information ne sont pas assurés.",
            "C4": "Une facture part chez un autre client, un avoir est validé sans accord et un second compte est créé : les contrôles avant validation ne sont pas en place.",
        },
        reserved={"C4": "Saisit vite, mais ses factures sont encore relues avant envoi.", "C3": "Discret au bureau ; au téléphone, se laisse parfois entraîner."},
    ),
    Candidate(
        "Chloé Garnier", date(2002, 6, 27), "Robinetterie des Aravis", "Marc Olivetti", "Directeur administratif",
        rehearsals=("fault-no-plan", "fault-typed-rate"),
        orders=(
            Order("09:12:00", Pause(category="evacuation", reason=ALARM), lasts_min=14),
            Order("09:12:00", Resume(reason="Retour en salle, tous les candidats à leur poste.")),
            Order("09:12:00", NoteIncident(category="evacuation", text=ALARM, minutes_lost=14)),
        ),
        differs={"C1.2": "partly", "C1.3": "met", "C2.1": "not_met"},
        settled={
            "C1.2": ("met", "Relu à deux : les urgences sont traitées d’abord, dans l’ordre de la note de consignes."),
            "C1.3": ("partly", "Relu à deux : pas de plan écrit au départ, mais les retards sont annoncés à temps."),
            "C2.1": ("met", "Relu à deux, document ouvert : la lettre est complète et à la charte ; l’écart venait d’une version de travail."),
        },
        asked={"C1.3": ("Comment saviez-vous que tout tiendrait dans la matinée ?", "Je l’avais en tête. J’aurais dû l’écrire, surtout après l’évacuation.")},
        reserved={"C1": "Organisée, mais planifie peu par écrit."},
    ),
    Candidate(
        "Maëlle Le Goff", date(2000, 9, 8), "", "", "",
        rehearsals=("fault-letter-misfiled", "fault-luc-by-mail"),
        orders=(
            Order("09:48:00", NoteIncident(category="technical", text=FROZEN, minutes_lost=9)),
            Order("09:48:00", ReplaceWorkstation(before="4", after="8", reason=FROZEN)),
            Order("09:49:00", NeutraliseTask(task="T5", reason="Diapositives impossibles à terminer après la panne du poste 4.")),
            Order("09:50:00", Extend(minutes=9, reason="Temps perdu pendant le changement de poste.")),
        ),
        differs={"C2.2": "met"},
        settled={"C2.2": ("partly", "Relu à deux : la lettre est restée dans le dossier de travail.")},
    ),
    Candidate(
        "Yanis Haddad", date(2003, 4, 30), "Usinage du Semnoz", "Claire Fontanel", "Comptable",
        rehearsals=("idle",),
        orders=(
            Order("08:41:00", NoteIncident(category="illness", text=ILL)),
            Order("08:43:00", Close(reason=ILL)),
        ),
        set_aside="Candidat pris d’un malaise au début de l’épreuve, réinscrit à la session suivante.",
    ),
    Candidate("Zoé Da Silva", date(1998, 12, 5), "Fonderie des Bauges", "Éric Pasquier", "Responsable administratif"),
)  # fmt: skip

SEEN = {
    "C1.1": ("Une donnée nécessaire manquait au moment de produire, et n’a pas été demandée.", "La commande est saisie sans la pièce qui fixe le prix."),
    "C1.2": ("Le magasin apprend trop tard que le camion est avancé.", "Le transporteur passe après les factures : la note de consignes dit l’inverse."),
    "C1.3": ("Pas d’estimation écrite des durées au départ.", "Aucune durée n’est posée sur le plan avant de commencer."),
    "C1.4": ("Un délai annoncé n’est pas tenu, sans message avant l’échéance.", "Le client attend sa réponse au-delà de l’heure promise."),
    "C1.5": ("Le taux de service est tapé à la main, sans formule.", "Tableau refait à la main là où une formule était demandée."),
    "C1.6": ("Une difficulté est contournée au lieu d’être signalée.", "Le blocage du compte n’est dit à personne."),
    "C2.1": ("La lettre est incomplète : une mention de la charte manque.", "Lettre incomplète : la référence exigée par la charte n’y est pas."),
    "C2.2": ("Un document est resté dans le dossier de travail.", "Lettre retrouvée dans le travail en cours, pas à sa place définitive."),
    "C3.1": ("La demande à l’ordonnancement ne dit pas ce qu’il faut savoir.", "La question posée à l’ordonnancement est trop vague pour qu’on y réponde."),
    "C3.2": ("Une personne concernée n’est pas en copie.", "Le chef d’atelier n’a pas l’information qui le concerne."),
    "C3.3": ("Aucune fiche de message après les appels.", "Deux appels reçus, rien d’écrit : un collègue ne pourrait pas les reprendre."),
    "C3.4": ("Le prix d’un autre client est donné au téléphone.", "Dit au téléphone ce qu’un autre client paie."),
    "C4.1": ("Un second compte client est créé, faute de recherche.", "Crée un compte sans chercher d’abord ; les autres menus sont bien choisis."),
    "C4.2": ("TVA française appliquée à un client étranger.", "Le client est hors de France, la facture porte 20 % de TVA."),
    "C4.3": ("Avoir validé avant l’accord demandé par la procédure.", "L’avoir est validé, la demande d’accord part après."),
    "C4.4": ("Les factures partent sans contrôle du journal.", "Journal des ventes jamais ouvert avant l’envoi."),
    "C4.5": ("La facture d’un client part chez un autre.", "Erreur de destinataire : une facture adressée à un autre client."),
    "C4.6": ("Des sorties de l’ERP ne sont pas classées.", "Le journal édité n’est rangé nulle part."),
    "C5.1": ("Le bon interlocuteur n’est pas sollicité.", "S’adresse à la comptabilité pour une question d’atelier."),
    "C5.2": ("Un mél là où il fallait un appel ou un message direct.", "Écrit à Luc, qui demande qu’on lui téléphone."),
    "C5.3": ("Le ton reste sec avec le client mécontent.", "Répond juste, mais sans un mot pour l’attente du client."),
}  # fmt: skip
"""What each of the two raters writes, blind to the other, of a criterion that is not wholly met."""
SAID = {
    "C1": ("Prépare ses dossiers, prévient quand un délai ne tient pas.", "Les évaluations, l’avis de l’entreprise et l’entretien montrent une matinée organisée selon les priorités données."),
    "C2": ("Courriers et tableaux propres, à la charte.", "Documents complets et présentés selon la charte ; le classement est expliqué à l’entretien."),
    "C3": ("Va chercher l’information qui manque et la transmet.", "L’information est demandée aux bonnes personnes, transmise et suivie."),
    "C4": ("Factures et avoirs saisis sans reprise.", "Traitements choisis et contrôlés selon les procédures ; l’avis de l’entreprise le confirme."),
    "C5": ("Bon contact avec les clients et l’atelier.", "Interlocuteurs bien choisis, relation adaptée, y compris avec le client mécontent."),
}  # fmt: skip
"""Competency to what a company says of somebody at ease, and why the commission finds it acquired."""
ACTIVITIES = "Saisie des commandes, factures et avoirs, relances, accueil téléphonique, classement."
NO_COMPANY = "Candidate sans employeur depuis la fin de son contrat."
THEMES = "L’ordre des tâches, le camion avancé, le compte bloqué, le client mécontent."
NOTES = "Revient sur sa matinée avec clarté, dit ce qui serait fait autrement."
APPEAL = "Le prix donné au téléphone était affiché dans l’ERP sans mention « confidentiel » : je demande que ce point soit vérifié."
ANSWER = "Le journal et la note de consignes ont été relus : l’interdiction de communiquer le prix d’un autre client figure dans les procédures mises à disposition. Le résultat est maintenu ; les capacités C1, C2 et C5 restent acquises pour une session à venir."
CORRECTION = "Lire, à la grille, que la candidate a terminé l’épreuve au poste 8, après la panne du poste 4. Le résultat est inchangé."
