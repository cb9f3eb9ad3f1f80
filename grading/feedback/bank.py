"""What is said to a candidate of each criterion at each level: what was seen, and what to work on.

Written for somebody who has just sat the exam: no expected answer, no figure, no blame. What was done in
this very sitting is added by `grading.feedback.draft`.
"""

from typing import NamedTuple

from grading.verdict import Verdict


class Said(NamedTuple):
    """Two short paragraphs in French, to the candidate."""

    seen: str
    work: str


class Words(NamedTuple):
    """A criterion in words: what it is about, then what is said at each level that tells something."""

    subject: str
    """Completes « sur … »."""
    met: Said
    partly: Said
    not_met: Said

    def at(self, level: Verdict) -> Said:
        """Return what is said at a level."""
        told = {"met": self.met, "partly": self.partly, "not_met": self.not_met}
        return told.get(level) or _untold(level, self.subject)


def _untold(level: Verdict, subject: str) -> Said:
    if level == "not_observed":
        return Said(
            f"L’épreuve n’a pas donné assez d’occasions de vous voir à l’œuvre sur {subject}. Cela ne dit rien de ce que vous savez faire et ne vous est pas reproché.",
            "Il n’y a rien à corriger ici : ce point peut être montré dans une autre situation, en entreprise ou lors d’un entretien.",
        )
    return Said(
        f"Cette épreuve ne permet pas, à elle seule, de se prononcer sur {subject}. Aucun niveau n’a été arrêté.",
        "Préparez un exemple tiré de votre travail, que vous pourrez raconter : la situation, ce que vous avez choisi de faire, et pourquoi.",
    )


