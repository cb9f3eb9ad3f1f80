"""The messenger."""

import pytest


def test_it_sends_once_for_two_clicks(desk):
    for _ in range(2):
        assert desk.post("/discussion/luc", nonce="n", text="La palette ?").status_code == 303

    assert [line.text for line in desk.world.chat["luc"]] == ["La palette ?"]


def test_htmx_gets_the_conversation_with_the_new_line(desk):
    page = desk.post("/discussion/luc", htmx=True, nonce="n", text="La palette ?").text

    assert 'id="chat"' in page
    assert "La palette ?" in page


@pytest.mark.parametrize(
    ("text", "reason"), [("  ", "Votre message est vide"), ("x" * 2001, "2000 caractères")]
)
def test_it_says_why_not_and_loses_nothing(desk, text, reason):
    page = desk.post("/discussion/luc", nonce="n", text=text)

    assert page.status_code == 422
    assert reason in page.text
    assert text in page.text


def test_reading_a_conversation_marks_it_seen(desk):
    desk.wall.pass_(minutes=30)
    assert 'aria-label="1 nouveaux messages"' in desk.get("/discussion").text

    page = desk.get("/discussion/luc").text

    assert "La palette est prête." in page
    assert desk.kinds[-1] == "chat.opened"
    assert 'aria-label="1 nouveaux messages"' not in page


def test_refreshing_is_not_reading(desk):
    desk.wall.pass_(minutes=30)

    page = desk.get("/discussion/actualiser", htmx=True, avec="luc").text

    assert "La palette est prête." in page
    assert "chat.opened" not in desk.kinds


@pytest.mark.parametrize("person", ["buyer", "personne"])
def test_it_knows_only_who_has_the_messenger(desk, person):
    assert desk.get(f"/discussion/{person}").status_code == 404
    assert desk.post(f"/discussion/{person}", text="x").status_code == 404
