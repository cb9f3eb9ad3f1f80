"""The pulse: what a page learns every five seconds."""


def test_it_says_nothing_when_nothing_was_written(desk):
    answer = desk.get("/pouls", htmx=True, depuis=desk.world.seq)

    assert answer.status_code == 204
    assert answer.text == ""


def test_it_journals_nothing_by_itself(desk):
    before = desk.kinds

    desk.get("/pouls", htmx=True)

    assert desk.kinds == before


def test_it_lets_time_pass_and_announces_what_arrived(desk):
    seen = desk.world.seq
    desk.wall.pass_(minutes=30)

    page = desk.get("/pouls", htmx=True, depuis=seen).text

    assert "mail.delivered" in desk.kinds
    assert "Suite" in page
    assert "La palette est prête." in page
    assert 'aria-label="3 non lus"' in page
    assert f"depuis={desk.world.seq}" in page


def test_it_announces_an_arrival_once_to_a_page(desk):
    desk.wall.pass_(minutes=30)
    desk.get("/pouls", htmx=True, depuis=1)

    assert desk.get("/pouls", htmx=True, depuis=desk.world.seq).status_code == 204


def test_a_new_page_announces_only_the_last_seconds(desk):
    desk.wall.pass_(minutes=30)
    assert "Suite" in desk.get("/pouls", htmx=True).text

    desk.wall.pass_(seconds=20)

    assert "Suite" not in desk.get("/pouls", htmx=True).text


def test_it_rings(desk):
    desk.wall.pass_(minutes=22, seconds=5)

    page = desk.get("/pouls", htmx=True).text

    assert "Appel entrant" in page
    assert "ALPHYDRAL, numéro affiché" in page
    assert "/telephone/call-truck/repondre" in page


def test_it_shows_the_suspension(paused):
    assert "Épreuve suspendue" in paused.get("/pouls", htmx=True).text


def test_it_leads_to_the_restitution_when_time_is_up(over):
    answer = over.get("/pouls", htmx=True)

    assert answer.headers["HX-Redirect"] == "/epreuve/mienne/restitution"


def test_it_survives_a_bad_number(desk):
    assert desk.get("/pouls", htmx=True, depuis="x").status_code == 200


def test_it_is_a_sign_of_life_and_says_when_the_page_is_behind_another(app, desk):
    presences = app.extensions["bannette.presences"]

    desk.get("/pouls", htmx=True)
    assert presences.of([desk.sitting])[desk.sitting].away_since is None

    desk.wall.pass_(seconds=5)
    before = desk.kinds
    desk.get("/pouls", htmx=True, ailleurs=1)
    assert presences.of([desk.sitting])[desk.sitting].away_since == desk.wall()
    assert desk.kinds == before
