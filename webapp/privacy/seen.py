"""What somebody looked at, in French, by the endpoint that showed it."""

from collections.abc import Mapping

PART_OF: Mapping[str, str] = {
    "examiner.preview_pages": "examiner.preview",
    "examiner.preview_page": "examiner.preview",
}
"""Endpoints that bring a part of another's page."""
SEEN_FR: Mapping[str, str] = {
    "examiner.sitting": "Passage",
    "examiner.watch": "Surveillance du passage",
    "examiner.grid": "Grille des critères",
    "examiner.journal": "Journal de l’épreuve",
    "examiner.reacted": "Réactions du bureau",
    "examiner.replay": "Relecture des écrans",
    "examiner.plan_and_reality": "Plan de travail et réalité",
    "examiner.piece": "Pièce du passage",
    "examiner.neutralisations": "Tâches neutralisées",
    "examiner.conciliation": "Conciliation des notations",
    "examiner.feedback": "Compte rendu au candidat",
    "examiner.feedback_file": "Compte rendu (téléchargé)",
    "examiner.feedback_preview": "Compte rendu tel que le candidat le lit",
    "examiner.session_agreement": "Accord des évaluateurs",
    "examiner.session_conciliation": "Conciliations de la session",
    "examiner.regradings": "Nouvelles notations du passage",
    "examiner.session_report": "Rapport de la session",
    "examiner.session_report_file": "Rapport de la session (téléchargé)",
    "jury.candidate": "Dossier pour le jury",
    "jury.exam": "Tableau de la session",
    "jury.extract_file": "Extrait du procès-verbal (téléchargé)",
    "jury.minutes_file": "Procès-verbal (téléchargé)",
    "jury.regradings": "Nouvelles notations de la session",
    "jury.regrading": "Nouvelle notation de la session",
    "jury.report": "Rapport de la session",
    "jury.report_file": "Rapport de la session (téléchargé)",
    "room.room": "Salle d’examen",
    "room.seat": "Poste du candidat",
    "centre.adaptation": "Mesures d’adaptation",
    "centre.candidates": "Liste des candidats",
    "centre.convocations": "Convocations",
    "centre.dossier": "Dossier de modalités",
    "centre.edit_exam": "Réglages de la session",
    "centre.enrolment": "Inscription",
    "centre.evaluated": "Évaluations en entreprise",
    "centre.exam": "Session",
    "centre.import_form": "Import de candidats",
    "centre.modalities": "Modalités d’évaluation",
    "centre.print_attendance": "Feuille d’émargement (téléchargée)",
    "centre.rehearsal": "Répétition",
    "centre.report": "Rapport de la session",
    "centre.report_file": "Rapport de la session (téléchargé)",
    "centre.team": "Équipe de la session",
    "examiner.competencies": "Capacités",
    "examiner.signature": "Signature du résultat",
    "examiner.preview": "Document du candidat",
    "examiner.file": "Document du candidat (téléchargé)",
    "examiner.grid_xlsx": "Grille (.xlsx, téléchargée)",
    "examiner.grid_docx": "Grille (.docx, téléchargée)",
    "centre.privacy_reason": "Motif de consultation",
    "centre.privacy_whole_reason": "Motif de consultation de la session",
    "centre.privacy_export": "Données de la personne (téléchargées)",
}
"""Endpoint to what it shows."""
PARTS_FR: Mapping[str, str] = {
    "examiner": "Commission",
    "jury": "Jury",
    "room": "Salle",
    "centre": "Centre",
}


def seen_fr(endpoint: str) -> str:
    """Return what an endpoint shows; of one that has no name here, the part of the site alone."""
    part = endpoint.partition(".")[0]
    return SEEN_FR.get(endpoint) or f"Page : {PARTS_FR.get(part, part)}"
