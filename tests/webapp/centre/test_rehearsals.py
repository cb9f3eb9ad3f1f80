"""A session is rehearsed on a twin: other variants, test candidates at the same seats, the material checked."""

import pytest

from webapp.planning import variants
from webapp.store.centre_tables import MaterialCheck


def rehearses(centre, exam, **form: str):
    return centre.post(
        f"/sessions/{exam.id}/repetition", **{"planned_on": "12/10/2026", "seats": "2", **form}
    )


@pytest.fixture
def twin(centre, exam, sitting, users):
    """The rehearsal of a session where a candidate sits at A1."""
    centre.appoints(exam, users["invigilator"], "invigilator")
    assert rehearses(centre, exam).status_code == 303
    return centre.exams()[-1]


def test_the_twin_has_the_subject_other_variants_and_test_candidates(centre, exam, twin):
    with centre.store.sessions() as rows:
        own, others = set(variants(rows, exam)), set(variants(rows, twin))

    assert (twin.mode, twin.pack, twin.room, twin.title) == (
        "rehearsal",
        exam.pack,
        exam.room,
        "Répétition – Session d’octobre",
    )
    assert not own & others
    assert [(one.candidate.name, one.seat) for one in centre.sittings(twin)] == [
        ("Candidat d’essai 1", "A1"), ("Candidat d’essai 2", ""),
    ]  # fmt: skip
    assert centre.appointed(twin) == centre.appointed(exam)


def test_a_rehearsal_opens_without_a_commission_and_its_codes_are_printed(centre, twin):
    assert centre.post(f"/sessions/{twin.id}/ouvrir").status_code == 303
    assert centre.post(f"/sessions/{twin.id}/codes.pdf").mimetype == "application/pdf"


def test_what_works_is_ticked_and_kept_and_unticked(centre, twin, users):
    first, second = centre.sittings(twin)
    centre.post(
        f"/sessions/{twin.id}/materiel", works=[f"{first.token}:sound", f"{second.token}:printing"]
    )
    assert centre.row(MaterialCheck, (first.id, "sound")).author_id == users["admin"].id
    assert "2 vérifications sur 8" in centre.get(f"/sessions/{twin.id}/repetition").text.replace(
        "\u00a0", " "
    )

    centre.post(
        f"/sessions/{twin.id}/materiel",
        works=[f"{second.token}:printing", "x:y", f"{first.token}:forged"],
    )
    assert centre.row(MaterialCheck, (first.id, "sound")) is None
    assert centre.row(MaterialCheck, (second.id, "printing"))


def test_a_rehearsal_is_not_rehearsed_nor_a_session_checked(centre, exam, twin):
    assert rehearses(centre, twin).status_code == 409
    assert centre.post(f"/sessions/{exam.id}/materiel").status_code == 409
    assert "n’a pas de candidats inscrits" in centre.enrols(twin).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("planned_on", ""), ("planned_on", "x"), ("seats", "41"), ("seats", "-1"), ("seats", "deux")],
)
def test_a_rehearsal_that_says_too_little_is_refused(centre, exam, field, value):
    answer = rehearses(centre, exam, **{field: value})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert len(centre.exams()) == 1


def test_each_page_of_a_rehearsal_is_shown(centre, twin):
    for path in ("", "candidats", "equipe", "convocations", "repetition"):
        assert centre.get(f"/sessions/{twin.id}/{path}").status_code == 200
    token = centre.sittings(twin)[0].token
    for path in ("inscription", "amenagements"):
        assert centre.get(f"/passages/{token}/{path}").status_code == 200
