"""No dead end: from each role's own page, every link of the demonstration centre leads to a page that answers."""

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.demo import sat
from webapp.demo.centre import Interrupted, furnish, tutor_access
from webapp.store.tables import Exam

SEES = {
    "camille": ("/epreuve/", "Reprendre"),
    "julie": ("/epreuve/", "vous êtes déclaré(e) admissible"),
    "noe": ("/epreuve/", "Demande rejetée"),
    "helene": ("/commission/", "Écartée"),
    "anne": ("/jury/3", "Procès-verbal n"),
    "luc": ("/jury/3", "1 rectificatif"),
    "admin": ("/centre/sessions/3/rapport", "Incidents"),
}
"""Account to a page that shows it what became of its sessions, and words of that page."""


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.login)
def test_every_link_leads_somewhere(walked, account):
    for url, source, answer in walked(account):
        assert answer.status_code == 200, (url, "lien de", source)


@pytest.mark.parametrize(("login", "page", "said"), [(who, *what) for who, what in SEES.items()])
def test_each_account_has_something_to_see(demo, login, page, said):
    account = next(one for one in DEMO_ACCOUNTS if one.login == login)
    client = demo.test_client()
    sign_in(client, account, account.password)

    assert said in client.get(page).text.replace("\u00a0", " ")


def test_the_address_that_is_printed_opens_the_tutors_form_with_its_code(demo):
    path, code = tutor_access(demo.extensions["bannette"])
    client = demo.test_client()

    assert client.post(f"{path}code", data={"code": code}).location.endswith(path)
    assert "Sofia Lemaire" in client.get(path).text


def test_a_furnished_centre_is_left_as_it_is(demo, settings):
    store = demo.extensions["bannette"]
    furnish(store, settings)

    with store.sessions() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Exam)) == 3


def test_a_centre_left_half_furnished_is_not_taken_for_a_whole_one(store, settings, monkeypatch):
    monkeypatch.setattr(sat, "sit", interrupts)
    with pytest.raises(KeyboardInterrupt):
        furnish(store, settings)

    with pytest.raises(Interrupted):
        furnish(store, settings)


def interrupts(*_given: object) -> None:
    raise KeyboardInterrupt
