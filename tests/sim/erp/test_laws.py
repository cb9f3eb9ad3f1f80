"""Whatever is asked, in whatever order: no exception, no gap, totals that add up, a journal that replays."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from sim import dispatch
from sim.erp.amounts import totals
from sim.erp.registry import DOCTYPES
from sim.erp.screens import search
from tests.sim.erp.arvello import BATCH, CUSTOMERS, PRICES, office

KEYS = (
    *BATCH,
    "F2026-0987",
    "BROUILLON-1",
    "BROUILLON-2",
    "CC-1",
    "BL26-1880",
    "BL26-1881",
    "C00112",
    "C00127",
    "nothing",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(
        (
            "",
            "250",
            "1 234,50",
            "13/10/2026",
            "abc",
            "LIC",
            "FR20",
            "45JFM",
            "ADR1",
            "true",
            "999999999999",
        )
    ),
    st.sampled_from((*CUSTOMERS, *PRICES, "F2026-0987", "BL26-1871")),
    st.text(max_size=12),
)
FIELDS = sorted(
    {spec.name for doctype in DOCTYPES.values() for spec in (*doctype.fields, *doctype.line_fields)}
)
ROWS = st.dictionaries(st.sampled_from((*FIELDS, "unknown")), TEXTS, max_size=5)
SALES_LINES = st.lists(
    st.fixed_dictionaries(
        {"article": st.sampled_from(tuple(PRICES)), "quantity": TEXTS, "unit_price": TEXTS}
    ),
    max_size=2,
).map(tuple)
ACTIONS = sorted({action.name for doctype in DOCTYPES.values() for action in doctype.actions})
TYPES = st.sampled_from((*DOCTYPES, "unknown"))
ANY_KEY = st.sampled_from(KEYS)
SURE = st.booleans()
FORMS = st.sampled_from(
    sorted({form.name for doctype in DOCTYPES.values() for form in doctype.forms} | {"unknown"})
)
STEPS = st.one_of(
    st.tuples(st.just("CreateRecord"), st.fixed_dictionaries({"doctype": TYPES, "values": ROWS, "lines": SALES_LINES, "confirmed": SURE})),
    st.tuples(st.just("CreateRecord"), st.fixed_dictionaries({
        "doctype": st.sampled_from(("sales_order", "invoice")), "values": st.just({"customer": "C00112"}),
        "lines": SALES_LINES, "confirmed": SURE})),
    st.tuples(st.just("ChangeRecord"), st.fixed_dictionaries({
        "doctype": TYPES, "record": ANY_KEY, "values": ROWS, "lines": st.none() | SALES_LINES, "confirmed": SURE})),
    st.tuples(st.just("DoAction"), st.fixed_dictionaries({
        "doctype": TYPES, "record": ANY_KEY, "action": st.sampled_from((*ACTIONS, "unknown")), "confirmed": SURE})),
    st.tuples(st.just("DoAction"), st.fixed_dictionaries({
        "doctype": st.just("invoice"), "record": ANY_KEY, "action": st.sampled_from(("post", "create_credit_note")), "confirmed": st.just(True)})),
    st.tuples(st.sampled_from(("PostBatch",)), st.fixed_dictionaries({"records": st.lists(ANY_KEY, max_size=3).map(tuple), "confirmed": SURE})),
    st.tuples(st.just("PrintOutput"), st.fixed_dictionaries({"doctype": st.just("invoice"), "record": ANY_KEY, "form": st.just("invoice")})),
    st.tuples(st.just("RunBatchControl"), st.fixed_dictionaries({"records": st.lists(ANY_KEY, max_size=3).map(tuple)})),
    st.tuples(st.just("CheckVatNumber"), st.fixed_dictionaries({"number": TEXTS})),
    st.tuples(st.sampled_from(("PrintOutput", "PreviewOutput")), st.fixed_dictionaries({"doctype": TYPES, "record": ANY_KEY, "form": FORMS})),
    st.tuples(st.just("ExportList"), st.fixed_dictionaries({"doctype": TYPES, "query": TEXTS, "lines": SURE, "format": st.sampled_from(("xlsx", "csv"))})),
    st.tuples(st.just("SearchRecords"), st.fixed_dictionaries({"doctype": TYPES, "query": TEXTS})),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=12))
def test_any_sequence_of_commands_leaves_a_sound_office(steps):
    desk = office()

    for name, given_values in steps:
        desk.do(name, **given_values)

    world = desk.world
    assert desk.replayed().erp == world.erp
    for doctype, first in (("invoice", 1043), ("credit_note", 31), ("sales_order", 668)):
        ranks = sorted(
            int(found.number.rpartition("-")[2])
            for found in search(world, doctype)
            if found.number and found.id != "F2026-0987"
        )
        assert ranks == list(range(first, first + len(ranks)))
        for found in search(world, doctype):
            amounts = totals(found)
            assert (
                amounts.gross
                == amounts.net + amounts.vat
                == sum(band.base + band.vat for band in amounts.bands)
            )
            assert found.state != "posted" or amounts.gross > 0


@settings(max_examples=60, deadline=None)
@given(step=STEPS)
def test_deciding_changes_nothing(step):
    desk = office()
    name, given_values = step
    before = deepcopy(desk.world)

    dispatch.decide(desk.world, dispatch.COMMANDS[name](**given_values), 0)

    assert desk.world == before
