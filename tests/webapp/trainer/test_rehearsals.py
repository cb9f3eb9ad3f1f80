"""The matrix of rehearsals and criteria, and a rehearsal's own sheet."""

import pytest

HTMX = {"HX-Request": "true"}


@pytest.fixture
def matrix(trainer):
    """Return the matrix's text, with what was played."""
    return lambda seed=0: trainer.get(f"/atelier/petit/repetitions?tirage={seed}").text


def row(trainer, name, seed=0):
    """Play a rehearsal from the matrix; return what comes back."""
    return trainer.get(f"/atelier/petit/repetitions/{name}?tirage={seed}", headers=HTMX).text


def test_it_lists_the_rehearsals_before_playing_them(matrix):
    page = matrix()

    assert "Aucune répétition n’a encore été jouée" in page
    assert page.index("Fait tout") < page.index("Ne fait rien") < page.index("Trop tard")
    assert "abaisse C1.1" in page


def test_each_row_plays_itself_when_all_are_asked(trainer):
    page = trainer.get("/atelier/petit/repetitions?tirage=0&jouer=1").text

    assert page.count('hx-trigger="load"') == 4


def test_a_row_shows_the_level_of_each_criterion(trainer):
    html = row(trainer, "reference")

    assert html.startswith('<tr id="run-reference"')
    assert html.count('class="cell') == 21
    assert "level-met" in html
    assert 'id="summary"' in html


def test_a_fault_is_marked_as_declared(trainer):
    html = row(trainer, "late")

    assert "is-declared" in html
    assert "comme déclaré" in html


def test_a_deviation_is_marked_with_what_was_expected(trainer):
    html = row(trainer, "harmless")

    assert "is-deviation" in html
    assert "attendu\u00a0: non atteint, abaissé" in html.replace(" :", "\u00a0:")


def test_the_matrix_remembers_what_was_played_for_each_seed(trainer, matrix):
    row(trainer, "idle")

    assert matrix().count(">Jouer<") == 2  # the reference was played to compare with
    assert matrix(seed=1).count(">Jouer<") == 4


def test_it_forgets_when_the_pack_changes(trainer, matrix, pack):
    row(trainer, "reference")

    pack.write("brief.md", "# Autres consignes\n")

    assert matrix().count(">Jouer<") == 4


def test_a_sheet_gives_each_finding_with_its_reason(trainer):
    page = trainer.get("/atelier/petit/repetitions/late?tirage=0").text

    assert "Trop tard" in page
    assert "total donné à Karim" in page
    assert "Non atteint" in page


def test_a_rehearsal_that_cannot_be_played_says_where_it_stops(trainer, pack):
    pack.write(
        "rehearsals/late.yaml",
        'kind: fault\ntitle: T\nsteps:\n  - {id: odd, at: "08:40", do: Dance}\nlowers: {C1.1: not_met}\n',
    )

    for headers in ({}, HTMX):
        answer = trainer.get("/atelier/petit/repetitions/late?tirage=0", headers=headers)
        assert answer.status_code == 200
        assert "la commande" in answer.text
        assert "Dance" in answer.text


def test_an_unknown_rehearsal_is_not_found(trainer):
    assert trainer.get("/atelier/petit/repetitions/autre?tirage=0").status_code == 404


def test_a_pack_without_rehearsals_says_what_to_write(trainer, pack, matrix):
    for path in (pack.folder / "rehearsals").iterdir():
        path.unlink()

    assert "Aucune répétition" in matrix()


def test_a_rehearsal_shows_which_reactions_took_place(trainer):
    page = trainer.get("/atelier/petit/repetitions/reference?tirage=0").text

    assert "Réactions des interlocuteurs" in page
    reaction = page.partition('id="reaction-M02"')[2].partition("</li>")[0]
    assert "4 min après" in reaction.replace("\u00a0", " ")
    assert "Envoie à Karim Benali" in reaction
    assert "/commission/" not in page
