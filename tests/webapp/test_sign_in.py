"""Signing in and out, as a browser sees it."""

from tests.conftest import PASSWORD, sign_in

HTMX = {"HX-Request": "true"}


def test_it_sends_each_role_to_its_own_pages(app, users):
    homes = {
        "candidate": "/epreuve/",
        "examiner": "/commission/",
        "invigilator": "/salle/",
        "jury": "/jury/",
        "trainer": "/atelier/",
        "admin": "/centre/",
    }

    for role, home in homes.items():
        client = app.test_client()
        assert sign_in(client, users[role]).location == home
        assert client.get("/").location == home


def test_it_says_in_french_that_the_password_is_wrong(client, users):
    page = sign_in(client, users["candidate"], "autre chose")

    assert page.status_code == 422
    assert "Identifiant ou mot de passe incorrect." in page.text
    assert 'value="candidate"' in page.text
    assert client.get("/").location == "/connexion"


def test_it_says_the_same_for_an_unknown_login(client, users):
    page = client.post("/connexion", data={"login": "inconnu", "password": PASSWORD})

    assert page.status_code == 422
    assert "Identifiant ou mot de passe incorrect." in page.text


def test_it_ignores_case_and_spaces_around_the_login(client, users):
    assert (
        client.post("/connexion", data={"login": " Candidate ", "password": PASSWORD}).status_code
        == 303
    )


def test_it_refuses_somebody_who_left(client, users, store):
    with store.sessions.begin() as session:
        session.merge(users["candidate"]).active = False

    assert sign_in(client, users["candidate"]).status_code == 422


def test_it_shuts_out_somebody_who_leaves_while_signed_in(client, users, store):
    sign_in(client, users["candidate"])
    with store.sessions.begin() as session:
        session.merge(users["candidate"]).active = False

    assert client.get("/").location == "/connexion"


def test_it_makes_a_login_wait_after_five_failures(client, users, wall):
    for _ in range(5):
        assert sign_in(client, users["candidate"], "faux").status_code == 422

    page = sign_in(client, users["candidate"])

    assert page.status_code == 429
    assert "attendez cinq minutes" in page.text
    wall.pass_(minutes=5, seconds=1)
    assert sign_in(client, users["candidate"]).status_code == 303


def test_it_makes_only_that_login_wait(client, users):
    for _ in range(5):
        sign_in(client, users["candidate"], "faux")

    assert sign_in(client, users["examiner"]).status_code == 303


def test_it_comes_back_to_the_page_asked_for(client, users):
    asked = client.get("/style?x=1")
    assert asked.location == "/connexion?next=/style?x%3D1"

    assert sign_in(client, users["trainer"], next="/style?x=1").location == "/style?x=1"


def test_it_never_goes_to_another_site(client, users):
    for url in (
        "https://ailleurs.example/",
        "//ailleurs.example/",
        "/\\ailleurs.example",
        "javascript:x",
    ):
        assert sign_in(client, users["trainer"], next=url).location == "/atelier/"
        client.post("/deconnexion")


def test_it_signs_out(client, users):
    sign_in(client, users["candidate"])

    page = client.post("/deconnexion", follow_redirects=True)

    assert "Votre session est fermée." in page.text
    assert client.get("/").location == "/connexion"


def test_it_signs_out_by_post_only(client, users):
    sign_in(client, users["candidate"])

    assert client.get("/deconnexion").status_code == 405


def test_it_says_that_the_session_expired_and_keeps_the_page(client, users, wall, settings):
    sign_in(client, users["trainer"])
    wall.ms += settings.session_ms + 1

    asked = client.get("/style")

    assert asked.location == "/connexion?next=/style"
    assert (
        "Votre session a expiré\u00a0: reconnectez-vous, votre travail est enregistré."
        in client.get(asked.location).text
    )


def test_it_keeps_a_session_alive_while_it_is_used(client, users, wall):
    sign_in(client, users["trainer"])

    for _ in range(10):
        wall.pass_(minutes=120)
        assert client.get("/style").status_code == 200


def test_it_sends_htmx_to_sign_in_with_the_page_it_came_from(client, users, wall, settings):
    sign_in(client, users["trainer"])
    wall.ms += settings.session_ms + 1

    answer = client.post(
        "/deconnexion", headers={**HTMX, "HX-Current-URL": "http://localhost/style"}
    )

    assert answer.headers["HX-Redirect"] == "/connexion?next=/style"


def test_it_forgets_the_session_before_it(client, users):
    with client.session_transaction() as cookie:
        cookie["planted"] = "x"

    sign_in(client, users["candidate"])

    with client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_it_shows_the_demonstration_accounts_in_a_demonstration_only(app, client):
    assert "camille-demo" not in client.get("/connexion").text

    app.config["DEMO"] = True

    assert "camille-demo" in client.get("/connexion").text
