"""What a seed decides: the same for ever, and all options in turn."""

from collections import Counter

from sim.scenario.draws import choose, draw
from sim.scenario.seal import seal

MISSING = [40, 35, 60]
PINNED = [35, 35, 40, 35, 40, 35, 60, 60, 60, 35, 35, 40]
"""Options of seeds 1 to 12: a published pack must never change what a seed drew."""


def test_seed_zero_takes_the_first_option_of_every_draw():
    assert draw("adv-fac-01", 0, {"missing": MISSING, "city": ["Lyon", "Annecy"]}) == {
        "missing": 40,
        "city": "Lyon",
    }


def test_the_other_seeds_are_pinned():
    assert [choose("adv-fac-01", seed, "missing", MISSING) for seed in range(1, 13)] == PINNED


def test_the_pack_and_the_name_count():
    def drawn(pack: str, name: str) -> list[int]:
        return [choose(pack, seed, name, MISSING) for seed in range(1, 40)]

    assert drawn("adv-fac-01", "missing") != drawn("adv-fac-02", "missing")
    assert drawn("adv-fac-01", "missing") != drawn("adv-fac-01", "order")


def test_the_options_share_the_seeds():
    counts = Counter(choose("adv-fac-01", seed, "missing", MISSING) for seed in range(1, 601))

    assert all(160 <= counts[option] <= 240 for option in MISSING)


def test_the_draws_of_a_pack_go_each_their_own_way(shipped):
    figures = {
        (context["missing"], context["discount"]["claimed"], context["order"]["q1"])
        for context in (seal(shipped, seed).context for seed in range(8))
    }

    assert len(figures) > 4
