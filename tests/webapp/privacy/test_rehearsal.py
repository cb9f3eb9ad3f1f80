"""A whole morning, as a pack's rehearsal plays it, is erased: not a word of it is left, and it still counts the same."""

import pytest

from grading.rehearsal import play, read_rehearsals, steps_of
from sim.journal.entry import verify_lines
from sim.journal.files import sha256
from sim.replay import Playhead, facts_shown_as_text
from sim.scenario.load import load
from sim.scenario.seal import dump, rehearsals, seal
from tests.conftest import sign_in
from tests.webapp.privacy.conftest import AFTER_APPEALS, DAY, NAME, Centre, close
from tests.webapp.privacy.test_erase import found_in, levels
from webapp.demo.centre import PACK, SHOWN
from webapp.library import PACKS
from webapp.planning import appoint, enrol, import_journal, keep_scenario, plan_exam
from webapp.store.tables import User
from webapp.wall import local

KEPT_LONG_ENOUGH = AFTER_APPEALS + 1_500 * DAY
"""No result was ever published: the whole delay of what was made has gone by."""
LONG = 25
"""Characters from which a line somebody wrote is theirs and nobody else's."""
PAGES = (
    "/grille",
    "/journal",
    "/reactions",
    "/relecture",
    "/competences",
    "/signature",
    "/grille.xlsx",
    "/grille.docx",
)


@pytest.fixture(scope="module")
def morning():
    """The scenario, and what the candidate did."""
    pack = load(PACKS / PACK)
    sealed = seal(pack, 1)
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return sealed, play(sealed, steps_of(SHOWN, found), pack.assets)


@pytest.fixture
def finished(store, users, morning):
    sealed, played = morning
    with store.sessions.begin() as session:
        session.get_one(User, users["candidate"].id).name = NAME
        exam = plan_exam(
            session, pack=PACK, title="Session", planned_on=local(played.entries[-1].wall).date(), author=users["admin"]
        )  # fmt: skip
        digest = keep_scenario(session, store.files, sealed)
        sitting = enrol(session, exam, users["candidate"], scenario=digest, reason="x")
        appoint(session, exam, users["examiner"], "president")
    import_journal(store, sitting.id, played.entries, dict(played.files))
    close(store, sitting)
    return sitting


def own_lines(sealed, played) -> set[str]:
    """Return the lines the candidate wrote that the scenario does not hold itself."""
    given = dump(sealed.scenario)
    written = (
        line.strip()
        for entry in played.entries
        if entry.actor == "candidate"
        for line in facts_shown_as_text(entry).splitlines()
    )
    return {
        line for line in written if len(line) > LONG and line not in given and "À : " not in line
    }


def test_a_whole_morning_leaves_no_word(store, settings, app, client, users, finished, morning):
    sealed, played = morning
    lines = own_lines(sealed, played)
    assert len(lines) > 20
    before = levels(store, finished)
    made = {name for name, data in played.files.items()} - set(map(sha256, sealed.files.values()))
    assert made
    with store.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert {word for _, word in found_in(settings, lines)}

    Centre(store, app, users["admin"].id).erases(finished, "person", wall=KEPT_LONG_ENOUGH)

    assert found_in(settings, (*lines, "Tournebroche", "Zébulon")) == []
    assert not made & set(store.files.names())
    assert set(map(sha256, sealed.files.values())) <= set(store.files.names())
    assert levels(store, finished) == before
    kept = store.sittings.journal(finished.id)
    assert verify_lines(kept.lines()) is None
    head = Playhead(sealed.scenario, kept.read())
    assert len(head.steps) == len(played.entries)

    sign_in(client, users["examiner"])
    for page in PAGES:
        assert client.get(f"/commission/{finished.token}{page}").status_code == 200, page
    for seq in range(1, head.last, 25):
        assert (
            client.get(f"/commission/{finished.token}/relecture?entree={seq}").status_code == 200
        ), seq
