"""The journal in the database keeps what was written, in order, once, for ever."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from sim.facts import session
from sim.journal.entry import GENESIS, Entry, dump, verify_lines
from sim.journal.store import Conflict
from webapp.store.journal import SqlJournal
from webapp.store.tables import Sitting


@pytest.fixture
def journal(store, sitting) -> SqlJournal:
    return SqlJournal(store.database, sitting.id)


def row(store, sitting: Sitting) -> Sitting:
    with store.sessions() as rows:
        return rows.get_one(Sitting, sitting.id)


def chain(*facts, nonce: str = "", after: Entry | None = None) -> list[Entry]:
    entries: list[Entry] = []
    for fact in facts:
        last = entries[-1] if entries else after
        seq, head = (last.seq, last.hash) if last else (0, GENESIS)
        entry = Entry(seq + 1, at=seq, wall=1000 + seq, actor="candidate", fact=fact, nonce=nonce)
        entries.append(entry.sealed(head))
        nonce = ""
    return entries


STARTED = session.Started(scenario="a" * 64)
READ = session.BriefingOpened()


def test_it_reads_back_what_was_appended(journal):
    entries = chain(STARTED, READ, READ)

    journal.append(entries)

    assert journal.read() == entries
    assert journal.read(2) == entries[2:]


def test_it_keeps_the_text_that_was_hashed(journal):
    entries = chain(STARTED, session.Paused(reason="Évacuation « incendie »"))

    journal.append(entries)

    assert journal.lines() == [dump(entry) for entry in entries]
    assert verify_lines(journal.lines()) is None


def test_who_was_noted_absent_and_starts_late_is_absent_no_more(store, sitting, journal):
    with store.sessions.begin() as rows:
        rows.get_one(Sitting, sitting.id).absence = "unjustified"
    assert row(store, sitting).is_absent

    journal.append(chain(STARTED))

    assert row(store, sitting).absence == ""
    assert not row(store, sitting).is_absent


def test_it_refuses_a_place_that_is_taken(journal):
    first = chain(STARTED)
    journal.append(first)

    with pytest.raises(Conflict):
        journal.append(first)

    assert len(journal.read()) == 1


def test_it_refuses_to_leave_a_gap(journal):
    entries = chain(STARTED, READ)

    with pytest.raises(Conflict):
        journal.append(entries[1:])

    assert journal.read() == []


def test_it_refuses_a_nonce_that_served(journal):
    first = chain(STARTED, nonce="n")
    journal.append(first)

    with pytest.raises(Conflict):
        journal.append(chain(READ, nonce="n", after=first[-1]))

    assert len(journal.read()) == 1


def test_it_lets_the_world_write_without_a_nonce(journal):
    first = chain(STARTED)
    journal.append(first)

    journal.append(chain(READ, after=first[-1]))

    assert len(journal.read()) == 2


def test_it_keeps_the_sitting_in_step(journal, store, sitting):
    assert row(store, sitting).state == "planned"
    facts = [
        STARTED,
        session.Paused(reason="Évacuation"),
        session.Resumed(),
        session.Ended(by="candidate"),
    ]
    states = []

    last = None
    for fact in facts:
        entries = chain(fact, after=last)
        journal.append(entries)
        last = entries[-1]
        states.append(row(store, sitting).state)

    assert states == ["running", "paused", "running", "ended"]
    ended = row(store, sitting)
    assert (ended.last_seq, ended.started_wall, ended.ended_wall) == (4, 1000, 1003)


def test_it_stays_without_gap_when_threads_race(journal):
    journal.append(chain(STARTED))

    def write(_: int) -> int:
        for losses in range(1000):
            last = journal.read()[-1]
            try:
                journal.append(chain(READ, READ, after=last))
            except Conflict:
                continue
            return losses
        raise AssertionError("never won")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(12)))

    assert [entry.seq for entry in journal.read()] == list(range(1, 26))
    assert verify_lines(journal.lines()) is None


@pytest.mark.parametrize("change", ["UPDATE journal SET at = 5", "DELETE FROM journal"])
def test_it_never_changes_whoever_asks(journal, store, change):
    journal.append(chain(STARTED))

    with (
        pytest.raises(IntegrityError, match="journal is append-only"),
        store.database.begin() as connection,
    ):
        connection.execute(sa.text(change))

    assert len(journal.read()) == 1
