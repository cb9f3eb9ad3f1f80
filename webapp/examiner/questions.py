"""The standard question of each criterion (*observation avec questionnement*), asked as it is."""

QUESTIONS = {
    "C1.1": "Pour ce dossier, de quelles données aviez-vous besoin avant de commencer ? Comment avez-vous vérifié qu’elles étaient à jour ?",
    "C1.2": "Pourquoi avoir traité ce dossier avant celui-là ? Qu’auriez-vous fait sans l’imprévu de la matinée ?",
    "C1.3": "Combien de temps aviez-vous prévu pour cette tâche ? Pourquoi l’écart ?",
    "C1.4": "Qu’est-ce qui reste ouvert, pour qui et pour quand ?",
    "C1.5": "Pourquoi cet outil ? Quelle autre méthode était possible ?",
    "C1.6": "Quelle difficulté vous a semblé la plus importante ? Qu’avez-vous signalé, à qui, pourquoi ?",
    "C2.1": "Quelles règles de présentation avez-vous appliquées ? Comment avez-vous relu ?",
    "C2.2": "Où retrouvera-t-on ce document dans trois ans ?",
    "C3.1": "Quelle information vous manquait ? Où l’avez-vous cherchée en premier ?",
    "C3.2": "À qui avez-vous transmis, et à qui ne fallait-il pas transmettre ?",
    "C3.3": "Comment savez-vous que l’information est bien arrivée ?",
    "C3.4": "Quelles données de cette matinée étaient confidentielles ? Qu’avez-vous fait ?",
    "C4.1": "Quelle fonction avez-vous utilisée et pourquoi pas une suppression ?",
    "C4.2": "Quels champs avez-vous vérifiés avant de valider ?",
    "C4.3": "Quelle étape de la procédure imposait un accord ?",
    "C4.4": "Comment avez-vous contrôlé le journal ?",
    "C4.5": "À quelles adresses partent les factures ?",
    "C4.6": "Que doit-on archiver avec cette facture ?",
    "C5.1": "Qui pouvait décider dans ce cas ?",
    "C5.2": "Pourquoi le téléphone et pas un mél (ou l’inverse) ?",
    "C5.3": "Comment avez-vous géré la colère de ce client ?",
}
FOLLOW_UP = "Sur quoi vous êtes-vous appuyé(e) ?"
