"""Each examiner meets the candidates in an order of their own, and is told who comes next."""

import pytest

from tests.conftest import PASSWORD_HASH
from tests.webapp.examiner.conftest import DIGEST, played
from tests.webapp.examiner.fairness import Rater, a_rater, changed
from webapp.dossier.order import in_own_order
from webapp.planning import import_journal
from webapp.store.tables import Sitting, User


@pytest.fixture
def several(store, exam, over):
    """Eight candidates, the first one's sitting among them, all over."""
    office = played()
    sittings = [over]
    for number in range(2, 9):
        with store.sessions.begin() as rows:
            person = User(
                login=f"c{number}", name=f"Candidat {number}", role="candidate", password_hash=PASSWORD_HASH
            )  # fmt: skip
            rows.add(person)
            rows.flush()
            one = Sitting(
                exam_id=exam.id, candidate_id=person.id, scenario_digest=DIGEST, number=number,
                reconstructed_reason="Pas d’entreprise d’accueil",
            )  # fmt: skip
            rows.add(one)
        import_journal(store, one.id, tuple(office.entries), office.files.blobs)
        sittings.append(one)
    return sittings


def numbers(sittings):
    return [one.number for one in sittings]


def test_an_order_is_of_ones_own_and_stays(several):
    first, again = in_own_order(several, 1), in_own_order(reversed(several), 1)

    assert numbers(first) == numbers(again)
    assert sorted(numbers(first)) == sorted(numbers(several))
    others = {tuple(numbers(in_own_order(several, user))) for user in range(2, 30)}
    assert len(others) > 20


def test_the_first_candidate_is_not_always_first(several):
    leads = {in_own_order(several, user)[0].number for user in range(60)}

    assert len(leads) == len(several)


def shown(page: str, several) -> list[int]:
    """Return the numbers of the candidates in the order a page lists them."""
    tables = page[page.index("<tbody>") :]
    found = {
        tables.index(f"/commission/{one.token}/grille".replace("/grille", '"')): one.number
        for one in several
    }
    return [found[place] for place in sorted(found)]


def test_the_list_follows_it_and_proposes_the_next(app, store, exam, several):
    ana = a_rater(app, store, exam, several[0], "ana")
    mine = in_own_order(several, ana.user.id)

    page = ana.client.get("/commission/").text

    assert shown(page, several) == numbers(mine)
    head = page[: page.index("<tbody>")]
    assert "Passage suivant à examiner" in head
    assert mine[0].token in head


def test_who_has_handed_in_goes_on_to_the_next(app, store, exam, several):
    changed(store, exam, double_rating=True)
    ana = a_rater(app, store, exam, several[0], "ana")
    mine = in_own_order(several, ana.user.id)
    Rater(ana.client, mine[0], ana.user).rates_and_hands_in()

    page = ana.client.get("/commission/").text

    assert mine[1].token in page[: page.index("<tbody>")]


def test_who_only_watches_is_proposed_nothing(app, store, exam, several):
    paul = a_rater(app, store, exam, several[0], "paul", "invigilator")

    assert "Passage suivant" not in paul.client.get("/commission/").text
