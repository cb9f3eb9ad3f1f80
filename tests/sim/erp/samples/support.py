"""Quality, safety and communication at ARVELLO."""

from sim.scenario.model import RecordOpening


def row(
    key: str, state: str, lines: tuple[dict[str, str], ...] = (), **values: str
) -> RecordOpening:
    return RecordOpening(id=key, state=state, values=values, lines=lines)


PEOPLE = (
    {
        "person": "Éric Vandamme",
        "function": "Chef d’atelier",
        "required": "true",
        "present": "true",
    },
    {
        "person": "Aïcha Bensaïd",
        "function": "Technicienne qualité",
        "required": "true",
        "present": "true",
    },
    {"person": "Luc Perrin", "function": "Magasinier", "present": "false"},
)
RECORDS = {
    "nonconformity": (
        row("FNC26-0088", "open", subject="Cote Ø 12 hors tolérance", origin="customer", raised_on="2026-10-12", raised_by="Aïcha Bensaïd", customer="C00112", article="AV-1205", lot="L2641", quantity="150", delivery_note="BL26-1871", description="150 pièces mesurées à 12,08 pour 12 ± 0,05.", owner="Éric Vandamme"),
        row("FNC26-0085", "analysis", subject="Bavures à l’ébavurage", origin="internal", raised_on="2026-09-07", article="AV-2208", description="Bavures sur 12 pièces contrôlées sur 80.", owner="Sonia Marchetti", containment="Tri à 100 % du lot.", root_cause="Brosse usée."),
        row("FNC26-0087", "open", subject="Plaquettes ébréchées", origin="supplier", raised_on="2026-10-02", supplier="F00031", article="PLAQ-CNMG", quantity="2", description="Deux plaquettes ébréchées à la réception.", owner="Luc Perrin"),
    ),
    "action_item": (
        row("ACT26-0140", "doing", what="Remplacer la brosse d’ébavurage", owner="Sonia Marchetti", due_date="2026-09-30", origin_number="FNC26-0085"),
        row("ACT26-0141", "todo", what="Former l’équipe au contrôle du Ø 12", owner="Éric Vandamme", due_date="2026-10-30", origin_number="FNC26-0088"),
        row("ACT26-0139", "doing", what="Afficher la consigne de port des lunettes", due_date="2026-10-05", origin_number="AT26-0006"),
    ),
    "accident": (
        row("AT26-0007", "open", employee="M0105", kind="declared", happened_on="2026-10-09", happened_at="16:40", known_on="2026-10-09", known_at="17:00", place="Atelier décolletage", circumstances="Coupure en changeant une plaquette.", injuries="Plaie à l’index gauche", witnesses="Yann Tessier", leave="true", sheet_given="true"),
        row("AT26-0006", "recorded", employee="M0106", kind="minor", happened_on="2026-09-21", known_on="2026-09-21", place="Zone d’ébavurage", circumstances="Poussière dans l’œil.", victim_signed="true"),
        row("AT26-0003", "closed", employee="M0101", kind="declared", happened_on="2026-03-16", known_on="2026-03-16", place="Quai", leave="false", declared_on="2026-03-17"),
    ),
    "visitor": (
        row("VIS26-0210", "present", name="Paul Grandjean", organisation="Bureau Véridis", host="Aïcha Bensaïd", visit_date="2026-10-13", arrived_at="08:45", badge="V3", protective_equipment="true"),
    ),
    "audit": (
        row("AUD26-0011", "planned", scope="Réception et magasin", kind="internal", standard="ISO 9001 § 8.6", audit_date="2026-11-03", start_at="09:00", end_at="12:00", auditor="Aïcha Bensaïd", auditees="Luc Perrin"),
        row("AUD26-0010", "done", ({"kind": "strength", "finding": "Zones repérées", "clause": "7.1"}, {"kind": "minor", "finding": "Deux instruments sans étiquette d’étalonnage", "clause": "7.1.5"}), scope="Métrologie", kind="internal", audit_date="2026-10-06", auditor="Aïcha Bensaïd", auditees="Éric Vandamme"),
    ),
    "controlled_document": (
        row("DOC26-0001", "current", ({"reader": "Luc Perrin", "read_on": "2026-01-12"}, {"reader": "Sonia Marchetti"}), code="MO-STK-02", title="Inventaire tournant", kind="instruction", version="3", author="Luc Perrin", approver="Aïcha Bensaïd", in_force_on="2026-01-10", next_review="2026-11-15"),
        row("DOC26-0002", "obsolete", code="MO-STK-02", title="Inventaire tournant", kind="instruction", version="2", author="Luc Perrin", approver="Aïcha Bensaïd", in_force_on="2024-01-10"),
        row("DOC26-0003", "review", code="PR-QUA-01", title="Traitement des non-conformités", kind="procedure", version="5", author="Aïcha Bensaïd", approver="Nadia Ferrec"),
    ),
    "meeting": (
        row("RE26-0051", "held", PEOPLE, subject="Point qualité d’octobre", kind="quality", meeting_date="2026-10-12", start_at="14:00", end_at="15:00", room="Salle Mont-Joly", organiser="Aïcha Bensaïd", secretary="Camille Roux", agenda="Réclamation ALPHYDRAL\nPlan d’actions"),
        row("RE26-0052", "draft", PEOPLE[:2], subject="Préparation de l’audit magasin", kind="quality", meeting_date="2026-10-20", start_at="10:00", end_at="11:00", room="Salle Mont-Joly", organiser="Aïcha Bensaïd"),
    ),
    "announcement": (
        row("NI26-0030", "published", title="Changement d’horaire du magasin", audience="Tout le personnel", channel="board", text="À partir du 19 octobre, le magasin ouvre à 7 h 30.", starts_on="2026-10-12", ends_on="2026-10-31", author="Luc Perrin"),
    ),
}  # fmt: skip
SERIES = {
    "FNC26": 88,
    "ACT26": 141,
    "AT26": 7,
    "VIS26": 210,
    "AUD26": 11,
    "DOC26": 3,
    "RE26": 52,
    "NI26": 30,
}
SETTINGS = {"hours_worked": "98000"}
