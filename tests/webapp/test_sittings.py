"""Sittings open in a process: the right world, whoever wrote last."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.dispatch import fold
from sim.journal.entry import verify_lines
from sim.session import OpenBriefing, SaveDebrief, Start
from tests.conftest import NINE_O_CLOCK
from webapp.store.sittings import Sittings


@pytest.fixture
def started(store, sitting) -> int:
    with store.sittings.open(sitting.id) as engine:
        engine.handle(Start(scenario=sitting.scenario_digest), wall=NINE_O_CLOCK)
    return sitting.id


def another_process(store) -> Sittings:
    """Return what another process would hold: nothing shared but the database."""
    return Sittings(store.database, store.files)


def test_it_keeps_the_world_between_requests(store, started):
    with store.sittings.open(started) as first:
        pass
    with store.sittings.open(started) as second:
        assert second is first


def test_it_sees_what_another_process_wrote(store, started):
    with another_process(store).open(started) as engine:
        engine.handle(SaveDebrief(done="Tout"), wall=NINE_O_CLOCK + 1000)

    with store.sittings.open(started) as engine:
        assert engine.world.debrief.done == "Tout"


def test_it_loses_nothing_when_it_forgets(store, started):
    sittings = Sittings(store.database, store.files, capacity=0)
    with sittings.open(started) as engine:
        engine.handle(SaveDebrief(done="Tout"), wall=NINE_O_CLOCK + 1000)

    with sittings.open(started) as again:
        assert again is not engine
        assert again.world.debrief.done == "Tout"


def spoil(sittings: Sittings, sitting: int) -> None:
    """Fail in the middle of changing a world."""
    with sittings.open(sitting) as engine:
        engine.world.debrief.done = "jamais écrit"
        raise ZeroDivisionError


def test_it_folds_again_after_an_error(store, started):
    with pytest.raises(ZeroDivisionError):
        spoil(store.sittings, started)

    with store.sittings.open(started) as engine:
        assert engine.world.debrief.done == ""


def test_it_knows_no_other_sitting(store):
    with pytest.raises(KeyError), store.sittings.open(404):
        pass


def test_two_processes_and_their_threads_write_one_journal(store, started):
    processes = [store.sittings, another_process(store)]

    def act(number: int) -> int:
        with processes[number % 2].open(started) as engine:
            outcome = engine.handle(OpenBriefing(), wall=NINE_O_CLOCK + number, nonce=f"n{number}")
        return len(outcome.entries)

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(act, range(24))) == 24

    journal = store.sittings.journal(started)
    assert verify_lines(journal.lines()) is None
    assert len(journal.lines()) == 25
    with store.sittings.open(started) as engine:
        assert engine.world == fold(engine.world.scenario, journal.read())


def test_the_same_form_sent_to_two_processes_counts_once(store, started):
    outcomes = []
    for sittings in (store.sittings, another_process(store)):
        with sittings.open(started) as engine:
            outcomes.append(engine.handle(OpenBriefing(), wall=NINE_O_CLOCK, nonce="n"))

    assert [outcome.repeated for outcome in outcomes] == [False, True]
    assert outcomes[0].entries == outcomes[1].entries
