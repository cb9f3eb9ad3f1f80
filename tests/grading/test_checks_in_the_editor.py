"""Every check on text documents judges what the browser's editor saves as it judges what Word saves."""

import pytest

from tests import editor
from tests.grading import test_checks_in_libreoffice as programs
from tests.grading.checks.rules import papers
from tests.grading.checks.rules import test_rules as rules
from tests.grading.documents.build import unzipped

pytestmark = editor.needed

KINDS = ("letter", "report", "annex")
LOST = {"word, by hand": {"styled"}, "word, locked date": {"date_fixed"}}
"""What a hand does not keep: the editor forgets that a field is locked, and its date moves from then on."""
GOOD = [(kind, hand) for kind in KINDS for hand in rules.HANDS[kind]]
BAD = [(kind, *case) for kind in KINDS for case in rules.CASES[kind]]
WORDS = [
    (name, *case)
    for name, cases in programs.CASES.items()
    if name.endswith(".docx")
    for case in cases
]


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """Everything these tests judge, by what it is, saved by the editor in one go."""
    made = {
        **{(kind, hand): rules.MAKERS[kind](**rules.HANDS[kind][hand]) for kind, hand in GOOD},
        **{(kind, str(spoilt)): rules.MAKERS[kind](**spoilt) for kind, _, _, spoilt in BAD},
        **programs.originals(),
    }
    texts = {
        f"{at}.docx": key for at, key in enumerate(made) if not str(key).endswith(("xlsx", "pptx"))
    }
    found = editor.saved(
        tmp_path_factory.mktemp("editor"), {name: made[key] for name, key in texts.items()}
    )
    return {key: found[name] for name, key in texts.items()}


def test_the_editor_writes_the_text_anew(saved):
    before, after = (
        unzipped(one)["word/document.xml"] for one in (papers.letter(), saved["letter.docx"])
    )

    assert before != after


@pytest.mark.parametrize(("kind", "hand"), GOOD)
def test_a_good_document_saved_by_the_editor_keeps_every_rule(saved, kind, hand):
    document = rules.opened(saved[kind, hand], "a.docx")
    assert {
        rule: found
        for rule, setting in rules.ASKED[kind]
        if rule not in LOST.get(hand, set()) and (found := rules.breaches(rule, setting, document))
    } == {}


@pytest.mark.parametrize(("kind", "rule", "setting", "spoilt"), BAD)
def test_a_rule_broken_in_the_editor_is_found(saved, kind, rule, setting, spoilt):
    document = rules.opened(saved[kind, str(spoilt)], "a.docx")

    assert rules.breaches(rule, setting, document)


@pytest.mark.parametrize(("name", "check", "given", "expected"), WORDS)
def test_a_check_judges_alike(saved, name, check, given, expected):
    assert programs.judged(saved[name], "docx", check, given) == expected
