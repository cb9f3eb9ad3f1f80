"""Signs of life: what is remembered, what is written, what counts as a cut or as a page left."""

import pytest
import sqlalchemy as sa

from webapp.presence import GAP_MS, LOST_MS, WRITE_EVERY_MS, Presences, Seen


@pytest.fixture
def presences(store, sitting) -> Presences:
    return Presences(store.database)


def rows(store, table: str) -> list:
    with store.database.connect() as connection:
        return list(connection.execute(sa.text(f"SELECT * FROM {table}")).mappings())  # noqa: S608


def beats(presences, sitting, *moments: int, away: bool = False) -> None:
    for moment in moments:
        presences.beat(sitting.id, moment, away=away)


def test_a_page_never_heard_of_has_no_presence(presences, sitting):
    assert presences.of([sitting.id]) == {}


def test_a_sign_of_life_is_known_at_once_and_written_now_and_then(presences, store, sitting):
    beats(presences, sitting, *range(0, WRITE_EVERY_MS, 1_000))
    assert [row["seen_at"] for row in rows(store, "presence")] == [0]
    assert presences.of([sitting.id]) == {sitting.id: Seen(WRITE_EVERY_MS - 1_000)}

    beats(presences, sitting, WRITE_EVERY_MS)
    assert [row["seen_at"] for row in rows(store, "presence")] == [WRITE_EVERY_MS]


def test_another_process_reads_what_was_written(presences, store, sitting):
    beats(presences, sitting, 5_000)

    assert Presences(store.database).of([sitting.id]) == {sitting.id: Seen(5_000)}


def test_steady_polls_are_no_cuts(presences, store, sitting):
    beats(presences, sitting, *range(0, 200_000, 5_200))

    assert rows(store, "presence_gap") == []


def test_two_processes_that_share_a_page_see_no_cut(store, sitting):
    both = Presences(store.database), Presences(store.database)
    for turn, moment in enumerate(range(0, 300_000, 5_200)):
        beats(both[0 if turn % 7 else 1], sitting, moment)

    assert rows(store, "presence_gap") == []


@pytest.mark.parametrize(("silence", "cuts"), [(GAP_MS, 0), (GAP_MS + 1, 1)])
def test_a_silence_is_a_cut_from_a_quarter_of_a_minute_on(presences, store, sitting, silence, cuts):
    beats(presences, sitting, 1_000, 1_000 + silence)

    found = [(row["kind"], row["began_at"], row["ended_at"]) for row in rows(store, "presence_gap")]
    assert found == [("lost", 1_000, 1_000 + silence)][:cuts]


def test_a_page_left_is_no_cut_however_seldom_it_is_heard_of(presences, store, sitting):
    beats(presences, sitting, 0)
    beats(presences, sitting, 5_000, 65_000, 125_000, away=True)
    assert presences.of([sitting.id])[sitting.id].away_since == 5_000

    beats(presences, sitting, 130_000)

    found = [(row["kind"], row["began_at"], row["ended_at"]) for row in rows(store, "presence_gap")]
    assert found == [("away", 5_000, 130_000)]
    assert presences.of([sitting.id])[sitting.id].away_since is None


def test_a_blink_is_not_kept(presences, store, sitting):
    beats(presences, sitting, 0)
    beats(presences, sitting, 5_000, away=True)
    beats(presences, sitting, 6_000)

    assert rows(store, "presence_gap") == []


def test_a_page_that_is_silent_is_lost_unless_it_was_left():
    assert Seen(0).lost(LOST_MS) == 0
    assert Seen(0).lost(LOST_MS + 1) == LOST_MS + 1
    assert Seen(0, away_since=0).lost(10 * LOST_MS) == 0
