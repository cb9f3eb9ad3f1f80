"""The questions of whole sittings: few, neutral, pointing at an entry, and giving nothing away."""

import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from grading.questions.base import Suggestion
from grading.questions.suggest import AT_MOST, RULES, suggest
from grading.rubric import Rubric
from sim.language.normalise import normalise
from tests.grading import pack
from tests.grading.checks.desk import BUYER, desk, record_of
from tests.grading.questions.asking import CRITERIA, a_finding, a_row, a_sheet, ended, raised
from tests.sim.erp.arvello import opening

FAULTS = [name for name, one in pack.found().items() if one.kind == "fault"]
ACCUSING = re.compile(
    r"\b(?:erreurs?|fautes?|oublie[esr]*|auriez du|deviez|fallait|malgre|negligence|mauvais\w*|incorrect\w*|tort|pourtant)\b"
)


@lru_cache
def questions(name: str) -> tuple[Suggestion, ...]:
    return suggest(pack.rubric(), pack.record(name), pack.sheet(name))


def own_words(one: Suggestion) -> str:
    """Return a question without what it quotes of messages, files and screens."""
    text = normalise(one.text)
    while '"' in (shorter := re.sub(r'"[^"]*"', "", text)) and shorter != text:
        text = shorter
    return shorter


def test_good_work_raises_few_questions():
    assert len(questions("reference")) <= 5
    assert len(questions("alternative")) <= 6
    assert not [one for one in questions("reference") if one.rule == "finding"]


@pytest.mark.parametrize("name", ["reference", "alternative", "idle", *FAULTS])
def test_questions_ask_and_never_accuse(name):
    for one in questions(name):
        assert one.text.endswith("\u00a0?")
        assert re.search(r"\bvous\b|-vous\b", one.text)
        assert not ACCUSING.search(own_words(one)), one.text


@pytest.mark.parametrize("name", ["reference", "alternative", "idle", *FAULTS])
def test_every_question_points_at_entries_of_the_journal(name):
    last = pack.record(name).last

    for one in questions(name):
        assert one.entries
        assert all(1 <= seq <= last for seq in one.entries)
        assert one.why


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_raises_a_question_about_what_it_lowers(name):
    fresh = [one for one in questions(name) if one not in questions("reference")]

    assert {one.criterion for one in fresh} & set(pack.found()[name].lowers)


@pytest.mark.parametrize(
    ("name", "criterion", "kind"),
    [("fault-early-credit", "C4.3", "erp.action_done"), ("fault-link-followed", "C3.4", "mail.link_followed"),
     ("fault-collateral", "C4.2", "erp.record_changed"), ("fault-price-told", "C3.4", "call.said"),
     ("fault-cross-sending", "C4.5", "mail.sent"), ("fault-letter-misfiled", "C2.2", "drive.uploaded"),
     ("fault-second-account", "C4.1", "erp.record_created"), ("fault-customer-unanswered", "C5.3", "call.promise_made"),
     ("fault-no-plan", "C1.3", "planner.task_added"), ("fault-truck-ignored", "C1.2", "call.answered")],
)  # fmt: skip
def test_a_fault_s_question_shows_the_entry_that_matters(name, criterion, kind):
    entries = pack.played(name).entries

    shown = [
        entries[one.entries[0] - 1].kind for one in questions(name) if one.criterion == criterion
    ]

    assert kind in shown


def expected(value) -> set[str]:
    """Return the texts that records, letters and tables must hold, as the rubric's checks have them."""
    found: set[str] = set()
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            found |= (
                texts(inner)
                if name in ("fields", "lines", "has", "lacks", "value")
                else expected(inner)
            )
    elif isinstance(value, tuple):
        found = {text for one in value for text in expected(one)}
    return found


def texts(value) -> set[str]:
    if isinstance(value, dict):
        return {text for one in value.values() for text in texts(one)}
    if isinstance(value, tuple | list):
        return {text for one in value for text in texts(one)}
    return {str(value)}


@pytest.mark.parametrize("name", FAULTS)
def test_a_question_owes_nothing_to_a_finding_s_reason(name):
    sheet = pack.sheet(name)
    blank = {
        criterion: one.model_copy(
            update={
                "findings": tuple(row.model_copy(update={"reason": "?"}) for row in one.findings)
            }
        )
        for criterion, one in sheet.criteria.items()
    }

    found = suggest(pack.rubric(), pack.record(name), sheet.model_copy(update={"criteria": blank}))

    assert found == questions(name)


