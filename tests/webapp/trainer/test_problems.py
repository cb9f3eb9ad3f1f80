"""What is wrong with a pack, where, and what to write instead."""

import re


def problems(page):
    """Return (line, field) of each problem shown."""
    return re.findall(r'<td class="num">([^<]+)</td><td><code>([^<]+)</code>', page)


def test_it_places_a_missing_key_in_its_file(trainer, pack):
    pack.without("pack.yaml", "duration_min")

    page = trainer.get("/atelier/petit/problemes")

    assert page.status_code == 200
    assert "pack.yaml" in page.text
    assert ("1", "duration_min") in problems(page.text)
    assert "Ce champ est obligatoire\u00a0: ajoutez-le." in page.text


def test_it_places_an_unknown_name_at_its_line(trainer, pack):
    pack.write(
        "key.yaml", "tasks:\n  - {id: T1, title: X, expert_min: 3}\n  - {id: T2, title: Y}\n"
    )

    assert ("3", "tasks.1.expert_min") in problems(trainer.get("/atelier/petit/problemes").text)


def test_it_places_yaml_that_cannot_be_read(trainer, pack):
    pack.write("people.yaml", "people:\n  - {id: karim\n")

    page = trainer.get("/atelier/petit/problemes")

    assert page.status_code == 200
    assert "Le YAML ne peut pas être lu" in page.text


def test_it_says_what_the_answer_key_lacks(trainer):
    page = trainer.get("/atelier/petit/problemes").text

    assert "Le critère C5.3 n’a aucun indicateur" in page
    assert "Il manque une répétition «\u00a0alternative\u00a0»" in page


def test_it_says_which_rehearsal_cannot_be_read(trainer, pack):
    pack.write("rehearsals/odd.yaml", "kind: miracle\ntitle: X\n")

    assert "odd" in trainer.get("/atelier/petit/problemes").text


def test_a_pack_that_cannot_be_sealed_shows_its_problems_everywhere(trainer, pack):
    pack.without("people.yaml", "people:")

    for address in ("", "apercu", "apercu/corrige", "repetitions", "repetitions/reference"):
        page = trainer.get(f"/atelier/petit/{address}")
        assert page.status_code == 422, address
        assert "Ce pack ne peut pas être scellé" in page.text
        assert "people.yaml" in page.text


def test_a_wrong_answer_key_is_not_an_error_of_the_preview(trainer, pack):
    pack.write("rubric/c1.yaml", "indicators:\n  - {id: a, criterion: C1.1, title: X}\n")

    for address in ("apercu/corrige", "repetitions/reference"):
        page = trainer.get(f"/atelier/petit/{address}")
        assert page.status_code == 422, address
        assert "rubric/c1.yaml" in page.text


def test_it_looks_again_when_a_file_changes(trainer, pack):
    pack.without("pack.yaml", "duration_min")
    assert "duration_min" in trainer.get("/atelier/petit/problemes").text

    pack.write("pack.yaml", (pack.folder / "pack.yaml").read_text() + "duration_min: 60\n")

    assert "duration_min" not in trainer.get("/atelier/petit/problemes").text


def test_the_pack_that_ships_has_no_problem(trainer, app):
    del app.config["PACKS"]

    assert "Aucun problème" in trainer.get("/atelier/adv-fac-01/problemes").text
