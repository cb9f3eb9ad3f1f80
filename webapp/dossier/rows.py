"""What the exported grid says, as rows of text: the same in the spreadsheet and in the document."""

from typing import Any

from grading.aspects import Figures
from grading.sheet import CriterionSheet
from grading.verdict import VERDICT_FR
from sim.language.french import clock_time, date_and_time, date_short, duration, percent, typeset
from webapp.dossier.review import Review
from webapp.dossier.texts import clean
from webapp.dossier.words import OPINIONS
from webapp.wall import local

DRAFT = "PROJET"
CRITERION_HEADINGS = (
    "Critère",
    "Libellé du référentiel",
    "Proposition",
    "Score",
    "Contenu",
    "Présentation",
    "Niveau retenu",
    "Motif",
    "Constats",
    "Questions et réponses",
)
DOCUMENT_HEADINGS = ("Document", "Contenu", "Présentation")
COMPETENCY_HEADINGS = (
    "Capacité professionnelle",
    "Évaluations",
    "Avis de l’entreprise",
    "Entretien",
    "Décision",
    "Motifs",
)


def header_lines(review: Review) -> list[tuple[str, str]]:
    """Return what identifies a grid: whose, of what, how it went, and in which state it is."""
    scenario, sitting, times = review.playhead.scenario, review.sitting, review.summary
    began = f"début à {clock_time(local(times.began))}" if times.began else ""
    length = f"{duration(times.lasted)} sur {duration(times.planned)} prévues"
    lines = [
        ("Certification", review.framework.title),
        ("Candidat", review.shown_name),
        ("Épreuve", f"{sitting.exam.title}, {date_short(sitting.exam.planned_on)}"),
        ("Sujet", f"{scenario.pack} version {scenario.version}, tirage {scenario.seed}"),
        ("Durée", length),
        ("Déroulement", " ; ".join([began, *times.events])),
        ("Motif de la situation reconstituée", sitting.reconstructed_reason),
        ("Empreinte du journal", review.sheet.journal_head),
        ("État", _state(review)),
        *_erased(review),
    ]
    return [(label, _shown(value)) for label, value in lines]


def _erased(review: Review) -> list[tuple[str, str]]:
    """Say that what is missing was erased, not lost."""
    if review.erased_at is None:
        return []
    day = date_short(local(review.erased_at))
    return [
        ("Données effacées", f"le {day} : les niveaux et les décisions restent, sans les textes")
    ]


def _state(review: Review) -> str:
    if not review.is_signed:
        return f"{DRAFT} – non signé"
    signed = [f"{name} le {date_and_time(local(at))}" for name, at in signers(review)]
    return f"Signé par {', '.join(signed)}"


def signers(review: Review) -> list[tuple[str, int]]:
    """Return who signed the commission's validation, and when."""
    outcome = review.outcome
    acts = (*outcome.all("commission.validated"), *outcome.all("commission.signed"))
    people = {one["id"]: str(one["name"]) for one in outcome.members}
    return [(people.get(act.author_id, "membre effacé"), act.at) for act in acts]


def _shown(text: str) -> str:
    return typeset(clean(text))


def criterion_row(review: Review, name: str, wording: str) -> list[str]:
    """Return a criterion's cells, under `CRITERION_HEADINGS`; the wording is the référentiel's own."""
    sheet, ruling = review.sheet.criteria[name], review.ruling(name)
    asked = "\n".join(
        f"Q : {one.question}\nR : {one.answer}" for one in review.questions.get(name, [])
    )
    return [
        name,
        wording,
        VERDICT_FR[sheet.level],
        percent(round(sheet.score * 100)),
        *_two(review.figures(name)),
        VERDICT_FR[ruling.level] if ruling else "—",
        _shown(ruling.reason) if ruling else "",
        _shown(_findings(sheet)),
        _shown(asked),
    ]


def document_rows(review: Review) -> list[list[str]]:
    """Return each document with its two scores, under `DOCUMENT_HEADINGS`."""
    return [[clean(path), *_two(found)] for path, found in review.documents().items()]


def _two(found: Figures) -> list[str]:
    scores = (found.content, found.presentation)
    return ["—" if score is None else percent(round(score * 100)) for score in scores]


def _findings(sheet: CriterionSheet) -> str:
    """Return the findings in short, those that failed first."""
    seen = [one for one in sheet.findings if one.grade != "H" and one.verdict != "not_observed"]
    ordered = sorted(seen, key=lambda one: one.verdict == "met")
    return "\n".join(f"{one.check} {VERDICT_FR[one.verdict]} : {one.reason}" for one in ordered)


def competency_rows(review: Review) -> list[list[str]]:
    """Return each competency with its three bases and its decision, under `COMPETENCY_HEADINGS`."""
    rows = []
    for one in review.framework.competencies:
        interview, decision = review.interviews.get(one.id), review.decisions.get(one.id)
        levels = [f"{criterion.id} {review.level_fr(criterion.id)}" for criterion in one.criteria]
        held = (
            interview
            and f"{date_short(interview.held_on)} – {interview.members}\n{interview.notes}"
        )
        verdict = decision and ("Acquise" if decision.acquired else "Non acquise")
        texts = [
            "\n".join(levels), _opinion(review.opinions.get(one.id)), (held or "—").strip(),
            verdict or "—", decision.reasons if decision else "",
        ]  # fmt: skip
        rows.append([f"{one.id} – {one.title}", *(_shown(text) for text in texts)])
    return rows


def _opinion(opinion: Any) -> str:
    if opinion is None:
        return "—"
    if opinion.opinion == "sans_avis":
        return f"Sans avis : {opinion.absent_reason}"
    author = ", ".join(text for text in (opinion.author_name, opinion.author_function) if text)
    return f"{OPINIONS[opinion.opinion]} – {author}\n{opinion.comment}".strip()


def closing_lines(review: Review) -> list[tuple[str, str]]:
    """Return the admissibility as pronounced, its rule, the signatures and the corrections."""
    lines = [
        ("Règle du référentiel", review.framework.admissibility),
        ("Admissibilité", _pronounced(review)),
        ("Signature", _state(review)),
    ]
    validated = review.outcome.validated
    if validated is not None:
        lines.append(("Empreinte SHA-256", validated.digest))
    for act in review.outcome.corrections:
        said = f"{act.says('correction')} ({act.says('by')})" if act.data else "texte effacé"
        lines.append((f"Rectificatif du {date_and_time(local(act.at))}", said))
    return [(label, _shown(value)) for label, value in lines]


def _pronounced(review: Review) -> str:
    admissible = review.outcome.admissible
    if admissible is None:
        return "non prononcée"
    return "Candidat déclaré admissible" if admissible else "Candidat déclaré non admissible"
