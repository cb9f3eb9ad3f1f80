"""Whatever is asked of any document, in whatever order: no exception, no gap, sums that add up, a journal that replays."""

from collections import defaultdict

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sim.dispatch import opening
from sim.erp.amounts import totals
from sim.erp.difference import describe, difference
from sim.erp.registry import DOCTYPES
from sim.erp.values import parse_value
from sim.facts.session import CommandRefused
from tests.build import a_scenario
from tests.sim.erp.samples import office
from tests.sim.erp.samples import opening as whole
from tests.sim.erp.walk import NAMES, step

THROWN = st.lists(st.integers(0, 10_000), min_size=12, max_size=24)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(THROWN, min_size=4, max_size=25))
def test_any_walk_leaves_a_sound_office(steps):
    desk = office()
    before = opening(a_scenario(erp=whole()))

    for thrown in steps:
        step(desk, thrown)

    world = desk.world
    assert desk.replayed().erp == world.erp
    assert_numbers_have_no_gap(before, world)
    for name, records in world.erp.records.items():
        for record in records.values():
            assert_sound(world, DOCTYPES[name], record)
    assert describe(difference(before, world))


def test_a_long_walk_meets_every_document():
    """Deterministic, and long enough for each document to be changed or taken a step further."""
    desk, met = office(), set()

    writable = {name for name, doctype in DOCTYPES.items() if not doctype.readonly}
    for rank in range(400 * len(NAMES)):
        if writable <= met:
            break
        thrown = [rank, *((rank * 7919 + place * 104_729) % 9973 for place in range(20))]
        outcome = step(desk, thrown)
        met |= {
            fact.doctype
            for fact in outcome.facts
            if fact.kind in ("erp.record_created", "erp.record_changed", "erp.action_done")
        }

    assert writable - met == set()
    assert desk.replayed().erp == desk.world.erp


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(thrown=THROWN)
@example(thrown=[0] * 12)
def test_a_refused_step_changes_nothing_but_the_journal(thrown):
    desk = office()

    outcome = step(desk, thrown)

    if outcome.refusal:
        assert isinstance(desk.entries[-1].fact, CommandRefused)
        assert desk.world.erp == opening(desk.scenario).erp


def assert_numbers_have_no_gap(before, world):
    given_since = defaultdict(list)
    for name, doctype in DOCTYPES.items():
        known = {one.number for one in before.erp.records[name].values()}
        for record in world.erp.records[name].values():
            read = doctype.series.read(record.number) if doctype.series and record.number else None
            if read and record.number not in known:
                given_since[read[0]].append(read[1])
    for key, ranks in given_since.items():
        first = before.erp.series.get(key, 0) + 1
        assert sorted(ranks) == list(range(first, first + len(ranks))), key
        assert world.erp.series[key] == max(ranks)


def assert_sound(world, doctype, record):
    assert record.state in {state.name for state in doctype.states}
    assert_canonical(world, doctype.fields, record.values, f"{doctype.name} {record.id}")
    for rank, line in enumerate(record.lines, start=1):
        assert_canonical(
            world, doctype.line_fields, line, f"{doctype.name} {record.id} ligne {rank}"
        )
    if doctype.line_field("quantity") and doctype.field("vat_code"):
        amounts = totals(record)
        assert amounts.gross == amounts.net + amounts.vat
        assert amounts.net == sum(band.base for band in amounts.bands)


def assert_canonical(world, specs, row, where):
    known = {spec.name: spec for spec in specs}
    for name, text in row.items():
        spec = known.get(name)
        assert spec is not None, f"{where} : champ {name} inconnu"
        if not text:
            assert "ligne" in where, (
                f"{where} : {name} vide"
            )  # a computed line may leave a cell blank
            continue
        assert parse_value(spec, text) == text, f"{where} : {name} = {text!r}"
        if spec.link:
            assert text in world.erp.records[spec.link], f"{where} : {name} = {text!r}"
