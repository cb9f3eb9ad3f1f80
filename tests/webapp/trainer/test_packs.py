"""The list of packs and a pack's presentation."""

import pytest

from tests.conftest import sign_in


def test_it_lists_the_packs_with_their_field_and_duration(trainer):
    page = trainer.get("/atelier/").text

    assert "Une petite matinée" in page
    assert "Administration des ventes" in page
    assert "1\u00a0h\u00a000" in page


def test_it_lists_a_pack_whose_description_cannot_be_read(trainer, pack):
    pack.write("pack.yaml", "title: [")

    assert "petit" in trainer.get("/atelier/").text


def test_it_says_how_many_problems_a_pack_has(trainer, pack):
    pack.without("people.yaml", "people:")

    page = trainer.get("/atelier/petit/etat").text

    assert "problème" in page
    assert "Non publiable" in page


def test_it_has_nothing_to_say_of_an_empty_folder(trainer, app, tmp_path):
    app.config["PACKS"] = tmp_path / "none"
    app.config["PACKS"].mkdir()

    assert "Aucun pack" in trainer.get("/atelier/").text


def test_it_compares_the_work_with_the_time_given(trainer):
    page = trainer.get("/atelier/petit/").text

    assert "Dire le total à Karim" in page
    assert "12\u00a0min de travail pour un professionnel, 1\u00a0h\u00a000 d’épreuve" in page
    assert "5\u00a0min de plus à reporter" in page


def test_it_counts_messages_calls_and_traps(trainer):
    page = trainer.get("/atelier/petit/").text

    for count, what in ((1, "mél au début"), (1, "appel reçu"), (2, "pièges éprouvés")):
        assert f"<strong>{count}</strong><span>{what}</span>" in page


@pytest.mark.parametrize(
    "address", ["", "etat", "problemes", "apercu", "repetitions", "repetitions/x", "fichiers/x"]
)
def test_it_knows_no_other_pack(trainer, address):
    assert trainer.get(f"/atelier/autre/{address}").status_code == 404


@pytest.mark.parametrize("slug", ["..", ".", "%2e%2e", "petit%2f..", "pack.yaml"])
def test_it_never_leaves_the_folder_of_packs(trainer, slug):
    assert trainer.get(f"/atelier/{slug}/problemes").status_code == 404


@pytest.mark.parametrize("role", ["candidate", "examiner"])
def test_it_is_for_trainers_only(client, users, pack, role):
    sign_in(client, users[role])

    for address in ("", "petit/", "petit/apercu/corrige", "petit/repetitions/reference"):
        assert client.get(f"/atelier/{address}").status_code == 403
