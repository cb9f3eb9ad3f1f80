"""A sitting set aside before its commission: it is told why, nothing more is written; taken back, all goes on."""

import pytest

from tests.webapp.examiner.fairness import a_rater, changed
from tests.webapp.examiner.test_signature import text
from tests.webapp.examiner.test_sittings import the_list
from webapp import register

WHY = "Malaise au début de l’épreuve"


def writes(store, sitting, kind: str, **said) -> str:
    """Add an act of the jury about a sitting; return its digest."""
    with store.sessions.begin() as rows:
        return register.add(
            rows, sitting.exam_id, kind, at=1_791_900_000_000, data={"by": "Nom jury", **said},
            author_id=None, sitting_id=sitting.id,
        ).digest  # fmt: skip


def sets_aside(store, sitting) -> str:
    return writes(store, sitting, "sitting.set_aside", reason=WHY)


def takes_back(store, sitting, digest: str) -> None:
    writes(store, sitting, "sitting.taken_back", of=digest, reason="Écarté par erreur")


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/grille", "/statuer"), ("/competences", "/avis"), ("/signature", "/signature"),
        ("/neutralisations", "/neutralisations"), ("/compte-rendu", None),
    ],
)  # fmt: skip
def test_every_page_says_why_and_offers_nothing_to_write(commission, store, over, path, form):
    commission.decides_all()
    assert form is None or f'{form}"' in commission.get(path).text

    sets_aside(store, over)

    page = text(commission.get(path))
    assert "Passage écarté" in page
    assert WHY in page
    assert form is None or f'action="/commission/{over.token}{form}"' not in page
    assert "Statuer" not in page


def test_nothing_more_is_written_until_it_is_taken_back(commission, store, over):
    commission.decides_all()
    aside = sets_aside(store, over)

    for refused in (
        commission.rules("C1.1"), commission.asks("C1.1"), commission.decides("C1"),
        commission.post("/neutralisations", task="T1", category="subject", reason="Panne.", scope="one"),
    ):  # fmt: skip
        assert refused.status_code == 409
        assert "Ce passage est écarté" in text(refused)
    assert "Ce passage est écarté" in text(commission.signs())

    takes_back(store, over, aside)
    assert "Passage écarté" not in text(commission.get("/signature"))
    assert commission.signs().status_code == 303


def test_what_is_taken_back_is_listed_as_before(examiner, store, over):
    aside = sets_aside(store, over)
    assert "Écartée" in the_list(examiner)

    takes_back(store, over, aside)

    page = the_list(examiner)
    assert "Écartée" not in page
    assert "Passage suivant à examiner" in page


def test_who_rates_blind_rates_what_is_taken_back(app, store, exam, over):
    changed(store, exam, double_rating=True)
    ana = a_rater(app, store, exam, over, "ana")
    aside = sets_aside(store, over)
    assert ana.rates("C1.1").status_code == 409

    takes_back(store, over, aside)

    assert ana.rates("C1.1").status_code == 303
    assert "Constats et preuves" not in ana.get("/grille").text