BANK = {
    "C1.1": Words(
        "la préparation des données nécessaires à une activité",
        Said(
            "Vous avez réuni les données utiles avant d’agir et vous les avez prises là où elles font foi.",
            "Gardez cette habitude, et notez d’où vient chaque donnée : la personne qui reprendra le dossier gagnera du temps.",
        ),
        Said(
            "Vous avez préparé une partie des données, mais certaines ont été utilisées sans avoir été vérifiées ou complétées.",
            "Avant d’ouvrir un dossier, listez en deux lignes ce qu’il vous faut et la source à jour de chaque donnée ; ne validez que lorsque la liste est complète.",
        ),
        Said(
            "Les données nécessaires n’ont pas, cette fois, été réunies ou vérifiées avant le traitement.",
            "Prenez l’habitude de vous poser deux questions avant de saisir : « de quoi ai-je besoin ? » et « quel document est à jour ? ». Les procédures et les fiches de l’entreprise y répondent le plus souvent.",
        ),
    ),
    "C1.2": Words(
        "l’appréciation de l’importance et de l’urgence",
        Said(
            "Vous avez distingué ce qui pressait de ce qui pouvait attendre, et réagi à temps quand la situation a changé.",
            "Continuez à dire à voix haute, ou à écrire, pourquoi vous changez d’ordre : vos interlocuteurs comprendront vos choix.",
        ),
        Said(
            "Vous avez repéré plusieurs urgences, mais l’ordre de traitement n’a pas toujours suivi leur importance réelle.",
            "À chaque arrivée, demandez-vous ce qui se passe si vous attendez une heure : ce qui bloque quelqu’un d’autre passe avant ce qui est seulement demandé avec insistance.",
        ),
        Said(
            "Ce qui était urgent ou important n’a pas été traité avant le reste.",
            "Entraînez-vous à classer une liste de demandes selon deux critères, la conséquence d’un retard et l’heure limite, puis reprenez ce classement à chaque imprévu.",
        ),
    ),
    "C1.3": Words(
        "l’estimation du temps de travail",
        Said(
            "Vous avez prévu votre temps de façon réaliste et revu votre plan quand il le fallait.",
            "Comparez de temps en temps la durée prévue et la durée réelle : c’est ainsi que vos estimations resteront justes.",
        ),
        Said(
            "Vous avez fait un plan, mais il était incomplet ou n’a pas suivi l’évolution du travail.",
            "Donnez une durée à chaque tâche dès le début, gardez une marge pour les imprévus, et reprenez le plan dès qu’un événement le bouscule.",
        ),
        Said(
            "Votre temps n’a pas été estimé, ou trop tard pour que le plan vous aide.",
            "Consacrez les premières minutes à poser vos tâches avec une durée, même approximative. Un plan imparfait tôt vaut mieux qu’un plan exact trop tard.",
        ),
    ),
    "C1.4": Words(
        "le traitement et le suivi des dossiers dans les délais",
        Said(
            "Vous avez tenu les délais et laissé un suivi clair de ce qui restait ouvert.",
            "Poursuivez ainsi, en annonçant l’heure à laquelle chacun aura sa réponse.",
        ),
        Said(
            "Une partie des échéances a été tenue ; d’autres ont glissé, ou le suivi n’en rend pas compte.",
            "Relevez les heures limites dès la lecture des messages et placez-les dans votre plan. Quand l’une d’elles devient intenable, prévenez avant l’heure.",
        ),
        Said(
            "Plusieurs dossiers n’ont pas été traités ou remis dans les délais attendus.",
            "Commencez par les dossiers dont quelqu’un attend le résultat, remettez-les même si le reste n’est pas terminé, et faites, avant de terminer, le point de ce qui reste ouvert : quoi, pour qui, pour quand.",
        ),
    ),
    "C1.5": Words(
        "la mise en place des moyens et le choix des outils",
        Said(
            "Vous avez choisi des outils adaptés et employé les moyens que l’entreprise met à disposition.",
            "Continuez à faire faire par l’outil ce qu’il sait faire : calculs, modèles, suivi. Votre travail n’en est que plus facile à vérifier.",
        ),
        Said(
            "Vous avez employé certains outils à bon escient ; pour d’autres tâches, un moyen plus adapté existait.",
            "Avant de créer un document ou de faire un calcul, cherchez s’il existe un modèle, une formule ou une fonction prévue pour cela.",
        ),
        Said(
            "Les outils et les modèles de l’entreprise ont été peu utilisés.",
            "Faites le tour des modèles, du tableur et des fonctions du progiciel dès le début : savoir où ils sont permet d’y penser au bon moment.",
        ),
    ),
    "C1.6": Words(
        "l’analyse et le signalement des difficultés",
        Said(
            "Vous avez repéré les difficultés et les avez signalées à des personnes qui pouvaient agir.",
            "Pour aller plus loin, terminez chaque signalement par une proposition : votre interlocuteur n’aura plus qu’à décider.",
        ),
        Said(
            "Vous avez signalé certaines difficultés ; d’autres n’ont pas été repérées ou n’ont pas été dites à la bonne personne.",
            "Pour chaque anomalie, écrivez trois choses : les faits, la conséquence, ce que vous proposez. Puis choisissez la personne que cela concerne.",
        ),
        Said(
            "Les difficultés rencontrées n’ont pas été signalées, ou l’ont été trop peu pour que quelqu’un agisse.",
            "Une difficulté dite tôt n’est jamais une faute. Quand deux documents ne concordent pas, arrêtez-vous, notez l’écart et prévenez la personne concernée avant de continuer.",
        ),
    ),
    "C2.1": Words(
        "la saisie et la présentation des documents",
        Said(
            "Vos documents sont complets, exacts et présentés selon les règles de l’entreprise.",
            "Conservez le temps de relecture que vous vous êtes donné : il se voit.",
        ),
        Said(
            "Vos documents comportent l’essentiel, avec des éléments manquants, inexacts ou hors des règles de présentation.",
            "Relisez en deux fois : d’abord le fond, en cochant les éléments exigés et en comparant les chiffres à leur source ; ensuite la forme, avec la charte sous les yeux.",
        ),
        Said(
            "Les documents attendus manquent, ou leur contenu et leur présentation ne permettent pas de les utiliser en l’état.",
            "Partez du modèle de l’entreprise, remplissez-le rubrique par rubrique, puis relisez-vous avant de remettre. Mieux vaut un document simple et complet qu’un document ambitieux et inachevé.",
        ),
    ),
    "C2.2": Words(
        "le classement et l’archivage des documents",
        Said(
            "Vos documents sont nommés et rangés de façon que chacun les retrouve.",
            "Continuez à classer au fil de l’eau : c’est ce qui évite les doublons.",
        ),
        Said(
            "Une partie des documents est bien classée ; d’autres ont un nom ou un emplacement qui les rendra difficiles à retrouver.",
            "Avant d’enregistrer, regardez le plan de classement et la règle de nommage. Avant de terminer, passez une minute à vérifier chaque document que vous avez produit.",
        ),
        Said(
            "Les documents n’ont pas été rangés selon l’organisation de l’entreprise.",
            "Demandez-vous où un collègue chercherait ce document en votre absence. Le plan de classement donne le dossier, la règle de nommage donne le nom : appliquez les deux dès l’enregistrement.",
        ),
    ),
    "C3.1": Words(
        "l’identification du besoin d’information",
        Said(
            "Vous avez vu quelle information manquait et vous l’avez cherchée avec précision.",
            "Gardez cette précision dans vos demandes : une question complète reçoit une réponse utile.",
        ),
        Said(
            "Vous avez cherché certaines informations ; d’autres vous ont manqué, ou la demande n’était pas assez précise.",
            "Quand vous demandez, donnez la référence du dossier, ce qu’il vous faut exactement et pour quelle heure.",
        ),
        Said(
            "Des informations nécessaires n’ont pas été recherchées avant de continuer.",
            "Dès qu’une donnée manque, faites-en une question écrite, adressée à la personne ou cherchée dans le document qui la détient, puis avancez sur un autre dossier en attendant.",
        ),
    ),
    "C3.2": Words(
        "le choix des sources et des destinataires",
        Said(
            "Vous avez transmis l’information aux personnes concernées, et à elles seules.",
            "Continuez à relire la liste des destinataires avant l’envoi, copies comprises.",
        ),
        Said(
            "L’information a été transmise, mais pas toujours à toutes les personnes concernées, ou pas seulement à elles.",
            "Avant d’envoyer, posez-vous trois questions : qui doit agir, qui doit savoir, qui ne doit pas recevoir ?",
        ),
        Said(
            "Des informations utiles ne sont pas parvenues aux personnes qui en avaient besoin.",
            "Pour chaque dossier terminé, notez à qui en rendre compte et faites-le aussitôt : l’organigramme et les procédures disent qui est concerné.",
        ),
    ),
    "C3.3": Words(
        "l’organisation et le suivi de la circulation de l’information",
        Said(
            "Vous avez fait circuler l’information et gardé une trace qui permet de la suivre.",
            "Pensez aussi à vous assurer, quand l’enjeu est important, que le message a été reçu et compris.",
        ),
        Said(
            "L’information a circulé, mais sans trace suffisante ou sans que chacun soit tenu au courant.",
            "Après un appel, écrivez une fiche ; après une demande, accusez réception ; après une décision, prévenez ceux qui attendent.",
        ),
        Said(
            "L’information n’a pas été relayée ou suivie de façon que d’autres puissent s’appuyer dessus.",
            "Tenez une liste courte de ce que vous avez reçu, à qui vous l’avez transmis et ce que vous attendez en retour : elle fera votre note de passation.",
        ),
    ),
    "C3.4": Words(
        "la confidentialité des informations",
        Said(
            "Vous avez protégé les informations qui devaient l’être et gardé votre prudence devant les demandes inhabituelles.",
            "Quand vous refusez, proposez toujours une autre voie : la fermeté passe mieux avec une solution.",
        ),
        Said(
            "Vous avez prêté attention à la confidentialité ; des points de vigilance vous ont échappé.",
            "Avant de partager, vérifiez qui demande, ce que contient vraiment la pièce, y compris ce qui ne se voit pas au premier regard, et si la personne a besoin de le savoir.",
        ),
        Said(
            "La protection des informations n’a pas été suffisamment assurée dans cette épreuve.",
            "Dans le doute, ne répondez pas tout de suite : dites que vous vérifiez, demandez à votre responsable et relisez la procédure. Un message reçu par erreur ou suspect se signale, sans l’ouvrir davantage ni le faire suivre.",
        ),
    ),
    "C4.1": Words(
        "le choix des fonctionnalités du progiciel",
        Said(
            "Vous avez choisi dans le progiciel des fonctions qui répondaient au problème à traiter.",
            "Continuez à chercher la fonction prévue avant de contourner : elle garde la trace de ce qui a été fait.",
        ),
        Said(
            "Vous avez trouvé certaines fonctions adaptées ; pour d’autres cas, le choix ne convenait pas au problème posé.",
            "Reformulez le problème avant de cliquer : corriger, annuler, compléter ou créer sont des gestes différents, et chacun a sa fonction.",
        ),
        Said(
            "Les fonctions du progiciel n’ont pas été utilisées, ou n’étaient pas adaptées à la situation.",
            "Reprenez à tête reposée les menus du progiciel avec la procédure à côté : pour chaque opération, repérez la fonction, ses conditions et ses effets.",
        ),
    ),
    "C4.2": Words(
        "la saisie des informations d’entrée",
        Said(
            "Vos saisies sont exactes et complètes.",
            "Gardez votre méthode de contrôle, et appliquez-la aussi lorsque le temps presse.",
        ),
        Said(
            "La plupart de vos saisies sont exactes ; certaines comportent une erreur ou un oubli.",
            "Après chaque saisie, comparez champ par champ l’écran et le document d’origine avant de valider, en commençant par les quantités, les prix et les références.",
        ),
        Said(
            "Les saisies attendues manquent, ou comportent des erreurs qui changent le résultat.",
            "Saisissez moins vite et vérifiez avant de valider : document à gauche, écran à droite, un champ après l’autre. N’enregistrez définitivement que ce que vous avez relu.",
        ),
    ),
    "C4.3": Words(
        "le respect des procédures lors des traitements",
        Said(
            "Vous avez lancé les traitements dans l’ordre et aux conditions que prévoient les procédures.",
            "Continuez à garder la procédure ouverte pour les opérations que vous faites rarement.",
        ),
        Said(
            "Vous avez suivi une partie des procédures ; une étape a été omise ou faite dans un autre ordre.",
            "Avant une validation, relisez la procédure en cherchant ce qui doit être fait, obtenu ou contrôlé auparavant, et par qui.",
        ),
        Said(
            "Des traitements ont été lancés sans suivre la procédure, ou ne l’ont pas été.",
            "Pour chaque opération qui engage l’entreprise, faites de la procédure une liste à cocher : préalables, accord éventuel, opération, contrôle. En cas de blocage, demandez plutôt que de passer outre.",
        ),
    ),
    "C4.4": Words(
        "le contrôle de la qualité des données de sortie",
        Said(
            "Vous avez vérifié ce que le progiciel a produit avant de vous y fier.",
            "Gardez ce réflexe, et notez le contrôle que vous avez fait : il rassure celui qui reçoit le document.",
        ),
        Said(
            "Vous avez fait certains contrôles ; ils n’ont pas suffi à repérer tout ce qui devait l’être.",
            "Contrôlez à deux niveaux : le total par rapport à ce que vous attendiez, puis une ou deux lignes prises dans le détail.",
        ),
        Said(
            "Les données produites n’ont pas été vérifiées, ou n’ont pas pu l’être.",
            "Avant d’envoyer une sortie, ouvrez-la et posez-vous trois questions : tout y est-il, rien n’y est-il de trop, les montants sont-ils cohérents avec les pièces ?",
        ),
    ),
    "C4.5": Words(
        "la transmission des données de sortie",
        Said(
            "Vous avez envoyé les documents produits aux bons interlocuteurs.",
            "Continuez à vérifier l’adresse et la pièce jointe juste avant l’envoi.",
        ),
        Said(
            "Une partie des documents est arrivée aux bons interlocuteurs ; d’autres non, ou pas à la bonne adresse.",
            "Le bon destinataire dépend du document : vérifiez sur la fiche du client ou dans la procédure qui doit recevoir quoi avant de préparer vos envois.",
        ),
        Said(
            "La transmission des documents produits n’a pas été assurée comme il le fallait : le destinataire, l’adresse ou la pièce n’étaient pas les bons, ou l’envoi n’a pas eu lieu.",
            "Terminez chaque traitement par sa transmission : dressez la liste des documents édités et, pour chacun, à qui l’envoyer. Ouvrez la pièce jointe une dernière fois avant de l’envoyer.",
        ),
    ),
    "C4.6": Words(
        "l’archivage des données de sortie",
        Said(
            "Vous avez archivé les documents produits selon l’organisation en place.",
            "Continuez à joindre au dossier les pièces qui le justifient : elles servent longtemps après.",
        ),
        Said(
            "Une partie des documents produits est archivée ; d’autres restent à classer ou à rattacher à leur dossier.",
            "Classez chaque sortie dès qu’elle est éditée, dans son dossier et sous le nom prévu, puis rattachez les justificatifs.",
        ),
        Said(
            "Les documents produits n’ont pas été archivés selon l’organisation en place.",
            "Réservez un moment à l’archivage avant la fin : reprenez la liste des documents édités et rangez-les l’un après l’autre, sans les modifier.",
        ),
    ),
    "C5.1": Words(
        "l’identification des interlocuteurs à solliciter",
        Said(
            "Vous avez sollicité les bonnes personnes pour chaque dossier.",
            "Continuez à distinguer qui sait, qui décide et qui doit être informé.",
        ),
        Said(
            "Vous avez sollicité plusieurs interlocuteurs utiles ; d’autres auraient dû l’être, ou un dossier a été porté à la mauvaise personne.",
            "Aidez-vous de l’organigramme et des procédures : pour chaque question, cherchez qui a le pouvoir de répondre avant d’écrire.",
        ),
        Said(
            "Les interlocuteurs concernés n’ont pas été sollicités pour les dossiers qui le demandaient.",
            "Vous n’avez pas à tout résoudre sans aide : dès qu’une décision ne vous appartient pas, identifiez la personne compétente et posez-lui une question précise.",
        ),
    ),
    "C5.2": Words(
        "l’adaptation des moyens de communication",
        Said(
            "Vous avez choisi des moyens de communication adaptés et gardé une trace de vos échanges.",
            "Continuez à doubler l’oral d’un écrit court quand l’information engage quelqu’un.",
        ),
        Said(
            "Vos moyens de communication convenaient souvent, mais pas toujours à l’urgence ou à la trace nécessaire.",
            "Ce qui presse se dit de vive voix ou par messagerie ; ce qui engage s’écrit. Après un appel, remplissez la fiche tout de suite : qui, quand, quoi, suite à donner.",
        ),
        Said(
            "La communication n’a pas été assurée par des moyens adaptés à la situation.",
            "Décrochez, saluez, reformulez, notez, puis annoncez la suite : entraînez-vous à cet enchaînement. Pour l’écrit, un objet clair et une demande par message suffisent.",
        ),
    ),
    "C5.3": Words(
        "le relationnel dans chaque situation",
        Said(
            "Vous avez adapté votre ton et votre attitude aux personnes et aux situations.",
            "Continuez à reformuler et à annoncer un délai : c’est ce qui rassure le plus un interlocuteur.",
        ),
        Said(
            "Votre relationnel est courtois ; il peut encore mieux s’ajuster à certaines situations.",
            "Devant une personne mécontente ou pressée, laissez-la finir, nommez son problème, dites ce que vous vérifiez et quand vous la rappellerez.",
        ),
        Said(
            "Certains échanges n’ont pas permis à votre interlocuteur de se sentir entendu ou tenu au courant.",
            "Entraînez-vous, à deux si possible, sur des appels difficiles : écouter sans couper, reconnaître le problème, ne mettre personne en cause, et tenir ce que vous annoncez.",
        ),
    ),
}
"""By criterion of the référentiel CQPM « Assistance en gestion administrative »."""


def words_of(criterion: str, wording: str) -> Words:
    """Return the words of a criterion; those of any other référentiel are said after its own wording."""
    return BANK.get(criterion) or _plain(f"ce critère : « {wording.rstrip('. ')} »")


def _plain(subject: str) -> Words:
    return Words(
        subject,
        Said(f"Votre travail répond à {subject}.", "Continuez ainsi."),
        Said(
            f"Votre travail répond en partie à {subject}.",
            "Revoyez, avec les procédures de l’entreprise, ce qui a manqué cette fois.",
        ),
        Said(
            f"Votre travail ne répond pas encore à {subject}.",
            "Reprenez ce point pas à pas, avec les procédures de l’entreprise et l’aide de votre formateur.",
        ),
    )
