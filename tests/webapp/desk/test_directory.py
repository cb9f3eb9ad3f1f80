"""The directory."""

import pytest


def test_it_lists_the_company_first_then_the_others(desk):
    page = desk.get("/annuaire").text

    assert page.index("Karim Benali") < page.index("Extérieur") < page.index("Claire Vasseur")
    assert "Inconnu" not in page
    assert desk.kinds == ["session.started"]


def test_a_search_is_journalled(desk):
    page = desk.get("/annuaire", recherche="magasin").text

    assert "Luc Perrin" in page
    assert "Karim Benali" not in page
    assert desk.kinds[-1] == "directory.searched"


def test_it_says_when_nobody_is_found(desk):
    assert "Personne de ce nom" in desk.get("/annuaire", recherche="zorro").text


def test_a_card_says_how_to_reach_somebody_and_is_journalled(desk):
    page = desk.get("/annuaire/karim").text

    assert "Comptable" in page
    assert "/messagerie/nouveau?a=k.benali@arvello.example" in page
    assert "/discussion/karim" in page
    assert "Appeler" in page
    assert desk.kinds[-1] == "directory.opened"


def test_a_card_offers_only_what_the_person_has(desk):
    page = desk.get("/annuaire/buyer").text

    assert "/discussion/buyer" not in page
    assert 'name="person"' not in page


@pytest.mark.parametrize("person", ["ghost", "personne"])
def test_it_hides_who_is_not_listed(desk, person):
    page = desk.get(f"/annuaire/{person}")

    assert page.status_code == 404
    assert "n’est pas dans l’annuaire" in page.text


def test_a_card_says_what_each_way_of_reaching_somebody_costs(desk):
    page = desk.get("/annuaire/karim").text

    for minutes in (5, 1, 15):
        assert f"≈ {minutes}\u00a0min" in page
    assert "/courrier?destinataire=karim" in page
    assert 'value="karim" selected' in desk.get("/courrier", destinataire="karim").text
