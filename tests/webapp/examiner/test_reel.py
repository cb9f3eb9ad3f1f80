"""Worlds kept between two frames: the right one, never lent twice, never taken for another office's."""

import pytest

from sim.replay import Playhead
from tests.build import Office, a_scenario
from webapp.examiner.reel import Reel


@pytest.fixture
def playhead() -> Playhead:
    office = Office()
    office.at("8:34").do("OpenMail", mail="M01")
    office.at("8:36").do("AddTask", title="Répondre")
    office.at("9:10").do("SendChat", person="karim", text="Bonjour")
    return Playhead(office.scenario, office.entries)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 2, 4, 1, 3)])
def test_the_world_lent_is_the_world_folded(playhead, order):
    reel = Reel()

    for seq in order:
        with reel.world_at("s", playhead, seq) as world:
            assert world == playhead.world_at(seq)


def test_going_forward_brings_the_same_world_on(playhead):
    reel = Reel()

    with reel.world_at("s", playhead, 2) as world:
        pass
    with reel.world_at("s", playhead, 4) as later:
        assert later is world


def test_a_world_in_use_is_lent_to_nobody_else(playhead):
    reel = Reel()

    with reel.world_at("s", playhead, 2) as one, reel.world_at("s", playhead, 3) as other:
        assert other is not one
        assert one == playhead.world_at(2)


def test_what_went_wrong_keeps_no_world(playhead):
    reel = Reel()

    with pytest.raises(ValueError, match="drawn"), reel.world_at("s", playhead, 2) as world:
        raise ValueError("drawn")
    with reel.world_at("s", playhead, 2) as again:
        assert again is not world


def test_another_scenario_with_the_same_journal_has_its_own_world(playhead):
    reel, other = Reel(), Playhead(a_scenario(title="Un autre bureau"), playhead.entries)

    with reel.world_at("one", playhead, 2):
        pass
    with reel.world_at("other", other, 3) as world:
        assert world.scenario is other.scenario


def test_few_worlds_are_kept(playhead):
    reel = Reel(kept=1)
    offices = {name: Playhead(playhead.scenario, playhead.entries) for name in ("one", "two")}
    with reel.world_at("one", offices["one"], 2) as first, reel.world_at("two", offices["two"], 2):
        pass

    with reel.world_at("one", offices["one"], 2) as world:
        assert world is first
    with reel.world_at("two", offices["two"], 2) as world:
        assert world == playhead.world_at(2)