@pytest.mark.parametrize("name", FAULTS)
def test_no_question_holds_what_the_pack_expects(name):
    keys = {
        text
        for indicator in pack.rubric().indicators
        for text in expected(indicator.check)
        if re.search(r"\d\d", text)
    }
    assert len(keys) > 20

    for one in questions(name):
        words = normalise(own_words(one))
        assert not [key for key in keys if normalise(key) in words], one.text


def test_questions_are_the_same_for_ever():
    name = "fault-forced-release"

    assert suggest(pack.rubric(), pack.record(name), pack.sheet(name)) == questions(name)


@pytest.mark.parametrize("name", ["idle", *FAULTS])
def test_a_criterion_gets_a_few_questions_at_most_and_none_twice(name):
    found = questions(name)

    assert all(
        sum(one.criterion == criterion for one in found) <= AT_MOST for criterion in CRITERIA
    )
    assert len({one.text for one in found}) == len(found)
    assert [one.criterion for one in found] == sorted(one.criterion for one in found)


def test_a_criterion_with_many_findings_keeps_the_first_few():
    what = desk(timeline=())
    for minute in range(6):
        what.at(f"08:4{minute}").do("SendChat", person="luc", text="Bonjour Luc")
    seqs = [entry.seq for entry in what.entries if entry.kind == "chat.sent"]
    rows = [a_row(f"C4.2-{at}") for at in seqs]
    findings = tuple(a_finding("not_met", at, check=f"C4.2-{at}") for at in seqs)

    found = [one.entries for one in raised(what, *rows, C4_2=findings) if one.rule == "finding"]

    assert found == [(seq,) for seq in seqs[:AT_MOST]]


def test_the_same_words_are_not_asked_twice_under_two_criteria():
    what = desk(timeline=()).at("08:40")
    what.do("OpenMail", mail="M01")
    rows = (a_row(), a_row("C4.3-a", "C4.3"))
    absent = (a_finding(), a_finding(check="C4.3-a"))

    found = raised(what, *rows, C4_2=absent[:1], C4_3=absent[1:])

    assert [one.criterion for one in found if one.rule == "finding"] == ["C4.2"]


def test_a_sheet_without_a_rule_s_criterion_is_not_asked_about_it():
    what = desk().at("08:45")
    sheet = a_sheet()
    others = {name: one for name, one in sheet.criteria.items() if name == "C1.1"}

    assert suggest(Rubric(), record_of(what), sheet.model_copy(update={"criteria": others})) == ()


def test_a_sitting_not_begun_raises_nothing():
    assert suggest(Rubric(), record_of(desk(present=(), timeline=())), a_sheet()) == ()


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["???", "…", "{0}", "%s", "٣٤٥-٦٧٨", "SA", "a" * 300, "relance 9 h 60 le 31/02"]
)


@settings(max_examples=25)
@given(HOSTILE, HOSTILE)
def test_whatever_is_typed_raises_questions_or_none_and_never_breaks(name, words):
    what = desk(erp=opening()).at("08:40")
    what.do("AddTask", title=name, priority="P1", estimate_min="10")
    what.do("CreateRecord", doctype="customer", values={"name": name}, confirmed=True)
    customer = what.world.erp.records["customer"].get("C00183")
    invoice = {"doctype": "invoice", "record": "PF-1872"}
    if customer:
        what.do(
            "ChangeRecord",
            **invoice,
            values={"customer": "C00183", "customer_po": words},
            confirmed=True,
        )
    for _ in range(2):
        what.do("SendMail", to=(BUYER,), subject=f"Relance {words}", body=words or "x")
        what.do("SendChat", person="luc", text=f"Je vous rappelle à 9 h. {words}")
    what.upload(f"relance-{name}.docx")
    what.do("DoAction", **invoice, action="post", confirmed=True)

    for one in raised(ended(what)):
        assert one.text.endswith("?")


def test_rules_have_names_of_their_own():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.criterion for rule in RULES} <= {"", *CRITERIA}
