"""Calibration: reference sittings of the real pack, rated before candidates are."""

import re

import pytest
import sqlalchemy as sa

from tests.webapp.examiner.fairness import a_rater, changed
from webapp import calibration
from webapp.store.planning_tables import CentreSetting
from webapp.store.result_tables import CalibrationRating
from webapp.store.tables import Exam

PACK = "adv-fac-01"
BASE = f"/commission/calibrage/{PACK}"


@pytest.fixture
def ana(app, store, exam, over):
    with store.sessions.begin() as rows:
        rows.get(Exam, exam.id).pack = PACK
    return a_rater(app, store, exam, over, "ana")


def required(store, value="yes"):
    with store.sessions.begin() as rows:
        rows.add(CentreSetting(name=calibration.REQUIRED, value=value))


def levels(number: int, **other: str) -> dict[str, str]:
    """Return the expected level of each criterion of a reference, but for those given."""
    found = calibration.reference(PACK, number)
    expected = {name: sheet.level for name, sheet in found.sheets.items()}
    return {
        f"level-{name}": other.get(name.replace(".", "_"), level)
        for name, level in expected.items()
    }


def calibrates(rater, number: int, **other: str):
    return rater.client.post(f"{BASE}/{number}", data=levels(number, **other))


def kept(store):
    with store.sessions() as rows:
        return rows.scalars(sa.select(CalibrationRating)).all()


def test_the_references_tell_each_criterion_apart():
    found = calibration.material(PACK)
    references = [calibration.reference(PACK, number) for number in (1, 2, 3)]

    assert len(found.chosen) == 3
    assert calibration.reference(PACK, 4) is None
    for name in found.criteria:
        assert len({one.sheets[name].level for one in references if name in one.sheets}) > 1, name


def test_a_pack_without_rehearsals_has_no_reference():
    assert calibration.material("tiny") is None
    assert calibration.material("../packs/adv-fac-01") is None


def test_a_reference_is_rated_without_what_is_expected(ana):
    page = ana.client.get(f"{BASE}/1").text.replace("\u00a0", " ")

    assert "Attendu" not in page.replace("voir l’attendu", "")
    assert calibration.reference(PACK, 1).title not in page
    assert "level-C1.1" in page
    assert "Tout le journal" in page


def test_then_one_sees_what_was_expected_and_where_one_differs(ana, store):
    changed_to = "partly" if levels(1)["level-C1.1"] != "partly" else "met"
    assert calibrates(ana, 1, C1_1=changed_to).status_code == 303

    page = ana.client.get(f"{BASE}/1").text.replace("\u00a0", " ")
    assert "Attendu et noté" in page
    assert page.count('<tr class="is-apart">') == 1
    assert re.search(r"Même niveau : <strong>\d\d %", page)
    assert "κ pondéré" in page
    assert len(kept(store)) == len(levels(1))


def test_a_reference_is_rated_once(ana, store):
    calibrates(ana, 1)

    again = calibrates(ana, 1)

    assert again.status_code == 409
    assert len(kept(store)) == len(levels(1))


def test_an_incomplete_rating_is_refused_with_what_was_chosen(ana, store):
    given = levels(1)
    given["level-C1.1"] = "n’importe quoi"
    answer = ana.client.post(f"{BASE}/1", data=given, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "Il reste\u00a0: C1.1" in answer.text
    assert answer.text.count(" checked") == len(given) - 1
    assert kept(store) == []


@pytest.mark.parametrize("path", [f"{BASE}/9", f"{BASE}/0", "/commission/calibrage/tiny/1", f"{BASE}/1/piece?entree=0", f"{BASE}/1/piece?chemin=/x", f"{BASE}/1/fichier?chemin=/x"])  # fmt: skip
def test_what_does_not_exist_is_not_found(ana, path):
    assert ana.client.get(path).status_code == 404


def test_its_pieces_are_shown_in_place_and_downloaded(ana):
    found = calibration.reference(PACK, 1)
    upload = next(one.fact for one in found.playhead.entries if one.kind == "drive.uploaded")

    asked, htmx = {"chemin": upload.path}, {"HX-Request": "true"}
    piece = ana.client.get(f"{BASE}/1/piece", query_string=asked, headers=htmx)
    assert piece.text.lstrip().startswith('<section id="piece"')
    alone = ana.client.get(f"{BASE}/1/piece", query_string=asked)
    assert "<title>Pièce du passage de référence" in alone.text
    assert '<section id="piece"' in alone.text
    assert ana.client.get(f"{BASE}/1/piece?entree=2").status_code == 200
    file = ana.client.get(f"{BASE}/1/fichier", query_string={"chemin": upload.path})
    assert file.data == found.files[upload.file.sha256]


def test_the_references_of_another_session_are_not_open(examiner):
    assert examiner.get(f"{BASE}/1").status_code == 404


def test_a_centre_that_requires_it_refuses_ratings_before(ana, store, exam):
    required(store)

    refused = ana.rules("C1.1", "met")
    assert refused.status_code == 409
    assert "Calibrage" in refused.text

    changed(store, exam, double_rating=True)
    assert ana.rates("C1.1").status_code == 409
    for number in (1, 2, 3):
        calibrates(ana, number)
    assert ana.rates("C1.1").status_code == 303


def test_a_centre_that_does_not_require_it_lets_rate(ana, store):
    required(store, "no")

    assert ana.rules("C1.1", "met").status_code == 303


def test_a_pack_without_references_asks_for_none(commission, store):
    required(store)

    assert commission.rules("C1.1", "met").status_code == 303


def test_references_are_no_candidates(ana):
    calibrates(ana, 1)

    assert "rehearsal" not in ana.client.get("/commission/").text
    assert "référence" not in ana.client.get("/commission/").text
