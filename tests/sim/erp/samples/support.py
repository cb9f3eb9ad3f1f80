"""Quality, safety and communication at ARVELLO."""

from sim.scenario.model import RecordOpening


def row(
    key: str, state: str, lines: tuple[dict[str, str], ...] = (), **values: str
) -> RecordOpening:
    return RecordOpening(id=key, state=state, values=values, lines=lines)


def person(name: str, function: str, required: str = "true", present: str = "") -> dict[str, str]:
    return {"person": name, "function": function, "required": required, "present": present}


def reader(name: str, read_on: str = "") -> dict[str, str]:
    return {"reader": name, "read_on": read_on}


PEOPLE = (
    person("Éric Vandamme", "Chef d’atelier", present="true"),
    person("Aïcha Bensaïd", "Technicienne qualité", present="true"),
    person("Luc Perrin", "Magasinier", "false", "false"),
)
COMMITTEE = (
    person("Nadia Ferrec", "Directrice", present="true"),
    person("Sonia Marchetti", "Élue titulaire", present="true"),
    person("Yann Tessier", "Élu titulaire", present="true"),
)
FINDINGS = (
    {"kind": "strength", "finding": "Zones repérées", "clause": "7.1"},
    {"kind": "minor", "finding": "Deux instruments sans étiquette d’étalonnage", "clause": "7.1.5"},
)
REPORTED = (
    {"kind": "strength", "finding": "Revue des offres tracée", "clause": "8.2"},
    {"kind": "major", "finding": "Trois commandes confirmées sans revue de contrat", "clause": "8.2.3"},
    {"kind": "remark", "finding": "Prévoir une sauvegarde de la base des tarifs"},
)  # fmt: skip
RECORDS = {
    "nonconformity": (
        row("FNC26-0088", "open", subject="Cote Ø 12 hors tolérance", origin="customer", raised_on="2026-10-12", raised_by="Aïcha Bensaïd", customer="C00112", claim_reference="QN 200418", article="AV-1205", lot="L2641", quantity="150", delivery_note="BL26-1871", description="150 pièces mesurées à 12,08 pour 12 ± 0,05.", owner="Éric Vandamme"),
        row("FNC26-0087", "open", subject="Plaquettes ébréchées", origin="supplier", raised_on="2026-10-02", supplier="F00031", article="PLAQ-CNMG", quantity="2", description="Deux plaquettes ébréchées à la réception.", owner="Luc Perrin"),
        row("FNC26-0086", "actions", subject="Mauvaise référence livrée", origin="customer", raised_on="2026-09-24", raised_by="Service ADV", customer="C00141", article="AV-4001", quantity="250", description="Un carton d’AV-4001 livré pour de l’AV-3140.", owner="Luc Perrin", team="Luc Perrin, Sonia Marchetti", containment="Échange livré le 25/09.", secured_on="2026-09-25", root_cause="Étiquettes voisines dans le même casier.", corrective_actions="Séparer les casiers, relire au flasheur."),
        row("FNC26-0085", "analysis", subject="Bavures à l’ébavurage", origin="internal", raised_on="2026-09-07", article="AV-2208", production_order="OF26-0498", description="Bavures sur 12 pièces contrôlées sur 80.", owner="Sonia Marchetti", team="Sonia Marchetti, Yann Tessier", containment="Tri à 100 % du lot.", root_cause="Brosse usée."),
        row("FNC26-0084", "secured", subject="Certificat matière absent", origin="supplier", raised_on="2026-10-08", supplier="F00012", article="BR-316L-16", quantity="12", description="Douze barres reçues sans certificat 3.1.", owner="Aïcha Bensaïd", containment="Barres isolées en zone rouge.", secured_on="2026-10-08"),
        row("FNC26-0079", "closed", subject="Filetage incomplet", origin="customer", raised_on="2026-06-15", customer="C00163", article="AV-1610", quantity="40", description="Filetage arrêté 2 mm avant la cote.", owner="Éric Vandamme", team="Éric Vandamme, Yann Tessier", containment="Tri du stock.", root_cause="Butée déréglée.", corrective_actions="Butée repérée.", implementation="50 pièces conformes.", prevention="Contrôle ajouté à la gamme.", closure_evidence="Relevé du 03/07.", closed_on="2026-07-06"),
        row("FNC26-0081", "cancelled", subject="Doublon de la FNC26-0079", origin="customer", raised_on="2026-06-16", customer="C00163", description="Même réclamation.", cancel_reason="Déjà ouverte"),
    ),
    "action_item": (
        row("ACT26-0141", "todo", what="Former l’équipe au contrôle du Ø 12", owner="Éric Vandamme", due_date="2026-10-30", nonconformity="FNC26-0088"),
        row("ACT26-0140", "doing", what="Remplacer la brosse d’ébavurage", owner="Sonia Marchetti", due_date="2026-09-30", nonconformity="FNC26-0085"),
        row("ACT26-0139", "doing", what="Afficher la consigne de port des lunettes", due_date="2026-10-05", accident="AT26-0006"),
        row("ACT26-0138", "done", what="Séparer les casiers AV-4001 et AV-3140", owner="Luc Perrin", due_date="2026-10-09", nonconformity="FNC26-0086", evidence="Photo du 07/10.", done_on="2026-10-07"),
        row("ACT26-0137", "todo", what="Mettre à jour le registre du personnel", owner="Camille Morel", due_date="2026-10-20", meeting="RE26-0048"),
        row("ACT26-0120", "verified", what="Repérer la butée du tour 4", owner="Yann Tessier", due_date="2026-06-30", nonconformity="FNC26-0079", evidence="Photo.", done_on="2026-06-26", verified_how="50 pièces conformes."),
    ),
    "accident": (
        row("AT26-0007", "open", employee="M0105", kind="declared", happened_on="2026-10-09", happened_at="16:40", known_on="2026-10-09", known_at="17:00", place="Atelier décolletage", circumstances="Coupure en changeant une plaquette.", injuries="Plaie à l’index gauche", witnesses="Yann Tessier", leave="true", sheet_given="true"),
        row("AT26-0006", "recorded", employee="M0106", kind="minor", happened_on="2026-09-21", happened_at="03:15", known_on="2026-09-21", known_at="03:20", place="Zone d’ébavurage", circumstances="Poussière dans l’œil.", injuries="Irritation de l’œil droit", care="Lavage oculaire", care_giver="Yann Tessier (SST)", victim_signed="true", recorded_on="2026-09-21"),
        row("AT26-0005", "recorded", employee="M0103", kind="near_miss", happened_on="2026-07-02", happened_at="10:05", known_on="2026-07-02", known_at="10:30", place="Quai", circumstances="Palette tombée d’un chariot, personne dessous."),
        row("AT26-0004", "closed", employee="M0102", kind="commuting", happened_on="2026-05-06", happened_at="07:40", known_on="2026-05-06", known_at="09:10", place="Rond-point de la zone", circumstances="Choc à l’arrière.", leave="true", sheet_given="true", declared_on="2026-05-07", declared_at="11:00", closing_note="Arrêt terminé le 20/05."),
        row("AT26-0003", "closed", employee="M0101", kind="declared", happened_on="2026-03-16", happened_at="14:20", known_on="2026-03-16", known_at="14:40", place="Quai", circumstances="Glissade.", leave="false", sheet_given="true", declared_on="2026-03-17", declared_at="10:00"),
        row("AT26-0002", "closed", employee="M0104", kind="minor", happened_on="2026-02-04", happened_at="11:00", known_on="2026-02-04", known_at="11:05", place="Métrologie", circumstances="Doigt pincé.", care_giver="Yann Tessier (SST)", victim_signed="true", recorded_on="2026-02-04"),
    ),
    "visitor": (
        row("VIS26-0210", "present", name="Paul Grandjean", organisation="Bureau Véridis", host="Aïcha Bensaïd", visit_date="2026-10-13", arrived_at="08:45", badge="V3", protective_equipment="true"),
        row("VIS26-0209", "present", name="Marc Ottavi", kind="contractor", organisation="THERMILEC SARL", host="Éric Vandamme", purpose="Dépannage du compresseur", visit_date="2026-10-12", arrived_at="14:10", badge="V7", protective_equipment="true", prevention_plan="PP 2026-04"),
        row("VIS26-0208", "left", name="Hans Keller", organisation="STAHLBERG", host="Nadia Ferrec", visit_date="2026-10-08", arrived_at="10:00", left_at="12:30", protective_equipment="true"),
        row("VIS26-0207", "left", name="Karim Aziz", kind="driver", organisation="TRANSALPIN", host="Luc Perrin", visit_date="2026-10-08", arrived_at="07:50", left_at="08:25"),
    ),
    "audit": (
        row("AUD26-0011", "planned", scope="Réception et magasin", kind="internal", standard="ISO 9001 § 8.6", audit_date="2026-11-03", start_at="09:00", end_at="12:00", auditor="Aïcha Bensaïd", auditees="Luc Perrin", place="Magasin"),
        row("AUD26-0010", "done", FINDINGS, scope="Métrologie", kind="internal", audit_date="2026-10-06", auditor="Aïcha Bensaïd", auditees="Éric Vandamme", convened_on="2026-09-21"),
        row("AUD26-0009", "reported", REPORTED, scope="Administration des ventes", kind="internal", standard="ISO 9001 § 8.2", audit_date="2026-09-15", auditor="Aïcha Bensaïd", auditees="Service ADV", convened_on="2026-09-01", report_date="2026-09-22"),
        row("AUD26-0008", "convened", scope="Traitement thermique", kind="supplier", audit_date="2026-10-01", start_at="14:00", end_at="17:00", auditor="Aïcha Bensaïd", auditees="OUTILLAGE TARINDAL", convened_on="2026-09-10"),
        row("AUD26-0005", "closed", FINDINGS[:1], scope="Suivi de certification", kind="certification", standard="ISO 9001", audit_date="2026-04-14", auditor="Bureau Véridis", auditees="Direction", report_date="2026-04-21", closing_note="Aucune action."),
        row("AUD26-0007", "cancelled", scope="Sous-traitance", kind="supplier", audit_date="2026-06-09", auditor="Aïcha Bensaïd", cancel_reason="Fournisseur arrêté"),
    ),
    "controlled_document": (
        row("DOC26-0001", "current", (reader("Luc Perrin", "2026-01-12"), reader("Sonia Marchetti")), code="MO-STK-02", title="Inventaire tournant", kind="instruction", version="3", author="Luc Perrin", approver="Aïcha Bensaïd", approved_on="2026-01-09", in_force_on="2026-01-10", next_review="2026-11-15"),
        row("DOC26-0002", "obsolete", (reader("Luc Perrin", "2024-01-15"),), code="MO-STK-02", title="Inventaire tournant", kind="instruction", version="2", author="Luc Perrin", approver="Aïcha Bensaïd", in_force_on="2024-01-10"),
        row("DOC26-0003", "review", code="PR-QUA-01", title="Traitement des non-conformités", kind="procedure", version="5", author="Aïcha Bensaïd", approver="Nadia Ferrec"),
        row("DOC26-0004", "current", (reader("Éric Vandamme", "2025-02-04"),), code="PR-QUA-01", title="Traitement des non-conformités", kind="procedure", version="4", author="Aïcha Bensaïd", approver="Nadia Ferrec", in_force_on="2025-02-03", next_review="2027-02-03"),
        row("DOC26-0005", "current", (reader("Service ADV", "2026-04-02"),), code="FO-ADV-07", title="Fiche de revue de contrat", kind="form", version="2", author="Camille Morel", approver="Nadia Ferrec", in_force_on="2026-04-01", next_review="2028-04-01"),
        row("DOC26-0006", "draft", code="NS-SEC-03", title="Port des lunettes en zone d’ébavurage", kind="note", version="1", author="Éric Vandamme"),
    ),
    "meeting": (
        row("RE26-0051", "held", PEOPLE, subject="Point qualité d’octobre", kind="quality", meeting_date="2026-10-12", start_at="14:00", end_at="15:00", room="Salle Mont-Joly", organiser="Aïcha Bensaïd", secretary="Camille Morel", agenda="Réclamation ALPHYDRAL\nPlan d’actions", convened_on="2026-10-05"),
        row("RE26-0052", "draft", PEOPLE[:2], subject="Préparation de l’audit magasin", kind="quality", meeting_date="2026-10-20", start_at="10:00", end_at="11:00", room="Salle Mont-Joly", organiser="Aïcha Bensaïd"),
        row("RE26-0050", "convened", COMMITTEE, subject="CSE d’octobre", kind="cse", meeting_date="2026-10-22", start_at="14:00", end_at="16:00", room="Salle des Aravis", organiser="Nadia Ferrec", secretary="Yann Tessier", agenda="Registre des accidents\nFermeture de Noël", convened_on="2026-10-12"),
        row("RE26-0049", "drafted", PEOPLE, subject="Retour d’audit métrologie", kind="quality", meeting_date="2026-10-07", start_at="09:00", end_at="09:45", room="Salle Mont-Joly", organiser="Aïcha Bensaïd", secretary="Camille Morel", discussion="Deux instruments sans étiquette.", decisions="Étiqueter avant le 16/10.", convened_on="2026-10-01"),
        row("RE26-0048", "circulated", COMMITTEE, subject="CSE de septembre", kind="cse", meeting_date="2026-09-17", start_at="14:00", end_at="15:30", room="Salle des Aravis", organiser="Nadia Ferrec", secretary="Yann Tessier", decisions="Registre du personnel à mettre à jour.", approved_on="2026-09-24", circulated_on="2026-09-25"),
        row("RE26-0047", "cancelled", PEOPLE[:2], subject="Point sécurité", kind="safety", meeting_date="2026-09-10", start_at="11:00", end_at="11:30", organiser="Éric Vandamme", cancel_reason="Reporté"),
    ),
    "announcement": (
        row("NI26-0030", "published", title="Changement d’horaire du magasin", audience="Tout le personnel", channel="board", text="À partir du 19 octobre, le magasin ouvre à 7 h 30.", starts_on="2026-10-12", ends_on="2026-10-31", author="Luc Perrin", approver="Nadia Ferrec", published_on="2026-10-12"),
        row("NI26-0031", "submitted", title="Port des lunettes", audience="Atelier", channel="board", text="Les lunettes sont obligatoires en zone d’ébavurage.", starts_on="2026-10-14", ends_on="2026-12-31", author="Camille Morel"),
        row("NI26-0032", "draft", title="Fermeture de Noël", audience="Tout le personnel", channel="intranet", text="L’usine ferme du 24 décembre au soir au 4 janvier.", starts_on="2026-11-02", ends_on="2026-12-24", author="Camille Morel"),
        row("NI26-0029", "published", title="Exercice d’évacuation", audience="Tout le personnel", channel="mail", text="Exercice le 30 septembre à 10 h.", starts_on="2026-09-21", ends_on="2026-09-30", author="Éric Vandamme", published_on="2026-09-21"),
        row("NI26-0028", "expired", title="Relevé des congés d’été", audience="Chefs d’équipe", channel="mail", text="Remettez vos relevés avant le 29 mai.", starts_on="2026-05-11", ends_on="2026-05-29", author="Camille Morel"),
        row("NI26-0027", "withdrawn", title="Nouveau règlement du parking", audience="Tout le personnel", channel="board", text="Places réservées à l’entrée.", starts_on="2026-04-20", author="Luc Perrin", withdraw_reason="Plan erroné"),
    ),
}  # fmt: skip
SERIES = {
    "FNC26": 88,
    "ACT26": 141,
    "AT26": 7,
    "VIS26": 210,
    "AUD26": 11,
    "DOC26": 6,
    "RE26": 52,
    "NI26": 32,
}
SETTINGS = {"hours_worked": "98000"}
