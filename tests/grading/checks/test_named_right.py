"""`named_right`: the naming rule."""

from tests.grading.checks.desk import desk, verdict

RULE = {
    "under": "/ADV/[1-6]*",
    "name": r"[A-Z]+_[A-Za-z0-9-]+_\d{8}(_v\d+)?\.(docx|pdf)",
    "label": "règle de nommage",
}
FOLDER = "/ADV/3_Facturation"


def filed(*names: str):
    what = desk()
    for name in names:
        assert not what.upload(name, name.encode(), FOLDER).refusal
    return what


def test_it_passes_on_the_rule_and_fails_on_another_name_or_on_nothing():
    assert verdict(filed("LET_ALPHYDRAL_20261013.docx"), "named_right", **RULE) == "met"
    assert verdict(filed("lettre alphydral.docx"), "named_right", **RULE) == "not_met"
    assert verdict(desk(), "named_right", **RULE) == "not_met"


def test_a_share_is_enough_and_its_boundary_is_included():
    names = [f"LET_A{rank}_20261013.docx" for rank in range(9)]

    assert verdict(filed(*names, "brouillon.docx"), "named_right", **RULE, share=0.9) == "met"
    assert (
        verdict(filed(*names[1:], "brouillon.docx"), "named_right", **RULE, share=0.9) == "not_met"
    )


def test_files_elsewhere_and_those_of_the_company_are_not_looked_at():
    what = filed("LET_ALPHYDRAL_20261013.docx")
    what.upload("brouillon.docx")

    assert verdict(what, "named_right", **RULE) == "met"
    assert verdict(what, "named_right", **RULE, outputs=True) == "not_met"
