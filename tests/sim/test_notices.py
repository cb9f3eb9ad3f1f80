"""The notice board."""

import pytest

from sim.notices import on_the_board
from sim.scenario.model import NoticeOpening
from tests.build import Office, a_scenario

BOARD = (
    NoticeOpening(id="fire", title="Exercice d’évacuation", text="Jeudi à 10 h.", author="karim"),
    NoticeOpening(id="old", title="Repas de fin d’été", text="Vendredi.", until="2026-09-04"),
)


@pytest.fixture
def office() -> Office:
    return Office(a_scenario(notices=BOARD)).at("08:40")


def titles(office: Office) -> list[str]:
    return [notice.title for notice in on_the_board(office.world)]


def test_the_morning_finds_the_notices_of_the_pack(office):
    assert titles(office) == ["Repas de fin d’été", "Exercice d’évacuation"]


def test_a_notice_is_put_up_and_taken_down(office):
    given = {"title": " Ascenseur ", "text": "En panne.", "until": "16/10/2026"}
    assert not office.do("PostNotice", **given).refusal

    fact = office.entries[-1].fact
    assert (fact.title, fact.until) == ("Ascenseur", "2026-10-16")
    assert titles(office)[0] == "Ascenseur"

    assert not office.do("RemoveNotice", notice=fact.notice).refusal
    assert "Ascenseur" not in titles(office)
    assert office.replayed() == office.world


def test_two_notices_have_two_names(office):
    for title in ("Un", "Deux"):
        office.do("PostNotice", title=title, text="x")

    assert titles(office)[:2] == ["Deux", "Un"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"title": " "}, "un titre et un texte"),
        ({"text": ""}, "un titre et un texte"),
        ({"title": "x" * 121}, "dépasse 120 caractères"),
        ({"text": "x" * 2001}, "dépasse 2000 caractères"),
        ({"until": "bientôt"}, "n’est pas une date"),
        ({"until": "31/02/2027"}, "n’est pas une date"),
        ({"until": "2026-10-12"}, "Cette date est passée"),
    ],
)
def test_a_notice_is_refused_with_what_is_wrong(office, given, reason):
    refusal = office.do("PostNotice", **{"title": "t", "text": "x", **given}).refusal

    assert reason in refusal
    assert office.entries[-1].kind == "session.command_refused"


def test_today_is_not_over(office):
    assert not office.do("PostNotice", title="t", text="x", until="2026-10-13").refusal


def test_a_colleague_s_notice_stays_until_its_day_has_passed(office):
    assert "demandez à son auteur" in office.do("RemoveNotice", notice="fire").refusal
    assert not office.do("RemoveNotice", notice="old").refusal
    assert "n’est plus affiché" in office.do("RemoveNotice", notice="old").refusal
    assert "n’est plus affiché" in office.do("RemoveNotice", notice="nothing").refusal
