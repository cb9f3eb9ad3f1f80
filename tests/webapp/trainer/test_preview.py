"""What a seed makes of a pack, as the trainer reads it."""

import re

import pytest


def read(trainer, part, seed=0):
    answer = trainer.get(f"/atelier/petit/apercu/{part}?tirage={seed}")
    assert answer.status_code == 200
    return re.sub(r"[\u00a0\u202f]", " ", answer.text)


def test_it_shows_what_the_seed_drew_and_derived(trainer):
    page = read(trainer, "tirage")

    assert "145,07" in page
    assert "174,08" in page
    assert "Lyon" in page
    assert "Traitez le <strong>courrier</strong>." in page


def test_another_seed_shows_other_figures(trainer):
    seeds = [read(trainer, "tirage", seed) for seed in range(8)]

    assert any("119,4" in page for page in seeds)


def test_messages_come_in_order_of_arrival_with_their_reason(trainer):
    page = read(trainer, "messages")

    assert page.index("Total de Lyon") < page.index("Merci pour le total")
    assert "13/10/2026 à 8 h 10" in page
    assert "4 min après : mél envoyé à Karim Benali qui mentionne 174,08" in page
    assert "sauf si : message instantané envoyé à Karim Benali" in page


def test_attachments_can_be_downloaded(trainer):
    link = re.search(r'href="(/atelier/petit/fichiers/[^"]+)"', read(trainer, "messages"))

    answer = trainer.get(link[1].replace("&amp;", "&"))

    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.text == "Ville;Montant\nLyon;145.07\n"


def test_a_file_of_no_scenario_is_not_found(trainer):
    assert trainer.get("/atelier/petit/fichiers/0123?tirage=0").status_code == 404


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("personnes", "Véra Lind"),
        ("progiciel", "Client de Lyon"),
        ("lecteur", "Aucun fichier"),
        ("deroule", "Le téléphone sonne : Mme Lind"),
        ("conversations", "« Alors, ce total ? »"),
        ("conversations", "Si l’on dit 174,08"),
        ("corrige", "Total donné"),
        ("corrige", "Doit avoir lieu : total donné à Karim"),
        ("corrige", "ce qui compte : mél envoyé à Karim Benali qui mentionne 174,08"),
        ("corrige", "au plus tard : 9 h 00"),
        ("corrige", "Critique"),
        ("corrige", "Règle lisible : M01"),
    ],
)
def test_each_part_is_readable(trainer, part, text):
    assert text in read(trainer, part)


def test_an_unknown_part_is_not_found(trainer):
    assert trainer.get("/atelier/petit/apercu/autre").status_code == 404


@pytest.mark.parametrize("typed", ["x", "-1", "1.5", "", "9" * 30, "²", "<b>"])
@pytest.mark.parametrize("address", ["apercu", "repetitions", "repetitions/reference"])
def test_a_bad_seed_is_refused_beside_the_field(trainer, address, typed):
    answer = trainer.get(f"/atelier/petit/{address}", query_string={"tirage": typed})

    assert answer.status_code == 422
    assert "Écrivez un nombre entier entre 0 et 999\u202f999" in answer.text
    assert "<b>" not in answer.text
