"""A small office for the tests of the documents and of the ERP: a few folders, files and people."""

from datetime import date, datetime

from flask.testing import FlaskClient

from sim import session
from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.scenario.model import (
    Company,
    DriveOpening,
    ErpOpening,
    FileOpening,
    Person,
    Scenario,
)
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User

STARTED = 1_791_874_800_000
"""13 October 2026, 9 h 00 in Paris: when the tests' clock starts (`tests/conftest.py`)."""
PDF = b"%PDF-1.4 a delivery note"
FOLDERS = ("/ADV/3_Facturation/2026", "/ADV/4_Recouvrement", "/ADV/9_Travail", "/Sorties ERP")
FILES = {
    "/ADV/Procédures/MO-FAC-01.md": ("procedure", b"# Facture\n\n<script>x</script> **gras**\n"),
    "/ADV/Modèles/MODELE_relance.docx": ("template", b"a template"),
    "/ADV/3_Facturation/2026/BL26-1871.pdf": ("reference", PDF),
    "/ADV/3_Facturation/2026/export.csv": ("reference", "Réf;Prix\nAV-1205;1,48\n".encode()),
    "/ADV/3_Facturation/2026/abime.xlsx": ("reference", b"not a workbook"),
}


def scenario(store: Store, erp: ErpOpening | None = None) -> Scenario:
    """Return a scenario whose files are in the store."""
    return Scenario(
        pack="essai",
        version="1",
        seed=1,
        framework="cqpm-aga",
        field="sales",
        title="Une matinée",
        company=Company(
            name="Arvello", address=("12 rue des Tourneurs", "74300 Cluses"), identity="SAS"
        ),
        candidate_name="Camille Roux",
        candidate_function="assistante",
        mailbox="adv@arvello.example",
        start=datetime.fromisoformat("2026-10-13T08:30"),
        duration_min=120,
        briefing="",
        people=(Person(id="karim", name="Karim Benali", internal=True),),
        messages=(),
        present=(),
        drive=DriveOpening(
            folders=FOLDERS,
            restricted={"/ADV/4_Recouvrement": ("karim",)},
            files=tuple(
                FileOpening(path=path, file=keep(store, path, data), role=role)
                for path, (role, data) in FILES.items()
            ),
        ),
        erp=erp or ErpOpening(),
    )


def keep(store: Store, path: str, data: bytes) -> FileRef:
    """Put a file in the store."""
    store.files.put(data)
    return FileRef(sha256=sha256(data), name=path.rpartition("/")[2], size=len(data))


def open_sitting(store: Store, sample: Scenario, candidate: User, admin: User, token: str) -> int:
    """Enrol a candidate and start the sitting; return its id."""
    content = sample.model_dump_json()
    digest = sha256(content.encode())
    with store.sessions.begin() as rows:
        if rows.get(ScenarioRow, digest) is None:
            rows.add(ScenarioRow(digest=digest, pack="essai", version="1", seed=1, content=content))
            rows.flush()
        exam = Exam(
            title="Essai",
            pack="essai",
            planned_on=date(2026, 10, 13),
            state="open",
            created_by=admin.id,
        )
        rows.add(exam)
        rows.flush()
        sitting = Sitting(
            token=token,
            exam_id=exam.id,
            candidate_id=candidate.id,
            scenario_digest=digest,
            number=1,
            reconstructed_reason="Essai",
        )
        rows.add(sitting)
        rows.flush()
        sitting_id = sitting.id
    with store.sittings.open(sitting_id) as engine:
        engine.handle(session.Start(scenario=digest), wall=STARTED)
    return sitting_id


def sign_in(client: FlaskClient, user: User) -> None:
    """Sign in with the password that all users of the tests have."""
    client.post("/connexion", data={"login": user.login, "password": "un mot de passe"})


def kinds(store: Store, sitting: int) -> list[str]:
    """Return the kinds of the facts of a sitting, in order."""
    return [entry.fact.kind for entry in store.sittings.journal(sitting).read(0)]  # type: ignore[attr-defined]
